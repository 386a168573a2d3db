//! Feature flags, APIs, workflows and data platforms.

use crate::secret::alphabet::Alphabet;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Postman",
        page: "postman",
        revoke: "revoke the key under Account settings > API keys",
        link: "https://learning.postman.com/docs/developer/postman-api/authentication/",
        detectors: &[
            secret(
                "secret/postman-key",
                "API key",
                &[shape(&[
                    text("PMAK-"),
                    between(Alphabet::ALNUM, 24, 26),
                    text("-"),
                    between(Alphabet::ALNUM, 34, 36),
                ])],
            ),
            secret(
                "secret/postman-collection-key",
                "collection access key",
                &[shape(&[text("PMAT-"), of(Alphabet::UPPER_ALNUM, 26)])],
            ),
        ],
    },
    &Provider {
        name: "Prefect",
        page: "prefect",
        revoke: "delete the key in the profile's or the service account's API keys",
        link: "https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys",
        detectors: &[secret(
            "secret/prefect-key",
            "API key",
            &[shape(&[one_of(&["pnu_", "pnb_"]), of(Alphabet::ALNUM, 36)])],
        )],
    },
    &Provider {
        name: "Harness",
        page: "harness",
        revoke: "delete the token under the profile's or the service account's API keys",
        link: "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/",
        detectors: &[secret(
            "secret/harness-token",
            "personal or service account token",
            &[shape(&[
                one_of(&["pat.", "sat."]),
                of(Alphabet::BASE64_URL, 22),
                text("."),
                of(Alphabet::ALNUM, 24),
                text("."),
                of(Alphabet::ALNUM, 20),
            ])],
        )],
    },
    &Provider {
        name: "LaunchDarkly",
        page: "launchdarkly",
        revoke: "reset the token under Authorization, or the SDK key in the environment's settings",
        link: "https://launchdarkly.com/docs/home/account/api",
        detectors: &[
            secret("secret/launchdarkly-token", "API access token", &[shape(&[text("api-"), Piece::Uuid])]),
            secret("secret/launchdarkly-sdk-key", "server SDK key", &[shape(&[text("sdk-"), Piece::Uuid])]),
            secret("secret/launchdarkly-mobile-key", "mobile SDK key", &[shape(&[text("mob-"), Piece::Uuid])]).public(),
            secret("secret/launchdarkly-relay-key", "relay proxy key", &[shape(&[text("rel-"), Piece::Uuid])]),
            secret(
                "secret/launchdarkly-old-token",
                "API access token without prefix",
                &[shape(&[of(Alphabet::BASE64_URL, 40)])],
            )
            .near(&["launchdarkly", "ldapikey", "ldtoken", "ldaccesstoken", "launchdarklyaccess"]),
        ],
    },
    &Provider {
        name: "Unleash",
        page: "unleash",
        revoke: "delete the token under Configure > API access",
        link: "https://docs.getunleash.io/reference/api-tokens-and-client-keys",
        detectors: &[
            secret(
                "secret/unleash-token",
                "API token",
                &[shape(&[
                    one_of(&["default:development.", "default:production.", "default:staging."]),
                    between(Alphabet::HEX, 56, 64),
                ])],
            ),
            secret("secret/unleash-pat", "personal access token", &[shape(&[text("user:"), of(Alphabet::HEX, 56)])]),
        ],
    },
    &Provider {
        name: "Flagsmith",
        page: "flagsmith",
        revoke: "delete the server-side key under SDK keys",
        link: "https://docs.flagsmith.com/clients/rest",
        detectors: &[secret(
            "secret/flagsmith-server-key",
            "server-side environment key",
            &[shape(&[text("ser."), of(Alphabet::ALNUM, 22)])],
        )],
    },
    &Provider {
        name: "ConfigCat",
        page: "configcat",
        revoke: "regenerate the SDK key in the config's settings",
        link: "https://configcat.com/docs/",
        detectors: &[secret(
            "secret/configcat-sdk-key",
            "SDK key",
            &[shape(&[
                text("configcat-sdk-1/"),
                of(Alphabet::BASE64_URL, 22),
                text("/"),
                of(Alphabet::BASE64_URL, 22),
            ])],
        )],
    },
    &Provider {
        name: "Statsig",
        page: "statsig",
        revoke: "rotate the key under Settings > Keys & environments",
        link: "https://docs.statsig.com/access-management/projects",
        detectors: &[
            secret(
                "secret/statsig-server-key",
                "server secret or console key",
                &[shape(&[one_of(&["secret-", "console-"]), between(Alphabet::ALNUM, 40, 46)])],
            ),
            secret(
                "secret/statsig-client-key",
                "client key",
                &[shape(&[text("client-"), between(Alphabet::ALNUM, 40, 46)])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Split",
        page: "split",
        revoke: "delete the key under Admin settings > API keys",
        link: "https://help.split.io/",
        detectors: &[secret(
            "secret/split-key",
            "admin or SDK key",
            &[shape(&[between(Alphabet::LOWER_ALNUM, 36, 56)])],
        )
        .near(&["splitio", "splitapikey", "splitsdkkey", "splitiosdk", "splitadmin"])],
    },
    &Provider {
        name: "Kong",
        page: "kong",
        revoke: "revoke the token under Personal access tokens or System accounts",
        link: "https://developer.konghq.com/konnect-api/",
        detectors: &[secret(
            "secret/kong-token",
            "Konnect access token",
            &[shape(&[one_of(&["kpat_", "spat_"]), between(Alphabet::ALNUM, 32, 64)])],
        )],
    },
    &Provider {
        name: "Zuplo",
        page: "zuplo",
        revoke: "delete the key of the consumer in the project's API key service",
        link: "https://zuplo.com/docs/articles/api-key-management",
        detectors: &[secret(
            "secret/zuplo-key",
            "API key of a consumer",
            &[shape(&[text("zpka_"), of(Alphabet::LOWER_ALNUM, 32), text("_"), of(Alphabet::HEX, 8)])
                .proved(Proof::Crc32HexBehindMark)],
        )],
    },
    &Provider {
        name: "RapidAPI",
        page: "rapidapi",
        revoke: "delete the application's key under My apps > Authorization",
        link: "https://docs.rapidapi.com/docs/keys",
        detectors: &[
            secret(
                "secret/rapidapi-key",
                "application key",
                &[shape(&[
                    of(Alphabet::LOWER_ALNUM, 10),
                    text("msh"),
                    of(Alphabet::LOWER_ALNUM, 15),
                    text("p1"),
                    between(Alphabet::LOWER_ALNUM, 5, 6),
                    text("jsn"),
                    of(Alphabet::LOWER_ALNUM, 12),
                ])],
            ),
            secret(
                "secret/rapidapi-other-key",
                "application key in another form",
                &[shape(&[of(Alphabet::BASE64_URL, 50)])],
            )
            .near(&["rapidapi", "xrapidapikey", "rapidapikey", "mashape"]),
        ],
    },
    &Provider {
        name: "Inngest",
        page: "inngest",
        revoke: "rotate the signing key under Manage > Signing key",
        link: "https://www.inngest.com/docs/platform/signing-keys",
        detectors: &[
            secret(
                "secret/inngest-signing-key",
                "signing key of production",
                &[shape(&[text("signkey-prod-"), between(Alphabet::HEX, 32, 64)])],
            ),
            secret(
                "secret/inngest-test-signing-key",
                "signing key of a branch",
                &[shape(&[one_of(&["signkey-test-", "signkey-branch-"]), between(Alphabet::HEX, 32, 64)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Trigger.dev",
        page: "trigger-dev",
        revoke: "regenerate the key in the environment's API keys, or delete the personal token",
        link: "https://trigger.dev/docs/apikeys",
        detectors: &[
            secret(
                "secret/trigger-dev-key",
                "secret key or personal access token",
                &[shape(&[
                    one_of(&["tr_prod_", "tr_stg_", "tr_preview_", "tr_pat_"]),
                    between(Alphabet::ALNUM, 20, 48),
                ])],
            ),
            secret(
                "secret/trigger-dev-test-key",
                "secret key of development",
                &[shape(&[text("tr_dev_"), between(Alphabet::ALNUM, 20, 32)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Databricks",
        page: "databricks",
        revoke: "revoke the token under Settings > Developer > Access tokens and read the audit log",
        link: "https://docs.databricks.com/aws/en/dev-tools/auth/pat",
        detectors: &[
            secret(
                "secret/databricks-token",
                "personal access token",
                &[
                    shape(&[text("dapi"), of(Alphabet::HEX, 32), text("-"), between(Alphabet::DIGIT, 1, 2)]),
                    shape(&[text("dapi"), of(Alphabet::LOWER_ALNUM, 32)]),
                ],
            ),
            secret(
                "secret/databricks-oauth-secret",
                "OAuth secret of a service principal",
                &[shape(&[text("dose"), of(Alphabet::HEX, 32)])],
            ),
            secret(
                "secret/databricks-other-token",
                "internal token",
                &[shape(&[one_of(&["dkea", "dosr", "doss"]), of(Alphabet::HEX, 32)])],
            ),
        ],
    },
    &Provider {
        name: "Confluent",
        page: "confluent",
        revoke: "delete the key with `confluent api-key delete`",
        link: "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
        detectors: &[
            secret(
                "secret/confluent-secret",
                "API secret",
                &[shape(&[text("cflt"), of(Alphabet::ALNUM.with(b"+/"), 60)]).proved(Proof::Crc32Base64)],
            ),
            secret(
                "secret/confluent-old-secret",
                "API secret without prefix",
                &[shape(&[of(Alphabet::ALNUM.with(b"+/"), 64)])],
            )
            .near(&[
                "confluent", "confluentsecret", "ccloud", "kafkaapisecret", "clusterapisecret", "schemaregistry",
                "kafkasecret", "saslpassword",
            ]),
            secret("secret/confluent-key", "API key id", &[shape(&[of(Alphabet::UPPER_ALNUM, 16)])])
                .near(&["confluent", "confluentkey", "ccloud", "confluentcloud", "kafkaapikey", "clusterapikey"])
                .public(),
        ],
    },
    &Provider {
        name: "dbt",
        page: "dbt",
        revoke: "delete the token in the account's settings",
        link: "https://docs.getdbt.com/docs/dbt-cloud-apis/authentication",
        detectors: &[
            secret(
                "secret/dbt-token",
                "service or personal token",
                &[shape(&[one_of(&["dbtc_", "dbtu_"]), between(Alphabet::BASE64_URL, 36, 64)])],
            ),
            secret("secret/dbt-old-token", "API token without prefix", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
                .near(&["dbtcloud", "dbttoken", "dbtapikey", "dbtapitoken"]),
        ],
    },
    &Provider {
        name: "Apache Airflow",
        page: "airflow",
        revoke: "rotate the Fernet key with `airflow rotate-fernet-key` and change the connections that it protected",
        link: "https://airflow.apache.org/docs/apache-airflow/stable/security/secrets/fernet.html",
        detectors: &[secret(
            "secret/airflow-fernet-key",
            "Fernet key",
            &[shape(&[of(Alphabet::BASE64_URL.with(b"="), 44)])],
        )
        .near(&["fernet", "fernetkey", "airflowfernet"])],
    },
    &Provider {
        name: "Dagster",
        page: "dagster",
        revoke: "revoke the token under Organization settings > Tokens",
        link: "https://docs.dagster.io/",
        detectors: &[secret(
            "secret/dagster-token",
            "user or agent token",
            &[shape(&[one_of(&["user:", "agent:"]), of(Alphabet::HEX, 32)])],
        )
        .near(&["dagster", "dagstercloud", "dagstertoken"])],
    },
    &Provider {
        name: "Retool",
        page: "retool",
        revoke: "revoke the token under Settings > API",
        link: "https://docs.retool.com/org-users/guides/retool-api/authentication",
        detectors: &[secret(
            "secret/retool-token",
            "API access token",
            &[shape(&[text("retool_"), between(Alphabet::LOWER_ALNUM, 26, 40)])],
        )],
    },
];
