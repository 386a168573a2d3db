//! Where source is kept.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[&GITHUB, &GITLAB, &ATLASSIAN, &GITEA, &AZURE_REPOS, &SOURCEGRAPH];

static GITHUB: Provider = Provider {
    name: "GitHub",
    page: "github",
    revoke: "revoke it under Settings > Developer settings, and read the audit and security logs",
    link: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github",
    detectors: &[
        secret(
            "secret/github-pat",
            "classic personal access token",
            &[shape(&[text("ghp_"), of(A::ALNUM, 36)]).proved(Proof::Crc32Base62)],
        ),
        secret(
            "secret/github-oauth-token",
            "OAuth access token",
            &[shape(&[text("gho_"), of(A::ALNUM, 36)]).proved(Proof::Crc32Base62)],
        ),
        secret(
            "secret/github-user-token",
            "user access token of an app",
            &[shape(&[text("ghu_"), of(A::ALNUM, 36)]).proved(Proof::Crc32Base62)],
        ),
        secret(
            "secret/github-app-token",
            "installation access token",
            &[
                shape(&[text("ghs_"), of(A::ALNUM, 36)]).proved(Proof::Crc32Base62),
                shape(&[
                    text("ghs_"),
                    between(A::DIGIT, 1, 10),
                    text("_"),
                    between(A::BASE64_URL, 10, 600),
                    text("."),
                    between(A::BASE64_URL, 10, 2000),
                    text("."),
                    between(A::BASE64_URL, 20, 700),
                ]),
            ],
        ),
        secret(
            "secret/github-refresh-token",
            "refresh token",
            &[
                shape(&[text("ghr_"), of(A::ALNUM, 36)]).proved(Proof::Crc32Base62),
                shape(&[text("ghr_"), of(A::ALNUM, 76)]),
            ],
        ),
        secret(
            "secret/github-fine-grained-pat",
            "fine-grained personal access token",
            &[shape(&[text("github_pat_"), of(A::ALNUM, 22), text("_"), of(A::ALNUM, 59)])],
        ),
        secret("secret/github-old-token", "token of the old form", &[shape(&[of(A::HEX, 40)])]).near(&[
            "githubtoken",
            "ghtoken",
            "githuboauth",
            "githubapikey",
            "githubapi",
            "githubaccesstoken",
            "githubpat",
            "gittoken",
            "githubsecret",
            "githubclientsecret",
        ]),
        secret(
            "secret/github-app-id",
            "client id of an app",
            &[shape(&[one_of(&["Iv1.", "Iv23"]), between(A::ALNUM, 16, 18)])],
        )
        .public(),
    ],
};

static GITLAB: Provider = Provider {
    name: "GitLab",
    page: "gitlab",
    revoke: "revoke it under Access tokens of the user, project or group, and read the audit events",
    link: "https://docs.gitlab.com/security/tokens/",
    detectors: &[
        secret(
            "secret/gitlab-pat",
            "personal access token",
            &[
                shape(&[text("glpat-"), between(A::BASE64_URL, 20, 22)]),
                shape(&[
                    text("glpat-"),
                    between(A::BASE64_URL, 27, 300),
                    text("."),
                    of(A::LOWER_ALNUM, 2),
                    text("."),
                    of(A::LOWER_ALNUM, 9),
                ])
                .proved(Proof::GitLabRoutable),
                shape(&[text("glpat-"), between(A::BASE64_URL, 27, 300), text("."), of(A::LOWER_ALNUM, 9)])
                    .proved(Proof::GitLabRoutable),
            ],
        ),
        secret(
            "secret/gitlab-deploy-token",
            "deploy token",
            &[
                shape(&[text("gldt-"), between(A::BASE64_URL, 20, 22)]),
                shape(&[
                    text("gldt-"),
                    between(A::BASE64_URL, 27, 300),
                    text("."),
                    of(A::LOWER_ALNUM, 2),
                    text("."),
                    of(A::LOWER_ALNUM, 9),
                ])
                .proved(Proof::GitLabRoutable),
            ],
        ),
        secret(
            "secret/gitlab-runner-token",
            "runner authentication token",
            &[
                shape(&[one_of(&["glrt-", "glrtr-"]), between(A::BASE64_URL, 20, 22)]),
                shape(&[
                    one_of(&["glrt-", "glrtr-"]),
                    between(A::BASE64_URL, 27, 300),
                    text("."),
                    of(A::LOWER_ALNUM, 2),
                    text("."),
                    of(A::LOWER_ALNUM, 9),
                ])
                .proved(Proof::GitLabRoutable),
            ],
        ),
        secret(
            "secret/gitlab-runner-registration",
            "runner registration token",
            &[shape(&[text("GR1348941"), between(A::BASE64_URL, 20, 22)])],
        ),
        secret(
            "secret/gitlab-job-token",
            "CI job token",
            &[
                shape(&[text("glcbt-"), between(A::BASE64_URL, 1, 5), text("_"), of(A::BASE64_URL, 20)]),
                shape(&[text("glcbt-"), between(A::BASE64_URL, 20, 64)]),
            ],
        ),
        secret(
            "secret/gitlab-trigger-token",
            "pipeline trigger token",
            &[shape(&[text("glptt-"), of(A::HEX, 40)]), shape(&[text("glptt-"), between(A::BASE64_URL, 20, 40)])],
        ),
        secret("secret/gitlab-feed-token", "feed token", &[shape(&[text("glft-"), between(A::BASE64_URL, 20, 64)])]),
        secret(
            "secret/gitlab-mail-token",
            "incoming mail token",
            &[shape(&[text("glimt-"), between(A::BASE64_URL, 20, 25)])],
        ),
        secret(
            "secret/gitlab-agent-token",
            "agent for Kubernetes token",
            &[shape(&[text("glagent-"), between(A::BASE64_URL, 50, 1024)])],
        ),
        secret("secret/gitlab-oauth-secret", "OAuth application secret", &[shape(&[text("gloas-"), of(A::HEX, 64)])]),
        secret("secret/gitlab-scim-token", "SCIM token", &[shape(&[text("glsoat-"), of(A::BASE64_URL, 20)])]),
        secret(
            "secret/gitlab-feature-flag-token",
            "feature flags client token",
            &[shape(&[text("glffct-"), of(A::BASE64_URL, 20)])],
        ),
        secret(
            "secret/gitlab-workspace-token",
            "workspace token",
            &[shape(&[text("glwt-"), between(A::BASE64_URL, 20, 64)])],
        ),
        secret("secret/gitlab-session", "session cookie", &[shape(&[text("gitlab_session="), of(A::HEX, 32)])]),
    ],
};

