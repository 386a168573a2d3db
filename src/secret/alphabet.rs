//! Sets of ASCII bytes that tokens are written with.

use std::fmt;

/// A set of ASCII bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Alphabet(u128);

impl Alphabet {
    /// `0-9`.
    pub const DIGIT: Self = Self::from(b"0123456789");
    /// `a-z`.
    pub const LOWER: Self = Self::from(b"abcdefghijklmnopqrstuvwxyz");
    /// `A-Z`.
    pub const UPPER: Self = Self::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    /// `a-zA-Z`.
    pub const LETTER: Self = Self::LOWER.and(Self::UPPER);
    /// `0-9a-z`.
    pub const LOWER_ALNUM: Self = Self::LOWER.and(Self::DIGIT);
    /// `0-9A-Z`.
    pub const UPPER_ALNUM: Self = Self::UPPER.and(Self::DIGIT);
    /// `0-9a-zA-Z`.
    pub const ALNUM: Self = Self::LETTER.and(Self::DIGIT);
    /// `0-9a-f`.
    pub const HEX: Self = Self::DIGIT.with(b"abcdef");
    /// `0-9A-F`.
    pub const UPPER_HEX: Self = Self::DIGIT.with(b"ABCDEF");
    /// `0-9a-fA-F`.
    pub const ANY_HEX: Self = Self::HEX.and(Self::UPPER_HEX);
    /// `0-9a-zA-Z+/=`, base64 with its padding (RFC 4648, section 4).
    pub const BASE64: Self = Self::ALNUM.with(b"+/=");
    /// `0-9a-zA-Z+/`, base64 without padding.
    pub const BASE64_BARE: Self = Self::ALNUM.with(b"+/");
    /// `0-9a-zA-Z-_`, base64url without padding (RFC 4648, section 5).
    pub const BASE64_URL: Self = Self::ALNUM.with(b"-_");
    /// `A-Z2-7` (RFC 4648, section 6).
    pub const BASE32: Self = Self::UPPER.with(b"234567");
    /// Letters and digits without `0OIl`, as Bitcoin writes numbers.
    pub const BASE58: Self = Self::from(b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");

    /// The set of these bytes; what is not ASCII is left out.
    #[must_use]
    pub const fn from(bytes: &[u8]) -> Self {
        Self(0).with(bytes)
    }

    /// These and those.
    #[must_use]
    pub const fn with(self, bytes: &[u8]) -> Self {
        let mut set = self.0;
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] < 128 {
                set |= 1 << bytes[at];
            }
            at += 1;
        }
        Self(set)
    }

    /// The union.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether it holds `byte`.
    #[must_use]
    pub const fn has(self, byte: u8) -> bool {
        byte < 128 && self.0 >> byte & 1 == 1
    }

    /// How many bytes it holds.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether it holds none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The `index`th of its bytes in their order, counted around.
    #[must_use]
    pub fn nth(self, index: u32) -> u8 {
        let wanted = index % self.len().max(1);
        (0..128).filter(|byte| self.has(*byte)).nth(wanted as usize).unwrap_or(b'0')
    }

    /// The longest run of `bytes` from their start.
    #[must_use]
    pub fn run(self, bytes: &[u8]) -> usize {
        bytes.iter().position(|byte| !self.has(*byte)).unwrap_or(bytes.len())
    }
}

/// As a person writes it: `0-9a-f`.
impl fmt::Display for Alphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut byte = 0;
        while byte < 128 {
            let start = byte;
            while byte < 128 && self.has(byte) {
                byte += 1;
            }
            match byte - start {
                0 => byte += 1,
                1 | 2 => (start..byte).try_for_each(|byte| write!(f, "{}", char::from(byte)))?,
                _ => write!(f, "{}-{}", char::from(start), char::from(byte - 1))?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Alphabet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{self}]")
    }
}

#[cfg(test)]
mod tests {
    use super::Alphabet;

    #[test]
    fn is_written_as_ranges() {
        assert_eq!(Alphabet::HEX.to_string(), "0-9a-f");
        assert_eq!(Alphabet::BASE64_URL.to_string(), "-0-9A-Z_a-z");
        assert_eq!((Alphabet::BASE58.len(), Alphabet::BASE32.len(), Alphabet::BASE64.len()), (58, 32, 65));
    }

    #[test]
    fn runs_end_at_the_first_stranger() {
        assert_eq!((Alphabet::DIGIT.run(b"123a"), Alphabet::DIGIT.run(b"\xff"), Alphabet::DIGIT.run(b"12")), (3, 0, 2));
        assert_eq!((Alphabet::HEX.nth(10), Alphabet::HEX.nth(16)), (b'a', b'0'));
    }
}
