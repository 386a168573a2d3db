//! The way back, written from what the way forward does: offered where each step has one inverse, and where its language is known.

use crate::fact::Migration;
use crate::fact::migration::{Down, Effect, Framework, Name, Object, Operation};
use crate::finding::{Edit, Finding, Safety};
use crate::text::{Site, Span};

/// A language that a way back can be written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Sql,
    Alembic,
    Rails,
    Knex,
}

/// Offers the way back as a fix, where there is a place for it in a file that is there.
pub(super) fn offered(finding: Finding, migration: &Migration) -> Finding {
    match edit(migration) {
        Some(edit) => finding.fix("undo each step, last one first", Safety::Unsafe, vec![edit]),
        None => finding,
    }
}

fn edit(migration: &Migration) -> Option<Edit> {
    let lines = lines(migration)?;
    let text = &migration.down_text;
    match &migration.down {
        Down::Empty { at, .. } => match language(migration)? {
            Language::Alembic => in_place_of_pass(migration, *at, &lines),
            Language::Sql if migration.framework == Framework::Liquibase => in_comment(migration, *at, &lines),
            Language::Sql => {
                let place = Span::empty(at.end);
                let is_on_line = text.bytes().get(at.end).is_some_and(|byte| matches!(byte, b'\n' | b'\r'));
                let mut added = appended(text.slice(*at), &lines);
                added.truncate(added.len() - usize::from(is_on_line && added.ends_with('\n')));
                Some(Edit { site: migration.down_site(place), text: added })
            }
            Language::Rails | Language::Knex => None,
        },
        Down::Missing { why: None, .. } => {
            let marker = match migration.framework {
                Framework::Goose => "-- +goose Down",
                Framework::Dbmate => "-- migrate:down",
                Framework::SqlMigrate => "-- +migrate Down",
                _ => return None,
            };
            let lines: Vec<String> = std::iter::once(marker.to_owned()).chain(lines).collect();
            let end = Span::empty(text.bytes().len());
            Some(Edit { site: Site::new(text, end), text: appended(text.bytes(), &lines) })
        }
        _ => None,
    }
}

/// The lines instead of the `pass` that a function of Python ends with.
fn in_place_of_pass(migration: &Migration, down: Span, lines: &[String]) -> Option<Edit> {
    let text = &migration.down_text;
    let body = text.slice(down).trim_ascii_end();
    let before = body.strip_suffix(b"pass").filter(|before| before.ends_with(b" ") || before.ends_with(b"\t"))?;
    let pass = down.part(before.len()..body.len());
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    let indent = std::str::from_utf8(line).ok().filter(|indent| indent.trim().is_empty())?;
    Some(Edit { site: migration.down_site(pass), text: lines.join(&format!("\n{indent}")) })
}

/// The lines instead of what `--rollback empty` says, each in a comment of its own as Liquibase wants them.
fn in_comment(migration: &Migration, down: Span, lines: &[String]) -> Option<Edit> {
    let text = &migration.down_text;
    let said = text.slice(down).trim_ascii();
    let is_word = ["empty", "not required"].iter().any(|word| said.eq_ignore_ascii_case(word.as_bytes()));
    let line = text.bytes().get(..down.start).unwrap_or_default().rsplit(|byte| *byte == b'\n').next()?;
    let is_comment = line.trim_ascii().starts_with(b"--");
    let text = format!(" {}", lines.join("\n--rollback "));
    (is_word && is_comment).then(|| Edit { site: migration.down_site(down), text })
}

/// Lines to put behind what is there.
fn appended(before: &[u8], lines: &[String]) -> String {
    let is_ended = before.is_empty() || before.ends_with(b"\n");
    format!("{}{}\n", if is_ended { "" } else { "\n" }, lines.join("\n"))
}

/// What a file that undoes a migration may hold, in a sentence; nothing where that is long or not certain.
pub(super) fn sentence(migration: &Migration) -> Option<String> {
    let lines = lines(migration).filter(|lines| lines.len() <= 3)?;
    let is_in_comments = migration.framework == Framework::Liquibase;
    let lead = if is_in_comments { "--rollback " } else { "" };
    Some(format!("; it may hold `{lead}{}`", lines.join(" ")))
}

/// The lines that undo a migration, last step first, not indented. None where one of its steps has no certain inverse.
fn lines(migration: &Migration) -> Option<Vec<String>> {
    let language = language(migration)?;
    let is_certain =
        migration.is_whole && migration.up.iter().all(|effect| effect.is_certain && !effect.is_conditional);
    if migration.up.is_empty() || !is_certain {
        return None;
    }
    let made: Vec<&Name> = migration.up.iter().filter_map(created).collect();
    let inverses = migration.up.iter().rev().filter(|effect| !goes_with(effect, &made));
    inverses.map(|effect| inverse(language, &effect.operation)).collect()
}

