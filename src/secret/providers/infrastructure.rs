//! Tools that build and run infrastructure, and keep its secrets.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &HASHICORP,
    &PULUMI,
    &DOPPLER,
    &INFISICAL,
    &ONEPASSWORD,
    &BITWARDEN,
    &AKEYLESS,
    &POSTMAN,
    &PREFECT,
    &HARNESS,
    &LAUNCHDARKLY,
    &UNLEASH,
    &SPLIT,
    &FLAGSMITH,
    &CONFIGCAT,
    &DATABRICKS,
    &CONFLUENT,
    &VPN,
    &NGROK,
    &SPACELIFT,
    &SCALR,
    &ENV0,
    &OCTOPUS,
    &RANCHER,
    &ARGOCD,
    &OPENSHIFT,
    &KUBEADM,
    &SWARM,
    &UPBOUND,
];

static HASHICORP: Provider = Provider {
    name: "HashiCorp",
    page: "hashicorp",
    revoke: "revoke the token (vault token revoke, or under User settings > Tokens), and read the audit log",
    link: "https://developer.hashicorp.com/vault/docs/concepts/tokens",
    detectors: &[
        secret(
            "secret/terraform-cloud-token",
            "HCP Terraform API token",
            &[shape(&[of(A::ALNUM, 14), text(".atlasv1."), between(A::BASE64_URL, 60, 75)])],
        ),
        secret(
            "secret/vault-service-token",
            "Vault service token",
            &[shape(&[text("hvs."), between(A::BASE64_URL, 24, 300)])],
        ),
        secret(
            "secret/vault-batch-token",
            "Vault batch token",
            &[shape(&[text("hvb."), between(A::BASE64_URL, 100, 400)])],
        ),
        secret(
            "secret/vault-recovery-token",
            "Vault recovery token",
            &[shape(&[text("hvr."), between(A::BASE64_URL, 24, 300)])],
        ),
        secret(
            "secret/vault-old-token",
            "Vault token of the old form",
            &[shape(&[one_of(&["s.", "b.", "r."]), of(A::ALNUM, 24)])],
        )
        .near(&["vault", "vaulttoken", "xvaulttoken"]),
        secret("secret/vault-unseal-key", "Vault unseal key", &[shape(&[of(A::BASE64, 44)])])
            .near(&["unsealkey", "unseal"]),
        secret("secret/vault-approle-secret", "Vault AppRole secret id", &[shape(&[super::UUID])]).near(&[
            "vaultsecretid",
            "roleid",
            "approle",
            "secretid",
        ]),
        secret("secret/consul-token", "Consul or Nomad token", &[shape(&[super::UUID])]).near(&[
            "consul",
            "nomad",
            "consulhttp",
            "nomadtoken",
        ]),
        secret("secret/hcp-client-secret", "HCP client secret", &[shape(&[of(A::BASE64_URL, 64)])])
            .near(&["hcpclient", "hcpsecret"]),
    ],
};

static PULUMI: Provider = Provider {
    name: "Pulumi",
    page: "pulumi",
    revoke: "delete the token under Access Tokens",
    link: "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/",
    detectors: &[secret("secret/pulumi-token", "access token", &[shape(&[text("pul-"), of(A::HEX, 40)])])],
};

static DOPPLER: Provider = Provider {
    name: "Doppler",
    page: "doppler",
    revoke: "revoke the token in the project or the account",
    link: "https://docs.doppler.com/docs/service-tokens",
    detectors: &[
        secret("secret/doppler-token", "personal token", &[shape(&[text("dp.pt."), between(A::ALNUM, 40, 44)])]),
        secret(
            "secret/doppler-service-token",
            "service token",
            &[
                shape(&[text("dp.st."), between(A::ALNUM, 40, 44)]),
                shape(&[
                    text("dp.st."),
                    between(A::LOWER_ALNUM.with(b"_-"), 2, 35),
                    text("."),
                    between(A::ALNUM, 40, 44),
                ]),
            ],
        ),
        secret("secret/doppler-cli-token", "CLI token", &[shape(&[text("dp.ct."), between(A::ALNUM, 40, 44)])]),
        secret(
            "secret/doppler-account-token",
            "service account token",
            &[shape(&[text("dp.sa."), between(A::ALNUM, 40, 44)])],
        ),
        secret("secret/doppler-scim-token", "SCIM token", &[shape(&[text("dp.scim."), between(A::ALNUM, 40, 44)])]),
        secret("secret/doppler-audit-token", "audit token", &[shape(&[text("dp.audit."), between(A::ALNUM, 40, 44)])]),
    ],
};

