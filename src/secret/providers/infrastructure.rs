//! Infrastructure as code, and where secrets are kept.

use crate::secret::alphabet::Alphabet;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "HCP Terraform",
        page: "terraform",
        revoke: "delete the token under User, Team or Organization settings > API tokens",
        link: "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
        detectors: &[
            secret(
                "secret/terraform-token",
                "API token",
                &[shape(&[of(Alphabet::ALNUM, 14), text(".atlasv1."), between(Alphabet::BASE64_URL, 60, 72)])],
            ),
            secret(
                "secret/hcp-client-secret",
                "HCP service principal's secret",
                &[shape(&[of(Alphabet::BASE64_URL, 64)])],
            )
            .near(&["hcpclientsecret", "hcpsecret", "hcpclient"]),
        ],
    },
    &Provider {
        name: "HashiCorp Vault",
        page: "vault",
        revoke: "revoke it with `vault token revoke` together with its leases and read the audit log",
        link: "https://developer.hashicorp.com/vault/docs/concepts/tokens",
        detectors: &[
            secret(
                "secret/vault-service-token",
                "service token",
                &[shape(&[text("hvs."), between(Alphabet::BASE64_URL, 24, 300)])],
            ),
            secret(
                "secret/vault-batch-token",
                "batch token",
                &[shape(&[text("hvb."), between(Alphabet::BASE64_URL, 24, 1024)])],
            ),
            secret(
                "secret/vault-recovery-token",
                "recovery token",
                &[shape(&[text("hvr."), between(Alphabet::BASE64_URL, 24, 300)])],
            ),
            secret(
                "secret/vault-old-token",
                "token without the new prefix",
                &[
                    shape(&[text("s"), text("."), of(Alphabet::ALNUM, 24)]),
                    shape(&[text("r"), text("."), of(Alphabet::ALNUM, 24)]),
                    shape(&[text("b.AAAA"), between(Alphabet::BASE64_URL, 90, 512)]),
                ],
            )
            .near(&["vault", "vaulttoken", "xvaulttoken", "roottoken", "clienttoken", "hashicorp"]),
            secret(
                "secret/vault-unseal-key",
                "unseal or recovery key",
                &[
                    shape(&[of(Alphabet::BASE64, 44)]),
                    shape(&[of(Alphabet::ANY_HEX, 66)]),
                    shape(&[of(Alphabet::ANY_HEX, 64)]),
                ],
            )
            .near(&["unseal", "unsealkey", "vaultunseal", "recoverykey", "keysbase64", "unsealkeys"]),
            secret("secret/vault-secret-id", "AppRole secret id", &[shape(&[Piece::Uuid])])
                .near(&["vaultsecretid", "secretid", "approlesecret"]),
            secret("secret/vault-role-id", "AppRole role id", &[shape(&[Piece::Uuid])])
                .near(&["vaultroleid", "approleroleid", "approleid"])
                .public(),
        ],
    },
    &Provider {
        name: "HashiCorp Consul, Nomad and Boundary",
        page: "consul",
        revoke: "delete the token with `consul acl token delete`, `nomad acl token delete` or in Boundary's console",
        link: "https://developer.hashicorp.com/consul/docs/secure/acl/token",
        detectors: &[
            secret("secret/consul-token", "Consul ACL token", &[shape(&[Piece::Uuid])])
                .near(&["consul", "consultoken", "consulhttptoken", "xconsultoken", "initialmanagement", "acltoken"]),
            secret("secret/consul-gossip-key", "gossip encryption key", &[shape(&[of(Alphabet::BASE64, 44)])])
                .near(&["gossip", "gossipkey", "gossipencryption", "consulencrypt", "serfkey", "consul", "nomad"]),
            secret("secret/nomad-token", "Nomad ACL token", &[shape(&[Piece::Uuid])])
                .near(&["nomadtoken", "nomad", "xnomadtoken"]),
            secret(
                "secret/boundary-token",
                "Boundary token",
                &[shape(&[text("at_"), of(Alphabet::ALNUM, 10), text("_s1"), between(Alphabet::ALNUM, 100, 400)])],
            ),
        ],
    },
    &Provider {
        name: "Pulumi",
        page: "pulumi",
        revoke: "delete the token under Settings > Access tokens",
        link: "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
        detectors: &[secret(
            "secret/pulumi-token",
            "access token",
            &[shape(&[text("pul-"), between(Alphabet::LOWER_ALNUM, 40, 44)])],
        )],
    },
    &Provider {
        name: "Spacelift",
        page: "spacelift",
        revoke: "delete the API key in the organization's settings",
        link: "https://docs.spacelift.io/integrations/api",
        detectors: &[secret("secret/spacelift-key", "API key secret", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
            .near(&["spacelift", "spaceliftapi"])],
    },
    &Provider {
        name: "Doppler",
        page: "doppler",
        revoke: "revoke the token in the workplace's or the config's Access page and read the activity log",
        link: "https://docs.doppler.com/docs/service-tokens",
        detectors: &[
            secret(
                "secret/doppler-personal-token",
                "personal token",
                &[shape(&[text("dp.pt."), between(Alphabet::ALNUM, 40, 44)])],
            ),
            secret(
                "secret/doppler-service-token",
                "service token",
                &[
                    shape(&[
                        text("dp.st."),
                        between(Alphabet::LOWER_ALNUM.with(b"-_"), 2, 35),
                        text("."),
                        between(Alphabet::ALNUM, 40, 44),
                    ]),
                    shape(&[text("dp.st."), between(Alphabet::ALNUM, 40, 44)]),
                ],
            ),
            secret(
                "secret/doppler-cli-token",
                "CLI token",
                &[shape(&[text("dp.ct."), between(Alphabet::ALNUM, 40, 44)])],
            ),
            secret(
                "secret/doppler-service-account-token",
                "service account token",
                &[shape(&[one_of(&["dp.said.", "dp.sa."]), between(Alphabet::ALNUM, 40, 44)])],
            ),
            secret(
                "secret/doppler-scim-token",
                "SCIM token",
                &[shape(&[text("dp.scim."), between(Alphabet::ALNUM, 40, 44)])],
            ),
            secret(
                "secret/doppler-audit-token",
                "audit token",
                &[shape(&[text("dp.audit."), between(Alphabet::ALNUM, 40, 44)])],
            ),
        ],
    },
    &Provider {
        name: "Infisical",
        page: "infisical",
        revoke: "revoke the token or the machine identity's client secret in the project's access control",
        link: "https://infisical.com/docs/documentation/platform/identities/overview",
        detectors: &[
            secret(
                "secret/infisical-service-token",
                "service token",
                &[shape(&[
                    text("st."),
                    between(Alphabet::LOWER_ALNUM.with(b"-"), 24, 36),
                    text("."),
                    between(Alphabet::HEX, 32, 64),
                    text("."),
                    between(Alphabet::HEX, 32, 64),
                ])],
            ),
            secret(
                "secret/infisical-client-secret",
                "machine identity's secret",
                &[shape(&[of(Alphabet::ANY_HEX, 64)])],
            )
            .near(&["infisical", "infisicalclientsecret", "infisicalsecret"]),
        ],
    },
    &Provider {
        name: "1Password",
        page: "onepassword",
        revoke: "revoke the service account's token, or make a new Secret Key, and change what the vaults hold",
        link: "https://developer.1password.com/docs/service-accounts/",
        detectors: &[
            secret(
                "secret/onepassword-service-token",
                "service account token",
                &[shape(&[text("ops_eyJ"), between(Alphabet::BASE64_URL, 200, 2048)]).proved(Proof::Base64Json)],
            ),
            secret(
                "secret/onepassword-secret-key",
                "Secret Key of an account",
                &[
                    shape(&[
                        text("A3-"),
                        of(Alphabet::UPPER_ALNUM, 6),
                        text("-"),
                        of(Alphabet::UPPER_ALNUM, 6),
                        text("-"),
                        of(Alphabet::UPPER_ALNUM, 5),
                        text("-"),
                        of(Alphabet::UPPER_ALNUM, 5),
                        text("-"),
                        of(Alphabet::UPPER_ALNUM, 5),
                        text("-"),
                        of(Alphabet::UPPER_ALNUM, 5),
                    ]),
                    shape(&[
                        text("A3-"),
                        of(Alphabet::UPPER_ALNUM, 6),
                        text("-"),
                        of(Alphabet::UPPER_ALNUM, 11),
                        text("-"),
                        of(Alphabet::UPPER_ALNUM, 5),
                        text("-"),
                        of(Alphabet::UPPER_ALNUM, 5),
                        text("-"),
                        of(Alphabet::UPPER_ALNUM, 5),
                    ]),
                ],
            ),
        ],
    },
    &Provider {
        name: "Bitwarden",
        page: "bitwarden",
        revoke: "revoke the access token in the machine account, or rotate the API key under Security > Keys",
        link: "https://bitwarden.com/help/access-tokens/",
        detectors: &[
            secret(
                "secret/bitwarden-access-token",
                "Secrets Manager access token",
                &[shape(&[
                    text("0."),
                    Piece::Uuid,
                    text("."),
                    of(Alphabet::ALNUM, 30),
                    text(":"),
                    of(Alphabet::ALNUM.with(b"+/"), 22),
                    text("=="),
                ])],
            ),
            secret("secret/bitwarden-client-secret", "API key's client secret", &[shape(&[of(Alphabet::ALNUM, 30)])])
                .near(&["bitwarden", "bwclientsecret", "bwsecret", "vaultwarden"]),
        ],
    },
    &Provider {
        name: "Akeyless",
        page: "akeyless",
        revoke: "delete the auth method's key and read the audit log",
        link: "https://docs.akeyless.io/docs/api-key",
        detectors: &[secret("secret/akeyless-key", "access key", &[shape(&[of(Alphabet::BASE64, 44)])])
            .near(&["akeyless", "akeylessaccesskey", "akeylesskey"])],
    },
    &Provider {
        name: "CyberArk Conjur",
        page: "conjur",
        revoke: "rotate the key with `conjur user rotate-api-key` or `conjur host rotate-api-key`",
        link: "https://docs.cyberark.com/conjur-open-source/latest/en/content/developer/conjur_api_rotate_api_key.htm",
        detectors: &[secret("secret/conjur-api-key", "API key", &[shape(&[between(Alphabet::LOWER_ALNUM, 40, 60)])])
            .near(&["conjur", "conjurauthnapikey", "conjurapikey"])],
    },
    &Provider {
        name: "dotenv",
        page: "dotenv",
        revoke: "rotate the key with the tool that made it and change every value that it opened",
        link: "https://www.dotenv.org/docs/",
        detectors: &[
            secret(
                "secret/dotenv-vault-key",
                "decryption key of a vault",
                &[shape(&[text("dotenv://:key_"), of(Alphabet::HEX, 64)])],
            ),
            secret(
                "secret/dotenv-vault-token",
                "project or account id of a vault",
                &[shape(&[one_of(&["vlt_", "me_", "it_"]), of(Alphabet::HEX, 64)])],
            ),
            secret("secret/dotenvx-private-key", "private key", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
                .near(&["dotenvprivatekey", "dotenvprivatekeyproduction", "dotenvx"]),
        ],
    },
    &Provider {
        name: "EnvKey",
        page: "envkey",
        revoke: "revoke the key in the app's environment and change every value that it opened",
        link: "https://docs-v2.envkey.com/",
        detectors: &[secret(
            "secret/envkey-key",
            "environment key",
            &[shape(&[text("e"), text("k"), of(Alphabet::ALNUM, 20), text("-"), between(Alphabet::ALNUM, 20, 24)])],
        )
        .near(&["envkey"])],
    },
];
