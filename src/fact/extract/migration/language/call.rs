//! Calls, as all the languages write them.

use super::code::{Code, children, parts, span};
use crate::document::grammar::Node;
use crate::text::Span;

/// A call of a function or a method.
#[derive(Clone)]
pub(in crate::fact::extract::migration) struct Call<'t> {
    /// All of it, with its block.
    pub(in crate::fact::extract::migration) node: Node<'t>,
    /// Whose method it is.
    pub(in crate::fact::extract::migration) receiver: Option<Node<'t>>,
    /// What is called.
    pub(in crate::fact::extract::migration) name: &'t str,
    /// The arguments without a name.
    pub(in crate::fact::extract::migration) items: Vec<Node<'t>>,
    /// Those with one; also the entries of a hash that Ruby takes for such.
    pub(in crate::fact::extract::migration) named: Vec<(&'t str, Node<'t>)>,
    /// Whether there are more that are only known when it runs: `*args`, `**options`, `&block`.
    pub(in crate::fact::extract::migration) is_open: bool,
    /// The code that it is given: a block, a closure's body, the body of a `with`.
    pub(in crate::fact::extract::migration) block: Option<Node<'t>>,
    /// What the result is called by an assignment or a `with … as`; or else what the closure calls its first parameter.
    pub(in crate::fact::extract::migration) alias: Option<&'t str>,
    /// Whether what it returns is kept, so that it is likely called for that.
    pub(in crate::fact::extract::migration) is_value: bool,
}

impl<'t> Call<'t> {
    /// The call that a node is; none where it is something else.
    pub(in crate::fact::extract::migration) fn of(code: &'t Code<'t>, node: Node<'t>) -> Option<Self> {
        match node.kind() {
            "identifier" => Some(Self::bare(node, code.text(node))),
            "call" => Self::of_ruby(code, node).or_else(|| Self::of_python(code, node)).or_else(|| elixir(code, node)),
            "function_call_expression" => Self::of_php(code, node, "function", None),
            "member_call_expression" | "nullsafe_member_call_expression" => {
                Self::of_php(code, node, "name", node.child_by_field_name("object"))
            }
            "scoped_call_expression" => Self::of_php(code, node, "name", node.child_by_field_name("scope")),
            "object_creation_expression" => {
                let mut call = Self::bare(node, code.text(parts(node).first().copied()?));
                let arguments = parts(node).into_iter().find(|part| part.kind() == "arguments");
                call.arguments(code, arguments);
                Some(call)
            }
            "binary_operator" => piped(code, node),
            _ => None,
        }
    }

    fn bare(node: Node<'t>, name: &'t str) -> Self {
        Self {
            node,
            receiver: None,
            name,
            items: Vec::new(),
            named: Vec::new(),
            is_open: false,
            block: None,
            alias: None,
            is_value: false,
        }
    }

    fn of_ruby(code: &'t Code<'t>, node: Node<'t>) -> Option<Self> {
        let mut call = Self::bare(node, code.text(node.child_by_field_name("method")?));
        call.receiver = node.child_by_field_name("receiver");
        call.block = node.child_by_field_name("block");
        call.arguments(code, node.child_by_field_name("arguments"));
        Some(call)
    }

    fn of_python(code: &'t Code<'t>, node: Node<'t>) -> Option<Self> {
        let function = node.child_by_field_name("function")?;
        let mut call = if function.kind() == "attribute" {
            let mut call = Self::bare(node, code.field(function, "attribute"));
            call.receiver = function.child_by_field_name("object");
            call
        } else {
            Self::bare(node, code.text(function))
        };
        call.arguments(code, node.child_by_field_name("arguments"));
        Some(call)
    }

    fn of_php(code: &'t Code<'t>, node: Node<'t>, name: &str, receiver: Option<Node<'t>>) -> Option<Self> {
        let mut call = Self::bare(node, code.text(node.child_by_field_name(name)?));
        call.receiver = receiver;
        call.arguments(code, node.child_by_field_name("arguments"));
        Some(call)
    }

    fn arguments(&mut self, code: &'t Code<'t>, list: Option<Node<'t>>) {
        for part in list.map(parts).unwrap_or_default() {
            self.argument(code, part);
        }
    }

    fn argument(&mut self, code: &'t Code<'t>, part: Node<'t>) {
        match part.kind() {
            "pair" | "keyword_argument" => self.pair(code, part),
            // Ruby takes a hash at the end for named arguments.
            "hash" | "keywords" => {
                for pair in parts(part) {
                    self.argument(code, pair);
                }
            }
            "argument" => {
                let Some(value) = parts(part).pop() else { return };
                match part.child_by_field_name("name") {
                    Some(name) => self.named.push((code.text(name), value)),
                    None => self.item(code, value),
                }
            }
            kind if kind.contains("splat") || kind == "variadic_unpacking" || kind == "block_argument" => {
                self.is_open = true;
            }
            _ => self.item(code, part),
        }
    }

