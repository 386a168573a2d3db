//! Pipelines, and what measures code.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &CIRCLECI,
    &BUILDKITE,
    &TRAVIS,
    &DRONE,
    &JENKINS,
    &TEAMCITY,
    &CODECOV,
    &COVERALLS,
    &CODACY,
    &CODECLIMATE,
    &SNYK,
    &SONAR,
    &SEMAPHORE,
    &BITRISE,
    &APPVEYOR,
    &DEPOT,
    &DEEPSOURCE,
    &PERCY,
    &BROWSERSTACK,
    &SAUCELABS,
    &CYPRESS,
    &NX,
    &TURBOREPO,
    &CHROMATIC,
    &GRADLE,
];

static CIRCLECI: Provider = Provider {
    name: "CircleCI",
    page: "circleci",
    revoke: "revoke the token under User or Project Settings, and rotate what the jobs could read",
    link: "https://circleci.com/docs/managing-api-tokens/",
    detectors: &[
        secret(
            "secret/circleci-token",
            "personal API token",
            &[shape(&[text("CCIPAT_"), of(A::ALNUM, 22), text("_"), of(A::HEX, 40)])],
        ),
        secret(
            "secret/circleci-project-token",
            "project API token",
            &[shape(&[text("CCIPRJ_"), of(A::ALNUM, 22), text("_"), of(A::HEX, 40)])],
        ),
        secret("secret/circleci-old-token", "API token of the old form", &[shape(&[of(A::HEX, 40)])]).near(&[
            "circleci",
            "circletoken",
            "circleapi",
        ]),
    ],
};

static BUILDKITE: Provider = Provider {
    name: "Buildkite",
    page: "buildkite",
    revoke: "revoke the token under API Access Tokens",
    link: "https://buildkite.com/docs/apis/managing-api-tokens",
    detectors: &[
        secret("secret/buildkite-token", "API access token", &[shape(&[text("bkua_"), of(A::HEX, 40)])]),
        secret(
            "secret/buildkite-agent-token",
            "agent token",
            &[shape(&[one_of(&["bkct_", "bkcq_", "bkaj_", "bkar_"]), between(A::BASE64_URL, 32, 120)])],
        ),
        secret(
            "secret/buildkite-portal-secret",
            "portal secret",
            &[shape(&[text("bkps_"), between(A::BASE64_URL, 32, 120)])],
        ),
    ],
};

static TRAVIS: Provider = Provider {
    name: "Travis CI",
    page: "travis",
    revoke: "regenerate the token in the profile",
    link: "https://docs.travis-ci.com/user/encryption-keys/",
    detectors: &[secret("secret/travis-token", "access token", &[shape(&[of(A::BASE64_URL, 22)])]).near(&["travis"])],
};

static DRONE: Provider = Provider {
    name: "Drone",
    page: "drone",
    revoke: "rotate the token in the account",
    link: "https://docs.drone.io/",
    detectors: &[secret("secret/drone-token", "access token", &[shape(&[of(A::ALNUM, 32)])]).near(&[
        "drone",
        "dronetoken",
        "dronerpc",
    ])],
};

static JENKINS: Provider = Provider {
    name: "Jenkins",
    page: "jenkins",
    revoke: "revoke the API token in the user's configuration",
    link: "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/",
    detectors: &[
        secret("secret/jenkins-token", "API token", &[shape(&[text("11"), of(A::HEX, 32)])]).near(&["jenkins"]),
        secret("secret/jenkins-crumb", "crumb", &[shape(&[of(A::HEX, 64)])]).near(&["jenkinscrumb"]),
    ],
};

static TEAMCITY: Provider = Provider {
    name: "TeamCity",
    page: "teamcity",
    revoke: "delete the access token in the profile",
    link: "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html",
    detectors: &[secret(
        "secret/teamcity-token",
        "access token",
        &[shape(&[text("eyJ0eXAiOiAiVENWMiJ9."), of(A::BASE64_URL, 36), text("."), between(A::BASE64_URL, 40, 60)])],
    )],
};

