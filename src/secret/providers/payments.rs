//! What moves money.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &STRIPE,
    &SQUARE,
    &PAYPAL,
    &ADYEN,
    &PLAID,
    &RAZORPAY,
    &PAYSTACK,
    &FLUTTERWAVE,
    &GOCARDLESS,
    &CHECKOUT,
    &MOLLIE,
    &PADDLE,
    &LEMONSQUEEZY,
    &SHOPIFY,
    &EASYPOST,
    &SHIPPO,
    &LOB,
    &DUFFEL,
    &COINBASE,
    &BINANCE,
    &KRAKEN,
    &KUCOIN,
    &EXCHANGES,
    &WEB3,
    &ACCOUNTING,
    &CORPORATE_CARDS,
    &WISE,
    &FINANCE,
];

static STRIPE: Provider = Provider {
    name: "Stripe",
    page: "stripe",
    revoke: "roll the key under Developers > API keys, and read the request log",
    link: "https://docs.stripe.com/keys",
    detectors: &[
        secret("secret/stripe-live-key", "live secret key", &[shape(&[text("sk_live_"), between(A::ALNUM, 16, 250)])]),
        secret(
            "secret/stripe-restricted-key",
            "live restricted key",
            &[shape(&[text("rk_live_"), between(A::ALNUM, 16, 250)])],
        ),
        secret(
            "secret/stripe-test-key",
            "test secret key",
            &[shape(&[one_of(&["sk_test_", "rk_test_"]), between(A::ALNUM, 16, 250)])],
        )
        .test(),
        secret(
            "secret/stripe-publishable-key",
            "publishable key",
            &[shape(&[one_of(&["pk_live_", "pk_test_"]), between(A::ALNUM, 16, 250)])],
        )
        .public(),
        secret(
            "secret/stripe-webhook-secret",
            "webhook signing secret",
            &[shape(&[text("whsec_"), between(A::BASE64, 32, 64)])],
        ),
    ],
};

static SQUARE: Provider = Provider {
    name: "Square",
    page: "square",
    revoke: "replace the token in the developer dashboard",
    link: "https://developer.squareup.com/docs/build-basics/access-tokens",
    detectors: &[
        secret(
            "secret/square-access-token",
            "access token",
            &[shape(&[text("sq0atp-"), between(A::BASE64_URL, 22, 30)]), shape(&[text("EAAA"), of(A::BASE64_URL, 60)])],
        ),
        secret("secret/square-secret", "application secret", &[shape(&[text("sq0csp-"), of(A::BASE64_URL, 43)])]),
        secret("secret/square-id", "application id", &[shape(&[one_of(&["sq0idp-"]), of(A::BASE64_URL, 22)])]).public(),
    ],
};

static PAYPAL: Provider = Provider {
    name: "PayPal",
    page: "paypal",
    revoke: "reset the secret in the developer dashboard",
    link: "https://developer.paypal.com/api/rest/authentication/",
    detectors: &[
        secret(
            "secret/braintree-token",
            "Braintree access token",
            &[shape(&[text("access_token$production$"), of(A::LOWER_ALNUM, 16), text("$"), of(A::HEX, 32)])],
        ),
        secret(
            "secret/braintree-sandbox-token",
            "Braintree sandbox access token",
            &[shape(&[text("access_token$sandbox$"), of(A::LOWER_ALNUM, 16), text("$"), of(A::HEX, 32)])],
        )
        .test(),
        secret("secret/paypal-secret", "client secret", &[shape(&[of(A::BASE64_URL, 80)])]).near(&["paypal"]),
        secret("secret/braintree-private-key", "Braintree private key", &[shape(&[of(A::HEX, 32)])])
            .near(&["braintree"]),
    ],
};

static ADYEN: Provider = Provider {
    name: "Adyen",
    page: "adyen",
    revoke: "generate a new API key, and deactivate the old one",
    link: "https://docs.adyen.com/development-resources/api-credentials",
    detectors: &[secret("secret/adyen-key", "API key", &[shape(&[text("AQE"), between(A::BASE64, 60, 200)])])],
};

static PLAID: Provider = Provider {
    name: "Plaid",
    page: "plaid",
    revoke: "rotate the secret in the dashboard",
    link: "https://plaid.com/docs/",
    detectors: &[
        secret(
            "secret/plaid-access-token",
            "access token",
            &[shape(&[text("access-"), one_of(&["sandbox", "development", "production"]), text("-"), super::UUID])],
        ),
        secret("secret/plaid-secret", "secret", &[shape(&[of(A::HEX, 30)])]).near(&["plaid"]),
        secret("secret/plaid-client-id", "client id", &[shape(&[of(A::HEX, 24)])]).near(&["plaidclientid"]).public(),
    ],
};

