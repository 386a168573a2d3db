//! What becomes of the values of a column when its type changes.

use super::ColumnType;
use super::ColumnType::{
    Boolean, Bytes, Date, Decimal, Enum, Float, Integer, Json, Text, Time, Timestamp, Unknown, Uuid,
};

/// What a change of type does to values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeChange {
    /// The types are the same.
    Same,
    /// Every value fits. (Back again, not every one may.)
    Widens,
    /// Some values are lost, are altered, or stop the migration; why, in plain words: `values over 50 characters do not fit`.
    Narrows(String),
    /// Nobody can tell from the types alone.
    Unknown,
}

/// How many characters a UUID is written with.
const UUID_LENGTH: u64 = 36;
/// The same for a day: `2001-02-03`.
const DATE_LENGTH: u64 = 10;
/// The same for `false`.
const BOOLEAN_LENGTH: u64 = 5;

impl ColumnType {
    /// What a change to the type `to` does to the values.
    #[must_use]
    pub fn change_to(&self, to: &Self) -> TypeChange {
        match (self, to) {
            (Unknown, _) | (_, Unknown) => TypeChange::Unknown,
            _ if self == to => TypeChange::Same,
            (Text { limit: from }, Text { limit: to }) => limits(*from, *to, "characters"),
            (Bytes { limit: from }, Bytes { limit: to }) => limits(*from, *to, "bytes"),
            (Enum(from), Enum(to)) => values(from, to),
            (Integer { .. }, _) => integer(self, to),
            (Decimal(from), _) => decimal(*from, to),
            (Float { bytes }, _) => float(*bytes, to),
            (Timestamp { with_zone, precision }, _) => timestamp(*with_zone, *precision, to),
            (Date, Timestamp { .. }) => TypeChange::Widens,
            (Date, Time) => narrows("the day is lost"),
            (_, Text { limit }) => to_text(self, *limit),
            (Text { .. }, _) => from_text(to),
            _ => TypeChange::Unknown,
        }
    }
}

fn narrows(why: impl Into<String>) -> TypeChange {
    TypeChange::Narrows(why.into())
}

/// Widens, unless something does not fit.
fn unless(is_lost: bool, why: impl FnOnce() -> String) -> TypeChange {
    if is_lost { narrows(why()) } else { TypeChange::Widens }
}

fn limits(from: Option<u64>, to: Option<u64>, unit: &str) -> TypeChange {
    match (from, to) {
        (_, None) => TypeChange::Widens,
        (Some(from), Some(to)) if from <= to => TypeChange::Widens,
        (_, Some(to)) => narrows(format!("values over {to} {unit} do not fit")),
    }
}

fn values(from: &[String], to: &[String]) -> TypeChange {
    match from.iter().find(|value| !to.contains(value)) {
        Some(gone) => narrows(format!("`{gone}` is not among the new values")),
        None => TypeChange::Widens,
    }
}

/// The smallest and the largest number.
fn range(bytes: u8, unsigned: bool) -> (i128, i128) {
    let bits = u32::from(bytes).min(8) * 8;
    if unsigned { (0, (1 << bits) - 1) } else { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) }
}

/// How many digits a whole number has at most.
fn digits(bytes: u8, unsigned: bool) -> u32 {
    range(bytes, unsigned).1.unsigned_abs().checked_ilog10().map_or(1, |digits| digits + 1)
}

fn integer(from: &ColumnType, to: &ColumnType) -> TypeChange {
    let Integer { bytes, unsigned } = *from else { return TypeChange::Unknown };
    match to {
        Integer { bytes: to, unsigned: to_unsigned } => {
            let ((low, high), (to_low, to_high)) = (range(bytes, unsigned), range(*to, *to_unsigned));
            match (low < to_low && to_low == 0, high > to_high) {
                (true, _) => narrows("negative values do not fit"),
                (_, true) => narrows(format!("values over {} do not fit", grouped(to_high))),
                _ => unless(low < to_low, || format!("values below {} do not fit", grouped(to_low))),
            }
        }
        Decimal(None) => TypeChange::Widens,
        Decimal(Some((all, scale))) => {
            unless(all.saturating_sub(*scale) < digits(bytes, unsigned), || whole_digits(*all, *scale))
        }
        Float { bytes: to } => unless(bytes > 4 || bytes == 4 && *to <= 4, || "large values lose digits".to_owned()),
        Boolean => narrows("values other than 0 and 1 are lost"),
        Text { limit } => fits(u64::from(digits(bytes, unsigned)) + 1, *limit),
        _ => TypeChange::Unknown,
    }
}

