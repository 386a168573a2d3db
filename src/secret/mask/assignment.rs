//! Values that are given to a name which says that they are secret: `key: value`, `KEY=value`, `"key": "value"`, `--key value`.

use super::name;
use crate::text::Span;

/// How far a `value:` may stand from its `name:`, in bytes.
const PAIR: usize = 200;

/// Adds what it finds to `found`, in any order. A value is measured only where a name asks for it, and not read again, so that
/// each byte is read a bounded number of times.
pub(super) fn find(bytes: &[u8], found: &mut Vec<Span>) {
    let mut pair = Pair::default();
    let mut env = false;
    let mut at = 0;
    while let Some(word) = next_word(bytes, at) {
        at = word.end;
        let name = &bytes[word.range()];
        let spaced = env || name.starts_with(b"--");
        env = name.eq_ignore_ascii_case(b"env") || name.eq_ignore_ascii_case(b"arg");
        let Some(given) = Given::after(bytes, word, spaced) else { continue };
        if name::is_secret(name) {
            let Some(value) = given.value(bytes) else { continue };
            at = at.max(value.end);
            let may_hold = name::may_hold(name, &bytes[value.range()]);
            found.extend(without_reference(bytes, value).filter(|_| may_hold));
        } else if let Some(secret) = pair.meet(bytes, name, given) {
            at = at.max(secret.end);
            found.push(secret);
        }
    }
}

/// `name: DB_PASSWORD` with its `value: …`, in whichever order.
#[derive(Default)]
struct Pair {
    /// Where a name that is secret was read last.
    secret_name: Option<usize>,
    /// The value that was read last, whose name may follow.
    value: Option<Given>,
}

impl Pair {
    fn meet(&mut self, bytes: &[u8], key: &[u8], given: Given) -> Option<Span> {
        const LONGEST_NAME: usize = 256;
        let is = |names: [&[u8]; 3]| names.iter().any(|name| key.eq_ignore_ascii_case(name));
        if is([b"name", b"key", b"parametername"]) {
            let name = given.value(&bytes[..bytes.len().min(given.at + LONGEST_NAME)])?;
            let secret = name::is_secret(&bytes[name.range()]);
            self.secret_name = secret.then_some(name.end);
            let before = self.value.take().filter(|_| secret)?.value(bytes)?;
            let near = before.end <= name.start && name.start - before.end < PAIR;
            without_reference(bytes, before).filter(|_| near)
        } else if is([b"value", b"default", b"parametervalue"]) {
            self.value = Some(given);
            self.secret_name.filter(|end| given.at.saturating_sub(*end) < PAIR)?;
            without_reference(bytes, given.value(bytes)?)
        } else {
            None
        }
    }
}

fn next_word(bytes: &[u8], from: usize) -> Option<Span> {
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let start = from + bytes.get(from..)?.iter().position(in_word)?;
    let len = bytes[start..].iter().position(|byte| !in_word(byte)).unwrap_or(bytes.len() - start);
    Some(Span::new(start, start + len))
}

/// That a word is given a value: where the value starts, and how it ends.
#[derive(Clone, Copy)]
struct Given {
    word: Span,
    at: usize,
    ends: Ends,
}

#[derive(Clone, Copy, PartialEq)]
enum Ends {
    /// At a blank, as in a shell.
    Word,
    /// With the line, as in YAML.
    Line,
    /// With the brace: `${NAME:-default}`.
    Brace,
}

