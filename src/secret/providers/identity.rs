//! Who logs people in.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[&OKTA, &AUTH0, &ONELOGIN, &CLERK, &WORKOS, &LOGINS];

static OKTA: Provider = Provider {
    name: "Okta",
    page: "okta",
    revoke: "revoke the token under Security > API, and read the system log",
    link: "https://developer.okta.com/docs/guides/create-an-api-token/",
    detectors: &[
        secret("secret/okta-token", "API token", &[shape(&[text("00"), of(A::BASE64_URL, 40)])])
            .near(&["okta", "ssws"]),
        secret("secret/okta-client-secret", "client secret", &[shape(&[between(A::BASE64_URL, 40, 64)])])
            .near(&["okta"]),
    ],
};

static AUTH0: Provider = Provider {
    name: "Auth0",
    page: "auth0",
    revoke: "rotate the client secret",
    link: "https://auth0.com/docs",
    detectors: &[secret("secret/auth0-secret", "client secret", &[shape(&[of(A::BASE64_URL, 64)])]).near(&["auth0"])],
};

static ONELOGIN: Provider = Provider {
    name: "OneLogin",
    page: "onelogin",
    revoke: "reset the credential",
    link: "https://developers.onelogin.com/",
    detectors: &[secret("secret/onelogin-secret", "client secret", &[shape(&[of(A::HEX, 64)])]).near(&["onelogin"])],
};

static CLERK: Provider = Provider {
    name: "Clerk",
    page: "clerk",
    revoke: "roll the secret key",
    link: "https://clerk.com/docs",
    detectors: &[
        secret("secret/clerk-key", "secret key", &[shape(&[text("sk_live_"), between(A::ALNUM, 40, 50)])])
            .near(&["clerk"]),
        secret("secret/clerk-test-key", "test secret key", &[shape(&[text("sk_test_"), between(A::ALNUM, 40, 50)])])
            .near(&["clerk"])
            .test(),
        secret(
            "secret/clerk-publishable-key",
            "publishable key",
            &[shape(&[one_of(&["pk_live_", "pk_test_"]), between(A::BASE64, 30, 70)])],
        )
        .near(&["clerk"])
        .public(),
    ],
};

static WORKOS: Provider = Provider {
    name: "WorkOS",
    page: "workos",
    revoke: "revoke the API key",
    link: "https://workos.com/docs",
    detectors: &[secret(
        "secret/workos-key",
        "API key",
        &[
            shape(&[one_of(&["sk_live_", "sk_test_"]), between(A::BASE64, 40, 90)]),
            shape(&[text("sk_"), between(A::BASE64, 40, 90)]),
        ],
    )
    .near(&["workos"])],
};

static LOGINS: Provider = Provider {
    name: "Descope, Stytch, Kinde",
    page: "logins",
    revoke: "rotate the secret",
    link: "https://stytch.com/docs",
    detectors: &[
        secret(
            "secret/stytch-secret",
            "Stytch secret",
            &[shape(&[
                text("secret-"),
                one_of(&["live", "test"]),
                text("-"),
                between(A::BASE64_URL.with(b"="), 36, 48),
            ])],
        ),
        secret("secret/descope-key", "Descope management key", &[shape(&[text("K2"), between(A::ALNUM, 27, 80)])])
            .near(&["descope"]),
        secret("secret/kinde-secret", "Kinde secret", &[shape(&[between(A::ALNUM, 40, 64)])]).near(&["kinde"]),
    ],
};
