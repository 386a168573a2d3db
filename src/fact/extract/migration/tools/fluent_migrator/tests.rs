use super::{is_one, read};
use crate::fact::extract::migration::language::testing::{down, effects, script, source, spans};

fn migration(base: &str, up: &str, down: &str) -> String {
    format!(
        "using FluentMigrator;
namespace A {{
    [Migration(2024_01_02)]
    public class B : {base}
    {{
        public override void Up() {{ {up} }}
        {down}
    }}
}}"
    )
}

#[test]
fn what_each_expression_does() {
    let cases = [
        (
            r#"Create.Table("a").WithColumn("id").AsInt32().PrimaryKey().Identity().WithColumn("b").AsString(50).Nullable();"#,
            "+T a (id int4! default, b text50)",
        ),
        (
            r#"Create.Column("b").OnTable("a").InSchema("s").AsDecimal(10, 2).NotNullable().WithDefaultValue(0);"#,
            "+C s.a.b decimal(10,2)! default",
        ),
        (
            r#"Alter.Table("a").AddColumn("b").AsBoolean().Nullable().AddColumn("c").AsString(int.MaxValue).Nullable();"#,
            "+C a.b boolean; +C a.c text",
        ),
        (r#"Alter.Column("b").OnTable("a").AsInt64().Nullable();"#, "~C a.b int8; null a.b"),
        (r#"Alter.Table("a").AlterColumn("b").AsInt64().NotNullable();"#, "~C a.b int8; notnull a.b"),
        (r#"Delete.Table("a");"#, "-T a"),
        (r#"Delete.Column("b").Column("c").FromTable("a");"#, "-C a.b; -C a.c"),
        (r#"Delete.ForeignKey("k").OnTable("a");"#, "-K a k foreign key"),
        (r#"Delete.Index("i").OnTable("a");"#, "-I a i ()"),
        (r#"Delete.FromTable("a").AllRows();"#, "delete a"),
        (r#"Delete.FromTable("a").Row(new { Id = 1 });"#, "delete a where"),
        (r#"Rename.Table("a").To("b");"#, "ren T a b"),
        (r#"Rename.Column("b").OnTable("a").To("c");"#, "ren C a.b c"),
        (r#"Create.Index("i").OnTable("a").OnColumn("b").Ascending().OnColumn("c");"#, "+I a i (b, c)"),
        (r#"Create.Index().OnTable("a").OnColumn("b").Unique();"#, "+K a _ unique constraint (b)"),
        (
            r#"Create.ForeignKey("k").FromTable("a").ForeignColumn("b").ToTable("c").PrimaryColumn("id");"#,
            "+K a k foreign key (b)",
        ),
        (r#"Update.Table("a").Set(new { B = 1, C = 2 }).AllRows();"#, "update a (B, C)"),
        (r#"Insert.IntoTable("a").Row(new { B = 1 });"#, "insert a"),
        (r#"Execute.EmbeddedScript("x.sql");"#, "? the script `x.sql`"),
        (r#"Execute.WithConnection((c, t) => { });"#, "? code that is given the connection"),
        (r#"if (!Schema.Table("a").Exists()) { Delete.Table("a"); }"#, "-T a"),
        (r#"Delete.Table(name);"#, "? `Delete.Table` of a name that is known at run time"),
    ];
    for (body, expected) in cases {
        let text = migration("Migration", body, "");
        assert!(is_one(source("M.cs", &text)));
        let script = script(read, "M.cs", &text);
        assert_eq!(effects(&script.up).join("; "), expected, "{body}");
        assert_eq!(script.version.as_deref(), Some("20240102"));
    }
}

#[test]
fn ways_back() {
    let cases = [
        ("Migration", r#"Delete.Table("a");"#, "", "missing"),
        ("Migration", r#"Delete.Table("a");"#, "public override void Down() { }", "empty"),
        (
            "Migration", r#"Create.Table("a");"#, r#"public override void Down() { Delete.Table("a"); }"#,
            "written: -T a",
        ),
        (
            "Migration",
            r#"Delete.Table("a");"#,
            "public override void Down() => throw new NotImplementedException();",
            "irreversible",
        ),
        ("AutoReversingMigration", r#"Create.Table("a");"#, "", "automatic"),
        ("AutoReversingMigration", r#"Delete.Table("a");"#, "", "missing: `Delete.Table`"),
        ("ForwardOnlyMigration", r#"Delete.Table("a");"#, "", "irreversible"),
        ("OurMigration", r#"Delete.Table("a");"#, "", "elsewhere"),
    ];
    for (base, up, back, expected) in cases {
        assert_eq!(down(&script(read, "M.cs", &migration(base, up, back))), expected, "{base} {up} {back}");
    }
}

#[test]
fn a_method_of_another_name() {
    let text = "using FluentMigrator; [Migration(1)] class A : Base { protected override void MainDbUpgrade() { Delete.Table(\"a\"); } }";
    let script = script(read, "M.cs", text);
    assert_eq!((effects(&script.up), spans(text, &script.up)), (vec!["-T a".to_owned()], vec!["Delete.Table(\"a\")"]));
}
