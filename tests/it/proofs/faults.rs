//! What goes wrong on the way is told as not verified, in time: it is never "missing", "unsigned" or "fine".

use std::thread;
use std::time::{Duration, Instant};

use portcullis::net::registry::Digest;

use super::World;
use super::change::{Change, Told};
use super::images::pinned;
use crate::registry::http::{Response, Sent};
use crate::registry::proxy::{Passing, Proxy};

type Fault = fn(&Passing<'_>) -> Sent;

/// The policy's timeout, and how long a run may take beyond it on a machine that is busy.
const TIMEOUT: Duration = Duration::from_secs(2);
const GRACE: Duration = Duration::from_secs(10);

const STRICT: &str = "  timeout: 2s\n  platforms: [linux/amd64]\n  non_root: true\n  retention: 1\n  \
                      provenance: { tier: present }\n  scan_evidence: { max_age: 30d }";

fn in_time(change: &Change) -> Told {
    let begun = Instant::now();
    let told = change.check();
    assert!(begun.elapsed() < TIMEOUT + GRACE, "{:?}", begun.elapsed());
    told
}

/// The same change in three ways: what is not verified is listed, it is required, and something else blocks. The rows of the first.
fn in_three_ways(name: &str, port: u16, versions: &[&str]) -> Vec<String> {
    let run = |on_error: &str, more: &[&str]| {
        let head = [versions, more].concat();
        in_time(&Change::at(port, &format!("{STRICT}\n  on_error: {on_error}")).services(&[], &head))
    };
    let (listed, required, blocked) = thread::scope(|scope| {
        let listed = scope.spawn(|| run("warn", &[]));
        let required = scope.spawn(|| run("fail", &[]));
        let blocked = run("fail", &[":latest"]);
        (listed.join().unwrap(), required.join().unwrap(), blocked)
    });
    assert!(listed.findings.is_empty() && listed.code == 0, "{name}: {} {:?}", listed.code, listed.findings);
    assert!(required.findings.is_empty() && required.code == 3, "{name}: {} {:?}", required.code, required.findings);
    let latest = "image/latest-tag: `REGISTRY/team/web` uses the mutable tag `latest`";
    assert_eq!((blocked.findings, blocked.code), (vec![latest.to_owned()], 1), "{name}");
    assert_eq!(subjects(&listed), subjects(&required), "{name}");
    listed.unchecked
}

/// What was not verified. Why may depend on which request was the first to fail.
fn subjects(told: &Told) -> Vec<&str> {
    told.unchecked.iter().map(|row| row.split(": not verified: ").next().unwrap()).collect()
}

#[test]
fn a_registry_that_fails_is_not_one_that_has_nothing() {
    let Some(world) = World::new() else { return };
    world.web().image("latest", "a");
    let image = world.web().image("1.4.2", "a");
    let rows: [(&str, Fault, &str); 7] = [
        (
            "429 for an hour",
            |_| Sent::Whole(Response::new(429, "{}").with("retry-after", "3600")),
            "the registry's rate limit was reached; it asks to wait for 3600 s; ",
        ),
        ("429", |_| Sent::Whole(Response::new(429, "{}")), "the registry's rate limit was reached; "),
        ("500", |_| Sent::Whole(Response::new(500, "{}")), "the registry failed with status 500; "),
        ("502", |_| Sent::Whole(Response::new(502, "<html>")), "the registry failed with status 502; "),
        ("a cut", |_| Sent::Nothing, "the connection was lost: "),
        ("half an answer", |passing| Sent::Half(passing.relay()), ""),
        (
            "silence",
            |_| {
                thread::sleep(TIMEOUT + GRACE);
                Sent::Nothing
            },
            "timed out; ",
        ),
    ];
    for (name, fault, why) in rows {
        let proxy = Proxy::start(world.registry.port, fault);
        let version = pinned("1.4.2", &image);
        let told = in_three_ways(name, proxy.port, &[&version, ":1.4.2"]);
        for what in [":1.4.2", &format!("@{}", image.digest)] {
            let row = format!("REGISTRY/team/web{what}: not verified: {why}");
            assert!(told.iter().any(|told| told.starts_with(&row)), "{name}: {row}: {told:?}");
        }
    }
}

#[test]
fn bodies_that_stall_or_are_altered_say_nothing_about_an_image() {
    let Some(world) = World::new() else { return };
    world.web().image("latest", "a");
    let image = world.web().image("1.4.2", "a");
    let stalled: Fault = |passing| match passing.request.method.as_str() {
        "HEAD" => Sent::Whole(passing.relay()),
        _ => Sent::Stalled(passing.relay()),
    };
    let altered: Fault = |passing| {
        let mut answer = passing.relay();
        answer.body.iter_mut().filter(|byte| **byte == b'a').for_each(|byte| *byte = b'A');
        Sent::Whole(answer)
    };
    for (name, fault, why) in
        [("stalled", stalled, "timed out; "), ("altered", altered, "the registry answered with sha256:")]
    {
        let proxy = Proxy::start(world.registry.port, fault);
        let by_digest = format!("@{}", image.digest);
        let told = in_three_ways(name, proxy.port, &[&by_digest]);
        let row = format!("REGISTRY/team/web{by_digest}: not verified: {why}");
        assert!(told.iter().any(|told| told.starts_with(&row)), "{name}: {told:?}");
    }
}

#[test]
fn a_registry_that_names_another_digest_is_believed_in_nothing() {
    let Some(world) = World::new() else { return };
    for tag in ["1.4.1", "latest"] {
        world.web().image(tag, "a");
    }
    let image = world.web().image("1.4.2", "a");
    let proxy = Proxy::start(world.registry.port, |passing| {
        let other = Digest::of(b"other").to_string();
        Sent::Whole(passing.relay().without("docker-content-digest").with("docker-content-digest", other))
    });
    let by_digest = format!("@{}", image.digest);
    let told = in_time(&Change::at(proxy.port, "").services(&[], &[&by_digest]));
    let mismatch = "image/digest-mismatch: the registry serves other bytes under this digest of `REGISTRY/team/web`";
    assert_eq!((told.findings, told.code), (vec![mismatch.to_owned()], 1));
    // Behind a tag it leads to something that is not there.
    let rows = in_three_ways("another digest", proxy.port, &[":1.4.2"]);
    let row = format!(
        "REGISTRY/team/web:1.4.2: not verified: the registry does not have {}, which is a part of it; push the image again",
        Digest::of(b"other")
    );
    assert!(rows.contains(&row), "{rows:?}");
}

#[test]
fn a_fault_that_passes_leaves_no_trace() {
    let Some(world) = World::new() else { return };
    let image = world.web().image("1.4.2", "a");
    let proxy = Proxy::start(world.registry.port, |passing| match passing.before {
        0 => Sent::Whole(Response::new(503, "{}").with("retry-after", "0")),
        _ => Sent::Whole(passing.relay()),
    });
    let told = Change::at(proxy.port, "  on_error: fail").services(&[], &[&pinned("1.4.2", &image)]).check();
    assert_eq!((told.findings, told.unchecked, told.code), (Vec::new(), Vec::new(), 0));
}
