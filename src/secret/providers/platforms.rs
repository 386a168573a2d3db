//! Platforms that run other people's applications.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Heroku",
        page: "heroku",
        revoke: "revoke it with `heroku authorizations:revoke`, or regenerate the API key under Account settings",
        link: "https://devcenter.heroku.com/articles/authentication",
        detectors: &[
            secret(
                "secret/heroku-api-key",
                "API key",
                &[shape(&[text("HRKU-"), Piece::Uuid]), shape(&[text("HRKU-"), between(Alphabet::BASE64_URL, 50, 66)])],
            ),
            secret("secret/heroku-old-api-key", "API key without prefix", &[shape(&[Piece::Uuid])])
                .near(&["heroku", "herokuapi", "herokukey", "herokutoken"]),
        ],
    },
    &Provider {
        name: "Fly.io",
        page: "fly",
        revoke: "revoke it with `fly tokens revoke` and look through the organization's tokens",
        link: "https://fly.io/docs/security/tokens/",
        detectors: &[
            secret(
                "secret/fly-access-token",
                "access token",
                &[shape(&[text("fo1_"), between(Alphabet::BASE64_URL, 40, 48)])],
            ),
            secret(
                "secret/fly-macaroon",
                "macaroon",
                &[shape(&[one_of(&["fm1r_", "fm1a_", "fm2_"]), between(Alphabet::BASE64.with(b"-_"), 80, 4096)])],
            ),
        ],
    },
    &Provider {
        name: "Render",
        page: "render",
        revoke: "revoke the key under Account settings > API keys",
        link: "https://render.com/docs/api",
        detectors: &[secret(
            "secret/render-api-key",
            "API key",
            &[shape(&[text("rnd_"), between(Alphabet::ALNUM, 28, 32)])],
        )],
    },
    &Provider {
        name: "Railway",
        page: "railway",
        revoke: "delete the token under Account settings > Tokens or in the project's settings",
        link: "https://docs.railway.com/reference/public-api",
        detectors: &[secret("secret/railway-token", "token", &[shape(&[Piece::Uuid])])
            .near(&["railway", "railwaytoken", "railwayapi"])],
    },
    &Provider {
        name: "Vercel",
        page: "vercel",
        revoke: "delete the token under Account settings > Tokens",
        link: "https://vercel.com/docs/rest-api",
        detectors: &[
            secret(
                "secret/vercel-token",
                "token",
                &[shape(&[one_of(&["vcp_", "vci_", "vca_", "vcr_", "vck_"]), between(Alphabet::BASE64_URL, 48, 64)])],
            ),
            secret("secret/vercel-old-token", "token without prefix", &[shape(&[of(Alphabet::ALNUM, 24)])])
                .near(&["vercel", "verceltoken", "vercelapi", "zeittoken", "nowtoken"]),
            secret(
                "secret/vercel-blob-token",
                "Blob read-write token",
                &[shape(&[
                    text("vercel_blob_rw_"),
                    between(Alphabet::ALNUM, 14, 20),
                    text("_"),
                    between(Alphabet::ALNUM, 28, 34),
                ])],
            ),
        ],
    },
    &Provider {
        name: "Netlify",
        page: "netlify",
        revoke: "revoke the token under User settings > Applications",
        link: "https://docs.netlify.com/api/get-started/",
        detectors: &[
            secret(
                "secret/netlify-token",
                "access token",
                &[shape(&[one_of(&["nfp_", "nfc_", "nfo_", "nfb_", "nfu_"]), between(Alphabet::ALNUM, 36, 40)])],
            ),
            secret(
                "secret/netlify-old-token",
                "access token without prefix",
                &[shape(&[between(Alphabet::BASE64_URL, 40, 46)])],
            )
            .near(&["netlify", "netlifyauth", "netlifytoken", "netlifykey"]),
        ],
    },
    &Provider {
        name: "Deno Deploy",
        page: "deno",
        revoke: "revoke the token under Account settings > Access tokens",
        link: "https://docs.deno.com/deploy/",
        detectors: &[
            secret(
                "secret/deno-deploy-token",
                "access token",
                &[shape(&[one_of(&["ddp_", "ddo_", "ddw_"]), between(Alphabet::ALNUM, 36, 40)])],
            ),
            secret(
                "secret/jsr-token",
                "JSR token",
                &[shape(&[one_of(&["jsrp_", "jsrd_"]), between(Alphabet::ALNUM, 30, 64)])],
            ),
        ],
    },
    &Provider {
        name: "Expo",
        page: "expo",
        revoke: "delete the token under Account settings > Access tokens",
        link: "https://docs.expo.dev/accounts/programmatic-access/",
        detectors: &[secret("secret/expo-access-token", "access token", &[shape(&[of(Alphabet::BASE64_URL, 40)])])
            .near(&["expotoken", "expoaccess", "expoauth", "eastoken", "expocli"])],
    },
    &Provider {
        name: "Koyeb",
        page: "koyeb",
        revoke: "delete the token under Settings > API",
        link: "https://www.koyeb.com/docs/reference/api",
        detectors: &[secret("secret/koyeb-token", "API token", &[shape(&[of(Alphabet::LOWER_ALNUM, 64)])])
            .near(&["koyeb", "koyebtoken"])],
    },
    &Provider {
        name: "Convex",
        page: "convex",
        revoke: "delete the deploy key in the deployment's settings",
        link: "https://docs.convex.dev/cli/deploy-key-types",
        detectors: &[secret(
            "secret/convex-deploy-key",
            "deploy key",
            &[shape(&[
                one_of(&["prod:", "preview:", "project:", "dev:"]),
                between(Alphabet::LOWER_ALNUM.with(b"-:_"), 3, 64),
                text("|"),
                between(Alphabet::BASE64, 40, 256),
            ])],
        )],
    },
    &Provider {
        name: "Platform.sh",
        page: "platform-sh",
        revoke: "delete the token under My profile > API tokens",
        link: "https://docs.platform.sh/administration/cli/api-tokens.html",
        detectors: &[secret("secret/platform-sh-token", "API token", &[shape(&[of(Alphabet::BASE64_URL, 43)])])
            .near(&["platformsh", "platformshcli", "upsun", "platformcli"])],
    },
    &Provider {
        name: "Gitpod",
        page: "gitpod",
        revoke: "delete the token under User settings > Access tokens",
        link: "https://www.gitpod.io/docs/configure/user-settings/access-tokens",
        detectors: &[secret(
            "secret/gitpod-pat",
            "personal access token",
            &[shape(&[text("gitpod_pat_"), between(Alphabet::BASE64_URL.with(b"."), 40, 200)])],
        )],
    },
    &Provider {
        name: "PythonAnywhere",
        page: "pythonanywhere",
        revoke: "create a new token under Account > API token",
        link: "https://help.pythonanywhere.com/pages/API/",
        detectors: &[secret("secret/pythonanywhere-token", "API token", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
            .near(&["pythonanywhere"])],
    },
    &Provider {
        name: "Laravel Cloud services",
        page: "laravel",
        revoke: "delete the token under API in the account's settings",
        link: "https://forge.laravel.com/docs/",
        detectors: &[secret(
            "secret/laravel-envoyer-token",
            "Envoyer or Vapor API token",
            &[shape(&[of(Alphabet::ALNUM, 60)])],
        )
        .near(&["envoyer", "laravelvapor", "vaporapi", "vaportoken", "forgeapi", "laravelforge"])],
    },
];