static RAZORPAY: Provider = Provider {
    name: "Razorpay",
    page: "razorpay",
    revoke: "regenerate the key",
    link: "https://razorpay.com/docs/",
    detectors: &[
        secret("secret/razorpay-key", "key id", &[shape(&[text("rzp_live_"), of(A::ALNUM, 14)])]),
        secret("secret/razorpay-test-key", "test key id", &[shape(&[text("rzp_test_"), of(A::ALNUM, 14)])]).test(),
    ],
};

static PAYSTACK: Provider = Provider {
    name: "Paystack",
    page: "paystack",
    revoke: "generate a new secret key",
    link: "https://paystack.com/docs/",
    detectors: &[
        secret("secret/paystack-key", "secret key", &[shape(&[text("sk_live_"), of(A::HEX, 40)])]),
        secret("secret/paystack-test-key", "test secret key", &[shape(&[text("sk_test_"), of(A::HEX, 40)])]).test(),
    ],
};

static FLUTTERWAVE: Provider = Provider {
    name: "Flutterwave",
    page: "flutterwave",
    revoke: "regenerate the keys",
    link: "https://developer.flutterwave.com/",
    detectors: &[
        secret(
            "secret/flutterwave-key",
            "secret key",
            &[
                shape(&[text("FLWSECK-"), of(A::ANY_HEX, 32), text("-X")]),
                shape(&[text("FLWSECK-"), of(A::HEX, 32), text("-"), between(A::ALNUM, 10, 14), text("-X")]),
            ],
        ),
        secret(
            "secret/flutterwave-test-key",
            "test secret key",
            &[shape(&[text("FLWSECK_TEST-"), between(A::ANY_HEX, 12, 34), text("-X")])],
        )
        .test(),
        secret(
            "secret/flutterwave-public-key",
            "public key",
            &[shape(&[one_of(&["FLWPUBK-", "FLWPUBK_TEST-"]), of(A::ANY_HEX, 32), text("-X")])],
        )
        .public(),
    ],
};

static GOCARDLESS: Provider = Provider {
    name: "GoCardless",
    page: "gocardless",
    revoke: "revoke the access token",
    link: "https://developer.gocardless.com/",
    detectors: &[secret("secret/gocardless-token", "access token", &[shape(&[text("live_"), of(A::BASE64_URL, 40)])])
        .near(&["gocardless"])],
};

static CHECKOUT: Provider = Provider {
    name: "Checkout.com",
    page: "checkout",
    revoke: "rotate the key",
    link: "https://www.checkout.com/docs/",
    detectors: &[secret(
        "secret/checkout-key",
        "secret key",
        &[shape(&[one_of(&["sk_sbox_", "sk_"]), between(A::LOWER_ALNUM, 26, 32)])],
    )
    .near(&["checkout", "cko"])],
};

static MOLLIE: Provider = Provider {
    name: "Mollie",
    page: "mollie",
    revoke: "reset the API key",
    link: "https://docs.mollie.com/",
    detectors: &[
        secret("secret/mollie-key", "live API key", &[shape(&[text("live_"), of(A::ALNUM, 30)])]).near(&["mollie"]),
        secret("secret/mollie-test-key", "test API key", &[shape(&[text("test_"), of(A::ALNUM, 30)])])
            .near(&["mollie"])
            .test(),
    ],
};

static PADDLE: Provider = Provider {
    name: "Paddle",
    page: "paddle",
    revoke: "revoke the API key",
    link: "https://developer.paddle.com/",
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
    ],
};

static LEMONSQUEEZY: Provider = Provider {
    name: "Lemon Squeezy",
    page: "lemonsqueezy",
    revoke: "delete the API key",
    link: "https://docs.lemonsqueezy.com/",
    detectors: &[secret(
        "secret/lemonsqueezy-key",
        "API key",
        &[shape(&[text("eyJ0eXAiOiJKV1Qi"), between(A::BASE64_URL.with(b"."), 300, 1200)])],
    )
    .near(&["lemonsqueezy", "lemon"])],
};

static SHOPIFY: Provider = Provider {
    name: "Shopify",
    page: "shopify",
    revoke: "rotate the credential in the app's settings",
    link: "https://shopify.dev/docs/apps/build/authentication-authorization",
    detectors: &[
        secret("secret/shopify-admin-token", "admin API access token", &[shape(&[text("shpat_"), of(A::ANY_HEX, 32)])]),
        secret(
            "secret/shopify-custom-token",
            "custom app access token",
            &[shape(&[text("shpca_"), of(A::ANY_HEX, 32)])],
        ),
        secret(
            "secret/shopify-private-token",
            "private app access token",
            &[shape(&[text("shppa_"), of(A::ANY_HEX, 32)])],
        ),
        secret("secret/shopify-secret", "shared secret", &[shape(&[text("shpss_"), of(A::ANY_HEX, 32)])]),
        secret("secret/shopify-theme-token", "theme access token", &[shape(&[text("shptka_"), of(A::ANY_HEX, 32)])]),
        secret(
            "secret/shopify-partner-token",
            "partner API token",
            &[shape(&[one_of(&["prtapi_", "shpua_", "atkn_"]), between(A::ANY_HEX, 32, 64)])],
        ),
    ],
};

