//! GraphQL documents, read: operations, fragments, selections, arguments. Types are read over; GitHub's schema is checked elsewhere.

use std::collections::BTreeMap;

use serde_json::{Map, Number, Value};

/// A document.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) operations: Vec<Operation>,
    pub(super) fragments: BTreeMap<String, Fragment>,
}

/// A query or a mutation.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) is_mutation: bool,
    /// The variables, with their defaults; those that must be given have a `!`.
    pub(super) variables: Vec<(String, bool, Option<Value>)>,
    pub(super) selection: Vec<Selection>,
}

#[derive(Clone, Debug)]
pub(super) struct Fragment {
    pub(super) on: Option<String>,
    pub(super) selection: Vec<Selection>,
}

#[derive(Clone, Debug)]
pub(super) enum Selection {
    Field(Field),
    Inline(Fragment),
    Spread(String),
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) alias: String,
    pub(super) name: String,
    pub(super) arguments: Vec<(String, Argument)>,
    pub(super) selection: Vec<Selection>,
}

#[derive(Clone, Debug)]
pub(super) enum Argument {
    Variable(String),
    Value(Value),
    List(Vec<Argument>),
    Object(Vec<(String, Argument)>),
}

/// A word, a sign, a text or a number of a document.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Name(String),
    Sign(char),
    Spread,
    Text(String),
    Number(String),
}

