//! One policy file, checked and compiled, and what it changes in the scope above it.

use std::sync::Arc;

use jiff::civil::Date;
use regex::RegexSetBuilder;

use super::error::{Error, Source};
use super::file::{Comments, File, ImageKeys, Level, RuleKeys, RuleMapping, SuppressKeys, ZoneKeys};
use super::globs::{Compiler, Globs};
use super::names::{Pattern, nearest};
use super::place::{Pairs, Placed};
use super::scope::Scope;
use crate::fact::suppress::day;
use crate::finding::Severity;
use crate::settings::Zone;
use crate::text::{RepoPath, Span};

/// A policy file with the directory that its globs are relative to.
pub(super) struct Layer {
    pub(super) source: Source,
    pub(super) file: File,
    pub(super) dir: RepoPath,
    /// Whether another file, or the command line, brings it in as a shared policy.
    pub(super) shared: bool,
}

/// What the policy says about a rule or a family.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleSetting {
    pub(super) level: Option<Loudness>,
    pub(super) paths: Option<Arc<Globs>>,
    pub(super) exclude: Option<Arc<Globs>>,
}

/// Whether a rule speaks, and how loudly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loudness {
    Off,
    /// At its own severity.
    Own,
    At(Severity),
}

/// An entry of `suppress:`.
#[derive(Clone, Debug)]
pub(super) struct Waived {
    pub(super) source: Source,
    pub(super) rule: Placed<String>,
    pub(super) pattern: Pattern,
    pub(super) globs: Option<Globs>,
    pub(super) fingerprint: Option<String>,
    pub(super) reason: String,
    pub(super) until: Option<(Date, Placed<String>)>,
}

impl Layer {
    /// Changes `scope` to what holds below this file.
    pub(super) fn apply(&self, scope: &mut Scope) -> Result<(), Error> {
        let globs = Compiler::new(&self.source, &self.dir);
        self.apply_choices(scope)?;
        if let Some(Pairs(zones)) = &self.file.zones {
            apply_zones(scope, &globs, zones)?;
            self.note(scope, "zones");
        }
        if let Some(images) = &self.file.images {
            self.apply_images(scope, images)?;
        }
        if let Some(secrets) = &self.file.secrets {
            scope.secrets.apply(secrets, &globs)?;
            for (key, is_given) in [
                ("secrets.patterns", secrets.patterns.is_some()),
                ("secrets.allow", secrets.allow.is_some()),
                ("secrets.gitleaks", secrets.gitleaks.is_some()),
                ("secrets.key", secrets.key.is_some()),
            ] {
                if is_given {
                    self.note(scope, key);
                }
            }
        }
        if let Some(commands) = &self.file.commands {
            commands.apply(scope, &globs)?;
        }
        if let Some(pipelines) = &self.file.pipelines {
            pipelines.apply(scope, &globs)?;
        }
        if let Some(Pairs(rules)) = &self.file.rules {
            for (name, keys) in rules {
                let pattern = pattern(&self.source, name)?;
                scope.rules.insert(pattern.key().to_owned(), rule_setting(&globs, keys)?);
            }
            self.note(scope, "rules");
        }
        self.apply_places(scope, &globs)
    }

    /// The keys with one value each.
    fn apply_choices(&self, scope: &mut Scope) -> Result<(), Error> {
        let file = &self.file;
        if let Some(comments) = &file.suppressions {
            let loosens = comments.value == Comments::Anywhere && scope.suppressions == Comments::BaseOnly;
            if loosens && !self.is_root() {
                return Err(self
                    .source
                    .wrong(comments.span, "`suppressions: anywhere` loosens the `base-only` of a policy further up")
                    .with_help("remove it here, or loosen it at the root"));
            }
            scope.suppressions = comments.value;
            self.note(scope, "suppressions");
        }
        if let Some(keys) = &file.break_glass {
            if !self.is_root() {
                let wrong = self.source.wrong(keys.span, "`break_glass` counts in the root's policy only");
                return Err(wrong.with_help("remove it here: it decides about whole changes"));
            }
            scope.break_glass = keys.value.read(&self.source)?;
            self.note(scope, "break_glass");
        }
        self.choose(scope, "profile", file.profile, |scope| &mut scope.profile);
        self.choose(scope, "fail_on", file.fail_on, |scope| &mut scope.fail_on);
        self.choose(scope, "comment_at", file.comment_at, |scope| &mut scope.comment_at);
        self.choose(scope, "min_confidence", file.min_confidence, |scope| &mut scope.min_confidence);
        self.choose(scope, "gate", file.gate, |scope| &mut scope.gate);
        self.choose(scope, "report_only", file.report_only, |scope| &mut scope.report_only);
        Ok(())
    }

