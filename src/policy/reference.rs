//! The users' reference of the policy, made from the schema: `docs/config.md`.

use std::fmt::Write;

use serde_json::Value;

use super::schema;

/// The keys in the order of the page, each with an example.
const KEYS: &[(&str, &str)] = &[
    ("version", "version: 1"),
    ("extends", "extends: [\"policies/shared.yaml\"]"),
    ("profile", "profile: strict"),
    ("fail_on", "fail_on: medium"),
    ("comment_at", "comment_at: medium"),
    ("min_confidence", "min_confidence: certain"),
    ("gate", "gate: introduced"),
    ("report_only", "report_only: true"),
    ("break_glass", "break_glass: { by: [octocat], label: break-glass }"),
    ("suppressions", "suppressions: base-only"),
    (
        "zones",
        "zones:\n  staging: { paths: [\"deploy/staging/**\"] }\n  production: { paths: [\"deploy/production/**\"] }",
    ),
    (
        "images",
        "images:\n  own: [\"registry.example.org/team\"]\n  registries: [\"registry.example.org\", \"docker.io/library\"]\n  \
         bases: [\"gcr.io/distroless\"]\n  floating_tags: [\"edge-.*\"]\n  keep: 20",
    ),
    (
        "secrets",
        "secrets:\n  patterns:\n    - id: internal-token\n      description: a token of our own gateway\n      \
         regex: '\\bacme_[a-z0-9]{32}\\b'\n      entropy: 3.2\n      exclude: [\"docs/**\"]\n  allow:\n    \
         - { reason: \"generated for tests\", paths: [\"testdata/**\"], rules: [secret/generic] }\n  gitleaks: false",
    ),
    (
        "commands",
        "commands:\n  allow:\n    - run: [\"kubectl rollout restart\", \"kubectl annotate externalsecret\"]\n      \
         paths: [\"docs/runbooks/**\"]\n      reason: sanctioned steps of an incident",
    ),
    (
        "pipelines",
        "pipelines:\n  deploy: [\".github/workflows/deploy.yml\"]\n  gitops: true\n  scan: true\n  skip_flags: [\"NO_QA\"]\n  \
         own_actions: [\"example-org\"]",
    ),
    (
        "rules",
        "rules:\n  \"image/floating-tag\": { severity: medium, exclude: [\"docs/**\"] }\n  \"image/no-tag\": critical\n  \
         \"workload/*\": off",
    ),
    ("exclude", "exclude: [\"vendor/**\", \"**/generated/*.yaml\"]"),
    ("soft", "soft: [\"docs/**\", \"charts/*/ci/**\"]"),
    (
        "suppress",
        "suppress:\n  - { rule: \"image/latest-tag\", path: \"dev/**\", reason: \"built locally\", until: 2027-06-30 }",
    ),
];

/// What is said before the keys.
const HEAD: &str = "\
# The policy

`.portcullis.yaml` (or `.portcullis.yml`) at the root of the repository. Without one, the defaults below hold.
`portcullis init` writes a commented one, `portcullis config check` checks it, `portcullis config show` prints what is in
force and where each value comes from, and `portcullis config schema` prints the JSON Schema that editors complete from.

