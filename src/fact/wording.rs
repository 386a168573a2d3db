//! What may change in a command's line without making it another command: a version, or the spelling of a word that names nothing.
//!
//! A runbook follows its releases, and somebody mends its typos. Neither tells a reader to do anything that the runbook did not tell
//! before. But a word that names what the command acts on (a namespace, a context, a kind, an object, a host) makes another command
//! of it, however little it differs: so a word may only change where its place in the line shows that it names nothing of that kind.

use super::operation;

/// Flags whose value names a file to read.
const FILES: &[&str] = &[
    "-f", "--filename", "--file", "-k", "--kustomize", "--values", "--from-file", "--from-env-file", "--patch-file",
    "-var-file", "--var-file",
];

/// Flags, and keys of `key=value`, whose value is a sentence for people.
const NOTES: &[&str] = &["description", "message", "reason", "comment", "note", "change-cause", "m"];

/// Flags whose value may hold the reference of an image, or settings.
const SETTINGS: &[&str] = &["--set", "--set-string", "--image", "--build-arg", "-t"];

/// Endings of files' names: what stands before one may end with a version.
const ENDINGS: &[&str] =
    &[".yaml", ".yml", ".json", ".tgz", ".tar.gz", ".zip", ".sql", ".sh", ".tf", ".tfvars", ".tfplan", ".env", ".md"];

/// What stands for a version.
const VERSION: &str = "…";

/// The fewest letters of a word in which a typo can be told from another word.
const SHORTEST: usize = 5;

/// What a word may be, by its place in the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It may name what the command acts on.
    Target,
    /// Its form decides: the reference of an image, a path, a setting.
    Plain,
    /// The value of a flag about versions.
    Version,
    /// A file that is read.
    File,
    /// A word of a sentence for people.
    Note,
}

/// The line, with `…` for each version.
pub(super) fn without_versions(line: &str) -> String {
    joined(roles(line).map(|(word, role)| unversioned(word, role)))
}

/// The line without all that may change. Lines with different outlines are different commands.
pub(super) fn outline(line: &str) -> String {
    let outlined = |(word, role)| if is_free(word, role) { "*".to_owned() } else { unversioned(word, role) };
    joined(roles(line).map(outlined))
}