    fn choose<T>(&self, scope: &mut Scope, key: &'static str, value: Option<T>, field: fn(&mut Scope) -> &mut T) {
        if let Some(value) = value {
            *field(scope) = value;
            self.note(scope, key);
        }
    }

    fn apply_places(&self, scope: &mut Scope, globs: &Compiler<'_>) -> Result<(), Error> {
        if let Some(exclude) = &self.file.exclude {
            scope.exclude.push(Arc::new(globs.list(exclude)?));
            self.note(scope, "exclude");
        }
        if let Some(soft) = &self.file.soft {
            scope.soft = Arc::new(globs.list(soft)?);
            self.note(scope, "soft");
        }
        if let Some(suppress) = &self.file.suppress {
            for keys in suppress {
                scope.suppress.push(Arc::new(waived(globs, keys)?));
            }
            self.note(scope, "suppress");
        }
        Ok(())
    }

    fn apply_images(&self, scope: &mut Scope, keys: &ImageKeys) -> Result<(), Error> {
        // Named one by one, so that a new key cannot be forgotten here.
        let ImageKeys { own, registries, digest_zones, bases, floating_tags, keep } = keys;
        if let Some(own) = own {
            scope.settings.images.own = self.repositories(own)?;
            self.note(scope, "images.own");
        }
        if let Some(registries) = registries {
            scope.settings.images.registries = self.repositories(registries)?;
            self.note(scope, "images.registries");
        }
        if let Some(zones) = digest_zones {
            scope.settings.images.digest_zones = zones.iter().map(|zone| zone.value.clone()).collect();
            self.note(scope, "images.digest_zones");
        }
        if let Some(bases) = bases {
            scope.settings.images.bases = self.repositories(bases)?;
            self.note(scope, "images.bases");
        }
        if let Some(tags) = floating_tags {
            scope.settings.floating_tags = self.patterns(tags)?;
            scope.settings.images.floating_tags = tags.iter().map(|tag| tag.value.clone()).collect();
            self.note(scope, "images.floating_tags");
        }
        if let Some(keep) = keep {
            scope.settings.images.keep = *keep;
            self.note(scope, "images.keep");
        }
        Ok(())
    }

    /// Checks that the zones which this file speaks of exist. A shared policy may speak of zones that not everyone has.
    pub(super) fn check_zones(&self, scope: &Scope) -> Result<(), Error> {
        let zones = self.file.images.as_ref().and_then(|images| images.digest_zones.as_deref()).unwrap_or_default();
        let known = || scope.settings.zones.iter().map(|zone| zone.name.as_str());
        match zones.iter().find(|zone| !known().any(|name| name == zone.value)) {
            Some(zone) if !self.shared => Err(self
                .source
                .wrong(zone.span, format!("unknown zone `{}`", zone.value))
                .with_help("describe it under `zones:`, by its paths")
                .did_you_mean(nearest(&zone.value, known()))),
            _ => Ok(()),
        }
    }

    fn repositories(&self, written: &[Placed<String>]) -> Result<Vec<String>, Error> {
        let wrong = |at: &Placed<String>, message: &str| Err(self.source.wrong(at.span, message));
        written
            .iter()
            .map(|repository| match repository.value.trim_end_matches('/') {
                "" => wrong(repository, "an empty repository"),
                name if name.contains("://") => {
                    wrong(repository, "a repository is written without `https://`, as image references write it")
                }
                name => Ok(name.to_owned()),
            })
            .collect()
    }

    /// Each pattern must match the whole tag.
    fn patterns(&self, written: &[Placed<String>]) -> Result<regex::RegexSet, Error> {
        let set = |patterns: &[Placed<String>]| {
            RegexSetBuilder::new(patterns.iter().map(|tag| format!("^(?:{})$", tag.value))).size_limit(1 << 20).build()
        };
        if let Some(bad) = written.iter().find(|tag| tag.value.len() > 512 || set(std::slice::from_ref(tag)).is_err()) {
            let why = match set(std::slice::from_ref(bad)) {
                Err(error) => last_line(&error.to_string()),
                Ok(_) => "it is too long".to_owned(),
            };
            let message = format!("the pattern `{}` is no regular expression: {why}", bad.value);
            return Err(self.source.wrong(bad.span, message));
        }
        let all = written.first().map_or_else(Span::default, |first| first.span);
        set(written).map_err(|_| self.source.wrong(all, "these patterns are too large together"))
    }

    fn note(&self, scope: &mut Scope, key: &'static str) {
        scope.origins.insert(key, self.source.name.clone());
    }

    fn is_root(&self) -> bool {
        self.dir == RepoPath::default()
    }
}

