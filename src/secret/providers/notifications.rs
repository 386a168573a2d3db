//! What pushes events to browsers, phones and other programs.

use crate::secret::detector::providers;

providers! {
    "Pusher", "pusher" {
        revoke: "rotate the app's keys in the dashboard";
        link: "https://pusher.com/docs/channels/";
        "secret/pusher-secret" "app secret" = [ANY_HEX[20]] near ["pusher"];
    }
    "Ably", "ably" {
        revoke: "revoke the key in the app's settings";
        link: "https://ably.com/docs/auth";
        "secret/ably-key" "API key" =
            [BASE64_URL[5-6] "." BASE64_URL[6] ":" BASE64_URL[43]],
            [BASE64_URL[5-6] "." BASE64_URL[6] ":" BASE64_URL[16-22]]
            near ["ably"];
    }
    "PubNub", "pubnub" {
        revoke: "regenerate the keyset's secret key";
        link: "https://www.pubnub.com/docs/general/setup/account-setup";
        "secret/pubnub-secret-key" "secret key" = ["sec-c-" BASE64[40-60]];
        "secret/pubnub-key" "publish or subscribe key" = [{"pub-c-" | "sub-c-"} UUID] as public;
    }
    "Stream", "getstream" {
        revoke: "rotate the app's secret in the dashboard";
        link: "https://getstream.io/docs/";
        "secret/getstream-secret" "API secret" = [LOWER_ALNUM[64]]
            near ["getstream", "streamapi", "streamchat", "streamsecret"];
    }
    "Sendbird", "sendbird" {
        revoke: "delete the API token in the dashboard";
        link: "https://sendbird.com/docs/";
        "secret/sendbird-token" "API token" = [ANY_HEX[40]] near ["sendbird"];
    }
    "OneSignal", "onesignal" {
        revoke: "rotate the key under Keys & IDs";
        link: "https://documentation.onesignal.com/docs/en/keys-and-ids";
        "secret/onesignal-key" "API key" = [{"os_v2_app_" | "os_v2_org_"} LOWER_ALNUM[60-120]];
        "secret/onesignal-old-key" "REST API key of the old form" = [BASE64[48]], [UUID] near ["onesignal"];
    }
    "Courier", "courier" {
        revoke: "rotate the API key in the settings";
        link: "https://www.courier.com/docs/";
        "secret/courier-key" "API key" = [{"pk_prod_" | "pk_test_" | "dk_prod_" | "dk_test_"} UPPER_ALNUM[28]];
    }
    "Knock", "knock" {
        revoke: "roll the API key under Developers";
        link: "https://docs.knock.app/";
        "secret/knock-key" "secret API key" = [{"sk_test_" | "sk_live_"} BASE64_URL[40-50]] near ["knock"];
    }
    "Novu", "novu" {
        revoke: "regenerate the secret key";
        link: "https://docs.novu.co/";
        "secret/novu-key" "secret key" = [ANY_HEX[32]] near ["novu"];
    }
    "Svix", "svix" {
        revoke: "expire the key in the dashboard";
        link: "https://docs.svix.com/";
        "secret/svix-key" "API key" = [{"testsk_" | "sk_"} (BASE64_URL ".")[30-60]] near ["svix"];
    }
    "Pushover", "pushover" {
        revoke: "delete the application";
        link: "https://pushover.net/api";
        "secret/pushover-token" "application token or user key" = [ALNUM[30]] near ["pushover"];
    }
    "Pushbullet", "pushbullet" {
        revoke: "reset the access token in the settings";
        link: "https://docs.pushbullet.com/";
        "secret/pushbullet-token" "access token" = ["o" "." ALNUM[32]] near ["pushbullet"];
    }
    "ntfy", "ntfy" {
        revoke: "delete the token under Account";
        link: "https://docs.ntfy.sh/config/#access-control";
        "secret/ntfy-token" "access token" = ["tk_" LOWER_ALNUM[29]];
    }
    "IFTTT", "ifttt" {
        revoke: "regenerate the key in the Webhooks settings";
        link: "https://ifttt.com/maker_webhooks";
        "secret/ifttt-key" "webhook key" = ["maker.ifttt.com/trigger/" BASE64_URL[2-40] "/with/key/" BASE64_URL[20-44]];
    }
}
