//! Passwords behind the one-letter flags of tools that are known: `mysql -pVALUE`, `curl -u USER:VALUE`.

use super::read::{ahead, blanks, count, peek};
use crate::secret::candidate::Candidate;
use crate::secret::found::Written;
use crate::text::Span;

/// A tool, or a family of them, and the flag behind which it takes a password.
struct Tool {
    names: &'static [&'static str],
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

/// By the tools' manuals.
const TOOLS: &[Tool] = &[
    tool(
        &[
            "mysql",
            "mysqldump",
            "mysqladmin",
            "mysqlimport",
            "mysqlcheck",
            "mysqlshow",
            "mysqlsh",
            "mariadb",
            "mariadb-dump",
            "mariadb-admin",
        ],
        "",
        b'p',
        Form::Glued,
    ),
    tool(
        &[
            "sshpass",
            "psexec",
            "cqlsh",
            "mongo",
            "mongosh",
            "mongodump",
            "mongorestore",
            "mongoexport",
            "mongoimport",
            "rdesktop",
        ],
        "",
        b'p',
        Form::Any,
    ),
    tool(
        &[
            "docker", "podman", "nerdctl", "helm", "oc", "skopeo", "buildah", "crane", "oras", "cf", "az", "ibmcloud",
            "ecctl", "argocd",
        ],
        "login",
        b'p',
        Form::Any,
    ),
    tool(&["curl", "http", "https"], "", b'u', Form::Behind(b':')),
    tool(&["http", "https"], "", b'a', Form::Behind(b':')),
    tool(&["lftp", "ncftp"], "", b'u', Form::Behind(b',')),
    tool(&["smbclient", "rpcclient", "winexe", "wmic", "smbmap", "net"], "", b'U', Form::Behind(b'%')),
    tool(&["redis-cli"], "", b'a', Form::Any),
    tool(
        &["ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami", "ldappasswd", "ldapmodrdn", "ldapcompare"],
        "",
        b'w',
        Form::Any,
    ),
    tool(&["sqlcmd", "bcp", "osql", "isql", "ipmitool", "zip", "unzip"], "", b'P', Form::Any),
    tool(&["7z", "7za", "7zz", "rar", "unrar"], "", b'p', Form::Glued),
];

const fn tool(names: &'static [&'static str], command: &'static str, flag: u8, form: Form) -> Tool {
    Tool { names, command, flag, form }
}

/// How far a tool's name may stand before its flag.
const REACH: usize = 192;

/// The password behind the flag whose dash is at `dash`.
pub(super) fn flag(bytes: &[u8], dash: usize) -> Option<Candidate> {
    let letter = peek(bytes, dash + 1);
    let words = command_before(bytes, dash);
    let tool = TOOLS.iter().find(|tool| tool.flag == letter && tool.is_in(words))?;
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
    let line = ahead(bytes, name.end, REACH);
    let line = &line[..count(line, |byte| !b"\n|;&".contains(&byte))];
    let value = match &bytes[name.range()] {
        b"htpasswd" => {
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
    fn is_in(&self, words: &[u8]) -> bool {
        let mut words = words.split(|byte| b" \t\"',[]".contains(byte)).filter(|word| !word.is_empty());
        let is_name = |word: &[u8]| {
            let base = word.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
            self.names.iter().any(|name| name.as_bytes() == base)
        };
        words.any(is_name) && (self.command.is_empty() || words.any(|word| word == self.command.as_bytes()))
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
