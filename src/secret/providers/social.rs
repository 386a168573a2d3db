//! Networks of people.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &META, &X, &LINKEDIN, &TWITCH, &SPOTIFY, &REDDIT, &TIKTOK, &PINTEREST, &SNAPCHAT, &STRAVA, &FLICKR, &VIDEO,
    &DISCOURSE, &PICTURES,
];

static META: Provider = Provider {
    name: "Meta",
    page: "meta",
    revoke: "reset the app secret, or invalidate the token in the access token tool",
    link: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/",
    detectors: &[
        secret("secret/facebook-access-token", "access token", &[shape(&[text("EAA"), between(A::ALNUM, 80, 300)])]),
        secret(
            "secret/facebook-page-token",
            "page access token",
            &[shape(&[text("EAACEdEose0cBA"), between(A::ALNUM, 20, 300)])],
        ),
        secret(
            "secret/facebook-app-token",
            "app access token",
            &[shape(&[between(A::DIGIT, 15, 16), text("|"), of(A::BASE64_URL, 27)])],
        ),
        secret("secret/facebook-app-secret", "app secret", &[shape(&[of(A::HEX, 32)])]).near(&[
            "facebook",
            "fbapp",
            "fbsecret",
            "metaapp",
            "appsecret",
        ]),
        secret(
            "secret/instagram-token",
            "Instagram access token",
            &[shape(&[one_of(&["IGQV", "IGAA"]), between(A::BASE64_URL, 60, 300)])],
        ),
        secret("secret/whatsapp-token", "WhatsApp token", &[shape(&[text("EAA"), between(A::BASE64_URL, 80, 300)])])
            .near(&["whatsapp"]),
    ],
};

static X: Provider =
    Provider {
        name: "X",
        page: "x",
        revoke: "regenerate the keys and tokens in the developer portal",
        link: "https://docs.x.com/",
        detectors: &[
            secret(
                "secret/x-bearer-token",
                "bearer token",
                &[shape(&[text("AAAAAAAAAAAAAAAAAAAAA"), between(A::ALNUM.with(b"%"), 70, 130)])],
            ),
            secret(
                "secret/x-access-token",
                "access token",
                &[shape(&[between(A::DIGIT, 15, 20), text("-"), between(A::ALNUM, 20, 45)])],
            ),
            secret("secret/x-api-key", "API key", &[shape(&[of(A::ALNUM, 25)])]).near(&[
                "twitter",
                "twitterapikey",
                "consumerkey",
                "xapikey",
            ]),
            secret("secret/x-api-secret", "API secret or access secret", &[shape(&[between(A::ALNUM, 45, 50)])])
                .near(&["twitter", "consumersecret", "twitterapisecret", "accesstokensecret", "xapisecret"]),
        ],
    };

static LINKEDIN: Provider = Provider {
    name: "LinkedIn",
    page: "linkedin",
    revoke: "regenerate the client secret",
    link: "https://learn.microsoft.com/en-us/linkedin/",
    detectors: &[
        secret(
            "secret/linkedin-secret",
            "client secret",
            &[
                shape(&[text("WPL_AP1."), between(A::ALNUM.with(b".="), 20, 60)]),
                shape(&[text("WPL_AP0."), between(A::ALNUM.with(b".="), 20, 60)]),
            ],
        ),
        secret("secret/linkedin-old-secret", "client secret of the old form", &[shape(&[of(A::ALNUM, 16)])])
            .near(&["linkedin"]),
    ],
};

static TWITCH: Provider = Provider {
    name: "Twitch",
    page: "twitch",
    revoke: "reset the client secret",
    link: "https://dev.twitch.tv/docs/",
    detectors: &[
        secret("secret/twitch-token", "token or client secret", &[shape(&[of(A::LOWER_ALNUM, 30)])]).near(&["twitch"])
    ],
};

static SPOTIFY: Provider = Provider {
    name: "Spotify",
    page: "spotify",
    revoke: "rotate the client secret",
    link: "https://developer.spotify.com/documentation/web-api",
    detectors: &[secret("secret/spotify-secret", "client secret", &[shape(&[of(A::HEX, 32)])]).near(&["spotify"])],
};

