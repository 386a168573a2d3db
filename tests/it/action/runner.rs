//! A runner as far as the action can tell: its variables, its files, and the expressions of `action.yml`. It knows no more than the
//! action uses: a key that it does not know fails the test.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::server::Server;
use crate::architecture::root;
use crate::repository::Repository;

/// `action.yml`.
#[derive(Deserialize)]
pub(crate) struct Action {
    pub(crate) inputs: BTreeMap<String, Input>,
    outputs: BTreeMap<String, Output>,
    pub(crate) runs: Runs,
}

#[derive(Deserialize)]
pub(crate) struct Input {
    #[serde(default)]
    default: String,
}

#[derive(Deserialize)]
struct Output {
    value: String,
}

#[derive(Deserialize)]
pub(crate) struct Runs {
    using: String,
    pub(crate) steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    #[serde(rename = "name")]
    _name: String,
    id: String,
    shell: String,
    pub(crate) run: String,
    #[serde(default)]
    pub(crate) env: BTreeMap<String, String>,
}

impl Action {
    pub(crate) fn read(path: &Path) -> Self {
        let action: Self = serde_saphyr::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(action.runs.using, "composite");
        action
    }
}

/// A machine with a checkout of a fork's pull request.
pub(crate) struct Runner {
    place: TempDir,
    _origin: Repository,
    workspace: Repository,
    commit: String,
    inputs: BTreeMap<String, String>,
    variables: BTreeMap<String, String>,
}

/// What came of the steps.
pub(crate) struct Ran {
    /// Of the step that failed, or 0.
    pub(crate) code: i32,
    /// What was printed.
    pub(crate) log: String,
    /// The steps that were begun.
    pub(crate) steps: Vec<String>,
    pub(crate) summary: String,
    outputs: BTreeMap<String, String>,
}

impl Ran {
    /// An output of the action; empty if it was not set.
    pub(crate) fn output(&self, name: &str) -> &str {
        self.outputs.get(name).map_or("", String::as_str)
    }
}

/// What the scripts may call. There is no cargo among them.
const TOOLS: &str =
    "awk bash cat chmod cp curl cut git head mkdir mktemp mv rm sed sha256sum shasum sh sleep sort touch tr uname";

impl Runner {
    /// A pull request that adds `dockerfile`.
    pub(crate) fn new(dockerfile: &str) -> Self {
        let origin = Repository::new();
        origin.write("README.md", "# A shop\n").commit("base");
        let base = origin.git(&["rev-parse", "HEAD"]);
        origin.branch("change").write("Dockerfile", dockerfile).commit("change");
        let head = origin.git(&["rev-parse", "HEAD"]);
        origin.git(&["switch", "--quiet", "main"]);
        origin.branch("merged").git(&["merge", "--quiet", "--no-ff", "--message", "merge", "change"]);
        let workspace = Repository::clone_of(&origin, &["--depth=2", "--branch=merged"]);
        let commit = workspace.git(&["rev-parse", "HEAD"]);

        let place = tempfile::tempdir().unwrap();
        for directory in ["action/action", "home", "temporary", "tools", "cache"] {
            fs::create_dir_all(place.path().join(directory)).unwrap();
        }
        for file in ["action.yml", "action/install.sh", "action/gate.sh", "Cargo.toml"] {
            fs::copy(root().join(file), place.path().join("action").join(file)).unwrap();
        }
        fs::write(place.path().join("action/action/checksums.txt"), "# Released binaries\n").unwrap();
        let found = Command::new("bash").args(["-c", &format!("command -v {TOOLS}")]).output().unwrap().stdout;
        for tool in String::from_utf8(found).unwrap().split_terminator('\n').map(Path::new) {
            symlink(tool, place.path().join("tools").join(tool.file_name().unwrap())).unwrap();
        }
        let event = json!({ "action": "opened", "number": 7, "pull_request": {
            "number": 7, "title": "An image", "body": null, "state": "open", "user": { "login": "octocat" },
            "head": { "sha": head, "ref": "change", "repo": { "full_name": "octocat/shop", "fork": true } },
            "base": { "sha": base, "ref": "main", "repo": { "full_name": "example-org/shop" } } } });
        fs::write(place.path().join("event.json"), event.to_string()).unwrap();
        let (inputs, variables) = Default::default();
        let mut runner = Self { place, _origin: origin, workspace, commit, inputs, variables };
        let system = if cfg!(target_os = "macos") { "macOS" } else { "Linux" };
        runner.platform(system, if cfg!(target_arch = "aarch64") { "ARM64" } else { "X64" });
        runner
    }

