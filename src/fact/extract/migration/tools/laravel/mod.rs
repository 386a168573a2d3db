//! Laravel. (<https://laravel.com/docs/migrations>)

mod blueprint;
mod data;
#[cfg(test)]
mod tests;
mod words;

use bstr::ByteSlice;

use crate::document::grammar::Language;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::call::Call;
use crate::fact::extract::migration::language::code::{Code, span};
use crate::fact::extract::migration::language::flow::{self, Reader};
use crate::fact::extract::migration::language::half::{self, Half};
use crate::fact::extract::migration::language::php;
use crate::fact::extract::migration::language::value::{Scope, Value};
use crate::fact::migration::{Name, Operation, Script};

use blueprint::Table;

/// Whether a file defines a migration of Laravel.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    let has = |text: &str| source.bytes.contains_str(text);
    source.path.lower_name().ends_with(".php") && has(r"Illuminate\Database\Migrations\Migration") && has("extends ")
}

/// Reads the migration of a file.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    let Some(code) = Code::parse(Language::Php, source.bytes) else { return vec![half::unread(source.bytes)] };
    let Some(class) = php::class(&code, |base| base.ends_with("Migration"), &["up", "down"]) else {
        return half::none(&code);
    };
    let run = |name| {
        let method = php::method(&code, class, name)?;
        let mut laravel = Laravel { scope: Scope::new(&code), half: Half::new(), tables: Vec::new() };
        php::run(&mut laravel, method);
        Some((laravel.half, method))
    };
    let up = run("up");
    let head = up.as_ref().map_or(span(class), |(_, method)| php::head(*method));
    let up = up.map_or_else(|| (Half::new(), span(class)), |(half, method)| (half, span(method)));
    let mut script = half::pair(up, run("down").map(|(half, method)| (half, span(method))), head);
    half::finish(&code, &mut script);
    vec![script]
}

/// Reads one direction of a migration.
struct Laravel<'t> {
    scope: Scope<'t>,
    half: Half,
    /// The tables whose closures are being read.
    tables: Vec<Table<'t>>,
}

impl<'t> Reader<'t> for Laravel<'t> {
    fn scope(&mut self) -> &mut Scope<'t> {
        &mut self.scope
    }

    fn half(&mut self) -> &mut Half {
        &mut self.half
    }

    fn call(&mut self, call: &Call<'t>) {
        let code = self.scope.code;
        let (root, chain) = call.chain(code);
        let root = root.map_or("", |root| code.text(root));
        if let Some(table) = self.tables.iter().rposition(|table| table.variable == root && !root.is_empty()) {
            return self.in_table(table, &chain);
        }
        match root.rsplit('\\').next().unwrap_or_default() {
            "Schema" | "$schema" | "$this->schema" => self.schema(call),
            "DB" => self.database(call, &chain),
            "$this" if chain.first().is_some_and(|first| first.name.starts_with("schema")) => self.schema(call),
            "$this" if chain.len() == 1 && flow::follow(self, call) => {}
            _ => self.other(call),
        }
    }
}

impl<'t> Laravel<'t> {
    /// A table, as a call names it.
    fn table_at(&self, call: &Call<'t>, place: usize) -> Option<Name> {
        call.items.get(place).and_then(|node| self.scope.text(*node)).map(|text| Name::dotted(&text))
    }

    fn text_at(&self, call: &Call<'t>, place: usize, name: &str) -> Option<String> {
        call.argument_at(place, name).and_then(|node| self.scope.text(node))
    }

    fn value_at(&self, call: &Call<'t>, place: usize, name: &str) -> Option<Value> {
        call.argument_at(place, name).map(|node| self.scope.value(node))
    }

    fn dynamic(&mut self, call: &Call<'t>) {
        let what = format!("`{}` of something that is named at run time", call.title(self.scope.code));
        self.half.unknown(call.node, what);
    }

    /// `Schema::…`.
    fn schema(&mut self, call: &Call<'t>) {
        match call.name {
            "create" | "table" | "createIfNotExists" => match self.table_at(call, 0) {
                Some(table) => self.block(call, table),
                None => self.dynamic(call),
            },
            "rename" => match self.table_at(call, 0).zip(self.table_at(call, 1)) {
                Some((from, to)) => self.half.push(call.node, Operation::RenameTable { from, to }),
                None => self.dynamic(call),
            },
            "drop" | "dropIfExists" => match self.table_at(call, 0) {
                Some(table) => self.half.push(call.node, Operation::DropTable { table, cascades: false }),
                None => self.dynamic(call),
            },
            "dropColumns" => self.drop_columns(call),
            "whenTableHasColumn" | "whenTableDoesntHaveColumn" => match self.table_at(call, 0) {
                Some(table) => self.block(call, table),
                None => self.dynamic(call),
            },
            "withoutForeignKeyConstraints" => flow::block(self, call),
            name if ["has", "get", "enable", "disable", "connection", "blueprint", "default", "morph"]
                .iter()
                .any(|prefix| name.starts_with(prefix)) => {}
            _ => self.half.unknown(call.node, format!("code of `{}`", call.title(self.scope.code))),
        }
    }

    fn drop_columns(&mut self, call: &Call<'t>) {
        let names = self.value_at(call, 1, "columns").and_then(Value::texts);
        let Some((table, names)) = self.table_at(call, 0).zip(names) else { return self.dynamic(call) };
        for column in names {
            self.half.push(call.node, Operation::DropColumn { table: table.clone(), column });
        }
    }
}
