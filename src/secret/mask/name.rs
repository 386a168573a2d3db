//! Which names say that their value is secret.

/// A name holds one of these, without its case and separators.
const ANYWHERE: &[&[u8]] = &[
    b"password", b"passwd", b"passphrase", b"passcode", b"secret", b"token", b"apikey", b"accesskey", b"privatekey",
    b"signingkey", b"encryptionkey", b"masterkey", b"authkey", b"accountkey", b"sharedkey", b"credential",
    b"connectionstring", b"connstr", b"authorization", b"dockerconfigjson",
];

/// Or its last word is one of these.
const LAST: &[&[u8]] = &[b"pass", b"pwd", b"dsn", b"jwt", b"auth", b"pw"];

/// Names that end like this say something about a secret, not the secret.
const ABOUT: &[&[u8]] = &[
    b"name", b"names", b"ref", b"refs", b"file", b"files", b"path", b"paths", b"url", b"urls", b"uri", b"endpoint",
    b"type", b"count", b"image", b"version", b"enabled", b"expiry", b"expiration", b"ttl", b"timeout", b"policy",
    b"length", b"size", b"class", b"mount", b"dir", b"issuer", b"namespace", b"host", b"port", b"header", b"prefix",
    b"manager", b"store", b"provider", b"algorithm", b"rotation", b"tag", b"registry", b"repository", b"builder",
    b"service", b"server", b"scope", b"scopes", b"required", b"limit", b"existingsecret", b"pullsecret",
    b"pullsecrets", b"bakedin",
];

/// The most of a name that is looked at: its end.
const LONGEST: usize = 80;

/// Whether `name` says that its value is secret.
pub(super) fn is_secret(name: &[u8]) -> bool {
    let name = &name[name.len().saturating_sub(LONGEST)..];
    let mut plain = [0; LONGEST];
    let mut len = 0;
    for byte in name.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        plain[len] = byte.to_ascii_lowercase();
        len += 1;
    }
    let plain = &plain[..len];
    if plain == b"secrets" || ABOUT.iter().any(|end| plain.ends_with(end)) {
        return false;
    }
    let holds = |word: &[u8]| plain.windows(word.len()).any(|window| window == word);
    LAST.iter().any(|word| last_word(name).eq_ignore_ascii_case(word)) || ANYWHERE.iter().any(|word| holds(word))
}

/// Whether `value` can be the secret of `name`: a number is a limit, unless a password was asked for.
pub(super) fn may_hold(name: &[u8], value: &[u8]) -> bool {
    let is_number = value.iter().all(u8::is_ascii_digit);
    !is_number || name.to_ascii_lowercase().windows(4).any(|window| window == b"pass")
}

/// What stands behind the last separator, or the last change to upper case.
fn last_word(name: &[u8]) -> &[u8] {
    let starts = |at: &usize| {
        let before = name[at - 1];
        !before.is_ascii_alphanumeric() || (before.is_ascii_lowercase() && name[*at].is_ascii_uppercase())
    };
    &name[(1..name.len()).rev().find(starts).unwrap_or(0)..]
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn tells_the_secret_from_what_is_about_it() {
        for name in [
            "DB_PASSWORD", "apiKey", "client-secret", "x.token", "dbPass", "PGPASSWORD", "_auth", "--password",
            "authToken",
        ] {
            assert!(is_secret(name.as_bytes()), "{name}");
        }
        for name in
            ["secretName", "TOKEN_URL", "passwordFile", "compass", "author", "secrets", "keyboard", "bypass_", ""]
        {
            assert!(!is_secret(name.as_bytes()), "{name}");
        }
    }
}