    /// What the runner says that it is.
    pub(crate) fn platform(&mut self, system: &str, processor: &str) {
        self.variables.insert("RUNNER_OS".to_owned(), system.to_owned());
        self.variables.insert("RUNNER_ARCH".to_owned(), processor.to_owned());
    }

    /// What the workflow passes, and nothing else.
    pub(crate) fn inputs(&mut self, inputs: &[(&str, &str)]) {
        self.inputs = inputs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    }

    /// Where GitHub is.
    pub(crate) fn on_server(&mut self, server: &Server) {
        self.variables.insert("GITHUB_SERVER_URL".to_owned(), server.url());
    }

    /// Where files of releases come from instead of GitHub.
    pub(crate) fn mirror(&mut self, server: &Server) {
        self.variables.insert("PORTCULLIS_MIRROR".to_owned(), server.url());
    }

    /// The file of the release for this platform: its tag and its name.
    pub(crate) fn asset(&self) -> String {
        let version = env!("CARGO_PKG_VERSION");
        let processor = if self.variables["RUNNER_ARCH"] == "ARM64" { "aarch64" } else { "x86_64" };
        let system = if self.variables["RUNNER_OS"] == "macOS" { "apple-darwin" } else { "unknown-linux-musl" };
        format!("v{version}/portcullis-{version}-{processor}-{system}")
    }

    /// Adds a row to the table: that file of the release is to be `bytes`.
    pub(crate) fn list(&mut self, bytes: &[u8]) {
        let path = self.action().join("action/checksums.txt");
        let sum: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let asset = self.asset();
        let table = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{table}{sum}  {}\n", asset.rsplit('/').next().unwrap())).unwrap();
    }

    /// Where the action is.
    pub(crate) fn action(&self) -> PathBuf {
        self.place.path().canonicalize().unwrap().join("action")
    }

