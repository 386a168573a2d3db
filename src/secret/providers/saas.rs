//! Services for companies.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &LINEAR,
    &NOTION,
    &ASANA,
    &CLICKUP,
    &MONDAY,
    &TRELLO,
    &DROPBOX,
    &BOX,
    &HUBSPOT,
    &SALESFORCE,
    &CLOUDINARY,
    &CALENDLY,
    &AUTOMATION,
    &RAPIDAPI,
    &SECURITY_SERVICES,
    &WEATHER,
    &DATA,
    &BOUNTIES,
    &DOCUMENTS,
    &PEOPLE,
    &WHITEBOARDS,
    &REVENUE,
    &MARKETPLACES,
    &QUEUES,
    &FEDIVERSE,
    &THINGS,
    &SCANNERS,
    &KAGGLE,
    &GAMES,
    &SCRAPING,
];

static LINEAR: Provider = Provider {
    name: "Linear",
    page: "linear",
    revoke: "revoke the key under Settings > API",
    link: "https://linear.app/docs/api-and-webhooks",
    detectors: &[
        secret("secret/linear-key", "API key", &[shape(&[text("lin_api_"), of(A::ALNUM, 40)])]),
        secret("secret/linear-oauth-token", "OAuth token", &[shape(&[text("lin_oauth_"), of(A::HEX, 64)])]),
        secret(
            "secret/linear-webhook-secret",
            "webhook secret",
            &[shape(&[text("lin_wh_"), between(A::ALNUM, 20, 40)])],
        ),
        secret("secret/linear-client-secret", "client secret", &[shape(&[of(A::HEX, 32)])]).near(&["linear"]),
    ],
};

static NOTION: Provider = Provider {
    name: "Notion",
    page: "notion",
    revoke: "delete or rotate the integration's secret",
    link: "https://developers.notion.com/docs/authorization",
    detectors: &[
        secret(
            "secret/notion-token",
            "integration secret",
            &[
                shape(&[text("ntn_"), of(A::DIGIT, 11), of(A::ALNUM, 35)]),
                shape(&[text("ntn_"), between(A::ALNUM, 40, 50)]),
            ],
        ),
        secret(
            "secret/notion-old-token",
            "integration secret of the old form",
            &[shape(&[text("secret_"), of(A::ALNUM, 43)])],
        ),
    ],
};

static ASANA: Provider = Provider {
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
        secret("secret/asana-client-secret", "client secret", &[shape(&[of(A::HEX, 32)])]).near(&["asana"]),
    ],
};

static CLICKUP: Provider = Provider {
    name: "ClickUp",
    page: "clickup",
    revoke: "regenerate the token",
    link: "https://developer.clickup.com/docs/authentication",
    detectors: &[secret(
        "secret/clickup-token",
        "personal token",
        &[shape(&[text("pk_"), between(A::DIGIT, 6, 10), text("_"), of(A::UPPER_ALNUM, 32)])],
    )],
};

static MONDAY: Provider = Provider {
    name: "Monday",
    page: "monday",
    revoke: "regenerate the token",
    link: "https://developer.monday.com/",
    detectors: &[secret(
        "secret/monday-token",
        "API token",
        &[shape(&[text("eyJhbGciOiJIUzI1NiJ9."), between(A::BASE64_URL, 60, 600), text("."), of(A::BASE64_URL, 43)])],
    )
    .near(&["monday"])],
};

static TRELLO: Provider = Provider {
    name: "Trello",
    page: "trello",
    revoke: "revoke the token",
    link: "https://developer.atlassian.com/cloud/trello/",
    detectors: &[
        secret("secret/trello-token", "token", &[shape(&[text("ATTA"), of(A::HEX, 64)]), shape(&[of(A::HEX, 64)])])
            .near(&["trello"]),
        secret("secret/trello-key", "API key", &[shape(&[of(A::HEX, 32)])]).near(&["trello"]),
    ],
};

static DROPBOX: Provider = Provider {
    name: "Dropbox",
    page: "dropbox",
    revoke: "revoke the token, or reset the app secret",
    link: "https://developers.dropbox.com/oauth-guide",
    detectors: &[
        secret(
            "secret/dropbox-token",
            "short-lived access token",
            &[shape(&[text("sl."), between(A::BASE64_URL.with(b"."), 130, 1400)])],
        ),
        secret(
            "secret/dropbox-old-token",
            "long-lived access token",
            &[shape(&[of(A::ALNUM, 11), text("AAAAAAAAAA"), of(A::BASE64_URL, 43)])],
        ),
    ],
};

