//! The action as a runner runs it: the steps of `action.yml` in order, from the event's file to the outputs and the exit code.

mod runner;
mod server;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use runner::{Action, Runner};
use server::{Answer, Server};

use crate::architecture::root;

/// What a release holds.
fn binary() -> Vec<u8> {
    fs::read(env!("CARGO_BIN_EXE_portcullis")).unwrap()
}

/// A pull request of a fork that brings `dockerfile`, and a server that has the release of this version.
fn with_release(dockerfile: &str) -> (Runner, Server) {
    let mut runner = Runner::new(dockerfile);
    let server = Server::new();
    server.offer(&runner.asset(), Answer::Whole(binary()));
    runner.list(&binary());
    runner.mirror(&server);
    (runner, server)
}

const GOOD: &str = "FROM scratch\nUSER 65532\n";
const BAD: &str = "FROM scratch\nUSER 65532\nENV DATABASE_PASSWORD=q8Zr2vKw9LxT\n";

#[test]
fn a_fork_is_judged_without_the_right_to_write() {
    let mut runner = Runner::new(BAD);
    let server = Server::new();
    let release = format!("example-org/portcullis/releases/download/{}", runner.asset());
    server.offer(&release, Answer::Whole(binary()));
    runner.list(&binary());
    runner.on_server(&server);
    runner.inputs(&[("token", "it-stays-where-it-is")]);
    let ran = runner.run();
    assert_eq!(ran.code, 1, "{}", ran.log);
    assert_eq!(ran.steps, ["install", "gate"]);
    assert_eq!((ran.output("verdict"), ran.output("findings")), ("fail", "1"), "{}", ran.log);
    let sarif: serde_json::Value = serde_json::from_slice(&fs::read(ran.output("sarif-file")).unwrap()).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "dockerfile/secret-baked-in");
    let json: serde_json::Value = serde_json::from_slice(&fs::read(ran.output("json-file")).unwrap()).unwrap();
    assert_eq!((&json["schema"], &json["verdict"]), (&"portcullis/1".into(), &"fail".into()));
    assert!(ran.log.contains("::error file=Dockerfile,line=3"), "{}", ran.log);
    assert!(ran.log.contains("comes from a fork"), "{}", ran.log);
    assert!(ran.summary.contains("dockerfile/secret-baked-in"), "{}", ran.summary);
    for text in [&ran.log, &ran.summary] {
        assert!(!text.contains("it-stays-where-it-is") && !text.contains("q8Zr2vKw9LxT"), "{text}");
    }
    assert_eq!(server.asked(), [format!("/{release}")]);
}

#[test]
fn the_tool_cache_is_trusted_as_far_as_the_table_goes() {
    let (mut runner, server) = with_release(GOOD);
    let first = runner.run();
    assert_eq!((first.code, first.output("verdict"), first.output("findings")), (0, "pass", "0"), "{}", first.log);
    let again = runner.run();
    assert_eq!((again.code, again.output("verdict")), (0, "pass"), "{}", again.log);
    assert_eq!(server.asked().len(), 1, "{}", again.log);

    let [cached] = &runner.cached()[..] else { panic!("{:?}", runner.cached()) };
    fs::write(cached, runner.trap()).unwrap();
    let mended = runner.run();
    assert_eq!((mended.code, mended.output("verdict")), (0, "pass"), "{}", mended.log);
    assert_eq!(server.asked().len(), 2, "{}", mended.log);
    assert!(fs::read(cached).unwrap() == binary(), "the cache was not mended");

    server.offer(&runner.asset(), Answer::Missing);
    fs::write(cached, runner.trap()).unwrap();
    let lost = runner.run();
    assert_eq!((lost.code, lost.steps), (2, vec!["install".to_owned()]), "{}", lost.log);
    assert!(!runner.is_trapped());
}

#[test]
fn what_is_not_of_the_table_is_not_run() {
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let (mut runner, server) = with_release(GOOD);
    let trap = runner.trap().into_bytes();
    let cases = [
        (Answer::Whole(trap.clone()), "it is not run"),
        // The connection ends early and nobody tells how much there should have been.
        (Answer::Unmeasured(half(&binary())), "it is not run"),
        (Answer::Short(trap), "cannot be built here"),
        (Answer::Missing, "cannot be built here"),
    ];
    for (answer, said) in cases {
        let shown = answer.to_string();
        server.offer(&runner.asset(), answer);
        let ran = runner.run();
        assert_eq!((ran.code, &ran.steps[..]), (2, &["install".to_owned()][..]), "{shown}: {}", ran.log);
        assert!(ran.log.contains(said), "{shown}: {}", ran.log);
        assert_eq!((ran.output("verdict"), ran.output("sarif-file")), ("", ""), "{shown}");
        assert!(!runner.is_trapped() && runner.cached().is_empty(), "{shown}");
    }
}

