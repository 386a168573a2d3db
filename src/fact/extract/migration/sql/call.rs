//! What runs other statements: `DO`, `CALL`, `EXECUTE`, functions.

use super::cursor::Cursor;
use super::reader::Reader;
use super::{built, rename};
use crate::document::Passage;
use crate::document::sql::{Dialect, Kind, Token};
use crate::fact::migration::{Column, ColumnType, Name, Operation};
use crate::text::Span;

/// How many bytes of routines are read anew where they are called, in one text.
const MOST_RUN: usize = 1 << 20;

/// What a call counts at least.
const LEAST_RUN: usize = 64;

/// `DO $$ … $$`.
pub(super) fn block(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    let whole = cursor.whole();
    let mut language = None;
    let mut body = None;
    while let Some(token) = cursor.token(0) {
        if cursor.eat("LANGUAGE") {
            language = cursor.name().or_else(|| cursor.string().map(|token| cursor.content(token)));
        } else {
            body = body.or((token.kind == Kind::Text).then_some(token));
            cursor.next();
        }
    }
    let is_known = language
        .as_deref()
        .is_none_or(|language| ["plpgsql", "sql"].iter().any(|one| language.eq_ignore_ascii_case(one)));
    match body {
        Some(body) if is_known => reader.nested(&cursor.content_passage(body), true),
        Some(_) => reader.unknown(format!("code in {}", language.unwrap_or_default()), whole),
        // MySQL's `DO SLEEP(1)`.
        None => {}
    }
}

/// Behind `CALL`.
pub(super) fn call(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    let whole = cursor.whole();
    if let Some(name) = cursor.qualified() {
        run(reader, &name.name, whole);
    }
}

/// Runs a routine that was defined before; what another does nobody can tell.
fn run(reader: &mut Reader<'_>, name: &str, span: Span) {
    let key = name.to_lowercase();
    let known = reader.memory.routines.get(&key).cloned().flatten();
    let may_run = |body: &Passage| {
        let memory = &reader.memory;
        !reader.is_deepest() && !memory.running.contains(&key) && memory.run + body.len() < MOST_RUN
    };
    let Some(body) = known.filter(may_run) else {
        reader.unknown(format!("a call of `{name}()`"), span);
        return;
    };
    reader.memory.run += body.len() + LEAST_RUN;
    reader.memory.running.push(key);
    reader.nested(&body, true);
    reader.memory.running.pop();
}

/// Keeps the body of a routine: it only runs where it is called.
pub(super) fn remember(reader: &mut Reader<'_>, name: &Name, replaces: bool, mut cursor: Cursor<'_>) {
    let mut quoted: Option<Token> = None;
    let mut begin: Option<usize> = None;
    let mut end = 0;
    while let Some(token) = cursor.token(0) {
        if token.kind == Kind::Text && (cursor.text(0).starts_with(b"$") || quoted.is_none()) {
            quoted = Some(token);
        }
        if cursor.is("BEGIN") && begin.is_none() {
            begin = Some(token.span.start);
        }
        end = token.span.end;
        cursor.next();
    }
    let body = match (begin, quoted) {
        (Some(begin), _) => Some(reader.passage.slice(begin..end)),
        (None, Some(quoted)) => Some(cursor.content_passage(quoted)),
        (None, None) => None,
    };
    // A second one of the name takes other arguments: which of the two is called, the name does not tell.
    let body = body.filter(|_| replaces || !reader.memory.routines.contains_key(&name.key()));
    reader.memory.routines.insert(name.key(), body);
}

/// Behind `EXECUTE` or `EXEC`: a string, a procedure, a prepared statement.
pub(super) fn execute(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    let whole = cursor.whole();
    if cursor.eat("IMMEDIATE") && cursor.kind() != Some(Kind::Text) {
        return reader.unknown("a statement built at run time", whole);
    }
    // `EXEC @result = procedure`
    if cursor.text(0).starts_with(b"@") && cursor.is_mark_at(1, b'=') {
        cursor.next();
        cursor.next();
    }
    if let Some(group) = cursor.group() {
        return literal(reader, group, whole);
    }
    if cursor.kind() == Some(Kind::Text) || built::is_format(cursor) {
        return literal(reader, cursor.rest(), whole);
    }
    let Some(name) = cursor.qualified() else { return reader.unknown("a statement built at run time", whole) };
    procedure(reader, &name, cursor.rest(), whole);
}

