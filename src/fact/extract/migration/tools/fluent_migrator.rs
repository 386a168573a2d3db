//! FluentMigrator: `Create.Table("users").WithColumn("name").AsString(50)`. (<https://fluentmigrator.github.io/>)

mod column;

use std::cell::RefCell;

use memchr::memmem::find;

use crate::document::grammar::{Language, Node};
use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::code::{Code, parts, span};
use crate::fact::extract::migration::language::csharp::{self, Class, is_named};
use crate::fact::extract::migration::language::program::{
    self, Chain, Half, Halves, Link, Program, Reader, Run, at_run_time,
};
use crate::fact::extract::migration::language::unread;
use crate::fact::migration::{Constraint, Down, Name, Object, Operation, Script};
use crate::text::Span;

/// Whether a file is a migration for FluentMigrator.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let has = |word: &[u8]| find(source.bytes, word).is_some();
    csharp::is_written(source) && has(b"FluentMigrator") && has(b"Migration(") && has(b"class ")
}

/// Reads one.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::CSharp, source.bytes) else { return vec![unread::all(source)] };
    let program = Program::new(&code);
    let classes = csharp::classes(&code);
    let mut scripts: Vec<_> = classes.iter().filter_map(|class| script(&program, class)).collect();
    if scripts.is_empty() {
        scripts.extend(unread::broken(source, &code));
    }
    scripts
}

/// The migration that a class with the attribute is.
fn script<'t>(program: &'t Program<'t>, class: &Class<'t>) -> Option<Script> {
    const NAMES: &[&str] = &["Migration", "TimestampedMigration", "MigrationAttribute"];
    let has_attribute = parts(class.node).into_iter().filter(|part| part.kind() == "attribute_list").any(|list| {
        let names = parts(list).into_iter().filter_map(|attribute| attribute.child_by_field_name("name"));
        names.into_iter().any(|name| program.text(name).ends_with("Migration"))
    });
    if !has_attribute {
        return None;
    }
    let half = |method: Node<'t>| Half::Function { whole: method, function: method };
    let up = class.method(program, "Up").or_else(|| only_override(program, class))?;
    let down = class.method(program, "Down").map_or(Half::Absent, half);
    let base = class.base(program);
    let stays = RefCell::new(None);
    let halves = Halves { up: half(up), down };
    let reader = || FluentMigrator { stays: &stays };
    let mut script = program::script(program, &halves, &reader, &|_, at| match base {
        "AutoReversingMigration" => match stays.take() {
            Some((at, why)) => Down::Missing { at, why: Some(why) },
            None => Down::Automatic,
        },
        "ForwardOnlyMigration" => Down::Irreversible { at: base_span(class).unwrap_or(at) },
        "Migration" | "MigrationBase" => Down::Missing { at, why: None },
        // A base class of one's own may have it.
        _ => Down::Elsewhere,
    });
    script.version = class.attribute(program, NAMES).map(|version| program.text(version).replace('_', ""));
    Some(script)
}

/// Some projects have a base class that calls a method of another name.
fn only_override<'t>(program: &Program<'t>, class: &Class<'t>) -> Option<Node<'t>> {
    let is_override = |method: &Node<'t>| {
        parts(*method).into_iter().any(|part| part.kind() == "modifier" && program.text(part) == "override")
    };
    class.methods().into_iter().filter(is_override).find(|method| !is_named(program, *method, "Down"))
}

fn base_span(class: &Class<'_>) -> Option<Span> {
    let list = parts(class.node).into_iter().find(|part| part.kind() == "base_list")?;
    parts(list).first().map(|first| span(*first))
}

/// What expressions do.
struct FluentMigrator<'a> {
    /// The first expression that is not turned round by itself.
    stays: &'a RefCell<Option<(Span, String)>>,
}

impl<'t> Reader<'t> for FluentMigrator<'_> {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let Some(expression) = Expression::of(run, chain) else { return run.other(self, chain) };
        let place = chain.span();
        if expression.verb == "Schema" {
            return;
        }
        if !expression.is_reversible() {
            let why = format!("`{}.{}`", expression.verb, expression.first().map_or("", |link| link.name));
            self.stays.borrow_mut().get_or_insert((place, why));
        }
        if let ("Execute", Some(link)) = (expression.verb, expression.first()) {
            return expression.execute(run, link);
        }
        for operation in expression.operations(run) {
            run.effect(operation, place);
        }
    }
}

