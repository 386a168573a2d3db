//! Mail that programs send, and what checks addresses.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "SendGrid",
        page: "sendgrid",
        revoke: "delete the API key under Settings > API Keys and read the activity feed",
        link: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
        detectors: &[secret(
            "secret/sendgrid-key",
            "API key",
            &[shape(&[text("SG."), between(A::BASE64_URL, 16, 32), text("."), between(A::BASE64_URL, 32, 64)])],
        )],
    },
    &Provider {
        name: "Mailgun",
        page: "mailgun",
        revoke: "delete the key under API Security and read the logs",
        link: "https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt",
        detectors: &[
            secret("secret/mailgun-key", "private API key", &[shape(&[text("key-"), of(A::LOWER_ALNUM, 32)])]),
            secret(
                "secret/mailgun-new-key",
                "API key",
                &[shape(&[of(A::HEX, 32), one_of(&["-"]), of(A::HEX, 8), one_of(&["-"]), of(A::HEX, 8)])],
            )
            .near(&["mailgun"]),
            secret(
                "secret/mailgun-public-key",
                "public validation key",
                &[shape(&[text("pubkey-"), of(A::LOWER_ALNUM, 32)])],
            )
            .public(),
            secret("secret/mailgun-signing-key", "webhook signing key", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["mailgun"]),
        ],
    },
    &Provider {
        name: "Mailchimp",
        page: "mailchimp",
        revoke: "disable the key under Account > Extras > API keys",
        link: "https://mailchimp.com/help/about-api-keys/",
        detectors: &[
            secret(
                "secret/mailchimp-key",
                "API key",
                &[shape(&[of(A::HEX, 32), text("-us"), between(A::DIGIT, 1, 2)])],
            ),
            secret("secret/mandrill-key", "transactional API key", &[shape(&[text("md-"), of(A::BASE64_URL, 22)])]),
            secret(
                "secret/mandrill-old-key",
                "transactional API key of the old form",
                &[shape(&[of(A::BASE64_URL, 22)])],
            )
            .near(&["mandrill"]),
        ],
    },
    &Provider {
        name: "Postmark",
        page: "postmark",
        revoke: "delete the server or account token",
        link: "https://postmarkapp.com/developer/api/overview",
        detectors: &[secret("secret/postmark-token", "API token", &[shape(&[Piece::Uuid])]).near(&["postmark"])],
    },
    &Provider {
        name: "Brevo",
        page: "brevo",
        revoke: "delete the key under SMTP & API",
        link: "https://developers.brevo.com/docs/getting-started",
        detectors: &[
            secret(
                "secret/brevo-key",
                "API key",
                &[shape(&[text("xkeysib-"), of(A::ANY_HEX, 64), text("-"), of(A::ALNUM, 16)])],
            ),
            secret(
                "secret/brevo-smtp-key",
                "SMTP key",
                &[shape(&[text("xsmtpsib-"), of(A::ANY_HEX, 64), text("-"), of(A::ALNUM, 16)])],
            ),
            secret("secret/brevo-old-key", "API key of the old form", &[shape(&[of(A::ALNUM, 16)])])
                .near(&["sendinblue"]),
        ],
    },
    &Provider {
        name: "Resend",
        page: "resend",
        revoke: "delete the API key",
        link: "https://resend.com/docs/dashboard/api-keys/introduction",
        detectors: &[secret(
            "secret/resend-key",
            "API key",
            &[shape(&[text("re_"), between(A::ALNUM, 8, 9), text("_"), between(A::ALNUM, 22, 28)])],
        )],
    },
    &Provider {
        name: "Mailjet",
        page: "mailjet",
        revoke: "reset the secret key under Account > API Keys",
        link: "https://dev.mailjet.com/",
        detectors: &[secret("secret/mailjet-key", "API or secret key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["mailjet", "mjapikey"])],
    },
    &Provider {
        name: "SparkPost",
        page: "sparkpost",
        revoke: "delete the API key",
        link: "https://developers.sparkpost.com/api/",
        detectors: &[secret("secret/sparkpost-key", "API key", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["sparkpost"])],
    },
    &Provider {
        name: "MailerSend",
        page: "mailersend",
        revoke: "delete the token under the domain's API tokens",
        link: "https://developers.mailersend.com/",
        detectors: &[secret("secret/mailersend-token", "API token", &[shape(&[text("mlsn."), of(A::ANY_HEX, 64)])])],
    },
    &Provider {
        name: "MailerLite",
        page: "mailerlite",
        revoke: "delete the token under Integrations > API",
        link: "https://developers.mailerlite.com/",
        detectors: &[secret("secret/mailerlite-old-key", "API key of the old form", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["mailerlite"])],
    },
    &Provider {
        name: "Loops",
        page: "loops",
        revoke: "delete the API key in the settings",
        link: "https://loops.so/docs/api-reference",
        detectors: &[secret("secret/loops-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["loopsapi", "loopsso", "loopskey"])],
    },
    &Provider {
        name: "Customer.io",
        page: "customerio",
        revoke: "delete the key under Account Settings > API credentials",
        link: "https://docs.customer.io/",
        detectors: &[secret(
            "secret/customerio-key",
            "API key",
            &[shape(&[of(A::ANY_HEX, 32)]), shape(&[of(A::ANY_HEX, 20)])],
        )
        .near(&["customerio"])],
    },
    &Provider {
        name: "Klaviyo",
        page: "klaviyo",
        revoke: "delete the private key under Settings > API keys",
        link: "https://developers.klaviyo.com/",
        detectors: &[secret("secret/klaviyo-key", "private API key", &[shape(&[text("pk_"), of(A::HEX, 34)])])],
    },
    &Provider {
        name: "Kit",
        page: "convertkit",
        revoke: "reset the API key in the developer settings",
        link: "https://developers.kit.com/",
        detectors: &[
            secret("secret/convertkit-key", "API key", &[shape(&[text("kit_"), of(A::HEX, 32)])]),
            secret(
                "secret/convertkit-old-secret",
                "API secret of the old form",
                &[shape(&[of(A::BASE64_URL, 43)]), shape(&[of(A::BASE64_URL, 22)])],
            )
            .near(&["convertkit"]),
        ],
    },
    &Provider {
        name: "ActiveCampaign",
        page: "activecampaign",
        revoke: "reset the API key under Settings > Developer",
        link: "https://developers.activecampaign.com/",
        detectors: &[
            secret("secret/activecampaign-key", "API key", &[shape(&[of(A::ANY_HEX, 72)])]).near(&["activecampaign"])
        ],
    },
    &Provider {
        name: "Elastic Email",
        page: "elasticemail",
        revoke: "delete the API key in the settings",
        link: "https://elasticemail.com/developers",
        detectors: &[secret(
            "secret/elasticemail-key",
            "API key",
            &[shape(&[of(A::ANY_HEX, 96)]), shape(&[Piece::Uuid])],
        )
        .near(&["elasticemail"])],
    },
    &Provider {
        name: "SMTP2GO",
        page: "smtp2go",
        revoke: "delete the API key",
        link: "https://developers.smtp2go.com/",
        detectors: &[secret("secret/smtp2go-key", "API key", &[shape(&[text("api-"), of(A::UPPER_HEX, 32)])])],
    },
    &Provider {
        name: "Mailtrap",
        page: "mailtrap",
        revoke: "reset the token in the settings",
        link: "https://docs.mailtrap.io/",
        detectors: &[secret("secret/mailtrap-token", "API token", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["mailtrap"])],
    },
    &Provider {
        name: "Mailosaur",
        page: "mailosaur",
        revoke: "delete the API key",
        link: "https://mailosaur.com/docs",
        detectors: &[secret(
            "secret/mailosaur-key",
            "API key",
            &[shape(&[of(A::ALNUM, 16)]), shape(&[of(A::ALNUM, 32)])],
        )
        .near(&["mailosaur"])],
    },
    &Provider {
        name: "Iterable",
        page: "iterable",
        revoke: "delete the API key under Integrations",
        link: "https://support.iterable.com/",
        detectors: &[secret("secret/iterable-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["iterableapi", "iterablekey", "iterablejwt"])],
    },
    &Provider {
        name: "Braze",
        page: "braze",
        revoke: "delete the API key under Settings > APIs and Identifiers",
        link: "https://www.braze.com/docs/api/basics/",
        detectors: &[secret("secret/braze-key", "REST API key", &[shape(&[Piece::Uuid])]).near(&["braze"])],
    },
    &Provider {
        name: "GetResponse",
        page: "getresponse",
        revoke: "delete the API key",
        link: "https://apidocs.getresponse.com/",
        detectors: &[
            secret("secret/getresponse-key", "API key", &[shape(&[of(A::LOWER_ALNUM, 32)])]).near(&["getresponse"])
        ],
    },
    &Provider {
        name: "Campaign Monitor",
        page: "campaign-monitor",
        revoke: "generate a new API key in the account settings",
        link: "https://www.campaignmonitor.com/api/",
        detectors: &[secret(
            "secret/campaign-monitor-key",
            "API key",
            &[shape(&[between(A::BASE64.with(b"+"), 80, 200)]), shape(&[of(A::ANY_HEX, 32)])],
        )
        .near(&["campaignmonitor", "createsend"])],
    },
    &Provider {
        name: "Omnisend",
        page: "omnisend",
        revoke: "delete the API key",
        link: "https://api-docs.omnisend.com/",
        detectors: &[secret(
            "secret/omnisend-key",
            "API key",
            &[shape(&[of(A::HEX, 24), one_of(&["-"]), between(A::ALNUM, 40, 60)])],
        )
        .near(&["omnisend"])],
    },
    &Provider {
        name: "Drip",
        page: "drip",
        revoke: "reset the API token in the user settings",
        link: "https://developer.drip.com/",
        detectors: &[secret(
            "secret/drip-token",
            "API token",
            &[shape(&[of(A::ANY_HEX, 32)]), shape(&[of(A::ANY_HEX, 20)])],
        )
        .near(&["dripapi", "driptoken", "getdrip"])],
    },
    &Provider {
        name: "Plunk",
        page: "plunk",
        revoke: "regenerate the secret key",
        link: "https://docs.useplunk.com/",
        detectors: &[
            secret("secret/plunk-key", "secret key", &[shape(&[text("sk_"), of(A::HEX, 48)])]).near(&["plunk"])
        ],
    },
    &Provider {
        name: "Nylas",
        page: "nylas",
        revoke: "delete the API key in the dashboard",
        link: "https://developer.nylas.com/docs/",
        detectors: &[
            secret("secret/nylas-key", "API key", &[shape(&[text("nyk_v0_"), between(A::ALNUM, 50, 64)])]),
            secret(
                "secret/nylas-old-secret",
                "client secret of the old form",
                &[shape(&[of(A::LOWER_ALNUM, 25)]), shape(&[of(A::LOWER_ALNUM, 30)])],
            )
            .near(&["nylas"]),
        ],
    },
    &Provider {
        name: "Zoho",
        page: "zoho",
        revoke: "revoke the token in the API console",
        link: "https://www.zoho.com/accounts/protocol/oauth.html",
        detectors: &[
            secret(
                "secret/zoho-token",
                "OAuth or refresh token",
                &[shape(&[text("1000."), of(A::HEX, 32), text("."), of(A::HEX, 32)])],
            ),
            secret("secret/zoho-client-secret", "client secret", &[shape(&[of(A::ANY_HEX, 42)])]).near(&["zoho"]),
            secret(
                "secret/zeptomail-key",
                "ZeptoMail send token",
                &[
                    shape(&[text("enczapikey"), between(A::BASE64.with(b"_-"), 60, 200)]),
                    shape(&[between(A::BASE64, 120, 200)]),
                ],
            )
            .near(&["zoho", "zepto"]),
        ],
    },
    &Provider {
        name: "Hunter",
        page: "hunter",
        revoke: "delete the API key",
        link: "https://hunter.io/api-documentation",
        detectors: &[
            secret("secret/hunter-key", "API key", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["hunterio", "hunterapi"])
        ],
    },
    &Provider {
        name: "ZeroBounce",
        page: "zerobounce",
        revoke: "regenerate the API key",
        link: "https://www.zerobounce.net/docs/",
        detectors: &[secret("secret/zerobounce-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["zerobounce"])],
    },
    &Provider {
        name: "NeverBounce",
        page: "neverbounce",
        revoke: "delete the API key",
        link: "https://developers.neverbounce.com/",
        detectors: &[secret(
            "secret/neverbounce-key",
            "API key",
            &[shape(&[one_of(&["private_", "secret_"]), of(A::HEX, 32)])],
        )
        .near(&["neverbounce"])],
    },
    &Provider {
        name: "Kickbox",
        page: "kickbox",
        revoke: "delete the API key",
        link: "https://docs.kickbox.com/",
        detectors: &[
            secret("secret/kickbox-key", "API key", &[shape(&[text("live_"), of(A::ALNUM, 64)])]).near(&["kickbox"]),
            secret("secret/kickbox-test-key", "sandbox API key", &[shape(&[text("test_"), of(A::ALNUM, 64)])])
                .near(&["kickbox"])
                .test(),
        ],
    },
    &Provider {
        name: "Fastmail",
        page: "fastmail",
        revoke: "delete the token or app password under Privacy & Security",
        link: "https://www.fastmail.com/dev/",
        detectors: &[secret(
            "secret/fastmail-token",
            "API token",
            &[
                shape(&[
                    text("fmu1-"),
                    of(A::HEX, 8),
                    text("-"),
                    of(A::ANY_HEX, 32),
                    text("-"),
                    of(A::DIGIT, 1),
                    text("-"),
                    of(A::ANY_HEX, 32),
                ]),
                shape(&[text("fmu1-"), between(A::BASE64_URL.with(b"-"), 60, 110)]),
            ],
        )],
    },
    &Provider {
        name: "AWeber",
        page: "aweber",
        revoke: "revoke the app's access",
        link: "https://api.aweber.com/",
        detectors: &[secret("secret/aweber-secret", "client secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["aweber"])],
    },
    &Provider {
        name: "Constant Contact",
        page: "constant-contact",
        revoke: "regenerate the app's client secret",
        link: "https://developer.constantcontact.com/",
        detectors: &[secret("secret/constant-contact-secret", "client secret", &[shape(&[of(A::BASE64_URL, 22)])])
            .near(&["constantcontact"])],
    },
    &Provider {
        name: "Sailthru",
        page: "sailthru",
        revoke: "rotate the API secret",
        link: "https://getstarted.sailthru.com/",
        detectors: &[
            secret("secret/sailthru-secret", "API secret", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["sailthru"])
        ],
    },
    &Provider {
        name: "Mailboxlayer",
        page: "mailboxlayer",
        revoke: "reset the access key",
        link: "https://mailboxlayer.com/documentation",
        detectors: &[
            secret("secret/mailboxlayer-key", "access key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["mailboxlayer"])
        ],
    },
];
