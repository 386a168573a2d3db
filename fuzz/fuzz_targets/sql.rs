//! Whatever the bytes, in every dialect: tokens that tile the text, statements in order, and strings whose bytes stand in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use portcullis::document::Passage;
use portcullis::document::sql::{Dialect, Kind, Lexer, content, statements};
use portcullis::text::Span;

const DIALECTS: [Dialect; 7] = [
    Dialect::PostgreSql,
    Dialect::MySql,
    Dialect::Sqlite,
    Dialect::SqlServer,
    Dialect::Oracle,
    Dialect::ClickHouse,
    Dialect::Unknown,
];

fuzz_target!(|bytes: &[u8]| {
    let passage = Passage::of(bytes, Span::new(0, bytes.len()));
    for dialect in DIALECTS {
        let mut at = 0;
        for token in Lexer::new(bytes, dialect) {
            assert!(token.span.start == at && token.span.end > at);
            at = token.span.end;
            if matches!(token.kind, Kind::Text | Kind::Name) {
                let said = content(&passage, token.span, dialect);
                assert!(said.len() <= token.span.len() && token.span.contains(said.whole()));
            }
        }
        assert_eq!(at, bytes.len());
        for is_body in [false, true] {
            let mut at = 0;
            for statement in statements(bytes, dialect, is_body) {
                let span = statement.span();
                assert!(at <= span.start && span.start < span.end && span.end <= bytes.len());
                at = span.end;
            }
        }
    }
});
