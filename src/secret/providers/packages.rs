//! Package and image registries.

use crate::secret::detector::providers;

providers! {
    "npm", "npm" {
        revoke: "revoke it with `npm token revoke` and look through what was published since";
        link: "https://docs.npmjs.com/about-access-tokens";
        "secret/npm-token" "access token" = ["npm_" ALNUM[36]] proved Crc32Base62, ["npm_" ALNUM[37-64]];
        "secret/npm-old-token" "access token without prefix" = [UUID]
            near ["authtoken", "npmtoken", "npmauthtoken", "npmauth", "npmkey", "npmjs", "npmrc"];
    }
    "PyPI", "pypi" {
        revoke: "delete the token under Account settings > API tokens and look through what was uploaded since";
        link: "https://pypi.org/help/#apitoken";
        "secret/pypi-test-token" "API token of TestPyPI" =
            ["pypi-AgENdGVzdC5weXBpLm9yZw" BASE64_URL[50-1000]] proved Macaroon
            as test;
        "secret/pypi-token" "API token" =
            ["pypi-AgEIcHlwaS5vcmc" BASE64_URL[50-1000]] proved Macaroon,
            ["pypi-" BASE64_URL[85-1000]];
    }
    "RubyGems", "rubygems" {
        revoke: "delete the key under Edit settings > API keys and look through what was pushed since";
        link: "https://guides.rubygems.org/api-key-scopes/";
        "secret/rubygems-key" "API key" = ["rubygems_" LOWER_ALNUM[48-50]];
    }
    "crates.io", "crates-io" {
        revoke: "revoke the token under Account settings > API tokens and look through what was published since";
        link: "https://doc.rust-lang.org/cargo/reference/publishing.html";
        "secret/crates-io-token" "API token" = ["cio" ALNUM[32]];
        "secret/cargo-registry-token" "API token without prefix" = [ALNUM[32]]
            near ["cratesio", "cargoregistry", "cargotoken", "cratestoken"];
    }
    "NuGet", "nuget" {
        revoke: "delete the key under API keys and look through what was pushed since";
        link: "https://learn.microsoft.com/nuget/nuget-org/publish-a-package";
        "secret/nuget-key" "API key" = ["oy2" LOWER_ALNUM[43]];
    }
    "Clojars", "clojars" {
        revoke: "disable the token under Deploy tokens and look through what was deployed since";
        link: "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens";
        "secret/clojars-token" "deploy token" = ["CLOJARS_" LOWER_ALNUM[60]];
    }
    "Packagist", "packagist" {
        revoke: "delete the token in the organization's or the user's settings";
        link: "https://packagist.com/docs/composer-authentication";
        "secret/private-packagist-token" "Private Packagist token" = ["packagist_" LOWER[3-5] "_" HEX[68]];
        "secret/packagist-token" "Packagist API token" = [BASE64_URL[20]]
            near ["packagist", "packagisttoken", "packagistapi"];
    }
    "Hex", "hex" {
        revoke: "revoke it with `mix hex.user key revoke` and look through what was published since";
        link: "https://hex.pm/docs/publish";
        "secret/hex-key" "API key" = [ANY_HEX[32]] near ["hexapikey", "hexpm", "hexkey", "hextoken", "hexauth"];
    }
    "Docker Hub", "docker" {
        revoke: "delete the token under Account settings > Personal access tokens and look through what was pushed \
                 since";
        link: "https://docs.docker.com/security/access-tokens/";
        "secret/docker-pat" "personal access token" = ["dckr_pat_" BASE64_URL[27-32]];
        "secret/docker-oat" "organization access token" = ["dckr_oat_" BASE64_URL[32-36]];
        "secret/docker-old-token" "access token without prefix" = [UUID]
            near ["dockerhub", "dockertoken", "dockerpassword", "dockerpat", "dockersecret", "dockerpass",
            "dockerlogin", "dockerauth"];
        "secret/docker-swarm-token" "Swarm join token" = ["SWMTKN-1-" LOWER_ALNUM[50] "-" LOWER_ALNUM[25]];
        "secret/docker-swarm-unlock-key" "Swarm unlock key" = ["SWMKEY-1-" BASE64_BARE[43]];
    }
    "JFrog", "jfrog" {
        revoke: "revoke the token under Administration > User management > Access tokens, or the API key in the user's \
                 profile";
        link: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens";
        "secret/jfrog-reference-token" "reference token" = ["cmVmdGtu" ALNUM[56]];
        "secret/jfrog-api-key" "API key" = ["AKCp" ALNUM[69-73]];
        "secret/jfrog-identity-token" "identity token, or API key in an older form" = [ALNUM[73]], [BASE64_URL[64]]
            near ["jfrog", "artifactory", "jfrt", "bintray", "xjfrog", "jfrogtoken", "artifactorykey"];
        "secret/bintray-key" "Bintray API key" = [ANY_HEX[40]] near ["bintraykey", "bintrayapi", "bintraytoken"];
    }
    "Sonatype", "sonatype" {
        revoke: "reset the user token in the account's profile and look through what was deployed since";
        link: "https://central.sonatype.org/publish/generate-portal-token/";
        "secret/nexus-key" "NuGet API key or user token of Nexus" = [UUID]
            near ["nexusapikey", "nexuskey", "nexustoken", "nexus"];
        "secret/sonatype-token" "user token" = [BASE64_BARE[44]], [BASE64_BARE[40]]
            near ["sonatype", "ossrh", "mavencentral", "centralportal", "nexuspassword", "sonatypepassword",
            "sonatypetoken"];
    }
    "Cloudsmith", "cloudsmith" {
        revoke: "refresh the API key in the account's settings";
        link: "https://help.cloudsmith.io/docs/api-key";
        "secret/cloudsmith-key" "API key" = [ANY_HEX[40]] near ["cloudsmith", "cloudsmithapi"];
    }
    "Quay", "quay" {
        revoke: "regenerate the robot account's token";
        link: "https://docs.quay.io/glossary/robot-accounts.html";
        "secret/quay-robot-token" "robot account's token" = [UPPER_ALNUM[64]], [ALNUM[40]]
            near ["quay", "quayio", "quaytoken", "quaypassword", "quayrobot"];
    }
    "Anaconda", "anaconda" {
        revoke: "remove the token under Settings > Access";
        link: "https://www.anaconda.com/docs/main";
        "secret/anaconda-token" "access token" = [(LOWER_ALNUM "-")[39]], [UUID]
            near ["anaconda", "condatoken", "anacondatoken", "binstar", "condaupload"];
    }
    "Gemfury", "gemfury" {
        revoke: "revoke the token under Tokens in the dashboard";
        link: "https://gemfury.com/help/tokens";
        "secret/gemfury-token" "token" = [{"deploy-" | "full-" | "install-"} ALNUM[20]], [ALNUM[20]]
            near ["gemfury", "furytoken", "furyio", "furyauth"];
    }
    "JitPack", "jitpack" {
        revoke: "regenerate the token at the account's page";
        link: "https://docs.jitpack.io/private/";
        "secret/jitpack-token" "authentication token" = ["jp_" LOWER_ALNUM[26]];
    }
    "Gradle", "gradle" {
        revoke: "revoke the key in the account's settings";
        link: "https://docs.gradle.com/develocity/gradle-plugin/current/";
        "secret/gradle-publish-key" "plugin portal key or secret" = [ALNUM[32]]
            near ["gradlepublish", "gradlepublishkey", "gradlepublishsecret"];
        "secret/gradle-access-key" "Develocity access key" = [LOWER_ALNUM[52]]
            near ["gradleenterprise", "develocity", "gradleaccess"];
    }
    "Font Awesome", "fontawesome" {
        revoke: "regenerate the package token in the account's settings";
        link: "https://docs.fontawesome.com/web/setup/packages";
        "secret/fontawesome-token" "package token" = [UUID] near ["fontawesome", "fortawesome"];
    }
    "Chocolatey and MyGet", "chocolatey" {
        revoke: "regenerate the API key in the account's settings";
        link: "https://docs.chocolatey.org/en-us/create/commands/api-key/";
        "secret/chocolatey-key" "API key" = [UUID]
            near ["chocolatey", "chocoapikey", "chocokey", "myget", "mygetapikey", "nugetapikey"];
    }
    "CocoaPods", "cocoapods" {
        revoke: "remove the session with `pod trunk me clean-sessions`";
        link: "https://guides.cocoapods.org/making/getting-setup-with-trunk.html";
        "secret/cocoapods-token" "trunk token" = [ANY_HEX[32]] near ["cocoapods", "podtrunk", "trunktoken"];
    }
}
