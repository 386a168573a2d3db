use super::{is_one, read};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::shown::shown;
use crate::text::RepoPath;

/// A migration of the application `shop` with these operations, below this code.
fn with(code: &str, operations: &str) -> String {
    let text = format!(
        "from django.db import migrations, models\n\n{code}\n\nclass Migration(migrations.Migration):\n    \
         dependencies = [(\"shop\", \"0001_initial\"), (\"auth\", \"0009_x\")]\n    operations = [\n{operations}\n    ]\n"
    );
    shown(read, "src/shop/migrations/0002_x.py", &text)
}

fn operations(operations: &str) -> String {
    with("", operations)
}

#[test]
fn a_migration_is_told_by_its_class() {
    for (path, text, expected) in [
        ("a/migrations/0001_a.py", "class Migration(migrations.Migration):", true),
        ("a/migrations/0001_a.py", "from django.db.migrations import Migration\nclass Migration(Migration):", true),
        ("a/migrations/__init__.py", "", false),
        ("a/models.py", "class Thing(models.Model):", false),
    ] {
        let path = RepoPath::from(path);
        assert_eq!(is_one(Source { path: &path, bytes: text.as_bytes() }), expected, "{text}");
    }
}

#[test]
fn what_it_follows_and_replaces() {
    let path = RepoPath::from("src/shop/migrations/0002_x.py");
    let text = "class Migration(migrations.Migration):\n    replaces = [('shop', '0001_a'), ('shop', '0002_b')]\n    \
                dependencies = [('shop', '0001_initial'), migrations.swappable_dependency(X), ('auth', '0001_b')]\n    \
                operations = []\n";
    let scripts = read(Source { path: &path, bytes: text.as_bytes() });
    assert_eq!(scripts[0].version.as_deref(), Some("0002_x"));
    assert_eq!(scripts[0].parents, ["0001_initial"]);
    assert_eq!(scripts[0].replaces, ["0001_a", "0002_b"]);
}

#[test]
fn an_application_may_call_itself_something_else() {
    let text = |label: &str| {
        format!(
            "class Migration(migrations.Migration):\n    dependencies = [('{label}', '0001_a'), ('auth', '0009_b')]\n    \
             operations = [migrations.DeleteModel('Page')]\n"
        )
    };
    for (label, expected) in [("core", "core_page"), ("shop", "shop_page")] {
        let shown = shown(read, "src/shop/migrations/0002_x.py", &text(label));
        assert_eq!(shown, format!("-table {expected} cascade\ndown automatic"));
    }
}

#[test]
fn models_and_fields() {
    for (text, expected) in [
        ("migrations.DeleteModel(name='Order'),", "-table shop_order cascade"),
        ("migrations.RenameModel('Order', 'Sale'),", "table shop_order -> shop_sale"),
        (
            "migrations.AlterModelTable('Order', 'orders'),\nmigrations.RemoveField('Order', 'a'),",
            "table shop_order -> orders\n-orders.a",
        ),
        (
            "migrations.AddField(model_name='order', name='code', field=models.CharField(max_length=9, default='')),",
            "+shop_order.code text of 9 characters required",
        ),
        (
            "migrations.AddField('order', 'code', models.IntegerField(null=True, db_column='c')),",
            "+shop_order.c 32-bit integer",
        ),
        (
            "migrations.AddField('order', 'code', models.IntegerField(db_default=0, unique=True)),",
            "+shop_order.code 32-bit integer required default\n+unique constraint on shop_order (code)",
        ),
        (
            "migrations.AddField('order', 'user', models.ForeignKey(to='auth.User', on_delete=models.CASCADE)),",
            "+shop_order.user_id unknown required\n+foreign key on shop_order (user_id)",
        ),
        (
            "migrations.AddField('order', 'tags', models.ManyToManyField(to='shop.Tag')),",
            "+table shop_order_tags (, …)",
        ),
        ("migrations.RemoveField('Order', 'code'),", "-shop_order.code"),
        ("migrations.RenameField('order', 'a', 'b'),", "shop_order.a -> b"),
        (
            "migrations.AlterField('order', 'a', models.DecimalField(max_digits=8, decimal_places=2)),",
            "shop_order.a: decimal(8, 2)",
        ),
        (
            "migrations.AlterField('order', 'a', models.TextField(default='x'), preserve_default=False),",
            "shop_order.a: text\nshop_order.a required, filled",
        ),
        (
            "migrations.AddField('order', 'a', models.CharField(max_length=9, null=True)),\n\
             migrations.AlterField('order', 'a', models.CharField(max_length=5, null=True)),",
            "+shop_order.a text of 9 characters\nshop_order.a: text of 9 characters -> text of 5 characters",
        ),
        ("migrations.AlterUniqueTogether('order', {('a', 'b')}),", "+unique constraint on shop_order (a, b)"),
        ("migrations.AlterUniqueTogether(name='order', unique_together=set()),", "-unique constraint on shop_order ()"),
        (
            "migrations.AddConstraint('order', models.UniqueConstraint(fields=['a'], name='u')),",
            "+unique constraint u on shop_order (a)",
        ),
        ("migrations.AddIndex('order', models.Index(fields=['-a'], name='i')),", "+index i on shop_order (a)"),
        ("migrations.AlterModelOptions('order', {}),", ""),
        ("TrigramExtension(),", "=extension pg_trgm"),
        ("custom.Backfill('x'),", "unknown: `Backfill`, an operation of the application"),
    ] {
        assert_eq!(operations(text), format!("{expected}\ndown automatic").trim_start(), "{text}");
    }
}

