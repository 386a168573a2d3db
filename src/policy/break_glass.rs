//! `break_glass:`, who may let a blocked change pass.

use schemars::JsonSchema;
use serde::Deserialize;

use super::verdict::BreakGlass;
use crate::settings::{FileContext, Key, Placed, Refusal, Shown};

/// Who may let a blocked change pass.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BreakGlass")]
pub(crate) struct BreakGlassKeys {
    /// The logins of those who may, without `@`. A team cannot be looked up with a workflow's token: name people.
    #[schemars(extend("default" = []), example = &["octocat"])]
    by: Option<Vec<Placed<String>>>,

    /// The label that one of them puts on the pull request, with a comment of theirs: `break-glass:`, the full id of the commit, and why.
    /// Without it only their approvals count, with the reason as the review's text.
    #[schemars(example = "break-glass")]
    label: Option<Placed<String>>,
}

/// Nobody may where nobody is named.
impl Key for Option<BreakGlass> {
    type Written = Placed<BreakGlassKeys>;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        if !cx.is_root {
            return Err(Refusal::new(written.span, "`break_glass` counts in the root's policy only")
                .with_help("remove it here: it decides about whole changes"));
        }
        let BreakGlassKeys { by, label } = &written.value;
        let by: Vec<String> = by.iter().flatten().map(login).collect::<Result<_, _>>()?;
        if let Some(label) = label.as_ref().filter(|label| label.value.trim().is_empty()) {
            return Err(
                Refusal::new(label.span, "an empty label").with_help("leave `label` out to count approvals only")
            );
        }
        let label = label.as_ref().map(|label| label.value.clone());
        *self = (!by.is_empty()).then_some(BreakGlass { label, by });
        Ok(())
    }

    fn shown(&self) -> Shown {
        let Some(BreakGlass { label, by }) = self else { return Shown::Mapping(Vec::new()) };
        Shown::mapping([("by", Some(by.shown())), ("label", label.as_deref().map(Shown::text))])
    }
}

fn login(written: &Placed<String>) -> Result<String, Refusal> {
    if is_login(&written.value) {
        return Ok(written.value.clone());
    }
    Err(Refusal::new(written.span, format!("`{}` is not a GitHub login", written.value))
        .with_help("name people by their login, without `@`: `octocat`"))
}

/// Source: GitHub's form for a new account; managed users have a short code behind an underscore.
fn is_login(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.len() <= 100 && text.bytes().all(is_part)
}
