//! GitHub workflows and actions.

use super::{graph, read_at, scripts, steps, uses};
use crate::document::shell::Dialect;

const WORKFLOW: &str = ".github/workflows/ci.yml";

fn one_job(job: &str) -> String {
    format!("on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n{job}")
}

#[test]
fn scripts_and_their_shells() {
    let source = "\
on: push
defaults: { run: { shell: bash } }
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
    - run: kubectl apply -f x
    - name: two lines
      run: |
        docker build -t \"web:${{ github.sha }}\" .
        docker push web
    - { id: win, shell: pwsh, run: 'kubectl get x' }
    - { shell: python, run: 'print(1)' }
    - run: >-
        helm upgrade
        web
  b:
    runs-on: windows-latest
    defaults: { run: { shell: cmd } }
    steps: [{ run: \"echo \\\"a\\\"\" }]
";
    let expected = [
        "jobs a steps 0: kubectl apply -f x",
        "jobs a steps two lines: docker build -t \"web:${{ github.sha }}\" .\ndocker push web",
        "jobs a steps win: kubectl get x",
        "jobs a steps 4: helm upgrade web",
        "jobs b steps 0: echo \"a\"",
    ];
    assert_eq!(scripts(WORKFLOW, source), expected);
    let dialects: Vec<_> = read_at(WORKFLOW, source).scripts.iter().map(|script| script.dialect).collect();
    assert_eq!(dialects, [Dialect::Posix, Dialect::Posix, Dialect::PowerShell, Dialect::Posix, Dialect::Cmd]);
}

#[test]
fn windows_runs_powershell() {
    let source = "on: push\njobs: { a: { runs-on: [windows-2022], steps: [{ run: a }] } }\n";
    assert_eq!(read_at(WORKFLOW, source).scripts[0].dialect, Dialect::PowerShell);
}

#[test]
fn an_action_has_steps_too() {
    let source = "runs:\n  using: composite\n  steps:\n  - uses: ./x\n  - run: make\n    shell: bash\n";
    assert_eq!(scripts("tools/action.yml", source), ["runs steps 1: make"]);
    assert_eq!(uses("tools/action.yml", source), ["runs steps 0: local ./x"]);
}

#[test]
fn what_is_used() {
    let source = one_job(
        "    steps:
    - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.1
    - { name: scan, uses: 'owner/repo/some/path@v1' }
    - uses: \"docker://alpine:3\" #  why not
    - uses: ./local
    - uses: owner/repo
      # not behind it
    - uses: https://code.example.org/owner/repo/sub@main
  b:
    uses: owner/repo/.github/workflows/x.yml@main
",
    );
    let expected = [
        "jobs a steps 0: actions/checkout [] Some(\"11bd71901bbe5b1630ceea73d27597364c9af683\") # v4.2.1",
        "jobs a steps scan: owner/repo [some/path] Some(\"v1\")",
        "jobs a steps 2: docker alpine:3 # why not",
        "jobs a steps 3: local ./local",
        "jobs a steps 4: owner/repo [] None",
        "jobs a steps 5: https://code.example.org/owner/repo [sub] Some(\"main\")",
        "jobs b: owner/repo [.github/workflows/x.yml] Some(\"main\")",
    ];
    assert_eq!(uses(WORKFLOW, &source), expected);
}

#[test]
fn jobs_wait_for_what_they_need() {
    let source = "\
on: push
jobs:
  test: { runs-on: x, steps: [{ run: make test }] }
  staging: { needs: test, runs-on: x, environment: staging }
  production: { needs: [staging], runs-on: x, environment: { name: production } }
  careless: { needs: [staging], if: always(), runs-on: x }
  careful: { needs: [test, staging], if: \"always() && needs.test.result == 'success'\", runs-on: x }
";
    let expected = [
        "test Test", "staging Staging < test; in staging", "production Production < test staging; in production",
        "careless Other", "careful Other < test",
    ];
    assert_eq!(graph(WORKFLOW, source), expected);
}

#[test]
fn what_never_runs_and_what_may_fail() {
    let source = "\
on: push
jobs:
  a: { if: false, runs-on: x }
  b: { if: '${{ false }}', continue-on-error: true, runs-on: x }
  c: { if: \"github.ref == 'x'\", continue-on-error: '${{ matrix.x }}', runs-on: x }
";
    assert_eq!(
        graph(WORKFLOW, source),
        ["a Other; never: false", "b Other; never: ${{ false }}; may fail: true", "c Other"]
    );
    let source = one_job(
        "    steps:
    - run: trivy image web || true
    - { name: Scan, if: false, run: make }
    - { continue-on-error: true, uses: anchore/scan-action@v3 }
    - { if: github.ref == 'x', run: make }
",
    );
    let expected = [
        "trivy image web || true Scan; may fail: || true", "Scan Scan; never: false; if false",
        "anchore/scan-action@v3 Scan; may fail: true", "make Other; if github.ref == 'x'",
    ];
    assert_eq!(steps(WORKFLOW, &source), expected);
}

#[test]
fn what_pushes() {
    let source = one_job(
        "    steps:
    - uses: docker/build-push-action@v6
      with: { push: true }
    - uses: docker/build-push-action@v6
      with: { push: false }
    - uses: docker/build-push-action@v6
    - uses: docker/build-push-action@v6
      with: { push: \"${{ github.event_name != 'pull_request' }}\" }
    - uses: docker/build-push-action@v6
      with: { outputs: 'type=image,push=true' }
    - run: docker build . && docker push web
",
    );
    let pushes: Vec<_> =
        steps(WORKFLOW, &source).iter().map(|step| step.split_once("pushes: ").map(|(_, at)| at.to_owned())).collect();
    let expected = [
        Some("true"),
        None,
        None,
        Some("${{ github.event_name != 'pull_request' }}"),
        Some("type=image,push=true"),
        Some("docker push"),
    ];
    assert_eq!(pushes, expected.map(|at| at.map(str::to_owned)));
}

#[test]
fn a_reusable_workflow_is_a_job_with_a_purpose() {
    let source = "\
on: push
jobs:
  staging: { uses: ./.github/workflows/deploy.yml, with: { environment: staging } }
  go: { needs: staging, uses: ./.github/workflows/deploy.yml, with: { environment: production } }
";
    assert_eq!(graph(WORKFLOW, source), ["staging Staging", "go Production < staging"]);
}

#[test]
fn aliases_tell_a_script_once() {
    let source = "on: push\njobs:\n  a: &a { runs-on: x, steps: [{ run: trivy image x }] }\n  b: *a\n";
    assert_eq!(scripts(WORKFLOW, source), ["jobs a steps 0: trivy image x"]);
    assert_eq!(graph(WORKFLOW, source), ["a Scan", "b Scan"]);
}
