//! Tools of developers: extensions, caches, evaluations, browsers that scripts drive.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Open VSX",
        page: "open-vsx",
        revoke: "delete the access token in the user settings",
        link: "https://github.com/eclipse/openvsx/wiki",
        detectors: &[secret(
            "secret/openvsx-token",
            "access token",
            &[shape(&[one_of(&["ovsxat_", "ovsxp_"]), Piece::Uuid]), shape(&[Piece::Uuid])],
        )
        .near(&["openvsx", "ovsx"])],
    },
    &Provider {
        name: "Visual Studio Marketplace",
        page: "vs-marketplace",
        revoke: "revoke the token in Azure DevOps",
        link: "https://code.visualstudio.com/api/working-with-extensions/publishing-extension",
        detectors: &[secret(
            "secret/vsce-token",
            "publisher's token",
            &[shape(&[of(A::LOWER_ALNUM, 52)]), shape(&[of(A::ALNUM, 84)])],
        )
        .near(&["vsce", "vsmarketplace"])],
    },
    &Provider {
        name: "Turborepo",
        page: "turborepo",
        revoke: "revoke the remote cache's token",
        link: "https://turborepo.com/docs",
        detectors: &[secret("secret/turborepo-token", "remote cache's token", &[shape(&[of(A::ALNUM, 24)])])
            .near(&["turbotoken", "turborepo", "turboteam"])],
    },
    &Provider {
        name: "Braintrust",
        page: "braintrust",
        revoke: "delete the API key in the organization's settings",
        link: "https://www.braintrust.dev/docs",
        detectors: &[secret("secret/braintrust-key", "API key", &[shape(&[text("sk-"), of(A::ALNUM, 48)])])
            .near(&["braintrust"])],
    },
    &Provider {
        name: "Portkey",
        page: "portkey",
        revoke: "delete the API key",
        link: "https://portkey.ai/docs",
        detectors: &[secret("secret/portkey-key", "API key", &[shape(&[of(A::BASE64, 28)])]).near(&["portkey"])],
    },
    &Provider {
        name: "Lambda",
        page: "lambda-cloud",
        revoke: "delete the API key in the console",
        link: "https://docs.lambda.ai/",
        detectors: &[secret(
            "secret/lambda-cloud-key",
            "API key",
            &[shape(&[text("secret_"), between(A::ALNUM.with(b"-_"), 16, 48), text("."), between(A::ALNUM, 32, 64)])],
        )],
    },
    &Provider {
        name: "Zeabur",
        page: "zeabur",
        revoke: "delete the API key in the account settings",
        link: "https://zeabur.com/docs",
        detectors: &[secret("secret/zeabur-key", "API key", &[shape(&[text("sk-"), between(A::LOWER_ALNUM, 24, 32)])])
            .near(&["zeabur"])],
    },
    &Provider {
        name: "Upbound",
        page: "upbound",
        revoke: "delete the robot's token",
        link: "https://docs.upbound.io/",
        detectors: &[secret(
            "secret/upbound-token",
            "robot token",
            &[shape(&[text("up_"), between(A::BASE64_URL, 40, 80)])],
        )
        .near(&["upbound"])],
    },
    &Provider {
        name: "env0",
        page: "env0",
        revoke: "delete the API key in the settings",
        link: "https://docs.envzero.com/",
        detectors: &[secret("secret/env0-key", "API key's secret", &[shape(&[of(A::BASE64_URL, 32)])]).near(&["env0"])],
    },
    &Provider {
        name: "Scalr",
        page: "scalr",
        revoke: "delete the access token",
        link: "https://docs.scalr.io/",
        detectors: &[
            secret("secret/scalr-token", "access token", &[shape(&[between(A::ANY_HEX, 64, 138)])]).near(&["scalr"])
        ],
    },
    &Provider {
        name: "Browserless",
        page: "browserless",
        revoke: "reset the API token",
        link: "https://docs.browserless.io/",
        detectors: &[secret("secret/browserless-token", "API token", &[shape(&[Piece::Uuid])]).near(&["browserless"])],
    },
    &Provider {
        name: "Bright Data",
        page: "bright-data",
        revoke: "reset the API token in the account settings",
        link: "https://docs.brightdata.com/",
        detectors: &[secret(
            "secret/bright-data-token",
            "API token",
            &[shape(&[Piece::Uuid]), shape(&[of(A::ANY_HEX, 64)])],
        )
        .near(&["brightdata", "luminati"])],
    },
    &Provider {
        name: "Nightfall",
        page: "nightfall",
        revoke: "delete the API key",
        link: "https://help.nightfall.ai/",
        detectors: &[secret("secret/nightfall-key", "API key", &[shape(&[text("NF-"), of(A::ALNUM, 32)])])],
    },
];
