//! Telephony and text messages.

use crate::secret::detector::providers;

providers! {
    "Twilio", "twilio" {
        revoke: "delete the API key or rotate the auth token in the console and read the usage records";
        link: "https://www.twilio.com/docs/iam/api-keys";
        "secret/twilio-api-key" "API key's id" = ["SK" HEX[32]];
        "secret/twilio-account" "account id" = ["AC" HEX[32]] as public;
        "secret/twilio-auth-token" "auth token" = [ANY_HEX[32]] near ["twilio"];
        "secret/twilio-api-secret" "API key's secret" = [ALNUM[32]] near ["twilio"];
    }
    "Vonage", "vonage" {
        revoke: "rotate the API secret in the dashboard";
        link: "https://developer.vonage.com/en/account/secret-management";
        "secret/vonage-secret" "API secret" = [ALNUM[16]] near ["vonage", "nexmo"];
    }
    "Bird (MessageBird)", "messagebird" {
        revoke: "delete the access key under Developers > API access";
        link: "https://developers.messagebird.com/";
        "secret/messagebird-key" "access key" = [{"live_" | "test_"} ALNUM[25]], [ALNUM[25]] near ["messagebird"];
    }
    "Plivo", "plivo" {
        revoke: "reset the auth token in the console";
        link: "https://www.plivo.com/docs/";
        "secret/plivo-token" "auth token" = [BASE64[40]] near ["plivo"];
        "secret/plivo-id" "auth id" = [{"M" | "S"} {"A"} UPPER_ALNUM[18]] near ["plivo"] as public;
    }
    "Telnyx", "telnyx" {
        revoke: "delete the API key in Mission Control";
        link: "https://developers.telnyx.com/";
        "secret/telnyx-key" "API key" = ["KEY" ANY_HEX[32] "_" ALNUM[22]];
    }
    "Sinch", "sinch" {
        revoke: "rotate the access key in the dashboard";
        link: "https://developers.sinch.com/";
        "secret/sinch-token" "API token" = [ANY_HEX[32]], [UUID], [BASE64[24]] near ["sinch"];
    }
    "Infobip", "infobip" {
        revoke: "delete the API key in the portal";
        link: "https://www.infobip.com/docs/essentials/api-essentials/api-authentication";
        "secret/infobip-key" "API key" = [HEX[32] {"-"} UUID] near ["infobip"];
    }
    "Africa's Talking", "africas-talking" {
        revoke: "generate a new API key in the settings";
        link: "https://developers.africastalking.com/";
        "secret/africas-talking-key" "API key" = ["atsk_" HEX[64]];
        "secret/africas-talking-old-key" "API key of the old form" = [ANY_HEX[64]] near ["africastalking"];
    }
    "ClickSend", "clicksend" {
        revoke: "regenerate the API key in the dashboard";
        link: "https://developers.clicksend.com/";
        "secret/clicksend-key" "API key" = [UUID] near ["clicksend"];
    }
    "Clickatell", "clickatell" {
        revoke: "delete the API key of the integration";
        link: "https://docs.clickatell.com/";
        "secret/clickatell-key" "API key" = [BASE64[24]] near ["clickatell"];
    }
    "MSG91", "msg91" {
        revoke: "delete the auth key";
        link: "https://docs.msg91.com/";
        "secret/msg91-key" "auth key" = [DIGIT[5-6] LETTER[1] ALNUM[12-16] "P1"] near ["msg91"];
    }
    "RingCentral", "ringcentral" {
        revoke: "reset the app's client secret in the developer console";
        link: "https://developers.ringcentral.com/";
        "secret/ringcentral-secret" "client secret" = [BASE64_URL[40-48]] near ["ringcentral"];
    }
    "Signal Wire", "signalwire" {
        revoke: "delete the API token";
        link: "https://developer.signalwire.com/";
        "secret/signalwire-token" "API token" = ["PT" HEX[48-50]];
    }
}
