//! A summary for a job or a review: the verdict first, then what a reviewer asks about.

pub(crate) mod escape;

use std::cmp::Reverse;
use std::io;

use annotate_snippets::{Group, Level};

use self::escape::{code, fenced, text};
use super::clean;
use super::diff;
use super::frame::{self, Frame};
use super::tally::{self, Row, capital};
use super::terminal::waiver_sentence;
use super::view::View;
use crate::finding::Safety;
use crate::policy::{Decision, Standing, Verdict};
use crate::text::Side;

/// GitHub throws a summary of more than 1 MiB away as a whole: what does not fit is counted instead.
const BUDGET: usize = 900 << 10;

/// What is kept of it for the lists at the end.
const FOR_LISTS: usize = 200 << 10;

/// The width of frames: about what a summary shows without a scroll bar.
const WIDTH: usize = 110;

/// What a reviewer asks about a change, and the families that answer.
const QUESTIONS: [(&str, &[&str]); 6] = [
    ("Secrets", &["secret"]),
    ("Images", &["image", "dockerfile"]),
    ("Migrations", &["migration"]),
    ("Manual steps", &["manual"]),
    ("Pipelines and infrastructure", &["pipeline", "terraform"]),
    ("Everything else", &[]),
];

pub(super) fn write(view: &View, verdict: &Verdict, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = format!("## Portcullis: {}\n\n", tally::word(verdict.outcome));
    let (base, head) = (code(&view.prose(&verdict.base)), code(&view.prose(&verdict.head)));
    page.push_str(&format!("{}.\n\nBase {base}, head {head}.\n", capital(&tally::counts(verdict))));
    if let Some(overruled) = tally::overruled(view, verdict) {
        page.push_str(&format!("\n**Overruled:** {}\n", text(&overruled)));
    }
    findings(view, verdict, &mut page);
    waived_here(view, verdict, &mut page);
    unchecked(view, verdict, &mut page);
    folded(view, verdict, &mut page);
    out.write_all(clean::no_command(&page).as_bytes())
}

/// The findings about the change, under the questions; the worst first, where not all fit.
fn findings(view: &View, verdict: &Verdict, page: &mut String) {
    let mut shown: Vec<&Decision> =
        tally::rows(verdict, Row::Gates).chain(tally::rows(verdict, Row::Advises)).collect();
    shown.sort_by_key(|decision| (!decision.gates(), Reverse(decision.severity)));
    let mut sections: [String; QUESTIONS.len()] = Default::default();
    let mut room = (BUDGET - FOR_LISTS).saturating_sub(page.len());
    let mut left_out = 0;
    for decision in shown {
        let block = if left_out == 0 { finding(view, decision) } else { String::new() };
        match room.checked_sub(block.len()) {
            Some(rest) if left_out == 0 => {
                room = rest;
                sections[question(decision.judged.rule.family())].push_str(&block);
            }
            _ => left_out += 1,
        }
    }
    for ((title, _), section) in QUESTIONS.iter().zip(sections).filter(|(_, section)| !section.is_empty()) {
        page.push_str(&format!("\n### {title}\n{section}"));
    }
    if left_out > 0 {
        let findings = tally::number(left_out, "more finding does", "more findings do");
        page.push_str(&format!("\n**{findings} not fit here; the job log and the other reports list them all.**\n"));
    }
}

fn question(family: &str) -> usize {
    QUESTIONS.iter().position(|(_, families)| families.contains(&family)).unwrap_or(QUESTIONS.len() - 1)
}

