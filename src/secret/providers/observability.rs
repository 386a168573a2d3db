//! What watches.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &DATADOG,
    &NEWRELIC,
    &GRAFANA,
    &SENTRY,
    &DYNATRACE,
    &SPLUNK,
    &HONEYCOMB,
    &SUMOLOGIC,
    &ELASTIC,
    &PAGERDUTY,
    &OPSGENIE,
    &STATUSPAGE,
    &ROLLBAR,
    &BUGSNAG,
    &LOGS,
    &AXIOM,
    &CHECKLY,
    &APPMONITORS,
    &ANALYTICS,
];

static DATADOG: Provider = Provider {
    name: "Datadog",
    page: "datadog",
    revoke: "revoke the key under Organization Settings, and read the audit trail",
    link: "https://docs.datadoghq.com/account_management/api-app-keys/",
    detectors: &[
        secret("secret/datadog-application-key", "application key", &[shape(&[text("ddapp_"), of(A::ALNUM, 34)])]),
        secret("secret/datadog-api-key", "API key", &[shape(&[of(A::HEX, 32)])])
            .near(&["datadog", "ddapi", "ddapikey", "ddog"]),
        secret("secret/datadog-old-application-key", "application key of the old form", &[shape(&[of(A::HEX, 40)])])
            .near(&["datadog", "ddapp", "ddappkey", "ddog"]),
        secret("secret/datadog-client-token", "client token", &[shape(&[text("pub"), of(A::HEX, 32)])]).public(),
    ],
};

static NEWRELIC: Provider = Provider {
    name: "New Relic",
    page: "newrelic",
    revoke: "delete the key under API keys",
    link: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
    detectors: &[
        secret("secret/newrelic-user-key", "user key", &[shape(&[text("NRAK-"), of(A::UPPER_ALNUM, 27)])]),
        secret(
            "secret/newrelic-license-key",
            "license key",
            &[shape(&[between(A::LOWER_ALNUM, 32, 36), text("NRAL")]), shape(&[of(A::ANY_HEX, 32), text("FFFFNRAL")])],
        ),
        secret("secret/newrelic-insert-key", "insights insert key", &[shape(&[text("NRII-"), of(A::BASE64_URL, 32)])]),
        secret("secret/newrelic-query-key", "insights query key", &[shape(&[text("NRIQ-"), of(A::BASE64_URL, 32)])]),
        secret("secret/newrelic-rest-key", "REST API key", &[shape(&[text("NRRA-"), of(A::HEX, 42)])]),
        secret("secret/newrelic-browser-key", "browser key", &[shape(&[text("NRJS-"), of(A::HEX, 19)])]).public(),
        secret(
            "secret/newrelic-mobile-key",
            "mobile app token",
            &[shape(&[text("AA"), of(A::HEX, 40), text("-NRMA")])],
        ),
    ],
};

static GRAFANA: Provider = Provider {
    name: "Grafana",
    page: "grafana",
    revoke: "delete the service account's token",
    link: "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
    detectors: &[
        secret(
            "secret/grafana-service-token",
            "service account token",
            &[
                shape(&[text("glsa_"), of(A::ALNUM, 32), text("_"), of(A::HEX, 8)]).proved(Proof::Crc32HexOfAll),
                shape(&[text("glsa_"), of(A::ALNUM, 32), text("_"), of(A::ANY_HEX, 8)]),
            ],
        ),
        secret(
            "secret/grafana-cloud-token",
            "cloud access policy token",
            &[shape(&[text("glc_"), between(A::BASE64, 32, 500)])],
        ),
        secret(
            "secret/grafana-old-key",
            "API key of the old form",
            &[shape(&[text("eyJrIjoi"), between(A::BASE64, 60, 400)])],
        ),
    ],
};

static SENTRY: Provider = Provider {
    name: "Sentry",
    page: "sentry",
    revoke: "revoke the token under User or Organization Settings",
    link: "https://docs.sentry.io/account/auth-tokens/",
    detectors: &[
        secret(
            "secret/sentry-organization-token",
            "organization token",
            &[shape(&[text("sntrys_eyJpYXQiO"), between(A::BASE64, 40, 500), text("_"), of(A::BASE64, 43)])],
        ),
        secret("secret/sentry-user-token", "user token", &[shape(&[text("sntryu_"), of(A::HEX, 64)])]),
        secret("secret/sentry-old-token", "token of the old form", &[shape(&[of(A::HEX, 64)])]).near(&["sentry"]),
        secret(
            "secret/sentry-dsn",
            "DSN",
            &[shape(&[
                of(A::HEX, 32),
                text("@o"),
                between(A::DIGIT, 1, 10),
                text(".ingest"),
                between(A::ALNUM.with(b"."), 5, 30),
            ])],
        )
        .public(),
    ],
};

static DYNATRACE: Provider = Provider {
    name: "Dynatrace",
    page: "dynatrace",
    revoke: "revoke the token under Access tokens",
    link: "https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens",
    detectors: &[secret(
        "secret/dynatrace-token",
        "access token",
        &[shape(&[
            one_of(&["dt0c01.", "dt0s01.", "dt0s02.", "dt0s08.", "dt0s16.", "dt0s03."]),
            between(A::UPPER_ALNUM, 8, 24),
            text("."),
            of(A::UPPER_ALNUM, 64),
        ])],
    )],
};

