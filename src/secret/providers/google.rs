//! Google: its cloud, its APIs, Firebase.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Provider, between, of, secret, shape, text};

/// Base64 (RFC 4648, section 4) without its padding.
const BASE64_BARE: Alphabet = Alphabet::ALNUM.with(b"+/");

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Google",
        page: "google",
        revoke: "delete or regenerate it under APIs & Services > Credentials, and restrict what replaces it by API and by origin",
        link: "https://cloud.google.com/docs/authentication/api-keys",
        detectors: &[
            secret("secret/google-api-key", "API key", &[shape(&[text("AIza"), of(Alphabet::BASE64_URL, 35)])]),
            secret(
                "secret/google-auth-key",
                "API key bound to a service account",
                &[shape(&[text("AQ.A"), between(Alphabet::BASE64_URL, 40, 64)])],
            ),
            secret(
                "secret/google-oauth-client-secret",
                "OAuth client secret",
                &[shape(&[text("GOCSPX-"), between(Alphabet::BASE64_URL, 28, 32)])],
            ),
            secret(
                "secret/google-oauth-old-client-secret",
                "OAuth client secret without prefix",
                &[shape(&[of(Alphabet::BASE64_URL, 24)])],
            )
            .near(&[
                "googleclientsecret", "googlesecret", "googleoauth", "gcpclientsecret", "gmailclientsecret",
                "youtubeclientsecret",
            ]),
            secret(
                "secret/google-oauth-access-token",
                "OAuth access token",
                &[shape(&[text("ya29."), between(Alphabet::BASE64_URL.with(b"."), 30, 2048)])],
            ),
            secret(
                "secret/google-oauth-refresh-token",
                "OAuth refresh token",
                &[shape(&[text("1//0"), between(Alphabet::BASE64_URL, 38, 512)])],
            ),
            secret(
                "secret/google-oauth-authorization-code",
                "OAuth authorization code",
                &[shape(&[text("4/0A"), between(Alphabet::BASE64_URL, 40, 256)])],
            ),
            secret(
                "secret/google-oauth-client-id",
                "OAuth client id",
                &[shape(&[
                    between(Alphabet::DIGIT, 6, 21),
                    text("-"),
                    of(Alphabet::LOWER_ALNUM, 32),
                    text(".apps.googleusercontent.com"),
                ])],
            )
            .public(),
            secret(
                "secret/gcp-service-account-key-id",
                "id of a service account's key",
                &[shape(&[of(Alphabet::ANY_HEX, 40)])],
            )
            .near(&["privatekeyid"])
            .public(),
            secret(
                "secret/gcp-hmac-access-id",
                "Cloud Storage HMAC access id",
                &[
                    shape(&[text("GOOG1E"), of(Alphabet::UPPER_ALNUM, 55)]),
                    shape(&[text("GOOG1E"), of(Alphabet::UPPER_ALNUM, 57)]),
                    shape(&[text("GOOG"), of(Alphabet::UPPER_ALNUM, 20)]),
                ],
            ),
            secret("secret/gcp-hmac-secret", "Cloud Storage HMAC secret", &[shape(&[of(BASE64_BARE, 40)])]).near(&[
                "gcshmac", "googhmac", "hmacsecret", "gcssecret", "gcpsecret", "googlestorage", "googlecloudstorage",
                "gssecretaccesskey",
            ]),
            secret(
                "secret/google-recaptcha-secret",
                "reCAPTCHA secret key",
                &[shape(&[text("6"), text("L"), of(Alphabet::BASE64_URL, 38)])],
            )
            .near(&[
                "recaptchasecret", "captchasecret", "recaptchaprivate", "recaptchav3secret", "recaptchav2secret",
                "captchaprivate",
            ]),
            secret(
                "secret/google-recaptcha-site-key",
                "reCAPTCHA site key",
                &[shape(&[text("6"), text("L"), of(Alphabet::BASE64_URL, 38)])],
            )
            .near(&["sitekey", "recaptchakey", "recaptchapublic", "recaptchasite", "captchasite"])
            .public(),
        ],
    },
    &Provider {
        name: "Firebase",
        page: "firebase",
        revoke: "delete the key under Project settings > Cloud Messaging and move to the HTTP v1 API",
        link: "https://firebase.google.com/docs/cloud-messaging",
        detectors: &[
            secret(
                "secret/firebase-cloud-messaging-key",
                "Cloud Messaging server key",
                &[shape(&[
                    text("AAAA"),
                    of(Alphabet::BASE64_URL, 7),
                    text(":APA91b"),
                    between(Alphabet::BASE64_URL, 130, 140),
                ])],
            ),
            secret("secret/firebase-database-secret", "Realtime Database secret", &[shape(&[of(Alphabet::ALNUM, 40)])])
                .near(&[
                    "firebasesecret", "firebasedatabasesecret", "firebaseauth", "firebasetoken", "firebasedbsecret",
                ]),
        ],
    },
];
