//! A configuration with all that it extends, as one.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{self, Extend, File, Rule};
use super::{Config, EXTENDS_DEPTH, Neighbour, Unhonoured, names};
use crate::policy::error::{Error, Source};
use crate::rule::catalogue::is_known;
use crate::secret::custom::{Allow, Pattern};

/// Reads `source` and what it extends.
pub(super) fn config(source: &Source, neighbour: &mut Neighbour<'_>) -> Result<Config, Error> {
    let merged = merged(source, neighbour, EXTENDS_DEPTH)?;
    let mut whole = Whole { use_default: merged.use_default, config: Config::default() };
    whole.config.unhonoured = merged.file.unhonoured;
    let finding = merged.file.rules.iter().filter(|rule| rule.finds());
    let ids: BTreeSet<String> = finding.map(|rule| rule.pattern.id.clone()).collect();
    for rule in merged.file.rules {
        whole.rule(rule, &ids)?;
    }
    whole.config.allow.extend(merged.file.allow.into_iter().map(|allow| about(allow, merged.use_default)));
    if merged.use_default {
        let rules = merged.disabled.iter().flat_map(|id| names::ours(id));
        whole.config.disabled = rules.filter(|rule| is_known(rule)).collect();
    }
    whole.config.unhonoured.sort();
    Ok(whole.config)
}

/// Files one on top of another.
struct Merged {
    file: File,
    use_default: bool,
    /// Ids of rules of gitleaks' own that are off.
    disabled: BTreeSet<String>,
}

fn merged(source: &Source, neighbour: &mut Neighbour<'_>, depth: usize) -> Result<Merged, Error> {
    let mut file = read::file(source)?;
    let Extend { path, use_default, disabled } = std::mem::take(&mut file.extend);
    let disabled: BTreeSet<String> = disabled.into_iter().map(|id| names::printable(id.value)).collect();
    let mut merged = Merged { file, use_default, disabled };
    let Some(path) = path else { return Ok(merged) };
    let wrong = |message: String| source.wrong(path.span, message);
    if depth == 0 {
        return Err(wrong(format!("files extend each other more than {EXTENDS_DEPTH} levels deep")));
    }
    let Some(below) = neighbour(&path.value).map_err(|error| match error.unverifiable() {
        true => error,
        false => wrong(format!("`{}`: {}", path.value, error.message())),
    })?
    else {
        return Err(wrong(format!("there is no file `{}`", path.value))
            .with_help("the path is relative to the root of the target branch"));
    };
    let below = self::merged(&below, neighbour, depth - 1)?;
    merged.put_on(below);
    Ok(merged)
}

impl Merged {
    /// Adds what the extended file says. A rule that both have keeps what the upper one says; lists add up.
    fn put_on(&mut self, below: Self) {
        let upper = self.file.rules.iter().enumerate();
        let places: BTreeMap<String, usize> = upper.map(|(at, rule)| (rule.pattern.id.clone(), at)).collect();
        for lower in below.file.rules {
            match places.get(&lower.pattern.id) {
                _ if self.disabled.contains(&lower.pattern.id) => {}
                Some(&at) => self.file.rules[at].inherit(lower.pattern),
                None => self.file.rules.push(lower),
            }
        }
        self.file.allow.extend(below.file.allow);
        self.file.unhonoured.extend(below.file.unhonoured);
        self.use_default |= below.use_default;
        self.disabled.extend(below.disabled);
    }
}

impl Rule {
    /// Whether it finds anything by itself.
    fn finds(&self) -> bool {
        self.pattern.regex.is_some() || !self.pattern.paths.is_empty()
    }

    fn inherit(&mut self, lower: Pattern) {
        let own = &mut self.pattern;
        if own.description.is_empty() {
            own.description = lower.description;
        }
        own.regex = own.regex.take().or(lower.regex);
        own.secret_group = own.secret_group.or(lower.secret_group);
        own.entropy = own.entropy.or(lower.entropy);
        own.unreported |= lower.unreported;
        for (list, more) in [(&mut own.keywords, lower.keywords), (&mut own.tags, lower.tags)] {
            list.splice(0..0, more);
        }
        own.allow.splice(0..0, lower.allow);
        if own.paths.is_empty() {
            own.paths = lower.paths;
        }
        if own.required.is_empty() {
            own.required = lower.required;
        }
    }
}

/// The configuration as it comes together.
struct Whole {
    use_default: bool,
    config: Config,
}

impl Whole {
    fn rule(&mut self, rule: Rule, ids: &BTreeSet<String>) -> Result<(), Error> {
        let groups = rule.pattern.regex.as_ref().map_or(0, |regex| regex.groups());
        let id = rule.pattern.id.clone();
        if !rule.finds() {
            return self.of_gitleaks(rule);
        }
        if let Some(group) = rule.pattern.secret_group.filter(|group| *group > groups) {
            let message = format!("`{id}` has no group {group}: its expression has {groups}");
            return Err(rule.source.wrong(rule.group_span, message));
        }
        if self.use_default && !rule.pattern.allow.is_empty() {
            self.for_built_in(&id, &rule.pattern.allow);
        }
        let mut pattern = rule.pattern;
        for required in std::mem::take(&mut pattern.required) {
            if ids.contains(&required.id) {
                pattern.required.push(required);
            } else if self.use_default {
                let what =
                    format!("the required rule `{}` is one of gitleaks' own: `{id}` reports without it", required.id);
                self.note(&rule.source, rule.span, what);
            } else {
                let message = format!("`{id}` requires the rule `{}`, which does not exist", required.id);
                return Err(rule.source.wrong(rule.span, message));
            }
        }
        pattern.allow = pattern.allow.into_iter().map(|allow| about(allow, false)).collect();
        self.config.patterns.push(pattern);
        Ok(())
    }

    /// A rule that only changes one of gitleaks' own.
    fn of_gitleaks(&mut self, rule: Rule) -> Result<(), Error> {
        let id = &rule.pattern.id;
        if !self.use_default {
            let message = format!("the rule `{id}` has neither a `regex` nor a `path`");
            return Err(rule
                .source
                .wrong(rule.span, message)
                .with_help("add one, or remove the rule: it finds nothing"));
        }
        self.for_built_in(id, &rule.pattern.allow);
        if rule.pattern.entropy.is_some() || rule.pattern.secret_group.is_some() || !rule.pattern.keywords.is_empty() {
            let rules = names::ours(id).join("`, `");
            let what = format!("`{rules}` judges by other means than entropy, groups and keywords");
            self.note(&rule.source, rule.span, what);
        }
        Ok(())
    }

    /// What a rule of gitleaks' own lets pass, our rule of the same meaning lets pass.
    fn for_built_in(&mut self, id: &str, allow: &[Allow]) {
        let rules = names::ours(id);
        self.config.allow.extend(allow.iter().cloned().map(|allow| Allow {
            rules: rules.clone(),
            built_in: true,
            ..allow
        }));
    }

    fn note(&mut self, source: &Source, span: crate::text::Span, what: String) {
        let line = source.text.lines().line(source.site(span).span.start);
        self.config.unhonoured.push(Unhonoured { file: source.name.clone(), line, what });
    }
}

/// An allowlist that, where it is about built-in rules too, has our names beside those of gitleaks.
fn about(mut allow: Allow, built_in: bool) -> Allow {
    if built_in {
        let ours: Vec<String> = allow.rules.iter().flat_map(|id| names::ours(id)).collect();
        allow.rules.extend(ours);
    }
    Allow { built_in, ..allow }
}