fn finding(view: &View, decision: &Decision) -> String {
    let finding = &decision.judged.finding;
    let mut block = format!("\n#### {}\n\n", heading(view, decision));
    block.push_str(&format!("{}\n\n", text(&capital(&view.prose(&finding.message)))));
    if finding.at.text.side() == Side::Base {
        block.push_str("This change removes what was here.\n\n");
    }
    let mut frame = Frame::new(view);
    let shown = vec![Group::with_level(Level::ERROR).elements(frame.places(finding))];
    block.push_str(&fenced("text", &frame.render(&frame::renderer(false, WIDTH), &shown)));
    if let Some(help) = &finding.help {
        block.push_str(&format!("\n**Help:** {}\n", text(&view.prose(help))));
    }
    if let Some(fix) = view.fix(finding.fix.as_ref()) {
        let read = if fix.safety == Safety::Unsafe { " (review before applying)" } else { "" };
        block.push_str(&format!("\n**Fix:** {}{read}\n", text(&view.prose(&fix.title))));
        block.push_str(&diff::of(view, fix).map_or(String::new(), |diff| format!("\n{}", fenced("diff", &diff))));
    }
    block
}

/// `critical: image/latest-tag in deploy/web.yaml:12`.
fn heading(view: &View, decision: &Decision) -> String {
    let finding = &decision.judged.finding;
    let gates = if decision.gates() { "" } else { " (advisory)" };
    format!("{}{gates}: {} in {}", decision.severity, code(decision.judged.rule.name), code(&view.line(&finding.at)))
}

/// One line of a list.
fn row(view: &View, decision: &Decision) -> String {
    let message = text(&view.prose(&decision.judged.finding.message));
    let mut row = format!("- {}: {message}", heading(view, decision).replace(" (advisory)", ""));
    if let Standing::Suppressed(waiver) = &decision.standing {
        row.push_str(&format!("; {}", text(&waiver_sentence(view, waiver))));
        if let Some(comment) = &waiver.comment {
            row.push_str(&format!(" (in {})", code(&view.line(comment))));
        }
    } else if matches!(decision.standing, Standing::Baselined) {
        row.push_str("; listed in the baseline");
    }
    row.push('\n');
    row
}

fn waived_here(view: &View, verdict: &Verdict, page: &mut String) {
    let mut rows: Vec<&Decision> = tally::rows(verdict, Row::WaivedHere).collect();
    rows.sort_by_key(|decision| Reverse(decision.severity));
    if !rows.is_empty() {
        page.push_str("\n### Waived by this change\n\nApproving the change approves these too.\n\n");
        list(page, rows.into_iter().map(|decision| row(view, decision)));
    }
}

fn unchecked(view: &View, verdict: &Verdict, page: &mut String) {
    const FEW: usize = 20;
    if verdict.unchecked.is_empty() {
        return;
    }
    page.push_str("\n### Not checked\n\n");
    let rows = tally::unchecked(&verdict.unchecked).into_iter().map(|(why, rows)| {
        let names: Vec<String> = rows.iter().take(FEW).map(|row| code(&view.subject(&row.what))).collect();
        let more = rows.len() - names.len();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        format!("- {}{more}: {}\n", names.join(", "), text(&view.prose(why)))
    });
    list(page, rows);
}

/// What the change has nothing to do with, folded.
fn folded(view: &View, verdict: &Verdict, page: &mut String) {
    let lists = [
        (Row::Existing, "finding already existed", "findings already existed"),
        (Row::Waived, "finding is waived", "findings are waived"),
    ];
    for (kind, one, many) in lists {
        let mut rows: Vec<&Decision> = tally::rows(verdict, kind).collect();
        rows.sort_by_key(|decision| Reverse(decision.severity));
        if rows.is_empty() {
            continue;
        }
        let title = tally::number(rows.len(), one, many);
        page.push_str(&format!("\n<details><summary>{title}</summary>\n\n"));
        list(page, rows.into_iter().map(|decision| row(view, decision)));
        page.push_str("\n</details>\n");
    }
}

/// As many rows as fit.
fn list(page: &mut String, rows: impl Iterator<Item = String>) {
    let mut left_out = 0;
    for row in rows {
        if left_out == 0 && page.len() + row.len() < BUDGET {
            page.push_str(&row);
        } else {
            left_out += 1;
        }
    }
    if left_out > 0 {
        page.push_str(&format!("- and {left_out} more\n"));
    }
}
