//! Redirections, and where they go.

use super::placeholder::placeholder;
use super::reader::Reader;
use super::syntax::{Item, Raw, RawRedirect, Waiting};

/// What is written, and what it is called; the longer first.
const OPERATORS: [(&[u8], &str); 13] = [
    (b"<<<", "<<<"),
    (b"<<-", "<<"),
    (b"<<", "<<"),
    (b"<&", ">&"),
    (b"<>", "<"),
    (b"<", "<"),
    (b"&>>", "&>"),
    (b"&>", "&>"),
    (b">>", ">>"),
    (b">&", ">&"),
    (b">|", ">"),
    (b">!", ">"),
    (b">", ">"),
];

impl Reader<'_> {
    /// Reads the redirection here into `item`; false if there is none.
    pub(super) fn redirect(&mut self, item: &mut Item) -> bool {
        let rest = self.rest();
        let Some(first) = rest.first() else { return false };
        let digits = match first {
            b'<' | b'>' | b'&' => 0,
            b'0'..=b'9' => rest.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count(),
            b'*' if rest.starts_with(b"*>") => 1,
            _ => return false,
        };
        let rest = &rest[digits..];
        let is_here = |operator: &(&[u8], &str)| rest.starts_with(operator.0);
        let Some((written, operator)) = OPERATORS.into_iter().find(is_here) else { return false };
        let is_commands = rest.get(1) == Some(&b'(') && written.len() == 1;
        if is_commands || (rest[0] == b'<' && placeholder(rest, false).is_some()) || (digits > 0 && rest[0] == b'&') {
            return false;
        }
        self.at += digits + written.len();
        self.limits.words = self.limits.words.saturating_sub(1);
        self.blanks();
        let target =
            self.word(false).unwrap_or_else(|| Raw { span: self.text.span(self.at..self.at), ..Raw::default() });
        let body = (operator == "<<" && !target.text.is_empty()).then(|| {
            self.waiting.push(Waiting::new(&target, written == b"<<-", self.limits.bodies.len()));
            self.limits.bodies.push(super::syntax::Body::default());
            self.limits.bodies.len() - 1
        });
        item.redirects.push(RawRedirect { operator, target, body });
        true
    }
}