    fn pair(&mut self, code: &'t Code<'t>, pair: Node<'t>) {
        let name = pair.child_by_field_name("key").or_else(|| pair.child_by_field_name("name"));
        let (Some(name), Some(value)) = (name, pair.child_by_field_name("value")) else {
            self.is_open = true;
            return;
        };
        self.named.push((key(code.text(name)), value));
    }

    fn item(&mut self, code: &'t Code<'t>, value: Node<'t>) {
        if matches!(value.kind(), "anonymous_function" | "arrow_function")
            && value.child_by_field_name("body").is_some()
        {
            self.block = value.child_by_field_name("body");
            self.alias = parameters(code, value).first().copied();
        }
        self.items.push(value);
    }

    /// An argument by its name, or by its place where it has none.
    pub(in crate::fact::extract::migration) fn argument_at(&self, place: usize, name: &str) -> Option<Node<'t>> {
        self.option(name).or_else(|| self.items.get(place).copied())
    }

    /// A named argument.
    pub(in crate::fact::extract::migration) fn option(&self, name: &str) -> Option<Node<'t>> {
        self.named.iter().find(|(own, _)| *own == name).map(|(_, value)| *value)
    }

    /// The call that this one is a method of the result of.
    pub(in crate::fact::extract::migration) fn inner(&self, code: &'t Code<'t>) -> Option<Self> {
        self.receiver.filter(|receiver| receiver.kind() != "identifier").and_then(|receiver| Self::of(code, receiver))
    }

    /// The calls of a chain, the first one first, and what the first is a method of.
    pub(in crate::fact::extract::migration) fn chain(&self, code: &'t Code<'t>) -> (Option<Node<'t>>, Vec<Self>) {
        /// A table with all its columns may be one chain.
        const LONGEST: usize = 512;
        let mut calls = vec![self.clone()];
        for _ in 0..LONGEST {
            let Some(inner) = calls.last().and_then(|call| call.inner(code)) else { break };
            calls.push(inner);
        }
        calls.reverse();
        (calls.first().and_then(|call| call.receiver), calls)
    }

    /// Where a link of a chain stands, without what it is a method of: `removeColumn('age')`.
    pub(in crate::fact::extract::migration) fn link(&self, code: &'t Code<'t>) -> Span {
        let whole = span(self.node);
        let Some(receiver) = self.receiver.filter(|_| self.inner(code).is_some()) else { return whole };
        let rest = code.text(self.node).get(receiver.end_byte() - self.node.start_byte()..).unwrap_or_default();
        let own = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '>' | '?' | '.' | '&'));
        Span::new(whole.end - own.len(), whole.end)
    }

    /// What the receiver is called; empty where there is none.
    pub(in crate::fact::extract::migration) fn receiver_text(&self, code: &'t Code<'t>) -> &'t str {
        self.receiver.map_or("", |receiver| code.text(receiver))
    }

    /// Whose method it is and what it is called, in short, for a sentence: `User.find_each`.
    pub(in crate::fact::extract::migration) fn title(&self, code: &'t Code<'t>) -> String {
        const LONGEST: usize = 40;
        let mut first = (self.node, self.receiver);
        let is_plain = |text: &str| {
            let is_part = |c: char| {
                c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '$' | '-' | '>' | '@' | '?' | '!' | '\\')
            };
            text.len() <= LONGEST && text.chars().all(is_part)
        };
        // The beginning of a chain tells most, where all of it tells too much.
        for _ in 0..super::code::DEEPEST {
            if first.1.is_none_or(|receiver| is_plain(code.text(receiver))) {
                break;
            }
            let inner = first.1.filter(|node| node.kind() != "identifier").and_then(|node| Self::of(code, node));
            let Some(inner) = inner.filter(|inner| inner.receiver.is_some()) else { break };
            first = (inner.node, inner.receiver);
        }
        let name: String = self.name.chars().take(LONGEST).collect();
        let Some(receiver) = first.1 else { return name };
        let text = code.text(receiver);
        if text.len() > LONGEST || text.contains(['\n', '\r', '`']) {
            return name;
        }
        let rest = code.text(first.0).get(receiver.end_byte() - first.0.start_byte()..).unwrap_or_default();
        let separator =
            ["::", "->", "?->", "&."].into_iter().find(|separator| rest.starts_with(separator)).unwrap_or(".");
        format!("{text}{separator}{name}")
    }
}

