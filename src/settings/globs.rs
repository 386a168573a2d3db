//! Globs of a policy, compiled: over paths from the repository's root, as bytes, with `*` inside one directory.

use std::cell::Cell;
use std::sync::Arc;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::Refusal;
use super::place::Placed;
use crate::secret::custom::Expression;
use crate::text::RepoPath;

/// The most globs in one file: compiling more takes longer than reading the change.
const MOST: usize = 5_000;

/// The longest glob: nesting is no deeper than this, whatever it holds.
const LONGEST: usize = 512;

/// A list of globs.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    /// From the repository's root, as `config show` prints them.
    pub(crate) written: Vec<String>,
    set: Arc<GlobSet>,
}

impl Globs {
    /// Globs of this program, from the repository's root. One that is wrong is left out: a test finds it.
    pub(crate) fn built_in(globs: &[&str]) -> Self {
        let mut set = GlobSetBuilder::new();
        for glob in globs {
            let _ = add(&mut set, glob);
        }
        let set = Arc::new(set.build().unwrap_or_default());
        Self { written: globs.iter().map(|&glob| glob.to_owned()).collect(), set }
    }

    /// Whether nothing is written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// Whether one of them matches.
    #[must_use]
    pub fn is_match(&self, path: &RepoPath) -> bool {
        !self.set.is_empty() && self.set.is_match(os_path(path))
    }

    /// As regular expressions over paths.
    pub(crate) fn expressions(&self) -> Vec<Expression> {
        let globs = self.written.iter().filter_map(|glob| forms(glob).ok()).flatten();
        globs.filter_map(|glob| Expression::new(glob.regex()).ok()).collect()
    }
}

/// Compiles the globs of one file, which are relative to one directory.
pub(super) struct Compiler {
    prefix: String,
    left: Cell<usize>,
}

impl Compiler {
    /// For globs that are relative to `dir`.
    pub(super) fn new(dir: &RepoPath) -> Self {
        Self { prefix: escaped(dir), left: Cell::new(MOST) }
    }

    /// A list.
    pub(super) fn list(&self, globs: &[Placed<String>]) -> Result<Globs, Refusal> {
        let written: Vec<String> = globs.iter().map(|glob| self.rooted(glob)).collect::<Result<_, _>>()?;
        let mut set = GlobSetBuilder::new();
        for (rooted, glob) in written.iter().zip(globs) {
            add(&mut set, rooted).map_err(|error| Refusal::new(glob.span, bad(&glob.value, error.kind())))?;
        }
        let all = globs.first().map_or_else(Default::default, |first| first.span);
        let too_large =
            |error: globset::Error| Refusal::new(all, format!("these globs are too large: {}", error.kind()));
        Ok(Globs { written, set: Arc::new(set.build().map_err(too_large)?) })
    }

    /// The glob from the repository's root.
    fn rooted(&self, glob: &Placed<String>) -> Result<String, Refusal> {
        let wrong = |message: String| Refusal::new(glob.span, message);
        let Some(left) = self.left.get().checked_sub(1) else {
            return Err(wrong(format!("more than {MOST} globs in one policy")));
        };
        self.left.set(left);
        let written = glob.value.as_str();
        if written.len() > LONGEST {
            return Err(wrong(format!("a glob of {} bytes; at most {LONGEST} are allowed", written.len())));
        }
        let inner = written.trim_start_matches("./").trim_start_matches('/');
        if inner.is_empty() {
            return Err(wrong("the glob is empty".to_owned()).with_help("write `**` for every file"));
        }
        if inner.split('/').any(|part| part == "..") {
            return Err(wrong(format!("the glob `{written}` leaves its directory"))
                .with_help("globs are relative to the policy's directory: move this one to a policy further up"));
        }
        Ok(format!("{}{inner}", self.prefix))
    }
}

fn add(set: &mut GlobSetBuilder, glob: &str) -> Result<(), globset::Error> {
    for form in forms(glob)? {
        set.add(form);
    }
    Ok(())
}