static EASYPOST: Provider = Provider {
    name: "EasyPost",
    page: "easypost",
    revoke: "delete the API key",
    link: "https://docs.easypost.com/",
    detectors: &[
        secret("secret/easypost-key", "API key", &[shape(&[text("EZAK"), of(A::ALNUM, 54)])]),
        secret("secret/easypost-test-key", "test API key", &[shape(&[text("EZTK"), of(A::ALNUM, 54)])]).test(),
    ],
};

static SHIPPO: Provider = Provider {
    name: "Shippo",
    page: "shippo",
    revoke: "regenerate the token",
    link: "https://docs.goshippo.com/",
    detectors: &[
        secret("secret/shippo-token", "API token", &[shape(&[text("shippo_live_"), of(A::HEX, 40)])]),
        secret("secret/shippo-test-token", "test API token", &[shape(&[text("shippo_test_"), of(A::HEX, 40)])]).test(),
    ],
};

static LOB: Provider = Provider {
    name: "Lob",
    page: "lob",
    revoke: "delete the key",
    link: "https://docs.lob.com/",
    detectors: &[
        secret("secret/lob-key", "API key", &[shape(&[text("live_"), of(A::HEX, 35)])]).near(&["lob"]),
        secret("secret/lob-test-key", "test API key", &[shape(&[text("test_"), of(A::HEX, 35)])]).near(&["lob"]).test(),
        secret(
            "secret/lob-publishable-key",
            "publishable key",
            &[shape(&[one_of(&["live_pub_", "test_pub_"]), of(A::HEX, 31)])],
        )
        .public(),
    ],
};

static DUFFEL: Provider = Provider {
    name: "Duffel",
    page: "duffel",
    revoke: "revoke the token",
    link: "https://duffel.com/docs",
    detectors: &[
        secret("secret/duffel-token", "API token", &[shape(&[text("duffel_live_"), of(A::BASE64_URL, 43)])]),
        secret("secret/duffel-test-token", "test API token", &[shape(&[text("duffel_test_"), of(A::BASE64_URL, 43)])])
            .test(),
    ],
};

static COINBASE: Provider = Provider {
    name: "Coinbase",
    page: "coinbase",
    revoke: "delete the API key",
    link: "https://docs.cdp.coinbase.com/",
    detectors: &[
        secret(
            "secret/coinbase-key",
            "API key or secret",
            &[shape(&[of(A::BASE64_URL, 64)]), shape(&[of(A::ALNUM, 32)]), shape(&[of(A::ALNUM, 16)])],
        )
        .near(&["coinbase"]),
        secret("secret/coinbase-secret", "API secret", &[shape(&[of(A::BASE64, 88)])]).near(&["coinbase", "cbaccess"]),
    ],
};

static BINANCE: Provider = Provider {
    name: "Binance",
    page: "binance",
    revoke: "delete the API key",
    link: "https://developers.binance.com/",
    detectors: &[secret("secret/binance-key", "API key or secret", &[shape(&[of(A::ALNUM, 64)])]).near(&["binance"])],
};

static KRAKEN: Provider = Provider {
    name: "Kraken",
    page: "kraken",
    revoke: "delete the API key",
    link: "https://docs.kraken.com/",
    detectors: &[
        secret("secret/kraken-secret", "private key", &[shape(&[between(A::BASE64, 80, 90)])]).near(&["kraken"])
    ],
};

static KUCOIN: Provider = Provider {
    name: "KuCoin",
    page: "kucoin",
    revoke: "delete the API key",
    link: "https://www.kucoin.com/docs",
    detectors: &[secret("secret/kucoin-key", "API key or secret", &[shape(&[super::UUID]), shape(&[of(A::HEX, 24)])])
        .near(&["kucoin"])],
};

static EXCHANGES: Provider = Provider {
    name: "Other exchanges",
    page: "exchanges",
    revoke: "delete the API key",
    link: "https://docs.ccxt.com/",
    detectors: &[
        secret("secret/bittrex-key", "Bittrex key", &[shape(&[of(A::LOWER_ALNUM, 32)])]).near(&["bittrex"]),
        secret("secret/bitmex-secret", "BitMEX secret", &[shape(&[of(A::BASE64_URL, 48)])]).near(&["bitmex"]),
        secret("secret/ftx-secret", "FTX secret", &[shape(&[of(A::BASE64_URL, 40)])]).near(&["ftx"]),
        secret("secret/okx-key", "OKX key", &[shape(&[super::UUID])]).near(&["okx", "okex"]),
        secret("secret/bybit-secret", "Bybit secret", &[shape(&[of(A::ALNUM, 36)])]).near(&["bybit"]),
        secret("secret/gateio-secret", "Gate.io secret", &[shape(&[of(A::HEX, 64)])]).near(&["gateio"]),
        secret("secret/freshbooks-token", "FreshBooks token", &[shape(&[of(A::HEX, 64)])]).near(&["freshbooks"]),
    ],
};

