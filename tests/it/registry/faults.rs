//! What goes wrong on the way, each in its own class, in time, and without a word of what is secret.

use std::time::{Duration, Instant};

use portcullis::net::registry::{Client, Config, Credentials, Digest, Failure, Outcome, Unreachable};

use super::http::{Response, Sent};
use super::proxy::{Passing, Proxy};
use super::push::{Pushed, Target};
use super::real::{PASSWORD, Registry, Setup, Store, USER};
use super::{by, config, repository, run, tag};

/// A registry with one image, which it was pushed as.
fn one_image() -> Option<(Store, Registry, Pushed)> {
    let store = Store::new()?;
    let registry = store.serve(&Setup::Plain);
    let pushed = Target { port: registry.port, path: "web" }.image("1", "a");
    Some((store, registry, pushed))
}

/// What becomes of a question when the first `times` requests fare like `fault`, and how many are sent.
fn through(
    registry: &Registry,
    times: usize,
    fault: fn(&Passing<'_>) -> Sent,
    ask: impl AsyncFn(&Client, u16) -> Outcome<()>,
) -> (Outcome<()>, usize) {
    let proxy =
        Proxy::start(
            registry.port,
            move |passing| {
                if passing.before < times { fault(passing) } else { Sent::Whole(passing.relay()) }
            },
        );
    let begun = Instant::now();
    let deadline = Duration::from_secs(3);
    let client = Client::new(Config { deadline, ..config(&[proxy.port]) }).unwrap();
    let answer = run(ask(&client, proxy.port));
    assert!(begun.elapsed() < deadline + Duration::from_secs(2), "{:?}", begun.elapsed());
    (answer, proxy.asked().len())
}

const ALWAYS: usize = usize::MAX;

#[test]
fn a_fault_that_passes_is_outlived() {
    let Some((_store, registry, pushed)) = one_image() else { return };
    let faults: [fn(&Passing<'_>) -> Sent; 6] = [
        |_| Sent::Whole(Response::new(429, "").with("retry-after", "0")),
        |_| Sent::Whole(Response::new(500, "")),
        |_| Sent::Whole(Response::new(502, "<html>").with("content-type", "text/html")),
        |_| Sent::Whole(Response::new(503, "")),
        |_| Sent::Whole(Response::new(408, "")),
        |_| Sent::Nothing,
    ];
    for (index, fault) in faults.into_iter().enumerate() {
        for times in 1..3 {
            let head = async |client: &Client, port: u16| {
                client.head(&repository(port, "web"), &by(&pushed.digest)).await.map(drop)
            };
            assert_eq!(through(&registry, times, fault, head), (Ok(()), times + 1), "{index}");
        }
    }
}

#[test]
fn each_fault_has_its_own_class_whatever_is_asked() {
    let Some((_store, registry, pushed)) = one_image() else { return };
    type Row = (&'static str, fn(&Passing<'_>) -> Sent, fn(&Failure) -> bool, usize);
    let rows: [Row; 9] = [
        (
            "429",
            |_| Sent::Whole(Response::new(429, "{}")),
            |failure| *failure == Failure::RateLimited { retry_after: None },
            3,
        ),
        (
            "429 for an hour",
            |_| Sent::Whole(Response::new(429, "{}").with("retry-after", "3600")),
            |failure| *failure == Failure::RateLimited { retry_after: Some(Duration::from_secs(3600)) },
            1,
        ),
        ("500", |_| Sent::Whole(Response::new(500, "{}")), |failure| *failure == Failure::ServerError(500), 3),
        ("502", |_| Sent::Whole(Response::new(502, "{}")), |failure| *failure == Failure::ServerError(502), 3),
        ("a cut", |_| Sent::Nothing, |failure| matches!(failure, Failure::Unreachable(Unreachable::Broken(_))), 3),
        ("a teapot", |_| Sent::Whole(Response::new(418, "{}")), |failure| matches!(failure, Failure::Malformed(_)), 1),
        (
            "a portal",
            |_| Sent::Whole(Response::new(404, "<html>").with("content-type", "text/html")),
            |failure| matches!(failure, Failure::Malformed(_)),
            1,
        ),
        (
            "401 without a challenge",
            |_| Sent::Whole(Response::new(401, "{}")),
            |failure| matches!(failure, Failure::Malformed(_)),
            1,
        ),
        (
            "403",
            |_| Sent::Whole(Response::new(403, "{}")),
            |failure| *failure == Failure::AuthFailed { anonymous: true },
            1,
        ),
    ];
    for (name, fault, is_expected, requests) in rows {
        let digest = pushed.digest.clone();
        let check = |(answer, sent): (Outcome<()>, usize)| {
            assert!(answer.as_ref().is_err_and(is_expected), "{name}: {answer:?}");
            assert_eq!(sent, requests, "{name}");
        };
        check(through(&registry, ALWAYS, fault, async |client, port| {
            client.head(&repository(port, "web"), &tag("1")).await.map(drop)
        }));
        check(through(&registry, ALWAYS, fault, async |client, port| {
            client.manifest(&repository(port, "web"), &digest).await.map(drop)
        }));
        check(through(&registry, ALWAYS, fault, async |client, port| {
            client.blob(&repository(port, "web"), &digest, 9).await.map(drop)
        }));
        check(through(&registry, ALWAYS, fault, async |client, port| {
            client.tags(&repository(port, "web")).await.map(drop)
        }));
        check(through(&registry, ALWAYS, fault, async |client, port| {
            client.referrers(&repository(port, "web"), &digest).await.map(drop)
        }));
    }
}

#[test]
fn a_body_that_stalls_or_breaks_off_is_no_body() {
    let Some((_store, registry, pushed)) = one_image() else { return };
    let manifest =
        async |client: &Client, port: u16| client.manifest(&repository(port, "web"), &pushed.digest).await.map(drop);
    let (answer, _) = through(&registry, ALWAYS, |passing| Sent::Stalled(passing.relay()), manifest);
    assert_eq!(answer, Err(Failure::Unreachable(Unreachable::Timeout)));
    let (answer, sent) = through(&registry, ALWAYS, |passing| Sent::Half(passing.relay()), manifest);
    assert!(matches!(answer, Err(Failure::Unreachable(Unreachable::Broken(_)))), "{answer:?}");
    assert_eq!(sent, 3);
    assert_eq!(through(&registry, 1, |passing| Sent::Half(passing.relay()), manifest).0, Ok(()));
}

#[test]
fn other_bytes_are_told_and_a_header_is_not_trusted_alone() {
    let Some((_store, registry, pushed)) = one_image() else { return };
    let other = Digest::of(b"other");
    let head =
        async |client: &Client, port: u16| client.head(&repository(port, "web"), &by(&pushed.digest)).await.map(drop);
    let wrong_header = |passing: &Passing<'_>| {
        Sent::Whole(
            passing
                .relay()
                .without("docker-content-digest")
                .with("docker-content-digest", Digest::of(b"other").as_str()),
        )
    };
    let mismatch = |said: &Digest| Err(Failure::DigestMismatch { said: said.to_string() });
    assert_eq!(through(&registry, ALWAYS, wrong_header, head), (mismatch(&other), 1));
    let nonsense = |passing: &Passing<'_>| {
        Sent::Whole(passing.relay().without("docker-content-digest").with("docker-content-digest", "sha256:zz"))
    };
    assert!(matches!(through(&registry, ALWAYS, nonsense, head).0, Err(Failure::Malformed(_))));

    let tampered = |passing: &Passing<'_>| {
        let mut answer = passing.relay();
        answer.body.iter_mut().filter(|byte| **byte == b'a').for_each(|byte| *byte = b'A');
        Sent::Whole(answer)
    };
    let bytes: Vec<u8> = pushed.bytes.iter().map(|byte| if *byte == b'a' { b'A' } else { *byte }).collect();
    let manifest =
        async |client: &Client, port: u16| client.manifest(&repository(port, "web"), &pushed.digest).await.map(drop);
    assert_eq!(through(&registry, ALWAYS, tampered, manifest), (mismatch(&Digest::of(&bytes)), 1));
}

