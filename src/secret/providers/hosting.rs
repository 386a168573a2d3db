//! Where source code is kept.

use crate::secret::alphabet::Alphabet;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "GitHub",
        page: "github",
        revoke: "revoke it under Settings > Developer settings > Personal access tokens and read the account's security log",
        link: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github",
        // GitHub reserves up to 255 bytes for each of its tokens; 36 behind the prefix carry a checksum.
        detectors: &[
            secret(
                "secret/github-pat",
                "classic personal access token",
                &[
                    shape(&[text("ghp_"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62),
                    shape(&[text("ghp_"), between(Alphabet::ALNUM, 37, 251)]),
                ],
            ),
            secret(
                "secret/github-fine-grained-pat",
                "fine-grained personal access token",
                &[shape(&[
                    text("github_pat_"),
                    between(Alphabet::ALNUM, 20, 24),
                    text("_"),
                    between(Alphabet::ALNUM, 56, 62),
                ])],
            ),
            secret(
                "secret/github-oauth-token",
                "OAuth access token",
                &[
                    shape(&[text("gho_"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62),
                    shape(&[text("gho_"), between(Alphabet::ALNUM, 37, 251)]),
                ],
            ),
            secret(
                "secret/github-user-token",
                "user token of a GitHub App",
                &[
                    shape(&[text("ghu_"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62),
                    shape(&[text("ghu_"), between(Alphabet::ALNUM, 37, 251)]),
                ],
            ),
            secret(
                "secret/github-app-token",
                "installation token of a GitHub App, or token of an Actions job",
                &[
                    shape(&[text("ghs_"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62),
                    shape(&[
                        text("ghs_"),
                        between(Alphabet::DIGIT, 1, 12),
                        text("_eyJ"),
                        between(Alphabet::BASE64_URL, 17, 400),
                        text("."),
                        between(Alphabet::BASE64_URL, 20, 2048),
                        text("."),
                        between(Alphabet::BASE64_URL, 20, 1024),
                    ])
                    .proved(Proof::JsonWebToken),
                    shape(&[text("ghs_"), between(Alphabet::ALNUM.with(b"._-"), 37, 1024)]),
                ],
            ),
            secret(
                "secret/github-refresh-token",
                "refresh token of a GitHub App",
                &[
                    shape(&[text("ghr_"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62),
                    shape(&[text("ghr_"), between(Alphabet::ALNUM, 37, 251)]),
                ],
            ),
            // Commit ids have the same form, so the words name a credential, not only GitHub.
            secret(
                "secret/github-old-token",
                "token without prefix, or OAuth client secret",
                &[shape(&[of(Alphabet::ANY_HEX, 40)])],
            )
            .near(&[
                "githubtoken", "githubkey", "githubsecret", "githuboauth", "githubpat", "githubapi", "githubaccess",
                "githubclientsecret", "githubpassword", "githubauth", "githubappsecret", "ghtoken", "ghsecret",
                "ghclientsecret", "ghapikey",
            ]),
            secret(
                "secret/github-enterprise-app-token",
                "installation token of an older GitHub Enterprise Server",
                &[shape(&[text("v1."), of(Alphabet::HEX, 40)])],
            )
            .near(&["github", "githubtoken", "ghe", "ghtoken", "installation"]),
            secret(
                "secret/github-runner-token",
                "registration token of a self-hosted runner",
                &[shape(&[text("A"), of(Alphabet::UPPER_ALNUM, 28)])],
            )
            .near(&[
                "runnertoken", "registrationtoken", "runnerregistration", "runnercfg", "configsh", "actionsrunner",
            ]),
            secret(
                "secret/github-client-id",
                "client id of an app",
                &[
                    shape(&[one_of(&["Ov23", "Iv23"]), of(Alphabet::ALNUM, 16)]),
                    shape(&[text("Iv1."), of(Alphabet::HEX, 16)]),
                ],
            )
            .public(),
        ],
    },
    &Provider {
        name: "GitLab",
        page: "gitlab",
        revoke: "revoke it where it was made (user, project or group > Access tokens; CI/CD > Runners) and read the audit events",
        link: "https://docs.gitlab.com/security/tokens/",
        detectors: &[
            secret(
                "secret/gitlab-pat",
                "personal, project or group access token",
                &[
                    shape(&[
                        text("glpat-"),
                        between(Alphabet::BASE64_URL, 27, 300),
                        text("."),
                        of(Alphabet::LOWER_ALNUM, 2),
                        text("."),
                        of(Alphabet::LOWER_ALNUM, 9),
                    ])
                    .proved(Proof::GitLabRoutable),
                    shape(&[
                        text("glpat-"),
                        between(Alphabet::BASE64_URL, 27, 300),
                        text("."),
                        of(Alphabet::LOWER_ALNUM, 9),
                    ])
                    .proved(Proof::GitLabRoutable),
                    shape(&[text("glpat-"), between(Alphabet::BASE64_URL, 20, 64)]),
                ],
            ),
            secret(
                "secret/gitlab-deploy-token",
                "deploy token",
                &[shape(&[text("gldt-"), between(Alphabet::BASE64_URL, 20, 64)])],
            ),
            secret(
                "secret/gitlab-runner-token",
                "runner authentication token",
                &[
                    shape(&[
                        one_of(&["glrt-", "glrtr-"]),
                        between(Alphabet::BASE64_URL, 20, 300),
                        text("."),
                        of(Alphabet::LOWER_ALNUM, 2),
                        text("."),
                        of(Alphabet::LOWER_ALNUM, 9),
                    ])
                    .proved(Proof::GitLabRoutable),
                    shape(&[one_of(&["glrt-", "glrtr-"]), between(Alphabet::BASE64_URL, 20, 64)]),
                ],
            ),
            secret(
                "secret/gitlab-runner-registration-token",
                "runner registration token",
                &[shape(&[text("GR1348941"), between(Alphabet::BASE64_URL, 20, 26)])],
            ),
            secret(
                "secret/gitlab-job-token",
                "CI/CD job token",
                &[
                    shape(&[
                        text("glcbt-"),
                        between(Alphabet::HEX, 1, 5),
                        text("_"),
                        between(Alphabet::BASE64_URL, 20, 64),
                    ]),
                    shape(&[text("glcbt-"), between(Alphabet::BASE64_URL, 20, 64)]),
                ],
            ),
            secret(
                "secret/gitlab-trigger-token",
                "pipeline trigger token",
                &[shape(&[text("glptt-"), between(Alphabet::BASE64_URL, 20, 64)])],
            ),
            secret(
                "secret/gitlab-feed-token",
                "feed token",
                &[shape(&[text("glft-"), between(Alphabet::BASE64_URL, 20, 90)])],
            ),
            secret(
                "secret/gitlab-mail-token",
                "incoming mail token",
                &[shape(&[text("glimt-"), between(Alphabet::BASE64_URL, 20, 40)])],
            ),
            secret(
                "secret/gitlab-agent-token",
                "Kubernetes agent token",
                &[shape(&[text("glagent-"), between(Alphabet::BASE64_URL, 50, 64)])],
            ),
            secret(
                "secret/gitlab-oauth-secret",
                "OAuth application secret",
                &[shape(&[text("gloas-"), between(Alphabet::BASE64_URL, 64, 72)])],
            ),
            secret(
                "secret/gitlab-scim-token",
                "SCIM token",
                &[shape(&[text("glsoat-"), between(Alphabet::BASE64_URL, 20, 40)])],
            ),
            secret(
                "secret/gitlab-feature-flag-token",
                "feature flags client token",
                &[shape(&[text("glffct-"), between(Alphabet::BASE64_URL, 20, 40)])],
            ),
            secret(
                "secret/gitlab-workspace-token",
                "workspace token",
                &[shape(&[text("glwt-"), between(Alphabet::BASE64_URL, 20, 40)])],
            ),
            secret("secret/gitlab-old-token", "access token without prefix", &[shape(&[of(Alphabet::BASE64_URL, 20)])])
                .near(&["gitlab", "gitlabtoken", "gitlabkey", "gitlabapi", "gitlabpat", "privatetoken", "glptoken"]),
        ],
    },
    &Provider {
        name: "Atlassian and Bitbucket",
        page: "atlassian",
        revoke: "revoke it under Account settings > Security > API tokens, or in the repository's access tokens",
        link: "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
        detectors: &[
            secret(
                "secret/atlassian-api-token",
                "API token",
                &[
                    shape(&[
                        text("ATATT3"),
                        between(Alphabet::BASE64_URL, 80, 300),
                        text("="),
                        of(Alphabet::UPPER_HEX, 8),
                    ])
                    .proved(Proof::Crc32UpperHex),
                    shape(&[text("ATATT3"), between(Alphabet::BASE64_URL.with(b"="), 60, 320)]),
                ],
            ),
            secret(
                "secret/bitbucket-access-token",
                "repository, project or workspace access token, or organization API key",
                &[
                    shape(&[
                        text("ATCTT3"),
                        between(Alphabet::BASE64_URL, 80, 300),
                        text("="),
                        of(Alphabet::UPPER_HEX, 8),
                    ])
                    .proved(Proof::Crc32UpperHex),
                    shape(&[text("ATCTT3"), between(Alphabet::BASE64_URL.with(b"="), 60, 320)]),
                ],
            ),
            secret(
                "secret/bitbucket-app-password",
                "app password",
                &[shape(&[text("ATBB"), between(Alphabet::ALNUM, 28, 36)])],
            ),
            secret(
                "secret/bitbucket-data-center-token",
                "HTTP access token of Bitbucket Data Center",
                &[shape(&[text("BBDC-"), between(Alphabet::BASE64.with(b"@_-"), 40, 50)])],
            ),
            secret(
                "secret/bitbucket-client-secret",
                "OAuth consumer secret",
                &[shape(&[between(Alphabet::BASE64_URL, 32, 64)])],
            )
            .near(&[
                "bitbucketsecret", "bitbucketclientsecret", "bitbucketoauth", "bitbuckettoken", "bitbucketclient",
                "bitbucketkey", "bitbucketapppassword",
            ]),
            secret("secret/atlassian-old-api-token", "API token without prefix", &[shape(&[of(Alphabet::ALNUM, 24)])])
                .near(&[
                    "atlassian", "jira", "confluence", "jiratoken", "jiraapi", "jirapassword", "atlassiantoken",
                    "confluencetoken",
                ]),
            secret(
                "secret/jira-data-center-token",
                "personal access token of Jira or Confluence Data Center",
                // Base64 of a number: it begins with a digit's first six bits.
                &[
                    shape(&[text("M"), of(Alphabet::ALNUM.with(b"+/"), 43)]),
                    shape(&[text("N"), of(Alphabet::ALNUM.with(b"+/"), 43)]),
                    shape(&[text("O"), of(Alphabet::ALNUM.with(b"+/"), 43)]),
                ],
            )
            .near(&["jira", "confluence", "jirapat", "jiratoken", "atlassian"]),
            secret(
                "secret/trello-token",
                "Trello token",
                &[shape(&[text("ATTA"), of(Alphabet::HEX, 64), of(Alphabet::ANY_HEX, 8)])],
            ),
            secret(
                "secret/trello-key",
                "Trello API key, secret or older token",
                &[shape(&[of(Alphabet::ANY_HEX, 32)]), shape(&[of(Alphabet::ANY_HEX, 64)])],
            )
            .near(&["trello", "trellokey", "trellotoken", "trelloapi"]),
        ],
    },
    &Provider {
        name: "Gitea and Forgejo",
        page: "gitea",
        revoke: "delete the token under Settings > Applications",
        link: "https://docs.gitea.com/development/api-usage",
        detectors: &[secret("secret/gitea-token", "access token", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
            .near(&["giteatoken", "gitea", "forgejotoken", "forgejo", "codebergtoken", "codebergpat", "gogstoken"])],
    },
    &Provider {
        name: "Gitee",
        page: "gitee",
        revoke: "delete the token under Settings > Personal access tokens",
        link: "https://gitee.com/api/v5/oauth_doc",
        detectors: &[secret(
            "secret/gitee-token",
            "access token",
            &[shape(&[of(Alphabet::ANY_HEX, 32)]), shape(&[of(Alphabet::ANY_HEX, 64)])],
        )
        .near(&["giteetoken", "gitee", "giteekey", "giteepassword"])],
    },
    &Provider {
        name: "Sourcegraph",
        page: "sourcegraph",
        revoke: "delete the token under Settings > Access tokens",
        link: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token",
        detectors: &[
            secret(
                "secret/sourcegraph-token",
                "access token",
                &[
                    shape(&[text("sgp_"), of(Alphabet::HEX, 16), text("_"), of(Alphabet::HEX, 40)]),
                    shape(&[text("sgp_local_"), of(Alphabet::HEX, 40)]),
                    shape(&[text("sgp_"), of(Alphabet::HEX, 40)]),
                ],
            ),
            secret(
                "secret/sourcegraph-gateway-token",
                "gateway or licence token",
                &[shape(&[one_of(&["sgd_", "slk_", "sgs_"]), of(Alphabet::HEX, 64)])],
            ),
        ],
    },
    &Provider {
        name: "Phabricator",
        page: "phabricator",
        revoke: "terminate the token under Settings > Conduit API tokens",
        link: "https://we.phorge.it/conduit/",
        detectors: &[secret(
            "secret/phabricator-token",
            "Conduit API token",
            &[shape(&[one_of(&["api-", "cli-"]), of(Alphabet::LOWER_ALNUM, 28)])],
        )
        .near(&["phabricator", "conduit", "phorge", "arcanist", "arcrc", "phabtoken"])],
    },
    &Provider {
        name: "SourceHut",
        page: "sourcehut",
        revoke: "revoke the token at meta.sr.ht under OAuth",
        link: "https://man.sr.ht/meta.sr.ht/oauth.md",
        detectors: &[secret(
            "secret/sourcehut-token",
            "access token",
            &[shape(&[between(Alphabet::BASE64.with(b"-_"), 60, 160)])],
        )
        .near(&["sourcehut", "srht", "srhttoken", "hutconfig"])],
    },
    &Provider {
        name: "GitBook",
        page: "gitbook",
        revoke: "delete the token under Account settings > Developer",
        link: "https://gitbook.com/docs/developers/gitbook-api/authentication",
        detectors: &[secret(
            "secret/gitbook-token",
            "API token",
            &[shape(&[text("gb_api_"), between(Alphabet::ALNUM, 36, 60)])],
        )],
    },
];
