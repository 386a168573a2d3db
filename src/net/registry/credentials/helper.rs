//! Programs that know credentials: `docker-credential-NAME get`, a registry on its input, JSON on its output. What it prints is never
//! shown, since it is the secret; and it is not waited for without end.
//! <https://github.com/docker/docker-credential-helpers#development>

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use serde::Deserialize;

use super::Login;
use crate::net::registry::failure::Unreachable;
use crate::net::registry::{Failure, Outcome};

/// How long a helper may take.
const PATIENCE: Duration = Duration::from_secs(15);

/// The most that is read of what it prints.
const CAP: u64 = 1 << 20;

/// How often a helper that has printed everything is looked at, until it has ended.
const GLANCE: Duration = Duration::from_millis(5);

/// What every helper prints for a registry that it does not know.
const UNKNOWN: &[&str] = &["credentials not found", "no credentials server url", "no credentials username"];

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    username: String,
    secret: String,
}

/// What helpers have said: each is asked once for each registry.
#[derive(Clone, Debug, Default)]
pub(super) struct Helpers(Arc<Mutex<Said>>);

/// By helper and registry.
type Said = BTreeMap<(String, String), Outcome<Option<Login>>>;

impl Helpers {
    /// What the helper `name` knows of `server`.
    pub(super) fn ask(&self, name: &str, server: &str) -> Outcome<Option<Login>> {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (name.to_owned(), server.to_owned());
        said.entry(key).or_insert_with(|| ask(name, server, PATIENCE)).clone()
    }
}

fn ask(name: &str, server: &str, patience: Duration) -> Outcome<Option<Login>> {
    let program = format!("docker-credential-{name}");
    let fault = |why: &str| Failure::Unreachable(Unreachable::Helper(format!("`{program}` {why}")));
    if name.contains(['/', '\\']) {
        return Err(fault("is not the name of a helper"));
    }
    let mut command = Command::new(&program);
    command.arg("get").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| fault(&format!("cannot be run: {}", error.kind())))?;
    let ends = Instant::now() + patience;
    let printed = talk(&mut child, server, patience);
    let succeeded = printed.is_some().then(|| wait(&mut child, ends)).flatten();
    if succeeded.is_none() {
        // It may have ended by itself meanwhile.
        let _ = child.kill();
        let _ = child.wait();
    }
    match (printed, succeeded) {
        (Some(printed), Some(true)) => read(&printed).ok_or_else(|| fault("did not print a credential")),
        (Some(printed), Some(false)) if is_unknown(&printed) => Ok(None),
        (Some(_), Some(false)) => Err(fault("failed")),
        _ => Err(fault("did not end in time")),
    }
}

/// Hands `server` over, and takes what is printed; nothing where that takes too long.
fn talk(child: &mut Child, server: &str, patience: Duration) -> Option<Vec<u8>> {
    let (mut input, output) = (child.stdin.take(), child.stdout.take()?);
    let server = server.to_owned();
    let (told, heard) = mpsc::channel();
    thread::spawn(move || {
        // A helper that reads nothing may know the answer all the same.
        let _ = input.as_mut().map(|input: &mut ChildStdin| input.write_all(server.as_bytes()));
        drop(input);
        let mut printed = Vec::new();
        let _ = output.take(CAP).read_to_end(&mut printed);
        // Nobody listens any more where it took too long.
        let _ = told.send(printed);
    });
    heard.recv_timeout(patience).ok()
}

/// Whether it ended well; nothing where it does not end.
fn wait(child: &mut Child, ends: Instant) -> Option<bool> {
    while Instant::now() < ends {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) => thread::sleep(GLANCE),
            Err(_) => return None,
        }
    }
    None
}

/// The credential that was printed; `None` inside if it is empty, which some helpers say instead of an error.
fn read(printed: &[u8]) -> Option<Option<Login>> {
    let answer: Answer = serde_json::from_slice(printed).ok()?;
    let is_empty = answer.username.is_empty() && answer.secret.is_empty();
    Some((!is_empty).then(|| Login::new(&answer.username, answer.secret)))
}

fn is_unknown(printed: &[u8]) -> bool {
    let said = String::from_utf8_lossy(printed).to_ascii_lowercase();
    UNKNOWN.iter().any(|known| said.contains(known))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    use super::{Login, is_unknown, read, talk, wait};

    fn helper(directory: &Path, script: &str) -> Command {
        let path = directory.join("docker-credential-made");
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        let mut command = Command::new("/bin/sh");
        command.arg(path).arg("get").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    #[test]
    fn a_helper_is_told_the_registry_and_prints_a_credential() {
        let directory = tempfile::tempdir().unwrap();
        let script = "read server; printf '{\"ServerURL\":\"%s\",\"Username\":\"<token>\",\"Secret\":\"%s-s3cr3t\"}' \"$server\" \"$server\"";
        let mut child = helper(directory.path(), script).spawn().unwrap();
        let printed = talk(&mut child, "registry.example", Duration::from_secs(10)).unwrap();
        assert_eq!(wait(&mut child, Instant::now() + Duration::from_secs(10)), Some(true));
        let login = read(&printed).unwrap().unwrap();
        assert!(matches!(&login, Login::Identity(secret) if secret.0 == "registry.example-s3cr3t"));
        assert!(!format!("{login:?}").contains("s3cr3t"));
    }

    #[test]
    fn a_helper_that_does_not_end_is_not_waited_for() {
        let directory = tempfile::tempdir().unwrap();
        let mut child = helper(directory.path(), "exec sleep 60").spawn().unwrap();
        let begun = Instant::now();
        assert_eq!(talk(&mut child, "registry.example", Duration::from_millis(100)), None);
        assert!(begun.elapsed() < Duration::from_secs(20));
        assert_eq!(wait(&mut child, Instant::now()), None);
        child.kill().unwrap();
        child.wait().unwrap();
    }

    #[test]
    fn a_registry_that_is_not_known_is_no_fault() {
        assert!(is_unknown(b"credentials not found in native keychain\n") && !is_unknown(b"the keychain is locked"));
        assert!(matches!(read(br#"{"Username":"","Secret":""}"#), Some(None)));
        assert!(read(b"").is_none() && read(br#"{"Username":"a"}"#).is_none());
    }
}
