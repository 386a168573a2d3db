//! Networks of people, music and video.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Meta",
        page: "meta",
        revoke: "reset the app secret or invalidate the token in the access token debugger",
        link: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/",
        detectors: &[
            secret(
                "secret/facebook-page-token",
                "access token of the Graph explorer",
                &[shape(&[text("EAACEdEose0cBA"), between(A::ALNUM, 20, 400)])],
            ),
            secret(
                "secret/whatsapp-token",
                "WhatsApp access token",
                &[shape(&[text("EAA"), between(A::ALNUM, 80, 400)])],
            )
            .near(&["whatsapp", "waba"]),
            secret(
                "secret/facebook-access-token",
                "access token",
                &[shape(&[text("EAA"), between(A::ALNUM, 80, 400)])],
            ),
            secret(
                "secret/facebook-app-token",
                "app access token",
                &[shape(&[between(A::DIGIT, 13, 17), text("|"), of(A::BASE64_URL, 27)])],
            )
            .near(&["facebook", "fbapp", "fbtoken", "metaapp", "appaccesstoken"]),
            secret("secret/facebook-app-secret", "app secret", &[shape(&[of(A::ANY_HEX, 32)])]).near(&[
                "facebook", "fbapp", "fbsecret", "fbclient", "metaapp", "metaclient", "instagramapp",
                "instagramclient", "instagramsecret", "oculus",
            ]),
            secret(
                "secret/instagram-token",
                "Instagram access token",
                &[shape(&[one_of(&["IGQV", "IGQW", "IGAA"]), between(A::BASE64_URL, 60, 400)])],
            ),
            secret(
                "secret/instagram-old-token",
                "Instagram access token of the old form",
                &[shape(&[between(A::DIGIT, 7, 12), text("."), of(A::HEX, 7), text("."), of(A::HEX, 32)])],
            )
            .near(&["instagram"]),
        ],
    },
    &Provider {
        name: "X",
        page: "x",
        revoke: "regenerate the keys and tokens in the developer portal",
        link: "https://docs.x.com/resources/fundamentals/authentication/overview",
        detectors: &[
            secret(
                "secret/x-bearer-token",
                "bearer token",
                &[shape(&[text("AAAAAAAAAAAAAAAAAAAAA"), between(A::ALNUM.with(b"%"), 60, 160)])],
            ),
            secret(
                "secret/x-access-token",
                "access token",
                &[shape(&[between(A::DIGIT, 7, 20), one_of(&["-"]), between(A::ALNUM, 38, 42)])],
            )
            .near(&["twitter", "accesstoken", "tweepy"]),
            secret("secret/x-client-secret", "OAuth 2.0 client secret", &[shape(&[of(A::BASE64_URL, 50)])])
                .near(&["twitterclient", "xclient", "twittersecret"]),
            secret(
                "secret/x-api-secret",
                "API secret or access token's secret",
                &[shape(&[of(A::ALNUM, 50)]), shape(&[of(A::ALNUM, 45)])],
            )
            .near(&["twitter", "consumersecret", "accesstokensecret", "accesssecret", "xconsumer", "tweepy"]),
            secret("secret/x-api-key", "API key", &[shape(&[of(A::ALNUM, 25)])])
                .near(&["twitter", "consumerkey", "xconsumer", "tweepy"]),
        ],
    },
    &Provider {
        name: "LinkedIn",
        page: "linkedin",
        revoke: "regenerate the client secret in the app's Auth tab",
        link: "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication",
        detectors: &[
            secret(
                "secret/linkedin-secret",
                "client secret",
                &[shape(&[one_of(&["WPL_AP1.", "WPL_AP0."]), between(A::ALNUM.with(b".="), 16, 60)])],
            ),
            secret(
                "secret/linkedin-access-token",
                "access token",
                &[shape(&[text("A"), text("Q"), between(A::BASE64_URL, 180, 450)])],
            )
            .near(&["linkedin"]),
            secret("secret/linkedin-old-secret", "client secret of the old form", &[shape(&[of(A::ALNUM, 16)])])
                .near(&["linkedin"]),
        ],
    },
    &Provider {
        name: "Twitch",
        page: "twitch",
        revoke: "reset the client secret or the stream key",
        link: "https://dev.twitch.tv/docs/authentication/",
        detectors: &[
            secret(
                "secret/twitch-stream-key",
                "stream key",
                &[shape(&[text("live_"), between(A::DIGIT, 6, 12), text("_"), between(A::ALNUM, 28, 32)])],
            ),
            secret(
                "secret/twitch-oauth-password",
                "chat password",
                &[shape(&[text("oauth:"), of(A::LOWER_ALNUM, 30)])],
            ),
            secret("secret/twitch-token", "token or client secret", &[shape(&[of(A::LOWER_ALNUM, 30)])])
                .near(&["twitch"]),
        ],
    },
    &Provider {
        name: "Spotify",
        page: "spotify",
        revoke: "rotate the client secret in the dashboard",
        link: "https://developer.spotify.com/documentation/web-api/concepts/apps",
        detectors: &[
            secret("secret/spotify-secret", "client secret", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["spotify"]),
            secret(
                "secret/spotify-refresh-token",
                "refresh token",
                &[shape(&[text("A"), text("Q"), between(A::BASE64_URL, 129, 180)])],
            )
            .near(&["spotify"]),
            secret(
                "secret/spotify-cookie",
                "session cookie",
                &[shape(&[text("A"), text("Q"), between(A::BASE64_URL.with(b"-"), 140, 180)])],
            )
            .near(&["spdc"]),
        ],
    },
    &Provider {
        name: "Reddit",
        page: "reddit",
        revoke: "reset the secret of the app in the preferences",
        link: "https://github.com/reddit-archive/reddit/wiki/OAuth2",
        detectors: &[secret("secret/reddit-secret", "client secret", &[shape(&[between(A::BASE64_URL, 27, 30)])])
            .near(&["reddit", "praw"])],
    },
    &Provider {
        name: "TikTok",
        page: "tiktok",
        revoke: "reset the client secret in the developer portal",
        link: "https://developers.tiktok.com/doc/",
        detectors: &[
            secret(
                "secret/tiktok-secret",
                "client secret",
                &[shape(&[of(A::ALNUM, 32)]), shape(&[of(A::ANY_HEX, 40)])],
            )
            .near(&["tiktok"]),
            secret(
                "secret/tiktok-token",
                "access token",
                &[shape(&[one_of(&["act.", "rft."]), between(A::ALNUM, 40, 100)])],
            )
            .near(&["tiktok"]),
        ],
    },
    &Provider {
        name: "Pinterest",
        page: "pinterest",
        revoke: "reset the app secret",
        link: "https://developers.pinterest.com/docs/",
        detectors: &[
            secret(
                "secret/pinterest-token",
                "access token",
                &[shape(&[one_of(&["pina_", "pinc_", "pinr."]), between(A::UPPER_ALNUM, 60, 130)])],
            ),
            secret("secret/pinterest-secret", "app secret", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["pinterest"]),
        ],
    },
    &Provider {
        name: "Snapchat",
        page: "snapchat",
        revoke: "regenerate the client secret",
        link: "https://developers.snap.com/",
        detectors: &[secret(
            "secret/snapchat-secret",
            "client secret",
            &[shape(&[of(A::ANY_HEX, 20)]), shape(&[of(A::ANY_HEX, 64)])],
        )
        .near(&["snapchat", "snapclient"])],
    },
    &Provider {
        name: "Strava",
        page: "strava",
        revoke: "reset the client secret in the API settings",
        link: "https://developers.strava.com/docs/authentication/",
        detectors: &[
            secret("secret/strava-secret", "client secret or token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["strava"])
        ],
    },
    &Provider {
        name: "Fitbit",
        page: "fitbit",
        revoke: "reset the client secret",
        link: "https://dev.fitbit.com/build/reference/web-api/",
        detectors: &[secret("secret/fitbit-secret", "client secret", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["fitbit"])],
    },
    &Provider {
        name: "Flickr",
        page: "flickr",
        revoke: "delete the key in the App Garden",
        link: "https://www.flickr.com/services/api/",
        detectors: &[
            secret("secret/flickr-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["flickr"]),
            secret("secret/flickr-secret", "API secret", &[shape(&[of(A::ANY_HEX, 16)])]).near(&["flickr"]),
        ],
    },
    &Provider {
        name: "Tumblr",
        page: "tumblr",
        revoke: "reset the consumer secret",
        link: "https://www.tumblr.com/docs/en/api/v2",
        detectors: &[
            secret("secret/tumblr-secret", "consumer key or secret", &[shape(&[of(A::ALNUM, 50)])]).near(&["tumblr"])
        ],
    },
    &Provider {
        name: "Imgur",
        page: "imgur",
        revoke: "regenerate the client secret",
        link: "https://apidocs.imgur.com/",
        detectors: &[secret("secret/imgur-secret", "client secret", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["imgur"])],
    },
    &Provider {
        name: "SoundCloud",
        page: "soundcloud",
        revoke: "reset the app's secret",
        link: "https://developers.soundcloud.com/docs",
        detectors: &[
            secret("secret/soundcloud-secret", "client secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["soundcloud"])
        ],
    },
    &Provider {
        name: "Deezer",
        page: "deezer",
        revoke: "reset the app's secret",
        link: "https://developers.deezer.com/",
        detectors: &[secret("secret/deezer-secret", "app secret", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["deezer"])],
    },
    &Provider {
        name: "Mastodon",
        page: "mastodon",
        revoke: "revoke the token under Development in the preferences",
        link: "https://docs.joinmastodon.org/client/token/",
        detectors: &[secret(
            "secret/mastodon-token",
            "access token or client secret",
            &[shape(&[of(A::BASE64_URL, 43)])],
        )
        .near(&["mastodon", "tootapi"])],
    },
    &Provider {
        name: "Bluesky",
        page: "bluesky",
        revoke: "delete the app password in the settings",
        link: "https://docs.bsky.app/",
        detectors: &[secret(
            "secret/bluesky-app-password",
            "app password",
            &[shape(&[
                of(A::LOWER_ALNUM, 4),
                one_of(&["-"]),
                of(A::LOWER_ALNUM, 4),
                one_of(&["-"]),
                of(A::LOWER_ALNUM, 4),
                one_of(&["-"]),
                of(A::LOWER_ALNUM, 4),
            ])],
        )
        .near(&["bluesky", "bsky", "atproto"])],
    },
    &Provider {
        name: "Discourse",
        page: "discourse",
        revoke: "revoke the API key in the admin area",
        link: "https://docs.discourse.org/",
        detectors: &[secret("secret/discourse-key", "API key", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["discourse"])],
    },
    &Provider {
        name: "VK",
        page: "vk",
        revoke: "revoke the app's token",
        link: "https://dev.vk.com/",
        detectors: &[
            secret("secret/vk-token", "access token", &[shape(&[text("vk1.a."), between(A::BASE64_URL, 60, 260)])]),
            secret("secret/vk-old-token", "access token of the old form", &[shape(&[of(A::ANY_HEX, 85)])])
                .near(&["vktoken", "vkaccess", "vkapi", "vkontakte"]),
        ],
    },
    &Provider {
        name: "Kakao",
        page: "kakao",
        revoke: "reissue the app key",
        link: "https://developers.kakao.com/docs/",
        detectors: &[secret("secret/kakao-key", "app key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["kakao"])],
    },
    &Provider {
        name: "Xbox",
        page: "xbox",
        revoke: "revoke the API key",
        link: "https://xbl.io/",
        detectors: &[secret("secret/openxbl-key", "OpenXBL key", &[shape(&[Piece::Uuid])]).near(&["openxbl", "xblio"])],
    },
    &Provider {
        name: "Trustpilot",
        page: "trustpilot",
        revoke: "reset the API secret",
        link: "https://developers.trustpilot.com/",
        detectors: &[secret(
            "secret/trustpilot-secret",
            "API secret",
            &[shape(&[of(A::ALNUM, 32)]), shape(&[of(A::ALNUM, 16)])],
        )
        .near(&["trustpilot"])],
    },
    &Provider {
        name: "Disqus",
        page: "disqus",
        revoke: "reset the API secret in the application",
        link: "https://disqus.com/api/docs/",
        detectors: &[secret("secret/disqus-secret", "API secret", &[shape(&[of(A::ALNUM, 64)])]).near(&["disqus"])],
    },
    &Provider {
        name: "Buffer",
        page: "buffer",
        revoke: "revoke the access token",
        link: "https://buffer.com/developers/",
        detectors: &[
            secret("secret/buffer-token", "access token", &[shape(&[text("1/"), of(A::HEX, 32)])]).near(&["buffer"])
        ],
    },
];
