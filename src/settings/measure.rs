//! Lengths of time and amounts of bytes, as a policy writes them: `30s`, `90d`, `500MB`.

use std::fmt;
use std::time::Duration;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::place::Placed;
use super::{FileContext, Key, Refusal, Shown};

/// A unit and what it is worth in the smallest one.
type Units = [(&'static str, u64)];

const TIMES: &Units = &[("s", 1), ("m", 60), ("h", 3_600), ("d", 86_400), ("w", 604_800)];

const SIZES: &Units = &[
    ("B", 1),
    ("KB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
];

/// A length of time: a number and `s`, `m`, `h`, `d` or `w`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period(pub Duration);

/// An amount of bytes: a number and `KB`, `MB`, `GB`, `KiB`, `MiB` or `GiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size(pub u64);

impl Period {
    /// So many seconds.
    #[must_use]
    pub const fn seconds(seconds: u64) -> Self {
        Self(Duration::from_secs(seconds))
    }

    /// Reads `30s`.
    pub(crate) fn read(written: &Placed<String>) -> Result<Self, Refusal> {
        let help = "write a number and a unit: `30s`, `5m`, `24h`, `90d`";
        number(written, TIMES).map(Self::seconds).ok_or_else(|| refused(written, "a length of time", help))
    }
}

impl Size {
    /// Reads `500MB`.
    pub(crate) fn read(written: &Placed<String>) -> Result<Self, Refusal> {
        let help = "write a number and a unit: `500MB`, `2GiB`";
        number(written, SIZES).map(Self).ok_or_else(|| refused(written, "a size", help))
    }
}

fn refused(written: &Placed<String>, what: &str, help: &str) -> Refusal {
    Refusal::new(written.span, format!("`{}` is not {what}", written.value)).with_help(help)
}

/// `30s` in the smallest of `units`; nothing for zero and for what does not fit.
fn number(written: &Placed<String>, units: &Units) -> Option<u64> {
    let text = written.value.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = (text[..digits].parse::<u64>().ok()?, text[digits..].trim_start());
    let (_, worth) = units.iter().find(|(name, _)| *name == unit)?;
    number.checked_mul(*worth).filter(|&all| all > 0)
}

/// The largest unit in which it is a whole number.
fn show(all: u64, units: &Units, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let whole = units.iter().filter(|(_, worth)| all.is_multiple_of(*worth)).max_by_key(|(_, worth)| *worth);
    whole.map_or(Ok(()), |(unit, worth)| write!(f, "{}{unit}", all / worth))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self.0.as_secs(), TIMES, f)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self.0, SIZES, f)
    }
}

/// A text with a pattern of its own in the schema.
fn schema(pattern: &str) -> Schema {
    json_schema!({ "type": "string", "pattern": pattern })
}

macro_rules! measure {
    ($($type:ident, $pattern:literal;)+) => {
        $(
            impl JsonSchema for $type {
                fn inline_schema() -> bool {
                    true
                }

                fn schema_name() -> std::borrow::Cow<'static, str> {
                    stringify!($type).into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    schema($pattern)
                }
            }

            impl Key for $type {
                type Written = Placed<String>;

                fn take(&mut self, written: &Self::Written, _: &mut FileContext<'_>) -> Result<(), Refusal> {
                    *self = Self::read(written)?;
                    Ok(())
                }

                fn shown(&self) -> Shown {
                    Shown::text(&self.to_string())
                }
            }

            /// No limit where none is given.
            impl Key for Option<$type> {
                type Written = Placed<String>;

                fn take(&mut self, written: &Self::Written, _: &mut FileContext<'_>) -> Result<(), Refusal> {
                    *self = Some($type::read(written)?);
                    Ok(())
                }

                fn shown(&self) -> Shown {
                    Shown::optional(self.map(|value| Shown::text(&value.to_string())))
                }
            }
        )+
    };
}

measure! {
    Period, "^[0-9]+ ?[smhdw]$";
    Size, "^[0-9]+ ?([KMG]i?)?B$";
}

#[cfg(test)]
mod tests {
    use super::{Period, Placed, Size};
    use crate::text::Span;

    fn written(text: &str) -> Placed<String> {
        Placed { value: text.to_owned(), span: Span::default() }
    }

    #[test]
    fn a_measure_is_shown_as_it_is_written() {
        for text in ["30s", "5m", "24h", "90d", "2w"] {
            let period = Period::read(&written(text)).expect(text);
            assert_eq!(Period::read(&written(&period.to_string())).expect(text), period);
        }
        for text in ["1B", "500MB", "2GiB"] {
            assert_eq!(Size::read(&written(text)).expect(text).to_string(), text);
        }
        assert_eq!(Period::seconds(90).to_string(), "90s");
    }

    #[test]
    fn what_is_no_measure_is_refused() {
        for text in ["", "30", "s", "0s", "-1s", "1.5h", "30 sec", "99999999999999999999s", "18446744073709551615w"] {
            assert!(Period::read(&written(text)).is_err(), "{text}");
        }
        assert!(Size::read(&written("5M")).is_err());
    }
}
