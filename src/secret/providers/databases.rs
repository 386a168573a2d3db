//! Databases, search and backends as a service.

use crate::secret::detector::providers;

providers! {
    "PlanetScale", "planetscale" {
        revoke: "delete the token or the branch's password";
        link: "https://planetscale.com/docs/api/reference/service-tokens";
        "secret/planetscale-token" "service token" = ["pscale_tkn_" (BASE64_URL ".=")[32-64]];
        "secret/planetscale-oauth-token" "OAuth token" = ["pscale_oauth_" (BASE64_URL ".=")[32-64]];
        "secret/planetscale-password" "password" = ["pscale_pw_" (BASE64_URL ".=")[32-64]];
        "secret/planetscale-id" "token id" = ["pscale_tkid_" (BASE64_URL ".=")[10-64]] as public;
    }
    "Neon", "neon" {
        revoke: "reset the role's password or revoke the API key";
        link: "https://neon.com/docs/manage/api-keys";
        "secret/neon-password" "role password" = ["npg_" ALNUM[12-20]];
        "secret/neon-key" "API key" = ["napi_" LOWER_ALNUM[56-68]];
    }
    "Supabase", "supabase" {
        revoke: "roll the key under Project Settings > API Keys";
        link: "https://supabase.com/docs/guides/api/api-keys";
        "secret/supabase-token" "personal access token" = ["sbp_" HEX[40]], ["sbp_v0_" HEX[40]];
        "secret/supabase-secret-key" "secret key" = ["sb_secret_" BASE64_URL[20-24] "_" BASE64_URL[6-10]];
        "secret/supabase-publishable-key" "publishable key" = ["sb_publishable_" BASE64_URL[20-24] "_" BASE64_URL[6-10]]
            as public;
    }
    "MongoDB Atlas", "mongodb-atlas" {
        revoke: "delete the API key or the service account's secret";
        link: "https://www.mongodb.com/docs/atlas/configure-api-access/";
        "secret/mongodb-atlas-secret" "service account's secret" = ["mdb_sa_sk_" BASE64_URL[40]];
        "secret/mongodb-atlas-id" "service account's id" = ["mdb_sa_id_" ANY_HEX[24]] as public;
        "secret/mongodb-atlas-key" "private API key" = [UUID]
            near ["mongodbatlas", "atlasprivate", "atlasapi", "mcliprivate", "mongoatlas"];
        "secret/mongodb-realm-key" "App Services API key" = [ALNUM[64]]
            near ["realmapi", "mongodbrealm", "realmkey", "mongorealm"];
    }
    "Upstash", "upstash" {
        revoke: "reset the token in the database's console";
        link: "https://upstash.com/docs/";
        "secret/upstash-token" "REST token" = [BASE64[40-120]] near ["upstash", "kvrest"];
    }
    "Turso", "turso" {
        revoke: "invalidate the tokens of the database";
        link: "https://docs.turso.tech/";
        "secret/turso-token" "database token" =
            ["eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9." BASE64_URL[40-700] "." BASE64_URL[80-90]];
    }
    "Fauna", "fauna" {
        revoke: "delete the key";
        link: "https://docs.fauna.com/";
        "secret/fauna-key" "secret" = ["fnA" BASE64_URL[36-40]], ["fnE" BASE64_URL[36-40]], ["fnF" BASE64_URL[36-40]];
    }
    "CockroachDB", "cockroachdb" {
        revoke: "delete the API key of the service account";
        link: "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access";
        "secret/cockroachdb-key" "cloud API key" = ["CCDB1_" ALNUM[22] "_" ALNUM[40]];
    }
    "InfluxDB", "influxdb" {
        revoke: "delete the token";
        link: "https://docs.influxdata.com/influxdb/cloud/admin/tokens/";
        "secret/influxdb-token" "API token" = [BASE64_URL[86] {"=="}] near ["influx"];
        "secret/influxdb-3-token" "API token of version 3" = ["apiv3_" BASE64_URL[80-100]];
    }
    "Redis Cloud", "redis-cloud" {
        revoke: "delete the API key";
        link: "https://redis.io/docs/latest/operate/rc/api/";
        "secret/redis-cloud-key" "account or user key" = [LOWER_ALNUM[40-60]] near ["rediscloud", "redislabs"];
    }
    "Tinybird", "tinybird" {
        revoke: "rotate the token in the workspace";
        link: "https://www.tinybird.co/docs/";
        "secret/tinybird-token" "auth token" = ["p.eyJ" BASE64_URL[40-200] "." BASE64_URL[40-46]];
    }
    "ClickHouse Cloud", "clickhouse-cloud" {
        revoke: "delete the API key in the organization's settings";
        link: "https://clickhouse.com/docs/cloud/manage/openapi";
        "secret/clickhouse-cloud-secret" "API key's secret" = ["4b1d" ALNUM[38]];
    }
    "Timescale", "timescale" {
        revoke: "delete the client credentials";
        link: "https://docs.tigerdata.com/";
        "secret/timescale-secret" "client secret" = [ALNUM[64]] near ["timescale"];
    }
    "Couchbase", "couchbase" {
        revoke: "delete the API key in Capella";
        link: "https://docs.couchbase.com/cloud/";
        "secret/couchbase-key" "Capella API key" = [BASE64[80-120]] near ["couchbase", "capella"];
    }
    "DataStax Astra", "datastax" {
        revoke: "delete the token in the organization's settings";
        link: "https://docs.datastax.com/en/astra-db-serverless/";
        "secret/datastax-token" "application token" = ["AstraCS:" ALNUM[20-28] ":" HEX[64]];
    }
    "Neo4j Aura", "neo4j-aura" {
        revoke: "reset the instance's password";
        link: "https://neo4j.com/docs/aura/";
        "secret/neo4j-aura-password" "instance password" = [BASE64_URL[43]] near ["neo4j", "auradb"];
    }
    "Firebolt", "firebolt" {
        revoke: "delete the service account's secret";
        link: "https://docs.firebolt.io/";
        "secret/firebolt-secret" "service account's secret" = [BASE64[60-100]] near ["firebolt"];
    }
    "Rockset", "rockset" {
        revoke: "delete the API key";
        link: "https://docs.rockset.com/";
        "secret/rockset-key" "API key" = [ALNUM[64]] near ["rockset"];
    }
    "Materialize", "materialize" {
        revoke: "delete the app password";
        link: "https://materialize.com/docs/";
        "secret/materialize-password" "app password" = ["mzp_" HEX[64]];
    }
    "Prisma", "prisma" {
        revoke: "delete the API key of the environment";
        link: "https://www.prisma.io/docs/";
        "secret/prisma-url" "Accelerate URL" = ["accelerate.prisma-data.net/?api_key=" (BASE64_URL ".")[40-500]];
    }
    "Xata", "xata" {
        revoke: "delete the API key in the account settings";
        link: "https://xata.io/docs";
        "secret/xata-key" "API key" = ["xau_" ALNUM[36-46]];
    }
    "Gel", "gel" {
        revoke: "delete the secret key";
        link: "https://docs.geldata.com/";
        "secret/gel-key" "secret key" =
            [{"nbwt_" | "nbwt1_"} BASE64_URL[40-400]],
            [{"edbt_" | "edbt1_"} BASE64_URL[40-400]];
    }
    "Qdrant", "qdrant" {
        revoke: "revoke the API key in the cloud console";
        link: "https://qdrant.tech/documentation/";
        "secret/qdrant-key" "API key" = [(BASE64_URL ".")[40-120]] near ["qdrant"];
    }
    "Algolia", "algolia" {
        revoke: "delete or regenerate the API key in the dashboard and read its logs";
        link: "https://www.algolia.com/doc/guides/security/api-keys/";
        "secret/algolia-key" "admin API key" = [ANY_HEX[32]] near ["algolia"];
    }
    "Meilisearch", "meilisearch" {
        revoke: "delete the key or restart with another master key";
        link: "https://www.meilisearch.com/docs/learn/security/basic_security";
        "secret/meilisearch-key" "API or master key" = [ANY_HEX[64]], [ANY_HEX[40]], [BASE64_URL[43]] near ["meili"];
    }
    "Typesense", "typesense" {
        revoke: "delete the key";
        link: "https://typesense.org/docs/";
        "secret/typesense-key" "API key" = [ALNUM[32]], [ALNUM[48]] near ["typesense"];
    }
    "Hasura", "hasura" {
        revoke: "rotate the admin secret";
        link: "https://hasura.io/docs/";
        "secret/hasura-secret" "admin secret" = [ALNUM[64]], [ALNUM[32]] near ["hasura"];
        "secret/hasura-token" "cloud access token" = ["pat_" BASE64_URL[43]] near ["hasura"];
    }
    "Appwrite", "appwrite" {
        revoke: "delete the API key of the project";
        link: "https://appwrite.io/docs";
        "secret/appwrite-key" "API key" = ["standard_" HEX[200-400]];
        "secret/appwrite-old-key" "API key of the old form" = [ANY_HEX[256]] near ["appwrite"];
    }
    "Nhost", "nhost" {
        revoke: "rotate the admin secret";
        link: "https://docs.nhost.io/";
        "secret/nhost-secret" "admin or webhook secret" = [ANY_HEX[32]] near ["nhost"];
    }
    "Back4App and Parse", "parse" {
        revoke: "reset the application's keys";
        link: "https://www.back4app.com/docs";
        "secret/parse-key" "master, REST or client key" = [ALNUM[40]]
            near ["back4app", "parseapp", "parsemaster", "parserest", "xparse", "parseclient"];
    }
    "Backendless", "backendless" {
        revoke: "regenerate the API key";
        link: "https://backendless.com/docs/";
        "secret/backendless-key" "API key" = [UUID] near ["backendless"];
    }
    "Momento", "momento" {
        revoke: "delete the API key in the console";
        link: "https://docs.momentohq.com/";
        "secret/momento-key" "API key" = ["eyJlbmRwb2ludCI6" BASE64[80-900]] near ["momento"];
    }
    "Liveblocks", "liveblocks" {
        revoke: "roll the secret key of the project";
        link: "https://liveblocks.io/docs";
        "secret/liveblocks-key" "secret key" = [{"sk_prod_" | "sk_dev_"} BASE64_URL[40-80]] near ["liveblocks"];
        "secret/liveblocks-public-key" "public key" = [{"pk_prod_" | "pk_dev_"} BASE64_URL[40-80]] as public;
    }
    "Snowflake", "snowflake" {
        revoke: "drop the token with `ALTER USER … REMOVE PROGRAMMATIC ACCESS TOKEN`";
        link: "https://docs.snowflake.com/en/user-guide/programmatic-access-tokens";
        "secret/snowflake-session-token" "session token" =
            ["ver:1-hint:" DIGIT[4-20] "-ETMsDgAAA" (BASE64 "_-")[40-400]];
    }
    "Cube", "cube" {
        revoke: "rotate the API secret";
        link: "https://cube.dev/docs";
        "secret/cube-secret" "API secret" = [ANY_HEX[128]] near ["cubejs", "cubeapi", "cubesecret"];
    }
    "Metabase", "metabase" {
        revoke: "delete the API key under Settings > Authentication";
        link: "https://www.metabase.com/docs/latest/people-and-groups/api-keys";
        "secret/metabase-key" "API key" = ["mb_" BASE64[44]];
        "secret/metabase-secret" "embedding secret" = [ANY_HEX[64]] near ["metabase"];
    }
    "Redash", "redash" {
        revoke: "regenerate the API key in the profile";
        link: "https://redash.io/help/";
        "secret/redash-key" "API key" = [ALNUM[40]] near ["redash"];
    }
    "Looker", "looker" {
        revoke: "delete the API key of the user";
        link: "https://cloud.google.com/looker/docs/api-auth";
        "secret/looker-secret" "client secret" = [ALNUM[24]] near ["looker"];
    }
    "Tableau", "tableau" {
        revoke: "revoke the personal access token";
        link: "https://help.tableau.com/";
        "secret/tableau-token" "personal access token" = [BASE64[22-24] ":" ALNUM[32]] near ["tableau"];
    }
    "Preset", "preset" {
        revoke: "delete the API secret";
        link: "https://docs.preset.io/";
        "secret/preset-secret" "API secret" = [ANY_HEX[64]] near ["presetapi", "presetsecret"];
    }
    "Mode", "mode" {
        revoke: "revoke the API token";
        link: "https://mode.com/developer/api-reference/";
        "secret/mode-secret" "API token's secret" = [ANY_HEX[24]] near ["modeanalytics", "modetoken"];
    }
}
