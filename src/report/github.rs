//! Workflow commands, which GitHub shows as annotations beside the change, under the same report as in a terminal.
//!
//! Source: GitHub's "Workflow commands for GitHub Actions", and the runner's `ActionCommand`, which reads them.

use std::cmp::Reverse;
use std::fmt;
use std::io;

use super::anchor::{Anchor, Anchors};
use super::level::Level;
use super::tally::{self, Row};
use super::terminal::{self, waiver_sentence};
use super::view::View;
use super::{Options, clean};
use crate::policy::{Decision, Outcome, Standing, Verdict};
use crate::scan::Fingerprint;
use crate::text::Side;

/// GitHub shows so many annotations of each level for a step.
const MOST: usize = 10;

pub(super) fn write(view: &View, verdict: &Verdict, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    log(view, verdict, options, out)?;
    let mut annotations = annotations(view, verdict);
    let dropped = annotations.limit();
    for annotation in annotations.0 {
        writeln!(out, "{annotation}")?;
    }
    if dropped > 0 {
        let more = tally::number(dropped, "more annotation is", "more annotations are");
        writeln!(out, "::notice title=portcullis::{more} not shown; the job log lists them all.")?;
    }
    Ok(())
}

/// The report as in a terminal, with commands stopped: any line of it may show text of the change. What starts them again cannot
/// stand in that text, since it depends on all of it.
fn log(view: &View, verdict: &Verdict, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut log = Vec::new();
    terminal::write(view, verdict, options, &mut log)?;
    let token = Fingerprint::of(&[b"stop-commands", &log]);
    writeln!(out, "::stop-commands::{token}")?;
    out.write_all(&log)?;
    writeln!(out, "::{token}::")
}

struct Annotation {
    level: Level,
    /// `file`, `line` and so on, escaped.
    properties: Vec<String>,
    message: String,
}

impl fmt::Display for Annotation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let command = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "notice",
        };
        write!(f, "::{command} {}::{}", self.properties.join(","), data(&self.message))
    }
}

/// Worst first.
struct Annotations(Vec<Annotation>);

impl Annotations {
    /// Keeps what GitHub shows, with room for a last notice; tells how many it dropped.
    fn limit(&mut self) -> usize {
        let before = self.0.len();
        let levels = [Level::Error, Level::Warning, Level::Info];
        let count = |level| self.0.iter().filter(|annotation| annotation.level == level).count();
        let over = levels.into_iter().any(|level| count(level) > MOST);
        for level in levels {
            let mut room = if over && level == Level::Info { MOST - 1 } else { MOST };
            self.0.retain(|annotation| {
                let keep = annotation.level != level || room > 0;
                room -= usize::from(keep && annotation.level == level);
                keep
            });
        }
        before - self.0.len()
    }
}

fn annotations(view: &View, verdict: &Verdict) -> Annotations {
    let mut shown: Vec<&Decision> = verdict
        .decisions
        .iter()
        .filter(|decision| matches!(Row::of(decision), Row::Gates | Row::Advises | Row::WaivedHere))
        .collect();
    shown.sort_by_key(|decision| (Row::of(decision) != Row::Gates, Reverse(decision.severity)));
    let mut anchors = Anchors::default();
    let mut annotations: Vec<Annotation> =
        overruled(view, verdict).into_iter().chain(unchecked(view, verdict)).collect();
    annotations.extend(shown.into_iter().map(|decision| annotation(view, &mut anchors, decision)));
    annotations.sort_by_key(|annotation| Reverse(annotation.level));
    Annotations(annotations)
}

fn annotation(view: &View, anchors: &mut Anchors, decision: &Decision) -> Annotation {
    let finding = &decision.judged.finding;
    let Anchor { path, site } = anchors.of(finding);
    let mut properties = vec![format!("file={}", property(&view.machine_path(path)))];
    if let Some(range) = site.filter(|site| !site.text.bytes().is_empty()).map(|site| view.range(&site)) {
        properties.push(format!("line={}", range.start.line));
        // Columns are refused where a place has several lines.
        if range.start.line == range.end.line {
            properties.push(format!("col={}", range.start.column));
            properties.push(format!("endLine={}", range.end.line));
            properties.push(format!("endColumn={}", range.end.column));
        } else {
            properties.push(format!("endLine={}", range.end.line));
        }
    }
    let title = format!("{} ({})", decision.judged.rule.name, decision.severity);
    properties.push(format!("title={}", property(&title)));
    let mut message = view.prose(&finding.message);
    if finding.at.text.side() == Side::Base {
        message.push_str(&format!(
            "\nThis change removes it from line {} of the base",
            view.range(&finding.at).start.line
        ));
    }
    match &decision.standing {
        Standing::Suppressed(waiver) => message.push_str(&format!("\n{}", waiver_sentence(view, waiver))),
        _ => message.extend(finding.help.as_ref().map(|help| format!("\nhelp: {}", view.prose(help)))),
    }
    Annotation { level: Level::of(decision), properties, message }
}

fn unchecked(view: &View, verdict: &Verdict) -> Option<Annotation> {
    const FEW: usize = 5;
    let rows = &verdict.unchecked;
    if rows.is_empty() && verdict.outcome != Outcome::Incomplete {
        return None;
    }
    let mut message = tally::number(rows.len(), "item was not checked", "items were not checked");
    for row in rows.iter().take(FEW) {
        message.push_str(&format!("\n{}: {}", view.subject(&row.what), view.prose(&row.why)));
    }
    if rows.len() > FEW {
        message.push_str(&format!("\nand {} more", rows.len() - FEW));
    }
    let (level, title) = match verdict.outcome {
        Outcome::Incomplete => (Level::Warning, "portcullis%3A incomplete"),
        Outcome::Pass | Outcome::Fail | Outcome::Overruled => (Level::Info, "portcullis%3A not checked"),
    };
    Some(Annotation { level, properties: vec![format!("title={title}")], message })
}

fn overruled(view: &View, verdict: &Verdict) -> Option<Annotation> {
    let message = tally::overruled(view, verdict)?;
    Some(Annotation { level: Level::Warning, properties: vec!["title=portcullis%3A overruled".to_owned()], message })
}

/// The data of a command: what ends its line, and what escapes it.
pub(super) fn data(text: &str) -> String {
    clean::clean(&text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")).into_owned()
}

/// A property: also what ends it or the properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{Annotation, Annotations, Level, data, property};

    #[test]
    fn nothing_leaves_its_field() {
        assert_eq!(data("a\r\n::error::b%0A"), "a%0D%0A::error::b%250A");
        assert_eq!(property("a,line=1::x\n"), "a%2Cline=1%3A%3Ax%0A");
        assert_eq!(data("\u{2028}\x1b"), "\\u{2028}␛");
    }

    #[test]
    fn ten_of_each_level_the_worst_first() {
        let annotation = |level| Annotation { level, properties: Vec::new(), message: String::new() };
        let many = |level, count| std::iter::repeat_with(move || annotation(level)).take(count);
        let limited = |errors, notices| {
            let mut all = Annotations(many(Level::Error, errors).chain(many(Level::Info, notices)).collect());
            (all.limit(), all.0.len())
        };
        assert_eq!(limited(10, 10), (0, 20));
        assert_eq!(limited(12, 10), (3, 19));
        assert_eq!(limited(1, 30), (21, 10));
    }
}
