//! Who is asking: names and passwords, tokens, certificates.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use portcullis::net::registry::{
    Client, Config, Credentials, Failure, HostConfig, Outcome, Places, Repository, Unreachable,
};

use super::http::{Response, Sent};
use super::proxy::Proxy;
use super::push::Target;
use super::real::{Authority, PASSWORD, Registry, Setup, Store, USER};
use super::tokens::{Answer, Call, Tokens};
use super::{config, repository, run, tag};

fn with(ports: &[u16], credentials: Credentials) -> Client {
    Client::new(Config { credentials, ..config(ports) }).unwrap()
}

fn login(scope: &str, user: &str, password: &str) -> Credentials {
    Credentials::default().with_password(scope, user, password)
}

/// A store in which each of `paths` has an image under the tag `1`.
fn filled(paths: &[&str]) -> Option<Store> {
    let store = Store::new()?;
    let registry = store.serve(&Setup::Plain);
    for path in paths {
        Target { port: registry.port, path }.image("1", path);
    }
    Some(store)
}

fn head(client: &Client, repository: &Repository) -> Outcome<()> {
    run(client.head(repository, &tag("1"))).map(drop)
}

#[test]
fn a_password_is_sent_when_it_is_asked_for() {
    let Some(store) = filled(&["team/web", "other/web"]) else { return };
    let registry = store.serve(&Setup::Basic);
    let proxy = Proxy::start(registry.port, |passing| Sent::Whole(passing.relay()));
    let web = repository(proxy.port, "team/web");
    let refused = |anonymous| Err(Failure::AuthFailed { anonymous });
    assert_eq!(head(&with(&[proxy.port], Credentials::default()), &web), refused(true));
    let (host, part) = (web.host().to_owned(), format!("{}/team", web.host()));
    assert_eq!(head(&with(&[proxy.port], login(&host, USER, "wrong-password")), &web), refused(false));
    for scope in [&host, &part] {
        assert_eq!(head(&with(&[proxy.port], login(scope, USER, PASSWORD)), &web), Ok(()), "{scope}");
    }
    // A part's password is not another part's, nor another host's.
    let other = repository(proxy.port, "other/web");
    assert_eq!(head(&with(&[proxy.port], login(&part, USER, PASSWORD)), &other), refused(true));
    assert_eq!(head(&with(&[proxy.port], login("registry.example", USER, PASSWORD)), &web), refused(true));
    let before = proxy.requests().len();
    let client = with(&[proxy.port], login(&host, USER, PASSWORD));
    assert!(head(&client, &web).is_ok() && head(&client, &other).is_ok());
    // It is asked for once.
    let sent: Vec<bool> =
        proxy.requests()[before..].iter().map(|request| request.header("authorization").is_some()).collect();
    assert_eq!(sent, [false, true, true]);
}

#[test]
fn credentials_come_from_the_files_of_docker_and_podman() {
    let Some(store) = filled(&["web"]) else { return };
    let registry = store.serve(&Setup::Basic);
    let directory = tempfile::tempdir().unwrap();
    let auth = "Z2F0ZWtlZXBlcjp0b3dlci1icmlkZ2U=";
    let text = format!("{{\"auths\":{{\"127.0.0.1:{}\":{{\"auth\":\"{auth}\"}}}}}}", registry.port);
    for (name, places) in [
        ("config.json", Places { docker_config: Some(directory.path().to_owned()), ..Places::default() }),
        ("auth.json", Places { registry_auth_file: Some(directory.path().join("auth.json")), ..Places::default() }),
    ] {
        std::fs::write(directory.path().join(name), &text).unwrap();
        let credentials = Credentials::load(&places).unwrap();
        assert_eq!(head(&with(&[registry.port], credentials), &repository(registry.port, "web")), Ok(()), "{name}");
    }
}

#[test]
fn a_certificate_is_trusted_where_its_authority_is_named() {
    let Some(store) = filled(&["web"]) else { return };
    let (authority, another) = (Authority::new(), Authority::new());
    let registry = store.serve(&Setup::Encrypted(&authority));
    let web = Repository::parse(&format!("localhost:{}/web", registry.port)).unwrap();
    let ask = |ca: &str| {
        let host = HostConfig { ca: Some(ca.as_bytes().to_vec()), ..HostConfig::default() };
        let hosts = BTreeMap::from([(web.host().to_owned(), host)]);
        head(&Client::new(Config { hosts, ..config(&[]) }).unwrap(), &web)
    };
    assert_eq!(ask(&authority.pem), Ok(()));
    let refused = ask(&another.pem);
    assert!(
        matches!(&refused, Err(Failure::Unreachable(Unreachable::Tls(why))) if why.contains("certificate")),
        "{refused:?}"
    );
    // Without encryption it says that it does not understand, which is no "not found".
    let plain = Client::new(config(&[])).unwrap();
    assert!(matches!(head(&plain, &web), Err(Failure::NotAllowed(_))));
    let hosts = BTreeMap::from([(web.host().to_owned(), HostConfig { plain_http: true, ..HostConfig::default() })]);
    let plain = head(&Client::new(Config { hosts, ..config(&[]) }).unwrap(), &web);
    assert!(matches!(plain, Err(Failure::Malformed(_))), "{plain:?}");
}

