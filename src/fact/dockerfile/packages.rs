//! The build tools and package caches that a chain of stages installs and keeps.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Cache;
use crate::document::dockerfile::{Command, Instruction, Keyword, Word};
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
                let commands: Vec<Call<'_>> = instruction.commands().iter().filter_map(Call::read).collect();
                self.install(&commands);
                if !has_cache_mount(instruction) {
                    self.look_for_caches(&commands);
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
            let named = words.iter().filter_map(|word| Some((package_name(&word.text()?), word.span)));
            if call.installs() {
                let group = call.virtual_name();
                let tools =
                    named.filter(|(name, _)| is_build_tool(name)).take(MOST_PACKAGES.saturating_sub(here.len()));
                here.extend(tools.map(|(text, span)| (group.clone(), Part { text, site: self.site(span) })));
            } else if call.removes() {
                let names: BTreeSet<String> = named.map(|(name, _)| name).collect();
                // A variable decides what goes, or all that nothing needs: taken for what this very `RUN` brought.
                let goes_too = words.is_empty() || words.iter().any(|word| word.text().is_none());
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
        let after = Span::empty(call.command.span.end);
        let after_verb = Span::empty(call.verb.map_or(after.start, |verb| verb.span.end));
        let (what, at, text) = match manager {
            Manager::Apt => ("apt package lists", after, " && rm -rf /var/lib/apt/lists/*".to_owned()),
            Manager::Dnf => ("dnf cache", after, format!(" && {} clean all", call.program)),
            Manager::Zypper => ("zypper cache", after, " && zypper clean --all".to_owned()),
            Manager::Apk => ("apk cache", after_verb, " --no-cache".to_owned()),
            Manager::Pip => ("pip cache", after_verb, " --no-cache-dir".to_owned()),
        };
        Cache { what, site: self.site(call.command.span), mend: Edit { site: self.site(at), text } }
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

/// A command's program and what it is told.
struct Call<'a> {
    command: &'a Command,
    program: String,
    manager: Option<Manager>,
    verb: Option<&'a Word>,
    /// All words after the program, the verb and options among them.
    arguments: &'a [Word],
}

impl<'a> Call<'a> {
    fn read(command: &'a Command) -> Option<Self> {
        let (mut program, mut arguments) = program(&command.words)?;
        if program.starts_with("python") && matches!(arguments, [m, pip, ..] if m.is("-m") && pip.is("pip")) {
            program = "pip".to_owned();
            arguments = &arguments[2..];
        }
        let manager = match program.as_str() {
            "apt-get" | "apt" | "aptitude" => Some(Manager::Apt),
            "apk" => Some(Manager::Apk),
            "dnf" | "yum" | "microdnf" | "tdnf" => Some(Manager::Dnf),
            "zypper" => Some(Manager::Zypper),
            _ if program.starts_with("pip") && program[3..].bytes().all(|b| b.is_ascii_digit() || b == b'.') => {
                Some(Manager::Pip)
            }
            _ => None,
        };
        let mut call = Self { command, program, manager, verb: None, arguments };
        call.verb = call.operands().first().copied();
        Some(call)
    }

    fn verb_is(&self, verbs: &[&str]) -> bool {
        self.verb.is_some_and(|word| verbs.iter().any(|verb| word.is(verb)))
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
            let option = word.text().filter(|text| text.starts_with('-'));
            if !std::mem::take(&mut is_value) && option.is_none() {
                operands.push(word);
            }
            is_value = option.is_some_and(|option| TAKES_VALUE.contains(&option.as_str()));
        }
        operands
    }

    fn packages(&self) -> Vec<&'a Word> {
        let operands = self.operands();
        if self.manager == Some(Manager::Pip) { Vec::new() } else { operands.into_iter().skip(1).collect() }
    }

    /// The name that `apk add --virtual` gives to what it installs.
    fn virtual_name(&self) -> Option<String> {
        let texts: Vec<Option<String>> = self.arguments.iter().map(Word::text).collect();
        let joined = texts.iter().flatten().find_map(|text| text.strip_prefix("--virtual=").map(str::to_owned));
        let apart = || {
            let flag = texts.iter().position(|text| matches!(text.as_deref(), Some("--virtual" | "-t")))?;
            texts.get(flag + 1).cloned().flatten()
        };
        if self.manager == Some(Manager::Apk) { joined.or_else(apart) } else { None }
    }

    /// Whether the command itself leaves no cache behind.
    fn keeps_nothing(&self) -> bool {
        let has = |flags: &[&str]| self.arguments.iter().any(|word| flags.iter().any(|flag| word.is(flag)));
        match self.manager {
            Some(Manager::Apk) => has(&["--no-cache"]),
            Some(Manager::Pip) => {
                has(&["--no-cache-dir", "--no-cache"])
                    || self
                        .command
                        .words
                        .iter()
                        .any(|word| word.text().is_some_and(|text| text.starts_with("PIP_NO_CACHE_DIR=")))
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
        let names = |word: &Word| word.text().is_some_and(|text| paths.iter().any(|path| text.contains(path)));
        let deletes = matches!(self.program.as_str(), "rm" | "find") && self.arguments.iter().any(names);
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

/// The program that a simple command runs, past assignments, reserved words and wrappers; and the words after it.
fn program(words: &[Word]) -> Option<(String, &[Word])> {
    const BEFORE: &[&str] = &[
        "if", "then", "else", "elif", "do", "while", "until", "!", "{", "time", "exec", "command", "sudo", "env",
        "eatmydata", "nice",
    ];
    for (at, word) in words.iter().enumerate() {
        let text = word.text().unwrap_or_default();
        let first = word.pieces.first().and_then(crate::document::dockerfile::Piece::text).unwrap_or_default();
        let assigns = first.split_once('=').is_some_and(|(name, _)| !name.is_empty() && !name.contains('/'));
        if !assigns && !BEFORE.contains(&text.as_str()) && !text.starts_with('-') {
            let name = text.rsplit('/').next().unwrap_or_default().to_owned();
            return Some((name, &words[at + 1..]));
        }
    }
    None
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
