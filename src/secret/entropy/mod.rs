//! Whether bytes were drawn by chance, and how many bits somebody would have to guess. Knows nothing of names, forms or places.

mod bigram;

pub(super) use bigram::mean;

/// Whether bytes look drawn by lot rather than written by a person.
pub(super) fn is_random(value: &[u8]) -> bool {
    if value.len() < 8 {
        return false;
    }
    let (digits, upper, lower) = count_kinds(value);
    let letters = upper + lower;
    if letters == 0 {
        return false;
    }
    if value.len() >= 16 && value.iter().all(u8::is_ascii_hexdigit) && (upper == 0 || lower == 0) {
        return digits * 8 >= value.len() && letters * 12 >= value.len();
    }
    // The shorter, the more pairs of one kind may be chance.
    let short = i32::from(value.len() < 16) * 3;
    let least = match (digits > 0, upper > 0 && lower > 0) {
        (true, true) => 4,
        (false, true) => 6,
        (true, false) => 1,
        (false, false) => 3,
    };
    bigram::mean(value) >= least + short
}

/// How many digits, capitals and small letters there are, in one pass.
fn count_kinds(value: &[u8]) -> (usize, usize, usize) {
    value.iter().fold((0, 0, 0), |(digits, upper, lower), byte| {
        let is = usize::from;
        (
            digits + is(byte.is_ascii_digit()),
            upper + is(byte.is_ascii_uppercase()),
            lower + is(byte.is_ascii_lowercase()),
        )
    })
}

/// An estimate of how many bits somebody would have to guess who knows how the value was made. A value that a person made is taken
/// for one that can be guessed.
pub(super) fn bits(value: &[u8]) -> u16 {
    /// More than this, no person's password is thought to have.
    const PERSONS: u16 = 60;
    let has = |of: fn(&u8) -> bool, size: u32| if value.iter().any(of) { size } else { 0 };
    let alphabet = has(u8::is_ascii_lowercase, 26)
        + has(u8::is_ascii_uppercase, 26)
        + has(u8::is_ascii_digit, 10)
        + has(u8::is_ascii_punctuation, 16);
    let alphabet = if value.iter().all(u8::is_ascii_hexdigit) { 16 } else { alphabet.max(2) };
    let kinds = value.iter().fold(0u128, |kinds, byte| kinds | 1 << (byte & 127)).count_ones();
    // Eighths of a bit, so that it is the same on every machine.
    let per_byte = (alphabet.min(kinds * 3).max(2).ilog2() * 8 + 4) as usize;
    let bits = u16::try_from((value.len() * per_byte / 8).min(4096)).unwrap_or(u16::MAX);
    if is_random(value) { bits } else { bits.min(PERSONS) }
}

#[cfg(test)]
mod tests {
    use super::{bits, is_random};

    #[test]
    fn chance_is_random_and_words_are_not() {
        for value in ["9fKq2mZx1vLw8RbN", "x7f2kq9zv4m1c8wj3hd5", "c0ffee11d2a94b7f8e6d5c4b3a291807"] {
            assert!(is_random(value.as_bytes()) && bits(value.as_bytes()) > 64, "{value}: {}", bits(value.as_bytes()));
        }
        for value in ["authentication_provider", "registry.example.org", "1234567890123456", "hunter2"] {
            assert!(!is_random(value.as_bytes()) && bits(value.as_bytes()) <= 64, "{value}");
        }
    }
}
