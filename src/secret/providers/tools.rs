//! Tools of developers: extensions, caches, evaluations, browsers that scripts drive.

use crate::secret::detector::providers;

providers! {
    "Open VSX", "open-vsx" {
        revoke: "delete the access token in the user settings";
        link: "https://github.com/eclipse/openvsx/wiki";
        "secret/openvsx-token" "access token" = [{"ovsxat_" | "ovsxp_"} UUID], [UUID] near ["openvsx", "ovsx"];
    }
    "Visual Studio Marketplace", "vs-marketplace" {
        revoke: "revoke the token in Azure DevOps";
        link: "https://code.visualstudio.com/api/working-with-extensions/publishing-extension";
        "secret/vsce-token" "publisher's token" = [LOWER_ALNUM[52]], [ALNUM[84]] near ["vsce", "vsmarketplace"];
    }
    "Turborepo", "turborepo" {
        revoke: "revoke the remote cache's token";
        link: "https://turborepo.com/docs";
        "secret/turborepo-token" "remote cache's token" = [ALNUM[24]] near ["turbotoken", "turborepo", "turboteam"];
    }
    "Braintrust", "braintrust" {
        revoke: "delete the API key in the organization's settings";
        link: "https://www.braintrust.dev/docs";
        "secret/braintrust-key" "API key" = ["sk-" ALNUM[48]] near ["braintrust"];
    }
    "Portkey", "portkey" {
        revoke: "delete the API key";
        link: "https://portkey.ai/docs";
        "secret/portkey-key" "API key" = [BASE64[28]] near ["portkey"];
    }
    "Lambda", "lambda-cloud" {
        revoke: "delete the API key in the console";
        link: "https://docs.lambda.ai/";
        "secret/lambda-cloud-key" "API key" = ["secret_" (ALNUM "-_")[16-48] "." ALNUM[32-64]];
    }
    "Zeabur", "zeabur" {
        revoke: "delete the API key in the account settings";
        link: "https://zeabur.com/docs";
        "secret/zeabur-key" "API key" = ["sk-" LOWER_ALNUM[24-32]] near ["zeabur"];
    }
    "Upbound", "upbound" {
        revoke: "delete the robot's token";
        link: "https://docs.upbound.io/";
        "secret/upbound-token" "robot token" = ["up_" BASE64_URL[40-80]] near ["upbound"];
    }
    "env0", "env0" {
        revoke: "delete the API key in the settings";
        link: "https://docs.envzero.com/";
        "secret/env0-key" "API key's secret" = [BASE64_URL[32]] near ["env0"];
    }
    "Scalr", "scalr" {
        revoke: "delete the access token";
        link: "https://docs.scalr.io/";
        "secret/scalr-token" "access token" = [ANY_HEX[64-138]] near ["scalr"];
    }
    "Browserless", "browserless" {
        revoke: "reset the API token";
        link: "https://docs.browserless.io/";
        "secret/browserless-token" "API token" = [UUID] near ["browserless"];
    }
    "Bright Data", "bright-data" {
        revoke: "reset the API token in the account settings";
        link: "https://docs.brightdata.com/";
        "secret/bright-data-token" "API token" = [UUID], [ANY_HEX[64]] near ["brightdata", "luminati"];
    }
    "Nightfall", "nightfall" {
        revoke: "delete the API key";
        link: "https://help.nightfall.ai/";
        "secret/nightfall-key" "API key" = ["NF-" ALNUM[32]];
    }
}