#[test]
fn a_table_that_says_two_things_is_believed_in_none() {
    let (mut runner, server) = with_release(GOOD);
    runner.list(b"another");
    let ran = runner.run();
    assert_eq!(ran.code, 2, "{}", ran.log);
    assert!(ran.log.contains("no single SHA-256") && server.asked().is_empty(), "{}", ran.log);
}

#[test]
fn where_there_is_no_release_it_is_built_from_the_source_beside() {
    let mut runner = Runner::new(GOOD);
    let told = runner.with_cargo(Path::new(env!("CARGO_BIN_EXE_portcullis")));
    let ran = runner.run();
    assert_eq!((ran.code, ran.output("verdict")), (0, "pass"), "{}", ran.log);
    let told = fs::read_to_string(told).unwrap();
    assert!(told.contains("build --locked --release --bin portcullis "), "{told}");
    // Elsewhere cargo would read the configuration that the change brings.
    assert!(told.contains(&format!("in {}\n", runner.action().display())), "{told}");
}

#[test]
fn without_a_release_and_without_cargo_it_says_what_to_do() {
    let mut runner = Runner::new(GOOD);
    let ran = runner.run();
    assert_eq!(ran.code, 2);
    assert!(ran.log.contains("\n::error title=Portcullis::Portcullis cannot be built here"), "{}", ran.log);
    runner.platform("Linux", "S390X");
    let ran = runner.run();
    assert!(ran.code == 2 && ran.log.contains("on Linux-S390X"), "{}", ran.log);
}

#[test]
fn inputs_reach_the_gate() {
    let (mut runner, _server) = with_release(BAD);
    for (inputs, code, verdict) in [
        (&[("fail-on", "never")][..], 0, "pass"),
        (&[("report-only", "true")], 0, "pass"),
        (&[("profile", "strict"), ("fail-on", "critical"), ("category", "second")], 1, "fail"),
        (&[("profile", "loose")], 2, ""),
        (&[("comment", "perhaps")], 2, ""),
        (&[("config", "none.yaml")], 2, ""),
    ] {
        runner.inputs(inputs);
        let ran = runner.run();
        assert_eq!((ran.code, ran.output("verdict")), (code, verdict), "{inputs:?}: {}", ran.log);
        let category = inputs.iter().find(|(name, _)| *name == "category").map_or("portcullis", |(_, value)| value);
        assert!(verdict.is_empty() || ran.output("sarif-file").ends_with(&format!("/{category}.sarif")), "{inputs:?}");
    }
}

#[test]
fn a_second_stage_reports_and_judges_nothing() {
    let (mut runner, _server) = with_release(BAD);
    runner.inputs(&[("report", "--help")]);
    let ran = runner.run();
    assert_eq!((ran.code, ran.output("verdict"), ran.output("json-file")), (2, "", ""), "{}", ran.log);
    assert!(ran.log.contains("`--help`"), "{}", ran.log);
    runner.inputs(&[("report", "event.json")]);
    let ran = runner.run();
    assert!(ran.code == 2 && ran.log.contains("event.json"), "{}", ran.log);
}

#[test]
fn inputs_are_never_code() {
    let (mut runner, _server) = with_release(GOOD);
    let trap = runner.trap_call();
    for input in Action::read(&root().join("action.yml")).inputs.keys().filter(|input| *input != "token") {
        let text = format!("$({trap}) `{trap}` ; {trap} ; '; {trap}; '\"; {trap}; \"");
        runner.inputs(&[(input.as_str(), text.as_str())]);
        let ran = runner.run();
        assert_eq!(ran.code, 2, "{input}: {}", ran.log);
        assert!(!runner.is_trapped(), "{input}: {text}");
    }
}

#[test]
fn every_input_reaches_a_step_and_none_a_script() {
    let action = Action::read(&root().join("action.yml"));
    let values: String = action.runs.steps.iter().flat_map(|step| step.env.values()).map(String::as_str).collect();
    for input in action.inputs.keys() {
        assert!(values.contains(&format!("${{{{ inputs.{input} }}}}")), "{input}");
    }
    for step in &action.runs.steps {
        assert!(!step.run.contains("${{"), "{}", step.run);
    }
}

#[test]
fn the_table_is_in_order() {
    let table = fs::read_to_string(root().join("action/checksums.txt")).unwrap();
    let mut files = BTreeSet::new();
    for row in table.split_terminator('\n').filter(|row| !row.starts_with('#')) {
        let (sum, file) = row.split_once("  ").unwrap();
        assert!(sum.len() == 64 && sum.bytes().all(|byte| b"0123456789abcdef".contains(&byte)), "{row}");
        assert!(file.starts_with("portcullis-") && files.insert(PathBuf::from(file)), "{row}");
    }
}
