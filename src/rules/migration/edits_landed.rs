//! `migration/edits-landed`.

use crate::change::Change;
use crate::fact::Migration;
use crate::fact::migration::{Checks, Framework};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A migration that has landed is edited.
    ///
    /// ## Why
    /// Databases that have applied it keep what it said before; new ones get what it says now. Some tools compare a checksum and refuse to
    /// start. Whatever the edit is for belongs in a new migration.
    ///
    /// Comments and layout may change, except with tools that hash the file (sqlx, Prisma, Refinery, Drizzle, Atlas). The way back may
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
    /// ```diff prisma/migrations/20240131000000_users/migration.sql
    /// +-- Accounts of people.
    ///  CREATE TABLE users (id bigint PRIMARY KEY);
    ///  ^^^^^^^^^^^^^^^^^^ `20240131000000_users` has landed, and Prisma compares its checksum: this edit stops the next deployment
    /// ```
    "migration/edits-landed" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Migration(check),
    }
}

fn check(_: &Context<'_>, migration: Change<&Migration>) -> Option<Finding> {
    let (before, after) = migration.both()?;
    let (name, tool) = (after.title(), after.framework.title());
    // What is applied again whenever it changes, or is no migration of its own, is meant to be edited.
    if name.starts_with("R__") || after.framework == Framework::Plain && after.numbers.is_empty() {
        return None;
    }
    if before.name != after.name {
        let message = format!("`{}` has landed; under the name `{name}` it is applied again", before.name);
        return Some(Finding::at(&after.headline(), message).related(&before.headline(), "was").help(HELP));
    }
    let message = match after.framework.checks() {
        Checks::Bytes if before.content.file != after.content.file => {
            format!("`{name}` has landed, and {tool} compares its checksum: this edit stops the next deployment")
        }
        Checks::Content if before.content.tokens != after.content.tokens => {
            format!("`{name}` has landed, and {tool} compares its checksum: this edit stops the next deployment")
        }
        Checks::Names if before.content.tokens != after.content.tokens => {
            format!("`{name}` has landed; databases that have applied it will not see this edit")
        }
        _ => return None,
    };
    let finding = Finding::at(&after.headline(), message).help(HELP);
    let is_refused = after.framework.checks() != Checks::Names;
    let is_same_structure = before.structure().eq(after.structure());
    Some(if is_same_structure && !is_refused { finding.at_most(Severity::Medium, Severity::High) } else { finding })
}

const HELP: &str = "leave it as it landed, and put the change into a new migration";
