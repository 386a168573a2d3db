//! Limits, failures, and what an error tells.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::server::{Response, Server, refused};
use crate::net::github::retry::Pace;
use crate::net::github::{Answer, Client, Error};

/// A server that answers with each of `responses` in turn, and with the last from then on.
fn in_turn(responses: &'static [fn() -> Response]) -> Server {
    let count = AtomicUsize::new(0);
    Server::new(move |_| responses[count.fetch_add(1, Ordering::Relaxed).min(responses.len() - 1)]())
}

/// A client that does not wait long.
fn hasty(server: &Server) -> Client {
    let pace = Pace { failure: Duration::from_millis(5), limit: Duration::from_millis(5) };
    Client::with(server.config("my-t0k3n"), pace).unwrap()
}

fn ok() -> Response {
    Response::json(&json!({ "data": 1 }))
}

fn broken() -> Response {
    Response::new(502, "<html>")
}

#[test]
fn a_get_outlives_failures() {
    let server = in_turn(&[broken, Response::none, || Response::new(200, "{").with("content-length", "9"), ok]);
    assert_eq!(hasty(&server).get::<Value>("/x").unwrap(), json!({ "data": 1 }));
    assert_eq!(server.asked().len(), 4);

    let server = in_turn(&[broken]);
    let error = refused(hasty(&server).get::<Value>("/x"));
    let message = "no reason given".to_owned();
    assert_eq!(error, Error::Status { what: "GET /x".to_owned(), status: 502, message });
    assert_eq!(server.asked().len(), 4);
}

#[test]
fn what_could_be_seen_twice_is_sent_once() {
    let servers = [in_turn(&[broken, ok]), in_turn(&[Response::none, ok])];
    for server in &servers {
        let client = hasty(server);
        let error = refused(client.post::<Value>("/repos/o/r/pulls/1/reviews", &json!({})));
        assert!(error.is_in_doubt(), "{error}");
        assert_eq!(client.calls(), 1);
    }
    let calls: [fn(&Client) -> Error; 3] = [
        |client| refused(client.put::<Value>("/x", &())),
        |client| refused(client.patch::<Value>("/x", &())),
        |client| refused(client.graphql::<Value>("mutation { a }", &Value::Null)),
    ];
    for call in calls {
        let server = in_turn(&[broken, ok]);
        assert!(call(&hasty(&server)).is_in_doubt());
        assert_eq!(server.asked().len(), 1);
    }
    let server = in_turn(&[broken, ok]);
    let answer: Answer<u8> = hasty(&server).graphql("query { a }", &Value::Null).unwrap();
    assert_eq!((answer.data, server.asked().len()), (Some(1), 2));
}

#[test]
fn limits_are_waited_out_by_every_call() {
    let limits: [fn() -> Response; 5] = [
        || Response::new(403, "").with("retry-after", "0"),
        || Response::new(429, ""),
        || Response::new(403, r#"{"message":"You have exceeded a secondary rate limit."}"#),
        || Response::new(403, "").with("x-ratelimit-remaining", "0").with("x-ratelimit-reset", "1"),
        ok,
    ];
    let server = in_turn(Vec::from(limits).leak());
    let begun = Instant::now();
    assert_eq!(hasty(&server).post::<Value>("/x", &()).unwrap(), json!({ "data": 1 }));
    assert!(server.asked().len() == 5 && begun.elapsed() >= Duration::from_secs(1));

    let limited = || Response::json(&json!({ "data": null, "errors": [{ "type": "RATE_LIMITED", "message": "" }] }));
    let server = in_turn(Vec::from([limited as fn() -> Response, ok]).leak());
    let answer: Answer<u8> = hasty(&server).graphql("mutation { a }", &Value::Null).unwrap();
    assert_eq!((answer.data, server.asked().len()), (Some(1), 2));
}

#[test]
fn a_limit_beyond_the_deadline_is_told_at_once() {
    let server = in_turn(&[|| Response::new(403, "").with("retry-after", "18446744073709551615"), ok]);
    let client = hasty(&server);
    let error = refused(client.get::<Value>("/x"));
    assert!(matches!(&error, Error::RateLimited { wait, .. } if wait.as_secs() == u64::MAX), "{error}");
    assert!(error.help().is_some() && !error.is_in_doubt() && client.calls() == 1);

    let server = in_turn(&[|| Response::new(429, "")]);
    assert!(matches!(refused(hasty(&server).get::<Value>("/x")), Error::RateLimited { .. }));
    assert_eq!(server.asked().len(), 6);
}

#[test]
fn one_limit_silences_all_threads() {
    let server = in_turn(&[|| Response::new(429, "").with("retry-after", "1"), ok]);
    let client = hasty(&server);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| client.get::<Value>("/first").unwrap());
        while server.asked().is_empty() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(100));
        let begun = Instant::now();
        let _: Value = client.get("/second").unwrap();
        assert!(begun.elapsed() >= Duration::from_millis(500));
        first.join().unwrap();
    });
}