static CODECOV: Provider = Provider {
    name: "Codecov",
    page: "codecov",
    revoke: "regenerate the upload token in the repository's settings",
    link: "https://docs.codecov.com/docs/codecov-tokens",
    detectors: &[secret("secret/codecov-token", "upload token", &[shape(&[super::UUID]), shape(&[of(A::ALNUM, 32)])])
        .near(&["codecov"])],
};

static COVERALLS: Provider = Provider {
    name: "Coveralls",
    page: "coveralls",
    revoke: "regenerate the repository token",
    link: "https://docs.coveralls.io/",
    detectors: &[secret("secret/coveralls-token", "repository token", &[shape(&[between(A::ALNUM, 32, 37)])])
        .near(&["coveralls"])],
};

static CODACY: Provider = Provider {
    name: "Codacy",
    page: "codacy",
    revoke: "revoke the API token in the account",
    link: "https://docs.codacy.com/codacy-api/api-tokens/",
    detectors: &[secret("secret/codacy-token", "API token", &[shape(&[of(A::ALNUM, 20)])]).near(&["codacy"])],
};

static CODECLIMATE: Provider = Provider {
    name: "Code Climate",
    page: "codeclimate",
    revoke: "rotate the token in the settings",
    link: "https://docs.codeclimate.com/",
    detectors: &[secret("secret/codeclimate-token", "token", &[shape(&[of(A::HEX, 40)]), shape(&[of(A::HEX, 64)])])
        .near(&["codeclimate", "ccreporter", "cctestreporter"])],
};

static SNYK: Provider = Provider {
    name: "Snyk",
    page: "snyk",
    revoke: "revoke the token in the account settings",
    link: "https://docs.snyk.io/snyk-api/authentication-for-api",
    detectors: &[
        secret("secret/snyk-token", "API token", &[shape(&[super::UUID])]).near(&["snyk"]),
        secret(
            "secret/snyk-service-token",
            "service account token",
            &[shape(&[
                text("snyk_"),
                one_of(&["uat", "sat"]),
                text("."),
                of(A::HEX, 8),
                text("."),
                between(A::BASE64_URL, 20, 200),
                text("."),
                between(A::BASE64_URL, 20, 120),
            ])],
        ),
    ],
};

static SONAR: Provider = Provider {
    name: "SonarQube",
    page: "sonar",
    revoke: "revoke the token under My Account > Security",
    link: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/",
    detectors: &[
        secret("secret/sonar-token", "token", &[shape(&[one_of(&["sqp_", "sqa_", "squ_"]), of(A::HEX, 40)])]),
        secret("secret/sonar-old-token", "token of the old form", &[shape(&[of(A::HEX, 40)])]).near(&[
            "sonar",
            "sonarqube",
            "sonarcloud",
            "sonarlogin",
        ]),
    ],
};

static SEMAPHORE: Provider = Provider {
    name: "Semaphore",
    page: "semaphore",
    revoke: "regenerate the API token in the profile",
    link: "https://docs.semaphoreci.com/",
    detectors: &[secret("secret/semaphore-token", "API token", &[shape(&[between(A::ALNUM.with(b"_-"), 20, 40)])])
        .near(&["semaphoreci", "semaphoretoken"])],
};

static BITRISE: Provider = Provider {
    name: "Bitrise",
    page: "bitrise",
    revoke: "revoke the personal access token",
    link: "https://devcenter.bitrise.io/",
    detectors: &[secret("secret/bitrise-token", "access token", &[shape(&[of(A::BASE64_URL, 86)])]).near(&["bitrise"])],
};

static APPVEYOR: Provider = Provider {
    name: "AppVeyor",
    page: "appveyor",
    revoke: "regenerate the API key in the account",
    link: "https://www.appveyor.com/docs/api/",
    detectors: &[secret("secret/appveyor-token", "API token", &[shape(&[one_of(&["v2.", "v1."]), of(A::ALNUM, 20)])])
        .near(&["appveyor"])],
};

