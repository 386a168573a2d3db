//! Commands that run elsewhere: `ssh` and what works like it.

use super::Dialect;
use super::Through;
use super::arg::Arg;
use super::flags::{Flags, skip, value};
use super::script::Script;
use super::step::Step;

/// Flags of OpenSSH's client that take a value.
const SSH: Flags = Flags::Valued(&[
    "-b", "-B", "-c", "-D", "-E", "-e", "-F", "-I", "-i", "-J", "-L", "-l", "-m", "-O", "-o", "-P", "-p", "-Q", "-R",
    "-S", "-W", "-w",
]);

/// What a program that reaches another machine runs there.
pub(super) fn step(name: &str, words: &[Arg]) -> Option<Step> {
    match name {
        "ssh" | "autossh" | "mosh" => ssh(words, 1, SSH),
        "sshpass" => {
            let at = skip(words, 1, Flags::Valued(&["-p", "-f", "-d", "-P"]));
            (at < words.len()).then_some(Step::Command { at, through: Through::Wrapper("sshpass"), is_own: false })
        }
        "tsh" if words[1].text() == b"ssh" => ssh(words, 2, SSH),
        "minikube" if words[1].text() == b"ssh" => of_words(words, 1, skip(words, 2, Flags::Valued(&["-n", "-p"]))),
        "vagrant" if words[1].text() == b"ssh" => {
            let host = words.get(2).filter(|word| !word.text().starts_with(b"-")).unwrap_or(&words[1]);
            of_flag(words, host, &["-c", "--command"])
        }
        "gcloud" => gcloud(words),
        "az" if says(words, &[b"aks", b"command", b"invoke"]) => {
            let host = value(words, &["--name", "-n"]).map_or(&words[1], |(host, _)| host);
            of_flag(words, host, &["--command", "-c"])
        }
        "az" if says(words, &[b"vm", b"run-command", b"invoke"]) => {
            let host = value(words, &["--name", "-n"]).map_or(&words[1], |(host, _)| host);
            of_flag(words, host, &["--scripts"])
        }
        "fly" | "flyctl" if says(words, &[b"ssh", b"console"]) => of_flag(words, &words[1], &["-C", "--command"]),
        _ => None,
    }
}

/// `ssh [flags] host words…`: the words are joined and read by the other machine's shell.
fn ssh(words: &[Arg], from: usize, flags: Flags) -> Option<Step> {
    let host = skip(words, from, flags);
    let through = Through::Remote(words.get(host)?.word.clone());
    // Flags may stand behind the host too.
    let at = skip(words, host + 1, flags);
    if at >= words.len() {
        return Some(Step::Input { through, dialect: Dialect::Posix, is_own: true });
    }
    of_words(words, host, at)
}

/// The words from `at` on are a script for the machine that the word at `host` names.
fn of_words(words: &[Arg], host: usize, at: usize) -> Option<Step> {
    let script = Script::joined(words.get(at..).filter(|words| !words.is_empty())?).for_dialect(Dialect::Posix);
    Some(Step::Script { script, through: Through::Remote(words.get(host)?.word.clone()), is_own: true })
}

/// A flag's value is a script for `host`.
fn of_flag(words: &[Arg], host: &Arg, flags: &[&str]) -> Option<Step> {
    let (word, at) = value(words, flags)?;
    let script = Script::word(word, at).for_dialect(Dialect::Posix);
    Some(Step::Script { script, through: Through::Remote(host.word.clone()), is_own: true })
}

/// `gcloud compute ssh host --command=…`, `gcloud compute ssh host -- …`.
fn gcloud(words: &[Arg]) -> Option<Step> {
    let ssh = words.iter().take(8).position(|word| word.text() == b"ssh")?;
    let host = words.get(ssh + 1..)?.iter().find(|word| !word.text().starts_with(b"-"))?;
    of_flag(words, host, &["--command"]).or_else(|| {
        let at = words.iter().position(|word| word.text() == b"--")? + 1;
        let host = words.iter().position(|word| std::ptr::eq(word, host))?;
        // ssh's own flags may stand there instead of a command.
        of_words(words, host, skip(words, at, SSH))
    })
}

/// Whether the first words behind the program are `verbs`.
fn says(words: &[Arg], verbs: &[&[u8]]) -> bool {
    words.iter().skip(1).map(Arg::text).take(verbs.len()).eq(verbs.iter().copied())
}
