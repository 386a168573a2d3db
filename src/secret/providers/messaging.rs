//! What sends mail and messages.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &SLACK,
    &DISCORD,
    &TELEGRAM,
    &TWILIO,
    &COURIER,
    &ONESIGNAL,
    &INTERCOM,
    &ZENDESK,
    &FRESHWORKS,
    &VONAGE,
    &MESSAGEBIRD,
    &PLIVO,
    &SENDBIRD,
    &PUSHER,
    &ABLY,
    &PUBNUB,
    &GETSTREAM,
    &GOOGLE_CHAT,
    &MATTERMOST,
    &ZULIP,
    &MATRIX,
    &LINE,
    &CHAT_CN,
    &ZOOM,
    &PUSHOVER,
];

static SLACK: Provider = Provider {
    name: "Slack",
    page: "slack",
    revoke: "revoke the token or delete the webhook in the app's settings, and read the access logs",
    link: "https://docs.slack.dev/authentication/tokens",
    detectors: &[
        secret(
            "secret/slack-bot-token",
            "bot token",
            &[
                shape(&[
                    text("xoxb-"),
                    between(A::DIGIT, 9, 14),
                    text("-"),
                    between(A::DIGIT, 9, 14),
                    text("-"),
                    between(A::ALNUM, 20, 34),
                ]),
                shape(&[text("xoxb-"), between(A::DIGIT, 9, 14), text("-"), between(A::ALNUM, 20, 34)]),
            ],
        ),
        secret(
            "secret/slack-user-token",
            "user token",
            &[shape(&[
                text("xoxp-"),
                between(A::DIGIT, 9, 14),
                text("-"),
                between(A::DIGIT, 9, 14),
                text("-"),
                between(A::DIGIT, 9, 14),
                text("-"),
                between(A::ALNUM, 28, 34),
            ])],
        ),
        secret(
            "secret/slack-app-token",
            "app-level token",
            &[shape(&[
                text("xapp-"),
                of(A::DIGIT, 1),
                text("-"),
                between(A::UPPER_ALNUM, 9, 13),
                text("-"),
                between(A::DIGIT, 9, 14),
                text("-"),
                between(A::LOWER_ALNUM, 60, 66),
            ])],
        ),
        secret(
            "secret/slack-config-token",
            "configuration token",
            &[shape(&[
                one_of(&["xoxe.xoxp-", "xoxe.xoxb-"]),
                of(A::DIGIT, 1),
                text("-"),
                between(A::BASE64_URL, 140, 180),
            ])],
        ),
        secret(
            "secret/slack-refresh-token",
            "configuration refresh token",
            &[shape(&[text("xoxe-"), of(A::DIGIT, 1), text("-"), between(A::BASE64_URL, 130, 160)])],
        ),
        secret(
            "secret/slack-legacy-token",
            "legacy token",
            &[shape(&[one_of(&["xoxa-", "xoxr-", "xoxo-", "xoxs-"]), between(A::ALNUM.with(b"-"), 10, 80)])],
        ),
        secret(
            "secret/slack-cookie",
            "session cookie",
            &[
                shape(&[text("xoxd-"), between(A::BASE64.with(b"%-"), 60, 200)]),
                shape(&[text("xoxc-"), between(A::ALNUM.with(b"-"), 40, 100)]),
            ],
        ),
        secret(
            "secret/slack-webhook",
            "incoming webhook",
            &[
                shape(&[
                    text("hooks.slack.com/services/"),
                    between(A::UPPER_ALNUM, 8, 12),
                    text("/"),
                    between(A::UPPER_ALNUM, 8, 12),
                    text("/"),
                    between(A::ALNUM, 20, 26),
                ]),
                shape(&[
                    text("hooks.slack.com/workflows/"),
                    between(A::UPPER_ALNUM, 8, 12),
                    text("/"),
                    between(A::UPPER_ALNUM, 8, 12),
                    text("/"),
                    between(A::DIGIT, 17, 19),
                    text("/"),
                    between(A::ALNUM, 23, 25),
                ]),
                shape(&[
                    text("hooks.slack.com/triggers/"),
                    between(A::UPPER_ALNUM, 8, 14),
                    text("/"),
                    between(A::DIGIT, 10, 14),
                    text("/"),
                    between(A::ALNUM, 24, 34),
                ]),
            ],
        ),
        secret("secret/slack-signing-secret", "signing secret", &[shape(&[of(A::HEX, 32)])]).near(&[
            "slacksigning",
            "slacksecret",
            "signingsecret",
            "slackclientsecret",
        ]),
    ],
};