static SPLUNK: Provider =
    Provider {
        name: "Splunk",
        page: "splunk",
        revoke: "delete the HEC token",
        link: "https://docs.splunk.com/",
        detectors: &[
            secret("secret/splunk-token", "HEC token", &[shape(&[super::UUID])]).near(&["splunk", "hectoken"]),
            secret("secret/splunk-observability-token", "observability token", &[shape(&[of(A::BASE64_URL, 22)])])
                .near(&["signalfx", "splunkaccess", "sfx"]),
        ],
    };

static HONEYCOMB: Provider = Provider {
    name: "Honeycomb",
    page: "honeycomb",
    revoke: "delete the API key",
    link: "https://docs.honeycomb.io/",
    detectors: &[
        secret(
            "secret/honeycomb-key",
            "API key",
            &[shape(&[
                one_of(&["hcaik_", "hcxik_", "hcalk_", "hcxlk_", "hcamk_", "hcxmk_"]),
                between(A::LOWER_ALNUM, 26, 64),
            ])],
        ),
        secret(
            "secret/honeycomb-old-key",
            "API key of the old form",
            &[shape(&[of(A::ALNUM, 22)]), shape(&[of(A::HEX, 32)])],
        )
        .near(&["honeycomb"]),
    ],
};

static SUMOLOGIC: Provider = Provider {
    name: "Sumo Logic",
    page: "sumologic",
    revoke: "delete the access key",
    link: "https://help.sumologic.com/",
    detectors: &[
        secret("secret/sumologic-key", "access key", &[shape(&[of(A::ALNUM, 64)])]).near(&["sumo", "sumologic"])
    ],
};

static ELASTIC: Provider = Provider {
    name: "Elastic",
    page: "elastic",
    revoke: "invalidate the API key",
    link: "https://www.elastic.co/docs",
    detectors: &[
        secret(
            "secret/elastic-cloud-key",
            "cloud API key",
            &[shape(&[text("essu_"), between(A::BASE64.with(b"_-"), 40, 120)])],
        ),
        secret("secret/elastic-key", "API key", &[shape(&[between(A::BASE64.with(b"_-"), 56, 64)])]).near(&[
            "elastic",
            "elasticsearch",
            "elasticapikey",
            "kibana",
        ]),
    ],
};

static PAGERDUTY: Provider = Provider {
    name: "PagerDuty",
    page: "pagerduty",
    revoke: "delete the API key",
    link: "https://support.pagerduty.com/",
    detectors: &[
        secret(
            "secret/pagerduty-key",
            "API key",
            &[
                shape(&[one_of(&["u+", "y_", "w_", "e+", "r+"]), of(A::BASE64_URL.with(b"+"), 18)]),
                shape(&[of(A::BASE64_URL.with(b"+"), 20)]),
            ],
        )
        .near(&["pagerduty", "pdapi", "pdtoken"]),
        secret("secret/pagerduty-integration-key", "integration key", &[shape(&[of(A::HEX, 32)])]).near(&[
            "pagerduty",
            "pdintegration",
            "pdrouting",
            "routingkey",
        ]),
    ],
};

static OPSGENIE: Provider = Provider {
    name: "Opsgenie",
    page: "opsgenie",
    revoke: "delete the API key",
    link: "https://docs.opsgenie.com/",
    detectors: &[secret("secret/opsgenie-key", "API key", &[shape(&[super::UUID])]).near(&["opsgenie", "genie"])],
};

static STATUSPAGE: Provider = Provider {
    name: "Statuspage",
    page: "statuspage",
    revoke: "revoke the key",
    link: "https://developer.statuspage.io/",
    detectors: &[secret("secret/statuspage-key", "API key", &[shape(&[super::UUID])]).near(&["statuspage"])],
};

static ROLLBAR: Provider = Provider {
    name: "Rollbar",
    page: "rollbar",
    revoke: "delete the access token",
    link: "https://docs.rollbar.com/",
    detectors: &[secret(
        "secret/rollbar-token",
        "access token",
        &[shape(&[of(A::HEX, 32)]), shape(&[of(A::HEX, 128)])],
    )
    .near(&["rollbar"])],
};

static BUGSNAG: Provider = Provider {
    name: "Bugsnag",
    page: "bugsnag",
    revoke: "delete the token",
    link: "https://docs.bugsnag.com/",
    detectors: &[secret("secret/bugsnag-key", "API key", &[shape(&[of(A::HEX, 32)])]).near(&["bugsnag"])],
};

