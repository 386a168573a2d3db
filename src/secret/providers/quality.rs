//! What watches over the quality and the security of code.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Sonar",
        page: "sonar",
        revoke: "revoke the token under My account > Security",
        link: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/",
        detectors: &[
            secret(
                "secret/sonar-token",
                "user, project or global analysis token",
                &[shape(&[one_of(&["squ_", "sqp_", "sqa_", "sqco_"]), between(Alphabet::LOWER_ALNUM, 40, 44)])],
            ),
            secret("secret/sonar-old-token", "token without prefix", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
                .near(&["sonar", "sonarqube", "sonarcloud", "sonartoken", "sonarlogin"]),
        ],
    },
    &Provider {
        name: "Codecov",
        page: "codecov",
        revoke: "regenerate the token in the repository's settings",
        link: "https://docs.codecov.com/docs/codecov-tokens",
        detectors: &[
            secret("secret/codecov-token", "upload token", &[shape(&[Piece::Uuid])]).near(&["codecov", "codecovtoken"]),
            secret("secret/codecov-api-token", "access token", &[shape(&[of(Alphabet::LOWER_ALNUM, 32)])])
                .near(&["codecov", "codecovaccess", "codecovtoken", "codecovapi"]),
        ],
    },
    &Provider {
        name: "Coveralls",
        page: "coveralls",
        revoke: "regenerate the token on the repository's page",
        link: "https://docs.coveralls.io/",
        detectors: &[secret(
            "secret/coveralls-token",
            "repository token",
            &[shape(&[between(Alphabet::ALNUM, 32, 37)])],
        )
        .near(&["coveralls", "coverallstoken", "coverallsrepo"])],
    },
    &Provider {
        name: "Codacy",
        page: "codacy",
        revoke: "delete the token under API tokens",
        link: "https://docs.codacy.com/codacy-api/api-tokens/",
        detectors: &[secret(
            "secret/codacy-token",
            "API token",
            &[shape(&[of(Alphabet::ALNUM, 20)]), shape(&[of(Alphabet::ANY_HEX, 32)])],
        )
        .near(&["codacy", "codacytoken", "codacyproject", "codacyapi"])],
    },
    &Provider {
        name: "Code Climate",
        page: "codeclimate",
        revoke: "regenerate the token in the repository's settings",
        link: "https://docs.codeclimate.com/docs/finding-your-test-coverage-token",
        detectors: &[secret(
            "secret/codeclimate-token",
            "test reporter id or API token",
            &[shape(&[of(Alphabet::ANY_HEX, 64)]), shape(&[of(Alphabet::ANY_HEX, 40)])],
        )
        .near(&["codeclimate", "cctestreporter", "ccreporter", "codeclimaterepo"])],
    },
    &Provider {
        name: "Snyk",
        page: "snyk",
        revoke: "revoke the token under Account settings > Auth token",
        link: "https://docs.snyk.io/snyk-api/authentication-for-api",
        detectors: &[
            secret(
                "secret/snyk-token",
                "personal or service account token",
                &[shape(&[
                    one_of(&["snyk_uat.", "snyk_sat."]),
                    of(Alphabet::ALNUM, 8),
                    text("."),
                    between(Alphabet::BASE64_URL, 20, 1024),
                    text("."),
                    between(Alphabet::BASE64_URL, 20, 1024),
                ])],
            ),
            secret("secret/snyk-api-key", "API key", &[shape(&[Piece::Uuid])])
                .near(&["snyk", "snyktoken", "snykkey", "snykapi", "snykoauth"]),
        ],
    },
    &Provider {
        name: "Socket",
        page: "socket",
        revoke: "delete the token under Settings > API tokens",
        link: "https://docs.socket.dev/docs/api-keys",
        detectors: &[secret(
            "secret/socket-token",
            "API token",
            &[shape(&[text("sktsec_"), between(Alphabet::BASE64_URL, 36, 64), text("_api")])],
        )],
    },
    &Provider {
        name: "GitGuardian",
        page: "gitguardian",
        revoke: "revoke the token under API > Personal access tokens",
        link: "https://docs.gitguardian.com/api-docs/authentication",
        detectors: &[secret("secret/gitguardian-token", "API token", &[shape(&[between(Alphabet::ALNUM, 69, 72)])])
            .near(&["gitguardian", "ggshield", "gitguardianapi"])],
    },
    &Provider {
        name: "Semgrep",
        page: "semgrep",
        revoke: "delete the token under Settings > Tokens",
        link: "https://semgrep.dev/docs/semgrep-appsec-platform/semgrep-api",
        detectors: &[secret("secret/semgrep-token", "app token", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
            .near(&["semgrep", "semgreptoken", "semgrepapp"])],
    },
    &Provider {
        name: "StackHawk",
        page: "stackhawk",
        revoke: "delete the key under Settings > API keys",
        link: "https://docs.stackhawk.com/",
        detectors: &[secret(
            "secret/stackhawk-key",
            "API key",
            &[shape(&[text("hawk."), of(Alphabet::BASE64_URL, 20), text("."), of(Alphabet::BASE64_URL, 20)])],
        )],
    },
    &Provider {
        name: "Endor Labs",
        page: "endor-labs",
        revoke: "delete the key under Settings > Access control > API keys",
        link: "https://docs.endorlabs.com/",
        detectors: &[secret(
            "secret/endor-labs-key",
            "API key",
            &[shape(&[text("endr+"), between(Alphabet::BASE64_URL, 16, 40)])],
        )],
    },
    &Provider {
        name: "Veracode",
        page: "veracode",
        revoke: "revoke the credentials under API credentials",
        link: "https://docs.veracode.com/r/c_api_credentials3",
        detectors: &[
            secret(
                "secret/veracode-secret-key",
                "API secret key",
                &[
                    shape(&[text("vera01es-"), between(Alphabet::HEX, 64, 128)]),
                    shape(&[text("vera01gs-"), between(Alphabet::HEX, 64, 128)]),
                ],
            ),
            secret(
                "secret/veracode-key-id",
                "API id",
                &[shape(&[one_of(&["vera01ei-", "vera01gi-"]), between(Alphabet::HEX, 32, 64)])],
            )
            .public(),
            secret("secret/veracode-old-key", "API secret key without prefix", &[shape(&[of(Alphabet::ANY_HEX, 128)])])
                .near(&["veracode", "veracodeapi", "veracodekey", "vkey"]),
        ],
    },
    &Provider {
        name: "FOSSA",
        page: "fossa",
        revoke: "delete the token under Settings > API",
        link: "https://docs.fossa.com/docs/api-reference",
        detectors: &[secret("secret/fossa-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 32)])])
            .near(&["fossa", "fossaapi", "fossakey"])],
    },
    &Provider {
        name: "Mend",
        page: "mend",
        revoke: "regenerate the key in the organization's integration settings",
        link: "https://docs.mend.io/",
        detectors: &[secret("secret/mend-key", "API or user key", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
            .near(&["whitesource", "wssapikey", "wsapikey", "wsuserkey", "mendapi", "mendkey", "menduserkey"])],
    },
    &Provider {
        name: "Tenable",
        page: "tenable",
        revoke: "regenerate the keys under My account > API keys",
        link: "https://docs.tenable.com/vulnerability-management/Content/Settings/my-account/GenerateAPIKey.htm",
        detectors: &[secret("secret/tenable-key", "access or secret key", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
            .near(&["tenable", "tenableio", "nessus", "tioaccess", "tiosecret"])],
    },
    &Provider {
        name: "VirusTotal",
        page: "virustotal",
        revoke: "ask for a new key in the account's API key page",
        link: "https://docs.virustotal.com/docs/please-give-me-an-api-key",
        detectors: &[secret("secret/virustotal-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
            .near(&["virustotal", "vtapikey", "vtkey", "vtapi", "xapikeyvt"])],
    },
    &Provider {
        name: "Shodan",
        page: "shodan",
        revoke: "reset the key on the account's page",
        link: "https://developer.shodan.io/api",
        detectors: &[secret("secret/shodan-key", "API key", &[shape(&[of(Alphabet::ALNUM, 32)])])
            .near(&["shodan", "shodankey", "shodanapi"])],
    },
    &Provider {
        name: "AbuseIPDB",
        page: "abuseipdb",
        revoke: "delete the key under Account > API",
        link: "https://docs.abuseipdb.com/",
        detectors: &[secret("secret/abuseipdb-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 80)])])
            .near(&["abuseipdb", "abuseip"])],
    },
    &Provider {
        name: "LevelBlue OTX",
        page: "otx",
        revoke: "regenerate the key in the account's settings",
        link: "https://otx.alienvault.com/api",
        detectors: &[secret("secret/otx-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
            .near(&["alienvault", "otxapikey", "otxkey", "otxapi"])],
    },
    &Provider {
        name: "Wiz",
        page: "wiz",
        revoke: "delete the service account under Settings > Service accounts",
        link: "https://docs.wiz.io/",
        detectors: &[secret(
            "secret/wiz-client-secret",
            "service account's secret",
            &[shape(&[of(Alphabet::ALNUM, 64)])],
        )
        .near(&["wizclientsecret", "wizsecret", "wizio", "wizapi"])],
    },
    &Provider {
        name: "Detectify",
        page: "detectify",
        revoke: "delete the key in the team's settings",
        link: "https://developer.detectify.com/",
        detectors: &[secret("secret/detectify-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 32)])])
            .near(&["detectify", "detectifyapi"])],
    },
    &Provider {
        name: "Aikido",
        page: "aikido",
        revoke: "delete the token under Integrations > Continuous integration",
        link: "https://help.aikido.dev/",
        detectors: &[secret(
            "secret/aikido-token",
            "CI or runtime token",
            &[shape(&[one_of(&["AIK_CI_", "AIK_RUNTIME_"]), between(Alphabet::BASE64_URL, 32, 96)])],
        )],
    },
];
