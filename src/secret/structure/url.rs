//! Passwords in URLs: the user information of any scheme (RFC 3986, section 3.2.1), and the parameters of JDBC and kin.

use super::cursor::begins;
use super::{guess, hit};
use crate::secret::alphabet::Alphabet;
use crate::secret::candidate::Hit;
use crate::secret::found::Written;
use crate::secret::judge;
use crate::secret::providers::structural;
use crate::text::Span;

/// The longest URL that is read.
const LONGEST: usize = 1 << 10;
/// The longest scheme.
const SCHEME: usize = 24;
/// The shortest token that stands as a user without a password.
const TOKEN: usize = 20;

/// The secrets of the URL whose `://` stands at `mark`.
pub(super) fn at(bytes: &[u8], mark: usize, found: &mut Vec<Hit>) {
    let Some(scheme) = scheme(bytes, mark) else { return };
    let url = Url::read(bytes, mark + "://".len());
    if let Some(hit) = url.userinfo() {
        found.push(hit);
    } else if let Some(hit) = url.parameter(&bytes[scheme.range()]) {
        found.push(hit);
    }
}

/// The scheme in front of a mark, with `jdbc:` and the like.
fn scheme(bytes: &[u8], mark: usize) -> Option<Span> {
    let window = &bytes[mark.saturating_sub(SCHEME)..mark];
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-' | b':' | b'_');
    let length = window.iter().rev().take_while(|byte| is_part(byte)).count();
    (length > 0 && bytes[mark - 1].is_ascii_alphanumeric()).then(|| Span::new(mark - length, mark))
}

/// What follows `://`.
struct Url<'a> {
    bytes: &'a [u8],
    /// Up to white space, a quote, or the next URL.
    text: Span,
    /// Up to the first of `/?#`.
    authority: Span,
}

impl<'a> Url<'a> {
    fn read(bytes: &'a [u8], start: usize) -> Self {
        let window = &bytes[start..bytes.len().min(start + LONGEST)];
        let ends = |at: usize| match window[at] {
            0..=b' ' | b'"' | b'\'' | b'`' | 0x7f => true,
            // `<password>` is a placeholder, `</url>` ends.
            b'<' => window.get(at + 1) == Some(&b'/'),
            b'\\' => matches!(window.get(at + 1), Some(b'n' | b'r' | b't' | b'"' | b'\'' | b'\\')),
            b':' => window[at..].starts_with(b"://"),
            _ => false,
        };
        let end = (0..window.len()).find(|at| ends(*at)).unwrap_or(window.len());
        let authority = window[..end].iter().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(end);
        Self { bytes, text: Span::new(start, start + end), authority: Span::new(start, start + authority) }
    }

    /// `user:password@host`, `:password@host`, `token@host`.
    fn userinfo(&self) -> Option<Hit> {
        let (info, rest) = self.split()?;
        let bytes = self.bytes;
        let host = host(&bytes[rest.range()])?;
        let Some(colon) = memchr::memchr(b':', &bytes[info.range()]) else { return self.token(info, host) };
        let user = info.part(0..colon);
        let mut password = info.part(colon + 1..info.len());
        // Perl wants `\@` in a string.
        password.end -= usize::from(bytes[password.range()].ends_with(b"\\"));
        let (name, secret) = (&bytes[user.range()], &bytes[password.range()]);
        if matches!(secret, b"" | b"x" | b"X" | b"x-oauth-basic" | b"x-token-auth") {
            return self.token(user, host);
        }
        // `protocol://[username:password@]host` describes URLs.
        let is_described = name.starts_with(b"[") || is_template(name) && guess::is_standin(secret);
        let is_none = is_described || guess::is_left_out(secret) || guess::is_nobody(name, secret);
        (!is_none).then(|| Hit {
            name: (!user.is_empty()).then_some(user),
            note: guess::note(name, secret, host),
            written: Written::Url,
            ..hit(&structural::URL_PASSWORD, password)
        })
    }

