use super::{is_one, read};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::shown::shown;
use crate::text::RepoPath;

const HEAD: &str = "from alembic import op\nimport sqlalchemy as sa\n\nrevision = 'b2'\ndown_revision = 'a1'\n\n";

/// What an upgrade does; its downgrade raises.
fn up(body: &str) -> String {
    let body = body.replace('\n', "\n    ");
    let text = format!("{HEAD}def upgrade():\n    {body}\n\ndef downgrade():\n    raise X\n");
    let shown = shown(read, "alembic/versions/b2_x.py", &text);
    shown.strip_suffix("\ndown refused at `raise X`").map_or(shown.clone(), str::to_owned)
}

/// What a file with these functions comes to.
fn file(functions: &str) -> String {
    shown(read, "alembic/versions/b2_x.py", &format!("{HEAD}{functions}"))
}

#[test]
fn a_revision_is_told_by_what_it_follows() {
    for (path, text, expected) in [
        ("migrations/versions/1_a.py", "down_revision = None\ndef upgrade():\n    pass", true),
        ("migrations/env.py", "def run_migrations_online(): ...", false),
    ] {
        let path = RepoPath::from(path);
        assert_eq!(is_one(Source { path: &path, bytes: text.as_bytes() }), expected, "{text}");
    }
}

#[test]
fn versions_and_parents() {
    let path = RepoPath::from("versions/1.py");
    for (head, version, parents) in [
        ("revision = 'b'\ndown_revision = 'a'", "b", &["a"][..]),
        ("revision: str = 'b'\ndown_revision: Union[str, None] = None", "b", &[]),
        ("revision = 'b'\ndown_revision = ('a', \"c\")", "b", &["a", "c"]),
    ] {
        let text = format!("{head}\ndef upgrade():\n    pass\ndef downgrade():\n    pass\n");
        let scripts = read(Source { path: &path, bytes: text.as_bytes() });
        assert_eq!(scripts[0].version.as_deref(), Some(version), "{head}");
        assert_eq!(scripts[0].parents, parents, "{head}");
    }
}

#[test]
fn operations() {
    for (body, expected) in [
        ("op.drop_table('users')", "-table users"),
        ("op.drop_table('users', schema='crm')", "-table crm.users"),
        ("op.rename_table('a', 'b')", "table a -> b"),
        (
            "op.add_column('users', sa.Column('age', sa.Integer(), nullable=False, server_default='0'))",
            "+users.age 32-bit integer required default",
        ),
        (
            "op.add_column('users', sa.Column('org', sa.BigInteger, sa.ForeignKey('orgs.id'), unique=True))",
            "+users.org 64-bit integer\n+foreign key on users (org)\n+unique constraint on users (org)",
        ),
        ("op.drop_column('users', 'age')", "-users.age"),
        (
            "op.alter_column('users', 'a', existing_type=sa.String(50), type_=sa.String(length=20), nullable=False)",
            "users.a: text of 50 characters -> text of 20 characters\nusers.a required",
        ),
        ("op.alter_column('users', 'a', new_column_name='b', existing_type=sa.Text())", "users.a -> b"),
        ("op.alter_column('users', 'a', nullable=True, existing_nullable=True)", ""),
        ("op.alter_column('users', 'a', server_default=None)", "users.a -default"),
        (
            "op.alter_column('users', 'a', nullable=False, server_default='x')",
            "users.a required, filled\nusers.a +default",
        ),
        ("op.create_index(op.f('ix'), 'users', ['a', 'b'], unique=False)", "+index ix on users (a, b)"),
        ("op.create_index('ix', 'users', ['a'], unique=True)", "+unique constraint ix on users (a)"),
        ("op.drop_index('ix', table_name='users')", "-index ix on users ()"),
        ("op.create_foreign_key('fk', 'users', 'orgs', ['org_id'], ['id'])", "+foreign key fk on users (org_id)"),
        ("op.drop_constraint('fk', 'users', type_='foreignkey')", "-foreign key fk on users ()"),
        ("op.create_check_constraint('ck', 'users', 'a > 0')", "+check constraint ck on users ()"),
        ("op.bulk_insert(sa.table('users', sa.column('a')), [{'a': 1}])", "insert users"),
        (
            "with op.batch_alter_table('users', schema=None) as batch_op:\n    batch_op.add_column(sa.Column('a', sa.Text()))\n    batch_op.drop_constraint('u', type_='unique')\n    batch_op.alter_column('b', nullable=True)",
            "+users.a text\n-unique constraint u on users ()\nusers.b optional",
        ),
        ("for t in ('a', 'b'):\n    op.drop_table(t)", "-table a\n-table b"),
        (
            "for t in tables():\n    op.drop_table(t)",
            "perhaps unknown: `drop_table` of something that is named at run time",
        ),
        ("if op.get_bind().dialect.name == 'mysql':\n    op.drop_table('a')", "perhaps -table a"),
        ("if not inspector.has_table('a'):\n    op.drop_table('a')", "-table a"),
        ("sa.Enum('a', name='status').create(op.get_bind())", "+type status"),
        ("op.create_entity(view)", "unknown: code of `op.create_entity`"),
        ("op.execute(make())", "unknown: a statement built at run time"),
        ("conn = op.get_bind()\nrows = conn.execute(sa.select(users)).fetchall()", ""),
    ] {
        let expected = if expected.is_empty() { "down refused at `raise X`" } else { expected };
        assert_eq!(up(body), expected, "{body}");
    }
}

