use super::{is_one, read};
use crate::fact::extract::migration::language::testing::{down, effects, script, source, spans};

fn log(sets: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>
<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\">
  <property name=\"prefix\" value=\"app_\"/>
  {sets}
</databaseChangeLog>"
    )
}

fn set(changes: &str) -> String {
    log(&format!("<changeSet id=\"1\" author=\"a\">{changes}</changeSet>"))
}

#[test]
fn what_each_change_does() {
    let cases = [
        (
            r#"<createTable tableName="t"><column name="id" type="currency" autoIncrement="true"><constraints primaryKey="true"/></column><column name="b" type="clob"/></createTable>"#,
            "+T t (id decimal(19,4)! default, b text)",
            "automatic",
        ),
        (
            r#"<addColumn tableName="t" schemaName="s"><column name="b" type="clob" defaultValue="x"/></addColumn>"#,
            "+C s.t.b text default",
            "automatic",
        ),
        (r#"<dropColumn tableName="t" columnName="b"/>"#, "-C t.b", "missing: `dropColumn`"),
        (
            r#"<dropColumn tableName="t"><column name="b"/><column name="c"/></dropColumn>"#,
            "-C t.b; -C t.c",
            "missing: `dropColumn`",
        ),
        (
            r#"<dropTable tableName="${prefix}t" cascadeConstraints="true"/>"#,
            "-T app_t cascade",
            "missing: `dropTable`",
        ),
        (
            r#"<dropTable tableName="${other}t"/>"#, "? `dropTable` of a name that a property decides",
            "missing: `dropTable`",
        ),
        (r#"<renameTable oldTableName="t" newTableName="u"/>"#, "ren T t u", "automatic"),
        (r#"<renameColumn tableName="t" oldColumnName="b" newColumnName="c"/>"#, "ren C t.b c", "automatic"),
        (
            r#"<modifyDataType tableName="t" columnName="b" newDataType="clob"/>"#,
            "~C t.b text",
            "missing: `modifyDataType`",
        ),
        (
            r#"<addNotNullConstraint tableName="t" columnName="b" defaultNullValue="0"/>"#,
            "notnull t.b filled",
            "automatic",
        ),
        (r#"<dropNotNullConstraint tableName="t" columnName="b"/>"#, "null t.b", "automatic"),
        (
            r#"<addUniqueConstraint tableName="t" columnNames="b, c" constraintName="k"/>"#,
            "+K t k unique constraint (b, c)",
            "automatic",
        ),
        (
            r#"<addForeignKeyConstraint baseTableName="t" baseColumnNames="b" constraintName="k" referencedTableName="u"/>"#,
            "+K t k foreign key (b)",
            "automatic",
        ),
        (
            r#"<dropForeignKeyConstraint baseTableName="t" constraintName="k"/>"#,
            "-K t k foreign key",
            "missing: `dropForeignKeyConstraint`",
        ),
        (
            r#"<createIndex tableName="t" indexName="i" unique="true"><column name="b"/></createIndex>"#,
            "+K t i unique constraint (b)",
            "automatic",
        ),
        (r#"<dropIndex tableName="t" indexName="i"/>"#, "-I t i ()", "missing: `dropIndex`"),
        (r#"<createSequence sequenceName="q"/>"#, "+sequence q", "automatic"),
        (r#"<renameView oldViewName="v" newViewName="w"/>"#, "ren view v w", "automatic"),
        (r#"<dropView viewName="v"/>"#, "-view v", "missing: `dropView`"),
        (r#"<insert tableName="t"><column name="b" value="1"/></insert>"#, "insert t", "missing: `insert`"),
        (
            r#"<update tableName="t"><column name="b" value="1"/><where>c = 2</where></update>"#,
            "update t (b) where",
            "missing: `update`",
        ),
        (r#"<delete tableName="t"/>"#, "delete t", "missing: `delete`"),
        (
            r#"<mergeColumns tableName="t" column1Name="a" column2Name="b" finalColumnName="c" finalColumnType="clob" joinString=" "/>"#,
            "+C t.c text; update t (c); -C t.a; -C t.b",
            "missing: `mergeColumns`",
        ),
        (r#"<sqlFile path="x.sql"/>"#, "? the SQL of `x.sql`", "missing: `sqlFile`"),
        (r#"<customChange class="a.B"/>"#, "? code of `a.B`", "elsewhere"),
        (r#"<tagDatabase tag="1"/>"#, "", "automatic"),
        (
            r#"<preConditions onFail="MARK_RAN"><tableExists tableName="t"/></preConditions><comment>x</comment><dropTable tableName="t"/>"#,
            "-T t",
            "missing: `dropTable`",
        ),
        (r#"<ext:turn xmlns:ext="x" it="round"/>"#, "? `turn`", "missing: `turn`"),
    ];
    for (changes, expected, back) in cases {
        let text = set(changes);
        assert!(is_one(source("db/log.xml", &text)));
        let script = script(read, "db/log.xml", &text);
        assert_eq!(effects(&script.up).join("; "), expected, "{changes}");
        assert_eq!(down(&script), back, "{changes}");
        assert_eq!(script.version.as_deref(), Some("a:1"));
    }
}

#[test]
fn rollbacks() {
    let cases = [
        ("<rollback/>", "declared empty"),
        ("<rollback> <!-- nothing --> </rollback>", "declared empty"),
        (
            r#"<rollback><createTable tableName="t"><column name="id" type="clob"/></createTable></rollback>"#,
            "written: +T t (id text)",
        ),
        (r#"<rollback changeSetId="0" changeSetAuthor="a"/>"#, "written: +T t ()"),
        (r#"<rollback changeSetId="9" changeSetAuthor="a"/>"#, "written: ? change set `9`, which stands elsewhere"),
    ];
    for (rollback, expected) in cases {
        let text = log(&format!(
            "<changeSet id=\"0\" author=\"a\"><createTable tableName=\"t\"/></changeSet>
             <changeSet id=\"1\" author=\"a\"><dropTable tableName=\"t\"/>{rollback}</changeSet>"
        ));
        let scripts = read(source("db/log.xml", &text));
        assert_eq!(scripts.iter().map(down).collect::<Vec<_>>(), ["automatic", expected], "{rollback}");
        assert_eq!(spans(&text, &scripts[1].up), ["<dropTable tableName=\"t\"/>"]);
    }
}

#[test]
fn yaml_and_json() {
    let yaml = "databaseChangeLog:
  - property: { name: p, value: x_ }
  - changeSet:
      id: 1
      author: a
      preConditions:
        - tableExists: { tableName: t }
      changes:
        - createTable:
            tableName: ${p}t
            columns:
              - column: { name: id, type: clob, constraints: { nullable: false } }
        - dropColumn: { tableName: t, columnName: b }
      rollback:
        - dropTable: { tableName: x_t }
  - include: { file: other.yaml }
";
    let json = r#"{"databaseChangeLog": [{"changeSet": {"id": "1", "author": "a", "changes": [
        {"dropTable": {"tableName": "t"}}], "rollback": []}}]}"#;
    let first = script(read, "db/log.yaml", yaml);
    assert_eq!(effects(&first.up), ["+T x_t (id text!)", "-C t.b"]);
    assert_eq!(down(&first), "written: -T x_t");
    let second = script(read, "db/log.json", json);
    assert_eq!((effects(&second.up), down(&second).as_str()), (vec!["-T t".to_owned()], "declared empty"));
    assert!(spans(json, &second.up)[0].contains("dropTable"));
}

#[test]
fn a_log_of_logs_holds_no_migration() {
    assert!(read(source("db/log.xml", &log("<include file=\"a.xml\"/><includeAll path=\"b\"/>"))).is_empty());
    assert!(read(source("db/log.yaml", "databaseChangeLog:\n- includeAll: { path: b }\n")).is_empty());
}

#[test]
fn what_cannot_be_read_is_said() {
    for (path, text) in [("a.xml", "<databaseChangeLog><changeSet"), ("a.yaml", "databaseChangeLog:\n  - 'a\n")] {
        let scripts = read(source(path, text));
        assert_eq!(scripts.len(), 1);
        assert_eq!(scripts[0].unread.len(), 1, "{path}");
    }
}
