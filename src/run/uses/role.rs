//! What a file is to a search for uses: by its name, and where that does not tell, by its first words.

use bstr::ByteSlice;
use memchr::memmem;

use crate::policy;
use crate::secret::Place;
use crate::text::RepoPath;

/// What a file is to the search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Application code: what it names, it uses.
    Code,
    /// A landed migration, or a dump of the schema: it defines tables and columns, and uses none.
    Definition,
    /// The models and the schema in one file, as Prisma has them: it does both.
    Models,
}

/// Templates of pages, and mappings of classes to tables.
const TEMPLATES: &[&str] = &[
    "ejs", "erb", "haml", "hbs", "heex", "j2", "jbuilder", "jinja", "jinja2", "latte", "leex", "liquid", "mustache",
    "slim", "twig", "xml",
];

/// Code that has nothing to do with a database.
const NO_CODE: &[&str] =
    &["asm", "bzl", "css", "dtsi", "ipynb", "less", "proto", "s", "scss", "sol", "star", "sv", "v", "vhd"];

/// Directories of other people's code, and of what is made of one's own.
const ENTERED_NEVER: &[&str] = &[
    ".git", ".next", ".nuxt", ".venv", "__pycache__", "bower_components", "dist", "node_modules", "third_party",
    "vendor", "venv",
];

/// Whether files below a directory may be of interest.
pub(super) fn enters(directory: &RepoPath) -> bool {
    let name = directory.name();
    !ENTERED_NEVER.iter().any(|never| name == never.as_bytes().as_bstr())
}

impl Role {
    /// What the file at `path` is; none if it is not searched. Tests are not: they are not deployed, so that nothing breaks in production
    /// when they use what is gone. Nor are documents, examples, translations, seeds and lock files.
    pub(super) fn of(path: &RepoPath) -> Option<Self> {
        let name = path.lower_name();
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        if extension == "prisma" {
            return Some(Self::Models);
        }
        let is_page =
            matches!(extension, "html" | "htm") && has_directory(path, |dir| matches!(dir, b"templates" | b"views"));
        let is_code = || match Place::of(path) {
            Place::Code => !NO_CODE.contains(&extension),
            Place::Noise => false,
            Place::Config | Place::Document => TEMPLATES.contains(&extension) || is_page,
        };
        if is_dump(&name) {
            return Some(Self::Definition);
        }
        // Change logs and snapshots.
        let is_data = || matches!(extension, "yaml" | "yml" | "json") && is_migration(path, extension);
        if !is_code() && !is_data() || is_soft(path) || has_directory(path, |dir| dir.starts_with(b"seed")) {
            return None;
        }
        Some(if is_migration(path, extension) { Self::Definition } else { Self::Code })
    }

    /// What it is once its bytes are known: SQL that makes tables defines them, whatever directory it stands in, and so does what Diesel
    /// writes.
    pub(super) fn settled(self, path: &RepoPath, bytes: &[u8]) -> Self {
        let name = path.lower_name();
        let defines = match name.rsplit_once('.') {
            Some((_, "sql" | "ddl" | "psql" | "pgsql")) => {
                let lower = bytes.to_ascii_lowercase();
                ["create table", "alter table", "drop table"]
                    .iter()
                    .any(|head| memmem::find(&lower, head.as_bytes()).is_some())
            }
            Some((_, "rs")) => memmem::find(bytes, b"table! {").is_some() && name.starts_with("schema"),
            _ => false,
        };
        if defines { Self::Definition } else { self }
    }
}

/// Whether nothing is deployed from a file. Packages of Java are called as people like: `src/main/java/com/example/shop`.
fn is_soft(path: &RepoPath) -> bool {
    let whole = path.as_bstr();
    let Some(at) = memmem::find(whole, SOURCES) else { return policy::is_soft_by_name(path) };
    let before = whole.get(..at + SOURCES.len()).unwrap_or_default();
    policy::is_soft_by_name(&RepoPath::new([before, path.name()].concat()))
}

