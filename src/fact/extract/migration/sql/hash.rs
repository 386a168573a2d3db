//! Whether two texts are the same but for their layout.

use crate::document::sql::{Dialect, Kind, Lexer};

/// A number that is the same for two texts that differ in blanks, comments and the case of words alone. It is the same on every machine.
pub(in crate::fact::extract) fn tokens_hash(bytes: &[u8], dialect: Dialect) -> u64 {
    let mut hash = Fnv::default();
    for token in Lexer::new(bytes, dialect) {
        if matches!(token.kind, Kind::Blank | Kind::Comment) {
            continue;
        }
        let text = bytes.get(token.span.range()).unwrap_or_default();
        if token.kind == Kind::Word {
            hash.add(&text.to_ascii_lowercase());
        } else {
            hash.add(text);
        }
        hash.add(&[0]);
    }
    hash.0
}

/// Fowler, Noll and Vo's hash, 1a.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tokens_hash;
    use crate::document::sql::Dialect;

    #[test]
    fn layout_does_not_count() {
        let hash = |text: &str| tokens_hash(text.as_bytes(), Dialect::Unknown);
        assert_eq!(hash("DROP TABLE a;"), hash("-- x\ndrop\n  table A ;\n"));
        assert_ne!(hash("DROP TABLE a;"), hash("DROP TABLE b;"));
        assert_ne!(hash("SELECT 'a'"), hash("SELECT 'A'"));
        assert_ne!(hash("a b"), hash("ab"));
    }
}