#[test]
fn a_refusal_says_what_github_says() {
    let message = |status: u16, body: Value| {
        let server = Server::new(move |_| Response::new(status, body.to_string()));
        refused(hasty(&server).post::<Value>("/x", &()))
    };
    let said = |error: &str| Error::Unprocessable { what: "POST /x".to_owned(), message: error.to_owned() };
    let texts = json!({ "message": "Unprocessable Entity", "errors": ["Line must be part of the diff"] });
    assert_eq!(message(422, texts), said("Unprocessable Entity; Line must be part of the diff"));
    let objects = json!({ "message": "Validation Failed", "errors": [
        { "resource": "PullRequestReview", "code": "custom", "field": "body" }, { "message": "was submitted too quickly" }, 7
    ] });
    let expected = "Validation Failed; PullRequestReview body custom; was submitted too quickly; 7";
    assert_eq!(message(422, objects), said(expected));
    assert_eq!(message(422, json!({ "errors": "one" })), said("one"));
    let many = message(422, json!({ "errors": vec!["x".repeat(999); 99] })).to_string();
    assert!(many.len() < 2_100 && many.ends_with('…'), "{many}");

    let denied = message(403, json!({ "message": "Resource not accessible by integration" }));
    assert!(denied.is_denied() && denied.help().unwrap().contains("pull-requests: write"), "{denied}");
    let off = message(403, json!({ "message": "Code scanning is not enabled for this repository." }));
    assert!(off.help().unwrap().contains("enable code scanning"));
    assert!(message(401, json!({ "message": "Bad credentials" })).help().unwrap().contains("invalid or expired"));
}

#[test]
fn no_error_tells_the_token() {
    let echo = Server::new(|request| {
        let header = request.header("authorization").unwrap().to_owned();
        match request.path.as_str() {
            "/api/v3/422" => {
                Response::new(422, json!({ "message": header, "errors": [{ "message": header }] }).to_string())
            }
            "/api/v3/404" => Response::new(404, json!({ "message": header }).to_string()),
            "/api/v3/300" => Response::new(300, json!({ "message": header }).to_string()),
            _ => Response::json(&json!({ "data": header })),
        }
    });
    let client = hasty(&echo);
    for path in ["/422", "/404", "/300", "/my-t0k3n"] {
        let error = refused(client.get::<Vec<u8>>(path));
        assert!(!format!("{error} {error:?}").contains("my-t0k3n"), "{error:?}");
        assert!(!format!("{error} {error:?}").contains("Bearer t"), "{error:?}");
    }
    let error = refused(client.graphql::<Vec<u8>>("query { a }", &Value::Null));
    assert!(error.to_string().contains('…') && !error.to_string().contains("my-t0k3n"), "{error}");
    assert!(!format!("{:?}", echo.config("my-t0k3n")).contains("my-t0k3n"));
}
