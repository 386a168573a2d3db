//! Subscriptions, banks and accounting.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Plaid",
        page: "plaid",
        revoke: "rotate the secret under Developers > Keys and remove the items",
        link: "https://plaid.com/docs/api/",
        detectors: &[
            secret(
                "secret/plaid-access-token",
                "access token",
                &[shape(&[one_of(&["access-production-", "access-development-"]), Piece::Uuid])],
            ),
            secret(
                "secret/plaid-sandbox-token",
                "sandbox access token",
                &[shape(&[text("access-sandbox-"), Piece::Uuid])],
            )
            .test(),
            secret("secret/plaid-secret", "secret", &[shape(&[of(A::ANY_HEX, 30)])]).near(&["plaid"]),
            secret("secret/plaid-client-id", "client id", &[shape(&[of(A::ANY_HEX, 24)])])
                .near(&["plaidclientid", "plaidclient"])
                .public(),
        ],
    },
    &Provider {
        name: "GoCardless",
        page: "gocardless",
        revoke: "revoke the access token under Developers",
        link: "https://developer.gocardless.com/getting-started/api/making-your-first-request/",
        detectors: &[
            secret(
                "secret/gocardless-token",
                "access token",
                &[shape(&[text("live_"), between(A::BASE64_URL, 36, 44)])],
            )
            .near(&["gocardless"]),
            secret(
                "secret/gocardless-sandbox-token",
                "sandbox access token",
                &[shape(&[text("sandbox_"), between(A::BASE64_URL, 36, 44)])],
            )
            .near(&["gocardless"])
            .test(),
        ],
    },
    &Provider {
        name: "Paddle",
        page: "paddle",
        revoke: "revoke the API key under Developer tools > Authentication",
        link: "https://developer.paddle.com/api-reference/about/api-keys",
        detectors: &[
            secret(
                "secret/paddle-key",
                "API key",
                &[shape(&[
                    text("pdl_live_apikey_"),
                    of(A::LOWER_ALNUM, 26),
                    text("_"),
                    of(A::ALNUM, 22),
                    text("_"),
                    of(A::ALNUM, 3),
                ])],
            ),
            secret(
                "secret/paddle-sandbox-key",
                "sandbox API key",
                &[shape(&[
                    text("pdl_sdbx_apikey_"),
                    of(A::LOWER_ALNUM, 26),
                    text("_"),
                    of(A::ALNUM, 22),
                    text("_"),
                    of(A::ALNUM, 3),
                ])],
            )
            .test(),
            secret(
                "secret/paddle-webhook-secret",
                "webhook secret",
                &[shape(&[text("pdl_ntfset_"), of(A::LOWER_ALNUM, 26), text("_"), between(A::BASE64, 32, 44)])],
            ),
            secret("secret/paddle-old-key", "API key of the old form", &[shape(&[of(A::ANY_HEX, 50)])])
                .near(&["paddle"]),
        ],
    },
    &Provider {
        name: "Lemon Squeezy",
        page: "lemonsqueezy",
        revoke: "delete the API key in the settings",
        link: "https://docs.lemonsqueezy.com/api",
        detectors: &[secret(
            "secret/lemonsqueezy-key",
            "API key",
            &[shape(&[text("eyJ0eXAiOiJKV1Qi"), between(A::BASE64_URL.with(b"."), 200, 1400)])],
        )
        .near(&["lemonsqueezy"])],
    },
    &Provider {
        name: "Polar",
        page: "polar",
        revoke: "delete the token in the organization's settings",
        link: "https://polar.sh/docs/",
        detectors: &[secret(
            "secret/polar-token",
            "access token",
            &[shape(&[one_of(&["polar_oat_", "polar_pat_", "polar_at_", "polar_rt_"]), between(A::ALNUM, 32, 60)])],
        )],
    },
    &Provider {
        name: "Gumroad",
        page: "gumroad",
        revoke: "revoke the token in the advanced settings",
        link: "https://gumroad.com/api",
        detectors: &[
            secret("secret/gumroad-token", "access token", &[shape(&[of(A::BASE64_URL, 43)])]).near(&["gumroad"])
        ],
    },
    &Provider {
        name: "Recurly",
        page: "recurly",
        revoke: "delete the private key under Integrations > API Credentials",
        link: "https://recurly.com/developers/",
        detectors: &[
            secret("secret/recurly-key", "private API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["recurly"])
        ],
    },
    &Provider {
        name: "Chargebee",
        page: "chargebee",
        revoke: "delete the API key in the configuration",
        link: "https://apidocs.chargebee.com/docs/api",
        detectors: &[
            secret("secret/chargebee-key", "API key", &[shape(&[text("live_"), between(A::ALNUM, 28, 44)])])
                .near(&["chargebee"]),
            secret(
                "secret/chargebee-test-key",
                "test site's API key",
                &[shape(&[text("test_"), between(A::ALNUM, 28, 44)])],
            )
            .near(&["chargebee"])
            .test(),
        ],
    },
    &Provider {
        name: "RevenueCat",
        page: "revenuecat",
        revoke: "delete the secret key in the project's API keys",
        link: "https://www.revenuecat.com/docs/projects/authentication",
        detectors: &[
            secret("secret/revenuecat-key", "secret key", &[shape(&[text("sk_"), between(A::ALNUM, 28, 36)])])
                .near(&["revenuecat"]),
            secret(
                "secret/revenuecat-public-key",
                "public SDK key",
                &[shape(&[one_of(&["appl_", "goog_", "amzn_", "strp_", "rcb_"]), of(A::ALNUM, 28)])],
            )
            .near(&["revenuecat", "purchases"])
            .public(),
        ],
    },
    &Provider {
        name: "Adapty",
        page: "adapty",
        revoke: "regenerate the secret key in the app settings",
        link: "https://adapty.io/docs/",
        detectors: &[secret(
            "secret/adapty-key",
            "secret key",
            &[shape(&[text("secret_live_"), of(A::ALNUM, 8), text("."), between(A::ALNUM, 20, 40)])],
        )],
    },
    &Provider {
        name: "Wise",
        page: "wise",
        revoke: "revoke the API token in the settings",
        link: "https://docs.wise.com/api-docs",
        detectors: &[secret("secret/wise-token", "API token", &[shape(&[Piece::Uuid])])
            .near(&["transferwise", "wiseapi", "wisetoken", "wisekey"])],
    },
    &Provider {
        name: "Brex",
        page: "brex",
        revoke: "revoke the token in the developer settings",
        link: "https://developer.brex.com/docs/authentication/",
        detectors: &[secret("secret/brex-token", "user token", &[shape(&[text("bxt_"), between(A::ALNUM, 40, 64)])])],
    },
    &Provider {
        name: "Mercury",
        page: "mercury",
        revoke: "delete the token in the settings",
        link: "https://docs.mercury.com/",
        detectors: &[secret(
            "secret/mercury-token",
            "API token",
            &[
                shape(&[
                    text("secret-token:mercury_production_"),
                    one_of(&["rma", "wma", "rmo", "rmn", "wmn"]),
                    text("_"),
                    between(A::ALNUM, 30, 70),
                    text("_yrucrem"),
                ]),
                shape(&[text("secret-token:mercury_production_"), between(A::ALNUM.with(b"_"), 30, 90)]),
            ],
        )],
    },
    &Provider {
        name: "Teller",
        page: "teller",
        revoke: "delete the enrollment and the certificate in the dashboard",
        link: "https://teller.io/docs",
        detectors: &[
            secret("secret/teller-token", "access token", &[shape(&[text("token_"), of(A::LOWER_ALNUM, 26)])])
                .near(&["teller"]),
            secret(
                "secret/teller-test-token",
                "sandbox access token",
                &[shape(&[text("test_token_"), between(A::LOWER_ALNUM, 13, 26)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Alpaca",
        page: "alpaca",
        revoke: "regenerate the key in the dashboard",
        link: "https://docs.alpaca.markets/",
        detectors: &[
            secret(
                "secret/alpaca-key-id",
                "key id",
                &[shape(&[one_of(&["P", "A", "C"]), one_of(&["K"]), between(A::UPPER_ALNUM, 18, 24)])],
            )
            .near(&["alpaca", "apca"])
            .public(),
            secret("secret/alpaca-secret", "secret key", &[shape(&[between(A::ALNUM, 40, 44)])])
                .near(&["alpaca", "apca"]),
        ],
    },
    &Provider {
        name: "TrueLayer",
        page: "truelayer",
        revoke: "reset the client secret in the console",
        link: "https://docs.truelayer.com/",
        detectors: &[secret("secret/truelayer-secret", "client secret", &[shape(&[Piece::Uuid])]).near(&["truelayer"])],
    },
    &Provider {
        name: "Xero",
        page: "xero",
        revoke: "delete the app's secret in the developer portal",
        link: "https://developer.xero.com/documentation/",
        detectors: &[secret("secret/xero-secret", "client secret", &[shape(&[of(A::BASE64_URL, 48)])]).near(&["xero"])],
    },
    &Provider {
        name: "QuickBooks",
        page: "quickbooks",
        revoke: "rotate the app's client secret",
        link: "https://developer.intuit.com/app/developer/qbo/docs/develop",
        detectors: &[secret("secret/quickbooks-secret", "client secret", &[shape(&[of(A::ALNUM, 40)])])
            .near(&["quickbooks", "intuit", "qbo"])],
    },
    &Provider {
        name: "FreshBooks",
        page: "freshbooks",
        revoke: "regenerate the app's client secret",
        link: "https://www.freshbooks.com/api/start",
        detectors: &[secret(
            "secret/freshbooks-token",
            "client secret or access token",
            &[shape(&[of(A::ANY_HEX, 64)])],
        )
        .near(&["freshbooks"])],
    },
    &Provider {
        name: "Dwolla",
        page: "dwolla",
        revoke: "reset the app's secret in the dashboard",
        link: "https://developers.dwolla.com/docs/",
        detectors: &[secret("secret/dwolla-secret", "app secret", &[shape(&[of(A::ALNUM, 50)])]).near(&["dwolla"])],
    },
    &Provider {
        name: "Finicity",
        page: "finicity",
        revoke: "regenerate the partner secret",
        link: "https://developer.mastercard.com/open-finance-us/documentation/",
        detectors: &[
            secret("secret/finicity-secret", "partner secret", &[shape(&[of(A::ALNUM, 20)])]).near(&["finicity"]),
            secret("secret/finicity-key", "app key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["finicity"]),
        ],
    },
    &Provider {
        name: "Modern Treasury",
        page: "modern-treasury",
        revoke: "delete the API key in the developer settings",
        link: "https://docs.moderntreasury.com/",
        detectors: &[
            secret("secret/modern-treasury-key", "API key", &[shape(&[text("live-"), between(A::ALNUM, 40, 64)])])
                .near(&["moderntreasury"]),
            secret(
                "secret/modern-treasury-test-key",
                "sandbox API key",
                &[shape(&[text("test-"), between(A::ALNUM, 40, 64)])],
            )
            .near(&["moderntreasury"])
            .test(),
        ],
    },
    &Provider {
        name: "Increase",
        page: "increase",
        revoke: "revoke the API key in the dashboard",
        link: "https://increase.com/documentation",
        detectors: &[
            secret(
                "secret/increase-key",
                "API key",
                &[shape(&[text("secret_production_"), between(A::ALNUM, 32, 50)])],
            ),
            secret(
                "secret/increase-sandbox-key",
                "sandbox API key",
                &[shape(&[text("sandbox_key_"), between(A::ALNUM, 32, 50)])],
            )
            .test(),
        ],
    },
];
