//! A token server: it signs what a registry believes, by the rules that a test gives it.
//! <https://distribution.github.io/distribution/spec/auth/jwt/>

use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rcgen::{CertificateParams, KeyPair, SigningKey};
use serde_json::json;
use tempfile::NamedTempFile;

use super::http::{Request, Response, Sent, Server, decode};

/// A token server.
pub(crate) struct Tokens {
    port: u16,
    certificate: NamedTempFile,
    calls: Arc<Mutex<Vec<Call>>>,
    _server: Server,
}

/// A token that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Call {
    pub(crate) method: String,
    /// `user:password`, or the identity token; empty for a stranger.
    pub(crate) who: String,
    /// The repositories that it is for.
    pub(crate) repositories: Vec<String>,
    pub(crate) service: String,
}

/// What a call is answered with.
pub(crate) enum Answer {
    /// A token for these repositories.
    Token(Vec<String>),
    Sent(Sent),
}

impl Tokens {
    pub(crate) fn start(answer: impl Fn(&Call) -> Answer + Send + Sync + 'static) -> Self {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec!["made".to_owned()]).unwrap().self_signed(&key).unwrap();
        let mut file = NamedTempFile::new().unwrap();
        file.write_all(certificate.pem().as_bytes()).unwrap();
        let der = STANDARD.encode(certificate.der());
        let calls: Arc<Mutex<Vec<Call>>> = Arc::default();
        let kept = Arc::clone(&calls);
        let server = Server::start(move |request| {
            let call = Call::read(request);
            kept.lock().unwrap().push(call.clone());
            match answer(&call) {
                Answer::Token(repositories) => {
                    let body = json!({ "token": token(&key, &der, &repositories), "expires_in": 300 });
                    Sent::Whole(Response::new(200, body.to_string()))
                }
                Answer::Sent(sent) => sent,
            }
        });
        Self { port: server.port, certificate: file, calls, _server: server }
    }

    /// Everybody gets what they ask for.
    pub(crate) fn generous() -> Self {
        Self::start(|call| Answer::Token(call.repositories.clone()))
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn realm(&self) -> String {
        format!("http://127.0.0.1:{}/token", self.port)
    }

    pub(crate) fn certificate(&self) -> PathBuf {
        self.certificate.path().to_owned()
    }

    pub(crate) fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}

impl Call {
    fn read(request: &Request) -> Self {
        let fields = if request.method == "POST" {
            String::from_utf8(request.body.clone()).unwrap()
        } else {
            request.query.clone()
        };
        let pairs = fields.split('&').filter_map(|pair| pair.split_once('='));
        let pairs: Vec<(String, String)> =
            pairs.map(|(name, value)| (name.to_owned(), decode(&value.replace('+', " ")))).collect();
        let all =
            |name: &'static str| pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.clone());
        let basic = request.header("authorization").and_then(|value| value.strip_prefix("Basic "));
        let basic = basic.map(|pair| String::from_utf8(STANDARD.decode(pair).unwrap()).unwrap());
        let scopes: Vec<String> =
            all("scope").flat_map(|scopes| scopes.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
        let name = |scope: &String| scope.strip_prefix("repository:")?.strip_suffix(":pull").map(str::to_owned);
        Self {
            method: request.method.clone(),
            who: basic.or_else(|| all("refresh_token").next()).unwrap_or_default(),
            repositories: scopes.iter().filter_map(name).collect(),
            service: all("service").next().unwrap_or_default(),
        }
    }
}

/// A token that lets its bearer pull from `repositories`.
fn token(key: &KeyPair, certificate: &str, repositories: &[String]) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let access = |name: &String| json!({ "type": "repository", "name": name, "actions": ["pull"] });
    let header = json!({ "typ": "JWT", "alg": "ES256", "x5c": [certificate] });
    let claims = json!({
        "iss": "made", "aud": "made", "sub": "", "iat": now, "nbf": now - 60, "exp": now + 300, "jti": "1",
        "access": repositories.iter().map(access).collect::<Vec<_>>(),
    });
    let part = |value: &serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(&header), part(&claims));
    let signature = URL_SAFE_NO_PAD.encode(pair(&key.sign(signed.as_bytes()).unwrap()));
    format!("{signed}.{signature}")
}

/// The two numbers of a signature in the form of certificates (ASN.1), each in 32 bytes, as tokens have them.
/// <https://www.rfc-editor.org/rfc/rfc7518#section-3.4>
fn pair(der: &[u8]) -> Vec<u8> {
    let mut rest = &der[2..];
    let mut numbers = Vec::new();
    while let [2, length, after @ ..] = rest {
        let (number, after) = after.split_at(usize::from(*length));
        let number = &number[number.len().saturating_sub(32)..];
        numbers.extend(std::iter::repeat_n(0, 32 - number.len()).chain(number.iter().copied()));
        rest = after;
    }
    numbers
}