/// A registry that believes `tokens`, and a repository of it.
fn believing(store: &Store, tokens: &Tokens) -> Registry {
    store.serve(&Setup::Tokens { realm: tokens.realm(), certificate: tokens.certificate() })
}

#[test]
fn a_token_is_fetched_for_strangers_too() {
    let Some(store) = filled(&["web"]) else { return };
    let tokens = Tokens::generous();
    let registry = believing(&store, &tokens);
    let client = with(&[registry.port, tokens.port()], Credentials::default());
    let web = repository(registry.port, "web");
    assert_eq!(head(&client, &web), Ok(()));
    assert_eq!(run(client.tags(&web)).unwrap(), ["1"]);
    let call = Call {
        method: "GET".to_owned(),
        repositories: vec!["web".to_owned()],
        service: "made".to_owned(),
        who: String::new(),
    };
    assert_eq!(tokens.calls(), [call]);
}

#[test]
fn a_token_server_is_told_the_registrys_credential() {
    let Some(store) = filled(&["web"]) else { return };
    let tokens = Tokens::start(|call| match (call.method.as_str(), call.who.as_str()) {
        ("GET", "gatekeeper:tower-bridge") | ("POST", "identity-of-the-gate") => {
            Answer::Token(call.repositories.clone())
        }
        ("GET", "gatekeeper:suspended") => Answer::Sent(Sent::Whole(Response::new(403, "{}"))),
        _ => Answer::Sent(Sent::Whole(Response::new(401, "{}"))),
    });
    let registry = believing(&store, &tokens);
    let web = repository(registry.port, "web");
    let ask = |credentials| head(&with(&[registry.port, tokens.port()], credentials), &web);
    assert_eq!(ask(login(web.host(), USER, PASSWORD)), Ok(()));
    assert_eq!(
        ask(login(web.host(), "<token>", "identity-of-the-gate")),
        Err(Failure::AuthFailed { anonymous: false })
    );
    assert_eq!(ask(login(web.host(), USER, "wrong-password")), Err(Failure::AuthFailed { anonymous: false }));
    assert_eq!(ask(login(web.host(), USER, "suspended")), Err(Failure::Denied));
    assert_eq!(ask(Credentials::default()), Err(Failure::AuthFailed { anonymous: true }));
    let directory = tempfile::tempdir().unwrap();
    let text = format!("{{\"auths\":{{\"{}\":{{\"identitytoken\":\"identity-of-the-gate\"}}}}}}", web.host());
    std::fs::write(directory.path().join("config.json"), text).unwrap();
    let places = Places { docker_config: Some(directory.path().to_owned()), ..Places::default() };
    assert_eq!(ask(Credentials::load(&places).unwrap()), Ok(()));
    let last = tokens.calls().pop().unwrap();
    assert_eq!((last.method.as_str(), last.repositories), ("POST", vec!["web".to_owned()]));
}

#[test]
fn a_registry_may_also_take_a_token_directly() {
    let Some(store) = filled(&["web"]) else { return };
    let registry = store.serve(&Setup::Plain);
    let proxy = Proxy::start(registry.port, |passing| match passing.request.header("authorization") {
        Some("Bearer stored-t0ken") => Sent::Whole(passing.relay()),
        _ => Sent::Whole(Response::new(401, "{}").with("www-authenticate", "Bearer realm=\"http://127.0.0.1:1/t\"")),
    });
    let web = repository(proxy.port, "web");
    let directory = tempfile::tempdir().unwrap();
    let text = |token: &str| format!("{{\"auths\":{{\"{}\":{{\"registrytoken\":\"{token}\"}}}}}}", web.host());
    for (token, expected) in [("stored-t0ken", Ok(())), ("another", Err(Failure::AuthFailed { anonymous: false }))] {
        std::fs::write(directory.path().join("config.json"), text(token)).unwrap();
        let places = Places { docker_config: Some(directory.path().to_owned()), ..Places::default() };
        assert_eq!(head(&with(&[proxy.port], Credentials::load(&places).unwrap()), &web), expected);
    }
}

