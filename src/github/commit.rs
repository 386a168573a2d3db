//! Commit ids that are known to be such: they become parts of addresses and arguments of git.

use std::fmt;

use serde::Deserialize;

/// The full id of a commit, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct CommitId(String);

impl CommitId {
    /// `text`, if it is 40 or 64 hexadecimal digits.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        let is_id = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_id.then(|| Self(text.to_ascii_lowercase()))
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its first digits, as people write it.
    #[must_use]
    pub fn short(&self) -> &str {
        &self.0[..7]
    }

    /// Whether it stands for no commit: what a branch was before it was made, or is after it was deleted.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0.bytes().all(|byte| byte == b'0')
    }
}

impl fmt::Display for CommitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CommitId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text).ok_or_else(|| "not a commit id".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::CommitId;

    #[test]
    fn only_ids_pass() {
        let id = CommitId::new("ABCDEF0123456789abcdef0123456789abcdef01").unwrap();
        assert_eq!((id.short(), id.is_none()), ("abcdef0", false));
        assert!(CommitId::new(&"0".repeat(40)).unwrap().is_none());
        for text in ["", "main", "--upload-pack=x", &"0".repeat(41), &"g".repeat(40), &"é".repeat(20)] {
            assert!(CommitId::new(text).is_none(), "{text}");
        }
    }
}
