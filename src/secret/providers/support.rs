//! Help desks and customer support.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Intercom",
        page: "intercom",
        revoke: "regenerate the app's access token in the developer hub",
        link: "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication",
        detectors: &[
            secret("secret/intercom-token", "access token", &[shape(&[text("dG9rO"), between(A::BASE64, 50, 60)])]),
            secret("secret/intercom-secret", "client secret", &[shape(&[Piece::Uuid])]).near(&["intercom"]),
        ],
    },
    &Provider {
        name: "Zendesk",
        page: "zendesk",
        revoke: "delete the token in the Admin Center and read the audit log",
        link: "https://developer.zendesk.com/api-reference/introduction/security-and-auth/",
        detectors: &[
            secret("secret/zendesk-token", "API token", &[shape(&[of(A::ALNUM, 40)])]).near(&["zendesk"]),
            secret("secret/zendesk-oauth-secret", "OAuth client secret", &[shape(&[of(A::ANY_HEX, 64)])])
                .near(&["zendesk"]),
        ],
    },
    &Provider {
        name: "Freshworks",
        page: "freshworks",
        revoke: "reset the API key in the profile settings",
        link: "https://developers.freshworks.com/",
        detectors: &[secret("secret/freshworks-key", "API key", &[shape(&[of(A::ALNUM, 20)])])
            .near(&["freshdesk", "freshworks", "freshservice", "freshsales", "freshchat"])],
    },
    &Provider {
        name: "Help Scout",
        page: "helpscout",
        revoke: "delete the app's secret in the profile",
        link: "https://developer.helpscout.com/",
        detectors: &[secret(
            "secret/helpscout-secret",
            "app secret",
            &[shape(&[of(A::ALNUM, 32)]), shape(&[of(A::ANY_HEX, 40)])],
        )
        .near(&["helpscout"])],
    },
    &Provider {
        name: "Gorgias",
        page: "gorgias",
        revoke: "reset the API key",
        link: "https://developers.gorgias.com/",
        detectors: &[secret("secret/gorgias-key", "API key", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["gorgias"])],
    },
    &Provider {
        name: "LiveChat",
        page: "livechat",
        revoke: "delete the token in the developer console",
        link: "https://platform.text.com/docs/",
        detectors: &[secret(
            "secret/livechat-token",
            "access token",
            &[shape(&[
                one_of(&["dal", "fra", "us-south1", "eu-west3"]),
                one_of(&[":"]),
                between(A::BASE64_URL, 27, 48),
            ])],
        )
        .near(&["livechat"])],
    },
    &Provider {
        name: "Crisp",
        page: "crisp",
        revoke: "delete the token in the marketplace",
        link: "https://docs.crisp.chat/",
        detectors: &[secret("secret/crisp-token", "token key", &[shape(&[of(A::ANY_HEX, 64)])])
            .near(&["crispapi", "crispkey", "crisptoken", "crispchat"])],
    },
    &Provider {
        name: "Drift",
        page: "drift",
        revoke: "revoke the token",
        link: "https://devdocs.drift.com/",
        detectors: &[secret("secret/drift-token", "access token", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["driftapi", "drifttoken", "driftaccess"])],
    },
    &Provider {
        name: "UserVoice",
        page: "uservoice",
        revoke: "revoke the API key",
        link: "https://developer.uservoice.com/",
        detectors: &[secret("secret/uservoice-secret", "API secret", &[shape(&[between(A::ALNUM, 42, 44)])])
            .near(&["uservoice"])],
    },
    &Provider {
        name: "Chatwoot",
        page: "chatwoot",
        revoke: "reset the access token in the profile",
        link: "https://developers.chatwoot.com/",
        detectors: &[secret("secret/chatwoot-token", "access token", &[shape(&[of(A::ALNUM, 24)])]).near(&["chatwoot"])],
    },
    &Provider {
        name: "Canny",
        page: "canny",
        revoke: "reset the API key",
        link: "https://developers.canny.io/",
        detectors: &[
            secret("secret/canny-key", "API key", &[shape(&[Piece::Uuid])]).near(&["cannyapi", "cannykey", "cannyio"])
        ],
    },
    &Provider {
        name: "Beamer",
        page: "beamer",
        revoke: "delete the API key",
        link: "https://www.getbeamer.com/api",
        detectors: &[secret(
            "secret/beamer-key",
            "API key",
            &[shape(&[text("b"), text("_"), of(A::BASE64_URL.with(b"="), 44)])],
        )
        .near(&["beamer"])],
    },
    &Provider {
        name: "ReadMe",
        page: "readme",
        revoke: "delete the API key",
        link: "https://docs.readme.com/",
        detectors: &[secret(
            "secret/readme-key",
            "API key",
            &[
                shape(&[text("rdme_"), of(A::LOWER_ALNUM, 70)]),
                shape(&[text("rdme_"), between(A::LOWER_ALNUM.with(b"_"), 64, 80)]),
            ],
        )],
    },
    &Provider {
        name: "Pylon",
        page: "pylon",
        revoke: "delete the API token",
        link: "https://docs.usepylon.com/",
        detectors: &[secret("secret/pylon-token", "API token", &[shape(&[text("pylon_api_"), of(A::ANY_HEX, 64)])])],
    },
    &Provider {
        name: "Plain",
        page: "plain",
        revoke: "delete the API key",
        link: "https://www.plain.com/docs",
        detectors: &[secret(
            "secret/plain-key",
            "API key",
            &[shape(&[text("plainApiKey_"), between(A::BASE64_URL, 40, 80)])],
        )],
    },
];