#[test]
fn tables_with_their_columns() {
    let body = "op.create_table('users',
    sa.Column('id', sa.Integer(), nullable=False, primary_key=True),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('data', postgresql.JSONB(astext_type=sa.Text())),
    sa.Column('price', sa.Numeric(precision=8, scale=2)),
    sa.Column('at', sa.DateTime(timezone=True), server_default=sa.text('now()')),
    sa.Column('state', sa.Enum('on', 'off', name='state')),
    sa.Column('mine', my.Type()),
    sa.PrimaryKeyConstraint('id'),
)";
    assert_eq!(
        up(body),
        "+table users (id 32-bit integer required default, name text of 80 characters required, data JSON, \
         price decimal(8, 2), at timestamp with time zone default, state one of on, off, mine unknown)"
    );
    assert_eq!(up("op.create_table('a', *columns)"), "+table a (, …)");
}

#[test]
fn statements_that_are_put_together() {
    let tables = "users = sa.table('users', sa.column('a'))\n";
    for (body, expected) in [
        ("op.execute(users.update().values(a=1))", "update users (a) all"),
        ("op.execute(sa.update(users).where(users.c.a == 1).values({'a': 2}))", "update users (a) some"),
        ("op.get_bind().execute(users.delete())", "delete users all"),
        ("op.execute(users.delete().where(x))", "delete users some"),
        (
            "op.execute(users.update().values(a=1))\nop.alter_column('users', 'a', nullable=False)",
            "update users (a) all\nusers.a required, filled",
        ),
        ("op.execute(users.insert().values(a=1))", "insert users"),
        ("session.query(User).filter(x).update({'a': 1})", "unknown: code of `session.update`"),
    ] {
        assert_eq!(up(&format!("{tables}{body}")), expected, "{body}");
    }
    let model = "class User(Base):\n    __tablename__ = 'users'\n\ndef upgrade():\n    session.query(User).delete()\n\ndef downgrade():\n    pass\n";
    assert_eq!(file(model), "delete users all\ndown empty");
}

#[test]
fn ways_back() {
    for (functions, expected) in [
        ("def upgrade():\n    op.drop_table('a')\n", "-table a\ndown missing at `def upgrade`: -"),
        ("def upgrade():\n    op.drop_table('a')\n\ndef downgrade():\n    pass\n", "-table a\ndown empty"),
        (
            "def upgrade():\n    op.drop_table('a')\n\ndef downgrade():\n    \"\"\"None.\"\"\"\n    # nothing\n",
            "-table a\ndown empty",
        ),
        (
            "def upgrade():\n    op.drop_table('a')\n\ndef downgrade():\n    raise NotImplementedError('no')\n",
            "-table a\ndown refused at `raise NotImplementedError('no')`",
        ),
        ("def upgrade():\n    pass\n\ndef downgrade():\n    pass\n", "down automatic"),
        (
            "def upgrade():\n    one()\n\ndef one():\n    two('a')\n\ndef two(t):\n    op.drop_table(t)\n\ndef downgrade():\n    op.create_table('a')\n",
            "-table a\ndown +table a ()",
        ),
        (
            "def upgrade(engine):\n    globals()['upgrade_%s' % engine]()\n\ndef upgrade_x():\n    op.drop_table('a')\n\ndef downgrade():\n    pass\n",
            "-table a\ndown empty",
        ),
    ] {
        assert_eq!(file(functions), expected, "{functions}");
    }
}