#[test]
fn a_model_is_a_table() {
    let text = "migrations.CreateModel('Order', fields=[
        ('id', models.BigAutoField(primary_key=True)),
        ('total', models.FloatField(null=True)),
        ('user', models.OneToOneField(to='auth.User', on_delete=models.CASCADE)),
        ('tags', models.ManyToManyField(to='shop.Tag')),
        ('when', models.DateTimeField()),
    ], options={'db_table': 'orders'}),";
    assert_eq!(
        operations(text),
        "+table orders (id 64-bit integer required default, total 64-bit float, user_id unknown required, \
         when timestamp with time zone required)\n+table orders_tags (, …)\ndown automatic"
    );
    assert_eq!(
        operations("migrations.CreateModel('Order', [], {'proxy': True}, options={'proxy': True}),"),
        "down automatic"
    );
}

#[test]
fn state_and_database() {
    let text = "migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RemoveField('order', 'b')],
        state_operations=[migrations.RemoveField('order', 'a')],
    ),";
    assert_eq!(operations(text), "-shop_order.b\nstate -shop_order.a\ndown automatic");
    let text = "migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel('Order')]),";
    assert_eq!(operations(text), "state -table shop_order cascade\ndown automatic");
}

#[test]
fn code_and_its_reverse() {
    let code = "def forward(apps, schema_editor):
    Order = apps.get_model('shop', 'Order')
    Order.objects.filter(a=1).update(b=2)

def back(apps, schema_editor):
    Order = apps.get_model('shop', 'Order')
    Order.objects.all().delete()

def slow(apps, schema_editor):
    for order in apps.get_model('shop', 'Order').objects.all():
        order.save()

def nothing(apps, schema_editor):
    \"\"\"Rows stay as they are.\"\"\"
    pass

def never(apps, schema_editor):
    raise RuntimeError('no')
";
    for (text, expected) in [
        (
            "migrations.RunPython(forward),",
            "update shop_order (b) some\ndown missing at `migrations.RunPython(forward)`: `RunPython` without `reverse_code`",
        ),
        ("migrations.RunPython(forward, back),", "update shop_order (b) some\ndown delete shop_order all"),
        (
            "migrations.RunPython(forward, migrations.RunPython.noop),",
            "update shop_order (b) some\ndown declared empty at `migrations.RunPython.noop`",
        ),
        (
            "migrations.RunPython(forward, reverse_code=nothing),",
            "update shop_order (b) some\ndown declared empty at `nothing`",
        ),
        (
            "migrations.RunPython(forward, lambda apps, editor: None),",
            "update shop_order (b) some\ndown declared empty at `lambda apps, editor: None`",
        ),
        (
            "migrations.RunPython(forward, never),",
            "update shop_order (b) some\ndown refused at `raise RuntimeError('no')`",
        ),
        ("migrations.RunPython(slow, back),", "unknown: code of `slow`\ndown delete shop_order all"),
        ("migrations.RunPython(other.code, back),", "unknown: code of `other.code`\ndown delete shop_order all"),
        ("migrations.RunPython(migrations.RunPython.noop),", "down automatic"),
        (
            "migrations.RemoveField('order', 'c'),\nmigrations.RunPython(forward, back),",
            "-shop_order.c\nupdate shop_order (b) some\ndown delete shop_order all, +shop_order.c unknown",
        ),
    ] {
        assert_eq!(with(code, text), expected, "{text}");
    }
}

#[test]
fn statements_and_their_reverse() {
    let down = |text: &str| operations(text).rsplit('\n').next().unwrap_or_default().to_owned();
    let missing = down("migrations.RunSQL(SQL + x),");
    assert_eq!(missing, "down missing at `migrations.RunSQL(SQL + x)`: `RunSQL` without `reverse_sql`");
    let empty = down("migrations.RunSQL(x, migrations.RunSQL.noop),");
    assert_eq!(empty, "down declared empty at `migrations.RunSQL.noop`");
    let index = down("migrations.RunSQL('CREATE INDEX i ON a (b)', migrations.RunSQL.noop),");
    assert_eq!(index, "down declared empty at `migrations.RunSQL.noop`");
    let column =
        down("migrations.RunSQL('ALTER TABLE a ADD b int', migrations.RunSQL.noop),\nmigrations.RunSQL(x, ''),");
    assert_eq!(column, "down empty");
    assert_eq!(
        operations("migrations.RunSQL(f(), y),"),
        "unknown: a statement built at run time\ndown unknown: a statement built at run time"
    );
    let state = operations("migrations.RunSQL(x, y, state_operations=[migrations.RemoveField('order', 'a')]),");
    assert!(state.starts_with("unknown: a statement built at run time\nstate -shop_order.a\n"), "{state}");
}

#[test]
fn lists_that_are_put_together() {
    let text = "class Migration(migrations.Migration):
    operations = [migrations.DeleteModel('A')] + more()
    operations += [migrations.DeleteModel('B')]
    if settings.X:
        operations.append(migrations.DeleteModel('C'))
";
    assert_eq!(
        shown(read, "shop/migrations/0002_x.py", text),
        "-table shop_a cascade\nunknown: `more`, an operation of the application\n-table shop_b cascade\n\
         perhaps -table shop_c cascade\ndown automatic"
    );
}
