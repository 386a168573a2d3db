//! GitLab's Code Quality report: an array of violations, which GitLab compares with that of the target branch by their fingerprints.
//!
//! Source: GitLab's documentation, "Code Quality", "Code Quality report format".

use std::io;

use serde::Serialize;

use super::at_head::{self, Placed};
use super::clean;
use super::level::Grade;
use super::view::View;
use crate::policy::Verdict;

#[derive(Serialize)]
struct Violation {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

pub(super) fn write(view: &View, verdict: &Verdict, out: &mut dyn io::Write) -> io::Result<()> {
    let all: Vec<Violation> = at_head::open(view, verdict).iter().map(|placed| violation(view, placed)).collect();
    let text = serde_json::to_string_pretty(&all)?;
    out.write_all(clean::json(&text).as_bytes())?;
    out.write_all(b"\n")
}

fn violation(view: &View, placed: &Placed<'_>) -> Violation {
    let judged = &placed.decision.judged;
    Violation {
        description: at_head::all(view, &judged.finding),
        check_name: judged.rule.name,
        fingerprint: judged.print.to_string(),
        severity: Grade::of(placed.decision).scale().code_quality,
        location: Location { path: view.machine_path(placed.path), lines: Lines { begin: placed.line(view) } },
    }
}