static DISCORD: Provider = Provider {
    name: "Discord",
    page: "discord",
    revoke: "reset the bot's token, or delete the webhook",
    link: "https://discord.com/developers/docs/reference#authentication",
    detectors: &[
        secret(
            "secret/discord-bot-token",
            "bot token",
            &[shape(&[
                one_of(&["M", "N", "O"]),
                between(A::BASE64_URL, 23, 27),
                text("."),
                of(A::BASE64_URL, 6),
                text("."),
                between(A::BASE64_URL, 27, 38),
            ])
            .proved(Proof::Snowflake)],
        ),
        secret("secret/discord-mfa-token", "user token", &[shape(&[text("mfa."), of(A::BASE64_URL, 84)])]),
        secret(
            "secret/discord-webhook",
            "webhook",
            &[shape(&[
                one_of(&["discord.com/api/webhooks/", "discordapp.com/api/webhooks/"]),
                between(A::DIGIT, 17, 20),
                text("/"),
                between(A::BASE64_URL, 60, 72),
            ])],
        ),
        secret("secret/discord-client-secret", "client secret", &[shape(&[of(A::BASE64_URL, 32)])])
            .near(&["discord", "discordclientsecret"]),
        secret("secret/discord-public-key", "public key", &[shape(&[of(A::HEX, 64)])])
            .near(&["discordpublic", "discordapplicationpublic"])
            .public(),
    ],
};

static TELEGRAM: Provider = Provider {
    name: "Telegram",
    page: "telegram",
    revoke: "revoke the token with BotFather",
    link: "https://core.telegram.org/bots/api#authorizing-your-bot",
    detectors: &[
        secret(
            "secret/telegram-bot-token",
            "bot token",
            &[shape(&[between(A::DIGIT, 8, 10), text(":AA"), between(A::BASE64_URL, 32, 33)])],
        ),
        secret(
            "secret/telegram-old-bot-token",
            "bot token of an older form",
            &[shape(&[between(A::DIGIT, 8, 10), text(":"), of(A::BASE64_URL, 35)])],
        )
        .near(&["telegram", "bot", "telegrambot"]),
    ],
};

static TWILIO: Provider = Provider {
    name: "Twilio",
    page: "twilio",
    revoke: "delete the API key or rotate the auth token, and read the usage",
    link: "https://www.twilio.com/docs/iam/api-keys",
    detectors: &[
        secret("secret/twilio-api-key", "API key id", &[shape(&[text("SK"), of(A::HEX, 32)])]),
        secret("secret/twilio-account", "account id", &[shape(&[text("AC"), of(A::HEX, 32)])]).public(),
        secret("secret/twilio-auth-token", "auth token", &[shape(&[of(A::HEX, 32)])]).near(&["twilio"]),
        secret("secret/twilio-api-secret", "API key secret", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["twilio", "twilioapisecret"]),
    ],
};

static COURIER: Provider = Provider {
    name: "Courier",
    page: "courier",
    revoke: "rotate the API key",
    link: "https://www.courier.com/docs",
    detectors: &[secret(
        "secret/courier-key",
        "API key",
        &[shape(&[text("pk_"), one_of(&["prod_", "test_"]), of(A::UPPER_ALNUM, 28)])],
    )
    .near(&["courier"])],
};

static ONESIGNAL: Provider = Provider {
    name: "OneSignal",
    page: "onesignal",
    revoke: "rotate the key",
    link: "https://documentation.onesignal.com/",
    detectors: &[
        secret(
            "secret/onesignal-key",
            "API key",
            &[shape(&[one_of(&["os_v2_app_", "os_v2_org_"]), between(A::LOWER_ALNUM, 60, 110)])],
        ),
        secret("secret/onesignal-old-key", "REST API key of the old form", &[shape(&[of(A::BASE64, 48)])])
            .near(&["onesignal"]),
    ],
};

static INTERCOM: Provider = Provider {
    name: "Intercom",
    page: "intercom",
    revoke: "revoke the token in the developer hub",
    link: "https://developers.intercom.com/",
    detectors: &[secret(
        "secret/intercom-token",
        "access token",
        &[shape(&[text("dG9rO"), between(A::BASE64, 50, 60)])],
    )],
};

