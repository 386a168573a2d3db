//! Just enough of DER to write a timestamp.

pub(super) fn tagged(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let length = match u8::try_from(length) {
        Ok(short @ ..0x80) => vec![short],
        Ok(short) => vec![0x81, short],
        Err(_) => [&[0x82][..], &u16::try_from(length).unwrap().to_be_bytes()].concat(),
    };
    [&[tag][..], &length, content].concat()
}

pub(super) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    tagged(0x30, &parts.concat())
}

/// A set, whose parts must be given in the order of their bytes.
pub(super) fn set(parts: &[Vec<u8>]) -> Vec<u8> {
    tagged(0x31, &parts.concat())
}

/// A number below 128.
pub(super) fn integer(value: u8) -> Vec<u8> {
    tagged(0x02, &[value])
}

pub(super) fn octets(bytes: &[u8]) -> Vec<u8> {
    tagged(0x04, bytes)
}

pub(super) fn utf8(text: &str) -> Vec<u8> {
    tagged(0x0c, text.as_bytes())
}

/// The name of a thing: `2.5.4.3`.
pub(super) fn object(name: &str) -> Vec<u8> {
    let parts: Vec<u32> = name.split('.').map(|part| part.parse().unwrap()).collect();
    let first = std::iter::once(parts[0] * 40 + parts[1]);
    let bytes: Vec<u8> = first.chain(parts[2..].iter().copied()).flat_map(base_128).collect();
    tagged(0x06, &bytes)
}

/// Seven bits a byte, the highest first; all but the last have the eighth set.
fn base_128(number: u32) -> Vec<u8> {
    let groups = (0..5).rev().map(|at| (number >> (7 * at), at)).skip_while(|&(rest, at)| rest == 0 && at > 0);
    groups.map(|(rest, at)| (rest & 0x7f) as u8 | if at > 0 { 0x80 } else { 0 }).collect()
}