/// Reads a document.
pub(super) fn parse(text: &str) -> Result<Document, String> {
    let mut parser = Parser { tokens: tokens(text)?, at: 0 };
    let mut document = Document::default();
    while parser.at < parser.tokens.len() {
        if parser.peeks('{') {
            let selection = parser.selection()?;
            document.operations.push(Operation { is_mutation: false, variables: Vec::new(), selection });
            continue;
        }
        match parser.name()?.as_str() {
            "fragment" => {
                let name = parser.name()?;
                parser.word("on")?;
                let on = Some(parser.name()?);
                document.fragments.insert(name, Fragment { on, selection: parser.selection()? });
            }
            kind @ ("query" | "mutation") => document.operations.push(parser.operation(kind == "mutation")?),
            other => return Err(format!("unexpected {other:?}")),
        }
    }
    Ok(document)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

impl Parser {
    fn next(&mut self) -> Result<Token, String> {
        let token = self.tokens.get(self.at).cloned().ok_or("unexpected end of document")?;
        self.at += 1;
        Ok(token)
    }

    fn peeks(&self, sign: char) -> bool {
        self.tokens.get(self.at) == Some(&Token::Sign(sign))
    }

    fn takes(&mut self, sign: char) -> bool {
        let is = self.peeks(sign);
        self.at += usize::from(is);
        is
    }

    fn sign(&mut self, sign: char) -> Result<(), String> {
        if self.takes(sign) { Ok(()) } else { Err(format!("expected {sign:?}, got {:?}", self.tokens.get(self.at))) }
    }

    fn name(&mut self) -> Result<String, String> {
        match self.next()? {
            Token::Name(name) => Ok(name),
            other => Err(format!("expected a name, got {other:?}")),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), String> {
        let name = self.name()?;
        if name == word { Ok(()) } else { Err(format!("expected {word:?}, got {name:?}")) }
    }

    fn operation(&mut self, is_mutation: bool) -> Result<Operation, String> {
        if matches!(self.tokens.get(self.at), Some(Token::Name(_))) {
            self.name()?;
        }
        let mut variables = Vec::new();
        if self.takes('(') {
            while !self.takes(')') {
                self.sign('$')?;
                let name = self.name()?;
                self.sign(':')?;
                let is_needed = self.of_type()?;
                let default = self.takes('=').then(|| self.argument()).transpose()?;
                let default = default.map(|argument| argument.value(&Map::new()));
                variables.push((name, is_needed, default));
            }
        }
        Ok(Operation { is_mutation, variables, selection: self.selection()? })
    }

    /// Reads a type; whether it may not be null.
    fn of_type(&mut self) -> Result<bool, String> {
        if self.takes('[') {
            self.of_type()?;
            self.sign(']')?;
        } else {
            self.name()?;
        }
        Ok(self.takes('!'))
    }

    fn selection(&mut self) -> Result<Vec<Selection>, String> {
        self.sign('{')?;
        let mut found = Vec::new();
        while !self.takes('}') {
            found.push(self.selected()?);
        }
        if found.is_empty() { Err("an empty selection".to_owned()) } else { Ok(found) }
    }

    fn selected(&mut self) -> Result<Selection, String> {
        if self.tokens.get(self.at) == Some(&Token::Spread) {
            self.at += 1;
            if self.peeks('{') {
                return Ok(Selection::Inline(Fragment { on: None, selection: self.selection()? }));
            }
            let name = self.name()?;
            if name != "on" {
                return Ok(Selection::Spread(name));
            }
            let on = Some(self.name()?);
            return Ok(Selection::Inline(Fragment { on, selection: self.selection()? }));
        }
        let first = self.name()?;
        let name = if self.takes(':') { self.name()? } else { first.clone() };
        let mut arguments = Vec::new();
        if self.takes('(') {
            while !self.takes(')') {
                arguments.push(self.pair()?);
            }
        }
        let selection = if self.peeks('{') { self.selection()? } else { Vec::new() };
        Ok(Selection::Field(Field { alias: first, name, arguments, selection }))
    }

    fn pair(&mut self) -> Result<(String, Argument), String> {
        let name = self.name()?;
        self.sign(':')?;
        Ok((name, self.argument()?))
    }

    fn argument(&mut self) -> Result<Argument, String> {
        Ok(match self.next()? {
            Token::Sign('$') => Argument::Variable(self.name()?),
            Token::Sign('[') => {
                let mut parts = Vec::new();
                while !self.takes(']') {
                    parts.push(self.argument()?);
                }
                Argument::List(parts)
            }
            Token::Sign('{') => {
                let mut parts = Vec::new();
                while !self.takes('}') {
                    parts.push(self.pair()?);
                }
                Argument::Object(parts)
            }
            Token::Name(word) => Argument::Value(match word.as_str() {
                "true" => Value::Bool(true),
                "false" => Value::Bool(false),
                "null" => Value::Null,
                _ => Value::String(word),
            }),
            Token::Text(text) => Argument::Value(Value::String(text)),
            Token::Number(digits) => {
                Argument::Value(digits.parse::<Number>().map_err(|error| error.to_string())?.into())
            }
            other => return Err(format!("unexpected {other:?}")),
        })
    }
}

impl Argument {
    /// What it is with these `variables`.
    pub(super) fn value(&self, variables: &Map<String, Value>) -> Value {
        match self {
            Self::Variable(name) => variables.get(name).cloned().unwrap_or_default(),
            Self::Value(value) => value.clone(),
            Self::List(parts) => parts.iter().map(|part| part.value(variables)).collect(),
            Self::Object(parts) => parts.iter().map(|(name, part)| (name.clone(), part.value(variables))).collect(),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let span = |is: &dyn Fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let length = match first {
            '#' => span(&|c| c != '\n'),
            ',' | '\u{feff}' => first.len_utf8(),
            _ if first.is_whitespace() => span(&char::is_whitespace),
            '.' if rest.starts_with("...") => {
                found.push(Token::Spread);
                3
            }
            '"' => {
                let (text, length) = quoted(rest)?;
                found.push(Token::Text(text));
                length
            }
            _ if first.is_ascii_digit() || first == '-' => {
                let length = span(&|c| c.is_ascii_digit() || "-+.eE".contains(c));
                found.push(Token::Number(rest[..length].to_owned()));
                length
            }
            _ if is_word(first) => {
                found.push(Token::Name(rest[..span(&is_word)].to_owned()));
                span(&is_word)
            }
            '{' | '}' | '(' | ')' | '[' | ']' | ':' | '$' | '!' | '=' => {
                found.push(Token::Sign(first));
                1
            }
            other => return Err(format!("unexpected {other:?}")),
        };
        rest = &rest[length..];
    }
    Ok(found)
}

/// The text at the start of `rest`, which is written as in JSON, and how long it is.
fn quoted(rest: &str) -> Result<(String, usize), String> {
    let mut stream = serde_json::Deserializer::from_str(rest).into_iter::<String>();
    let text = stream.next().ok_or("no text")?.map_err(|error| error.to_string())?;
    Ok((text, stream.byte_offset()))
}

#[cfg(test)]
mod tests {
    use super::{Selection, parse};
    use serde_json::{Map, json};

    #[test]
    fn a_document_with_all_there_is() {
        let text = r#"
            # A comment.
            query Q($n: Int!, $all: [ID!]! = ["a"]) { x: y(first: 3, in: {a: $n, b: [OPEN, "q\"{"]}) { ...f ... on T { z } } }
            fragment f on U { w }"#;
        let document = parse(text).unwrap();
        let [operation] = document.operations.as_slice() else { panic!() };
        assert_eq!(operation.variables[1], ("all".to_owned(), true, Some(json!(["a"]))));
        let Selection::Field(field) = &operation.selection[0] else { panic!() };
        assert_eq!((field.alias.as_str(), field.name.as_str(), field.selection.len()), ("x", "y", 2));
        let variables = Map::from_iter([("n".to_owned(), json!(7))]);
        assert_eq!(field.arguments[1].1.value(&variables), json!({ "a": 7, "b": ["OPEN", "q\"{"] }));
        assert_eq!(document.fragments["f"].on.as_deref(), Some("U"));
        for wrong in ["{", "query {}", "{ a(b) }", "}", "{ a \"", "subscription { a }", "{ a: }", "query($x) { a }"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
