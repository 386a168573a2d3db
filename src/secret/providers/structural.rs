//! What nobody issues: keys, passwords and hashes that are known by how they are written. Code finds them
//! ([`crate::secret::structure`]), so most rows have no shape.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Detector, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[&STRUCTURAL];

macro_rules! rows {
    ($($name:ident = $row:expr;)*) => {
        $(pub(in crate::secret) const $name: Detector = $row;)*

        static STRUCTURAL: Provider = Provider {
            name: "Keys and passwords",
            page: "structural",
            revoke: "revoke and replace it: create a new key or password, switch everything that used the old one to it, \
                     and disable the old one",
            link: "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
            detectors: &[$($name),*],
        };
    };
}

rows! {
    PRIVATE_KEY = secret("secret/private-key", "private key", &[]);
    ENCRYPTED_PRIVATE_KEY = secret("secret/encrypted-private-key", "passphrase-protected private key", &[]);
    WIREGUARD_KEY = secret("secret/wireguard-key", "WireGuard private key", &[]);
    AGE_KEY = secret(
        "secret/age-key",
        "age secret key",
        &[shape(&[text("AGE-SECRET-KEY-1"), of(A::UPPER_ALNUM, 58)]).proved(Proof::Bech32)],
    );
    BITCOIN_KEY = secret(
        "secret/bitcoin-key",
        "Bitcoin private key",
        &[shape(&[one_of(&["K", "L", "5"]), between(A::BASE58, 50, 51)]).proved(Proof::Base58Check)],
    )
    .near(&["wif", "privatekey", "bitcoin", "btc", "wallet", "privkey"]);
    EXTENDED_KEY = secret(
        "secret/extended-private-key",
        "extended private key",
        &[shape(&[one_of(&["xprv", "tprv", "zprv", "yprv"]), between(A::BASE58, 105, 109)]).proved(Proof::Base58Check)],
    );
    JWT = secret("secret/jwt", "JSON web token", &[]);
    URL_PASSWORD = secret("secret/url-password", "password in a URL", &[]);
    CONNECTION_STRING = secret("secret/connection-string", "password in a connection string", &[]);
    PASSWORD_HASH = secret("secret/password-hash", "password hash", &[]);
    NETRC_PASSWORD = secret("secret/netrc-password", "password in a netrc file", &[]);
    PGPASS_PASSWORD = secret("secret/pgpass-password", "password in a pgpass file", &[]);
    MYSQL_PASSWORD = secret("secret/mysql-password", "password of a MySQL client", &[]);
    DOCKER_AUTH = secret("secret/docker-auth", "container registry login", &[]);
    KUBECONFIG_KEY = secret("secret/kubeconfig-key", "client key in a kubeconfig", &[]);
    FRAMEWORK_SECRET = secret("secret/framework-secret", "signing secret of a web framework", &[]);
    GPP_PASSWORD = secret("secret/gpp-password", "password in a Windows group policy", &[]);
    UNATTEND_PASSWORD = secret("secret/unattend-password", "password in an unattended Windows setup", &[]);
    BROWSER_PASSWORD = secret("secret/browser-password", "password stored by a browser", &[]);
    FILEZILLA_PASSWORD = secret("secret/filezilla-password", "password stored by an FTP client", &[]);
    VAULT_PASSWORD = secret("secret/vault-password", "password of an encrypted vault", &[]);
    CISCO_PASSWORD = secret("secret/cisco-password", "password in a router's configuration", &[]);
    SNMP_COMMUNITY = secret("secret/snmp-community", "SNMP community", &[]);
    KEYSTORE = secret("secret/keystore", "keystore", &[]);
    PASSWORD_DATABASE = secret("secret/password-database", "password database", &[]);
}
