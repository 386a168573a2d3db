//! Help desks and customer support.

use crate::secret::detector::providers;

providers! {
    "Intercom", "intercom" {
        revoke: "regenerate the app's access token in the developer hub";
        link: "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication";
        "secret/intercom-token" "access token" = ["dG9rO" BASE64[50-60]];
        "secret/intercom-secret" "client secret" = [UUID] near ["intercom"];
    }
    "Zendesk", "zendesk" {
        revoke: "delete the token in the Admin Center and read the audit log";
        link: "https://developer.zendesk.com/api-reference/introduction/security-and-auth/";
        "secret/zendesk-token" "API token" = [ALNUM[40]] near ["zendesk"];
        "secret/zendesk-oauth-secret" "OAuth client secret" = [ANY_HEX[64]] near ["zendesk"];
    }
    "Freshworks", "freshworks" {
        revoke: "reset the API key in the profile settings";
        link: "https://developers.freshworks.com/";
        "secret/freshworks-key" "API key" = [ALNUM[20]]
            near ["freshdesk", "freshworks", "freshservice", "freshsales", "freshchat"];
    }
    "Help Scout", "helpscout" {
        revoke: "delete the app's secret in the profile";
        link: "https://developer.helpscout.com/";
        "secret/helpscout-secret" "app secret" = [ALNUM[32]], [ANY_HEX[40]] near ["helpscout"];
    }
    "Gorgias", "gorgias" {
        revoke: "reset the API key";
        link: "https://developers.gorgias.com/";
        "secret/gorgias-key" "API key" = [ANY_HEX[64]] near ["gorgias"];
    }
    "LiveChat", "livechat" {
        revoke: "delete the token in the developer console";
        link: "https://platform.text.com/docs/";
        "secret/livechat-token" "access token" = [{"dal" | "fra" | "us-south1" | "eu-west3"} {":"} BASE64_URL[27-48]]
            near ["livechat"];
    }
    "Crisp", "crisp" {
        revoke: "delete the token in the marketplace";
        link: "https://docs.crisp.chat/";
        "secret/crisp-token" "token key" = [ANY_HEX[64]] near ["crispapi", "crispkey", "crisptoken", "crispchat"];
    }
    "Drift", "drift" {
        revoke: "revoke the token";
        link: "https://devdocs.drift.com/";
        "secret/drift-token" "access token" = [ALNUM[32]] near ["driftapi", "drifttoken", "driftaccess"];
    }
    "UserVoice", "uservoice" {
        revoke: "revoke the API key";
        link: "https://developer.uservoice.com/";
        "secret/uservoice-secret" "API secret" = [ALNUM[42-44]] near ["uservoice"];
    }
    "Chatwoot", "chatwoot" {
        revoke: "reset the access token in the profile";
        link: "https://developers.chatwoot.com/";
        "secret/chatwoot-token" "access token" = [ALNUM[24]] near ["chatwoot"];
    }
    "Canny", "canny" {
        revoke: "reset the API key";
        link: "https://developers.canny.io/";
        "secret/canny-key" "API key" = [UUID] near ["cannyapi", "cannykey", "cannyio"];
    }
    "Beamer", "beamer" {
        revoke: "delete the API key";
        link: "https://www.getbeamer.com/api";
        "secret/beamer-key" "API key" = ["b" "_" (BASE64_URL "=")[44]] near ["beamer"];
    }
    "ReadMe", "readme" {
        revoke: "delete the API key";
        link: "https://docs.readme.com/";
        "secret/readme-key" "API key" = ["rdme_" LOWER_ALNUM[70]], ["rdme_" (LOWER_ALNUM "_")[64-80]];
    }
    "Pylon", "pylon" {
        revoke: "delete the API token";
        link: "https://docs.usepylon.com/";
        "secret/pylon-token" "API token" = ["pylon_api_" ANY_HEX[64]];
    }
    "Plain", "plain" {
        revoke: "delete the API key";
        link: "https://www.plain.com/docs";
        "secret/plain-key" "API key" = ["plainApiKey_" BASE64_URL[40-80]];
    }
}
