//! What is filled in before a database sees the text: `{{ … }}`, `${x}`, `:x`, `@x@`, `%s`.

use memchr::memmem;

use super::quote::is_word;

/// How long something that is filled in may be.
const LONGEST: usize = 1 << 10;

/// How a template is fenced, and what it is.
const FENCES: [(&[u8], &[u8], Part); 9] = [
    (b"{{", b"}}", Part::Value),
    (b"{%", b"%}", Part::Directive),
    (b"{#", b"#}", Part::Comment),
    (b"<%=", b"%>", Part::Value),
    (b"<%#", b"%>", Part::Comment),
    (b"<%", b"%>", Part::Directive),
    (b"${", b"}", Part::Value),
    (b"#{", b"}", Part::Value),
    (b"$(", b")", Part::Value),
];

/// What part of a template it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// It becomes a piece of SQL, a name as a rule.
    Value,
    /// It decides what becomes of the text around it.
    Directive,
    /// It becomes nothing.
    Comment,
}

/// The part that `rest` begins with, and its length.
pub(super) fn fenced(rest: &[u8]) -> Option<(Part, usize)> {
    if !matches!(rest.first(), Some(b'{' | b'<' | b'$' | b'#')) {
        return None;
    }
    for (open, close, part) in FENCES {
        if let Some(inner) = rest.strip_prefix(open) {
            let inner = inner.get(..LONGEST).unwrap_or(inner);
            let end = memmem::find(inner, close)?;
            let is_short = open.len() > 1 && open != b"${" && open != b"#{" && open != b"$(";
            let is_name = is_short || inner.get(..end)?.iter().all(|byte| is_word(*byte) || b" .:-_?!@".contains(byte));
            let part = if open == b"{{" { action(inner.get(..end)?) } else { part };
            return is_name.then_some((part, open.len() + end + close.len()));
        }
    }
    braced(rest).map(|len| (Part::Value, len))
}

/// What part the action of a Go or Handlebars template is.
fn action(inner: &[u8]) -> Part {
    let inner = inner.strip_prefix(b"-").unwrap_or(inner).trim_ascii_start();
    if inner.starts_with(b"/*") || inner.starts_with(b"!") {
        return Part::Comment;
    }
    let word = inner.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let is_directive = matches!(
        inner.get(..word).unwrap_or_default(),
        b"if" | b"else" | b"end" | b"range" | b"with" | b"define" | b"block" | b"break" | b"continue"
    );
    if is_directive || matches!(inner.first(), Some(b'#' | b'/' | b'^')) { Part::Directive } else { Part::Value }
}

/// `{name}`, as Python's and Java's formats write it; `{name:Type}` of ClickHouse.
fn braced(rest: &[u8]) -> Option<usize> {
    const LONGEST_NAME: usize = 64;
    let inner = rest.strip_prefix(b"{")?;
    let run = inner.iter().take(LONGEST_NAME).take_while(|byte| is_word(**byte) || b".:".contains(byte)).count();
    let is_name = inner.first().is_some_and(|first| is_word(*first));
    (is_name && inner.get(run) == Some(&b'}')).then_some(run + 2)
}

/// A placeholder that is not fenced: `:name`, `$1`, `%s`, `@name@`. Whether a value may stand here is for the caller to know.
pub(super) fn bare(rest: &[u8]) -> Option<usize> {
    let run = |from: usize| rest.iter().skip(from).take_while(|byte| is_word(**byte)).count();
    let second = *rest.get(1)?;
    match rest.first()? {
        b':' if second == b'\'' || second == b'"' => {
            let name = run(2);
            (name > 0 && rest.get(name + 2) == Some(&second)).then_some(name + 3)
        }
        b':' if is_word(second) && !second.is_ascii_digit() => Some(1 + run(1)),
        b'$' if is_word(second) => Some(1 + run(1)),
        b'@' => {
            let name = rest.iter().skip(1).take_while(|byte| is_word(**byte) || b".-".contains(byte)).count();
            (name > 0 && rest.get(name + 1) == Some(&b'@')).then_some(name + 2)
        }
        b'%' if matches!(second, b's' | b'd' | b'I' | b'L') && run(1) == 1 => Some(2),
        b'%' if second == b'(' => {
            let name = run(2);
            (name > 0 && rest.get(name + 2..)?.starts_with(b")s")).then_some(name + 4)
        }
        _ => None,
    }
}
