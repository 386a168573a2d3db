//! Files that are made to break a reader.

use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};

use super::read_at;

const PATHS: &[&str] = &[
    ".github/workflows/a.yml", "action.yml", ".gitlab-ci.yml", ".circleci/config.yml", "azure-pipelines.yml",
    "bitbucket-pipelines.yml", ".buildkite/a.yml", ".drone.yml", ".woodpecker.yml", "cloudbuild.yaml", ".travis.yml",
    "appveyor.yml", "a.yaml", "Jenkinsfile",
];

/// Reads the text as a file of every system; all places lie in it.
fn check(source: &str) {
    for path in PATHS {
        let read = read_at(path, source);
        for script in &read.scripts {
            let whole = script.text.whole();
            assert!(whole.start <= whole.end && whole.end <= source.len(), "{path}");
        }
        for pipeline in &read.pipelines {
            assert!(pipeline.site.span.end <= source.len());
            for job in &pipeline.jobs {
                assert!(job.site.span.end <= source.len());
                assert!(job.steps.iter().all(|step| step.site.span.end <= source.len()));
            }
        }
    }
}

#[test]
fn aliases_make_no_millions() {
    let mut bomb = String::from("a: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("b{level}: &a{level} [{items}]\n"));
    }
    bomb.push_str("job: { script: *a11 }\nsteps: *a11\npipelines: { default: *a11 }\nstages: *a11\n");
    check(&bomb);
    let long = "x ".repeat(50_000);
    let mut many = format!("x: &x \"{long}\"\njobs:\n");
    for job in 0..2_100 {
        many.push_str(&format!(
            "  j{job}: {{ if: *x, needs: j{}, steps: [{{ run: *x, name: *x }}] }}\n",
            job.max(1) - 1
        ));
    }
    check(&many);
    let read = read_at(".github/workflows/a.yml", &many);
    assert_eq!(read.scripts.len(), 1);
    assert!(read.pipelines[0].jobs.iter().map(|job| job.waits_for.len()).sum::<usize>() <= 200_000);
}

#[test]
fn a_long_list_is_not_read_by_everybody_who_names_it() {
    let names = (0..5_000).map(|name| format!("n{}", name % 3)).collect::<Vec<_>>().join(", ");
    let mut source = format!("x: &x [{names}]\njobs:\n");
    for job in 0..2_100 {
        source.push_str(&format!("  j{job}: {{ needs: *x, rules: *x, steps: *x }}\n"));
    }
    source.push_str("stages:\n");
    for stage in 0..2_100 {
        source
            .push_str(&format!("- {{ stage: n{}, dependsOn: *x, depends_on: *x, jobs: [{{ job: a }}] }}\n", stage % 3));
    }
    source.push_str("steps:\n");
    for step in 0..2_100 {
        source.push_str(&format!("- {{ name: n{}, depends_on: *x, waitFor: *x, label: a, command: b }}\n", step % 3));
    }
    check(&source);
}

#[test]
fn what_extends_itself_ends() {
    check(
        "a: { extends: b }\nb: { extends: [a, b, a, b] }\nc: { script: [!reference [c, script], !reference [a, script]] }\n",
    );
}

fn lines() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        Just("jobs:\n"),
        Just("steps:\n"),
        Just("- run: a\n"),
        Just("  a:\n"),
        Just("    steps:\n"),
        Just("    - run: |\n"),
        Just("        x 'y\n"),
        Just("script:\n"),
        Just("  - b\n"),
        Just("stages: [a]\n"),
        Just("b: { stage: a, script: [c] }\n"),
        Just("kind: pipeline\n"),
        Just("---\n"),
        Just("stage('a') {\n"),
        Just("sh '''\n"),
        Just("}\n"),
        Just("needs: [a]\n"),
        Just("when: never\n"),
        Just("args: ['$a', \"'\"]\n"),
        Just("rules:\n- when: never\n"),
        Just("uses: a@b # c\n"),
        Just("  é: \"\\u00e9\"\n"),
        Just("parallel a: {\n"),
        Just("extends: .x\n"),
        Just("{{ x }}\n"),
    ];
    proptest::collection::vec(words, 0..24).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_lines_are_read(source in lines()) {
        check(&source);
    }
}

/// Each of the branches stands behind all the stages.
#[test]
fn branches_without_a_stage_add_nothing_to_what_is_waited_for() {
    let stages: String = (0..1_500).map(|stage| format!("s{stage}: {{ stage('S{stage}') {{}} }}, ")).collect();
    let branches: String = (0..30_000).map(|branch| format!("b{branch}: {{ x() }}, ")).collect();
    let source =
        format!("node {{\nparallel {stages}z: {{}}\nparallel {branches}z: {{}}\nstage('Z') {{ sh 'make' }}\n}}\n");
    let read = read_at("Jenkinsfile", &source);
    let last = read.pipelines[0].jobs.last().unwrap();
    assert_eq!((last.name.as_str(), last.waits_for.len()), ("Z", 1_500));
}
