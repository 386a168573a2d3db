use super::{is_one, read};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::shown::shown;
use crate::text::RepoPath;

/// What a `change` with this body comes to.
fn change(body: &str) -> String {
    let text = format!("class A < ActiveRecord::Migration[7.1]\n  def change\n{body}\n  end\nend\n");
    shown(read, "db/migrate/1_a.rb", &text)
}

/// What a class with these members comes to.
fn class(members: &str) -> String {
    let text = format!("class A < ActiveRecord::Migration[7.1]\n{members}\nend\n");
    shown(read, "db/migrate/1_a.rb", &text)
}

#[test]
fn a_migration_is_told_by_its_base_class() {
    for (path, text, expected) in [
        ("db/migrate/1_a.rb", "class A < ActiveRecord::Migration[7.0]\nend", true),
        ("db/migrate/1_a.rb", "class A <\n  ActiveRecord::Migration\nend", true),
        ("db/migrate/1_a.rb", "class A < Gitlab::Database::Migration[2.1]\nend", true),
        ("db/migrate/1_a.rb", "class A < MIGRATION_CLASS\nend", true),
        ("spec/rails_helper.rb", "ActiveRecord::Migration.maintain_test_schema!", false),
        ("a.py", "class A < ActiveRecord::Migration[7.0]\nend", false),
    ] {
        let path = RepoPath::from(path);
        assert_eq!(is_one(Source { path: &path, bytes: text.as_bytes() }), expected, "{text}");
    }
}

#[test]
fn what_the_recorder_turns_round() {
    for (body, expected) in [
        ("add_column :users, :age, :integer, null: false, default: 0", "+users.age 32-bit integer required default"),
        ("remove_column :users, :age, :bigint", "-users.age"),
        ("rename_column :users, :age, :years", "users.age -> years"),
        ("rename_table :users, :people", "table users -> people"),
        ("add_index :users, %i[a b], unique: true, name: 'x'", "+unique constraint x on users (a, b)"),
        ("add_index :users, :a, algorithm: :concurrently", "+index on users (a)"),
        ("remove_index :users, :a", "-index on users (a)"),
        ("change_column_null :users, :age, false, 0", "users.age required, filled"),
        ("change_column_default :users, :age, from: nil, to: 1", "users.age +default"),
        ("add_foreign_key :posts, :users, validate: false", "+foreign key on posts (user_id) unchecked"),
        ("enable_extension 'citext'", "+extension citext"),
        ("add_check_constraint :users, 'a > 0', name: :x", "+check constraint x on users ()"),
        ("drop_table :users do |t|\n t.string :a\n end", "-table users"),
        ("create_join_table :users, :posts", "+table posts_users (, …)"),
        (
            "add_reference :posts, :user, foreign_key: true, index: false",
            "+posts.user_id 64-bit integer\n+foreign key on posts (user_id)",
        ),
        ("safety_assured { add_column :a, :b, :string, limit: 5 }", "+a.b text of 5 characters"),
        ("add_column :a, :b, :text unless column_exists?(:a, :b)", "+a.b text"),
        ("add_column :a, :b, :text if Rails.env.test?", "perhaps +a.b text"),
        ("%w[a b].each { |t| add_column t, :c, :date }", "+a.c date\n+b.c date"),
        ("tables.each { |t| add_column t, :c, :date }", "unknown: code of `tables.each`"),
    ] {
        assert_eq!(change(body), format!("{expected}\ndown automatic"), "{body}");
    }
}

#[test]
fn what_it_cannot() {
    for (body, why) in [
        ("remove_column :users, :age", "`remove_column` without a type"),
        ("remove_columns :users, :a, :b", "`remove_columns` without a type"),
        ("change_column :users, :age, :text", "`change_column`"),
        ("drop_table :users", "`drop_table` without its columns"),
        ("change_column_default :users, :age, 5", "`change_column_default` without `from` and `to`"),
        ("remove_index :users, name: :x", "`remove_index` without its columns"),
        ("remove_foreign_key :users, column: :a_id", "`remove_foreign_key` without the other table"),
        ("remove_check_constraint :users, name: :a", "`remove_check_constraint` without what it demands"),
        ("drop_enum :status", "`drop_enum` without what it was before"),
        ("execute x", "`execute`"),
        ("change_table(:users) { |t| t.change :a, :text }", "`change`"),
    ] {
        let shown = change(body);
        let last = shown.rsplit('\n').next().unwrap_or_default().to_owned();
        assert!(last.starts_with("down missing at `"), "{shown}");
        assert!(last.ends_with(&format!(": {why}")), "{shown}");
    }
}

