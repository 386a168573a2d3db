//! What a file's name tells about its content.

/// A file that a Dockerfile should not copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Secret {
    /// What it is: `a private key`.
    pub(super) what: &'static str,
    /// Whether it is one beyond doubt; else it often is none.
    pub(super) is_certain: bool,
}

/// Whether the file holds credentials by its name.
pub(super) fn secret(path: &str) -> Option<Secret> {
    let path = normalized(path);
    let name = path.rsplit('/').next().unwrap_or_default();
    let found = |what, is_certain| Some(Secret { what, is_certain });
    if name.ends_with(".pub") || SAMPLES.iter().any(|sample| name.contains(sample)) {
        return None;
    }
    match name {
        "id_rsa" | "id_dsa" | "id_ecdsa" | "id_ed25519" => found("a private key", true),
        ".ssh" | ".aws" | ".gnupg" => found("a credentials directory", true),
        ".netrc" | "_netrc" | ".pgpass" | ".git-credentials" | ".dockercfg" | ".vault-token" | ".pypirc" => {
            found("a credentials file", true)
        }
        "master.key" | "credentials.yml.key" => found("a master key", true),
        // Often only a registry's address or a hash.
        ".npmrc" | ".yarnrc" | ".htpasswd" => found("a file that often holds credentials", false),
        "credentials" if path.ends_with(".aws/credentials") => found("a credentials file", true),
        "config" if path.ends_with(".kube/config") => found("a cluster's credentials", true),
        "config.json" if path.ends_with(".docker/config.json") => found("a registry's credentials", true),
        "kubeconfig" => found("a cluster's credentials", true),
        "service-account.json" | "service_account.json" | "serviceaccount.json" | "gcp-key.json" => {
            found("a service account's key", true)
        }
        _ => by_extension(name),
    }
}

fn by_extension(name: &str) -> Option<Secret> {
    let (stem, extension) = name.rsplit_once('.')?;
    let words: Vec<&str> = stem.split(['.', '-', '_']).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let found = |what| Some(Secret { what, is_certain: true });
    match extension {
        "pem" if has(&["key", "privkey", "privatekey", "private"]) && !has(&["public", "pub"]) => {
            found("a private key")
        }
        "key" if has(PRIVATE_KEYS) && !has(&["public", "pub", "gpg"]) => found("a private key"),
        "ppk" => found("a private key"),
        "p12" | "pfx" | "jks" | "keystore" if !has(&["truststore", "trust", "cacerts", "debug", "ca"]) => {
            found("a key store")
        }
        "kubeconfig" => found("a cluster's credentials"),
        "tfstate" => found("a Terraform state file, which holds secrets in plain text"),
        _ => None,
    }
}

/// Words in the names of `.key` files that hold a private key; a package repository's `.key` is public.
const PRIVATE_KEYS: &[&str] = &[
    "ca", "cert", "client", "deploy", "domain", "encryption", "host", "jwt", "key", "localhost", "nginx", "priv",
    "privkey", "private", "rsa", "secret", "server", "signing", "ssh", "ssl", "tls",
];

const SAMPLES: &[&str] = &["example", "sample", "template", ".dist", ".tpl"];

/// What of a zone's configuration the file holds, by its name. `zones` are those of the policy, in lower case.
pub(super) fn configuration(path: &str, zones: &[String]) -> Option<&'static str> {
    const USUAL: &[&str] =
        &["dev", "development", "staging", "stage", "preprod", "preproduction", "uat", "prod", "production"];
    const SUBJECTS: &[&str] =
        &["appsettings", "application", "bootstrap", "config", "configuration", "settings", "values", "secrets"];
    const EXTENSIONS: &[&str] = &["yaml", "yml", "json", "toml", "ini", "properties", "conf", "xml", "env", "cfg"];
    let path = normalized(path);
    let mut parts = path.rsplit('/');
    let (name, directory) = (parts.next()?, parts.next().unwrap_or_default());
    if SAMPLES.iter().any(|sample| name.contains(sample)) || name == ".env.vault" || name == ".envrc" {
        return None;
    }
    if name == ".env" || name.starts_with(".env.") {
        return Some("an environment file");
    }
    let (stem, extension) = name.rsplit_once('.')?;
    let is_zone = |word: &str| USUAL.contains(&word) || zones.iter().any(|zone| zone == word);
    if !EXTENSIONS.contains(&extension) {
        return None;
    }
    let (subject, rest) = stem.split_once(['.', '-', '_']).unwrap_or((directory, stem));
    (SUBJECTS.contains(&subject) && is_zone(rest)).then_some("one zone's configuration")
}

/// Lower case, without what a pattern leaves open at the end: `id_rsa*`, `.env*`, `.ssh/`.
fn normalized(path: &str) -> String {
    let path = path.trim_end_matches(['*', '/']).to_ascii_lowercase();
    path.strip_suffix('.').filter(|rest| rest.ends_with("env")).map(str::to_owned).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::{configuration, secret};

    #[test]
    fn key_files_are_known_by_name() {
        for path in [
            "id_rsa", "keys/id_ed25519*", ".netrc", "home/.aws/credentials", ".docker/config.json", "server.key",
            "tls-key.pem", "privkey.pem", "app.p12", "keystore.jks", "prod.kubeconfig", ".ssh/", "terraform.tfstate",
        ] {
            assert!(secret(path).is_some_and(|secret| secret.is_certain), "{path}");
        }
        for path in [
            "id_rsa.pub", "cert.pem", "ca.pem", "fullchain.pem", "public-key.pem", "docker.gpg.key", "nodesource.key",
            "truststore.jks", "config.json", "credentials.go", ".", "*", "src", "package.json", ".netrc.example",
        ] {
            assert_eq!(secret(path), None, "{path}");
        }
        assert!(secret(".npmrc").is_some_and(|secret| !secret.is_certain));
    }

    #[test]
    fn a_zones_configuration_is_known_by_name() {
        let zones = ["qa".to_owned()];
        for path in [
            ".env", ".env.production", "app/.env*", "config.production.yaml", "appsettings.Production.json",
            "values-staging.yaml", "config/production.json", "application-qa.yml",
        ] {
            assert!(configuration(path, &zones).is_some(), "{path}");
        }
        for path in [
            ".env.example", "config.yaml", "requirements-prod.txt", "tsconfig.prod.json", "nginx.prod.conf",
            "values.yaml", "webpack.prod.js", "production.js", "application-eu.yml", ".",
        ] {
            assert_eq!(configuration(path, &zones), None, "{path}");
        }
    }
}
