//! The policy that `init` writes: every key with its default, as comments.

use serde_json::Value;

use super::file::File;
use super::{reference, schema};
use crate::settings::key::lines;

/// How long a line of a comment may be.
const WIDTH: usize = 120;

/// What is said before the keys.
const HEAD: &str = "\
# The policy of Portcullis. It is read from the target branch of a change, so edits take effect once they are merged.
# Keys commented out without a space show their default, or an example where the default is empty or long.
version: 1
";

/// What it sets: a repository that has a policy wants to know when an image could not be verified.
const SET: [&str; 2] = ["registry:", "  on_error: fail"];

/// A commented policy that sets [`SET`] and changes nothing else.
#[must_use]
pub fn starter() -> String {
    let schema = schema::value();
    let mut page = HEAD.to_owned();
    // What stands behind these two is no default and no example, but this file's own.
    for (key, example) in File::examples().into_iter().filter(|(key, _)| !matches!(*key, "version" | "extends")) {
        let property = &schema["properties"][key];
        page.push('\n');
        comment(&mut page, &about(&schema, property));
        let value = match &property["default"] {
            Value::Array(_) | Value::Object(_) => example,
            Value::String(word) => word.clone(),
            other => other.to_string(),
        };
        for line in lines(&[(key, value)]).split('\n') {
            if !SET.contains(&line) {
                page.push('#');
            }
            page.push_str(line);
            page.push('\n');
        }
    }
    page
}

/// The first sentence about a key, and the words that it takes.
fn about(schema: &Value, property: &Value) -> String {
    let text = property["description"].as_str().unwrap_or_default();
    let sentence = text.find(". ").map_or(text, |end| &text[..=end]);
    let words = reference::words(schema, property);
    if words.is_empty() { sentence.to_owned() } else { format!("{sentence} One of: {}.", words.join(", ")) }
}

/// `text` as lines that begin with `# `.
fn comment(page: &mut String, text: &str) {
    let mut width = 0;
    for word in text.split(' ') {
        if width == 0 || width + 1 + word.len() > WIDTH {
            page.push_str(if width == 0 { "# " } else { "\n# " });
            width = 2;
        } else {
            page.push(' ');
            width += 1;
        }
        page.push_str(word);
        width += word.len();
    }
    page.push('\n');
}

#[cfg(test)]
mod tests {
    use super::starter;
    use crate::policy::scope::Scope;
    use crate::policy::tests::{root, values};

    /// A line that is a key, and not a word about one.
    fn unmarked(line: &str) -> &str {
        match line.strip_prefix('#') {
            Some(key) if !key.starts_with(' ') || key.starts_with("  ") => key,
            _ => line,
        }
    }

    #[test]
    fn it_asks_for_registries_that_answer_and_changes_nothing_else() {
        let asked = root("version: 1\nregistry: { on_error: fail }\n");
        assert_eq!(values(root(&starter()).root()), values(asked.root()));
        assert_ne!(values(asked.root()), values(&Scope::default()));
    }

    #[test]
    fn without_its_comment_marks_it_is_a_policy_with_every_key() {
        let policy = root(&starter().split('\n').map(unmarked).collect::<Vec<_>>().join("\n"));
        let keys = crate::policy::schema::value()["properties"].as_object().expect("keys").clone();
        for key in keys.keys().filter(|key| !matches!(key.as_str(), "version" | "extends")) {
            assert!(policy.root().origins.of(key).is_some(), "{key} is missing in the starter");
        }
    }

    #[test]
    fn a_key_stands_behind_what_it_is_about() {
        let page = starter();
        assert!(page.contains(
            "\n# The lowest severity that blocks a change. One of: critical, high, medium, low, never.\n#fail_on: high\n"
        ));
        assert!(page.split('\n').all(|line| line.len() <= super::WIDTH), "{page}");
    }
}
