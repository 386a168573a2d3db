//! The GraphQL API: documents are executed over what the fake knows.

mod mutation;
mod parse;
mod view;

use serde_json::{Map, Value, json};

use self::parse::{Document, Field, Fragment, Selection, parse};
use super::state::{Access, Token, World};

/// A connection shows no more.
const MOST: usize = 100;

/// What went wrong with a field.
#[derive(Debug)]
struct Fault {
    /// Nothing where the document itself is wrong: then nothing is done.
    kind: Option<&'static str>,
    message: String,
}

impl Fault {
    fn new(kind: &'static str, message: &str) -> Self {
        Self { kind: Some(kind), message: message.to_owned() }
    }

    fn forbidden() -> Self {
        Self::new("FORBIDDEN", "Resource not accessible by integration")
    }

    fn of_document(message: String) -> Self {
        Self { kind: None, message }
    }
}

/// Answers a request's body.
pub(super) fn answer(world: &mut World, token: &Token, body: &Value) -> Value {
    let document = match parse(body["query"].as_str().unwrap_or_default()) {
        Ok(document) => document,
        Err(message) => return json!({ "errors": [{ "message": message }] }),
    };
    let [operation] = document.operations.as_slice() else {
        return json!({ "errors": [{ "message": "An operation name is required" }] });
    };
    let mut variables = body["variables"].as_object().cloned().unwrap_or_default();
    for (name, is_needed, default) in &operation.variables {
        if variables.get(name).is_none_or(Value::is_null) {
            match default {
                Some(default) => drop(variables.insert(name.clone(), default.clone())),
                None if *is_needed => {
                    let message = format!("Variable ${name} was provided invalid value");
                    return json!({ "errors": [{ "message": message }] });
                }
                None => {}
            }
        }
    }
    let mut execution = Execution { world, token, document: &document, variables, errors: Vec::new() };
    match execution.root(operation.is_mutation, &operation.selection) {
        Ok(data) if execution.errors.is_empty() => json!({ "data": data }),
        Ok(data) => json!({ "data": data, "errors": execution.errors }),
        Err(fault) => json!({ "errors": [{ "message": fault.message }] }),
    }
}

/// One document on its way.
struct Execution<'a> {
    world: &'a mut World,
    token: &'a Token,
    document: &'a Document,
    variables: Map<String, Value>,
    errors: Vec<Value>,
}

