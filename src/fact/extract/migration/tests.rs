//! Which tool a file belongs to, and what its directory holds.

use super::directory::{Directory, Key};
use super::{Location, Part, Source, place, read, tool};
use crate::fact::extract::tests::Files;
use crate::fact::migration::{Down, Framework};
use crate::text::{RepoPath, Side, Text};

fn framework(path: &str, text: &str, beside: &'static [(&'static str, &'static str)]) -> Option<Framework> {
    let path = RepoPath::from(path);
    tool::of(Source { path: &path, bytes: text.as_bytes() }, &Files(beside))
}

#[test]
fn the_tool_is_told_by_name_directory_and_set_up() {
    const SQLX: &[(&str, &str)] = &[("Cargo.toml", "[dependencies]\nsqlx = \"0.8\"\n"), ("migrations/1_a.sql", "")];
    const REFINERY: &[(&str, &str)] = &[("Cargo.toml", "refinery = \"0.8\"")];
    const DRIZZLE: &[(&str, &str)] = &[("drizzle/meta/_journal.json", "{}"), ("drizzle/0000_a.sql", "")];
    const ATLAS: &[(&str, &str)] = &[("migrations/atlas.sum", ""), ("migrations/1_a.sql", "")];
    const HASURA: &[(&str, &str)] = &[("hasura/config.yaml", "version: 3")];
    type Beside = &'static [(&'static str, &'static str)];
    let cases: [(&str, Beside, Option<Framework>); 17] = [
        ("migrations/0001_a.up.sql", &[], Some(Framework::GolangMigrate)),
        ("migrations/0001_a.up.sql", SQLX, Some(Framework::Sqlx)),
        ("migrations/1_a.sql", SQLX, Some(Framework::Sqlx)),
        ("migrations/2024-01-31-101010_a/up.sql", &[], Some(Framework::Diesel)),
        ("hasura/migrations/default/1700000000000_a/up.sql", HASURA, Some(Framework::Hasura)),
        ("prisma/migrations/20240131_a/migration.sql", &[], Some(Framework::Prisma)),
        ("db/migration/V1__a.sql", &[], Some(Framework::Flyway)),
        ("db/migration/R__view.sql", &[], Some(Framework::Flyway)),
        ("migrations/V1__a.sql", REFINERY, Some(Framework::Refinery)),
        ("drizzle/0000_a.sql", DRIZZLE, Some(Framework::Drizzle)),
        ("migrations/1_a.sql", ATLAS, Some(Framework::Atlas)),
        ("supabase/migrations/20240131_a.sql", &[], Some(Framework::Supabase)),
        ("migrations/sqls/20240131-a-up.sql", &[], Some(Framework::DbMigrate)),
        ("migrations/1_a.sql", &[], Some(Framework::Plain)),
        ("db/schema.sql", &[], None),
        ("migrations/seeds/1_a.sql", &[], None),
        ("queries/users.sql", &[], None),
    ];
    for (path, beside, expected) in cases {
        assert_eq!(framework(path, "CREATE TABLE a (id int);", beside), expected, "{path}");
    }
}

#[test]
fn halves_are_paired_by_number_or_by_name() {
    const GOLANG: &[(&str, &str)] = &[
        ("m/7_a.up.sql", ""),
        ("m/7_b.down.sql", ""),
        ("m/8_c.up.sql", ""),
        ("m/8_d.up.sql", ""),
        ("m/notes.sql", ""),
    ];
    let directory = Directory::read(&"m".into(), Framework::GolangMigrate, &Files(GOLANG));
    let seven = &directory.migrations[&Key::Number(7)][0].1;
    assert_eq!(seven.up.as_ref().map(ToString::to_string).as_deref(), Some("m/7_a.up.sql"));
    assert_eq!(seven.down.as_ref().map(ToString::to_string).as_deref(), Some("m/7_b.down.sql"));
    assert_eq!(directory.migrations[&Key::Number(8)].len(), 2, "two of one number");
    assert_eq!(directory.all().count(), 3);
}

/// The migrations of a directory, all of which the change brings.
fn migrations(files: &'static [(&'static str, &'static str)]) -> (Location, crate::fact::Facts) {
    let text = |(path, text): &(&str, &str)| Text::new(Side::Head, RepoPath::from(*path), text.as_bytes().to_vec());
    let parts: Vec<_> = files.iter().map(|file| Part { text: text(file), is_new: true }).collect();
    let location = place(&parts[0].text, &Files(files)).expect("a migration");
    let facts = read(&location, &parts, &[], &Files(files), None);
    (location, facts)
}

#[test]
fn a_pair_lacks_its_other_half_or_has_it() {
    let (location, facts) =
        migrations(&[("m/1_a.up.sql", "CREATE TABLE a (id int);"), ("m/2_b.down.sql", "DROP TABLE b;")]);
    assert_eq!((location.framework, facts.migrations.len()), (Framework::GolangMigrate, 1));
    assert!(matches!(facts.migrations[0].down, Down::Missing { why: None, .. }));
}

#[test]
fn a_way_back_in_another_language_is_one() {
    let (_, facts) = migrations(&[("m/1_a.up.sql", "CREATE TABLE a (id int);"), ("m/1_a.down.go", "package m")]);
    assert!(matches!(&facts.migrations[0].down, Down::Written { effects, .. } if effects.len() == 1));
}