fn language(migration: &Migration) -> Option<Language> {
    Some(match migration.framework {
        Framework::Alembic => Language::Alembic,
        Framework::Rails => Language::Rails,
        Framework::Knex => Language::Knex,
        _ if migration.down_text.path().lower_name().ends_with(".sql") => Language::Sql,
        _ => return None,
    })
}

fn created(effect: &Effect) -> Option<&Name> {
    if let Operation::CreateTable { table, is_temporary: false, .. } = &effect.operation { Some(table) } else { None }
}

/// Whether an effect is undone by dropping a table that the migration creates.
fn goes_with(effect: &Effect, made: &[&Name]) -> bool {
    let table = match &effect.operation {
        Operation::AddColumn { table, .. }
        | Operation::CreateIndex { table, .. }
        | Operation::AddConstraint { table, .. }
        | Operation::SetNotNull { table, .. }
        | Operation::SetDefault { table, .. }
        | Operation::Insert { table, .. } => table,
        _ => return false,
    };
    made.contains(&table)
}

fn inverse(language: Language, operation: &Operation) -> Option<String> {
    match language {
        Language::Sql => sql(operation),
        Language::Alembic => alembic(operation),
        Language::Rails => rails(operation),
        Language::Knex => knex(operation),
    }
}

fn sql(operation: &Operation) -> Option<String> {
    Some(match operation {
        Operation::CreateTable { table, .. } => format!("DROP TABLE {};", name(table)?),
        Operation::AddColumn { table, column } => {
            format!("ALTER TABLE {} DROP COLUMN {};", name(table)?, plain(&column.name)?)
        }
        Operation::RenameTable { from, to } => format!("ALTER TABLE {} RENAME TO {};", name(to)?, name(from)?),
        Operation::RenameColumn { table, from, to } => {
            format!("ALTER TABLE {} RENAME COLUMN {} TO {};", name(table)?, plain(to)?, plain(from)?)
        }
        Operation::Create { kind: Object::View, name: view, replaces: false } => format!("DROP VIEW {};", name(view)?),
        Operation::Create { kind: Object::Type, name: of, replaces: false } => format!("DROP TYPE {};", name(of)?),
        Operation::Create { kind: Object::Sequence, name: of, replaces: false } => {
            format!("DROP SEQUENCE {};", name(of)?)
        }
        _ => return None,
    })
}

fn alembic(operation: &Operation) -> Option<String> {
    Some(match operation {
        Operation::CreateTable { table, .. } => format!("op.drop_table(\"{}\")", plain(&table.name)?),
        Operation::AddColumn { table, column } => {
            format!("op.drop_column(\"{}\", \"{}\")", plain(&table.name)?, plain(&column.name)?)
        }
        Operation::RenameTable { from, to } => {
            format!("op.rename_table(\"{}\", \"{}\")", plain(&to.name)?, plain(&from.name)?)
        }
        Operation::RenameColumn { table, from, to } => {
            let table = plain(&table.name)?;
            format!("op.alter_column(\"{table}\", \"{}\", new_column_name=\"{}\")", plain(to)?, plain(from)?)
        }
        Operation::CreateIndex { table, name: Some(index), .. } => {
            format!("op.drop_index(\"{}\", table_name=\"{}\")", plain(index)?, plain(&table.name)?)
        }
        _ => return None,
    })
}

fn rails(operation: &Operation) -> Option<String> {
    Some(match operation {
        Operation::CreateTable { table, .. } => format!("drop_table :{}", plain(&table.name)?),
        Operation::AddColumn { table, column } => {
            format!("remove_column :{}, :{}", plain(&table.name)?, plain(&column.name)?)
        }
        Operation::RenameTable { from, to } => format!("rename_table :{}, :{}", plain(&to.name)?, plain(&from.name)?),
        Operation::RenameColumn { table, from, to } => {
            format!("rename_column :{}, :{}, :{}", plain(&table.name)?, plain(to)?, plain(from)?)
        }
        Operation::CreateIndex { table, name: Some(index), .. } => {
            format!("remove_index :{}, name: \"{}\"", plain(&table.name)?, plain(index)?)
        }
        _ => return None,
    })
}

fn knex(operation: &Operation) -> Option<String> {
    Some(match operation {
        Operation::CreateTable { table, .. } => format!("await knex.schema.dropTable(\"{}\");", plain(&table.name)?),
        Operation::AddColumn { table, column } => {
            let (table, column) = (plain(&table.name)?, plain(&column.name)?);
            format!("await knex.schema.alterTable(\"{table}\", (table) => table.dropColumn(\"{column}\"));")
        }
        Operation::RenameTable { from, to } => {
            format!("await knex.schema.renameTable(\"{}\", \"{}\");", plain(&to.name)?, plain(&from.name)?)
        }
        Operation::RenameColumn { table, from, to } => {
            let (table, from, to) = (plain(&table.name)?, plain(from)?, plain(to)?);
            format!("await knex.schema.alterTable(\"{table}\", (table) => table.renameColumn(\"{to}\", \"{from}\"));")
        }
        _ => return None,
    })
}

