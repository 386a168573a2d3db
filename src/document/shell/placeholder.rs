//! `<name>`: what a document leaves to its reader, or `<%= name %>` to ERB, told from a redirection.

/// No placeholder is longer.
const LONGEST: usize = 80;

/// The length of the placeholder at the start of `bytes`. `is_inside` says that a word is being read already.
pub(super) fn placeholder(bytes: &[u8], is_inside: bool) -> Option<usize> {
    if bytes.starts_with(b"<%") {
        return ruby(bytes);
    }
    let double = bytes.starts_with(b"<<");
    let open = if double { 2 } else { 1 };
    let inner = bytes.get(open..)?;
    let len = inner.iter().take(LONGEST).position(|byte| !is_content(*byte))?;
    let (content, rest) = inner.split_at(len);
    let close: &[u8] = if double { b">>" } else { b">" };
    let rest = rest.strip_prefix(close)?;
    (reads_as_name(content) && (is_inside || !redirects_to(rest))).then_some(2 * open + len)
}

/// The length of `<% … %>`, on one line.
fn ruby(bytes: &[u8]) -> Option<usize> {
    let near = &bytes[..bytes.len().min(LONGEST)];
    let line = &near[..memchr::memchr(b'\n', near).unwrap_or(near.len())];
    memchr::memmem::find(line, b"%>").map(|close| close + 2)
}

/// What may stand in a placeholder.
fn is_content(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii() || b" _-./:,|@#+*'()[]{}=?!%".contains(&byte)
}

/// Whether `content` is a name or a few words, and not a file in front of another redirection.
fn reads_as_name(content: &[u8]) -> bool {
    let (Some(first), Some(last)) = (content.first(), content.last()) else { return false };
    let starts = first.is_ascii_alphanumeric() || !first.is_ascii() || b"_.[{*/".contains(first);
    // `< in.txt 2>`: the number of a stream.
    let is_stream = content
        .rsplit(|byte| *byte == b' ')
        .next()
        .is_some_and(|word| word.len() < content.len() && word.iter().all(u8::is_ascii_digit));
    let is_path = content.starts_with(b"/dev/") || content.starts_with(b"../");
    starts && *last != b' ' && !is_stream && !is_path
}

/// Whether what stands behind `>` is what `<in>out` writes to.
fn redirects_to(rest: &[u8]) -> bool {
    let first = rest.first().copied().unwrap_or(b' ');
    first.is_ascii_alphanumeric() || b"_$\"'>&~".contains(&first) || rest.starts_with(b"/dev/")
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn names_between_angles_are_placeholders() {
        for text in [
            "<ns>", "<%= env[\"ns\"] %>-web", "<manifest.yaml>", "<your namespace>", "<dev|prod>", "<<name>>",
            "<pod-name>-web", "<a>/<b>",
        ] {
            assert!(placeholder(text.as_bytes(), false).is_some(), "{text}");
        }
    }

    #[test]
    fn redirections_are_not() {
        for text in [
            "<in >out", "<in>out", "< in", "<in 2>/dev/null", "<in 2> err", "<<EOF", "<(a)", "<in>/dev/null", "<a",
            "<>", "<% a", "<%\n%>",
        ] {
            assert!(placeholder(text.as_bytes(), false).is_none(), "{text}");
        }
    }
}
