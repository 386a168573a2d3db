//! Who asks: a password of docker's, and a registry's own certificate authority.

use super::World;
use super::change::{Change, Told};
use crate::registry::http::{Response, Sent};
use crate::registry::proxy::{Passing, Proxy};
use crate::registry::real::{Authority, PASSWORD, Setup, USER};

/// The rows about images that could not be asked for: none is a finding.
fn unverified(told: Told) -> (i32, Vec<String>) {
    assert!(told.findings.is_empty(), "{:?}", told.findings);
    (told.code, told.unchecked)
}

#[test]
fn a_private_registry_is_asked_with_what_docker_has_stored() {
    let Some(world) = World::new() else { return };
    world.web().image("1.4.2", "a");
    let private = world.store.serve(&Setup::Basic);
    let change = |on_error: &str| {
        let more = format!("  on_error: {on_error}\n  retention: 0\n  non_root: true");
        Change::at(private.port, &more).services(&[], &[":1.4.2"])
    };
    assert_eq!(unverified(change("fail").login(USER, PASSWORD).check()), (0, Vec::new()));
    // Someone who may ask is told what is not there.
    let missing = change("fail").login(USER, PASSWORD).services(&[], &[":1.4.3"]).check();
    let expected = "image/not-found: `REGISTRY/team/web:1.4.3` does not exist in its registry";
    assert_eq!((missing.findings, missing.code), (vec![expected.to_owned()], 1));

    let wrong = "the registry refused the credentials; renew the credentials: log in to the registry again";
    let none = "the registry asks for credentials: it is private, or does not exist; log in to the registry before the gate \
                runs (`docker login`, `podman login`); for ghcr.io the job needs `packages: read`";
    for (on_error, code) in [("warn", 0), ("fail", 3)] {
        // What is there and what is not there look the same to a stranger.
        for version in [":1.4.2", ":1.4.3"] {
            let row = |why: &str| {
                let image = format!("REGISTRY/team/web{version}: not verified: {why}");
                (code, vec![image, format!("the tags of REGISTRY/team/web: not verified: {why}")])
            };
            let refused = change(on_error).login(USER, "not-the-password").services(&[], &[version]);
            assert_eq!(unverified(refused.check()), row(wrong), "{on_error} {version}");
            assert_eq!(
                unverified(change(on_error).services(&[], &[version]).check()),
                row(none),
                "{on_error} {version}"
            );
        }
    }
}

#[test]
fn a_registry_that_repeats_what_it_was_told_does_not_get_it_into_a_report() {
    let Some(world) = World::new() else { return };
    world.web().image("1.4.2", "a");
    let private = world.store.serve(&Setup::Basic);
    // A server may say whatever it was told, wherever an answer has room for it.
    let echoes: [fn(&Passing<'_>, &str) -> Response; 5] = [
        |_, told| Response::new(400, told),
        |_, told| Response::new(200, format!("{{\"schemaVersion\":\"{told}\",\"tags\":\"{told}\"}}")),
        |_, told| Response::new(302, "").with("location", format!("http://u:{told}@registry.invalid/{told}")),
        |_, told| Response::new(401, "").with("www-authenticate", format!("Bearer realm=\"{told}\"")),
        |passing, told| passing.relay().without("docker-content-digest").with("docker-content-digest", told),
    ];
    for (index, echo) in echoes.into_iter().enumerate() {
        let proxy = Proxy::start(private.port, move |passing| match passing.request.header("authorization") {
            Some(told) => Sent::Whole(echo(passing, told.trim_start_matches("Basic "))),
            None => Sent::Whole(passing.relay()),
        });
        let change = Change::at(proxy.port, "  on_error: fail\n  retention: 0\n  non_root: true").login(USER, PASSWORD);
        // `Change` looks through all that the run writes.
        let (code, rows) = unverified(change.services(&[], &[":1.4.2"]).check());
        assert!(code == 3 && !rows.is_empty(), "{index}: {rows:?}");
        assert!(proxy.requests().iter().any(|request| request.header("authorization").is_some()), "{index}");
    }
}

#[test]
fn an_authority_of_ones_own_is_named_by_the_policy_of_the_target() {
    let Some(world) = World::new() else { return };
    world.web().image("1.4.2", "a");
    let (authority, another) = (Authority::new(), Authority::new());
    let encrypted = world.store.serve(&Setup::Encrypted(&authority));
    let change = || {
        let host = format!("localhost:{}", encrypted.port);
        Change::under(&host, "{ ca: certs/ca.pem }", "  on_error: fail").services(&[], &[":1.4.2", ":1.4.3"])
    };
    let told = change().both("certs/ca.pem", &authority.pem).check();
    assert_eq!(told.findings, ["image/not-found: `REGISTRY/team/web:1.4.3` does not exist in its registry"]);
    assert_eq!((told.code, told.unchecked), (1, Vec::new()));

    let (code, rows) = unverified(change().both("certs/ca.pem", &another.pem).check());
    let is_about_tls = |row: &String| row.contains("not verified: no TLS connection: ");
    assert!(code == 3 && rows.len() == 2 && rows.iter().all(is_about_tls), "{rows:?}");

    // Whom to trust is not for the change to say.
    let (code, rows) = unverified(change().head("certs/ca.pem", &authority.pem).check());
    let is_not_there =
        |row: &String| row.ends_with("`certs/ca.pem`, which `registry` in the policy names, is not there");
    assert!(code == 3 && rows.len() == 2 && rows.iter().all(is_not_there), "{rows:?}");
    let told = change().base("certs/ca.pem", &another.pem).head("certs/ca.pem", &authority.pem).check();
    assert!(told.code == 3 && told.unchecked.iter().all(is_about_tls), "{:?}", told.unchecked);
}
