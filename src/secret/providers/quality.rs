//! What watches over the quality and the security of code.

use crate::secret::detector::providers;

providers! {
    "Sonar", "sonar" {
        revoke: "revoke the token under My account > Security";
        link: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/";
        "secret/sonar-token" "user, project or global analysis token" =
            [{"squ_" | "sqp_" | "sqa_" | "sqco_"} LOWER_ALNUM[40-44]];
        "secret/sonar-old-token" "token without prefix" = [ANY_HEX[40]]
            near ["sonar", "sonarqube", "sonarcloud", "sonartoken", "sonarlogin"];
    }
    "Codecov", "codecov" {
        revoke: "regenerate the token in the repository's settings";
        link: "https://docs.codecov.com/docs/codecov-tokens";
        "secret/codecov-token" "upload token" = [UUID] near ["codecov", "codecovtoken"];
        "secret/codecov-api-token" "access token" = [LOWER_ALNUM[32]]
            near ["codecov", "codecovaccess", "codecovtoken", "codecovapi"];
    }
    "Coveralls", "coveralls" {
        revoke: "regenerate the token on the repository's page";
        link: "https://docs.coveralls.io/";
        "secret/coveralls-token" "repository token" = [ALNUM[32-37]]
            near ["coveralls", "coverallstoken", "coverallsrepo"];
    }
    "Codacy", "codacy" {
        revoke: "delete the token under API tokens";
        link: "https://docs.codacy.com/codacy-api/api-tokens/";
        "secret/codacy-token" "API token" = [ALNUM[20]], [ANY_HEX[32]]
            near ["codacy", "codacytoken", "codacyproject", "codacyapi"];
    }
    "Code Climate", "codeclimate" {
        revoke: "regenerate the token in the repository's settings";
        link: "https://docs.codeclimate.com/docs/finding-your-test-coverage-token";
        "secret/codeclimate-token" "test reporter id or API token" = [ANY_HEX[64]], [ANY_HEX[40]]
            near ["codeclimate", "cctestreporter", "ccreporter", "codeclimaterepo"];
    }
    "Snyk", "snyk" {
        revoke: "revoke the token under Account settings > Auth token";
        link: "https://docs.snyk.io/snyk-api/authentication-for-api";
        "secret/snyk-token" "personal or service account token" =
            [{"snyk_uat." | "snyk_sat."} ALNUM[8] "." BASE64_URL[20-1024] "." BASE64_URL[20-1024]];
        "secret/snyk-api-key" "API key" = [UUID] near ["snyk", "snyktoken", "snykkey", "snykapi", "snykoauth"];
    }
    "Socket", "socket" {
        revoke: "delete the token under Settings > API tokens";
        link: "https://docs.socket.dev/docs/api-keys";
        "secret/socket-token" "API token" = ["sktsec_" BASE64_URL[36-64] "_api"];
    }
    "GitGuardian", "gitguardian" {
        revoke: "revoke the token under API > Personal access tokens";
        link: "https://docs.gitguardian.com/api-docs/authentication";
        "secret/gitguardian-token" "API token" = [ALNUM[69-72]] near ["gitguardian", "ggshield", "gitguardianapi"];
    }
    "Semgrep", "semgrep" {
        revoke: "delete the token under Settings > Tokens";
        link: "https://semgrep.dev/docs/semgrep-appsec-platform/semgrep-api";
        "secret/semgrep-token" "app token" = [ANY_HEX[64]] near ["semgrep", "semgreptoken", "semgrepapp"];
    }
    "StackHawk", "stackhawk" {
        revoke: "delete the key under Settings > API keys";
        link: "https://docs.stackhawk.com/";
        "secret/stackhawk-key" "API key" = ["hawk." BASE64_URL[20] "." BASE64_URL[20]];
    }
    "Endor Labs", "endor-labs" {
        revoke: "delete the key under Settings > Access control > API keys";
        link: "https://docs.endorlabs.com/";
        "secret/endor-labs-key" "API key" = ["endr+" BASE64_URL[16-40]];
    }
    "Veracode", "veracode" {
        revoke: "revoke the credentials under API credentials";
        link: "https://docs.veracode.com/r/c_api_credentials3";
        "secret/veracode-secret-key" "API secret key" = ["vera01es-" HEX[64-128]], ["vera01gs-" HEX[64-128]];
        "secret/veracode-key-id" "API id" = [{"vera01ei-" | "vera01gi-"} HEX[32-64]] as public;
        "secret/veracode-old-key" "API secret key without prefix" = [ANY_HEX[128]]
            near ["veracode", "veracodeapi", "veracodekey", "vkey"];
    }
    "FOSSA", "fossa" {
        revoke: "delete the token under Settings > API";
        link: "https://docs.fossa.com/docs/api-reference";
        "secret/fossa-key" "API key" = [ANY_HEX[32]] near ["fossa", "fossaapi", "fossakey"];
    }
    "Mend", "mend" {
        revoke: "regenerate the key in the organization's integration settings";
        link: "https://docs.mend.io/";
        "secret/mend-key" "API or user key" = [ANY_HEX[64]]
            near ["whitesource", "wssapikey", "wsapikey", "wsuserkey", "mendapi", "mendkey", "menduserkey"];
    }
    "Tenable", "tenable" {
        revoke: "regenerate the keys under My account > API keys";
        link: "https://docs.tenable.com/vulnerability-management/Content/Settings/my-account/GenerateAPIKey.htm";
        "secret/tenable-key" "access or secret key" = [ANY_HEX[64]]
            near ["tenable", "tenableio", "nessus", "tioaccess", "tiosecret"];
    }
    "VirusTotal", "virustotal" {
        revoke: "ask for a new key in the account's API key page";
        link: "https://docs.virustotal.com/docs/please-give-me-an-api-key";
        "secret/virustotal-key" "API key" = [ANY_HEX[64]]
            near ["virustotal", "vtapikey", "vtkey", "vtapi", "xapikeyvt"];
    }
    "Shodan", "shodan" {
        revoke: "reset the key on the account's page";
        link: "https://developer.shodan.io/api";
        "secret/shodan-key" "API key" = [ALNUM[32]] near ["shodan", "shodankey", "shodanapi"];
    }
    "AbuseIPDB", "abuseipdb" {
        revoke: "delete the key under Account > API";
        link: "https://docs.abuseipdb.com/";
        "secret/abuseipdb-key" "API key" = [ANY_HEX[80]] near ["abuseipdb", "abuseip"];
    }
    "LevelBlue OTX", "otx" {
        revoke: "regenerate the key in the account's settings";
        link: "https://otx.alienvault.com/api";
        "secret/otx-key" "API key" = [ANY_HEX[64]] near ["alienvault", "otxapikey", "otxkey", "otxapi"];
    }
    "Wiz", "wiz" {
        revoke: "delete the service account under Settings > Service accounts";
        link: "https://docs.wiz.io/";
        "secret/wiz-client-secret" "service account's secret" = [ALNUM[64]]
            near ["wizclientsecret", "wizsecret", "wizio", "wizapi"];
    }
    "Detectify", "detectify" {
        revoke: "delete the key in the team's settings";
        link: "https://developer.detectify.com/";
        "secret/detectify-key" "API key" = [ANY_HEX[32]] near ["detectify", "detectifyapi"];
    }
    "Aikido", "aikido" {
        revoke: "delete the token under Integrations > Continuous integration";
        link: "https://help.aikido.dev/";
        "secret/aikido-token" "CI or runtime token" = [{"AIK_CI_" | "AIK_RUNTIME_"} BASE64_URL[32-96]];
    }
}
