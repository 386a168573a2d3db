//! The build tools and package caches that a chain of stages installs and keeps.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Cache;
use crate::document::dockerfile::{Instruction, Keyword};
use crate::document::shell::{self, Invocation, Word};
use crate::fact::Part;
use crate::finding::Edit;
use crate::text::{Site, Span, Text};

/// So many packages tell enough; what removes them looks at each.
const MOST_PACKAGES: usize = 256;

/// What is in the layers so far.
pub(super) struct Kept {
    text: Arc<Text>,
    pub(super) packages: Vec<Part>,
    pub(super) caches: Vec<Cache>,
    pip_keeps_nothing: bool,
}

impl Kept {
    pub(super) fn new(text: &Arc<Text>) -> Self {
        Self { text: Arc::clone(text), packages: Vec::new(), caches: Vec::new(), pip_keeps_nothing: false }
    }

    /// Reads the next instruction.
    pub(super) fn read(&mut self, instruction: &Instruction) {
        match instruction.keyword {
            Keyword::Env | Keyword::Arg => {
                self.pip_keeps_nothing |= instruction.pairs().iter().any(|pair| pair.name.is("PIP_NO_CACHE_DIR"));
            }
            Keyword::Run => {
                let script = instruction.script(&self.text);
                let runs = script.map(|(script, dialect)| shell::read(&script, dialect)).unwrap_or_default();
                let calls: Vec<Call<'_>> = runs.iter().map(Call::read).collect();
                self.install(&calls);
                if !has_cache_mount(instruction) {
                    self.look_for_caches(&calls);
                }
            }
            _ => {}
        }
    }

    fn site(&self, span: Span) -> Site {
        Site::new(&self.text, span)
    }

