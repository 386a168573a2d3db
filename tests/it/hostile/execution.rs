//! Nothing that a repository names is ever run: no filter, driver, text conversion, hook, monitor or pager.

use std::fs;
use std::path::Path;

use super::run;
use crate::repository::Repository;

/// A repository whose attributes, configuration and hooks would each leave a mark if anybody ran them.
fn trapped(marks: &Path) -> Repository {
    let repository = Repository::new();
    let trap = |name: &str| format!("touch '{}'; cat", marks.join(name).display());
    let image = "services: {a: {image: \"a:1.2.3\"}}\n";
    repository.write("compose.yaml", image).write("gone.yaml", image).commit("base");
    repository.branch("change");
    repository
        .write(
            ".gitattributes",
            "* diff=trap filter=trap merge=trap text eol=crlf working-tree-encoding=latin1 ident\n",
        )
        .write(
            ".gitmodules",
            format!("[submodule \"x\"]\n\tpath = x\n\turl = ext::sh -c {}\n\tupdate = !{0}\n", trap("module")),
        )
        .write("compose.yaml", image.replace("1.2.3", "latest"))
        .remove("gone.yaml")
        .commit("head");
    let keys = [
        "diff.trap.command", "diff.trap.textconv", "diff.external", "filter.trap.clean", "filter.trap.smudge",
        "filter.trap.process", "merge.trap.driver", "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor",
        "core.askPass", "credential.helper", "gpg.program", "uploadpack.packObjectsHook", "core.alternateRefsCommand",
        "alias.status",
    ];
    for key in keys {
        repository.git(&["config", key, &trap(key)]);
    }
    repository.git(&["config", "filter.trap.required", "true"]);
    repository.git(&["config", "diff.trap.trustExitCode", "true"]);
    for hook in ["post-checkout", "post-index-change", "fsmonitor-watchman", "reference-transaction", "pre-commit"] {
        executable(&repository.path().join(".git/hooks").join(hook), &trap(hook));
    }
    repository.write("untracked.yaml", image.replace("1.2.3", "latest"));
    repository
}

fn executable(place: &Path, script: &str) {
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::write(place, format!("#!/bin/sh\n{script}\n")).unwrap();
    #[cfg(unix)]
    fs::set_permissions(place, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
}

#[test]
fn nothing_that_the_repository_names_is_run() {
    let marks = tempfile::tempdir().unwrap();
    let repository = trapped(marks.path());
    let diff = "--- a/compose.yaml\n+++ b/compose.yaml\n@@ -1 +1 @@\n-services: {a: {image: \"a:1.2.3\"}}\n+services: {a: {image: \"a:latest\"}}\n";
    for arguments in [
        &["--base", "main", "--head", "change"][..],
        &["--base", "main"],
        &[],
        &["--staged"],
        &["--all"],
        &["--diff", "-"],
    ] {
        let arguments = [&["check", "--format", "json"], arguments].concat();
        run(repository.path(), &arguments, diff.as_bytes()).report();
    }
    let made: Vec<_> = fs::read_dir(marks.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(made, [""; 0]);
}