/// Whether two lines are one but for versions, and for a typo in one word.
pub(super) fn is_same(before: &str, after: &str) -> bool {
    if before == after {
        return true;
    }
    let (mut old, mut new) = (roles(before), roles(after));
    let mut typos = 0;
    loop {
        match (old.next(), new.next()) {
            (None, None) => return true,
            (Some((was, role)), Some((is, role_is))) if role == role_is => {
                if was == is || unversioned(was, role) == unversioned(is, role) {
                    continue;
                }
                typos += 1;
                if typos > 1 || !(is_free(was, role) && is_free(is, role) && is_typo(was, is)) {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// The words of a line, each with what it may be.
fn roles(line: &str) -> impl Iterator<Item = (&str, Role)> {
    let mut next = None;
    let mut in_note = false;
    line.split(' ').map(move |word| {
        let role = match next.take() {
            _ if word.len() > 1 && word.starts_with('-') => {
                let (name, is_whole) = word.split_once('=').map_or((word, false), |(name, _)| (name, true));
                let role = of_flag(name);
                in_note = is_whole && role == Role::Note;
                next = (!is_whole).then_some(role);
                if is_whole { role } else { Role::Target }
            }
            Some(role) => {
                in_note = role == Role::Note;
                role
            }
            None if in_note => Role::Note,
            None => {
                in_note = word.split_once('=').is_some_and(|(key, _)| is_note(key));
                if in_note { Role::Note } else { Role::Plain }
            }
        };
        (word, role)
    })
}

/// What the value of a flag may be. The value of one that nobody knows may name a target.
fn of_flag(name: &str) -> Role {
    if FILES.contains(&name) {
        Role::File
    } else if name.contains("version") || name == "--tag" {
        Role::Version
    } else if is_note(name) {
        Role::Note
    } else if SETTINGS.contains(&name) {
        Role::Plain
    } else {
        Role::Target
    }
}

/// Whether a flag or a key, `--description` or `kubernetes.io/change-cause`, has a sentence for its value.
fn is_note(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    NOTES.contains(&last.trim_start_matches('-')) && (last.len() > 1)
}

/// A word with `…` for its versions.
fn unversioned(word: &str, role: Role) -> String {
    match role {
        Role::Target => word.to_owned(),
        Role::Version => {
            let (flag, value) = word.rsplit_once('=').map_or(("", word), |(flag, value)| (flag, value));
            if is_number(value) { format!("{flag}={VERSION}") } else { word.to_owned() }
        }
        Role::File | Role::Note => path_without_versions(word),
        Role::Plain => word.split(',').map(setting_without_version).collect::<Vec<_>>().join(","),
    }
}

/// `tools=registry.example/tools:v1.2.3`, `image.tag=1.2.3`, `chart-1.2.3.tgz`.
fn setting_without_version(word: &str) -> String {
    let (key, value) = word.rsplit_once('=').map_or(("", word), |(key, _)| word.split_at(key.len() + 1));
    let is_version_key = key.to_ascii_lowercase().contains("version") || key.ends_with("tag=");
    let value = match value.rsplit_once(['/', '=']).map_or(value, |(_, last)| last) {
        _ if is_version_key && is_number(value) => VERSION.to_owned(),
        _ if is_path(value) => path_without_versions(value),
        last if last.contains([':', '@']) => reference_without_version(value, last),
        _ => value.to_owned(),
    };
    format!("{key}{value}")
}

/// A reference without its version and the digest that goes with it; `last` is its last part.
fn reference_without_version(reference: &str, last: &str) -> String {
    let tagged = last.split_once("@sha256:").map_or(last, |(tagged, _)| tagged);
    let Some((name, tag)) = tagged.rsplit_once([':', '@']) else { return reference.to_owned() };
    // Without a path before it, a bare number is a port.
    let is_tag = is_version(tag) || (reference.len() > last.len() && is_number(tag));
    let path = &reference[..reference.len() - last.len()];
    if is_tag { format!("{path}{name}:{VERSION}") } else { reference.to_owned() }
}

/// A path or an address, with `…` for each version in it. The host of an address is a target.
fn path_without_versions(path: &str) -> String {
    let host = path.find("://").map_or(0, |at| at + 3 + path[at + 3..].find('/').unwrap_or(path.len() - at - 3));
    let (host, path) = path.split_at(host);
    let segments = path.split_inclusive(['/', '-', '_', '@', '?', '&', '=']);
    segments.fold(host.to_owned(), |so_far, segment| {
        let name = segment.trim_end_matches(['/', '-', '_', '@', '?', '&', '=']);
        let ending = ENDINGS.iter().find(|ending| name.ends_with(**ending)).map_or(0, |ending| ending.len());
        let (stem, rest) = segment.split_at(name.len() - ending);
        so_far + if is_version(stem) { VERSION } else { stem } + rest
    })
}

/// `1.2.3`, `v2`, `v1.4-rc.1`.
fn is_version(text: &str) -> bool {
    let number = text.strip_prefix('v').unwrap_or(text);
    let (major, rest) = number.split_once('.').unwrap_or((number, ""));
    let is_dotted = rest.starts_with(|c: char| c.is_ascii_digit());
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_');
    let is_marked = number.len() < text.len() && rest.is_empty();
    !major.is_empty()
        && major.bytes().all(|b| b.is_ascii_digit())
        && (is_dotted || is_marked)
        && rest.chars().all(is_plain)
}

/// A version, or a bare number in a place where only a version can stand.
fn is_number(text: &str) -> bool {
    is_version(text) || (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a word names a file, or a page on the network, by its form.
fn is_path(word: &str) -> bool {
    let bare = word.trim_end_matches(['>', '}']);
    let is_address = ["https://", "http://", "oci://", "git::"].iter().any(|scheme| word.starts_with(scheme));
    is_address
        || word.starts_with("./")
        || word.starts_with("../")
        || ENDINGS.iter().any(|ending| bare.ends_with(ending))
}

/// Whether a word names nothing that a command acts on: what a file is called, what people read, what a reader fills in.
fn is_free(word: &str, role: Role) -> bool {
    let is_blank = word.starts_with('<') && word.ends_with('>');
    match role {
        Role::File | Role::Note => true,
        Role::Plain => is_path(word) || is_blank,
        Role::Target | Role::Version => is_blank,
    }
}

/// Whether one is the other but for one slip in one of its words.
fn is_typo(was: &str, is: &str) -> bool {
    let words = |text: &str| -> Vec<Vec<char>> {
        let lower: Vec<char> = text.chars().flat_map(char::to_lowercase).collect();
        lower.chunk_by(|a, b| a.is_alphabetic() && b.is_alphabetic()).map(<[char]>::to_vec).collect()
    };
    let (old, new) = (words(was), words(is));
    let mut differing = old.iter().zip(&new).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (differing.next(), differing.next()) else { return false };
    old.len() == new.len() && operation::is_production(was) == operation::is_production(is) && is_slip(a, b)
}

/// Whether two words differ by one letter that is another, missing or too many, or by two that changed places. The first letter is
/// seldom wrong: `east` is not `west`.
fn is_slip(a: &[char], b: &[char]) -> bool {
    let is_word = |word: &[char]| word.len() >= SHORTEST && word.iter().all(|c| c.is_alphabetic());
    if !is_word(a) || !is_word(b) || a[0] != b[0] {
        return false;
    }
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - end], &b[..b.len() - end]) {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([x, y], [v, w]) => x == w && y == v,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::{is_same, outline, without_versions};

    #[test]
    fn another_version_is_the_same_command() {
        for (before, after) in [
            ("kubectl set image deploy/a a=r.example/a:v1.2", "kubectl set image deploy/a a=r.example/a:v1.3"),
            ("helm upgrade a oci://r.example/a --version 1.2.3", "helm upgrade a oci://r.example/a --version 2.0.0"),
            ("helm upgrade a c --set image.tag=1.2,x=y", "helm upgrade a c --set image.tag=1.10,x=y"),
            ("helm upgrade a ./charts/a-1.2.3.tgz", "helm upgrade a ./charts/a-1.2.4.tgz"),
            ("kubectl apply -f https://a.example/v1.2/a.yaml", "kubectl apply -f https://a.example/v1.3/a.yaml"),
            ("docker push r.example/a:17", "docker push r.example/a:18"),
        ] {
            assert_eq!(without_versions(before), without_versions(after));
            assert!(is_same(before, after));
        }
    }

    #[test]
    fn another_target_is_another_command() {
        for (before, after) in [
            ("kubectl delete namespace shop-v1.2", "kubectl delete namespace shop-v1.3"),
            ("kubectl -n shop-v1 delete pod web-1", "kubectl -n shop-v2 delete pod web-1"),
            ("kubectl rollout restart deploy/web-v1", "kubectl rollout restart deploy/web-v2"),
            ("kubectl rollout restart deploy/checkout", "kubectl rollout restart deploy/chekcout"),
            ("kubectl -n payments delete pod a", "kubectl -n paymants delete pod a"),
            ("kubectl --context eastern apply -f a.yaml", "kubectl --context easterm apply -f a.yaml"),
            ("kubectl apply -f https://10.0.0.1/a.yaml", "kubectl apply -f https://10.0.0.2/a.yaml"),
            ("psql -h 10.0.0.1 -c drop", "psql -h 10.0.0.2 -c drop"),
            ("kubectl apply -f net.yaml", "kubectl delete -f net.yaml"),
            ("kubectl apply -f network.yaml", "kubectl apply --force -f network.yaml"),
            ("redis-cli -h a:6379 flushall", "redis-cli -h a:6380 flushall"),
            ("kubectl scale deploy/web --replicas=3", "kubectl scale deploy/web --replicas=0"),
        ] {
            assert!(!is_same(before, after), "{before} > {after}");
        }
    }

    #[test]
    fn a_typo_counts_where_a_word_names_nothing() {
        let is_mended = |before: &str, after: &str| is_same(before, after) && outline(before) == outline(after);
        assert!(is_mended("kubectl apply -f deploy/netwrok.yaml", "kubectl apply -f deploy/network.yaml"));
        assert!(is_mended(
            "helm rollback web --description undo the relase", "helm rollback web --description undo the release"
        ));
        assert!(is_mended("kubectl delete pod <pod-nmaed>", "kubectl delete pod <pod-named>"));
        assert!(is_mended(
            "kubectl annotate deploy/a change-cause=recieved it", "kubectl annotate deploy/a change-cause=received it"
        ));
        assert!(!is_mended("kubectl apply -f east.yaml", "kubectl apply -f west.yaml"));
        assert!(!is_mended("kubectl apply -f eastus.yaml", "kubectl apply -f westus.yaml"));
        assert!(!is_mended("kubectl apply -f cluster-a.yaml", "kubectl apply -f cluster-b.yaml"));
        assert!(!is_mended("kubectl apply -f staging.yaml", "kubectl apply -f production.yaml"));
        assert!(!is_mended(
            "kubectl apply -f netwrok.yaml -f polcies.yaml", "kubectl apply -f network.yaml -f policies.yaml"
        ));
    }

    proptest! {
        #[test]
        fn any_line_is_itself(line in "(-f|--set|--version|-m|[ -~é]){0,12}") {
            prop_assert!(is_same(&line, &line));
        }

        #[test]
        fn what_is_the_same_has_one_outline(a in "kubectl apply -f [a-c.]{1,6}", b in "kubectl apply -f [a-c.]{1,6}") {
            prop_assert!(!is_same(&a, &b) || outline(&a) == outline(&b));
        }
    }
}
