//! Programs that run the command behind them: `sudo`, `env`, `timeout`, `aws-vault exec` and their kin.

use super::Through;
use super::expand::Arg;
use super::flags::{Flags, skip};
use super::step::Step;

/// How a program names the command that it runs.
struct Wrapper {
    name: &'static str,
    /// One of these stands behind its flags: `exec`, `run`.
    verbs: &'static [&'static str],
    flags: Flags,
    operands: Operands,
}

/// What stands between the flags and the command.
#[derive(Clone, Copy)]
enum Operands {
    /// So many words.
    Count(usize),
    /// Numbers and durations, as many as there are.
    Numbers,
    /// Everything up to `--`; without one, so many words.
    Dashes(usize),
}

const NONE: Flags = Flags::Valued(&[]);

/// A wrapper without a verb.
const fn plain(name: &'static str, flags: &'static [&'static str], operands: usize) -> Wrapper {
    Wrapper { name, verbs: &[], flags: Flags::Valued(flags), operands: Operands::Count(operands) }
}

/// A wrapper that says `verb` in front of the command.
const fn verb(name: &'static str, verbs: &'static [&'static str], flags: &'static [&'static str]) -> Wrapper {
    Wrapper { name, verbs, flags: Flags::Valued(flags), operands: Operands::Count(0) }
}

/// A wrapper whose command stands behind `--`.
const fn dashes(name: &'static str, verbs: &'static [&'static str], operands: usize) -> Wrapper {
    Wrapper { name, verbs, flags: NONE, operands: Operands::Dashes(operands) }
}

/// The flags are those of each program's manual page.
const WRAPPERS: &[Wrapper] = &[
    plain(
        "sudo",
        &[
            "-u", "-g", "-C", "-h", "-p", "-r", "-t", "-T", "-U", "-D", "-R", "--user", "--group", "--close-from",
            "--host", "--prompt", "--role", "--type", "--command-timeout", "--other-user", "--chdir", "--chroot",
        ],
        0,
    ),
    plain("doas", &["-u", "-C", "-a"], 0),
    plain("pkexec", &["--user"], 0),
    plain("env", &["-u", "--unset", "-C", "--chdir", "-P"], 0),
    plain("command", &[], 0),
    plain("builtin", &[], 0),
    plain("exec", &["-a"], 0),
    plain("time", &["-f", "--format", "-o", "--output"], 0),
    plain("nohup", &[], 0),
    plain("noglob", &[], 0),
    plain("nice", &["-n", "--adjustment"], 0),
    plain("ionice", &["-c", "--class", "-n", "--classdata"], 0),
    plain("timeout", &["-s", "--signal", "-k", "--kill-after"], 1),
    plain("gtimeout", &["-s", "--signal", "-k", "--kill-after"], 1),
    plain("stdbuf", &["-i", "-o", "-e", "--input", "--output", "--error"], 0),
    plain("setsid", &[], 0),
    plain("chroot", &["--userspec", "--groups"], 1),
    plain("unshare", &["-S", "-G", "-R", "-w", "--setuid", "--setgid", "--root", "--wd"], 0),
    plain("unbuffer", &[], 0),
    plain("strace", &["-a", "-b", "-e", "-E", "-I", "-o", "-O", "-p", "-P", "-s", "-S", "-u", "-U", "-X"], 0),
    plain("ltrace", &["-a", "-e", "-l", "-n", "-o", "-p", "-s", "-u", "-x"], 0),
    plain("caffeinate", &["-t", "-w"], 0),
    plain("flock", &["-w", "--timeout", "-E", "--conflict-exit-code"], 1),
    plain("gosu", &[], 1),
    plain("su-exec", &[], 1),
    plain("setpriv", &["--reuid", "--regid", "--groups"], 0),
    plain("runuser", &["-u", "--user", "-g", "--group", "-G", "--supp-group"], 0),
    plain("systemd-run", &["-p", "--property", "-u", "--unit", "--uid", "--gid", "-E", "--setenv", "-M", "-H"], 0),
    plain("systemd-inhibit", &["--what", "--who", "--why", "--mode"], 0),
    plain("tini", &["-p", "-e"], 0),
    plain("dumb-init", &["-r", "--rewrite"], 0),
    plain("winpty", &[], 0),
    plain("wsl", &["-d", "--distribution", "-u", "--user", "--cd"], 0),
    plain("busybox", &[], 0),
    plain("torsocks", &[], 0),
    plain("proxychains", &["-f"], 0),
    plain("proxychains4", &["-f"], 0),
    plain("taskset", &[], 1),
    plain("arch", &[], 0),
    plain("npx", &["-p", "--package", "-w", "--workspace"], 0),
    plain("bunx", &["-p", "--package"], 0),
    plain("uvx", &["--from", "--with", "-p", "--python"], 0),
    plain("envdir", &[], 1),
    plain("softlimit", &["-a", "-c", "-d", "-f", "-l", "-m", "-n", "-o", "-p", "-r", "-s", "-t"], 0),
    plain("with-contenv", &[], 0),
    // What test suites and scripts call a function that runs its arguments.
    plain("run", &[], 0),
    plain("try", &[], 0),
    plain("execute", &[], 0),
    Wrapper {
        name: "retry",
        verbs: &[],
        flags: Flags::Valued(&[
            "-t", "-n", "-d", "-s", "-m", "--times", "--tries", "--delay", "--until", "--max", "--min",
        ]),
        operands: Operands::Numbers,
    },
    Wrapper { name: "repeat", verbs: &[], flags: NONE, operands: Operands::Numbers },
    verb("poetry", &["run"], &["-C", "--directory", "-P", "--project"]),
    verb("pipenv", &["run"], &[]),
    verb("pdm", &["run"], &["-p", "--project"]),
    verb("hatch", &["run"], &["-e", "--env"]),
    verb("rye", &["run"], &[]),
    verb("bundle", &["exec"], &["--gemfile"]),
    verb("uv", &["run"], &["--with", "--project", "--directory", "--python", "-p", "--env-file", "--extra", "--group"]),
    verb("asdf", &["exec"], &[]),
    verb("rbenv", &["exec"], &[]),
    verb("pyenv", &["exec"], &[]),
    verb("npm", &["exec", "x"], &["-w", "--workspace", "-p", "--package"]),
    verb("pnpm", &["exec", "dlx"], &["-C", "--dir", "--filter"]),
    verb("yarn", &["exec", "dlx"], &["--cwd"]),
    dashes("mise", &["exec", "x"], 0),
    dashes("rtx", &["exec", "x"], 0),
    dashes("aws-vault", &["exec"], 1),
    dashes("op", &["run"], 0),
    dashes("doppler", &["run"], 0),
    dashes("infisical", &["run"], 0),
    dashes("teller", &["run"], 0),
    dashes("vault-exec", &[], 0),
    dashes("chamber", &["exec"], 1),
    dashes("envchain", &[], 1),
    dashes("conjur", &["env"], 0),
    dashes("summon", &[], 0),
    dashes("tsh", &["kubectl-exec"], 0),
    dashes("dotenvx", &["run"], 0),
    dashes("kubie", &["exec"], 2),
    Wrapper {
        name: "dotenv",
        verbs: &[],
        flags: Flags::Valued(&["-e", "-f", "--file", "-v", "-p", "-c", "-q"]),
        operands: Operands::Dashes(0),
    },
    Wrapper { name: "direnv", verbs: &["exec"], flags: NONE, operands: Operands::Count(1) },
    Wrapper { name: "nix", verbs: &["develop", "shell"], flags: NONE, operands: Operands::Dashes(usize::MAX) },
];

/// Distributions of Kubernetes that bring tools along, and which.
const BRINGERS: [(&str, &[&str]); 6] = [
    ("k3s", &["kubectl", "crictl", "ctr"]),
    ("rke2", &["kubectl", "crictl", "ctr"]),
    ("k0s", &["kubectl", "ctr"]),
    ("microk8s", &["kubectl", "helm", "ctr"]),
    ("minikube", &["kubectl"]),
    ("tsh", &["kubectl"]),
];

/// The command behind the wrapper `name`.
pub(super) fn step(name: &str, words: &[Arg]) -> Option<Step> {
    if let Some(brought) = brought(name, words) {
        return Some(brought);
    }
    let (at, through) = match name {
        "xargs" | "gxargs" => return xargs(words),
        "env" if words[1].text().starts_with(b"-S") || words[1].text() == b"--split-string" => {
            return split_string(words);
        }
        "command" if matches!(words[1].text(), b"-v" | b"-V") => return None,
        _ => {
            let wrapper = WRAPPERS.iter().find(|wrapper| wrapper.name == name)?;
            (wrapper.command(words)?, Through::Wrapper(wrapper.name))
        }
    };
    (at < words.len()).then_some(Step::Command { at, through, is_own: false })
}

impl Wrapper {
    /// The number of the word with which the command begins.
    fn command(&self, words: &[Arg]) -> Option<usize> {
        let mut at = skip(words, 1, self.flags);
        if !self.verbs.is_empty() {
            let said = words.get(at)?.text();
            if !self.verbs.iter().any(|verb| verb.as_bytes() == said) {
                // `dotenv run -- …` is optional, a verb of the others is not.
                return None;
            }
            at = skip(words, at + 1, self.flags);
        }
        match self.operands {
            Operands::Count(count) => Some(at + count),
            Operands::Numbers => {
                let is_number = |word: &Arg| word.text().first().is_some_and(u8::is_ascii_digit);
                let numbers = words.get(at..)?.iter().take_while(|word| is_number(word)).count();
                Some(skip(words, at + numbers, self.flags))
            }
            Operands::Dashes(count) => {
                // `nix develop -c` says the same as `--`.
                let is_mark = |word: &Arg| {
                    word.text() == b"--" || (self.name == "nix" && matches!(word.text(), b"-c" | b"--command"))
                };
                let dashes = words[1..].iter().position(is_mark).map(|found| found + 2);
                dashes.or_else(|| at.checked_add(count))
            }
        }
    }
}

/// `k3s kubectl …`, `minikube kubectl -- …`.
fn brought(name: &str, words: &[Arg]) -> Option<Step> {
    let (bringer, tools) = BRINGERS.iter().find(|(bringer, _)| *bringer == name)?;
    let at = skip(words, 1, Flags::Valued(&["-p", "--profile"]));
    let said = words.get(at)?.text();
    let said = if said == b"helm3" { b"helm" } else { said };
    let program = tools.iter().copied().find(|tool| tool.as_bytes() == said)?;
    let has_dashes = words.get(at + 1).is_some_and(|word| word.text() == b"--");
    let args = at + 1 + usize::from(has_dashes);
    Some(Step::Named { program, at, args, through: Through::Wrapper(bringer), is_own: false })
}

/// `xargs -I {} kubectl apply -f {}`.
fn xargs(words: &[Arg]) -> Option<Step> {
    const FLAGS: Flags = Flags::Valued(&[
        "-I", "-n", "-P", "-L", "-s", "-d", "-a", "-E", "-J", "-R", "-S", "--max-args", "--max-procs", "--max-lines",
        "--max-chars", "--delimiter", "--arg-file", "--process-slot-var",
    ]);
    let at = skip(words, 1, FLAGS);
    (at < words.len()).then_some(Step::Command { at, through: Through::Arguments("xargs"), is_own: true })
}

/// `env -S "cmd args"`.
fn split_string(words: &[Arg]) -> Option<Step> {
    use super::script::Script;
    let (word, from) = if words[1].text() == b"-S" || words[1].text() == b"--split-string" {
        (words.get(2)?, 0)
    } else {
        (&words[1], 2)
    };
    Some(Step::Script { script: Script::word(word, from), through: Through::Wrapper("env"), is_own: false })
}
