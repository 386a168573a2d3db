//! Who may let a blocked change pass.

use insta::assert_snapshot;

use super::{load, report, root};
use crate::policy::BreakGlass;

#[test]
fn people_are_named_and_a_label_if_one_counts() {
    let glass = |policy: &str| root(policy).root().keys.break_glass.clone();
    assert_eq!(glass("version: 1\n"), None);
    assert_eq!(glass("version: 1\nbreak_glass: { by: [], label: now }\n"), None);
    let by = |label: Option<&str>| BreakGlass { label: label.map(str::to_owned), by: vec!["octocat".to_owned()] };
    assert_eq!(glass("version: 1\nbreak_glass: { by: [octocat] }\n"), Some(by(None)));
    assert_eq!(glass("version: 1\nbreak_glass: { by: [octocat], label: now }\n"), Some(by(Some("now"))));
}

#[test]
fn what_is_no_login_is_told() {
    assert_snapshot!(report("version: 1\nbreak_glass: { by: [\"@octocat\"] }\n"), @r#"
    error: `@octocat` is not a GitHub login
     --> .portcullis.yaml:2:21
      |
    2 | break_glass: { by: ["@octocat"] }
      |                     ^^^^^^^^^^
    help: use logins without `@`, such as `octocat`
    "#);
    let team = report("version: 1\nbreak_glass: { by: [example-org/sre] }\n");
    assert!(team.starts_with("error: `example-org/sre` is not a GitHub login"), "{team}");
    let unlabelled = report("version: 1\nbreak_glass: { by: [octocat], label: \"\" }\n");
    assert!(unlabelled.starts_with("error: `label` is empty"), "{unlabelled}");
}

#[test]
fn it_counts_at_the_root_only() {
    let files =
        [(".portcullis.yaml", "version: 1\n"), ("a/.portcullis.yaml", "version: 1\nbreak_glass: { by: [octocat] }\n")];
    let report = load(&files, "a/x.yaml").err().map(|error| error.report()).unwrap_or_default();
    assert!(report.contains("only allowed in the root policy"), "{report}");
}