/// A table's name as SQL takes it without quotes.
fn name(name: &Name) -> Option<String> {
    let own = plain(&name.name)?;
    Some(match &name.schema {
        Some(schema) => format!("{}.{own}", plain(schema)?),
        None => own.to_owned(),
    })
}

/// A name that every language takes as it is: the input is hostile, and what needs quotes is left to its author.
fn plain(name: &str) -> Option<&str> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let begins = name.bytes().next().is_some_and(|byte| !byte.is_ascii_digit());
    (begins && name.len() <= 64 && name.bytes().all(is_plain)).then_some(name)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Language, edit, inverse, plain};
    use crate::fact::Migration;
    use crate::fact::migration::{Around, Column, ColumnType, Content, Down, Effect, Framework, Name, Operation};
    use crate::text::{RepoPath, Side, Site, Span, Text};

    #[test]
    fn each_language_drops_a_column_in_its_words() {
        let add = Operation::AddColumn { table: Name::new("users"), column: Column::new("age", ColumnType::Unknown) };
        let written =
            [Language::Sql, Language::Alembic, Language::Rails, Language::Knex].map(|language| inverse(language, &add));
        assert_eq!(
            written.map(Option::unwrap_or_default),
            [
                "ALTER TABLE users DROP COLUMN age;",
                "op.drop_column(\"users\", \"age\")",
                "remove_column :users, :age",
                "await knex.schema.alterTable(\"users\", (table) => table.dropColumn(\"age\"));",
            ]
        );
    }

    /// The way back of `text`, which a fix writes, where the way back is empty at the first `at` in it.
    fn written(framework: Framework, path: &str, text: &str, at: &str) -> Option<String> {
        let start = text.find(at).unwrap_or_default();
        let down = Down::Empty { at: Span::new(start, start + at.len()), is_declared: false };
        let add = Operation::AddColumn { table: Name::new("a"), column: Column::new("b", ColumnType::Unknown) };
        let text = Text::new(Side::Head, RepoPath::from(path), text.into());
        let whole = Site::new(&text, Span::new(0, text.bytes().len()));
        let migration = Migration {
            framework,
            root: RepoPath::from(""),
            name: "1_a".to_owned(),
            numbers: vec![1],
            version: Some(vec![1]),
            site: whole.clone(),
            up: vec![Effect::new(add, Span::empty(0))],
            down_text: Arc::clone(&text),
            down,
            may_have_down: true,
            is_whole: true,
            content: Content { file: 0, lines: 0, tokens: 0 },
            around: Around::default(),
        };
        let edit = edit(&migration)?;
        let mut bytes = text.bytes().to_vec();
        bytes.splice(edit.site.span.range(), edit.text.bytes());
        String::from_utf8(bytes).ok()
    }

    #[test]
    fn what_is_empty_is_filled() {
        let python = "def downgrade():\n    pass\n";
        let alembic = written(Framework::Alembic, "a.py", python, "def downgrade():\n    pass");
        assert_eq!(alembic.as_deref(), Some("def downgrade():\n    op.drop_column(\"a\", \"b\")\n"));
        let drop = "ALTER TABLE a DROP COLUMN b;";
        let goose = written(Framework::Goose, "1.sql", "-- +goose Down\nSELECT 1;\n", "-- +goose Down");
        assert_eq!(goose.as_deref(), Some(&*format!("-- +goose Down\n{drop}\nSELECT 1;\n")));
        let diesel = written(Framework::Diesel, "down.sql", "-- none\n", "-- none\n");
        assert_eq!(diesel.as_deref(), Some(&*format!("-- none\n{drop}\n")));
        let liquibase = written(Framework::Liquibase, "1.sql", "--rollback empty\n", " empty");
        assert_eq!(liquibase.as_deref(), Some(&*format!("--rollback {drop}\n")));
        assert_eq!(written(Framework::Liquibase, "1.sql", "/* liquibase rollback\n */\n", "\n "), None);
        assert_eq!(written(Framework::Alembic, "a.py", "def downgrade(): bypass()", "def downgrade(): bypass()"), None);
    }

    #[test]
    fn what_is_gone_is_not_made_up() {
        let drop = Operation::DropColumn { table: Name::new("users"), column: "age".to_owned() };
        assert_eq!(inverse(Language::Sql, &drop), None);
    }

    #[test]
    fn a_name_that_needs_quotes_is_left_alone() {
        let plain: Vec<_> =
            ["age", "a_1", "1a", "Age", "a;drop", ""].into_iter().map(|name| plain(name).is_some()).collect();
        assert_eq!(plain, [true, true, false, false, false, false]);
    }
}