#[test]
fn a_missing_header_costs_one_get_and_a_no_costs_none() {
    let Some((_store, registry, pushed)) = one_image() else { return };
    let head = async |client: &Client, port: u16| {
        let found = client.head(&repository(port, "web"), &tag("1")).await?;
        assert_eq!((found.digest, found.size), (pushed.digest.clone(), u64::try_from(pushed.bytes.len()).ok()));
        Ok(())
    };
    let bare = |passing: &Passing<'_>| Sent::Whole(passing.relay().without("docker-content-digest"));
    assert_eq!(through(&registry, ALWAYS, bare, head), (Ok(()), 2));
    let no_head = |passing: &Passing<'_>| match passing.request.method.as_str() {
        "HEAD" => Sent::Whole(Response::new(405, "")),
        _ => Sent::Whole(passing.relay().without("docker-content-digest")),
    };
    assert_eq!(through(&registry, ALWAYS, no_head, head), (Ok(()), 2));
    let page =
        |_: &Passing<'_>| Sent::Whole(Response::new(200, "<html>").with("content-type", "text/html; charset=utf-8"));
    assert!(matches!(through(&registry, ALWAYS, page, head), (Err(Failure::Malformed(_)), 1)));
    let unlabelled = |_: &Passing<'_>| Sent::Whole(Response::new(200, "hello"));
    assert!(matches!(through(&registry, ALWAYS, unlabelled, head), (Err(Failure::Malformed(_)), 2)));
}

