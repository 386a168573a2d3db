//! Refinery, in Rust: a function that returns SQL. (<https://docs.rs/refinery/>)

use memchr::memmem::find;

use crate::fact::extract::migration::Source;
use crate::fact::migration::{Effect, Operation, Script};
use crate::text::Span;

/// Whether a file is a migration for Refinery, in Rust.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let name = source.path.lower_name();
    let is_versioned = name.starts_with(['v', 'u']) && name.contains("__");
    name.ends_with(".rs") && is_versioned && find(source.bytes, b"fn migration() -> String").is_some()
}

/// Reads one: what the function returns, nobody can tell without running it. Refinery has no way back.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let whole = Span::new(0, source.bytes.len());
    let what = "a statement built at run time".to_owned();
    vec![Script::new(whole, vec![Effect::new(Operation::Unknown { what }, whole)])]
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source};

    #[test]
    fn what_it_does_is_unknown() {
        let text = "pub fn migration() -> String { let m = Migration::new(); m.make::<Sqlite>() }";
        assert!(is_one(source("migrations/V1__a.rs", text)) && !is_one(source("src/a.rs", text)));
        let script = script(read, "migrations/V1__a.rs", text);
        assert_eq!(effects(&script.up), ["? a statement built at run time"]);
        assert_eq!(down(&script), "elsewhere");
    }
}
