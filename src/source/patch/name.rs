//! File names in the headers of a diff: quoted or not, with or without the `a/` and `b/` in front.

use bstr::{BString, ByteSlice};

use crate::text::RepoPath;

/// The longest header line that is taken apart; no system has longer names.
const LONGEST: usize = 32 << 10;

/// What stands for "no file".
const NOTHING: &[u8] = b"/dev/null";

/// A name as it stands after `--- ` or `+++ `: up to a tab, or quoted. `None`: the quotes are broken.
pub(super) fn after_marker(rest: &[u8]) -> Option<BString> {
    if rest.starts_with(b"\"") {
        return unquote(rest).map(|(name, _)| name);
    }
    Some(rest.split(|&byte| byte == b'\t').next().unwrap_or_default().into())
}

/// A name that fills the rest of its line, as after `rename from `.
pub(super) fn alone(rest: &[u8]) -> Option<BString> {
    if rest.starts_with(b"\"") { unquote(rest).map(|(name, _)| name) } else { Some(rest.into()) }
}

/// The two names of `diff --git A B`. Without quotes only names that differ in nothing but their first component can be split
/// apart; for a rename the lines that follow tell.
pub(super) fn pair(rest: &[u8]) -> Option<(BString, BString)> {
    if rest.len() > LONGEST {
        return None;
    }
    if rest.starts_with(b"\"") {
        let (first, after) = unquote(rest)?;
        return Some((first, alone(after.strip_prefix(b" ")?)?));
    }
    if let Some(at) = rest.find(" \"").filter(|_| rest.ends_with(b"\"")) {
        return Some((rest[..at].into(), alone(&rest[at + 1..])?));
    }
    let halves = rest.find_iter(" ").map(|at| (&rest[..at], &rest[at + 1..]));
    let mut same = halves.filter(|(a, b)| a == b || tail(a).is_some_and(|tail_of_a| Some(tail_of_a) == tail(b)));
    same.next().map(|(a, b)| (a.into(), b.into()))
}

/// Whether the two names carry a component in front that is no directory of the repository (`a/` and `b/`).
pub(super) fn are_prefixed(old: &[u8], new: &[u8]) -> bool {
    match (is_nothing(old), is_nothing(new)) {
        (true, true) => false,
        (true, false) => new.starts_with(b"b/"),
        (false, true) => old.starts_with(b"a/"),
        (false, false) => old != new && tail(old).is_some() && tail(old) == tail(new),
    }
}

/// Whether a name stands for no file.
pub(super) fn is_nothing(name: &[u8]) -> bool {
    name == NOTHING
}

/// A name as a path of the repository. An error is what is wrong with it.
pub(super) fn path(name: &[u8], prefixed: bool) -> Result<RepoPath, &'static str> {
    let stripped = if prefixed { tail(name).unwrap_or(name) } else { name };
    if name.starts_with(b"/") || stripped.starts_with(b"/") {
        return Err("an absolute path");
    }
    let mut kept = Vec::new();
    for part in stripped.split_str("/") {
        match part {
            b".." => return Err("a path outside the repository"),
            b".git" => return Err("a path into git's own directory"),
            b"" | b"." => {}
            _ if part.contains(&0) => return Err("a path with a NUL in it"),
            _ => kept.push(part),
        }
    }
    if kept.is_empty() { Err("a file without a name") } else { Ok(RepoPath::new(bstr::join("/", kept))) }
}

/// What follows the first component.
fn tail(name: &[u8]) -> Option<&[u8]> {
    name.split_once_str("/").map(|(_, tail)| tail).filter(|tail| !tail.is_empty())
}

/// Reads a name in git's quotes (those of C); returns what follows them too.
fn unquote(text: &[u8]) -> Option<(BString, &[u8])> {
    let mut name = Vec::new();
    let mut rest = text.strip_prefix(b"\"")?;
    loop {
        let (&byte, after) = rest.split_first()?;
        rest = after;
        match byte {
            b'"' => return Some((name.into(), rest)),
            b'\\' => {
                let (&escaped, after) = rest.split_first()?;
                rest = after;
                name.push(match escaped {
                    b'a' => 7,
                    b'b' => 8,
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'v' => 11,
                    b'f' => 12,
                    b'r' => b'\r',
                    b'"' | b'\\' => escaped,
                    b'0'..=b'3' => {
                        let digits =
                            rest.get(..2).filter(|two| two.iter().all(|digit| matches!(digit, b'0'..=b'7')))?;
                        rest = &rest[2..];
                        (escaped - b'0') << 6 | (digits[0] - b'0') << 3 | (digits[1] - b'0')
                    }
                    _ => return None,
                });
            }
            _ => name.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{after_marker, are_prefixed, pair, path};
    use crate::text::RepoPath;

    fn names(header: &str) -> Option<(String, String)> {
        pair(header.as_bytes()).map(|(a, b)| (a.to_string(), b.to_string()))
    }

    #[test]
    fn takes_a_git_header_apart() {
        let two = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(names("a/x y b/x y"), two("a/x y", "b/x y"));
        assert_eq!(names("x y x y"), two("x y", "x y"));
        assert_eq!(names(r#""a/\303\251\n" "b/\303\251\n""#), two("a/é\n", "b/é\n"));
        assert_eq!(names(r#"a/x "b/\tx""#), two("a/x", "b/\tx"));
        assert_eq!(names("a/old b/new"), None);
        assert_eq!(names(r#""a/x"#), None);
    }

    #[test]
    fn a_name_ends_at_a_tab() {
        assert_eq!(after_marker(b"a/x y\t2026-01-01 00:00:00").unwrap(), "a/x y");
        assert_eq!(after_marker(br#""a/\"x\377""#).unwrap(), &b"a/\"x\xff"[..]);
        assert_eq!(after_marker(br#""a/\9""#), None);
    }

    #[test]
    fn tells_prefixes_from_directories() {
        assert!(are_prefixed(b"a/x", b"b/x") && are_prefixed(b"old/x", b"new/x") && are_prefixed(b"/dev/null", b"b/x"));
        assert!(!are_prefixed(b"a/x", b"a/x") && !are_prefixed(b"x.orig", b"x") && !are_prefixed(b"/dev/null", b"x/b"));
    }

    #[test]
    fn refuses_paths_that_lead_out() {
        assert_eq!(path(b"b/./x//y", true), Ok(RepoPath::from("x/y")));
        for hostile in ["b/../x", "/etc/passwd", "b//etc/x", "b/.git/config", "b/x/../../y", "b/.", "b/x\0"] {
            assert!(path(hostile.as_bytes(), true).is_err(), "{hostile}");
        }
        assert!(path(b"/etc/passwd", false).is_err() && path(b"", false).is_err());
    }
}
