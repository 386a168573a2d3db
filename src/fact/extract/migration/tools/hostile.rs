//! Readers of migrations in programming languages, given what nobody would write.

use proptest::prelude::*;

use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::tools::{alembic, django, doctrine, ecto, laravel, phinx, rails};
use crate::fact::migration::{Down, Effect, Script};
use crate::text::{RepoPath, Span};

type Read = fn(Source<'_>) -> Vec<Script>;

/// A reader, a path that it may read, and a migration that has a little of everything.
const SAMPLES: &[(Read, &str, &str)] = &[
    (
        rails::read,
        "db/migrate/1_a.rb",
        "class A < ActiveRecord::Migration[7.0]\n  T = :a\n  def change\n    create_table T do |t|\n      t.string :b, null: false\n      \
         t.references :c, index: { unique: true }\n    end\n    reversible { |d| d.up { execute <<~SQL.squish } }\n      UPDATE a #{T} 'ä'\n    SQL\n    \
         %w[a b].each { |t| add_index t, %i[x y] unless index_exists?(t, :x) }\n    revert { drop_table :z }\n    User.find_each { |u| u.save! }\n  \
         end\nend\n",
    ),
    (
        django::read,
        "app/migrations/0002_a.py",
        "def f(apps, s):\n    M = apps.get_model('a', 'M')\n    for x in M.objects.all():\n        x.save()\n    M.objects.update(a=f'{x}é')\n\n\
         class Migration(migrations.Migration):\n    replaces = [('a', '1')]\n    dependencies = [('a', '0001_b')]\n    operations = [\n        \
         migrations.CreateModel('M', [('id', models.AutoField(primary_key=True))], options={'db_table': 'm'}),\n        \
         migrations.RunPython(f, lambda a, b: None), migrations.RunSQL([('x %s', [1])], 'y'),\n        \
         migrations.SeparateDatabaseAndState([], [migrations.RemoveField('m', 'b')]),\n    ] + more\n",
    ),
    (
        alembic::read,
        "versions/1_a.py",
        "revision: str = 'b'\ndown_revision = ('a', 'c')\nt = sa.table('t')\ndef upgrade():\n    with op.batch_alter_table('t') as b:\n        \
         b.add_column(sa.Column('a', sa.Enum('x', name='e'), sa.ForeignKey('z.id')))\n    op.execute(t.update().where(t.c.a == 'ü').values(a=1))\n    \
         op.execute('a' 'b' + \"%s\" % c)\n    for n in ('a', 'b'):\n        op.alter_column(n, 'x', type_=sa.String(3), existing_type=sa.Text())\n    \
         helper('q')\n\ndef helper(n):\n    op.drop_table(n)\n\ndef downgrade():\n    raise NotImplementedError\n",
    ),
    (
        laravel::read,
        "database/migrations/1_a.php",
        "<?php\nuse Illuminate\\Database\\Migrations\\Migration;\nreturn new class extends Migration {\n  private $t = 'é';\n  function up() {\n    \
         Schema::create('a', function (Blueprint $table) { $table->id(); $table->string('b', 5)->nullable()->change(); $table->morphs('c'); });\n    \
         DB::statement(<<<SQL\n      UPDATE {$this->t} $x\n      SQL);\n    foreach (['a'] as $t) { Schema::dropIfExists($t); }\n    \
         DB::table('u')->where('a', 1)->update(['b' => 2]);\n  }\n  function down() {}\n};\n",
    ),
    (
        doctrine::read,
        "migrations/Version1.php",
        "<?php\nclass Version1 extends AbstractMigration {\n  function up(Schema $schema): void {\n    \
         $this->abortIf($p->getName() !== 'mysql platform');\n    $t = $schema->createTable('a');\n    $t->addColumn('b', 'string', ['length' => 5]);\n    \
         $schema->getTable('c')->getColumn('d')->setNotnull(true);\n    $this->addSql('ALTER ' . self::T . \" {$x['é']}\");\n  }\n  \
         function down(Schema $schema): void { throw new X(); }\n}\n",
    ),
    (
        phinx::read,
        "db/migrations/1_a.php",
        "<?php\nclass A extends AbstractMigration {\n  function change() {\n    $t = $this->table('a', ['id' => false]);\n    \
         $t->addColumn('b', 'integer', ['limit' => M::INT_TINY])->addIndex(['b'], ['unique' => true])->save();\n    \
         if ($this->isMigratingUp()) { $this->execute(\"é $x\"); }\n  }\n}\n",
    ),
    (
        ecto::read,
        "priv/repo/migrations/1_a.exs",
        "defmodule A do\n  use Ecto.Migration\n  @t \"é\"\n  def change do\n    create table(@t, prefix: \"p\") do\n      add :a, references(:b), null: false\n      \
         timestamps()\n    end\n    alter table(:c), do: modify(:d, :text, from: {:string, null: true})\n    execute ~s(UPDATE \"#{@t}\"), fn -> :ok end\n    \
         for t <- ~w(a b)a do\n      create unique_index(t, [:x, \"lower(y)\"])\n    end\n    from(u in \"u\", where: u.a) |> repo().update_all(set: [a: 1])\n  \
         end\nend\n",
    ),
];

/// Reads a text; every place that is told must be one of it.
fn try_one(read: Read, path: &str, bytes: &[u8]) -> Vec<Script> {
    let path = RepoPath::from(path);
    let scripts = read(Source { path: &path, bytes });
    let whole = Span::new(0, bytes.len());
    let effects = |effects: &[Effect]| effects.iter().all(|effect| whole.contains(effect.span));
    for script in &scripts {
        let (at, own): (Span, &[Effect]) = match &script.down {
            Down::Elsewhere | Down::Automatic => (whole, &[]),
            Down::Missing { at, .. } | Down::Irreversible { at } | Down::Empty { at, .. } => (*at, &[]),
            Down::Written { at, effects } => (*at, effects),
        };
        assert!(effects(&script.up) && effects(own) && whole.contains(at) && whole.contains(script.up_span));
        assert!(script.unread.iter().all(|(at, _)| whole.contains(*at)));
    }
    scripts
}

#[test]
fn each_sample_is_read_whole() {
    for (read, path, text) in SAMPLES {
        let scripts = try_one(*read, path, text.as_bytes());
        assert_eq!(scripts.len(), 1, "{path}");
        let is_valid = scripts[0].unread.iter().all(|(_, why)| why != "not valid in its language");
        assert!(scripts[0].up.len() > 1 && is_valid, "{path}: {scripts:?}");
    }
}

#[test]
fn what_is_cut_off_is_read_as_far_as_it_goes() {
    for (read, path, text) in SAMPLES {
        for end in (0..text.len()).step_by(7) {
            try_one(*read, path, &text.as_bytes()[..end]);
        }
    }
}

#[test]
fn what_calls_itself_ends() {
    for (read, path, text) in [
        (
            rails::read as Read,
            "db/migrate/1_a.rb",
            "class A < ActiveRecord::Migration[7.0]\n  def up\n    again\n    again\n  end\n  def again\n    again\n    up\n    again\n    add_column :a, :b, :text\n  end\nend\n",
        ),
        (
            alembic::read,
            "versions/1_a.py",
            "down_revision = None\ndef upgrade():\n    a = b\n    b = a\n    upgrade()\n    for x in a:\n        upgrade()\n    op.drop_table(a)\n",
        ),
        (
            ecto::read,
            "a.exs",
            "defmodule A do\n  use Ecto.Migration\n  def change do\n    execute(&change/0, &change/0)\n    change()\n  end\nend\n",
        ),
    ] {
        try_one(read, path, text.as_bytes());
    }
}

#[test]
fn what_is_nested_is_bounded() {
    let nest = |open: &str, close: &str| format!("{}1{}", open.repeat(2_000), close.repeat(2_000));
    for (read, path, head, tail) in [
        (
            rails::read as Read,
            "1_a.rb",
            "class A < ActiveRecord::Migration[7.0]\n def up\n  execute(",
            ")\n end\nend\n",
        ),
        (django::read, "a/migrations/0001_a.py", "class Migration(migrations.Migration):\n    operations = [", "]\n"),
        (alembic::read, "1_a.py", "down_revision = None\ndef upgrade():\n    op.execute(", ")\n"),
        (laravel::read, "1_a.php", "<?php class A extends Migration { function up() { DB::statement(", "); } }"),
        (ecto::read, "a.exs", "defmodule A do\n use Ecto.Migration\n def up do\n  execute(", ")\n end\nend\n"),
    ] {
        for (open, close) in [("[", "]"), ("(", ")"), ("'a' + ", ""), ("f(", ")"), ("x.", "")] {
            try_one(read, path, format!("{head}{}{tail}", nest(open, close)).as_bytes());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_damage_is_survived(
        sample in 0..SAMPLES.len(),
        cuts in prop::collection::vec((0usize..900, 0usize..40, "[ -~\n]{0,6}"), 1..6),
        noise in prop::collection::vec(any::<u8>(), 0..8),
    ) {
        let (read, path, text) = SAMPLES[sample];
        let mut bytes = text.as_bytes().to_vec();
        for (start, len, insert) in cuts {
            let start = start.min(bytes.len());
            let end = (start + len).min(bytes.len());
            bytes.splice(start..end, insert.into_bytes());
        }
        bytes.extend(noise);
        try_one(read, path, &bytes);
    }
}
