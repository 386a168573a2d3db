//! Registries of packages and images.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &NPM,
    &PYPI,
    &RUBYGEMS,
    &CRATES_IO,
    &NUGET,
    &CLOJARS,
    &PACKAGIST,
    &HEX_PM,
    &DOCKER,
    &JFROG,
    &CLOUDSMITH,
    &QUAY,
    &GEMFURY,
    &SONATYPE,
    &OPENVSX,
    &VSMARKETPLACE,
    &ANACONDA,
];

static NPM: Provider = Provider {
    name: "npm",
    page: "npm",
    revoke: "delete the token under Access Tokens, and look for versions that nobody published",
    link: "https://docs.npmjs.com/about-access-tokens",
    detectors: &[
        secret(
            "secret/npm-token",
            "access token",
            &[shape(&[text("npm_"), of(A::ALNUM, 36)]).proved(Proof::Crc32Base62)],
        ),
        secret("secret/npm-old-token", "access token of the old form", &[shape(&[super::UUID])]).near(&[
            "npmtoken",
            "authtoken",
            "npmauthtoken",
            "npmrcauth",
            "registrynpmjsorg",
        ]),
    ],
};

static PYPI: Provider = Provider {
    name: "PyPI",
    page: "pypi",
    revoke: "delete the token in the account settings, and look for releases that nobody made",
    link: "https://pypi.org/help/#apitoken",
    detectors: &[
        secret(
            "secret/pypi-token",
            "API token",
            &[shape(&[text("pypi-AgEIcHlwaS5vcmc"), between(A::BASE64_URL, 50, 1000)])],
        ),
        secret(
            "secret/pypi-other-token",
            "API token of an index of its own",
            &[shape(&[text("pypi-AgE"), between(A::BASE64_URL, 80, 1000)])],
        ),
        secret(
            "secret/pypi-test-token",
            "API token of the test index",
            &[shape(&[text("pypi-AgENdGVzdC5weXBpLm9yZw"), between(A::BASE64_URL, 50, 1000)])],
        )
        .test(),
    ],
};

static RUBYGEMS: Provider = Provider {
    name: "RubyGems",
    page: "rubygems",
    revoke: "delete the API key in the account settings",
    link: "https://guides.rubygems.org/api-key-scopes/",
    detectors: &[secret("secret/rubygems-key", "API key", &[shape(&[text("rubygems_"), of(A::HEX, 48)])])],
};

static CRATES_IO: Provider = Provider {
    name: "crates.io",
    page: "crates-io",
    revoke: "revoke the token under Account Settings > API Tokens",
    link: "https://crates.io/settings/tokens",
    detectors: &[secret("secret/crates-io-token", "API token", &[shape(&[text("cio"), of(A::ALNUM, 32)])])],
};

static NUGET: Provider = Provider {
    name: "NuGet",
    page: "nuget",
    revoke: "delete or regenerate the API key",
    link: "https://learn.microsoft.com/en-us/nuget/nuget-org/publish-a-package",
    detectors: &[secret("secret/nuget-key", "API key", &[shape(&[text("oy2"), of(A::LOWER_ALNUM, 43)])])],
};

static CLOJARS: Provider = Provider {
    name: "Clojars",
    page: "clojars",
    revoke: "delete the deploy token",
    link: "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
    detectors: &[secret("secret/clojars-token", "deploy token", &[shape(&[text("CLOJARS_"), of(A::LOWER_ALNUM, 60)])])],
};

static PACKAGIST: Provider = Provider {
    name: "Packagist",
    page: "packagist",
    revoke: "regenerate the token in the profile",
    link: "https://packagist.com/docs",
    detectors: &[secret(
        "secret/packagist-token",
        "Private Packagist token",
        &[shape(&[
            one_of(&[
                "packagist_uut_",
                "packagist_out_",
                "packagist_ort_",
                "packagist_oat_",
                "packagist_uat_",
                "packagist_ack_",
                "packagist_acs_",
                "packagist_",
            ]),
            between(A::HEX, 60, 80),
        ])],
    )],
};

static HEX_PM: Provider = Provider {
    name: "Hex",
    page: "hex-pm",
    revoke: "revoke the key with mix hex.user key revoke",
    link: "https://hex.pm/docs/publish",
    detectors: &[secret("secret/hex-pm-key", "API key", &[shape(&[of(A::HEX, 32)])]).near(&[
        "hexapi",
        "hexpm",
        "hexapikey",
    ])],
};

