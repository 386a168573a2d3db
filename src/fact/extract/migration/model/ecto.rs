//! Ecto's schemas. (<https://hexdocs.pm/ecto/Ecto.Schema.html>)

use super::{Column, Found};
use crate::document::grammar::{Language, Node};
use crate::fact::extract::migration::language::code::{Code, parts, span};
use crate::fact::migration::Name;

/// How deep modules are looked into.
const DEEPEST: usize = 4;

/// The schemas of a file.
pub(super) fn read(bytes: &[u8]) -> Vec<Found> {
    let Some(code) = Code::parse(Language::Elixir, bytes) else { return Vec::new() };
    let mut found = Vec::new();
    Reader { code: &code }.modules(code.root(), "", 0, &mut found);
    found
}

struct Reader<'a> {
    code: &'a Code<'a>,
}

/// A call of a function or macro.
struct Call<'t> {
    name: &'t str,
    arguments: Vec<Node<'t>>,
    block: Option<Node<'t>>,
}

impl<'a> Reader<'a> {
    fn call(&self, node: Node<'a>) -> Option<Call<'a>> {
        let target = node.child_by_field_name("target").filter(|one| one.kind() == "identifier")?;
        let inner = parts(node);
        let of_kind = |kind: &str| inner.iter().copied().find(|one| one.kind() == kind);
        let arguments = of_kind("arguments").map(parts).unwrap_or_default();
        Some(Call { name: self.code.text(target), arguments, block: of_kind("do_block") })
    }

    fn modules(&self, body: Node<'a>, outer: &str, depth: usize, found: &mut Vec<Found>) {
        for call in parts(body).into_iter().filter_map(|node| self.call(node)) {
            let (Some(first), Some(block)) = (call.arguments.first(), call.block) else { continue };
            match call.name {
                "defmodule" if depth < DEEPEST => {
                    let name = self.code.text(*first);
                    let name = if outer.is_empty() { name.to_owned() } else { format!("{outer}.{name}") };
                    self.modules(block, &name, depth + 1, found);
                }
                "schema" => found.push(self.schema(outer, *first, block)),
                _ => {}
            }
        }
    }

    /// `schema "users" do … end`.
    fn schema(&self, module: &str, first: Node<'a>, block: Node<'a>) -> Found {
        let table = self.string(first).map(|table| Name::dotted(&table));
        let mut model =
            Found { name: module.to_owned(), span: span(first), has_table: table.is_some(), table, ..Found::default() };
        for call in parts(block).into_iter().filter_map(|node| self.call(node)) {
            self.line(&mut model, &call);
        }
        model
    }

    fn line(&self, model: &mut Found, call: &Call<'a>) {
        if call.name == "timestamps" {
            // What they are called is also up to an attribute of the module.
            model.others.extend(["inserted_at", "updated_at"].map(str::to_owned));
            return;
        }
        let name = call.arguments.first().filter(|one| one.kind() == "atom");
        let Some((name, at)) = name.map(|one| (self.atom(*one), span(*one))) else { return };
        let option = |key: &str| self.option(call, key);
        match call.name {
            "field" if option("virtual").is_some_and(|value| self.code.text(value) == "true") => {}
            "field" | "embeds_one" | "embeds_many" => {
                let column = Column::new(name, at);
                model.fields.push(match option("source") {
                    Some(source) => column.called(self.atom(source)),
                    None => column,
                });
            }
            // Then a field of its own says it.
            "belongs_to" if option("define_field").is_some() => {}
            "belongs_to" => {
                let key = option("foreign_key").map_or_else(|| format!("{name}_id"), |key| self.atom(key).to_owned());
                let column = Column::new(key, at);
                model.fields.push(match option("source") {
                    Some(source) => column.called(self.atom(source)),
                    None => column,
                });
            }
            "has_one" | "has_many" | "many_to_many" => {}
            _ => model.others.push(name.to_owned()),
        }
    }

    /// The value of an option.
    fn option(&self, call: &Call<'a>, key: &str) -> Option<Node<'a>> {
        let keywords = call.arguments.iter().filter(|one| one.kind() == "keywords");
        let pairs = keywords.flat_map(|one| parts(*one));
        let is_it = |pair: &Node<'a>| self.code.field(*pair, "key").trim().trim_end_matches(':') == key;
        pairs.filter(is_it).find_map(|pair| pair.child_by_field_name("value"))
    }

    /// `name` of `:name`.
    fn atom(&self, node: Node<'a>) -> &'a str {
        self.code.text(node).trim_start_matches(':').trim_matches('"')
    }

    fn string(&self, node: Node<'a>) -> Option<String> {
        let is_plain = node.kind() == "string" && parts(node).iter().all(|part| part.kind() == "quoted_content");
        is_plain.then(|| String::from_utf8_lossy(self.code.string(node).bytes()).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::fact::extract::migration::model::testing::shown;

    #[test]
    fn a_schema_says_its_table_and_columns() {
        let text = br#"defmodule Shop.Order do
  use Ecto.Schema
  @primary_key {:id, :binary_id, autogenerate: true}
  schema "orders" do
    field :city, :string, source: :town
    field(:age, :integer, default: 1)
    field :secret, :string, virtual: true
    belongs_to :buyer, User
    belongs_to :shop, Shop, foreign_key: :store_id
    belongs_to :plan, Plan, define_field: false
    has_many :lines, Line do
      1
    end
    embeds_one :address, Address
    money :price
    timestamps()
  end
  embedded_schema do
    field :x, :string
  end
  defmodule Line do
    schema @table do
      field :y, :string
    end
  end
end"#;
        let expected = [
            "Shop.Order(orders): town=city age buyer_id store_id address | price inserted_at updated_at",
            "[Shop.Order.Line: y]",
        ];
        assert_eq!(shown(&read(text)), expected);
    }

    #[test]
    fn rubbish_is_no_schema() {
        for text in ["schema", "schema \"a\" do", "defmodule do schema \"x\" do field :a end end", "field :a"] {
            assert!(read(text.as_bytes()).iter().all(|one| one.fields.len() <= 1), "{text}");
        }
    }
}
