//! A registry that the author of a change has chosen: what it wants of the gate is not given.

use std::collections::BTreeMap;
use std::time::Duration;

use portcullis::net::registry::{Client, Config, Credentials, Failure, HostConfig, Outcome, Repository};

use super::http::{Response, Sent, Server};
use super::proxy::Proxy;
use super::push::Target;
use super::real::{PASSWORD, Registry, Setup, Store, USER};
use super::tokens::{Answer, Tokens};
use super::{client, config, repository, run, tag};

fn one_image() -> Option<(Store, Registry)> {
    let store = Store::new()?;
    let registry = store.serve(&Setup::Plain);
    Target { port: registry.port, path: "web" }.image("1", "a");
    Some((store, registry))
}

fn head(client: &Client, port: u16) -> Outcome<()> {
    run(client.head(&repository(port, "web"), &tag("1"))).map(drop)
}

#[test]
fn a_redirect_does_not_lead_into_the_network_of_the_gate() {
    let Some((_store, registry)) = one_image() else { return };
    for target in [
        "http://169.254.169.254/latest/meta-data/", "https://169.254.169.254/", "https://[fd00:ec2::254]/",
        "https://[::ffff:10.0.0.1]/", "https://0x7f000001/", "https://localhost:1/", "http://127.0.0.1:1/",
        "http://metadata.google.internal/", "ftp://registry.example/", "file:///etc/passwd",
        "https://u:p@registry.example/",
    ] {
        let proxy = Proxy::start(registry.port, move |_| Sent::Whole(Response::new(307, "").with("location", target)));
        let answer = head(&client(proxy.port), proxy.port);
        assert!(matches!(answer, Err(Failure::NotAllowed(_))), "{target}: {answer:?}");
        assert_eq!(proxy.asked().len(), 1);
    }
}

#[test]
fn this_machine_is_not_asked_unless_it_is_named() {
    let server = Server::start(|_| Sent::Whole(Response::new(200, "{}")));
    let nobody_named = Client::new(config(&[])).unwrap();
    for host in ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1"] {
        let repository = Repository::parse(&format!("{host}:{}/web", server.port)).unwrap();
        let answer = run(nobody_named.head(&repository, &tag("1")));
        assert!(matches!(answer, Err(Failure::NotAllowed(_))), "{host}: {answer:?}");
    }
    // Another port of the same host is another host.
    let named = client(1);
    assert!(matches!(head(&named, server.port), Err(Failure::NotAllowed(_))));
}

#[test]
fn redirects_are_followed_with_what_belongs_to_their_host() {
    let Some((store, open)) = one_image() else { return };
    let registry = store.serve(&Setup::Basic);
    let elsewhere = Proxy::start(open.port, |passing| Sent::Whole(passing.relay()));
    let target = format!("http://127.0.0.1:{}", elsewhere.port);
    let proxy = Proxy::start(registry.port, move |passing| {
        let path = &passing.request.path;
        match (passing.request.header("authorization").is_some(), path.strip_prefix("/moved")) {
            (false, _) => Sent::Whole(passing.relay()),
            (true, None) => Sent::Whole(Response::new(302, "").with("location", format!("/moved{path}"))),
            (true, Some(path)) => Sent::Whole(Response::new(307, "").with("location", format!("{target}{path}"))),
        }
    });
    let host = format!("127.0.0.1:{}", proxy.port);
    let credentials = Credentials::default().with_password(&host, USER, PASSWORD);
    let client = Client::new(Config { credentials, ..config(&[proxy.port, elsewhere.port]) }).unwrap();
    assert_eq!(head(&client, proxy.port), Ok(()));
    let sent: Vec<bool> = proxy.requests().iter().map(|request| request.header("authorization").is_some()).collect();
    assert_eq!(sent, [false, true, true]);
    assert!(elsewhere.requests().iter().all(|request| request.header("authorization").is_none()));
    assert_eq!(elsewhere.asked().len(), 1);
}

#[test]
fn what_another_host_refuses_is_not_the_registrys_answer() {
    let Some((_store, registry)) = one_image() else { return };
    for status in [401, 403, 404] {
        let elsewhere = Proxy::start(registry.port, move |_| {
            Sent::Whole(Response::new(status, "").with("www-authenticate", "Basic"))
        });
        let target = format!("http://127.0.0.1:{}/", elsewhere.port);
        let proxy =
            Proxy::start(registry.port, move |_| Sent::Whole(Response::new(302, "").with("location", target.clone())));
        let host = format!("127.0.0.1:{}", proxy.port);
        let credentials = Credentials::default().with_password(&host, USER, PASSWORD);
        let client = Client::new(Config { credentials, ..config(&[proxy.port, elsewhere.port]) }).unwrap();
        let answer = head(&client, proxy.port);
        assert!(matches!(answer, Err(Failure::Malformed(_))), "{status}: {answer:?}");
    }
}

