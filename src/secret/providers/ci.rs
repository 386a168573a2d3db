//! Builds, tests and delivery.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "CircleCI",
        page: "circleci",
        revoke: "delete the token under User settings > Personal API tokens or Project settings > API permissions",
        link: "https://circleci.com/docs/managing-api-tokens/",
        detectors: &[
            secret(
                "secret/circleci-pat",
                "personal API token",
                &[shape(&[text("CCIPAT_"), between(Alphabet::ALNUM, 20, 24), text("_"), of(Alphabet::ANY_HEX, 40)])],
            ),
            secret(
                "secret/circleci-project-token",
                "project API token",
                &[shape(&[text("CCIPRJ_"), between(Alphabet::ALNUM, 20, 24), text("_"), of(Alphabet::ANY_HEX, 40)])],
            ),
            secret("secret/circleci-old-token", "API token without prefix", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
                .near(&["circleci", "circletoken", "circlecitoken", "circleapi", "circle"]),
        ],
    },
    &Provider {
        name: "Buildkite",
        page: "buildkite",
        revoke: "revoke it under Personal settings > API access tokens, or in the cluster's agent tokens",
        link: "https://buildkite.com/docs/platform/security/tokens",
        detectors: &[
            secret(
                "secret/buildkite-api-token",
                "API access token",
                &[shape(&[text("bkua_"), between(Alphabet::ALNUM, 40, 64)])],
            ),
            secret(
                "secret/buildkite-agent-token",
                "agent token",
                &[shape(&[
                    one_of(&["bkct_", "bkaa_", "bkat_", "bkpt_", "bkrt_"]),
                    between(Alphabet::BASE64_URL, 40, 128),
                ])],
            ),
            secret(
                "secret/buildkite-job-token",
                "job token",
                &[shape(&[text("bkaj_"), between(Alphabet::BASE64_URL.with(b"."), 40, 2048)])],
            ),
            secret(
                "secret/buildkite-old-token",
                "API or agent token without prefix",
                &[shape(&[of(Alphabet::ANY_HEX, 40)]), shape(&[of(Alphabet::LOWER_ALNUM, 50)])],
            )
            .near(&["buildkite", "buildkitetoken", "buildkiteagent"]),
        ],
    },
    &Provider {
        name: "Travis CI",
        page: "travis",
        revoke: "regenerate the token under Settings > API authentication",
        link: "https://docs.travis-ci.com/user/triggering-builds/",
        detectors: &[secret("secret/travis-token", "API token", &[shape(&[of(Alphabet::BASE64_URL, 22)])])
            .near(&["travis", "travisci", "travistoken", "travisapi"])],
    },
    &Provider {
        name: "Drone",
        page: "drone",
        revoke: "rotate the token in the user's settings",
        link: "https://docs.drone.io/api/overview/",
        detectors: &[secret("secret/drone-token", "API token", &[shape(&[of(Alphabet::ALNUM, 32)])])
            .near(&["dronetoken", "droneci", "dronerpcsecret", "droneserver", "dronesecret", "droneapi"])],
    },
    &Provider {
        name: "Jenkins",
        page: "jenkins",
        revoke: "revoke the token under the user's Security page",
        link: "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/",
        detectors: &[
            secret("secret/jenkins-token", "API token", &[shape(&[text("1"), text("1"), of(Alphabet::HEX, 32)])])
                .near(&["jenkins", "jenkinstoken", "jenkinsapi", "crumb"]),
            secret(
                "secret/jenkins-old-token",
                "API token or crumb",
                &[shape(&[of(Alphabet::ANY_HEX, 32)]), shape(&[of(Alphabet::ANY_HEX, 64)])],
            )
            .near(&["jenkins", "jenkinscrumb", "jenkinstoken", "jenkinsapi"]),
        ],
    },
    &Provider {
        name: "TeamCity",
        page: "teamcity",
        revoke: "delete the token under Profile > Access tokens",
        link: "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html",
        detectors: &[
            secret(
                "secret/teamcity-token",
                "access token",
                &[shape(&[
                    text("eyJ0eXAiOiAiVENWMiJ9."),
                    between(Alphabet::BASE64_URL, 20, 64),
                    text("."),
                    between(Alphabet::BASE64_URL, 40, 64),
                ])],
            ),
            secret(
                "secret/jetbrains-token",
                "permanent token of YouTrack, Hub or Space",
                &[shape(&[
                    one_of(&["perm:", "perm-"]),
                    between(Alphabet::BASE64.with(b"-_"), 4, 120),
                    text("."),
                    between(Alphabet::BASE64.with(b"-_"), 4, 120),
                    text("."),
                    between(Alphabet::ALNUM, 24, 48),
                ])],
            ),
        ],
    },
    &Provider {
        name: "Octopus Deploy",
        page: "octopus",
        revoke: "revoke the key under Profile > My API keys",
        link: "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key",
        detectors: &[secret(
            "secret/octopus-api-key",
            "API key",
            &[shape(&[text("API-"), between(Alphabet::UPPER_ALNUM, 25, 36)])],
        )],
    },
    &Provider {
        name: "AppVeyor",
        page: "appveyor",
        revoke: "regenerate the key under My profile > API keys",
        link: "https://www.appveyor.com/docs/api/",
        detectors: &[secret(
            "secret/appveyor-token",
            "API token",
            &[shape(&[text("v2."), of(Alphabet::LOWER_ALNUM, 20)]), shape(&[of(Alphabet::LOWER_ALNUM, 20)])],
        )
        .near(&["appveyor", "appveyortoken", "appveyorapi"])],
    },
    &Provider {
        name: "Bitrise",
        page: "bitrise",
        revoke: "revoke the token under Account settings > Security",
        link: "https://docs.bitrise.io/en/bitrise-platform/accounts/personal-access-tokens.html",
        detectors: &[secret(
            "secret/bitrise-token",
            "personal access token",
            &[shape(&[of(Alphabet::BASE64_URL, 86)])],
        )
        .near(&["bitrise", "bitrisetoken"])],
    },
    &Provider {
        name: "Codefresh",
        page: "codefresh",
        revoke: "revoke the key under User settings > API keys",
        link: "https://codefresh.io/docs/docs/integrations/codefresh-api/",
        detectors: &[secret("secret/codefresh-key", "API key", &[shape(&[of(Alphabet::HEX.with(b"."), 57)])])
            .near(&["codefresh", "cfapikey", "codefreshapi"])],
    },
    &Provider {
        name: "Semaphore",
        page: "semaphore",
        revoke: "reset the token under Account settings",
        link: "https://docs.semaphoreci.com/",
        detectors: &[secret("secret/semaphore-token", "API token", &[shape(&[of(Alphabet::BASE64_URL, 20)])])
            .near(&["semaphoreci", "semaphoretoken", "semaphoreapi"])],
    },
    &Provider {
        name: "Depot",
        page: "depot",
        revoke: "delete the token in the project's or the organization's settings",
        link: "https://depot.dev/docs/cli/authentication",
        detectors: &[secret(
            "secret/depot-token",
            "token",
            &[shape(&[one_of(&["depot_org_", "depot_project_", "depot_user_"]), between(Alphabet::ALNUM, 32, 72)])],
        )],
    },
    &Provider {
        name: "App Center",
        page: "appcenter",
        revoke: "delete the token under Account settings > User API tokens",
        link: "https://learn.microsoft.com/appcenter/api-docs/",
        detectors: &[secret("secret/appcenter-token", "API token", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
            .near(&["appcenter", "appcentertoken", "hockeyapp", "codepush"])],
    },
    &Provider {
        name: "Nx Cloud",
        page: "nx-cloud",
        revoke: "remove the token in the workspace's settings",
        link: "https://nx.dev/ci/recipes/security/access-tokens",
        detectors: &[secret("secret/nx-cloud-token", "access token", &[shape(&[between(Alphabet::BASE64, 56, 64)])])
            .near(&["nxcloud", "nxcloudaccess", "nxcloudtoken"])],
    },
    &Provider {
        name: "BrowserStack",
        page: "browserstack",
        revoke: "reset the access key under Account settings",
        link: "https://www.browserstack.com/docs/automate",
        detectors: &[secret("secret/browserstack-key", "access key", &[shape(&[of(Alphabet::ALNUM, 20)])])
            .near(&["browserstack", "browserstackkey", "browserstackaccess"])],
    },
    &Provider {
        name: "Sauce Labs",
        page: "saucelabs",
        revoke: "regenerate the access key under User settings",
        link: "https://docs.saucelabs.com/basics/acct-team-mgmt/managing-user-info/",
        detectors: &[secret("secret/saucelabs-key", "access key", &[shape(&[Piece::Uuid])])
            .near(&["saucelabs", "sauceaccess", "saucekey", "sauce", "sauceconnect"])],
    },
    &Provider {
        name: "LambdaTest",
        page: "lambdatest",
        revoke: "regenerate the access key under Profile > Password & security",
        link: "https://www.lambdatest.com/support/docs/",
        detectors: &[secret(
            "secret/lambdatest-key",
            "access key",
            &[shape(&[text("LT_"), between(Alphabet::ALNUM, 48, 60)]), shape(&[of(Alphabet::ALNUM, 50)])],
        )
        .near(&["lambdatest", "ltaccesskey", "ltusername"])],
    },
    &Provider {
        name: "Cypress",
        page: "cypress",
        revoke: "delete the record key in the project's settings",
        link: "https://docs.cypress.io/cloud/account-management/projects",
        detectors: &[secret("secret/cypress-record-key", "record key", &[shape(&[Piece::Uuid])])
            .near(&["cypressrecord", "cypressrecordkey", "cypresskey", "recordkey", "cypress"])],
    },
    &Provider {
        name: "Percy",
        page: "percy",
        revoke: "regenerate the token in the project's settings",
        link: "https://www.browserstack.com/docs/percy",
        detectors: &[secret(
            "secret/percy-token",
            "project token",
            &[
                shape(&[one_of(&["web_", "auto_", "app_", "ss_"]), of(Alphabet::HEX, 64)]),
                shape(&[of(Alphabet::ANY_HEX, 64)]),
            ],
        )
        .near(&["percy", "percytoken"])],
    },
    &Provider {
        name: "Chromatic",
        page: "chromatic",
        revoke: "reset the token on the project's manage page",
        link: "https://www.chromatic.com/docs/setup/",
        detectors: &[secret(
            "secret/chromatic-token",
            "project token",
            &[shape(&[text("chpt_"), between(Alphabet::LOWER_ALNUM, 12, 40)])],
        )],
    },
    &Provider {
        name: "Applitools",
        page: "applitools",
        revoke: "rotate the key in the account's menu",
        link: "https://applitools.com/docs/",
        detectors: &[secret("secret/applitools-key", "API key", &[shape(&[between(Alphabet::BASE64_URL, 44, 54)])])
            .near(&["applitools", "applitoolskey", "applitoolsapi"])],
    },
];