    /// Follows what one `RUN` installs and removes again.
    fn install(&mut self, calls: &[Call<'_>]) {
        // What this `RUN` brings, each with the name of its group: `apk add --virtual NAME`.
        let mut here: Vec<(Option<String>, Part)> = Vec::new();
        for call in calls {
            let words = call.packages();
            let named = words.iter().filter_map(|word| Some((package_name(&text(word)?), word.span)));
            if call.installs() {
                let group = call.virtual_name();
                let tools =
                    named.filter(|(name, _)| is_build_tool(name)).take(MOST_PACKAGES.saturating_sub(here.len()));
                here.extend(tools.map(|(text, span)| (group.clone(), Part { text, site: self.site(span) })));
            } else if call.removes() {
                let names: BTreeSet<String> = named.map(|(name, _)| name).collect();
                // A variable decides what goes, or all that nothing needs: taken for what this very `RUN` brought.
                let goes_too = words.is_empty() || words.iter().any(|word| word.is_open);
                let gone = |group: &Option<String>| group.as_ref().is_some_and(|name| names.contains(name));
                here.retain(|(group, part)| !goes_too && !gone(group) && !names.contains(&part.text));
                self.packages.retain(|part| !names.contains(&part.text));
            }
        }
        let room = MOST_PACKAGES.saturating_sub(self.packages.len());
        self.packages.extend(here.into_iter().map(|(_, part)| part).take(room));
    }

    fn look_for_caches(&mut self, calls: &[Call<'_>]) {
        for manager in [Manager::Apt, Manager::Apk, Manager::Dnf, Manager::Zypper, Manager::Pip] {
            let cleaned =
                calls.iter().any(|call| call.cleans(manager)) || (manager == Manager::Pip && self.pip_keeps_nothing);
            let leaves = |call: &&Call<'_>| call.manager == Some(manager) && call.installs() && !call.keeps_nothing();
            // What is cleaned at once must not be missing for a later install: only the last one is mended.
            if let Some(call) = calls.iter().rfind(leaves).filter(|_| !cleaned) {
                self.caches.push(self.cache(manager, call));
            }
        }
    }

    fn cache(&self, manager: Manager, call: &Call<'_>) -> Cache {
        let after = Span::empty(call.run.span.end);
        let after_verb = Span::empty(call.verb.map_or(after.start, |verb| verb.span.end));
        let (what, at, text) = match manager {
            Manager::Apt => ("apt package lists", after, " && rm -rf /var/lib/apt/lists/*".to_owned()),
            Manager::Dnf => ("dnf cache", after, format!(" && {} clean all", call.program)),
            Manager::Zypper => ("zypper cache", after, " && zypper clean --all".to_owned()),
            Manager::Apk => ("apk cache", after_verb, " --no-cache".to_owned()),
            Manager::Pip => ("pip cache", after_verb, " --no-cache-dir".to_owned()),
        };
        Cache { what, site: self.site(call.run.span), mend: Edit { site: self.site(at), text } }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manager {
    Apt,
    Apk,
    /// And `yum`, `microdnf`.
    Dnf,
    Zypper,
    Pip,
}

/// A command's program and its arguments.
struct Call<'a> {
    run: &'a Invocation,
    program: &'a str,
    manager: Option<Manager>,
    verb: Option<&'a Word>,
    /// All words after the program, the verb and options among them.
    arguments: &'a [Word],
}

impl<'a> Call<'a> {
    fn read(run: &'a Invocation) -> Self {
        let (mut program, mut arguments) = (run.program.as_str(), run.args.as_slice());
        if program.starts_with("python") && matches!(arguments, [m, pip, ..] if is(m, "-m") && is(pip, "pip")) {
            (program, arguments) = ("pip", &arguments[2..]);
        }
        let manager = match program {
            "apt-get" | "apt" | "aptitude" => Some(Manager::Apt),
            "apk" => Some(Manager::Apk),
            "dnf" | "yum" | "microdnf" | "tdnf" => Some(Manager::Dnf),
            "zypper" => Some(Manager::Zypper),
            _ if program.starts_with("pip") && program[3..].bytes().all(|b| b.is_ascii_digit() || b == b'.') => {
                Some(Manager::Pip)
            }
            _ => None,
        };
        let mut call = Self { run, program, manager, verb: None, arguments };
        call.verb = call.operands().first().copied();
        call
    }

    fn verb_is(&self, verbs: &[&str]) -> bool {
        self.verb.is_some_and(|word| verbs.iter().any(|verb| is(word, verb)))
    }

    fn installs(&self) -> bool {
        match self.manager {
            Some(Manager::Apt) => self.verb_is(&["install", "build-dep"]),
            Some(Manager::Apk) => self.verb_is(&["add"]),
            Some(Manager::Dnf) => self.verb_is(&["install", "groupinstall"]),
            Some(Manager::Zypper) => self.verb_is(&["install", "in"]),
            Some(Manager::Pip) => self.verb_is(&["install"]),
            None => false,
        }
    }

    fn removes(&self) -> bool {
        self.manager != Some(Manager::Pip)
            && self.manager.is_some()
            && self.verb_is(&["remove", "purge", "autoremove", "auto-remove", "autopurge", "del", "erase", "rm"])
    }

    /// The words that are neither options nor their values.
    fn operands(&self) -> Vec<&'a Word> {
        let mut operands = Vec::new();
        let mut is_value = false;
        for word in self.arguments {
            let option = text(word).filter(|text| text.starts_with('-'));
            if !std::mem::take(&mut is_value) && option.is_none() {
                operands.push(word);
            }
            is_value = option.is_some_and(|option| TAKES_VALUE.contains(&&*option));
        }
        operands
    }

    fn packages(&self) -> Vec<&'a Word> {
        let operands = self.operands();
        if self.manager == Some(Manager::Pip) { Vec::new() } else { operands.into_iter().skip(1).collect() }
    }

    /// The name that `apk add --virtual` gives to what it installs.
    fn virtual_name(&self) -> Option<String> {
        let texts: Vec<_> = self.arguments.iter().map(text).collect();
        let joined = texts.iter().flatten().find_map(|text| text.strip_prefix("--virtual=").map(str::to_owned));
        let apart = || {
            let flag = texts.iter().position(|text| matches!(text.as_deref(), Some("--virtual" | "-t")))?;
            texts.get(flag + 1)?.as_deref().map(str::to_owned)
        };
        if self.manager == Some(Manager::Apk) { joined.or_else(apart) } else { None }
    }

    /// Whether the command itself leaves no cache behind.
    fn keeps_nothing(&self) -> bool {
        let has = |flags: &[&str]| self.arguments.iter().any(|word| flags.iter().any(|flag| is(word, flag)));
        match self.manager {
            Some(Manager::Apk) => has(&["--no-cache"]),
            Some(Manager::Pip) => {
                has(&["--no-cache-dir", "--no-cache"])
                    || self.run.environment.iter().any(|one| one.name == "PIP_NO_CACHE_DIR")
            }
            _ => false,
        }
    }

    /// Whether the command removes the cache of `manager`.
    fn cleans(&self, manager: Manager) -> bool {
        let paths: &[&str] = match manager {
            Manager::Apt => &["/var/lib/apt", "/var/lib/{", "/var/{"],
            Manager::Apk => &["/var/cache/apk", "/var/cache/*", "/var/cache/{", "/etc/apk/cache"],
            Manager::Dnf => &["/var/cache/dnf", "/var/cache/yum", "/var/cache/*", "/var/cache/{"],
            Manager::Zypper => &["/var/cache/zypp", "/var/cache/*", "/var/cache/{"],
            Manager::Pip => &[".cache", "pip-cache"],
        };
        let names = |word: &Word| text(word).is_some_and(|text| paths.iter().any(|path| text.contains(path)));
        let deletes = matches!(self.program, "rm" | "find") && self.arguments.iter().any(names);
        let purges = self.manager == Some(manager)
            && match manager {
                Manager::Dnf | Manager::Zypper => self.verb_is(&["clean", "cc"]),
                Manager::Apk | Manager::Pip => self.verb_is(&["cache"]),
                Manager::Apt => self.verb_is(&["dist-clean", "distclean"]),
            };
        deletes || purges
    }
}

/// Options whose value is the next word.
const TAKES_VALUE: &[&str] = &[
    "-o", "-t", "-c", "-X", "-p", "-x", "--option", "--target-release", "--default-release", "--virtual",
    "--repository", "--root", "--keys-dir", "--repositories-file", "--arch", "--enablerepo", "--disablerepo",
    "--installroot", "--releasever", "--exclude", "--setopt",
];

/// A word's text, where nothing is open in it.
fn text(word: &Word) -> Option<Cow<'_, str>> {
    (!word.is_open).then(|| String::from_utf8_lossy(word.text.bytes()))
}