static ZENDESK: Provider = Provider {
    name: "Zendesk",
    page: "zendesk",
    revoke: "delete the token in the Admin Center",
    link: "https://developer.zendesk.com/",
    detectors: &[
        secret("secret/zendesk-token", "API token", &[shape(&[of(A::ALNUM, 40)])]).near(&["zendesk"]),
        secret("secret/zendesk-oauth-secret", "OAuth secret", &[shape(&[of(A::HEX, 64)])]).near(&["zendesk"]),
    ],
};

static FRESHWORKS: Provider = Provider {
    name: "Freshworks",
    page: "freshworks",
    revoke: "reset the API key in the profile",
    link: "https://developers.freshworks.com/",
    detectors: &[secret("secret/freshworks-key", "API key", &[shape(&[of(A::ALNUM, 20)])]).near(&[
        "freshdesk",
        "freshworks",
        "freshservice",
        "freshbooks",
    ])],
};

static VONAGE: Provider = Provider {
    name: "Vonage",
    page: "vonage",
    revoke: "rotate the API secret",
    link: "https://developer.vonage.com/",
    detectors: &[secret("secret/vonage-secret", "API secret", &[shape(&[of(A::ALNUM, 16)])]).near(&["vonage", "nexmo"])],
};

static MESSAGEBIRD: Provider = Provider {
    name: "MessageBird",
    page: "messagebird",
    revoke: "delete the access key",
    link: "https://developers.messagebird.com/",
    detectors: &[secret("secret/messagebird-key", "access key", &[shape(&[of(A::ALNUM, 25)])]).near(&["messagebird"])],
};

static PLIVO: Provider = Provider {
    name: "Plivo",
    page: "plivo",
    revoke: "reset the auth token",
    link: "https://www.plivo.com/docs/",
    detectors: &[secret("secret/plivo-token", "auth token", &[shape(&[of(A::BASE64_URL, 40)])]).near(&["plivo"])],
};

static SENDBIRD: Provider = Provider {
    name: "Sendbird",
    page: "sendbird",
    revoke: "regenerate the API token",
    link: "https://sendbird.com/docs",
    detectors: &[
        secret("secret/sendbird-token", "API token", &[shape(&[of(A::HEX, 40)])]).near(&["sendbird"]),
        secret("secret/sendbird-application", "application id", &[shape(&[super::UUID])]).near(&["sendbird"]).public(),
    ],
};

static PUSHER: Provider = Provider {
    name: "Pusher",
    page: "pusher",
    revoke: "rotate the app key",
    link: "https://pusher.com/docs",
    detectors: &[secret("secret/pusher-secret", "app secret", &[shape(&[of(A::HEX, 20)])]).near(&["pusher"])],
};

static ABLY: Provider = Provider {
    name: "Ably",
    page: "ably",
    revoke: "revoke the API key",
    link: "https://ably.com/docs",
    detectors: &[secret(
        "secret/ably-key",
        "API key",
        &[shape(&[of(A::BASE64_URL, 6), text("."), of(A::BASE64_URL, 6), text(":"), between(A::BASE64_URL, 20, 50)])],
    )],
};

static PUBNUB: Provider = Provider {
    name: "PubNub",
    page: "pubnub",
    revoke: "reset the key set",
    link: "https://www.pubnub.com/docs",
    detectors: &[
        secret(
            "secret/pubnub-secret-key",
            "secret key",
            &[shape(&[text("sec-c-"), of(A::BASE64, 48)]), shape(&[text("sec-c-"), super::UUID])],
        ),
        secret("secret/pubnub-publish-key", "publish key", &[shape(&[text("pub-c-"), super::UUID])]),
        secret("secret/pubnub-subscribe-key", "subscribe key", &[shape(&[text("sub-c-"), super::UUID])]).public(),
    ],
};

static GETSTREAM: Provider = Provider {
    name: "Stream",
    page: "getstream",
    revoke: "regenerate the secret",
    link: "https://getstream.io/docs/",
    detectors: &[secret("secret/getstream-secret", "API secret", &[shape(&[of(A::LOWER_ALNUM, 64)])])
        .near(&["getstream", "streamapisecret"])],
};

static GOOGLE_CHAT: Provider = Provider {
    name: "Google Chat",
    page: "google-chat",
    revoke: "delete the webhook in the space",
    link: "https://developers.google.com/workspace/chat/quickstart/webhooks",
    detectors: &[secret(
        "secret/google-chat-webhook",
        "webhook",
        &[shape(&[
            text("chat.googleapis.com/v1/spaces/"),
            between(A::BASE64_URL, 8, 14),
            text("/messages?key="),
            of(A::BASE64_URL, 39),
            text("&token="),
            between(A::BASE64_URL.with(b"%"), 40, 100),
        ])],
    )],
};