impl Execution<'_> {
    /// The fields of the operation itself. One that fails is null, and the others go on.
    fn root(&mut self, is_mutation: bool, selection: &[Selection]) -> Result<Value, Fault> {
        let mut data = Map::new();
        for field in self.fields(selection, if is_mutation { "Mutation" } else { "Query" })? {
            let arguments = self.arguments(&field);
            let found = match is_mutation {
                true => mutation::run(self.world, self.token, &field.name, &arguments["input"]),
                false => self.query(&field.name, &arguments),
            };
            let value = match found {
                Ok(value) => self.complete(&field, &arguments, value)?,
                Err(Fault { kind: Some(kind), message }) => {
                    self.errors.push(json!({ "type": kind, "path": [field.alias], "message": message }));
                    Value::Null
                }
                Err(fault) => return Err(fault),
            };
            data.insert(field.alias, value);
        }
        Ok(Value::Object(data))
    }

    fn query(&self, name: &str, arguments: &Value) -> Result<Value, Fault> {
        match name {
            "repository" => {
                let word = |name: &str| arguments[name].as_str().unwrap_or_default().to_owned();
                view::repository(&word("owner"), &word("name"))
            }
            "viewer" => Ok(json!({ "__typename": "Bot", "login": self.token.who.0 })),
            "rateLimit" => Ok(json!({ "__typename": "RateLimit", "cost": 1, "limit": 1000, "remaining": 999 })),
            _ => Err(Fault::of_document(format!("Field '{name}' doesn't exist on type 'Query'"))),
        }
    }

    fn arguments(&self, field: &Field) -> Value {
        field.arguments.iter().map(|(name, argument)| (name.clone(), argument.value(&self.variables))).collect()
    }

    /// The fields that are selected of an object of type `on`.
    fn fields(&self, selection: &[Selection], on: &str) -> Result<Vec<Field>, Fault> {
        let mut found = Vec::new();
        for selected in selection {
            match selected {
                Selection::Field(field) => found.push(field.clone()),
                Selection::Inline(fragment) => found.extend(self.fragment(fragment, on)?),
                Selection::Spread(name) => {
                    let missing = || Fault::of_document(format!("Fragment {name} was used, but not defined"));
                    found.extend(self.fragment(self.document.fragments.get(name).ok_or_else(missing)?, on)?);
                }
            }
        }
        Ok(found)
    }

    fn fragment(&self, fragment: &Fragment, on: &str) -> Result<Vec<Field>, Fault> {
        let interfaces = ["Actor", "Node", "Comment", "Minimizable", "GitObject", "UniformResourceLocatable"];
        let fits = fragment.on.as_deref().is_none_or(|name| name == on || interfaces.contains(&name));
        if fits { self.fields(&fragment.selection, on) } else { Ok(Vec::new()) }
    }

    /// `value` as far as `field` selects it.
    fn complete(&mut self, field: &Field, arguments: &Value, value: Value) -> Result<Value, Fault> {
        match value {
            Value::Object(object) => self.object(field, &object),
            Value::Array(rows) => {
                let connection = connection(field, arguments, rows)?;
                self.complete(field, arguments, connection)
            }
            scalar if field.selection.is_empty() || scalar.is_null() => Ok(scalar),
            _ => Err(Fault::of_document(format!("Selections can't be made on scalars (field '{}')", field.name))),
        }
    }

    fn object(&mut self, field: &Field, object: &Map<String, Value>) -> Result<Value, Fault> {
        if field.selection.is_empty() {
            return Err(Fault::of_document(format!("Field must have selections (field '{}')", field.name)));
        }
        let on = object["__typename"].as_str().unwrap_or_default();
        let mut data = Map::new();
        for field in self.fields(&field.selection, on)? {
            let arguments = self.arguments(&field);
            let value = self.field(on, object, &field.name, &arguments)?;
            let value = match value {
                // The rows of a connection: the only plain list.
                Value::Array(rows) if matches!(field.name.as_str(), "nodes" | "edges" | "entries") => {
                    rows.into_iter().map(|row| self.complete(&field, &arguments, row)).collect::<Result<Value, _>>()?
                }
                value => self.complete(&field, &arguments, value)?,
            };
            data.insert(field.alias, value);
        }
        Ok(Value::Object(data))
    }

    fn field(&self, on: &str, object: &Map<String, Value>, name: &str, arguments: &Value) -> Result<Value, Fault> {
        let rights = &self.token.rights;
        match (on, name) {
            ("Repository", "pullRequest") if rights.pull_requests < Access::Read => Err(Fault::forbidden()),
            ("Repository", "pullRequest") => {
                let number = arguments["number"].as_u64().unwrap_or_default();
                Ok(self
                    .world
                    .pulls
                    .get(&number)
                    .map_or(Value::Null, |pull| view::pull(self.world, pull, &self.token.who)))
            }
            ("Repository", "object") if rights.contents < Access::Read => Err(Fault::forbidden()),
            ("Repository", "object") => Ok(view::object(self.world, arguments)),
            ("PullRequest", "timelineItems") => {
                let kinds = arguments["itemTypes"].as_array().cloned().unwrap_or_default();
                let is_wanted = |_: &&Value| kinds.is_empty() || kinds.contains(&json!("LABELED_EVENT"));
                Ok(object[name].as_array().into_iter().flatten().filter(is_wanted).cloned().collect())
            }
            _ => object
                .get(name)
                .cloned()
                .ok_or_else(|| Fault::of_document(format!("Field '{name}' doesn't exist on type '{on}'"))),
        }
    }
}

/// The part of `rows` that is asked for. GitHub wants to be told how many.
fn connection(field: &Field, arguments: &Value, rows: Vec<Value>) -> Result<Value, Fault> {
    let number = |name: &str| arguments[name].as_u64().and_then(|number| usize::try_from(number).ok());
    let name = &field.name;
    let (first, last) = (number("first"), number("last"));
    let Some(most) = first.or(last) else {
        return Err(Fault::of_document(format!(
            "You must provide a `first` or `last` value to properly paginate the `{name}` connection."
        )));
    };
    if most > MOST {
        return Err(Fault::of_document(format!(
            "Requesting {most} records on the `{name}` connection exceeds the `first` limit of 100 records."
        )));
    }
    let total = rows.len();
    let after = arguments["after"].as_str().and_then(|cursor| cursor.strip_prefix("Y3Vyc29y")?.parse().ok());
    let start = if first.is_some() { after.unwrap_or(0).min(total) } else { total.saturating_sub(most) };
    let end = (start + most).min(total);
    let shown: Vec<Value> = rows[start..end].to_vec();
    let edges: Vec<Value> = shown.iter().map(|row| json!({ "__typename": "Edge", "node": row })).collect();
    let cursor = |at: usize| (end > start).then(|| format!("Y3Vyc29y{at}"));
    Ok(json!({
        "__typename": "Connection", "totalCount": total, "nodes": shown, "edges": edges,
        "pageInfo": {
            "__typename": "PageInfo", "hasNextPage": end < total, "endCursor": cursor(end),
            "hasPreviousPage": start > 0, "startCursor": cursor(start + 1),
        },
    }))
}
