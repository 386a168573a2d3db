//! Which tool a migration belongs to: what the text says comes first, then the form of its name and of its directory, then what the
//! repository is set up with.

use bstr::ByteSlice;
use memchr::memmem::find;

use super::called::{self, Called, Half};
use super::{Source, tools};
use crate::fact::extract::Neighbours;
use crate::fact::migration::Framework;
use crate::text::RepoPath;

/// The tool that applies a file; none if it is no migration.
pub(super) fn of(source: Source<'_>, beside: &dyn Neighbours) -> Option<Framework> {
    let name = source.path.rendered_name();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    if is_sql(extension) { of_sql(source, beside) } else { tools::of(source, extension).map(|room| room.framework) }
}

/// Whether files with this ending hold SQL.
pub(super) fn is_sql(extension: &str) -> bool {
    matches!(extension, "sql" | "ddl" | "psql" | "pgsql")
}

fn of_sql(source: Source<'_>, beside: &dyn Neighbours) -> Option<Framework> {
    if let Some(marked) = super::sql::halves::framework_of(source.bytes) {
        return Some(marked);
    }
    let called = Called::read(source.path);
    let near = Near { path: source.path, beside };
    if called.is_directory && !called.numbers.is_empty() {
        return Some(near.of_directories(source.path));
    }
    if called::is_flyways(&called.stem) {
        return Some(if near.cargo_names(b"refinery") { Framework::Refinery } else { Framework::Flyway });
    }
    if called.half != Half::Whole && !called.numbers.is_empty() {
        return Some(near.of_pairs());
    }
    near.of_single_files().or_else(|| may_be_plain(source.path, &called).then_some(Framework::Plain))
}

/// What stands around a file.
struct Near<'a> {
    path: &'a RepoPath,
    beside: &'a dyn Neighbours,
}

/// How many directories above a migration its project may be set up in.
const LEVELS: usize = 6;

impl Near<'_> {
    /// `20240131_age/up.sql`, `20240131_age/migration.sql`.
    fn of_directories(&self, path: &RepoPath) -> Framework {
        let root = path.parent().parent();
        let is_hasuras = || {
            let over = root.parent();
            self.holds(&over.parent(), "config.yaml") && over.name() == "migrations"
                || path.as_bstr().contains_str("hasura")
        };
        match path.lower_name().as_str() {
            "migration.sql" => Framework::Prisma,
            _ if self.holds(&root, "migration_lock.toml") => Framework::Prisma,
            _ if is_hasuras() => Framework::Hasura,
            _ => Framework::Diesel,
        }
    }

    /// `1_x.up.sql` and `1_x.down.sql`.
    fn of_pairs(&self) -> Framework {
        if self.cargo_names(b"sqlx") {
            return Framework::Sqlx;
        }
        if self.path.parent().name() == "sqls" { Framework::DbMigrate } else { Framework::GolangMigrate }
    }

    /// One file for each migration, and no mark of a tool in it.
    fn of_single_files(&self) -> Option<Framework> {
        let dir = self.path.parent();
        let holds = |name: &str| self.holds(&dir, name);
        if self.beside.list(&dir).iter().any(|one| one.is_dir && one.name == "meta") && self.is_drizzles(&dir) {
            return Some(Framework::Drizzle);
        }
        if holds("atlas.sum") {
            return Some(Framework::Atlas);
        }
        if dir.as_bstr().ends_with_str("supabase/migrations") {
            return Some(Framework::Supabase);
        }
        let is_numbered = !Called::read(self.path).numbers.is_empty();
        if is_numbered && dir.name() == "migrations" && self.cargo_names(b"sqlx") {
            return Some(Framework::Sqlx);
        }
        let scripts = ["DbScripts", "Scripts", "scripts"];
        let is_under_scripts = scripts.iter().any(|name| dir.name() == name.as_bytes().as_bstr());
        (is_numbered && is_under_scripts && self.project_names(&dir, b"dbup")).then_some(Framework::DbUp)
    }

    fn is_drizzles(&self, dir: &RepoPath) -> bool {
        dir.join(b"meta/_journal.json").is_some_and(|path| self.beside.text(&path).is_some())
    }

    fn holds(&self, dir: &RepoPath, name: &str) -> bool {
        self.beside.list(dir).iter().any(|one| !one.is_dir && one.name == name)
    }

    /// Whether the manifest of a Rust package above the file names a crate.
    fn cargo_names(&self, krate: &[u8]) -> bool {
        self.above().any(|dir| {
            let manifest = dir.join(b"Cargo.toml").and_then(|path| self.beside.text(&path));
            manifest.is_some_and(|text| find(text.bytes(), krate).is_some())
        })
    }

    /// Whether a project of .NET above the directory names a package.
    fn project_names(&self, dir: &RepoPath, package: &[u8]) -> bool {
        let is_project = |name: &[u8]| name.ends_with(b".csproj");
        let projects = |dir: &RepoPath| {
            let names = self.beside.list(dir).into_iter().filter(|one| is_project(&one.name));
            names.filter_map(|one| dir.join(&one.name)).collect::<Vec<_>>()
        };
        let texts = [dir.clone(), dir.parent()].into_iter().flat_map(|dir| projects(&dir));
        texts
            .filter_map(|path| self.beside.text(&path))
            .any(|text| find(&text.bytes().to_ascii_lowercase(), package).is_some())
    }

    fn above(&self) -> impl Iterator<Item = RepoPath> {
        let mut dir = Some(self.path.parent());
        std::iter::from_fn(move || {
            let this = dir.take()?;
            dir = (!this.as_bstr().is_empty()).then(|| this.parent());
            Some(this)
        })
        .take(LEVELS)
    }
}

/// Whether SQL of which no tool is known is a migration all the same: it stands where migrations do, and is neither a dump nor data for
/// tests.
fn may_be_plain(path: &RepoPath, called: &Called) -> bool {
    const PLACES: [&str; 9] =
        ["migrat", "upgrade", "upgrades", "changesets", "evolutions", "patches", "deltas", "delta", "updates"];
    const OTHERS: [&str; 12] = [
        "schema", "structure", "seed", "seeds", "fixture", "fixtures", "dump", "test", "tests", "testdata", "queries",
        "query",
    ];
    let lower = path.as_bstr().to_lowercase();
    let parts: Vec<&[u8]> = lower.split(|byte| *byte == b'/').collect();
    let Some((_, dirs)) = parts.split_last() else { return false };
    let is_place = |dir: &&[u8]| PLACES.iter().any(|place| dir == &place.as_bytes() || dir.starts_with(b"migrat"));
    let is_other = |dir: &&[u8]| OTHERS.iter().any(|other| dir == &other.as_bytes());
    let stem = called.stem.to_lowercase();
    let is_named = OTHERS.iter().any(|other| stem == *other);
    let in_place = dirs.iter().any(is_place);
    let is_numbered =
        !called.numbers.is_empty() && dirs.iter().any(|dir| [&b"db"[..], b"sql", b"database", b"ddl"].contains(dir));
    (in_place || is_numbered) && !is_named && !dirs.iter().any(is_other)
}
