//! Migrations of databases: what can be rolled back, and what the code that still runs can live with.

crate::family! {
    "migration", softens: |_| true;
    no_down, empty_down, down_does_not_undo, drops_data, drops_in_use, narrows_type, renames, breaks_old_code, edits_landed,
    deletes_landed, duplicate_version, out_of_order, two_heads, journal_not_updated, never_applied,
    model_without_migration, code_ahead,
}

mod dropped;
mod skeleton;
mod undo;
