//! Where the migrations of a model stand. What is not found where its tool puts it is not looked for: then nobody asks about the model.

use bstr::ByteSlice;

use crate::fact::extract::Neighbours;
use crate::fact::extract::migration::called::Called;
use crate::text::RepoPath;

/// How many directories above a model its project may begin.
const LEVELS: usize = 8;

/// `migrations` beside `models.py` or beside the package `models`.
pub(super) fn of_django(path: &RepoPath, beside: &dyn Neighbours) -> Option<RepoPath> {
    let packages = above(path).filter(|dir| dir.name() == "models").map(|dir| dir.parent());
    let apps = packages.chain([path.parent()]);
    first(apps.filter_map(|app| app.join(b"migrations")), ".py", beside)
}

/// `versions` where Alembic's own templates put it, or where its configuration says.
pub(super) fn of_sqlalchemy(path: &RepoPath, beside: &dyn Neighbours) -> Option<RepoPath> {
    const USUAL: [&[u8]; 6] =
        [b"alembic", b"migrations", b"migration", b"db/migrations", b"database/migrations", b"app/alembic"];
    above(path).find_map(|dir| {
        let usual = USUAL.iter().filter_map(|name| dir.join(name));
        let scripts: Vec<RepoPath> = configured(&dir, beside).into_iter().chain(usual).collect();
        let holds_versions = |dir: &RepoPath| dir.join(b"versions").is_some_and(|dir| holds(&dir, ".py", beside));
        scripts.into_iter().find(holds_versions)
    })
}

/// What `alembic.ini` names.
fn configured(dir: &RepoPath, beside: &dyn Neighbours) -> Option<RepoPath> {
    let text = dir.join(b"alembic.ini").and_then(|path| beside.text(&path))?;
    let value = text.bytes().lines().find_map(|line| {
        let (key, value) = line.split_once_str("=")?;
        (key.trim() == b"script_location").then(|| value.trim())
    })?;
    let value = value.strip_prefix(b"%(here)s/").unwrap_or(value);
    dir.join(&value.replace(":", "/"))
}

/// `migrations` beside the schema, or above it where the schema is a directory.
pub(super) fn of_prisma(path: &RepoPath, beside: &dyn Neighbours) -> Option<RepoPath> {
    let is_numbered = |dir: &RepoPath| beside.list(dir).iter().any(|one| one.is_dir && begins_with_digits(&one.name));
    above(path).take(3).filter_map(|dir| dir.join(b"migrations")).find(is_numbered)
}

/// `priv/repo/migrations`; all of `priv` where there are several.
pub(super) fn of_ecto(path: &RepoPath, beside: &dyn Neighbours) -> Option<RepoPath> {
    above(path).find_map(|dir| {
        let privates = dir.join(b"priv")?;
        let repositories = beside.list(&privates).into_iter().filter(|one| one.is_dir);
        let places = repositories.filter_map(|one| privates.join(&one.name)?.join(b"migrations"));
        let mut found: Vec<RepoPath> = places.filter(|dir| holds(dir, ".exs", beside)).collect();
        if found.len() > 1 { Some(privates) } else { found.pop() }
    })
}

/// The snapshot stands among its migrations.
pub(super) fn of_ef_core(path: &RepoPath, beside: &dyn Neighbours) -> Option<RepoPath> {
    first([path.parent()].into_iter(), ".cs", beside)
}

/// `migrate` beside `schema.rb`, `animals_migrate` beside `animals_schema.rb`.
pub(super) fn of_rails(path: &RepoPath, beside: &dyn Neighbours) -> Option<RepoPath> {
    let name = path.lower_name();
    let stem = name.split('.').next().unwrap_or_default();
    let database = stem.strip_suffix("schema").or_else(|| stem.strip_suffix("structure"))?;
    first(path.parent().join(format!("{database}migrate").as_bytes()).into_iter(), ".rb", beside)
}

fn first(mut dirs: impl Iterator<Item = RepoPath>, ending: &str, beside: &dyn Neighbours) -> Option<RepoPath> {
    dirs.find(|dir| holds(dir, ending, beside))
}

/// Whether a directory holds a migration with this ending: Alembic calls them by a hash, all others by a number.
fn holds(dir: &RepoPath, ending: &str, beside: &dyn Neighbours) -> bool {
    let is_versions = dir.name() == "versions";
    let is_migration = |name: &[u8]| name.ends_with(ending.as_bytes()) && (is_versions || is_numbered(name));
    beside.list(dir).iter().any(|one| !one.is_dir && is_migration(&one.name))
}

fn is_numbered(name: &[u8]) -> bool {
    !Called::read(&RepoPath::new(name)).numbers.is_empty()
}

fn begins_with_digits(name: &[u8]) -> bool {
    name.first().is_some_and(u8::is_ascii_digit)
}

/// The directories that hold `path`, from the nearest to the root.
fn above(path: &RepoPath) -> impl Iterator<Item = RepoPath> + use<> {
    let mut dir = Some(path.parent());
    std::iter::from_fn(move || {
        let this = dir.take()?;
        dir = (!this.as_bstr().is_empty()).then(|| this.parent());
        Some(this)
    })
    .take(LEVELS)
}