#[test]
fn redirects_end() {
    let Some((_store, registry)) = one_image() else { return };
    let round = Proxy::start(registry.port, |passing| {
        Sent::Whole(Response::new(301, "").with("location", format!("/{}", passing.before)))
    });
    assert!(matches!(head(&client(round.port), round.port), Err(Failure::NotAllowed(_))));
    assert_eq!(round.asked().len(), 6);
    let nowhere = Proxy::start(registry.port, |_| Sent::Whole(Response::new(302, "")));
    assert!(matches!(head(&client(nowhere.port), nowhere.port), Err(Failure::Malformed(_))));
}

#[test]
fn a_token_server_is_judged_like_any_host() {
    let Some((_store, registry)) = one_image() else { return };
    for realm in [
        "http://169.254.169.254/token", "https://10.0.0.1/token", "http://registry.example/token",
        "https://localhost:1/token",
    ] {
        let challenge = format!("Bearer realm=\"{realm}\",service=\"s\"");
        let proxy = Proxy::start(registry.port, move |_| {
            Sent::Whole(Response::new(401, "").with("www-authenticate", challenge.clone()))
        });
        let answer = head(&client(proxy.port), proxy.port);
        assert!(matches!(answer, Err(Failure::NotAllowed(_))), "{realm}: {answer:?}");
    }
}

#[test]
fn another_registrys_credential_is_not_given_to_a_token_server() {
    let Some((_store, registry)) = one_image() else { return };
    let tokens = Tokens::start(|call| Answer::Token(call.repositories.clone()));
    let realm = tokens.realm();
    let proxy = Proxy::start(registry.port, move |passing| match passing.request.header("authorization") {
        Some(_) => Sent::Whole(passing.relay()),
        None => Sent::Whole(
            Response::new(401, "").with("www-authenticate", format!("Bearer realm=\"{realm}\",service=\"made\"")),
        ),
    });
    // The token server has a credential of its own, and another registry too: neither is this registry's.
    let of_realm = format!("127.0.0.1:{}", tokens.port());
    let credentials =
        Credentials::default().with_password(&of_realm, USER, PASSWORD).with_password("docker.io", USER, PASSWORD);
    let client = Client::new(Config { credentials, ..config(&[proxy.port, tokens.port()]) }).unwrap();
    assert_eq!(head(&client, proxy.port), Ok(()));
    assert!(!tokens.calls().is_empty() && tokens.calls().iter().all(|call| call.who.is_empty()));
}

#[test]
fn a_registry_that_never_believes_a_token_is_not_asked_for_ever() {
    let Some((_store, registry)) = one_image() else { return };
    let tokens = Tokens::generous();
    let realm = tokens.realm();
    let proxy = Proxy::start(registry.port, move |_| {
        Sent::Whole(
            Response::new(401, "").with("www-authenticate", format!("Bearer realm=\"{realm}\",service=\"made\"")),
        )
    });
    let client = Client::new(config(&[proxy.port, tokens.port()])).unwrap();
    assert_eq!(head(&client, proxy.port), Err(Failure::AuthFailed { anonymous: true }));
    assert_eq!((proxy.asked().len(), tokens.calls().len()), (3, 2));
}

#[test]
fn a_long_answer_is_not_read_to_its_end() {
    let Some((_store, registry)) = one_image() else { return };
    let pushed = portcullis::net::registry::Digest::of(b"x");
    let long = Proxy::start(registry.port, |_| {
        Sent::Whole(Response::new(200, vec![b' '; 5 << 20]).with("content-type", "application/json"))
    });
    let answer = run(client(long.port).manifest(&repository(long.port, "web"), &pushed));
    assert!(matches!(&answer, Err(Failure::Malformed(why)) if why.contains("4194304")), "{answer:?}");
}

#[test]
fn a_run_asks_so_many_strangers_and_no_more() {
    // Names that nobody has: none is reached, and each counts.
    let pace = Duration::from_millis(1);
    let client = Client::new(Config { pace, deadline: Duration::from_secs(60), ..config(&[]) }).unwrap();
    let ask = |n: usize| run(client.head(&Repository::parse(&format!("registry-{n}.invalid/web")).unwrap(), &tag("1")));
    for n in 0..20 {
        assert!(matches!(ask(n), Err(Failure::Unreachable(_))));
    }
    assert!(matches!(ask(20), Err(Failure::NotAllowed(_))));
}

#[test]
fn a_config_that_cannot_be_used_is_said_at_once() {
    for (name, host) in [
        ("not a host", HostConfig::default()),
        ("registry.example", HostConfig { ca: Some(b"nothing".to_vec()), ..HostConfig::default() }),
        (
            "mirror.example",
            HostConfig { mirror_of: Some("https://registry.example/".to_owned()), ..HostConfig::default() },
        ),
    ] {
        let hosts = BTreeMap::from([(name.to_owned(), host)]);
        assert!(Client::new(Config { hosts, ..config(&[]) }).is_err(), "{name}");
    }
}