impl Given {
    /// What `word` is given; `spaced` where a blank alone may separate the two (`ENV NAME value`, `--name value`).
    fn after(bytes: &[u8], word: Span, spaced: bool) -> Option<Self> {
        let peek = |at: usize| bytes.get(at).copied().unwrap_or(b'\n');
        let (after, quoted) = match (peek(word.end), peek(word.end + 1)) {
            (b'"' | b'\'', _) => (word.end + 1, true),
            (b'\\', b'"' | b'\'') => (word.end + 2, true),
            _ => (word.end, false),
        };
        let at = skip_blanks(bytes, after);
        let ends = |whole: bool| if whole && is_key(bytes, word) { Ends::Line } else { Ends::Word };
        let (len, ends) = match (peek(at), peek(at + 1)) {
            (b':', b'-' | b'=') if !quoted && bytes[..word.start].ends_with(b"${") => (2, Ends::Brace),
            (b':' | b'=', b'=') | (b'=', b'>') => (2, Ends::Word),
            (b'=', _) => (1, ends(at > after)),
            // `dockerfile/secret-baked-in: …` is a rule, `team/token: …` a path.
            (b':', _) if bytes[..word.start].ends_with(b"/") => return None,
            (b':', next) if quoted || next.is_ascii_whitespace() || matches!(next, b'"' | b'\'' | b'\\') => {
                (1, ends(true))
            }
            _ if spaced && at > after => (0, Ends::Word),
            _ => return None,
        };
        Some(Self { word, at: skip_blanks(bytes, at + len), ends })
    }

    fn value(self, bytes: &[u8]) -> Option<Span> {
        let at = self.at;
        let rest = bytes.get(at..)?;
        let to = |len: usize| Span::new(at, at + len);
        let span = match rest {
            [b'$', ..] if self.ends == Ends::Brace => return None,
            _ if self.ends == Ends::Brace => to(memchr::memchr3(b'}', b'\n', b'"', rest).unwrap_or(rest.len())),
            [quote @ (b'"' | b'\''), inner @ ..] => Span::new(at + 1, at + 1 + quoted_len(inner, *quote)),
            [b'\\', b'"' | b'\'', inner @ ..] => {
                Span::new(at + 2, at + 2 + memchr::memchr2(b'\\', b'\n', inner).unwrap_or(inner.len()))
            }
            [b'|' | b'>', style @ ..] if self.ends == Ends::Line && is_block_style(first_line(style)) => {
                block(bytes, self.word, at + first_line(rest).len())
            }
            [b'{', b'{', ..] => to(word_len(rest)),
            // A flow collection, an anchor, an alias, a tag, a call: what is inside is looked at on its own.
            [b'[' | b'{' | b'(' | b'&' | b'*' | b'!', ..] => return None,
            _ if self.ends == Ends::Line => to(plain_len(first_line(rest))),
            _ => to(word_len(rest)),
        };
        (!span.is_empty()).then_some(span)
    }
}

/// Read only where nothing but marks stands before on the line, so once a line.
fn first_line(bytes: &[u8]) -> &[u8] {
    &bytes[..memchr::memchr(b'\n', bytes).unwrap_or(bytes.len())]
}

fn skip_blanks(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(rest.len())
}

/// Whether nothing but marks stands before the word on its line, as before a key in YAML, INI or properties.
fn is_key(bytes: &[u8], word: Span) -> bool {
    let marks = b" \t-\"'#+>?";
    let before = bytes[..word.start].iter().rev().find(|byte| !marks.contains(byte));
    before.is_none_or(|byte| *byte == b'\n')
}

fn quoted_len(line: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while at < line.len() {
        match line[at] {
            b'\n' => return at,
            b'\\' if quote == b'"' => at += 2,
            // Two of them are one in single quotes of YAML and SQL.
            byte if byte == quote && quote == b'\'' && line.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return at,
            _ => at += 1,
        }
    }
    at.min(line.len())
}

fn is_block_style(style: &[u8]) -> bool {
    let rest =
        style.iter().position(|byte| !matches!(byte, b'+' | b'-' | b'0'..=b'9')).map_or(&[][..], |at| &style[at..]);
    rest.trim_ascii().is_empty() || rest.trim_ascii_start().starts_with(b"#")
}

