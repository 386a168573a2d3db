//! Google Cloud and Google's other services. (<https://cloud.google.com/docs/authentication/api-keys>)

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[&GOOGLE];

static GOOGLE: Provider = Provider {
    name: "Google",
    page: "google",
    revoke: "delete the key or reset the client secret under APIs & Services > Credentials, and read the audit log",
    link: "https://cloud.google.com/docs/authentication/api-keys",
    detectors: &[
        secret("secret/google-api-key", "API key", &[shape(&[text("AIza"), of(A::BASE64_URL, 35)])]),
        secret(
            "secret/google-auth-key",
            "API key bound to an account",
            &[shape(&[text("AQ.Ab"), between(A::BASE64_URL, 40, 120)])],
        ),
        secret(
            "secret/google-oauth-secret",
            "OAuth client secret",
            &[shape(&[text("GOCSPX-"), of(A::BASE64_URL, 28)])],
        ),
        secret(
            "secret/google-access-token",
            "OAuth access token",
            &[shape(&[text("ya29."), between(A::BASE64_URL.with(b"."), 30, 1000)])],
        ),
        secret(
            "secret/google-refresh-token",
            "OAuth refresh token",
            &[shape(&[text("1//0"), between(A::BASE64_URL, 40, 200)])],
        ),
        secret(
            "secret/google-oauth-id",
            "OAuth client id",
            &[shape(&[
                between(A::DIGIT, 10, 13),
                text("-"),
                of(A::LOWER_ALNUM, 32),
                text(".apps.googleusercontent.com"),
            ])],
        )
        .public(),
        secret(
            "secret/google-hmac-id",
            "HMAC key id",
            &[shape(&[text("GOOG1E"), of(A::UPPER_ALNUM, 55)]), shape(&[text("GOOG"), of(A::UPPER_ALNUM, 20)])],
        ),
        secret("secret/google-hmac-secret", "HMAC secret", &[shape(&[of(A::ALNUM.with(b"+/"), 40)])]).near(&[
            "googhmac",
            "gcshmac",
            "googlehmac",
            "gcshmacsecret",
        ]),
        secret("secret/google-recaptcha-key", "reCAPTCHA key", &[shape(&[text("6L"), of(A::BASE64_URL, 38)])])
            .near(&["recaptcha", "captcha"]),
        secret("secret/google-service-account-id", "private key id of a service account", &[shape(&[of(A::HEX, 40)])])
            .near(&["privatekeyid"])
            .public(),
        secret(
            "secret/firebase-messaging-key",
            "Firebase Cloud Messaging server key",
            &[shape(&[text("AAAA"), between(A::BASE64_URL, 7, 7), text(":APA91b"), between(A::BASE64_URL, 120, 160)])],
        ),
    ],
};