#[test]
fn tables_with_their_columns() {
    let body = "create_table :posts, id: :uuid do |t|
      t.string :title, :slug, null: false, limit: 50
      t.references :user, null: false, foreign_key: true
      t.belongs_to :thing, polymorphic: true, index: { unique: true }
      t.decimal :price, precision: 8, scale: 2
      t.integer :rank, limit: 8
      t.column :kind, :text, array: true
      t.datetime :seen_at
      t.timestamps
      t.index :slug, unique: true
    end";
    assert_eq!(
        change(body),
        "+table posts (id UUID required default, title text of 50 characters required, slug text of 50 characters required, \
         user_id 64-bit integer required, thing_type text, thing_id 64-bit integer, price decimal(8, 2), \
         rank 64-bit integer, kind text[], seen_at timestamp, created_at timestamp required, updated_at timestamp required)\n\
         +index on posts (user_id)\n\
         +foreign key on posts (user_id)\n\
         +unique constraint on posts (thing_type, thing_id)\n\
         +unique constraint on posts (slug)\n\
         down automatic"
    );
    let body = "change_table :posts, bulk: true do |t|
      t.string :a
      t.remove :b, type: :string
      t.rename :c, :d
      t.remove_references :user
    end";
    assert_eq!(change(body), "+posts.a text\n-posts.b\nposts.c -> d\n-posts.user_id\ndown automatic");
    assert_eq!(
        change("create_table(:a) { |t| t.userstamps }"),
        "+table a (id 64-bit integer required default, …)\ndown automatic"
    );
}

#[test]
fn two_directions_in_change() {
    for (body, expected) in [
        (
            "add_column :a, :b, :text\nreversible do |dir|\ndir.up { backfill_all }\nend",
            "+a.b text\nunknown: code of `backfill_all`\ndown declared empty at `dir.up { backfill_all }`",
        ),
        (
            "add_column :a, :b, :text\nreversible do |d|\nd.up { change_column :a, :c, :text }\nd.down { change_column :a, :c, :string }\nend",
            "+a.b text\na.c: text\ndown -a.b, a.c: text",
        ),
        ("reversible { |d| d.up { drop_table :a } }", "-table a\ndown "),
        (
            "up_only { backfill_all }",
            "unknown: code of `backfill_all`\ndown declared empty at `up_only { backfill_all }`",
        ),
        (
            "reversible { |d| d.down { raise ActiveRecord::IrreversibleMigration } }",
            "down refused at `raise ActiveRecord::IrreversibleMigration`",
        ),
        ("revert { add_column :a, :b, :text }", "-a.b\ndown automatic"),
        ("", "down automatic"),
    ] {
        assert_eq!(change(body), expected, "{body}");
    }
}

#[test]
fn up_and_down() {
    for (members, expected) in [
        ("def up\nadd_column :a, :b, :text\nend", "+a.b text\ndown missing at `def up`: -"),
        (
            "def self.up\nadd_column :a, :b, :text\nend\ndef self.down\nremove_column :a, :b\nend",
            "+a.b text\ndown -a.b",
        ),
        ("def up = drop_table(:a)\ndef down\n  # nothing\nend", "-table a\ndown empty"),
        (
            "def up; drop_table :a; end\ndef down; raise ActiveRecord::IrreversibleMigration; end",
            "-table a\ndown refused at `raise ActiveRecord::IrreversibleMigration`",
        ),
        ("def up; drop_table :a; end\ndef down; nil; end", "-table a\ndown empty"),
        ("def up\nend", "down automatic"),
        ("def up; copy(:a); end\ndef down; end\ndef copy(t)\nadd_column t, :b, :text\nend", "+a.b text\ndown empty"),
        (
            "def up; drop_table :a; return unless x?; drop_table :b; end\ndef down; end",
            "-table a\nperhaps -table b\ndown empty",
        ),
        ("def up; return unless table_exists?(:a); drop_table :a; end\ndef down; end", "-table a\ndown empty"),
    ] {
        assert_eq!(class(members), expected, "{members}");
    }
}

#[test]
fn rows_changed_through_models() {
    let model = "class User < ActiveRecord::Base\nself.table_name = :users\nend\n";
    for (body, expected) in [
        ("User.update_all(a: 1)", "update users (a) all"),
        ("User.where(b: 2).update_all(a: 1)", "update users (a) some"),
        ("User.unscoped.delete_all", "delete users all"),
        ("Post.delete_all", "unknown: code of `Post.delete_all`"),
        ("Post.where(a: 1).find_each { |p| p.update!(a: 1) }", "unknown: code of `Post.find_each`"),
    ] {
        let shown = class(&format!("{model}def up\n{body}\nend\ndef down; end\n"));
        assert_eq!(shown, format!("{expected}\ndown empty"), "{body}");
    }
    for body in ["User.reset_column_information", "ids = User.pluck(:id)"] {
        assert_eq!(class(&format!("{model}def up\n{body}\nend")), "down automatic", "{body}");
    }
    let recorded = class(&format!("{model}def change\nUser.update_all(a: 1)\nend"));
    assert!(recorded.ends_with("rows changed by `User.update_all`"), "{recorded}");
}

#[test]
fn a_broken_file_is_said_to_be_unread() {
    let shown = class("def up\n add_column :a, :b, :text\n ]]] (\nend");
    assert!(shown.contains("not valid in its language"), "{shown}");
    assert_eq!(shown_of("class A < ActiveRecord::Migration[7.0]\nend"), "");
}

fn shown_of(text: &str) -> String {
    shown(read, "db/migrate/1_a.rb", text)
}
