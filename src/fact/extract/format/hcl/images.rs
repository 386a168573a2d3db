//! Images in Terraform, Nomad and Packer: of containers wherever a provider has them, of task definitions and charts, and of manifests
//! that stand in strings.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bstr::ByteSlice;

use super::tree::{Attribute, Block, Quoted, Tree};
use crate::document::Passage;
use crate::fact::extract::embedded::Inner;
use crate::fact::extract::place::{self, short};
use crate::fact::extract::{Usage, image_key, written};
use crate::fact::{Facts, Image, Known, Part, Place};
use crate::text::{Site, Text};

/// Blocks and objects that are containers: of the providers for Kubernetes, Docker, Azure, Google and Amazon.
const CONTAINERS: &[&[u8]] =
    &[b"container", b"containers", b"container_definitions", b"init_container", b"init_containers", b"initContainers"];

/// Functions that hand on a string as it is.
const HANDS_ON: &[&[u8]] = &[b"coalesce", b"lookup", b"nonsensitive", b"tostring", b"trimspace", b"try"];

/// How deep a block's place is spelled out.
const DEEPEST: usize = 16;

/// Reads all images of a file.
pub(super) fn read(text: &Arc<Text>, tree: &Tree<'_>, facts: &mut Facts) {
    let place = |one: &Attribute| (one.block, image_key::plain(&tree.slice(one.key).to_str_lossy()).into_owned());
    let named = tree.attributes.iter().map(|attribute| (place(attribute), attribute)).collect();
    let is_build = |block: &&Block| tree.slice(block.kind) == b"build";
    let built = tree.blocks.iter().filter(is_build).filter_map(|block| block.parent).collect();
    let reader = Reader { text, tree, named, built, variables: variables(tree) };
    for attribute in &tree.attributes {
        reader.attribute(attribute, facts);
    }
}

/// The defaults of variables and the values of locals, by `var_name` and `local_name`: so a variable is called in a string's text.
fn variables(tree: &Tree<'_>) -> BTreeMap<String, Passage> {
    let mut found = BTreeMap::new();
    for attribute in &tree.attributes {
        let block = &tree.blocks[attribute.block];
        let name = match (tree.slice(block.kind), tree.slice(attribute.key)) {
            (b"variable", b"default") => {
                block.labels.first().map(|label| format!("var.{}", label.bytes().to_str_lossy()))
            }
            (b"locals", key) if !block.is_object => Some(format!("local.{}", key.to_str_lossy())),
            _ => None,
        };
        if let (Some(name), [only]) = (name, attribute.strings.as_slice()) {
            found.insert(in_text(&name), only.text.clone());
        }
    }
    found
}

/// A name as [`Passage::push_open`] writes it.
fn in_text(name: &str) -> String {
    name.bytes().take(64).map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte) } else { '_' }).collect()
}

struct Reader<'a> {
    text: &'a Arc<Text>,
    tree: &'a Tree<'a>,
    /// The attributes by their blocks and their plain keys.
    named: BTreeMap<(usize, String), &'a Attribute>,
    /// The blocks that say how they are built.
    built: BTreeSet<usize>,
    variables: BTreeMap<String, Passage>,
}

impl<'a> Reader<'a> {
    fn attribute(&self, attribute: &'a Attribute, facts: &mut Facts) {
        let key = self.tree.slice(attribute.key);
        let name = key.to_str_lossy();
        let root = &self.tree.blocks[self.tree.blocks[attribute.block].root];
        if image_key::is_one(&name) || name == "image_identifier" || self.is_docker_image(attribute, key) {
            facts.images.extend(self.images(attribute, &name));
        } else if image_key::is_version(&name) && matches!(self.tree.slice(root.kind), b"" | b"module") {
            facts.images.extend(self.version(attribute, &name));
        } else if matches!(key, b"tag" | b"version") {
            facts.images.extend(self.split(attribute));
        } else if key == b"linux_fx_version" {
            facts.images.extend(attribute.strings.iter().filter_map(|string| self.app_service(attribute, string)));
        } else if key == b"value" && self.is_chart_value(attribute, root) {
            facts.images.extend(self.chart_value(attribute));
        }
        for string in attribute.strings.iter().filter(|string| string.text.bytes().contains_str("mage")) {
            let owner = self.owner(attribute);
            self.inside(&owner, key, root, string, facts);
        }
    }

