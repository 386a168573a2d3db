//! The text of a diff taken apart: which files, which hunks. Nothing is believed that the text itself does not bear out.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use bstr::{BString, ByteSlice};

use super::name;
use crate::source::{Error, Mode};
use crate::text::RepoPath;

/// What a diff says about one file.
#[derive(Debug, Default)]
pub(super) struct FilePatch {
    /// `None`: the file is new.
    pub(super) old: Option<RepoPath>,
    /// `None`: the file is removed.
    pub(super) new: Option<RepoPath>,
    pub(super) old_mode: Option<Mode>,
    pub(super) new_mode: Option<Mode>,
    /// The new file starts as a copy of the old one, which stays.
    pub(super) is_copy: bool,
    /// The diff says that it differs and not how.
    pub(super) is_binary: bool,
    /// The ids of its two contents, mostly cut short.
    pub(super) ids: Option<(BString, BString)>,
    pub(super) hunks: Vec<Hunk>,
    /// Where its section starts in the diff, from 1.
    pub(super) line: usize,
}

/// A run of lines with both their places.
#[derive(Clone, Debug)]
pub(super) struct Hunk {
    /// Line numbers from 0, as they stand before.
    pub(super) old: Range<usize>,
    /// The same after.
    pub(super) new: Range<usize>,
    diff: Arc<[u8]>,
    body: Range<usize>,
    /// The whole diff was given CR LF line ends; they are none of the file.
    crlf: bool,
}

/// One line of a hunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) kind: Kind,
    /// Without its line feed.
    pub(super) text: &'a [u8],
    /// Whether there is one.
    pub(super) ends: bool,
}

/// Which side a line stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Both,
    Old,
    New,
}

impl Hunk {
    pub(super) fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        let mut rest = raw_lines(&self.diff[self.body.clone()]).peekable();
        std::iter::from_fn(move || {
            let raw = rest.next()?;
            let unended = rest.next_if(|next| next.starts_with(b"\\")).is_some();
            Some(content(raw, self.crlf, !unended))
        })
    }
}

/// Reads a whole diff. Text that is no diff (mail headers, a message, a signature) is passed over.
pub(super) fn parse(diff: &[u8]) -> Result<Vec<FilePatch>, Error> {
    let mut reader = Reader { diff: diff.into(), at: 0, line: 1 };
    let mut files = Vec::new();
    while let Some(line) = reader.peek() {
        if let Some(names) = line.strip_prefix(b"diff --git ") {
            let names = names.to_owned();
            reader.skip();
            files.push(reader.git_section(&names)?);
        } else if line.starts_with(b"diff --cc ") || line.starts_with(b"diff --combined ") || line.starts_with(b"@@@ ")
        {
            return Err(
                reader.refuse("a combined merge diff has no single base; create the diff with `git diff BASE HEAD`")
            );
        } else if line.starts_with(b"--- ") && reader.has_plain_header() {
            files.push(reader.plain_section()?);
        } else if is_hunk_header(line) {
            return Err(reader.refuse("a hunk without a file"));
        } else {
            files.extend(unshown(line, &reader)?);
            reader.skip();
        }
    }
    refuse_repetition(&files)?;
    Ok(files)
}

/// A series of patches may name a file twice; what it comes to cannot be known without applying them one by one.
fn refuse_repetition(files: &[FilePatch]) -> Result<(), Error> {
    let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
    for file in files {
        let first = file.old.as_ref().is_none_or(|path| file.is_copy || old.insert(path))
            && file.new.as_ref().is_none_or(|path| new.insert(path));
        if !first {
            let path = file.new.as_ref().or(file.old.as_ref()).map(ToString::to_string).unwrap_or_default();
            let what = format!("`{path}` appears twice; pass one diff from base to head, not a series");
            return Err(Error::Patch { line: file.line, what });
        }
    }
    Ok(())
}

struct Reader {
    diff: Arc<[u8]>,
    at: usize,
    /// Of the next line, from 1.
    line: usize,
}

impl Reader {
    /// The next line without its end.
    fn peek(&self) -> Option<&[u8]> {
        let line = raw_lines(&self.diff[self.at..]).next()?;
        Some(trim(line))
    }

    fn skip(&mut self) {
        if let Some(line) = raw_lines(&self.diff[self.at..]).next() {
            self.at += line.len();
            self.line += 1;
        }
    }

    fn refuse(&self, what: impl Into<String>) -> Error {
        Error::Patch { line: self.line, what: what.into() }
    }