static ATLASSIAN: Provider = Provider {
    name: "Atlassian",
    page: "atlassian",
    revoke: "revoke the API token or app password in the account, and read the organization's audit log",
    link: "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
    detectors: &[
        secret(
            "secret/atlassian-api-token",
            "API token",
            &[
                shape(&[text("ATATT3xFfGF0"), between(A::BASE64_URL, 100, 300), text("="), of(A::UPPER_HEX, 8)])
                    .proved(Proof::Crc32UpperHex),
                shape(&[text("ATATT3"), between(A::BASE64_URL.with(b"="), 120, 300)]),
            ],
        ),
        secret(
            "secret/bitbucket-access-token",
            "repository or workspace access token",
            &[
                shape(&[text("ATCTT3xFfG"), between(A::BASE64_URL, 100, 300), text("="), of(A::UPPER_HEX, 8)])
                    .proved(Proof::Crc32UpperHex),
                shape(&[text("ATCTT3"), between(A::BASE64_URL.with(b"="), 100, 300)]),
            ],
        ),
        secret(
            "secret/bitbucket-app-password",
            "Bitbucket app password",
            &[shape(&[text("ATBB"), between(A::ALNUM, 24, 36)])],
        ),
        secret(
            "secret/bitbucket-data-center-token",
            "Bitbucket Data Center token",
            &[shape(&[text("BBDC-"), between(A::BASE64, 40, 50)])],
        ),
        secret("secret/atlassian-old-token", "API token of the old form", &[shape(&[of(A::ALNUM, 24)])]).near(&[
            "atlassian",
            "jira",
            "confluence",
        ]),
        secret("secret/bitbucket-client-id", "OAuth client id", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["bitbucketclientid", "bitbucketkey"]),
        secret(
            "secret/bitbucket-client-secret",
            "OAuth client secret",
            &[shape(&[of(A::BASE64_URL, 64)]), shape(&[of(A::ALNUM, 32)])],
        )
        .near(&["bitbucket", "bitbucketsecret"]),
    ],
};

static GITEA: Provider = Provider {
    name: "Gitea",
    page: "gitea",
    revoke: "delete the token under Settings > Applications",
    link: "https://docs.gitea.com/development/api-usage",
    detectors: &[secret("secret/gitea-token", "access token", &[shape(&[of(A::HEX, 40)])])
        .near(&["gitea", "forgejo", "codeberg", "gogs"])],
};

static AZURE_REPOS: Provider = Provider {
    name: "Azure Repos",
    page: "azure-repos",
    revoke: "revoke the token under User settings > Personal access tokens",
    link: "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
    detectors: &[secret("secret/azure-repos-token", "personal access token", &[shape(&[of(A::BASE32, 52)])])
        .near(&["vsts", "azurerepos"])],
};

static SOURCEGRAPH: Provider = Provider {
    name: "Sourcegraph",
    page: "sourcegraph",
    revoke: "delete the access token in the user's settings",
    link: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
    detectors: &[
        secret(
            "secret/sourcegraph-token",
            "access token",
            &[
                shape(&[text("sgp_"), of(A::HEX, 40)]),
                shape(&[text("sgp_"), of(A::HEX, 16), text("_"), of(A::HEX, 40)]),
                shape(&[text("sgp_local_"), of(A::HEX, 40)]),
            ],
        ),
        secret(
            "secret/sourcegraph-gateway-token",
            "gateway token",
            &[shape(&[text("sgd_"), of(A::HEX, 64)]), shape(&[text("slk_"), of(A::HEX, 64)])],
        ),
    ],
};