#[test]
fn a_limit_holds_the_whole_host_and_no_other() {
    let Some((_store, registry, _)) = one_image() else { return };
    let limited = Proxy::start(registry.port, |passing| match passing.before {
        0 => Sent::Whole(Response::new(429, "").with("retry-after", "1")),
        _ => Sent::Whole(passing.relay()),
    });
    let free = Proxy::start(registry.port, |passing| Sent::Whole(passing.relay()));
    let client = std::sync::Arc::new(Client::new(config(&[limited.port, free.port])).unwrap());
    let begun = Instant::now();
    let ask = |port: u16, name: &'static str| {
        let client = std::sync::Arc::clone(&client);
        async move {
            assert!(client.head(&repository(port, "web"), &tag(name)).await.is_ok_and(|_| name == "1") || name != "1");
            begun.elapsed()
        }
    };
    let (first, second, other) = run(async {
        let first = tokio::spawn(ask(limited.port, "1"));
        while limited.asked().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        let (second, other) = (tokio::spawn(ask(limited.port, "2")), tokio::spawn(ask(free.port, "1")));
        (first.await.unwrap(), second.await.unwrap(), other.await.unwrap())
    });
    assert!(first >= Duration::from_secs(1) && second >= Duration::from_secs(1), "{first:?} {second:?}");
    assert!(other < Duration::from_secs(1), "{other:?}");
    assert_eq!(limited.asked().len(), 3);
}

#[test]
fn a_host_that_is_not_there_is_not_asked_for_ever() {
    let nobody = 1;
    let client = Client::new(config(&[nobody])).unwrap();
    let answers: Vec<_> =
        (0..50).map(|n| run(client.head(&repository(nobody, &format!("web-{n}")), &tag("1")))).collect();
    assert!(
        answers.iter().all(|answer| matches!(answer, Err(Failure::Unreachable(Unreachable::Connect(_))))),
        "{:?}",
        answers[0]
    );
    assert_eq!(client.requests(), 2);
}

