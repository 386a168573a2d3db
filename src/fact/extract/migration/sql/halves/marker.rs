//! goose, dbmate, sql-migrate, MyBatis: a comment begins each half.
//!
//! <https://pressly.github.io/goose/documentation/annotations/>, <https://github.com/amacneil/dbmate#creating-migrations>,
//! <https://github.com/rubenv/sql-migrate#writing-migrations>, <https://mybatis.org/migrations/migrate.html>

use super::{behind, comment, lines as all_lines};
use crate::document::Passage;
use crate::fact::extract::migration::sql::{self, Session};
use crate::fact::migration::{Down, Framework, Script};
use crate::text::Span;

/// What a comment begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    /// The way forward.
    Up,
    /// The way back.
    Down,
    /// Neither: an option, the fence of a statement.
    None,
}

/// The comments of a file that a tool understands, each with its line.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = (Span, Framework, Half)> {
    all_lines(bytes).filter_map(|(start, line)| {
        let (framework, half) = marker(comment(line)?)?;
        let blanks = line.len() - line.trim_ascii_start().len();
        Some((Span::new(start + blanks, start + line.len()), framework, half))
    })
}

fn marker(text: &[u8]) -> Option<(Framework, Half)> {
    for (prefix, framework) in [("+goose", Framework::Goose), ("+migrate", Framework::SqlMigrate)] {
        if let Some(rest) = behind(text, prefix) {
            let rest = rest.trim_ascii_start();
            let is = |word| behind(rest, word).is_some();
            let half = if is("Up") {
                Half::Up
            } else if is("Down") {
                Half::Down
            } else {
                Half::None
            };
            let is_known = half != Half::None || ["StatementBegin", "StatementEnd", "NO", "ENVSUB"].into_iter().any(is);
            return is_known.then_some((framework, half));
        }
    }
    if behind(text, "migrate:up").is_some() {
        return Some((Framework::Dbmate, Half::Up));
    }
    if behind(text, "migrate:down").is_some() {
        return Some((Framework::Dbmate, Half::Down));
    }
    let mybatis = text.strip_prefix(b"//")?.trim_ascii_start();
    behind(mybatis, "@UNDO").map(|_| (Framework::MyBatis, Half::Down))
}

/// The one migration of a file.
pub(super) fn read(bytes: &[u8], framework: Framework, session: &mut Session) -> Script {
    let mut up = Passage::default();
    let mut down = Passage::default();
    let mut markers = [None, None];
    // With MyBatis, all that stands before the first comment leads forward.
    let mut half = if framework == Framework::MyBatis { Half::Up } else { Half::None };
    let mut at = 0;
    let mut first = None;
    let found = lines(bytes).filter(|(_, of, _)| *of == framework);
    for (line, next) in found.map(|(line, _, next)| (line, next)).chain([(Span::empty(bytes.len()), Half::None)]) {
        first = first.or(Some(line));
        if next == Half::None && !line.is_empty() {
            continue;
        }
        let part = Passage::of(bytes, Span::new(at.min(line.start), line.start));
        match half {
            Half::Up => up.append(&part),
            Half::Down => down.append(&part),
            Half::None => {}
        }
        if let Some(marker) = markers.get_mut(usize::from(next == Half::Down)).filter(|_| next != Half::None) {
            marker.get_or_insert(line);
        }
        half = next;
        at = line.end;
    }
    let [up_marker, down_marker] = markers;
    let start = up_marker.or(first).unwrap_or_default();
    let dialect = session.dialect(bytes);
    let said = session.read(&up, dialect);
    let up_span = if up.is_empty() { Span::empty(start.end) } else { up.whole() };
    let mut script = Script { unread: said.unread, ..Script::new(up_span, said.effects) };
    script.down = match down_marker {
        None => Down::Missing { at: start, why: None },
        Some(marker) => {
            let (down, unread) = sql::down(&down, dialect);
            script.unread.extend(unread);
            match down {
                Down::Empty { is_declared, .. } => Down::Empty { at: marker, is_declared },
                other => other,
            }
        }
    };
    script
}
