//! The policy in force, written as a policy: what all files, defaults and options come to.

use std::fmt::{Display, Write};

use super::file::{Comments, Gate, Threshold};
use super::layer::{Loudness, RuleSetting};
use super::scope::Scope;
use super::secrets::{Gitleaks, yaml};
use super::verdict::BreakGlass;
use super::{Policy, globs::Globs, mask};
use crate::finding::Profile;
use crate::rules;

/// Where the comments begin.
const MARGIN: usize = 40;

pub(super) fn show(policy: &Policy) -> String {
    let mut text =
        String::from("# for every file without a nearer policy; globs are relative to the repository's root\n");
    text.push_str(&body(&policy.root));
    for (dir, scope) in &policy.nested {
        let _ = write!(text, "---\n# for every file below {}/\n{}", mask::shown(&dir.to_string()), body(scope));
    }
    text
}

/// One scope as a policy file.
pub(super) fn body(scope: &Scope) -> String {
    let mut page = Page { text: String::from("version: 1\n"), scope };
    page.choice(
        "profile",
        match scope.profile {
            Profile::Standard => "standard",
            Profile::Strict => "strict",
        },
    );
    page.choice("fail_on", threshold(scope.fail_on));
    page.choice("comment_at", threshold(scope.comment_at));
    page.choice("min_confidence", scope.min_confidence);
    page.choice(
        "gate",
        match scope.gate {
            Gate::Introduced => "introduced",
            Gate::Touched => "touched",
            Gate::IntroducedOrTouched => "introduced-or-touched",
            Gate::All => "all",
        },
    );
    page.choice("report_only", scope.report_only);
    page.break_glass();
    page.choice(
        "suppressions",
        match scope.suppressions {
            Comments::Anywhere => "anywhere",
            Comments::BaseOnly => "base-only",
        },
    );
    page.zones();
    page.images();
    page.secrets();
    page.commands();
    page.pipelines();
    page.rules();
    let excluded: Vec<_> = scope.exclude.iter().flat_map(|globs| &globs.written).collect();
    page.list("exclude", &excluded);
    page.list("soft", &scope.soft.written.iter().collect::<Vec<_>>());
    page.suppress();
    page.text
}

struct Page<'a> {
    text: String,
    scope: &'a Scope,
}