static DEPOT: Provider = Provider {
    name: "Depot",
    page: "depot",
    revoke: "delete the token in the organization's settings",
    link: "https://depot.dev/docs",
    detectors: &[secret(
        "secret/depot-token",
        "token",
        &[shape(&[text("depot_"), one_of(&["org_", "project_", "user_"]), of(A::HEX, 64)])],
    )],
};

static DEEPSOURCE: Provider = Provider {
    name: "DeepSource",
    page: "deepsource",
    revoke: "regenerate the DSN",
    link: "https://docs.deepsource.com/",
    detectors: &[secret(
        "secret/deepsource-dsn",
        "DSN",
        &[shape(&[text("https://"), of(A::HEX, 32), text("@app.deepsource.com")])],
    )],
};

static PERCY: Provider = Provider {
    name: "Percy",
    page: "percy",
    revoke: "regenerate the project's token",
    link: "https://www.browserstack.com/docs/percy",
    detectors: &[secret(
        "secret/percy-token",
        "project token",
        &[shape(&[one_of(&["web_", "app_", "auto_", "ss_", "res_", "vmw_"]), of(A::HEX, 64)])],
    )],
};

static BROWSERSTACK: Provider = Provider {
    name: "BrowserStack",
    page: "browserstack",
    revoke: "regenerate the access key",
    link: "https://www.browserstack.com/docs/automate/selenium/",
    detectors: &[secret("secret/browserstack-key", "access key", &[shape(&[of(A::ALNUM, 20)])]).near(&["browserstack"])],
};

static SAUCELABS: Provider = Provider {
    name: "Sauce Labs",
    page: "saucelabs",
    revoke: "regenerate the access key",
    link: "https://docs.saucelabs.com/basics/acct-team-mgmt/managing-user-info/",
    detectors: &[
        secret("secret/saucelabs-key", "access key", &[shape(&[super::UUID])]).near(&["saucelabs", "sauceaccess"])
    ],
};

static CYPRESS: Provider = Provider {
    name: "Cypress",
    page: "cypress",
    revoke: "delete the record key in the project",
    link: "https://docs.cypress.io/cloud/account-management/projects",
    detectors: &[
        secret("secret/cypress-key", "record key", &[shape(&[super::UUID])]).near(&["cypress", "cypressrecord"])
    ],
};

static NX: Provider = Provider {
    name: "Nx Cloud",
    page: "nx",
    revoke: "revoke the access token",
    link: "https://nx.dev/ci",
    detectors: &[
        secret("secret/nx-cloud-token", "CI access token", &[shape(&[between(A::BASE64, 60, 100)])]).near(&["nxcloud"])
    ],
};

static TURBOREPO: Provider = Provider {
    name: "Turborepo",
    page: "turborepo",
    revoke: "delete the token",
    link: "https://turborepo.com/docs",
    detectors: &[secret("secret/turbo-token", "remote cache token", &[shape(&[of(A::ALNUM, 24)])])
        .near(&["turbotoken", "turbo"])],
};

static CHROMATIC: Provider = Provider {
    name: "Chromatic",
    page: "chromatic",
    revoke: "reset the project token",
    link: "https://www.chromatic.com/docs",
    detectors: &[secret(
        "secret/chromatic-token",
        "project token",
        &[shape(&[text("chpt_"), of(A::HEX, 15)]), shape(&[text("chpt_"), between(A::ALNUM, 12, 32)])],
    )],
};

static GRADLE: Provider = Provider {
    name: "Gradle",
    page: "gradle",
    revoke: "revoke the access key",
    link: "https://docs.gradle.com/",
    detectors: &[secret(
        "secret/gradle-access-key",
        "Develocity access key",
        &[shape(&[between(A::LOWER_ALNUM, 50, 60)])],
    )
    .near(&["gradleenterprise", "develocity"])],
};