static INFISICAL: Provider = Provider {
    name: "Infisical",
    page: "infisical",
    revoke: "revoke the token in the project's settings",
    link: "https://infisical.com/docs/documentation/platform/token",
    detectors: &[secret(
        "secret/infisical-token",
        "service token",
        &[
            shape(&[
                text("st."),
                of(A::HEX, 24),
                text("."),
                between(A::HEX, 32, 64),
                text("."),
                between(A::HEX, 32, 64),
            ]),
            shape(&[text("st."), super::UUID, text("."), between(A::HEX, 32, 64), text("."), of(A::HEX, 32)]),
        ],
    )],
};

static ONEPASSWORD: Provider = Provider {
    name: "1Password",
    page: "onepassword",
    revoke: "revoke the service account's token, or change the account's secret key",
    link: "https://developer.1password.com/docs/service-accounts/",
    detectors: &[
        secret(
            "secret/onepassword-service-token",
            "service account token",
            &[shape(&[text("ops_eyJ"), between(A::BASE64.with(b"_-"), 200, 2000)])],
        ),
        secret(
            "secret/onepassword-secret-key",
            "secret key",
            &[
                shape(&[
                    text("A3-"),
                    of(A::UPPER_ALNUM, 6),
                    text("-"),
                    of(A::UPPER_ALNUM, 6),
                    text("-"),
                    of(A::UPPER_ALNUM, 5),
                    text("-"),
                    of(A::UPPER_ALNUM, 5),
                    text("-"),
                    of(A::UPPER_ALNUM, 5),
                    text("-"),
                    of(A::UPPER_ALNUM, 5),
                ]),
                shape(&[
                    text("A3-"),
                    of(A::UPPER_ALNUM, 6),
                    text("-"),
                    of(A::UPPER_ALNUM, 11),
                    text("-"),
                    of(A::UPPER_ALNUM, 5),
                    text("-"),
                    of(A::UPPER_ALNUM, 5),
                    text("-"),
                    of(A::UPPER_ALNUM, 5),
                ]),
            ],
        ),
    ],
};

static BITWARDEN: Provider = Provider {
    name: "Bitwarden",
    page: "bitwarden",
    revoke: "revoke the machine account's access token",
    link: "https://bitwarden.com/help/access-tokens/",
    detectors: &[
        secret(
            "secret/bitwarden-access-token",
            "access token",
            &[shape(&[text("0."), super::UUID, text("."), of(A::ALNUM, 30), text(":"), of(A::BASE64, 24)])],
        ),
        secret("secret/bitwarden-client-secret", "client secret", &[shape(&[of(A::ALNUM, 30)])])
            .near(&["bwclientsecret", "bitwarden"]),
    ],
};

static AKEYLESS: Provider = Provider {
    name: "Akeyless",
    page: "akeyless",
    revoke: "delete the access key of the authentication method",
    link: "https://docs.akeyless.io/",
    detectors: &[secret("secret/akeyless-key", "access key", &[shape(&[of(A::BASE64, 44)])]).near(&["akeyless"])],
};

static POSTMAN: Provider = Provider {
    name: "Postman",
    page: "postman",
    revoke: "revoke the API key in the account",
    link: "https://learning.postman.com/docs/developer/postman-api/authentication/",
    detectors: &[
        secret("secret/postman-key", "API key", &[shape(&[text("PMAK-"), of(A::HEX, 24), text("-"), of(A::HEX, 34)])]),
        secret(
            "secret/postman-collection-key",
            "collection access key",
            &[shape(&[text("PMAT-"), of(A::UPPER_ALNUM, 26)])],
        ),
    ],
};

static PREFECT: Provider = Provider {
    name: "Prefect",
    page: "prefect",
    revoke: "delete the API key",
    link: "https://docs.prefect.io/",
    detectors: &[secret("secret/prefect-key", "API key", &[shape(&[one_of(&["pnu_", "pnb_"]), of(A::ALNUM, 36)])])],
};

static HARNESS: Provider = Provider {
    name: "Harness",
    page: "harness",
    revoke: "rotate or delete the token in the profile",
    link: "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/",
    detectors: &[secret(
        "secret/harness-token",
        "API token",
        &[shape(&[
            one_of(&["pat.", "sat."]),
            of(A::BASE64_URL, 22),
            text("."),
            of(A::ANY_HEX, 24),
            text("."),
            of(A::ALNUM, 20),
        ])],
    )],
};

static LAUNCHDARKLY: Provider = Provider {
    name: "LaunchDarkly",
    page: "launchdarkly",
    revoke: "reset the token or the SDK key",
    link: "https://launchdarkly.com/docs/home/account/api",
    detectors: &[
        secret("secret/launchdarkly-api-token", "API access token", &[shape(&[text("api-"), super::UUID])]),
        secret("secret/launchdarkly-sdk-key", "server-side SDK key", &[shape(&[text("sdk-"), super::UUID])]),
        secret("secret/launchdarkly-mobile-key", "mobile key", &[shape(&[text("mob-"), super::UUID])]).public(),
        secret("secret/launchdarkly-old-token", "token of the old form", &[shape(&[of(A::BASE64_URL.with(b"="), 40)])])
            .near(&["launchdarkly"]),
    ],
};

