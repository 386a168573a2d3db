//! Telephony and text messages.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Twilio",
        page: "twilio",
        revoke: "delete the API key or rotate the auth token in the console and read the usage records",
        link: "https://www.twilio.com/docs/iam/api-keys",
        detectors: &[
            secret("secret/twilio-api-key", "API key's id", &[shape(&[text("SK"), of(A::HEX, 32)])]),
            secret("secret/twilio-account", "account id", &[shape(&[text("AC"), of(A::HEX, 32)])]).public(),
            secret("secret/twilio-auth-token", "auth token", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["twilio"]),
            secret("secret/twilio-api-secret", "API key's secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["twilio"]),
        ],
    },
    &Provider {
        name: "Vonage",
        page: "vonage",
        revoke: "rotate the API secret in the dashboard",
        link: "https://developer.vonage.com/en/account/secret-management",
        detectors: &[
            secret("secret/vonage-secret", "API secret", &[shape(&[of(A::ALNUM, 16)])]).near(&["vonage", "nexmo"])
        ],
    },
    &Provider {
        name: "Bird (MessageBird)",
        page: "messagebird",
        revoke: "delete the access key under Developers > API access",
        link: "https://developers.messagebird.com/",
        detectors: &[secret(
            "secret/messagebird-key",
            "access key",
            &[shape(&[one_of(&["live_", "test_"]), of(A::ALNUM, 25)]), shape(&[of(A::ALNUM, 25)])],
        )
        .near(&["messagebird"])],
    },
    &Provider {
        name: "Plivo",
        page: "plivo",
        revoke: "reset the auth token in the console",
        link: "https://www.plivo.com/docs/",
        detectors: &[
            secret("secret/plivo-token", "auth token", &[shape(&[of(A::BASE64, 40)])]).near(&["plivo"]),
            secret(
                "secret/plivo-id",
                "auth id",
                &[shape(&[one_of(&["M", "S"]), one_of(&["A"]), of(A::UPPER_ALNUM, 18)])],
            )
            .near(&["plivo"])
            .public(),
        ],
    },
    &Provider {
        name: "Telnyx",
        page: "telnyx",
        revoke: "delete the API key in Mission Control",
        link: "https://developers.telnyx.com/",
        detectors: &[secret(
            "secret/telnyx-key",
            "API key",
            &[shape(&[text("KEY"), of(A::ANY_HEX, 32), text("_"), of(A::ALNUM, 22)])],
        )],
    },
    &Provider {
        name: "Sinch",
        page: "sinch",
        revoke: "rotate the access key in the dashboard",
        link: "https://developers.sinch.com/",
        detectors: &[secret(
            "secret/sinch-token",
            "API token",
            &[shape(&[of(A::ANY_HEX, 32)]), shape(&[Piece::Uuid]), shape(&[of(A::BASE64, 24)])],
        )
        .near(&["sinch"])],
    },
    &Provider {
        name: "Infobip",
        page: "infobip",
        revoke: "delete the API key in the portal",
        link: "https://www.infobip.com/docs/essentials/api-essentials/api-authentication",
        detectors: &[secret("secret/infobip-key", "API key", &[shape(&[of(A::HEX, 32), one_of(&["-"]), Piece::Uuid])])
            .near(&["infobip"])],
    },
    &Provider {
        name: "Africa's Talking",
        page: "africas-talking",
        revoke: "generate a new API key in the settings",
        link: "https://developers.africastalking.com/",
        detectors: &[
            secret("secret/africas-talking-key", "API key", &[shape(&[text("atsk_"), of(A::HEX, 64)])]),
            secret("secret/africas-talking-old-key", "API key of the old form", &[shape(&[of(A::ANY_HEX, 64)])])
                .near(&["africastalking"]),
        ],
    },
    &Provider {
        name: "ClickSend",
        page: "clicksend",
        revoke: "regenerate the API key in the dashboard",
        link: "https://developers.clicksend.com/",
        detectors: &[secret("secret/clicksend-key", "API key", &[shape(&[Piece::Uuid])]).near(&["clicksend"])],
    },
    &Provider {
        name: "Clickatell",
        page: "clickatell",
        revoke: "delete the API key of the integration",
        link: "https://docs.clickatell.com/",
        detectors: &[secret("secret/clickatell-key", "API key", &[shape(&[of(A::BASE64, 24)])]).near(&["clickatell"])],
    },
    &Provider {
        name: "MSG91",
        page: "msg91",
        revoke: "delete the auth key",
        link: "https://docs.msg91.com/",
        detectors: &[secret(
            "secret/msg91-key",
            "auth key",
            &[shape(&[between(A::DIGIT, 5, 6), of(A::LETTER, 1), between(A::ALNUM, 12, 16), text("P1")])],
        )
        .near(&["msg91"])],
    },
    &Provider {
        name: "RingCentral",
        page: "ringcentral",
        revoke: "reset the app's client secret in the developer console",
        link: "https://developers.ringcentral.com/",
        detectors: &[secret("secret/ringcentral-secret", "client secret", &[shape(&[between(A::BASE64_URL, 40, 48)])])
            .near(&["ringcentral"])],
    },
    &Provider {
        name: "Signal Wire",
        page: "signalwire",
        revoke: "delete the API token",
        link: "https://developer.signalwire.com/",
        detectors: &[secret("secret/signalwire-token", "API token", &[shape(&[text("PT"), between(A::HEX, 48, 50)])])],
    },
];
