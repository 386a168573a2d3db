//! What pipelines' variables are called in a text that names them, and where their values stand.

use crate::document::yaml::Node;

/// The name of a shell's variable: `NAME` of `$NAME`, `${NAME}`, `$$NAME` and `%NAME%`.
pub(super) fn shell_name(written: &str) -> Option<&str> {
    let name = written.trim_start_matches('$');
    let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    is_name(name).then_some(name)
}

/// The last name of a path in an expression: `tag` of `<< parameters.tag >>`, `$(tag)`, `$[ variables['tag'] ]`, `$[[ inputs.tag ]]`.
pub(super) fn last_name(written: &str) -> Option<&str> {
    let end = written.rfind(|c: char| is_part(c))? + 1;
    let start = written[..end].rfind(|c: char| !is_part(c)).map_or(0, |at| at + 1);
    Some(&written[start..end]).filter(|name| is_name(name))
}

/// The values of a name among variables, which are a mapping or a list of names and values; a value may have its text below `value` or
/// `default`.
pub(super) fn values<'a>(variables: Option<Node<'a>>, name: &str) -> Vec<Node<'a>> {
    let Some(variables) = variables else { return Vec::new() };
    let is_it = |item: &Node<'_>| item.get("name").and_then(Node::str) == Some(name);
    let listed = variables.items().find(is_it);
    let value = variables.get(name).or(listed);
    let value = value.and_then(|value| if value.is_mapping() { text(value) } else { Some(value) });
    let items = value.into_iter().flat_map(Node::items);
    items.chain(value).filter(|value| value.is_scalar()).collect()
}

fn text(value: Node<'_>) -> Option<Node<'_>> {
    ["value", "default"].iter().find_map(|key| value.get(key))
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::{last_name, shell_name};

    #[test]
    fn names_of_variables() {
        for (written, name) in [("$BASE", "BASE"), ("${BASE}", "BASE"), ("$$BASE", "BASE")] {
            assert_eq!(shell_name(written), Some(name), "{written}");
        }
        for (written, name) in [
            ("<< parameters.tag >>", "tag"),
            ("<<pipeline.parameters.node-tag>>", "node-tag"),
            ("$(tag)", "tag"),
            ("$[ variables['tag'] ]", "tag"),
            ("$[[ inputs.tag ]]", "tag"),
            ("${{ parameters.tag }}", "tag"),
        ] {
            assert_eq!(last_name(written), Some(name), "{written}");
        }
        assert_eq!((shell_name("$(cat tag)"), last_name("$()")), (None, None));
    }
}
