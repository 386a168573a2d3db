//! A change of two directories, and what the gate tells about it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::architecture::files;

/// The directories, the registry that they are about, and who asks it.
pub(super) struct Change {
    top: TempDir,
    /// `127.0.0.1:5000`; in texts that are given and returned, `REGISTRY` stands for it.
    host: String,
    /// What nothing that is written may hold.
    secrets: Vec<String>,
    environment: Vec<(&'static str, PathBuf)>,
}

/// What a run of `check` told.
pub(super) struct Told {
    pub(super) code: i32,
    pub(super) findings: Vec<String>,
    pub(super) unchecked: Vec<String>,
}

impl Change {
    /// A change under a policy that names the registry at `port`, with these further lines of `registry:`.
    pub(super) fn at(port: u16, more: &str) -> Self {
        Self::under(&format!("127.0.0.1:{port}"), "{ plain_http: true }", more)
    }

    /// Likewise, with the settings of the host.
    pub(super) fn under(host: &str, settings: &str, more: &str) -> Self {
        let top = TempDir::new().unwrap();
        let change = Self { top, host: host.to_owned(), secrets: Vec::new(), environment: Vec::new() };
        for directory in ["base", "head", "home", "cache"] {
            fs::create_dir(change.top.path().join(directory)).unwrap();
        }
        let policy = format!(
            "version: 1\nimages: {{ own: [REGISTRY/team] }}\nrules: {{ \"image/version-as-tag\": off, \"image/commit-tag-required\": off }}\nregistry:\n  hosts: {{ \"REGISTRY\": {settings} }}\n{more}\n"
        );
        change.both(".portcullis.yaml", &policy)
    }

    /// A file of the base.
    pub(super) fn base(self, path: &str, text: &str) -> Self {
        self.write("base", path, text)
    }

    /// A file of the head.
    pub(super) fn head(self, path: &str, text: &str) -> Self {
        self.write("head", path, text)
    }

    /// A file that the change leaves alone.
    pub(super) fn both(self, path: &str, text: &str) -> Self {
        self.base(path, text).head(path, text)
    }

    /// The base and the head of a file of services, each with an image.
    pub(super) fn services(self, base: &[&str], head: &[&str]) -> Self {
        self.base("compose.yaml", &services(base)).head("compose.yaml", &services(head))
    }

    fn write(self, side: &str, path: &str, text: &str) -> Self {
        let place = self.top.path().join(side).join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text.replace("REGISTRY", &self.host)).unwrap();
        self
    }

    /// The text of a file of the head.
    pub(super) fn text(&self, path: &str) -> String {
        self.shown(&fs::read(self.top.path().join("head").join(path)).unwrap())
    }

    /// Whoever runs the gate has logged in with docker.
    pub(super) fn login(mut self, user: &str, password: &str) -> Self {
        let login = STANDARD.encode(format!("{user}:{password}"));
        let docker = self.top.path().join("docker");
        fs::create_dir(&docker).unwrap();
        let config = json!({ "auths": { self.host.as_str(): { "auth": login } } });
        fs::write(docker.join("config.json"), config.to_string()).unwrap();
        self.secrets.extend([password.to_owned(), login.trim_end_matches('=').to_owned(), login]);
        self.environment.push(("DOCKER_CONFIG", docker));
        self
    }

    /// `check` with further arguments, and every kind of report written.
    pub(super) fn check_with(&self, arguments: &[&str]) -> Told {
        let mut all = vec!["check", "--between", "base", "head", "--format", "json"];
        all.extend(["--output=sarif=report.sarif", "--output=html=report.html", "--output=markdown=report.md"]);
        let output = self.run(&[&all, arguments].concat());
        let report: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
        let rows = |key: &str, row: fn(&Value) -> String| {
            report[key].as_array().unwrap().iter().map(|one| self.shown(row(one).as_bytes())).collect()
        };
        Told {
            code: output.status.code().unwrap(),
            findings: rows("findings", |one| format!("{}: {}", word(one, "rule"), word(one, "message"))),
            unchecked: rows("unchecked", |one| format!("{}: {}", word(one, "what"), word(one, "why"))),
        }
    }

    pub(super) fn check(&self) -> Told {
        self.check_with(&[])
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        self.run_in(".", arguments)
    }

    /// The binary in a directory, blind to the machine. Whatever it wrote holds no secret.
    pub(super) fn run_in(&self, directory: &str, arguments: &[&str]) -> Output {
        let output = Command::new(env!("CARGO_BIN_EXE_portcullis"))
            .current_dir(self.top.path().join(directory))
            .env_clear()
            .env("HOME", self.top.path().join("home"))
            .env("PORTCULLIS_CACHE_DIR", self.top.path().join("cache"))
            .env("RUST_LOG", "trace")
            .envs(self.environment.iter().cloned())
            .args(arguments)
            .output()
            .unwrap();
        self.holds_no_secret("the output", &output.stdout);
        self.holds_no_secret("the messages", &output.stderr);
        for file in files(self.top.path()).into_iter().filter(|file| !file.ends_with("docker/config.json")) {
            self.holds_no_secret(&file.display().to_string(), &fs::read(&file).unwrap());
        }
        output
    }

    fn holds_no_secret(&self, what: &str, bytes: &[u8]) {
        let text = String::from_utf8_lossy(bytes);
        let told = self.secrets.iter().find(|secret| text.contains(secret.as_str()));
        assert!(told.is_none(), "{what} holds {told:?}");
    }

    /// A text of the gate, with `REGISTRY` for the host.
    pub(super) fn shown(&self, bytes: &[u8]) -> String {
        String::from_utf8_lossy(bytes).replace(&self.host, "REGISTRY")
    }
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

/// A Compose file with a service for each image: `:1.4.2`, `@sha256:…`.
fn services(versions: &[&str]) -> String {
    let service = |(at, version): (usize, &&str)| format!("  s{at}:\n    image: REGISTRY/team/web{version}\n");
    format!("services:\n{}", versions.iter().enumerate().map(service).collect::<String>())
}
