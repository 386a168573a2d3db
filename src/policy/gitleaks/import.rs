//! `portcullis config import gitleaks`: the same patterns and allowlists as a policy.

use std::fmt::Write;

use super::{Config, Neighbour, Unhonoured, config};
use crate::policy::GITLEAKS_IGNORE;
use crate::policy::error::{Error, Source};
use crate::policy::yaml;
use crate::secret::custom::Allow;
use crate::settings::Key;

/// The policy that says what `source` says. What could not be carried over stands in it as comments.
pub(in crate::policy) fn import(
    source: &Source,
    ignore: Option<&Source>,
    neighbour: &mut Neighbour<'_>,
) -> Result<String, Error> {
    let config = config(source, neighbour)?;
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
    page.push_str("secrets:\n  # All of it stands here now.\n  gitleaks: false\n");
    yaml::entry(&mut page, 2, "patterns", &config.patterns.shown());
    yaml::entry(&mut page, 2, "allow", &own(&config).shown());
    Ok(page)
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

fn notes<'a>(page: &mut String, unhonoured: impl Iterator<Item = &'a Unhonoured>) {
    let mut head = "# Not carried over:\n";
    for Unhonoured { file, line, what } in unhonoured {
        let _ = writeln!(page, "{}#   {}:{line}: {}", std::mem::take(&mut head), comment(file), comment(what));
    }
}

/// Text that ends with its line.
fn comment(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