#[test]
fn so_many_are_under_way_at_once_and_more_where_the_way_is_long() {
    let Some((_store, registry, _)) = one_image() else { return };
    let most = |delay: u64, is_counted: bool| {
        let proxy = Proxy::start(registry.port, move |passing| {
            std::thread::sleep(Duration::from_millis(delay));
            let answer = passing.relay();
            Sent::Whole(if is_counted { answer.with("ratelimit-remaining", "76;w=21600") } else { answer })
        });
        let client = std::sync::Arc::new(Client::new(config(&[proxy.port])).unwrap());
        run(async {
            let ask = |n: usize| {
                let (client, web) = (std::sync::Arc::clone(&client), repository(proxy.port, "web"));
                tokio::spawn(async move { client.head(&web, &tag(&format!("none-{n}"))).await })
            };
            for answer in (0..120).map(ask).collect::<Vec<_>>() {
                assert_eq!(answer.await.unwrap(), Err(Failure::NotFound));
            }
        });
        assert_eq!(proxy.asked().len(), 120);
        proxy.most_in_flight()
    };
    assert!((2..=16).contains(&most(0, true)));
    assert!((2..=16).contains(&most(80, true)));
    assert!((17..=32).contains(&most(80, false)));
}

#[test]
fn a_name_without_an_address_is_said_to_have_none() {
    let client = Client::new(Config { deadline: Duration::from_secs(5), ..config(&[]) }).unwrap();
    let nowhere = portcullis::net::registry::Repository::parse("registry.invalid/web").unwrap();
    let answer = run(client.head(&nowhere, &tag("1")));
    let is_expected = matches!(&answer, Err(Failure::Unreachable(Unreachable::Dns(_) | Unreachable::Timeout)));
    assert!(is_expected, "{answer:?}");
}

#[test]
fn nothing_that_a_run_writes_holds_what_is_secret() {
    let Some((store, _, pushed)) = one_image() else { return };
    let registry = store.serve(&Setup::Basic);
    let basic = "Z2F0ZWtlZXBlcjp0b3dlci1icmlkZ2U=";
    // A server may say whatever it was told, wherever an answer has room for it.
    let echoes: [fn(&Passing<'_>, &str) -> Response; 7] = [
        |_, told| Response::new(400, told),
        |passing, told| passing.relay().without("docker-content-digest").with("docker-content-digest", told),
        |_, told| Response::new(200, format!("{{\"schemaVersion\":\"{told}\",\"tags\":\"{told}\"}}")),
        |_, told| {
            Response::new(302, "")
                .with("location", format!("https://{}.example/x", told.trim_end_matches('=').replace(' ', "-")))
        },
        |_, told| Response::new(302, "").with("location", format!("http://u:{told}@registry.invalid/")),
        |_, told| Response::new(401, "").with("www-authenticate", format!("Bearer realm=\"{told}\"")),
        |_, told| Response::new(429, told).with("retry-after", told),
    ];
    for (index, echo) in echoes.into_iter().enumerate() {
        let proxy = Proxy::start(registry.port, move |passing| match passing.request.header("authorization") {
            Some(told) => Sent::Whole(echo(passing, told.trim_start_matches("Basic "))),
            None => Sent::Whole(passing.relay()),
        });
        let web = repository(proxy.port, "web");
        let credentials = Credentials::default().with_password(web.host(), USER, PASSWORD);
        let config = Config { credentials, deadline: Duration::from_secs(3), ..config(&[proxy.port]) };
        let mut written = format!("{config:?}");
        let client = Client::new(config).unwrap();
        let answers = run(async {
            let head = client.head(&web, &tag("1")).await.map(|found| format!("{found:?}"));
            let manifest = client.manifest(&web, &pushed.digest).await.map(|manifest| format!("{manifest:?}"));
            let tags = client.tags(&web).await.map(|tags| format!("{tags:?}"));
            let referrers = client.referrers(&web, &pushed.digest).await.map(|found| format!("{found:?}"));
            [head, manifest, tags, referrers]
        });
        written += &format!("{client:?}");
        for answer in answers {
            written += &answer.unwrap_or_else(|failure| format!("{failure} {failure:?}"));
        }
        assert!(proxy.requests().iter().any(|request| request.header("authorization").is_some()));
        for secret in [PASSWORD, basic, basic.trim_end_matches('='), &basic.to_lowercase()[..12]] {
            assert!(!written.contains(secret), "{index}: {written}");
        }
    }
}
