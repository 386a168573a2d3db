//! Payments, banking and accounting.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Paystack",
        page: "paystack",
        revoke: "generate a new secret key under Settings > API Keys & Webhooks",
        link: "https://paystack.com/docs/api/authentication/",
        detectors: &[
            secret("secret/paystack-key", "secret key", &[shape(&[text("sk_live_"), of(A::HEX, 40)])]),
            secret("secret/paystack-test-key", "test secret key", &[shape(&[text("sk_test_"), of(A::HEX, 40)])]).test(),
        ],
    },
    &Provider {
        name: "Stripe",
        page: "stripe",
        revoke: "roll the key under Developers > API keys and read the request log",
        link: "https://docs.stripe.com/keys",
        detectors: &[
            secret(
                "secret/stripe-live-key",
                "live secret key",
                &[
                    shape(&[text("sk_live_"), between(A::ALNUM, 16, 250)]),
                    shape(&[text("sk_org_live_"), between(A::ALNUM, 16, 250)]),
                ],
            ),
            secret(
                "secret/stripe-restricted-key",
                "live restricted key",
                &[shape(&[text("rk_live_"), between(A::ALNUM, 16, 250)])],
            ),
            secret(
                "secret/stripe-test-key",
                "test secret key",
                &[shape(&[one_of(&["sk_test_", "rk_test_", "sk_org_test_"]), between(A::ALNUM, 16, 250)])],
            )
            .test(),
            secret(
                "secret/stripe-publishable-key",
                "publishable key",
                &[shape(&[one_of(&["pk_live_", "pk_test_"]), between(A::ALNUM, 16, 250)])],
            )
            .public(),
            secret(
                "secret/stripe-ephemeral-key",
                "ephemeral key",
                &[shape(&[one_of(&["ek_live_", "ek_test_"]), between(A::ALNUM, 24, 300)])],
            ),
            secret(
                "secret/stripe-webhook-secret",
                "webhook signing secret",
                &[shape(&[text("whsec_"), between(A::BASE64, 28, 80)])],
            ),
        ],
    },
    &Provider {
        name: "Square",
        page: "square",
        revoke: "replace the token in the developer dashboard and read the API logs",
        link: "https://developer.squareup.com/docs/build-basics/access-tokens",
        detectors: &[
            secret(
                "secret/square-access-token",
                "access token",
                &[
                    shape(&[text("sq0atp-"), between(A::BASE64_URL, 20, 30)]),
                    shape(&[text("EAAA"), of(A::BASE64_URL, 60)]),
                ],
            ),
            secret(
                "secret/square-secret",
                "application secret",
                &[shape(&[text("sq0csp-"), between(A::BASE64_URL, 40, 50)])],
            ),
            secret(
                "secret/square-sandbox-secret",
                "sandbox application secret",
                &[shape(&[text("sandbox-sq0csb-"), between(A::BASE64_URL, 40, 50)])],
            )
            .test(),
            secret(
                "secret/square-id",
                "application id",
                &[shape(&[one_of(&["sq0idp-", "sandbox-sq0idb-"]), between(A::BASE64_URL, 20, 30)])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Braintree",
        page: "braintree",
        revoke: "delete the key in the control panel's API settings",
        link: "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials",
        detectors: &[
            secret(
                "secret/braintree-token",
                "access token",
                &[shape(&[text("access_token$production$"), of(A::LOWER_ALNUM, 16), text("$"), of(A::HEX, 32)])],
            ),
            secret(
                "secret/braintree-sandbox-token",
                "sandbox access token",
                &[shape(&[text("access_token$sandbox$"), of(A::LOWER_ALNUM, 16), text("$"), of(A::HEX, 32)])],
            )
            .test(),
            secret("secret/braintree-private-key", "private key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["braintree"]),
            secret(
                "secret/braintree-tokenization-key",
                "tokenization key",
                &[shape(&[
                    one_of(&["production_", "sandbox_"]),
                    of(A::LOWER_ALNUM, 8),
                    text("_"),
                    of(A::LOWER_ALNUM, 16),
                ])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "PayPal",
        page: "paypal",
        revoke: "reset the secret under Apps & Credentials",
        link: "https://developer.paypal.com/api/rest/authentication/",
        detectors: &[
            secret("secret/paypal-client-id", "client id", &[shape(&[text("A"), of(A::BASE64_URL, 79)])])
                .near(&["paypalclientid", "paypalid"])
                .public(),
            secret("secret/paypal-secret", "client secret", &[shape(&[of(A::BASE64_URL, 80)])]).near(&["paypal"]),
        ],
    },
    &Provider {
        name: "Adyen",
        page: "adyen",
        revoke: "generate a new API key for the credential and deactivate the old one",
        link: "https://docs.adyen.com/development-resources/api-credentials",
        detectors: &[
            secret(
                "secret/adyen-key",
                "API key",
                &[
                    shape(&[
                        text("AQE"),
                        between(A::BASE64, 80, 160),
                        text("-"),
                        between(A::BASE64, 40, 50),
                        text("-"),
                        between(A::ALNUM.with(b"!#$%&*+,;:<=>?@^_{}[]~./-"), 8, 24),
                    ]),
                    shape(&[text("AQE"), between(A::BASE64.with(b"-"), 80, 240)]),
                ],
            ),
            secret("secret/adyen-hmac-key", "webhook's HMAC key", &[shape(&[of(A::UPPER_HEX, 64)])]).near(&["adyen"]),
        ],
    },
    &Provider {
        name: "Razorpay",
        page: "razorpay",
        revoke: "regenerate the key under Account & Settings > API Keys",
        link: "https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/",
        detectors: &[
            secret("secret/razorpay-key", "key id", &[shape(&[text("rzp_live_"), between(A::ALNUM, 14, 20)])]),
            secret(
                "secret/razorpay-test-key",
                "test key id",
                &[shape(&[text("rzp_test_"), between(A::ALNUM, 14, 20)])],
            )
            .test(),
            secret("secret/razorpay-secret", "key secret", &[shape(&[of(A::ALNUM, 24)])])
                .near(&["razorpay", "rzpsecret", "rzpkeysecret"]),
        ],
    },
    &Provider {
        name: "Flutterwave",
        page: "flutterwave",
        revoke: "regenerate the keys under Settings > API",
        link: "https://developer.flutterwave.com/docs/authentication",
        detectors: &[
            secret(
                "secret/flutterwave-key",
                "secret key",
                &[
                    shape(&[text("FLWSECK-"), of(A::ALNUM, 32), text("-X")]),
                    shape(&[text("FLWSECK-"), of(A::ALNUM, 32), text("-"), between(A::ALNUM, 8, 16), text("-X")]),
                    shape(&[text("FLWSECK-"), of(A::ALNUM, 32), text("-"), between(A::ALNUM, 8, 16), text("vt-X")]),
                ],
            ),
            secret(
                "secret/flutterwave-test-key",
                "test secret key",
                &[
                    shape(&[text("FLWSECK_TEST-"), between(A::ALNUM, 12, 34), text("-X")]),
                    shape(&[text("FLWSECK_TEST-"), of(A::ALNUM, 32)]),
                ],
            )
            .test(),
            secret(
                "secret/flutterwave-test-encryption-key",
                "test encryption key",
                &[shape(&[text("FLWSECK_TEST"), of(A::ALNUM, 12)])],
            )
            .test(),
            secret(
                "secret/flutterwave-public-key",
                "public key",
                &[shape(&[one_of(&["FLWPUBK-", "FLWPUBK_TEST-"]), of(A::ALNUM, 32), text("-X")])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Checkout.com",
        page: "checkout",
        revoke: "deactivate the key in the dashboard's developer settings",
        link: "https://www.checkout.com/docs/developer-resources/api/manage-api-keys",
        detectors: &[
            secret(
                "secret/checkout-key",
                "secret key",
                &[shape(&[text("sk_"), between(A::LOWER_ALNUM, 26, 30)]), shape(&[text("sk_"), Piece::Uuid])],
            )
            .near(&["checkout", "checkoutcom", "cko"]),
            secret(
                "secret/checkout-sandbox-key",
                "sandbox secret key",
                &[shape(&[text("sk_sbox_"), between(A::LOWER_ALNUM, 26, 30)]), shape(&[text("sk_test_"), Piece::Uuid])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Mollie",
        page: "mollie",
        revoke: "reset the API key under Developers > API keys",
        link: "https://docs.mollie.com/reference/authentication",
        detectors: &[
            secret("secret/mollie-key", "live API key", &[shape(&[text("live_"), between(A::ALNUM, 30, 36)])])
                .near(&["mollie"]),
            secret("secret/mollie-test-key", "test API key", &[shape(&[text("test_"), between(A::ALNUM, 30, 36)])])
                .near(&["mollie"])
                .test(),
            secret(
                "secret/mollie-access-token",
                "organization access token",
                &[shape(&[text("access_"), of(A::ALNUM, 40)])],
            )
            .near(&["mollie"]),
        ],
    },
    &Provider {
        name: "Mercado Pago",
        page: "mercado-pago",
        revoke: "renew the credentials under Your integrations",
        link: "https://www.mercadopago.com.br/developers/en/docs/your-integrations/credentials",
        detectors: &[
            secret(
                "secret/mercado-pago-token",
                "access token",
                &[shape(&[
                    text("APP_USR-"),
                    between(A::DIGIT, 13, 16),
                    text("-"),
                    of(A::DIGIT, 6),
                    text("-"),
                    of(A::HEX, 32),
                    text("-"),
                    between(A::DIGIT, 6, 11),
                ])],
            ),
            secret(
                "secret/mercado-pago-test-token",
                "test access token",
                &[shape(&[
                    text("TEST-"),
                    between(A::DIGIT, 13, 16),
                    text("-"),
                    of(A::DIGIT, 6),
                    text("-"),
                    of(A::HEX, 32),
                    text("-"),
                    between(A::DIGIT, 6, 11),
                ])],
            )
            .test(),
            secret(
                "secret/mercado-pago-public-key",
                "public key",
                &[shape(&[one_of(&["APP_USR-", "TEST-"]), Piece::Uuid])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Xendit",
        page: "xendit",
        revoke: "delete the key under Settings > API keys",
        link: "https://docs.xendit.co/docs/api-keys",
        detectors: &[
            secret("secret/xendit-key", "secret key", &[shape(&[text("xnd_production_"), between(A::ALNUM, 40, 70)])]),
            secret(
                "secret/xendit-test-key",
                "test secret key",
                &[shape(&[text("xnd_development_"), between(A::ALNUM, 40, 70)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Midtrans",
        page: "midtrans",
        revoke: "regenerate the server key under Settings > Access Keys",
        link: "https://docs.midtrans.com/docs/access-keys",
        detectors: &[
            secret(
                "secret/midtrans-key",
                "server key",
                &[shape(&[text("Mid-server-"), between(A::BASE64_URL, 20, 30)])],
            ),
            secret(
                "secret/midtrans-sandbox-key",
                "sandbox server key",
                &[shape(&[text("SB-Mid-server-"), between(A::BASE64_URL, 20, 30)])],
            )
            .test(),
            secret(
                "secret/midtrans-client-key",
                "client key",
                &[shape(&[one_of(&["Mid-client-", "SB-Mid-client-"]), between(A::BASE64_URL, 16, 22)])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Omise",
        page: "omise",
        revoke: "roll the key in the dashboard",
        link: "https://docs.omise.co/api-authentication",
        detectors: &[
            secret("secret/omise-key", "secret key", &[shape(&[text("skey_"), of(A::LOWER_ALNUM, 19)])]),
            secret("secret/omise-test-key", "test secret key", &[shape(&[text("skey_test_"), of(A::LOWER_ALNUM, 19)])])
                .test(),
        ],
    },
    &Provider {
        name: "Wompi",
        page: "wompi",
        revoke: "regenerate the keys in the developer settings",
        link: "https://docs.wompi.co/",
        detectors: &[
            secret("secret/wompi-key", "private key", &[shape(&[text("prv_prod_"), of(A::ALNUM, 32)])]),
            secret("secret/wompi-test-key", "test private key", &[shape(&[text("prv_test_"), of(A::ALNUM, 32)])])
                .test(),
        ],
    },
    &Provider {
        name: "Conekta",
        page: "conekta",
        revoke: "revoke the key in the panel",
        link: "https://developers.conekta.com/",
        detectors: &[secret("secret/conekta-key", "private key", &[shape(&[text("key_"), between(A::ALNUM, 22, 28)])])
            .near(&["conekta"])],
    },
    &Provider {
        name: "Openpay",
        page: "openpay",
        revoke: "reset the private key in the dashboard",
        link: "https://documents.openpay.mx/",
        detectors: &[
            secret("secret/openpay-key", "private key", &[shape(&[text("sk_"), of(A::HEX, 32)])]).near(&["openpay"])
        ],
    },
    &Provider {
        name: "Asaas",
        page: "asaas",
        revoke: "generate a new API key under Integrations",
        link: "https://docs.asaas.com/docs/authentication",
        detectors: &[
            secret(
                "secret/asaas-key",
                "API key",
                &[shape(&[text("$aact_prod_"), between(A::BASE64.with(b":-"), 60, 220)])],
            ),
            secret(
                "secret/asaas-sandbox-key",
                "sandbox API key",
                &[shape(&[text("$aact_hmlg_"), between(A::BASE64.with(b":-"), 60, 220)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Cashfree",
        page: "cashfree",
        revoke: "delete the API key under Developers > API Keys",
        link: "https://www.cashfree.com/docs/",
        detectors: &[
            secret(
                "secret/cashfree-key",
                "secret key",
                &[shape(&[text("cfsk_ma_prod_"), of(A::HEX, 32), text("_"), of(A::HEX, 8)])],
            ),
            secret(
                "secret/cashfree-test-key",
                "test secret key",
                &[shape(&[text("cfsk_ma_test_"), of(A::HEX, 32), text("_"), of(A::HEX, 8)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Paytm",
        page: "paytm",
        revoke: "regenerate the merchant key in the dashboard",
        link: "https://www.paytmpayments.com/docs/",
        detectors: &[secret("secret/paytm-key", "merchant key", &[shape(&[of(A::ALNUM, 16)])]).near(&["paytm"])],
    },
    &Provider {
        name: "Authorize.net",
        page: "authorize-net",
        revoke: "create a new transaction key and disable the old one",
        link: "https://developer.authorize.net/",
        detectors: &[secret("secret/authorize-net-key", "transaction key", &[shape(&[of(A::ALNUM, 16)])])
            .near(&["authorizenet", "transactionkey", "authnet"])],
    },
    &Provider {
        name: "Klarna",
        page: "klarna",
        revoke: "disable the API key in the merchant portal",
        link: "https://docs.klarna.com/",
        detectors: &[
            secret(
                "secret/klarna-key",
                "API key",
                &[shape(&[text("klarna_live_api_"), between(A::BASE64.with(b"_-"), 60, 140)])],
            ),
            secret(
                "secret/klarna-test-key",
                "test API key",
                &[shape(&[text("klarna_test_api_"), between(A::BASE64.with(b"_-"), 60, 140)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "SumUp",
        page: "sumup",
        revoke: "delete the API key in the developer settings",
        link: "https://developer.sumup.com/",
        detectors: &[secret(
            "secret/sumup-key",
            "secret API key",
            &[shape(&[text("sup_sk_"), between(A::ALNUM, 28, 40)])],
        )],
    },
];
