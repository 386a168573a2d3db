//! `pipeline/unpinned-action`.

use crate::change::Change;
use crate::fact::{Part, Used, Uses};
use crate::finding::{Edit, Finding, Safety, Severity};
use crate::rule::{Check, Context};
use crate::text::Span;

crate::rule! {
    /// A third-party action or workflow is not pinned to a commit.
    ///
    /// ## Why
    /// A tag or branch in another repository points to whatever its owner, or someone who has taken over the owner's account,
    /// puts there. It runs with the pipeline's token and secrets.
    ///
    /// A branch is high and a release tag medium; `actions/*`, `github/*` and the owners under `pipelines.own_actions` are low.
    ///
    /// ## Examples
    /// ```diff .github/workflows/ci.yml
    ///  on: push
    ///  jobs:
    ///    build:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    /// -    - uses: example/setup@8f4b7f84864484a7bf31766abe9204da3cbe65b3 # v2.1.0
    /// +    - uses: example/setup@main
    ///              ^^^^^^^^^^^^^^^^^^ `example/setup@main` follows a branch instead of a commit
    /// ```
    /// If the base pinned the commit of that version, the fix restores it.
    /// ```diff .github/workflows/release.yml
    ///  on: push
    ///  jobs:
    ///    release:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    /// -    - uses: example/publish@8f4b7f84864484a7bf31766abe9204da3cbe65b3 # v2.1.0
    /// +    - uses: example/publish@v2.1.0
    ///              ^^^^^^^^^^^^^^^^^^^^^^ `example/publish@v2.1.0` is a tag that its owner can move
    /// ```
    /// ### A pin
    /// On GitHub the fix is the commit behind the tag today.
    /// ```text history
    /// example/deploy@v3 5b1e77d02c4a6e8f1b3d5c7a9e0f2d4b6c8a1e3f
    /// ```
    /// ```yaml .github/workflows/deploy.yml
    /// on: push
    /// jobs:
    ///   deploy:
    ///     runs-on: ubuntu-24.04
    ///     steps:
    ///     - uses: "example/deploy@v3"
    ///              ^^^^^^^^^^^^^^^^^ `example/deploy@v3` is a tag that its owner can move
    /// ```
    /// ### A commit
    /// A commit does not change.
    /// ```yaml .github/workflows/ci.yml
    /// on: push
    /// jobs:
    ///   build:
    ///     runs-on: ubuntu-24.04
    ///     steps:
    ///     - uses: example/setup@8f4b7f84864484a7bf31766abe9204da3cbe65b3 # v2.1.0
    ///     - uses: ./.github/actions/own
    /// ```
    "pipeline/unpinned-action" {
        standard: High, strict: High, confidence: Certain,
        check: Check::Uses(check),
    }
}

fn check(cx: &Context<'_>, uses: Change<&Uses>) -> Option<Finding> {
    let after = uses.after()?;
    let Used::Remote { repository, version, .. } = &after.what else { return None };
    let text = version.as_ref().map(|version| version.text.as_str());
    if text.is_some_and(|text| is_commit(text) || text.contains("${{")) {
        return None;
    }
    let owner = repository.split('/').next().unwrap_or_default();
    let is_trusted =
        matches!(owner, "actions" | "github") || cx.settings.pipelines.own_actions.iter().any(|own| own == owner);
    let is_release = text.is_some_and(is_release);
    let written = String::from_utf8_lossy(after.site.bytes()).into_owned();
    let why = match text {
        None => "has no version",
        Some(_) if is_release => "is a tag that its owner can move",
        Some(_) => "follows a branch instead of a commit",
    };
    let mut finding = Finding::at(&after.site, format!("`{written}` {why}"))
        .help("pin the commit, with the version in a comment: `owner/name@<40 hex digits> # v1.2.3`");
    if let Some(version) = version {
        let before = uses.both().and_then(|(before, _)| as_before(before, after, version));
        if let Some(commit) = before.or_else(|| cx.revision(repository, &version.text)) {
            finding = finding.fix("pin the commit of that version", Safety::Safe, pinned(version, commit, after));
        }
    }
    Some(match (is_trusted, is_release) {
        (true, _) => finding.at_most(Severity::Low, Severity::Medium),
        (false, true) => finding.at_most(Severity::Medium, Severity::High),
        (false, false) => finding,
    })
}

/// A commit: SHA-1 or SHA-256, in full.
fn is_commit(version: &str) -> bool {
    matches!(version.len(), 40 | 64) && version.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `v4`, `1.2.3`, `release-2`: a version by its form.
fn is_release(version: &str) -> bool {
    let name = version
        .strip_prefix('v')
        .or_else(|| version.strip_prefix("release-"))
        .or_else(|| version.strip_prefix("release/v"));
    name.unwrap_or(version).starts_with(|c: char| c.is_ascii_digit())
}

/// The commit of the base, where the comment behind it says that it is the very version that is asked for now.
fn as_before<'a>(before: &'a Uses, after: &Uses, version: &Part) -> Option<&'a str> {
    let Used::Remote { repository: was, version: Some(commit), .. } = &before.what else { return None };
    let Used::Remote { repository: is, .. } = &after.what else { return None };
    before.comment.as_ref().filter(|comment| comment.text == version.text)?;
    (was == is && is_commit(&commit.text)).then_some(commit.text.as_str())
}

/// Puts the commit in the place of the version, and the version into a comment at the end of the line, if nothing else stands there.
fn pinned(version: &Part, commit: &str, uses: &Uses) -> Vec<Edit> {
    let mut edits = vec![Edit { site: version.site.clone(), text: commit.to_owned() }];
    let text = &version.site.text;
    let end = version.site.span.end;
    let line = text.lines().span(text.lines().line(end));
    let rest = text.slice(Span::new(end, line.end)).trim_ascii_end();
    if uses.comment.is_none() && matches!(rest, b"" | b"\"" | b"'") {
        let at = version.site.with_span(Span::empty(end + rest.len()));
        edits.push(Edit { site: at, text: format!(" # {}", version.text) });
    }
    edits
}