static WEB3: Provider = Provider {
    name: "Blockchain providers",
    page: "web3",
    revoke: "rotate the key in the dashboard",
    link: "https://ethereum.org/en/developers/docs/nodes-and-clients/nodes-as-a-service/",
    detectors: &[
        secret("secret/alchemy-key", "Alchemy API key", &[shape(&[of(A::BASE64_URL, 32)])]).near(&["alchemy"]),
        secret("secret/infura-key", "Infura API key", &[shape(&[of(A::HEX, 32)])]).near(&["infura"]),
        secret("secret/infura-url", "Infura endpoint", &[shape(&[text("infura.io/v3/"), of(A::HEX, 32)])]),
        secret(
            "secret/alchemy-url",
            "Alchemy endpoint",
            &[
                shape(&[text("alchemy.com/v2/"), of(A::BASE64_URL, 32)]),
                shape(&[text("alchemyapi.io/v2/"), of(A::BASE64_URL, 32)]),
            ],
        ),
        secret("secret/quicknode-url", "QuickNode endpoint", &[shape(&[text("quiknode.pro/"), of(A::HEX, 40)])]),
        secret("secret/etherscan-key", "Etherscan API key", &[shape(&[of(A::UPPER_ALNUM, 34)])]).near(&[
            "etherscan",
            "bscscan",
            "polygonscan",
            "arbiscan",
        ]),
        secret("secret/moralis-key", "Moralis API key", &[shape(&[of(A::ALNUM, 64)])]).near(&["moralis"]),
        secret(
            "secret/ethereum-private-key",
            "Ethereum private key",
            &[shape(&[text("0x"), of(A::HEX, 64)]), shape(&[of(A::HEX, 64)])],
        )
        .near(&[
            "privatekey",
            "ethkey",
            "deployerkey",
            "deployerprivate",
            "walletkey",
            "walletprivate",
            "ethprivate",
            "signerkey",
        ]),
        secret("secret/polymarket-key", "relayer key", &[shape(&[text("0x"), of(A::HEX, 64)])]).near(&["relayer"]),
    ],
};

static ACCOUNTING: Provider = Provider {
    name: "Xero and QuickBooks",
    page: "accounting",
    revoke: "reset the client secret",
    link: "https://developer.xero.com/",
    detectors: &[
        secret("secret/xero-secret", "client secret", &[shape(&[of(A::BASE64_URL, 48)])]).near(&["xero"]),
        secret("secret/quickbooks-secret", "client secret", &[shape(&[of(A::ALNUM, 40)])])
            .near(&["quickbooks", "intuit"]),
    ],
};

static CORPORATE_CARDS: Provider = Provider {
    name: "Brex and Ramp",
    page: "corporate-cards",
    revoke: "revoke the token",
    link: "https://developer.brex.com/",
    detectors: &[secret("secret/brex-token", "user token", &[shape(&[text("bxt_"), between(A::ALNUM, 40, 64)])])],
};

static WISE: Provider = Provider {
    name: "Wise",
    page: "wise",
    revoke: "revoke the API token",
    link: "https://docs.wise.com/api-docs",
    detectors: &[secret("secret/wise-token", "API token", &[shape(&[super::UUID])]).near(&["transferwise", "wise"])],
};

static FINANCE: Provider = Provider {
    name: "Finicity and Finnhub",
    page: "finance",
    revoke: "reset the key",
    link: "https://finnhub.io/docs/api",
    detectors: &[
        secret(
            "secret/finnhub-key",
            "Finnhub token",
            &[shape(&[of(A::LOWER_ALNUM, 20)]), shape(&[of(A::LOWER_ALNUM, 40)])],
        )
        .near(&["finnhub"]),
        secret("secret/finicity-key", "Finicity secret", &[shape(&[of(A::LOWER_ALNUM, 20)]), shape(&[of(A::HEX, 32)])])
            .near(&["finicity"]),
        secret("secret/polygon-io-key", "market data key", &[shape(&[of(A::BASE64_URL, 32)])])
            .near(&["polygonio", "polygonapi"]),
        secret("secret/alphavantage-key", "Alpha Vantage key", &[shape(&[of(A::UPPER_ALNUM, 16)])])
            .near(&["alphavantage"]),
    ],
};