static REDDIT: Provider = Provider {
    name: "Reddit",
    page: "reddit",
    revoke: "reset the secret of the app",
    link: "https://www.reddit.com/dev/api/",
    detectors: &[
        secret("secret/reddit-secret", "client secret", &[shape(&[between(A::BASE64_URL, 27, 30)])]).near(&["reddit"])
    ],
};

static TIKTOK: Provider = Provider {
    name: "TikTok",
    page: "tiktok",
    revoke: "reset the client secret",
    link: "https://developers.tiktok.com/",
    detectors: &[secret(
        "secret/tiktok-secret",
        "client secret",
        &[shape(&[of(A::ALNUM, 32)]), shape(&[of(A::HEX, 40)])],
    )
    .near(&["tiktok"])],
};

static PINTEREST: Provider = Provider {
    name: "Pinterest",
    page: "pinterest",
    revoke: "reset the app secret",
    link: "https://developers.pinterest.com/",
    detectors: &[secret(
        "secret/pinterest-token",
        "access token",
        &[shape(&[text("pina_"), between(A::UPPER_ALNUM, 60, 120)])],
    )],
};

static SNAPCHAT: Provider = Provider {
    name: "Snapchat",
    page: "snapchat",
    revoke: "regenerate the secret",
    link: "https://developers.snap.com/",
    detectors: &[secret(
        "secret/snapchat-secret",
        "client secret",
        &[shape(&[of(A::HEX, 20)]), shape(&[of(A::HEX, 64)])],
    )
    .near(&["snapchat"])],
};

static STRAVA: Provider = Provider {
    name: "Strava",
    page: "strava",
    revoke: "reset the client secret",
    link: "https://developers.strava.com/",
    detectors: &[secret("secret/strava-secret", "client secret", &[shape(&[of(A::HEX, 40)])]).near(&["strava"])],
};

static FLICKR: Provider = Provider {
    name: "Flickr",
    page: "flickr",
    revoke: "delete the key",
    link: "https://www.flickr.com/services/api/",
    detectors: &[secret(
        "secret/flickr-token",
        "access token",
        &[shape(&[of(A::LOWER_ALNUM, 32)]), shape(&[of(A::HEX, 16)])],
    )
    .near(&["flickr"])],
};

static VIDEO: Provider = Provider {
    name: "YouTube and Vimeo",
    page: "video",
    revoke: "revoke the token",
    link: "https://developer.vimeo.com/",
    detectors: &[
        secret("secret/vimeo-token", "Vimeo access token", &[shape(&[of(A::HEX, 32)])]).near(&["vimeo"]),
        secret("secret/mux-secret", "Mux token secret", &[shape(&[of(A::BASE64, 75)])]).near(&["mux"]),
    ],
};

static DISCOURSE: Provider = Provider {
    name: "Discourse",
    page: "discourse",
    revoke: "revoke the API key",
    link: "https://docs.discourse.org/",
    detectors: &[secret("secret/discourse-key", "API key", &[shape(&[of(A::HEX, 64)])]).near(&["discourse"])],
};

static PICTURES: Provider = Provider {
    name: "Tumblr and Imgur",
    page: "pictures",
    revoke: "reset the secret",
    link: "https://apidocs.imgur.com/",
    detectors: &[
        secret("secret/tumblr-secret", "Tumblr consumer secret", &[shape(&[of(A::ALNUM, 50)])]).near(&["tumblr"]),
        secret("secret/imgur-secret", "Imgur client secret", &[shape(&[of(A::HEX, 40)])]).near(&["imgur"]),
        secret("secret/giphy-key", "GIPHY API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["giphy"]),
        secret("secret/unsplash-key", "Unsplash access key", &[shape(&[of(A::BASE64_URL, 43)])]).near(&["unsplash"]),
        secret("secret/pexels-key", "Pexels API key", &[shape(&[of(A::ALNUM, 56)])]).near(&["pexels"]),
    ],
};