fn whole_digits(all: u32, scale: u32) -> String {
    format!("values of more than {} digits before the point do not fit", all.saturating_sub(scale))
}

/// A number with commas, as English has them.
fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn decimal(from: Option<(u32, u32)>, to: &ColumnType) -> TypeChange {
    match (from, to) {
        (_, Decimal(None)) => TypeChange::Widens,
        (None, Decimal(Some((_, scale)))) => narrows(rounded(*scale)),
        (Some((_, scale)), Decimal(Some((_, to_scale)))) if to_scale < &scale => narrows(rounded(*to_scale)),
        (Some((all, scale)), Decimal(Some((to_all, to_scale)))) => {
            let is_lost = to_all.saturating_sub(*to_scale) < all.saturating_sub(scale);
            unless(is_lost, || whole_digits(*to_all, *to_scale))
        }
        (Some((all, 0)), Integer { bytes, unsigned: false }) if all < digits(*bytes, false) => TypeChange::Widens,
        (Some((_, 0)), Integer { bytes, unsigned }) => {
            narrows(format!("values over {} do not fit", grouped(range(*bytes, *unsigned).1)))
        }
        (_, Integer { .. }) => narrows("digits after the point are lost"),
        (_, Float { .. }) => narrows("values are no longer exact"),
        (_, Boolean) => narrows("values other than 0 and 1 are lost"),
        (Some((all, _)), Text { limit }) => fits(u64::from(all) + 2, *limit),
        (None, Text { limit }) => limits(None, *limit, "characters"),
        _ => TypeChange::Unknown,
    }
}

fn rounded(scale: u32) -> String {
    match scale {
        0 => "digits after the point are lost".to_owned(),
        1 => "values are rounded to 1 digit after the point".to_owned(),
        _ => format!("values are rounded to {scale} digits after the point"),
    }
}

fn float(from: u8, to: &ColumnType) -> TypeChange {
    match to {
        Float { bytes } => unless(*bytes < from, || "values lose digits".to_owned()),
        Integer { .. } => narrows("digits after the point are lost"),
        Decimal(Some((_, scale))) => narrows(rounded(*scale)),
        Decimal(None) | Text { limit: None } => TypeChange::Widens,
        Text { limit } => limits(None, *limit, "characters"),
        Boolean => narrows("values other than 0 and 1 are lost"),
        _ => TypeChange::Unknown,
    }
}

fn timestamp(with_zone: bool, precision: Option<u32>, to: &ColumnType) -> TypeChange {
    match to {
        Timestamp { with_zone: false, .. } if with_zone => narrows("the time zone is lost"),
        Timestamp { precision: to, with_zone: to_zone } => match (precision, *to) {
            (Some(from), Some(to)) if to < from => narrows("fractions of a second are rounded"),
            _ => unless(with_zone && !to_zone, || "the time zone is lost".to_owned()),
        },
        Date => narrows("the time of day is lost"),
        Time => narrows("the day is lost"),
        Text { limit: None } => TypeChange::Widens,
        Text { limit } => limits(None, *limit, "characters"),
        _ => TypeChange::Unknown,
    }
}

fn fits(length: u64, limit: Option<u64>) -> TypeChange {
    limits(Some(length), limit, "characters")
}

fn to_text(from: &ColumnType, limit: Option<u64>) -> TypeChange {
    match from {
        Boolean => fits(BOOLEAN_LENGTH, limit),
        Date => fits(DATE_LENGTH, limit),
        Uuid => fits(UUID_LENGTH, limit),
        Enum(values) => {
            let longest = values.iter().map(|value| value.chars().count()).max().unwrap_or_default();
            fits(u64::try_from(longest).unwrap_or(u64::MAX), limit)
        }
        Json | Time => limits(None, limit, "characters"),
        _ => TypeChange::Unknown,
    }
}

