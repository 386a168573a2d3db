//! `soft:`, places where findings matter less.

use std::sync::LazyLock;

use crate::settings::{FileContext, Globs, Key, Placed, Refusal, Shown};
use crate::text::RepoPath;

/// Where the rules of families that say so speak at low, unless `soft:` says otherwise.
const SOFT: &[&str] = &[
    "**/doc/**", "**/docs/**", "**/example/**", "**/examples/**", "**/sample/**", "**/samples/**", "**/test/**",
    "**/tests/**", "**/*_test/**", "**/*-tests/**", "**/testdata*/**", "**/testfiles*/**", "**/e2e/**",
    "**/fixture/**", "**/fixtures/**", "**/__fixtures__/**", "**/spec/**", "**/*_test.*", "**/*.test.*", "**/*.spec.*",
    "**/*Test.*", "**/*Tests.*", "**/test_*.*", "**/conftest.py",
    // Values that a chart is tested with: https://github.com/helm/chart-testing
    "**/ci/*values*.yaml", "**/_archived/**", "**/vendor/**", "**/third_party/**", "**/node_modules/**",
];

/// Compiled when a finding is first asked about, and once.
static BUILT_IN: LazyLock<Globs> = LazyLock::new(|| Globs::built_in(SOFT));

/// Places where findings matter less.
#[derive(Clone, Debug, Default)]
pub(super) enum Soft {
    #[default]
    BuiltIn,
    Given(Globs),
}

/// Whether a file of this name is one that nothing is deployed from, unless a policy says otherwise: a test, an example, a document,
/// somebody else's code.
#[must_use]
pub fn is_soft_by_name(path: &RepoPath) -> bool {
    BUILT_IN.is_match(path)
}

impl Soft {
    /// Whether `path` is such a place. The built-in list guesses by a directory's name; a zone is where something runs, whatever
    /// its directory is called.
    pub(super) fn holds(&self, path: &RepoPath, is_in_a_zone: bool) -> bool {
        match self {
            Self::BuiltIn => !is_in_a_zone && BUILT_IN.is_match(path),
            Self::Given(globs) => globs.is_match(path),
        }
    }
}

/// Who writes the built-in list down says nothing new.
impl Key for Soft {
    type Written = Vec<Placed<String>>;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        let globs = cx.globs(written)?;
        *self = if globs.written == SOFT { Self::BuiltIn } else { Self::Given(globs) };
        Ok(())
    }

    fn shown(&self) -> Shown {
        match self {
            Self::BuiltIn => Shown::texts(SOFT),
            Self::Given(globs) => globs.shown(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, SOFT};

    #[test]
    fn every_built_in_glob_compiles() {
        for glob in SOFT {
            let path = glob.replace("**", "a").replace('*', "b");
            assert!(BUILT_IN.is_match(&path.as_str().into()), "{glob}: {path}");
        }
    }
}