/// What a glob stands for: a plain path is a file or a directory with all that lies in it; `docs/` is surely a directory.
fn forms(glob: &str) -> Result<Vec<Glob>, globset::Error> {
    let build = |glob: &str| GlobBuilder::new(glob).literal_separator(true).backslash_escape(true).build();
    if let Some(dir) = glob.strip_suffix('/') {
        return Ok(vec![build(&format!("{dir}/**"))?]);
    }
    let mut forms = vec![build(glob)?];
    let last = glob.rsplit('/').next().unwrap_or(glob);
    if !last.contains(['*', '?', '[', '{', '\\']) {
        forms.push(build(&format!("{glob}/**"))?);
    }
    Ok(forms)
}

fn bad(glob: &str, kind: &globset::ErrorKind) -> String {
    format!("the glob `{glob}` cannot be read: {kind}")
}

/// A directory as a glob prefix. A byte that is no UTF-8 becomes `?`: policies are chosen by exact path before globs are asked.
fn escaped(dir: &RepoPath) -> String {
    let mut prefix = String::new();
    for chunk in dir.as_bstr().utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '?' | '*' | '[' | ']' | '{' | '}' => prefix.extend(['[', c, ']']),
                '\\' => prefix.push_str("\\\\"),
                c => prefix.push(c),
            }
        }
        prefix.extend(std::iter::repeat_n('?', chunk.invalid().len()));
    }
    if !prefix.is_empty() {
        prefix.push('/');
    }
    prefix
}

/// A repository path as the path that glob sets match on.
#[cfg(unix)]
fn os_path(path: &RepoPath) -> std::borrow::Cow<'_, std::path::Path> {
    use std::os::unix::ffi::OsStrExt;
    std::borrow::Cow::Borrowed(std::path::Path::new(std::ffi::OsStr::from_bytes(path.as_bstr())))
}

/// A repository path as the path that glob sets match on.
#[cfg(not(unix))]
fn os_path(path: &RepoPath) -> std::borrow::Cow<'_, std::path::Path> {
    use bstr::ByteSlice;
    std::borrow::Cow::Owned(path.as_bstr().to_path_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Compiler, Globs, Placed};
    use crate::text::{RepoPath, Span};

    fn globs(dir: impl Into<bstr::BString>, globs: &[&str]) -> Globs {
        let placed: Vec<_> =
            globs.iter().map(|&glob| Placed { value: glob.to_owned(), span: Span::default() }).collect();
        Compiler::new(&RepoPath::new(dir)).list(&placed).expect("good globs")
    }

    #[test]
    fn a_star_stays_in_its_directory() {
        let yaml = globs("", &["deploy/*.yaml"]);
        assert!(yaml.is_match(&"deploy/a.yaml".into()) && !yaml.is_match(&"deploy/x/a.yaml".into()));
        assert!(globs("", &["**/*.yaml"]).is_match(&"a.yaml".into()));
    }

    #[test]
    fn as_expressions_they_match_the_same_paths() {
        for glob in ["vendor", "docs/", "**/*.yaml", "deploy/{a,b}/*.y?ml", "a*[b]/x", "**/testdata*/**"] {
            let globs = globs("", &[glob]);
            let expressions = globs.expressions();
            for path in [
                "vendor/a", "vendored", "docs", "docs/a", "x.yaml", "a/x.yaml", "deploy/a/x.yml", "aab/x",
                "a/testdata1/x/y",
            ] {
                let path = RepoPath::from(path);
                let is_match = expressions.iter().any(|expression| expression.is_match(path.as_bstr()));
                assert_eq!(is_match, globs.is_match(&path), "{glob}: {path}");
            }
        }
    }

    #[test]
    fn a_plain_path_is_a_directory_with_all_in_it() {
        for glob in ["vendor", "vendor/", "/vendor/", "./vendor", "vendor/**"] {
            assert!(globs("", &[glob]).is_match(&"vendor/a/b".into()), "{glob}");
            assert!(!globs("", &[glob]).is_match(&"vendored/a".into()), "{glob}");
        }
    }

    #[test]
    fn a_directory_is_taken_as_it_is_named() {
        let odd = globs(&b"a*[b]{c}\\\xff"[..], &["*.yaml"]);
        assert!(odd.is_match(&RepoPath::new(&b"a*[b]{c}\\\xff/x.yaml"[..])));
        assert!(!odd.is_match(&RepoPath::new(&b"aa[b]{c}\\\xff/x.yaml"[..])));
    }

    #[test]
    fn paths_are_bytes() {
        assert!(globs("", &["docs/**"]).is_match(&RepoPath::new(&b"docs/\xff.md"[..])));
    }
}
