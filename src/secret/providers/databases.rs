//! Databases as a service.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &PLANETSCALE,
    &NEON,
    &SUPABASE,
    &MONGODB_ATLAS,
    &UPSTASH,
    &TURSO,
    &FAUNA,
    &COCKROACH,
    &INFLUX,
    &REDIS_CLOUD,
    &PRISMA,
    &XATA,
    &CONVEX,
    &VECTORS,
    &ALGOLIA,
    &AIRTABLE,
    &HASURA,
    &APPWRITE,
    &SEARCH_ENGINES,
];

static PLANETSCALE: Provider = Provider {
    name: "PlanetScale",
    page: "planetscale",
    revoke: "delete the token or the password",
    link: "https://planetscale.com/docs/concepts/service-tokens",
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
};

static NEON: Provider = Provider {
    name: "Neon",
    page: "neon",
    revoke: "reset the role's password, or revoke the API key",
    link: "https://neon.com/docs",
    detectors: &[
        secret("secret/neon-password", "role password", &[shape(&[text("npg_"), between(A::ALNUM, 10, 20)])]),
        secret("secret/neon-key", "API key", &[shape(&[text("napi_"), between(A::LOWER_ALNUM, 60, 68)])]),
    ],
};

static SUPABASE: Provider = Provider {
    name: "Supabase",
    page: "supabase",
    revoke: "roll the key under Project Settings > API",
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
            &[shape(&[text("sb_secret_"), of(A::BASE64_URL, 22), text("_"), of(A::BASE64_URL, 8)])],
        ),
        secret(
            "secret/supabase-publishable-key",
            "publishable key",
            &[shape(&[text("sb_publishable_"), of(A::BASE64_URL, 22), text("_"), of(A::BASE64_URL, 8)])],
        )
        .public(),
    ],
};

static MONGODB_ATLAS: Provider = Provider {
    name: "MongoDB Atlas",
    page: "mongodb-atlas",
    revoke: "delete the API key or the service account's secret",
    link: "https://www.mongodb.com/docs/atlas/",
    detectors: &[
        secret(
            "secret/mongodb-atlas-secret",
            "service account secret",
            &[shape(&[text("mdb_sa_sk_"), of(A::BASE64_URL, 40)])],
        ),
        secret("secret/mongodb-atlas-id", "service account id", &[shape(&[text("mdb_sa_id_"), of(A::HEX, 24)])])
            .public(),
        secret("secret/mongodb-atlas-key", "private API key", &[shape(&[super::UUID])]).near(&[
            "mongodbatlas",
            "atlasprivate",
            "atlas",
        ]),
    ],
};

static UPSTASH: Provider = Provider {
    name: "Upstash",
    page: "upstash",
    revoke: "reset the token",
    link: "https://upstash.com/docs",
    detectors: &[
        secret("secret/upstash-token", "REST token", &[shape(&[between(A::BASE64, 40, 120)])]).near(&["upstash"])
    ],
};

static TURSO: Provider = Provider {
    name: "Turso",
    page: "turso",
    revoke: "invalidate the tokens of the database",
    link: "https://docs.turso.tech/",
    detectors: &[secret(
        "secret/turso-token",
        "database token",
        &[shape(&[
            text("eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9."),
            between(A::BASE64_URL, 40, 600),
            text("."),
            between(A::BASE64_URL, 80, 90),
        ])],
    )],
};

static FAUNA: Provider = Provider {
    name: "Fauna",
    page: "fauna",
    revoke: "delete the key",
    link: "https://docs.fauna.com/",
    detectors: &[secret("secret/fauna-key", "secret", &[shape(&[text("fn"), between(A::BASE64_URL, 38, 40)])])],
};

static COCKROACH: Provider = Provider {
    name: "CockroachDB",
    page: "cockroach",
    revoke: "delete the API key",
    link: "https://www.cockroachlabs.com/docs/",
    detectors: &[secret(
        "secret/cockroach-key",
        "cloud API key",
        &[shape(&[text("CCDB1_"), of(A::ALNUM, 22), text("_"), of(A::ALNUM, 40)])],
    )],
};

static INFLUX: Provider = Provider {
    name: "InfluxDB",
    page: "influx",
    revoke: "delete the token",
    link: "https://docs.influxdata.com/",
    detectors: &[
        secret("secret/influx-token", "API token", &[shape(&[of(A::BASE64_URL, 86), text("==")])])
            .near(&["influx", "influxdb"]),
        secret(
            "secret/influx-cloud-token",
            "cloud token",
            &[shape(&[text("apiv3_"), between(A::BASE64_URL, 80, 100)])],
        ),
    ],
};

