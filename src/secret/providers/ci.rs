//! Builds, tests and delivery.

use crate::secret::detector::providers;

providers! {
    "CircleCI", "circleci" {
        revoke: "delete the token under User settings > Personal API tokens or Project settings > API permissions";
        link: "https://circleci.com/docs/managing-api-tokens/";
        "secret/circleci-pat" "personal API token" = ["CCIPAT_" ALNUM[20-24] "_" ANY_HEX[40]];
        "secret/circleci-project-token" "project API token" = ["CCIPRJ_" ALNUM[20-24] "_" ANY_HEX[40]];
        "secret/circleci-old-token" "API token without prefix" = [ANY_HEX[40]]
            near ["circleci", "circletoken", "circlecitoken", "circleapi", "circle"];
    }
    "Buildkite", "buildkite" {
        revoke: "revoke it under Personal settings > API access tokens, or in the cluster's agent tokens";
        link: "https://buildkite.com/docs/platform/security/tokens";
        "secret/buildkite-api-token" "API access token" = ["bkua_" ALNUM[40-64]];
        "secret/buildkite-agent-token" "agent token" =
            [{"bkct_" | "bkaa_" | "bkat_" | "bkpt_" | "bkrt_"} BASE64_URL[40-128]];
        "secret/buildkite-job-token" "job token" = ["bkaj_" (BASE64_URL ".")[40-2048]];
        "secret/buildkite-old-token" "API or agent token without prefix" = [ANY_HEX[40]], [LOWER_ALNUM[50]]
            near ["buildkite", "buildkitetoken", "buildkiteagent"];
    }
    "Travis CI", "travis" {
        revoke: "regenerate the token under Settings > API authentication";
        link: "https://docs.travis-ci.com/user/triggering-builds/";
        "secret/travis-token" "API token" = [BASE64_URL[22]] near ["travis", "travisci", "travistoken", "travisapi"];
    }
    "Drone", "drone" {
        revoke: "rotate the token in the user's settings";
        link: "https://docs.drone.io/api/overview/";
        "secret/drone-token" "API token" = [ALNUM[32]]
            near ["dronetoken", "droneci", "dronerpcsecret", "droneserver", "dronesecret", "droneapi"];
    }
    "Jenkins", "jenkins" {
        revoke: "revoke the token under the user's Security page";
        link: "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/";
        "secret/jenkins-token" "API token" = ["1" "1" HEX[32]] near ["jenkins", "jenkinstoken", "jenkinsapi", "crumb"];
        "secret/jenkins-old-token" "API token or crumb" = [ANY_HEX[32]], [ANY_HEX[64]]
            near ["jenkins", "jenkinscrumb", "jenkinstoken", "jenkinsapi"];
    }
    "TeamCity", "teamcity" {
        revoke: "delete the token under Profile > Access tokens";
        link: "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html";
        "secret/teamcity-token" "access token" = ["eyJ0eXAiOiAiVENWMiJ9." BASE64_URL[20-64] "." BASE64_URL[40-64]];
        "secret/jetbrains-token" "permanent token of YouTrack, Hub or Space" =
            [{"perm:" | "perm-"} (BASE64 "-_")[4-120] "." (BASE64 "-_")[4-120] "." ALNUM[24-48]];
    }
    "Octopus Deploy", "octopus" {
        revoke: "revoke the key under Profile > My API keys";
        link: "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key";
        "secret/octopus-api-key" "API key" = ["API-" UPPER_ALNUM[25-36]];
    }
    "AppVeyor", "appveyor" {
        revoke: "regenerate the key under My profile > API keys";
        link: "https://www.appveyor.com/docs/api/";
        "secret/appveyor-token" "API token" = ["v2." LOWER_ALNUM[20]], [LOWER_ALNUM[20]]
            near ["appveyor", "appveyortoken", "appveyorapi"];
    }
    "Bitrise", "bitrise" {
        revoke: "revoke the token under Account settings > Security";
        link: "https://docs.bitrise.io/en/bitrise-platform/accounts/personal-access-tokens.html";
        "secret/bitrise-token" "personal access token" = [BASE64_URL[86]] near ["bitrise", "bitrisetoken"];
    }
    "Codefresh", "codefresh" {
        revoke: "revoke the key under User settings > API keys";
        link: "https://codefresh.io/docs/docs/integrations/codefresh-api/";
        "secret/codefresh-key" "API key" = [(HEX ".")[57]] near ["codefresh", "cfapikey", "codefreshapi"];
    }
    "Semaphore", "semaphore" {
        revoke: "reset the token under Account settings";
        link: "https://docs.semaphoreci.com/";
        "secret/semaphore-token" "API token" = [BASE64_URL[20]] near ["semaphoreci", "semaphoretoken", "semaphoreapi"];
    }
    "Depot", "depot" {
        revoke: "delete the token in the project's or the organization's settings";
        link: "https://depot.dev/docs/cli/authentication";
        "secret/depot-token" "token" = [{"depot_org_" | "depot_project_" | "depot_user_"} ALNUM[32-72]];
    }
    "App Center", "appcenter" {
        revoke: "delete the token under Account settings > User API tokens";
        link: "https://learn.microsoft.com/appcenter/api-docs/";
        "secret/appcenter-token" "API token" = [ANY_HEX[40]]
            near ["appcenter", "appcentertoken", "hockeyapp", "codepush"];
    }
    "Nx Cloud", "nx-cloud" {
        revoke: "remove the token in the workspace's settings";
        link: "https://nx.dev/ci/recipes/security/access-tokens";
        "secret/nx-cloud-token" "access token" = [BASE64[56-64]] near ["nxcloud", "nxcloudaccess", "nxcloudtoken"];
    }
    "BrowserStack", "browserstack" {
        revoke: "reset the access key under Account settings";
        link: "https://www.browserstack.com/docs/automate";
        "secret/browserstack-key" "access key" = [ALNUM[20]]
            near ["browserstack", "browserstackkey", "browserstackaccess"];
    }
    "Sauce Labs", "saucelabs" {
        revoke: "regenerate the access key under User settings";
        link: "https://docs.saucelabs.com/basics/acct-team-mgmt/managing-user-info/";
        "secret/saucelabs-key" "access key" = [UUID]
            near ["saucelabs", "sauceaccess", "saucekey", "sauce", "sauceconnect"];
    }
    "LambdaTest", "lambdatest" {
        revoke: "regenerate the access key under Profile > Password & security";
        link: "https://www.lambdatest.com/support/docs/";
        "secret/lambdatest-key" "access key" = ["LT_" ALNUM[48-60]], [ALNUM[50]]
            near ["lambdatest", "ltaccesskey", "ltusername"];
    }
    "Cypress", "cypress" {
        revoke: "delete the record key in the project's settings";
        link: "https://docs.cypress.io/cloud/account-management/projects";
        "secret/cypress-record-key" "record key" = [UUID]
            near ["cypressrecord", "cypressrecordkey", "cypresskey", "recordkey", "cypress"];
    }
    "Percy", "percy" {
        revoke: "regenerate the token in the project's settings";
        link: "https://www.browserstack.com/docs/percy";
        "secret/percy-token" "project token" = [{"web_" | "auto_" | "app_" | "ss_"} HEX[64]], [ANY_HEX[64]]
            near ["percy", "percytoken"];
    }
    "Chromatic", "chromatic" {
        revoke: "reset the token on the project's manage page";
        link: "https://www.chromatic.com/docs/setup/";
        "secret/chromatic-token" "project token" = ["chpt_" LOWER_ALNUM[12-40]];
    }
    "Applitools", "applitools" {
        revoke: "rotate the key in the account's menu";
        link: "https://applitools.com/docs/";
        "secret/applitools-key" "API key" = [BASE64_URL[44-54]] near ["applitools", "applitoolskey", "applitoolsapi"];
    }
}
