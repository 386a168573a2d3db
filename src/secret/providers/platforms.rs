//! Platforms that run other people's applications.

use crate::secret::detector::providers;

providers! {
    "Heroku", "heroku" {
        revoke: "revoke it with `heroku authorizations:revoke`, or regenerate the API key under Account settings";
        link: "https://devcenter.heroku.com/articles/authentication";
        "secret/heroku-api-key" "API key" = ["HRKU-" UUID], ["HRKU-" BASE64_URL[50-66]];
        "secret/heroku-old-api-key" "API key without prefix" = [UUID]
            near ["heroku", "herokuapi", "herokukey", "herokutoken"];
    }
    "Fly.io", "fly" {
        revoke: "revoke it with `fly tokens revoke` and look through the organization's tokens";
        link: "https://fly.io/docs/security/tokens/";
        "secret/fly-access-token" "access token" = ["fo1_" BASE64_URL[40-48]];
        "secret/fly-macaroon" "macaroon" = [{"fm1r_" | "fm1a_" | "fm2_"} (BASE64 "-_")[80-4096]];
    }
    "Render", "render" {
        revoke: "revoke the key under Account settings > API keys";
        link: "https://render.com/docs/api";
        "secret/render-api-key" "API key" = ["rnd_" ALNUM[28-32]];
    }
    "Railway", "railway" {
        revoke: "delete the token under Account settings > Tokens or in the project's settings";
        link: "https://docs.railway.com/reference/public-api";
        "secret/railway-token" "token" = [UUID] near ["railway", "railwaytoken", "railwayapi"];
    }
    "Vercel", "vercel" {
        revoke: "delete the token under Account settings > Tokens";
        link: "https://vercel.com/docs/rest-api";
        "secret/vercel-token" "token" = [{"vcp_" | "vci_" | "vca_" | "vcr_" | "vck_"} BASE64_URL[48-64]];
        "secret/vercel-old-token" "token without prefix" = [ALNUM[24]]
            near ["vercel", "verceltoken", "vercelapi", "zeittoken", "nowtoken"];
        "secret/vercel-blob-token" "Blob read-write token" = ["vercel_blob_rw_" ALNUM[14-20] "_" ALNUM[28-34]];
    }
    "Netlify", "netlify" {
        revoke: "revoke the token under User settings > Applications";
        link: "https://docs.netlify.com/api/get-started/";
        "secret/netlify-token" "access token" = [{"nfp_" | "nfc_" | "nfo_" | "nfb_" | "nfu_"} ALNUM[36-40]];
        "secret/netlify-old-token" "access token without prefix" = [BASE64_URL[40-46]]
            near ["netlify", "netlifyauth", "netlifytoken", "netlifykey"];
    }
    "Deno Deploy", "deno" {
        revoke: "revoke the token under Account settings > Access tokens";
        link: "https://docs.deno.com/deploy/";
        "secret/deno-deploy-token" "access token" = [{"ddp_" | "ddo_" | "ddw_"} ALNUM[36-40]];
        "secret/jsr-token" "JSR token" = [{"jsrp_" | "jsrd_"} ALNUM[30-64]];
    }
    "Expo", "expo" {
        revoke: "delete the token under Account settings > Access tokens";
        link: "https://docs.expo.dev/accounts/programmatic-access/";
        "secret/expo-access-token" "access token" = [BASE64_URL[40]]
            near ["expotoken", "expoaccess", "expoauth", "eastoken", "expocli"];
    }
    "Koyeb", "koyeb" {
        revoke: "delete the token under Settings > API";
        link: "https://www.koyeb.com/docs/reference/api";
        "secret/koyeb-token" "API token" = [LOWER_ALNUM[64]] near ["koyeb", "koyebtoken"];
    }
    "Convex", "convex" {
        revoke: "delete the deploy key in the deployment's settings";
        link: "https://docs.convex.dev/cli/deploy-key-types";
        "secret/convex-deploy-key" "deploy key" =
            [{"prod:" | "preview:" | "project:" | "dev:"} (LOWER_ALNUM "-:_")[3-64] "|" BASE64[40-256]];
    }
    "Platform.sh", "platform-sh" {
        revoke: "delete the token under My profile > API tokens";
        link: "https://docs.platform.sh/administration/cli/api-tokens.html";
        "secret/platform-sh-token" "API token" = [BASE64_URL[43]]
            near ["platformsh", "platformshcli", "upsun", "platformcli"];
    }
    "Gitpod", "gitpod" {
        revoke: "delete the token under User settings > Access tokens";
        link: "https://www.gitpod.io/docs/configure/user-settings/access-tokens";
        "secret/gitpod-pat" "personal access token" = ["gitpod_pat_" (BASE64_URL ".")[40-200]];
    }
    "PythonAnywhere", "pythonanywhere" {
        revoke: "create a new token under Account > API token";
        link: "https://help.pythonanywhere.com/pages/API/";
        "secret/pythonanywhere-token" "API token" = [ANY_HEX[40]] near ["pythonanywhere"];
    }
    "Laravel Cloud services", "laravel" {
        revoke: "delete the token under API in the account's settings";
        link: "https://forge.laravel.com/docs/";
        "secret/laravel-envoyer-token" "Envoyer or Vapor API token" = [ALNUM[60]]
            near ["envoyer", "laravelvapor", "vaporapi", "vaportoken", "forgeapi", "laravelforge"];
    }
}
