//! Subscriptions, banks and accounting.

use crate::secret::detector::providers;

providers! {
    "Plaid", "plaid" {
        revoke: "rotate the secret under Developers > Keys and remove the items";
        link: "https://plaid.com/docs/api/";
        "secret/plaid-access-token" "access token" = [{"access-production-" | "access-development-"} UUID];
        "secret/plaid-sandbox-token" "sandbox access token" = ["access-sandbox-" UUID] as test;
        "secret/plaid-secret" "secret" = [ANY_HEX[30]] near ["plaid"];
        "secret/plaid-client-id" "client id" = [ANY_HEX[24]] near ["plaidclientid", "plaidclient"] as public;
    }
    "GoCardless", "gocardless" {
        revoke: "revoke the access token under Developers";
        link: "https://developer.gocardless.com/getting-started/api/making-your-first-request/";
        "secret/gocardless-token" "access token" = ["live_" BASE64_URL[36-44]] near ["gocardless"];
        "secret/gocardless-sandbox-token" "sandbox access token" = ["sandbox_" BASE64_URL[36-44]]
            near ["gocardless"] as test;
    }
    "Paddle", "paddle" {
        revoke: "revoke the API key under Developer tools > Authentication";
        link: "https://developer.paddle.com/api-reference/about/api-keys";
        "secret/paddle-key" "API key" = ["pdl_live_apikey_" LOWER_ALNUM[26] "_" ALNUM[22] "_" ALNUM[3]];
        "secret/paddle-sandbox-key" "sandbox API key" = ["pdl_sdbx_apikey_" LOWER_ALNUM[26] "_" ALNUM[22] "_" ALNUM[3]]
            as test;
        "secret/paddle-webhook-secret" "webhook secret" = ["pdl_ntfset_" LOWER_ALNUM[26] "_" BASE64[32-44]];
        "secret/paddle-old-key" "API key of the old form" = [ANY_HEX[50]] near ["paddle"];
    }
    "Lemon Squeezy", "lemonsqueezy" {
        revoke: "delete the API key in the settings";
        link: "https://docs.lemonsqueezy.com/api";
        "secret/lemonsqueezy-key" "API key" = ["eyJ0eXAiOiJKV1Qi" (BASE64_URL ".")[200-1400]] near ["lemonsqueezy"];
    }
    "Polar", "polar" {
        revoke: "delete the token in the organization's settings";
        link: "https://polar.sh/docs/";
        "secret/polar-token" "access token" = [{"polar_oat_" | "polar_pat_" | "polar_at_" | "polar_rt_"} ALNUM[32-60]];
    }
    "Gumroad", "gumroad" {
        revoke: "revoke the token in the advanced settings";
        link: "https://gumroad.com/api";
        "secret/gumroad-token" "access token" = [BASE64_URL[43]] near ["gumroad"];
    }
    "Recurly", "recurly" {
        revoke: "delete the private key under Integrations > API Credentials";
        link: "https://recurly.com/developers/";
        "secret/recurly-key" "private API key" = [ANY_HEX[32]] near ["recurly"];
    }
    "Chargebee", "chargebee" {
        revoke: "delete the API key in the configuration";
        link: "https://apidocs.chargebee.com/docs/api";
        "secret/chargebee-key" "API key" = ["live_" ALNUM[28-44]] near ["chargebee"];
        "secret/chargebee-test-key" "test site's API key" = ["test_" ALNUM[28-44]] near ["chargebee"] as test;
    }
    "RevenueCat", "revenuecat" {
        revoke: "delete the secret key in the project's API keys";
        link: "https://www.revenuecat.com/docs/projects/authentication";
        "secret/revenuecat-key" "secret key" = ["sk_" ALNUM[28-36]] near ["revenuecat"];
        "secret/revenuecat-public-key" "public SDK key" = [{"appl_" | "goog_" | "amzn_" | "strp_" | "rcb_"} ALNUM[28]]
            near ["revenuecat", "purchases"] as public;
    }
    "Adapty", "adapty" {
        revoke: "regenerate the secret key in the app settings";
        link: "https://adapty.io/docs/";
        "secret/adapty-key" "secret key" = ["secret_live_" ALNUM[8] "." ALNUM[20-40]];
    }
    "Wise", "wise" {
        revoke: "revoke the API token in the settings";
        link: "https://docs.wise.com/api-docs";
        "secret/wise-token" "API token" = [UUID] near ["transferwise", "wiseapi", "wisetoken", "wisekey"];
    }
    "Brex", "brex" {
        revoke: "revoke the token in the developer settings";
        link: "https://developer.brex.com/docs/authentication/";
        "secret/brex-token" "user token" = ["bxt_" ALNUM[40-64]];
    }
    "Mercury", "mercury" {
        revoke: "delete the token in the settings";
        link: "https://docs.mercury.com/";
        "secret/mercury-token" "API token" =
            ["secret-token:mercury_production_" {"rma" | "wma" | "rmo" | "rmn" | "wmn"} "_" ALNUM[30-70] "_yrucrem"],
            ["secret-token:mercury_production_" (ALNUM "_")[30-90]];
    }
    "Teller", "teller" {
        revoke: "delete the enrollment and the certificate in the dashboard";
        link: "https://teller.io/docs";
        "secret/teller-token" "access token" = ["token_" LOWER_ALNUM[26]] near ["teller"];
        "secret/teller-test-token" "sandbox access token" = ["test_token_" LOWER_ALNUM[13-26]] as test;
    }
    "Alpaca", "alpaca" {
        revoke: "regenerate the key in the dashboard";
        link: "https://docs.alpaca.markets/";
        "secret/alpaca-key-id" "key id" = [{"P" | "A" | "C"} {"K"} UPPER_ALNUM[18-24]]
            near ["alpaca", "apca"] as public;
        "secret/alpaca-secret" "secret key" = [ALNUM[40-44]] near ["alpaca", "apca"];
    }
    "TrueLayer", "truelayer" {
        revoke: "reset the client secret in the console";
        link: "https://docs.truelayer.com/";
        "secret/truelayer-secret" "client secret" = [UUID] near ["truelayer"];
    }
    "Xero", "xero" {
        revoke: "delete the app's secret in the developer portal";
        link: "https://developer.xero.com/documentation/";
        "secret/xero-secret" "client secret" = [BASE64_URL[48]] near ["xero"];
    }
    "QuickBooks", "quickbooks" {
        revoke: "rotate the app's client secret";
        link: "https://developer.intuit.com/app/developer/qbo/docs/develop";
        "secret/quickbooks-secret" "client secret" = [ALNUM[40]] near ["quickbooks", "intuit", "qbo"];
    }
    "FreshBooks", "freshbooks" {
        revoke: "regenerate the app's client secret";
        link: "https://www.freshbooks.com/api/start";
        "secret/freshbooks-token" "client secret or access token" = [ANY_HEX[64]] near ["freshbooks"];
    }
    "Dwolla", "dwolla" {
        revoke: "reset the app's secret in the dashboard";
        link: "https://developers.dwolla.com/docs/";
        "secret/dwolla-secret" "app secret" = [ALNUM[50]] near ["dwolla"];
    }
    "Finicity", "finicity" {
        revoke: "regenerate the partner secret";
        link: "https://developer.mastercard.com/open-finance-us/documentation/";
        "secret/finicity-secret" "partner secret" = [ALNUM[20]] near ["finicity"];
        "secret/finicity-key" "app key" = [ANY_HEX[32]] near ["finicity"];
    }
    "Modern Treasury", "modern-treasury" {
        revoke: "delete the API key in the developer settings";
        link: "https://docs.moderntreasury.com/";
        "secret/modern-treasury-key" "API key" = ["live-" ALNUM[40-64]] near ["moderntreasury"];
        "secret/modern-treasury-test-key" "sandbox API key" = ["test-" ALNUM[40-64]] near ["moderntreasury"] as test;
    }
    "Increase", "increase" {
        revoke: "revoke the API key in the dashboard";
        link: "https://increase.com/documentation";
        "secret/increase-key" "API key" = ["secret_production_" ALNUM[32-50]];
        "secret/increase-sandbox-key" "sandbox API key" = ["sandbox_key_" ALNUM[32-50]] as test;
    }
}
