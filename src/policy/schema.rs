//! The JSON Schema of a policy file, for editors and for whoever scripts against it.

use serde_json::Value;

use super::file::File;

/// The schema, as `docs/portcullis.schema.json` holds it.
#[must_use]
pub fn schema() -> String {
    // A value of strings, numbers, lists and maps always has a text.
    let mut text = serde_json::to_string_pretty(&value()).unwrap_or_default();
    text.push('\n');
    text
}

pub(super) fn value() -> Value {
    let mut schema = schemars::schema_for!(File).to_value();
    unwrap_lines(&mut schema);
    schema
}

/// Doc comments are wrapped for the width of the source; an editor wraps for itself.
fn unwrap_lines(value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "description" => *text = text.replace('\n', " "),
                    value => unwrap_lines(value),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(unwrap_lines),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::policy::scope::Scope;
    use crate::policy::tests::{root, values};

    fn is_valid(policy: &Value) -> bool {
        jsonschema::validator_for(&super::value()).expect("a schema").is_valid(policy)
    }

    #[test]
    fn the_contract_is_valid() {
        assert!(is_valid(&json!({
            "version": 1,
            "profile": "standard",
            "fail_on": "high",
            "comment_at": "high",
            "min_confidence": "likely",
            "gate": "introduced-or-touched",
            "suppressions": "anywhere",
            "zones": { "staging": { "paths": ["deploy/staging/**"] }, "production": { "paths": ["deploy/production/**"] } },
            "images": {
                "own": ["registry.example.org/team"],
                "registries": ["registry.example.org", "docker.io/library"],
                "digest_zones": ["staging", "production"],
            },
            "rules": { "image/floating-tag": { "severity": "medium", "exclude": ["docs/**"] }, "workload/*": "off" },
            "exclude": ["vendor/**"],
            "suppress": [
                { "rule": "image/latest-tag", "path": "dev/**", "reason": "built locally", "until": "2027-06-30" }
            ],
        })));
    }

    #[test]
    fn its_defaults_are_the_defaults() {
        let schema = super::value();
        let defaults = |properties: &Value| -> serde_json::Map<String, Value> {
            let keys = properties.as_object().expect("keys").iter();
            keys.filter_map(|(key, property)| Some((key.clone(), property.get("default")?.clone()))).collect()
        };
        let mut policy = defaults(&schema["properties"]);
        policy.insert("version".to_owned(), json!(1));
        policy.insert("images".to_owned(), defaults(&schema["$defs"]["Images"]["properties"]).into());
        policy.insert("commands".to_owned(), defaults(&schema["$defs"]["Commands"]["properties"]).into());
        policy.insert("pipelines".to_owned(), defaults(&schema["$defs"]["Pipelines"]["properties"]).into());
        policy.insert("migrations".to_owned(), defaults(&schema["$defs"]["Migrations"]["properties"]).into());
        policy.insert("secrets".to_owned(), defaults(&schema["$defs"]["Secrets"]["properties"]).into());
        let policy = root(&Value::from(policy).to_string());
        assert_eq!(values(policy.root()), values(&Scope::default()));
        // The built-in list must have compiled whole, and `images` was given key by key.
        assert!(policy.root().origins.of("soft").is_some() && policy.root().origins.of("images.keep").is_some());
    }

    #[test]
    fn what_the_program_refuses_is_not_valid() {
        for wrong in [
            json!({}),
            json!({ "version": 2 }),
            json!({ "version": 1, "failon": "high" }),
            json!({ "version": 1, "fail_on": "error" }),
            json!({ "version": 1, "rules": { "image/lastest-tag": "off" } }),
            json!({ "version": 1, "rules": { "image/latest-tag": "warn" } }),
            json!({ "version": 1, "rules": { "image/latest-tag": { "level": "low" } } }),
            json!({ "version": 1, "suppress": [{ "rule": "image/latest-tag", "path": "a" }] }),
            json!({ "version": 1, "zones": { "staging": ["a"] } }),
            json!({ "version": 1, "images": { "owned": [] } }),
        ] {
            assert!(!is_valid(&wrong), "{wrong}");
        }
    }

    #[test]
    fn every_known_rule_is_a_valid_key() {
        for name in crate::rule::catalogue::NAMES.iter().copied().chain(["*", "image/*", "secret/github-pat"]) {
            assert!(is_valid(&json!({ "version": 1, "rules": { name: "off" } })), "{name}");
        }
    }
}
