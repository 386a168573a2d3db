//! `break_glass:` as it is written: who may let a blocked change pass. The doc comments are the users' reference.

use schemars::JsonSchema;
use serde::Deserialize;

use super::error::{Error, Source};
use super::place::Placed;
use super::verdict::BreakGlass;

/// Who may let a blocked change pass.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BreakGlass")]
pub(super) struct BreakGlassKeys {
    /// The logins of those who may, without `@`. A team cannot be looked up with a workflow's token: name people.
    #[schemars(extend("default" = []), example = &["octocat"])]
    pub(super) by: Option<Vec<Placed<String>>>,

    /// The label that one of them puts on the pull request, with a comment of theirs: `break-glass:`, the full id of the commit, and why.
    /// Without it only their approvals count, with the reason as the review's text.
    #[schemars(example = "break-glass")]
    pub(super) label: Option<Placed<String>>,
}

impl BreakGlassKeys {
    /// What it means; nothing where nobody is named.
    pub(super) fn read(&self, source: &Source) -> Result<Option<BreakGlass>, Error> {
        let Self { by, label } = self;
        let mut logins = Vec::new();
        for login in by.iter().flatten() {
            if !is_login(&login.value) {
                let wrong = source.wrong(login.span, format!("`{}` is no login of GitHub", login.value));
                return Err(wrong.with_help("name people by their login, without `@`: `octocat`"));
            }
            logins.push(login.value.clone());
        }
        if let Some(label) = label.as_ref().filter(|label| label.value.trim().is_empty()) {
            return Err(source
                .wrong(label.span, "an empty label")
                .with_help("leave `label` out to count approvals only"));
        }
        let label = label.as_ref().map(|label| label.value.clone());
        Ok((!logins.is_empty()).then_some(BreakGlass { label, by: logins }))
    }
}

/// Source: GitHub's form for a new account; managed users have a short code behind an underscore.
fn is_login(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.len() <= 100 && text.bytes().all(is_part)
}