static REDIS_CLOUD: Provider = Provider {
    name: "Redis Cloud",
    page: "redis-cloud",
    revoke: "delete the API key",
    link: "https://redis.io/docs/latest/operate/rc/",
    detectors: &[secret(
        "secret/redis-cloud-key",
        "API key",
        &[shape(&[one_of(&["A", "S"]), between(A::LOWER_ALNUM, 40, 60)])],
    )
    .near(&["rediscloud", "redislabs"])],
};

static PRISMA: Provider = Provider {
    name: "Prisma",
    page: "prisma",
    revoke: "delete the API key",
    link: "https://www.prisma.io/docs",
    detectors: &[secret(
        "secret/prisma-url",
        "Accelerate URL",
        &[shape(&[text("prisma://accelerate.prisma-data.net/?api_key="), between(A::BASE64_URL.with(b"."), 40, 400)])],
    )],
};

static XATA: Provider = Provider {
    name: "Xata",
    page: "xata",
    revoke: "delete the API key",
    link: "https://xata.io/docs",
    detectors: &[secret("secret/xata-key", "API key", &[shape(&[text("xau_"), between(A::ALNUM, 36, 40)])])],
};

static CONVEX: Provider = Provider {
    name: "Convex",
    page: "convex",
    revoke: "rotate the deploy key",
    link: "https://docs.convex.dev/",
    detectors: &[secret(
        "secret/convex-key",
        "deploy key",
        &[shape(&[
            one_of(&["prod:", "dev:", "preview:", "project:"]),
            between(A::LOWER_ALNUM.with(b"-"), 8, 40),
            text("|"),
            between(A::BASE64.with(b"_-"), 60, 300),
        ])],
    )],
};

static VECTORS: Provider = Provider {
    name: "Qdrant, Weaviate, Milvus",
    page: "vectors",
    revoke: "revoke the API key",
    link: "https://qdrant.tech/documentation/",
    detectors: &[
        secret("secret/qdrant-key", "Qdrant API key", &[shape(&[between(A::BASE64_URL.with(b"."), 40, 120)])])
            .near(&["qdrant"]),
        secret("secret/weaviate-key", "Weaviate API key", &[shape(&[of(A::ALNUM, 36)])]).near(&["weaviate", "wcsapi"]),
        secret("secret/zilliz-key", "Zilliz token", &[shape(&[between(A::HEX, 40, 72)])]).near(&["zilliz", "milvus"]),
    ],
};

static ALGOLIA: Provider = Provider {
    name: "Algolia",
    page: "algolia",
    revoke: "delete the API key",
    link: "https://www.algolia.com/doc/guides/security/api-keys/",
    detectors: &[secret("secret/algolia-key", "admin API key", &[shape(&[of(A::HEX, 32)])]).near(&["algolia"])],
};

static AIRTABLE: Provider = Provider {
    name: "Airtable",
    page: "airtable",
    revoke: "delete the token",
    link: "https://airtable.com/developers/web/guides/personal-access-tokens",
    detectors: &[
        secret(
            "secret/airtable-token",
            "personal access token",
            &[shape(&[text("pat"), of(A::ALNUM, 14), text("."), of(A::HEX, 64)])],
        ),
        secret("secret/airtable-key", "API key of the old form", &[shape(&[text("key"), of(A::ALNUM, 14)])])
            .near(&["airtable"]),
    ],
};

static HASURA: Provider = Provider {
    name: "Hasura",
    page: "hasura",
    revoke: "rotate the admin secret",
    link: "https://hasura.io/docs/",
    detectors: &[
        secret("secret/hasura-secret", "admin secret", &[shape(&[between(A::ALNUM, 32, 64)])]).near(&["hasura"])
    ],
};

static APPWRITE: Provider = Provider {
    name: "Appwrite",
    page: "appwrite",
    revoke: "delete the API key",
    link: "https://appwrite.io/docs",
    detectors: &[
        secret("secret/appwrite-key", "API key", &[shape(&[text("standard_"), between(A::HEX, 200, 400)])]),
        secret("secret/appwrite-old-key", "API key of the old form", &[shape(&[of(A::HEX, 256)])]).near(&["appwrite"]),
    ],
};

static SEARCH_ENGINES: Provider = Provider {
    name: "Meilisearch and Typesense",
    page: "search-engines",
    revoke: "delete the key",
    link: "https://www.meilisearch.com/docs",
    detectors: &[
        secret("secret/meilisearch-key", "API key", &[shape(&[of(A::HEX, 64)]), shape(&[of(A::HEX, 40)])])
            .near(&["meili", "meilisearch"]),
        secret("secret/typesense-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["typesense"]),
    ],
};