static MATTERMOST: Provider = Provider {
    name: "Mattermost",
    page: "mattermost",
    revoke: "revoke the token in the profile",
    link: "https://docs.mattermost.com/",
    detectors: &[
        secret("secret/mattermost-token", "access token", &[shape(&[of(A::LOWER_ALNUM, 26)])]).near(&["mattermost"])
    ],
};

static ZULIP: Provider = Provider {
    name: "Rocket.Chat and Zulip",
    page: "zulip",
    revoke: "reset the API key",
    link: "https://zulip.com/api/api-keys",
    detectors: &[secret("secret/zulip-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["zulip"])],
};

static MATRIX: Provider = Provider {
    name: "Gitter and Matrix",
    page: "matrix",
    revoke: "sign the session out",
    link: "https://spec.matrix.org/latest/",
    detectors: &[
        secret(
            "secret/matrix-token",
            "access token",
            &[shape(&[
                text("syt_"),
                between(A::BASE64_URL.with(b"="), 4, 80),
                text("_"),
                of(A::LETTER, 20),
                text("_"),
                of(A::ALNUM, 6),
            ])],
        ),
        secret("secret/gitter-token", "access token", &[shape(&[of(A::HEX, 40)])]).near(&["gitter"]),
    ],
};

static LINE: Provider = Provider {
    name: "LINE",
    page: "line",
    revoke: "reissue the channel access token",
    link: "https://developers.line.biz/",
    detectors: &[
        secret("secret/line-token", "channel access token", &[shape(&[between(A::BASE64, 170, 180)])]).near(&[
            "linechannel",
            "linebot",
            "linemessaging",
        ]),
        secret("secret/line-notify-token", "Notify token", &[shape(&[of(A::BASE64_URL, 43)])]).near(&["linenotify"]),
    ],
};

static CHAT_CN: Provider = Provider {
    name: "WeChat Work, DingTalk, Feishu",
    page: "chat-cn",
    revoke: "delete the robot, or reset its key",
    link: "https://open.feishu.cn/document/",
    detectors: &[
        secret(
            "secret/wecom-webhook",
            "WeCom webhook",
            &[shape(&[text("qyapi.weixin.qq.com/cgi-bin/webhook/send?key="), super::UUID])],
        ),
        secret(
            "secret/dingtalk-webhook",
            "DingTalk webhook",
            &[shape(&[text("oapi.dingtalk.com/robot/send?access_token="), of(A::HEX, 64)])],
        ),
        secret(
            "secret/feishu-webhook",
            "Feishu webhook",
            &[shape(&[
                one_of(&["open.feishu.cn/open-apis/bot/v2/hook/", "open.larksuite.com/open-apis/bot/v2/hook/"]),
                super::UUID,
            ])],
        ),
        secret("secret/wechat-secret", "WeChat app secret", &[shape(&[of(A::HEX, 32)])]).near(&[
            "wechat",
            "weixin",
            "appsecret",
        ]),
    ],
};

static ZOOM: Provider = Provider {
    name: "Zoom",
    page: "zoom",
    revoke: "regenerate the app's secret",
    link: "https://developers.zoom.us/docs/",
    detectors: &[
        secret("secret/zoom-secret", "client secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["zoom"]),
        secret("secret/zoom-webhook-token", "webhook secret token", &[shape(&[of(A::BASE64_URL, 22)])])
            .near(&["zoomwebhook", "zoomsecrettoken"]),
    ],
};

static PUSHOVER: Provider = Provider {
    name: "Pushover and friends",
    page: "pushover",
    revoke: "reset the token",
    link: "https://pushover.net/api",
    detectors: &[
        secret("secret/pushover-token", "application token", &[shape(&[one_of(&["a", "u"]), of(A::LOWER_ALNUM, 29)])])
            .near(&["pushover"]),
        secret("secret/pushbullet-token", "Pushbullet access token", &[shape(&[text("o."), of(A::ALNUM, 32)])]),
        secret("secret/ifttt-key", "IFTTT webhook key", &[shape(&[between(A::BASE64_URL, 22, 43)])]).near(&["ifttt"]),
    ],
};
