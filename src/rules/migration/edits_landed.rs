//! `migration/edits-landed`.

use crate::change::Change;
use crate::fact::Migration;
use crate::fact::migration::{Checks, Framework, KnownBy};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A migration that has landed is edited.
    ///
    /// ## Why
    /// Databases that have applied it keep what it said before; new ones get what it says now. Some tools compare a checksum and refuse to
    /// start. Whatever the edit is for belongs in a new migration.
    ///
    /// Comments and layout may change, except with tools that hash the file (sqlx, Refinery, Flyway; Prisma warns of it). The way back may
    /// be mended at any time. An edit that leaves the structure as it is, such as a backfill that new databases do without, is reported at
    /// medium.
    ///
    /// ## Examples
    /// ```diff migrations/0001_users.up.sql
    /// -CREATE TABLE users (id bigint PRIMARY KEY);
    /// +CREATE TABLE users (id bigint PRIMARY KEY, age integer);
    ///  ^^^^^^^^^^^^^^^^^^ `0001_users` has landed; databases that have applied it will not see this edit
    /// ```
    /// ```diff migrations/0001_users.up.sql
    /// -create table users (id bigint primary key);
    /// +-- Accounts of people.
    /// +CREATE TABLE users (id BIGINT PRIMARY KEY);
    /// ```
    /// ### A tool that hashes the file
    /// ```diff db/migration/V1__users.sql
    /// +-- Accounts of people.
    ///  CREATE TABLE users (id bigint PRIMARY KEY);
    ///  ^^^^^^^^^^^^^^^^^^ `V1__users` has landed, and Flyway compares its checksum: this edit stops the next deployment
    /// ```
    /// ### A tool that only warns
    /// ```diff prisma/migrations/20240131000000_users/migration.sql
    /// +-- Accounts of people.
    ///  CREATE TABLE users (id bigint PRIMARY KEY);
    ///  ^^^^^^^^^^^^^^^^^^ `20240131000000_users` has landed; databases that have applied it will not see this edit, and Prisma warns of it in each deployment
    /// ```
    /// ### Checksums that were not written anew
    /// ```text migrations/atlas.sum (unchanged)
    /// h1:x
    /// 1_users.sql h1:y
    /// ```
    /// ```diff migrations/1_users.sql
    /// +-- Accounts of people.
    ///  CREATE TABLE users (id bigint PRIMARY KEY);
    ///  ^^^^^^^^^^^^^^^^^^ `1_users` has landed, and `migrations/atlas.sum` still has its old checksum, so Atlas refuses the directory
    /// ```
    /// ### Another name, which the tool compares
    /// ```diff db/migration/V1__users.sql
    /// -CREATE TABLE users (id bigint PRIMARY KEY);
    /// ```
    /// ```sql db/migration/V1__people.sql
    /// CREATE TABLE users (id bigint PRIMARY KEY);
    /// ^^^^^^^^^^^^^^^^^^ `V1__users` has landed, and Flyway compares its name: calling it `V1__people` stops the next deployment
    /// ```
    /// ### Another name after the number that the tool knows it by
    /// ```diff migrations/0001_users.up.sql
    /// -CREATE TABLE users (id bigint PRIMARY KEY);
    /// ```
    /// ```sql migrations/0001_people.up.sql
    /// CREATE TABLE users (id bigint PRIMARY KEY);
    /// ```
    "migration/edits-landed" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Migration(check),
    }
}

fn check(_: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let (before, after) = migration.both()?;
    let name = after.title();
    // What is applied again whenever it changes, or is no migration of its own, is meant to be edited.
    if name.starts_with("R__") || after.framework == Framework::Plain && after.numbers.is_empty() {
        return None;
    }
    if let Some(message) = rename(before, after) {
        return Some(Finding::at(&after.headline(), message).related(&before.headline(), "was").help(HELP));
    }
    let (message, severity) = edit(before, after)?;
    let finding = Finding::at(&after.headline(), message).help(HELP);
    Some(if severity == Severity::Medium { finding.at_most(Severity::Medium, Severity::High) } else { finding })
}

/// What another name leads to, if it matters to the tool.
fn rename(before: &Migration, after: &Migration) -> Option<String> {
    let known_by = after.framework.known_by();
    let is_same = match known_by {
        KnownBy::Content => true,
        KnownBy::Number => before.version == after.version,
        KnownBy::Name | KnownBy::NumberAndName => before.name == after.name,
    };
    if is_same {
        return None;
    }
    let (was, name, tool) = (&before.name, after.title(), after.framework.title());
    Some(if known_by == KnownBy::NumberAndName && before.version == after.version {
        format!("`{was}` has landed, and {tool} compares its name: calling it `{name}` stops the next deployment")
    } else {
        format!("`{was}` has landed; under the name `{name}` it is applied again")
    })
}

/// What an edit leads to, and how bad that is.
fn edit(before: &Migration, after: &Migration) -> Option<(String, Severity)> {
    let (name, tool) = (after.title(), after.framework.title());
    let (was, is) = (before.content, after.content);
    let is_refused = match after.framework.checks() {
        // Of a program, Flyway has no checksum.
        Checks::Lines => was.lines != is.lines && after.site.text.path().lower_name().ends_with(".sql"),
        Checks::Bytes => was.file != is.file,
        Checks::Content => was.tokens != is.tokens,
        Checks::Warns | Checks::Sums | Checks::Names => false,
    };
    if is_refused {
        let message =
            format!("`{name}` has landed, and {tool} compares its checksum: this edit stops the next deployment");
        return Some((message, Severity::High));
    }
    if let Some(sums) = &after.around.journal {
        let message =
            format!("`{name}` has landed, and `{sums}` still has its old checksum, so {tool} refuses the directory");
        return Some((message, Severity::High));
    }
    let says_the_same = was.tokens == is.tokens;
    let severity = if before.structure().eq(after.structure()) { Severity::Medium } else { Severity::High };
    let message = format!("`{name}` has landed; databases that have applied it will not see this edit");
    match after.framework.checks() {
        Checks::Warns if was.file != is.file => {
            Some((format!("{message}, and {tool} warns of it in each deployment"), severity))
        }
        _ => (!says_the_same).then_some((message, severity)),
    }
}

const HELP: &str = "leave it as it landed, and put the change into a new migration";
