//! A final stage that runs as root.

use bstr::ByteSlice;

use super::base;
use crate::change::Change;
use crate::fact::{Known, Stage};
use crate::finding::{Confidence, Edit, Finding, Safety};
use crate::rule::{Check, Context};
use crate::text::Span;

crate::rule! {
    /// The final stage runs as root.
    ///
    /// ## Why
    /// An attacker who breaks into a process that runs as root controls the whole container and, with one flaw in the runtime,
    /// the node. Images not known to start as root are not reported.
    ///
    /// ## Examples
    /// ```diff Dockerfile
    /// +FROM debian:12.6-slim
    /// +COPY web /usr/local/bin/web
    /// +USER root
    ///       ^^^^ the final stage runs as `root`
    /// +CMD ["web"]
    /// ```
    ///
    /// ```diff Dockerfile
    /// +FROM alpine:3.20
    ///  ^^^^^^^^^^^^^^^^ the final stage runs as root: `alpine:3.20` defaults to root and no `USER` is set
    /// +CMD ["web"]
    /// ```
    ///
    /// ```diff Dockerfile
    /// +FROM debian:12.6-slim AS build
    /// +FROM gcr.io/distroless/static-debian12:nonroot
    /// +COPY --from=build /web /web
    /// +ENTRYPOINT ["/web"]
    /// ```
    "dockerfile/runs-as-root" {
        standard: Low, strict: Medium, confidence: Certain,
        check: Check::Stage(check),
    }
}

/// The user that distroless calls `nonroot`; a number needs no entry in `/etc/passwd`.
const NOBODY: &str = "USER 65532:65532";

fn check(_: &Context<'_>, stage: Change<&Stage>) -> Option<Finding> {
    let stage = stage.after().filter(|stage| stage.is_final)?;
    let finding = match &stage.user {
        Known::Known(user) if is_root(&user.text) => {
            Finding::at(&user.site, format!("the final stage runs as `{}`", user.text))
        }
        Known::Known(_) | Known::Unknown => return None,
        // What an image runs as by itself is known by its name only.
        Known::Missing => Finding::at(&stage.site, missing(stage)?).confidence(Confidence::Likely),
    };
    Some(finding.help("switch to a non-root user with `USER`, by number so that `runAsNonRoot` can check it").fix(
        format!("add `{NOBODY}`"),
        Safety::Unsafe,
        vec![edit(stage)],
    ))
}

fn missing(stage: &Stage) -> Option<String> {
    match &stage.base {
        // Without a command, an image is a tool or a check more often than something that runs.
        Some(image) if base::runs_as_root(image) && (stage.start.is_some() || base::serves(image)) => Some(format!(
            "the final stage runs as root: `{}` defaults to root and no `USER` is set",
            base::shown(image)
        )),
        // Or only carries files out of the build.
        None if stage.from_scratch && stage.start.is_some() => {
            Some("the final stage runs as root: no `USER` is set after `FROM scratch`".to_owned())
        }
        _ => None,
    }
}

fn is_root(user: &str) -> bool {
    let name = user.split(':').next().unwrap_or_default().trim();
    name == "root" || name.parse() == Ok(0_u32)
}

/// The line goes before the stage's own last command, or after all of it; it ends as the file's lines do.
fn edit(stage: &Stage) -> Edit {
    let end = if stage.site.text.bytes().contains_str("\r\n") { "\r\n" } else { "\n" };
    let own = stage.start.as_ref().filter(|start| start.span.start >= stage.site.span.start);
    match own {
        Some(start) => Edit { site: start.with_span(Span::empty(start.span.start)), text: format!("{NOBODY}{end}") },
        None => Edit { site: stage.end.clone(), text: format!("{end}{NOBODY}") },
    }
}
