//! The largest and worst inputs, one change each: how long the release binary takes, how much memory, how large its report is.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{binary, megabytes, millis, repository_of};

/// No hostile input may take longer, or more memory.
const SLOWEST: Duration = Duration::from_secs(2);
const MOST_MEMORY: u64 = 512 << 20;

const OBJECT: &str = "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n";

type File = (String, Vec<u8>);

/// Judges each input in each format, shows the worst of the five, and says so where it misses a bound.
pub(super) fn table() {
    println!("\n{:<46} {:>9} {:>9} {:>9}", "hostile input (the slowest of five formats)", "ms", "MB", "report MB");
    let mut missed = Vec::new();
    for (name, base, head) in inputs() {
        let repository = repository_of(base, head);
        let runs = ["terminal", "json", "sarif", "markdown", "github"].map(|format| run(repository.path(), format));
        let time = runs.iter().map(|run| run.time).max().unwrap_or_default();
        let memory = runs.iter().filter_map(|run| run.memory).max();
        let report = runs.iter().map(|run| run.report).max().unwrap_or_default();
        let shown = memory.map_or_else(|| "-".to_owned(), |bytes| format!("{:.0}", megabytes(bytes)));
        println!("{name:<46} {:>9.0} {shown:>9} {:>9.1}", millis(time), megabytes(report));
        if time > SLOWEST || memory.is_some_and(|bytes| bytes > MOST_MEMORY) {
            missed.push(name);
        }
    }
    match missed.as_slice() {
        [] => println!("all within {} s and {:.0} MB", SLOWEST.as_secs(), megabytes(MOST_MEMORY)),
        missed => println!("NOT within {} s and {:.0} MB: {missed:?}", SLOWEST.as_secs(), megabytes(MOST_MEMORY)),
    }
}

struct Run {
    time: Duration,
    memory: Option<u64>,
    report: u64,
}

/// One run, through GNU time where it is there: only it tells the peak of a child.
fn run(directory: &Path, format: &str) -> Run {
    let place = directory.join("portcullis-report");
    let output = fs::File::create(&place).expect("a file");
    let binary = binary();
    let arguments = ["check", "--base", "main", "--head", "change", "--format", format];
    let mut command = if Path::new(super::GNU_TIME).exists() {
        let mut command = std::process::Command::new(super::GNU_TIME);
        command.args(["-q", "-f", "%M"]).arg(binary);
        command
    } else {
        std::process::Command::new(binary)
    };
    let start = Instant::now();
    let child = command.current_dir(directory).args(arguments).stdout(output).stderr(std::process::Stdio::piped());
    let ended = child.spawn().expect("it starts").wait_with_output().expect("it ends");
    let time = start.elapsed();
    let errors = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert!(matches!(ended.status.code(), Some(0 | 1 | 3)), "{directory:?} {format}: {:?} {errors}", ended.status);
    let memory = errors.split_whitespace().last().and_then(|kib| kib.parse::<u64>().ok()).map(|kib| kib * 1024);
    Run { time, memory, report: fs::metadata(place).map_or(0, |metadata| metadata.len()) }
}

/// Name, base and head of each.
fn inputs() -> Vec<(&'static str, Vec<File>, Vec<File>)> {
    let mut all: Vec<_> =
        files().into_iter().map(|(name, path, content)| (name, none(), vec![file(path, content)])).collect();
    all.extend(changes());
    all
}

fn none() -> Vec<File> {
    vec![file("README", "a")]
}

fn file(path: &str, content: impl AsRef<[u8]>) -> File {
    (path.to_owned(), content.as_ref().to_vec())
}

fn object(rest: &str) -> Vec<u8> {
    format!("{OBJECT}{rest}").into_bytes()
}

