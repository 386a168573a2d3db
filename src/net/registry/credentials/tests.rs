//! Which credential belongs to which repository.

use std::fs;

use super::{Credentials, Login, Places, Repository};
use crate::net::registry::Error;

/// The credentials of a `config.json` with this text.
fn docker(text: &str) -> Credentials {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("config.json"), text).unwrap();
    let docker_config = Some(directory.path().to_owned());
    Credentials::load(&Places { docker_config, ..Places::default() }).unwrap()
}

/// The key and the secret for `repository`.
fn found(credentials: &Credentials, repository: &str) -> Option<(String, String)> {
    let found = credentials.find(&Repository::parse(repository).unwrap()).unwrap()?;
    let secret = match found.login {
        Login::Password { user, password } => format!("{user}:{}", password.0),
        Login::Identity(secret) => format!("identity {}", secret.0),
        Login::Token(secret) => format!("token {}", secret.0),
    };
    Some((found.key, secret))
}

fn pair(key: &str, secret: &str) -> Option<(String, String)> {
    Some((key.to_owned(), secret.to_owned()))
}

#[test]
fn the_longest_key_counts() {
    let credentials = docker(
        r#"{ "auths": {
            "https://index.docker.io/v1/": { "auth": "aHViOnB3" },
            "https://Registry.example/v2/": { "auth": "YTpi" },
            "registry.example/team": { "username": "team", "password": "t:p" },
            "registry.example:5000": { "identitytoken": "id", "auth": "PHRva2VuPjo=" },
            "ghcr.io/org-a/web": { "registrytoken": "rt" },
            "empty.example": { "auth": "" }, "marker.example": {}, "null.example": null, "broken.example": { "auth": "??" }
        }, "HttpHeaders": { "X": "y" } }"#,
    );
    assert_eq!(found(&credentials, "nginx"), pair("docker.io", "hub:pw"));
    assert_eq!(found(&credentials, "registry.example/web"), pair("registry.example", "a:b"));
    assert_eq!(found(&credentials, "registry.example/team/web"), pair("registry.example/team", "team:t:p"));
    assert_eq!(found(&credentials, "registry.example/teams/web"), pair("registry.example", "a:b"));
    assert_eq!(found(&credentials, "registry.example:5000/web"), pair("registry.example:5000", "identity id"));
    assert_eq!(found(&credentials, "ghcr.io/org-a/web"), pair("ghcr.io/org-a/web", "token rt"));
    for stranger in [
        "ghcr.io/org-a/web2", "ghcr.io/org-b/web", "registry.example.test/web", "evil-registry.example/web",
        "empty.example/a", "marker.example/a", "null.example/a", "broken.example/a", "registry.example:443/web",
    ] {
        assert_eq!(found(&credentials, stranger), None, "{stranger}");
    }
}

#[test]
fn files_are_asked_in_order_and_need_not_exist() {
    let directory = tempfile::tempdir().unwrap();
    let at = |name: &str| directory.path().join(name);
    let write = |name: &str, key: &str, user: &str| {
        fs::create_dir_all(at(name).parent().unwrap()).unwrap();
        let entry = format!(r#"{{"auths":{{"{key}":{{"username":"{user}","password":"p"}}}}}}"#);
        fs::write(at(name), entry).unwrap();
    };
    let places = Places {
        registry_auth_file: Some(at("named.json")),
        docker_config: None,
        home: Some(at("home")),
        runtime_dir: Some(at("run")),
    };
    assert_eq!(found(&Credentials::load(&places).unwrap(), "a.example/x"), None);
    write("run/containers/auth.json", "a.example", "podman");
    assert_eq!(found(&Credentials::load(&places).unwrap(), "a.example/x"), pair("a.example", "podman:p"));
    write("home/.docker/config.json", "a.example", "docker");
    assert_eq!(found(&Credentials::load(&places).unwrap(), "a.example/x"), pair("a.example", "docker:p"));
    write("named.json", "a.example", "named");
    let all = Credentials::load(&places).unwrap();
    assert_eq!(found(&all, "a.example/x"), pair("a.example", "named:p"));
    let given = all.with_password("a.example/x", "given", "q");
    assert_eq!(found(&given, "a.example/x"), pair("a.example/x", "given:q"));
    assert_eq!(found(&given, "a.example/y"), pair("a.example", "named:p"));
}

#[test]
fn neither_errors_nor_debug_show_a_credential() {
    let credentials = docker(r#"{"auths":{"a.example":{"username":"u","password":"hunter-two"}}}"#);
    assert!(!format!("{credentials:?}").contains("hunter-two"));
    let directory = tempfile::tempdir().unwrap();
    for text in [r#"{"auths": "hunter-two"}"#, r#"{"auths":{"a.example":{"password":["hunter-two"]}}}"#, "hunter-two"] {
        fs::write(directory.path().join("config.json"), text).unwrap();
        let places = Places { docker_config: Some(directory.path().to_owned()), ..Places::default() };
        let error = Credentials::load(&places).unwrap_err();
        assert!(
            matches!(&error, Error::Credentials { .. }) && !format!("{error} {error:?}").contains("hunter-two"),
            "{error}"
        );
    }
}

#[test]
fn a_helper_that_is_not_there_is_a_fault_and_not_a_stranger() {
    let credentials =
        docker(r#"{"credHelpers":{"a.example":"no-such-helper","b.example":"../evil"},"auths":{"c.example":{}}}"#);
    let ask = |repository: &str| credentials.find(&Repository::parse(repository).unwrap());
    let told = ask("a.example/x").unwrap_err().to_string();
    assert_eq!(told, "no credentials: `docker-credential-no-such-helper` cannot be run: entity not found");
    assert!(ask("b.example/x").unwrap_err().to_string().contains("is not the name of a helper"));
    assert!(ask("c.example/x").unwrap().is_none());
}