fn from_text(to: &ColumnType) -> TypeChange {
    let not = |what: &str| narrows(format!("text that is not {what} does not fit"));
    match to {
        Integer { .. } | Decimal(_) | Float { .. } => not("a number"),
        Boolean => not("true or false"),
        Date => not("a date"),
        Time => not("a time"),
        Timestamp { .. } => not("a date and time"),
        Json => not("JSON"),
        Uuid => not("a UUID"),
        Enum(_) => not("one of the values"),
        _ => TypeChange::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::TypeChange::{Narrows, Same, Unknown, Widens};
    use crate::fact::migration::ColumnType;

    const SMALL: ColumnType = ColumnType::Integer { bytes: 2, unsigned: false };
    const INT: ColumnType = ColumnType::Integer { bytes: 4, unsigned: false };
    const UNSIGNED: ColumnType = ColumnType::Integer { bytes: 4, unsigned: true };
    const BIG: ColumnType = ColumnType::Integer { bytes: 8, unsigned: false };
    const TEXT: ColumnType = ColumnType::Text { limit: None };
    const TZ: ColumnType = ColumnType::Timestamp { with_zone: true, precision: None };
    const TIMESTAMP: ColumnType = ColumnType::Timestamp { with_zone: false, precision: None };

    const fn text(limit: u64) -> ColumnType {
        ColumnType::Text { limit: Some(limit) }
    }

    const fn decimal(digits: u32, scale: u32) -> ColumnType {
        ColumnType::Decimal(Some((digits, scale)))
    }

    fn one_of(values: &[&str]) -> ColumnType {
        ColumnType::Enum(values.iter().map(|value| (*value).to_owned()).collect())
    }

    #[test]
    fn what_fits_always_widens() {
        for (from, to) in [
            (text(50), text(51)),
            (text(50), TEXT),
            (SMALL, INT),
            (INT, BIG),
            (UNSIGNED, BIG),
            (INT, decimal(10, 0)),
            (INT, ColumnType::Float { bytes: 8 }),
            (decimal(10, 2), decimal(12, 4)),
            (decimal(9, 0), INT),
            (ColumnType::Float { bytes: 4 }, ColumnType::Float { bytes: 8 }),
            (ColumnType::Date, TIMESTAMP),
            (TIMESTAMP, TZ),
            (ColumnType::Uuid, text(36)),
            (ColumnType::Json, TEXT),
            (ColumnType::Boolean, TEXT),
            (one_of(&["a", "bc"]), one_of(&["bc", "a", "d"])),
            (one_of(&["a", "bc"]), text(2)),
            (INT, text(11)),
        ] {
            assert_eq!(from.change_to(&to), Widens, "{from} to {to}");
        }
    }

    #[test]
    fn what_does_not_fit_is_said_in_words() {
        for (from, to, why) in [
            (TEXT, text(50), "values over 50 characters do not fit"),
            (text(60), text(50), "values over 50 characters do not fit"),
            (BIG, INT, "values over 2,147,483,647 do not fit"),
            (INT, UNSIGNED, "negative values do not fit"),
            (UNSIGNED, INT, "values over 2,147,483,647 do not fit"),
            (INT, decimal(9, 0), "values of more than 9 digits before the point do not fit"),
            (BIG, ColumnType::Float { bytes: 8 }, "large values lose digits"),
            (decimal(10, 4), decimal(10, 2), "values are rounded to 2 digits after the point"),
            (decimal(10, 2), decimal(10, 4), "values of more than 6 digits before the point do not fit"),
            (decimal(10, 2), INT, "digits after the point are lost"),
            (ColumnType::Float { bytes: 8 }, ColumnType::Float { bytes: 4 }, "values lose digits"),
            (TZ, TIMESTAMP, "the time zone is lost"),
            (TIMESTAMP, ColumnType::Date, "the time of day is lost"),
            (TEXT, ColumnType::Json, "text that is not JSON does not fit"),
            (TEXT, INT, "text that is not a number does not fit"),
            (ColumnType::Uuid, text(20), "values over 20 characters do not fit"),
            (one_of(&["a", "b"]), one_of(&["b"]), "`a` is not among the new values"),
            (one_of(&["abc"]), text(2), "values over 2 characters do not fit"),
        ] {
            assert_eq!(from.change_to(&to), Narrows(why.to_owned()), "{from} to {to}");
        }
    }

    #[test]
    fn what_nobody_knows_stays_unknown() {
        let other = |name: &str| ColumnType::Other(name.to_owned());
        assert_eq!(other("citext").change_to(&other("citext")), Same);
        assert_eq!(other("status").change_to(&TEXT), Unknown);
        assert_eq!(ColumnType::Unknown.change_to(&ColumnType::Unknown), Unknown);
        assert_eq!(INT.change_to(&ColumnType::Uuid), Unknown);
        assert_eq!(INT.change_to(&INT), Same);
    }
}
