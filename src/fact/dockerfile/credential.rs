//! What a look at a variable's name and value tells about what the value is worth.

use super::Worth;

/// What `value` under `name` is worth.
pub(super) fn worth(name: &str, value: &str) -> Worth {
    if let Some(password) = password_in_url(value) {
        return of_secret(password, "");
    }
    if names_a_secret(name) { of_secret(value, name) } else { Worth::Nothing }
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

/// Whether a variable of that name holds a secret. `GPG_KEY` is a fingerprint, `TOKEN_URL` an address, `PASSWORD_FILE` a path.
fn names_a_secret(name: &str) -> bool {
    let words = words(name);
    let has = |word: &str| words.iter().any(|own| own == word);
    let pair = |first: &str, second: &str| words.windows(2).any(|pair| pair[0] == first && pair[1] == second);
    let secret = ["password", "passwd", "passphrase", "passwort", "secret", "token", "apikey", "credentials"]
        .iter()
        .any(|word| has(word))
        || ["api", "access", "secret", "private", "encryption", "signing", "master", "account", "storage", "license"]
            .iter()
            .any(|first| pair(first, "key"))
        || (words.len() > 1 && words.last().is_some_and(|last| matches!(last.as_str(), "pass" | "pwd" | "pat")));
    let about_one = words.last().is_some_and(|last| NOT_THE_SECRET.contains(&last.as_str()));
    secret && !about_one && !has("public") && words.first().is_none_or(|first| first != "no")
}

/// Last words of names that speak about a secret and are none.
const NOT_THE_SECRET: &[&str] = &[
    "address",
    "algorithm",
    "arn",
    "audience",
    "bytes",
    "class",
    "count",
    "days",
    "decimals",
    "dir",
    "directory",
    "duration",
    "enabled",
    "endpoint",
    "expiration",
    "expire",
    "expires",
    "expiry",
    "field",
    "file",
    "format",
    "header",
    "host",
    "hours",
    "id",
    "interval",
    "issuer",
    "length",
    "lifetime",
    "limit",
    "location",
    "max",
    "method",
    "min",
    "minutes",
    "mode",
    "name",
    "path",
    "pattern",
    "policy",
    "prefix",
    "provider",
    "ref",
    "regex",
    "required",
    "rotation",
    "scope",
    "scopes",
    "seconds",
    "service",
    "size",
    "store",
    "strategy",
    "suffix",
    "symbol",
    "timeout",
    "ttl",
    "type",
    "uri",
    "url",
    "user",
    "username",
    "validity",
    "version",
];

/// The words of `DB_PASSWORD`, `db-password`, `dbPassword`, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_is_lower = false;
    for c in name.chars() {
        let starts = c.is_ascii_uppercase() && before_is_lower;
        if !c.is_ascii_alphanumeric() || starts {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_ascii_alphanumeric(), words.last_mut()) {
            word.push(c.to_ascii_lowercase());
        }
        before_is_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// `postgres://user:HERE@host`.
fn password_in_url(value: &str) -> Option<&str> {
    let (scheme, rest) = value.split_once("://")?;
    let (userinfo, _) = rest.split(['/', '?', '#']).next()?.rsplit_once('@')?;
    let (_, password) = userinfo.split_once(':')?;
    (!scheme.contains(char::is_whitespace)).then_some(password)
}

fn of_secret(value: &str, name: &str) -> Worth {
    let value = value.trim();
    let lower = value.to_ascii_lowercase();
    if is_placeholder(&lower) || lower == name.to_ascii_lowercase() {
        Worth::Nothing
    } else if is_guessable(value) || SAYS_SO.iter().any(|word| lower.contains(word)) {
        Worth::Weak
    } else {
        Worth::Credential
    }
}

/// Words that people put into a password that they make up: `supersecretkey`.
const SAYS_SO: &[&str] = &["secret", "password", "passw0rd", "p@ss"];

/// Whether nobody would take it for a value: a path, a switch, `changeme`, `<token>`, `xxxx`.
fn is_placeholder(lower: &str) -> bool {
    const STARTS: &[&str] = &[
        "build",
        "change",
        "default",
        "dummy",
        "example",
        "fake",
        "ignored",
        "insecure",
        "insert",
        "notused",
        "placeholder",
        "redacted",
        "replace",
        "sample",
        "temporary",
        "test",
        "throwaway",
        "todo",
        "unused",
        "update",
        "your",
    ];
    const WHOLE: &[&str] = &["none", "null", "true", "false", "auto"];
    let repeats = lower.chars().next().is_some_and(|first| lower.chars().all(|c| c == first));
    let is_path = lower.starts_with("./") || (lower.starts_with('/') && !lower.contains(['+', '=']));
    let is_marked = lower.starts_with(['<', '{', '[', '%', '@', '*']) || lower.contains("${") || lower.contains("://");
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let says_so = words.any(|word| STARTS.iter().any(|start| word.starts_with(start)));
    lower.len() < 4 || WHOLE.contains(&lower) || repeats || is_path || is_marked || says_so
}

/// Whether it is a word with perhaps some digits behind it, as anybody would try first: `postgres`, `Root123`, `3600`.
fn is_guessable(value: &str) -> bool {
    let word = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &value[word.len()..];
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-');
    let short =
        word.len() <= 12 && word.bytes().skip(1).all(is_plain) && !word.starts_with(|c: char| !c.is_ascii_alphabetic());
    let few = if word.is_empty() { digits.len() < 8 } else { digits.len() <= 1 };
    short && (few || "1234567890".starts_with(digits))
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
            ("PWD", "kS8-vQ2_mZx1", Worth::Nothing),
            ("ACCESS_TOKEN_EXPIRE_MINUTES", "3600", Worth::Nothing),
            ("ACCESS_TOKEN", "Update_Me", Worth::Nothing),
            ("SECRET_KEY", "minha_super_secret_key_de_2024", Worth::Weak),
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