**It is read from the tip of the target branch**, and so are nested policies, the baseline, the files of other tools and
`break_glass`. A change cannot loosen the gate that judges it: an edit of any of them is reported, and counts once it has
landed; a branch that starts at an old commit brings no old policy. [What is judged](sources.md#whose-policy) says which branch
that is. `--config FILE` stands in the place of the root's file.

**Nested policies.** A `.portcullis.yaml` in any directory holds for the files below it, on top of those above it:
`exclude`, `suppress` and `commands.allow` add up, `zones`, `images`, `secrets`, `pipelines` and `rules` merge by key, every other key replaces. Its globs are
relative to its directory. It cannot turn `suppressions: base-only` back to `anywhere`.

**Globs** match whole paths, byte by byte: `*` and `?` stay inside one directory, `**` crosses them, `{a,b}` and `[ab]`
choose. A path whose last part has no wildcard is that file, or that directory with all that lies in it.

**Comments.** `# portcullis: allow image/latest-tag: built locally` waives a finding on its line, or, alone on its line,
one on the next line that is no comment. Several rules stand with commas between them, `image/*` is a family, and
`until 2027-01-31` before the colon is the last day on which it counts. The reason is required. A comment that has none,
cannot be read, names an unknown rule, has expired, or waives nothing is itself a finding (`gate/bad-suppression`). No
comment waives `gate/bad-suppression` or `gate/policy-changed`. What the base had under a comment, or under an entry of
`suppress`, is new as soon as nothing waives it any more. Under `suppressions: base-only` a comment waives only what the
base had under the same comment.

**Comments of other tools.** `gitleaks:allow`, `betterleaks:allow`, `pragma: allowlist secret` and `trufflehog:ignore` anywhere
on a line of a secret, and `pragma: allowlist nextline secret` on the line above, waive it too, and nothing else. So do the
entries of `.gitleaksignore`, unless `secrets.gitleaks` is `false`. `suppressions: base-only` holds for them as well.

**The baseline.** `portcullis baseline write` lists today's findings in `.portcullis-baseline.json`. What it lists is shown
and never stops a change, also where the change touches its line, until its entry is removed. An entry covers as many
findings as were written for it. A finding that was mended and that a change brings back is new, though it is listed.

**In which order.** A finding's severity is the rule's under the profile, lowered by what the rule knows about the place,
lowered to low in `soft` places; a severity under `rules` is the owner's word and wins over all of these. A comment waives
first, then `suppress`, then the baseline; what is left stops the change if it reaches `fail_on` and `min_confidence` and
the `gate` mode includes it.
";

/// The page.
#[must_use]
pub fn reference() -> String {
    let schema = schema::value();
    let mut page = HEAD.to_owned();
    for (key, example) in KEYS {
        section(&mut page, &schema, key, example);
    }
    page
}

/// One key. Writing to a string cannot fail.
fn section(page: &mut String, schema: &Value, key: &str, example: &str) {
    let property = &schema["properties"][key];
    let _ = write!(page, "\n## `{key}`\n\n{}\n\n", text(&property["description"]));
    let _ = write!(page, "Type: {}.", kind(schema, property));
    if let Some(default) = property.get("default") {
        let _ = write!(page, " Default: {}.", inline(default));
    }
    page.push('\n');
    for definition in definitions(schema, property) {
        values(page, definition);
        keys(page, schema, definition);
        for (name, inner) in inner_lists(schema, definition) {
            let _ = write!(page, "\n### `{key}.{name}`\n");
            keys(page, schema, inner);
        }
    }
    let _ = write!(page, "\n```yaml\n{example}\n```\n");
}

/// A table of the words that an enumeration knows.
fn values(page: &mut String, definition: &Value) {
    let Some(words) = definition["oneOf"].as_array() else { return };
    page.push_str("\n| value | meaning |\n|---|---|\n");
    for word in words {
        let _ = writeln!(page, "| `{}` | {} |", text(&word["const"]), text(&word["description"]));
    }
}

/// A table of the keys that a mapping knows.
fn keys(page: &mut String, schema: &Value, definition: &Value) {
    let Some(properties) = definition["properties"].as_object() else { return };
    page.push_str("\n| key | type | default | meaning |\n|---|---|---|---|\n");
    for (name, property) in properties {
        let default = property.get("default").map(inline).unwrap_or_default();
        let _ = writeln!(
            page,
            "| `{name}` | {} | {default} | {} |",
            kind(schema, property),
            text(&property["description"]).replace('|', "\\|")
        );
    }
}

/// The lists of mappings in a mapping, each with the definition of its entries.
fn inner_lists<'a>(schema: &'a Value, definition: &'a Value) -> Vec<(&'a str, &'a Value)> {
    let properties = definition["properties"].as_object().into_iter().flatten();
    let inner = |(name, property): (&'a String, &'a Value)| Some((name.as_str(), resolve(schema, &property["items"])?));
    properties.filter_map(inner).filter(|(_, entry)| entry["properties"].is_object()).collect()
}

