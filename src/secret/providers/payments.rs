//! Payments, banking and accounting.

use crate::secret::detector::providers;

providers! {
    "Paystack", "paystack" {
        revoke: "generate a new secret key under Settings > API Keys & Webhooks";
        link: "https://paystack.com/docs/api/authentication/";
        "secret/paystack-key" "secret key" = ["sk_live_" HEX[40]];
        "secret/paystack-test-key" "test secret key" = ["sk_test_" HEX[40]] as test;
    }
    "Stripe", "stripe" {
        revoke: "roll the key under Developers > API keys and read the request log";
        link: "https://docs.stripe.com/keys";
        "secret/stripe-live-key" "live secret key" = ["sk_live_" ALNUM[16-250]], ["sk_org_live_" ALNUM[16-250]];
        "secret/stripe-restricted-key" "live restricted key" = ["rk_live_" ALNUM[16-250]];
        "secret/stripe-test-key" "test secret key" = [{"sk_test_" | "rk_test_" | "sk_org_test_"} ALNUM[16-250]] as test;
        "secret/stripe-publishable-key" "publishable key" = [{"pk_live_" | "pk_test_"} ALNUM[16-250]] as public;
        "secret/stripe-ephemeral-key" "ephemeral key" = [{"ek_live_" | "ek_test_"} ALNUM[24-300]];
        "secret/stripe-webhook-secret" "webhook signing secret" = ["whsec_" BASE64[28-80]];
    }
    "Square", "square" {
        revoke: "replace the token in the developer dashboard and read the API logs";
        link: "https://developer.squareup.com/docs/build-basics/access-tokens";
        "secret/square-access-token" "access token" = ["sq0atp-" BASE64_URL[20-30]], ["EAAA" BASE64_URL[60]];
        "secret/square-secret" "application secret" = ["sq0csp-" BASE64_URL[40-50]];
        "secret/square-sandbox-secret" "sandbox application secret" = ["sandbox-sq0csb-" BASE64_URL[40-50]] as test;
        "secret/square-id" "application id" = [{"sq0idp-" | "sandbox-sq0idb-"} BASE64_URL[20-30]] as public;
    }
    "Braintree", "braintree" {
        revoke: "delete the key in the control panel's API settings";
        link: "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials";
        "secret/braintree-token" "access token" = ["access_token$production$" LOWER_ALNUM[16] "$" HEX[32]];
        "secret/braintree-sandbox-token" "sandbox access token" = ["access_token$sandbox$" LOWER_ALNUM[16] "$" HEX[32]]
            as test;
        "secret/braintree-private-key" "private key" = [ANY_HEX[32]] near ["braintree"];
        "secret/braintree-tokenization-key" "tokenization key" =
            [{"production_" | "sandbox_"} LOWER_ALNUM[8] "_" LOWER_ALNUM[16]]
            as public;
    }
    "PayPal", "paypal" {
        revoke: "reset the secret under Apps & Credentials";
        link: "https://developer.paypal.com/api/rest/authentication/";
        "secret/paypal-client-id" "client id" = ["A" BASE64_URL[79]] near ["paypalclientid", "paypalid"] as public;
        "secret/paypal-secret" "client secret" = [BASE64_URL[80]] near ["paypal"];
    }
    "Adyen", "adyen" {
        revoke: "generate a new API key for the credential and deactivate the old one";
        link: "https://docs.adyen.com/development-resources/api-credentials";
        "secret/adyen-key" "API key" =
            ["AQE" BASE64[80-160] "-" BASE64[40-50] "-" (ALNUM "!#$%&*+,;:<=>?@^_{}[]~./-")[8-24]],
            ["AQE" (BASE64 "-")[80-240]];
        "secret/adyen-hmac-key" "webhook's HMAC key" = [UPPER_HEX[64]] near ["adyen"];
    }
    "Razorpay", "razorpay" {
        revoke: "regenerate the key under Account & Settings > API Keys";
        link: "https://razorpay.com/docs/payments/dashboard/account-settings/api-keys/";
        "secret/razorpay-key" "key id" = ["rzp_live_" ALNUM[14-20]];
        "secret/razorpay-test-key" "test key id" = ["rzp_test_" ALNUM[14-20]] as test;
        "secret/razorpay-secret" "key secret" = [ALNUM[24]] near ["razorpay", "rzpsecret", "rzpkeysecret"];
    }
    "Flutterwave", "flutterwave" {
        revoke: "regenerate the keys under Settings > API";
        link: "https://developer.flutterwave.com/docs/authentication";
        "secret/flutterwave-key" "secret key" =
            ["FLWSECK-" ALNUM[32] "-X"],
            ["FLWSECK-" ALNUM[32] "-" ALNUM[8-16] "-X"],
            ["FLWSECK-" ALNUM[32] "-" ALNUM[8-16] "vt-X"];
        "secret/flutterwave-test-key" "test secret key" =
            ["FLWSECK_TEST-" ALNUM[12-34] "-X"],
            ["FLWSECK_TEST-" ALNUM[32]]
            as test;
        "secret/flutterwave-test-encryption-key" "test encryption key" = ["FLWSECK_TEST" ALNUM[12]] as test;
        "secret/flutterwave-public-key" "public key" = [{"FLWPUBK-" | "FLWPUBK_TEST-"} ALNUM[32] "-X"] as public;
    }
    "Checkout.com", "checkout" {
        revoke: "deactivate the key in the dashboard's developer settings";
        link: "https://www.checkout.com/docs/developer-resources/api/manage-api-keys";
        "secret/checkout-key" "secret key" = ["sk_" LOWER_ALNUM[26-30]], ["sk_" UUID]
            near ["checkout", "checkoutcom", "cko"];
        "secret/checkout-sandbox-key" "sandbox secret key" = ["sk_sbox_" LOWER_ALNUM[26-30]], ["sk_test_" UUID] as test;
    }
    "Mollie", "mollie" {
        revoke: "reset the API key under Developers > API keys";
        link: "https://docs.mollie.com/reference/authentication";
        "secret/mollie-key" "live API key" = ["live_" ALNUM[30-36]] near ["mollie"];
        "secret/mollie-test-key" "test API key" = ["test_" ALNUM[30-36]] near ["mollie"] as test;
        "secret/mollie-access-token" "organization access token" = ["access_" ALNUM[40]] near ["mollie"];
    }
    "Mercado Pago", "mercado-pago" {
        revoke: "regenerate the credentials under Your integrations";
        link: "https://www.mercadopago.com.br/developers/en/docs/your-integrations/credentials";
        "secret/mercado-pago-token" "access token" = ["APP_USR-" DIGIT[13-16] "-" DIGIT[6] "-" HEX[32] "-" DIGIT[6-11]];
        "secret/mercado-pago-test-token" "test access token" =
            ["TEST-" DIGIT[13-16] "-" DIGIT[6] "-" HEX[32] "-" DIGIT[6-11]]
            as test;
        "secret/mercado-pago-public-key" "public key" = [{"APP_USR-" | "TEST-"} UUID] as public;
    }
    "Xendit", "xendit" {
        revoke: "delete the key under Settings > API keys";
        link: "https://docs.xendit.co/docs/api-keys";
        "secret/xendit-key" "secret key" = ["xnd_production_" ALNUM[40-70]];
        "secret/xendit-test-key" "test secret key" = ["xnd_development_" ALNUM[40-70]] as test;
    }
    "Midtrans", "midtrans" {
        revoke: "regenerate the server key under Settings > Access Keys";
        link: "https://docs.midtrans.com/docs/access-keys";
        "secret/midtrans-key" "server key" = ["Mid-server-" BASE64_URL[20-30]];
        "secret/midtrans-sandbox-key" "sandbox server key" = ["SB-Mid-server-" BASE64_URL[20-30]] as test;
        "secret/midtrans-client-key" "client key" = [{"Mid-client-" | "SB-Mid-client-"} BASE64_URL[16-22]] as public;
    }
    "Omise", "omise" {
        revoke: "roll the key in the dashboard";
        link: "https://docs.omise.co/api-authentication";
        "secret/omise-key" "secret key" = ["skey_" LOWER_ALNUM[19]];
        "secret/omise-test-key" "test secret key" = ["skey_test_" LOWER_ALNUM[19]] as test;
    }
    "Wompi", "wompi" {
        revoke: "regenerate the keys in the developer settings";
        link: "https://docs.wompi.co/";
        "secret/wompi-key" "private key" = ["prv_prod_" ALNUM[32]];
        "secret/wompi-test-key" "test private key" = ["prv_test_" ALNUM[32]] as test;
    }
    "Conekta", "conekta" {
        revoke: "revoke the key in the panel";
        link: "https://developers.conekta.com/";
        "secret/conekta-key" "private key" = ["key_" ALNUM[22-28]] near ["conekta"];
    }
    "Openpay", "openpay" {
        revoke: "reset the private key in the dashboard";
        link: "https://documents.openpay.mx/";
        "secret/openpay-key" "private key" = ["sk_" HEX[32]] near ["openpay"];
    }
    "Asaas", "asaas" {
        revoke: "generate a new API key under Integrations";
        link: "https://docs.asaas.com/docs/authentication";
        "secret/asaas-key" "API key" = ["$aact_prod_" (BASE64 ":-")[60-220]];
        "secret/asaas-sandbox-key" "sandbox API key" = ["$aact_hmlg_" (BASE64 ":-")[60-220]] as test;
    }
    "Cashfree", "cashfree" {
        revoke: "delete the API key under Developers > API Keys";
        link: "https://www.cashfree.com/docs/";
        "secret/cashfree-key" "secret key" = ["cfsk_ma_prod_" HEX[32] "_" HEX[8]];
        "secret/cashfree-test-key" "test secret key" = ["cfsk_ma_test_" HEX[32] "_" HEX[8]] as test;
    }
    "Paytm", "paytm" {
        revoke: "regenerate the merchant key in the dashboard";
        link: "https://www.paytmpayments.com/docs/";
        "secret/paytm-key" "merchant key" = [ALNUM[16]] near ["paytm"];
    }
    "Authorize.net", "authorize-net" {
        revoke: "create a new transaction key and disable the old one";
        link: "https://developer.authorize.net/";
        "secret/authorize-net-key" "transaction key" = [ALNUM[16]] near ["authorizenet", "transactionkey", "authnet"];
    }
    "Klarna", "klarna" {
        revoke: "disable the API key in the merchant portal";
        link: "https://docs.klarna.com/";
        "secret/klarna-key" "API key" = ["klarna_live_api_" (BASE64 "_-")[60-140]];
        "secret/klarna-test-key" "test API key" = ["klarna_test_api_" (BASE64 "_-")[60-140]] as test;
    }
    "SumUp", "sumup" {
        revoke: "delete the API key in the developer settings";
        link: "https://developer.sumup.com/";
        "secret/sumup-key" "secret API key" = ["sup_sk_" ALNUM[28-40]];
    }
}