/// A statement that is executed, put together or not.
fn literal(reader: &mut Reader<'_>, cursor: Cursor<'_>, whole: Span) {
    match built::statement(cursor) {
        Some(statement) => reader.built(&statement, whole),
        None => reader.unknown("a statement built at run time", whole),
    }
}

fn procedure(reader: &mut Reader<'_>, name: &Name, mut cursor: Cursor<'_>, whole: Span) {
    let key = name.key();
    match key.as_str() {
        "sp_rename" => rename::procedure(reader, cursor, whole),
        "sp_executesql" => {
            if cursor.is_mark_at(1, b'=') {
                cursor.next();
                cursor.next();
            }
            match cursor.items().into_iter().next() {
                Some(first) => literal(reader, first, whole),
                None => reader.unknown("a statement built at run time", whole),
            }
        }
        _ if is_harmless_procedure(&key) => {}
        _ if key.starts_with('@') || reader.place.is_body && cursor.is_mark(b'|') => {
            reader.unknown("a statement built at run time", whole);
        }
        // Elsewhere a name is a variable with a statement in it, or a statement that was prepared.
        _ if reader.dialect != Dialect::SqlServer && cursor.is_done() => {
            match reader.memory.prepared.get(&key).cloned() {
                Some(body) => reader.nested(&body, false),
                None => reader.unknown("a statement built at run time", whole),
            }
        }
        _ => run(reader, &name.name, whole),
    }
}

/// Behind `PREPARE`: `name FROM '…'`, `name AS …`. It runs where it is executed.
pub(super) fn prepare(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) {
    let Some(name) = cursor.name() else { return };
    cursor.group();
    let body = if cursor.eat("FROM") {
        cursor.string().filter(|_| cursor.is_done()).map(|token| cursor.content_passage(token))
    } else if cursor.eat("AS") {
        Some(reader.passage.slice(cursor.rest().whole().range()))
    } else {
        None
    };
    match body {
        Some(body) => reader.memory.prepared.insert(name.to_lowercase(), body),
        None => reader.memory.prepared.remove(&name.to_lowercase()),
    };
}

/// Procedures of SQL Server that describe, and change no table.
fn is_harmless_procedure(key: &str) -> bool {
    const NAMES: [&str; 12] = [
        "sp_addextendedproperty", "sp_updateextendedproperty", "sp_dropextendedproperty", "sp_refreshview",
        "sp_refreshsqlmodule", "sp_recompile", "sp_updatestats", "sp_settriggerorder", "sp_addrolemember",
        "sp_tableoption", "sp_configure", "sp_dboption",
    ];
    NAMES.contains(&key)
}

/// A statement whose head is a name: a call without `CALL`, an assignment. Whether it is one.
pub(super) fn other(reader: &mut Reader<'_>, mut cursor: Cursor<'_>) -> bool {
    let whole = cursor.whole();
    let Some(name) = cursor.qualified() else { return false };
    let is_procedure = reader.dialect.or_guess(reader.passage.bytes()) == Dialect::SqlServer
        && name.name.to_lowercase().starts_with("sp_");
    if is_procedure {
        procedure(reader, &name, cursor.rest(), whole);
        return true;
    }
    if !reader.place.is_body && reader.dialect != Dialect::Oracle {
        return false;
    }
    let is_call = cursor.is_done()
        || cursor.is_mark(b'(') && {
            let mut after = cursor;
            after.skip();
            after.is_done()
        };
    // `list.DELETE()`: a collection of Oracle.
    const METHODS: [&str; 3] = ["delete", "extend", "trim"];
    let is_method = name.schema.is_some() && METHODS.contains(&name.key().as_str());
    if is_call && !is_method && !is_harmless(name.schema.as_deref().map(str::to_lowercase).as_deref(), &name.key()) {
        run(reader, &name.name, whole);
    }
    // An assignment: `x := 1`, `x = 1`, `x[1] := 1`, `x.y := 1`.
    is_call
        || is_method
        || cursor.is_mark(b'(')
        || [b':', b'=', b'[', b'.', b'%'].into_iter().any(|mark| cursor.is_mark(mark))
}