static DOCKER: Provider = Provider {
    name: "Docker Hub",
    page: "docker",
    revoke: "delete the access token under Account settings, and read the activity log",
    link: "https://docs.docker.com/security/access-tokens/",
    detectors: &[
        secret("secret/docker-token", "personal access token", &[shape(&[text("dckr_pat_"), of(A::BASE64_URL, 27)])]),
        secret(
            "secret/docker-organization-token",
            "organization access token",
            &[shape(&[text("dckr_oat_"), of(A::BASE64_URL, 32)])],
        ),
        secret("secret/docker-hub-old-token", "access token of the old form", &[shape(&[super::UUID])]).near(&[
            "dockerhub",
            "dockertoken",
            "dockerpassword",
        ]),
    ],
};

static JFROG: Provider = Provider {
    name: "JFrog",
    page: "jfrog",
    revoke: "revoke the token under User Management, and read the access log",
    link: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
    detectors: &[
        secret(
            "secret/jfrog-reference-token",
            "reference token",
            &[shape(&[text("cmVmdGtu"), between(A::ALNUM.with(b"="), 52, 60)])],
        ),
        secret("secret/jfrog-key", "API key", &[shape(&[text("AKCp"), between(A::ALNUM, 60, 80)])]),
        secret("secret/jfrog-identity-token", "identity token", &[shape(&[of(A::BASE64_URL, 64)])])
            .near(&["jfrog", "artifactory"]),
    ],
};

static CLOUDSMITH: Provider = Provider {
    name: "Cloudsmith",
    page: "cloudsmith",
    revoke: "rotate the API key in the account settings",
    link: "https://help.cloudsmith.io/docs/api-key",
    detectors: &[secret("secret/cloudsmith-key", "API key", &[shape(&[of(A::HEX, 40)])]).near(&["cloudsmith"])],
};

static QUAY: Provider = Provider {
    name: "Quay",
    page: "quay",
    revoke: "regenerate the robot account's token",
    link: "https://docs.quay.io/glossary/robot-accounts.html",
    detectors: &[
        secret("secret/quay-token", "robot token", &[shape(&[of(A::UPPER_ALNUM, 64)])]).near(&["quay", "quayio"])
    ],
};

static GEMFURY: Provider = Provider {
    name: "Gemfury",
    page: "gemfury",
    revoke: "revoke the token in the account",
    link: "https://gemfury.com/help/tokens/",
    detectors: &[secret("secret/gemfury-token", "deploy token", &[shape(&[text("fury_"), between(A::ALNUM, 32, 64)])])
        .near(&["fury", "gemfury"])],
};

static SONATYPE: Provider = Provider {
    name: "Sonatype",
    page: "sonatype",
    revoke: "reset the user token",
    link: "https://help.sonatype.com/",
    detectors: &[secret("secret/sonatype-token", "user token", &[shape(&[of(A::ALNUM.with(b"/+"), 44)])]).near(&[
        "sonatype",
        "nexususer",
        "ossrh",
        "mavencentral",
    ])],
};

static OPENVSX: Provider = Provider {
    name: "Open VSX",
    page: "openvsx",
    revoke: "delete the token in the user settings",
    link: "https://github.com/eclipse/openvsx/wiki",
    detectors: &[secret(
        "secret/openvsx-token",
        "access token",
        &[shape(&[text("ovsxat_"), super::UUID]), shape(&[super::UUID])],
    )
    .near(&["openvsx", "ovsx", "ovsxpat"])],
};

static VSMARKETPLACE: Provider = Provider {
    name: "Visual Studio Marketplace",
    page: "vsmarketplace",
    revoke: "revoke the personal access token in Azure DevOps",
    link: "https://code.visualstudio.com/api/working-with-extensions/publishing-extension",
    detectors: &[secret("secret/vsce-token", "publisher token", &[shape(&[of(A::LOWER_ALNUM, 52)])]).near(&[
        "vsce",
        "vscetoken",
        "vscepat",
    ])],
};

static ANACONDA: Provider = Provider {
    name: "Anaconda",
    page: "anaconda",
    revoke: "revoke the token in the account settings",
    link: "https://www.anaconda.com/docs",
    detectors: &[secret(
        "secret/anaconda-token",
        "access token",
        &[shape(&[
            text("anaconda.org/t/"),
            of(A::LOWER_ALNUM, 2),
            text("-"),
            between(A::LOWER_ALNUM, 8, 12),
            text("-"),
            between(A::LOWER_ALNUM, 4, 10),
        ])],
    )
    .near(&["anaconda", "conda"])],
};