    /// A user that is the secret itself, as code hosts and payment APIs take it. Sentry's is public by design.
    fn token(&self, user: Span, host: &[u8]) -> Option<Hit> {
        let token = &self.bytes[user.range()];
        let is_token = token.len() >= TOKEN
            && Alphabet::BASE64_URL.run(token) == token.len()
            && token.iter().any(u8::is_ascii_digit)
            && token.iter().filter(|byte| byte.is_ascii_alphabetic()).count() >= 4
            && token.iter().filter(|byte| matches!(byte, b'-' | b'_')).count() <= 1;
        let is_sentry =
            memchr::memmem::find(host, b"sentry").is_some() || memchr::memmem::find(host, b".ingest").is_some();
        let is_secret = is_token && !is_sentry && !judge::is_made_up(token) && !guess::is_left_out(token);
        is_secret.then(|| Hit { written: Written::Url, ..hit(&structural::URL_PASSWORD, user) })
    }

    /// The part before the last `@` of the authority, and what follows it.
    ///
    /// People also write passwords with a bare `/`, `?` or `#`: where the authority has a colon that begins no port, the `@` may come later.
    fn split(&self) -> Option<(Span, Span)> {
        let authority = &self.bytes[self.authority.range()];
        if let Some(sign) = memchr::memrchr(b'@', authority) {
            return Some((self.authority.part(0..sign), Span::new(self.authority.start + sign + 1, self.text.end)));
        }
        let colon = memchr::memchr(b':', authority)?;
        let port = &authority[colon + 1..];
        if port.is_empty()
            || port.iter().all(u8::is_ascii_digit)
            || is_template(port)
            || authority[..colon].contains(&b'.')
        {
            return None;
        }
        let sign = memchr::memchr(b'@', &self.bytes[self.text.range()])?;
        Some((self.text.part(0..sign), Span::new(self.text.start + sign + 1, self.text.end)))
    }

    /// `;password=…` and `?user=…&password=…`.
    fn parameter(&self, scheme: &[u8]) -> Option<Hit> {
        const NAMES: [&[u8]; 4] = [b"password=", b"passwd=", b"pwd=", b"pass="];
        let text = &self.bytes[self.text.range()];
        let separators = memchr::memchr3_iter(b'?', b'&', b';', text);
        let mut user: &[u8] = b"";
        let mut secret = None;
        for at in separators {
            let rest = &text[at + 1..];
            let value = |name: usize| {
                let length = rest[name..].iter().position(|byte| matches!(byte, b'&' | b';' | b',' | b')' | b'}'));
                Span::new(at + 1 + name, at + 1 + name + length.unwrap_or(rest.len() - name))
            };
            if let Some(name) = NAMES.iter().find(|name| begins(rest, name)) {
                secret = Some(value(name.len()));
            } else if begins(rest, b"user=") {
                user = &text[value("user=".len()).range()];
            }
        }
        let secret = secret.filter(|_| begins(scheme, b"jdbc:") || !user.is_empty())?;
        let (password, host) = (&text[secret.range()], host(&self.bytes[self.authority.range()]).unwrap_or_default());
        let is_none = password.is_empty() || guess::is_left_out(password) || guess::is_nobody(user, password);
        (!is_none).then(|| Hit {
            note: guess::note(user, password, host),
            written: Written::Url,
            ..hit(&structural::URL_PASSWORD, self.text.part(secret.range()))
        })
    }
}

/// The host at the start of what follows `@`; a template may stand for it, and MySQL takes none.
fn host(rest: &[u8]) -> Option<&[u8]> {
    let end = match rest.first() {
        Some(b'[') => rest.iter().position(|byte| *byte == b']').map_or(rest.len(), |at| at + 1),
        _ => rest
            .iter()
            .position(|byte| {
                matches!(byte, b'/' | b'?' | b'#' | b':' | b',' | b';' | b')' | b']' | b'|' | b'\\' | b'>')
            })
            .unwrap_or(rest.len()),
    };
    let host = &rest[..end];
    let starts = host.first().is_none_or(|first| first.is_ascii_alphanumeric() || b"[$<{%_*.(".contains(first));
    starts.then_some(host)
}

/// Whether something is filled in here later.
fn is_template(text: &[u8]) -> bool {
    text.iter().any(|byte| matches!(byte, b'$' | b'{' | b'<')) || text.starts_with(b"%")
}