static UNLEASH: Provider = Provider {
    name: "Unleash",
    page: "unleash",
    revoke: "delete the API token",
    link: "https://docs.getunleash.io/reference/api-tokens-and-client-keys",
    detectors: &[secret(
        "secret/unleash-token",
        "API token",
        &[shape(&[text("default:"), between(A::LOWER_ALNUM.with(b"-"), 2, 30), text("."), between(A::HEX, 56, 64)])],
    )],
};

static SPLIT: Provider = Provider {
    name: "Split",
    page: "split",
    revoke: "revoke the API key",
    link: "https://help.split.io/",
    detectors: &[secret(
        "secret/split-key",
        "API key",
        &[shape(&[of(A::LOWER_ALNUM, 52)]), shape(&[of(A::LOWER_ALNUM, 36)])],
    )
    .near(&["splitio", "splitapikey"])],
};

static FLAGSMITH: Provider = Provider {
    name: "Flagsmith",
    page: "flagsmith",
    revoke: "delete the server-side key",
    link: "https://docs.flagsmith.com/",
    detectors: &[secret("secret/flagsmith-key", "server-side key", &[shape(&[text("ser."), of(A::ALNUM, 22)])])],
};

static CONFIGCAT: Provider = Provider {
    name: "ConfigCat",
    page: "configcat",
    revoke: "revoke the SDK key",
    link: "https://configcat.com/docs/",
    detectors: &[secret(
        "secret/configcat-key",
        "SDK key",
        &[shape(&[text("configcat-sdk-1/"), of(A::BASE64_URL, 22), text("/"), of(A::BASE64_URL, 22)])],
    )],
};

static DATABRICKS: Provider = Provider {
    name: "Databricks",
    page: "databricks",
    revoke: "revoke the token under User Settings > Developer, and read the audit log",
    link: "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
    detectors: &[
        secret(
            "secret/databricks-token",
            "personal access token",
            &[
                shape(&[text("dapi"), of(A::HEX, 32), text("-"), of(A::DIGIT, 1)]),
                shape(&[text("dapi"), of(A::HEX, 32)]),
            ],
        ),
        secret("secret/databricks-oauth-secret", "OAuth secret", &[shape(&[text("dose"), of(A::HEX, 32)])]),
    ],
};

static CONFLUENT: Provider = Provider {
    name: "Confluent",
    page: "confluent",
    revoke: "delete the API key in Confluent Cloud",
    link: "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
    detectors: &[
        secret(
            "secret/confluent-secret",
            "API secret",
            &[shape(&[text("cflt"), of(A::BASE64, 60)]).proved(Proof::Crc32Base64)],
        ),
        secret("secret/confluent-old-secret", "API secret of the old form", &[shape(&[of(A::ALNUM.with(b"/+"), 64)])])
            .near(&["confluent", "kafkasecret"]),
        secret("secret/confluent-access-key", "API key", &[shape(&[of(A::UPPER_ALNUM, 16)])]).near(&[
            "confluent",
            "confluentapikey",
            "confluentkey",
        ]),
    ],
};

static VPN: Provider = Provider {
    name: "Tailscale and VPNs",
    page: "vpn",
    revoke: "revoke the key in the admin console",
    link: "https://tailscale.com/kb/1085/auth-keys",
    detectors: &[
        secret(
            "secret/tailscale-key",
            "auth or API key",
            &[
                shape(&[
                    text("tskey-"),
                    one_of(&["auth", "api", "client", "scim", "webhook"]),
                    text("-"),
                    between(A::ALNUM, 8, 20),
                    text("-"),
                    between(A::ALNUM, 20, 60),
                ]),
                shape(&[text("tskey-"), between(A::ALNUM, 8, 20), text("-"), between(A::ALNUM, 20, 40)]),
            ],
        ),
        secret("secret/zerotier-token", "ZeroTier token", &[shape(&[of(A::ALNUM, 32)])]).near(&["zerotier"]),
        secret("secret/netbird-token", "NetBird token", &[shape(&[text("nbp_"), of(A::ALNUM, 36)])]),
        secret("secret/twingate-key", "Twingate service key", &[shape(&[between(A::ALNUM.with(b"-_"), 80, 200)])])
            .near(&["twingate"]),
    ],
};