/// The definitions that a key's values have: its own, or those of its entries.
fn definitions<'a>(schema: &'a Value, property: &'a Value) -> Vec<&'a Value> {
    let choices = property["anyOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    let inner = [property, &property["items"], &property["additionalProperties"]];
    let named = inner.into_iter().chain(choices).filter_map(|part| resolve(schema, part));
    named
        .flat_map(|definition| match definition["anyOf"].as_array() {
            Some(parts) => parts.iter().filter_map(|part| resolve(schema, part)).collect(),
            None => vec![definition],
        })
        .collect()
}

fn resolve<'a>(schema: &'a Value, part: &Value) -> Option<&'a Value> {
    let name = part["$ref"].as_str()?.strip_prefix("#/$defs/")?;
    schema["$defs"].get(name)
}

/// What a value is, in words.
fn kind(schema: &Value, property: &Value) -> String {
    let own = match &property["type"] {
        Value::Array(types) => types.first().and_then(Value::as_str),
        one => one.as_str(),
    };
    match own {
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer" | "number") => "number".to_owned(),
        Some("string") if property["format"] == "date" => "day".to_owned(),
        Some("string") => "text".to_owned(),
        Some("array") if property["items"]["$ref"].is_string() => "list of mappings".to_owned(),
        Some("array") => "list of texts".to_owned(),
        Some(_) => "mapping".to_owned(),
        None => reference_kind(schema, property),
    }
}

fn reference_kind(schema: &Value, property: &Value) -> String {
    let choices = property["anyOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    let Some(definition) = choices.iter().chain([property]).find_map(|part| resolve(schema, part)) else {
        return "text".to_owned();
    };
    if let Some(kinds) =
        definition["anyOf"].as_array().filter(|kinds| kinds.iter().all(|kind| kind["type"].is_string()))
    {
        return kinds.iter().map(|part| kind(schema, part)).collect::<Vec<_>>().join(", or ");
    }
    match definition["oneOf"].as_array() {
        Some(words) => {
            let words: Vec<_> = words.iter().map(|word| format!("`{}`", text(&word["const"]))).collect();
            words.join(", ")
        }
        None if definition["properties"].is_object() => "mapping".to_owned(),
        None => "a rule's name".to_owned(),
    }
}

/// A default, as it would be written.
fn inline(value: &Value) -> String {
    match value {
        Value::Array(items) if items.is_empty() => "none".to_owned(),
        Value::Object(map) if map.is_empty() => "none".to_owned(),
        Value::Array(items) => items.iter().map(inline).collect::<Vec<_>>().join(", "),
        Value::String(text) => format!("`{text}`"),
        other => format!("`{other}`"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{KEYS, reference};
    use crate::policy::schema;

    #[test]
    fn every_key_stands_on_the_page_once() {
        let mut listed: Vec<_> = KEYS.iter().map(|(key, _)| *key).collect();
        listed.sort_unstable();
        let schema = schema::value();
        let known: Vec<_> = schema["properties"].as_object().expect("keys").keys().map(String::as_str).collect();
        assert_eq!(listed, known);
    }

    #[test]
    fn every_example_is_a_valid_policy() {
        for (key, example) in KEYS {
            let version = if *key == "version" { "" } else { "version: 1\n" };
            let text = format!("{version}{example}\n");
            assert!(text.contains(&format!("\n{key}:")) || text.starts_with(&format!("{key}:")));
            crate::policy::check_file(".portcullis.yaml", text.as_bytes())
                .unwrap_or_else(|error| panic!("{}", error.report()));
        }
    }

    #[test]
    fn a_section_has_its_type_its_default_and_its_words() {
        let page = reference();
        let section = page.split("\n## ").find(|section| section.starts_with("`suppressions`")).expect("a section");
        insta::assert_snapshot!(section, @"
        `suppressions`

        Which suppression comments count. A policy further down the tree cannot turn `base-only` back.

        Type: `anywhere`, `base-only`. Default: `anywhere`.

        | value | meaning |
        |---|---|
        | `anywhere` | Those that the change adds too; they are shown as their own rows. |
        | `base-only` | Only those that stand in the base already. |

        ```yaml
        suppressions: base-only
        ```
        ");
    }
}
