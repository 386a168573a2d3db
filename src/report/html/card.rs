//! A finding on the page.

use super::escape::{self, code, prose, text};
use super::frame::{Frames, Mark};
use super::line;
use super::status;
use crate::finding::{Fix, Safety};
use crate::policy::{Decision, Standing};
use crate::report::at_head::sentence;
use crate::report::diff;
use crate::report::tally::{Row, capital};
use crate::report::terminal::waiver_sentence;
use crate::report::view::View;
use crate::text::Side;

/// The finding as an article. What a reviewer must read stands open.
pub(super) fn card(view: &View, frames: &Frames<'_>, decision: &Decision) -> String {
    let judged = &decision.judged;
    let row = Row::of(decision);
    let open = if matches!(row, Row::Gates | Row::Advises | Row::WaivedHere) { " open" } else { "" };
    let zone = decision.zone.as_ref().map_or(String::new(), |zone| view.prose(zone));
    format!(
        "<article class=\"card\" id=\"f-{}\" data-status=\"{}\" data-severity=\"{}\" data-family=\"{}\" data-zone=\"{}\">\
         <details{open}>{}<div class=\"body\">{}</div></details></article>\n",
        judged.print,
        status::of(row).key,
        decision.severity,
        text(judged.rule.family()),
        text(&zone),
        summary(view, decision, &zone),
        body(view, frames, decision),
    )
}

fn summary(view: &View, decision: &Decision, zone: &str) -> String {
    let finding = &decision.judged.finding;
    let line = if finding.at.text.bytes().is_empty() {
        String::new()
    } else {
        format!(":{}", view.range(&finding.at).start.line)
    };
    let zone = if zone.is_empty() { String::new() } else { format!("<span class=\"zone\">{}</span>", text(zone)) };
    format!(
        "<summary><span class=\"sev\">{}</span><h3>{}</h3><span class=\"where\">{}{line}{zone}</span></summary>",
        decision.severity,
        prose(&capital(&view.prose(&finding.message))),
        escape::path(&view.path(finding.at.text.path())),
    )
}

fn body(view: &View, frames: &Frames<'_>, decision: &Decision) -> String {
    let judged = &decision.judged;
    let finding = &judged.finding;
    let mut marks = vec![Mark { site: &finding.at, note: None }];
    if let Standing::Suppressed(waiver) = &decision.standing {
        marks.extend(waiver.comment.iter().map(|site| Mark { site, note: Some("waived here") }));
    }
    marks.extend(finding.related.iter().map(|(site, note)| Mark { site, note: Some(note) }));
    let mut body = frames.of(marks);
    if finding.at.text.side() == Side::Base {
        body.push_str("<p class=\"said\">This change removes what was here.</p>");
    }
    match &decision.standing {
        Standing::Suppressed(waiver) => {
            let why = prose(&sentence(&capital(&waiver_sentence(view, waiver))));
            body.push_str(&format!("<p class=\"said\"><b>Waived</b>{why}</p>"));
        }
        Standing::Baselined => body.push_str("<p class=\"said\"><b>Waived</b>Listed in the baseline.</p>"),
        Standing::Blocks | Standing::Advises => {}
    }
    if let Some(help) = &finding.help {
        let help = prose(&sentence(&capital(&view.prose(help))));
        body.push_str(&format!("<p class=\"said\"><b>Help</b>{help}</p>"));
    }
    body.extend(view.fix(finding.fix.as_ref()).map(|fix| fixed(view, fix)));
    let print = judged.print;
    let rule = judged.rule;
    body.push_str(&format!(
        "<p class=\"meta\"><a href=\"#{}\">{}</a><span>{}</span><a href=\"#f-{print}\" title=\"Link to this finding\">{}</a></p>",
        rule_id(rule.name),
        code(rule.name),
        decision.confidence,
        &print.to_string()[..8],
    ));
    body
}

fn fixed(view: &View, fix: &Fix) -> String {
    let safety = match fix.safety {
        Safety::Safe => "safe to apply",
        Safety::Unsafe => "review before applying",
    };
    let title = prose(&sentence(&capital(&view.prose(&fix.title))));
    let lines = match diff::of(view, fix) {
        Some(lines) => format!("<figure class=\"frame\"><pre>{}</pre></figure>", line::diff(&lines)),
        None => "<p class=\"aside\">Too large to show here.</p>".to_owned(),
    };
    format!("<p class=\"said\"><b>Fix</b>{title} <span class=\"aside\">{safety}</span></p>{lines}")
}

/// Where the page says what a rule is about.
pub(super) fn rule_id(name: &str) -> String {
    format!("r-{}", name.replace('/', "-"))
}