static BOX: Provider = Provider {
    name: "Box",
    page: "box",
    revoke: "revoke the token",
    link: "https://developer.box.com/",
    detectors: &[secret("secret/box-secret", "client secret", &[shape(&[of(A::ALNUM, 32)])]).near(&[
        "boxclient",
        "boxsecret",
        "boxapi",
    ])],
};

static HUBSPOT: Provider = Provider {
    name: "HubSpot",
    page: "hubspot",
    revoke: "rotate the private app's token",
    link: "https://developers.hubspot.com/docs",
    detectors: &[
        secret(
            "secret/hubspot-token",
            "private app token",
            &[shape(&[one_of(&["pat-na1-", "pat-na2-", "pat-na3-", "pat-eu1-", "pat-ap1-"]), super::UUID])],
        ),
        secret("secret/hubspot-old-key", "API key of the old form", &[shape(&[super::UUID])])
            .near(&["hubspot", "hapikey"]),
    ],
};

static SALESFORCE: Provider = Provider {
    name: "Salesforce",
    page: "salesforce",
    revoke: "revoke the session or reset the security token",
    link: "https://help.salesforce.com/",
    detectors: &[
        secret(
            "secret/salesforce-token",
            "access token",
            &[shape(&[text("00D"), between(A::ALNUM, 12, 15), text("!"), between(A::BASE64.with(b"._-"), 80, 120)])],
        ),
        secret(
            "secret/salesforce-consumer-key",
            "consumer key",
            &[shape(&[text("3MVG9"), between(A::BASE64_URL.with(b"."), 80, 100)])],
        ),
        secret("secret/salesforce-secret", "consumer secret", &[shape(&[of(A::ANY_HEX, 64)])])
            .near(&["salesforce", "sfdc"]),
        secret(
            "secret/salesforce-refresh-token",
            "refresh token",
            &[shape(&[text("5Aep861"), between(A::BASE64_URL.with(b"."), 70, 90)])],
        ),
    ],
};

static CLOUDINARY: Provider = Provider {
    name: "Cloudinary",
    page: "cloudinary",
    revoke: "regenerate the API secret",
    link: "https://cloudinary.com/documentation",
    detectors: &[
        secret(
            "secret/cloudinary-url",
            "URL with the API secret",
            &[shape(&[
                text("cloudinary://"),
                between(A::DIGIT, 12, 16),
                text(":"),
                between(A::BASE64_URL, 20, 40),
                text("@"),
                between(A::LOWER_ALNUM.with(b"-"), 2, 40),
            ])],
        ),
        secret("secret/cloudinary-secret", "API secret", &[shape(&[of(A::BASE64_URL, 27)])]).near(&["cloudinary"]),
    ],
};

static CALENDLY: Provider = Provider {
    name: "Calendly",
    page: "calendly",
    revoke: "revoke the token",
    link: "https://developer.calendly.com/",
    detectors: &[secret(
        "secret/calendly-token",
        "access token",
        &[shape(&[
            text("eyJraWQiOiIxY2UxZTEzNjE3ZGNmNzY2YjNjZWJjY2Y4ZGM1YmFmYThhNjVlNjg0MDIzZjdjMzJiZTgzNDliMjM4MDEzNWI0Ii"),
            between(A::BASE64_URL.with(b"."), 200, 900),
        ])],
    )],
};

static AUTOMATION: Provider = Provider {
    name: "Zapier, Make, n8n",
    page: "automation",
    revoke: "regenerate the webhook or the key",
    link: "https://docs.n8n.io/api/authentication/",
    detectors: &[
        secret(
            "secret/zapier-webhook",
            "Zapier webhook",
            &[shape(&[
                text("hooks.zapier.com/hooks/catch/"),
                between(A::DIGIT, 5, 9),
                text("/"),
                between(A::LOWER_ALNUM, 6, 10),
            ])],
        ),
        secret(
            "secret/make-webhook",
            "Make webhook",
            &[shape(&[
                one_of(&["hook.eu1.make.com/", "hook.us1.make.com/", "hook.eu2.make.com/", "hook.integromat.com/"]),
                between(A::ALNUM, 30, 36),
            ])],
        ),
        secret("secret/n8n-key", "n8n API key", &[shape(&[text("n8n_api_"), between(A::ALNUM, 40, 80)])]),
        secret("secret/pipedream-key", "Pipedream key", &[shape(&[of(A::HEX, 32)])]).near(&["pipedream"]),
    ],
};

