//! Shops, shipping and travel.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Shopify",
        page: "shopify",
        revoke: "rotate the credential in the app's settings and read the app's history",
        link: "https://shopify.dev/docs/apps/build/authentication-authorization",
        detectors: &[
            secret(
                "secret/shopify-admin-token",
                "admin API access token",
                &[shape(&[text("shpat_"), of(A::ANY_HEX, 32)])],
            ),
            secret(
                "secret/shopify-custom-token",
                "custom app's access token",
                &[shape(&[text("shpca_"), of(A::ANY_HEX, 32)])],
            ),
            secret(
                "secret/shopify-private-token",
                "private app's password",
                &[shape(&[text("shppa_"), of(A::ANY_HEX, 32)])],
            ),
            secret("secret/shopify-secret", "shared secret", &[shape(&[text("shpss_"), of(A::ANY_HEX, 32)])]),
            secret(
                "secret/shopify-theme-token",
                "theme access token",
                &[shape(&[text("shptka_"), of(A::ANY_HEX, 32)])],
            ),
            secret("secret/shopify-user-token", "user's access token", &[shape(&[text("shpua_"), of(A::ANY_HEX, 32)])]),
            secret(
                "secret/shopify-partner-token",
                "partner or CLI token",
                &[shape(&[one_of(&["prtapi_", "atkn_"]), between(A::ANY_HEX, 32, 64)])],
            ),
            secret("secret/shopify-old-secret", "API secret of the old form", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["shopify"]),
        ],
    },
    &Provider {
        name: "BigCommerce",
        page: "bigcommerce",
        revoke: "delete the API account in the control panel",
        link: "https://developer.bigcommerce.com/docs/start/authentication/api-accounts",
        detectors: &[
            secret(
                "secret/bigcommerce-token",
                "access token",
                &[shape(&[of(A::LOWER_ALNUM, 31)]), shape(&[of(A::ALNUM, 31)])],
            )
            .near(&["bigcommerce"]),
            secret("secret/bigcommerce-secret", "client secret", &[shape(&[of(A::ANY_HEX, 64)])])
                .near(&["bigcommerce"]),
        ],
    },
    &Provider {
        name: "WooCommerce",
        page: "woocommerce",
        revoke: "revoke the key under Settings > Advanced > REST API",
        link: "https://woocommerce.com/document/woocommerce-rest-api/",
        detectors: &[
            secret("secret/woocommerce-secret", "consumer secret", &[shape(&[text("cs_"), of(A::HEX, 40)])]),
            secret("secret/woocommerce-key", "consumer key", &[shape(&[text("ck_"), of(A::HEX, 40)])]),
        ],
    },
    &Provider {
        name: "Adobe Commerce",
        page: "magento",
        revoke: "reset the integration's access token",
        link: "https://developer.adobe.com/commerce/webapi/get-started/authentication/",
        detectors: &[secret("secret/magento-token", "access token or secret", &[shape(&[of(A::LOWER_ALNUM, 32)])])
            .near(&["magento"])],
    },
    &Provider {
        name: "PrestaShop",
        page: "prestashop",
        revoke: "delete the web service's key",
        link: "https://devdocs.prestashop-project.org/",
        detectors: &[secret("secret/prestashop-key", "web service key", &[shape(&[of(A::UPPER_ALNUM, 32)])])
            .near(&["prestashop"])],
    },
    &Provider {
        name: "commercetools",
        page: "commercetools",
        revoke: "delete the API client",
        link: "https://docs.commercetools.com/",
        detectors: &[secret("secret/commercetools-secret", "client secret", &[shape(&[of(A::BASE64_URL, 32)])])
            .near(&["commercetools", "ctpclient", "ctpsecret", "ctclient"])],
    },
    &Provider {
        name: "Ecwid",
        page: "ecwid",
        revoke: "regenerate the app's secret token",
        link: "https://api-docs.ecwid.com/",
        detectors: &[secret("secret/ecwid-token", "secret token", &[shape(&[text("secret_"), of(A::ALNUM, 32)])])
            .near(&["ecwid"])],
    },
    &Provider {
        name: "Squarespace",
        page: "squarespace",
        revoke: "delete the API key",
        link: "https://developers.squarespace.com/",
        detectors: &[secret("secret/squarespace-key", "API key", &[shape(&[Piece::Uuid])]).near(&["squarespace"])],
    },
    &Provider {
        name: "Wix",
        page: "wix",
        revoke: "revoke the API key in the API Keys Manager",
        link: "https://dev.wix.com/docs",
        detectors: &[secret(
            "secret/wix-key",
            "API key",
            &[shape(&[text("IST.eyJ"), between(A::BASE64_URL.with(b"."), 200, 1200)])],
        )],
    },
    &Provider {
        name: "Etsy",
        page: "etsy",
        revoke: "delete the app's key",
        link: "https://developers.etsy.com/documentation/",
        detectors: &[secret("secret/etsy-key", "API key", &[shape(&[of(A::LOWER_ALNUM, 24)])]).near(&["etsy"])],
    },
    &Provider {
        name: "eBay",
        page: "ebay",
        revoke: "rotate the certificate id in the developer program",
        link: "https://developer.ebay.com/api-docs/static/gs_ebay-developer-account.html",
        detectors: &[
            secret(
                "secret/ebay-secret",
                "client secret",
                &[
                    shape(&[
                        text("PRD-"),
                        of(A::HEX, 12),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                    ]),
                    shape(&[
                        text("PRD-"),
                        between(A::HEX, 12, 13),
                        text("-"),
                        of(A::HEX, 8),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                    ]),
                ],
            ),
            secret(
                "secret/ebay-sandbox-secret",
                "sandbox client secret",
                &[
                    shape(&[
                        text("SBX-"),
                        of(A::HEX, 12),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                    ]),
                    shape(&[
                        text("SBX-"),
                        between(A::HEX, 12, 13),
                        text("-"),
                        of(A::HEX, 8),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                        text("-"),
                        of(A::HEX, 4),
                    ]),
                ],
            )
            .test(),
        ],
    },
    &Provider {
        name: "EasyPost",
        page: "easypost",
        revoke: "delete the API key in the dashboard",
        link: "https://docs.easypost.com/docs/authentication",
        detectors: &[
            secret("secret/easypost-key", "API key", &[shape(&[text("EZAK"), between(A::ALNUM, 54, 60)])]),
            secret("secret/easypost-test-key", "test API key", &[shape(&[text("EZTK"), between(A::ALNUM, 54, 60)])])
                .test(),
        ],
    },
    &Provider {
        name: "Shippo",
        page: "shippo",
        revoke: "regenerate the token in the settings",
        link: "https://docs.goshippo.com/docs/guides_general/authentication/",
        detectors: &[
            secret("secret/shippo-token", "live API token", &[shape(&[text("shippo_live_"), of(A::ANY_HEX, 40)])]),
            secret("secret/shippo-test-token", "test API token", &[shape(&[text("shippo_test_"), of(A::ANY_HEX, 40)])])
                .test(),
        ],
    },
    &Provider {
        name: "ShipEngine",
        page: "shipengine",
        revoke: "delete the API key",
        link: "https://www.shipengine.com/docs/",
        detectors: &[
            secret("secret/shipengine-key", "API key", &[shape(&[of(A::BASE64_URL, 43)])]).near(&["shipengine"]),
            secret(
                "secret/shipengine-sandbox-key",
                "sandbox API key",
                &[shape(&[text("TEST_"), of(A::BASE64_URL, 43)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "ShipStation",
        page: "shipstation",
        revoke: "regenerate the API keys in the account settings",
        link: "https://docs.shipstation.com/",
        detectors: &[secret("secret/shipstation-key", "API key or secret", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["shipstation"])],
    },
    &Provider {
        name: "AfterShip",
        page: "aftership",
        revoke: "delete the API key in the settings",
        link: "https://www.aftership.com/docs/",
        detectors: &[secret("secret/aftership-key", "API key", &[shape(&[text("asat_"), of(A::HEX, 32)])])],
    },
    &Provider {
        name: "Lob",
        page: "lob",
        revoke: "delete the key in the settings",
        link: "https://docs.lob.com/",
        detectors: &[
            secret("secret/lob-key", "live API key", &[shape(&[text("live_"), of(A::ANY_HEX, 35)])]).near(&["lob"]),
            secret("secret/lob-test-key", "test API key", &[shape(&[text("test_"), of(A::ANY_HEX, 35)])])
                .near(&["lob"])
                .test(),
            secret(
                "secret/lob-publishable-key",
                "publishable key",
                &[shape(&[one_of(&["live_pub_", "test_pub_"]), of(A::HEX, 31)])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Printful",
        page: "printful",
        revoke: "delete the private token",
        link: "https://developers.printful.com/",
        detectors: &[secret("secret/printful-token", "private token", &[shape(&[between(A::ALNUM, 40, 44)])])
            .near(&["printful"])],
    },
    &Provider {
        name: "TaxJar",
        page: "taxjar",
        revoke: "delete the API token",
        link: "https://developers.taxjar.com/",
        detectors: &[secret("secret/taxjar-token", "API token", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["taxjar"])],
    },
    &Provider {
        name: "Avalara",
        page: "avalara",
        revoke: "reset the licence key",
        link: "https://developer.avalara.com/",
        detectors: &[secret(
            "secret/avalara-key",
            "licence key",
            &[shape(&[of(A::UPPER_ALNUM, 16)]), shape(&[of(A::ANY_HEX, 16)])],
        )
        .near(&["avalara", "avatax"])],
    },
    &Provider {
        name: "Duffel",
        page: "duffel",
        revoke: "revoke the token in the dashboard",
        link: "https://duffel.com/docs/api/overview/authentication",
        detectors: &[
            secret("secret/duffel-token", "live API token", &[shape(&[text("duffel_live_"), of(A::BASE64_URL, 43)])]),
            secret(
                "secret/duffel-test-token",
                "test API token",
                &[shape(&[text("duffel_test_"), of(A::BASE64_URL, 43)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Amadeus",
        page: "amadeus",
        revoke: "delete the app's secret",
        link: "https://developers.amadeus.com/",
        detectors: &[
            secret("secret/amadeus-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["amadeus"]),
            secret("secret/amadeus-secret", "API secret", &[shape(&[of(A::ALNUM, 16)])]).near(&["amadeus"]),
        ],
    },
    &Provider {
        name: "Skyscanner",
        page: "skyscanner",
        revoke: "ask the partner manager for another key",
        link: "https://developers.skyscanner.net/docs/",
        detectors: &[
            secret("secret/skyscanner-key", "API key", &[shape(&[between(A::ALNUM, 32, 40)])]).near(&["skyscanner"])
        ],
    },
    &Provider {
        name: "Aviationstack",
        page: "aviationstack",
        revoke: "reset the access key",
        link: "https://aviationstack.com/documentation",
        detectors: &[
            secret("secret/aviationstack-key", "access key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["aviationstack"])
        ],
    },
    &Provider {
        name: "FlightAware",
        page: "flightaware",
        revoke: "regenerate the key in the portal",
        link: "https://www.flightaware.com/commercial/aeroapi/",
        detectors: &[secret("secret/flightaware-key", "AeroAPI key", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["flightaware", "aeroapi"])],
    },
    &Provider {
        name: "Uber",
        page: "uber",
        revoke: "regenerate the client secret in the dashboard",
        link: "https://developer.uber.com/docs/",
        detectors: &[secret("secret/uber-secret", "client or server secret", &[shape(&[of(A::BASE64_URL, 40)])])
            .near(&["uberapi", "ubersecret", "uberclient", "uberserver"])],
    },
    &Provider {
        name: "DoorDash",
        page: "doordash",
        revoke: "delete the access key in the developer portal",
        link: "https://developer.doordash.com/",
        detectors: &[
            secret("secret/doordash-secret", "signing secret", &[shape(&[of(A::BASE64_URL, 43)])]).near(&["doordash"])
        ],
    },
    &Provider {
        name: "Walmart",
        page: "walmart",
        revoke: "reset the client secret in the developer portal",
        link: "https://developer.walmart.com/",
        detectors: &[secret("secret/walmart-secret", "client secret", &[shape(&[between(A::BASE64_URL, 60, 120)])])
            .near(&["walmart"])],
    },
];