/// A verb and what follows it.
struct Expression<'t> {
    verb: &'t str,
    links: Vec<Link<'t>>,
}

impl<'t> Expression<'t> {
    /// `Create.Table(…)`, `this.Create.Table(…)`, `IfDatabase("postgres").Create.Table(…)`
    fn of(run: &Run<'t>, chain: &Chain<'t>) -> Option<Self> {
        let is_verb = |name: &str| {
            matches!(name, "Create" | "Alter" | "Delete" | "Rename" | "Insert" | "Update" | "Execute" | "Schema")
        };
        let root = run.program().text(chain.root);
        if is_verb(root) {
            return Some(Self { verb: root, links: chain.links.clone() });
        }
        let at = chain.links.iter().position(|link| is_verb(link.name) && !link.is_call())?;
        let links = chain.links.get(at + 1..)?.to_vec();
        Some(Self { verb: chain.links.get(at)?.name, links })
    }

    fn first(&self) -> Option<&Link<'t>> {
        self.links.first()
    }

    fn has(&self, name: &str) -> bool {
        self.links.iter().any(|link| link.name == name)
    }

    /// The first argument of the first step of one of these names.
    fn text(&self, run: &Run<'t>, names: &[&str]) -> Option<String> {
        let link = self.links.iter().find(|link| names.contains(&link.name))?;
        run.text(link.argument(0)?)
    }

    /// The first arguments of all steps of one of these names.
    fn texts(&self, run: &Run<'t>, names: &[&str]) -> Vec<String> {
        let links = self.links.iter().filter(|link| names.contains(&link.name));
        links.flat_map(Link::arguments).filter_map(|argument| run.texts(argument)).collect::<Vec<_>>().concat()
    }

    fn table(&self, run: &Run<'t>) -> Option<Name> {
        let name = self.text(run, &["Table", "OnTable", "FromTable", "IntoTable"])?;
        Some(self.within(run, name))
    }

    fn within(&self, run: &Run<'t>, name: String) -> Name {
        match self.text(run, &["InSchema", "FromSchema", "OnSchema"]) {
            Some(schema) => Name::within(schema, name),
            None => Name::new(name),
        }
    }

    /// What `AutoReversingMigration` can turn round.
    fn is_reversible(&self) -> bool {
        match self.verb {
            "Create" | "Rename" | "Insert" => true,
            "Alter" => self.first().is_some_and(|link| link.name == "Table") && !self.has("AlterColumn"),
            _ => false,
        }
    }

    fn execute(&self, run: &mut Run<'t>, link: &Link<'t>) {
        match link.name {
            "Sql" => run.sql(link.argument(0), Dialect::Unknown, link.whole),
            "WithConnection" => run.unknown("code that is given the connection", link.whole),
            name => {
                let script = link.argument(0).and_then(|script| run.text(script));
                let what =
                    script.map_or_else(|| format!("`Execute.{name}`"), |script| format!("the script `{script}`"));
                run.unknown(what, link.whole);
            }
        }
    }

    fn operations(&self, run: &Run<'t>) -> Vec<Operation> {
        let what = self.first().map_or("", |link| link.name);
        let operations = match (self.verb, what) {
            ("Create", "Table") => self.table(run).map(|table| vec![column::create(run, &self.links, table)]),
            ("Create" | "Alter", "Column") | ("Alter", "Table") => {
                self.table(run).map(|table| column::change(run, &self.links, &table, self.verb == "Create"))
            }
            ("Delete", "Column") => self.table(run).map(|table| {
                let columns = self.texts(run, &["Column"]);
                columns.into_iter().map(|column| Operation::DropColumn { table: table.clone(), column }).collect()
            }),
            _ => self.one(run, what).map(|operation| vec![operation]),
        };
        operations
            .filter(|operations| !operations.is_empty() || self.verb == "Alter")
            .unwrap_or_else(|| vec![at_run_time(&format!("{}.{what}", self.verb))])
    }

    fn one(&self, run: &Run<'t>, what: &str) -> Option<Operation> {
        let name = || self.first().and_then(|link| run.text(link.argument(0)?));
        let table = self.table(run);
        let thing = |kind| {
            name().map(|name| self.within(run, name)).map(|name| match self.verb {
                "Create" => Operation::Create { kind, name, replaces: false },
                _ => Operation::Drop { kind, name, cascades: false },
            })
        };
        match (self.verb, what) {
            ("Create" | "Delete", "Schema") => thing(Object::Schema),
            ("Create" | "Delete", "Sequence") => thing(Object::Sequence),
            ("Create", "Index") => self.index(run, name()),
            ("Create", "ForeignKey") => self.foreign_key(run, name()),
            ("Create", "PrimaryKey") => self.key(run, name(), Constraint::PrimaryKey),
            ("Create", "UniqueConstraint") => self.key(run, name(), Constraint::Unique),
            ("Delete", "Table") => Some(Operation::DropTable { table: table?, cascades: false }),
            ("Delete", "Index") => {
                Some(Operation::DropIndex { table, name: name(), columns: self.texts(run, &["OnColumn", "OnColumns"]) })
            }
            ("Delete", "ForeignKey") => self.drop_key(run, table, name(), Constraint::ForeignKey),
            ("Delete", "PrimaryKey") => self.drop_key(run, table, name(), Constraint::PrimaryKey),
            ("Delete", "UniqueConstraint") => self.drop_key(run, table, name(), Constraint::Unique),
            ("Delete", "DefaultConstraint") => {
                Some(Operation::DropDefault { table: table?, column: self.text(run, &["OnColumn"])? })
            }
            ("Delete", "FromTable") => Some(Operation::Delete { table: table?, is_filtered: !self.has("AllRows") }),
            ("Rename", "Table") => {
                let to = self.text(run, &["To"]).map(|name| self.within(run, name))?;
                Some(Operation::RenameTable { from: table?, to })
            }
            ("Rename", "Column") => {
                Some(Operation::RenameColumn { table: table?, from: name()?, to: self.text(run, &["To"])? })
            }
            ("Insert", _) => Some(Operation::Insert { table: table?, source: None }),
            ("Update", _) => Some(self.update(run, table?)),
            _ => Some(Operation::Unknown { what: format!("`{}.{what}`", self.verb) }),
        }
    }

    fn index(&self, run: &Run<'t>, name: Option<String>) -> Option<Operation> {
        let (table, columns) = (self.table(run)?, self.texts(run, &["OnColumn"]));
        if self.has("Unique") {
            return Some(Operation::AddConstraint {
                table,
                name,
                kind: Constraint::Unique,
                columns,
                checks_rows: true,
            });
        }
        Some(Operation::CreateIndex { table, name, columns })
    }

    fn foreign_key(&self, run: &Run<'t>, name: Option<String>) -> Option<Operation> {
        let columns = self.texts(run, &["ForeignColumn", "ForeignColumns"]);
        Some(Operation::AddConstraint {
            table: self.table(run)?,
            name,
            kind: Constraint::ForeignKey,
            columns,
            checks_rows: true,
        })
    }

    fn key(&self, run: &Run<'t>, name: Option<String>, kind: Constraint) -> Option<Operation> {
        let columns = self.texts(run, &["Column", "Columns"]);
        Some(Operation::AddConstraint { table: self.table(run)?, name, kind, columns, checks_rows: true })
    }

    fn drop_key(
        &self,
        run: &Run<'t>,
        table: Option<Name>,
        name: Option<String>,
        kind: Constraint,
    ) -> Option<Operation> {
        let columns = self.texts(run, &["ForeignColumn", "ForeignColumns", "Column", "Columns"]);
        Some(Operation::DropConstraint { table: table?, name, kind: Some(kind), columns })
    }

    fn update(&self, run: &Run<'t>, table: Name) -> Operation {
        let set = self.links.iter().find(|link| link.name == "Set").and_then(|link| link.argument(0));
        let columns = set.map(|set| run.entries(set).into_iter().map(|(key, _)| key).collect()).unwrap_or_default();
        Operation::Update { table, is_filtered: !self.has("AllRows"), columns }
    }
}

#[cfg(test)]
mod tests;
