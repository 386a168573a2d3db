//! What gitleaks calls the rules that have another name here. Most have the same behind `secret/`.

/// Its id and our rules, sorted by id.
const OURS: &[(&str, &[&str])] = &[
    ("adobe-client-secret", &["secret/adobe-secret"]),
    ("airtable-api-key", &["secret/airtable-token", "secret/airtable-old-key"]),
    ("algolia-api-key", &["secret/algolia-key"]),
    ("anthropic-admin-api-key", &["secret/anthropic-admin-key"]),
    ("anthropic-api-key", &["secret/anthropic-key"]),
    ("atlassian-api-token", &["secret/atlassian-api-token", "secret/atlassian-old-api-token"]),
    ("aws-access-token", &["secret/aws-access-key-id", "secret/aws-temporary-access-key-id"]),
    ("curl-auth-header", &["secret/on-command-line", "secret/generic"]),
    ("curl-auth-user", &["secret/on-command-line", "secret/generic"]),
    ("databricks-api-token", &["secret/databricks-token"]),
    ("digitalocean-access-token", &["secret/digitalocean-oauth-token"]),
    ("discord-api-token", &["secret/discord-bot-token"]),
    ("dropbox-api-token", &["secret/dropbox-old-token"]),
    ("dropbox-short-lived-api-token", &["secret/dropbox-token"]),
    ("facebook-secret", &["secret/facebook-app-secret"]),
    ("gcp-api-key", &["secret/google-api-key"]),
    ("generic-api-key", &["secret/generic"]),
    ("gitlab-cicd-job-token", &["secret/gitlab-job-token"]),
    ("gitlab-ptt", &["secret/gitlab-trigger-token"]),
    ("gitlab-rrt", &["secret/gitlab-runner-registration-token"]),
    ("gitlab-runner-authentication-token", &["secret/gitlab-runner-token"]),
    ("grafana-api-key", &["secret/grafana-old-key"]),
    ("grafana-cloud-api-token", &["secret/grafana-cloud-token"]),
    ("grafana-service-account-token", &["secret/grafana-service-token"]),
    ("hashicorp-tf-api-token", &["secret/terraform-token"]),
    ("hashicorp-tf-password", &["secret/generic"]),
    ("heroku-api-key", &["secret/heroku-api-key", "secret/heroku-old-api-key"]),
    ("hubspot-api-key", &["secret/hubspot-token", "secret/hubspot-old-key"]),
    ("huggingface-access-token", &["secret/huggingface-token"]),
    ("huggingface-organization-api-token", &["secret/huggingface-organization-token"]),
    ("jwt-base64", &["secret/jwt"]),
    ("kubernetes-secret-yaml", &["secret/kubernetes-secret-data"]),
    ("linear-api-key", &["secret/linear-key"]),
    ("mailchimp-api-key", &["secret/mailchimp-key"]),
    ("mailgun-private-api-token", &["secret/mailgun-key"]),
    ("notion-api-token", &["secret/notion-token"]),
    ("npm-access-token", &["secret/npm-token"]),
    ("nuget-config-password", &["secret/generic"]),
    ("openai-api-key", &["secret/openai-key", "secret/openai-project-key"]),
    ("private-key", &["secret/private-key", "secret/encrypted-private-key"]),
    ("pulumi-api-token", &["secret/pulumi-token"]),
    ("pypi-upload-token", &["secret/pypi-token"]),
    ("sendgrid-api-token", &["secret/sendgrid-key"]),
    ("sentry-access-token", &["secret/sentry-old-token"]),
    ("sentry-org-token", &["secret/sentry-organization-token"]),
    ("shopify-access-token", &["secret/shopify-admin-token"]),
    ("shopify-custom-access-token", &["secret/shopify-custom-token"]),
    ("shopify-private-app-access-token", &["secret/shopify-private-token"]),
    ("shopify-shared-secret", &["secret/shopify-secret"]),
    ("slack-config-access-token", &["secret/slack-config-token"]),
    ("slack-config-refresh-token", &["secret/slack-refresh-token"]),
    ("slack-webhook-url", &["secret/slack-webhook"]),
    ("snyk-api-token", &["secret/snyk-token", "secret/snyk-api-key"]),
    ("square-access-token", &["secret/square-access-token"]),
    ("stripe-access-token", &["secret/stripe-live-key", "secret/stripe-restricted-key", "secret/stripe-test-key"]),
    ("telegram-bot-api-token", &["secret/telegram-bot-token", "secret/telegram-old-bot-token"]),
    ("twilio-api-key", &["secret/twilio-api-key"]),
];

/// An id as findings and policies show it: what cannot be printed is written out, and so is the backslash, so that two ids never
/// become one.
pub(super) fn printable(id: String) -> String {
    let is_blank = id.trim().is_empty();
    if !is_blank && !id.chars().any(|c| c.is_control() || c == '\\') {
        return id;
    }
    let mut shown = String::new();
    for c in id.chars() {
        match c {
            c if is_blank && !c.is_control() => shown.extend(c.escape_unicode()),
            c if c.is_control() || c == '\\' => shown.extend(c.escape_default()),
            c => shown.push(c),
        }
    }
    shown
}

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
    use super::{OURS, covers, printable};
    use crate::rule::catalogue::is_known;

    #[test]
    fn ids_are_sorted_and_mean_rules() {
        assert!(OURS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(OURS.iter().flat_map(|(_, rules)| *rules).all(|rule| is_known(rule)));
    }

    #[test]
    fn an_id_can_be_printed_and_stays_itself() {
        for plain in ["github-pat", "It's. a b", "é*"] {
            assert_eq!(printable(plain.to_owned()), plain);
        }
        let odd = [" ", "a\tb", "a\\tb", "a\nb", "a b"].map(|id| printable(id.to_owned()));
        assert_eq!(odd, ["\\u{20}", "a\\tb", "a\\\\tb", "a\\nb", "a b"]);
    }

    #[test]
    fn an_id_means_the_rule_of_its_name_unless_it_has_another() {
        assert!(covers("github-pat", "secret/github-pat") && covers("generic-api-key", "secret/generic"));
        assert!(!covers("generic-api-key", "secret/generic-api-key"));
    }
}
