//! Values that say where the secret is kept, or how to compute it, and values that are encrypted.

use crate::secret::entropy::is_random;

/// Whether a value says where the secret is kept, or is computed: `${NAME}`, `vault:…`, `process.env.X`.
pub(in crate::secret) fn is_reference(value: &[u8]) -> bool {
    let value = value.trim_ascii();
    value.is_empty()
        || is_word(value)
        || STARTS.iter().any(|start| value.len() >= start.len() && value[..start.len()].eq_ignore_ascii_case(start))
        || is_template(value)
        || is_variable(value)
        || (value.starts_with(b"<") && value.ends_with(b">"))
        || is_path(value)
        || is_encrypted(value)
}

/// What references begin with.
const STARTS: &[&[u8]] = &[
    b"$(", b"${", b"$env:", b"{{", b"#{", b"%{", b"<%", b"@@", b"((", b"vault:", b"vault://", b"ref+", b"op://",
    b"arn:", b"ssm:", b"aws-ssm:", b"env:", b"env.", b"env(", b"env[", b"file:", b"file://", b"secretsmanager",
    b"projects/", b"keyvault", b"@microsoft.keyvault(", b"akv://", b"gcp-sm", b"sm://", b"bao:", b"doppler:",
    b"keyring:", b"secret:", b"secrets.", b"secrets/", b"secret://", b"var.", b"local.", b"data.", b"module.",
    b"process.env", b"import.meta.env", b"os.environ", b"os.getenv", b"os.env", b"getenv", b"system.getenv",
    b"environment.", b"env::", b"std::env", b"option_env!", b"config.", b"config(", b"settings.", b"cfg.", b"lookup(",
    b"random_", b"file(", b"base64encode(", b"sensitive(", b"!ref", b"!sub", b"!getatt", b"!vault", b"!env", b"fn::",
    b"/run/secrets/", b"/var/run/", b"/etc/", b"data:image", b"http://", b"https://", b"\xe2\x80\xa2\xe2\x80\xa2",
    b"azurekeyvault", b"conjur:", b"credentials(", b"cyberark", b"chamber:", b"berglas:", b"sops:", b"awssecret",
    b"ssh-rsa ", b"ssh-ed25519 ", b"-----begin public", b"-----begin certificate",
];

/// Whole values that are none.
fn is_word(value: &[u8]) -> bool {
    const WORDS: &[&[u8]] = &[
        b"true", b"false", b"null", b"nil", b"none", b"~", b"yes", b"no", b"on", b"off", b"read", b"write", b"inherit",
        b"required", b"optional", b"undefined", b"void", b"string", b"str", b"bool", b"int", b"bytes", b"object",
        b"self", b"this", b"auto", b"nan", b"\"\"", b"''", b"[]", b"{}", b"enabled", b"disabled", b"password",
        b"passwd", b"secret", b"token", b"bearer", b"basic", b"any", b"unset", b"empty",
    ];
    WORDS.iter().any(|word| value.eq_ignore_ascii_case(word))
        && !matches!(value, b"password" | b"passwd" | b"secret" | b"token")
}

/// A template anywhere in it: what surrounds it is a fragment.
fn is_template(value: &[u8]) -> bool {
    let holds = |needle: &[u8]| memchr::memmem::find(value, needle).is_some();
    let ends_in_variable = memchr::memrchr(b'$', value).is_some_and(|at| {
        let name = &value[at + 1..];
        name.len() >= 3 && name.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'_')
    });
    let opens_another = value.ends_with(b"=")
        && value.len() > 3
        && value[..value.len() - 1].iter().all(|byte| byte.is_ascii_lowercase() || *byte == b'_');
    if ends_in_variable || opens_another {
        return true;
    }
    holds(b"${")
        || holds(b"{{")
        || holds(b"$(")
        || holds(b"#{")
        || holds(b"<%")
        || holds(b"%(")
        || is_marked(value, b'%')
        || is_marked(value, b'@')
        || (value.starts_with(b"__") && value.ends_with(b"__"))
        || (value.starts_with(b"{") && value.ends_with(b"}") && value.len() < 64)
        || matches!(value, [b'%', b's' | b'v' | b'd' | b'q' | b'r', ..] if value.len() <= 3)
}

/// `%NAME%`, `@NAME@`.
fn is_marked(value: &[u8], mark: u8) -> bool {
    let [first, inner @ .., last] = value else { return false };
    *first == mark
        && *last == mark
        && !inner.is_empty()
        && inner.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' '))
}

/// `$NAME`, `$this->password`, `@password`.
fn is_variable(value: &[u8]) -> bool {
    let [b'$', first, rest @ ..] = value else { return false };
    (first.is_ascii_alphabetic() || *first == b'_')
        && rest.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_$/:->[]'\".()".contains(byte))
        && !(rest.contains(&b'$') && rest.len() > 20)
}

/// A path of a file: parts with slashes between them, in words.
fn is_path(value: &[u8]) -> bool {
    let starts = value.starts_with(b"/")
        || value.starts_with(b"./")
        || value.starts_with(b"../")
        || value.starts_with(b"~/")
        || value.starts_with(b"C:\\");
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"/._-~\\: ".contains(byte);
    starts && value.iter().all(plain) && !is_random(value)
}

/// Whether a value is encrypted: nobody's to read without a key that is elsewhere.
pub(in crate::secret) fn is_encrypted(value: &[u8]) -> bool {
    // SOPS, eyaml, Ansible Vault, Jasypt, age, git-crypt, Maven's {…=}.
    const STARTS: &[&[u8]] = &[
        b"ENC[", b"ENC(", b"$ANSIBLE_VAULT", b"AgA", b"AgB", b"{cipher}", b"{AES}", b"{AES",
        b"-----BEGIN AGE ENCRYPTED", b"age-encryption.org", b"\0GITCRYPT", b"vault:v1:", b"crypt:", b"!vault", b"CiQA",
        b"AQICAH", b"gAAAAA", b"U2FsdGVkX1", b"-----BEGIN PGP MESSAGE",
    ];
    let is_sealed = |start: &&[u8]| matches!(**start, [b'A', b'g', _]) && value.len() < 300;
    STARTS.iter().filter(|start| !is_sealed(start)).any(|start| value.starts_with(start))
        || (value.starts_with(b"{") && value.ends_with(b"=}"))
}

#[cfg(test)]
mod tests {
    use super::{is_encrypted, is_reference};

    #[test]
    fn references() {
        for value in [
            "${DB_PASSWORD}", "$DB_PASSWORD", "{{ .Values.password }}", "vault:secret/data#key", "op://vault/item",
            "process.env.TOKEN", "%DB_PASSWORD%", "@TOKEN@", "null", "/run/secrets/db", "./certs/key",
            "$this->password", "arn:aws:secretsmanager:x", "__TOKEN__", "%s", "<token>", "#{ENV['X']}", "",
        ] {
            assert!(is_reference(value.as_bytes()), "{value}");
        }
        for value in ["hunter2", "kS8-vQ2_mZx1!", "pa$$w0rd", "$2a$10$abc", "P@ssw0rd", "password"] {
            assert!(!is_reference(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn encrypted_values_are_nobodys() {
        assert!(
            is_encrypted(b"ENC[AES256_GCM,data:p673w==,iv:YY=]")
                && is_encrypted(b"{jSMOWnoPFgsHVpMvz5VrIt5kRbzGpI8u+9EF1iFQyJQ=}")
        );
        assert!(!is_encrypted(b"Agamemnon") && !is_encrypted(b"hunter2"));
    }
}
