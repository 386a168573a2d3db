//! Mail that programs send.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &SENDGRID,
    &MAILGUN,
    &MAILCHIMP,
    &POSTMARK,
    &BREVO,
    &RESEND,
    &MAILJET,
    &SPARKPOST,
    &MAILERSEND,
    &LOOPS,
    &CUSTOMERIO,
    &KLAVIYO,
];

static SENDGRID: Provider = Provider {
    name: "SendGrid",
    page: "sendgrid",
    revoke: "delete the API key, and read the activity",
    link: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
    detectors: &[secret(
        "secret/sendgrid-key",
        "API key",
        &[shape(&[text("SG."), between(A::BASE64_URL, 20, 24), text("."), between(A::BASE64_URL, 39, 50)])],
    )],
};

static MAILGUN: Provider = Provider {
    name: "Mailgun",
    page: "mailgun",
    revoke: "delete the key, and read the logs",
    link: "https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt/",
    detectors: &[
        secret("secret/mailgun-key", "private API key", &[shape(&[text("key-"), of(A::LOWER_ALNUM, 32)])]),
        secret(
            "secret/mailgun-new-key",
            "API key",
            &[shape(&[of(A::HEX, 32), text("-"), of(A::HEX, 8), text("-"), of(A::HEX, 8)])],
        ),
        secret(
            "secret/mailgun-public-key",
            "public validation key",
            &[shape(&[text("pubkey-"), of(A::LOWER_ALNUM, 32)])],
        )
        .public(),
    ],
};

static MAILCHIMP: Provider = Provider {
    name: "Mailchimp",
    page: "mailchimp",
    revoke: "disable the key under Account > Extras",
    link: "https://mailchimp.com/help/about-api-keys/",
    detectors: &[
        secret("secret/mailchimp-key", "API key", &[shape(&[of(A::HEX, 32), text("-us"), between(A::DIGIT, 1, 2)])]),
        secret("secret/mandrill-key", "Mandrill API key", &[shape(&[text("md-"), of(A::BASE64_URL, 22)])]),
        secret("secret/mandrill-old-key", "Mandrill API key of the old form", &[shape(&[of(A::BASE64_URL, 22)])])
            .near(&["mandrill"]),
    ],
};

static POSTMARK: Provider = Provider {
    name: "Postmark",
    page: "postmark",
    revoke: "delete the server or account token",
    link: "https://postmarkapp.com/developer",
    detectors: &[secret("secret/postmark-token", "API token", &[shape(&[super::UUID])]).near(&["postmark"])],
};

static BREVO: Provider = Provider {
    name: "Brevo",
    page: "brevo",
    revoke: "delete the key",
    link: "https://developers.brevo.com/",
    detectors: &[
        secret(
            "secret/brevo-key",
            "API key",
            &[shape(&[text("xkeysib-"), of(A::HEX, 64), text("-"), of(A::ALNUM, 16)])],
        ),
        secret(
            "secret/brevo-smtp-key",
            "SMTP key",
            &[shape(&[text("xsmtpsib-"), of(A::HEX, 64), text("-"), of(A::ALNUM, 16)])],
        ),
    ],
};

static RESEND: Provider = Provider {
    name: "Resend",
    page: "resend",
    revoke: "delete the API key",
    link: "https://resend.com/docs",
    detectors: &[secret(
        "secret/resend-key",
        "API key",
        &[shape(&[text("re_"), of(A::ALNUM, 8), text("_"), of(A::ALNUM, 24)])],
    )],
};

static MAILJET: Provider = Provider {
    name: "Mailjet",
    page: "mailjet",
    revoke: "reset the secret key",
    link: "https://dev.mailjet.com/",
    detectors: &[
        secret("secret/mailjet-key", "API or secret key", &[shape(&[of(A::HEX, 32)])]).near(&["mailjet", "mjapikey"])
    ],
};

static SPARKPOST: Provider = Provider {
    name: "SparkPost",
    page: "sparkpost",
    revoke: "delete the API key",
    link: "https://developers.sparkpost.com/api/",
    detectors: &[secret("secret/sparkpost-key", "API key", &[shape(&[of(A::HEX, 40)])]).near(&["sparkpost"])],
};

static MAILERSEND: Provider = Provider {
    name: "MailerSend and MailerLite",
    page: "mailersend",
    revoke: "delete the token",
    link: "https://developers.mailersend.com/",
    detectors: &[secret("secret/mailersend-token", "API token", &[shape(&[text("mlsn."), of(A::HEX, 64)])])],
};

static LOOPS: Provider = Provider {
    name: "Loops",
    page: "loops",
    revoke: "delete the API key",
    link: "https://loops.so/docs",
    detectors: &[secret("secret/loops-key", "API key", &[shape(&[of(A::HEX, 32)])]).near(&["loops"])],
};

static CUSTOMERIO: Provider = Provider {
    name: "Customer.io",
    page: "customerio",
    revoke: "delete the key",
    link: "https://docs.customer.io/",
    detectors: &[secret("secret/customerio-key", "API key", &[shape(&[of(A::HEX, 32)]), shape(&[of(A::HEX, 20)])])
        .near(&["customerio", "customerioapi"])],
};

static KLAVIYO: Provider = Provider {
    name: "Klaviyo",
    page: "klaviyo",
    revoke: "delete the private key",
    link: "https://developers.klaviyo.com/",
    detectors: &[secret("secret/klaviyo-key", "private API key", &[shape(&[text("pk_"), of(A::HEX, 34)])])],
};
