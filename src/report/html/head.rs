//! The top of the page: the verdict at a glance.

use super::escape::{code, prose, text};
use crate::finding::{Profile, Severity};
use crate::policy::{Outcome, Verdict};
use crate::report::at_head::sentence;
use crate::report::tally::{self, Row, capital};
use crate::report::view::View;

/// The verdict in a word.
pub(super) fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "Pass",
        Outcome::Fail => "Blocked",
        Outcome::Incomplete => "Incomplete",
        Outcome::Overruled => "Overruled",
    }
}

/// The verdict, what it is made of, and what was compared.
pub(super) fn header(view: &View, verdict: &Verdict) -> String {
    let (base, head) = (code(&view.prose(&verdict.base)), code(&view.prose(&verdict.head)));
    let files = tally::number(verdict.files, "file", "files");
    let profile = match verdict.profile {
        Profile::Standard => "standard",
        Profile::Strict => "strict",
    };
    format!(
        "<h1>{}</h1>{}<p class=\"lede\">{}</p>{}<p class=\"facts\"><span>{base} <span aria-label=\"to\">→</span> {head}</span>\
         <span>{files}</span><span>profile {profile}</span></p>",
        word(verdict.outcome),
        bar(verdict),
        lede(verdict),
        override_of(view, verdict),
    )
}

/// What nobody waived, by severity, as one line of colours.
fn bar(verdict: &Verdict) -> String {
    let about_it = |row| matches!(row, Row::Gates | Row::Advises);
    let shown: Vec<_> = verdict.decisions.iter().filter(|decision| about_it(Row::of(decision))).collect();
    if shown.is_empty() {
        return String::new();
    }
    let (mut at, mut rects, mut said) = (0, String::new(), Vec::new());
    for severity in Severity::worst_first() {
        let count = shown.iter().filter(|decision| decision.severity == severity).count();
        if count > 0 {
            // Far more steps than the screen has dots.
            let width = count * 10_000 / shown.len();
            rects.push_str(&format!("<rect class=\"{severity}\" x=\"{at}\" width=\"{width}\" height=\"10\"/>"));
            said.push(format!("{count} {severity}"));
            at += width;
        }
    }
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 {at} 10\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">{rects}</svg>",
        said.join(", ")
    )
}

fn lede(verdict: &Verdict) -> String {
    let blocking = tally::rows(verdict, Row::Gates).count();
    let first = match verdict.outcome {
        Outcome::Incomplete => {
            "No finding blocks this change, but something the policy requires could not be verified.".to_owned()
        }
        _ if blocking == 0 => "Nothing blocks this change.".to_owned(),
        _ => {
            let findings = tally::number(blocking, "finding blocks", "findings block");
            format!("<strong>{findings} this change:</strong> {}.", tally::by_severity(verdict))
        }
    };
    let rest = tally::others(verdict);
    let rest = if rest.is_empty() { String::new() } else { format!(" {}.", listed(&rest)) };
    let fixes = tally::fixable(verdict).sentence("--fix").map_or(String::new(), |fixes| format!(" {}.", prose(&fixes)));
    format!("{first}{rest}{fixes}")
}

/// `a, b and c`.
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// Who let a blocked change pass, or who might.
fn override_of(view: &View, verdict: &Verdict) -> String {
    if let Some(overruled) = tally::overruled(view, verdict) {
        return format!("<p class=\"glass\">{}</p>", prose(&sentence(&capital(&overruled))));
    }
    let Some(glass) = verdict.break_glass.as_ref().filter(|_| verdict.outcome == Outcome::Fail) else {
        return String::new();
    };
    let by: Vec<String> = glass.by.iter().map(|by| format!("`{by}`")).collect();
    let label = glass.label.as_ref().map_or(String::new(), |label| format!("with the label `{label}` or "));
    let told = view.prose(&format!("{} can allow it anyway, {label}by approving it", by.join(", ")));
    format!("<p class=\"glass\">{}</p>", prose(&sentence(&told)))
}

/// The title of the browser's tab.
pub(super) fn title(view: &View, verdict: &Verdict) -> String {
    format!("{} · {} · Portcullis", word(verdict.outcome), text(&view.prose(&verdict.head)))
}
