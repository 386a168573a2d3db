//! Passwords behind the one-letter flags of tools that are known: `mysql -pVALUE`, `curl -u USER:VALUE`.

use super::read::{ahead, blanks, count, peek};
use crate::secret::candidate::Candidate;
use crate::secret::found::Written;
use crate::text::Span;

/// A tool and the flag behind which it takes a password.
struct Tool {
    name: &'static str,
    /// A word that must stand behind the name, for tools with many commands.
    command: &'static str,
    flag: u8,
    form: Form,
}

#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// The next word, or what is glued to the flag.
    Any,
    /// What is glued to the flag: the next word is something else.
    Glued,
    /// What stands behind this byte of the next word.
    Behind(u8),
}

/// By the tools' manuals, in the order of their names.
#[rustfmt::skip]
const TOOLS: &[Tool] = &[
    tool("7z", "", b'p', Form::Glued),
    tool("7za", "", b'p', Form::Glued),
    tool("7zz", "", b'p', Form::Glued),
    tool("argocd", "login", b'p', Form::Any),
    tool("az", "login", b'p', Form::Any),
    tool("bcp", "", b'P', Form::Any),
    tool("buildah", "login", b'p', Form::Any),
    tool("cf", "login", b'p', Form::Any),
    tool("cqlsh", "", b'p', Form::Any),
    tool("crane", "login", b'p', Form::Any),
    tool("curl", "", b'u', Form::Behind(b':')),
    tool("docker", "login", b'p', Form::Any),
    tool("helm", "login", b'p', Form::Any),
    tool("http", "", b'a', Form::Behind(b':')),
    tool("https", "", b'a', Form::Behind(b':')),
    tool("ibmcloud", "login", b'p', Form::Any),
    tool("ipmitool", "", b'P', Form::Any),
    tool("isql", "", b'P', Form::Any),
    tool("ldapadd", "", b'w', Form::Any),
    tool("ldapcompare", "", b'w', Form::Any),
    tool("ldapdelete", "", b'w', Form::Any),
    tool("ldapmodify", "", b'w', Form::Any),
    tool("ldapmodrdn", "", b'w', Form::Any),
    tool("ldappasswd", "", b'w', Form::Any),
    tool("ldapsearch", "", b'w', Form::Any),
    tool("ldapwhoami", "", b'w', Form::Any),
    tool("lftp", "", b'u', Form::Behind(b',')),
    tool("mariadb", "", b'p', Form::Glued),
    tool("mariadb-admin", "", b'p', Form::Glued),
    tool("mariadb-dump", "", b'p', Form::Glued),
    tool("mongo", "", b'p', Form::Any),
    tool("mongodump", "", b'p', Form::Any),
    tool("mongoexport", "", b'p', Form::Any),
    tool("mongoimport", "", b'p', Form::Any),
    tool("mongorestore", "", b'p', Form::Any),
    tool("mongosh", "", b'p', Form::Any),
    tool("mysql", "", b'p', Form::Glued),
    tool("mysqladmin", "", b'p', Form::Glued),
    tool("mysqlcheck", "", b'p', Form::Glued),
    tool("mysqldump", "", b'p', Form::Glued),
    tool("mysqlimport", "", b'p', Form::Glued),
    tool("mysqlsh", "", b'p', Form::Glued),
    tool("mysqlshow", "", b'p', Form::Glued),
    tool("ncftp", "", b'u', Form::Behind(b',')),
    tool("nerdctl", "login", b'p', Form::Any),
    tool("oc", "login", b'p', Form::Any),
    tool("oras", "login", b'p', Form::Any),
    tool("osql", "", b'P', Form::Any),
    tool("podman", "login", b'p', Form::Any),
    tool("psexec", "", b'p', Form::Any),
    tool("rar", "", b'p', Form::Glued),
    tool("rdesktop", "", b'p', Form::Any),
    tool("redis-cli", "", b'a', Form::Any),
    tool("rpcclient", "", b'U', Form::Behind(b'%')),
    tool("skopeo", "login", b'p', Form::Any),
    tool("smbclient", "", b'U', Form::Behind(b'%')),
    tool("smbmap", "", b'U', Form::Behind(b'%')),
    tool("sqlcmd", "", b'P', Form::Any),
    tool("sshpass", "", b'p', Form::Any),
    tool("unrar", "", b'p', Form::Glued),
    tool("unzip", "", b'P', Form::Any),
    tool("winexe", "", b'U', Form::Behind(b'%')),
    tool("wmic", "", b'U', Form::Behind(b'%')),
    tool("zip", "", b'P', Form::Any),
];

const fn tool(name: &'static str, command: &'static str, flag: u8, form: Form) -> Tool {
    Tool { name, command, flag, form }
}

/// How far a tool's name may stand before its flag, in bytes and in words.
const REACH: usize = 128;
const WORDS: usize = 16;

