//! Google: its cloud, its APIs, Firebase.

use crate::secret::detector::providers;

providers! {
    "Google", "google" {
        revoke: "delete or regenerate it under APIs & Services > Credentials, and restrict what replaces it by API and \
                 by origin";
        link: "https://cloud.google.com/docs/authentication/api-keys";
        "secret/google-api-key" "API key" = ["AIza" BASE64_URL[35]];
        "secret/google-auth-key" "API key bound to a service account" = ["AQ.A" BASE64_URL[40-64]];
        "secret/google-oauth-client-secret" "OAuth client secret" = ["GOCSPX-" BASE64_URL[28-32]];
        "secret/google-oauth-old-client-secret" "OAuth client secret without prefix" = [BASE64_URL[24]]
            near ["googleclientsecret", "googlesecret", "googleoauth", "gcpclientsecret", "gmailclientsecret",
            "youtubeclientsecret"];
        "secret/google-oauth-access-token" "OAuth access token" = ["ya29." (BASE64_URL ".")[30-2048]];
        "secret/google-oauth-refresh-token" "OAuth refresh token" = ["1//0" BASE64_URL[38-512]];
        "secret/google-oauth-authorization-code" "OAuth authorization code" = ["4/0A" BASE64_URL[40-256]];
        "secret/google-oauth-client-id" "OAuth client id" =
            [DIGIT[6-21] "-" LOWER_ALNUM[32] ".apps.googleusercontent.com"]
            as public;
        "secret/gcp-service-account-key-id" "id of a service account's key" = [ANY_HEX[40]]
            near ["privatekeyid"] as public;
        "secret/gcp-hmac-access-id" "Cloud Storage HMAC access id" =
            ["GOOG1E" UPPER_ALNUM[55]],
            ["GOOG1E" UPPER_ALNUM[57]],
            ["GOOG" UPPER_ALNUM[20]];
        "secret/gcp-hmac-secret" "Cloud Storage HMAC secret" = [BASE64_BARE[40]]
            near ["gcshmac", "googhmac", "hmacsecret", "gcssecret", "gcpsecret", "googlestorage", "googlecloudstorage",
            "gssecretaccesskey"];
        "secret/google-recaptcha-secret" "reCAPTCHA secret key" = ["6" "L" BASE64_URL[38]]
            near ["recaptchasecret", "captchasecret", "recaptchaprivate", "recaptchav3secret", "recaptchav2secret",
            "captchaprivate"];
        "secret/google-recaptcha-site-key" "reCAPTCHA site key" = ["6" "L" BASE64_URL[38]]
            near ["sitekey", "recaptchakey", "recaptchapublic", "recaptchasite", "captchasite"] as public;
    }
    "Firebase", "firebase" {
        revoke: "delete the key under Project settings > Cloud Messaging and move to the HTTP v1 API";
        link: "https://firebase.google.com/docs/cloud-messaging";
        "secret/firebase-cloud-messaging-key" "Cloud Messaging server key" =
            ["AAAA" BASE64_URL[7] ":APA91b" BASE64_URL[130-140]];
        "secret/firebase-database-secret" "Realtime Database secret" = [ALNUM[40]]
            near ["firebasesecret", "firebasedatabasesecret", "firebaseauth", "firebasetoken", "firebasedbsecret"];
    }
}
