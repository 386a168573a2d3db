//! Where source code is kept.

use crate::secret::detector::providers;

providers! {
    "GitHub", "github" {
        // GitHub reserves up to 255 bytes for each of its tokens; 36 behind the prefix carry a checksum.
        revoke: "revoke it under Settings > Developer settings > Personal access tokens and read the account's \
                 security log";
        link: "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github";
        "secret/github-pat" "classic personal access token" =
            ["ghp_" ALNUM[36]] proved Crc32Base62,
            ["ghp_" ALNUM[37-251]];
        "secret/github-fine-grained-pat" "fine-grained personal access token" =
            ["github_pat_" ALNUM[20-24] "_" ALNUM[56-62]];
        "secret/github-oauth-token" "OAuth access token" = ["gho_" ALNUM[36]] proved Crc32Base62, ["gho_" ALNUM[37-251]];
        "secret/github-user-token" "user token of a GitHub App" =
            ["ghu_" ALNUM[36]] proved Crc32Base62,
            ["ghu_" ALNUM[37-251]];
        "secret/github-app-token" "installation token of a GitHub App, or token of an Actions job" =
            ["ghs_" ALNUM[36]] proved Crc32Base62,
            ["ghs_" DIGIT[1-12] "_eyJ" BASE64_URL[17-400] "." BASE64_URL[20-2048] "." BASE64_URL[20-1024]]
             proved JsonWebToken,
            ["ghs_" (ALNUM "._-")[37-1024]];
        "secret/github-refresh-token" "refresh token of a GitHub App" =
            ["ghr_" ALNUM[36]] proved Crc32Base62,
            ["ghr_" ALNUM[37-251]];
        // Commit ids have the same form, so the words name a credential, not only GitHub.
        "secret/github-old-token" "token without prefix, or OAuth client secret" = [ANY_HEX[40]]
            near ["githubtoken", "githubkey", "githubsecret", "githuboauth", "githubpat", "githubapi", "githubaccess",
            "githubclientsecret", "githubpassword", "githubauth", "githubappsecret", "ghtoken", "ghsecret",
            "ghclientsecret", "ghapikey"];
        "secret/github-enterprise-app-token" "installation token of an older GitHub Enterprise Server" = ["v1." HEX[40]]
            near ["github", "githubtoken", "ghe", "ghtoken", "installation"];
        "secret/github-runner-token" "registration token of a self-hosted runner" = ["A" UPPER_ALNUM[28]]
            near ["runnertoken", "registrationtoken", "runnerregistration", "runnercfg", "configsh", "actionsrunner"];
        "secret/github-client-id" "client id of an app" = [{"Ov23" | "Iv23"} ALNUM[16]], ["Iv1." HEX[16]] as public;
    }
    "GitLab", "gitlab" {
        revoke: "revoke it where it was made (user, project or group > Access tokens; CI/CD > Runners) and read the \
                 audit events";
        link: "https://docs.gitlab.com/security/tokens/";
        "secret/gitlab-pat" "personal, project or group access token" =
            ["glpat-" BASE64_URL[27-300] "." LOWER_ALNUM[2] "." LOWER_ALNUM[9]] proved GitLabRoutable,
            ["glpat-" BASE64_URL[27-300] "." LOWER_ALNUM[9]] proved GitLabRoutable,
            ["glpat-" BASE64_URL[20-64]];
        "secret/gitlab-deploy-token" "deploy token" = ["gldt-" BASE64_URL[20-64]];
        "secret/gitlab-runner-token" "runner authentication token" =
            [{"glrt-" | "glrtr-"} BASE64_URL[20-300] "." LOWER_ALNUM[2] "." LOWER_ALNUM[9]] proved GitLabRoutable,
            [{"glrt-" | "glrtr-"} BASE64_URL[20-64]];
        "secret/gitlab-runner-registration-token" "runner registration token" = ["GR1348941" BASE64_URL[20-26]];
        "secret/gitlab-job-token" "CI/CD job token" =
            ["glcbt-" HEX[1-5] "_" BASE64_URL[20-64]],
            ["glcbt-" BASE64_URL[20-64]];
        "secret/gitlab-trigger-token" "pipeline trigger token" = ["glptt-" BASE64_URL[20-64]];
        "secret/gitlab-feed-token" "feed token" = ["glft-" BASE64_URL[20-90]];
        "secret/gitlab-mail-token" "incoming mail token" = ["glimt-" BASE64_URL[20-40]];
        "secret/gitlab-agent-token" "Kubernetes agent token" = ["glagent-" BASE64_URL[50-64]];
        "secret/gitlab-oauth-secret" "OAuth application secret" = ["gloas-" BASE64_URL[64-72]];
        "secret/gitlab-scim-token" "SCIM token" = ["glsoat-" BASE64_URL[20-40]];
        "secret/gitlab-feature-flag-token" "feature flags client token" = ["glffct-" BASE64_URL[20-40]];
        "secret/gitlab-workspace-token" "workspace token" = ["glwt-" BASE64_URL[20-40]];
        "secret/gitlab-old-token" "access token without prefix" = [BASE64_URL[20]]
            near ["gitlab", "gitlabtoken", "gitlabkey", "gitlabapi", "gitlabpat", "privatetoken", "glptoken"];
    }
    "Atlassian and Bitbucket", "atlassian" {
        revoke: "revoke it under Account settings > Security > API tokens, or in the repository's access tokens";
        link: "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/";
        "secret/atlassian-api-token" "API token" =
            ["ATATT3" BASE64_URL[80-300] "=" UPPER_HEX[8]] proved Crc32UpperHex,
            ["ATATT3" (BASE64_URL "=")[60-320]];
        "secret/bitbucket-access-token" "repository, project or workspace access token, or organization API key" =
            ["ATCTT3" BASE64_URL[80-300] "=" UPPER_HEX[8]] proved Crc32UpperHex,
            ["ATCTT3" (BASE64_URL "=")[60-320]];
        "secret/bitbucket-app-password" "app password" = ["ATBB" ALNUM[28-36]];
        "secret/bitbucket-data-center-token" "HTTP access token of Bitbucket Data Center" =
            ["BBDC-" (BASE64 "@_-")[40-50]];
        "secret/bitbucket-client-secret" "OAuth consumer secret" = [BASE64_URL[32-64]]
            near ["bitbucketsecret", "bitbucketclientsecret", "bitbucketoauth", "bitbuckettoken", "bitbucketclient",
            "bitbucketkey", "bitbucketapppassword"];
        "secret/atlassian-old-api-token" "API token without prefix" = [ALNUM[24]]
            near ["atlassian", "jira", "confluence", "jiratoken", "jiraapi", "jirapassword", "atlassiantoken",
            "confluencetoken"];
        "secret/jira-data-center-token" "personal access token of Jira or Confluence Data Center" =
            ["M" BASE64_BARE[43]],
            ["N" BASE64_BARE[43]],
            ["O" BASE64_BARE[43]]
            near ["jira", "confluence", "jirapat", "jiratoken", "atlassian"];
        // Base64 of a number: it begins with a digit's first six bits.
        "secret/trello-token" "Trello token" = ["ATTA" HEX[64] ANY_HEX[8]];
        "secret/trello-key" "Trello API key, secret or older token" = [ANY_HEX[32]], [ANY_HEX[64]]
            near ["trello", "trellokey", "trellotoken", "trelloapi"];
    }
    "Gitea and Forgejo", "gitea" {
        revoke: "delete the token under Settings > Applications";
        link: "https://docs.gitea.com/development/api-usage";
        "secret/gitea-token" "access token" = [ANY_HEX[40]]
            near ["giteatoken", "gitea", "forgejotoken", "forgejo", "codebergtoken", "codebergpat", "gogstoken"];
    }
    "Gitee", "gitee" {
        revoke: "delete the token under Settings > Personal access tokens";
        link: "https://gitee.com/api/v5/oauth_doc";
        "secret/gitee-token" "access token" = [ANY_HEX[32]], [ANY_HEX[64]]
            near ["giteetoken", "gitee", "giteekey", "giteepassword"];
    }
    "Sourcegraph", "sourcegraph" {
        revoke: "delete the token under Settings > Access tokens";
        link: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token";
        "secret/sourcegraph-token" "access token" =
            ["sgp_" HEX[16] "_" HEX[40]],
            ["sgp_local_" HEX[40]],
            ["sgp_" HEX[40]];
        "secret/sourcegraph-gateway-token" "gateway or licence token" = [{"sgd_" | "slk_" | "sgs_"} HEX[64]];
    }
    "Phabricator", "phabricator" {
        revoke: "terminate the token under Settings > Conduit API tokens";
        link: "https://we.phorge.it/conduit/";
        "secret/phabricator-token" "Conduit API token" = [{"api-" | "cli-"} LOWER_ALNUM[28]]
            near ["phabricator", "conduit", "phorge", "arcanist", "arcrc", "phabtoken"];
    }
    "SourceHut", "sourcehut" {
        revoke: "revoke the token at meta.sr.ht under OAuth";
        link: "https://man.sr.ht/meta.sr.ht/oauth.md";
        "secret/sourcehut-token" "access token" = [(BASE64 "-_")[60-160]]
            near ["sourcehut", "srht", "srhttoken", "hutconfig"];
    }
    "GitBook", "gitbook" {
        revoke: "delete the token under Account settings > Developer";
        link: "https://gitbook.com/docs/developers/gitbook-api/authentication";
        "secret/gitbook-token" "API token" = ["gb_api_" ALNUM[36-60]];
    }
}
