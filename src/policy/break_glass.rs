//! `break_glass:`, who may let a blocked change pass.

use schemars::JsonSchema;
use serde::Deserialize;

use super::verdict::BreakGlass;
use crate::settings::{FileContext, Key, Placed, Refusal, Shown};

/// Who may let a blocked change through.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BreakGlass")]
pub(crate) struct BreakGlassKeys {
    /// The logins of the people who may, without `@`. Teams do not work: a workflow's token cannot look them up.
    #[schemars(extend("default" = []), example = &["octocat"])]
    by: Option<Vec<Placed<String>>>,

    /// The label that one of them adds to the pull request, along with a comment: `break-glass:`, the full commit id, and the reason.
    /// Left out: only their approvals count, with the reason as the review's text.
    #[schemars(example = "break-glass")]
    label: Option<Placed<String>>,
}

/// Nobody may where nobody is named.
impl Key for Option<BreakGlass> {
    type Written = Placed<BreakGlassKeys>;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        if !cx.is_root {
            return Err(Refusal::new(written.span, "`break_glass` is only allowed in the root policy")
                .with_help("remove it here: it applies to the change as a whole"));
        }
        let BreakGlassKeys { by, label } = &written.value;
        let by: Vec<String> = by.iter().flatten().map(login).collect::<Result<_, _>>()?;
        if let Some(label) = label.as_ref().filter(|label| label.value.trim().is_empty()) {
            return Err(Refusal::new(label.span, "`label` is empty").with_help("leave it out to accept approvals only"));
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
        .with_help("use logins without `@`, such as `octocat`"))
}

/// Source: GitHub's form for a new account; managed users have a short code behind an underscore.
fn is_login(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.len() <= 100 && text.bytes().all(is_part)
}
