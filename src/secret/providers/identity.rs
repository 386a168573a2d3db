//! Who signs people in, and who tells people from machines.

use crate::secret::detector::providers;

providers! {
    "Okta", "okta" {
        revoke: "revoke the token under Security > API > Tokens and read the system log";
        link: "https://developer.okta.com/docs/guides/create-an-api-token/";
        "secret/okta-token" "API token" = ["0" "0" BASE64_URL[40]] near ["okta", "ssws", "oktaapi", "oktatoken"];
        "secret/okta-client-secret" "client secret" = [BASE64_URL[64]], [BASE64_URL[40]] near ["okta"];
    }
    "Auth0", "auth0" {
        revoke: "rotate the client secret in the application's settings and read the tenant logs";
        link: "https://auth0.com/docs/get-started/applications/rotate-client-secret";
        "secret/auth0-secret" "client secret" = [BASE64_URL[64]] near ["auth0"];
    }
    "OneLogin", "onelogin" {
        revoke: "delete the API credential under Developers";
        link: "https://developers.onelogin.com/api-docs/";
        "secret/onelogin-secret" "client secret" = [ANY_HEX[64]] near ["onelogin"];
    }
    "Clerk", "clerk" {
        revoke: "roll the secret key under API keys";
        link: "https://clerk.com/docs/guides/secure/rotate-api-keys";
        "secret/clerk-key" "secret key" = ["sk_live_" ALNUM[40-50]] near ["clerk"];
        "secret/clerk-test-key" "development secret key" = ["sk_test_" ALNUM[40-50]] near ["clerk"] as test;
        "secret/clerk-publishable-key" "publishable key" = [{"pk_live_" | "pk_test_"} (BASE64 "$")[20-90]]
            near ["clerk"] as public;
    }
    "WorkOS", "workos" {
        revoke: "revoke the API key in the dashboard";
        link: "https://workos.com/docs";
        "secret/workos-key" "API key" = [{"sk_live_" | "sk_test_"} (BASE64 "_-")[40-100]], ["sk_" (BASE64 "_-")[60-100]]
            near ["workos"];
    }
    "Stytch", "stytch" {
        revoke: "delete the secret under API keys";
        link: "https://stytch.com/docs";
        "secret/stytch-secret" "project secret" = ["secret-live-" (BASE64_URL "=")[30-50]];
        "secret/stytch-test-secret" "test project secret" = ["secret-test-" (BASE64_URL "=")[30-50]] as test;
    }
    "Descope", "descope" {
        revoke: "delete the management key under Company";
        link: "https://docs.descope.com/";
        "secret/descope-key" "management or access key" = ["K" "2" ALNUM[27-100]] near ["descope"];
    }
    "Kinde", "kinde" {
        revoke: "rotate the application's client secret";
        link: "https://docs.kinde.com/";
        "secret/kinde-secret" "client secret" = [ALNUM[40-64]] near ["kinde"];
    }
    "Frontegg", "frontegg" {
        revoke: "regenerate the API key in the workspace settings";
        link: "https://docs.frontegg.com/";
        "secret/frontegg-key" "API key" = [UUID] near ["frontegg"];
    }
    "FusionAuth", "fusionauth" {
        revoke: "delete the API key under Settings";
        link: "https://fusionauth.io/docs/";
        "secret/fusionauth-key" "API key" = [BASE64_URL[43-64]] near ["fusionauth"];
    }
    "Keycloak", "keycloak" {
        revoke: "regenerate the client secret under Credentials";
        link: "https://www.keycloak.org/docs/latest/server_admin/";
        "secret/keycloak-secret" "client secret" = [ALNUM[32]], [UUID] near ["keycloak"];
    }
    "Ory", "ory" {
        revoke: "revoke the API key in the project's settings";
        link: "https://www.ory.com/docs/";
        "secret/ory-key" "API key" = [{"ory_pat_" | "ory_apikey_" | "ory_wak_"} ALNUM[32-60]];
        "secret/ory-token" "OAuth token" = [{"ory_at_" | "ory_rt_" | "ory_ac_" | "ory_st_"} (BASE64_URL ".")[32-140]];
    }
    "Logto", "logto" {
        revoke: "delete the application's secret";
        link: "https://docs.logto.io/";
        "secret/logto-secret" "application secret" = [ALNUM[32]] near ["logto"];
    }
    "JumpCloud", "jumpcloud" {
        revoke: "regenerate the API key in the admin console";
        link: "https://docs.jumpcloud.com/";
        "secret/jumpcloud-key" "API key" = ["jca_" ALNUM[36-44]];
        "secret/jumpcloud-old-key" "API key of the old form" = [ANY_HEX[40]] near ["jumpcloud"];
    }
    "Duo", "duo" {
        revoke: "reset the secret key of the application";
        link: "https://duo.com/docs/adminapi";
        "secret/duo-secret" "secret key" = [ALNUM[40]]
            near ["duoskey", "duosecret", "duosecurity", "duoapi", "duoclient", "duo"];
        "secret/duo-key" "integration key" = ["D" "I" UPPER_ALNUM[18]]
            near ["duo", "duoikey", "duosecurity", "duointegration"] as public;
    }
    "Persona", "persona" {
        revoke: "revoke the API key in the dashboard";
        link: "https://docs.withpersona.com/";
        "secret/persona-key" "API key" = ["persona_production_" BASE64_URL[30-60]];
        "secret/persona-sandbox-key" "sandbox API key" = ["persona_sandbox_" BASE64_URL[30-60]] as test;
    }
    "Onfido", "onfido" {
        revoke: "revoke the token in the dashboard";
        link: "https://documentation.onfido.com/";
        "secret/onfido-token" "live API token" =
            [{"api_live." | "api_live_us." | "api_live_ca." | "api_live_eu."} BASE64_URL[10-14] "." BASE64_URL[30-34]];
        "secret/onfido-sandbox-token" "sandbox API token" =
            [{"api_sandbox." | "api_sandbox_us." | "api_sandbox_ca." | "api_sandbox_eu."} BASE64_URL[10-14] "."
             BASE64_URL[30-34]]
            as test;
    }
    "Jumio", "jumio" {
        revoke: "rotate the API secret in the portal";
        link: "https://docs.jumio.com/";
        "secret/jumio-secret" "API secret" = [ALNUM[32]] near ["jumio"];
    }
    "PropelAuth", "propelauth" {
        revoke: "delete the API key in the dashboard";
        link: "https://docs.propelauth.com/";
        "secret/propelauth-key" "API key" = [ANY_HEX[128]], [ANY_HEX[160]] near ["propelauth"];
    }
    "Nango", "nango" {
        revoke: "rotate the secret key in the environment settings";
        link: "https://nango.dev/docs";
        "secret/nango-key" "secret key" = [UUID] near ["nango"];
    }
    "Unkey", "unkey" {
        revoke: "delete the root key in the settings";
        link: "https://www.unkey.com/docs";
        "secret/unkey-root-key" "root key" = ["unkey_" BASE58[20-40]];
    }
    "hCaptcha", "hcaptcha" {
        revoke: "generate a new secret in the account settings";
        link: "https://docs.hcaptcha.com/";
        "secret/hcaptcha-secret" "secret key" = ["ES_" HEX[32]], ["0x" ANY_HEX[40]] near ["hcaptcha"];
    }
    "FriendlyCaptcha", "friendly-captcha" {
        revoke: "delete the API key in the dashboard";
        link: "https://developer.friendlycaptcha.com/";
        "secret/friendly-captcha-key" "API key" = ["A" "1" ALNUM[50-70]] near ["friendlycaptcha", "frccaptcha"];
    }
    "LastPass", "lastpass" {
        revoke: "reset the provisioning hash in the admin console";
        link: "https://support.lastpass.com/";
        "secret/lastpass-hash" "provisioning hash" = [ANY_HEX[64]] near ["lastpass"];
    }
    "PingOne", "pingone" {
        revoke: "rotate the application's client secret";
        link: "https://docs.pingidentity.com/pingone/";
        "secret/pingone-secret" "client secret" = [(BASE64_URL ".~")[64]]
            near ["pingone", "pingidentity", "pingfederate"];
    }
    "Yubico", "yubico" {
        revoke: "request a new API key";
        link: "https://developers.yubico.com/OTP/";
        "secret/yubico-secret" "API secret" = [BASE64[28]] near ["yubico", "yubikey", "yubicloud"];
    }
}