/// The lines from `at` on that are indented deeper than the line of `word`.
fn block(bytes: &[u8], word: Span, at: usize) -> Span {
    let blanks = |line: &[u8]| line.iter().position(|byte| *byte != b' ').unwrap_or(line.len());
    let line_start = memchr::memrchr(b'\n', &bytes[..word.start]).map_or(0, |at| at + 1);
    let indent = blanks(&bytes[line_start..word.start]);
    let start = (at + 1).min(bytes.len());
    let mut end = start;
    while end < bytes.len() {
        let rest = &bytes[end..];
        let line = &rest[..memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1)];
        if blanks(line) <= indent && !line.trim_ascii().is_empty() {
            break;
        }
        end += line.len();
    }
    let trailing = bytes[start..end].iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let leading = bytes[start..end].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    if leading + trailing >= end - start { Span::empty(start) } else { Span::new(start + leading, end - trailing) }
}

/// A value that goes on to the end of the line, or to a comment.
fn plain_len(line: &[u8]) -> usize {
    let comment = memchr::memmem::find(line, b" #").unwrap_or(line.len());
    trim_end(&line[..comment])
}

/// A value that ends at a blank or a quote; `Bearer` and its like take the next word with them.
fn word_len(line: &[u8]) -> usize {
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`');
    let mut len = 0;
    while len < line.len() && !ends(line[len]) {
        len += if line[len] == b'\\' { 2 } else { 1 };
    }
    let len = len.min(line.len());
    let scheme: [&[u8]; 4] = [b"bearer", b"basic", b"token", b"apikey"];
    if scheme.iter().any(|scheme| line[..len].eq_ignore_ascii_case(scheme)) {
        let next = skip_blanks(line, len);
        return next + line[next..].iter().position(|byte| ends(*byte)).unwrap_or(line.len() - next);
    }
    trim_end(&line[..len])
}

/// The length without the punctuation of what stands around a value.
fn trim_end(value: &[u8]) -> usize {
    let kept = value.iter().rposition(|byte| !(byte.is_ascii_whitespace() || b",;)}]\"'`".contains(byte)));
    let trimmed = kept.map_or(0, |at| at + 1);
    // What the trimmed braces close belongs to the value: `${A}`.
    if value[..trimmed].contains(&b'{') || value[..trimmed].contains(&b'(') {
        value.trim_ascii_end().len()
    } else {
        trimmed
    }
}

/// The part of a value that is written out: all of it, none where it only says where the secret is kept, or the default
/// in `${NAME:-default}`.
fn without_reference(bytes: &[u8], value: Span) -> Option<Span> {
    let text = &bytes[value.range()];
    if !is_reference(text) {
        return Some(value);
    }
    let at = memchr::memmem::find(text, b":-").or_else(|| memchr::memmem::find(text, b":="))? + 2;
    let len = memchr::memchr(b'}', &text[at..])?;
    let default = Span::new(value.start + at, value.start + at + len);
    (!default.is_empty() && !is_reference(&bytes[default.range()])).then_some(default)
}

/// Whether a value says where the secret is kept, or is none at all.
pub(super) fn is_reference(value: &[u8]) -> bool {
    const STARTS: [&[u8]; 25] = [
        b"$(",
        b"vault:",
        b"ref+",
        b"op://",
        b"arn:",
        b"ssm:",
        b"env:",
        b"file:",
        b"secretsmanager",
        b"projects/",
        b"ENC[",
        b"var.",
        b"local.",
        b"data.",
        b"module.",
        b"process.env",
        b"os.environ",
        b"os.getenv",
        b"getenv(",
        b"secrets.",
        b"@Microsoft.KeyVault(",
        b"/run/secrets/",
        b"/var/run/",
        b"/etc/",
        "••••".as_bytes(),
    ];
    const WORDS: [&[u8]; 15] = [
        b"true", b"false", b"null", b"nil", b"none", b"~", b"yes", b"no", b"on", b"off", b"read", b"write", b"inherit",
        b"required", b"undefined",
    ];
    let value = value.trim_ascii();
    let named = || {
        matches!(value, [b'$', b'A'..=b'Z' | b'a'..=b'z' | b'_', rest @ ..]
        if rest.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | b'/' | b':')))
    };
    let braced = || {
        let end = memchr::memrchr(b'}', value).map_or(value.len(), |at| at + 1);
        [b"${".as_slice(), b"{{", b"#{", b"%{"].iter().any(|start| value.starts_with(start))
            && value.get(end).is_none_or(|byte| !byte.is_ascii_alphanumeric())
            && !value[end..].contains(&b'=')
    };
    value.is_empty()
        || WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
        || STARTS.iter().any(|start| value.starts_with(start))
        || (value.starts_with(b"<") && value.ends_with(b">"))
        || named()
        || braced()
}

