//! Globs of a policy, compiled: over paths from the repository's root, as bytes, with `*` inside one directory.

use std::cell::Cell;

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::error::{Error, Source};
use super::place::Placed;
use crate::secret::custom::Expression;
use crate::settings::bstr_path;
use crate::text::RepoPath;

/// The most globs in one file: compiling more takes longer than reading the change.
const MOST: usize = 5_000;

/// The longest glob: nesting is no deeper than this, whatever it holds.
const LONGEST: usize = 512;

/// A list of globs.
#[derive(Clone, Debug, Default)]
pub(super) struct Globs {
    /// From the repository's root, as `config show` prints them.
    pub(super) written: Vec<String>,
    pub(super) set: GlobSet,
}

impl Globs {
    /// As regular expressions over paths.
    pub(super) fn expressions(&self) -> Vec<Expression> {
        let globs = self.written.iter().filter_map(|glob| forms(glob).ok()).flatten();
        globs.filter_map(|glob| Expression::new(glob.regex()).ok()).collect()
    }

    /// Whether one of them matches.
    pub(super) fn is_match(&self, path: &RepoPath) -> bool {
        !self.set.is_empty() && self.set.is_match(bstr_path(path))
    }
}

/// Compiles the globs of one file, which are relative to one directory.
pub(super) struct Compiler<'a> {
    pub(super) source: &'a Source,
    prefix: String,
    left: Cell<usize>,
}

impl<'a> Compiler<'a> {
    /// For the globs of `source`, relative to `dir`.
    pub(super) fn new(source: &'a Source, dir: &RepoPath) -> Self {
        Self { source, prefix: escaped(dir), left: Cell::new(MOST) }
    }

    /// A list.
    pub(super) fn list(&self, globs: &[Placed<String>]) -> Result<Globs, Error> {
        let written: Vec<String> = globs.iter().map(|glob| self.rooted(glob)).collect::<Result<_, _>>()?;
        let mut set = GlobSetBuilder::new();
        for (rooted, glob) in written.iter().zip(globs) {
            add(&mut set, rooted).map_err(|error| self.source.wrong(glob.span, bad(&glob.value, error.kind())))?;
        }
        let all = globs.first().map_or_else(Default::default, |first| first.span);
        let set = set
            .build()
            .map_err(|error| self.source.wrong(all, format!("these globs are too large: {}", error.kind())))?;
        Ok(Globs { written, set })
    }

    /// The glob from the repository's root.
    fn rooted(&self, glob: &Placed<String>) -> Result<String, Error> {
        let wrong = |message: String| self.source.wrong(glob.span, message);
        let Some(left) = self.left.get().checked_sub(1) else {
            return Err(wrong(format!("more than {MOST} globs in one policy")));
        };
        self.left.set(left);
        let written = glob.value.as_str();
        if written.len() > LONGEST {
            return Err(wrong(format!("a glob of {} bytes, more than the {LONGEST} that one may have", written.len())));
        }
        let inner = written.trim_start_matches("./").trim_start_matches('/');
        if inner.is_empty() {
            return Err(wrong("an empty glob".to_owned()).with_help("write `**` for every file"));
        }
        if inner.split('/').any(|part| part == "..") {
            return Err(wrong(format!("the glob `{written}` leaves its directory"))
                .with_help("globs are relative to the policy's directory; put this one into a policy further up"));
        }
        Ok(format!("{}{inner}", self.prefix))
    }
}

/// The built-in globs `globs`, which are valid.
pub(super) fn built_in(globs: &[&str]) -> Globs {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        // A test compiles them all.
        let _ = add(&mut set, glob);
    }
    Globs { written: globs.iter().map(|&glob| glob.to_owned()).collect(), set: set.build().unwrap_or_default() }
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

#[cfg(test)]
mod tests {
    use super::{Compiler, Globs, Placed, Source};
    use crate::text::{RepoPath, Span};

    fn globs(dir: impl Into<bstr::BString>, globs: &[&str]) -> Globs {
        let source = Source::new("p".to_owned(), RepoPath::from("p"), Vec::new());
        let placed: Vec<_> =
            globs.iter().map(|&glob| Placed { value: glob.to_owned(), span: Span::default() }).collect();
        Compiler::new(&source, &RepoPath::new(dir)).list(&placed).expect("good globs")
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