/// A command of a client: one that reads another file may do anything.
pub(super) fn command(reader: &mut Reader<'_>, cursor: Cursor<'_>) {
    let text = cursor.text(0);
    let includes: [&[u8]; 7] = [b"\\i ", b"\\ir ", b"\\include", b"\\. ", b".read ", b":r ", b"@"];
    if includes
        .iter()
        .any(|one| text.len() >= one.len() && text.get(..one.len()).is_some_and(|text| text.eq_ignore_ascii_case(one)))
    {
        reader.unknown("statements of another file", cursor.whole());
    }
}

/// Forgets a routine that is dropped.
pub(super) fn forget(reader: &mut Reader<'_>, name: &Name) {
    reader.memory.routines.remove(&name.key());
}

/// A call of a function in a query.
pub(super) fn function(reader: &mut Reader<'_>, schema: Option<&str>, name: &str, span: Span, mut cursor: Cursor<'_>) {
    let key = name.to_lowercase();
    cursor.next();
    if key == "addgeometrycolumn" && geometry(reader, cursor, span) {
        return;
    }
    if schema == Some("pg_temp") || !is_harmless(schema, &key) || reader.memory.routines.contains_key(&key) {
        run(reader, name, span);
    }
}

/// PostGIS: `AddGeometryColumn('schema', 'table', 'column', …)`, the schema left out or not.
fn geometry(reader: &mut Reader<'_>, mut cursor: Cursor<'_>, span: Span) -> bool {
    let Some(group) = cursor.group() else { return false };
    let said: Vec<_> =
        group.items().into_iter().map_while(|mut item| item.string().map(|token| item.content(token))).collect();
    let (table, column) = match said.as_slice() {
        [table, column] => (Name::new(table.clone()), column),
        [schema, table, column] => (Name::within(schema.clone(), table.clone()), column),
        _ => return false,
    };
    let column = Column::new(column.clone(), ColumnType::Other("geometry".to_owned()));
    reader.push(Operation::AddColumn { table, column }, span);
    true
}

/// Functions that only compute, or change nothing that a migration is about. A word that is no function at all is here, too.
fn is_harmless(schema: Option<&str>, key: &str) -> bool {
    if let Some(schema) = schema {
        const SCHEMAS: [&str; 10] = [
            "pg_catalog", "sys", "information_schema", "dbms_output", "dbms_lock", "dbms_stats", "dbms_random",
            "extensions", "inserted", "sqlc",
        ];
        if SCHEMAS.contains(&schema) {
            return true;
        }
    }
    PREFIXES.iter().any(|prefix| key.starts_with(prefix))
        || FUNCTIONS.binary_search(&key).is_ok()
        || key.starts_with('@')
}

/// How the names of harmless functions begin.
const PREFIXES: [&str; 30] = [
    "pg_", "to_", "json", "array", "string_", "regexp_", "date", "current_", "has_", "char", "row_", "is", "ts_",
    "bit_", "st_", "uuid", "md5", "sha", "hex", "inet", "time", "str", "sub", "group_", "var", "std", "percent", "xml",
    "lower", "upper",
];

