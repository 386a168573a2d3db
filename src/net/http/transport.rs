//! How every client begins.

use reqwest::ClientBuilder;
use reqwest::redirect::Policy;

/// Who asks. GitHub refuses requests that do not say.
pub(in crate::net) const AGENT: &str = concat!("portcullis/", env!("CARGO_PKG_VERSION"));

/// A client over TLS by rustls and ring that follows no redirect by itself: each is judged where it arrives.
/// It reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `SSL_CERT_DIR`.
pub(in crate::net) fn builder() -> ClientBuilder {
    // A second installation of the same provider is refused, and means the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().redirect(Policy::none())
}

/// Whether an answer with `status` sends on.
pub(in crate::net) fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}