static RAPIDAPI: Provider = Provider {
    name: "RapidAPI",
    page: "rapidapi",
    revoke: "rotate the app's key",
    link: "https://docs.rapidapi.com/",
    detectors: &[secret(
        "secret/rapidapi-key",
        "application key",
        &[
            shape(&[
                of(A::ALNUM, 10),
                text("msh"),
                of(A::ALNUM, 15),
                text("p1"),
                of(A::ALNUM, 6),
                text("jsn"),
                of(A::ALNUM, 12),
            ]),
            shape(&[of(A::ALNUM, 50)]),
        ],
    )
    .near(&["rapidapi", "xrapidapi"])],
};

static SECURITY_SERVICES: Provider = Provider {
    name: "Shodan, VirusTotal, Censys",
    page: "security-services",
    revoke: "reset the API key",
    link: "https://developer.shodan.io/",
    detectors: &[
        secret("secret/shodan-key", "Shodan API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["shodan"]),
        secret("secret/virustotal-key", "VirusTotal API key", &[shape(&[of(A::HEX, 64)])])
            .near(&["virustotal", "vtapi"]),
        secret("secret/censys-secret", "Censys secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["censys"]),
        secret("secret/hunter-key", "Hunter key", &[shape(&[of(A::HEX, 40)])]).near(&["hunterio"]),
        secret("secret/abuseipdb-key", "AbuseIPDB key", &[shape(&[of(A::HEX, 80)])]).near(&["abuseipdb"]),
        secret("secret/securitytrails-key", "SecurityTrails key", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["securitytrails"]),
        secret("secret/urlscan-key", "urlscan key", &[shape(&[super::UUID])]).near(&["urlscan"]),
        secret("secret/greynoise-key", "GreyNoise key", &[shape(&[of(A::ALNUM, 64)])]).near(&["greynoise"]),
        secret("secret/ipstack-key", "ipstack key", &[shape(&[of(A::HEX, 32)])]).near(&["ipstack", "ipapi"]),
    ],
};

static WEATHER: Provider = Provider {
    name: "Weather and maps",
    page: "weather",
    revoke: "reset the API key",
    link: "https://openweathermap.org/api",
    detectors: &[
        secret("secret/openweather-key", "OpenWeather key", &[shape(&[of(A::HEX, 32)])]).near(&[
            "openweather",
            "owm",
            "openweathermap",
        ]),
        secret("secret/mapquest-key", "MapQuest key", &[shape(&[of(A::ALNUM, 32)])]).near(&["mapquest"]),
        secret("secret/here-key", "HERE key", &[shape(&[of(A::BASE64_URL, 43)])]).near(&["hereapi", "heremaps"]),
        secret("secret/tomtom-key", "TomTom key", &[shape(&[of(A::ALNUM, 32)])]).near(&["tomtom"]),
        secret("secret/geocodio-key", "Geocodio key", &[shape(&[of(A::HEX, 40)])]).near(&["geocodio"]),
        secret("secret/opencage-key", "OpenCage key", &[shape(&[of(A::HEX, 32)])]).near(&["opencage"]),
        secret("secret/yelp-key", "Yelp key", &[shape(&[of(A::BASE64_URL, 128)])]).near(&["yelp"]),
        secret("secret/foursquare-key", "Foursquare secret", &[shape(&[of(A::UPPER_ALNUM, 48)])]).near(&["foursquare"]),
    ],
};

static DATA: Provider = Provider {
    name: "News and data",
    page: "data",
    revoke: "reset the API key",
    link: "https://developer.nytimes.com/",
    detectors: &[
        secret("secret/newsapi-key", "News API key", &[shape(&[of(A::HEX, 32)])]).near(&["newsapi"]),
        secret("secret/nytimes-key", "New York Times key", &[shape(&[of(A::BASE64_URL.with(b"="), 32)])])
            .near(&["nytimes", "newyorktimes"]),
        secret("secret/tmdb-key", "TMDB key", &[shape(&[of(A::HEX, 32)])]).near(&["tmdb", "themoviedb"]),
        secret("secret/adafruit-key", "Adafruit IO key", &[shape(&[text("aio_"), of(A::ALNUM, 28)])]),
        secret("secret/adafruit-old-key", "Adafruit key of the old form", &[shape(&[of(A::BASE64_URL, 32)])])
            .near(&["adafruit"]),
        secret(
            "secret/adobe-secret",
            "Adobe client secret",
            &[shape(&[text("p8e-"), of(A::BASE64_URL, 32)]), shape(&[text("p8"), of(A::ALNUM, 32)])],
        )
        .near(&["adobe"]),
        secret("secret/adobe-id", "Adobe client id", &[shape(&[of(A::HEX, 32)])]).near(&["adobe"]),
        secret("secret/artstation-key", "key", &[shape(&[of(A::HEX, 32)])]).near(&["artstation"]),
    ],
};

static BOUNTIES: Provider = Provider {
    name: "Intigriti, HackerOne, Bugcrowd",
    page: "bounties",
    revoke: "revoke the token",
    link: "https://docs.hackerone.com/",
    detectors: &[
        secret("secret/hackerone-token", "HackerOne token", &[shape(&[of(A::BASE64, 44)])]).near(&["hackerone"])
    ],
};

static DOCUMENTS: Provider = Provider {
    name: "DocuSign and Dropbox Sign",
    page: "documents",
    revoke: "rotate the key",
    link: "https://developers.docusign.com/",
    detectors: &[
        secret("secret/docusign-secret", "DocuSign secret", &[shape(&[super::UUID])]).near(&["docusign"]),
        secret("secret/hellosign-key", "Dropbox Sign key", &[shape(&[of(A::HEX, 64)])]).near(&["hellosign"]),
        secret("secret/pdfshift-key", "PDFShift key", &[shape(&[text("sk_"), of(A::HEX, 40)])]).near(&["pdfshift"]),
    ],
};

static PEOPLE: Provider = Provider {
    name: "Workday, BambooHR, Gusto",
    page: "people",
    revoke: "revoke the token",
    link: "https://documentation.bamboohr.com/",
    detectors: &[
        secret("secret/bamboohr-key", "BambooHR key", &[shape(&[of(A::HEX, 40)])]).near(&["bamboohr"]),
        secret("secret/squarespace-token", "Squarespace token", &[shape(&[super::UUID])]).near(&["squarespace"]),
        secret(
            "secret/wix-token",
            "Wix key",
            &[shape(&[text("IST.eyJ"), between(A::BASE64_URL.with(b"."), 300, 900)])],
        ),
    ],
};

static WHITEBOARDS: Provider = Provider {
    name: "Canva, Miro, Mural",
    page: "whiteboards",
    revoke: "revoke the token",
    link: "https://developers.miro.com/",
    detectors: &[
        secret(
            "secret/miro-token",
            "Miro token",
            &[shape(&[text("eyJtaXJvLm9yaWdpbiI6"), between(A::BASE64_URL.with(b"."), 10, 120)])],
        ),
        secret("secret/canva-secret", "Canva secret", &[shape(&[text("cnvca"), between(A::BASE64_URL, 50, 60)])]),
    ],
};

static REVENUE: Provider = Provider {
    name: "Grammarly, Gong, Gainsight",
    page: "revenue",
    revoke: "revoke the key",
    link: "https://help.gong.io/",
    detectors: &[secret(
        "secret/gong-secret",
        "Gong secret",
        &[shape(&[text("eyJhbGciOiJIUzI1NiJ9."), between(A::BASE64_URL, 30, 200), text("."), of(A::BASE64_URL, 43)])],
    )
    .near(&["gong"])],
};

static MARKETPLACES: Provider = Provider {
    name: "Etsy and eBay",
    page: "marketplaces",
    revoke: "reset the key",
    link: "https://developers.etsy.com/",
    detectors: &[
        secret("secret/etsy-key", "Etsy token", &[shape(&[of(A::LOWER_ALNUM, 24)])]).near(&["etsy"]),
        secret(
            "secret/ebay-id",
            "eBay id or secret",
            &[shape(&[
                one_of(&["PRD-", "SBX-"]),
                between(A::HEX, 12, 13),
                text("-"),
                of(A::HEX, 8),
                text("-"),
                of(A::HEX, 4),
                text("-"),
                of(A::HEX, 4),
                text("-"),
                of(A::HEX, 4),
            ])],
        ),
        secret("secret/bitly-token", "Bitly token", &[shape(&[of(A::HEX, 40)])]).near(&["bitly"]),
        secret("secret/kickbox-key", "Kickbox key", &[shape(&[one_of(&["live_", "test_"]), of(A::ALNUM, 64)])])
            .near(&["kickbox"]),
    ],
};

static QUEUES: Provider = Provider {
    name: "Pulsar, Kafka and queues",
    page: "queues",
    revoke: "reset the credential",
    link: "https://www.cloudamqp.com/docs/",
    detectors: &[
        secret(
            "secret/svix-key",
            "Svix key",
            &[shape(&[one_of(&["testsk_", "sk_"]), between(A::BASE64_URL.with(b"."), 32, 60)])],
        )
        .near(&["svix"]),
        secret(
            "secret/knock-key",
            "Knock key",
            &[shape(&[one_of(&["sk_test_", "sk_live_"]), between(A::BASE64_URL, 40, 50)])],
        )
        .near(&["knock"]),
        secret(
            "secret/inngest-key",
            "Inngest signing key",
            &[shape(&[text("signkey-"), one_of(&["prod", "test", "branch"]), text("-"), between(A::HEX, 32, 64)])],
        ),
        secret(
            "secret/trigger-key",
            "Trigger.dev key",
            &[shape(&[one_of(&["tr_dev_", "tr_prod_", "tr_stg_", "tr_preview_"]), between(A::ALNUM, 20, 28)])],
        ),
        secret("secret/novu-key", "Novu key", &[shape(&[of(A::HEX, 32)])]).near(&["novu"]),
    ],
};

static FEDIVERSE: Provider = Provider {
    name: "Mastodon and Bluesky",
    page: "fediverse",
    revoke: "revoke the token",
    link: "https://docs.joinmastodon.org/",
    detectors: &[
        secret("secret/mastodon-token", "Mastodon access token", &[shape(&[of(A::BASE64_URL, 43)])])
            .near(&["mastodon"]),
        secret(
            "secret/bluesky-password",
            "Bluesky app password",
            &[shape(&[
                of(A::LOWER_ALNUM, 4),
                text("-"),
                of(A::LOWER_ALNUM, 4),
                text("-"),
                of(A::LOWER_ALNUM, 4),
                text("-"),
                of(A::LOWER_ALNUM, 4),
            ])],
        )
        .near(&["bluesky", "bsky", "atproto"]),
    ],
};

static THINGS: Provider = Provider {
    name: "Home and things",
    page: "things",
    revoke: "reset the token",
    link: "https://www.home-assistant.io/docs/authentication/",
    detectors: &[
        secret("secret/particle-token", "Particle token", &[shape(&[of(A::HEX, 40)])]).near(&["particle"]),
        secret("secret/blynk-token", "Blynk token", &[shape(&[of(A::BASE64_URL, 32)])]).near(&["blynk"]),
        secret("secret/thingspeak-key", "ThingSpeak key", &[shape(&[of(A::UPPER_ALNUM, 16)])]).near(&["thingspeak"]),
        secret("secret/hue-key", "Hue key", &[shape(&[of(A::BASE64_URL, 40)])]).near(&["philipshue", "huebridge"]),
    ],
};

static SCANNERS: Provider = Provider {
    name: "Nightfall, GitGuardian",
    page: "scanners",
    revoke: "revoke the key",
    link: "https://docs.gitguardian.com/",
    detectors: &[
        secret("secret/gitguardian-key", "GitGuardian token", &[shape(&[of(A::HEX, 70)])]).near(&["gitguardian"]),
        secret("secret/nightfall-key", "Nightfall key", &[shape(&[text("NF-"), of(A::ALNUM, 32)])]),
    ],
};

static KAGGLE: Provider = Provider {
    name: "Kaggle",
    page: "kaggle",
    revoke: "expire the token in the account settings",
    link: "https://www.kaggle.com/docs/api",
    detectors: &[
        secret("secret/kaggle-key", "API key", &[shape(&[of(A::HEX, 32)])]).near(&["kaggle"]),
        secret("secret/kaggle-token", "API token", &[shape(&[text("KGAT_"), of(A::HEX, 32)])]),
    ],
};

static GAMES: Provider = Provider {
    name: "Ubisoft, Steam, Riot",
    page: "games",
    revoke: "reset the key",
    link: "https://developer.riotgames.com/",
    detectors: &[
        secret("secret/riot-key", "Riot API key", &[shape(&[text("RGAPI-"), super::UUID])]),
        secret("secret/steam-key", "Steam web API key", &[shape(&[of(A::UPPER_HEX, 32)])])
            .near(&["steamapi", "steamweb", "steamkey"]),
    ],
};

static SCRAPING: Provider = Provider {
    name: "Scraping",
    page: "scraping",
    revoke: "reset the API key",
    link: "https://docs.apify.com/",
    detectors: &[
        secret("secret/apify-token", "Apify token", &[shape(&[text("apify_api_"), between(A::ALNUM, 34, 36)])]),
        secret("secret/scraperapi-key", "ScraperAPI key", &[shape(&[of(A::HEX, 32)])]).near(&[
            "scraperapi",
            "scrapingbee",
            "zenrows",
        ]),
        secret("secret/browserless-key", "Browserless key", &[shape(&[super::UUID])]).near(&["browserless"]),
        secret("secret/brightdata-key", "Bright Data token", &[shape(&[super::UUID]), shape(&[of(A::HEX, 64)])])
            .near(&["brightdata", "luminati"]),
    ],
};
