//! The report for people: a frame for each finding about the change, and the verdict in the last line.

use std::io;

use annotate_snippets::renderer::{AnsiColor, Effects, Style};
use annotate_snippets::{Element, Group, Level, Renderer};

use super::Options;
use super::clean;
use super::frame::{self, Frame};
use super::level;
use super::tally::{self, Row};
use super::view::View;
use crate::finding::{Finding, Severity};
use crate::policy::{Decision, Outcome, Standing, Verdict, Waiver};
use crate::source::Unchecked;
use crate::text::Side;

/// How many names are shown of what was not checked for one reason.
const FEW: usize = 3;

pub(super) fn write(view: &View, verdict: &Verdict, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let renderer = frame::renderer(options.color, options.width);
    for decision in &verdict.decisions {
        if is_shown(decision, options) {
            writeln!(out, "{}\n", clean::no_command(&finding(view, decision, &renderer, options)))?;
        }
    }
    if !options.quiet {
        unchecked(view, &verdict.unchecked, options, out)?;
        not_shown(verdict, options, out)?;
        let judged = format!("{} -> {}", view.prose(&verdict.base), view.prose(&verdict.head));
        writeln!(out, "judged: {}", clean::no_command(&judged))?;
    }
    last_line(view, verdict, options, out)
}

/// What is low is no news to somebody who wants to merge; it stands in the other reports.
fn is_shown(decision: &Decision, options: &Options) -> bool {
    match Row::of(decision) {
        Row::Gates => true,
        Row::WaivedHere => !options.quiet,
        Row::Advises if decision.severity > Severity::Low => !options.quiet,
        Row::Advises | Row::Existing | Row::Waived => !options.quiet && options.verbose > 0,
    }
}

fn not_shown(verdict: &Verdict, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let hidden = verdict.decisions.iter().filter(|decision| !is_shown(decision, options)).count();
    match hidden {
        0 => Ok(()),
        1 => writeln!(out, "not shown: 1 low, existing or waived finding (use -v to show it)"),
        hidden => writeln!(out, "not shown: {hidden} low, existing or waived findings (use -v to show them)"),
    }
}

fn finding(view: &View, decision: &Decision, renderer: &Renderer, options: &Options) -> String {
    let mut frame = Frame::new(view);
    let judged = &decision.judged;
    let title = heading(decision).primary_title(view.prose(&judged.finding.message)).id(judged.rule.name);
    let waiver = match &decision.standing {
        Standing::Suppressed(waiver) => Some(waiver),
        _ => None,
    };
    let marked = with_comment(&judged.finding, waiver);
    let mut elements = frame.places(&marked);
    elements.extend(notes(view, decision, waiver, options));
    let mut groups: Vec<Group<'_>> = vec![title.elements(elements)];
    if waiver.is_none() {
        groups.extend(view.fix(judged.finding.fix.as_ref()).map(|fix| frame.fix(fix)));
    }
    frame.render(renderer, &groups)
}

/// What gates is an error, the rest a warning or a note; what nobody has to look at says what it is.
fn heading(decision: &Decision) -> Level<'static> {
    let level = match level::Level::of(decision) {
        level::Level::Error => Level::ERROR,
        level::Level::Warning => Level::WARNING,
        level::Level::Info => Level::NOTE,
    };
    match (Row::of(decision), decision.severity) {
        (Row::Gates, Severity::Critical) => level.with_name("critical error"),
        (Row::Gates, Severity::High | Severity::Medium | Severity::Low) | (Row::Advises, _) => level,
        (Row::Existing, _) => level.with_name("existing"),
        (Row::Waived, _) if matches!(decision.standing, Standing::Baselined) => level.with_name("baselined"),
        (Row::WaivedHere, _) => level.with_name("waived here"),
        (Row::Waived, _) => level.with_name("waived"),
    }
}

fn with_comment(finding: &Finding, waiver: Option<&Waiver>) -> Finding {
    match waiver.and_then(|waiver| waiver.comment.as_ref()) {
        Some(comment) => finding.clone().related(comment, "waived here"),
        None => finding.clone(),
    }
}

fn notes<'a>(view: &View, decision: &Decision, waiver: Option<&Waiver>, options: &Options) -> Vec<Element<'a>> {
    let said = &decision.judged.finding;
    let mut notes = Vec::new();
    if let Some(waiver) = waiver {
        notes.push(Level::NOTE.message(waiver_sentence(view, waiver)));
    } else {
        notes.extend(said.help.as_ref().map(|help| Level::HELP.message(view.prose(help))));
    }
    if said.at.text.side() == Side::Base {
        notes.push(Level::NOTE.message("this change removes what was here"));
    }
    if options.verbose > 0 {
        let (severity, confidence) = (decision.severity, decision.confidence);
        let print = decision.judged.print;
        notes.push(Level::NOTE.message(format!("severity {severity}, confidence {confidence}, fingerprint {print}")));
    }
    notes.into_iter().map(Element::from).collect()
}

/// `this change waives it until 2027-01-31: built locally`.
pub(super) fn waiver_sentence(view: &View, waiver: &Waiver) -> String {
    let who = match (waiver.added_here, &waiver.comment) {
        (true, _) => "this change waives it",
        (false, Some(_)) => "a comment waives it",
        (false, None) => "the policy waives it",
    };
    let until = waiver.until.as_ref().map_or(String::new(), |until| format!(" until {}", view.prose(until)));
    format!("{who}{until}: {}", view.prose(&waiver.reason))
}

pub(super) fn unchecked(view: &View, rows: &[Unchecked], options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let label = paint("unchecked", AnsiColor::Yellow, options);
    for (why, rows) in tally::unchecked(rows) {
        let why = view.prose(why);
        if options.verbose > 0 || rows.len() == 1 {
            for row in rows {
                writeln!(out, "{label}: {}", clean::no_command(&format!("{}: {why}", view.subject(&row.what))))?;
            }
            continue;
        }
        // One more is as short to name as to count.
        let few = if rows.len() == FEW + 1 { FEW + 1 } else { FEW };
        let names: Vec<String> = rows.iter().take(few).map(|row| view.subject(&row.what)).collect();
        let more = match rows.len() - names.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        writeln!(out, "{label}: {}", clean::no_command(&format!("{}{more}: {why}", names.join(", "))))?;
    }
    if rows.is_empty() { Ok(()) } else { writeln!(out) }
}

fn last_line(view: &View, verdict: &Verdict, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let color = match verdict.outcome {
        Outcome::Pass => AnsiColor::Green,
        Outcome::Fail => AnsiColor::BrightRed,
        Outcome::Incomplete | Outcome::Overruled => AnsiColor::Yellow,
    };
    if let Some(overruled) = tally::overruled(view, verdict) {
        let label = paint("overruled", AnsiColor::Yellow, options);
        writeln!(out, "{label}: {}", clean::no_command(&overruled))?;
    }
    let word = paint(tally::word(verdict.outcome), color, options);
    writeln!(out, "portcullis: {word}: {}", tally::counts(verdict))
}

fn paint(text: &str, color: AnsiColor, options: &Options) -> String {
    if !options.color {
        return text.to_owned();
    }
    let style: Style = color.on_default().effects(Effects::BOLD);
    format!("{style}{text}{style:#}")
}
