//! What migrations in C# have in common: their classes, with the methods and attributes that matter.

use super::code::{Code, parts};
use super::program::Program;
use crate::document::grammar::Node;
use crate::fact::extract::migration::Source;

/// Whether a file holds C# that people write: not what a tool generates beside it.
pub(in crate::fact::extract::migration) fn is_written(source: Source<'_>) -> bool {
    let name = source.path.lower_name();
    name.ends_with(".cs") && !name.ends_with(".designer.cs") && !name.ends_with("modelsnapshot.cs")
}

/// A class.
#[derive(Clone, Copy)]
pub(in crate::fact::extract::migration) struct Class<'t> {
    /// All of it.
    pub(in crate::fact::extract::migration) node: Node<'t>,
}

/// All classes of a file, in order, those in namespaces and in other classes too.
pub(in crate::fact::extract::migration) fn classes<'t>(code: &'t Code<'t>) -> Vec<Class<'t>> {
    let mut found = Vec::new();
    let mut open = vec![code.root()];
    while let Some(node) = open.pop() {
        if node.kind() == "class_declaration" {
            found.push(Class { node });
        }
        if matches!(
            node.kind(),
            "compilation_unit"
                | "namespace_declaration"
                | "file_scoped_namespace_declaration"
                | "declaration_list"
                | "class_declaration"
        ) {
            open.extend(parts(node).into_iter().rev());
        }
    }
    found
}

impl<'t> Class<'t> {
    /// Its methods.
    pub(in crate::fact::extract::migration) fn methods(&self) -> Vec<Node<'t>> {
        let body = self.node.child_by_field_name("body").map(parts).unwrap_or_default();
        body.into_iter().filter(|member| member.kind() == "method_declaration").collect()
    }

    /// Its method of this name.
    pub(in crate::fact::extract::migration) fn method(&self, program: &Program<'t>, name: &str) -> Option<Node<'t>> {
        self.methods().into_iter().find(|method| is_named(program, *method, name))
    }

    /// What it extends, as it is written.
    pub(in crate::fact::extract::migration) fn base(&self, program: &Program<'t>) -> &'t str {
        let list = parts(self.node).into_iter().find(|part| part.kind() == "base_list");
        list.and_then(|list| parts(list).first().copied()).map_or("", |first| program.text(first))
    }

    /// The first argument of its attribute of one of these names.
    pub(in crate::fact::extract::migration) fn attribute(
        &self,
        program: &Program<'t>,
        names: &[&str],
    ) -> Option<Node<'t>> {
        let lists = parts(self.node).into_iter().filter(|part| part.kind() == "attribute_list");
        let attribute = lists.flat_map(parts).find(|attribute| {
            attribute.child_by_field_name("name").is_some_and(|name| names.contains(&program.text(name)))
        })?;
        let list = parts(attribute).into_iter().find(|part| part.kind() == "attribute_argument_list")?;
        parts(list).first().and_then(|argument| parts(*argument).last().copied())
    }
}

/// Whether a method has this name.
pub(in crate::fact::extract::migration) fn is_named(program: &Program<'_>, method: Node<'_>, name: &str) -> bool {
    method.child_by_field_name("name").is_some_and(|own| program.code().text(own) == name)
}