fn is(word: &Word, text: &str) -> bool {
    !word.is_open && word.text.bytes() == text.as_bytes()
}

fn has_cache_mount(instruction: &Instruction) -> bool {
    let mounts = instruction.flags.iter().filter(|flag| flag.name == "mount").filter_map(|flag| flag.value.as_ref());
    mounts.flat_map(|value| value.split(',')).any(|option| option.is("type=cache") || option.is("type=tmpfs"))
}

/// `gcc` of `gcc=4:12.2`, `gcc:arm64`, `gcc~=13`, `gcc@edge`.
fn package_name(word: &str) -> String {
    word.split(['=', '<', '>', '~', '@', ':']).next().unwrap_or(word).to_owned()
}

fn is_build_tool(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "alpine-sdk", "autoconf", "automake", "base-devel", "bison", "build-base", "build-essential", "cargo", "clang",
        "cmake", "default-jdk", "dpkg-dev", "flex", "g++", "gcc", "gcc-c++", "gfortran", "go", "golang", "golang-go",
        "gradle", "libtool", "linux-headers", "llvm", "make", "maven", "meson", "ninja", "ninja-build", "pkg-config",
        "pkgconf", "pkgconfig", "rustc",
    ];
    let versioned = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
    };
    NAMES.contains(&name)
        || name.ends_with("-dev")
        || name.ends_with("-devel")
        || ["gcc-", "g++-", "clang-", "llvm-", "gfortran-"].iter().any(|prefix| versioned(prefix))
}
