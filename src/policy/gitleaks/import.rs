//! `portcullis config import gitleaks`: the same patterns and allowlists as a policy.

use std::fmt::Write;

use super::{Config, Neighbour, Unhonoured, config};
use crate::policy::error::{Error, Source};
use crate::policy::read::CAP;
use crate::policy::yaml;
use crate::policy::{FILE, GITLEAKS_IGNORE, check_file};
use crate::secret::custom::Allow;
use crate::settings::Key;

/// How many of the things that are not carried over are named.
const MOST_NOTES: usize = 100;

/// The policy that says what `source` says. What could not be carried over stands in it as comments.
pub(in crate::policy) fn import(
    source: &Source,
    ignore: Option<&Source>,
    neighbour: &mut Neighbour<'_>,
) -> Result<String, Error> {
    let config = config(source, neighbour)?;
    let repeated = narrowed(&config).count().saturating_mul(config.patterns.iter().map(|own| own.id.len()).sum());
    if repeated as u64 > CAP {
        return Err(too_much(source));
    }
    let mut page = format!("# Written from {} by `portcullis config import gitleaks`.\n", comment(&source.name));
    let (entries, broken) = ignore.map(super::Ignore::read).unwrap_or_default();
    notes(&mut page, config.unhonoured.iter().chain(&broken));
    if entries.len() > 0 {
        let _ = write!(
            page,
            "# The {} entries of {GITLEAKS_IGNORE} name lines, and lines move: accept what they waive with `portcullis baseline write`,\n\
             # or keep the file and set `gitleaks: true`.\n",
            entries.len()
        );
    }
    page.push_str("version: 1\n");
    if !config.disabled.is_empty() {
        page.push_str("rules:\n");
        for rule in &config.disabled {
            let _ = writeln!(page, "  {}: off", yaml::scalar(rule));
        }
    }
    page.push_str("secrets:\n  # Everything from there is in this file now.\n  gitleaks: false\n");
    yaml::entry(&mut page, 2, "patterns", &config.patterns.shown());
    yaml::entry(&mut page, 2, "allow", &own(&config).shown());
    // What a policy cannot hold is refused here and not where it is used.
    check_file(FILE, page.as_bytes()).map(|()| page).map_err(|_| too_much(source))
}

fn too_much(source: &Source) -> Error {
    Error::unreadable(&source.name, "it does not fit in a policy")
        .with_help("keep the file, and set `gitleaks: true` under `secrets:`")
}

/// Allowlists that are about the patterns of the configuration alone, all of them.
fn narrowed(config: &Config) -> impl Iterator<Item = &Allow> {
    config.allow.iter().filter(|allow| !allow.built_in && allow.rules.is_empty())
}

/// The allowlists of a policy are about built-in rules too, unless they name others.
fn own(config: &Config) -> Vec<Allow> {
    let ids: Vec<String> = config.patterns.iter().map(|pattern| pattern.id.clone()).collect();
    let narrowed = |allow: &Allow| match allow.built_in || !allow.rules.is_empty() {
        true => Some(allow.clone()),
        false => (!ids.is_empty()).then(|| Allow { rules: ids.clone(), ..allow.clone() }),
    };
    config.allow.iter().filter_map(narrowed).collect()
}

fn notes<'a>(page: &mut String, mut unhonoured: impl Iterator<Item = &'a Unhonoured>) {
    let mut head = "# Not carried over:\n";
    for Unhonoured { file, line, what } in unhonoured.by_ref().take(MOST_NOTES) {
        let _ = writeln!(page, "{}#   {}:{line}: {}", std::mem::take(&mut head), comment(file), comment(what));
    }
    match unhonoured.count() {
        0 => {}
        more => drop(writeln!(page, "#   and {more} more")),
    }
}

/// Text that ends with its line.
fn comment(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
