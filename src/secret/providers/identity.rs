//! Who signs people in, and who tells people from machines.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Okta",
        page: "okta",
        revoke: "revoke the token under Security > API > Tokens and read the system log",
        link: "https://developer.okta.com/docs/guides/create-an-api-token/",
        detectors: &[
            secret("secret/okta-token", "API token", &[shape(&[text("0"), text("0"), of(A::BASE64_URL, 40)])])
                .near(&["okta", "ssws", "oktaapi", "oktatoken"]),
            secret(
                "secret/okta-client-secret",
                "client secret",
                &[shape(&[of(A::BASE64_URL, 64)]), shape(&[of(A::BASE64_URL, 40)])],
            )
            .near(&["okta"]),
        ],
    },
    &Provider {
        name: "Auth0",
        page: "auth0",
        revoke: "rotate the client secret in the application's settings and read the tenant logs",
        link: "https://auth0.com/docs/get-started/applications/rotate-client-secret",
        detectors: &[
            secret("secret/auth0-secret", "client secret", &[shape(&[of(A::BASE64_URL, 64)])]).near(&["auth0"])
        ],
    },
    &Provider {
        name: "OneLogin",
        page: "onelogin",
        revoke: "delete the API credential under Developers",
        link: "https://developers.onelogin.com/api-docs/",
        detectors: &[
            secret("secret/onelogin-secret", "client secret", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["onelogin"])
        ],
    },
    &Provider {
        name: "Clerk",
        page: "clerk",
        revoke: "roll the secret key under API keys",
        link: "https://clerk.com/docs/guides/secure/rotate-api-keys",
        detectors: &[
            secret("secret/clerk-key", "secret key", &[shape(&[text("sk_live_"), between(A::ALNUM, 40, 50)])])
                .near(&["clerk"]),
            secret(
                "secret/clerk-test-key",
                "development secret key",
                &[shape(&[text("sk_test_"), between(A::ALNUM, 40, 50)])],
            )
            .near(&["clerk"])
            .test(),
            secret(
                "secret/clerk-publishable-key",
                "publishable key",
                &[shape(&[one_of(&["pk_live_", "pk_test_"]), between(A::BASE64.with(b"$"), 20, 90)])],
            )
            .near(&["clerk"])
            .public(),
        ],
    },
    &Provider {
        name: "WorkOS",
        page: "workos",
        revoke: "revoke the API key in the dashboard",
        link: "https://workos.com/docs",
        detectors: &[secret(
            "secret/workos-key",
            "API key",
            &[
                shape(&[one_of(&["sk_live_", "sk_test_"]), between(A::BASE64.with(b"_-"), 40, 100)]),
                shape(&[text("sk_"), between(A::BASE64.with(b"_-"), 60, 100)]),
            ],
        )
        .near(&["workos"])],
    },
    &Provider {
        name: "Stytch",
        page: "stytch",
        revoke: "delete the secret under API keys",
        link: "https://stytch.com/docs",
        detectors: &[
            secret(
                "secret/stytch-secret",
                "project secret",
                &[shape(&[text("secret-live-"), between(A::BASE64_URL.with(b"="), 30, 50)])],
            ),
            secret(
                "secret/stytch-test-secret",
                "test project secret",
                &[shape(&[text("secret-test-"), between(A::BASE64_URL.with(b"="), 30, 50)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Descope",
        page: "descope",
        revoke: "delete the management key under Company",
        link: "https://docs.descope.com/",
        detectors: &[secret(
            "secret/descope-key",
            "management or access key",
            &[shape(&[text("K"), text("2"), between(A::ALNUM, 27, 100)])],
        )
        .near(&["descope"])],
    },
    &Provider {
        name: "Kinde",
        page: "kinde",
        revoke: "rotate the application's client secret",
        link: "https://docs.kinde.com/",
        detectors: &[
            secret("secret/kinde-secret", "client secret", &[shape(&[between(A::ALNUM, 40, 64)])]).near(&["kinde"])
        ],
    },
    &Provider {
        name: "Frontegg",
        page: "frontegg",
        revoke: "regenerate the API key in the workspace settings",
        link: "https://docs.frontegg.com/",
        detectors: &[secret("secret/frontegg-key", "API key", &[shape(&[Piece::Uuid])]).near(&["frontegg"])],
    },
    &Provider {
        name: "FusionAuth",
        page: "fusionauth",
        revoke: "delete the API key under Settings",
        link: "https://fusionauth.io/docs/",
        detectors: &[secret("secret/fusionauth-key", "API key", &[shape(&[between(A::BASE64_URL, 43, 64)])])
            .near(&["fusionauth"])],
    },
    &Provider {
        name: "Keycloak",
        page: "keycloak",
        revoke: "regenerate the client secret under Credentials",
        link: "https://www.keycloak.org/docs/latest/server_admin/",
        detectors: &[secret(
            "secret/keycloak-secret",
            "client secret",
            &[shape(&[of(A::ALNUM, 32)]), shape(&[Piece::Uuid])],
        )
        .near(&["keycloak"])],
    },
    &Provider {
        name: "Ory",
        page: "ory",
        revoke: "revoke the API key in the project's settings",
        link: "https://www.ory.com/docs/",
        detectors: &[
            secret(
                "secret/ory-key",
                "API key",
                &[shape(&[one_of(&["ory_pat_", "ory_apikey_", "ory_wak_"]), between(A::ALNUM, 32, 60)])],
            ),
            secret(
                "secret/ory-token",
                "OAuth token",
                &[shape(&[
                    one_of(&["ory_at_", "ory_rt_", "ory_ac_", "ory_st_"]),
                    between(A::BASE64_URL.with(b"."), 32, 140),
                ])],
            ),
        ],
    },
    &Provider {
        name: "Logto",
        page: "logto",
        revoke: "delete the application's secret",
        link: "https://docs.logto.io/",
        detectors: &[
            secret("secret/logto-secret", "application secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["logto"])
        ],
    },
    &Provider {
        name: "JumpCloud",
        page: "jumpcloud",
        revoke: "regenerate the API key in the admin console",
        link: "https://docs.jumpcloud.com/",
        detectors: &[
            secret("secret/jumpcloud-key", "API key", &[shape(&[text("jca_"), between(A::ALNUM, 36, 44)])]),
            secret("secret/jumpcloud-old-key", "API key of the old form", &[shape(&[of(A::ANY_HEX, 40)])])
                .near(&["jumpcloud"]),
        ],
    },
    &Provider {
        name: "Duo",
        page: "duo",
        revoke: "reset the secret key of the application",
        link: "https://duo.com/docs/adminapi",
        detectors: &[
            secret("secret/duo-secret", "secret key", &[shape(&[of(A::ALNUM, 40)])])
                .near(&["duoskey", "duosecret", "duosecurity", "duoapi", "duoclient", "duo"]),
            secret("secret/duo-key", "integration key", &[shape(&[text("D"), text("I"), of(A::UPPER_ALNUM, 18)])])
                .near(&["duo", "duoikey", "duosecurity", "duointegration"])
                .public(),
        ],
    },
    &Provider {
        name: "Persona",
        page: "persona",
        revoke: "revoke the API key in the dashboard",
        link: "https://docs.withpersona.com/",
        detectors: &[
            secret(
                "secret/persona-key",
                "API key",
                &[shape(&[text("persona_production_"), between(A::BASE64_URL, 30, 60)])],
            ),
            secret(
                "secret/persona-sandbox-key",
                "sandbox API key",
                &[shape(&[text("persona_sandbox_"), between(A::BASE64_URL, 30, 60)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Onfido",
        page: "onfido",
        revoke: "revoke the token in the dashboard",
        link: "https://documentation.onfido.com/",
        detectors: &[
            secret(
                "secret/onfido-token",
                "live API token",
                &[shape(&[
                    one_of(&["api_live.", "api_live_us.", "api_live_ca.", "api_live_eu."]),
                    between(A::BASE64_URL, 10, 14),
                    text("."),
                    between(A::BASE64_URL, 30, 34),
                ])],
            ),
            secret(
                "secret/onfido-sandbox-token",
                "sandbox API token",
                &[shape(&[
                    one_of(&["api_sandbox.", "api_sandbox_us.", "api_sandbox_ca.", "api_sandbox_eu."]),
                    between(A::BASE64_URL, 10, 14),
                    text("."),
                    between(A::BASE64_URL, 30, 34),
                ])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Jumio",
        page: "jumio",
        revoke: "rotate the API secret in the portal",
        link: "https://docs.jumio.com/",
        detectors: &[secret("secret/jumio-secret", "API secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["jumio"])],
    },
    &Provider {
        name: "PropelAuth",
        page: "propelauth",
        revoke: "delete the API key in the dashboard",
        link: "https://docs.propelauth.com/",
        detectors: &[secret(
            "secret/propelauth-key",
            "API key",
            &[shape(&[of(A::ANY_HEX, 128)]), shape(&[of(A::ANY_HEX, 160)])],
        )
        .near(&["propelauth"])],
    },
    &Provider {
        name: "Nango",
        page: "nango",
        revoke: "rotate the secret key in the environment settings",
        link: "https://nango.dev/docs",
        detectors: &[secret("secret/nango-key", "secret key", &[shape(&[Piece::Uuid])]).near(&["nango"])],
    },
    &Provider {
        name: "Unkey",
        page: "unkey",
        revoke: "delete the root key in the settings",
        link: "https://www.unkey.com/docs",
        detectors: &[secret(
            "secret/unkey-root-key",
            "root key",
            &[shape(&[text("unkey_"), between(A::BASE58, 20, 40)])],
        )],
    },
    &Provider {
        name: "hCaptcha",
        page: "hcaptcha",
        revoke: "generate a new secret in the account settings",
        link: "https://docs.hcaptcha.com/",
        detectors: &[secret(
            "secret/hcaptcha-secret",
            "secret key",
            &[shape(&[text("ES_"), of(A::HEX, 32)]), shape(&[text("0x"), of(A::ANY_HEX, 40)])],
        )
        .near(&["hcaptcha"])],
    },
    &Provider {
        name: "FriendlyCaptcha",
        page: "friendly-captcha",
        revoke: "delete the API key in the dashboard",
        link: "https://developer.friendlycaptcha.com/",
        detectors: &[secret(
            "secret/friendly-captcha-key",
            "API key",
            &[shape(&[text("A"), text("1"), between(A::ALNUM, 50, 70)])],
        )
        .near(&["friendlycaptcha", "frccaptcha"])],
    },
    &Provider {
        name: "LastPass",
        page: "lastpass",
        revoke: "reset the provisioning hash in the admin console",
        link: "https://support.lastpass.com/",
        detectors: &[
            secret("secret/lastpass-hash", "provisioning hash", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["lastpass"])
        ],
    },
    &Provider {
        name: "PingOne",
        page: "pingone",
        revoke: "rotate the application's client secret",
        link: "https://docs.pingidentity.com/pingone/",
        detectors: &[secret("secret/pingone-secret", "client secret", &[shape(&[of(A::BASE64_URL.with(b".~"), 64)])])
            .near(&["pingone", "pingidentity", "pingfederate"])],
    },
    &Provider {
        name: "Yubico",
        page: "yubico",
        revoke: "request a new API key",
        link: "https://developers.yubico.com/OTP/",
        detectors: &[secret("secret/yubico-secret", "API secret", &[shape(&[of(A::BASE64, 28)])])
            .near(&["yubico", "yubikey", "yubicloud"])],
    },
];
