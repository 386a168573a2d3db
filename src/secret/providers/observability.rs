//! What watches, and whom it wakes.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Datadog",
        page: "datadog",
        revoke: "revoke the key under Organization Settings and read the audit trail",
        link: "https://docs.datadoghq.com/account_management/api-app-keys/",
        detectors: &[
            secret("secret/datadog-application-key", "application key", &[shape(&[text("ddapp_"), of(A::ALNUM, 34)])]),
            secret(
                "secret/datadog-old-application-key",
                "application key of the old form",
                &[shape(&[of(A::ANY_HEX, 40)])],
            )
            .near(&["datadog", "ddapp", "ddappkey", "ddapplication", "ddog"]),
            secret("secret/datadog-api-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["datadog", "ddapi", "ddapikey", "ddog"]),
            secret("secret/datadog-client-token", "client token", &[shape(&[text("pub"), of(A::HEX, 32)])]).public(),
        ],
    },
    &Provider {
        name: "New Relic",
        page: "new-relic",
        revoke: "delete the key under API keys",
        link: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
        detectors: &[
            secret(
                "secret/new-relic-user-key",
                "user key",
                &[shape(&[text("NRAK-"), between(A::UPPER_ALNUM, 26, 32)])],
            ),
            secret(
                "secret/new-relic-license-key",
                "licence key",
                &[
                    shape(&[between(A::LOWER_ALNUM, 32, 36), text("NRAL")]),
                    shape(&[of(A::ANY_HEX, 32), text("FFFFNRAL")]),
                ],
            ),
            secret(
                "secret/new-relic-old-license-key",
                "licence key of the old form",
                &[shape(&[of(A::ANY_HEX, 40)]), shape(&[text("eu01xx"), of(A::ANY_HEX, 34)])],
            )
            .near(&["newrelic", "nrlicense"]),
            secret("secret/new-relic-insert-key", "insert key", &[shape(&[text("NRII-"), of(A::BASE64_URL, 32)])]),
            secret("secret/new-relic-query-key", "query key", &[shape(&[text("NRIQ-"), of(A::BASE64_URL, 32)])]),
            secret("secret/new-relic-rest-key", "REST API key", &[shape(&[text("NRRA-"), of(A::HEX, 42)])]),
            secret("secret/new-relic-admin-key", "admin key", &[shape(&[text("NRAA-"), of(A::HEX, 27)])]),
            secret("secret/new-relic-browser-key", "browser key", &[shape(&[text("NRJS-"), of(A::HEX, 19)])]).public(),
            secret(
                "secret/new-relic-mobile-key",
                "mobile app token",
                &[shape(&[text("AA"), of(A::HEX, 40), text("-NRMA")])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Grafana",
        page: "grafana",
        revoke: "delete the service account's token and read the usage statistics",
        link: "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
        detectors: &[
            secret(
                "secret/grafana-service-token",
                "service account token",
                &[shape(&[text("glsa_"), of(A::ALNUM, 32), text("_"), of(A::ANY_HEX, 8)]).proved(Proof::Crc32HexOfAll)],
            ),
            secret(
                "secret/grafana-cloud-token",
                "cloud access policy token",
                &[shape(&[text("glc_"), between(A::BASE64, 32, 500)])],
            ),
            secret(
                "secret/grafana-old-key",
                "API key of the old form",
                &[shape(&[text("eyJrIjoi"), between(A::BASE64, 60, 500)])],
            ),
        ],
    },
    &Provider {
        name: "Sentry",
        page: "sentry",
        revoke: "revoke the token under the user's or organization's auth tokens",
        link: "https://docs.sentry.io/account/auth-tokens/",
        detectors: &[
            secret(
                "secret/sentry-organization-token",
                "organization token",
                &[shape(&[
                    text("sntrys_eyJpYXQiO"),
                    between(A::BASE64.with(b"_-"), 40, 600),
                    text("_"),
                    of(A::BASE64, 43),
                ])],
            ),
            secret("secret/sentry-user-token", "user token", &[shape(&[text("sntryu_"), of(A::ANY_HEX, 64)])]),
            secret(
                "secret/sentry-app-token",
                "internal integration's token",
                &[shape(&[text("sntrya_"), of(A::ANY_HEX, 64)])],
            ),
            secret("secret/sentry-old-token", "token of the old form", &[shape(&[of(A::ANY_HEX, 64)])])
                .near(&["sentry"]),
            secret(
                "secret/sentry-dsn",
                "DSN",
                &[shape(&[
                    of(A::ANY_HEX, 32),
                    text("@o"),
                    between(A::DIGIT, 1, 10),
                    text(".ingest."),
                    between(A::ALNUM.with(b"."), 5, 30),
                ])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Dynatrace",
        page: "dynatrace",
        revoke: "revoke the token under Access tokens",
        link: "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens",
        detectors: &[secret(
            "secret/dynatrace-token",
            "access token",
            &[shape(&[
                one_of(&["dt0c01.", "dt0s01.", "dt0s02.", "dt0s03.", "dt0s06.", "dt0s08.", "dt0s16."]),
                between(A::UPPER_ALNUM, 8, 26),
                text("."),
                between(A::UPPER_ALNUM, 60, 68),
            ])],
        )],
    },
    &Provider {
        name: "Splunk",
        page: "splunk",
        revoke: "delete the token under Data inputs > HTTP Event Collector",
        link: "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector",
        detectors: &[
            secret("secret/splunk-token", "HTTP event collector's token", &[shape(&[Piece::Uuid])])
                .near(&["splunk", "hectoken", "splunkhec"]),
            secret(
                "secret/splunk-observability-token",
                "access token of Observability Cloud",
                &[shape(&[of(A::BASE64_URL, 22)])],
            )
            .near(&["signalfx", "splunkaccess", "sfxtoken", "sfxaccess"]),
        ],
    },
    &Provider {
        name: "Honeycomb",
        page: "honeycomb",
        revoke: "delete the API key under Environment Settings",
        link: "https://docs.honeycomb.io/configure/environments/manage-api-keys/",
        detectors: &[
            secret(
                "secret/honeycomb-key",
                "API key",
                &[shape(&[
                    one_of(&["hcaik_", "hcxik_", "hcbik_", "hcalk_", "hcxlk_", "hcblk_", "hcamk_", "hcxmk_"]),
                    between(A::LOWER_ALNUM, 26, 64),
                ])],
            ),
            secret(
                "secret/honeycomb-old-key",
                "API key of the old form",
                &[shape(&[of(A::ALNUM, 22)]), shape(&[of(A::ANY_HEX, 32)])],
            )
            .near(&["honeycomb"]),
        ],
    },
    &Provider {
        name: "Sumo Logic",
        page: "sumo-logic",
        revoke: "delete the access key under Preferences",
        link: "https://help.sumologic.com/docs/manage/security/access-keys/",
        detectors: &[secret("secret/sumo-logic-key", "access key", &[shape(&[of(A::ALNUM, 64)])])
            .near(&["sumologic", "sumo", "sumoaccess"])],
    },
    &Provider {
        name: "Elastic",
        page: "elastic",
        revoke: "invalidate the API key in Stack Management",
        link: "https://www.elastic.co/docs/deploy-manage/api-keys",
        detectors: &[
            secret(
                "secret/elastic-cloud-key",
                "cloud API key",
                &[shape(&[text("essu_"), between(A::BASE64.with(b"_-"), 40, 140)])],
            ),
            secret(
                "secret/elastic-key",
                "API key",
                &[shape(&[of(A::BASE64, 60)]), shape(&[between(A::BASE64, 56, 64)])],
            )
            .near(&["elasticapi", "elasticsearch", "elasticcloud", "elastickey", "kibana", "elasticapm", "esapi"]),
        ],
    },
    &Provider {
        name: "Graylog",
        page: "graylog",
        revoke: "delete the token of the user",
        link: "https://go2docs.graylog.org/",
        detectors: &[secret("secret/graylog-token", "access token", &[shape(&[between(A::LOWER_ALNUM, 50, 54)])])
            .near(&["graylog"])],
    },
    &Provider {
        name: "Rollbar",
        page: "rollbar",
        revoke: "delete the project's access token",
        link: "https://docs.rollbar.com/docs/access-tokens",
        detectors: &[secret(
            "secret/rollbar-token",
            "access token",
            &[shape(&[of(A::ANY_HEX, 32)]), shape(&[of(A::ANY_HEX, 128)])],
        )
        .near(&["rollbar"])],
    },
    &Provider {
        name: "Bugsnag",
        page: "bugsnag",
        revoke: "delete the token or regenerate the project's key",
        link: "https://docs.bugsnag.com/",
        detectors: &[secret("secret/bugsnag-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["bugsnag"])],
    },
    &Provider {
        name: "Honeybadger",
        page: "honeybadger",
        revoke: "regenerate the project's API key",
        link: "https://docs.honeybadger.io/",
        detectors: &[secret(
            "secret/honeybadger-key",
            "API key",
            &[shape(&[text("hbp_"), of(A::ALNUM, 36)]), shape(&[text("hbp_"), between(A::ALNUM, 32, 40)])],
        )],
    },
    &Provider {
        name: "Airbrake",
        page: "airbrake",
        revoke: "regenerate the project's key",
        link: "https://docs.airbrake.io/",
        detectors: &[secret(
            "secret/airbrake-key",
            "project or user key",
            &[shape(&[of(A::ANY_HEX, 32)]), shape(&[of(A::ANY_HEX, 40)])],
        )
        .near(&["airbrake"])],
    },
    &Provider {
        name: "Raygun",
        page: "raygun",
        revoke: "regenerate the application's key",
        link: "https://raygun.com/documentation/",
        detectors: &[secret("secret/raygun-key", "API key", &[shape(&[between(A::BASE64, 22, 24)])]).near(&["raygun"])],
    },
    &Provider {
        name: "AppSignal",
        page: "appsignal",
        revoke: "regenerate the push API key",
        link: "https://docs.appsignal.com/",
        detectors: &[secret("secret/appsignal-key", "push API key", &[shape(&[Piece::Uuid])]).near(&["appsignal"])],
    },
    &Provider {
        name: "Scout",
        page: "scout",
        revoke: "regenerate the agent key",
        link: "https://scoutapm.com/docs",
        detectors: &[
            secret("secret/scout-key", "agent key", &[shape(&[of(A::ALNUM, 20)])]).near(&["scoutapm", "scoutkey"])
        ],
    },
    &Provider {
        name: "Instana",
        page: "instana",
        revoke: "delete the agent key or API token",
        link: "https://www.ibm.com/docs/en/instana-observability",
        detectors: &[secret("secret/instana-key", "agent key or API token", &[shape(&[of(A::BASE64_URL, 22)])])
            .near(&["instana"])],
    },
    &Provider {
        name: "AppDynamics",
        page: "appdynamics",
        revoke: "regenerate the access key",
        link: "https://docs.appdynamics.com/",
        detectors: &[secret("secret/appdynamics-key", "access key", &[shape(&[Piece::Uuid])]).near(&["appdynamics"])],
    },
    &Provider {
        name: "SolarWinds",
        page: "solarwinds",
        revoke: "delete the API token",
        link: "https://documentation.solarwinds.com/",
        detectors: &[
            secret(
                "secret/solarwinds-token",
                "API token",
                &[shape(&[of(A::BASE64_URL, 71)]), shape(&[of(A::BASE64_URL, 86)])],
            )
            .near(&["appoptics", "solarwinds", "swtoken", "swapm"]),
            secret("secret/librato-token", "Librato token", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["librato"]),
            secret("secret/papertrail-token", "Papertrail token", &[shape(&[of(A::ALNUM, 20)])]).near(&["papertrail"]),
            secret("secret/loggly-token", "Loggly token", &[shape(&[Piece::Uuid])]).near(&["loggly"]),
            secret("secret/pingdom-token", "Pingdom token", &[shape(&[between(A::BASE64_URL, 64, 100)])])
                .near(&["pingdom"]),
        ],
    },
    &Provider {
        name: "Lightstep",
        page: "lightstep",
        revoke: "revoke the access token",
        link: "https://docs.lightstep.com/",
        detectors: &[secret("secret/lightstep-token", "access token", &[shape(&[between(A::BASE64, 80, 110)])])
            .near(&["lightstep"])],
    },
    &Provider {
        name: "Wavefront",
        page: "wavefront",
        revoke: "delete the API token",
        link: "https://docs.wavefront.com/",
        detectors: &[secret("secret/wavefront-token", "API token", &[shape(&[Piece::Uuid])]).near(&["wavefront"])],
    },
    &Provider {
        name: "Logz.io",
        page: "logzio",
        revoke: "delete the token in the settings",
        link: "https://docs.logz.io/",
        detectors: &[
            secret("secret/logzio-token", "shipping token", &[shape(&[of(A::LETTER, 32)])]).near(&["logzio"]),
            secret("secret/logzio-api-token", "API token", &[shape(&[Piece::Uuid])]).near(&["logzio"]),
        ],
    },
    &Provider {
        name: "Better Stack",
        page: "better-stack",
        revoke: "delete the source's or the API's token",
        link: "https://betterstack.com/docs/",
        detectors: &[secret("secret/better-stack-token", "source or API token", &[shape(&[of(A::ALNUM, 24)])])
            .near(&["logtail", "betterstack", "betteruptime"])],
    },
    &Provider {
        name: "Mezmo",
        page: "mezmo",
        revoke: "delete the ingestion or service key",
        link: "https://docs.mezmo.com/",
        detectors: &[
            secret(
                "secret/mezmo-service-key",
                "service key",
                &[shape(&[one_of(&["sts_", "pts_"]), between(A::ANY_HEX, 32, 64)])],
            ),
            secret("secret/mezmo-key", "ingestion key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["logdna", "mezmo"]),
        ],
    },
    &Provider {
        name: "Coralogix",
        page: "coralogix",
        revoke: "delete the API key",
        link: "https://coralogix.com/docs/",
        detectors: &[
            secret(
                "secret/coralogix-key",
                "API key",
                &[shape(&[one_of(&["cxtp_", "cxup_", "cxth_", "cxuw_"]), of(A::ALNUM, 30)])],
            ),
            secret("secret/coralogix-old-key", "private key of the old form", &[shape(&[Piece::Uuid])])
                .near(&["coralogix"]),
        ],
    },
    &Provider {
        name: "Logentries",
        page: "logentries",
        revoke: "delete the log's token",
        link: "https://docs.rapid7.com/insightops/",
        detectors: &[secret("secret/logentries-token", "log token", &[shape(&[Piece::Uuid])])
            .near(&["logentries", "insightops", "rapid7"])],
    },
    &Provider {
        name: "Axiom",
        page: "axiom",
        revoke: "delete the token under Settings > API tokens",
        link: "https://axiom.co/docs/reference/tokens",
        detectors: &[secret(
            "secret/axiom-token",
            "API token",
            &[shape(&[one_of(&["xaat-", "xapt-", "xait-"]), Piece::Uuid])],
        )],
    },
    &Provider {
        name: "Dash0",
        page: "dash0",
        revoke: "delete the auth token in the settings",
        link: "https://www.dash0.com/documentation",
        detectors: &[
            secret("secret/dash0-token", "auth token", &[shape(&[text("auth_"), of(A::ALNUM, 32)])]).near(&["dash0"])
        ],
    },
    &Provider {
        name: "LogRocket",
        page: "logrocket",
        revoke: "reset the API key",
        link: "https://docs.logrocket.com/",
        detectors: &[secret("secret/logrocket-key", "API key", &[shape(&[between(A::BASE64_URL.with(b":"), 40, 60)])])
            .near(&["logrocket"])],
    },
    &Provider {
        name: "Sematext",
        page: "sematext",
        revoke: "delete the token",
        link: "https://sematext.com/docs/",
        detectors: &[secret("secret/sematext-token", "app or API token", &[shape(&[Piece::Uuid])]).near(&["sematext"])],
    },
    &Provider {
        name: "Zabbix",
        page: "zabbix",
        revoke: "delete the API token",
        link: "https://www.zabbix.com/documentation/current/en/manual",
        detectors: &[secret("secret/zabbix-token", "API token", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["zabbix"])],
    },
    &Provider {
        name: "Netdata",
        page: "netdata",
        revoke: "regenerate the claiming token",
        link: "https://learn.netdata.cloud/",
        detectors: &[
            secret("secret/netdata-token", "claiming token", &[shape(&[of(A::BASE64_URL, 135)])]).near(&["netdata"])
        ],
    },
    &Provider {
        name: "SigNoz",
        page: "signoz",
        revoke: "delete the ingestion key",
        link: "https://signoz.io/docs/",
        detectors: &[secret(
            "secret/signoz-key",
            "ingestion key",
            &[shape(&[Piece::Uuid]), shape(&[of(A::BASE64, 44)])],
        )
        .near(&["signoz"])],
    },
    &Provider {
        name: "Langtrace and OpenLIT",
        page: "openlit",
        revoke: "delete the API key",
        link: "https://docs.langtrace.ai/",
        detectors: &[secret("secret/langtrace-key", "API key", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["langtrace"])],
    },
];
