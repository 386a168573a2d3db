//! What a tag's text tells by convention.

/// Words that name whatever is newest of something. A version or a commit beside one of them makes the tag a fixed one.
const MOVING: &[&str] = &[
    "alpha", "beta", "bleeding", "canary", "current", "daily", "dev", "devel", "develop", "development", "edge",
    "experimental", "head", "latest", "lts", "main", "mainline", "master", "next", "nightly", "preview", "prod",
    "production", "qa", "rc", "release", "rolling", "snapshot", "stable", "staging", "test", "testing", "tip", "trunk",
    "uat", "unstable",
];

/// Releases of Debian and Ubuntu, which are rebuilt under their names.
const RELEASES: &[&str] =
    &["bionic", "bookworm", "bullseye", "buster", "focal", "forky", "jammy", "noble", "sid", "trixie", "xenial"];

/// Beginnings that name a branch or a pull request.
const BRANCHES: &[&str] = &["bugfix-", "feat-", "feature-", "fix-", "hotfix-", "pr-"];

/// What [`moves`] says of `16` and `v2`.
pub(in crate::rules) const MAJOR: &str = "names only a major version";

/// Why a tag moves by convention, or nothing where it looks fixed.
pub(in crate::rules) fn moves(tag: &str) -> Option<&'static str> {
    let lower = tag.to_ascii_lowercase();
    let mut words = lower.split(['-', '_', '.']);
    let first = words.next().unwrap_or_default();
    let mut others = lower.split(['-', '_']).skip(1);
    if commit(tag).is_some() {
        return None;
    }
    if MOVING.contains(&first) && others.clone().all(is_variant) {
        return Some("names a channel or branch");
    }
    if RELEASES.contains(&first) && others.clone().all(is_variant) {
        return Some("names a release that is rebuilt in place");
    }
    if BRANCHES.iter().any(|branch| lower.starts_with(branch)) {
        return Some("names a branch");
    }
    let major = lower.split(['-', '_']).next().unwrap_or_default();
    let digits = major.strip_prefix('v').unwrap_or(major);
    // Longer numbers are builds and dates, which do not move.
    let is_major = matches!(digits.len(), 1 | 2) && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_major && others.all(is_variant)).then_some(MAJOR)
}

/// A word that names a flavour, like `slim` or `alpine3.20`, and not a build.
fn is_variant(word: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    !letters.is_empty() && letters.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// The commit that a tag names: `3f2a91c`, `sha-3f2a91c`, `main-3f2a91c`, or all 40 (64) digits.
pub(super) fn commit(tag: &str) -> Option<&str> {
    let word = tag.rsplit(['-', '_', '.']).next()?;
    let word = word.strip_prefix('g').filter(|_| tag.contains('-')).unwrap_or(word);
    let is_hex = word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let is_whole = matches!(word.len(), 40 | 64);
    // A short run of digits alone is a date or a build number; of letters alone, a word.
    let is_mixed =
        word.bytes().any(|byte| byte.is_ascii_digit()) && word.bytes().any(|byte| byte.is_ascii_alphabetic());
    (is_hex && (is_whole || (7..40).contains(&word.len()) && is_mixed)).then_some(word)
}

/// Whether a tag is a commit's name, and not a version's that mentions one: `main-3f2a91c`, but not `1.4.0-3f2a91c`.
pub(super) fn is_commit(tag: &str) -> bool {
    let core = tag.strip_prefix('v').unwrap_or(tag).split('-').next().unwrap_or_default();
    let is_version = core.contains('.') && core.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    commit(tag).is_some() && !is_version
}

/// Whether a tag is a semantic version (<https://semver.org>), with or without `v`.
pub(super) fn is_version(tag: &str) -> bool {
    let core = tag.strip_prefix('v').unwrap_or(tag).split(['-', '+']).next().unwrap_or_default();
    let mut numbers = 0;
    core.split('.').all(|part| {
        numbers += 1;
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    }) && numbers == 3
}

#[cfg(test)]
mod tests {
    use super::{commit, is_commit, is_version, moves};

    #[test]
    fn moving_tags() {
        for tag in [
            "stable", "nightly", "main", "MASTER", "lts-alpine", "stable-alpine3.20", "latest-dev", "1", "v2",
            "20-bookworm-slim", "3-alpine3.20", "bookworm-slim", "feature-login", "pr-12",
        ] {
            assert!(moves(tag).is_some(), "{tag} moves");
        }
    }

    #[test]
    fn fixed_tags() {
        for tag in [
            "1.27", "1.27.3-alpine", "22.04", "20240501", "1234", "main-3f2a91c", "3f2a91c", "12-a1b2c3d",
            "nightly-2024-05-01", "stable-20240501", "v1.2.3-rc.1", "release-1.4", "2024.05",
            "RELEASE.2024-05-01T00-00-00Z", "7.17.3",
        ] {
            assert_eq!(moves(tag), None, "{tag} is fixed");
        }
    }

    #[test]
    fn commits_and_versions() {
        assert_eq!(commit("main-3f2a91c"), Some("3f2a91c"));
        assert_eq!(commit("v1.2-5-g3f2a91c"), Some("3f2a91c"));
        assert_eq!(commit(&"1".repeat(40)), Some("1".repeat(40).as_str()));
        assert!(is_commit("main-3f2a91c") && is_commit("3f2a91c"));
        assert!(!is_commit("1.41.0.8994-f2c27da23") && !is_commit("v2024.09.20-a021b93"));
        assert!(commit("20240501").is_none() && commit("defaced").is_none() && commit("1.2.3").is_none());
        assert!(is_version("v1.2.3-rc.1") && is_version("1.2.3") && !is_version("1.2") && !is_version("3f2a91c"));
    }
}
