//! What watches, and whom it wakes.

use crate::secret::detector::providers;

providers! {
    "Datadog", "datadog" {
        revoke: "revoke the key under Organization Settings and read the audit trail";
        link: "https://docs.datadoghq.com/account_management/api-app-keys/";
        "secret/datadog-application-key" "application key" = ["ddapp_" ALNUM[34]];
        "secret/datadog-old-application-key" "application key of the old form" = [ANY_HEX[40]]
            near ["datadog", "ddapp", "ddappkey", "ddapplication", "ddog"];
        "secret/datadog-api-key" "API key" = [ANY_HEX[32]] near ["datadog", "ddapi", "ddapikey", "ddog"];
        "secret/datadog-client-token" "client token" = ["pub" HEX[32]] as public;
    }
    "New Relic", "new-relic" {
        revoke: "delete the key under API keys";
        link: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/";
        "secret/new-relic-user-key" "user key" = ["NRAK-" UPPER_ALNUM[26-32]];
        "secret/new-relic-license-key" "licence key" = [LOWER_ALNUM[32-36] "NRAL"], [ANY_HEX[32] "FFFFNRAL"];
        "secret/new-relic-old-license-key" "licence key of the old form" = [ANY_HEX[40]], ["eu01xx" ANY_HEX[34]]
            near ["newrelic", "nrlicense"];
        "secret/new-relic-insert-key" "insert key" = ["NRII-" BASE64_URL[32]];
        "secret/new-relic-query-key" "query key" = ["NRIQ-" BASE64_URL[32]];
        "secret/new-relic-rest-key" "REST API key" = ["NRRA-" HEX[42]];
        "secret/new-relic-admin-key" "admin key" = ["NRAA-" HEX[27]];
        "secret/new-relic-browser-key" "browser key" = ["NRJS-" HEX[19]] as public;
        "secret/new-relic-mobile-key" "mobile app token" = ["AA" HEX[40] "-NRMA"] as public;
    }
    "Grafana", "grafana" {
        revoke: "delete the service account's token and read the usage statistics";
        link: "https://grafana.com/docs/grafana/latest/administration/service-accounts/";
        "secret/grafana-service-token" "service account token" = ["glsa_" ALNUM[32] "_" ANY_HEX[8]] proved Crc32HexOfAll;
        "secret/grafana-cloud-token" "cloud access policy token" = ["glc_" BASE64[32-500]];
        "secret/grafana-old-key" "API key of the old form" = ["eyJrIjoi" BASE64[60-500]];
    }
    "Sentry", "sentry" {
        revoke: "revoke the token under the user's or organization's auth tokens";
        link: "https://docs.sentry.io/account/auth-tokens/";
        "secret/sentry-organization-token" "organization token" =
            ["sntrys_eyJpYXQiO" (BASE64 "_-")[40-600] "_" BASE64[43]];
        "secret/sentry-user-token" "user token" = ["sntryu_" ANY_HEX[64]];
        "secret/sentry-app-token" "internal integration's token" = ["sntrya_" ANY_HEX[64]];
        "secret/sentry-old-token" "token of the old form" = [ANY_HEX[64]] near ["sentry"];
        "secret/sentry-dsn" "DSN" = [ANY_HEX[32] "@o" DIGIT[1-10] ".ingest." (ALNUM ".")[5-30]] as public;
    }
    "Dynatrace", "dynatrace" {
        revoke: "revoke the token under Access tokens";
        link: "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens";
        "secret/dynatrace-token" "access token" =
            [{"dt0c01." | "dt0s01." | "dt0s02." | "dt0s03." | "dt0s06." | "dt0s08." | "dt0s16."} UPPER_ALNUM[8-26] "."
             UPPER_ALNUM[60-68]];
    }
    "Splunk", "splunk" {
        revoke: "delete the token under Data inputs > HTTP Event Collector";
        link: "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector";
        "secret/splunk-token" "HTTP event collector's token" = [UUID] near ["splunk", "hectoken", "splunkhec"];
        "secret/splunk-observability-token" "access token of Observability Cloud" = [BASE64_URL[22]]
            near ["signalfx", "splunkaccess", "sfxtoken", "sfxaccess"];
    }
    "Honeycomb", "honeycomb" {
        revoke: "delete the API key under Environment Settings";
        link: "https://docs.honeycomb.io/configure/environments/manage-api-keys/";
        "secret/honeycomb-key" "API key" =
            [{"hcaik_" | "hcxik_" | "hcbik_" | "hcalk_" | "hcxlk_" | "hcblk_" | "hcamk_" | "hcxmk_"} LOWER_ALNUM[26-64]];
        "secret/honeycomb-old-key" "API key of the old form" = [ALNUM[22]], [ANY_HEX[32]] near ["honeycomb"];
    }
    "Sumo Logic", "sumo-logic" {
        revoke: "delete the access key under Preferences";
        link: "https://help.sumologic.com/docs/manage/security/access-keys/";
        "secret/sumo-logic-key" "access key" = [ALNUM[64]] near ["sumologic", "sumo", "sumoaccess"];
    }
    "Elastic", "elastic" {
        revoke: "invalidate the API key in Stack Management";
        link: "https://www.elastic.co/docs/deploy-manage/api-keys";
        "secret/elastic-cloud-key" "cloud API key" = ["essu_" (BASE64 "_-")[40-140]];
        "secret/elastic-key" "API key" = [BASE64[60]], [BASE64[56-64]]
            near ["elasticapi", "elasticsearch", "elasticcloud", "elastickey", "kibana", "elasticapm", "esapi"];
    }
    "Graylog", "graylog" {
        revoke: "delete the token of the user";
        link: "https://go2docs.graylog.org/";
        "secret/graylog-token" "access token" = [LOWER_ALNUM[50-54]] near ["graylog"];
    }
    "Rollbar", "rollbar" {
        revoke: "delete the project's access token";
        link: "https://docs.rollbar.com/docs/access-tokens";
        "secret/rollbar-token" "access token" = [ANY_HEX[32]], [ANY_HEX[128]] near ["rollbar"];
    }
    "Bugsnag", "bugsnag" {
        revoke: "delete the token or regenerate the project's key";
        link: "https://docs.bugsnag.com/";
        "secret/bugsnag-key" "API key" = [ANY_HEX[32]] near ["bugsnag"];
    }
    "Honeybadger", "honeybadger" {
        revoke: "regenerate the project's API key";
        link: "https://docs.honeybadger.io/";
        "secret/honeybadger-key" "API key" = ["hbp_" ALNUM[36]], ["hbp_" ALNUM[32-40]];
    }
    "Airbrake", "airbrake" {
        revoke: "regenerate the project's key";
        link: "https://docs.airbrake.io/";
        "secret/airbrake-key" "project or user key" = [ANY_HEX[32]], [ANY_HEX[40]] near ["airbrake"];
    }
    "Raygun", "raygun" {
        revoke: "regenerate the application's key";
        link: "https://raygun.com/documentation/";
        "secret/raygun-key" "API key" = [BASE64[22-24]] near ["raygun"];
    }
    "AppSignal", "appsignal" {
        revoke: "regenerate the push API key";
        link: "https://docs.appsignal.com/";
        "secret/appsignal-key" "push API key" = [UUID] near ["appsignal"];
    }
    "Scout", "scout" {
        revoke: "regenerate the agent key";
        link: "https://scoutapm.com/docs";
        "secret/scout-key" "agent key" = [ALNUM[20]] near ["scoutapm", "scoutkey"];
    }
    "Instana", "instana" {
        revoke: "delete the agent key or API token";
        link: "https://www.ibm.com/docs/en/instana-observability";
        "secret/instana-key" "agent key or API token" = [BASE64_URL[22]] near ["instana"];
    }
    "AppDynamics", "appdynamics" {
        revoke: "regenerate the access key";
        link: "https://docs.appdynamics.com/";
        "secret/appdynamics-key" "access key" = [UUID] near ["appdynamics"];
    }
    "SolarWinds", "solarwinds" {
        revoke: "delete the API token";
        link: "https://documentation.solarwinds.com/";
        "secret/solarwinds-token" "API token" = [BASE64_URL[71]], [BASE64_URL[86]]
            near ["appoptics", "solarwinds", "swtoken", "swapm"];
        "secret/librato-token" "Librato token" = [ANY_HEX[64]] near ["librato"];
        "secret/papertrail-token" "Papertrail token" = [ALNUM[20]] near ["papertrail"];
        "secret/loggly-token" "Loggly token" = [UUID] near ["loggly"];
        "secret/pingdom-token" "Pingdom token" = [BASE64_URL[64-100]] near ["pingdom"];
    }
    "Lightstep", "lightstep" {
        revoke: "revoke the access token";
        link: "https://docs.lightstep.com/";
        "secret/lightstep-token" "access token" = [BASE64[80-110]] near ["lightstep"];
    }
    "Wavefront", "wavefront" {
        revoke: "delete the API token";
        link: "https://docs.wavefront.com/";
        "secret/wavefront-token" "API token" = [UUID] near ["wavefront"];
    }
    "Logz.io", "logzio" {
        revoke: "delete the token in the settings";
        link: "https://docs.logz.io/";
        "secret/logzio-token" "shipping token" = [LETTER[32]] near ["logzio"];
        "secret/logzio-api-token" "API token" = [UUID] near ["logzio"];
    }
    "Better Stack", "better-stack" {
        revoke: "delete the source's or the API's token";
        link: "https://betterstack.com/docs/";
        "secret/better-stack-token" "source or API token" = [ALNUM[24]] near ["logtail", "betterstack", "betteruptime"];
    }
    "Mezmo", "mezmo" {
        revoke: "delete the ingestion or service key";
        link: "https://docs.mezmo.com/";
        "secret/mezmo-service-key" "service key" = [{"sts_" | "pts_"} ANY_HEX[32-64]];
        "secret/mezmo-key" "ingestion key" = [ANY_HEX[32]] near ["logdna", "mezmo"];
    }
    "Coralogix", "coralogix" {
        revoke: "delete the API key";
        link: "https://coralogix.com/docs/";
        "secret/coralogix-key" "API key" = [{"cxtp_" | "cxup_" | "cxth_" | "cxuw_"} ALNUM[30]];
        "secret/coralogix-old-key" "private key of the old form" = [UUID] near ["coralogix"];
    }
    "Logentries", "logentries" {
        revoke: "delete the log's token";
        link: "https://docs.rapid7.com/insightops/";
        "secret/logentries-token" "log token" = [UUID] near ["logentries", "insightops", "rapid7"];
    }
    "Axiom", "axiom" {
        revoke: "delete the token under Settings > API tokens";
        link: "https://axiom.co/docs/reference/tokens";
        "secret/axiom-token" "API token" = [{"xaat-" | "xapt-" | "xait-"} UUID];
    }
    "Dash0", "dash0" {
        revoke: "delete the auth token in the settings";
        link: "https://www.dash0.com/documentation";
        "secret/dash0-token" "auth token" = ["auth_" ALNUM[32]] near ["dash0"];
    }
    "LogRocket", "logrocket" {
        revoke: "reset the API key";
        link: "https://docs.logrocket.com/";
        "secret/logrocket-key" "API key" = [(BASE64_URL ":")[40-60]] near ["logrocket"];
    }
    "Sematext", "sematext" {
        revoke: "delete the token";
        link: "https://sematext.com/docs/";
        "secret/sematext-token" "app or API token" = [UUID] near ["sematext"];
    }
    "Zabbix", "zabbix" {
        revoke: "delete the API token";
        link: "https://www.zabbix.com/documentation/current/en/manual";
        "secret/zabbix-token" "API token" = [ANY_HEX[64]] near ["zabbix"];
    }
    "Netdata", "netdata" {
        revoke: "regenerate the claiming token";
        link: "https://learn.netdata.cloud/";
        "secret/netdata-token" "claiming token" = [BASE64_URL[135]] near ["netdata"];
    }
    "SigNoz", "signoz" {
        revoke: "delete the ingestion key";
        link: "https://signoz.io/docs/";
        "secret/signoz-key" "ingestion key" = [UUID], [BASE64[44]] near ["signoz"];
    }
    "Langtrace and OpenLIT", "openlit" {
        revoke: "delete the API key";
        link: "https://docs.langtrace.ai/";
        "secret/langtrace-key" "API key" = [ANY_HEX[64]] near ["langtrace"];
    }
}