/// `count` lines made of their numbers.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn files() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let levels = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let next = |pair: &[&str]| format!("{0}: &{0} [{1}]\n", pair[1], format!("*{},", pair[0]).repeat(9));
    let bomb: String = levels.windows(2).map(next).collect();
    let merges = lines(3000, |link| format!("m{0}: &m{0} {{<<: *m{1}, k{0}: v}}\n", link + 1, link));
    let secret = "{name: PASSWORD, value: hunter2hunter2},";
    vec![
        ("alias bomb, 9^8", "a.yaml", object(&format!("x: &a [lol]\n{bomb}"))),
        ("`[` 100,000 times", "a.yaml", object(&"[".repeat(100_000))),
        ("`{\"\":[` 20,000 times", "a.yaml", object(&"{\"\":[".repeat(20_000))),
        ("`- ` 20,000 times", "a.yaml", object(&"- ".repeat(20_000))),
        ("`? ` 20,000 times", "a.yaml", object(&"? ".repeat(20_000))),
        ("2,000 nested mappings", "a.yaml", lines(2000, |depth| format!("{}k:\n", " ".repeat(depth))).into_bytes()),
        ("3,000 links of merge keys", "a.yaml", format!("m0: &m0 {{a: b}}\n{merges}").into_bytes()),
        ("one key 500,000 times", "a.yaml", object(&format!("  - {{{}}}\n", "image: a, ".repeat(500_000)))),
        ("50 MB in one line", "a.yaml", [b"a: ".as_slice(), &vec![b'x'; 50_000_000]].concat()),
        ("50 MB of NULs", "a.yaml", vec![0; 50_000_000]),
        ("16 MiB of NULs", "a.yaml", vec![0; 16 << 20]),
        ("16 MiB of document marks", "a.yaml", b"---\n".repeat(4 << 20)),
        ("16 MiB of broken documents", "a.yaml", b"--- [\n".repeat((16 << 20) / 6)),
        ("16 MiB of comments", "a.yaml", b"#\n".repeat(8 << 20)),
        ("16 MiB of template openings", "a.yaml", b"{{".repeat(8 << 20)),
        ("16 MiB of template strings", "a.yaml", b"{{ \"".repeat(4 << 20)),
        ("16 MiB of template comments", "a.yaml", b"{{/*".repeat(4 << 20)),
        ("300,000 templated images", "templates/a.yaml", object(&"  - image: \"{{ .a }}:{{ .b }}\"\n".repeat(300_000))),
        ("1,000,000 findings", "a.yaml", object(&"  - {image: a}\n".repeat(1_000_000))),
        (
            "1,000,000 findings in one line",
            "a.yaml",
            format!("{}  [{}]\n", OBJECT, "{image: a},".repeat(1_000_000)).into_bytes(),
        ),
        ("an image reference of 1 MB", "a.yaml", object(&format!("  - image: {}:latest\n", "x".repeat(1 << 20)))),
        (
            "an alias of 1 MB, 200,000 times",
            "a.yaml",
            format!("x: &a \"{}\"\n{OBJECT}{}", "x".repeat(1 << 20), "  - image: *a\n".repeat(200_000)).into_bytes(),
        ),
        (
            "an object named with 8 MB",
            "a.yaml",
            format!("{}{}", OBJECT.replace("web", &"n".repeat(8 << 20)), "  - image: a\n".repeat(200_000)).into_bytes(),
        ),
        (
            "100,000 secrets in one line",
            "a.yaml",
            object(&format!("  - {{image: \"a:latest\", env: [{}]}}\n", secret.repeat(100_000))),
        ),
        ("300,000 suppressions", "a.yaml", "# portcullis: allow image/latest-tag: x\n".repeat(300_000).into_bytes()),
        (
            "100,000 suppressions that count",
            "a.yaml",
            object(&"  - image: a:latest # portcullis: allow image/latest-tag: x\n".repeat(100_000)),
        ),
        (
            "Compose, 10,000 services",
            "compose.yaml",
            format!("services:\n{}", lines(10_000, |n| format!("  s{n}: {{image: a}}\n"))).into_bytes(),
        ),
        (
            "Compose, 300,000 services",
            "compose.yaml",
            format!("services:\n{}", lines(300_000, |n| format!("  s{n}: {{image: a}}\n"))).into_bytes(),
        ),
        (
            "Kustomization, 100,000 images",
            "kustomization.yaml",
            format!("images:\n{}", lines(100_000, |n| format!("- {{name: a{n}, newTag: latest}}\n"))).into_bytes(),
        ),
        (
            "Helm values, 100,000 images",
            "values.yaml",
            lines(100_000, |n| format!("k{n}: {{image: {{repository: a, tag: latest}}}}\n")).into_bytes(),
        ),
        (
            "workflow, 100,000 jobs of one 100,000 steps",
            ".github/workflows/a.yaml",
            format!(
                "x: &s\n{}jobs:\n{}",
                "- uses: docker://a:latest\n".repeat(100_000),
                lines(100_000, |n| format!("  j{n}: {{steps: *s}}\n"))
            )
            .into_bytes(),
        ),
        (
            "clean-up policy, 50,000 rules",
            "a.json",
            format!(
                "{{\"rules\":[{}{{}}]}}",
                "{\"selection\":{\"countType\":\"imageCountMoreThan\",\"countNumber\":1}},".repeat(50_000)
            )
            .into_bytes(),
        ),
        (
            "Dockerfile, 16 MiB less one byte",
            "Dockerfile",
            b"FROM a\nRUN x\n".repeat((16 << 20) / 13 + 1)[..(16 << 20) - 1].to_vec(),
        ),
        (
            "Dockerfile, words of one letter",
            "Dockerfile",
            format!("FROM a\nENV {}\n", "A=b ".repeat(2_000_000)).into_bytes(),
        ),
        ("Dockerfile, pipes", "Dockerfile", format!("FROM a\nRUN {}\n", "a|".repeat(2_000_000)).into_bytes()),
        (
            "Dockerfile, 500,000 heredocs in one line",
            "Dockerfile",
            format!("FROM a\nRUN {}\n", "<<E ".repeat(500_000)).into_bytes(),
        ),
    ]
}

