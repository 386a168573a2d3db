//! Whom trouble wakes, and who tells that a site is down.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "PagerDuty",
        page: "pagerduty",
        revoke: "delete the API key under Integrations",
        link: "https://support.pagerduty.com/main/docs/api-access-keys",
        detectors: &[
            secret("secret/pagerduty-key", "API key", &[shape(&[of(A::BASE64_URL.with(b"+"), 20)])])
                .near(&["pagerduty", "pdapi", "pdtoken", "pdkey"]),
            secret(
                "secret/pagerduty-token",
                "OAuth token",
                &[
                    shape(&[text("pdus+"), between(A::BASE64.with(b"_-"), 24, 80)]),
                    shape(&[text("pdeu+"), between(A::BASE64.with(b"_-"), 24, 80)]),
                ],
            ),
            secret(
                "secret/pagerduty-integration-key",
                "integration key",
                &[shape(&[of(A::ANY_HEX, 32)]), shape(&[text("R"), of(A::UPPER_ALNUM, 31)])],
            )
            .near(&["pagerduty", "pdintegration", "pdrouting", "routingkey", "pdservice"]),
        ],
    },
    &Provider {
        name: "Opsgenie",
        page: "opsgenie",
        revoke: "delete the API key of the integration",
        link: "https://support.atlassian.com/opsgenie/docs/create-a-default-api-integration/",
        detectors: &[secret("secret/opsgenie-key", "API key", &[shape(&[Piece::Uuid])]).near(&["opsgenie", "geniekey"])],
    },
    &Provider {
        name: "Splunk On-Call",
        page: "splunk-on-call",
        revoke: "delete the API key under Integrations",
        link: "https://help.victorops.com/",
        detectors: &[secret(
            "secret/splunk-on-call-key",
            "API key or routing URL",
            &[shape(&[Piece::Uuid]), shape(&[of(A::ANY_HEX, 32)])],
        )
        .near(&["victorops"])],
    },
    &Provider {
        name: "incident.io",
        page: "incident-io",
        revoke: "delete the API key in the settings",
        link: "https://api-docs.incident.io/",
        detectors: &[secret("secret/incident-io-key", "API key", &[shape(&[text("inc_"), of(A::ANY_HEX, 64)])])
            .near(&["incidentio"])],
    },
    &Provider {
        name: "Rootly",
        page: "rootly",
        revoke: "delete the API key in the organization's settings",
        link: "https://docs.rootly.com/",
        detectors: &[secret("secret/rootly-key", "API key", &[shape(&[text("rootly_"), of(A::HEX, 64)])])],
    },
    &Provider {
        name: "FireHydrant",
        page: "firehydrant",
        revoke: "delete the bot user",
        link: "https://docs.firehydrant.com/",
        detectors: &[secret("secret/firehydrant-token", "bot token", &[shape(&[text("fhb-"), of(A::HEX, 32)])])],
    },
    &Provider {
        name: "Statuspage",
        page: "statuspage",
        revoke: "revoke the key in the user's API info",
        link: "https://developer.statuspage.io/",
        detectors: &[secret(
            "secret/statuspage-key",
            "API key",
            &[shape(&[Piece::Uuid]), shape(&[of(A::ANY_HEX, 64)])],
        )
        .near(&["statuspage"])],
    },
    &Provider {
        name: "Checkly",
        page: "checkly",
        revoke: "delete the API key",
        link: "https://www.checklyhq.com/docs/",
        detectors: &[secret("secret/checkly-key", "API key", &[shape(&[one_of(&["cu_", "sv_"]), of(A::HEX, 32)])])],
    },
    &Provider {
        name: "Uptime Robot",
        page: "uptime-robot",
        revoke: "delete the API key in the settings",
        link: "https://uptimerobot.com/api/",
        detectors: &[secret(
            "secret/uptime-robot-key",
            "API key",
            &[
                shape(&[one_of(&["u", "m"]), between(A::DIGIT, 6, 12), one_of(&["-"]), between(A::HEX, 24, 32)]),
                shape(&[text("ur"), between(A::DIGIT, 6, 12), one_of(&["-"]), of(A::HEX, 24)]),
            ],
        )
        .near(&["uptimerobot"])],
    },
    &Provider {
        name: "Healthchecks.io",
        page: "healthchecks",
        revoke: "revoke the API key in the project's settings",
        link: "https://healthchecks.io/docs/api/",
        detectors: &[
            secret("secret/healthchecks-url", "ping address", &[shape(&[text("hc-ping.com/"), Piece::Uuid])]),
            secret("secret/healthchecks-key", "API key", &[shape(&[one_of(&["hcw_", "hcr_"]), of(A::ALNUM, 28)])]),
        ],
    },
    &Provider {
        name: "Cronitor",
        page: "cronitor",
        revoke: "delete the API key",
        link: "https://cronitor.io/docs",
        detectors: &[secret("secret/cronitor-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["cronitor"])],
    },
    &Provider {
        name: "StatusCake",
        page: "statuscake",
        revoke: "delete the API key",
        link: "https://developers.statuscake.com/",
        detectors: &[secret(
            "secret/statuscake-key",
            "API key",
            &[shape(&[of(A::ALNUM, 32)]), shape(&[of(A::ALNUM, 20)])],
        )
        .near(&["statuscake"])],
    },
    &Provider {
        name: "Dead Man's Snitch",
        page: "dead-mans-snitch",
        revoke: "delete the snitch",
        link: "https://deadmanssnitch.com/docs",
        detectors: &[secret(
            "secret/dead-mans-snitch-url",
            "check-in address",
            &[shape(&[text("nosnch.in/"), of(A::HEX, 10)])],
        )],
    },
    &Provider {
        name: "Hyperping",
        page: "hyperping",
        revoke: "delete the API key",
        link: "https://hyperping.com/docs",
        detectors: &[
            secret("secret/hyperping-key", "API key", &[shape(&[text("sk_"), of(A::HEX, 32)])]).near(&["hyperping"])
        ],
    },
    &Provider {
        name: "Ghost Inspector",
        page: "ghost-inspector",
        revoke: "reset the API key",
        link: "https://ghostinspector.com/docs/",
        detectors: &[
            secret("secret/ghost-inspector-key", "API key", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["ghostinspector"])
        ],
    },
];
