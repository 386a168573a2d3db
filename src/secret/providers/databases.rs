//! Databases, search and backends as a service.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "PlanetScale",
        page: "planetscale",
        revoke: "delete the token or the branch's password",
        link: "https://planetscale.com/docs/api/reference/service-tokens",
        detectors: &[
            secret(
                "secret/planetscale-token",
                "service token",
                &[shape(&[text("pscale_tkn_"), between(A::BASE64_URL.with(b".="), 32, 64)])],
            ),
            secret(
                "secret/planetscale-oauth-token",
                "OAuth token",
                &[shape(&[text("pscale_oauth_"), between(A::BASE64_URL.with(b".="), 32, 64)])],
            ),
            secret(
                "secret/planetscale-password",
                "password",
                &[shape(&[text("pscale_pw_"), between(A::BASE64_URL.with(b".="), 32, 64)])],
            ),
            secret(
                "secret/planetscale-id",
                "token id",
                &[shape(&[text("pscale_tkid_"), between(A::BASE64_URL.with(b".="), 10, 64)])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Neon",
        page: "neon",
        revoke: "reset the role's password or revoke the API key",
        link: "https://neon.com/docs/manage/api-keys",
        detectors: &[
            secret("secret/neon-password", "role password", &[shape(&[text("npg_"), between(A::ALNUM, 12, 20)])]),
            secret("secret/neon-key", "API key", &[shape(&[text("napi_"), between(A::LOWER_ALNUM, 56, 68)])]),
        ],
    },
    &Provider {
        name: "Supabase",
        page: "supabase",
        revoke: "roll the key under Project Settings > API Keys",
        link: "https://supabase.com/docs/guides/api/api-keys",
        detectors: &[
            secret(
                "secret/supabase-token",
                "personal access token",
                &[shape(&[text("sbp_"), of(A::HEX, 40)]), shape(&[text("sbp_v0_"), of(A::HEX, 40)])],
            ),
            secret(
                "secret/supabase-secret-key",
                "secret key",
                &[shape(&[
                    text("sb_secret_"),
                    between(A::BASE64_URL, 20, 24),
                    text("_"),
                    between(A::BASE64_URL, 6, 10),
                ])],
            ),
            secret(
                "secret/supabase-publishable-key",
                "publishable key",
                &[shape(&[
                    text("sb_publishable_"),
                    between(A::BASE64_URL, 20, 24),
                    text("_"),
                    between(A::BASE64_URL, 6, 10),
                ])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "MongoDB Atlas",
        page: "mongodb-atlas",
        revoke: "delete the API key or the service account's secret",
        link: "https://www.mongodb.com/docs/atlas/configure-api-access/",
        detectors: &[
            secret(
                "secret/mongodb-atlas-secret",
                "service account's secret",
                &[shape(&[text("mdb_sa_sk_"), of(A::BASE64_URL, 40)])],
            ),
            secret(
                "secret/mongodb-atlas-id",
                "service account's id",
                &[shape(&[text("mdb_sa_id_"), of(A::ANY_HEX, 24)])],
            )
            .public(),
            secret("secret/mongodb-atlas-key", "private API key", &[shape(&[Piece::Uuid])])
                .near(&["mongodbatlas", "atlasprivate", "atlasapi", "mcliprivate", "mongoatlas"]),
            secret("secret/mongodb-realm-key", "App Services API key", &[shape(&[of(A::ALNUM, 64)])])
                .near(&["realmapi", "mongodbrealm", "realmkey", "mongorealm"]),
        ],
    },
    &Provider {
        name: "Upstash",
        page: "upstash",
        revoke: "reset the token in the database's console",
        link: "https://upstash.com/docs/",
        detectors: &[secret("secret/upstash-token", "REST token", &[shape(&[between(A::BASE64, 40, 120)])])
            .near(&["upstash", "kvrest"])],
    },
    &Provider {
        name: "Turso",
        page: "turso",
        revoke: "invalidate the tokens of the database",
        link: "https://docs.turso.tech/",
        detectors: &[secret(
            "secret/turso-token",
            "database token",
            &[shape(&[
                text("eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9."),
                between(A::BASE64_URL, 40, 700),
                text("."),
                between(A::BASE64_URL, 80, 90),
            ])],
        )],
    },
    &Provider {
        name: "Fauna",
        page: "fauna",
        revoke: "delete the key",
        link: "https://docs.fauna.com/",
        detectors: &[secret(
            "secret/fauna-key",
            "secret",
            &[
                shape(&[text("fnA"), between(A::BASE64_URL, 36, 40)]),
                shape(&[text("fnE"), between(A::BASE64_URL, 36, 40)]),
                shape(&[text("fnF"), between(A::BASE64_URL, 36, 40)]),
            ],
        )],
    },
    &Provider {
        name: "CockroachDB",
        page: "cockroachdb",
        revoke: "delete the API key of the service account",
        link: "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access",
        detectors: &[secret(
            "secret/cockroachdb-key",
            "cloud API key",
            &[shape(&[text("CCDB1_"), of(A::ALNUM, 22), text("_"), of(A::ALNUM, 40)])],
        )],
    },
    &Provider {
        name: "InfluxDB",
        page: "influxdb",
        revoke: "delete the token",
        link: "https://docs.influxdata.com/influxdb/cloud/admin/tokens/",
        detectors: &[
            secret("secret/influxdb-token", "API token", &[shape(&[of(A::BASE64_URL, 86), one_of(&["=="])])])
                .near(&["influx"]),
            secret(
                "secret/influxdb-3-token",
                "API token of version 3",
                &[shape(&[text("apiv3_"), between(A::BASE64_URL, 80, 100)])],
            ),
        ],
    },
    &Provider {
        name: "Redis Cloud",
        page: "redis-cloud",
        revoke: "delete the API key",
        link: "https://redis.io/docs/latest/operate/rc/api/",
        detectors: &[secret(
            "secret/redis-cloud-key",
            "account or user key",
            &[shape(&[between(A::LOWER_ALNUM, 40, 60)])],
        )
        .near(&["rediscloud", "redislabs"])],
    },
    &Provider {
        name: "Tinybird",
        page: "tinybird",
        revoke: "rotate the token in the workspace",
        link: "https://www.tinybird.co/docs/",
        detectors: &[secret(
            "secret/tinybird-token",
            "auth token",
            &[shape(&[text("p.eyJ"), between(A::BASE64_URL, 40, 200), text("."), between(A::BASE64_URL, 40, 46)])],
        )],
    },
    &Provider {
        name: "ClickHouse Cloud",
        page: "clickhouse-cloud",
        revoke: "delete the API key in the organization's settings",
        link: "https://clickhouse.com/docs/cloud/manage/openapi",
        detectors: &[secret(
            "secret/clickhouse-cloud-secret",
            "API key's secret",
            &[shape(&[text("4b1d"), of(A::ALNUM, 38)])],
        )],
    },
    &Provider {
        name: "Timescale",
        page: "timescale",
        revoke: "delete the client credentials",
        link: "https://docs.tigerdata.com/",
        detectors: &[
            secret("secret/timescale-secret", "client secret", &[shape(&[of(A::ALNUM, 64)])]).near(&["timescale"])
        ],
    },
    &Provider {
        name: "Couchbase",
        page: "couchbase",
        revoke: "delete the API key in Capella",
        link: "https://docs.couchbase.com/cloud/",
        detectors: &[secret("secret/couchbase-key", "Capella API key", &[shape(&[between(A::BASE64, 80, 120)])])
            .near(&["couchbase", "capella"])],
    },
    &Provider {
        name: "DataStax Astra",
        page: "datastax",
        revoke: "delete the token in the organization's settings",
        link: "https://docs.datastax.com/en/astra-db-serverless/",
        detectors: &[secret(
            "secret/datastax-token",
            "application token",
            &[shape(&[text("AstraCS:"), between(A::ALNUM, 20, 28), text(":"), of(A::HEX, 64)])],
        )],
    },
    &Provider {
        name: "Neo4j Aura",
        page: "neo4j-aura",
        revoke: "reset the instance's password",
        link: "https://neo4j.com/docs/aura/",
        detectors: &[secret("secret/neo4j-aura-password", "instance password", &[shape(&[of(A::BASE64_URL, 43)])])
            .near(&["neo4j", "auradb"])],
    },
    &Provider {
        name: "Firebolt",
        page: "firebolt",
        revoke: "delete the service account's secret",
        link: "https://docs.firebolt.io/",
        detectors: &[secret(
            "secret/firebolt-secret",
            "service account's secret",
            &[shape(&[between(A::BASE64, 60, 100)])],
        )
        .near(&["firebolt"])],
    },
    &Provider {
        name: "Rockset",
        page: "rockset",
        revoke: "delete the API key",
        link: "https://docs.rockset.com/",
        detectors: &[secret("secret/rockset-key", "API key", &[shape(&[of(A::ALNUM, 64)])]).near(&["rockset"])],
    },
    &Provider {
        name: "Materialize",
        page: "materialize",
        revoke: "delete the app password",
        link: "https://materialize.com/docs/",
        detectors: &[secret("secret/materialize-password", "app password", &[shape(&[text("mzp_"), of(A::HEX, 64)])])],
    },
    &Provider {
        name: "Prisma",
        page: "prisma",
        revoke: "delete the API key of the environment",
        link: "https://www.prisma.io/docs/",
        detectors: &[secret(
            "secret/prisma-url",
            "Accelerate URL",
            &[shape(&[text("accelerate.prisma-data.net/?api_key="), between(A::BASE64_URL.with(b"."), 40, 500)])],
        )],
    },
    &Provider {
        name: "Xata",
        page: "xata",
        revoke: "delete the API key in the account settings",
        link: "https://xata.io/docs",
        detectors: &[secret("secret/xata-key", "API key", &[shape(&[text("xau_"), between(A::ALNUM, 36, 46)])])],
    },
    &Provider {
        name: "Gel",
        page: "gel",
        revoke: "delete the secret key",
        link: "https://docs.geldata.com/",
        detectors: &[secret(
            "secret/gel-key",
            "secret key",
            &[
                shape(&[one_of(&["nbwt_", "nbwt1_"]), between(A::BASE64_URL, 40, 400)]),
                shape(&[one_of(&["edbt_", "edbt1_"]), between(A::BASE64_URL, 40, 400)]),
            ],
        )],
    },
    &Provider {
        name: "Qdrant",
        page: "qdrant",
        revoke: "revoke the API key in the cloud console",
        link: "https://qdrant.tech/documentation/",
        detectors: &[secret("secret/qdrant-key", "API key", &[shape(&[between(A::BASE64_URL.with(b"."), 40, 120)])])
            .near(&["qdrant"])],
    },
    &Provider {
        name: "Algolia",
        page: "algolia",
        revoke: "delete or regenerate the API key in the dashboard and read its logs",
        link: "https://www.algolia.com/doc/guides/security/api-keys/",
        detectors: &[secret("secret/algolia-key", "admin API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["algolia"])],
    },
    &Provider {
        name: "Meilisearch",
        page: "meilisearch",
        revoke: "delete the key or restart with another master key",
        link: "https://www.meilisearch.com/docs/learn/security/basic_security",
        detectors: &[secret(
            "secret/meilisearch-key",
            "API or master key",
            &[shape(&[of(A::ANY_HEX, 64)]), shape(&[of(A::ANY_HEX, 40)]), shape(&[of(A::BASE64_URL, 43)])],
        )
        .near(&["meili"])],
    },
    &Provider {
        name: "Typesense",
        page: "typesense",
        revoke: "delete the key",
        link: "https://typesense.org/docs/",
        detectors: &[secret(
            "secret/typesense-key",
            "API key",
            &[shape(&[of(A::ALNUM, 32)]), shape(&[of(A::ALNUM, 48)])],
        )
        .near(&["typesense"])],
    },
    &Provider {
        name: "Hasura",
        page: "hasura",
        revoke: "rotate the admin secret",
        link: "https://hasura.io/docs/",
        detectors: &[
            secret("secret/hasura-secret", "admin secret", &[shape(&[of(A::ALNUM, 64)]), shape(&[of(A::ALNUM, 32)])])
                .near(&["hasura"]),
            secret("secret/hasura-token", "cloud access token", &[shape(&[text("pat_"), of(A::BASE64_URL, 43)])])
                .near(&["hasura"]),
        ],
    },
    &Provider {
        name: "Appwrite",
        page: "appwrite",
        revoke: "delete the API key of the project",
        link: "https://appwrite.io/docs",
        detectors: &[
            secret("secret/appwrite-key", "API key", &[shape(&[text("standard_"), between(A::HEX, 200, 400)])]),
            secret("secret/appwrite-old-key", "API key of the old form", &[shape(&[of(A::ANY_HEX, 256)])])
                .near(&["appwrite"]),
        ],
    },
    &Provider {
        name: "Nhost",
        page: "nhost",
        revoke: "rotate the admin secret",
        link: "https://docs.nhost.io/",
        detectors: &[
            secret("secret/nhost-secret", "admin or webhook secret", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["nhost"])
        ],
    },
    &Provider {
        name: "Back4App and Parse",
        page: "parse",
        revoke: "reset the application's keys",
        link: "https://www.back4app.com/docs",
        detectors: &[secret("secret/parse-key", "master, REST or client key", &[shape(&[of(A::ALNUM, 40)])])
            .near(&["back4app", "parseapp", "parsemaster", "parserest", "xparse", "parseclient"])],
    },
    &Provider {
        name: "Backendless",
        page: "backendless",
        revoke: "regenerate the API key",
        link: "https://backendless.com/docs/",
        detectors: &[secret("secret/backendless-key", "API key", &[shape(&[Piece::Uuid])]).near(&["backendless"])],
    },
    &Provider {
        name: "Momento",
        page: "momento",
        revoke: "delete the API key in the console",
        link: "https://docs.momentohq.com/",
        detectors: &[secret(
            "secret/momento-key",
            "API key",
            &[shape(&[text("eyJlbmRwb2ludCI6"), between(A::BASE64, 80, 900)])],
        )
        .near(&["momento"])],
    },
    &Provider {
        name: "Liveblocks",
        page: "liveblocks",
        revoke: "roll the secret key of the project",
        link: "https://liveblocks.io/docs",
        detectors: &[
            secret(
                "secret/liveblocks-key",
                "secret key",
                &[shape(&[one_of(&["sk_prod_", "sk_dev_"]), between(A::BASE64_URL, 40, 80)])],
            )
            .near(&["liveblocks"]),
            secret(
                "secret/liveblocks-public-key",
                "public key",
                &[shape(&[one_of(&["pk_prod_", "pk_dev_"]), between(A::BASE64_URL, 40, 80)])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Snowflake",
        page: "snowflake",
        revoke: "drop the token with `ALTER USER … REMOVE PROGRAMMATIC ACCESS TOKEN`",
        link: "https://docs.snowflake.com/en/user-guide/programmatic-access-tokens",
        detectors: &[secret(
            "secret/snowflake-session-token",
            "session token",
            &[shape(&[
                text("ver:1-hint:"),
                between(A::DIGIT, 4, 20),
                text("-ETMsDgAAA"),
                between(A::BASE64.with(b"_-"), 40, 400),
            ])],
        )],
    },
    &Provider {
        name: "Cube",
        page: "cube",
        revoke: "rotate the API secret",
        link: "https://cube.dev/docs",
        detectors: &[secret("secret/cube-secret", "API secret", &[shape(&[of(A::ANY_HEX, 128)])])
            .near(&["cubejs", "cubeapi", "cubesecret"])],
    },
    &Provider {
        name: "Metabase",
        page: "metabase",
        revoke: "delete the API key under Settings > Authentication",
        link: "https://www.metabase.com/docs/latest/people-and-groups/api-keys",
        detectors: &[
            secret("secret/metabase-key", "API key", &[shape(&[text("mb_"), of(A::BASE64, 44)])]),
            secret("secret/metabase-secret", "embedding secret", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["metabase"]),
        ],
    },
    &Provider {
        name: "Redash",
        page: "redash",
        revoke: "regenerate the API key in the profile",
        link: "https://redash.io/help/",
        detectors: &[secret("secret/redash-key", "API key", &[shape(&[of(A::ALNUM, 40)])]).near(&["redash"])],
    },
    &Provider {
        name: "Looker",
        page: "looker",
        revoke: "delete the API key of the user",
        link: "https://cloud.google.com/looker/docs/api-auth",
        detectors: &[secret("secret/looker-secret", "client secret", &[shape(&[of(A::ALNUM, 24)])]).near(&["looker"])],
    },
    &Provider {
        name: "Tableau",
        page: "tableau",
        revoke: "revoke the personal access token",
        link: "https://help.tableau.com/",
        detectors: &[secret(
            "secret/tableau-token",
            "personal access token",
            &[shape(&[between(A::BASE64, 22, 24), text(":"), of(A::ALNUM, 32)])],
        )
        .near(&["tableau"])],
    },
    &Provider {
        name: "Preset",
        page: "preset",
        revoke: "delete the API secret",
        link: "https://docs.preset.io/",
        detectors: &[secret("secret/preset-secret", "API secret", &[shape(&[of(A::ANY_HEX, 64)])])
            .near(&["presetapi", "presetsecret"])],
    },
    &Provider {
        name: "Mode",
        page: "mode",
        revoke: "revoke the API token",
        link: "https://mode.com/developer/api-reference/",
        detectors: &[secret("secret/mode-secret", "API token's secret", &[shape(&[of(A::ANY_HEX, 24)])])
            .near(&["modeanalytics", "modetoken"])],
    },
];
