//! Content delivery, domains and DNS.

use crate::secret::detector::providers;

providers! {
    "Cloudflare", "cloudflare" {
        revoke: "roll or delete it under My Profile > API Tokens and read the account's audit log";
        link: "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/";
        "secret/cloudflare-global-key" "global API key" = ["cfk_" ALNUM[40] HEX[8]] proved Crc32Hex;
        "secret/cloudflare-user-token" "user API token" = ["cfut_" ALNUM[40] HEX[8]] proved Crc32Hex;
        "secret/cloudflare-account-token" "account API token" = ["cfat_" ALNUM[40] HEX[8]] proved Crc32Hex;
        "secret/cloudflare-old-global-key" "global API key without prefix" = [ANY_HEX[37]]
            near ["cloudflare", "cfapikey", "cfkey", "cfglobal", "cloudflareapi", "xauthkey", "cfapi", "clouflare"];
        "secret/cloudflare-old-token" "API token without prefix" = [BASE64_URL[40]]
            near ["cloudflare", "cftoken", "cfapitoken", "cloudflareapi", "cfdnstoken", "clouflare", "cfapi"];
        "secret/cloudflare-origin-ca-key" "Origin CA key" = ["v1.0-" HEX[24] "-" HEX[146]];
        "secret/cloudflare-access-client-id" "Access service token's client id" = [HEX[32] ".access"] as public;
        "secret/cloudflare-access-client-secret" "Access service token's client secret" = [ANY_HEX[64]]
            near ["cfaccess", "cfaccessclient", "cloudflareaccess", "accessclientsecret"];
        "secret/cloudflare-r2-secret" "R2 secret access key" = [ANY_HEX[64]]
            near ["r2secret", "r2access", "r2", "r2secretaccesskey", "cloudflarer2", "r2key", "r2cloudflarestorage"];
        "secret/cloudflare-turnstile-secret" "Turnstile secret key" = ["0x4AAAAAA" BASE64_URL[24-28]];
        "secret/cloudflare-turnstile-site-key" "Turnstile site key" = ["0x4AAAAAA" BASE64_URL[12-17]] as public;
        "secret/cloudflare-tunnel-token" "tunnel token" = ["eyJhIjoi" BASE64[120-300]] proved Base64Json;
    }
    "Fastly", "fastly" {
        revoke: "delete the token under Account > Personal tokens";
        link: "https://www.fastly.com/documentation/reference/api/auth-tokens/";
        "secret/fastly-api-token" "API token" = [BASE64_URL[32]]
            near ["fastly", "fastlykey", "fastlyapi", "fastlytoken"];
    }
    "bunny.net", "bunny" {
        revoke: "reset the API key under Account settings, or the storage zone's password";
        link: "https://docs.bunny.net/reference/bunnynet-api-overview";
        "secret/bunny-api-key" "API key" = [UUID UUID], [UUID], [(HEX "-")[41]]
            near ["bunny", "bunnycdn", "bunnynet", "bunnystorage", "bunnyapi"];
    }
    "KeyCDN", "keycdn" {
        revoke: "reset the key under Account settings > Authentication";
        link: "https://www.keycdn.com/api";
        "secret/keycdn-api-key" "API key" = ["sk_prod_" (BASE64 "-_")[24-64]];
    }
    "DNSimple", "dnsimple" {
        revoke: "delete the token under Account > Access tokens";
        link: "https://support.dnsimple.com/articles/api-access-token/";
        "secret/dnsimple-token" "access token" = [{"dnsimple_a_" | "dnsimple_u_"} ALNUM[30-44]];
        "secret/dnsimple-old-token" "access token without prefix" = [ALNUM[32]] near ["dnsimple", "dnsimpletoken"];
    }
    "Porkbun", "porkbun" {
        revoke: "delete the API key under Account > API access";
        link: "https://porkbun.com/api/json/v3/documentation";
        "secret/porkbun-secret-key" "secret API key" = ["sk1_" HEX[64]];
        "secret/porkbun-api-key" "API key" = ["pk1_" HEX[64]];
    }
    "GoDaddy", "godaddy" {
        revoke: "delete the key in the developer portal";
        link: "https://developer.godaddy.com/getstarted";
        "secret/godaddy-api-key" "API key" = [(ALNUM "_")[35-37]]
            near ["godaddy", "ssokey", "godaddykey", "godaddyapi"];
        "secret/godaddy-api-secret" "API secret" = [ALNUM[22]] near ["godaddysecret", "godaddyapisecret", "godaddy"];
    }
    "Namecheap", "namecheap" {
        revoke: "reset the key under Profile > Tools > API access";
        link: "https://www.namecheap.com/support/api/intro/";
        "secret/namecheap-api-key" "API key" = [ANY_HEX[32]] near ["namecheap", "namecheapapi"];
    }
    "Gandi", "gandi" {
        revoke: "delete the token under Organization > Personal access tokens";
        link: "https://api.gandi.net/docs/authentication/";
        "secret/gandi-token" "personal access token or API key" = [ANY_HEX[40]], [ALNUM[24]]
            near ["gandi", "gandiapi", "gandipat", "gandiv5"];
    }
    "NS1", "ns1" {
        revoke: "delete the key under Account settings > Users & teams > API keys";
        link: "https://www.ibm.com/docs/en/ns1-connect";
        "secret/ns1-api-key" "API key" = [ALNUM[20]] near ["ns1apikey", "nsone", "ns1key", "nsoneapikey", "xnsonekey"];
    }
    "Name.com", "name-com" {
        revoke: "delete the token under Account settings > API tokens";
        link: "https://docs.name.com/";
        "secret/name-com-token" "API token" = [ANY_HEX[40]] near ["namedotcom", "namecomtoken", "namecomapi"];
    }
    "DuckDNS", "duckdns" {
        revoke: "recreate the token in the account's menu";
        link: "https://www.duckdns.org/spec.jsp";
        "secret/duckdns-token" "token" = [UUID] near ["duckdns"];
    }
    "deSEC", "desec" {
        revoke: "delete the token under Token management";
        link: "https://desec.readthedocs.io/en/latest/auth/tokens.html";
        "secret/desec-token" "token" = [BASE64_URL[28]] near ["desec", "desectoken", "desecio"];
    }
}
