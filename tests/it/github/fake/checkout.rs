//! What `actions/checkout` leaves in a workspace.

use std::path::Path;

use super::git::Server;
use crate::repository::command;

/// All branches.
const ALL: &str = "+refs/heads/*:refs/remotes/origin/*";

/// How much of the repository a job checks out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checkout {
    /// `fetch-depth`.
    Depth(u32),
    /// `fetch-depth: 0`: all branches, whole.
    Full,
    /// No checkout at all.
    None,
}

impl Checkout {
    /// Checks `commit` out into the empty directory `workspace`, as `reference`.
    pub(super) fn make(self, git: &Server, workspace: &Path, reference: &str, commit: &str) {
        let local = reference
            .replacen("refs/heads/", "refs/remotes/origin/", 1)
            .replacen("refs/pull/", "refs/remotes/pull/", 1);
        let refspec = format!("+{commit}:{local}");
        let url = format!("file://{}", git.bare().display());
        let depth;
        let fetch: Vec<&str> = match self {
            Self::None => return,
            Self::Depth(commits) => {
                depth = format!("--depth={commits}");
                vec!["fetch", "--quiet", "--no-tags", &depth, "origin", &refspec]
            }
            Self::Full if reference.starts_with("refs/heads/") => vec!["fetch", "--quiet", "origin", ALL],
            Self::Full => vec!["fetch", "--quiet", "origin", ALL, &refspec],
        };
        let run = |arguments: &[&str]| {
            let output = command(workspace).args(arguments).output().unwrap();
            assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        };
        run(&["init", "--quiet", "--initial-branch=main", "."]);
        run(&["remote", "add", "origin", &url]);
        run(&fetch);
        run(&["checkout", "--quiet", "--force", "--detach", commit]);
    }
}
