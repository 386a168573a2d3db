//! What gitleaks calls the rules that have another name here. Most have the same behind `secret/`.

/// Its id and our rules, sorted by id.
const OURS: &[(&str, &[&str])] = &[
    ("aws-access-token", &["secret/aws-access-key"]),
    ("curl-auth-header", &["secret/on-command-line", "secret/generic"]),
    ("curl-auth-user", &["secret/on-command-line", "secret/generic"]),
    ("generic-api-key", &["secret/generic"]),
    ("hashicorp-tf-password", &["secret/generic"]),
    ("jwt-base64", &["secret/jwt"]),
    ("kubernetes-secret-yaml", &["secret/kubernetes-secret-data"]),
    ("nuget-config-password", &["secret/generic"]),
    ("private-key", &["secret/private-key", "secret/encrypted-private-key"]),
];

/// The rules that are meant by an id of gitleaks.
pub(super) fn ours(id: &str) -> Vec<String> {
    match OURS.binary_search_by_key(&id, |(name, _)| name) {
        Ok(at) => OURS[at].1.iter().map(|&rule| rule.to_owned()).collect(),
        Err(_) => vec![format!("secret/{id}")],
    }
}

/// Whether an id of gitleaks means the rule of that name.
pub(in crate::policy) fn covers(id: &str, rule: &str) -> bool {
    ours(id).iter().any(|ours| ours == rule)
}

#[cfg(test)]
mod tests {
    use super::{OURS, covers};
    use crate::rule::catalogue::is_known;

    #[test]
    fn ids_are_sorted_and_mean_rules() {
        assert!(OURS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(OURS.iter().flat_map(|(_, rules)| *rules).all(|rule| is_known(rule)));
    }

    #[test]
    fn an_id_means_the_rule_of_its_name_unless_it_has_another() {
        assert!(covers("github-pat", "secret/github-pat") && covers("generic-api-key", "secret/generic"));
        assert!(!covers("generic-api-key", "secret/generic-api-key"));
    }
}
