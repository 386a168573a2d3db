use super::{is_one, read};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::shown::shown;
use crate::text::RepoPath;

const HEAD: &str = "<?php\nuse Phinx\\Migration\\AbstractMigration;\nclass A extends AbstractMigration {\n";

/// What a class with these members comes to.
fn class(members: &str) -> String {
    shown(read, "db/migrations/1_a.php", &format!("{HEAD}{members}\n}}\n"))
}

fn change(body: &str) -> String {
    class(&format!("public function change(): void {{ {body} }}"))
}

#[test]
fn a_migration_is_told_by_its_base() {
    for (text, expected) in [
        (format!("{HEAD}}}"), true),
        ("<?php use Migrations\\BaseMigration; class A extends BaseMigration {}".to_owned(), true),
        ("<?php use Doctrine\\Migrations\\AbstractMigration; class A extends AbstractMigration {}".to_owned(), false),
        ("<?php use Phinx\\Seed\\AbstractSeed; class A extends AbstractSeed {}".to_owned(), false),
    ] {
        let path = RepoPath::from("db/migrations/1_a.php");
        assert_eq!(is_one(Source { path: &path, bytes: text.as_bytes() }), expected, "{text}");
    }
}

#[test]
fn what_change_can_turn_round() {
    for (body, expected) in [
        (
            "$this->table('users')->addColumn('a', 'string', ['limit' => 5, 'null' => false])->addIndex(['a'], ['unique' => true])->create();",
            "+table users (id 32-bit integer required default, a text of 5 characters required)\n+unique constraint on users (a)",
        ),
        (
            "$t = $this->table('users', ['id' => false, 'primary_key' => ['a']]); $t->addColumn('a', 'biginteger', ['signed' => false]); $t->save();",
            "+table users (a unsigned 64-bit integer)",
        ),
        (
            "$this->table('users')->addColumn('a', 'integer', ['limit' => \\Phinx\\Db\\Adapter\\MysqlAdapter::INT_TINY, 'default' => 0])->save();",
            "+users.a 8-bit integer default",
        ),
        ("$this->table('users')->renameColumn('a', 'b')->update();", "users.a -> b"),
        ("$this->table('users')->rename('people')->update();", "table users -> people"),
        ("$this->table('users')->addForeignKey('a', 'b', 'id')->update();", "+foreign key on users (a)"),
        (
            "if (!$this->table('users')->hasColumn('a')) { $this->table('users')->addColumn('a', 'date')->save(); }",
            "+users.a date",
        ),
        ("$this->table('users')->addColumn('a', 'date');", ""),
        ("if ($this->isMigratingUp()) { $this->table('a')->insert([])->saveData(); }", "perhaps insert a"),
    ] {
        assert_eq!(change(body), format!("{expected}\ndown automatic").trim_start(), "{body}");
    }
}

#[test]
fn what_it_cannot() {
    for (body, why) in [
        ("$this->table('users')->removeColumn('a')->update();", "`removeColumn`"),
        ("$this->table('users')->changeColumn('a', 'text')->update();", "`changeColumn`"),
        ("$this->table('users')->drop()->save();", "`drop`"),
        ("$this->table('users')->insert([['a' => 1]])->saveData();", "`insert`"),
        ("$this->execute($x);", "`execute`"),
    ] {
        let shown = change(body);
        assert!(
            shown.contains(&format!("down missing at `{}(", why.trim_matches('`'))) || why == "`execute`",
            "{shown}"
        );
        assert!(shown.contains("down missing at `") && shown.ends_with(&format!(": {why}")), "{shown}");
    }
}

#[test]
fn up_and_down() {
    for (members, expected) in [
        (
            "public function up() { $this->table('a')->drop()->save(); }\npublic function down() { $this->table('a')->create(); }",
            "-table a\ndown +table a (id 32-bit integer required default)",
        ),
        (
            "public function up() { $this->table('a')->removeColumn('b')->save(); }",
            "-a.b\ndown missing at `public function up`: -",
        ),
        (
            "public function up() { $this->getQueryBuilder()->update('a')->set('b', 1)->where(['c' => 2])->execute(); }\npublic function down() {}",
            "update a (b) some\ndown empty",
        ),
        ("public function up() { $this->dropTable('a'); }\npublic function down() {}", "-table a\ndown empty"),
    ] {
        assert_eq!(class(members), expected, "{members}");
    }
}
