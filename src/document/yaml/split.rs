//! Where documents start: found in the bytes, so that what is broken in one cannot hide the next.

use std::ops::Range;

/// The documents in `range` as ranges that cover it. A line that starts with `---` or `...` ends a document wherever it stands (YAML 1.2, 9.1.2).
pub(super) fn documents(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut documents = Vec::new();
    let mut start = range.start;
    // Directives and comments stand before the marker of their document.
    let mut is_prologue = true;
    for line in lines(bytes, range.clone()) {
        let content = &bytes[line.clone()];
        if is_marker(content, b"---") {
            if !is_prologue {
                documents.push(start..line.start);
                start = line.start;
            }
            is_prologue = false;
        } else if is_marker(content, b"...") {
            documents.push(start..line.end);
            start = line.end;
            is_prologue = true;
        } else if is_prologue {
            is_prologue = matches!(content.trim_ascii().first(), None | Some(b'#' | b'%'));
        }
    }
    if start < range.end {
        documents.push(start..range.end);
    }
    documents
}

/// The runs of lines that are not empty, each cut into pieces.
pub(super) fn fragments(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    runs(text, range).into_iter().flat_map(|run| pieces(text, run)).collect()
}

/// The documents in `range`, cut where the indentation falls below that of their first line.
pub(super) fn pieces(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    for document in documents(text, range) {
        dedents(text, document, &mut pieces);
    }
    pieces
}

/// The start of the line that holds the byte at `at`.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    memchr::memrchr(b'\n', &text.as_bytes()[..at.min(text.len())]).map_or(0, |feed| feed + 1)
}

/// The start of the line after that.
pub(super) fn line_after(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |feed| at + feed + 1)
}

fn is_marker(line: &[u8], marker: &[u8]) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\t' | b'\r' | b'\n')))
}

fn runs(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs: Vec<Range<usize>> = Vec::new();
    for line in lines(bytes, range) {
        if matches!(&bytes[line.clone()], b"\n" | b"\r\n") {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.end == line.start => run.end = line.end,
            _ => runs.push(line),
        }
    }
    runs
}

fn dedents(text: &str, run: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let bytes = text.as_bytes();
    let mut start = run.start;
    let mut least = None;
    for line in lines(bytes, run.clone()) {
        let content = &bytes[line.clone()];
        let indent = content.iter().take_while(|&&byte| byte == b' ').count();
        if matches!(content.trim_ascii().first(), None | Some(b'#')) {
            continue;
        }
        if least.is_some_and(|least| indent < least) {
            pieces.push(start..line.start);
            start = line.start;
            least = None;
        }
        least.get_or_insert(indent);
    }
    if start < run.end {
        pieces.push(start..run.end);
    }
}

/// The lines in `range`, each with its line feed.
fn lines(bytes: &[u8], range: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = range.start;
    std::iter::from_fn(move || {
        let rest = bytes.get(start..range.end).filter(|rest| !rest.is_empty())?;
        let end = memchr::memchr(b'\n', rest).map_or(range.end, |at| start + at + 1);
        Some(std::mem::replace(&mut start, end)..end)
    })
}