impl Page<'_> {
    fn choice(&mut self, key: &'static str, value: impl Display) {
        self.line(&format!("{key}: {value}"), key);
    }

    /// A line with a word on where its value comes from. Writing to a string cannot fail.
    fn line(&mut self, line: &str, key: &'static str) {
        let origin = self.scope.origins.get(key).map_or_else(|| "default".to_owned(), |origin| mask::shown(origin));
        let _ = writeln!(self.text, "{line:<MARGIN$} # {origin}");
    }

    fn list(&mut self, key: &'static str, items: &[&String]) {
        if items.is_empty() {
            return self.line(&format!("{key}: []"), key);
        }
        self.line(&format!("{key}:"), key);
        for item in items {
            let _ = writeln!(self.text, "  - {}", quoted(item));
        }
    }

    fn zones(&mut self) {
        let zones = &self.scope.settings.zones;
        if zones.is_empty() {
            return self.line("zones: {}", "zones");
        }
        self.line("zones:", "zones");
        for zone in zones {
            let globs = self.scope.zone_globs.get(&zone.name).map(Vec::as_slice).unwrap_or_default();
            let _ = writeln!(self.text, "  {}: {{ paths: {} }}", quoted(&zone.name), flow(globs));
        }
    }

    fn images(&mut self) {
        let images = self.scope.settings.images.clone();
        self.text.push_str("images:\n");
        for (key, list) in [
            ("images.own", &images.own),
            ("images.registries", &images.registries),
            ("images.digest_zones", &images.digest_zones),
            ("images.bases", &images.bases),
            ("images.floating_tags", &images.floating_tags),
        ] {
            let name = key.trim_start_matches("images.");
            self.line(&format!("  {name}: {}", flow(list)), key);
        }
        self.line(&format!("  keep: {}", images.keep), "images.keep");
    }

    /// Allowances name no file: several may have given them.
    fn commands(&mut self) {
        let allowed = self.scope.settings.commands.allow.len();
        if allowed == 0 {
            return self.line("commands: {}", "commands.allow");
        }
        self.text.push_str("commands:\n");
        self.line(&format!("  # allow: {allowed} entries"), "commands.allow");
    }

    fn pipelines(&mut self) {
        let pipelines = self.scope.settings.pipelines.clone();
        self.text.push_str("pipelines:\n");
        self.line(&format!("  deploy: {}", flow(&pipelines.deploy_written)), "pipelines.deploy");
        self.line(&format!("  gitops: {}", pipelines.gitops), "pipelines.gitops");
        self.line(&format!("  scan: {}", pipelines.scan), "pipelines.scan");
        self.line(&format!("  no_manual_steps: {}", pipelines.no_manual_steps), "pipelines.no_manual_steps");
        self.line(&format!("  skip_flags: {}", flow(&pipelines.skip_flags)), "pipelines.skip_flags");
        self.line(&format!("  own_actions: {}", flow(&pipelines.own_actions)), "pipelines.own_actions");
    }

    /// Patterns and allowlists name no file: several may have given them.
    fn secrets(&mut self) {
        let secrets = &self.scope.secrets;
        self.text.push_str("secrets:\n");
        let gitleaks = match &secrets.gitleaks {
            Gitleaks::Found | Gitleaks::On => "true".to_owned(),
            Gitleaks::Off => "false".to_owned(),
            Gitleaks::File(_, path) => quoted(&path.value),
        };
        self.line(&format!("  gitleaks: {gitleaks}"), "secrets.gitleaks");
        self.line(&format!("  key: {}", quoted(&secrets.key)), "secrets.key");
        let mut lists = String::new();
        yaml::patterns(&mut lists, &secrets.patterns);
        yaml::allow(&mut lists, 2, &secrets.allow);
        for line in lists.split_terminator('\n') {
            self.text.push_str(&mask::hidden(line));
            self.text.push('\n');
        }
    }

    fn break_glass(&mut self) {
        let line = match &self.scope.break_glass {
            None => "break_glass: {}".to_owned(),
            Some(BreakGlass { label, by }) => {
                let label = label.as_ref().map(|label| format!(", label: {}", quoted(label))).unwrap_or_default();
                format!("break_glass: {{ by: {}{label} }}", flow(by))
            }
        };
        self.line(&line, "break_glass");
    }

    fn rules(&mut self) {
        if self.scope.rules.is_empty() {
            return self.line("rules: {}", "rules");
        }
        self.line("rules:", "rules");
        for (key, setting) in &self.scope.rules {
            let name = if rules::family(key).is_some() { format!("{key}/*") } else { key.clone() };
            let _ = writeln!(self.text, "  {}: {}", quoted(&name), rule(setting));
        }
    }

    fn suppress(&mut self) {
        let entries = &self.scope.suppress;
        if entries.is_empty() {
            return self.line("suppress: []", "suppress");
        }
        self.line("suppress:", "suppress");
        for entry in entries {
            let path = entry.globs.as_ref().and_then(|globs| globs.written.first());
            let path = path.map(|path| format!(", path: {}", quoted(path))).unwrap_or_default();
            let print = entry.fingerprint.as_ref().map(|print| format!(", fingerprint: {}", quoted(print)));
            let path = path + &print.unwrap_or_default();
            let (rule, reason) = (quoted(&entry.rule.value), quoted(&entry.reason));
            let until = entry.until.as_ref().map(|(day, _)| format!(", until: {day}")).unwrap_or_default();
            let _ = writeln!(self.text, "  - {{ rule: {rule}{path}, reason: {reason}{until} }}");
        }
    }
}

fn rule(setting: &RuleSetting) -> String {
    let mut keys = Vec::new();
    match setting.level {
        Some(Loudness::Off) => keys.push("off: true".to_owned()),
        Some(Loudness::Own) => keys.push("off: false".to_owned()),
        Some(Loudness::At(severity)) => keys.push(format!("severity: {severity}")),
        None => {}
    }
    let globs = |globs: &Option<std::sync::Arc<Globs>>| globs.as_ref().map(|globs| flow(&globs.written));
    keys.extend(globs(&setting.paths).map(|paths| format!("paths: {paths}")));
    keys.extend(globs(&setting.exclude).map(|exclude| format!("exclude: {exclude}")));
    format!("{{ {} }}", keys.join(", "))
}

fn threshold(threshold: Threshold) -> &'static str {
    match threshold {
        Threshold::Critical => "critical",
        Threshold::High => "high",
        Threshold::Medium => "medium",
        Threshold::Low => "low",
        Threshold::Never => "never",
    }
}

fn flow(items: &[String]) -> String {
    let quoted: Vec<_> = items.iter().map(|item| quoted(item)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A JSON string, which every reader of YAML reads as the same string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(mask::hidden(text)).to_string()
}