/// The password behind the flag whose dash is at `dash`.
pub(super) fn flag(bytes: &[u8], dash: usize) -> Option<Candidate> {
    let letter = peek(bytes, dash + 1);
    let tool = Tool::of(command_before(bytes, dash)).filter(|tool| tool.flag == letter)?;
    let name = Span::new(dash, dash + 2);
    let at = match tool.form {
        Form::Glued => dash + 2,
        _ => argument(bytes, dash + 2),
    };
    let (word, quoted) = word(bytes, at)?;
    let text = &bytes[word.range()];
    let value = match tool.form {
        _ if text.starts_with(b"-") => return None,
        Form::Behind(mark) => Span::new(word.start + memchr::memchr(mark, text)? + 1, word.end),
        _ => word,
    };
    (!value.is_empty()).then_some(Candidate { value, name: Some(name), written: Written::Argument, quoted })
}

/// The flag in whose argument `run` stands, or that it is glued to.
pub(super) fn around(bytes: &[u8], run: Span) -> Option<Candidate> {
    const LONGEST: usize = 64;
    let floor = run.start.saturating_sub(LONGEST);
    let before = &bytes[floor..(run.start + 2).min(run.end)];
    let is_flag = |at: usize| {
        before[at] == b'-'
            && before.get(at + 1).is_some_and(u8::is_ascii_alphabetic)
            && at.checked_sub(1).is_some_and(|at| matches!(before[at], b' ' | b'\t' | b'"' | b'\''))
    };
    let dash = floor + (0..before.len()).rev().find(|at| is_flag(*at))?;
    flag(bytes, dash).filter(|candidate| candidate.value.start < run.end && run.start < candidate.value.end)
}

/// The password that a tool takes behind its name and its flags: `htpasswd -b FILE USER VALUE`, `openssl -passin pass:VALUE`.
pub(super) fn positional(bytes: &[u8], name: Span) -> Option<Candidate> {
    let value = match &bytes[name.range()] {
        b"htpasswd" => {
            let line = ahead(bytes, name.end, REACH);
            let line = &line[..count(line, |byte| !b"\n|;&".contains(&byte))];
            let mut words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
            let takes = words.by_ref().take_while(|word| word.starts_with(b"-")).any(|word| word.contains(&b'b'));
            let last = line.trim_ascii_end().len();
            let start = line[..last].iter().rposition(u8::is_ascii_whitespace)? + 1;
            takes.then(|| word(bytes, name.end + start))??.0
        }
        b"passin" | b"passout" | b"pass" => {
            let (word, _) = word(bytes, blanks(bytes, name.end))?;
            let len = bytes[word.range()].strip_prefix(b"pass:")?.len();
            Span::new(word.end - len, word.end)
        }
        _ => return None,
    };
    (!value.is_empty()).then_some(Candidate { value, name: Some(name), written: Written::Argument, quoted: false })
}

impl Tool {
    /// The tool that these words call; read from their end, since the flag of the last is asked for.
    fn of(words: &[u8]) -> Option<&'static Self> {
        let is_between = |byte: &u8| b" \t\"',[]\n".contains(byte);
        let mut behind = words.len();
        for word in words.rsplit(is_between).take(WORDS) {
            if matches!(word, [] | [b'-', ..]) {
                behind = behind.saturating_sub(word.len() + 1);
                continue;
            }
            let base = word.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
            let found = TOOLS.binary_search_by(|tool| tool.name.as_bytes().cmp(base));
            if let Some(tool) = found.ok().and_then(|row| TOOLS.get(row)) {
                let has_command = || words[behind..].split(is_between).any(|word| word == tool.command.as_bytes());
                return (tool.command.is_empty() || has_command()).then_some(tool);
            }
            behind = behind.saturating_sub(word.len() + 1);
        }
        None
    }
}

/// The words of the command that goes on at `at`; a line that ends with a backslash goes on too.
fn command_before(bytes: &[u8], at: usize) -> &[u8] {
    let before = &bytes[at.saturating_sub(REACH)..at];
    let is_end = |at: &usize| match before[*at] {
        b'|' | b';' | b'`' | b'(' | b'&' => true,
        b'\n' => !before[..*at].trim_ascii_end().ends_with(b"\\"),
        _ => false,
    };
    &before[(0..before.len()).rev().find(is_end).map_or(0, |at| at + 1)..]
}

/// Behind what divides a flag from its argument: blanks, or the quotes and comma of a list.
fn argument(bytes: &[u8], at: usize) -> usize {
    match ahead(bytes, at, 2) {
        [b'"' | b'\'', b','] => blanks(bytes, at + 2),
        [b'=', _] => at + 1,
        _ => blanks(bytes, at),
    }
}

/// A word of a shell, and whether it has quotes.
fn word(bytes: &[u8], at: usize) -> Option<(Span, bool)> {
    const LONGEST: usize = 512;
    let (start, len, is_quoted) = match peek(bytes, at) {
        quote @ (b'"' | b'\'') => {
            (at + 1, count(ahead(bytes, at + 1, LONGEST), |byte| byte != quote && byte != b'\n'), true)
        }
        _ => (
            at,
            count(ahead(bytes, at, LONGEST), |byte| !byte.is_ascii_whitespace() && !b"\"'`|;)".contains(&byte)),
            false,
        ),
    };
    (len > 0 && len < LONGEST).then(|| (Span::new(start, start + len), is_quoted))
}

#[cfg(test)]
mod tests {
    use super::TOOLS;

    #[test]
    fn the_tools_are_in_order() {
        assert!(TOOLS.is_sorted_by(|a, b| a.name < b.name));
    }
}
