//! Pipelines of several systems, before and after a change.

use portcullis::source::memory;

use super::{files, judge, told};

/// What the gate says of an edit of one file.
fn edited(path: &str, before: &str, after: &str) -> Vec<(String, String)> {
    told(&judge(&memory::change_set(files(&[(path, before)]), files(&[(path, after)]))))
}

#[test]
fn production_waits_for_staging_in_every_system() {
    let github = "on: push\njobs:\n  staging:\n    environment: staging\n    steps: [{ run: ./deploy }]\n  production:\n    \
                  needs: [staging]\n    environment: production\n    steps: [{ run: ./deploy }]\n";
    let gitlab = "stages: [staging, production]\nstaging:\n  stage: staging\n  environment: staging\n  script: ./deploy\nproduction:\n  \
                  stage: production\n  environment: production\n  script: ./deploy\n";
    let jenkins = "pipeline {\n  agent any\n  stages {\n    stage('Deploy to staging') { steps { sh './deploy staging' } }\n    \
                   stage('Deploy to production') { steps { sh './deploy production' } }\n  }\n}\n";
    let swapped = "pipeline {\n  agent any\n  stages {\n    stage('Deploy to production') { steps { sh './deploy production' } }\n    \
                   stage('Deploy to staging') { steps { sh './deploy staging' } }\n  }\n}\n";
    for (path, before, after) in [
        (".github/workflows/deploy.yml", github, github.replace("    needs: [staging]\n", "")),
        (".gitlab-ci.yml", gitlab, gitlab.replace("  stage: production\n", "  stage: production\n  needs: []\n")),
        ("Jenkinsfile", jenkins, swapped.to_owned()),
    ] {
        let found = edited(path, before, &after);
        assert!(found.iter().any(|(rule, _)| rule == "pipeline/production-without-staging"), "{path}: {found:?}");
        assert_eq!(edited(path, before, &format!("{before}# done\n").replace("}\n# done", "}\n// done")), [], "{path}");
    }
}

#[test]
fn the_pipeline_of_the_story_is_found_on_its_bytes() {
    let before = "pipeline {\n  agent any\n  stages {\n    stage('Deploy to Prod') {\n      steps {\n        sh \"helm upgrade --install \
                  payment-api ./charts/payment-api --set image.tag=${GIT_COMMIT}\"\n      }\n    }\n  }\n}\n";
    let after = before
        .replace("      steps {", "      when { expression { return params.SKIP_STAGING == true } }\n      steps {")
        .replace("${GIT_COMMIT}", "latest");
    let found = edited("Jenkinsfile", before, &after);
    for expected in [("pipeline/skips-stage", "SKIP_STAGING"), ("pipeline/sets-mutable-tag", "image.tag=latest")] {
        assert!(found.contains(&(expected.0.to_owned(), expected.1.to_owned())), "{found:?}");
    }
}

#[test]
fn what_a_pipeline_runs_is_no_manual_instruction() {
    let path = ".github/workflows/deploy.yml";
    let text = "on: push\njobs:\n  deploy:\n    steps:\n    - run: |\n        kubectl apply -f x.yaml\n        helm upgrade web ./web\n";
    assert_eq!(edited(path, "on: push\n", text), []);
}
