//! The users' reference of the policy, made from the schema: `docs/config.md`.

use std::fmt::Write;

use serde_json::Value;

use super::file::File;
use super::schema;
use crate::settings::key::lines;

/// What is said before the keys.
const HEAD: &str = "\
# The policy

The policy is `.portcullis.yaml` (or `.portcullis.yml`) at the root of the repository. Without one, the defaults below apply.
`portcullis init` writes a commented one, `portcullis config check` validates it, `portcullis config show` prints the policy in
force and where each value comes from, and `portcullis config schema` prints a JSON Schema for editors.

**It is read from the tip of the target branch**, and so are nested policies, the baseline, the files of other tools and
`break_glass`. A change cannot loosen the gate that judges it: edits to any of them are reported, and take effect once they are
merged; a branch that starts at an old commit does not bring back an old policy. [What is judged](sources.md#whose-policy) says
which branch that is. `--config FILE` replaces the root policy.

**Nested policies.** A `.portcullis.yaml` in any directory applies to the files below it, on top of the policies above it. A key
overrides the same key further up, unless its description says that lists add up or that policies are merged by key. Globs are
relative to the policy's directory. A nested policy cannot loosen `suppressions: base-only`.

**Globs** match whole paths, byte by byte: `*` and `?` stay within one directory, `**` crosses directories, `{a,b}` and `[ab]`
are alternatives. A path whose last part has no wildcard matches that file, or that directory and everything in it.

**Comments.** `# portcullis: allow image/latest-tag: built locally` waives a finding on the same line or, if the comment has the
line to itself, on the next line that is not a comment. Separate several rules with commas; `image/*` is a family;
`until 2027-01-31` before the colon is the last day on which the comment counts. A reason is required. A comment without one, or
one that is malformed, names an unknown rule, has expired or waives nothing, is itself a finding (`gate/bad-suppression`). Comments
cannot waive `gate/bad-suppression` or `gate/policy-changed`. What the base had under a comment, or under an entry of `suppress`,
is new as soon as nothing waives it any more. Under `suppressions: base-only`, a comment waives only what the base had under the
same comment.

**Comments of other tools.** `gitleaks:allow`, `betterleaks:allow`, `pragma: allowlist secret` and `trufflehog:ignore` anywhere
on the line of a secret, and `pragma: allowlist nextline secret` on the line above, waive it as well, and nothing else. So do the
entries of `.gitleaksignore`, unless `secrets.gitleaks` is `false`. `suppressions: base-only` applies to them too.

**The baseline.** `portcullis baseline write` lists today's findings in `.portcullis-baseline.json`. Listed findings are shown but
never block a change, even if it touches their lines, until their entry is removed. An entry covers as many findings as it was
written for. A finding that was fixed and comes back is new, even if it is listed.

**Precedence.** A finding has the severity of its rule under the profile; what the rule knows about the place can lower it, and
`soft` places lower it to low. A severity under `rules` overrides all of these. Comments waive first, then `suppress`, then the
baseline. What is left blocks the change if it reaches `fail_on` and `min_confidence` and the `gate` mode includes it.
";

/// The page.
#[must_use]
pub fn reference() -> String {
    let schema = schema::value();
    let mut page = HEAD.to_owned();
    for example in File::examples() {
        section(&mut page, &schema, example.0, &lines(std::slice::from_ref(&example)));
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
    let words: Vec<_> = words(schema, property).into_iter().map(|word| format!("`{word}`")).collect();
    match words.is_empty() {
        false => words.join(", "),
        true if definition["properties"].is_object() => "mapping".to_owned(),
        true => "a rule's name".to_owned(),
    }
}

/// The words that a value is one of; none where it is something else.
pub(super) fn words<'a>(schema: &'a Value, property: &Value) -> Vec<&'a str> {
    let choices = property["anyOf"].as_array().map(Vec::as_slice).unwrap_or_default();
    let definition = choices.iter().chain([property]).find_map(|part| resolve(schema, part));
    let words = definition.and_then(|definition| definition["oneOf"].as_array()).into_iter().flatten();
    words.map(|word| text(&word["const"])).collect()
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
    use super::{lines, reference};
    use crate::policy::file::File;

    #[test]
    fn every_key_has_an_example_which_is_a_valid_policy() {
        for example in File::examples() {
            let key = example.0;
            let version = if key == "version" { "" } else { "version: 1\n" };
            let text = format!("{version}{}\n", lines(std::slice::from_ref(&example)));
            assert!(text.contains(&format!("{key}:")), "{key} has no example");
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

        Which suppression comments count. A nested policy cannot loosen `base-only`.

        Type: `anywhere`, `base-only`. Default: `anywhere`.

        | value | meaning |
        |---|---|
        | `anywhere` | All of them; those that the change adds are listed separately. |
        | `base-only` | Only those that are already in the base, and only for what the base has under them. |

        ```yaml
        suppressions: base-only
        ```
        ");
    }
}
