//! A small HTTP/1.1 server on loopback: real sockets, and every request is kept.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::net::github::{Client, Config, Error, Host, Token};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// With the query.
    pub(crate) path: String,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// What is answered.
pub(crate) struct Response {
    /// Zero: the connection ends without an answer.
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// A server, until it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
    ends: Arc<AtomicBool>,
}

impl Request {
    /// The header `name`, which is written in lower case.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Reads one; `None` where the connection ends first.
    pub(crate) fn read(stream: impl Read) -> Option<Self> {
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        stream.read_line(&mut line).ok()?;
        let mut words = line.split_ascii_whitespace().map(str::to_owned);
        let (method, path) = (words.next()?, words.next()?);
        let mut headers = Vec::new();
        loop {
            line.clear();
            stream.read_line(&mut line).ok()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut request = Self { method, path, headers, body: Vec::new() };
        let length = request.header("content-length").map_or(0, |length| length.parse().unwrap());
        request.body.resize(length, 0);
        stream.read_exact(&mut request.body).ok()?;
        Some(request)
    }
}

impl Response {
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    pub(crate) fn json(body: &Value) -> Self {
        Self::new(200, body.to_string())
    }

    /// No answer.
    pub(crate) fn none() -> Self {
        Self::new(0, "")
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Writes it, and that nothing more comes.
    pub(crate) fn write(&self, mut stream: impl Write) {
        if self.status != 0 {
            let mut head = format!("HTTP/1.1 {} x\r\nconnection: close\r\n", self.status);
            for (name, value) in &self.headers {
                head += &format!("{name}: {value}\r\n");
            }
            let whole = self.headers.iter().any(|(name, _)| name == "transfer-encoding" || name == "content-length");
            head += &if whole { String::new() } else { format!("content-length: {}\r\n", self.body.len()) };
            // Who asked may be gone: that is a story of its own.
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(b"\r\n"));
            let _ = stream.write_all(&self.body).and_then(|()| stream.flush());
        }
    }
}

impl Server {
    /// Answers every request by `answer`, each connection on a thread of its own.
    pub(crate) fn new(answer: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Self {
        let (seen, answer) = (Arc::new(Mutex::new(Vec::new())), Arc::new(answer));
        let kept = Arc::clone(&seen);
        let (address, ends) = listen(move |stream| {
            if let Some(request) = Request::read(&stream) {
                kept.lock().unwrap().push(request.clone());
                answer(&request).write(&stream);
            }
        });
        Self { address, seen, ends }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request so far: its method and its path.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|request| format!("{} {}", request.method, request.path)).collect()
    }

    /// The request that came last.
    pub(crate) fn last(&self) -> Request {
        self.seen.lock().unwrap().last().unwrap().clone()
    }

    /// A client for this server as it would be one of somebody's own.
    pub(crate) fn client(&self, token: &str) -> Client {
        Client::new(self.config(token)).unwrap()
    }

    pub(crate) fn config(&self, token: &str) -> Config {
        let (rest, graphql) = (format!("{}/api/v3", self.url()), format!("{}/api/graphql", self.url()));
        let token = Some(Token::new(token.to_owned()));
        Config { host: Host { rest, graphql }, token, deadline: Duration::from_secs(20) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
        let _ = TcpStream::connect(self.address);
    }
}

/// Takes connections until told to end.
pub(crate) fn listen(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> (SocketAddr, Arc<AtomicBool>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (address, ends, serve) = (listener.local_addr().unwrap(), Arc::new(AtomicBool::new(false)), Arc::new(serve));
    let told = Arc::clone(&ends);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok).take_while(|_| !told.load(Ordering::Relaxed)) {
            let serve = Arc::clone(&serve);
            thread::spawn(move || serve(stream));
        }
    });
    (address, ends)
}

/// The error of a result whose value cannot be shown.
pub(crate) fn refused<T>(result: Result<T, Error>) -> Error {
    result.err().expect("a refusal")
}
