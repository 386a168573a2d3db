//! Files that nobody would write, but to do harm.

use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};

use super::{assert_placed, scripts};

/// One file of each kind.
const PATHS: &[&str] = &[
    "a.sh", "bin/a", "Makefile", "justfile", "Procfile", "Vagrantfile", "a.service", "crontab", "main.tf", "tox.ini",
    "pyproject.toml", "Dockerfile", "package.json", "composer.json", "Taskfile.yml", "user-data.yaml", "site.yml",
    "compose.yaml", "devcontainer.json", "web.json",
];

fn text() -> impl Strategy<Value = Vec<u8>> {
    let tokens = "([a-z=:;@#>%$'\"`,&*|<-]|[ \t\n\r]|\\[|\\]|\\{|\\}|\\(|\\)|\\\\|é|\\$\\(|\\$\\{|\\{\\{|\\}\\}|\n\t|\n  |:=|\
                  shell |define |endef|inline|command = |<<EOF\n|EOF\n|provisioner \"local-exec\" \\{|RUN |CMD |FROM a\n|\
                  \"scripts\": |tasks:\n|cmds: |- shell: |runcmd:\n|#cloud-config\n|services:\n|image: |apiVersion: v1\nkind: Pod\n|\
                  containers: |exec: |argv: |Exec=|commands =|\\[tool.poe.tasks\\]\n|\"\"\"|#!/bin/sh\n|sh|-c){0,60}";
    prop_oneof![proptest::collection::vec(any::<u8>(), 0..200), tokens.prop_map(String::into_bytes), Just(Vec::new())]
}

proptest! {
    #[test]
    fn no_bytes_are_too_odd(bytes in text()) {
        for path in PATHS {
            let (text, found) = scripts(path, &bytes);
            for script in &found {
                assert_placed(&text, script);
            }
        }
    }
}

#[test]
fn what_repeats_itself_ends_soon() {
    let many = |unit: &str| unit.repeat(100_000 / unit.len());
    let doubling: String = (0..60).map(|at| format!("V{at} = $(V{})$(V{})\n", at + 1, at + 1)).collect();
    let long = format!("A = {}\na:\n\t{}\n", "x".repeat(4000), "$(A)".repeat(20_000));
    let aliases =
        format!("#cloud-config\nx: &x {}\nruncmd:\n{}", "y".repeat(50_000), "- [*x]\n- [a, *x]\n".repeat(3000));
    let units = [
        "$(", "${", "$(shell ", "a:\n\t", "{{", "\"", "'", "\"\"\"", "<<E\n", "[", "{", "\"${", "a:\n\t-$(A)\n",
        "\\\n", "% ",
    ];
    for path in PATHS {
        for unit in units {
            for source in [many(unit), format!("a:\n\t{}", many(unit)), format!("a = {}", many(unit))] {
                scripts(path, source.as_bytes());
            }
        }
    }
    for (path, source) in
        [("Makefile", format!("{doubling}a:\n\t$(V0)\n")), ("Makefile", long), ("user-data.yaml", aliases)]
    {
        let found = scripts(path, source.as_bytes()).1;
        let length: usize = found.iter().map(|script| script.text.len()).sum();
        assert!(length <= 8 * source.len() + (1 << 17), "{path}: {length}");
    }
}