    /// Whether the next two lines name a file's two sides, and a hunk follows.
    fn has_plain_header(&self) -> bool {
        let mut lines = raw_lines(&self.diff[self.at..]).skip(1);
        lines.next().is_some_and(|line| line.starts_with(b"+++ ")) && lines.next().is_some_and(is_hunk_header)
    }

    /// The headers and hunks after `diff --git`.
    fn git_section(&mut self, names: &[u8]) -> Result<FilePatch, Error> {
        let mut file = FilePatch { line: self.line - 1, ..FilePatch::default() };
        let mut seen = Headers { pair: name::pair(names), ..Headers::default() };
        while let Some(line) = self.peek() {
            if is_hunk_header(line) {
                self.name(&mut file, &seen)?;
                self.hunks(&mut file, seen.crlf)?;
                self.expect_whole(&file)?;
                return Ok(file);
            }
            if line.starts_with(b"diff ")
                || (line.starts_with(b"--- ") && seen.old.is_some())
                || !seen.take(line, &mut file)
            {
                break;
            }
            seen.crlf |= line.starts_with(b"+++ ") && self.ends_with_cr();
            self.skip();
        }
        self.name(&mut file, &seen)?;
        Ok(file)
    }

    /// `---`, `+++` and the hunks of a diff that is not git's.
    fn plain_section(&mut self) -> Result<FilePatch, Error> {
        let mut file = FilePatch { line: self.line, ..FilePatch::default() };
        let mut seen = Headers::default();
        for _ in 0..2 {
            let line = self.peek().unwrap_or_default().to_owned();
            seen.take(&line, &mut file);
            seen.crlf = self.ends_with_cr();
            self.skip();
        }
        let header = self.peek().and_then(ranges);
        // `diff -N` writes a file that is not there as an empty one of the year 1970.
        seen.is_new = seen.old_is_epoch && header.as_ref().is_some_and(|(old, _)| *old == (0..0));
        seen.is_gone = seen.new_is_epoch && header.as_ref().is_some_and(|(_, new)| *new == (0..0));
        if let (Some(old), Some(new)) = (&seen.old, &seen.new)
            && !name::is_nothing(old)
            && !name::is_nothing(new)
            && !name::are_prefixed(old, new)
        {
            // `x.orig` against `x`: two names of one file.
            seen.old = Some(new.clone());
        }
        self.name(&mut file, &seen)?;
        self.hunks(&mut file, seen.crlf)?;
        self.expect_whole(&file)?;
        Ok(file)
    }

    fn ends_with_cr(&self) -> bool {
        raw_lines(&self.diff[self.at..]).next().is_some_and(|line| line.ends_with(b"\r\n"))
    }

    /// Settles which paths a section is about.
    fn name(&self, file: &mut FilePatch, seen: &Headers) -> Result<(), Error> {
        let (old, new) = match (&seen.moved_from, &seen.moved_to, &seen.old, &seen.new, &seen.pair) {
            (Some(old), Some(new), ..) => (self.path(old, false)?, self.path(new, false)?),
            (_, _, old, new, Some((old_name, new_name))) => {
                let prefixed = old_name != new_name;
                let real = |name: &Option<BString>| name.clone().filter(|name| !name::is_nothing(name));
                let (old, new) = (real(old).unwrap_or(old_name.clone()), real(new).unwrap_or(new_name.clone()));
                (self.path(&old, prefixed)?, self.path(&new, prefixed)?)
            }
            (_, _, Some(old), Some(new), None) => {
                let prefixed = name::are_prefixed(old, new);
                let real =
                    |name: &BString, other: &BString| if name::is_nothing(name) { other.clone() } else { name.clone() };
                (self.path(&real(old, new), prefixed)?, self.path(&real(new, old), prefixed)?)
            }
            _ => return Err(self.refuse("a file without a name")),
        };
        let nothing = |name: &Option<BString>| name.as_ref().is_some_and(|name| name::is_nothing(name));
        file.old = Some(old).filter(|_| !seen.is_new && !nothing(&seen.old));
        file.new = Some(new).filter(|_| !seen.is_gone && !nothing(&seen.new));
        if file.old.is_none() && file.new.is_none() {
            return Err(self.refuse("a file that is on neither side"));
        }
        Ok(())
    }

    fn path(&self, name: &[u8], prefixed: bool) -> Result<RepoPath, Error> {
        name::path(name, prefixed).map_err(|what| self.refuse(what))
    }

