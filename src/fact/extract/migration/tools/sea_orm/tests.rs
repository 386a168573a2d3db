use super::{is_one, read};
use crate::fact::extract::migration::language::testing::{down, effects, script, source, spans};

fn migration(up: &str, down: &str) -> String {
    format!(
        "use sea_orm_migration::{{prelude::*, schema::*}};

#[derive(DeriveIden)]
enum Users {{
    Table,
    Id,
    CreatedAt,
    #[sea_orm(iden = \"mail\")]
    Email,
}}

#[derive(Iden)]
#[iden = \"app_posts\"]
enum Posts {{ Table, Id }}

#[async_trait::async_trait]
impl MigrationTrait for Migration {{
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {{ {up} }}
    {down}
}}"
    )
}

#[test]
fn what_each_statement_does() {
    let cases = [
        (
            "create_table(Table::create().table(Users::Table).col(ColumnDef::new(Users::Id).integer().not_null().auto_increment().primary_key()).col(ColumnDef::new(Users::Email).string_len(50)).to_owned())",
            "+T users (id int4! default, mail text50)",
        ),
        (
            "create_table(table_auto(Posts::Table).col(pk_auto(Posts::Id)).col(string_null(\"title\")).to_owned())",
            "+T app_posts (id int4! default, title text, created_at timestamp! default, updated_at timestamp! default)",
        ),
        (
            "drop_table(Table::drop().table((Alias::new(\"s\"), Users::Table)).cascade().to_owned())",
            "-T s.users cascade",
        ),
        ("rename_table(Table::rename().table(Users::Table, Alias::new(\"people\")).to_owned())", "ren T users people"),
        (
            "alter_table(Table::alter().table(Users::Table).add_column(ColumnDef::new(Users::CreatedAt).timestamp_with_time_zone().not_null().default(1)).drop_column(Users::Email).to_owned())",
            "+C users.created_at timestamptz! default; -C users.mail",
        ),
        (
            "alter_table(Table::alter().table(Users::Table).rename_column(Users::Email, Alias::new(\"e\")).to_owned())",
            "ren C users.mail e",
        ),
        (
            "alter_table(Table::alter().table(Users::Table).modify_column(ColumnDef::new(Users::Email).text().null()).to_owned())",
            "~C users.mail text; null users.mail",
        ),
        (
            "create_index(Index::create().name(\"i\").table(Users::Table).col(Users::Email).unique().to_owned())",
            "+K users i unique constraint (mail)",
        ),
        ("drop_index(Index::drop().name(\"i\").table(Users::Table).to_owned())", "-I users i ()"),
        (
            "create_foreign_key(ForeignKey::create().name(\"k\").from(Posts::Table, Posts::Id).to(Users::Table, Users::Id).to_owned())",
            "+K app_posts k foreign key (id)",
        ),
        ("drop_type(Type::drop().name(Alias::new(\"t\")).to_owned())", "-type t"),
        ("exec_stmt(Query::update().table(Users::Table).value(Users::Email, \"x\").to_owned())", "update users (mail)"),
        ("exec_stmt(Query::delete().from_table(Users::Table).and_where(x).to_owned())", "delete users where"),
        ("get_connection().execute_unprepared(&text)", "? a statement built at run time"),
        (
            "drop_table(Table::drop().table(users::Entity).to_owned())",
            "? `drop_table` of a name that is known at run time",
        ),
    ];
    for (call, expected) in cases {
        let text = migration(&format!("manager.{call}.await?; Ok(())"), "");
        assert!(is_one(source("src/m1.rs", &text)));
        let script = script(read, "src/m1.rs", &text);
        assert_eq!(effects(&script.up).join("; "), expected, "{call}");
        let place = spans(&text, &script.up)[0];
        // Of a table that is altered, each step is a place of its own.
        assert_eq!(place.starts_with("manager."), !call.starts_with("alter_table"), "{call}: {place}");
    }
}

#[test]
fn ways_back() {
    let head = "async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr>";
    let cases = [
        ("", "missing"),
        ("{ Ok(()) }", "empty"),
        ("{ todo!() }", "irreversible"),
        ("{ Err(DbErr::Migration(\"no\".to_owned())) }", "irreversible"),
        ("{ return Err(DbErr::Custom(\"no\".into())); }", "irreversible"),
        ("{ manager.drop_table(Table::drop().table(Users::Table).to_owned()).await }", "written: -T users"),
        (
            "{ let table = Table::drop().table(Users::Table).to_owned(); manager.drop_table(table).await }",
            "written: -T users",
        ),
    ];
    for (body, expected) in cases {
        let back = if body.is_empty() { String::new() } else { format!("{head} {body}") };
        let text = migration("manager.drop_table(Table::drop().table(Users::Table).to_owned()).await", &back);
        assert_eq!(down(&script(read, "src/m1.rs", &text)), expected, "{body}");
    }
}

#[test]
fn code_of_others_is_unknown() {
    let text = migration(
        "let db = manager.get_connection(); fill(db).await?; users::Entity::delete_many().exec(db).await?; Ok(())",
        "",
    );
    assert_eq!(effects(&script(read, "src/m1.rs", &text).up), ["? code of `fill()`", "? code of `exec()`"]);
}
