//! GitHub workflows and actions: job containers, services, `docker://` steps, and the matrix that fills them in.
//!
//! <https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax>,
//! <https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax>.

use crate::document::yaml::Node;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::splice::splice_with;
use crate::fact::extract::walk::Once;
use crate::fact::{Facts, Image, Place, Retention};

/// A matrix makes no more jobs than this.
/// (<https://docs.github.com/actions/reference/limits>)
const MOST_VALUES: usize = 256;

/// Reads a workflow.
pub(super) fn read_workflow(document: Node<'_>, facts: &mut Facts) {
    let [mut all_jobs, mut all_services, mut all_steps]: [Once; 3] = Default::default();
    for (name, job) in document.get("jobs").into_iter().flat_map(Node::entries) {
        if !all_jobs.is_new(job) {
            continue;
        }
        let owner = format!("jobs {}", short(name.str().unwrap_or_default()));
        let matrix = job.get("strategy").and_then(|strategy| strategy.get("matrix"));
        if let Some(container) = job.get("container") {
            read_container(&format!("{owner} container"), container, matrix, facts);
        }
        let services = job.get("services").filter(|services| all_services.is_new(*services));
        for (service, container) in services.into_iter().flat_map(Node::entries) {
            read_container(
                &format!("{owner} services {}", short(service.str().unwrap_or_default())),
                container,
                matrix,
                facts,
            );
        }
        read_steps(&owner, job, &mut all_steps, facts);
    }
}

/// Reads an action's metadata.
pub(super) fn read_action(document: Node<'_>, facts: &mut Facts) {
    let Some(runs) = document.get("runs") else { return };
    facts.images.extend(runs.get("image").and_then(|image| docker_url("runs image".to_owned(), image)));
    read_steps("runs", runs, &mut Once::default(), facts);
}

/// `container: image`, or `container: { image: … }`.
fn read_container(owner: &str, container: Node<'_>, matrix: Option<Node<'_>>, facts: &mut Facts) {
    let node = if container.is_mapping() { container.get("image") } else { Some(container) };
    let Some(node) = node.filter(|node| node.is_scalar() && !node.is_null()) else { return };
    let variable = matrix_variable(node.str().unwrap_or_default());
    let values: Vec<_> = variable.iter().flat_map(|name| matrix_values(matrix, name)).collect();
    if values.is_empty() {
        facts.images.extend(place::whole(owner.to_owned(), Place::Pipeline, node));
    }
    for value in values {
        // Many jobs may name one matrix.
        if facts.images.overflows() {
            break;
        }
        let spliced = splice_with(node, &mut |expression| {
            (expression.strip_prefix("matrix.") == variable.as_deref()).then_some(value)
        });
        let owner = format!("{owner} {}", short(value.str().unwrap_or_default()));
        facts.images.extend(
            place::from_spliced(owner, Place::Pipeline, node, &spliced)
                .map(|image| Image { site: image.tag.get().map_or(image.site, |tag| tag.site.clone()), ..image }),
        );
    }
}

/// The one matrix variable that fills a text in: `node:${{ matrix.version }}`.
fn matrix_variable(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("${{")?;
    let (expression, after) = rest.split_once("}}")?;
    let name = expression.trim().strip_prefix("matrix.")?;
    (!after.contains("${{") && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')))
        .then(|| name.to_owned())
}

/// The values that a matrix gives a variable: in its own list, and in `include`.
fn matrix_values<'a>(matrix: Option<Node<'a>>, name: &str) -> Vec<Node<'a>> {
    let Some(matrix) = matrix else { return Vec::new() };
    let listed = matrix.get(name).into_iter().flat_map(Node::items);
    let included = matrix.get("include").into_iter().flat_map(Node::items).filter_map(|entry| entry.get(name));
    listed.chain(included).filter(|value| value.is_scalar()).take(MOST_VALUES).collect()
}

fn read_steps(owner: &str, holder: Node<'_>, all_steps: &mut Once, facts: &mut Facts) {
    let steps = holder.get("steps").filter(|steps| all_steps.is_new(*steps));
    for (index, step) in steps.into_iter().flat_map(Node::items).enumerate() {
        let Some(uses) = step.get("uses") else { continue };
        let name = step
            .get("id")
            .or_else(|| step.get("name"))
            .and_then(Node::str)
            .map_or_else(|| index.to_string(), |name| short(name).to_owned());
        facts.images.extend(docker_url(format!("{owner} steps {name}"), uses));
        let action = uses.str().unwrap_or_default().split('@').next().unwrap_or_default();
        if action == "actions/delete-package-versions" {
            facts.retentions.extend(retention(&format!("{owner} steps {name}"), step));
        }
    }
}

/// `docker://image:tag`.
fn docker_url(owner: String, node: Node<'_>) -> Option<Image> {
    let text = node.str()?;
    let scheme = "docker://".len();
    text.strip_prefix("docker://")?;
    let mut spliced = crate::fact::reference::Spliced::default();
    if text.contains("${{") {
        return None;
    }
    spliced.push(&text[scheme..], node.site().with_span(node.part(scheme..text.len())));
    let image = place::from_spliced(owner, Place::Pipeline, node, &spliced)?;
    Some(Image { site: node.site().with_span(node.part(scheme..text.len())), ..image })
}

/// `min-versions-to-keep` of the clean-up action (<https://github.com/actions/delete-package-versions>).
fn retention(owner: &str, step: Node<'_>) -> Option<Retention> {
    let inputs = step.get("with")?;
    let untagged_only = inputs.get("delete-only-untagged-versions").and_then(Node::str) == Some("true");
    let container = inputs.get("package-type").and_then(Node::str).is_some_and(|kind| kind == "container");
    let number = inputs.get("min-versions-to-keep")?;
    let keep = number.str()?.parse().ok()?;
    (container && !untagged_only).then(|| Retention {
        owner: owner.to_owned(),
        keep,
        site: number.site().with_span(number.value_span()),
    })
}