    /// All hunks that follow; each must lie behind the one before.
    fn hunks(&mut self, file: &mut FilePatch, crlf: bool) -> Result<(), Error> {
        while let Some(line) = self.peek() {
            if !is_hunk_header(line) {
                return self.expect_no_more_lines();
            }
            let (old, new) = ranges(line).ok_or_else(|| self.refuse("an unreadable hunk header"))?;
            if file.hunks.last().is_some_and(|last| old.start < last.old.end || new.start < last.new.end) {
                return Err(self.refuse("a hunk that overlaps the previous one"));
            }
            self.skip();
            let start = self.at;
            self.body(old.len(), new.len())?;
            file.hunks.push(Hunk { old, new, diff: Arc::clone(&self.diff), body: start..self.at, crlf });
        }
        Ok(())
    }

    /// A file that is on one side only stands in the diff as a whole, from its first line.
    fn expect_whole(&self, file: &FilePatch) -> Result<(), Error> {
        let whole = match (&file.old, &file.new, &file.hunks[..]) {
            (Some(_), Some(_), _) | (_, _, []) => true,
            (None, _, [only]) => only.old.is_empty() && only.new.start == 0,
            (_, None, [only]) => only.new.is_empty() && only.old.start == 0,
            _ => false,
        };
        if whole { Ok(()) } else { Err(self.refuse("a new or removed file that is not complete")) }
    }

    /// Passes over the lines of one hunk, which must be as many as its header says.
    fn body(&mut self, mut old: usize, mut new: usize) -> Result<(), Error> {
        let (mut old_ended, mut new_ended) = (false, false);
        while old > 0 || new > 0 {
            let ends_early = || self.refuse("the hunk has fewer lines than its header says");
            let raw = raw_lines(&self.diff[self.at..]).next().ok_or_else(ends_early)?;
            let (takes_old, takes_new) = match kind(raw) {
                Some(Kind::Both) => (1, 1),
                Some(Kind::Old) => (1, 0),
                Some(Kind::New) => (0, 1),
                None => return Err(ends_early()),
            };
            if (takes_old > 0 && old_ended) || (takes_new > 0 && new_ended) {
                return Err(self.refuse("a line after one without a line ending"));
            }
            old = old.checked_sub(takes_old).ok_or_else(|| self.refuse("the hunk does not match its header"))?;
            new = new.checked_sub(takes_new).ok_or_else(|| self.refuse("the hunk does not match its header"))?;
            self.skip();
            if self.peek().is_some_and(|line| line.starts_with(b"\\")) {
                old_ended |= takes_old > 0;
                new_ended |= takes_new > 0;
                self.skip();
            }
        }
        Ok(())
    }

    /// Behind a hunk no line may follow that looks like more of it: a header that counts too few would hide it.
    fn expect_no_more_lines(&self) -> Result<(), Error> {
        let Some(line) = self.peek() else { return Ok(()) };
        let is_signature = line == b"-- " || line == b"--";
        let is_header = line.starts_with(b"--- ") && self.has_plain_header();
        if !is_signature && !is_header && line.first().is_some_and(|first| b"+- ".contains(first)) {
            return Err(self.refuse("the hunk has more lines than its header says"));
        }
        Ok(())
    }
}

/// What the header lines of a section say.
#[derive(Default)]
struct Headers {
    pair: Option<(BString, BString)>,
    old: Option<BString>,
    new: Option<BString>,
    moved_from: Option<BString>,
    moved_to: Option<BString>,
    is_new: bool,
    is_gone: bool,
    old_is_epoch: bool,
    new_is_epoch: bool,
    crlf: bool,
}

impl Headers {
    /// Takes in one line; `false`: it is no header.
    fn take(&mut self, line: &[u8], file: &mut FilePatch) -> bool {
        let Some((key, rest)) = HEADERS.iter().find_map(|key| Some((*key, line.strip_prefix(key.as_bytes())?))) else {
            return false;
        };
        match key {
            "--- " => (self.old, self.old_is_epoch) = (name::after_marker(rest), is_epoch(rest)),
            "+++ " => (self.new, self.new_is_epoch) = (name::after_marker(rest), is_epoch(rest)),
            "rename from " | "copy from " => {
                self.moved_from = name::alone(rest);
                file.is_copy = key == "copy from ";
            }
            "rename to " | "copy to " => self.moved_to = name::alone(rest),
            "new file mode " => {
                self.is_new = true;
                file.new_mode = mode(rest);
            }
            "deleted file mode " => {
                self.is_gone = true;
                file.old_mode = mode(rest);
            }
            "old mode " => file.old_mode = mode(rest),
            "new mode " => file.new_mode = mode(rest),
            "index " => {
                let ids = rest.split_once_str(" ").map_or(rest, |(ids, _)| ids);
                file.ids = ids.split_once_str("..").map(|(old, new)| (old.into(), new.into()));
                let both = rest.rsplit_once_str(" ").and_then(|(_, digits)| mode(digits));
                (file.old_mode, file.new_mode) = (file.old_mode.or(both), file.new_mode.or(both));
            }
            "Binary files " | "GIT binary patch" => file.is_binary = true,
            _ => {}
        }
        true
    }
}