static NGROK: Provider = Provider {
    name: "ngrok",
    page: "ngrok",
    revoke: "reset the authtoken in the dashboard",
    link: "https://ngrok.com/docs/agent/#authtokens",
    detectors: &[
        secret(
            "secret/ngrok-token",
            "authtoken",
            &[shape(&[of(A::DIGIT, 1), between(A::ALNUM, 20, 28), text("_"), between(A::ALNUM, 18, 26)])],
        )
        .near(&["ngrok"]),
        secret("secret/ngrok-key", "API key", &[shape(&[one_of(&["ak_", "cr_"]), between(A::ALNUM, 25, 32)])])
            .near(&["ngrok"]),
    ],
};

static SPACELIFT: Provider = Provider {
    name: "Spacelift",
    page: "spacelift",
    revoke: "revoke the API key",
    link: "https://docs.spacelift.io/",
    detectors: &[secret("secret/spacelift-key", "API key secret", &[shape(&[of(A::HEX, 64)])]).near(&["spacelift"])],
};

static SCALR: Provider = Provider {
    name: "Scalr",
    page: "scalr",
    revoke: "delete the token",
    link: "https://docs.scalr.io/",
    detectors: &[secret("secret/scalr-token", "access token", &[shape(&[between(A::HEX.with(b"_.-"), 40, 138)])])
        .near(&["scalr"])],
};

static ENV0: Provider = Provider {
    name: "env0",
    page: "env0",
    revoke: "revoke the API key",
    link: "https://docs.env0.com/",
    detectors: &[secret("secret/env0-key", "API secret", &[shape(&[of(A::BASE64_URL, 32)])]).near(&["env0"])],
};

static OCTOPUS: Provider = Provider {
    name: "Octopus Deploy",
    page: "octopus",
    revoke: "revoke the API key in the profile",
    link: "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key",
    detectors: &[secret("secret/octopus-key", "API key", &[shape(&[text("API-"), between(A::UPPER_ALNUM, 26, 32)])])],
};

static RANCHER: Provider = Provider {
    name: "Rancher",
    page: "rancher",
    revoke: "delete the token",
    link: "https://ranchermanager.docs.rancher.com/",
    detectors: &[secret(
        "secret/rancher-token",
        "API token",
        &[
            shape(&[text("token-"), of(A::LOWER_ALNUM, 5), text(":"), of(A::LOWER_ALNUM, 54)]),
            shape(&[
                text("kubeconfig-u"),
                between(A::LOWER_ALNUM.with(b"-"), 5, 20),
                text(":"),
                of(A::LOWER_ALNUM, 54),
            ]),
        ],
    )],
};

static ARGOCD: Provider = Provider {
    name: "Argo CD",
    page: "argocd",
    revoke: "delete the account's token",
    link: "https://argo-cd.readthedocs.io/",
    detectors: &[secret(
        "secret/argocd-token",
        "bearer token",
        &[shape(&[text("argocd.token="), between(A::BASE64_URL.with(b"."), 40, 900)])],
    )],
};

static OPENSHIFT: Provider = Provider {
    name: "OpenShift",
    page: "openshift",
    revoke: "delete the token with oc delete oauthaccesstoken",
    link: "https://docs.redhat.com/en/documentation/openshift_container_platform/",
    detectors: &[secret("secret/openshift-token", "user token", &[shape(&[text("sha256~"), of(A::BASE64_URL, 43)])])],
};

static KUBEADM: Provider = Provider {
    name: "kubeadm",
    page: "kubeadm",
    revoke: "delete it with kubeadm token delete",
    link: "https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/",
    detectors: &[secret(
        "secret/kubeadm-token",
        "bootstrap token",
        &[shape(&[of(A::LOWER_ALNUM, 6), text("."), of(A::LOWER_ALNUM, 16)])],
    )
    .near(&["kubeadm", "bootstraptoken", "discoverytoken", "joincommand"])],
};

static SWARM: Provider = Provider {
    name: "Docker Swarm",
    page: "swarm",
    revoke: "rotate it with docker swarm join-token --rotate",
    link: "https://docs.docker.com/engine/swarm/join-nodes/",
    detectors: &[
        secret(
            "secret/swarm-join-token",
            "join token",
            &[shape(&[text("SWMTKN-1-"), of(A::LOWER_ALNUM, 50), text("-"), of(A::LOWER_ALNUM, 25)])],
        ),
        secret("secret/swarm-unlock-key", "unlock key", &[shape(&[text("SWMKEY-1-"), of(A::BASE64, 43)])]),
    ],
};

static UPBOUND: Provider = Provider {
    name: "Upbound",
    page: "upbound",
    revoke: "delete the token",
    link: "https://docs.upbound.io/",
    detectors: &[secret(
        "secret/upbound-token",
        "robot token",
        &[shape(&[text("up_"), between(A::BASE64_URL, 40, 80)])],
    )
    .near(&["upbound"])],
};
