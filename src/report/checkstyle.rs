//! Checkstyle's XML, which Jenkins, reviewdog and many editors read.

use std::io;

use super::at_head::{self, Placed};
use super::level::Level;
use super::view::View;
use super::xml::{self, attribute};
use crate::policy::Verdict;

pub(super) fn write(view: &View, verdict: &Verdict, out: &mut dyn io::Write) -> io::Result<()> {
    // Readers take a version to tell the shape; it has not changed since.
    write!(out, "{}<checkstyle version=\"8.0\">", xml::HEAD)?;
    let all = at_head::open(view, verdict);
    // Sorted by path already.
    for file in all.chunk_by(|a, b| a.path == b.path) {
        write!(out, "\n  <file{}>", attribute("name", &view.path(file[0].path)))?;
        for placed in file {
            write!(out, "\n    {}", error(view, placed))?;
        }
        write!(out, "\n  </file>")?;
    }
    writeln!(out, "\n</checkstyle>")
}

fn error(view: &View, placed: &Placed<'_>) -> String {
    let judged = &placed.decision.judged;
    let severity = match Level::of(placed.decision) {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "info",
    };
    let column = placed.range.map_or(String::new(), |range| attribute("column", &range.start.column.to_string()));
    // A name with dots: what stands before the last one is its category.
    let source = format!("portcullis.{}", judged.rule.name.replace('/', "."));
    format!(
        "<error{}{column}{}{}{}/>",
        attribute("line", &placed.line(view).to_string()),
        attribute("severity", severity),
        attribute("message", &at_head::all(view, &judged.finding)),
        attribute("source", &source),
    )
}
