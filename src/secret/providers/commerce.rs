//! Shops, shipping and travel.

use crate::secret::detector::providers;

providers! {
    "Shopify", "shopify" {
        revoke: "rotate the credential in the app's settings and read the app's history";
        link: "https://shopify.dev/docs/apps/build/authentication-authorization";
        "secret/shopify-admin-token" "admin API access token" = ["shpat_" ANY_HEX[32]];
        "secret/shopify-custom-token" "custom app's access token" = ["shpca_" ANY_HEX[32]];
        "secret/shopify-private-token" "private app's password" = ["shppa_" ANY_HEX[32]];
        "secret/shopify-secret" "shared secret" = ["shpss_" ANY_HEX[32]];
        "secret/shopify-theme-token" "theme access token" = ["shptka_" ANY_HEX[32]];
        "secret/shopify-user-token" "user's access token" = ["shpua_" ANY_HEX[32]];
        "secret/shopify-partner-token" "partner or CLI token" = [{"prtapi_" | "atkn_"} ANY_HEX[32-64]];
        "secret/shopify-old-secret" "API secret of the old form" = [ANY_HEX[32]] near ["shopify"];
    }
    "BigCommerce", "bigcommerce" {
        revoke: "delete the API account in the control panel";
        link: "https://developer.bigcommerce.com/docs/start/authentication/api-accounts";
        "secret/bigcommerce-token" "access token" = [LOWER_ALNUM[31]], [ALNUM[31]] near ["bigcommerce"];
        "secret/bigcommerce-secret" "client secret" = [ANY_HEX[64]] near ["bigcommerce"];
    }
    "WooCommerce", "woocommerce" {
        revoke: "revoke the key under Settings > Advanced > REST API";
        link: "https://woocommerce.com/document/woocommerce-rest-api/";
        "secret/woocommerce-secret" "consumer secret" = ["cs_" HEX[40]];
        "secret/woocommerce-key" "consumer key" = ["ck_" HEX[40]];
    }
    "Adobe Commerce", "magento" {
        revoke: "reset the integration's access token";
        link: "https://developer.adobe.com/commerce/webapi/get-started/authentication/";
        "secret/magento-token" "access token or secret" = [LOWER_ALNUM[32]] near ["magento"];
    }
    "PrestaShop", "prestashop" {
        revoke: "delete the web service's key";
        link: "https://devdocs.prestashop-project.org/";
        "secret/prestashop-key" "web service key" = [UPPER_ALNUM[32]] near ["prestashop"];
    }
    "commercetools", "commercetools" {
        revoke: "delete the API client";
        link: "https://docs.commercetools.com/";
        "secret/commercetools-secret" "client secret" = [BASE64_URL[32]]
            near ["commercetools", "ctpclient", "ctpsecret", "ctclient"];
    }
    "Ecwid", "ecwid" {
        revoke: "regenerate the app's secret token";
        link: "https://api-docs.ecwid.com/";
        "secret/ecwid-token" "secret token" = ["secret_" ALNUM[32]] near ["ecwid"];
    }
    "Squarespace", "squarespace" {
        revoke: "delete the API key";
        link: "https://developers.squarespace.com/";
        "secret/squarespace-key" "API key" = [UUID] near ["squarespace"];
    }
    "Wix", "wix" {
        revoke: "revoke the API key in the API Keys Manager";
        link: "https://dev.wix.com/docs";
        "secret/wix-key" "API key" = ["IST.eyJ" (BASE64_URL ".")[200-1200]];
    }
    "Etsy", "etsy" {
        revoke: "delete the app's key";
        link: "https://developers.etsy.com/documentation/";
        "secret/etsy-key" "API key" = [LOWER_ALNUM[24]] near ["etsy"];
    }
    "eBay", "ebay" {
        revoke: "rotate the certificate id in the developer program";
        link: "https://developer.ebay.com/api-docs/static/gs_ebay-developer-account.html";
        "secret/ebay-secret" "client secret" =
            ["PRD-" HEX[12] "-" HEX[4] "-" HEX[4] "-" HEX[4] "-" HEX[4]],
            ["PRD-" HEX[12-13] "-" HEX[8] "-" HEX[4] "-" HEX[4] "-" HEX[4]];
        "secret/ebay-sandbox-secret" "sandbox client secret" =
            ["SBX-" HEX[12] "-" HEX[4] "-" HEX[4] "-" HEX[4] "-" HEX[4]],
            ["SBX-" HEX[12-13] "-" HEX[8] "-" HEX[4] "-" HEX[4] "-" HEX[4]]
            as test;
    }
    "EasyPost", "easypost" {
        revoke: "delete the API key in the dashboard";
        link: "https://docs.easypost.com/docs/authentication";
        "secret/easypost-key" "API key" = ["EZAK" ALNUM[54-60]];
        "secret/easypost-test-key" "test API key" = ["EZTK" ALNUM[54-60]] as test;
    }
    "Shippo", "shippo" {
        revoke: "regenerate the token in the settings";
        link: "https://docs.goshippo.com/docs/guides_general/authentication/";
        "secret/shippo-token" "live API token" = ["shippo_live_" ANY_HEX[40]];
        "secret/shippo-test-token" "test API token" = ["shippo_test_" ANY_HEX[40]] as test;
    }
    "ShipEngine", "shipengine" {
        revoke: "delete the API key";
        link: "https://www.shipengine.com/docs/";
        "secret/shipengine-key" "API key" = [BASE64_URL[43]] near ["shipengine"];
        "secret/shipengine-sandbox-key" "sandbox API key" = ["TEST_" BASE64_URL[43]] as test;
    }
    "ShipStation", "shipstation" {
        revoke: "regenerate the API keys in the account settings";
        link: "https://docs.shipstation.com/";
        "secret/shipstation-key" "API key or secret" = [ANY_HEX[32]] near ["shipstation"];
    }
    "AfterShip", "aftership" {
        revoke: "delete the API key in the settings";
        link: "https://www.aftership.com/docs/";
        "secret/aftership-key" "API key" = ["asat_" HEX[32]];
    }
    "Lob", "lob" {
        revoke: "delete the key in the settings";
        link: "https://docs.lob.com/";
        "secret/lob-key" "live API key" = ["live_" ANY_HEX[35]] near ["lob"];
        "secret/lob-test-key" "test API key" = ["test_" ANY_HEX[35]] near ["lob"] as test;
        "secret/lob-publishable-key" "publishable key" = [{"live_pub_" | "test_pub_"} HEX[31]] as public;
    }
    "Printful", "printful" {
        revoke: "delete the private token";
        link: "https://developers.printful.com/";
        "secret/printful-token" "private token" = [ALNUM[40-44]] near ["printful"];
    }
    "TaxJar", "taxjar" {
        revoke: "delete the API token";
        link: "https://developers.taxjar.com/";
        "secret/taxjar-token" "API token" = [ANY_HEX[32]] near ["taxjar"];
    }
    "Avalara", "avalara" {
        revoke: "reset the licence key";
        link: "https://developer.avalara.com/";
        "secret/avalara-key" "licence key" = [UPPER_ALNUM[16]], [ANY_HEX[16]] near ["avalara", "avatax"];
    }
    "Duffel", "duffel" {
        revoke: "revoke the token in the dashboard";
        link: "https://duffel.com/docs/api/overview/authentication";
        "secret/duffel-token" "live API token" = ["duffel_live_" BASE64_URL[43]];
        "secret/duffel-test-token" "test API token" = ["duffel_test_" BASE64_URL[43]] as test;
    }
    "Amadeus", "amadeus" {
        revoke: "delete the app's secret";
        link: "https://developers.amadeus.com/";
        "secret/amadeus-key" "API key" = [ALNUM[32]] near ["amadeus"];
        "secret/amadeus-secret" "API secret" = [ALNUM[16]] near ["amadeus"];
    }
    "Skyscanner", "skyscanner" {
        revoke: "ask the partner manager for another key";
        link: "https://developers.skyscanner.net/docs/";
        "secret/skyscanner-key" "API key" = [ALNUM[32-40]] near ["skyscanner"];
    }
    "Aviationstack", "aviationstack" {
        revoke: "reset the access key";
        link: "https://aviationstack.com/documentation";
        "secret/aviationstack-key" "access key" = [ANY_HEX[32]] near ["aviationstack"];
    }
    "FlightAware", "flightaware" {
        revoke: "regenerate the key in the portal";
        link: "https://www.flightaware.com/commercial/aeroapi/";
        "secret/flightaware-key" "AeroAPI key" = [ALNUM[32]] near ["flightaware", "aeroapi"];
    }
    "Uber", "uber" {
        revoke: "regenerate the client secret in the dashboard";
        link: "https://developer.uber.com/docs/";
        "secret/uber-secret" "client or server secret" = [BASE64_URL[40]]
            near ["uberapi", "ubersecret", "uberclient", "uberserver"];
    }
    "DoorDash", "doordash" {
        revoke: "delete the access key in the developer portal";
        link: "https://developer.doordash.com/";
        "secret/doordash-secret" "signing secret" = [BASE64_URL[43]] near ["doordash"];
    }
    "Walmart", "walmart" {
        revoke: "reset the client secret in the developer portal";
        link: "https://developer.walmart.com/";
        "secret/walmart-secret" "client secret" = [BASE64_URL[60-120]] near ["walmart"];
    }
}
