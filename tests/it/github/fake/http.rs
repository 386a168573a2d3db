//! Just enough of HTTP/1.1 for a server in a test: a thread for each connection, which stays open from request to request.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// What somebody asks.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// As it was sent, percent-encoded, without the query.
    pub(crate) path: String,
    /// As it was sent.
    pub(crate) query: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// What is answered.
#[derive(Clone, Debug, Default)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// How an answer goes out.
#[derive(Clone, Debug)]
pub(crate) enum Sent {
    Whole(Response),
    /// Its length is that of the whole, and half of it comes.
    Half(Response),
    /// Half of it comes, and then nothing more, until the client goes away.
    Stalled(Response),
    /// The connection is closed without a word.
    Nothing,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of `name` in the query.
    pub(crate) fn asked(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(known, _)| *known == name).map(|(_, value)| decode(value)).next()
    }
}

impl Response {
    pub(crate) fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Asks the server at `port` of this machine, on a connection of its own.
pub(crate) fn ask(port: u16, request: &Request) -> io::Result<Response> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_nodelay(true)?;
    let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
    let mut bytes = format!("{} {}{query} HTTP/1.1\r\nconnection: close\r\n", request.method, request.path);
    let has = |name: &str| request.header(name).is_some();
    if !has("host") {
        bytes.push_str(&format!("host: 127.0.0.1:{port}\r\n"));
    }
    if !has("content-length") {
        bytes.push_str(&format!("content-length: {}\r\n", request.body.len()));
    }
    for (name, value) in request.headers.iter().filter(|(name, _)| name != "connection") {
        bytes.push_str(&format!("{name}: {value}\r\n"));
    }
    bytes.push_str("\r\n");
    stream.write_all(bytes.as_bytes())?;
    stream.write_all(&request.body)?;
    let mut reader = BufReader::new(stream);
    let first = line(&mut reader)?.ok_or(io::ErrorKind::UnexpectedEof)?;
    let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
    let headers = headers(&mut reader)?;
    let body = if request.method == "HEAD" { Vec::new() } else { body(&mut reader, &headers)? };
    Ok(Response { status, headers, body })
}

/// A server that ends when it is dropped.
pub(crate) struct Server {
    pub(crate) port: u16,
    ends: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn start(answer: impl Fn(&Request) -> Sent + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let ends = Arc::new(AtomicBool::new(false));
        let (over, answer) = (ends.clone(), Arc::new(answer));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                let answer = answer.clone();
                // A client that goes away in the middle is no concern of the server's.
                thread::spawn(move || drop(converse(stream, &*answer)));
            }
        });
        Self { port, ends }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn converse(stream: TcpStream, answer: &dyn Fn(&Request) -> Sent) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader)? {
        let out = reader.get_mut();
        match answer(&request) {
            Sent::Whole(response) => write(out, &response, response.body.len())?,
            Sent::Half(response) => return write(out, &response, response.body.len() / 2),
            Sent::Stalled(response) => {
                write(out, &response, response.body.len() / 2)?;
                return io::copy(&mut reader, &mut io::sink()).map(|_| ());
            }
            Sent::Nothing => return Ok(()),
        }
        if request.header("connection") == Some("close") {
            return Ok(());
        }
    }
    Ok(())
}

/// The next request; nothing where the client has gone.
pub(crate) fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let Some(first) = line(reader)? else { return Ok(None) };
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers = headers(reader)?;
    let mut request = Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: Vec::new(),
    };
    request.body = body(reader, &request.headers)?;
    Ok(Some(request))
}

/// The header fields of a message.
pub(crate) fn headers(reader: &mut impl BufRead) -> io::Result<Vec<(String, String)>> {
    let mut headers = Vec::new();
    while let Some(line) = line(reader)?.filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').ok_or(io::ErrorKind::InvalidData)?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    Ok(headers)
}

/// The body of a message with these `headers`.
pub(crate) fn body(reader: &mut impl BufRead, headers: &[(String, String)]) -> io::Result<Vec<u8>> {
    let is_chunked = headers.iter().any(|(name, value)| name == "transfer-encoding" && value == "chunked");
    let length = headers.iter().find(|(name, _)| name == "content-length").and_then(|(_, value)| value.parse().ok());
    let mut body = Vec::new();
    loop {
        let size = match is_chunked {
            true => line(reader)?
                .and_then(|size| usize::from_str_radix(&size, 16).ok())
                .ok_or(io::ErrorKind::InvalidData)?,
            false => length.unwrap_or_default(),
        };
        let mut part = vec![0; size];
        reader.read_exact(&mut part)?;
        body.append(&mut part);
        if is_chunked {
            line(reader)?;
        }
        if !is_chunked || size == 0 {
            return Ok(body);
        }
    }
}

fn line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(64 << 10).read_until(b'\n', &mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    Ok((!bytes.is_empty()).then(|| text.trim_end_matches(['\r', '\n']).to_owned()))
}

/// Writes `response`, but no more than `limit` bytes of its body.
fn write(out: &mut impl Write, response: &Response, limit: usize) -> io::Result<()> {
    let mut bytes = format!("HTTP/1.1 {} Said\r\n", response.status);
    // The answer to a HEAD has the length of what it leaves out.
    if response.header("content-length").is_none() {
        bytes.push_str(&format!("content-length: {}\r\n", response.body.len()));
    }
    for (name, value) in &response.headers {
        bytes.push_str(&format!("{name}: {value}\r\n"));
    }
    bytes.push_str("\r\n");
    let mut bytes = bytes.into_bytes();
    bytes.extend_from_slice(&response.body[..limit]);
    out.write_all(&bytes)?;
    out.flush()
}

/// Takes the percent-encoding back.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = (*first == b'%').then(|| after.get(..2)).flatten();
        let code = code.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
