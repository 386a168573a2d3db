//! What is attested about an image, against what the policy asks for.

use crate::answers::{Attestation, Signature};
use crate::settings::Tier;

/// Why none of the attestations in `all` that `is_kind` will do: what is wrong with the first, to stand behind the image's name. Nothing
/// where one will.
pub(super) fn lack(
    all: &[Attestation],
    what: &str,
    is_kind: impl Fn(&str) -> bool,
    tier: Tier,
    objection: impl Fn(&Attestation) -> Option<String>,
) -> Option<String> {
    let of_kind = |one: &&Attestation| one.predicate.as_deref().is_some_and(&is_kind);
    let mut lacks = all.iter().filter(of_kind).map(|one| {
        let structure = (tier >= Tier::Structure).then(|| not_about_it(one, what).or_else(|| objection(one))).flatten();
        structure.or_else(|| (tier >= Tier::Verified).then(|| unsigned(one, what)).flatten())
    });
    match lacks.next() {
        None => Some(format!("has no {what}")),
        Some(first) => lacks.try_fold(first?, |first, next| next.map(|_| first)),
    }
}

fn not_about_it(one: &Attestation, what: &str) -> Option<String> {
    (!one.is_about_it).then(|| format!("has a {what} that is about another image"))
}

fn unsigned(one: &Attestation, what: &str) -> Option<String> {
    match &one.signature {
        Signature::Good => None,
        Signature::Bad(why) => Some(format!("has a {what} that cannot be verified: {why}")),
        Signature::Unchecked => Some(format!("has a {what} whose signature was not checked")),
    }
}

/// `https://github.com/Example/App.git` and `git+https://github.com/example/app@refs/heads/main` name the same repository.
pub(super) fn is_same_source(a: &str, b: &str) -> bool {
    plain_source(a) == plain_source(b)
}

fn plain_source(source: &str) -> String {
    let source = source.trim().trim_start_matches("git+").to_ascii_lowercase();
    let source = source.split_once("://").map_or(source.as_str(), |(_, rest)| rest);
    let source = source.split(['@', '#', '?']).next().unwrap_or_default();
    source.trim_end_matches('/').trim_end_matches(".git").to_owned()
}

#[cfg(test)]
mod tests {
    use super::is_same_source;

    #[test]
    fn one_repository_has_many_names() {
        let plain = "https://git.example/team/app";
        for other in [
            "git+https://git.example/team/app@refs/heads/main", "https://git.example/Team/App.git",
            "https://git.example/team/app/",
        ] {
            assert!(is_same_source(plain, other), "{other}");
        }
        assert!(!is_same_source(plain, "https://git.example/team/app2"));
    }
}
