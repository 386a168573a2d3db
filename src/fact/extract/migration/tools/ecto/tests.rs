use super::{is_one, read};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::shown::shown;
use crate::text::RepoPath;

/// What a module with these functions comes to.
fn module(functions: &str) -> String {
    let text = format!("defmodule A do\n  use Ecto.Migration\n{functions}\nend\n");
    shown(read, "priv/repo/migrations/1_a.exs", &text)
}

fn change(body: &str) -> String {
    module(&format!("def change do\n{body}\nend"))
}

#[test]
fn a_migration_is_told_by_what_it_uses() {
    for (text, expected) in [
        ("defmodule A do\n  use Ecto.Migration\n  def change do\n  end\nend", true),
        ("defmodule A do\n  def change do\n  end\nend", false),
    ] {
        let path = RepoPath::from("priv/repo/migrations/1_a.exs");
        assert_eq!(is_one(Source { path: &path, bytes: text.as_bytes() }), expected, "{text}");
    }
}

#[test]
fn what_change_can_turn_round() {
    for (body, expected) in [
        (
            "create table(:users) do\n add :name, :string, null: false, size: 50\n add :org_id, references(:orgs, type: :binary_id)\n timestamps(updated_at: false)\nend",
            "+table users (id 64-bit integer required default, name text of 50 characters required, org_id UUID, inserted_at timestamp required)",
        ),
        (
            "create table(:a, primary_key: false, prefix: \"crm\") do\n add :id, :uuid, primary_key: true\nend",
            "+table crm.a (id UUID required)",
        ),
        (
            "alter table(\"users\") do\n add :a, {:array, :string}, default: []\nend",
            "+users.a {:array,:string} default",
        ),
        ("alter table(:users), do: add(:a, references(:b))", "+users.a 64-bit integer\n+foreign key on users (a)"),
        ("alter table(:users) do\n remove :a, :string, default: \"\"\nend", "-users.a"),
        ("alter table(:users) do\n modify :a, :text, from: :string\nend", "users.a: text of 255 characters -> text"),
        ("alter table(:users) do\n modify :a, :text, null: false, from: {:text, null: true}\nend", "users.a required"),
        ("create unique_index(:users, [:a, :b])", "+unique constraint on users (a, b)"),
        ("create index(\"users\", [:a], name: :ix)", "+index ix on users (a)"),
        (
            "create constraint(:users, :ck, check: \"a > 0\", validate: false)",
            "+check constraint ck on users () unchecked",
        ),
        ("drop index(:users, [:a])", "-index on users (a)"),
        ("rename table(:a), to: table(:b)", "table a -> b"),
        ("rename table(:a), :b, to: :c", "a.b -> c"),
        ("for t <- [:a, :b] do\n alter table(t) do\n add :x, :date\n end\nend", "+a.x date\n+b.x date"),
        ("Enum.each([:a, :b], fn t -> alter table(t) do\n add :x, :date\n end end)", "+a.x date\n+b.x date"),
        ("for t <- ~w(a b)a do\n create index(t, [:x])\nend", "+index on a (x)\n+index on b (x)"),
        ("if x() do\n drop index(:users, [:a])\nend", "perhaps -index on users (a)"),
    ] {
        assert_eq!(change(body), format!("{expected}\ndown automatic"), "{body}");
    }
}

#[test]
fn what_it_cannot() {
    for (body, why) in [
        ("alter table(:users) do\n remove :a\nend", "`remove` without a type"),
        ("alter table(:users) do\n modify :a, :text\nend", "`modify` without `from`"),
        ("drop table(:users)", "`drop` of a table"),
        ("drop constraint(:users, :ck)", "`drop` of a constraint"),
        ("execute x", "`execute` without a statement for the way back"),
        ("execute(fn -> x() end)", "`execute` without a statement for the way back"),
    ] {
        let shown = change(body);
        assert!(shown.contains("down missing at `") && shown.ends_with(&format!(": {why}")), "{shown}");
    }
}

#[test]
fn statements_with_their_way_back() {
    assert_eq!(
        change("alter table(:a) do\n add :x, :date\nend\nexecute(x, y)"),
        "+a.x date\nunknown: a statement built at run time\ndown -a.x, unknown: a statement built at run time"
    );
    assert_eq!(
        change("alter table(:a) do\n add :x, :date\nend\nexecute(x, fn -> :ok end)"),
        "+a.x date\nunknown: a statement built at run time\ndown declared empty at `fn -> :ok end`"
    );
    let functions = "def change do\n execute(&one/0, &two/0)\nend\ndefp one, do: repo().delete_all(\"users\")\ndefp two, do: other()";
    assert_eq!(module(functions), "delete users all\ndown unknown: code of `other`");
}

#[test]
fn rows() {
    for (body, expected) in [
        ("repo().update_all(from(u in \"users\", where: u.a == 1), set: [b: 2])", "update users (b) some"),
        ("from(u in \"users\") |> repo().update_all(set: [b: 2])", "update users (b) all"),
        ("repo().delete_all(\"users\")", "delete users all"),
        ("MyApp.Repo.update_all(User, set: [b: 2])", "unknown: code of `MyApp.Repo.update_all`"),
        ("Oban.Migrations.up(version: 11)", "unknown: code of `Oban.Migrations.up`"),
        ("users = repo().all(query)\nflush()", ""),
    ] {
        let shown = module(&format!("def up do\n{body}\nend\ndef down, do: raise \"no\""));
        assert_eq!(shown, format!("{expected}\ndown refused at `raise \"no\"`").trim_start(), "{body}");
    }
}

#[test]
fn ways_back() {
    for (functions, expected) in [
        ("def up do\n drop table(:a)\nend", "-table a\ndown missing at `def up`: -"),
        ("def up do\n drop table(:a)\nend\ndef down, do: :ok", "-table a\ndown empty"),
        ("def up do\n drop table(:a)\nend\ndef down do\nend", "-table a\ndown empty"),
        (
            "def up do\n drop table(:a)\nend\ndef down do\n create table(:a)\nend",
            "-table a\ndown +table a (id 64-bit integer required default)",
        ),
        ("def up(), do: one()\ndef down(), do: :ok\ndefp one do\n drop table(:a)\nend", "-table a\ndown empty"),
        ("def up, do: :ok\ndef down, do: :ok", "down automatic"),
    ] {
        assert_eq!(module(functions), expected, "{functions}");
    }
}
