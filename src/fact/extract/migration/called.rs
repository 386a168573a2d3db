//! What the name of a migration file says: a number that orders it, and which half it holds.

use crate::text::RepoPath;

/// Which half of a migration a file holds, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Half {
    /// `1_x.up.sql`, `up.sql`, `x-up.sql`.
    Up,
    /// `1_x.down.sql`, `down.sql`, `x-down.sql`; Flyway's `U1__x.sql`.
    Down,
    /// Nothing is said: the way forward, or both.
    Whole,
}

/// What the name of a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Called {
    /// Its name (or that of its directory, where the file is just `up.sql`) without what tells halves apart.
    pub(super) stem: String,
    /// The numbers that it begins with: `[2024, 1, 31]` of `2024-01-31-add-age`.
    pub(super) numbers: Vec<u64>,
    /// Which half it holds.
    pub(super) half: Half,
    /// Whether the halves are files of one directory: `7_x/up.sql`.
    pub(super) is_directory: bool,
}

/// Endings of the two halves. Longer ones first.
const HALVES: [(&str, Half); 10] = [
    (".rollback", Half::Down),
    (".revert", Half::Down),
    (".undo", Half::Down),
    (".down", Half::Down),
    ("-down", Half::Down),
    ("_down", Half::Down),
    (".up", Half::Up),
    (".do", Half::Up),
    ("-up", Half::Up),
    ("_up", Half::Up),
];

impl Called {
    pub(super) fn read(path: &RepoPath) -> Self {
        let mut name = path.name().to_string();
        // A template is what becomes of it: `1_x.up.sql.j2`.
        let rendered = path.rendered_name().len();
        if name.is_char_boundary(rendered) {
            name.truncate(rendered);
        }
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let in_directory = match stem.to_ascii_lowercase().as_str() {
            "up" | "migration" => Some(Half::Up),
            "down" => Some(Half::Down),
            _ => None,
        };
        if let Some(half) = in_directory.filter(|_| extension.eq_ignore_ascii_case("sql")) {
            let stem = path.parent().name().to_string();
            return Self { numbers: numbers(&stem), stem, half, is_directory: true };
        }
        let (stem, half) = halved(stem);
        let undoes = half == Half::Whole && is_flyways(stem) && stem.starts_with(['U', 'u']);
        Self {
            stem: stem.to_owned(),
            numbers: numbers(stem),
            half: if undoes { Half::Down } else { half },
            is_directory: false,
        }
    }

    /// The first number as it is written: what golang-migrate, Rails and their like call the version.
    pub(super) fn first(&self) -> Option<u64> {
        self.numbers.first().copied()
    }
}

/// A stem without what tells the halves apart, and the half.
fn halved(stem: &str) -> (&str, Half) {
    let lower = stem.to_ascii_lowercase();
    let found = HALVES.iter().find(|(ending, _)| lower.ends_with(ending) && lower.len() > ending.len());
    // `20240101_scale_up.sql` of a tool without halves is only read so where its other half stands beside it: the caller looks.
    found.map_or((stem, Half::Whole), |(ending, half)| (&stem[..stem.len() - ending.len()], *half))
}

/// Whether a stem is of Flyway's form: `V1_2__add_age`, `R__view`, `U1_2__add_age`.
pub(super) fn is_flyways(stem: &str) -> bool {
    let Some((version, _)) = stem.split_once("__") else { return false };
    let rest = version.strip_prefix(['V', 'v', 'U', 'u']);
    let is_number =
        |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || b"._-".contains(&byte));
    rest.is_some_and(is_number) || matches!(version, "R" | "r")
}

/// The numbers that a name begins with: groups of digits, each behind `_`, `-` or `.` (or behind a word such as `V` or `Version`), as long
/// as nothing but such a separator follows them. `0004_2fa` is number 4.
fn numbers(stem: &str) -> Vec<u64> {
    /// Nobody counts in more groups.
    const MOST: usize = 8;
    let prefixes = ["Version", "Migration", "migration", "V", "v", "U", "u", "m", "M", "_"];
    let starts_with_digit = |text: &&str| text.starts_with(|c: char| c.is_ascii_digit());
    let bare = prefixes.iter().find_map(|prefix| stem.strip_prefix(prefix).filter(starts_with_digit));
    let (mut rest, mut found) = (bare.unwrap_or(stem), Vec::new());
    while found.len() < MOST {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let after = &rest[digits..];
        // A first number counts whatever follows: `20240101120000AddAge`.
        let ends = after.is_empty() || after.starts_with(['_', '-', '.']) || found.is_empty();
        let Some(number) = rest[..digits].parse().ok().filter(|_| ends) else { break };
        found.push(number);
        let Some(more) = after.strip_prefix(['_', '-', '.']) else { break };
        rest = more;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Called, Half, is_flyways};
    use crate::text::RepoPath;

    #[test]
    fn a_name_says_number_and_half() {
        let cases: [(&str, &str, &[u64], Half); 13] = [
            ("migrations/0004_add_age.up.sql", "0004_add_age", &[4], Half::Up),
            ("migrations/0004_add_age.down.sql", "0004_add_age", &[4], Half::Down),
            ("migrations/0004_Add.Down.sql.J2", "0004_Add", &[4], Half::Down),
            ("migrations/2024-01-31-101010_age/down.sql", "2024-01-31-101010_age", &[2024, 1, 31, 101_010], Half::Down),
            ("prisma/migrations/20240131_age/migration.sql", "20240131_age", &[20_240_131], Half::Up),
            ("db/migration/V1_2__add_age.sql", "V1_2__add_age", &[1, 2], Half::Whole),
            ("db/migration/U1_2__add_age.sql", "U1_2__add_age", &[1, 2], Half::Down),
            ("db/migrate/20240131000000_add_age.rb", "20240131000000_add_age", &[20_240_131_000_000], Half::Whole),
            (
                "database/migrations/2024_01_31_000000_add_age.php",
                "2024_01_31_000000_add_age",
                &[2024, 1, 31, 0],
                Half::Whole,
            ),
            ("src/Migrations/Version20240131000000.php", "Version20240131000000", &[20_240_131_000_000], Half::Whole),
            ("src/m20240131_000001_age.rs", "m20240131_000001_age", &[20_240_131, 1], Half::Whole),
            ("app/migrations/0004_2fa.py", "0004_2fa", &[4], Half::Whole),
            ("migrations/sqls/20240131-age-up.sql", "20240131-age", &[20_240_131], Half::Up),
        ];
        for (path, stem, numbers, half) in cases {
            let called = Called::read(&RepoPath::from(path));
            assert_eq!((called.stem.as_str(), called.numbers.as_slice(), called.half), (stem, numbers, half), "{path}");
        }
    }

    #[test]
    fn flyways_form_has_two_underscores() {
        let are: Vec<_> = ["V1__a", "V2024.01.31__a", "R__view", "V1_a", "Version__a", "V__a"].map(is_flyways).into();
        assert_eq!(are, [true, true, true, false, false, false]);
    }
}