/// Where Maven and Gradle keep what is deployed.
const SOURCES: &[u8] = b"src/main/";

/// Whether a file is what a framework dumps the schema into.
fn is_dump(name: &str) -> bool {
    matches!(name, "schema.rb" | "structure.sql" | "schema.sql") || name.ends_with("modelsnapshot.cs")
}

/// Whether a file stands where migrations do.
fn is_migration(path: &RepoPath, extension: &str) -> bool {
    let is_place = |dir: &[u8]| {
        let lower = dir.to_ascii_lowercase();
        let is_named = lower.starts_with(b"migrat") || lower.ends_with(b"migrations") || lower.ends_with(b"migration");
        is_named || lower.starts_with(b"changelog")
    };
    let of_alembic = || extension == "py" && path.parent().name() == "versions";
    has_directory(path, is_place) || of_alembic()
}

/// Whether one of the directories of a file is such a one.
pub(super) fn has_directory(path: &RepoPath, is_it: impl Fn(&[u8]) -> bool) -> bool {
    path.as_bstr().split(|byte| *byte == b'/').rev().skip(1).any(is_it)
}

#[cfg(test)]
mod tests {
    use super::{Role, enters};
    use crate::text::RepoPath;

    #[test]
    fn files_are_told_by_their_names() {
        for (path, role) in [
            ("app/models/user.rb", Some(Role::Code)),
            ("app/views/users/show.html.erb", Some(Role::Code)),
            ("shop/templates/user.html", Some(Role::Code)),
            ("src/main/resources/UserMapper.xml", Some(Role::Code)),
            ("queries/users.sql", Some(Role::Code)),
            ("prisma/schema.prisma", Some(Role::Models)),
            ("db/migrate/20240101_add_age.rb", Some(Role::Definition)),
            ("db/schema.rb", Some(Role::Definition)),
            ("db/changelog/001.yaml", Some(Role::Definition)),
            ("drizzle/migrations/meta/0000_snapshot.json", Some(Role::Definition)),
            ("src/main/java/com/example/shop/User.java", Some(Role::Code)),
            ("example/src/main/java/com/acme/User.java", None),
            ("src/test/java/com/acme/User.java", None),
            ("shop/migrations/0001_initial.py", Some(Role::Definition)),
            ("alembic/versions/ab12_age.py", Some(Role::Definition)),
            ("util/MySqlMigrations/Scripts/1_age.sql", Some(Role::Definition)),
            ("Data/Migrations/AppModelSnapshot.cs", Some(Role::Definition)),
            ("Data/Migrations/20240101_Age.Designer.cs", None),
            ("spec/models/user_spec.rb", None),
            ("tests/test_user.py", None),
            ("db/seeds/users.rb", None),
            ("docs/users.md", None),
            ("README.md", None),
            ("config/locales/de.yml", None),
            ("Gemfile.lock", None),
            ("app.css", None),
            ("deploy/web.yaml", None),
            ("logo.png", None),
        ] {
            assert_eq!(Role::of(&path.into()), role, "{path}");
        }
    }

    #[test]
    fn what_makes_tables_defines_them() {
        let settled = |path: &str, text: &str| Role::Code.settled(&RepoPath::from(path), text.as_bytes());
        assert_eq!(settled("sql/users.sql", "CREATE TABLE users (id int)"), Role::Definition);
        assert_eq!(settled("sql/users.sql", "SELECT age FROM users"), Role::Code);
        assert_eq!(settled("src/schema.rs", "diesel::table! {\n"), Role::Definition);
        assert_eq!(settled("src/schema.rs", "struct Schema;"), Role::Code);
    }

    #[test]
    fn code_of_others_is_not_entered() {
        assert!(!enters(&"web/node_modules".into()) && !enters(&"vendor".into()) && enters(&"app/models".into()));
    }
}
