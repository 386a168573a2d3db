//! The client against real sockets.

mod failures;
pub(crate) mod server;
mod transport;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

use self::server::{Request, Response, Server, refused};
use super::{Answer, Client, Config, Error};

#[test]
fn requests_are_those_that_the_api_describes() {
    let server = Server::new(|_| Response::json(&json!({ "data": { "ok": true } })));
    let client = server.client("s3cr3t\n");
    let _: Value = client.get("/repos/o/r/pulls/1").unwrap();
    let seen = server.last();
    assert_eq!((seen.method.as_str(), seen.path.as_str()), ("GET", "/api/v3/repos/o/r/pulls/1"));
    assert_eq!(seen.header("accept"), Some("application/vnd.github+json"));
    assert_eq!(seen.header("x-github-api-version"), Some("2022-11-28"));
    assert_eq!(seen.header("authorization"), Some("Bearer s3cr3t"));
    assert_eq!(seen.header("user-agent"), Some(crate::net::http::AGENT));

    let _: Value = client.put("/a", &json!({ "n": 1 })).unwrap();
    assert_eq!((server.last().method.as_str(), server.last().body), ("PUT", b"{\"n\":1}".to_vec()));
    let _: Value = client.patch("/a", &json!([])).unwrap();
    assert_eq!(server.last().method, "PATCH");
    let _: Value = client.post("/a", &json!("x")).unwrap();
    assert_eq!(
        (server.last().method.as_str(), server.last().header("content-type")),
        ("POST", Some("application/json"))
    );

    let answer: Answer<Value> = client.graphql("query { ok }", &json!({ "n": 1 })).unwrap();
    assert_eq!((answer.data, server.last().path.as_str()), (Some(json!({ "ok": true })), "/api/graphql"));
    let body: Value = serde_json::from_slice(&server.last().body).unwrap();
    assert_eq!(body, json!({ "query": "query { ok }", "variables": { "n": 1 } }));
    assert_eq!(client.calls(), 5);
}

#[test]
fn an_answer_without_content_is_none() {
    let server = Server::new(|_| Response::new(204, ""));
    server.client("t").post::<()>("/a", &()).unwrap();
    assert_eq!(server.client("t").get::<Option<Value>>("/a"), Ok(None));
}

/// A list of `pages` pages with two items each.
fn list(request: &Request, pages: usize, next: impl Fn(usize) -> String) -> Response {
    let page = request.path.split("page=").last().unwrap().parse::<usize>().unwrap();
    let page = if request.path.contains("&page=") { page } else { 1 };
    let response = Response::json(&json!([page * 10, page * 10 + 1]));
    if page == pages { response } else { response.with("link", next(page + 1)) }
}

#[test]
fn all_pages_are_read_and_no_more() {
    let next = |page: usize| {
        format!(
            "</api/v3/x,y?per_page=100&page=1>; rel=\"first\", </api/v3/list?a=b&per_page=100&page={page}>; rel=\"next\""
        )
    };
    let server = Server::new(move |request| list(request, 3, next));
    let client = server.client("t");
    let items: Vec<u32> = client.pages("/list?a=b", 1000).unwrap();
    assert_eq!(items, [10, 11, 20, 21, 30, 31]);
    assert_eq!(server.asked()[..2], ["GET /api/v3/list?a=b&per_page=100", "GET /api/v3/list?a=b&per_page=100&page=2"]);
    let items: Vec<u32> = client.pages("/list", 3).unwrap();
    assert_eq!((items, client.calls()), (vec![10, 11, 20], 5));
    assert_eq!(server.asked()[3], "GET /api/v3/list?per_page=3");
}

#[test]
fn pages_elsewhere_and_pages_without_end_are_not_followed() {
    let other = Server::new(|_| Response::json(&json!([])));
    let elsewhere = other.url();
    let server =
        Server::new(move |request| list(request, 3, |page| format!("<{elsewhere}/l?page={page}>; rel=\"next\"")));
    assert_eq!(server.client("t").pages::<u32>("/list", 1000).unwrap(), [10, 11]);
    assert_eq!(other.asked().len(), 0);

    let endless = Server::new(|_| Response::json(&json!([])).with("link", "</api/v3/list>; rel=next"));
    assert!(matches!(refused(endless.client("t").pages::<u32>("/list", 300)), Error::Malformed { .. }));
    assert_eq!(endless.asked().len(), 16);
}

#[test]
fn raw_bytes_are_bounded_whoever_counts_them() {
    let server = Server::new(|request| match request.path.as_str() {
        "/api/v3/chunks" => {
            Response::new(200, "6\r\n\0\x01\x02\x03\x04\x05\r\n0\r\n\r\n").with("transfer-encoding", "chunked")
        }
        _ => Response::new(200, [0, 1, 2, 3, 4, 5]),
    });
    let client = server.client("t");
    for path in ["/counted", "/chunks"] {
        assert_eq!(client.raw(path, 6).unwrap(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(client.raw(path, 5), Err(Error::TooLarge { what: format!("GET {path}"), cap: 5 }));
    }
    assert_eq!(server.last().header("accept"), Some("application/vnd.github.raw+json"));
}

#[test]
fn a_get_is_sent_on_but_only_on_its_own_host() {
    let other = Server::new(|_| Response::json(&json!(1)));
    let elsewhere = other.url();
    let server = Server::new(move |request| match request.path.as_str() {
        "/api/v3/new" => Response::json(&json!("here")),
        "/api/v3/old" => Response::new(301, "").with("location", "/api/v3/older?x=1"),
        "/api/v3/older?x=1" => Response::new(307, "").with("location", "new"),
        "/api/v3/away" => Response::new(302, "").with("location", format!("{elsewhere}/x")),
        _ => Response::new(302, "").with("location", "/api/v3/round"),
    });
    let client = server.client("t");
    assert_eq!(client.get::<String>("/old").unwrap(), "here");
    assert_eq!(client.calls(), 3);
    let error = refused(client.get::<Value>("/away"));
    assert!(matches!(error, Error::Status { status: 302, .. }) && error.help().is_some(), "{error}");
    assert!(matches!(refused(client.get::<Value>("/round")), Error::Status { status: 302, .. }));
    assert_eq!((client.calls(), other.asked().len()), (8, 0));
    assert!(matches!(refused(client.post::<Value>("/old", &())), Error::Status { status: 301, .. }));
    assert_eq!(client.calls(), 9);
}

#[test]
fn all_threads_share_one_client() {
    let server = Server::new(|_| Response::json(&json!(2)));
    let client = server.client("t");
    let sum: usize = (0..40).into_par_iter().map(|_| client.get::<usize>("/x").unwrap()).sum();
    assert_eq!((sum, client.calls(), server.asked().len()), (80, 40, 40));
    assert_eq!(client.get::<usize>("/x"), Ok(2));
}

#[test]
fn neither_a_silent_server_nor_the_end_is_waited_for() {
    let server = Server::new(|_| {
        std::thread::sleep(Duration::from_secs(3));
        Response::none()
    });
    let client = Client::new(Config { deadline: Duration::from_millis(200), ..server.config("t") }).unwrap();
    let begun = Instant::now();
    let error = refused(client.get::<Value>("/x"));
    drop(client);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert!(error.is_in_doubt() && error.to_string().contains("deadline for GitHub has passed"), "{error}");
}
