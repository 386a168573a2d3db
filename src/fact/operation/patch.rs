//! Changes inside a running container or on a host that somebody reached by hand.

use super::{Kind, Operation, text};
use crate::document::shell::{Invocation, Through};

/// What is changed inside of what a command is run through; `None` outside of any container or host, and for what only reads.
pub(super) fn operation(run: &Invocation) -> Option<Operation> {
    let place = run.through.iter().rev().find_map(|through| match through {
        Through::Container(program) => Some((*program, false)),
        Through::Remote(_) => Some(("ssh", true)),
        Through::Wrapper(_) | Through::Arguments(_) | Through::Shell(_) => None,
    });
    let (through, is_host) = place?;
    // What a fresh container runs is its own business: `docker run`, `kubectl run`.
    if through.ends_with("run") || !writes(run, is_host) {
        return None;
    }
    Some(Operation::new(Kind::HotPatch, format!("{through} … {}", run.program)))
}

/// Whether it edits files, packages or processes.
fn writes(run: &Invocation, is_host: bool) -> bool {
    let has = |wanted: &[&str]| run.args.iter().any(|word| wanted.contains(&text(word).as_ref()));
    let starts = |start: &str| run.args.iter().any(|word| text(word).starts_with(start));
    let redirects = run.redirects.iter().any(|redirect| {
        matches!(redirect.operator, ">" | ">>" | "&>" | ">|") && !text(&redirect.target).starts_with("/dev/")
    });
    let program = run.program.as_str();
    let edits = match program {
        "vi" | "vim" | "nvim" | "nano" | "emacs" | "ed" | "visudo" | "crontab" => !has(&["-l"]),
        "sed" | "perl" => starts("-i") || has(&["--in-place"]),
        "tee" | "cp" | "mv" | "rm" | "ln" | "truncate" | "chmod" | "chown" | "patch" | "install" | "dd" | "rsync" => {
            true
        }
        "apt" | "apt-get" | "yum" | "dnf" | "apk" | "pip" | "pip3" | "npm" | "gem" => {
            has(&["install", "add", "remove", "upgrade", "-i"])
        }
        "curl" => starts("-o") || starts("-O") || starts("--output"),
        "wget" => !has(&["-O-", "-qO-"]),
        "git" => has(&["pull", "checkout", "reset", "apply"]),
        _ => false,
    };
    // On a host also what runs there.
    let runs = is_host && program == "systemctl" && has(&["edit", "set-property", "mask", "disable", "enable"]);
    redirects || edits || runs
}