fn changes() -> Vec<(&'static str, Vec<File>, Vec<File>)> {
    let image = "services: {a: {image: \"a:latest\"}}\n";
    let deep = |depth: usize| file(&format!("{}a.yaml", "d/".repeat(depth)), image);
    let many =
        |content: &str| (0..100_000).map(|n| file(&format!("d{}/{n}.yaml", n / 1000), content)).collect::<Vec<_>>();
    let pods = |tag: &str, add: usize| {
        object(&lines(200_000, |n| format!("  - {{name: c{}, image: \"a{n}:{tag}\"}}\n", n + add)))
    };
    let noise =
        |seed: usize| lines(190_000, |n| format!("- {}\n", (n * 2_654_435_761 + seed) >> (8 + seed) & 1)).into_bytes();
    vec![
        ("100,000 tiny files", none(), many("a: b\n")),
        ("100,000 tiny files, a finding in each", none(), many(image)),
        ("directories 2,000 and 5,000 deep", none(), vec![deep(2_000), deep(5_000)]),
        ("200,000 images change", vec![file("a.yaml", pods("1.2.3", 0))], vec![file("a.yaml", pods("latest", 0))]),
        (
            "200,000 images change and move",
            vec![file("a.yaml", pods("1.2.3", 0))],
            vec![file("a.yaml", pods("latest", 7))],
        ),
        ("190,000 lines of two kinds, shuffled", vec![file("a.yaml", noise(1))], vec![file("a.yaml", noise(2))]),
        (
            "40 files of 12 MB, 20,000 images in each",
            none(),
            (0..40)
                .map(|n| {
                    file(
                        &format!("{n}.yaml"),
                        object(&format!("{}#{}", "  - image: a\n".repeat(20_000), "x".repeat(12 << 20))),
                    )
                })
                .collect(),
        ),
        (
            "3,000 files renamed and changed",
            (0..3000).map(|n| file(&format!("a/{n}.yaml"), format!("{image}# {n}\n{}", "#\n".repeat(1000)))).collect(),
            (0..3000)
                .map(|n| file(&format!("b/{n}.yaml"), format!("{image}# {n} b\n{}", "#\n".repeat(1000))))
                .collect(),
        ),
    ]
}
