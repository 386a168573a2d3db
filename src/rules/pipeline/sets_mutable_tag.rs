//! `pipeline/sets-mutable-tag`.

use super::runs;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::{Kind, text};
use crate::finding::Finding;
use crate::rule::{Check, Context};
use crate::rules::image::tag;
use crate::text::Site;

crate::rule! {
    /// A pipeline deploys a mutable tag: `--set image.tag=latest`.
    ///
    /// ## Why
    /// If someone pushes in between, the cluster pulls a different image from the one the pipeline tested, and rolling back the
    /// release pulls that newest image again.
    ///
    /// ## Examples
    /// ```diff Jenkinsfile
    ///  pipeline {
    ///    agent any
    ///    stages {
    ///      stage('Deploy') {
    ///        steps {
    /// -        sh "helm upgrade --install web ./charts/web --set image.tag=${GIT_COMMIT}"
    /// +        sh "helm upgrade --install web ./charts/web --set image.tag=latest"
    ///                                                            ^^^^^^^^^^^^^^^^ `image.tag=latest` deploys whatever was pushed last, not what was tested
    ///        }
    ///      }
    ///    }
    ///  }
    /// ```
    /// A version does not change.
    /// ```yaml .gitlab-ci.yml
    /// deploy:
    ///   script:
    ///   - helm upgrade web ./charts/web --set image.tag=1.4.2
    /// ```
    "pipeline/sets-mutable-tag" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::Command(check),
    }
}

fn check(_: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = runs::of(command)?;
    if !matches!(operation.kind, Kind::Release | Kind::ClusterEdit) {
        return None;
    }
    let args = &command.run.args;
    args.iter().enumerate().find_map(|(index, word)| {
        let text = text(word);
        let before = index.checked_sub(1).map(|before| crate::fact::operation::text(&args[before]));
        let written = text.strip_prefix("--set=").or_else(|| text.strip_prefix("--set-string=")).unwrap_or(&text);
        let is_set = written.len() < text.len()
            || matches!(before.as_deref(), Some("--set" | "--set-string" | "-p" | "--parameter"));
        let pair =
            written.split(',').find(|pair| is_set && sets_moving_tag(pair) || is_image_pair(operation.kind, pair))?;
        let start = text.find(pair)?;
        let span = word.text.span(start..start + pair.len());
        let message = format!("`{pair}` deploys whatever was pushed last, not what was tested");
        let finding = Finding::at(&Site::new(&command.site.text, span), message);
        Some(runs::soften(command, finding.help("deploy the commit's tag, or the digest")))
    })
}

/// `image.tag=latest`, `web.image=registry/web:main`.
fn sets_moving_tag(pair: &str) -> bool {
    let Some((key, value)) = pair.split_once('=') else { return false };
    let last = key.rsplit('.').next().unwrap_or(key).to_ascii_lowercase();
    match last.as_str() {
        _ if last == "tag" || last.ends_with("tag") => moves(value),
        _ if last == "image" || last.ends_with("image") => tag_of(value).is_some_and(moves),
        _ => false,
    }
}

/// `kubectl set image deployment/web web=registry/web:latest`.
fn is_image_pair(kind: Kind, pair: &str) -> bool {
    kind == Kind::ClusterEdit && pair.split_once('=').and_then(|(_, image)| tag_of(image)).is_some_and(moves)
}

fn tag_of(image: &str) -> Option<&str> {
    if image.contains('@') {
        return None;
    }
    let name = image.rsplit('/').next().unwrap_or(image);
    name.split_once(':').map(|(_, tag)| tag)
}

fn moves(tag: &str) -> bool {
    !tag.is_empty() && tag::moves(tag).is_some_and(|why| why != tag::MAJOR)
}
