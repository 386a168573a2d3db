//! A server of files, in one of which something may be wrong.

use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// How a file is answered.
#[derive(Clone)]
pub(crate) enum Answer {
    /// As it is.
    Whole(Vec<u8>),
    /// These bytes, without telling how many they are.
    Unmeasured(Vec<u8>),
    /// Half of it, although more was promised.
    Short(Vec<u8>),
    /// There is none.
    Missing,
}

impl Display for Answer {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Whole(_) => "whole",
            Self::Unmeasured(_) => "unmeasured",
            Self::Short(_) => "short",
            Self::Missing => "missing",
        })
    }
}

#[derive(Default)]
struct State {
    files: BTreeMap<String, Answer>,
    asked: Vec<String>,
}

/// The server; it ends with the test.
pub(crate) struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Server {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming() {
                // A client that goes away is its own affair.
                let _ = serve(&stream.unwrap(), &shared);
            }
        });
        Self { address, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers requests for `path` from now on.
    pub(crate) fn offer(&self, path: &str, answer: Answer) {
        self.state.lock().unwrap().files.insert(format!("/{path}"), answer);
    }

    /// The paths that were asked for, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.state.lock().unwrap().asked.clone()
    }
}

fn serve(stream: &TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
    let answer = {
        let mut state = state.lock().unwrap();
        state.asked.push(path.clone());
        state.files.get(&path).cloned().unwrap_or(Answer::Missing)
    };
    let (status, length, body) = match &answer {
        Answer::Whole(body) => ("200 OK", Some(body.len()), &body[..]),
        Answer::Unmeasured(body) => ("200 OK", None, &body[..]),
        Answer::Short(body) => ("200 OK", Some(body.len()), &body[..body.len() / 2]),
        Answer::Missing => ("404 Not Found", Some(0), &[][..]),
    };
    let length = length.map_or(String::new(), |length| format!("Content-Length: {length}\r\n"));
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {status}\r\n{length}Connection: close\r\n\r\n")?;
    stream.write_all(body)
}