/// `create table(:users) do … end`, `Repo.update_all(…)`.
fn elixir<'t>(code: &'t Code<'t>, node: Node<'t>) -> Option<Call<'t>> {
    let target = node.child_by_field_name("target")?;
    let mut call = match target.child_by_field_name("right") {
        Some(name) => {
            let mut call = Call::bare(node, code.text(name));
            call.receiver = target.child_by_field_name("left");
            call
        }
        None => Call::bare(node, code.text(target)),
    };
    for child in children(node) {
        match child.kind() {
            "arguments" => call.arguments(code, Some(child)),
            "do_block" => call.block = Some(child),
            _ => {}
        }
    }
    call.block = call.block.or_else(|| call.option("do"));
    Some(call)
}

/// Elixir's `table(:users) |> create()`.
fn piped<'t>(code: &'t Code<'t>, node: Node<'t>) -> Option<Call<'t>> {
    let operator = code.field(node, "operator");
    let (left, right) = (node.child_by_field_name("left")?, node.child_by_field_name("right")?);
    if operator != "|>" || right.kind() != "call" {
        return None;
    }
    let mut call = elixir(code, right)?;
    call.node = node;
    call.items.insert(0, left);
    Some(call)
}

/// The name in `name: `, `:name =>`, `"name" =>`.
pub(in crate::fact::extract::migration) fn key(text: &str) -> &str {
    text.trim().trim_end_matches(':').trim_start_matches(':').trim_matches(['"', '\''])
}

/// What a block, a closure or a function calls its parameters.
pub(in crate::fact::extract::migration) fn parameters<'t>(code: &'t Code<'t>, node: Node<'t>) -> Vec<&'t str> {
    let Some(list) = node.child_by_field_name("parameters") else { return Vec::new() };
    if list.kind() == "identifier" {
        return vec![code.text(list)];
    }
    let name = |part: Node<'t>| match part.kind() {
        "identifier" | "variable_name" => code.text(part),
        _ => part.child_by_field_name("name").map_or_else(
            || parts(part).first().filter(|first| first.kind() == "identifier").map_or("", |first| code.text(*first)),
            |name| code.text(name),
        ),
    };
    parts(list).into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::{Call, parameters};
    use crate::document::grammar::Language;
    use crate::fact::extract::migration::language::code::{Code, walk};

    /// The first call of a text, in short.
    fn first(language: Language, text: &str) -> String {
        let code = Code::parse(language, text.as_bytes()).unwrap();
        let mut found = None;
        walk(code.root(), |node| {
            if found.is_none() && node.is_named() && node.kind() != "identifier" {
                found = Call::of(&code, node).map(|call| {
                    let items: Vec<_> = call.items.iter().map(|item| code.text(*item)).collect();
                    let named: Vec<_> =
                        call.named.iter().map(|(name, value)| format!("{name}={}", code.text(*value))).collect();
                    let block = call.block.map(|block| format!("{:?}", parameters(&code, block))).unwrap_or_default();
                    format!("{} | {} | {} | {block}", call.title(&code), items.join(" "), named.join(" "))
                });
            }
        });
        found.unwrap_or_default()
    }

    #[test]
    fn all_languages_call() {
        for (language, text, expected) in [
            (
                Language::Ruby,
                "add_column :a, :b, null: false, :limit => 5",
                "add_column | :a :b | null=false limit=5 | ",
            ),
            (Language::Ruby, "create_table(:a) { |t| t.x }", r#"create_table | :a |  | ["t"]"#),
            (Language::Ruby, "User.where(a: 1).update_all(b: 2)", "User.update_all |  | b=2 | "),
            (Language::Python, "op.drop_column('a', column_name='b')", "op.drop_column | 'a' | column_name='b' | "),
            (Language::Python, "drop(*a)", "drop |  |  | "),
            (Language::Php, "<?php Schema::create('a', $b);", "Schema::create | 'a' $b |  | "),
            (Language::Php, "<?php $table->string('a')->change(length: 3);", "$table->change |  | length=3 | "),
            (Language::Php, "<?php new Column('a');", "Column | 'a' |  | "),
            (Language::Elixir, "create table(:a), primary: 1", "create | table(:a) | primary=1 | "),
            (Language::Elixir, "a |> Repo.update_all(set: [])", "Repo.update_all | a | set=[] | "),
            (Language::Elixir, "alter table(:a), do: x()", "alter | table(:a) | do=x() | []"),
        ] {
            assert_eq!(first(language, text), expected, "{text}");
        }
    }
}