    /// The files in the tool cache.
    pub(crate) fn cached(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.place.path().join("cache/portcullis"));
        entries.into_iter().flatten().map(|entry| entry.unwrap().path()).collect()
    }

    /// A script that must not be run.
    pub(crate) fn trap(&self) -> String {
        format!("#!/bin/sh\n{}\n", self.trap_call())
    }

    /// A command that must not be run.
    pub(crate) fn trap_call(&self) -> String {
        format!("touch {}", self.place.path().join("trapped").display())
    }

    pub(crate) fn is_trapped(&self) -> bool {
        self.place.path().join("trapped").exists()
    }

    /// Puts a cargo on the machine, which notes its call in the file that is returned, and gives `built`.
    pub(crate) fn with_cargo(&self, built: &Path) -> PathBuf {
        let told = self.place.path().join("told");
        let script = format!(
            "#!/bin/sh\nprintf '%s\\nin %s\\n' \"$*\" \"$(pwd -P)\" > '{}'\nfor target; do :; done\n\
             mkdir -p \"$target/release\"\ncp '{}' \"$target/release/portcullis\"\n",
            told.display(),
            built.display()
        );
        let cargo = self.place.path().join("tools/cargo");
        fs::write(&cargo, script).unwrap();
        fs::set_permissions(cargo, fs::Permissions::from_mode(0o755)).unwrap();
        told
    }

    /// Runs the action.
    pub(crate) fn run(&mut self) -> Ran {
        let action = Action::read(&self.action().join("action.yml"));
        let mut contexts = BTreeMap::new();
        contexts.insert("github.token".to_owned(), String::new());
        contexts.insert("github.action_repository".to_owned(), "example-org/portcullis".to_owned());
        for (name, input) in &action.inputs {
            let value = self.inputs.get(name).cloned().unwrap_or_else(|| expand(&input.default, &contexts));
            contexts.insert(format!("inputs.{name}"), value);
        }
        for file in ["output", "summary"] {
            fs::write(self.place.path().join(file), "").unwrap();
        }
        let mut ran =
            Ran { code: 0, log: "\n".to_owned(), steps: Vec::new(), summary: String::new(), outputs: BTreeMap::new() };
        for step in &action.runs.steps {
            ran.steps.push(step.id.clone());
            ran.code = self.step(step, &mut contexts, &mut ran.log);
            if ran.code != 0 {
                break;
            }
        }
        ran.summary = fs::read_to_string(self.place.path().join("summary")).unwrap();
        ran.outputs =
            action.outputs.iter().map(|(name, output)| (name.clone(), expand(&output.value, &contexts))).collect();
        ran
    }

    fn step(&self, step: &Step, contexts: &mut BTreeMap<String, String>, log: &mut String) -> i32 {
        let at = |name: &str| self.place.path().join(name);
        assert_eq!(step.shell, "bash");
        let script = at("script.sh");
        fs::write(&script, &step.run).unwrap();
        fs::write(at("output"), "").unwrap();
        let values = step.env.iter().map(|(name, value)| (name, expand(value, contexts)));
        let output = Command::new(at("tools/bash"))
            .args(["--noprofile", "--norc", "-eo", "pipefail"])
            .arg(script)
            .current_dir(self.workspace.path())
            .env_clear()
            .env("PORTCULLIS_OFFLINE", "1")
            .env("PATH", at("tools"))
            .env("HOME", at("home"))
            .envs(self.runner())
            .envs(&self.variables)
            .envs(values)
            .output()
            .unwrap();
        log.push_str(&String::from_utf8_lossy(&output.stdout));
        log.push_str(&String::from_utf8_lossy(&output.stderr));
        let prefix = format!("steps.{}.outputs.", step.id);
        contexts.extend(
            outputs(&fs::read_to_string(at("output")).unwrap()).map(|(name, value)| (prefix.clone() + &name, value)),
        );
        output.status.code().unwrap()
    }

    /// What every step of a run on `pull_request` is told. Nobody listens where the APIs should be.
    fn runner(&self) -> Vec<(&'static str, String)> {
        let at = |name: &str| self.place.path().join(name).display().to_string();
        vec![
            ("GITHUB_ACTIONS", "true".to_owned()),
            ("GITHUB_ACTION_PATH", at("action")),
            ("GITHUB_ACTOR", "octocat".to_owned()),
            ("GITHUB_API_URL", "http://127.0.0.1:9/api/v3".to_owned()),
            ("GITHUB_EVENT_NAME", "pull_request".to_owned()),
            ("GITHUB_EVENT_PATH", at("event.json")),
            ("GITHUB_GRAPHQL_URL", "http://127.0.0.1:9/api/graphql".to_owned()),
            ("GITHUB_OUTPUT", at("output")),
            ("GITHUB_REF", "refs/pull/7/merge".to_owned()),
            ("GITHUB_REPOSITORY", "example-org/shop".to_owned()),
            ("GITHUB_SERVER_URL", "http://127.0.0.1:9".to_owned()),
            ("GITHUB_SHA", self.commit.clone()),
            ("GITHUB_STEP_SUMMARY", at("summary")),
            ("GITHUB_WORKSPACE", self.workspace.path().display().to_string()),
            ("RUNNER_TEMP", at("temporary")),
            ("RUNNER_TOOL_CACHE", at("cache")),
        ]
    }
}

/// `text` with its expressions replaced; an output that no step has set is empty.
fn expand(text: &str, contexts: &BTreeMap<String, String>) -> String {
    let mut parts = text.split("${{");
    let mut expanded = parts.next().unwrap().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap();
        let name = name.trim();
        assert!(contexts.contains_key(name) || name.starts_with("steps."), "{name}");
        expanded.push_str(contexts.get(name).map_or("", String::as_str));
        expanded.push_str(rest);
    }
    expanded
}

/// The outputs in a file as steps write it: `name=value`, or `name<<end`, lines, `end`.
fn outputs(text: &str) -> impl Iterator<Item = (String, String)> {
    let mut rows = text.split_terminator('\n');
    std::iter::from_fn(move || {
        let row = rows.next()?;
        if let Some((name, end)) = row.split_once("<<") {
            let value: Vec<&str> = rows.by_ref().take_while(|row| *row != end).collect();
            return Some((name.to_owned(), value.join("\n")));
        }
        let (name, value) = row.split_once('=').unwrap();
        Some((name.to_owned(), value.to_owned()))
    })
}
