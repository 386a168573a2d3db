//! Chat, text messages and notifications.

use crate::secret::detector::providers;

providers! {
    "Slack", "slack" {
        revoke: "revoke the token with `auth.revoke` or delete the webhook under the app's Incoming Webhooks and read \
                 the access logs";
        link: "https://docs.slack.dev/authentication/tokens";
        "secret/slack-bot-token" "bot token" =
            ["xoxb-" DIGIT[9-16] "-" DIGIT[9-16] "-" ALNUM[18-36]],
            ["xoxb-" DIGIT[9-16] "-" ALNUM[18-40]],
            ["xoxb-" DIGIT[6-16] "-" (ALNUM "-")[16-90]];
        "secret/slack-user-token" "user token" =
            ["xoxp-" DIGIT[9-16] "-" DIGIT[9-16] "-" DIGIT[9-16] "-" ALNUM[24-40]],
            ["xoxp-" DIGIT[6-16] "-" (ALNUM "-")[16-120]];
        "secret/slack-app-token" "app-level token" =
            ["xapp-" DIGIT[1-2] "-" UPPER_ALNUM[8-14] "-" DIGIT[9-16] "-" LOWER_ALNUM[56-72]];
        "secret/slack-config-token" "app configuration token" =
            [{"xoxe.xoxp-" | "xoxe.xoxb-"} DIGIT[1] "-" BASE64_URL[120-200]];
        "secret/slack-refresh-token" "refresh token" = ["xoxe-" DIGIT[1] "-" BASE64_URL[120-180]];
        "secret/slack-legacy-token" "legacy token" = [{"xoxa-" | "xoxr-" | "xoxo-" | "xoxs-"} (ALNUM "-")[10-90]];
        "secret/slack-session-token" "session token of a browser" = ["xoxc-" DIGIT[9-16] "-" (ALNUM "-")[40-120]];
        "secret/slack-cookie" "session cookie of a browser" = ["xoxd-" (BASE64 "%-")[40-240]];
        "secret/slack-webhook" "incoming webhook" =
            ["hooks.slack.com/services/" ALNUM[8-14] "/" ALNUM[8-14] "/" ALNUM[18-40]],
            ["hooks.slack-gov.com/services/" ALNUM[8-14] "/" ALNUM[8-14] "/" ALNUM[18-40]];
        "secret/slack-workflow-webhook" "workflow webhook" =
            ["hooks.slack.com/workflows/" ALNUM[8-14] "/" ALNUM[8-14] "/" DIGIT[15-20] "/" ALNUM[20-32]],
            ["hooks.slack.com/triggers/" ALNUM[8-14] "/" DIGIT[10-16] "/" ALNUM[24-40]];
        "secret/slack-signing-secret" "signing or client secret" = [ANY_HEX[32]] near ["slack"];
        "secret/slack-verification-token" "verification token" = [ALNUM[24]]
            near ["slackverification", "slackverify", "verificationtoken"];
    }
    "Discord", "discord" {
        revoke: "reset the bot's token under the application's Bot page or delete the webhook in the channel's \
                 integrations";
        link: "https://discord.com/developers/docs/reference#authentication";
        "secret/discord-bot-token" "bot token" =
            [{"M" | "N" | "O"} BASE64_URL[22-27] "." BASE64_URL[6] "." BASE64_URL[27-38]] proved Snowflake;
        "secret/discord-mfa-token" "user token" = ["mfa." BASE64_URL[84]];
        "secret/discord-webhook" "webhook" =
            [{"discord.com/api/" | "discordapp.com/api/"} {"webhooks/" | "v10/webhooks/" | "v9/webhooks/" |
             "v8/webhooks/" | "v7/webhooks/" | "v6/webhooks/"} DIGIT[17-20] "/" BASE64_URL[60-72]];
        "secret/discord-public-key" "application's public key" = [ANY_HEX[64]]
            near ["discordpublic", "discordapplicationpublic", "discordapppublic"] as public;
        "secret/discord-client-secret" "client secret" = [BASE64_URL[32]] near ["discord"];
    }
    "Telegram", "telegram" {
        revoke: "revoke the token with BotFather's `/revoke`";
        link: "https://core.telegram.org/bots/features#botfather";
        "secret/telegram-bot-token" "bot token" = [DIGIT[8-10] ":AA" BASE64_URL[32-33]];
        "secret/telegram-old-bot-token" "bot token of an older form" = [DIGIT[8-10] ":" BASE64_URL[35]]
            near ["telegram", "telegrambot", "bottoken", "tgbot", "tgtoken", "botapi"];
        "secret/telegram-api-hash" "API hash of an application" = [ANY_HEX[32]]
            near ["telegram", "telegramapi", "apihash", "tgapi"];
    }
    "Microsoft Teams", "teams" {
        revoke: "delete the webhook in the channel's connectors or workflows";
        link: "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook";
        "secret/teams-webhook" "incoming webhook" =
            ["webhook.office.com/webhookb2/" UUID "@" UUID "/IncomingWebhook/" ANY_HEX[32] "/" UUID],
            ["webhook.office.com/webhookb2/" UUID "@" UUID "/IncomingWebhook/" ANY_HEX[32] "/" UUID "/"
             BASE64_URL[30-60]],
            ["outlook.office.com/webhook/" UUID "@" UUID "/IncomingWebhook/" ANY_HEX[32] "/" UUID];
    }
    "Google Chat", "google-chat" {
        revoke: "delete the webhook under the space's Apps & integrations";
        link: "https://developers.google.com/workspace/chat/quickstart/webhooks";
        "secret/google-chat-webhook" "webhook" =
            ["chat.googleapis.com/v1/spaces/" BASE64_URL[9-14] "/messages?key=" BASE64_URL[39] "&token="
             (BASE64_URL "%")[40-60]];
    }
    "Webex", "webex" {
        revoke: "regenerate the bot's token or the integration's secret";
        link: "https://developer.webex.com/docs/getting-started";
        "secret/webex-token" "access token" = [BASE64_URL[64] "_P" ALNUM[3] "_" UUID];
        "secret/webex-secret" "client secret" = [ANY_HEX[64]] near ["webex"];
    }
    "Zoom", "zoom" {
        revoke: "regenerate the app's secret in the marketplace";
        link: "https://developers.zoom.us/docs/internal-apps/";
        "secret/zoom-secret" "client secret" = [ALNUM[32]]
            near ["zoomclient", "zoomsecret", "zoomapi", "zoomsdk", "zoomapp", "zoomus"];
        "secret/zoom-webhook-token" "webhook's secret token" = [BASE64_URL[22]]
            near ["zoomwebhook", "zoomsecrettoken", "zoomverification"];
    }
    "Mattermost", "mattermost" {
        revoke: "revoke the token or delete the webhook under Integrations";
        link: "https://docs.mattermost.com/";
        "secret/mattermost-token" "access token or webhook" = [LOWER_ALNUM[26]] near ["mattermost"];
    }
    "Rocket.Chat", "rocket-chat" {
        revoke: "delete the token under the account's personal access tokens";
        link: "https://developer.rocket.chat/";
        "secret/rocket-chat-token" "personal access token" = [BASE64_URL[43]] near ["rocketchat"];
    }
    "Zulip", "zulip" {
        revoke: "generate a new API key for the bot";
        link: "https://zulip.com/api/api-keys";
        "secret/zulip-key" "API key" = [ALNUM[32]] near ["zulip"];
    }
    "Gitter", "gitter" {
        revoke: "revoke the token";
        link: "https://gitter.im/";
        "secret/gitter-token" "access token" = [ANY_HEX[40]] near ["gitter"];
    }
    "Matrix", "matrix" {
        revoke: "log the session out and delete the device";
        link: "https://spec.matrix.org/latest/client-server-api/";
        "secret/matrix-token" "access token" =
            ["syt_" (BASE64_URL "=")[4-80] "_" LETTER[20] "_" ALNUM[6]],
            [{"mct_" | "mat_"} BASE64_URL[20-60]];
        "secret/matrix-refresh-token" "refresh token" =
            ["syr_" (BASE64_URL "=")[4-80] "_" LETTER[20] "_" ALNUM[6]],
            ["mcr_" BASE64_URL[20-60]];
    }
    "LINE", "line" {
        revoke: "reissue the channel access token in the developers console";
        link: "https://developers.line.biz/en/docs/basics/channel-access-token/";
        "secret/line-channel-token" "channel access token" = [BASE64[140-200]]
            near ["linechannel", "linebot", "linemessaging", "lineaccess", "linetoken", "channelaccesstoken"];
        "secret/line-channel-secret" "channel secret" = [ANY_HEX[32]]
            near ["linechannel", "linebot", "linesecret", "channelsecret"];
        "secret/line-notify-token" "Notify token" = [BASE64_URL[43]] near ["linenotify"];
    }
    "Viber", "viber" {
        revoke: "reset the token in the admin panel";
        link: "https://developers.viber.com/docs/api/rest-bot-api/";
        "secret/viber-token" "bot token" = [ANY_HEX[16] {"-"} ANY_HEX[16] {"-"} ANY_HEX[16]] near ["viber"];
    }
    "WeCom", "wecom" {
        revoke: "delete the robot or reset the application's secret";
        link: "https://developer.work.weixin.qq.com/document/path/91770";
        "secret/wecom-webhook" "webhook" = ["qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" UUID];
        "secret/wecom-secret" "application secret" = [BASE64_URL[43]] near ["wecom", "qywx", "weworkapi", "corpsecret"];
    }
    "WeChat", "wechat" {
        revoke: "reset the AppSecret in the console";
        link: "https://developers.weixin.qq.com/doc/";
        "secret/wechat-secret" "app secret" = [ANY_HEX[32]] near ["wechat", "weixin", "wxapp", "wxsecret", "mpweixin"];
    }
    "DingTalk", "dingtalk" {
        revoke: "delete the robot or reset its secret";
        link: "https://open.dingtalk.com/document/";
        "secret/dingtalk-webhook" "webhook" = ["oapi.dingtalk.com/robot/send?access_token=" ANY_HEX[64]];
        "secret/dingtalk-secret" "robot's signing secret" = ["SEC" ANY_HEX[64]];
        "secret/dingtalk-app-secret" "app secret" = [BASE64_URL[64]] near ["dingtalk", "dingding"];
    }
    "Feishu and Lark", "feishu" {
        revoke: "delete the robot or reset the app's secret";
        link: "https://open.feishu.cn/document/";
        "secret/feishu-webhook" "webhook" =
            [{"open.feishu.cn/open-apis/bot/v2/hook/" | "open.larksuite.com/open-apis/bot/v2/hook/"} UUID],
            [{"open.feishu.cn/open-apis/bot/hook/" | "open.larksuite.com/open-apis/bot/hook/"} ANY_HEX[32]];
        "secret/feishu-secret" "app secret" = [ALNUM[32]] near ["feishu", "larksuite", "larkapp"];
    }
}