/// Asks for the image `1` of each path at once.
fn all_at_once(client: Client, port: u16, paths: &[String]) -> Vec<Outcome<()>> {
    let client = Arc::new(client);
    run(async {
        let ask = |path: &String| {
            let (client, repository) = (Arc::clone(&client), repository(port, path));
            tokio::spawn(async move { client.head(&repository, &tag("1")).await.map(drop) })
        };
        let asked: Vec<_> = paths.iter().map(ask).collect();
        let mut answers = Vec::new();
        for answer in asked {
            answers.push(answer.await.unwrap());
        }
        answers
    })
}

#[test]
fn one_token_is_for_several_repositories() {
    let paths: Vec<String> = (0..12).map(|n| format!("team/web-{n}")).collect();
    let Some(store) = filled(&paths.iter().map(String::as_str).collect::<Vec<_>>()) else { return };
    // While the first token is on its way, the others wait, and get theirs together.
    let tokens = Tokens::start(|call| {
        std::thread::sleep(Duration::from_millis(300));
        Answer::Token(call.repositories.clone())
    });
    let registry = believing(&store, &tokens);
    let answers = all_at_once(with(&[registry.port, tokens.port()], Credentials::default()), registry.port, &paths);
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    let calls = tokens.calls();
    assert!(calls.len() <= 4 && calls.iter().all(|call| call.repositories.len() <= 10), "{calls:?}");
    let mut asked: Vec<String> = calls.into_iter().flat_map(|call| call.repositories).collect();
    asked.sort();
    assert_eq!(asked.len(), 12, "each once");
}

#[test]
fn one_repository_that_is_refused_does_not_take_the_others_with_it() {
    let paths: Vec<String> = (0..6).map(|n| format!("team/web-{n}")).collect();
    let Some(store) = filled(&paths.iter().map(String::as_str).collect::<Vec<_>>()) else { return };
    let hidden = |repository: &String| repository == "team/web-3";
    let strict = Tokens::start(move |call| match call.repositories.iter().any(hidden) {
        true => Answer::Sent(Sent::Whole(Response::new(401, "{}"))),
        false => Answer::Token(call.repositories.clone()),
    });
    // Docker Hub gives a token for what may be read, and leaves out the rest.
    let lenient = Tokens::start(move |call| {
        Answer::Token(call.repositories.iter().filter(|one| !hidden(one)).cloned().collect())
    });
    for tokens in [strict, lenient] {
        let registry = believing(&store, &tokens);
        let answers = all_at_once(with(&[registry.port, tokens.port()], Credentials::default()), registry.port, &paths);
        for (path, answer) in paths.iter().zip(answers) {
            let expected = if hidden(path) { Err(Failure::AuthFailed { anonymous: true }) } else { Ok(()) };
            assert_eq!(answer, expected, "{path}");
        }
    }
}

#[test]
fn a_token_server_that_fails_is_not_a_refusal() {
    let Some(store) = filled(&["web"]) else { return };
    for (answer, expected) in [
        (Sent::Whole(Response::new(500, "")), Failure::ServerError(500)),
        (
            Sent::Whole(Response::new(429, "").with("retry-after", "3600")),
            Failure::RateLimited { retry_after: Some(Duration::from_secs(3600)) },
        ),
        (
            Sent::Whole(Response::new(404, "")),
            Failure::Malformed("the token server answered with status 404".to_owned()),
        ),
        (
            Sent::Whole(Response::new(200, "<html>")),
            Failure::Malformed("the token server's answer is not a token".to_owned()),
        ),
        (
            Sent::Whole(Response::new(200, "{}")),
            Failure::Malformed("the token server's answer does not have a token".to_owned()),
        ),
        (
            Sent::Whole(Response::new(200, "{\"token\":\"a\\nb\"}")),
            Failure::Malformed("the token server's answer does not have a token".to_owned()),
        ),
    ] {
        let tokens = Tokens::start(move |_| Answer::Sent(answer.clone()));
        let registry = believing(&store, &tokens);
        let client = with(&[registry.port, tokens.port()], Credentials::default());
        assert_eq!(head(&client, &repository(registry.port, "web")), Err(expected));
    }
    let tokens = Tokens::start(|_| Answer::Sent(Sent::Nothing));
    let registry = believing(&store, &tokens);
    let client = with(&[registry.port, tokens.port()], Credentials::default());
    assert!(matches!(head(&client, &repository(registry.port, "web")), Err(Failure::Unreachable(_))));
}
