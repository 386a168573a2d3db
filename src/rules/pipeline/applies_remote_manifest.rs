//! `pipeline/applies-remote-manifest`.

use super::runs;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::{Kind, text};
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::text::Site;

crate::rule! {
    /// A pipeline applies a manifest from a URL: `kubectl apply -f https://…`, `curl … | kubectl apply -f -`.
    ///
    /// ## Why
    /// Whatever the URL serves at that moment is applied. It is not in the repository, nobody reviewed it, and anyone who can
    /// change it can write to the cluster.
    ///
    /// ## Examples
    /// ```diff .github/workflows/deploy.yml
    ///  on: push
    ///  jobs:
    ///    deploy:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    /// +    - run: kubectl apply -f https://example.org/install.yaml
    ///             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `kubectl apply` applies a manifest fetched at run time, so nobody reviewed it
    /// ```
    /// A manifest in the repository has been reviewed.
    /// ```yaml .github/workflows/deploy.yml
    /// on: push
    /// jobs:
    ///   deploy:
    ///     runs-on: ubuntu-24.04
    ///     steps:
    ///     - run: kubectl apply -f deploy/install.yaml
    /// ```
    "pipeline/applies-remote-manifest" {
        standard: High, strict: High, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(_: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = runs::of(command)?;
    if operation.kind != Kind::ClusterWrite || operation.is_local {
        return None;
    }
    let fetches = |program: &str| matches!(program, "curl" | "wget" | "http" | "gh");
    let source = command
        .fed_by
        .iter()
        .find(|run| fetches(&run.program) && run.args.iter().any(|word| text(word).contains("://")));
    operation.remote.or(source.map(|run| run.span))?;
    let message = format!("`{}` applies a manifest fetched at run time, so nobody reviewed it", operation.what);
    let mut finding = Finding::at(&command.site, message).help("commit the manifest, or verify its checksum");
    if let Some(source) = source {
        finding = finding.related(&Site::new(&command.site.text, source.span), "fetched here");
    }
    Some(runs::soften(command, finding))
}
