//! Feature flags, APIs, workflows and data platforms.

use crate::secret::detector::providers;

providers! {
    "Postman", "postman" {
        revoke: "revoke the key under Account settings > API keys";
        link: "https://learning.postman.com/docs/developer/postman-api/authentication/";
        "secret/postman-key" "API key" = ["PMAK-" ALNUM[24-26] "-" ALNUM[34-36]];
        "secret/postman-collection-key" "collection access key" = ["PMAT-" UPPER_ALNUM[26]];
    }
    "Prefect", "prefect" {
        revoke: "delete the key in the profile's or the service account's API keys";
        link: "https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys";
        "secret/prefect-key" "API key" = [{"pnu_" | "pnb_"} ALNUM[36]];
    }
    "Harness", "harness" {
        revoke: "delete the token under the profile's or the service account's API keys";
        link: "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/";
        "secret/harness-token" "personal or service account token" =
            [{"pat." | "sat."} BASE64_URL[22] "." ALNUM[24] "." ALNUM[20]];
    }
    "LaunchDarkly", "launchdarkly" {
        revoke: "reset the token under Authorization, or the SDK key in the environment's settings";
        link: "https://launchdarkly.com/docs/home/account/api";
        "secret/launchdarkly-token" "API access token" = ["api-" UUID];
        "secret/launchdarkly-sdk-key" "server SDK key" = ["sdk-" UUID];
        "secret/launchdarkly-mobile-key" "mobile SDK key" = ["mob-" UUID] as public;
        "secret/launchdarkly-relay-key" "relay proxy key" = ["rel-" UUID];
        "secret/launchdarkly-old-token" "API access token without prefix" = [BASE64_URL[40]]
            near ["launchdarkly", "ldapikey", "ldtoken", "ldaccesstoken", "launchdarklyaccess"];
    }
    "Unleash", "unleash" {
        revoke: "delete the token under Configure > API access";
        link: "https://docs.getunleash.io/reference/api-tokens-and-client-keys";
        "secret/unleash-token" "API token" =
            [{"default:development." | "default:production." | "default:staging."} HEX[56-64]];
        "secret/unleash-pat" "personal access token" = ["user:" HEX[56]];
    }
    "Flagsmith", "flagsmith" {
        revoke: "delete the server-side key under SDK keys";
        link: "https://docs.flagsmith.com/clients/rest";
        "secret/flagsmith-server-key" "server-side environment key" = ["ser." ALNUM[22]];
    }
    "ConfigCat", "configcat" {
        revoke: "regenerate the SDK key in the config's settings";
        link: "https://configcat.com/docs/";
        "secret/configcat-sdk-key" "SDK key" = ["configcat-sdk-1/" BASE64_URL[22] "/" BASE64_URL[22]];
    }
    "Statsig", "statsig" {
        revoke: "rotate the key under Settings > Keys & environments";
        link: "https://docs.statsig.com/access-management/projects";
        "secret/statsig-server-key" "server secret or console key" = [{"secret-" | "console-"} ALNUM[40-46]];
        "secret/statsig-client-key" "client key" = ["client-" ALNUM[40-46]] as public;
    }
    "Split", "split" {
        revoke: "delete the key under Admin settings > API keys";
        link: "https://help.split.io/";
        "secret/split-key" "admin or SDK key" = [LOWER_ALNUM[36-56]]
            near ["splitio", "splitapikey", "splitsdkkey", "splitiosdk", "splitadmin"];
    }
    "Kong", "kong" {
        revoke: "revoke the token under Personal access tokens or System accounts";
        link: "https://developer.konghq.com/konnect-api/";
        "secret/kong-token" "Konnect access token" = [{"kpat_" | "spat_"} ALNUM[32-64]];
    }
    "Zuplo", "zuplo" {
        revoke: "delete the key of the consumer in the project's API key service";
        link: "https://zuplo.com/docs/articles/api-key-management";
        "secret/zuplo-key" "API key of a consumer" = ["zpka_" LOWER_ALNUM[32] "_" HEX[8]] proved Crc32HexBehindMark;
    }
    "RapidAPI", "rapidapi" {
        revoke: "delete the application's key under My apps > Authorization";
        link: "https://docs.rapidapi.com/docs/keys";
        "secret/rapidapi-key" "application key" =
            [LOWER_ALNUM[10] "msh" LOWER_ALNUM[15] "p1" LOWER_ALNUM[5-6] "jsn" LOWER_ALNUM[12]];
        "secret/rapidapi-other-key" "application key in another form" = [BASE64_URL[50]]
            near ["rapidapi", "xrapidapikey", "rapidapikey", "mashape"];
    }
    "Inngest", "inngest" {
        revoke: "rotate the signing key under Manage > Signing key";
        link: "https://www.inngest.com/docs/platform/signing-keys";
        "secret/inngest-signing-key" "signing key of production" = ["signkey-prod-" HEX[32-64]];
        "secret/inngest-test-signing-key" "signing key of a branch" = [{"signkey-test-" | "signkey-branch-"} HEX[32-64]]
            as test;
    }
    "Trigger.dev", "trigger-dev" {
        revoke: "regenerate the key in the environment's API keys, or delete the personal token";
        link: "https://trigger.dev/docs/apikeys";
        "secret/trigger-dev-key" "secret key or personal access token" =
            [{"tr_prod_" | "tr_stg_" | "tr_preview_" | "tr_pat_"} ALNUM[20-48]];
        "secret/trigger-dev-test-key" "secret key of development" = ["tr_dev_" ALNUM[20-32]] as test;
    }
    "Databricks", "databricks" {
        revoke: "revoke the token under Settings > Developer > Access tokens and read the audit log";
        link: "https://docs.databricks.com/aws/en/dev-tools/auth/pat";
        "secret/databricks-token" "personal access token" = ["dapi" HEX[32] "-" DIGIT[1-2]], ["dapi" LOWER_ALNUM[32]];
        "secret/databricks-oauth-secret" "OAuth secret of a service principal" = ["dose" HEX[32]];
        "secret/databricks-other-token" "internal token" = [{"dkea" | "dosr" | "doss"} HEX[32]];
    }
    "Confluent", "confluent" {
        revoke: "delete the key with `confluent api-key delete`";
        link: "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html";
        "secret/confluent-secret" "API secret" = ["cflt" BASE64_BARE[60]] proved Crc32Base64;
        "secret/confluent-old-secret" "API secret without prefix" = [BASE64_BARE[64]]
            near ["confluent", "confluentsecret", "ccloud", "kafkaapisecret", "clusterapisecret", "schemaregistry",
            "kafkasecret", "saslpassword"];
        "secret/confluent-key" "API key id" = [UPPER_ALNUM[16]]
            near ["confluent", "confluentkey", "ccloud", "confluentcloud", "kafkaapikey", "clusterapikey"] as public;
    }
    "dbt", "dbt" {
        revoke: "delete the token in the account's settings";
        link: "https://docs.getdbt.com/docs/dbt-cloud-apis/authentication";
        "secret/dbt-token" "service or personal token" = [{"dbtc_" | "dbtu_"} BASE64_URL[36-64]];
        "secret/dbt-old-token" "API token without prefix" = [ANY_HEX[40]]
            near ["dbtcloud", "dbttoken", "dbtapikey", "dbtapitoken"];
    }
    "Apache Airflow", "airflow" {
        revoke: "rotate the Fernet key with `airflow rotate-fernet-key` and change the connections that it protected";
        link: "https://airflow.apache.org/docs/apache-airflow/stable/security/secrets/fernet.html";
        "secret/airflow-fernet-key" "Fernet key" = [(BASE64_URL "=")[44]] near ["fernet", "fernetkey", "airflowfernet"];
    }
    "Dagster", "dagster" {
        revoke: "revoke the token under Organization settings > Tokens";
        link: "https://docs.dagster.io/";
        "secret/dagster-token" "user or agent token" = [{"user:" | "agent:"} HEX[32]]
            near ["dagster", "dagstercloud", "dagstertoken"];
    }
    "Retool", "retool" {
        revoke: "revoke the token under Settings > API";
        link: "https://docs.retool.com/org-users/guides/retool-api/authentication";
        "secret/retool-token" "API access token" = ["retool_" LOWER_ALNUM[26-40]];
    }
}
