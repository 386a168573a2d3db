//! Requests without a gate: what a person's script would send.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;

use serde_json::Value;

use super::http::{body, headers};
use super::{Fake, GATE};

/// How such a script names itself: what it sends need not be valid.
pub(super) const AGENT: &str = "a-person";

/// An answer to a plain request.
#[derive(Debug)]
pub(crate) struct Plain {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Plain {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

impl Fake {
    pub(crate) fn get(&self, path: &str) -> Plain {
        self.send(GATE, "GET", path, &Value::Null).unwrap()
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Plain {
        self.send(GATE, "POST", path, body).unwrap()
    }

    /// Asks by GraphQL, as whoever has `token`.
    pub(crate) fn graphql(&self, token: &str, document: &str, variables: &Value) -> Value {
        let body = serde_json::json!({ "query": document, "variables": variables });
        self.send(token, "POST", "/graphql", &body).unwrap().json()
    }

    /// Sends a request; nothing where no whole answer comes.
    pub(crate) fn send(&self, token: &str, method: &str, path: &str, content: &Value) -> Option<Plain> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.server.port)).unwrap();
        let content = if content.is_null() { String::new() } else { content.to_string() };
        let head = format!("{method} {path} HTTP/1.1\r\nHost: x\r\nUser-Agent: {AGENT}\r\nConnection: close\r\n");
        write!(stream, "{head}Authorization: Bearer {token}\r\nContent-Length: {}\r\n\r\n{content}", content.len())
            .unwrap();
        let mut reader = BufReader::new(stream);
        let mut first = String::new();
        reader.read_line(&mut first).unwrap();
        let status = first.split(' ').nth(1)?.parse().unwrap();
        let headers = headers(&mut reader).unwrap();
        let body = body(&mut reader, &headers).ok()?;
        Some(Plain { status, headers, body })
    }
}
