//! What `config show` prints is a policy that says the same, whatever the schema allows: a new key is covered as it is declared.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{load, root, values};
use crate::policy::{Policy, schema};

/// Texts that YAML, globs or comments could misread.
const TEXTS: &[&str] = &[
    "a", "deploy/**", "it's \"so\"", "x: y #z", "é\u{202e}", "null", "10", "off", "a\\b", "a\tb", "- [c]", "~", "d,e}",
];

/// Draws policies: the same ones in every run.
struct Draw {
    schema: Value,
    state: u64,
}

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % n
    }

    fn one_of<'t>(&mut self, texts: &[&'t str]) -> &'t str {
        texts[self.below(texts.len())]
    }

    /// A value of the key `name` that the schema `part` describes.
    fn value(&mut self, name: &str, part: &Value) -> Value {
        if let Some(target) = part["$ref"].as_str().and_then(|target| target.strip_prefix("#/$defs/")) {
            let part = self.schema["$defs"][target].clone();
            return self.value(name, &part);
        }
        if let Some(words) = part["oneOf"].as_array().or(part["enum"].as_array()) {
            let word = &words[self.below(words.len())];
            return if word.is_object() { word["const"].clone() } else { word.clone() };
        }
        if let Some(choices) = part["anyOf"].as_array() {
            // A name of a form is a name of the list too.
            let real = |choice: &&Value| choice["type"] != "null" && !choice["pattern"].is_string();
            let choices: Vec<&Value> = choices.iter().filter(real).collect();
            let at = self.below(choices.len());
            return self.value(name, choices[at]);
        }
        match part["type"].as_str().or(part["type"][0].as_str()) {
            Some("boolean") => (self.below(2) == 0).into(),
            Some("integer") => self.below(2).into(),
            Some("number") => (self.below(40) as f64 / 8.0).into(),
            Some("string") => self.text(name, part).into(),
            Some("array") => (0..self.below(4)).map(|_| self.value(name, &part["items"])).collect(),
            Some("object") => self.object(name, part),
            _ => panic!("{name}: a type that this test does not know: {part}"),
        }
    }

    fn text(&mut self, name: &str, part: &Value) -> &'static str {
        match name {
            _ if part["format"] == "date" => "2027-06-30",
            "fingerprint" => "0123456789abcdef0123456789abcdef",
            "regex" | "regexes" | "path_regexes" | "floating_tags" => self.one_of(&["(a)\\d+", "(x|'y')\\b", "(é)\"#"]),
            "by" => self.one_of(&["octocat", "null", "10"]),
            "id" | "digest_zones" => self.one_of(&["a", "off"]),
            "gitleaks" => "a.toml",
            _ => self.one_of(TEXTS),
        }
    }

    fn object(&mut self, name: &str, part: &Value) -> Value {
        let mut object = Map::new();
        for (key, property) in part["properties"].as_object().into_iter().flatten() {
            let is_required = part["required"].as_array().is_some_and(|keys| keys.contains(&json!(key)));
            if is_required || self.below(2) == 0 {
                object.insert(key.clone(), self.value(key, property));
            }
        }
        if part["additionalProperties"].is_object() {
            for _ in 0..self.below(4) {
                let key = match &part["propertyNames"] {
                    Value::Null => self.one_of(TEXTS).into(),
                    names => self.value(name, names),
                };
                let value = self.value(name, &part["additionalProperties"]);
                object.insert(key.as_str().expect("a name").to_owned(), value);
            }
        }
        object.into()
    }

    /// A policy of those of its keys that go together.
    fn policy(&mut self) -> Value {
        let mut policy = json!({ "version": 1 });
        for (key, property) in self.schema["properties"].as_object().expect("keys").clone() {
            if matches!(key.as_str(), "version" | "extends") {
                continue;
            }
            let mut more = policy.clone();
            more[&key] = self.value(&key, &property);
            if read(&more).is_some() {
                policy = more;
            }
        }
        policy
    }
}

fn read(policy: &Value) -> Option<Policy> {
    load(&[(".portcullis.yaml", &policy.to_string()), ("a.toml", "")], "x").ok()
}

#[test]
fn what_is_shown_says_the_same() {
    let mut draw = Draw { schema: schema::value(), state: 7 };
    let mut seen = BTreeSet::new();
    for _ in 0..40 {
        let written = draw.policy();
        let policy = read(&written).expect("a policy");
        let shown = policy.show();
        let again = load(&[(".portcullis.yaml", &shown), ("a.toml", "")], "x")
            .unwrap_or_else(|error| panic!("{}\n{written:#}\n{shown}", error.report()));
        assert_eq!(values(again.root()), values(policy.root()), "{written:#}\n{shown}");
        let secrets = |policy: &Policy| policy.root().settings().secrets.custom.clone();
        assert_eq!(secrets(&again).patterns(), secrets(&policy).patterns());
        assert_eq!(secrets(&again).allow(), secrets(&policy).allow());
        seen.extend(written.as_object().expect("keys").keys().cloned());
    }
    let known = draw.schema["properties"].as_object().expect("keys").keys();
    let unseen: Vec<_> = known.filter(|key| !seen.contains(*key) && *key != "extends").collect();
    assert!(unseen.is_empty(), "never drawn: {unseen:?}");
}

#[test]
fn a_zone_without_a_registry_is_shown_without_one() {
    let policy = root("version: 1\nzones: { edge: { paths: [edge], registry: false } }\n");
    let again = root(&policy.show());
    assert!(again.root().settings().zones.iter().all(|zone| zone.name == "edge" && !zone.registry));
}

#[test]
fn every_file_that_adds_to_a_key_is_named() {
    let files = [
        (".portcullis.yaml", "version: 1\nfail_on: low\nexclude: [a]\nimages: { keep: 3 }"),
        ("n/.portcullis.yaml", "version: 1\nfail_on: high\nexclude: [b]\nimages: { keep: 4 }"),
    ];
    let shown = load(&files, "n/x").expect("a policy").show();
    let nested = shown.split("---\n").nth(1).expect("a nested policy");
    for line in [
        "fail_on: high                            # n/.portcullis.yaml",
        "exclude: [a, n/b]                        # .portcullis.yaml, n/.portcullis.yaml",
        "  keep: 4                                # n/.portcullis.yaml",
        "gate: introduced-or-touched              # default",
    ] {
        assert!(nested.contains(line), "{line}\n{nested}");
    }
}

#[test]
fn names_that_are_planned_are_told() {
    let policy = root(
        "version: 1\nrules: { zone/*: low, image/no-tag: off, image/no-prune-policy: off, \"*\": on }\nsuppress: [{ rule: evidence/missing, path: a, reason: b }]",
    );
    assert_eq!(
        policy.planned().into_iter().collect::<Vec<_>>(),
        ["evidence/missing", "image/no-prune-policy", "zone/*"]
    );
}
