use super::{is_one, read};
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::shown::shown;
use crate::text::RepoPath;

const HEAD: &str = "<?php\nuse Illuminate\\Database\\Migrations\\Migration;\nreturn new class extends Migration {\n";

/// What the way forward does; the way back throws.
fn up(body: &str) -> String {
    let text = format!("{HEAD}public function up() {{ {body} }}\npublic function down() {{ throw new X(); }}\n}};\n");
    let shown = shown(read, "database/migrations/1_x.php", &text);
    shown.strip_suffix("down refused at `throw new X()`").map_or(shown.clone(), |shown| shown.trim_end().to_owned())
}

/// What a class with these members comes to.
fn class(members: &str) -> String {
    shown(read, "database/migrations/1_x.php", &format!("{HEAD}{members}\n}};\n"))
}

#[test]
fn a_migration_is_told_by_its_base() {
    for (text, expected) in [
        (format!("{HEAD}}};"), true),
        ("<?php class A extends Doctrine\\Migrations\\AbstractMigration {}".to_owned(), false),
    ] {
        let path = RepoPath::from("database/migrations/1_x.php");
        assert_eq!(is_one(Source { path: &path, bytes: text.as_bytes() }), expected, "{text}");
    }
}

#[test]
fn tables_with_their_columns() {
    let body = "Schema::create('users', function (Blueprint $table) {
        $table->id();
        $table->string('name', 50)->nullable();
        $table->string('email')->unique();
        $table->decimal('price', 10, 3)->default(0);
        $table->foreignId('org_id')->constrained()->cascadeOnDelete();
        $table->enum('state', ['on', 'off'])->default('on');
        $table->morphs('thing');
        $table->softDeletes();
        $table->timestamps();
        $table->index(['a', 'b'], 'ix');
    });";
    assert_eq!(
        up(body),
        "+table users (id unsigned 64-bit integer required default, name text of 50 characters, \
         email text of 255 characters required, price decimal(10, 3) required default, \
         org_id unsigned 64-bit integer required, state one of on, off required default, \
         thing_type text of 255 characters required, thing_id unsigned 64-bit integer required, \
         deleted_at timestamp, created_at timestamp, updated_at timestamp)\n\
         +unique constraint on users (email)\n\
         +foreign key on users (org_id)\n\
         +index ix on users (a, b)"
    );
    assert_eq!(up("Schema::create('a', function ($t) { $t->mine('x'); });"), "+table a (, …)");
}

#[test]
fn changed_tables() {
    for (words, expected) in [
        ("$table->string('a')->nullable()->after('b');", "+users.a text of 255 characters"),
        ("$table->string(column: 'a', length: 5);", "+users.a text of 5 characters required"),
        ("$table->string('a', 20)->nullable(false)->change();", "users.a: text of 20 characters\nusers.a required"),
        (
            "$table->integer('a')->unsigned()->default(1)->change();",
            "users.a: unsigned 32-bit integer\nusers.a +default",
        ),
        ("$table->foreignIdFor(\\App\\BlogPost::class);", "+users.blog_post_id unknown required"),
        ("$table->dropColumn('a', 'b');", "-users.a\n-users.b"),
        ("$table->dropColumn(['a', 'b']);", "-users.a\n-users.b"),
        ("$table->renameColumn('a', 'b');", "users.a -> b"),
        ("$table->dropConstrainedForeignId('a_id');", "-foreign key on users (a_id)\n-users.a_id"),
        ("$table->dropSoftDeletes();", "-users.deleted_at"),
        ("$table->foreign('a')->references('id')->on('b');", "+foreign key on users (a)"),
        ("$table->dropForeign(['a']);", "-foreign key on users (a)"),
        ("$table->dropUnique('u');", "-unique constraint u on users ()"),
        ("$table->dropIndex(['a']);", "-index on users (a)"),
        ("$table->unique(['a', 'b']);", "+unique constraint on users (a, b)"),
        ("foreach (['a', 'b'] as $c) { $table->date($c); }", "+users.a date required\n+users.b date required"),
        ("$table->date($x);", "unknown: code of `$table->date`"),
        ("if (! Schema::hasColumn('users', 'a')) { $table->date('a'); }", "+users.a date required"),
        ("if (config('x')) { $table->date('a'); }", "perhaps +users.a date required"),
    ] {
        let shown = up(&format!("Schema::table('users', function (Blueprint $table) {{ {words} }});"));
        assert_eq!(shown, expected, "{words}");
    }
}

#[test]
fn tables_as_a_whole() {
    for (body, expected) in [
        ("Schema::dropIfExists('users');", "-table users"),
        ("Schema::connection('x')->drop('users');", "-table users"),
        ("Schema::rename('a', 'b');", "table a -> b"),
        ("Schema::drop($x);", "unknown: `Schema::drop` of something that is named at run time"),
        ("Schema::drop(self::T);", "-table things"),
        ("Schema::drop($this->name);", "-table names"),
        ("Schema::table('a', fn (Blueprint $t) => $t->dropColumn('b'));", "-a.b"),
        ("$this->more('a');", "-table a"),
        ("if (Schema::hasTable('a')) { return; } Schema::drop('a');", "-table a"),
    ] {
        let members = format!(
            "const T = 'things'; private $name = 'names';\npublic function up() {{ {body} }}\n\
             private function more($t) {{ Schema::drop($t); }}\npublic function down() {{}}"
        );
        assert_eq!(class(&members), format!("{expected}\ndown empty"), "{body}");
    }
}

#[test]
fn rows() {
    for (body, expected) in [
        ("DB::table('users')->update(['a' => 1]);", "update users (a) all"),
        ("DB::table('users')->where('a', 1)->update(['a' => DB::raw('b')]);", "update users (a) some"),
        ("DB::table('users')->delete();", "delete users all"),
        ("DB::table('users')->truncate();", "-truncate"),
        ("DB::table('users')->insert(['a' => 1]);", "insert users"),
        ("$ids = DB::table('users')->pluck('id');", ""),
        ("DB::table('users')->get()->each(function ($u) { $u->save(); });", "perhaps unknown: code of `$u->save`"),
        ("User::where('a', 1)->update(['b' => 2]);", "unknown: code of `User::update`"),
        (
            "User::all()->each(function ($u) { DB::table('x')->delete(); $u->save(); });",
            "perhaps delete x all\nunknown: code of `User::each`",
        ),
        ("DB::statement($x);", "unknown: a statement built at run time"),
        ("DB::transaction(function () { DB::table('x')->delete(); });", "delete x all"),
        ("Log::info('x');", ""),
    ] {
        let shown = up(body);
        let expected = if expected == "-truncate" {
            "Truncate { table: Name { schema: None, name: \"users\" } }"
        } else {
            expected
        };
        assert_eq!(shown, expected, "{body}");
    }
}

#[test]
fn ways_back() {
    for (members, expected) in [
        ("public function up() { Schema::drop('a'); }", "-table a\ndown missing at `public function up`: -"),
        ("public function up() { Schema::drop('a'); }\npublic function down() { /* no */ }", "-table a\ndown empty"),
        (
            "public function up() { Schema::drop('a'); }\npublic function down() { return true; }",
            "-table a\ndown empty",
        ),
        (
            "public function up() { Schema::drop('a'); }\npublic function down() { Schema::create('a', function ($t) { $t->id(); }); }",
            "-table a\ndown +table a (id unsigned 64-bit integer required default)",
        ),
        ("public function up() {}\npublic function down() {}", "down automatic"),
    ] {
        assert_eq!(class(members), expected, "{members}");
    }
}
