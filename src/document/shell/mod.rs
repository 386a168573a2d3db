//! Command lines: a tolerant reader of the shells that people write instructions for. Reading never fails; what makes no sense is
//! skipped to the next line.

mod builtin;
mod call;
mod clean;
mod container;
mod expand;
mod flags;
mod heredoc;
mod hole;
mod interpret;
mod keyword;
mod list;
mod name;
mod placeholder;
mod reader;
mod redirect;
mod remote;
mod script;
mod step;
mod syntax;
#[cfg(test)]
mod tests;
mod windows;
mod word;
mod wrapper;

use crate::document::Passage;
use crate::text::Span;

/// Substitutions, and scripts in words, are read this deep; what is deeper is text.
const MOST_NESTED: usize = 32;

/// A command is followed through so many others.
const MOST_THROUGH: usize = 16;

/// So many words of one passage are read.
const MOST_WORDS: usize = 1 << 18;

/// So many commands of one passage are told.
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

/// A word after quotes, escapes and the variables that the same text assigns are undone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Its text, each byte with its place. What nobody can know (a variable, a substitution) stands in it as it is written: `$NAME`.
    pub text: Passage,
    /// As written, with its quotes.
    pub span: Span,
    /// Whether a variable or a substitution decides some of it.
    pub is_open: bool,
    /// Whether some of it is quoted.
    pub is_quoted: bool,
}

/// How a command follows the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Joined {
    /// It is the first, or stands behind `;`, `&` or a line break.
    #[default]
    Start,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `|` or `|&`: it reads what the one before it prints.
    Pipe,
}

/// `NAME=value` in front of a command, or behind `env`, `export` and kin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The name.
    pub name: String,
    /// The value.
    pub value: Word,
}

/// `> file`, `< file`, `<<EOF`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// `>`, `>>`, `<`, `<<`, `<<<`, `>&`, `&>`.
    pub operator: &'static str,
    /// What stands behind the operator.
    pub target: Word,
    /// The lines of a here-document.
    pub body: Option<Passage>,
}

/// What a command is run through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Through {
    /// `sudo`, `doas`, `env`, `time`, `nohup`, `timeout`, `watch`, `exec`, `command`…: it runs here, as it stands. The name.
    Wrapper(&'static str),
    /// `xargs`, `parallel`, `find -exec`: its arguments are not all written.
    Arguments(&'static str),
    /// `bash -c '…'`, `eval`, `su -c`: a script in a word.
    Shell(&'static str),
    /// `ssh host …`, `vagrant ssh -c`, `gcloud compute ssh --command`: it runs elsewhere. The host as written.
    Remote(Word),
    /// `docker exec c …`, `kubectl exec pod -- …`, `docker compose run s …`: it runs in a container. The outer program and its verb.
    Container(&'static str),
}

/// One simple command, laid bare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    /// The program's name in lower case, without its directory and without `.exe`; `kubectl` for `k` and for what the text itself
    /// makes an alias of it, `$KUBECTL` likewise.
    pub program: String,
    /// Where the program is named.
    pub program_span: Span,
    /// Every word behind the program.
    pub args: Vec<Word>,
    /// The environment that is assigned for it alone.
    pub environment: Vec<Assignment>,
    /// Its redirections.
    pub redirects: Vec<Redirect>,
    /// What it is run through, the outermost first.
    pub through: Vec<Through>,
    /// How it follows the one before it in the list.
    pub joined: Joined,
    /// Whether its failure is swallowed: `|| true`, `|| :`, `|| exit 0`, `|| echo …`.
    pub may_fail: bool,
    /// From its program (or what it is run through) to its last word or redirection, here-documents not.
    pub span: Span,
}

/// Every simple command of `passage`, in the order in which they are written: also those in substitutions, subshells, functions and
/// the scripts that other commands are given as a word or a here-document. A command that others are run through
/// (`kubectl exec pod -- sh -c '…'`, `ssh host …`, `sudo …`) is itself in the list if it does something of its own
/// (`kubectl exec`, `docker exec`, `ssh`, `xargs` do; `sudo`, `env`, `time`, `bash -c` do not), right before what it runs. What it
/// runs follows the command in front as it does itself, and fails as quietly. The commands in a command's own substitutions come
/// behind it. What a variable gives stands, in every word, where the variable is used.
#[must_use]
pub fn read(passage: &Passage, dialect: Dialect) -> Vec<Invocation> {
    interpret::interpret(passage, dialect)
}
