//! Where teams plan, write, keep files and automate.

use crate::secret::detector::providers;

providers! {
    "Linear", "linear" {
        revoke: "revoke the key under Settings > Security & access and read the audit log";
        link: "https://linear.app/developers";
        "secret/linear-key" "API key" = ["lin_api_" ALNUM[40]];
        "secret/linear-oauth-token" "OAuth token" = ["lin_oauth_" HEX[64]];
        "secret/linear-webhook-secret" "webhook signing secret" = ["lin_wh_" ALNUM[20-44]];
        "secret/linear-client-secret" "client secret" = [ANY_HEX[32]]
            near ["linearclient", "linearsecret", "linearapp", "linearoauth"];
    }
    "Notion", "notion" {
        revoke: "refresh the integration's secret under My integrations";
        link: "https://developers.notion.com/docs/authorization";
        "secret/notion-token" "integration secret" = ["ntn_" DIGIT[9-13] ALNUM[32-38]], ["ntn_" ALNUM[40-52]];
        "secret/notion-old-token" "integration secret of the old form" = ["secret_" ALNUM[43]];
        "secret/notion-session" "session cookie" = ["v02:user_token_or_cookies:" BASE64_URL[40-200]];
    }
    "Asana", "asana" {
        revoke: "revoke the token in the developer console";
        link: "https://developers.asana.com/docs/personal-access-token";
        "secret/asana-token" "personal access token" =
            [{"0/" | "1/"} DIGIT[14-18] ":" HEX[32]],
            ["2/" DIGIT[14-18] "/" DIGIT[14-18] ":" HEX[32]];
        "secret/asana-client-secret" "client secret" = [ANY_HEX[32]] near ["asana"];
    }
    "ClickUp", "clickup" {
        revoke: "regenerate the token under Settings > Apps";
        link: "https://developer.clickup.com/docs/authentication";
        "secret/clickup-token" "personal token" = ["pk_" DIGIT[6-10] "_" UPPER_ALNUM[32]];
        "secret/clickup-client-secret" "client secret" = [UPPER_ALNUM[64]] near ["clickup"];
    }
    "Airtable", "airtable" {
        revoke: "delete the token in the developer hub";
        link: "https://airtable.com/developers/web/guides/personal-access-tokens";
        "secret/airtable-token" "personal access token" = ["pat" ALNUM[14] "." HEX[64]];
        "secret/airtable-old-key" "API key of the old form" = ["key" ALNUM[14]] near ["airtable"];
        "secret/airtable-oauth-token" "OAuth token" = ["oaa" ALNUM[14] ".v1." BASE64_URL[60-400]];
    }
    "Todoist", "todoist" {
        revoke: "issue a new API token under Settings > Integrations > Developer";
        link: "https://developer.todoist.com/";
        "secret/todoist-token" "API token" = [ANY_HEX[40]] near ["todoist"];
    }
    "Basecamp", "basecamp" {
        revoke: "reset the integration's client secret";
        link: "https://github.com/basecamp/api";
        "secret/basecamp-secret" "client secret" = [ANY_HEX[40]] near ["basecamp"];
    }
    "Smartsheet", "smartsheet" {
        revoke: "revoke the token under Personal Settings > API Access";
        link: "https://developers.smartsheet.com/";
        "secret/smartsheet-token" "API token" = [ALNUM[37]], [LOWER_ALNUM[26]] near ["smartsheet"];
    }
    "Coda", "coda" {
        revoke: "revoke the token in the account settings";
        link: "https://coda.io/developers";
        "secret/coda-token" "API token" = [UUID] near ["codaapi", "codatoken", "codaio"];
    }
    "Shortcut", "shortcut" {
        revoke: "revoke the token under Settings > API tokens";
        link: "https://developer.shortcut.com/";
        "secret/shortcut-token" "API token" = [UUID] near ["shortcutapi", "shortcuttoken", "clubhouse"];
    }
    "Monday", "monday" {
        revoke: "regenerate the token in the developer center";
        link: "https://developer.monday.com/api-reference/docs/authentication";
        "secret/monday-signing-secret" "signing or client secret" = [ANY_HEX[32]]
            near ["mondaysigning", "mondayclient", "mondayapp", "mondaysecret"];
    }
    "Productboard", "productboard" {
        revoke: "revoke the token under Integrations";
        link: "https://developer.productboard.com/";
        "secret/productboard-token" "access token" = ["pb_" ALNUM[40-80]] near ["productboard"];
    }
    "Pivotal Tracker", "pivotal-tracker" {
        revoke: "reset the API token in the profile";
        link: "https://www.pivotaltracker.com/help/api";
        "secret/pivotal-tracker-token" "API token" = [ANY_HEX[32]] near ["pivotaltracker", "trackertoken", "pivotal"];
    }
    "Teamwork", "teamwork" {
        revoke: "delete the token in the profile";
        link: "https://apidocs.teamwork.com/";
        "secret/teamwork-token" "API token" = ["twp_" ALNUM[20-40]];
    }
    "Harvest", "harvest" {
        revoke: "delete the token in the developer tools";
        link: "https://help.getharvest.com/api-v2/";
        "secret/harvest-token" "personal access token" = [DIGIT[5-8] ".pt." BASE64_URL[60-100]] near ["harvest"];
    }
    "Toggl", "toggl" {
        revoke: "reset the API token in the profile";
        link: "https://engineering.toggl.com/docs/";
        "secret/toggl-token" "API token" = [ANY_HEX[32]] near ["toggl"];
    }
    "Clockify", "clockify" {
        revoke: "generate a new API key in the profile";
        link: "https://docs.clockify.me/";
        "secret/clockify-key" "API key" = [BASE64[48]] near ["clockify"];
    }
    "Calendly", "calendly" {
        revoke: "revoke the token under Integrations > API & Webhooks";
        link: "https://developer.calendly.com/";
        "secret/calendly-token" "personal access token" =
            ["eyJraWQiOiIxY2UxZTEzNjE3ZGNmNzY2YjNjZWJjY2Y4ZGM1YmFmYThhNjVlNjg0MDIzZjdjMzJiZTgzNDliMjM4MDEzNWI0Ii"
             (BASE64_URL ".")[200-1000]];
    }
    "Typeform", "typeform" {
        revoke: "revoke the token under Personal tokens";
        link: "https://www.typeform.com/developers/get-started/personal-access-token/";
        "secret/typeform-token" "personal access token" = ["tfp_" (BASE64_URL "=.")[40-70]];
    }
    "Jotform", "jotform" {
        revoke: "delete the API key in the settings";
        link: "https://api.jotform.com/docs/";
        "secret/jotform-key" "API key" = [ANY_HEX[32]] near ["jotform"];
    }
    "SurveyMonkey", "surveymonkey" {
        revoke: "reset the app's access token";
        link: "https://api.surveymonkey.com/v3/docs";
        "secret/surveymonkey-token" "access token" = [(BASE64_URL ".")[80-140]] near ["surveymonkey"];
    }
    "Tally", "tally" {
        revoke: "delete the API key in the settings";
        link: "https://developers.tally.so/";
        "secret/tally-key" "API key" = ["tly-" ALNUM[30-60]];
    }
    "Cal.com", "cal-com" {
        revoke: "delete the API key under Settings > Developer";
        link: "https://cal.com/docs";
        "secret/cal-com-key" "API key" = [{"cal_live_" | "cal_test_"} HEX[32]];
    }
    "Zapier", "zapier" {
        revoke: "delete the webhook's Zap or reset its URL";
        link: "https://docs.zapier.com/";
        "secret/zapier-webhook" "webhook" = ["hooks.zapier.com/hooks/catch/" DIGIT[5-10] "/" LOWER_ALNUM[6-12]];
        "secret/zapier-deploy-key" "deploy key" = [ANY_HEX[32]] near ["zapierdeploy", "zapierkey"];
    }
    "Make", "make" {
        revoke: "delete the webhook and create another";
        link: "https://help.make.com/webhooks";
        "secret/make-webhook" "webhook" =
            [{"hook.eu1.make.com/" | "hook.eu2.make.com/" | "hook.us1.make.com/" | "hook.us2.make.com/" |
             "hook.make.com/" | "hook.integromat.com/"} LOWER_ALNUM[28-36]];
    }
    "n8n", "n8n" {
        revoke: "delete the API key under Settings > n8n API";
        link: "https://docs.n8n.io/api/authentication/";
        "secret/n8n-key" "API key" = ["n8n_api_" ALNUM[40-100]];
    }
    "Pipedream", "pipedream" {
        revoke: "revoke the API key in the account settings";
        link: "https://pipedream.com/docs/";
        "secret/pipedream-key" "API key" = [ANY_HEX[32]] near ["pipedream"];
    }
    "Tines", "tines" {
        revoke: "revoke the API key";
        link: "https://www.tines.com/api/";
        "secret/tines-webhook" "webhook" = [LOWER[2-30] ".tines.com/webhook/" HEX[32] "/" HEX[32]];
    }
    "Dropbox", "dropbox" {
        revoke: "revoke the token or reset the app secret in the App Console";
        link: "https://developers.dropbox.com/oauth-guide";
        "secret/dropbox-token" "short-lived access token" = ["sl." BASE64_URL[130-1600]], ["sl.u." BASE64_URL[130-1600]];
        "secret/dropbox-old-token" "long-lived access token" = [ALNUM[11] "AAAAAAAAAA" BASE64_URL[43]];
        "secret/dropbox-refresh-token" "refresh token or long-lived token" = [BASE64_URL[64]] near ["dropbox"];
    }
    "Box", "box" {
        revoke: "revoke the token or reset the client secret in the developer console";
        link: "https://developer.box.com/guides/authentication/";
        "secret/box-secret" "client secret or developer token" = [ALNUM[32]]
            near ["boxclient", "boxsecret", "boxapi", "boxdeveloper", "boxtoken", "boxapp", "boxsdk"];
    }
    "Nextcloud", "nextcloud" {
        revoke: "revoke the app password under Security > Devices & sessions";
        link: "https://docs.nextcloud.com/";
        "secret/nextcloud-app-password" "app password" =
            [ALNUM[5] {"-"} ALNUM[5] {"-"} ALNUM[5] {"-"} ALNUM[5] {"-"} ALNUM[5]]
            near ["nextcloud", "owncloud", "webdav"];
    }
    "Seafile", "seafile" {
        revoke: "delete the token in the web settings";
        link: "https://seafile-api.readme.io/";
        "secret/seafile-token" "API token" = [ANY_HEX[40]] near ["seafile"];
    }
    "Miro", "miro" {
        revoke: "delete the app's token in the profile settings";
        link: "https://developers.miro.com/";
        "secret/miro-token" "access token" = ["eyJtaXJvLm9yaWdpbiI6" (BASE64_URL ".")[10-160]];
    }
    "Canva", "canva" {
        revoke: "generate a new client secret in the developer portal";
        link: "https://www.canva.dev/docs/";
        "secret/canva-secret" "client secret" = ["cnvca" BASE64_URL[48-60]];
    }
    "DocuSign", "docusign" {
        revoke: "delete the secret key of the integration";
        link: "https://developers.docusign.com/platform/auth/";
        "secret/docusign-secret" "secret key" = [UUID] near ["docusign"];
    }
    "Dropbox Sign", "dropbox-sign" {
        revoke: "delete the API key in the settings";
        link: "https://developers.hellosign.com/";
        "secret/dropbox-sign-key" "API key" = [ANY_HEX[64]] near ["hellosign", "dropboxsign"];
    }
    "PandaDoc", "pandadoc" {
        revoke: "delete the API key in the developer dashboard";
        link: "https://developers.pandadoc.com/";
        "secret/pandadoc-key" "API key" = [ANY_HEX[40]] near ["pandadoc"];
    }
    "BambooHR", "bamboohr" {
        revoke: "delete the API key in the account";
        link: "https://documentation.bamboohr.com/";
        "secret/bamboohr-key" "API key" = [ANY_HEX[40]] near ["bamboohr"];
    }
    "Greenhouse", "greenhouse" {
        revoke: "revoke the API key under Dev Center";
        link: "https://developers.greenhouse.io/";
        "secret/greenhouse-key" "API key" = [HEX[32] {"-"} DIGIT[1-3]] near ["greenhouse"];
    }
    "Readwise", "readwise" {
        revoke: "regenerate the access token";
        link: "https://readwise.io/api_deets";
        "secret/readwise-token" "access token" = [ALNUM[50]] near ["readwise"];
    }
    "Overleaf", "overleaf" {
        revoke: "delete the Git token in the account settings";
        link: "https://docs.overleaf.com/";
        "secret/overleaf-token" "Git authentication token" = ["olp_" ALNUM[36]];
    }
    "Hypothesis", "hypothesis" {
        revoke: "regenerate the API token";
        link: "https://h.readthedocs.io/en/latest/api/";
        "secret/hypothesis-token" "API token" = ["6879-" BASE64_URL[40-48]];
    }
    "Baserow", "baserow" {
        revoke: "rotate the database token in the settings";
        link: "https://baserow.io/docs/";
        "secret/baserow-token" "database token" = [ALNUM[32]] near ["baserow"];
    }
    "Zotero", "zotero" {
        revoke: "revoke the key in the account settings";
        link: "https://www.zotero.org/support/dev/web_api/v3/start";
        "secret/zotero-key" "API key" = [ALNUM[24]] near ["zotero"];
    }
    "Raindrop.io", "raindrop" {
        revoke: "reset the app's test token";
        link: "https://developer.raindrop.io/";
        "secret/raindrop-token" "test token" = [UUID] near ["raindrop"];
    }
}
