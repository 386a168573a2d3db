//! Mail that programs send, and what checks addresses.

use crate::secret::detector::providers;

providers! {
    "SendGrid", "sendgrid" {
        revoke: "delete the API key under Settings > API Keys and read the activity feed";
        link: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys";
        "secret/sendgrid-key" "API key" = ["SG." BASE64_URL[16-32] "." BASE64_URL[32-64]];
    }
    "Mailgun", "mailgun" {
        revoke: "delete the key under API Security and read the logs";
        link: "https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/rbac-mgmt";
        "secret/mailgun-key" "private API key" = ["key-" LOWER_ALNUM[32]];
        "secret/mailgun-new-key" "API key" = [HEX[32] {"-"} HEX[8] {"-"} HEX[8]] near ["mailgun"];
        "secret/mailgun-public-key" "public validation key" = ["pubkey-" LOWER_ALNUM[32]] as public;
        "secret/mailgun-signing-key" "webhook signing key" = [ANY_HEX[32]] near ["mailgun"];
    }
    "Mailchimp", "mailchimp" {
        revoke: "disable the key under Account > Extras > API keys";
        link: "https://mailchimp.com/help/about-api-keys/";
        "secret/mailchimp-key" "API key" = [HEX[32] "-us" DIGIT[1-2]];
        "secret/mandrill-key" "transactional API key" = ["md-" BASE64_URL[22]];
        "secret/mandrill-old-key" "transactional API key of the old form" = [BASE64_URL[22]] near ["mandrill"];
    }
    "Postmark", "postmark" {
        revoke: "delete the server or account token";
        link: "https://postmarkapp.com/developer/api/overview";
        "secret/postmark-token" "API token" = [UUID] near ["postmark"];
    }
    "Brevo", "brevo" {
        revoke: "delete the key under SMTP & API";
        link: "https://developers.brevo.com/docs/getting-started";
        "secret/brevo-key" "API key" = ["xkeysib-" ANY_HEX[64] "-" ALNUM[16]];
        "secret/brevo-smtp-key" "SMTP key" = ["xsmtpsib-" ANY_HEX[64] "-" ALNUM[16]];
        "secret/brevo-old-key" "API key of the old form" = [ALNUM[16]] near ["sendinblue"];
    }
    "Resend", "resend" {
        revoke: "delete the API key";
        link: "https://resend.com/docs/dashboard/api-keys/introduction";
        "secret/resend-key" "API key" = ["re_" ALNUM[8-9] "_" ALNUM[22-28]];
    }
    "Mailjet", "mailjet" {
        revoke: "reset the secret key under Account > API Keys";
        link: "https://dev.mailjet.com/";
        "secret/mailjet-key" "API or secret key" = [ANY_HEX[32]] near ["mailjet", "mjapikey"];
    }
    "SparkPost", "sparkpost" {
        revoke: "delete the API key";
        link: "https://developers.sparkpost.com/api/";
        "secret/sparkpost-key" "API key" = [ANY_HEX[40]] near ["sparkpost"];
    }
    "MailerSend", "mailersend" {
        revoke: "delete the token under the domain's API tokens";
        link: "https://developers.mailersend.com/";
        "secret/mailersend-token" "API token" = ["mlsn." ANY_HEX[64]];
    }
    "MailerLite", "mailerlite" {
        revoke: "delete the token under Integrations > API";
        link: "https://developers.mailerlite.com/";
        "secret/mailerlite-old-key" "API key of the old form" = [ANY_HEX[32]] near ["mailerlite"];
    }
    "Loops", "loops" {
        revoke: "delete the API key in the settings";
        link: "https://loops.so/docs/api-reference";
        "secret/loops-key" "API key" = [ANY_HEX[32]] near ["loopsapi", "loopsso", "loopskey"];
    }
    "Customer.io", "customerio" {
        revoke: "delete the key under Account Settings > API credentials";
        link: "https://docs.customer.io/";
        "secret/customerio-key" "API key" = [ANY_HEX[32]], [ANY_HEX[20]] near ["customerio"];
    }
    "Klaviyo", "klaviyo" {
        revoke: "delete the private key under Settings > API keys";
        link: "https://developers.klaviyo.com/";
        "secret/klaviyo-key" "private API key" = ["pk_" HEX[34]];
    }
    "Kit", "convertkit" {
        revoke: "reset the API key in the developer settings";
        link: "https://developers.kit.com/";
        "secret/convertkit-key" "API key" = ["kit_" HEX[32]];
        "secret/convertkit-old-secret" "API secret of the old form" = [BASE64_URL[43]], [BASE64_URL[22]]
            near ["convertkit"];
    }
    "ActiveCampaign", "activecampaign" {
        revoke: "reset the API key under Settings > Developer";
        link: "https://developers.activecampaign.com/";
        "secret/activecampaign-key" "API key" = [ANY_HEX[72]] near ["activecampaign"];
    }
    "Elastic Email", "elasticemail" {
        revoke: "delete the API key in the settings";
        link: "https://elasticemail.com/developers";
        "secret/elasticemail-key" "API key" = [ANY_HEX[96]], [UUID] near ["elasticemail"];
    }
    "SMTP2GO", "smtp2go" {
        revoke: "delete the API key";
        link: "https://developers.smtp2go.com/";
        "secret/smtp2go-key" "API key" = ["api-" UPPER_HEX[32]];
    }
    "Mailtrap", "mailtrap" {
        revoke: "reset the token in the settings";
        link: "https://docs.mailtrap.io/";
        "secret/mailtrap-token" "API token" = [ANY_HEX[32]] near ["mailtrap"];
    }
    "Mailosaur", "mailosaur" {
        revoke: "delete the API key";
        link: "https://mailosaur.com/docs";
        "secret/mailosaur-key" "API key" = [ALNUM[16]], [ALNUM[32]] near ["mailosaur"];
    }
    "Iterable", "iterable" {
        revoke: "delete the API key under Integrations";
        link: "https://support.iterable.com/";
        "secret/iterable-key" "API key" = [ANY_HEX[32]] near ["iterableapi", "iterablekey", "iterablejwt"];
    }
    "Braze", "braze" {
        revoke: "delete the API key under Settings > APIs and Identifiers";
        link: "https://www.braze.com/docs/api/basics/";
        "secret/braze-key" "REST API key" = [UUID] near ["braze"];
    }
    "GetResponse", "getresponse" {
        revoke: "delete the API key";
        link: "https://apidocs.getresponse.com/";
        "secret/getresponse-key" "API key" = [LOWER_ALNUM[32]] near ["getresponse"];
    }
    "Campaign Monitor", "campaign-monitor" {
        revoke: "generate a new API key in the account settings";
        link: "https://www.campaignmonitor.com/api/";
        "secret/campaign-monitor-key" "API key" = [(BASE64 "+")[80-200]], [ANY_HEX[32]]
            near ["campaignmonitor", "createsend"];
    }
    "Omnisend", "omnisend" {
        revoke: "delete the API key";
        link: "https://api-docs.omnisend.com/";
        "secret/omnisend-key" "API key" = [HEX[24] {"-"} ALNUM[40-60]] near ["omnisend"];
    }
    "Drip", "drip" {
        revoke: "reset the API token in the user settings";
        link: "https://developer.drip.com/";
        "secret/drip-token" "API token" = [ANY_HEX[32]], [ANY_HEX[20]] near ["dripapi", "driptoken", "getdrip"];
    }
    "Plunk", "plunk" {
        revoke: "regenerate the secret key";
        link: "https://docs.useplunk.com/";
        "secret/plunk-key" "secret key" = ["sk_" HEX[48]] near ["plunk"];
    }
    "Nylas", "nylas" {
        revoke: "delete the API key in the dashboard";
        link: "https://developer.nylas.com/docs/";
        "secret/nylas-key" "API key" = ["nyk_v0_" ALNUM[50-64]];
        "secret/nylas-old-secret" "client secret of the old form" = [LOWER_ALNUM[25]], [LOWER_ALNUM[30]] near ["nylas"];
    }
    "Zoho", "zoho" {
        revoke: "revoke the token in the API console";
        link: "https://www.zoho.com/accounts/protocol/oauth.html";
        "secret/zoho-token" "OAuth or refresh token" = ["1000." HEX[32] "." HEX[32]];
        "secret/zoho-client-secret" "client secret" = [ANY_HEX[42]] near ["zoho"];
        "secret/zeptomail-key" "ZeptoMail send token" = ["enczapikey" (BASE64 "_-")[60-200]], [BASE64[120-200]]
            near ["zoho", "zepto"];
    }
    "Hunter", "hunter" {
        revoke: "delete the API key";
        link: "https://hunter.io/api-documentation";
        "secret/hunter-key" "API key" = [ANY_HEX[40]] near ["hunterio", "hunterapi"];
    }
    "ZeroBounce", "zerobounce" {
        revoke: "regenerate the API key";
        link: "https://www.zerobounce.net/docs/";
        "secret/zerobounce-key" "API key" = [ANY_HEX[32]] near ["zerobounce"];
    }
    "NeverBounce", "neverbounce" {
        revoke: "delete the API key";
        link: "https://developers.neverbounce.com/";
        "secret/neverbounce-key" "API key" = [{"private_" | "secret_"} HEX[32]] near ["neverbounce"];
    }
    "Kickbox", "kickbox" {
        revoke: "delete the API key";
        link: "https://docs.kickbox.com/";
        "secret/kickbox-key" "API key" = ["live_" ALNUM[64]] near ["kickbox"];
        "secret/kickbox-test-key" "sandbox API key" = ["test_" ALNUM[64]] near ["kickbox"] as test;
    }
    "Fastmail", "fastmail" {
        revoke: "delete the token or app password under Privacy & Security";
        link: "https://www.fastmail.com/dev/";
        "secret/fastmail-token" "API token" =
            ["fmu1-" HEX[8] "-" ANY_HEX[32] "-" DIGIT[1] "-" ANY_HEX[32]],
            ["fmu1-" (BASE64_URL "-")[60-110]];
    }
    "AWeber", "aweber" {
        revoke: "revoke the app's access";
        link: "https://api.aweber.com/";
        "secret/aweber-secret" "client secret" = [ALNUM[32]] near ["aweber"];
    }
    "Constant Contact", "constant-contact" {
        revoke: "regenerate the app's client secret";
        link: "https://developer.constantcontact.com/";
        "secret/constant-contact-secret" "client secret" = [BASE64_URL[22]] near ["constantcontact"];
    }
    "Sailthru", "sailthru" {
        revoke: "rotate the API secret";
        link: "https://getstarted.sailthru.com/";
        "secret/sailthru-secret" "API secret" = [ANY_HEX[32]] near ["sailthru"];
    }
    "Mailboxlayer", "mailboxlayer" {
        revoke: "reset the access key";
        link: "https://mailboxlayer.com/documentation";
        "secret/mailboxlayer-key" "access key" = [ANY_HEX[32]] near ["mailboxlayer"];
    }
}