static LOGS: Provider = Provider {
    name: "Logz.io, Loggly, Logtail",
    page: "logs",
    revoke: "delete the token",
    link: "https://betterstack.com/docs/",
    detectors: &[
        secret("secret/logzio-token", "Logz.io token", &[shape(&[of(A::LETTER, 32)])]).near(&["logzio"]),
        secret("secret/loggly-token", "Loggly token", &[shape(&[super::UUID])]).near(&["loggly"]),
        secret("secret/betterstack-token", "Better Stack token", &[shape(&[of(A::ALNUM, 24)])]).near(&[
            "logtail",
            "betterstack",
            "betteruptime",
        ]),
        secret("secret/logdna-key", "LogDNA key", &[shape(&[of(A::HEX, 32)])]).near(&["logdna", "mezmo"]),
        secret("secret/papertrail-token", "Papertrail token", &[shape(&[of(A::ALNUM, 20)])]).near(&["papertrail"]),
        secret("secret/logentries-token", "Logentries token", &[shape(&[super::UUID])]).near(&["logentries"]),
        secret(
            "secret/coralogix-key",
            "Coralogix key",
            &[shape(&[one_of(&["cxtp_", "cxup_", "cxth_"]), of(A::ALNUM, 30)])],
        ),
    ],
};

static AXIOM: Provider = Provider {
    name: "Axiom",
    page: "axiom",
    revoke: "delete the token",
    link: "https://axiom.co/docs",
    detectors: &[secret(
        "secret/axiom-token",
        "API token",
        &[shape(&[one_of(&["xaat-", "xapt-", "xait-"]), super::UUID])],
    )],
};

static CHECKLY: Provider = Provider {
    name: "Checkly",
    page: "checkly",
    revoke: "delete the API key",
    link: "https://www.checklyhq.com/docs/",
    detectors: &[secret("secret/checkly-key", "API key", &[shape(&[one_of(&["cu_", "sk_"]), of(A::HEX, 32)])])
        .near(&["checkly"])],
};

static APPMONITORS: Provider = Provider {
    name: "AppDynamics and AppOptics",
    page: "appmonitors",
    revoke: "revoke the token",
    link: "https://docs.appdynamics.com/",
    detectors: &[
        secret("secret/appoptics-token", "AppOptics token", &[shape(&[of(A::BASE64_URL, 71)])]).near(&[
            "appoptics",
            "solarwinds",
            "swtoken",
        ]),
        secret("secret/scout-key", "Scout key", &[shape(&[of(A::ALNUM, 20)])]).near(&["scoutapm"]),
        secret("secret/airbrake-key", "Airbrake key", &[shape(&[of(A::HEX, 32)])]).near(&["airbrake"]),
        secret("secret/raygun-key", "Raygun key", &[shape(&[between(A::BASE64, 22, 24)])]).near(&["raygun"]),
        secret("secret/instana-token", "Instana token", &[shape(&[of(A::BASE64_URL, 22)])]).near(&["instana"]),
        secret("secret/lightstep-token", "Lightstep token", &[shape(&[between(A::BASE64, 80, 110)])])
            .near(&["lightstep"]),
        secret("secret/wavefront-token", "Wavefront token", &[shape(&[super::UUID])]).near(&["wavefront"]),
        secret(
            "secret/uptimerobot-key",
            "Uptime Robot key",
            &[shape(&[one_of(&["ur", "u", "m"]), between(A::DIGIT, 6, 9), text("-"), of(A::HEX, 24)])],
        )
        .near(&["uptimerobot"]),
        secret("secret/healthchecks-url", "Healthchecks ping", &[shape(&[text("hc-ping.com/"), super::UUID])]),
        secret("secret/deadmanssnitch-url", "Dead Man's Snitch", &[shape(&[text("nosnch.in/"), of(A::HEX, 10)])]),
    ],
};

static ANALYTICS: Provider = Provider {
    name: "PostHog, Mixpanel, Segment, Amplitude",
    page: "analytics",
    revoke: "rotate the key in the project's settings",
    link: "https://posthog.com/docs",
    detectors: &[
        secret(
            "secret/posthog-personal-key",
            "PostHog personal API key",
            &[shape(&[text("phx_"), between(A::ALNUM, 43, 48)])],
        ),
        secret(
            "secret/posthog-secure-flags-key",
            "PostHog feature flags key",
            &[shape(&[text("phs_"), between(A::ALNUM, 40, 48)])],
        ),
        secret("secret/posthog-project-key", "PostHog project key", &[shape(&[text("phc_"), of(A::ALNUM, 43)])])
            .public(),
        secret("secret/segment-token", "Segment public API token", &[shape(&[text("sgp_"), of(A::ALNUM, 64)])]),
        secret("secret/segment-write-key", "Segment write key", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["segment", "segmentwrite"]),
        secret("secret/mixpanel-secret", "Mixpanel secret", &[shape(&[of(A::HEX, 32)])]).near(&["mixpanel"]),
        secret("secret/amplitude-key", "Amplitude secret", &[shape(&[of(A::HEX, 32)])]).near(&["amplitude"]),
        secret("secret/heap-key", "Heap API key", &[shape(&[between(A::ALNUM, 20, 40)])]).near(&["heapapi"]),
        secret("secret/beamer-key", "Beamer key", &[shape(&[text("b_"), of(A::BASE64_URL.with(b"="), 44)])]),
        secret("secret/statsig-secret", "Statsig server secret", &[shape(&[text("secret-"), of(A::ALNUM, 43)])]),
    ],
};
