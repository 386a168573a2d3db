//! The model snapshot of Entity Framework Core, which its tool writes with each migration.
//! (<https://learn.microsoft.com/en-us/ef/core/managing-schemas/migrations/>)

use super::{Column, Found};
use crate::document::grammar::{Language, Node};
use crate::fact::extract::migration::language::code::{Code, parts, span};
use crate::fact::migration::Name;
use crate::text::Span;

/// How many calls are chained, and how deep a snapshot is nested before entities begin.
const DEEPEST: usize = 64;

/// The entities of a snapshot.
pub(super) fn read(bytes: &[u8]) -> Vec<Found> {
    let Some(code) = Code::parse(Language::CSharp, bytes) else { return Vec::new() };
    let reader = Reader { code: &code };
    let mut found = Vec::new();
    for statement in reader.statements() {
        let entity = reader.chain(statement).into_iter().find(|call| call.name == "Entity");
        found.extend(entity.and_then(|call| reader.entity(&call)));
    }
    found
}

struct Reader<'a> {
    code: &'a Code<'a>,
}

/// `.Property<string>("Email")`.
struct Call<'a> {
    name: &'a str,
    arguments: Vec<Node<'a>>,
}

impl<'a> Reader<'a> {
    /// The statements of the method that builds the model: the first block with calls in it.
    fn statements(&self) -> Vec<Node<'a>> {
        let mut level = vec![self.code.root()];
        for _ in 0..DEEPEST {
            let blocks = level.iter().filter(|node| node.kind() == "block");
            let found: Vec<_> =
                blocks.flat_map(|block| parts(*block)).filter(|node| node.kind() == "expression_statement").collect();
            if !found.is_empty() || level.is_empty() {
                return found;
            }
            level = level.into_iter().flat_map(parts).collect();
        }
        Vec::new()
    }

    /// The calls of `a.B(…).C(…)`, the first one first.
    fn chain(&self, statement: Node<'a>) -> Vec<Call<'a>> {
        let mut calls = Vec::new();
        let mut at = parts(statement).first().copied();
        while let Some(node) = at.filter(|node| node.kind() == "invocation_expression" && calls.len() < DEEPEST) {
            let Some(function) = node.child_by_field_name("function") else { break };
            let arguments = node.child_by_field_name("arguments").map(parts).unwrap_or_default();
            let name = self.code.field(function, "name");
            let name = name.split('<').next().unwrap_or_default();
            calls.push(Call {
                name,
                arguments: arguments.into_iter().filter_map(|one| parts(one).last().copied()).collect(),
            });
            at = function.child_by_field_name("expression");
        }
        calls.reverse();
        calls
    }

    /// `modelBuilder.Entity("Shop.Order", b => { … })`. An entity is mentioned again where its keys are; only the first has properties.
    fn entity(&self, call: &Call<'a>) -> Option<Found> {
        let (first, lambda) = (call.arguments.first()?, call.arguments.get(1)?);
        let (name, span) = self.string(*first)?;
        let mut found = Found { name, span, ..Found::default() };
        let block = lambda.child_by_field_name("body").filter(|body| body.kind() == "block")?;
        for statement in parts(block).into_iter().filter(|node| node.kind() == "expression_statement") {
            self.statement(&mut found, &self.chain(statement));
        }
        found.has_table = !found.fields.is_empty() && !found.others.contains(&"ToView".to_owned());
        (!found.fields.is_empty()).then_some(found)
    }

    fn statement(&self, found: &mut Found, chain: &[Call<'a>]) {
        let Some(first) = chain.first() else { return };
        let argument = |call: &Call<'a>| call.arguments.first().and_then(|one| self.string(*one));
        match first.name {
            "Property" => {
                let Some((name, span)) = argument(first) else { return };
                let column = Column::new(name, span);
                let called = chain.iter().find(|call| call.name == "HasColumnName").and_then(argument);
                found.fields.push(match called {
                    Some((called, _)) => column.called(called),
                    None => column,
                });
            }
            "ToTable" => found.table = argument(first).map(|(table, _)| Name::new(table)),
            "ToView" => found.others.push(first.name.to_owned()),
            _ => {}
        }
    }

    fn string(&self, node: Node<'a>) -> Option<(String, Span)> {
        let text = (node.kind() == "string_literal").then(|| self.code.string(node))?;
        Some((String::from_utf8_lossy(text.bytes()).into_owned(), span(node)))
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::fact::extract::migration::model::testing::shown;

    const SNAPSHOT: &str = r#"using System;
namespace Shop.Migrations
{
    [DbContext(typeof(Context))]
    partial class ContextModelSnapshot : ModelSnapshot
    {
        protected override void BuildModel(ModelBuilder modelBuilder)
        {
#pragma warning disable 612, 618
            modelBuilder.HasAnnotation("a", 1).HasAnnotation("b", 2);
            modelBuilder.Entity("Shop.Order", b =>
                {
                    b.Property<int>("Id").ValueGeneratedOnAdd();
                    b.Property<string>("City")
                        .HasMaxLength(5)
                        .HasColumnName("town");
                    b.HasKey("Id");
                    b.ToTable("Orders", (string)null);
                });
            modelBuilder.Entity("Shop.Summary", b =>
                {
                    b.Property<int>("Id");
                    b.ToView("Summary");
                });
            modelBuilder.Entity("Shop.Order", b =>
                {
                    b.HasOne("Shop.Buyer", "Buyer").WithMany();
                });
        }
    }
}
"#;

    #[test]
    fn entities_have_properties() {
        assert_eq!(
            shown(&read(SNAPSHOT.as_bytes())),
            ["Shop.Order(Orders): Id town=City", "[Shop.Summary: Id | ToView]"]
        );
    }

    #[test]
    fn rubbish_is_no_snapshot() {
        for text in ["", "class A {", "modelBuilder.Entity(\"x\", b => {", "a.Entity(\"x\", 1); { b.Entity(); }"] {
            assert_eq!(read(text.as_bytes()), [], "{text}");
        }
    }
}
