//! Package and image registries.

use crate::secret::alphabet::Alphabet;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "npm",
        page: "npm",
        revoke: "revoke it with `npm token revoke` and look through what was published since",
        link: "https://docs.npmjs.com/about-access-tokens",
        detectors: &[
            secret(
                "secret/npm-token",
                "access token",
                &[
                    shape(&[text("npm_"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62),
                    shape(&[text("npm_"), between(Alphabet::ALNUM, 37, 64)]),
                ],
            ),
            secret("secret/npm-old-token", "access token without prefix", &[shape(&[Piece::Uuid])])
                .near(&["authtoken", "npmtoken", "npmauthtoken", "npmauth", "npmkey", "npmjs", "npmrc"]),
        ],
    },
    &Provider {
        name: "PyPI",
        page: "pypi",
        revoke: "delete the token under Account settings > API tokens and look through what was uploaded since",
        link: "https://pypi.org/help/#apitoken",
        detectors: &[
            secret(
                "secret/pypi-test-token",
                "API token of TestPyPI",
                &[shape(&[text("pypi-AgENdGVzdC5weXBpLm9yZw"), between(Alphabet::BASE64_URL, 50, 1000)])
                    .proved(Proof::Macaroon)],
            )
            .test(),
            secret(
                "secret/pypi-token",
                "API token",
                &[
                    shape(&[text("pypi-AgEIcHlwaS5vcmc"), between(Alphabet::BASE64_URL, 50, 1000)])
                        .proved(Proof::Macaroon),
                    shape(&[text("pypi-"), between(Alphabet::BASE64_URL, 85, 1000)]),
                ],
            ),
        ],
    },
    &Provider {
        name: "RubyGems",
        page: "rubygems",
        revoke: "delete the key under Edit settings > API keys and look through what was pushed since",
        link: "https://guides.rubygems.org/api-key-scopes/",
        detectors: &[secret(
            "secret/rubygems-key",
            "API key",
            &[shape(&[text("rubygems_"), between(Alphabet::LOWER_ALNUM, 48, 50)])],
        )],
    },
    &Provider {
        name: "crates.io",
        page: "crates-io",
        revoke: "revoke the token under Account settings > API tokens and look through what was published since",
        link: "https://doc.rust-lang.org/cargo/reference/publishing.html",
        detectors: &[
            secret("secret/crates-io-token", "API token", &[shape(&[text("cio"), of(Alphabet::ALNUM, 32)])]),
            secret("secret/cargo-registry-token", "API token without prefix", &[shape(&[of(Alphabet::ALNUM, 32)])])
                .near(&["cratesio", "cargoregistry", "cargotoken", "cratestoken"]),
        ],
    },
    &Provider {
        name: "NuGet",
        page: "nuget",
        revoke: "delete the key under API keys and look through what was pushed since",
        link: "https://learn.microsoft.com/nuget/nuget-org/publish-a-package",
        detectors: &[secret("secret/nuget-key", "API key", &[shape(&[text("oy2"), of(Alphabet::LOWER_ALNUM, 43)])])],
    },
    &Provider {
        name: "Clojars",
        page: "clojars",
        revoke: "disable the token under Deploy tokens and look through what was deployed since",
        link: "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens",
        detectors: &[secret(
            "secret/clojars-token",
            "deploy token",
            &[shape(&[text("CLOJARS_"), of(Alphabet::LOWER_ALNUM, 60)])],
        )],
    },
    &Provider {
        name: "Packagist",
        page: "packagist",
        revoke: "delete the token in the organization's or the user's settings",
        link: "https://packagist.com/docs/composer-authentication",
        detectors: &[
            secret(
                "secret/private-packagist-token",
                "Private Packagist token",
                &[shape(&[text("packagist_"), between(Alphabet::LOWER, 3, 5), text("_"), of(Alphabet::HEX, 68)])],
            ),
            secret("secret/packagist-token", "Packagist API token", &[shape(&[of(Alphabet::BASE64_URL, 20)])])
                .near(&["packagist", "packagisttoken", "packagistapi"]),
        ],
    },
    &Provider {
        name: "Hex",
        page: "hex",
        revoke: "revoke it with `mix hex.user key revoke` and look through what was published since",
        link: "https://hex.pm/docs/publish",
        detectors: &[secret("secret/hex-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 32)])])
            .near(&["hexapikey", "hexpm", "hexkey", "hextoken", "hexauth"])],
    },
    &Provider {
        name: "Docker Hub",
        page: "docker",
        revoke: "delete the token under Account settings > Personal access tokens and look through what was pushed since",
        link: "https://docs.docker.com/security/access-tokens/",
        detectors: &[
            secret(
                "secret/docker-pat",
                "personal access token",
                &[shape(&[text("dckr_pat_"), between(Alphabet::BASE64_URL, 27, 32)])],
            ),
            secret(
                "secret/docker-oat",
                "organization access token",
                &[shape(&[text("dckr_oat_"), between(Alphabet::BASE64_URL, 32, 36)])],
            ),
            secret("secret/docker-old-token", "access token without prefix", &[shape(&[Piece::Uuid])]).near(&[
                "dockerhub", "dockertoken", "dockerpassword", "dockerpat", "dockersecret", "dockerpass", "dockerlogin",
                "dockerauth",
            ]),
            secret(
                "secret/docker-swarm-token",
                "Swarm join token",
                &[shape(&[text("SWMTKN-1-"), of(Alphabet::LOWER_ALNUM, 50), text("-"), of(Alphabet::LOWER_ALNUM, 25)])],
            ),
            secret(
                "secret/docker-swarm-unlock-key",
                "Swarm unlock key",
                &[shape(&[text("SWMKEY-1-"), of(Alphabet::ALNUM.with(b"+/"), 43)])],
            ),
        ],
    },
    &Provider {
        name: "JFrog",
        page: "jfrog",
        revoke: "revoke the token under Administration > User management > Access tokens, or the API key in the user's profile",
        link: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
        detectors: &[
            secret(
                "secret/jfrog-reference-token",
                "reference token",
                &[shape(&[text("cmVmdGtu"), of(Alphabet::ALNUM, 56)])],
            ),
            secret("secret/jfrog-api-key", "API key", &[shape(&[text("AKCp"), between(Alphabet::ALNUM, 69, 73)])]),
            secret(
                "secret/jfrog-identity-token",
                "identity token, or API key in an older form",
                &[shape(&[of(Alphabet::ALNUM, 73)]), shape(&[of(Alphabet::BASE64_URL, 64)])],
            )
            .near(&["jfrog", "artifactory", "jfrt", "bintray", "xjfrog", "jfrogtoken", "artifactorykey"]),
            secret("secret/bintray-key", "Bintray API key", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
                .near(&["bintraykey", "bintrayapi", "bintraytoken"]),
        ],
    },
    &Provider {
        name: "Sonatype",
        page: "sonatype",
        revoke: "reset the user token in the account's profile and look through what was deployed since",
        link: "https://central.sonatype.org/publish/generate-portal-token/",
        detectors: &[
            secret("secret/nexus-key", "NuGet API key or user token of Nexus", &[shape(&[Piece::Uuid])])
                .near(&["nexusapikey", "nexuskey", "nexustoken", "nexus"]),
            secret(
                "secret/sonatype-token",
                "user token",
                &[shape(&[of(Alphabet::ALNUM.with(b"+/"), 44)]), shape(&[of(Alphabet::ALNUM.with(b"+/"), 40)])],
            )
            .near(&[
                "sonatype", "ossrh", "mavencentral", "centralportal", "nexuspassword", "sonatypepassword",
                "sonatypetoken",
            ]),
        ],
    },
    &Provider {
        name: "Cloudsmith",
        page: "cloudsmith",
        revoke: "refresh the API key in the account's settings",
        link: "https://help.cloudsmith.io/docs/api-key",
        detectors: &[secret("secret/cloudsmith-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
            .near(&["cloudsmith", "cloudsmithapi"])],
    },
    &Provider {
        name: "Quay",
        page: "quay",
        revoke: "regenerate the robot account's token",
        link: "https://docs.quay.io/glossary/robot-accounts.html",
        detectors: &[secret(
            "secret/quay-robot-token",
            "robot account's token",
            &[shape(&[of(Alphabet::UPPER_ALNUM, 64)]), shape(&[of(Alphabet::ALNUM, 40)])],
        )
        .near(&["quay", "quayio", "quaytoken", "quaypassword", "quayrobot"])],
    },
    &Provider {
        name: "Anaconda",
        page: "anaconda",
        revoke: "remove the token under Settings > Access",
        link: "https://www.anaconda.com/docs/main",
        detectors: &[secret(
            "secret/anaconda-token",
            "access token",
            &[shape(&[of(Alphabet::LOWER_ALNUM.with(b"-"), 39)]), shape(&[Piece::Uuid])],
        )
        .near(&["anaconda", "condatoken", "anacondatoken", "binstar", "condaupload"])],
    },
    &Provider {
        name: "Gemfury",
        page: "gemfury",
        revoke: "revoke the token under Tokens in the dashboard",
        link: "https://gemfury.com/help/tokens",
        detectors: &[secret(
            "secret/gemfury-token",
            "token",
            &[
                shape(&[one_of(&["deploy-", "full-", "install-"]), of(Alphabet::ALNUM, 20)]),
                shape(&[of(Alphabet::ALNUM, 20)]),
            ],
        )
        .near(&["gemfury", "furytoken", "furyio", "furyauth"])],
    },
    &Provider {
        name: "JitPack",
        page: "jitpack",
        revoke: "regenerate the token at the account's page",
        link: "https://docs.jitpack.io/private/",
        detectors: &[secret(
            "secret/jitpack-token",
            "authentication token",
            &[shape(&[text("jp_"), of(Alphabet::LOWER_ALNUM, 26)])],
        )],
    },
    &Provider {
        name: "Gradle",
        page: "gradle",
        revoke: "revoke the key in the account's settings",
        link: "https://docs.gradle.com/develocity/gradle-plugin/current/",
        detectors: &[
            secret("secret/gradle-publish-key", "plugin portal key or secret", &[shape(&[of(Alphabet::ALNUM, 32)])])
                .near(&["gradlepublish", "gradlepublishkey", "gradlepublishsecret"]),
            secret("secret/gradle-access-key", "Develocity access key", &[shape(&[of(Alphabet::LOWER_ALNUM, 52)])])
                .near(&["gradleenterprise", "develocity", "gradleaccess"]),
        ],
    },
    &Provider {
        name: "Font Awesome",
        page: "fontawesome",
        revoke: "regenerate the package token in the account's settings",
        link: "https://docs.fontawesome.com/web/setup/packages",
        detectors: &[secret("secret/fontawesome-token", "package token", &[shape(&[Piece::Uuid])])
            .near(&["fontawesome", "fortawesome"])],
    },
    &Provider {
        name: "Chocolatey and MyGet",
        page: "chocolatey",
        revoke: "regenerate the API key in the account's settings",
        link: "https://docs.chocolatey.org/en-us/create/commands/api-key/",
        detectors: &[secret("secret/chocolatey-key", "API key", &[shape(&[Piece::Uuid])])
            .near(&["chocolatey", "chocoapikey", "chocokey", "myget", "mygetapikey", "nugetapikey"])],
    },
    &Provider {
        name: "CocoaPods",
        page: "cocoapods",
        revoke: "remove the session with `pod trunk me clean-sessions`",
        link: "https://guides.cocoapods.org/making/getting-setup-with-trunk.html",
        detectors: &[secret("secret/cocoapods-token", "trunk token", &[shape(&[of(Alphabet::ANY_HEX, 32)])])
            .near(&["cocoapods", "podtrunk", "trunktoken"])],
    },
];
