//! Image facts out of scalars and split mappings, whatever kind of file they stand in.

use std::collections::BTreeMap;

use super::splice::{self, Value};
use crate::document::yaml::Node;
use crate::fact::reference::{self, Reference, Spliced};
use crate::fact::{Image, ImageRepository, Known, Part, Place};
use crate::text::Site;

/// The image that a scalar names; `None` where it names none.
pub(super) fn whole(owner: String, place: Place, node: Node<'_>) -> Option<Image> {
    from_spliced(owner, place, node, &splice::splice(node))
}

/// The image that a scalar must name, since nothing else may stand there: what is no reference as it stands will become one.
pub(super) fn certain(owner: String, place: Place, node: Node<'_>) -> Option<Image> {
    let text = node.str().map(str::trim).filter(|text| !text.is_empty() && !node.is_null())?;
    let is_program = text.starts_with(GO_PATH) || text.starts_with("ko://");
    let site = || node.site().with_span(node.value_span());
    whole(owner.clone(), place, node).or_else(|| (!is_program).then(|| unknown(owner, place, site())))
}

/// An image of which nothing is known but where it is named.
pub(super) fn unknown(owner: String, place: Place, site: Site) -> Image {
    let [repository, tag, digest] = [Known::Unknown, Known::Unknown, Known::Unknown];
    Image { owner, place, repository, tag, digest, site, version_from: None, pull_policy: None }
}

/// The images that a scalar names in which variables may stand: one, or as many as `values` knows values of a variable. Those of several
/// variables are taken together, as the rows of a table. Such an image stands where its value does.
pub(super) fn with_values<'a>(owner: &str, place: Place, node: Node<'a>, values: &Values<'_, 'a>) -> Vec<Image> {
    let known: BTreeMap<String, Vec<Value<'a>>> = splice::variables(node)
        .into_iter()
        .map(|name| (values(&name), name))
        .map(|(list, name)| (name, list))
        .collect();
    let count = known.values().map(Vec::len).max().unwrap_or_default().min(MOST_VALUES);
    if count == 0 {
        return certain(owner.to_owned(), place, node).into_iter().collect();
    }
    let image = |row: usize| {
        let value = |list: &Vec<Value<'a>>| list.get(row).or(list.first()).copied();
        let mut lookup = |name: &str| known.get(name).map_or_else(|| values(name).first().copied(), value);
        let spliced = splice::splice_with(node, &mut lookup);
        let text = known.iter().find_map(|(name, list)| Some(value(list)?.text(name))).filter(|_| count > 1);
        let owner = text.map_or_else(|| owner.to_owned(), |text| format!("{owner} {}", short(text)));
        let image = from_spliced(owner, place, node, &spliced)?;
        let whole = spliced.site(&(0..spliced.text().len())).filter(|site| site.span.len() == spliced.text().len());
        let site = whole.unwrap_or_else(|| image.version_site().clone());
        Some(Image { site, ..image })
    };
    (0..count).filter_map(image).collect()
}

/// The values of a variable that is given as it is written.
pub(super) type Values<'v, 'a> = dyn Fn(&str) -> Vec<Value<'a>> + 'v;

/// No variable has a value.
pub(super) fn no_values<'a>(_: &str) -> Vec<Value<'a>> {
    Vec::new()
}

/// These scalars as values.
pub(super) fn nodes<'a>(nodes: impl IntoIterator<Item = Node<'a>>) -> Vec<Value<'a>> {
    nodes.into_iter().filter(|node| node.is_scalar()).map(Value::Node).collect()
}

/// The longest list of values of one variable that is read. A matrix makes no more jobs than this.
/// (<https://docs.github.com/actions/reference/limits>)
const MOST_VALUES: usize = 256;

/// What Go's tools take for a program that they build: they put an image in its place.
const GO_PATH: &str = "github.com/";

/// The image that a scalar names once its text is pieced together.
pub(super) fn from_spliced(owner: String, place: Place, node: Node<'_>, spliced: &Spliced) -> Option<Image> {
    at(owner, place, node.site().with_span(node.value_span()), spliced)
}

/// The image that a text at `site` names once it is pieced together.
pub(super) fn at(owner: String, place: Place, site: Site, spliced: &Spliced) -> Option<Image> {
    let Reference { repository, tag, digest } = reference::parse(spliced)?;
    if repository.get().is_some_and(|part| part.text.starts_with(GO_PATH)) {
        return None;
    }
    let tag = match tag {
        Known::Known(part) if is_stand_in(&part.text) => Known::Unknown,
        tag => tag,
    };
    Some(Image { owner, place, repository, tag, digest, site, version_from: None, pull_policy: None })
}

/// Whether a tag says that another is to be put in its place: `IMAGE_TAG`, `x.y.z`, `replace-me`.
fn is_stand_in(tag: &str) -> bool {
    const WORDS: &[&str] = &[
        "BUILD", "CHANGE", "CHANGEME", "COMMIT", "FIXME", "PLACEHOLDER", "REPLACE", "REPLACEME", "SHA", "TAG", "TBD",
        "TODO", "VERSION",
    ];
    let lower = tag.to_ascii_lowercase();
    let is_upper = tag.bytes().all(|byte| byte.is_ascii_uppercase() || matches!(byte, b'_' | b'-'));
    is_upper && tag.split(['_', '-']).any(|word| WORDS.contains(&word))
        || matches!(
            lower.as_str(),
            "x.y.z" | "vx.y.z" | "placeholder" | "replaceme" | "replace-me" | "changeme" | "change-me"
        )
}

/// A scalar as one piece of a reference.
pub(super) fn part(node: Node<'_>) -> Known<Part> {
    let spliced = splice::splice(node);
    if spliced.text().is_empty() {
        return Known::Missing;
    }
    if !spliced.is_known() {
        return Known::Unknown;
    }
    let text = spliced.text().to_owned();
    spliced.site(&(0..text.len())).map_or(Known::Missing, |site| Known::Known(Part { text, site }))
}

/// A known piece out of a node that may be missing.
pub(super) fn part_of(node: Option<Node<'_>>) -> Known<Part> {
    node.filter(|node| !node.is_null()).map_or(Known::Missing, part)
}

/// The longest name that is kept in a fact's owner, longer than any that Kubernetes takes: each image of an object repeats its name.
const LONGEST_NAME: usize = 256;

/// A name, cut to what is kept of it.
pub(super) fn short(name: &str) -> &str {
    let end = (0..=LONGEST_NAME.min(name.len())).rev().find(|&end| name.is_char_boundary(end));
    &name[..end.unwrap_or_default()]
}

/// A repository of ECR, whose setting is `MUTABLE` unless something else is written. It stands at its `name` where nothing is.
/// (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html>)
pub(super) fn image_repository(owner: String, setting: Option<Node<'_>>, name: Node<'_>) -> ImageRepository {
    let is_mutable = match setting {
        None => Known::Known(true),
        Some(setting) => match setting.str().filter(|_| !setting.is_unknown()) {
            Some(text) => Known::Known(text == "MUTABLE"),
            None => Known::Unknown,
        },
    };
    let node = setting.unwrap_or(name);
    ImageRepository { owner, is_mutable, site: Site::new(&node.site().text, node.value_span()) }
}
