//! Content delivery, domains and DNS.

use crate::secret::alphabet::Alphabet;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Cloudflare",
        page: "cloudflare",
        revoke: "roll or delete it under My Profile > API Tokens and read the account's audit log",
        link: "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/",
        detectors: &[
            secret(
                "secret/cloudflare-global-key",
                "global API key",
                &[shape(&[text("cfk_"), of(Alphabet::ALNUM, 40), of(Alphabet::HEX, 8)]).proved(Proof::Crc32Hex)],
            ),
            secret(
                "secret/cloudflare-user-token",
                "user API token",
                &[shape(&[text("cfut_"), of(Alphabet::ALNUM, 40), of(Alphabet::HEX, 8)]).proved(Proof::Crc32Hex)],
            ),
            secret(
                "secret/cloudflare-account-token",
                "account API token",
                &[shape(&[text("cfat_"), of(Alphabet::ALNUM, 40), of(Alphabet::HEX, 8)]).proved(Proof::Crc32Hex)],
            ),
            secret(
                "secret/cloudflare-old-global-key",
                "global API key without prefix",
                &[shape(&[of(Alphabet::ANY_HEX, 37)])],
            )
            .near(&["cloudflare", "cfapikey", "cfkey", "cfglobal", "cloudflareapi", "xauthkey", "cfapi", "clouflare"]),
            secret(
                "secret/cloudflare-old-token",
                "API token without prefix",
                &[shape(&[of(Alphabet::BASE64_URL, 40)])],
            )
            .near(&["cloudflare", "cftoken", "cfapitoken", "cloudflareapi", "cfdnstoken", "clouflare", "cfapi"]),
            secret(
                "secret/cloudflare-origin-ca-key",
                "Origin CA key",
                &[shape(&[text("v1.0-"), of(Alphabet::HEX, 24), text("-"), of(Alphabet::HEX, 146)])],
            ),
            secret(
                "secret/cloudflare-access-client-id",
                "Access service token's client id",
                &[shape(&[of(Alphabet::HEX, 32), text(".access")])],
            )
            .public(),
            secret(
                "secret/cloudflare-access-client-secret",
                "Access service token's client secret",
                &[shape(&[of(Alphabet::ANY_HEX, 64)])],
            )
            .near(&["cfaccess", "cfaccessclient", "cloudflareaccess", "accessclientsecret"]),
            secret("secret/cloudflare-r2-secret", "R2 secret access key", &[shape(&[of(Alphabet::ANY_HEX, 64)])]).near(
                &["r2secret", "r2access", "r2", "r2secretaccesskey", "cloudflarer2", "r2key", "r2cloudflarestorage"],
            ),
            secret(
                "secret/cloudflare-turnstile-secret",
                "Turnstile secret key",
                &[shape(&[text("0x4AAAAAA"), between(Alphabet::BASE64_URL, 24, 28)])],
            ),
            secret(
                "secret/cloudflare-turnstile-site-key",
                "Turnstile site key",
                &[shape(&[text("0x4AAAAAA"), between(Alphabet::BASE64_URL, 12, 17)])],
            )
            .public(),
            secret(
                "secret/cloudflare-tunnel-token",
                "tunnel token",
                &[shape(&[text("eyJhIjoi"), between(Alphabet::BASE64, 120, 300)]).proved(Proof::Base64Json)],
            ),
        ],
    },
    &Provider {
        name: "Fastly",
        page: "fastly",
        revoke: "delete the token under Account > Personal tokens",
        link: "https://www.fastly.com/documentation/reference/api/auth-tokens/",
        detectors: &[secret("secret/fastly-api-token", "API token", &[shape(&[of(Alphabet::BASE64_URL, 32)])])
            .near(&["fastly", "fastlykey", "fastlyapi", "fastlytoken"])],
    },
    &Provider {
        name: "bunny.net",
        page: "bunny",
        revoke: "reset the API key under Account settings, or the storage zone's password",
        link: "https://docs.bunny.net/reference/bunnynet-api-overview",
        detectors: &[secret(
            "secret/bunny-api-key",
            "API key",
            &[shape(&[Piece::Uuid, Piece::Uuid]), shape(&[Piece::Uuid]), shape(&[of(Alphabet::HEX.with(b"-"), 41)])],
        )
        .near(&["bunny", "bunnycdn", "bunnynet", "bunnystorage", "bunnyapi"])],
    },
    &Provider {
        name: "KeyCDN",
        page: "keycdn",
        revoke: "reset the key under Account settings > Authentication",
        link: "https://www.keycdn.com/api",
        detectors: &[secret(
            "secret/keycdn-api-key",
            "API key",
            &[shape(&[text("sk_prod_"), between(Alphabet::BASE64.with(b"-_"), 24, 64)])],
        )],
    },
    &Provider {
        name: "DNSimple",
        page: "dnsimple",
        revoke: "delete the token under Account > Access tokens",
        link: "https://support.dnsimple.com/articles/api-access-token/",
        detectors: &[
            secret(
                "secret/dnsimple-token",
                "access token",
                &[shape(&[one_of(&["dnsimple_a_", "dnsimple_u_"]), between(Alphabet::ALNUM, 30, 44)])],
            ),
            secret("secret/dnsimple-old-token", "access token without prefix", &[shape(&[of(Alphabet::ALNUM, 32)])])
                .near(&["dnsimple", "dnsimpletoken"]),
        ],
    },
    &Provider {
        name: "Porkbun",
        page: "porkbun",
        revoke: "delete the API key under Account > API access",
        link: "https://porkbun.com/api/json/v3/documentation",
        detectors: &[
            secret("secret/porkbun-secret-key", "secret API key", &[shape(&[text("sk1_"), of(Alphabet::HEX, 64)])]),
            secret("secret/porkbun-api-key", "API key", &[shape(&[text("pk1_"), of(Alphabet::HEX, 64)])]),
        ],
    },
    &Provider {
        name: "GoDaddy",
        page: "godaddy",
        revoke: "delete the key in the developer portal",
        link: "https://developer.godaddy.com/getstarted",
        detectors: &[
            secret("secret/godaddy-api-key", "API key", &[shape(&[between(Alphabet::ALNUM.with(b"_"), 35, 37)])])
                .near(&["godaddy", "ssokey", "godaddykey", "godaddyapi"]),
            secret("secret/godaddy-api-secret", "API secret", &[shape(&[of(Alphabet::ALNUM, 22)])])
                .near(&["godaddysecret", "godaddyapisecret", "godaddy"]),
        ],
    },
    &Provider {
        name: "Namecheap",
        page: "namecheap",
        revoke: "reset the key under Profile > Tools > API access",
        link: "https://www.namecheap.com/support/api/intro/",
        detectors: &[secret("secret/namecheap-api-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 32)])])
            .near(&["namecheap", "namecheapapi"])],
    },
    &Provider {
        name: "Gandi",
        page: "gandi",
        revoke: "delete the token under Organization > Personal access tokens",
        link: "https://api.gandi.net/docs/authentication/",
        detectors: &[secret(
            "secret/gandi-token",
            "personal access token or API key",
            &[shape(&[of(Alphabet::ANY_HEX, 40)]), shape(&[of(Alphabet::ALNUM, 24)])],
        )
        .near(&["gandi", "gandiapi", "gandipat", "gandiv5"])],
    },
    &Provider {
        name: "NS1",
        page: "ns1",
        revoke: "delete the key under Account settings > Users & teams > API keys",
        link: "https://www.ibm.com/docs/en/ns1-connect",
        detectors: &[secret("secret/ns1-api-key", "API key", &[shape(&[of(Alphabet::ALNUM, 20)])])
            .near(&["ns1apikey", "nsone", "ns1key", "nsoneapikey", "xnsonekey"])],
    },
    &Provider {
        name: "Name.com",
        page: "name-com",
        revoke: "delete the token under Account settings > API tokens",
        link: "https://docs.name.com/",
        detectors: &[secret("secret/name-com-token", "API token", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
            .near(&["namedotcom", "namecomtoken", "namecomapi"])],
    },
    &Provider {
        name: "DuckDNS",
        page: "duckdns",
        revoke: "recreate the token in the account's menu",
        link: "https://www.duckdns.org/spec.jsp",
        detectors: &[secret("secret/duckdns-token", "token", &[shape(&[Piece::Uuid])]).near(&["duckdns"])],
    },
    &Provider {
        name: "deSEC",
        page: "desec",
        revoke: "delete the token under Token management",
        link: "https://desec.readthedocs.io/en/latest/auth/tokens.html",
        detectors: &[secret("secret/desec-token", "token", &[shape(&[of(Alphabet::BASE64_URL, 28)])])
            .near(&["desec", "desectoken", "desecio"])],
    },
];