    /// What a string holds: containers of ECS, values of a chart, manifests.
    fn inside(&self, owner: &str, key: &[u8], root: &Block, string: &Quoted, facts: &mut Facts) {
        let inner = Inner { file: self.text, owner, passage: &string.text };
        let resource = root.labels.first().map_or(&b""[..], Passage::bytes);
        match key {
            b"container_definitions" => inner.containers(facts),
            b"values" if resource == b"helm_release" => inner.documents(Some(Usage::Values), facts),
            _ => inner.documents(Some(Usage::Manifest), facts),
        }
    }

    /// The images of an attribute that is there for one.
    fn images(&self, attribute: &'a Attribute, key: &str) -> Vec<Image> {
        let is_certain = self.is_container(attribute);
        let owner = self.owner(attribute);
        let mut found = Vec::new();
        let is_handed_on =
            |string: &&Quoted| string.function.is_none_or(|function| HANDS_ON.contains(&self.tree.slice(function)));
        let (written, made): (Vec<_>, Vec<_>) = attribute.strings.iter().partition(is_handed_on);
        found.extend(written.iter().filter_map(|string| self.image(owner.clone(), &string.text)));
        // What a function makes of several texts is one reference, which nobody knows.
        let site = made.first().map(|string| Site::new(self.text, string.text.whole()));
        found.extend(site.map(|site| place::unknown(owner.clone(), Place::Manifest, site)));
        if attribute.strings.is_empty() {
            found.extend(self.named(attribute, &owner));
        }
        let with_version = found.into_iter().map(|image| self.with_version(attribute, key, image));
        with_version.filter(|image| is_certain || image_key::is_likely(image)).collect()
    }

    /// The image of a variable; of one that nobody knows in the file, that there is one.
    fn named(&self, attribute: &Attribute, owner: &str) -> Option<Image> {
        let name =
            attribute.words.iter().find(|word| !matches!(self.tree.slice(**word), b"null" | b"true" | b"false"))?;
        match self.variables.get(&in_text(&self.tree.slice(*name).to_str_lossy())) {
            Some(text) => self.image(owner.to_owned(), text),
            None => Some(place::unknown(owner.to_owned(), Place::Manifest, Site::new(self.text, *name))),
        }
    }

    fn image(&self, owner: String, text: &Passage) -> Option<Image> {
        written::image(owner, Place::Manifest, self.text, text, &|name| self.variables.get(&in_text(name)).cloned())
    }

    /// The image with the version that stands beside it: `docker_image_tag`.
    fn with_version(&self, attribute: &Attribute, key: &str, image: Image) -> Image {
        if !image.tag.is_missing() || !image.digest.is_missing() {
            return image;
        }
        let version = self.beside(attribute, image_key::versions_of(key));
        match version.map(|version| self.part(version)) {
            Some(Known::Known(part)) => Image { site: part.site.clone(), tag: Known::Known(part), ..image },
            Some(tag) => Image { tag, ..image },
            None => image,
        }
    }

