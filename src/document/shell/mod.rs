//! Command lines: one tolerant reader of the shells that people write for, in scripts, pipelines, Dockerfiles, make files and prose.
//!
//! # What it answers
//! [`read`] says which programs a text would run, with which words, and how each follows the one before it; [`assignments`] says which
//! names it gives which values. Whoever asks about commands (an image that is pushed, a namespace that is deleted, a scan whose failure
//! nobody sees) asks here. There is no second reader: three of them, each with a list of wrappers of its own, once gave three answers to
//! `sudo -u ci timeout 60 trivy image web`.
//!
//! # How
//! Reading goes in three steps, each in files of its own.
//!
//! 1. **What is written** (`reader`, `list`, `keyword`, `word`, `hole`, `heredoc`, `redirect`, `windows`): one pass over the bytes,
//!    from left to right, gives `syntax::Item`s: commands with their words, quotes undone. A part of a word that only a run can
//!    fill is a *hole*: a variable, a substitution (with the commands in it), arithmetic. Keywords are told from programs, since `if`,
//!    `then` and `{` stand where a program could, but no tree is built: a condition's commands run like those of its branches, and nobody
//!    asks which.
//! 2. **What it means** (`interpret`, with the state in `session`): items are taken in order, as a shell would. Assignments of the same
//!    text are remembered and put into later words (`expand`), aliases are undone, `export`, `read` and `set` are heeded (`builtin`).
//! 3. **What runs what** (`follow`): from a command to the command inside it, until there is none. `wrapper` is the table of programs
//!    that run their arguments (`sudo`, `timeout 60`, `aws-vault exec ci --`), `interpreter` knows shells (`bash -c '…'`, `sh <<EOF`),
//!    `remote` other machines (`ssh host …`), `container` other roots (`docker exec`, `kubectl run`). A script in a word is read from
//!    step 1 on; its words are [`Passage`]s, so that each byte still knows where it stands in the file, however deep.
//!
//! The same commands are found whether a script stands in a block of YAML, a string of Groovy, a list of arguments (`argv` makes it a
//! line), or behind `RUN`.
//!
//! # Why so
//! **Tolerant, not exact.** What is read is often not a whole script: a line of a GitLab job, a recipe with make's `$(…)` in it, a
//! template, a paragraph of a manual with `<namespace>` in the middle. A grammar that fails fails closed or open, and both are wrong
//! here. So nothing fails: a quote that nothing closes is a character, `fi` without `if` is skipped, what makes no sense is passed over
//! to the end of its line. What looks like a command to a hurried reader is one (`clean`: no-break spaces, bent quotes, dashes of a word
//! processor).
//!
//! **Unknown stays visible.** A hole stands in its word as it was written, and the word says that it is open. A rule can ask whether a
//! namespace is known; it is never handed a guess.
//!
//! **Linear.** Where an opening turns out to be unclosed, its bytes are read again as plain text; how many bytes may be read so, how
//! many words, commands and bytes of scripts in words there are, and how deep all this nests, is bounded by the size of the passage
//! (`syntax::Limits`), so that a hostile text costs what an honest one does. Values that are made of each other twice are cut
//! off by what is put in, not by how often.
//!
//! # What it deliberately does not do
//! - **Run anything, or look anything up.** No file is opened, so `source x` and `./deploy.sh` are commands like any other; no variable
//!   is taken from an environment.
//! - **Decide conditions.** Both branches of an `if` are read, a loop's body once. A variable that one branch assigns has that value
//!   afterwards; a loop's own is unknown.
//! - **Match functions to their calls.** A function's body is read where it is written, as if it ran there.
//! - **Expand globs, braces, arithmetic, `${x#…}`.** They stay as they are written; the last two are open.
//! - **Tell exit codes.** Only one thing is told about failure, because rules ask for it: what swallows it ([`Invocation::swallowed`]).

mod arg;
pub mod argv;
mod builtin;
mod call;
mod clean;
mod container;
mod expand;
mod expansion;
mod flags;
mod follow;
mod heredoc;
mod interpret;
mod interpreter;
mod invocation;
mod keyword;
mod list;
mod name;
mod placeholder;
mod reader;
mod redirect;
mod remote;
mod script;
mod session;
mod step;
mod syntax;
#[cfg(test)]
mod tests;
mod windows;
mod word;
mod wrapper;

use crate::document::Passage;

pub use interpreter::Interpreter;
pub use invocation::{Assignment, Invocation, Joined, Redirect, Through, Word};

/// Substitutions, and scripts in words, are read this deep; what is deeper is text.
const MOST_NESTED: usize = 32;

/// A command is followed through so many others.
const MOST_THROUGH: usize = 16;

/// So many words of one passage are read.
const MOST_WORDS: usize = 1 << 18;

/// The most commands that one passage yields.
const MOST_INVOCATIONS: usize = 1 << 15;

/// Which shell a text is written for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// sh, bash, zsh, ksh, dash; close enough for fish.
    #[default]
    Posix,
    /// PowerShell: a backtick continues a line, `&` calls.
    PowerShell,
    /// cmd.exe: a caret continues a line, `%NAME%` is a variable.
    Cmd,
}

/// Every simple command of `passage`, in the order in which they are written: also those in substitutions, subshells, functions and
/// the scripts that other commands are given as a word or a here-document. A command that others are run through
/// (`kubectl exec pod -- sh -c '…'`, `ssh host …`, `sudo …`) is itself in the list if it does something of its own
/// (`kubectl exec`, `docker exec`, `ssh`, `xargs` do; `sudo`, `env`, `time`, `bash -c` do not), right before what it runs. What it
/// runs follows the command in front as it does itself, and fails as quietly. The commands in a command's own substitutions come
/// behind it. What a variable gives stands, in every word, where the variable is used.
#[must_use]
pub fn read(passage: &Passage, dialect: Dialect) -> Vec<Invocation> {
    interpret::interpret(passage, dialect).out
}

/// Every `NAME=value` of `passage`: in front of a command or alone, behind `export` or `env`, also in the scripts that its commands are
/// given.
#[must_use]
pub fn assignments(passage: &Passage, dialect: Dialect) -> Vec<Assignment> {
    interpret::interpret(passage, dialect).assigned
}
