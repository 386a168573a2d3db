//! Chat, text messages and notifications.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Slack",
        page: "slack",
        revoke: "revoke the token with `auth.revoke` or delete the webhook under the app's Incoming Webhooks and read the access logs",
        link: "https://docs.slack.dev/authentication/tokens",
        detectors: &[
            secret(
                "secret/slack-bot-token",
                "bot token",
                &[
                    shape(&[
                        text("xoxb-"),
                        between(A::DIGIT, 9, 16),
                        text("-"),
                        between(A::DIGIT, 9, 16),
                        text("-"),
                        between(A::ALNUM, 18, 36),
                    ]),
                    shape(&[text("xoxb-"), between(A::DIGIT, 9, 16), text("-"), between(A::ALNUM, 18, 40)]),
                    shape(&[text("xoxb-"), between(A::DIGIT, 6, 16), text("-"), between(A::ALNUM.with(b"-"), 16, 90)]),
                ],
            ),
            secret(
                "secret/slack-user-token",
                "user token",
                &[
                    shape(&[
                        text("xoxp-"),
                        between(A::DIGIT, 9, 16),
                        text("-"),
                        between(A::DIGIT, 9, 16),
                        text("-"),
                        between(A::DIGIT, 9, 16),
                        text("-"),
                        between(A::ALNUM, 24, 40),
                    ]),
                    shape(&[text("xoxp-"), between(A::DIGIT, 6, 16), text("-"), between(A::ALNUM.with(b"-"), 16, 120)]),
                ],
            ),
            secret(
                "secret/slack-app-token",
                "app-level token",
                &[shape(&[
                    text("xapp-"),
                    between(A::DIGIT, 1, 2),
                    text("-"),
                    between(A::UPPER_ALNUM, 8, 14),
                    text("-"),
                    between(A::DIGIT, 9, 16),
                    text("-"),
                    between(A::LOWER_ALNUM, 56, 72),
                ])],
            ),
            secret(
                "secret/slack-config-token",
                "app configuration token",
                &[shape(&[
                    one_of(&["xoxe.xoxp-", "xoxe.xoxb-"]),
                    of(A::DIGIT, 1),
                    text("-"),
                    between(A::BASE64_URL, 120, 200),
                ])],
            ),
            secret(
                "secret/slack-refresh-token",
                "refresh token",
                &[shape(&[text("xoxe-"), of(A::DIGIT, 1), text("-"), between(A::BASE64_URL, 120, 180)])],
            ),
            secret(
                "secret/slack-legacy-token",
                "legacy token",
                &[shape(&[one_of(&["xoxa-", "xoxr-", "xoxo-", "xoxs-"]), between(A::ALNUM.with(b"-"), 10, 90)])],
            ),
            secret(
                "secret/slack-session-token",
                "session token of a browser",
                &[shape(&[text("xoxc-"), between(A::DIGIT, 9, 16), text("-"), between(A::ALNUM.with(b"-"), 40, 120)])],
            ),
            secret(
                "secret/slack-cookie",
                "session cookie of a browser",
                &[shape(&[text("xoxd-"), between(A::BASE64.with(b"%-"), 40, 240)])],
            ),
            secret(
                "secret/slack-webhook",
                "incoming webhook",
                &[
                    shape(&[
                        text("hooks.slack.com/services/"),
                        between(A::ALNUM, 8, 14),
                        text("/"),
                        between(A::ALNUM, 8, 14),
                        text("/"),
                        between(A::ALNUM, 18, 40),
                    ]),
                    shape(&[
                        text("hooks.slack-gov.com/services/"),
                        between(A::ALNUM, 8, 14),
                        text("/"),
                        between(A::ALNUM, 8, 14),
                        text("/"),
                        between(A::ALNUM, 18, 40),
                    ]),
                ],
            ),
            secret(
                "secret/slack-workflow-webhook",
                "workflow webhook",
                &[
                    shape(&[
                        text("hooks.slack.com/workflows/"),
                        between(A::ALNUM, 8, 14),
                        text("/"),
                        between(A::ALNUM, 8, 14),
                        text("/"),
                        between(A::DIGIT, 15, 20),
                        text("/"),
                        between(A::ALNUM, 20, 32),
                    ]),
                    shape(&[
                        text("hooks.slack.com/triggers/"),
                        between(A::ALNUM, 8, 14),
                        text("/"),
                        between(A::DIGIT, 10, 16),
                        text("/"),
                        between(A::ALNUM, 24, 40),
                    ]),
                ],
            ),
            secret("secret/slack-signing-secret", "signing or client secret", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["slack"]),
            secret("secret/slack-verification-token", "verification token", &[shape(&[of(A::ALNUM, 24)])])
                .near(&["slackverification", "slackverify", "verificationtoken"]),
        ],
    },
    &Provider {
        name: "Discord",
        page: "discord",
        revoke: "reset the bot's token under the application's Bot page or delete the webhook in the channel's integrations",
        link: "https://discord.com/developers/docs/reference#authentication",
        detectors: &[
            secret(
                "secret/discord-bot-token",
                "bot token",
                &[shape(&[
                    one_of(&["M", "N", "O"]),
                    between(A::BASE64_URL, 22, 27),
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
                    one_of(&["discord.com/api/", "discordapp.com/api/"]),
                    one_of(&[
                        "webhooks/", "v10/webhooks/", "v9/webhooks/", "v8/webhooks/", "v7/webhooks/", "v6/webhooks/",
                    ]),
                    between(A::DIGIT, 17, 20),
                    text("/"),
                    between(A::BASE64_URL, 60, 72),
                ])],
            ),
            secret("secret/discord-public-key", "application's public key", &[shape(&[of(A::ANY_HEX, 64)])])
                .near(&["discordpublic", "discordapplicationpublic", "discordapppublic"])
                .public(),
            secret("secret/discord-client-secret", "client secret", &[shape(&[of(A::BASE64_URL, 32)])])
                .near(&["discord"]),
        ],
    },
    &Provider {
        name: "Telegram",
        page: "telegram",
        revoke: "revoke the token with BotFather's `/revoke`",
        link: "https://core.telegram.org/bots/features#botfather",
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
            .near(&["telegram", "telegrambot", "bottoken", "tgbot", "tgtoken", "botapi"]),
            secret("secret/telegram-api-hash", "API hash of an application", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["telegram", "telegramapi", "apihash", "tgapi"]),
        ],
    },
    &Provider {
        name: "Microsoft Teams",
        page: "teams",
        revoke: "delete the webhook in the channel's connectors or workflows",
        link: "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
        detectors: &[secret(
            "secret/teams-webhook",
            "incoming webhook",
            &[
                shape(&[
                    text("webhook.office.com/webhookb2/"),
                    Piece::Uuid,
                    text("@"),
                    Piece::Uuid,
                    text("/IncomingWebhook/"),
                    of(A::ANY_HEX, 32),
                    text("/"),
                    Piece::Uuid,
                ]),
                shape(&[
                    text("webhook.office.com/webhookb2/"),
                    Piece::Uuid,
                    text("@"),
                    Piece::Uuid,
                    text("/IncomingWebhook/"),
                    of(A::ANY_HEX, 32),
                    text("/"),
                    Piece::Uuid,
                    text("/"),
                    between(A::BASE64_URL, 30, 60),
                ]),
                shape(&[
                    text("outlook.office.com/webhook/"),
                    Piece::Uuid,
                    text("@"),
                    Piece::Uuid,
                    text("/IncomingWebhook/"),
                    of(A::ANY_HEX, 32),
                    text("/"),
                    Piece::Uuid,
                ]),
            ],
        )],
    },
    &Provider {
        name: "Google Chat",
        page: "google-chat",
        revoke: "delete the webhook under the space's Apps & integrations",
        link: "https://developers.google.com/workspace/chat/quickstart/webhooks",
        detectors: &[secret(
            "secret/google-chat-webhook",
            "webhook",
            &[shape(&[
                text("chat.googleapis.com/v1/spaces/"),
                between(A::BASE64_URL, 9, 14),
                text("/messages?key="),
                of(A::BASE64_URL, 39),
                text("&token="),
                between(A::BASE64_URL.with(b"%"), 40, 60),
            ])],
        )],
    },
    &Provider {
        name: "Webex",
        page: "webex",
        revoke: "regenerate the bot's token or the integration's secret",
        link: "https://developer.webex.com/docs/getting-started",
        detectors: &[
            secret(
                "secret/webex-token",
                "access token",
                &[shape(&[of(A::BASE64_URL, 64), text("_P"), of(A::ALNUM, 3), text("_"), Piece::Uuid])],
            ),
            secret("secret/webex-secret", "client secret", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["webex"]),
        ],
    },
    &Provider {
        name: "Zoom",
        page: "zoom",
        revoke: "regenerate the app's secret in the marketplace",
        link: "https://developers.zoom.us/docs/internal-apps/",
        detectors: &[
            secret("secret/zoom-secret", "client secret", &[shape(&[of(A::ALNUM, 32)])])
                .near(&["zoomclient", "zoomsecret", "zoomapi", "zoomsdk", "zoomapp", "zoomus"]),
            secret("secret/zoom-webhook-token", "webhook's secret token", &[shape(&[of(A::BASE64_URL, 22)])])
                .near(&["zoomwebhook", "zoomsecrettoken", "zoomverification"]),
        ],
    },
    &Provider {
        name: "Mattermost",
        page: "mattermost",
        revoke: "revoke the token or delete the webhook under Integrations",
        link: "https://docs.mattermost.com/",
        detectors: &[secret("secret/mattermost-token", "access token or webhook", &[shape(&[of(A::LOWER_ALNUM, 26)])])
            .near(&["mattermost"])],
    },
    &Provider {
        name: "Rocket.Chat",
        page: "rocket-chat",
        revoke: "delete the token under the account's personal access tokens",
        link: "https://developer.rocket.chat/",
        detectors: &[secret("secret/rocket-chat-token", "personal access token", &[shape(&[of(A::BASE64_URL, 43)])])
            .near(&["rocketchat"])],
    },
    &Provider {
        name: "Zulip",
        page: "zulip",
        revoke: "generate a new API key for the bot",
        link: "https://zulip.com/api/api-keys",
        detectors: &[secret("secret/zulip-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["zulip"])],
    },
    &Provider {
        name: "Gitter",
        page: "gitter",
        revoke: "revoke the token",
        link: "https://gitter.im/",
        detectors: &[secret("secret/gitter-token", "access token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["gitter"])],
    },
    &Provider {
        name: "Matrix",
        page: "matrix",
        revoke: "log the session out and delete the device",
        link: "https://spec.matrix.org/latest/client-server-api/",
        detectors: &[
            secret(
                "secret/matrix-token",
                "access token",
                &[
                    shape(&[
                        text("syt_"),
                        between(A::BASE64_URL.with(b"="), 4, 80),
                        text("_"),
                        of(A::LETTER, 20),
                        text("_"),
                        of(A::ALNUM, 6),
                    ]),
                    shape(&[one_of(&["mct_", "mat_"]), between(A::BASE64_URL, 20, 60)]),
                ],
            ),
            secret(
                "secret/matrix-refresh-token",
                "refresh token",
                &[
                    shape(&[
                        text("syr_"),
                        between(A::BASE64_URL.with(b"="), 4, 80),
                        text("_"),
                        of(A::LETTER, 20),
                        text("_"),
                        of(A::ALNUM, 6),
                    ]),
                    shape(&[text("mcr_"), between(A::BASE64_URL, 20, 60)]),
                ],
            ),
        ],
    },
    &Provider {
        name: "LINE",
        page: "line",
        revoke: "reissue the channel access token in the developers console",
        link: "https://developers.line.biz/en/docs/basics/channel-access-token/",
        detectors: &[
            secret("secret/line-channel-token", "channel access token", &[shape(&[between(A::BASE64, 140, 200)])])
                .near(&["linechannel", "linebot", "linemessaging", "lineaccess", "linetoken", "channelaccesstoken"]),
            secret("secret/line-channel-secret", "channel secret", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["linechannel", "linebot", "linesecret", "channelsecret"]),
            secret("secret/line-notify-token", "Notify token", &[shape(&[of(A::BASE64_URL, 43)])])
                .near(&["linenotify"]),
        ],
    },
    &Provider {
        name: "Viber",
        page: "viber",
        revoke: "reset the token in the admin panel",
        link: "https://developers.viber.com/docs/api/rest-bot-api/",
        detectors: &[secret(
            "secret/viber-token",
            "bot token",
            &[shape(&[of(A::ANY_HEX, 16), one_of(&["-"]), of(A::ANY_HEX, 16), one_of(&["-"]), of(A::ANY_HEX, 16)])],
        )
        .near(&["viber"])],
    },
    &Provider {
        name: "WeCom",
        page: "wecom",
        revoke: "delete the robot or reset the application's secret",
        link: "https://developer.work.weixin.qq.com/document/path/91770",
        detectors: &[
            secret(
                "secret/wecom-webhook",
                "webhook",
                &[shape(&[text("qyapi.weixin.qq.com/cgi-bin/webhook/send?key="), Piece::Uuid])],
            ),
            secret("secret/wecom-secret", "application secret", &[shape(&[of(A::BASE64_URL, 43)])])
                .near(&["wecom", "qywx", "weworkapi", "corpsecret"]),
        ],
    },
    &Provider {
        name: "WeChat",
        page: "wechat",
        revoke: "reset the AppSecret in the console",
        link: "https://developers.weixin.qq.com/doc/",
        detectors: &[secret("secret/wechat-secret", "app secret", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["wechat", "weixin", "wxapp", "wxsecret", "mpweixin"])],
    },
    &Provider {
        name: "DingTalk",
        page: "dingtalk",
        revoke: "delete the robot or reset its secret",
        link: "https://open.dingtalk.com/document/",
        detectors: &[
            secret(
                "secret/dingtalk-webhook",
                "webhook",
                &[shape(&[text("oapi.dingtalk.com/robot/send?access_token="), of(A::ANY_HEX, 64)])],
            ),
            secret("secret/dingtalk-secret", "robot's signing secret", &[shape(&[text("SEC"), of(A::ANY_HEX, 64)])]),
            secret("secret/dingtalk-app-secret", "app secret", &[shape(&[of(A::BASE64_URL, 64)])])
                .near(&["dingtalk", "dingding"]),
        ],
    },
    &Provider {
        name: "Feishu and Lark",
        page: "feishu",
        revoke: "delete the robot or reset the app's secret",
        link: "https://open.feishu.cn/document/",
        detectors: &[
            secret(
                "secret/feishu-webhook",
                "webhook",
                &[
                    shape(&[
                        one_of(&["open.feishu.cn/open-apis/bot/v2/hook/", "open.larksuite.com/open-apis/bot/v2/hook/"]),
                        Piece::Uuid,
                    ]),
                    shape(&[
                        one_of(&["open.feishu.cn/open-apis/bot/hook/", "open.larksuite.com/open-apis/bot/hook/"]),
                        of(A::ANY_HEX, 32),
                    ]),
                ],
            ),
            secret("secret/feishu-secret", "app secret", &[shape(&[of(A::ALNUM, 32)])])
                .near(&["feishu", "larksuite", "larkapp"]),
        ],
    },
];
