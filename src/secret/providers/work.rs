//! Where teams plan, write, keep files and automate.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Linear",
        page: "linear",
        revoke: "revoke the key under Settings > Security & access and read the audit log",
        link: "https://linear.app/developers",
        detectors: &[
            secret("secret/linear-key", "API key", &[shape(&[text("lin_api_"), of(A::ALNUM, 40)])]),
            secret("secret/linear-oauth-token", "OAuth token", &[shape(&[text("lin_oauth_"), of(A::HEX, 64)])]),
            secret(
                "secret/linear-webhook-secret",
                "webhook signing secret",
                &[shape(&[text("lin_wh_"), between(A::ALNUM, 20, 44)])],
            ),
            secret("secret/linear-client-secret", "client secret", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["linearclient", "linearsecret", "linearapp", "linearoauth"]),
        ],
    },
    &Provider {
        name: "Notion",
        page: "notion",
        revoke: "refresh the integration's secret under My integrations",
        link: "https://developers.notion.com/docs/authorization",
        detectors: &[
            secret(
                "secret/notion-token",
                "integration secret",
                &[
                    shape(&[text("ntn_"), between(A::DIGIT, 9, 13), between(A::ALNUM, 32, 38)]),
                    shape(&[text("ntn_"), between(A::ALNUM, 40, 52)]),
                ],
            ),
            secret(
                "secret/notion-old-token",
                "integration secret of the old form",
                &[shape(&[text("secret_"), of(A::ALNUM, 43)])],
            ),
            secret(
                "secret/notion-session",
                "session cookie",
                &[shape(&[text("v02:user_token_or_cookies:"), between(A::BASE64_URL, 40, 200)])],
            ),
        ],
    },
    &Provider {
        name: "Asana",
        page: "asana",
        revoke: "revoke the token in the developer console",
        link: "https://developers.asana.com/docs/personal-access-token",
        detectors: &[
            secret(
                "secret/asana-token",
                "personal access token",
                &[
                    shape(&[one_of(&["0/", "1/"]), between(A::DIGIT, 14, 18), text(":"), of(A::HEX, 32)]),
                    shape(&[
                        text("2/"),
                        between(A::DIGIT, 14, 18),
                        text("/"),
                        between(A::DIGIT, 14, 18),
                        text(":"),
                        of(A::HEX, 32),
                    ]),
                ],
            ),
            secret("secret/asana-client-secret", "client secret", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["asana"]),
        ],
    },
    &Provider {
        name: "ClickUp",
        page: "clickup",
        revoke: "regenerate the token under Settings > Apps",
        link: "https://developer.clickup.com/docs/authentication",
        detectors: &[
            secret(
                "secret/clickup-token",
                "personal token",
                &[shape(&[text("pk_"), between(A::DIGIT, 6, 10), text("_"), of(A::UPPER_ALNUM, 32)])],
            ),
            secret("secret/clickup-client-secret", "client secret", &[shape(&[of(A::UPPER_ALNUM, 64)])])
                .near(&["clickup"]),
        ],
    },
    &Provider {
        name: "Airtable",
        page: "airtable",
        revoke: "delete the token in the developer hub",
        link: "https://airtable.com/developers/web/guides/personal-access-tokens",
        detectors: &[
            secret(
                "secret/airtable-token",
                "personal access token",
                &[shape(&[text("pat"), of(A::ALNUM, 14), text("."), of(A::HEX, 64)])],
            ),
            secret("secret/airtable-old-key", "API key of the old form", &[shape(&[text("key"), of(A::ALNUM, 14)])])
                .near(&["airtable"]),
            secret(
                "secret/airtable-oauth-token",
                "OAuth token",
                &[shape(&[text("oaa"), of(A::ALNUM, 14), text(".v1."), between(A::BASE64_URL, 60, 400)])],
            ),
        ],
    },
    &Provider {
        name: "Todoist",
        page: "todoist",
        revoke: "issue a new API token under Settings > Integrations > Developer",
        link: "https://developer.todoist.com/",
        detectors: &[secret("secret/todoist-token", "API token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["todoist"])],
    },
    &Provider {
        name: "Basecamp",
        page: "basecamp",
        revoke: "reset the integration's client secret",
        link: "https://github.com/basecamp/api",
        detectors: &[
            secret("secret/basecamp-secret", "client secret", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["basecamp"])
        ],
    },
    &Provider {
        name: "Smartsheet",
        page: "smartsheet",
        revoke: "revoke the token under Personal Settings > API Access",
        link: "https://developers.smartsheet.com/",
        detectors: &[secret(
            "secret/smartsheet-token",
            "API token",
            &[shape(&[of(A::ALNUM, 37)]), shape(&[of(A::LOWER_ALNUM, 26)])],
        )
        .near(&["smartsheet"])],
    },
    &Provider {
        name: "Coda",
        page: "coda",
        revoke: "revoke the token in the account settings",
        link: "https://coda.io/developers",
        detectors: &[secret("secret/coda-token", "API token", &[shape(&[Piece::Uuid])])
            .near(&["codaapi", "codatoken", "codaio"])],
    },
    &Provider {
        name: "Shortcut",
        page: "shortcut",
        revoke: "revoke the token under Settings > API tokens",
        link: "https://developer.shortcut.com/",
        detectors: &[secret("secret/shortcut-token", "API token", &[shape(&[Piece::Uuid])])
            .near(&["shortcutapi", "shortcuttoken", "clubhouse"])],
    },
    &Provider {
        name: "Monday",
        page: "monday",
        revoke: "regenerate the token in the developer center",
        link: "https://developer.monday.com/api-reference/docs/authentication",
        detectors: &[secret(
            "secret/monday-signing-secret",
            "signing or client secret",
            &[shape(&[of(A::ANY_HEX, 32)])],
        )
        .near(&["mondaysigning", "mondayclient", "mondayapp", "mondaysecret"])],
    },
    &Provider {
        name: "Productboard",
        page: "productboard",
        revoke: "revoke the token under Integrations",
        link: "https://developer.productboard.com/",
        detectors: &[secret(
            "secret/productboard-token",
            "access token",
            &[shape(&[text("pb_"), between(A::ALNUM, 40, 80)])],
        )
        .near(&["productboard"])],
    },
    &Provider {
        name: "Pivotal Tracker",
        page: "pivotal-tracker",
        revoke: "reset the API token in the profile",
        link: "https://www.pivotaltracker.com/help/api",
        detectors: &[secret("secret/pivotal-tracker-token", "API token", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["pivotaltracker", "trackertoken", "pivotal"])],
    },
    &Provider {
        name: "Teamwork",
        page: "teamwork",
        revoke: "delete the token in the profile",
        link: "https://apidocs.teamwork.com/",
        detectors: &[secret(
            "secret/teamwork-token",
            "API token",
            &[shape(&[text("twp_"), between(A::ALNUM, 20, 40)])],
        )],
    },
    &Provider {
        name: "Harvest",
        page: "harvest",
        revoke: "delete the token in the developer tools",
        link: "https://help.getharvest.com/api-v2/",
        detectors: &[secret(
            "secret/harvest-token",
            "personal access token",
            &[shape(&[between(A::DIGIT, 5, 8), text(".pt."), between(A::BASE64_URL, 60, 100)])],
        )
        .near(&["harvest"])],
    },
    &Provider {
        name: "Toggl",
        page: "toggl",
        revoke: "reset the API token in the profile",
        link: "https://engineering.toggl.com/docs/",
        detectors: &[secret("secret/toggl-token", "API token", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["toggl"])],
    },
    &Provider {
        name: "Clockify",
        page: "clockify",
        revoke: "generate a new API key in the profile",
        link: "https://docs.clockify.me/",
        detectors: &[secret("secret/clockify-key", "API key", &[shape(&[of(A::BASE64, 48)])]).near(&["clockify"])],
    },
    &Provider {
        name: "Calendly",
        page: "calendly",
        revoke: "revoke the token under Integrations > API & Webhooks",
        link: "https://developer.calendly.com/",
        detectors: &[secret(
            "secret/calendly-token",
            "personal access token",
            &[shape(&[
                text(
                    "eyJraWQiOiIxY2UxZTEzNjE3ZGNmNzY2YjNjZWJjY2Y4ZGM1YmFmYThhNjVlNjg0MDIzZjdjMzJiZTgzNDliMjM4MDEzNWI0Ii",
                ),
                between(A::BASE64_URL.with(b"."), 200, 1000),
            ])],
        )],
    },
    &Provider {
        name: "Typeform",
        page: "typeform",
        revoke: "revoke the token under Personal tokens",
        link: "https://www.typeform.com/developers/get-started/personal-access-token/",
        detectors: &[secret(
            "secret/typeform-token",
            "personal access token",
            &[shape(&[text("tfp_"), between(A::BASE64_URL.with(b"=."), 40, 70)])],
        )],
    },
    &Provider {
        name: "Jotform",
        page: "jotform",
        revoke: "delete the API key in the settings",
        link: "https://api.jotform.com/docs/",
        detectors: &[secret("secret/jotform-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["jotform"])],
    },
    &Provider {
        name: "SurveyMonkey",
        page: "surveymonkey",
        revoke: "reset the app's access token",
        link: "https://api.surveymonkey.com/v3/docs",
        detectors: &[secret(
            "secret/surveymonkey-token",
            "access token",
            &[shape(&[between(A::BASE64_URL.with(b"."), 80, 140)])],
        )
        .near(&["surveymonkey"])],
    },
    &Provider {
        name: "Tally",
        page: "tally",
        revoke: "delete the API key in the settings",
        link: "https://developers.tally.so/",
        detectors: &[secret("secret/tally-key", "API key", &[shape(&[text("tly-"), between(A::ALNUM, 30, 60)])])],
    },
    &Provider {
        name: "Cal.com",
        page: "cal-com",
        revoke: "delete the API key under Settings > Developer",
        link: "https://cal.com/docs",
        detectors: &[secret(
            "secret/cal-com-key",
            "API key",
            &[shape(&[one_of(&["cal_live_", "cal_test_"]), of(A::HEX, 32)])],
        )],
    },
    &Provider {
        name: "Zapier",
        page: "zapier",
        revoke: "delete the webhook's Zap or reset its URL",
        link: "https://docs.zapier.com/",
        detectors: &[
            secret(
                "secret/zapier-webhook",
                "webhook",
                &[shape(&[
                    text("hooks.zapier.com/hooks/catch/"),
                    between(A::DIGIT, 5, 10),
                    text("/"),
                    between(A::LOWER_ALNUM, 6, 12),
                ])],
            ),
            secret("secret/zapier-deploy-key", "deploy key", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["zapierdeploy", "zapierkey"]),
        ],
    },
    &Provider {
        name: "Make",
        page: "make",
        revoke: "delete the webhook and create another",
        link: "https://help.make.com/webhooks",
        detectors: &[secret(
            "secret/make-webhook",
            "webhook",
            &[shape(&[
                one_of(&[
                    "hook.eu1.make.com/", "hook.eu2.make.com/", "hook.us1.make.com/", "hook.us2.make.com/",
                    "hook.make.com/", "hook.integromat.com/",
                ]),
                between(A::LOWER_ALNUM, 28, 36),
            ])],
        )],
    },
    &Provider {
        name: "n8n",
        page: "n8n",
        revoke: "delete the API key under Settings > n8n API",
        link: "https://docs.n8n.io/api/authentication/",
        detectors: &[secret("secret/n8n-key", "API key", &[shape(&[text("n8n_api_"), between(A::ALNUM, 40, 100)])])],
    },
    &Provider {
        name: "Pipedream",
        page: "pipedream",
        revoke: "revoke the API key in the account settings",
        link: "https://pipedream.com/docs/",
        detectors: &[secret("secret/pipedream-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["pipedream"])],
    },
    &Provider {
        name: "Tines",
        page: "tines",
        revoke: "revoke the API key",
        link: "https://www.tines.com/api/",
        detectors: &[secret(
            "secret/tines-webhook",
            "webhook",
            &[shape(&[
                between(A::LOWER, 2, 30),
                text(".tines.com/webhook/"),
                of(A::HEX, 32),
                text("/"),
                of(A::HEX, 32),
            ])],
        )],
    },
    &Provider {
        name: "Dropbox",
        page: "dropbox",
        revoke: "revoke the token or reset the app secret in the App Console",
        link: "https://developers.dropbox.com/oauth-guide",
        detectors: &[
            secret(
                "secret/dropbox-token",
                "short-lived access token",
                &[
                    shape(&[text("sl."), between(A::BASE64_URL, 130, 1600)]),
                    shape(&[text("sl.u."), between(A::BASE64_URL, 130, 1600)]),
                ],
            ),
            secret(
                "secret/dropbox-old-token",
                "long-lived access token",
                &[shape(&[of(A::ALNUM, 11), text("AAAAAAAAAA"), of(A::BASE64_URL, 43)])],
            ),
            secret(
                "secret/dropbox-refresh-token",
                "refresh token or long-lived token",
                &[shape(&[of(A::BASE64_URL, 64)])],
            )
            .near(&["dropbox"]),
        ],
    },
    &Provider {
        name: "Box",
        page: "box",
        revoke: "revoke the token or reset the client secret in the developer console",
        link: "https://developer.box.com/guides/authentication/",
        detectors: &[secret("secret/box-secret", "client secret or developer token", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["boxclient", "boxsecret", "boxapi", "boxdeveloper", "boxtoken", "boxapp", "boxsdk"])],
    },
    &Provider {
        name: "Nextcloud",
        page: "nextcloud",
        revoke: "revoke the app password under Security > Devices & sessions",
        link: "https://docs.nextcloud.com/",
        detectors: &[secret(
            "secret/nextcloud-app-password",
            "app password",
            &[shape(&[
                of(A::ALNUM, 5),
                one_of(&["-"]),
                of(A::ALNUM, 5),
                one_of(&["-"]),
                of(A::ALNUM, 5),
                one_of(&["-"]),
                of(A::ALNUM, 5),
                one_of(&["-"]),
                of(A::ALNUM, 5),
            ])],
        )
        .near(&["nextcloud", "owncloud", "webdav"])],
    },
    &Provider {
        name: "Seafile",
        page: "seafile",
        revoke: "delete the token in the web settings",
        link: "https://seafile-api.readme.io/",
        detectors: &[secret("secret/seafile-token", "API token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["seafile"])],
    },
    &Provider {
        name: "Miro",
        page: "miro",
        revoke: "delete the app's token in the profile settings",
        link: "https://developers.miro.com/",
        detectors: &[secret(
            "secret/miro-token",
            "access token",
            &[shape(&[text("eyJtaXJvLm9yaWdpbiI6"), between(A::BASE64_URL.with(b"."), 10, 160)])],
        )],
    },
    &Provider {
        name: "Canva",
        page: "canva",
        revoke: "generate a new client secret in the developer portal",
        link: "https://www.canva.dev/docs/",
        detectors: &[secret(
            "secret/canva-secret",
            "client secret",
            &[shape(&[text("cnvca"), between(A::BASE64_URL, 48, 60)])],
        )],
    },
    &Provider {
        name: "DocuSign",
        page: "docusign",
        revoke: "delete the secret key of the integration",
        link: "https://developers.docusign.com/platform/auth/",
        detectors: &[secret("secret/docusign-secret", "secret key", &[shape(&[Piece::Uuid])]).near(&["docusign"])],
    },
    &Provider {
        name: "Dropbox Sign",
        page: "dropbox-sign",
        revoke: "delete the API key in the settings",
        link: "https://developers.hellosign.com/",
        detectors: &[secret("secret/dropbox-sign-key", "API key", &[shape(&[of(A::ANY_HEX, 64)])])
            .near(&["hellosign", "dropboxsign"])],
    },
    &Provider {
        name: "PandaDoc",
        page: "pandadoc",
        revoke: "delete the API key in the developer dashboard",
        link: "https://developers.pandadoc.com/",
        detectors: &[secret("secret/pandadoc-key", "API key", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["pandadoc"])],
    },
    &Provider {
        name: "BambooHR",
        page: "bamboohr",
        revoke: "delete the API key in the account",
        link: "https://documentation.bamboohr.com/",
        detectors: &[secret("secret/bamboohr-key", "API key", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["bamboohr"])],
    },
    &Provider {
        name: "Greenhouse",
        page: "greenhouse",
        revoke: "revoke the API key under Dev Center",
        link: "https://developers.greenhouse.io/",
        detectors: &[secret(
            "secret/greenhouse-key",
            "API key",
            &[shape(&[of(A::HEX, 32), one_of(&["-"]), between(A::DIGIT, 1, 3)])],
        )
        .near(&["greenhouse"])],
    },
    &Provider {
        name: "Readwise",
        page: "readwise",
        revoke: "regenerate the access token",
        link: "https://readwise.io/api_deets",
        detectors: &[secret("secret/readwise-token", "access token", &[shape(&[of(A::ALNUM, 50)])]).near(&["readwise"])],
    },
    &Provider {
        name: "Overleaf",
        page: "overleaf",
        revoke: "delete the Git token in the account settings",
        link: "https://docs.overleaf.com/",
        detectors: &[secret(
            "secret/overleaf-token",
            "Git authentication token",
            &[shape(&[text("olp_"), of(A::ALNUM, 36)])],
        )],
    },
    &Provider {
        name: "Hypothesis",
        page: "hypothesis",
        revoke: "regenerate the API token",
        link: "https://h.readthedocs.io/en/latest/api/",
        detectors: &[secret(
            "secret/hypothesis-token",
            "API token",
            &[shape(&[text("6879-"), between(A::BASE64_URL, 40, 48)])],
        )],
    },
    &Provider {
        name: "Baserow",
        page: "baserow",
        revoke: "rotate the database token in the settings",
        link: "https://baserow.io/docs/",
        detectors: &[secret("secret/baserow-token", "database token", &[shape(&[of(A::ALNUM, 32)])]).near(&["baserow"])],
    },
    &Provider {
        name: "Zotero",
        page: "zotero",
        revoke: "revoke the key in the account settings",
        link: "https://www.zotero.org/support/dev/web_api/v3/start",
        detectors: &[secret("secret/zotero-key", "API key", &[shape(&[of(A::ALNUM, 24)])]).near(&["zotero"])],
    },
    &Provider {
        name: "Raindrop.io",
        page: "raindrop",
        revoke: "reset the app's test token",
        link: "https://developer.raindrop.io/",
        detectors: &[secret("secret/raindrop-token", "test token", &[shape(&[Piece::Uuid])]).near(&["raindrop"])],
    },
];
