use super::Context;
use crate::answers::Certainty::{self, Typed, Word};
use crate::run::uses::models::Models;
use crate::run::uses::plan::{Hit, Plan, Target, is_word};

/// What the first `age` of a text is, where the table is `users`.
fn of_age(text: &str) -> Option<Certainty> {
    of(text, Some("age"))
}

/// What the first `users` or `User` of a text is.
fn of_users(text: &str) -> Option<Certainty> {
    of(text, None)
}

fn of(text: &str, column: Option<&str>) -> Option<Certainty> {
    let target = Target { table: "users".to_owned(), column: column.map(str::to_owned) };
    let plan = Plan::new([target]);
    let first = |hits: std::collections::BTreeMap<usize, Vec<Hit>>| hits.get(&0).cloned().unwrap_or_default();
    let tables = first(plan.named.find(text.as_bytes(), is_word));
    let models = Models::read(text.as_bytes(), b"lib");
    let table = &plan.tables[0];
    let own = models.of(table);
    let cx = Context {
        bytes: text.as_bytes(),
        is_page: false,
        name: "users",
        is_common: false,
        table,
        tables: &tables,
        models: &models,
        own,
    };
    let hit = *first(plan.first.find(text.as_bytes(), is_word)).first().expect("a name");
    if column.is_some() { cx.of_column(hit) } else { cx.of_table(hit) }
}

#[test]
fn columns_are_told_by_what_stands_around_them() {
    for text in [
        "db.execute(\"SELECT age FROM users\")", "q = \"\"\"\n  UPDATE users\n  SET age = 1\n\"\"\"",
        "INSERT INTO public.\"users\" (id, age) VALUES (1, 2)", "SELECT u.age FROM `users` u",
        "select x from pets join users on users.age = pets.age", "User.where(age: 18)",
        "User.objects.filter(age__gte=18)", "User\n  .where(active: true)\n  .order(:age)",
        "knex('users').select('age')", "prisma.user.findMany({\n  select: { age: true },\n})",
        "from(u in User, where: u.age > 18)", "session.query(User).filter_by(age=1)", "puts current_user&.age",
        "print(user.age)", "user.getAge()", "echo $user->age;", "user[\"age\"]", "Pet.objects.filter(user__age=3)",
        "class User(Base):\n    age = Column(Integer)",
    ] {
        assert_eq!(of_age(text), Some(Typed), "{text}");
    }
    for text in [
        "users = load()\nprint(pet.age)", "from users import age", "import { age } from 'users';",
        "User.find(1)\nage = 3", "SELECT 1 FROM users; age = 3", "SELECT 1 FROM users\n\nage = 3",
        "class Users:\n    pass\n\nclass Pet:\n    age = 1",
    ] {
        assert_eq!(of_age(text), Some(Word), "{text}");
    }
    for text in ["# the age of users", "// age of the users", "x = users  # age", "-- age", " * age of users"] {
        assert_eq!(of_age(text), None, "{text}");
    }
}

#[test]
fn tables_are_told_by_what_stands_around_them() {
    for text in [
        "SELECT 1 FROM users", "DELETE FROM \"public\".\"users\"", "knex('users')", "__tablename__ = \"users\"",
        "@Table(name = \"users\")", "schema \"users\" do", "has_many :users", "users::table.filter(x)",
        "$table = 'users';", "public DbSet<User> Everyone { get; set; }", "class User < ApplicationRecord",
        "#[diesel(table_name = users)]",
    ] {
        assert_eq!(of_users(text), Some(Typed), "{text}");
    }
    assert_eq!(of_users("User.all"), Some(Word));
    for text in
        ["users = []", "resources :users", "class User", "from users import x", "# FROM users", "print('users')"]
    {
        assert_eq!(of_users(text), None, "{text}");
    }
}

#[test]
fn rubbish_is_no_use_and_no_panic() {
    for text in ["age", "\n\n\nage users", "users((((((age", "Ä users.Ä age", "[\"age", "\u{feff}users age"] {
        let _ = of_age(text);
    }
}