#[cfg(test)]
mod tests {
    use crate::secret::mask::mask;

    #[track_caller]
    fn masks(cases: &[(&str, &str)]) {
        for (text, masked) in cases {
            assert_eq!(mask(text), *masked, "from {text:?}");
        }
    }

    #[test]
    fn in_yaml() {
        masks(&[
            ("password: correct horse # old", "password: •••• # old"),
            ("  - apiKey: 'it''s'\n", "  - apiKey: '••••'\n"),
            ("{user: a, password: b, c: d}", "{user: a, password: ••••, c: d}"),
            ("a:\n  token: |\n    one\n    two\n  b: c", "a:\n  token: |\n    ••••\n  b: c"),
            ("secret: [a, b]", "secret: [a, b]"),
            ("password:\n  valueFrom:", "password:\n  valueFrom:"),
        ]);
    }

    #[test]
    fn in_pairs_of_name_and_value() {
        masks(&[
            (
                "- name: DB_PASSWORD\n  value: hunter2\n- name: A\n  value: b",
                "- name: DB_PASSWORD\n  value: ••••\n- name: A\n  value: b",
            ),
            ("{\"value\":\"hunter2\",\"name\":\"TOKEN\"}", "{\"value\":\"••••\",\"name\":\"TOKEN\"}"),
            ("- name: DB_PASSWORD\n  valueFrom: x", "- name: DB_PASSWORD\n  valueFrom: x"),
        ]);
    }

    #[test]
    fn in_environments_and_flags() {
        masks(&[
            ("export AWS_SECRET_ACCESS_KEY=abc/def+1", "export AWS_SECRET_ACCESS_KEY=••••"),
            ("ENV A=1 DB_PASSWORD=a\\ b C=2", "ENV A=1 DB_PASSWORD=•••• C=2"),
            ("env api_token abc", "env api_token ••••"),
            ("run --password hunter2 -v", "run --password •••• -v"),
            ("--set db.password=hunter2", "--set db.password=••••"),
            ("curl -H \"Authorization: Bearer abc\" x", "curl -H \"Authorization: ••••\" x"),
            ("db.password = correct horse", "db.password = ••••"),
            ("${DB_PASSWORD:-hunter2}", "${DB_PASSWORD:-••••}"),
            ("PASSWORD=${P:-hunter2}", "PASSWORD=${P:-••••}"),
            ("Server=x;Password=hun;ter2", "Server=x;Password=••••"),
            ("'{\\\"token\\\": \\\"abc\\\"}'", "'{\\\"token\\\": \\\"••••\\\"}'"),
        ]);
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "image: registry.example.org/token-service:latest",
            "secretName: web-tls",
            "imagePullSecrets: regcred",
            "id-token: write",
            "secrets: inherit",
            "max_tokens: 4096",
            "ARG TOKEN_IMAGE=nginx:latest",
            "PASSWORD_FILE=/run/secrets/db",
            "password: ${DB_PASSWORD}",
            "password: {{ .Values.password }}",
            "token: ${{ secrets.GITHUB_TOKEN }}",
            "TOKEN=$(cat token)",
            "token=$TOKEN",
            "password: vault:secret/data/db#password",
            "# portcullis: allow dockerfile/secret-baked-in: built locally",
            "automountServiceAccountToken: false",
            "secretKeyRef:\n  name: db",
            "password: <your password>",
            "the token is in the history",
        ] {
            assert_eq!(mask(text), text);
        }
    }
}
