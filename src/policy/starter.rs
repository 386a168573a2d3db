//! The policy that `init` writes: every key with its default, as comments.

/// A commented policy that changes nothing.
#[must_use]
pub fn starter() -> &'static str {
    include_str!("starter.yaml")
}

#[cfg(test)]
mod tests {
    use super::starter;
    use crate::policy::scope::Scope;
    use crate::policy::tests::{root, values};

    #[test]
    fn it_changes_nothing() {
        assert_eq!(values(root(starter()).root()), values(&Scope::default()));
    }

    #[test]
    fn without_its_comment_marks_it_is_a_policy_with_every_key() {
        let marked: Vec<_> = starter()
            .split('\n')
            .map(|line| match line.strip_prefix("#") {
                Some(key) if !key.starts_with([' ', '#']) => key,
                Some(more) if more.starts_with("  ") => more,
                _ => line,
            })
            .collect();
        let policy = root(&marked.join("\n"));
        let keys = crate::policy::schema::value()["properties"].as_object().expect("keys").clone();
        // `extends` names a file that is not there; the others are noted key by key.
        for key in keys.keys().filter(|key| {
            !matches!(key.as_str(), "version" | "extends" | "images" | "secrets" | "commands" | "pipelines")
        }) {
            assert!(policy.root().origins.of(key).is_some(), "{key} is missing in the starter");
        }
    }
}
