//! What pushes events to browsers, phones and other programs.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Pusher",
        page: "pusher",
        revoke: "rotate the app's keys in the dashboard",
        link: "https://pusher.com/docs/channels/",
        detectors: &[secret("secret/pusher-secret", "app secret", &[shape(&[of(A::ANY_HEX, 20)])]).near(&["pusher"])],
    },
    &Provider {
        name: "Ably",
        page: "ably",
        revoke: "revoke the key in the app's settings",
        link: "https://ably.com/docs/auth",
        detectors: &[secret(
            "secret/ably-key",
            "API key",
            &[
                shape(&[
                    between(A::BASE64_URL, 5, 6),
                    text("."),
                    of(A::BASE64_URL, 6),
                    text(":"),
                    of(A::BASE64_URL, 43),
                ]),
                shape(&[
                    between(A::BASE64_URL, 5, 6),
                    text("."),
                    of(A::BASE64_URL, 6),
                    text(":"),
                    between(A::BASE64_URL, 16, 22),
                ]),
            ],
        )
        .near(&["ably"])],
    },
    &Provider {
        name: "PubNub",
        page: "pubnub",
        revoke: "regenerate the keyset's secret key",
        link: "https://www.pubnub.com/docs/general/setup/account-setup",
        detectors: &[
            secret("secret/pubnub-secret-key", "secret key", &[shape(&[text("sec-c-"), between(A::BASE64, 40, 60)])]),
            secret(
                "secret/pubnub-key",
                "publish or subscribe key",
                &[shape(&[one_of(&["pub-c-", "sub-c-"]), Piece::Uuid])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Stream",
        page: "getstream",
        revoke: "rotate the app's secret in the dashboard",
        link: "https://getstream.io/docs/",
        detectors: &[secret("secret/getstream-secret", "API secret", &[shape(&[of(A::LOWER_ALNUM, 64)])])
            .near(&["getstream", "streamapi", "streamchat", "streamsecret"])],
    },
    &Provider {
        name: "Sendbird",
        page: "sendbird",
        revoke: "delete the API token in the dashboard",
        link: "https://sendbird.com/docs/",
        detectors: &[secret("secret/sendbird-token", "API token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["sendbird"])],
    },
    &Provider {
        name: "OneSignal",
        page: "onesignal",
        revoke: "rotate the key under Keys & IDs",
        link: "https://documentation.onesignal.com/docs/en/keys-and-ids",
        detectors: &[
            secret(
                "secret/onesignal-key",
                "API key",
                &[shape(&[one_of(&["os_v2_app_", "os_v2_org_"]), between(A::LOWER_ALNUM, 60, 120)])],
            ),
            secret(
                "secret/onesignal-old-key",
                "REST API key of the old form",
                &[shape(&[of(A::BASE64, 48)]), shape(&[Piece::Uuid])],
            )
            .near(&["onesignal"]),
        ],
    },
    &Provider {
        name: "Courier",
        page: "courier",
        revoke: "rotate the API key in the settings",
        link: "https://www.courier.com/docs/",
        detectors: &[secret(
            "secret/courier-key",
            "API key",
            &[shape(&[one_of(&["pk_prod_", "pk_test_", "dk_prod_", "dk_test_"]), of(A::UPPER_ALNUM, 28)])],
        )],
    },
    &Provider {
        name: "Knock",
        page: "knock",
        revoke: "roll the API key under Developers",
        link: "https://docs.knock.app/",
        detectors: &[secret(
            "secret/knock-key",
            "secret API key",
            &[shape(&[one_of(&["sk_test_", "sk_live_"]), between(A::BASE64_URL, 40, 50)])],
        )
        .near(&["knock"])],
    },
    &Provider {
        name: "Novu",
        page: "novu",
        revoke: "regenerate the secret key",
        link: "https://docs.novu.co/",
        detectors: &[secret("secret/novu-key", "secret key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["novu"])],
    },
    &Provider {
        name: "Svix",
        page: "svix",
        revoke: "expire the key in the dashboard",
        link: "https://docs.svix.com/",
        detectors: &[secret(
            "secret/svix-key",
            "API key",
            &[shape(&[one_of(&["testsk_", "sk_"]), between(A::BASE64_URL.with(b"."), 30, 60)])],
        )
        .near(&["svix"])],
    },
    &Provider {
        name: "Pushover",
        page: "pushover",
        revoke: "delete the application",
        link: "https://pushover.net/api",
        detectors: &[secret("secret/pushover-token", "application token or user key", &[shape(&[of(A::ALNUM, 30)])])
            .near(&["pushover"])],
    },
    &Provider {
        name: "Pushbullet",
        page: "pushbullet",
        revoke: "reset the access token in the settings",
        link: "https://docs.pushbullet.com/",
        detectors: &[secret(
            "secret/pushbullet-token",
            "access token",
            &[shape(&[text("o"), text("."), of(A::ALNUM, 32)])],
        )
        .near(&["pushbullet"])],
    },
    &Provider {
        name: "ntfy",
        page: "ntfy",
        revoke: "delete the token under Account",
        link: "https://docs.ntfy.sh/config/#access-control",
        detectors: &[secret("secret/ntfy-token", "access token", &[shape(&[text("tk_"), of(A::LOWER_ALNUM, 29)])])],
    },
    &Provider {
        name: "IFTTT",
        page: "ifttt",
        revoke: "regenerate the key in the Webhooks settings",
        link: "https://ifttt.com/maker_webhooks",
        detectors: &[secret(
            "secret/ifttt-key",
            "webhook key",
            &[shape(&[
                text("maker.ifttt.com/trigger/"),
                between(A::BASE64_URL, 2, 40),
                text("/with/key/"),
                between(A::BASE64_URL, 20, 44),
            ])],
        )],
    },
];
