//! Programs that run the command behind them: `sudo`, `env`, `timeout`, `aws-vault exec` and their kin. One table for all that read
//! commands: a wrapper is known everywhere or nowhere.

use super::Through;
use super::arg::Arg;
use super::flags::{self, Flags, skip};
use super::script::Script;
use super::step::Step;

/// How a program names the command that it runs.
struct Wrapper {
    name: &'static str,
    /// One of these stands behind its flags: `exec`, `run`.
    verbs: &'static [&'static str],
    flags: Flags,
    /// Flags whose value is a script: `su -c '…'`.
    scripts: &'static [&'static str],
    runs: Runs,
    through: fn(&'static str) -> Through,
}

/// What a wrapper runs, where no flag gives it a script.
#[derive(Clone, Copy)]
enum Runs {
    /// The command behind so many words.
    Behind(usize),
    /// The command behind numbers and durations, as many as there are.
    BehindNumbers,
    /// The command behind `--`; without one, behind so many words.
    BehindDashes(usize),
    /// The words, up to one that starts with `:::`, as one script.
    Words,
    /// The first word as a script.
    FirstWord,
    /// The last word as a script.
    LastWord,
    /// Nothing.
    Nothing,
}

/// A wrapper without a verb.
const fn plain(name: &'static str, flags: &'static [&'static str], operands: usize) -> Wrapper {
    Wrapper {
        name,
        verbs: &[],
        flags: Flags::Valued(flags),
        scripts: &[],
        runs: Runs::Behind(operands),
        through: Through::Wrapper,
    }
}

/// A wrapper that says a verb in front of the command.
const fn verb(name: &'static str, verbs: &'static [&'static str], flags: &'static [&'static str]) -> Wrapper {
    Wrapper { verbs, ..plain(name, flags, 0) }
}

/// A wrapper whose command stands behind `--`.
const fn dashes(name: &'static str, verbs: &'static [&'static str], operands: usize) -> Wrapper {
    Wrapper { verbs, runs: Runs::BehindDashes(operands), ..plain(name, &[], 0) }
}

/// A wrapper that a flag gives a script.
const fn scripted(name: &'static str, scripts: &'static [&'static str], runs: Runs) -> Wrapper {
    Wrapper { scripts, runs, ..plain(name, &[], 0) }
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
    Wrapper { scripts: &["-c", "--command"], ..plain("flock", &["-w", "--timeout", "-E", "--conflict-exit-code"], 1) },
    plain("gosu", &[], 1),
    plain("su-exec", &[], 1),
    plain("setpriv", &["--reuid", "--regid", "--groups"], 0),
    Wrapper {
        scripts: &["-c", "--command", "-lc"],
        ..plain("runuser", &["-u", "--user", "-g", "--group", "-G", "--supp-group"], 0)
    },
    Wrapper { through: Through::Shell, ..scripted("su", &["-c", "--command", "-lc"], Runs::Nothing) },
    scripted("script", &["-c", "--command", "-qc", "-qec", "-ec", "-efqc"], Runs::Nothing),
    scripted("nix-shell", &["--run", "--command"], Runs::Nothing),
    Wrapper { verbs: &["exec-env", "exec-file"], ..scripted("sops", &[], Runs::LastWord) },
    Wrapper { through: Through::Shell, ..scripted("eval", &[], Runs::Words) },
    Wrapper { through: Through::Shell, ..scripted("trap", &[], Runs::FirstWord) },
    Wrapper { runs: Runs::Words, ..plain("watch", &["-n", "--interval", "-q", "--equexit"], 0) },
    Wrapper { runs: Runs::Words, ..plain("viddy", &["-n", "--interval"], 0) },
    Wrapper { runs: Runs::Words, ..plain("hwatch", &["-n", "--interval"], 0) },
    Wrapper { through: Through::Arguments, ..plain("xargs", XARGS, 0) },
    Wrapper { through: Through::Arguments, ..plain("gxargs", XARGS, 0) },
    Wrapper {
        runs: Runs::Words,
        through: Through::Arguments,
        ..plain(
            "parallel",
            &[
                "-j", "--jobs", "-P", "--max-procs", "-n", "--max-args", "-N", "-L", "-I", "-S", "--sshlogin", "-a",
                "--arg-file", "-d", "--delimiter", "--colsep", "-C", "--delay", "--retries", "--timeout", "--joblog",
                "--results", "--halt", "--tagstring", "--workdir", "--wd", "--load", "--memfree", "--env",
            ],
            0,
        )
    },
    plain("systemd-run", &["-p", "--property", "-u", "--unit", "--uid", "--gid", "-E", "--setenv", "-M", "-H"], 0),
    plain("systemd-inhibit", &["--what", "--who", "--why", "--mode"], 0),
    plain("tini", &["-p", "-e"], 0),
    plain("dumb-init", &["-r", "--rewrite"], 0),
    plain("catatonit", &[], 0),
    plain("eatmydata", &[], 0),
    plain("fakeroot", &["-l", "--lib", "-s", "-i", "-u", "-b"], 0),
    plain("xvfb-run", &["-e", "--error-file", "-f", "--auth-file", "-n", "--server-num", "-s", "--server-args"], 0),
    plain("dbus-run-session", &["--config-file", "--dbus-daemon"], 0),
    plain("ssh-agent", &["-a", "-E", "-O", "-P", "-t"], 0),
    plain("chronic", &[], 0),
    plain("numactl", &["-m", "-N", "-C", "-i", "-p"], 0),
    plain("prlimit", &["-o", "--output"], 0),
    plain("nsenter", &["-t", "--target", "-S", "--setuid", "-G", "--setgid"], 0),
    plain("s6-setuidgid", &[], 1),
    plain("setuidgid", &[], 1),
    plain("chpst", &["-u", "-U", "-b", "-/", "-e", "-n", "-l", "-L", "-m", "-d", "-o", "-p", "-f", "-c", "-t"], 0),
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
        runs: Runs::BehindNumbers,
        ..plain(
            "retry",
            &["-t", "-n", "-d", "-s", "-m", "--times", "--tries", "--delay", "--until", "--max", "--min"],
            0,
        )
    },
    Wrapper { runs: Runs::BehindNumbers, ..plain("repeat", &[], 0) },
    plain("travis_retry", &[], 0),
    Wrapper { runs: Runs::BehindNumbers, ..plain("travis_wait", &[], 0) },
    verb("poetry", &["run"], &["-C", "--directory", "-P", "--project"]),
    verb("pipenv", &["run"], &[]),
    verb("pipx", &["run"], &["--spec", "--python", "--pip-args", "--index-url"]),
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
    dashes("aws-okta", &["exec"], 1),
    dashes("saml2aws", &["exec"], 0),
    dashes("berglas", &["exec"], 0),
    dashes("bws", &["run"], 0),
    dashes("envchain", &[], 1),
    dashes("conjur", &["env"], 0),
    dashes("summon", &[], 0),
    dashes("tsh", &["kubectl-exec"], 0),
    dashes("dotenvx", &["run"], 0),
    dashes("kubie", &["exec"], 2),
    Wrapper { runs: Runs::BehindDashes(0), ..plain("dotenv", &["-e", "-f", "--file", "-v", "-p", "-c", "-q"], 0) },
    Wrapper { verbs: &["exec"], ..plain("direnv", &[], 1) },
    dashes("nix", &["develop", "shell"], usize::MAX),
];

/// The flags of xargs that take a value.
const XARGS: &[&str] = &[
    "-I", "-n", "-P", "-L", "-s", "-d", "-a", "-E", "-J", "-R", "-S", "--max-args", "--max-procs", "--max-lines",
    "--max-chars", "--delimiter", "--arg-file", "--process-slot-var",
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

/// What the wrapper `name` runs.
pub(super) fn step(name: &str, words: &[Arg]) -> Option<Step> {
    if let Some(brought) = brought(name, words) {
        return Some(brought);
    }
    match (name, words.get(1)?.text()) {
        ("env", first) if first.starts_with(b"-S") || first == b"--split-string" => split_string(words),
        ("command", b"-v" | b"-V") => None,
        _ => WRAPPERS.iter().find(|wrapper| wrapper.name == name)?.step(words),
    }
}

impl Wrapper {
    fn step(&self, words: &[Arg]) -> Option<Step> {
        let at = self.behind_verb(words)?;
        if let Some((word, at)) = flags::value(self.own_words(words, at), self.scripts) {
            return Some(self.script(Script::word(word, at)));
        }
        let command = |at: usize| {
            let (through, is_own) = (self.through(), self.is_own());
            (at < words.len()).then_some(Step::Command { at, through, is_own })
        };
        match self.runs {
            Runs::Behind(count) => command(at + count),
            Runs::BehindNumbers => {
                let is_number = |word: &Arg| word.text().first().is_some_and(u8::is_ascii_digit);
                let numbers = words.get(at..)?.iter().take_while(|word| is_number(word)).count();
                command(skip(words, at + numbers, self.flags))
            }
            Runs::BehindDashes(count) => {
                // `nix develop -c` says the same as `--`.
                let is_mark = |word: &Arg| {
                    word.text() == b"--" || (self.name == "nix" && matches!(word.text(), b"-c" | b"--command"))
                };
                let dashes = words[1..].iter().position(is_mark).map(|found| found + 2);
                command(dashes.or_else(|| at.checked_add(count))?)
            }
            Runs::Words => {
                let is_mark = |word: &&Arg| word.text().starts_with(b":::");
                Some(self.script(Script::joined(words[at..].iter().take_while(|word| !is_mark(word)))))
            }
            Runs::FirstWord => Some(self.script(Script::word(words.get(at)?, 0))),
            Runs::LastWord => Some(self.script(Script::word(words.last()?, 0))),
            Runs::Nothing => None,
        }
    }

    /// The words among which a flag may give it a script. One that runs a command too leaves that command's flags alone: it has a word
    /// of its own in front of them at most, such as a lock or a user.
    fn own_words<'a>(&self, words: &'a [Arg], at: usize) -> &'a [Arg] {
        let end = match self.runs {
            _ if self.scripts.is_empty() => 1,
            Runs::Nothing => words.len(),
            _ => words.len().min(at + 3),
        };
        &words[1..end]
    }

    /// The number of the word behind its flags and its verb; nothing, if it says another verb.
    fn behind_verb(&self, words: &[Arg]) -> Option<usize> {
        let at = skip(words, 1, self.flags);
        if self.verbs.is_empty() {
            return Some(at);
        }
        let said = words.get(at)?.text();
        let is_said = self.verbs.iter().any(|verb| verb.as_bytes() == said);
        is_said.then(|| skip(words, at + 1, self.flags))
    }

    fn script(&self, script: Script) -> Step {
        Step::Script { script, through: self.through(), is_own: self.is_own() }
    }

    fn through(&self) -> Through {
        (self.through)(self.name)
    }

    /// Whether it is a command of its own: what gathers the arguments of others is.
    fn is_own(&self) -> bool {
        matches!(self.through(), Through::Arguments(_))
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

/// `env -S "cmd args"`.
fn split_string(words: &[Arg]) -> Option<Step> {
    let (word, from) = if words[1].text() == b"-S" || words[1].text() == b"--split-string" {
        (words.get(2)?, 0)
    } else {
        (&words[1], 2)
    };
    Some(Step::Script { script: Script::word(word, from), through: Through::Wrapper("env"), is_own: false })
}
