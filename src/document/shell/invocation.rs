//! What is told about a command.

use crate::document::Passage;
use crate::text::Span;

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
    /// Whether it is named with its directory: `./deploy.sh`, `/usr/bin/trivy`.
    pub is_path: bool,
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
    /// What swallows its failure, operator included: `|| true`, `|| :`, `|| exit 0`, `|| { echo …; }`.
    pub swallowed: Option<Span>,
    /// From its program (or what it is run through) to its last word or redirection, here-documents not.
    pub span: Span,
}
