//! What a terminal prints in front of a command.

use super::program;
use crate::document::shell::Dialect;

/// A prompt at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prompt {
    /// Its length, with the blanks around it.
    pub(super) len: usize,
    /// How sure it is.
    pub(super) kind: Kind,
    /// The shell that prints it.
    pub(super) dialect: Dialect,
}

/// What a prompt might be instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing else.
    Sure,
    /// `# `, which starts a comment too.
    Root,
    /// `> `, which continues a command too, and quotes.
    Angle,
}

/// How far a prompt is looked for.
const REACH: usize = 96;

/// The prompt that `line` starts with, if a command follows it.
pub(super) fn prompt(line: &[u8]) -> Option<Prompt> {
    let blanks = line.iter().take_while(|byte| **byte == b' ' || **byte == b'\t').count();
    let rest = &line[blanks..];
    let lead = environment(rest);
    let (mark, kind, dialect) = marked(&rest[lead..]).or_else(|| hosted(&rest[lead..]))?;
    let kind = if lead > 0 { Kind::Sure } else { kind };
    let mut len = blanks + lead + mark;
    len += line[len..].iter().take_while(|byte| **byte == b' ' || **byte == b'\t').count();
    let is_command = line.get(len).is_some_and(|byte| !byte.is_ascii_whitespace());
    is_command.then_some(Prompt { len, kind, dialect })
}

/// `(venv) ` in front of a prompt.
fn environment(rest: &[u8]) -> usize {
    if rest.first() != Some(&b'(') {
        return 0;
    }
    let end = rest.iter().take(REACH).position(|byte| *byte == b')' || *byte == b'\n');
    end.filter(|end| rest[*end] == b')' && rest.get(end + 1) == Some(&b' ')).map_or(0, |end| end + 2)
}

/// A mark alone: `$ `, `❯ `, `PS C:\> `.
fn marked(rest: &[u8]) -> Option<(usize, Kind, Dialect)> {
    for (mark, kind) in [("$ ", Kind::Sure), ("% ", Kind::Sure), ("# ", Kind::Root), ("> ", Kind::Angle)] {
        if rest.starts_with(mark.as_bytes()) {
            return Some((mark.len(), kind, Dialect::Posix));
        }
    }
    for mark in ["❯ ", "➜ ", "λ ", "» "] {
        if rest.starts_with(mark.as_bytes()) {
            return Some((mark.len() + directory(&rest[mark.len()..]), Kind::Sure, Dialect::Posix));
        }
    }
    let head = &rest[..rest.len().min(REACH)];
    let is_drive = |head: &[u8]| matches!(head, [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic());
    if let Some(after) = head.strip_prefix(b"PS").filter(|after| matches!(after.first(), Some(b' ' | b'>'))) {
        let end = memchr::memchr(b'>', after)?;
        let where_ = after[..end].trim_ascii();
        let is_place = where_.is_empty() || is_drive(where_) || where_.starts_with(b"/") || where_.starts_with(b"~");
        return is_place.then_some((2 + end + 1, Kind::Sure, Dialect::PowerShell));
    }
    if is_drive(head) {
        return Some((memchr::memchr(b'>', head)? + 1, Kind::Sure, Dialect::Cmd));
    }
    None
}

/// The directory and the branch that some prompts name behind their mark: `➜  app git:(main) ✗ kubectl …`.
fn directory(rest: &[u8]) -> usize {
    let mut at = 0;
    for word in rest[..rest.len().min(REACH)].split(|byte| *byte == b' ') {
        if program::is_script_word(word) {
            return at;
        }
        at += word.len() + 1;
    }
    0
}

/// `user@host:~$ `, `[root@node ~]# `, `bash-5.1$ `, `~/app % `.
fn hosted(rest: &[u8]) -> Option<(usize, Kind, Dialect)> {
    let head = &rest[..rest.len().min(REACH)];
    let end = head.windows(2).position(|two| matches!(two, [b'$' | b'#' | b'%', b' ']))?;
    let name = head[..end].trim_ascii();
    let is_plain = name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"@:~/.-_[]() ".contains(byte));
    let first = name.split(|byte| *byte == b' ').next().unwrap_or_default();
    let is_host = first.starts_with(b"[") && name.ends_with(b"]")
        || memchr::memchr(b'@', first).is_some_and(|at| at > 0)
        || first.starts_with(b"~")
        || first.ends_with(b":~")
        || first.starts_with(b"bash-")
        || first.starts_with(b"sh-");
    // A mail address or a path in a sentence has more words before the next mark.
    let words = name.split(|byte| *byte == b' ').count();
    (is_plain && is_host && words <= 2).then_some((end + 2, Kind::Sure, Dialect::Posix))
}

#[cfg(test)]
mod tests {
    use super::{Kind, prompt};
    use crate::document::shell::Dialect;

    #[test]
    fn prompts() {
        for (line, command, kind, dialect) in [
            ("$ kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("  $  kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("% kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("❯ kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("➜  app git:(main) ✗ kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("(venv) $ kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("user@host:~$ kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("root@node:/srv# kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("[root@node ~]# kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("bash-5.1$ kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("me@mac app % kubectl x", "kubectl x", Kind::Sure, Dialect::Posix),
            ("PS C:\\ops> kubectl x", "kubectl x", Kind::Sure, Dialect::PowerShell),
            ("PS> kubectl x", "kubectl x", Kind::Sure, Dialect::PowerShell),
            ("C:\\>kubectl x", "kubectl x", Kind::Sure, Dialect::Cmd),
            ("# kubectl x", "kubectl x", Kind::Root, Dialect::Posix),
            ("> kubectl x", "kubectl x", Kind::Angle, Dialect::Posix),
        ] {
            let found = prompt(line.as_bytes()).unwrap();
            assert_eq!((&line[found.len..], found.kind, found.dialect), (command, kind, dialect), "{line}");
        }
    }

    #[test]
    fn no_prompts() {
        for line in [
            "", "$", "$ ", "#!/bin/sh", "$NAME x", "kubectl x # y", "a@example.org costs 5 $ a day", "PS: see > x",
            ">>> x",
        ] {
            assert_eq!(prompt(line.as_bytes()), None, "{line}");
        }
    }
}
