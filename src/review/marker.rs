//! The hidden last line of what the gate posts, by which it knows it again.

use crate::scan::Fingerprint;

/// How each marker begins.
const OPEN: &str = "<!-- portcullis:v1 ";

/// What a comment of the gate is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A finding, by its identity.
    Finding(String),
    /// The whole change.
    Summary,
}

impl Mark {
    /// The finding's identity.
    pub(super) fn finding(&self) -> Option<&str> {
        match self {
            Self::Finding(id) => Some(id),
            Self::Summary => None,
        }
    }
}

/// What `body` is about, if the gate `category` wrote it. Who posted it is for the caller to ask: anybody can write a marker.
#[must_use]
pub fn is_ours(body: &str, category: &str) -> Option<Mark> {
    read(body, category).map(|marker| marker.mark)
}

/// A marker, read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) mark: Mark,
    /// What stands on the lines that a suggestion was made for, as a hash.
    pub(super) on: Option<String>,
    /// Whether the comment says that its finding is gone.
    pub(super) is_gone: bool,
}

impl Marker {
    pub(super) fn finding(id: &str, on: Option<&str>) -> Self {
        Self { mark: Mark::Finding(id.to_owned()), on: on.map(str::to_owned), is_gone: false }
    }

    pub(super) fn summary() -> Self {
        Self { mark: Mark::Summary, on: None, is_gone: false }
    }

    /// As it is written.
    pub(super) fn write(&self, category: &str) -> String {
        let mut out = format!("{OPEN}gate={}", encoded(category));
        match &self.mark {
            Mark::Finding(id) => out.push_str(&format!(" id={}", encoded(id))),
            Mark::Summary => out.push_str(" summary"),
        }
        if let Some(on) = &self.on {
            out.push_str(&format!(" on={}", encoded(on)));
        }
        out.push_str(if self.is_gone { " gone -->" } else { " -->" });
        out
    }
}

/// The last marker in `body`, if it is of `category`. Whatever is quoted above it, the gate wrote its own behind it.
pub(super) fn read(body: &str, category: &str) -> Option<Marker> {
    read_any(body).filter(|(gate, _)| *gate == encoded(category)).map(|(_, marker)| marker)
}

/// The last marker in `body`, and the category as it is written there.
pub(super) fn read_any(body: &str) -> Option<(&str, Marker)> {
    let start = body.rfind(OPEN)? + OPEN.len();
    let (inside, _) = body[start..].split_once(" -->")?;
    let mut words = inside.split(' ');
    let gate = words.next()?.strip_prefix("gate=")?;
    let mark = match words.next()? {
        "summary" => Mark::Summary,
        other => Mark::Finding(other.strip_prefix("id=").filter(|id| is_id(id))?.to_owned()),
    };
    let mut marker = Marker { mark, on: None, is_gone: false };
    for word in words {
        match word.strip_prefix("on=") {
            Some(on) => marker.on = Some(on.to_owned()),
            None => marker.is_gone |= word == "gone",
        }
    }
    Some((gate, marker))
}

/// The identity that a marker has for a finding: its fingerprint, unless a stranger wrote something else there.
pub(super) fn id(fingerprint: &str) -> String {
    if is_id(fingerprint) { fingerprint.to_owned() } else { Fingerprint::of(&[fingerprint.as_bytes()]).to_string() }
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `text` in which nothing ends a word or the comment.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte {
            b'.' | b'_' | b'/' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::{Mark, Marker, id, is_ours, read};

    #[test]
    fn what_is_written_is_read() {
        for category in ["portcullis", "deploy/strict", "a b-->", ""] {
            for marker in [
                Marker::summary(),
                Marker::finding("00ff", None),
                Marker::finding("00ff", Some("ab")),
                Marker { is_gone: true, ..Marker::finding("00ff", Some("ab")) },
            ] {
                let body = format!("Words.\n\n{}", marker.write(category));
                assert_eq!(read(&body, category).as_ref(), Some(&marker), "{body}");
                assert_eq!(body.matches("-->").count(), 1);
                assert_eq!(is_ours(&body, "another"), None);
            }
        }
    }

    #[test]
    fn the_last_one_counts() {
        let body = "<!-- portcullis:v1 gate=p id=aa -->\n<!-- portcullis:v1 gate=p id=bb -->\r\nand more";
        assert_eq!(is_ours(body, "p"), Some(Mark::Finding("bb".to_owned())));
    }

    #[test]
    fn anything_else_is_not_ours() {
        for body in [
            "", "<!-- portcullis:v1 gate=p id=aa", "<!-- portcullis:v1 gate=p id= -->",
            "<!-- portcullis:v1 gate=p id=a;b -->", "<!-- portcullis:v1 gate=p -->", "<!-- portcullis:v1 id=aa -->",
            "<!-- portcullis:v2 gate=p id=aa -->", "&lt;!-- portcullis:v1 gate=p id=aa --&gt;",
        ] {
            assert_eq!(is_ours(body, "p"), None, "{body}");
        }
    }

    #[test]
    fn an_identity_is_a_word() {
        assert_eq!(id("00ff"), "00ff");
        for strange in ["", "a b", "--> <b>", &"f".repeat(65)] {
            assert_eq!(id(strange).len(), 32);
        }
    }
}
