//! Jenkinsfiles.

use super::{graph, read_at, scripts, steps};
use crate::document::shell::Dialect;

const FILE: &str = "Jenkinsfile";

#[test]
fn scripts_in_all_their_forms() {
    let source = r#"
pipeline {
  agent any
  stages {
    stage('Build') {
      steps {
        sh 'make build' // sh 'not this'
        sh "docker build -t ${IMAGE}:$TAG ."
        sh """
          docker push \
            web
        """
        sh(script: 'git rev-parse HEAD', returnStdout: true).trim()
        sh label: 'x', script: "echo \"a\""
        bat 'dir'
        pwsh "Get-Item x"
        sshCommand remote: host, command: 'systemctl restart web'
        sh "helm upgrade " + name + ' web'
        sh '''#!/usr/bin/env python3
print(1)'''
        /* sh 'nor this' */
      }
    }
  }
  post { always { sh 'cleanup' } }
}
"#;
    let expected = [
        "stage Build: make build", "stage Build: docker build -t ${IMAGE}:$TAG .",
        "stage Build: \n          docker push             web", "stage Build: git rev-parse HEAD",
        "stage Build: echo \"a\"", "stage Build: dir", "stage Build: Get-Item x", "stage Build: systemctl restart web",
        "stage Build: helm upgrade ${name} web", "pipeline: cleanup",
    ];
    assert_eq!(scripts(FILE, source), expected);
    let dialects: Vec<_> = read_at(FILE, source).scripts.iter().map(|script| script.dialect).collect();
    assert_eq!(dialects[5..7], [Dialect::Cmd, Dialect::PowerShell]);
}

#[test]
fn a_stage_waits_for_all_before_it() {
    let source = "
pipeline { stages {
  stage('Build') { steps { sh 'make' } }
  stage('Checks') { parallel {
    stage('Unit') { steps { sh 'make test' } }
    stage('Scan') { steps { sh 'trivy image web' } }
  } }
  stage('Deploy to staging') { stages { stage('Apply') { steps { sh 'a' } } stage('Verify') { steps { sh 'b' } } } }
  stage('Deploy to Prod') { steps { sh 'helm upgrade web' } }
} }
";
    let expected = [
        "Build Other",
        "Checks Test < Build",
        "Unit Test < Build",
        "Scan Scan < Build",
        "Deploy to staging Staging < Build Checks Unit Scan",
        "Apply Other < Build Checks Unit Scan",
        "Verify Test < Build Checks Unit Scan Apply",
        "Deploy to Prod Production < Build Checks Unit Scan Deploy to staging Apply Verify",
    ];
    assert_eq!(graph(FILE, source), expected);
}

#[test]
fn scripted_pipelines_have_stages_too() {
    let source = "
node('linux') {
  stage('Build') { sh 'make' }
  stage('Test') {
    parallel a: { stage('A') { sh '1' } }, 'b c': { sh '2' }, failFast: true
  }
  input 'sure?'
  stage('Deploy production') { if (env.BRANCH == 'main') { sh 'helm upgrade web' } }
  try { stage('Scan') { sh 'trivy image x' } } catch (e) { echo 'no matter' }
}
";
    let expected = [
        "Build Other",
        "Test Test < Build",
        "A Other < Build",
        "Deploy production Production < Build Test A; manual: input",
        "Scan Scan < Build Test A Deploy production; may fail: try; manual: input",
    ];
    assert_eq!(graph(FILE, source), expected);
    assert!(steps(FILE, source).contains(&"helm upgrade web Other; if env.BRANCH == 'main'".to_owned()));
}

#[test]
fn what_never_runs_and_what_may_fail() {
    for (inside, expected) in [
        ("when { expression { return false } }", "S Other; never: return false"),
        ("when { expression { false } }", "S Other; never: false"),
        ("when { allOf { branch 'x'; expression { false } } }", "S Other; never: false"),
        ("when { anyOf { branch 'x'; expression { false } } }", "S Other"),
        ("when { expression { echo 'no'\n return false } }", "S Other; never: echo 'no'\n return false"),
        ("when { expression { if (x) { return true }\n return false } }", "S Other"),
        ("when { expression { return params.SKIP == true } }", "S Other"),
        ("input { message 'go?' }", "S Other; manual: input"),
        ("steps { catchError(buildResult: 'SUCCESS') { sh 'grype x' } }", "S Scan; may fail: catchError"),
        ("steps { sh 'grype x || true' }", "S Scan; may fail: || true"),
        ("steps { sh 'grype x || true'; sh 'make' }", "S Scan"),
        ("environment { DEPLOY_ENV = 'production' }\nsteps { sh 'a' }", "S Production; in production"),
    ] {
        let source = format!("pipeline {{ stages {{ stage('S') {{ {inside} }} }} }}");
        assert_eq!(graph(FILE, &source), [expected], "{inside}");
    }
}

#[test]
fn a_condition_is_kept_as_it_is_written() {
    let source = "stage('Deploy to Prod') {\nwhen {\nexpression { return params.SKIP_STAGING == true }\n}\nsteps { sh \"x\" }\n}";
    let read = read_at(FILE, source);
    let job = read.pipelines[0].job("Deploy to Prod").unwrap();
    let condition = job.condition.as_ref().unwrap();
    assert_eq!(condition.text, "expression { return params.SKIP_STAGING == true }");
    assert_eq!(condition.site.bytes(), condition.text.as_bytes());
    assert_eq!(job.site.bytes(), b"Deploy to Prod");
}

#[test]
fn a_stage_without_a_closure_holds_what_follows() {
    let source = "node {\n stage 'Scan'\n sh 'trivy image web'\n stage 'Deploy production'\n sh 'a'\n}";
    assert_eq!(scripts(FILE, source), ["stage Scan: trivy image web", "stage Deploy production: a"]);
    assert_eq!(graph(FILE, source), ["Scan Scan", "Deploy production Production < Scan"]);
}

#[test]
fn images_that_are_pushed() {
    let source =
        "node { stage('Publish') { docker.withRegistry('u') { def app = docker.build('web'); app.push('latest') } } }";
    assert_eq!(steps(FILE, source), ["push Other; pushes: push"]);
}

#[test]
fn which_files_are_read() {
    let source = "pipeline { stages { stage('a') { steps { sh 'b' } } } }";
    for (path, is_read) in [
        ("Jenkinsfile", true),
        ("ci/Jenkinsfile.prod", true),
        ("release.jenkinsfile", true),
        ("vars/deploy.groovy", true),
        ("src/Main.groovy", true),
        ("Jenkinsfile.md", false),
        ("build.gradle", false),
    ] {
        assert_eq!(read_at(path, source).scripts.len(), usize::from(is_read), "{path}");
    }
    assert!(read_at("src/Main.groovy", "class A { def b() { sh 'c' } }").scripts.is_empty());
}

#[test]
fn a_step_with_a_megabyte_of_arguments_is_read_once() {
    let arguments = "script: 'a', ".repeat((1 << 20) / 13);
    let read = super::read_at("Jenkinsfile", format!("stage('x') {{ sh({arguments}label: 'b') }}"));
    assert!(read.pipelines[0].jobs[0].steps.iter().all(|step| step.name == "b"));
}
