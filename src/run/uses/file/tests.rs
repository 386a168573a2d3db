use super::{Found, search};
use crate::answers::Certainty::{Typed, Word};
use crate::run::uses::plan::{Plan, Target};
use crate::run::uses::role::Role;
use crate::text::RepoPath;

/// What a file says about a table or a column (`users.age`).
fn said(name: &str, path: &str, text: &str) -> Found {
    let (table, column) = name.split_once('.').map_or((name, None), |(table, column)| (table, Some(column)));
    let target = Target { table: table.to_owned(), column: column.map(str::to_owned) };
    let plan = Plan::new([target]);
    let path = RepoPath::from(path);
    let role = Role::of(&path).expect("a file that is searched").settled(&path, text.as_bytes());
    search(&plan, &path, role, text.as_bytes()).remove(&0).unwrap_or_default()
}

#[test]
fn a_word_counts_where_the_file_or_its_path_names_the_table() {
    let word = said("users.age", "app/serializers/user_serializer.rb", "attributes :age\n");
    assert_eq!(word.uses.iter().map(|(_, one)| *one).collect::<Vec<_>>(), [Word]);
    let elsewhere = said("users.age", "app/lib/pets.rb", "pet.age\n");
    assert!(elsewhere.uses.is_empty() && elsewhere.is_elsewhere);
    assert_eq!(said("users.age", "app/lib/pets.rb", "# age\n"), Found::default());
}

#[test]
fn a_common_word_counts_only_where_it_is_certain() {
    let text = "class User(models.Model):\n    name = models.TextField()\n\n\ndef f():\n    name = 1\n";
    let found = said("users.name", "shop/models.py", text);
    assert!(found.uses.iter().all(|(_, one)| *one == Typed) && !found.uses.is_empty());
    assert!(said("users.name", "shop/forms.py", "users = 1\nname = 2\n").uses.is_empty());
}

#[test]
fn the_model_of_a_table_may_stand_in_an_application_of_its_first_word() {
    let text = "class Customer(models.Model):\n    age = models.IntegerField()\n";
    assert_eq!(said("shop_customer.age", "shop/models.py", text).uses.len(), 1);
    assert!(said("shop_customer.age", "zoo/models.py", text).uses.is_empty());
}

#[test]
fn migrations_and_dumps_define() {
    for (path, text) in [
        ("db/schema.rb", "create_table \"users\" do |t|\n  t.integer \"age\"\n"),
        ("migrations/0001_a.up.sql", "CREATE TABLE users (age int)"),
        ("src/schema.rs", "diesel::table! {\n    users (id) { age -> Int4 }\n}"),
        ("zoo/migrations/0001_initial.py", "CreateModel(name='User', fields=[('age', x)])"),
    ] {
        let found = said("users.age", path, text);
        assert!(found.defined.is_some() && found.uses.is_empty(), "{path}");
    }
    assert_eq!(said("users.age", "migrations/0001_a.up.sql", "CREATE TABLE pets (age int)"), Found::default());
    let both = said("users.age", "prisma/schema.prisma", "model User {\n  age Int?\n}\n");
    assert!(both.defined.is_some() && both.uses.len() == 1);
}

#[test]
fn markers_say_that_a_column_is_left_alone() {
    for (path, text, name) in [
        ("app/models/user.rb", "class User < A\n  self.ignored_columns += %w[x age]\nend\n", "ignored_columns"),
        (
            "app/models/user.rb",
            "class User < A\n  self.ignored_columns = [\n    :x,\n    :age,\n  ]\nend\n",
            "ignored_columns",
        ),
        ("User.cs", "class User {\n  [NotMapped]\n  public int Age { get; set; }\n}\n", "[NotMapped]"),
        ("Db.cs", "modelBuilder.Entity<User>().Ignore(u => u.Age);\n", "Ignore(…)"),
        ("prisma/schema.prisma", "model User {\n  id Int\n  age Int? @ignore\n}\n", "@ignore"),
        (
            "src/user.rs",
            "#[sea_orm(table_name = \"users\")]\npub struct Model {\n  #[sea_orm(ignore)]\n  pub age: i32,\n}\n",
            "#[sea_orm(ignore)]",
        ),
        ("User.java", "class User {\n  @Transient\n  private Integer age;\n}\n", "@Transient"),
    ] {
        let found = said("users.age", path, text);
        assert_eq!(found.marker.map(|(name, _)| name), Some(name), "{text}");
        assert!(found.uses.is_empty(), "{text}: {:?}", found.uses);
    }
    let other = said(
        "users.age",
        "User.cs",
        "class User {\n  [NotMapped]\n  public int X { get; set; }\n  public int Age;\n}\n",
    );
    assert!(other.marker.is_none() && other.uses.len() == 1);
    let behind =
        said("users.age", "app/models/user.rb", "class User\n  self.ignored_columns += %w[x]\n  validates :age\nend\n");
    assert!(behind.marker.is_none() && behind.uses.len() == 1);
}

#[test]
fn markers_say_that_a_table_is_left_alone() {
    let prisma =
        said("pets", "prisma/schema.prisma", "model Pet {\n  id Int\n  @@ignore\n}\nmodel User {\n  id Int\n}\n");
    assert_eq!(prisma.marker.map(|(name, _)| name), Some("@@ignore"));
    assert!(prisma.uses.is_empty());
    assert!(
        said("users", "prisma/schema.prisma", "model Pet {\n  @@ignore\n}\nmodel User {\n  id Int\n}\n")
            .marker
            .is_none()
    );
    assert!(said("pets", "Db.cs", "builder.Ignore<Pet>();").marker.is_some());
}

#[test]
fn a_state_only_removal_is_a_marker() {
    let text = |operation: &str| {
        format!(
            "SeparateDatabaseAndState(state_operations=[migrations.{operation}], database_operations=[AlterField('user', 'age')])"
        )
    };
    let marked =
        |name: &str, operation: &str| said(name, "shop/migrations/0002_a.py", &text(operation)).marker.is_some();
    assert!(marked("users.age", "RemoveField(model_name='user', name='age')"));
    assert!(marked("shop_user.age", "RemoveField('user', 'age')"));
    assert!(marked("users", "DeleteModel(name='User')"));
    assert!(!marked("users.age", "RemoveField(model_name='pet', name='age')"));
    assert!(!marked("users.age", "AddField(model_name='user', name='age')"));
}

#[test]
fn uses_of_one_file_are_bounded() {
    let text = format!("class User(Base):\n{}", "    age = Column()\n".repeat(5_000));
    assert_eq!(said("users.age", "a.py", &text).uses.len(), super::MOST_USES);
}
