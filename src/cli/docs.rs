//! `portcullis rules` and `portcullis explain`.

use std::io::Write;

use super::args::ListFormat;
use super::{Exit, Failure};
use crate::rule::page::{self, Page};
use crate::rules;

/// Lists every rule that is built.
pub(super) fn rules(format: ListFormat, out: &mut dyn Write) -> Result<Exit, Failure> {
    match format {
        ListFormat::Text => {
            let mut family = "";
            for rule in rules::all() {
                if rule.family() != family {
                    family = rule.family();
                    writeln!(out, "\n{family}")?;
                }
                let summary = Page::read(rule.docs).plain_summary();
                writeln!(out, "  {:<38} {:<9} {summary}", rule.name, rule.standard.to_string())?;
            }
            writeln!(out, "\n`portcullis explain RULE` shows a rule's page.")?;
        }
        ListFormat::Json => {
            let rules: Vec<_> = rules::all()
                .map(|rule| {
                    serde_json::json!({
                        "name": rule.name,
                        "family": rule.family(),
                        "summary": Page::read(rule.docs).plain_summary(),
                        "severity": { "standard": rule.standard, "strict": rule.strict },
                        "confidence": rule.confidence,
                    })
                })
                .collect();
            serde_json::to_writer_pretty(&mut *out, &rules).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(Exit::Pass)
}

/// Shows a rule's page.
pub(super) fn explain(name: &str, out: &mut dyn Write) -> Result<Exit, Failure> {
    if let Some(rule) = rules::find(name) {
        write!(out, "{}", page::render(rule))?;
        return Ok(Exit::Pass);
    }
    if rules::is_known(name) {
        return Err(
            Failure::usage(format!("rule `{name}` is planned, not built yet")).help("a policy may already name it")
        );
    }
    let nearest = rules::all().map(|rule| rule.name).min_by_key(|known| strsim::damerau_levenshtein(known, name));
    let failure = Failure::usage(format!("there is no rule `{name}`"));
    Err(nearest.map_or_else(
        || Failure::usage("there are no rules"),
        |nearest| failure.help(format!("did you mean `{nearest}`? `portcullis rules` lists them all")),
    ))
}