const HEADERS: [&str; 15] = [
    "--- ", "+++ ", "rename from ", "rename to ", "copy from ", "copy to ", "new file mode ", "deleted file mode ",
    "old mode ", "new mode ", "index ", "similarity index ", "dissimilarity index ", "Binary files ",
    "GIT binary patch",
];

/// What other tools than git write about files whose lines they do not show.
fn unshown(line: &[u8], reader: &Reader) -> Result<Option<FilePatch>, Error> {
    let file = |old, new| Some(FilePatch { old, new, is_binary: true, line: reader.line, ..FilePatch::default() });
    if let Some((directory, name)) = line.strip_prefix(b"Only in ").and_then(|rest| rest.split_once_str(": ")) {
        return Ok(file(None, Some(reader.path(&bstr::join("/", [directory, name]), false)?)));
    }
    let Some(names) = line.strip_prefix(b"Binary files ").or_else(|| line.strip_prefix(b"Files ")) else {
        return Ok(None);
    };
    let Some((old, new)) = names.strip_suffix(b" differ").and_then(|names| names.split_once_str(" and ")) else {
        return Ok(None);
    };
    let prefixed = name::are_prefixed(old, new);
    let path = |name: &[u8]| if name::is_nothing(name) { Ok(None) } else { reader.path(name, prefixed).map(Some) };
    Ok(file(path(old)?, path(new)?))
}

fn is_hunk_header(line: &[u8]) -> bool {
    line.starts_with(b"@@ -")
}

/// The two places of `@@ -1,2 +3,4 @@`, as line numbers from 0.
fn ranges(line: &[u8]) -> Option<(Range<usize>, Range<usize>)> {
    let places = line.strip_prefix(b"@@ -")?;
    let (places, _) = places.split_once_str(" @@")?;
    let (old, new) = places.split_once_str(" +")?;
    Some((range(old)?, range(new)?))
}

fn range(text: &[u8]) -> Option<Range<usize>> {
    let number = |digits: &[u8]| {
        let digits = digits.to_str().ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<u32>().ok().and_then(|number| usize::try_from(number).ok())
    };
    let (start, count) = match text.split_once_str(",") {
        Some((start, count)) => (number(start)?, number(count)?),
        None => (number(text)?, 1),
    };
    // A place without lines is named by the line before it.
    let start = if count == 0 { start } else { start.checked_sub(1)? };
    Some(start..start.checked_add(count)?)
}

fn mode(digits: &[u8]) -> Option<Mode> {
    match digits {
        b"120000" => Some(Mode::Link),
        b"160000" => Some(Mode::Submodule),
        _ => Some(Mode::File),
    }
}

/// Whether a name is followed by the first second of 1970, wherever on the globe.
fn is_epoch(rest: &[u8]) -> bool {
    let days: [(&[u8], &[u8]); 4] =
        [(b"1970-01-01", b""), (b"1969-12-31", b""), (b"Jan  1", b" 1970"), (b"Dec 31", b" 1969")];
    rest.split_once_str("\t").is_some_and(|(_, time)| {
        days.iter().any(|(day, year)| time.contains_str(day) && time.contains_str(year)) && time.contains_str(":00")
    })
}

fn kind(raw: &[u8]) -> Option<Kind> {
    match raw.first()? {
        // Some mailers drop the blank in front of an empty line.
        b' ' | b'\n' => Some(Kind::Both),
        b'\r' if raw == b"\r\n" => Some(Kind::Both),
        b'-' => Some(Kind::Old),
        b'+' => Some(Kind::New),
        _ => None,
    }
}

fn content(raw: &[u8], crlf: bool, ends: bool) -> Line<'_> {
    let kind = kind(raw).unwrap_or(Kind::Both);
    let marked = matches!(raw.first(), Some(b' ' | b'-' | b'+'));
    let text = &raw[usize::from(marked)..];
    let text = text.strip_suffix(b"\n").unwrap_or(text);
    let text = if crlf { text.strip_suffix(b"\r").unwrap_or(text) } else { text };
    Line { kind, text, ends }
}

/// The lines of `bytes`, each with its end.
fn raw_lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|&byte| byte == b'\n')
}

fn trim(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}