    /// The attribute of the same block with the first of these plain keys.
    fn beside(&self, attribute: &Attribute, keys: Vec<String>) -> Option<&'a Attribute> {
        keys.into_iter().find_map(|key| self.named.get(&(attribute.block, key))).copied()
    }

    /// The text that an attribute is, if it is known.
    fn part(&self, attribute: &Attribute) -> Known<Part> {
        let named = || self.variables.get(&in_text(&self.tree.slice(*attribute.words.first()?).to_str_lossy()));
        let [text] = attribute.strings.as_slice() else {
            return named().map_or(Known::Unknown, |text| self.known(text));
        };
        self.known(&text.text)
    }

    fn known(&self, text: &Passage) -> Known<Part> {
        if text.is_empty() {
            return Known::Missing;
        }
        if text.bytes().contains_str("${") {
            return Known::Unknown;
        }
        Known::Known(Part { text: text.bytes().to_str_lossy().into_owned(), site: Site::new(self.text, text.whole()) })
    }

    /// A version by itself, of an image that another file names: `image_tag = "1.4"` of a module or in `.tfvars`.
    fn version(&self, attribute: &Attribute, key: &str) -> Option<Image> {
        if self.beside(attribute, image_key::versioned_by(key)).is_some() {
            return None;
        }
        let Known::Known(tag) = self.part(attribute) else { return None };
        let image = place::unknown(self.owner(attribute), Place::Values, tag.site.clone());
        Some(Image { tag: Known::Known(tag), digest: Known::Missing, ..image })
    }

    /// `image = { repository = …, tag = … }`, as charts take it.
    fn split(&self, attribute: &Attribute) -> Option<Image> {
        let block = &self.tree.blocks[attribute.block];
        if !image_key::is_one(&self.tree.slice(block.kind).to_str_lossy()) {
            return None;
        }
        let Known::Known(tag) = self.part(attribute) else { return None };
        let repository = self.beside(attribute, vec!["repository".to_owned(), "name".to_owned()]);
        let repository = repository.map_or(Known::Unknown, |repository| self.part(repository));
        let image = place::unknown(self.owner(attribute), Place::Values, tag.site.clone());
        Some(Image { repository, tag: Known::Known(tag), digest: Known::Missing, ..image })
    }

    /// `linux_fx_version = "DOCKER|web:1.4"`.
    fn app_service(&self, attribute: &Attribute, string: &Quoted) -> Option<Image> {
        let bar = b"DOCKER|".len();
        string.text.bytes().starts_with(b"DOCKER|").then_some(())?;
        self.image(self.owner(attribute), &string.text.slice(bar..string.text.len()))
    }

    /// Whether an attribute is what `set` gives a chart.
    fn is_chart_value(&self, attribute: &Attribute, root: &Block) -> bool {
        let is_set = self.tree.slice(self.tree.blocks[attribute.block].kind).starts_with(b"set");
        is_set && root.labels.first().is_some_and(|label| label.bytes() == b"helm_release")
    }

    /// `set { name = "image.tag", value = "1.4" }`.
    fn chart_value(&self, attribute: &Attribute) -> Option<Image> {
        let name = self.beside(attribute, vec!["name".to_owned()])?.strings.first()?.text.bytes().to_str_lossy();
        let owner = format!("{} {}", self.owner(attribute), short(&name));
        let last = name.rsplit('.').next().unwrap_or(&name);
        if image_key::is_one(last) {
            let image = attribute.strings.first().and_then(|string| self.image(owner.clone(), &string.text));
            return image.filter(image_key::is_explicit).map(|image| Image { place: Place::Values, ..image });
        }
        let holder = name.strip_suffix(last).unwrap_or_default().trim_end_matches('.');
        let holder = holder.rsplit('.').next().unwrap_or_default();
        let is_tag = image_key::is_version(last) || matches!(last, "tag" | "version") && image_key::is_one(holder);
        let Known::Known(tag) = self.part(attribute) else { return None };
        let image = place::unknown(owner, Place::Values, tag.site.clone());
        is_tag.then(|| Image { tag: Known::Known(tag), digest: Known::Missing, ..image })
    }

    /// `docker_image` is called by what it pulls, unless it is built here.
    fn is_docker_image(&self, attribute: &Attribute, key: &[u8]) -> bool {
        let block = &self.tree.blocks[attribute.block];
        let label = block.labels.first().map_or(&b""[..], Passage::bytes);
        let is_image = match self.tree.slice(block.kind) {
            b"resource" => label == b"docker_image",
            b"data" => matches!(label, b"docker_image" | b"docker_registry_image"),
            _ => false,
        };
        key == b"name" && is_image && !self.built.contains(&attribute.block)
    }

    /// Whether an attribute `image` must be a container's.
    fn is_container(&self, attribute: &Attribute) -> bool {
        let mut around = self.tree.around(attribute.block).take(DEEPEST);
        let is_task = |block: &Block| self.tree.slice(block.kind) == b"config";
        let is_docker = |block: &Block| block.labels.first().is_some_and(|label| label.bytes().starts_with(b"docker"));
        around.any(|block| CONTAINERS.contains(&self.tree.slice(block.kind)) || is_task(block) || is_docker(block))
    }

    /// `resource kubernetes_deployment web spec.template.spec.container[web] image`.
    fn owner(&self, attribute: &Attribute) -> String {
        let blocks = self.tree.around(attribute.block).filter(|block| block.parent.is_some());
        let mut steps: Vec<String> = blocks.take(DEEPEST).map(|block| self.step(block)).collect();
        steps.reverse();
        let named = self.beside(attribute, vec!["name".to_owned()]);
        let name =
            named.and_then(|name| name.strings.first()).map(|name| name.text.bytes().to_str_lossy().into_owned());
        let name = name.map(|name| format!("[{}]", short(&name))).unwrap_or_default();
        format!("{}{name} {}", steps.join(" "), short(&self.tree.slice(attribute.key).to_str_lossy())).trim().to_owned()
    }

    fn step(&self, block: &Block) -> String {
        let labels = block.labels.iter().map(|label| short(&label.bytes().to_str_lossy()).to_owned());
        let kind = short(&self.tree.slice(block.kind).to_str_lossy()).to_owned();
        std::iter::once(kind).chain(labels).collect::<Vec<_>>().join(" ")
    }
}
