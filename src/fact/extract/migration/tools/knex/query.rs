//! Queries: `knex('users').where(…).update(…)`.

use super::Knex;
use crate::fact::extract::migration::language::program::{Chain, Link, Run};
use crate::fact::migration::{Name, Operation};

/// Notes what a query does; false where a chain is none.
pub(super) fn read<'t>(run: &mut Run<'t>, chain: &Chain<'t>, reader: &mut Knex) -> bool {
    let starts = |link: &Link<'t>| {
        matches!(link.name, "from" | "into" | "table" | "queryBuilder" | "withSchema" | "batchInsert")
    };
    let Some(first) = chain.links.first() else { return false };
    if let Some(raw) = chain.links.iter().find(|link| link.name == "raw" && link.is_call()) {
        if !run.is_value() {
            run.sql(raw.argument(0), reader.dialect, raw.span);
        }
        return then(run, chain, reader);
    }
    if matches!(first.name, "transaction" | "inTransaction") && run.is_handle(chain.root) {
        for function in first.functions() {
            run.hand_over(function);
        }
        return then(run, chain, reader);
    }
    let is_called = first.name.is_empty() && run.is_database(chain.root);
    let is_query = is_called || !first.name.is_empty() && chain.links.iter().any(starts) && run.is_handle(chain.root);
    if !is_query {
        return false;
    }
    match change(run, chain) {
        Some((Some(operation), link)) => run.effect(operation, link.whole),
        Some((None, link)) => run.unknown(format!("`{}` of a table that is known at run time", link.name), link.whole),
        None => {}
    }
    then(run, chain, reader)
}

/// What follows a query: functions that get its rows.
fn then<'t>(run: &mut Run<'t>, chain: &Chain<'t>, reader: &mut Knex) -> bool {
    const STEPS: &[&str] = &["then", "catch", "finally", "tap", "map", "each", "transaction", "inTransaction"];
    for link in chain.links.iter().filter(|link| STEPS.contains(&link.name)) {
        run.pass(reader, chain, link);
    }
    true
}

/// The step that changes rows, and what it does; none of that where the table is not known.
fn change<'t>(run: &Run<'t>, chain: &Chain<'t>) -> Option<(Option<Operation>, Link<'t>)> {
    let link = *chain.links.iter().find(|link| {
        matches!(
            link.name,
            "insert" | "upsert" | "batchInsert" | "update" | "increment" | "decrement" | "del" | "delete" | "truncate"
        ) && link.is_call()
    })?;
    let Some(table) = table(run, chain) else { return Some((None, link)) };
    let is_filtered = chain.links.iter().any(|link| {
        let name = link.name.to_ascii_lowercase();
        name.contains("where") || name.contains("join") || name.contains("limit") || name.contains("having")
    });
    let operation = match link.name {
        "insert" | "upsert" | "batchInsert" => Operation::Insert { table, source: None },
        "del" | "delete" => Operation::Delete { table, is_filtered },
        "truncate" => Operation::Truncate { table },
        _ => Operation::Update { table, is_filtered, columns: columns(run, &link) },
    };
    Some((Some(operation), link))
}

fn table<'t>(run: &Run<'t>, chain: &Chain<'t>) -> Option<Name> {
    let link = chain.links.iter().find(|link| {
        link.is_call()
            && matches!(link.name, "" | "from" | "into" | "table" | "batchInsert")
            && link.argument(0).is_some()
    })?;
    let schema = chain.link("withSchema").and_then(|link| run.text(link.argument(0)?));
    let name = run.text(link.argument(0)?)?;
    // knex('users as u')
    let name = name.split_whitespace().next().unwrap_or_default();
    Some(super::within(schema.as_deref(), name))
}

/// The columns that an update writes: the keys of an object, or one name.
fn columns<'t>(run: &Run<'t>, link: &Link<'t>) -> Vec<String> {
    let Some(first) = link.argument(0).map(|first| run.resolve(first)) else { return Vec::new() };
    if first.kind() == "object" {
        return run.entries(first).into_iter().map(|(key, _)| key).collect();
    }
    run.text(first).into_iter().collect()
}