/// Harmless functions, and words that parentheses stand behind, sorted.
const FUNCTIONS: &[&str] = &[
    "abbrev", "abs", "add_months", "adddate", "addtime", "age", "all", "and", "any", "anylast", "anyvalue", "app_name",
    "apply", "arg_max", "argmax", "argmin", "armor", "array", "as", "asc", "ascii", "avg", "between", "bigint", "bin",
    "binary", "bool_and", "bool_or", "btrim", "by", "cardinality", "case", "cast", "ceil", "ceiling", "changes",
    "checksum", "choose", "clock_timestamp", "coalesce", "col_length", "collate", "columnproperty", "compress",
    "concat", "concat_ws", "conv", "convert", "convert_from", "convert_to", "corr", "count", "count_big", "covar_pop",
    "crc32", "cross", "crypt", "cube", "cume_dist", "curdate", "currval", "database", "dateadd", "datediff",
    "datename", "datepart", "day", "dayofmonth", "dayofweek", "dayofyear", "db_id", "db_name", "decimal", "decode",
    "decompress", "dense_rank", "desc", "diesel_manage_updated_at", "diesel_set_updated_at", "digest", "distinct",
    "else", "elt", "encode", "end", "enum_first", "enum_last", "enum_range", "eomonth", "error_message",
    "error_number", "error_severity", "error_state", "every", "except", "exist", "exists", "exp", "extract", "family",
    "field", "filter", "find_in_set", "first_value", "fixedstring", "floor", "for", "format", "formatdatetime",
    "formatmessage", "found_rows", "from", "from_unixtime", "gen_random_bytes", "gen_random_uuid", "gen_salt",
    "generate_series", "generate_subscripts", "get_bit", "get_byte", "getdate", "getutcdate", "glob", "greatest",
    "group", "grouping", "hashbytes", "having", "hmac", "host", "host_name", "hour", "ident_current", "if", "iff",
    "ifnull", "iif", "immutable", "in", "index", "index_col", "indexproperty", "inet_aton", "inet_ntoa", "initcap",
    "inner", "instr", "int", "intersect", "interval", "into", "join", "jsonb", "jsonb_agg", "julianday", "lag",
    "last_day", "last_insert_id", "last_insert_rowid", "last_value", "lastval", "lateral", "lca", "lead", "least",
    "left", "len", "length", "like", "likelihood", "likely", "listagg", "ln", "load_file", "localtime",
    "localtimestamp", "log", "log10", "lowcardinality", "lpad", "ltree", "ltree2text", "ltrim", "make_date",
    "make_interval", "make_time", "make_timestamp", "make_timestamptz", "makedate", "makeset", "maketime", "masklen",
    "materialized", "max", "max_by", "median", "min", "min_by", "minute", "mod", "mode", "month", "monthname",
    "months_between", "nchar", "network", "newid", "newsequentialid", "next_day", "nextval", "nlevel", "nodes",
    "normalize", "not", "now", "now64", "nth_value", "ntile", "nullable", "nullif", "num_nonnulls", "num_nulls",
    "numeric", "numrange", "nvarchar", "nvl", "nvl2", "object_definition", "object_id", "object_name",
    "objectproperty", "oct", "offset", "on", "only", "openjson", "or", "ora_hash", "ord", "order", "original_login",
    "outer", "over", "overlay", "parse", "parse_ident", "parsename", "partition", "patindex", "period_add", "pi",
    "pivot", "position", "pow", "power", "printf", "quantile", "quarter", "query", "quote", "quote_ident",
    "quote_literal", "quote_nullable", "quotename", "rand", "random", "randomblob", "range", "rank", "regclass",
    "regr_slope", "repeat", "replace", "replicate", "returning", "reverse", "right", "rollup", "round", "row",
    "rowcount_big", "rownum", "rows", "rowtocol", "rpad", "rtrim", "schema", "schema_id", "schema_name",
    "scope_identity", "sec_to_time", "second", "select", "serverproperty", "session_user", "set", "set_byte",
    "set_config", "set_masklen", "sets", "setseed", "setval", "sign", "signed", "similarity", "sleep", "smallint",
    "some", "soundex", "space", "split_part", "sqrt", "starts_with", "statement_timestamp", "strftime", "stuff",
    "subltree", "subpath", "sum", "sum_map", "suser_name", "suser_sname", "switch", "switchoffset", "sys_context",
    "sys_guid", "sysdate", "sysdatetime", "sysdatetimeoffset", "systimestamp", "sysutcdatetime", "table",
    "tablesample", "text", "text2ltree", "then", "timestamp", "timestamptz", "to", "tochar", "today", "top", "total",
    "total_changes", "toyear", "transaction_timestamp", "translate", "trim", "trim_array", "trunc", "truncate",
    "try_cast", "try_convert", "try_parse", "tuple", "txid_current", "type_id", "type_name", "typeof", "uncompress",
    "unhex", "unicode", "unicode_assigned", "union", "uniq", "uniqexact", "unistr", "unix_timestamp", "unlikely",
    "unnest", "unpivot", "unsigned", "user", "user_id", "using", "utc_date", "utc_time", "utc_timestamp", "value",
    "values", "version", "week", "weekday", "when", "where", "width_bucket", "with", "within", "xact_state", "xmin",
    "xpath", "year", "yesterday", "zeroblob",
];

#[cfg(test)]
mod tests {
    use super::{FUNCTIONS, is_harmless};

    #[test]
    fn functions_are_found() {
        assert!(FUNCTIONS.is_sorted());
        assert!(is_harmless(None, "now") && is_harmless(Some("pg_catalog"), "anything"));
        assert!(!is_harmless(None, "backfill") && !is_harmless(Some("public"), "drop_all"));
    }
}
