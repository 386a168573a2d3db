//! What a look at a variable's name and value tells about what the value is worth.

use super::Worth;
use crate::finding::Confidence;
use crate::secret::{Found, Note, Scanner};

/// What `value` under `name` is worth, by the secret engine.
pub(super) fn worth(name: &str, value: &str) -> Worth {
    let found = Scanner::new().value(name.as_bytes(), value.trim().as_bytes());
    match found {
        None => Worth::Nothing,
        Some(Found { note: Some(Note::Public | Note::Example | Note::Protected | Note::Ends), .. }) => Worth::Nothing,
        Some(Found { note: Some(_), .. } | Found { confidence: Confidence::Possible, .. }) => Worth::Weak,
        Some(_) => Worth::Credential,
    }
}

/// The host of a URL, or the value itself where it is a host name with a dot.
pub(super) fn host(value: &str) -> Option<String> {
    let authority = match value.split_once("://") {
        Some((_, rest)) => rest.split(['/', '?', '#']).next()?,
        None => value.split('/').next()?,
    };
    let host = authority.rsplit('@').next()?;
    let host = host.split(':').next()?;
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let is_name =
        host.contains('.') && host.split('.').all(label) && host.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_name.then(|| host.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{Worth, host, worth};

    #[test]
    fn a_secret_needs_a_name_and_a_value() {
        for (name, value, expected) in [
            ("DB_PASSWORD", "kS8-vQ2_mZx1", Worth::Credential),
            ("dbPassword", "kS8-vQ2_mZx1", Worth::Credential),
            ("AWS_SECRET_ACCESS_KEY", "wJalr0/K7MDENG+bPx", Worth::Credential),
            ("POSTGRES_PASSWORD", "postgres", Worth::Weak),
            ("DB_PWD", "root123", Worth::Weak),
            ("DATABASE_URL", "postgres://app:kS8vQ2mZx1@db/app", Worth::Credential),
            ("DATABASE_URL", "postgres://app:postgres@db/app", Worth::Weak),
            ("DATABASE_URL", "postgres://db/app", Worth::Nothing),
            ("SECRET_KEY_BASE", "dummy", Worth::Nothing),
            ("SECRET_KEY", "changeme-please-9", Worth::Nothing),
            ("NPM_TOKEN", "<your token>", Worth::Nothing),
            ("TOKEN_FILE", "kS8-vQ2_mZx1", Worth::Nothing),
            ("POSTGRES_PASSWORD_FILE", "/run/secrets/pg", Worth::Nothing),
            ("GPG_KEY", "E3FF2839C048B25C084DEBE9B26995E310250568", Worth::Nothing),
            ("JWT_PUBLIC_KEY", "MIIBIjANBgkqhkiG", Worth::Nothing),
            ("TOKENIZERS_PARALLELISM", "x9Kq2mZx1", Worth::Nothing),
            ("PWD", "kS8-vQ2_mZx1", Worth::Weak),
            ("ACCESS_TOKEN_EXPIRE_MINUTES", "3600", Worth::Nothing),
            ("ACCESS_TOKEN", "Update_Me", Worth::Nothing),
            ("SECRET_KEY", "minha_super_secret_key_de_2024", Worth::Nothing),
            ("API_KEY", "kSvQmZxWabcd", Worth::Credential),
            ("DB_PASSWORD", "kS8vQ2mtestZx1", Worth::Credential),
            ("COMPASS", "kS8-vQ2_mZx1", Worth::Nothing),
        ] {
            assert_eq!(worth(name, value), expected, "{name}={value}");
        }
    }

    #[test]
    fn finds_hosts() {
        assert_eq!(host("https://api.staging.example.org:8443/v1").as_deref(), Some("api.staging.example.org"));
        assert_eq!(host("db.example.org:5432").as_deref(), Some("db.example.org"));
        assert_eq!(host("postgres://u:p@db.example.org/x").as_deref(), Some("db.example.org"));
        assert_eq!((host("1.27"), host("localhost"), host("a b.c"), host("")), (None, None, None, None));
    }
}
