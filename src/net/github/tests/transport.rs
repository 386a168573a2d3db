//! Proxies, certificates of one's own, and where a token may go. What the environment says is read once by a process, so that these
//! clients run in processes of their own.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

use super::server::{Request, Response, listen, refused};
use crate::net::github::{Client, Config, Error, Host, Token};

/// A server on loopback that a certificate of one's own stands for: its port, and the file with that certificate.
fn encrypted() -> (u16, tempfile::NamedTempFile) {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let names = vec!["localhost".to_owned(), "ghe.example.org".to_owned()];
    let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &authority).unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(authority.pem().as_bytes()).unwrap();

    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = versions.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap();
    let config = Arc::new(config);
    let (address, _) = listen(move |stream| {
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
        if let Some(request) = Request::read(&mut stream) {
            Response::json(&json!(request.path)).write(&mut stream);
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    (address.port(), file)
}

/// A proxy that leads every tunnel to `port` of this machine, and what it was asked for.
fn proxy(port: u16) -> (u16, Arc<Mutex<Vec<String>>>) {
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&asked);
    let (address, _) = listen(move |mut stream| {
        let Some(request) = Request::read(&stream) else { return };
        let login = request.header("proxy-authorization").unwrap_or("nobody");
        kept.lock().unwrap().push(format!("{} {} {login}", request.method, request.path));
        let server = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.write_all(b"HTTP/1.1 200 x\r\n\r\n").unwrap();
        let (mut up, mut down) = (stream.try_clone().unwrap(), server.try_clone().unwrap());
        thread::spawn(move || io::copy(&mut up, &mut down));
        let mut server = server;
        let _ = io::copy(&mut server, &mut stream);
        let _ = stream.shutdown(Shutdown::Both);
    });
    (address.port(), asked)
}

/// What a client in another process says of `/x` on `host`, in the environment `variables`.
fn ask(host: &str, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([
        "--exact",
        "--ignored",
        "--nocapture",
        "net::github::tests::transport::a_client_in_a_process_of_its_own",
    ]);
    for name in
        ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"]
    {
        command.env_remove(name);
    }
    command.env_remove("SSL_CERT_DIR").envs(variables.iter().copied());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(host.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let output = String::from_utf8_lossy(&output.stderr).into_owned();
    let (_, said) = output.split_once("said: ").unwrap_or_else(|| panic!("{output}"));
    said.split('\n').next().unwrap().to_owned()
}

#[test]
#[ignore = "one half of the tests below, which start it"]
fn a_client_in_a_process_of_its_own() {
    let mut host = String::new();
    io::stdin().read_to_string(&mut host).unwrap();
    let host = Host { rest: format!("https://{host}/api/v3"), graphql: format!("https://{host}/api/graphql") };
    let token = Some(Token::new("t0k3n".to_owned()));
    let client = Client::new(Config { host, token, deadline: Duration::from_secs(10) }).unwrap();
    let said = client.get::<Value>("/x");
    writeln!(io::stderr(), "said: {}", said.map_or_else(|error| error.to_string(), |path| path.to_string())).unwrap();
}

#[test]
fn a_certificate_of_ones_own_is_trusted_where_it_is_named() {
    let (port, authority) = encrypted();
    let host = format!("localhost:{port}");
    assert_eq!(ask(&host, &[("SSL_CERT_FILE", authority.path().to_str().unwrap())]), "\"/api/v3/x\"");

    let (_, another) = encrypted();
    let said = ask(&host, &[("SSL_CERT_FILE", another.path().to_str().unwrap())]);
    assert!(said.starts_with("no response to GET /x: ") && said.contains("certificate"), "{said}");
    let error = Error::Unreachable { what: String::new(), why: said };
    assert!(error.help().unwrap().contains("SSL_CERT_FILE"));
}

#[test]
fn a_proxy_is_used_but_where_none_is_wanted() {
    let (port, authority) = encrypted();
    let (proxy_port, asked) = proxy(port);
    let trusted = ("SSL_CERT_FILE", authority.path().to_str().unwrap());
    let by_login = format!("http://user:passw0rd@127.0.0.1:{proxy_port}");
    // Nobody but the proxy knows that host.
    assert_eq!(ask("ghe.example.org", &[trusted, ("HTTPS_PROXY", &by_login)]), "\"/api/v3/x\"");
    assert_eq!(*asked.lock().unwrap(), ["CONNECT ghe.example.org:443 Basic dXNlcjpwYXNzdzByZA=="]);

    let plain = format!("127.0.0.1:{proxy_port}");
    assert_eq!(ask("ghe.example.org", &[trusted, ("https_proxy", &plain)]), "\"/api/v3/x\"");
    assert_eq!(asked.lock().unwrap()[1], "CONNECT ghe.example.org:443 nobody");

    let host = format!("localhost:{port}");
    assert_eq!(ask(&host, &[trusted, ("HTTPS_PROXY", &by_login), ("NO_PROXY", "localhost")]), "\"/api/v3/x\"");
    assert_eq!(asked.lock().unwrap().len(), 2);

    let nobody = "http://user:passw0rd@127.0.0.1:1";
    let said = ask("ghe.example.org", &[trusted, ("HTTPS_PROXY", nobody)]);
    assert!(said.starts_with("no response to GET /x: ") && !said.contains("passw0rd"), "{said}");
}

#[test]
fn a_token_is_sent_over_https_only() {
    let config = |rest: &str, token: &str| {
        let host = Host { rest: rest.to_owned(), graphql: "https://api.example.org/graphql".to_owned() };
        Config { host, token: Some(Token::new(token.to_owned())), deadline: Duration::from_secs(1) }
    };
    for address in
        ["http://ghe.example.org/api/v3", "ftp://localhost", "http://127.0.0.1.example.org", "ghe", "", "https://"]
    {
        assert!(matches!(refused(Client::new(config(address, "t"))), Error::Setup(_)), "{address}");
    }
    let error = refused(Client::new(config("http://u:passw0rd@ghe.example.org", "t")));
    assert!(!error.to_string().contains("passw0rd"), "{error}");
    for token in ["", " ", "a\nb", "é"] {
        assert!(matches!(refused(Client::new(config("https://ghe.example.org", token))), Error::Setup(_)), "{token:?}");
    }
}
