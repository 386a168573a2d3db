//! The same change gives the same bytes: in each run, on any number of threads, in every format.

use std::fs;
use std::path::Path;

use crate::repository::Repository;
use crate::stories::portcullis;

const FORMATS: [&str; 5] = ["terminal", "json", "sarif", "markdown", "github"];

/// Judges ten times, on one, two, eight and any number of threads, and compares all five reports.
fn ten_runs_agree(repository: &Repository, arguments: &[&str]) {
    let reports = tempfile::tempdir().unwrap();
    let read = |place: &Path| FORMATS.map(|format| fs::read(place.join(format)).unwrap());
    let mut first = None;
    for (run, threads) in ["1", "2", "8", ""].iter().cycle().take(10).enumerate() {
        let place = reports.path().join(run.to_string());
        fs::create_dir(&place).unwrap();
        let outputs = FORMATS.map(|format| format!("--output={format}={}", place.join(format).display()));
        let mut all = vec!["check", "--exit-zero"];
        all.extend(arguments);
        all.extend(outputs.iter().map(String::as_str));
        all.extend((!threads.is_empty()).then_some(["--threads", *threads]).into_iter().flatten());
        let output = portcullis(repository, &all);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let these = (output.stdout, read(&place));
        let first = first.get_or_insert_with(|| these.clone());
        assert!(*first == these, "run {run} with `{threads}` threads gives other bytes");
    }
}

#[test]
fn the_tour() {
    let tour = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/tour");
    let [base, head] = ["base", "head"].map(|side| tour.join(side).display().to_string());
    ten_runs_agree(&Repository::new(), &["--between", &base, &head]);
}

#[test]
fn a_change_with_hundreds_of_findings() {
    let pods = |file: usize, tag: &str| -> String {
        let pod = |pod: usize| {
            format!(
                "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{pod}}}\nspec:\n  containers:\n  - {{name: a, image: \"a{file}:{tag}\"}}\n  - {{name: b, image: \"b:latest\"}}\n"
            )
        };
        (0..4).map(pod).collect()
    };
    let repository = Repository::new();
    for file in 0..60 {
        repository.write(format!("deploy/{file}/pods.yaml"), pods(file, "1.2.3"));
    }
    repository.commit("base");
    repository.branch("change");
    for file in 0..60 {
        // A third changes, a third moves, a third breaks.
        match file % 3 {
            0 => repository.write(format!("deploy/{file}/pods.yaml"), pods(file, "latest")),
            1 => repository
                .remove(format!("deploy/{file}/pods.yaml"))
                .write(format!("moved/{file}.yaml"), format!("# moved\n{}", pods(file, "1.2.4"))),
            _ => repository.write(format!("deploy/{file}/pods.yaml"), format!("{}---\nimage: [\n", pods(file, "1.2"))),
        };
    }
    repository.write("chart/values.yaml", "image: {repository: a, tag: \"{{ x }}\"}\n").commit("head");
    ten_runs_agree(&repository, &["--base", "main", "--head", "change", "-v"]);
    ten_runs_agree(&repository, &["--all"]);
}
