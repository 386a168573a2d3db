use super::{is_one, read};
use crate::fact::extract::migration::language::testing::{down, effects, script, source, spans};

fn migration(up: &str, down: &str) -> String {
    format!(
        "using Microsoft.EntityFrameworkCore.Migrations;
namespace A.B
{{
    public partial class C : Migration
    {{
        protected override void Up(MigrationBuilder migrationBuilder)
        {{
            {up}
        }}
        {down}
    }}
}}"
    )
}

#[test]
fn what_each_method_does() {
    let cases = [
        (r#"AddColumn<string>(name: "b", table: "a", maxLength: 50, nullable: true)"#, "+C a.b text50"),
        (
            r#"AddColumn<int>(name: "b", table: "a", schema: "s", nullable: false, defaultValue: 0)"#,
            "+C s.a.b int4! default",
        ),
        (r#"AddColumn<decimal>("b", "a", precision: 10, scale: 2)"#, "+C a.b decimal(10,2)!"),
        (r#"AddColumn<long>(name: "b", table: "a").Annotation("SqlServer:Identity", "1, 1")"#, "+C a.b int8! default"),
        (r#"DropColumn(name: "b", table: "a")"#, "-C a.b"),
        (r#"RenameColumn(name: "b", table: "a", newName: "c")"#, "ren C a.b c"),
        (r#"DropTable(name: "a", schema: "s")"#, "-T s.a"),
        (r#"RenameTable(name: "a", newName: "b")"#, "ren T a b"),
        (
            r#"AlterColumn<string>(name: "b", table: "a", maxLength: 9, nullable: false, defaultValue: "", oldClrType: typeof(string), oldMaxLength: 50, oldNullable: true)"#,
            "~C a.b text50 -> text9; notnull a.b filled; +default a.b",
        ),
        (
            r#"AlterColumn<long>(name: "b", table: "a", nullable: true, oldClrType: typeof(int))"#,
            "~C a.b int4 -> int8; null a.b",
        ),
        (
            r#"AlterColumn<int>(name: "b", table: "a", nullable: false, oldClrType: typeof(int), oldDefaultValue: 1)"#,
            "-default a.b",
        ),
        (r#"CreateIndex(name: "i", table: "a", column: "b")"#, "+I a i (b)"),
        (
            r#"CreateIndex(name: "i", table: "a", columns: new[] { "b", "c" }, unique: true)"#,
            "+K a i unique constraint (b, c)",
        ),
        (r#"DropIndex(name: "i", table: "a")"#, "-I a i ()"),
        (
            r#"AddForeignKey(name: "k", table: "a", column: "b", principalTable: "c", principalColumn: "id")"#,
            "+K a k foreign key (b)",
        ),
        (r#"DropForeignKey(name: "k", table: "a")"#, "-K a k foreign key"),
        (r#"InsertData(table: "a", columns: new[] { "b" }, values: new object[] { 1 })"#, "insert a"),
        (r#"UpdateData(table: "a", keyColumn: "id", keyValue: 1, column: "b", value: 2)"#, "update a (b) where"),
        (r#"DeleteData(table: "a", keyColumn: "id", keyValue: 1)"#, "delete a where"),
        (r#"DropSchema(name: "s")"#, "-schema s"),
        (r#"SqlResource("x.sql")"#, "? code of `SqlResource()`"),
        ("Sql(text)", "? a statement built at run time"),
    ];
    for (call, expected) in cases {
        let text = migration(&format!("migrationBuilder.{call};"), "");
        assert!(is_one(source("Migrations/1_C.cs", &text)));
        assert_eq!(effects(&script(read, "Migrations/1_C.cs", &text).up).join("; "), expected, "{call}");
    }
}

#[test]
fn a_table_with_its_columns() {
    let text = migration(
        r#"migrationBuilder.CreateTable(
                name: "a",
                columns: table => new
                {
                    Id = table.Column<int>(nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", 1),
                    B = table.Column<string>(name: "b c", maxLength: 5, nullable: true)
                },
                constraints: table => { table.PrimaryKey("PK_a", x => x.Id); });"#,
        r#"protected override void Down(MigrationBuilder migrationBuilder) { migrationBuilder.DropTable("a"); }"#,
    );
    let script = script(read, "Migrations/1_C.cs", &text);
    assert_eq!(effects(&script.up), ["+T a (Id int4! default, b c text5)"]);
    assert!(spans(&text, &script.up)[0].starts_with("migrationBuilder.CreateTable("));
    assert_eq!(down(&script), "written: -T a");
}

#[test]
fn ways_back() {
    let head = "protected override void Down(MigrationBuilder migrationBuilder)";
    let cases = [
        ("", "missing".to_owned()),
        ("{ }", "empty".to_owned()),
        ("{ /* nothing */ }", "empty".to_owned()),
        ("{ throw new NotSupportedException(); }", "irreversible".to_owned()),
        ("=> throw new Exception(\"no\");", "irreversible".to_owned()),
        ("=> migrationBuilder.DropTable(\"b\");", "written: -T b".to_owned()),
    ];
    for (body, expected) in cases {
        let back = if body.is_empty() { String::new() } else { format!("{head} {body}") };
        let text = migration(r#"migrationBuilder.DropTable("a");"#, &back);
        assert_eq!(down(&script(read, "Migrations/1_C.cs", &text)), expected, "{body}");
    }
}

#[test]
fn what_a_tool_generates_is_no_migration() {
    let text = migration("", "");
    for path in ["Migrations/1_C.Designer.cs", "Migrations/AppModelSnapshot.cs", "Migrations/1_C.txt"] {
        assert!(!is_one(source(path, &text)), "{path}");
    }
}