/// A nearer file's zones come first: its word on a file is asked before the others.
fn apply_zones(scope: &mut Scope, globs: &Compiler<'_>, zones: &[(Placed<String>, ZoneKeys)]) -> Result<(), Error> {
    let mut nearer = Vec::new();
    for (name, keys) in zones {
        let paths = globs.list(&keys.paths)?;
        scope.zone_globs.insert(name.value.clone(), paths.written);
        nearer.push(Zone { name: name.value.clone(), paths: paths.set, registry: keys.registry.unwrap_or(true) });
    }
    scope.settings.zones.retain(|zone| !zones.iter().any(|(name, _)| name.value == zone.name));
    nearer.append(&mut scope.settings.zones);
    scope.settings.zones = nearer;
    Ok(())
}

fn rule_setting(globs: &Compiler<'_>, keys: &Placed<RuleKeys>) -> Result<RuleSetting, Error> {
    let RuleMapping { severity, off, paths, exclude } = match &keys.value {
        RuleKeys::Level(word) => {
            let level = Some(loudness(level(globs.source, word, keys.span)?));
            return Ok(RuleSetting { level, ..RuleSetting::default() });
        }
        RuleKeys::Keys(mapping) => mapping,
    };
    let list =
        |list: &Option<Vec<Placed<String>>>| list.as_deref().map(|list| globs.list(list).map(Arc::new)).transpose();
    let level = match (off, severity) {
        (Some(true), _) => Some(Loudness::Off),
        (_, Some(severity)) => Some(Loudness::At(*severity)),
        (Some(false), None) => Some(Loudness::Own),
        (None, None) => None,
    };
    Ok(RuleSetting { level, paths: list(paths)?, exclude: list(exclude)? })
}

fn level(source: &Source, word: &str, span: Span) -> Result<Level, Error> {
    let known = Level::ALL.iter().find(|(name, _)| *name == word).map(|&(_, level)| level);
    known.ok_or_else(|| {
        source
            .wrong(span, format!("unknown value `{word}`"))
            .with_help("write `off`, `on`, a severity, or a mapping of `severity`, `off`, `paths`, `exclude`")
            .did_you_mean(nearest(word, Level::ALL.iter().map(|&(name, _)| name)))
    })
}

fn loudness(level: Level) -> Loudness {
    match level {
        Level::Off => Loudness::Off,
        Level::On => Loudness::Own,
        Level::Critical => Loudness::At(Severity::Critical),
        Level::High => Loudness::At(Severity::High),
        Level::Medium => Loudness::At(Severity::Medium),
        Level::Low => Loudness::At(Severity::Low),
    }
}

fn waived(globs: &Compiler<'_>, keys: &SuppressKeys) -> Result<Waived, Error> {
    let source = globs.source;
    let rule = Placed { value: keys.rule.value.0.clone(), span: keys.rule.span };
    if keys.reason.value.trim().is_empty() {
        return Err(source.wrong(keys.reason.span, "a suppression without a reason").with_help("say why it is waived"));
    }
    let until = keys.until.as_ref().map(|until| match day(&until.value) {
        Some(day) => Ok((day, until.clone())),
        None => Err(source
            .wrong(until.span, format!("`{}` is no day", until.value))
            .with_help("write the last day on which it counts as `2027-06-30`")),
    });
    if keys.path.is_none() && keys.fingerprint.is_none() {
        return Err(source
            .wrong(rule.span, "a suppression that names neither a path nor a fingerprint")
            .with_help("say which files it is about (`path`), or which finding (`fingerprint`)"));
    }
    let is_wrong = |print: &&Placed<String>| {
        print.value.len() != 32 || !print.value.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    if let Some(print) = keys.fingerprint.as_ref().filter(is_wrong) {
        return Err(source
            .wrong(print.span, "a fingerprint that is not 32 hex digits in lower case")
            .with_help("copy it from the JSON report, from SARIF, or from `--verbose`"));
    }
    Ok(Waived {
        source: source.clone(),
        pattern: pattern(source, &rule)?,
        rule,
        globs: keys.path.as_ref().map(|path| globs.list(std::slice::from_ref(path))).transpose()?,
        fingerprint: keys.fingerprint.as_ref().map(|print| print.value.clone()),
        reason: keys.reason.value.trim().to_owned(),
        until: until.transpose()?,
    })
}

fn pattern(source: &Source, name: &Placed<String>) -> Result<Pattern, Error> {
    Pattern::parse(&name.value).map_err(|unknown| {
        source
            .wrong(name.span, format!("unknown rule `{}`", name.value))
            .with_help("`portcullis rules` lists them all")
            .did_you_mean(unknown.nearest.as_deref())
    })
}

/// A regular expression's error draws the pattern before it says what is wrong.
fn last_line(message: &str) -> String {
    let last = message.rsplit('\n').find(|line| !line.trim().is_empty()).unwrap_or(message);
    last.trim().trim_start_matches("error: ").to_owned()
}
