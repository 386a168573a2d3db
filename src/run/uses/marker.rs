//! What says that the application leaves a column or a table alone, though the database still has it.
//!
//! Only what keeps the name out of every statement that the framework writes counts. JPA's `insertable = false, updatable = false` and
//! Diesel's `skip_insertion` do not: such a column is still read.

use bstr::ByteSlice;
use memchr::memmem;

use super::context::Context;
use super::plan::Hit;
use super::words::TableWords;

/// How far above a field what is written about it may stand.
const ABOVE: usize = 200;

/// How far a line, a block, a list of operations and one of them is followed.
const LONGEST_LINE: usize = 500;
const LONGEST_BLOCK: usize = 20_000;
const LONGEST_LIST: usize = 20_000;
const LONGEST_OPERATION: usize = 500;

/// Attributes of a field, above it.
const ATTRIBUTES: &[(&[u8], &str)] = &[
    (b"[NotMapped]", "[NotMapped]"),
    (b"#[sea_orm(ignore)]", "#[sea_orm(ignore)]"),
    (b"#[sqlx(skip)]", "#[sqlx(skip)]"),
    (b"@Transient", "@Transient"),
];

/// What says of the column named at `hit` that the model leaves it out.
pub(super) fn of_column(cx: &Context<'_>, hit: Hit) -> Option<&'static str> {
    if is_in_call(cx.bytes, hit, b"ignored_columns") {
        return Some("ignored_columns");
    }
    if is_in_call(cx.bytes, hit, b".Ignore(") {
        return Some("Ignore(…)");
    }
    if !cx.own.holds(hit.start) {
        return None;
    }
    let rest = behind(cx.bytes, hit, LONGEST_LINE);
    let line = rest.get(..rest.find_byte(b'\n').unwrap_or(rest.len())).unwrap_or_default();
    if line.contains_str(" @ignore") {
        return Some("@ignore");
    }
    let above = cx.bytes.get(hit.start.saturating_sub(ABOVE)..hit.start).unwrap_or_default();
    // An attribute belongs to the field that comes next.
    let own = above.rfind_byteset(b";,{}").map_or(above, |end| above.get(end + 1..).unwrap_or_default());
    ATTRIBUTES.iter().find(|(mark, _)| own.contains_str(mark)).map(|(_, name)| *name)
}

/// So many bytes behind a name.
fn behind(bytes: &[u8], hit: Hit, most: usize) -> &[u8] {
    bytes.get(hit.end..bytes.len().min(hit.end + most)).unwrap_or_default()
}

/// Whether the list or call that begins with `word` holds the name.
fn is_in_call(bytes: &[u8], hit: Hit, word: &[u8]) -> bool {
    let from = hit.start.saturating_sub(ABOVE * 5);
    let before = bytes.get(from..hit.start).unwrap_or_default();
    let Some(at) = memmem::rfind(before, word) else { return false };
    let between = before.get(at + word.len()..).unwrap_or_default();
    let depth = between.iter().fold(i32::from(word.ends_with(b"(")), |depth, byte| match byte {
        b'(' | b'[' | b'{' => depth + 1,
        b')' | b']' | b'}' => depth - 1,
        _ => depth,
    });
    depth > 0 || !between.contains(&b'\n')
}

/// What says of the table that the models leave it out, in a schema of Prisma or a context of Entity Framework.
pub(super) fn of_table(cx: &Context<'_>) -> Option<(&'static str, Hit)> {
    cx.tables.iter().find_map(|hit| {
        let before = cx.bytes.get(hit.start.saturating_sub(20)..hit.start).unwrap_or_default();
        if before.ends_with(b".Ignore<") {
            return Some(("Ignore<…>()", *hit));
        }
        let rest = behind(cx.bytes, *hit, LONGEST_BLOCK);
        let block = rest.get(..rest.find(b"\n}").unwrap_or(0)).unwrap_or_default();
        (before.ends_with(b"model ") && block.contains_str("@@ignore")).then_some(("@@ignore", *hit))
    })
}

/// What a landed migration of Django says in its `state_operations`: that the field, or the model, is gone from the models.
pub(super) fn of_state(bytes: &[u8], table: &TableWords, column: Option<&str>) -> Option<Hit> {
    let list = memmem::find(bytes, b"state_operations")?;
    let rest = bytes.get(list..bytes.len().min(list + LONGEST_LIST)).unwrap_or_default();
    let open = rest.find_byte(b'[')?;
    let end = closing(rest, open);
    let operations = rest.get(..end).unwrap_or_default();
    let head: &[u8] = if column.is_some() { b"RemoveField(" } else { b"DeleteModel(" };
    memmem::find_iter(operations, head).find_map(|at| {
        let rest = operations.get(at..operations.len().min(at + LONGEST_OPERATION)).unwrap_or_default();
        let call = rest.get(..closing(rest, head.len() - 1)).unwrap_or_default();
        let quoted = |name: &str| ["\"", "'"].iter().any(|quote| call.contains_str(format!("{quote}{name}{quote}")));
        let models = table.names.iter().chain(table.within.iter().flat_map(|(_, names)| names));
        let is_it = models.into_iter().any(|name| quoted(name)) && column.is_none_or(quoted);
        is_it.then_some(Hit { start: list + at, end: list + at + head.len() - 1 })
    })
}

/// Where the bracket that opens at `open` closes; the end where it does not.
fn closing(bytes: &[u8], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    bytes.len()
}
