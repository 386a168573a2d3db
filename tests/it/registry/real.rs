//! A registry as it is deployed: `docker-registry`, with a store in a temporary directory, on a free port of this machine.

use std::fs;
use std::io::{self, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Once;
use std::thread;
use std::time::{Duration, Instant};

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;

/// The one who may ask a registry with [`Setup::Basic`]. The hash is bcrypt's, of a password made up for these tests.
pub(crate) const USER: &str = "gatekeeper";
pub(crate) const PASSWORD: &str = "tower-bridge";
const HTPASSWD: &str = "gatekeeper:$2b$04$IWVIda6oCqXzJ0AzWjO0fOyjAZEfUjI3MuYgtcLQqs0BU69fDjoiS\n";

/// How long a registry may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// How a registry is set up.
pub(crate) enum Setup<'a> {
    Plain,
    /// With a name and a password.
    Basic,
    /// Encrypted, by a certificate for `localhost`.
    Encrypted(&'a Authority),
    /// With tokens: where they are given, and the file with the certificate of who signs them.
    Tokens {
        realm: String,
        certificate: PathBuf,
    },
}

/// What registries keep. Several may serve it.
pub(crate) struct Store(TempDir);

/// A registry that ends when it is dropped.
pub(crate) struct Registry {
    pub(crate) port: u16,
    child: Child,
    _files: TempDir,
}

/// A certificate authority of one's own, and a certificate of a registry.
pub(crate) struct Authority {
    /// The authority, in PEM.
    pub(crate) pem: String,
    certificate: String,
    key: String,
}

impl Store {
    /// An empty store; nothing where no registry is installed, which a test that needs one then tells.
    pub(crate) fn new() -> Option<Self> {
        is_installed().then(|| Self(TempDir::new().unwrap()))
    }

    /// A registry that serves this store.
    pub(crate) fn serve(&self, setup: &Setup<'_>) -> Registry {
        // Another process may take the port before the registry does.
        (0..5).find_map(|_| Registry::start(self.0.path(), setup)).expect("a registry that answers")
    }
}

impl Registry {
    fn start(store: &Path, setup: &Setup<'_>) -> Option<Self> {
        let files = TempDir::new().unwrap();
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let config = files.path().join("config.yml");
        fs::write(&config, text(store, port, files.path(), setup)).unwrap();
        let mut command = Command::new("docker-registry");
        let child = command.arg("serve").arg(config).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut registry = Self { port, child, _files: files };
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if registry.child.try_wait().unwrap().is_some() {
                return None;
            } else if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(registry);
            }
            thread::sleep(Duration::from_millis(10));
        }
        None
    }
}

impl Drop for Registry {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The registry's configuration. <https://distribution.github.io/distribution/about/configuration/>
fn text(store: &Path, port: u16, files: &Path, setup: &Setup<'_>) -> String {
    let save = |name: &str, text: &str| {
        fs::write(files.join(name), text).unwrap();
        files.join(name).display().to_string()
    };
    let mut text = format!(
        "version: 0.1\nlog: {{ level: error, accesslog: {{ disabled: true }} }}\nstorage:\n  filesystem: {{ rootdirectory: '{}' }}\n  \
         delete: {{ enabled: true }}\n  maintenance: {{ uploadpurging: {{ enabled: false }} }}\nhttp:\n  addr: 127.0.0.1:{port}\n",
        store.display()
    );
    match setup {
        Setup::Plain => {}
        Setup::Basic => {
            let path = save("htpasswd", HTPASSWD);
            text += &format!("auth: {{ htpasswd: {{ realm: made, path: '{path}' }} }}\n");
        }
        Setup::Encrypted(Authority { certificate, key, .. }) => {
            let (certificate, key) = (save("certificate.pem", certificate), save("key.pem", key));
            text += &format!("  tls: {{ certificate: '{certificate}', key: '{key}' }}\n");
        }
        Setup::Tokens { realm, certificate } => {
            let certificate = certificate.display();
            text += &format!(
                "auth: {{ token: {{ realm: '{realm}', service: made, issuer: made, rootcertbundle: '{certificate}' }} }}\n"
            );
        }
    }
    text
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate =
            CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
        Self { pem: authority.pem(), certificate: certificate.pem(), key: key.serialize_pem() }
    }
}

/// Whether there is a registry to run. Where there is none, that is said once, or, where one is demanded, is a failure.
fn is_installed() -> bool {
    static TOLD: Once = Once::new();
    let version = Command::new("docker-registry").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let is_there = version.is_ok_and(|status| status.success());
    #[allow(clippy::disallowed_methods, reason = "a test asks its own environment")]
    let is_needed = std::env::var_os("PORTCULLIS_TESTS_NEED_REGISTRY").is_some_and(|value| value == "1");
    assert!(
        is_there || !is_needed,
        "`docker-registry` is not installed, and PORTCULLIS_TESTS_NEED_REGISTRY demands it"
    );
    if !is_there {
        // Past the harness, which shows what is printed by tests that fail.
        let told = "the tests under `registry` did not run: `docker-registry` is not installed (.ci/test installs it)";
        TOLD.call_once(|| drop(writeln!(io::stderr(), "{told}")));
    }
    is_there
}
