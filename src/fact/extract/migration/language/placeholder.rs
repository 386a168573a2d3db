//! Places in a text that a formatting function fills in.

use std::ops::Range;

/// A place to be filled in.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::fact::extract::migration) struct Placeholder {
    /// Where it stands.
    pub(in crate::fact::extract::migration) range: Range<usize>,
    /// The number of the argument, where it is written; else they are taken in order.
    pub(in crate::fact::extract::migration) index: Option<usize>,
    /// The variable, where it is named.
    pub(in crate::fact::extract::migration) name: Option<String>,
}

/// All places of a text, in order: `%s`, `{}`, `{0}`, `{name}`.
pub(in crate::fact::extract::migration) fn all(text: &[u8]) -> Vec<Placeholder> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let place = match byte {
            b'%' => percent(text, at),
            b'{' => braces(text, at),
            _ => None,
        };
        at = place.as_ref().map_or(at + 1, |place| place.range.end);
        found.extend(place);
    }
    found
}

fn percent(text: &[u8], at: usize) -> Option<Placeholder> {
    let verb = text.get(at + 1)?;
    matches!(verb, b's' | b'd' | b'v' | b'q').then(|| Placeholder { range: at..at + 2, index: None, name: None })
}

fn braces(text: &[u8], at: usize) -> Option<Placeholder> {
    /// Names are not longer.
    const LONGEST: usize = 64;
    // What is known to be open already looks like `${____}`.
    if at > 0 && text.get(at - 1) == Some(&b'$') {
        return None;
    }
    let rest = text.get(at + 1..)?;
    let length = rest.iter().take(LONGEST).position(|byte| *byte == b'}')?;
    let inner = std::str::from_utf8(rest.get(..length)?).ok()?;
    let name = inner.split(':').next().unwrap_or_default();
    if !name.chars().all(|one| one.is_alphanumeric() || one == '_')
        || (name.is_empty() && name.len() < inner.len()) && !inner.starts_with(':')
    {
        return None;
    }
    let index = name.parse().ok();
    let is_name = !name.is_empty() && index.is_none();
    Some(Placeholder { range: at..at + length + 2, index, name: is_name.then(|| name.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::all;

    #[test]
    fn places_of_every_kind() {
        let text = "a %s {} {1} {name:?} {\"json\": 1} ${____} 5%";
        let found: Vec<_> =
            all(text.as_bytes()).into_iter().map(|one| (&text[one.range], one.index, one.name)).collect();
        assert_eq!(
            found,
            [
                ("%s", None, None),
                ("{}", None, None),
                ("{1}", Some(1), None),
                ("{name:?}", None, Some("name".to_owned())),
            ]
        );
    }
}
