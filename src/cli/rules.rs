//! `portcullis rules`: every rule that is built.

use std::io::Write;

use super::args::ListFormat;
use super::failure::Failure;
use crate::rule::Rule;
use crate::rules;

/// Lists them, family by family.
pub(super) fn list(format: ListFormat, out: &mut dyn Write) -> Result<(), Failure> {
    match format {
        ListFormat::Text => text(out),
        ListFormat::Json => json(out),
    }
}

fn text(out: &mut dyn Write) -> Result<(), Failure> {
    let mut family = "";
    for rule in rules::all() {
        if rule.family() != family {
            family = rule.family();
            writeln!(out, "{family}")?;
        }
        let levels = format!("{}/{}", rule.standard, rule.strict);
        writeln!(out, "  {:<38} {levels:<18} {}", rule.name, rule.page().plain_summary())?;
    }
    writeln!(out, "\nSeverities are for the profiles standard/strict. `portcullis explain RULE` shows a rule's page.")?;
    Ok(())
}

fn json(out: &mut dyn Write) -> Result<(), Failure> {
    let list: Vec<_> = rules::all()
        .map(|rule: &Rule| {
            serde_json::json!({
                "name": rule.name,
                "family": rule.family(),
                "summary": rule.page().plain_summary(),
                "severity": { "standard": rule.standard, "strict": rule.strict },
                "confidence": rule.confidence,
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &list).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}
