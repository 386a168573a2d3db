//! A path inside the repository, as git stores it: bytes with `/` between them, never absolute.

use std::fmt;

use bstr::{BStr, BString, ByteSlice};

/// The suffixes of files that a template engine fills in; what stands before one tells what becomes of it.
const TEMPLATE_SUFFIXES: &[&str] =
    &["erb", "gotmpl", "in", "j2", "jinja", "jinja2", "liquid", "template", "tftpl", "tmpl", "tpl"];

/// A file's path from the repository's root. Bytes, since git promises no UTF-8.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct RepoPath(BString);

impl RepoPath {
    /// Takes the bytes as git gives them.
    #[must_use]
    pub fn new(bytes: impl Into<BString>) -> Self {
        Self(bytes.into())
    }

    /// The bytes.
    #[must_use]
    pub fn as_bstr(&self) -> &BStr {
        self.0.as_bstr()
    }

    /// The last component.
    #[must_use]
    pub fn name(&self) -> &BStr {
        self.0.rsplit_once_str("/").map_or(self.0.as_bstr(), |(_, name)| name.as_bstr())
    }

    /// The last component in lower case, lossily decoded: to tell a file's kind by.
    #[must_use]
    pub fn lower_name(&self) -> String {
        self.name().to_str_lossy().to_ascii_lowercase()
    }

    /// [`lower_name`](Self::lower_name) of what becomes of the file once its template is filled in: `web.yaml` for `web.yaml.j2`.
    #[must_use]
    pub fn rendered_name(&self) -> String {
        let mut name = self.lower_name();
        while let Some(stem) = without_template_suffix(&name) {
            name.truncate(stem.len());
        }
        name
    }

    /// Whether its suffix says that a template engine fills it in.
    #[must_use]
    pub fn is_template(&self) -> bool {
        without_template_suffix(&self.lower_name()).is_some()
    }

    /// The directory that holds it; empty at the root.
    #[must_use]
    pub fn parent(&self) -> Self {
        self.0.rsplit_once_str("/").map_or_else(Self::default, |(dir, _)| Self::new(dir))
    }

    /// The directories that it lies in, the outermost first; not the root.
    pub fn directories(&self) -> impl Iterator<Item = Self> {
        memchr::memchr_iter(b'/', &self.0).filter_map(|slash| Some(Self::new(self.0.get(..slash)?)))
    }

    /// `relative` (with `.` and `..`) seen from this directory; `None` if it leaves the repository or is absolute.
    #[must_use]
    pub fn join(&self, relative: &[u8]) -> Option<Self> {
        if relative.starts_with(b"/") {
            return None;
        }
        let mut parts: Vec<&[u8]> = self.0.split_str("/").filter(|part| !part.is_empty()).collect();
        for part in relative.split_str("/") {
            match part {
                b"" | b"." => {}
                b".." => drop(parts.pop()?),
                name => parts.push(name),
            }
        }
        Some(Self::new(bstr::join("/", parts)))
    }

    /// Whether it lies in `dir` (at any depth); every path lies in the root, which is empty.
    #[must_use]
    pub fn is_under(&self, dir: &Self) -> bool {
        dir.0.is_empty() || self.0.strip_prefix(dir.0.as_slice()).is_some_and(|rest| rest.starts_with(b"/"))
    }
}

fn without_template_suffix(name: &str) -> Option<&str> {
    let (stem, suffix) = name.rsplit_once('.')?;
    (!stem.is_empty() && TEMPLATE_SUFFIXES.binary_search(&suffix).is_ok()).then_some(stem)
}

impl From<&str> for RepoPath {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

/// Lossy, with control characters escaped: safe for a message, not for opening the file.
impl fmt::Display for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            if c.is_control() || super::is_bidi_control(c) {
                write!(f, "{}", c.escape_default())?;
            } else {
                write!(f, "{c}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for RepoPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{self}`")
    }
}

#[cfg(test)]
mod tests {
    use super::RepoPath;

    #[test]
    fn joins_without_leaving_the_repository() {
        let dir = RepoPath::from("deploy/overlays/staging");
        assert_eq!(dir.join(b"../../base/./web.yaml"), Some(RepoPath::from("deploy/base/web.yaml")));
        assert_eq!(dir.join(b"../../../../etc/passwd"), None);
        assert_eq!(dir.join(b"/etc/passwd"), None);
    }

    #[test]
    fn names_and_parents() {
        let path = RepoPath::from("a/b/C.yaml");
        assert_eq!(path.lower_name(), "c.yaml");
        assert_eq!(path.parent(), RepoPath::from("a/b"));
        assert!(path.is_under(&RepoPath::from("a")) && path.is_under(&RepoPath::default()));
        assert!(!RepoPath::from("ab/c").is_under(&RepoPath::from("a")));
        assert_eq!(path.directories().collect::<Vec<_>>(), [RepoPath::from("a"), RepoPath::from("a/b")]);
    }

    #[test]
    fn a_template_is_named_by_what_becomes_of_it() {
        for (path, name) in [
            ("deploy/Web.yaml.J2", "web.yaml"),
            ("docs/runbook.html.md.erb", "runbook.html.md"),
            ("Dockerfile-linux.template", "dockerfile-linux"),
            ("a/values.yaml.tmpl.in", "values.yaml"),
            ("a/.in", ".in"),
            ("a.j2/web", "web"),
        ] {
            assert_eq!(RepoPath::from(path).rendered_name(), name);
        }
        assert!(RepoPath::from("a.yml.tpl").is_template() && !RepoPath::from("a.tpl.yml").is_template());
    }

    #[test]
    fn shows_hostile_names_harmlessly() {
        assert_eq!(RepoPath::from("a\n::error::\u{202e}b").to_string(), "a\\n::error::\\u{202e}b");
    }
}
