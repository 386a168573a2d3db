use super::{is_one, read};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::shown::shown;
use crate::text::RepoPath;

const HEAD: &str = "<?php\nuse Doctrine\\DBAL\\Schema\\Schema;\nuse Doctrine\\Migrations\\AbstractMigration;\n\
                    final class Version1 extends AbstractMigration {\n";

/// What a class with these members comes to.
fn class(members: &str) -> String {
    shown(read, "migrations/Version1.php", &format!("{HEAD}{members}\n}}\n"))
}

/// What the way forward does.
fn up(body: &str) -> String {
    let shown = class(&format!(
        "public function up(Schema $schema): void {{ {body} }}\npublic function down(Schema $schema): void {{}}"
    ));
    shown.strip_suffix("\ndown empty").map_or(shown.clone(), str::to_owned)
}

#[test]
fn a_migration_is_told_by_its_base() {
    for (text, expected) in [
        (format!("{HEAD}public function up(Schema $schema) {{}} }}"), true),
        (
            "<?php use Illuminate\\Database\\Migrations\\Migration; class A extends Migration { function up() {} }"
                .to_owned(),
            false,
        ),
    ] {
        let path = RepoPath::from("migrations/Version1.php");
        assert_eq!(is_one(Source { path: &path, bytes: text.as_bytes() }), expected, "{text}");
    }
}

#[test]
fn the_schema() {
    for (body, expected) in [
        (
            "$t = $schema->createTable('users'); $t->addColumn('id', 'integer', ['autoincrement' => true]); \
             $t->addColumn('name', Types::STRING, ['length' => 50, 'notnull' => false]); $t->setPrimaryKey(['id']);",
            "+table users (id 32-bit integer required default, name text of 50 characters)\n+primary key on users (id)",
        ),
        ("$schema->getTable('users')->addColumn('a', 'text')->setNotnull(true);", "+users.a text required"),
        (
            "$t = $schema->getTable('users'); $t->dropColumn('a'); $t->addUniqueIndex(['b'], 'u');",
            "-users.a\n+unique constraint u on users (b)",
        ),
        (
            "$t = $schema->getTable('users'); $t->changeColumn('a', ['type' => Type::getType('string'), 'length' => 5, 'notnull' => true]);",
            "users.a: text of 5 characters\nusers.a required",
        ),
        (
            "$t = $schema->getTable('a'); $t->dropColumn('x'); $t = $schema->getTable('b'); $t->dropColumn('y');",
            "-a.x\n-b.y",
        ),
        (
            "$schema->getTable('users')->getColumn('a')->setNotnull(true)->setDefault(null);",
            "users.a required\nusers.a -default",
        ),
        ("$c = $schema->getTable('users')->getColumn('a'); $c->setLength(9);", "users.a: text of 9 characters"),
        ("$c = $schema->getTable('users')->addColumn('a', 'text'); $c->setNotnull(false);", "+users.a text"),
        ("$schema->dropTable('users');", "-table users"),
        ("$schema->renameTable('a', 'b');", "table a -> b"),
        (
            "$t = $schema->getTable($this->name('a')); $t->dropColumn('x');",
            "unknown: `dropColumn` of something that is named at run time",
        ),
        (
            "$schema->getTable('a')->addForeignKeyConstraint('b', ['b_id'], ['id'], [], 'fk');",
            "+foreign key fk on a (b_id)",
        ),
        ("$schema->getTable('a')->removeForeignKey('fk');", "-foreign key fk on a ()"),
    ] {
        assert_eq!(up(body), expected, "{body}");
    }
}

#[test]
fn conditions_and_rows() {
    for (body, expected) in [
        (
            "$this->abortIf($this->connection->getDatabasePlatform()->getName() !== 'mysql', 'x'); $schema->dropTable('a');",
            "-table a",
        ),
        ("$this->skipIf($schema->hasTable('a'), 'x'); $schema->dropTable('a');", "-table a"),
        ("$this->skipIf($this->isDone(), 'x'); $schema->dropTable('a');", "perhaps -table a"),
        ("if ($x instanceof SqlitePlatform) { $schema->dropTable('a'); }", "perhaps -table a"),
        ("$this->connection->update('users', ['a' => 1], ['id' => 2]);", "update users (a) some"),
        ("$this->connection->delete('users', ['id' => 2]);", "delete users some"),
        ("$this->addSql($this->make());", "unknown: a statement built at run time"),
        (
            "$rows = $this->connection->fetchAllAssociative('SELECT 1'); $this->write('x'); $schema->dropTable('a');",
            "-table a",
        ),
    ] {
        assert_eq!(up(body), expected, "{body}");
    }
}

#[test]
fn ways_back() {
    let up = "public function up(Schema $schema): void { $schema->dropTable('a'); }\n";
    for (down, expected) in [
        ("", "down missing at `public function up`: -"),
        ("public function down(Schema $schema): void {}", "down empty"),
        (
            "public function down(Schema $schema): void { $this->throwIrreversibleMigrationException('x'); }",
            "down refused at `$this->throwIrreversibleMigrationException('x')`",
        ),
        (
            "public function down(Schema $schema): void { throw new SkipMigration('x'); }",
            "down refused at `throw new SkipMigration('x')`",
        ),
        (
            "public function down(Schema $schema): void { $this->abortIf(true, 'x'); }",
            "down refused at `$this->abortIf(true, 'x')`",
        ),
        ("public function down(Schema $schema): void { $schema->createTable('a'); }", "down +table a ()"),
    ] {
        assert_eq!(class(&format!("{up}{down}")), format!("-table a\n{expected}"), "{down}");
    }
}
