//! Customers, campaigns and what visitors do.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "HubSpot",
        page: "hubspot",
        revoke: "rotate the private app's token and read its logs",
        link: "https://developers.hubspot.com/docs",
        detectors: &[
            secret(
                "secret/hubspot-token",
                "private app token",
                &[shape(&[one_of(&["pat-na1-", "pat-na2-", "pat-na3-", "pat-eu1-", "pat-ap1-"]), Piece::Uuid])],
            ),
            secret("secret/hubspot-old-key", "API key of the old form or client secret", &[shape(&[Piece::Uuid])])
                .near(&["hubspot"]),
        ],
    },
    &Provider {
        name: "Salesforce",
        page: "salesforce",
        revoke: "revoke the session under Connected Apps OAuth Usage and reset the consumer secret",
        link: "https://help.salesforce.com/",
        detectors: &[
            secret(
                "secret/salesforce-token",
                "access token",
                &[shape(&[
                    text("00D"),
                    between(A::ALNUM, 12, 15),
                    text("!"),
                    between(A::BASE64.with(b"._-"), 60, 140),
                ])],
            ),
            secret(
                "secret/salesforce-refresh-token",
                "refresh token",
                &[shape(&[text("5Aep861"), between(A::BASE64_URL.with(b"."), 60, 100)])],
            ),
            secret(
                "secret/salesforce-consumer-key",
                "consumer key",
                &[shape(&[text("3MVG9"), between(A::BASE64_URL.with(b"."), 70, 100)])],
            )
            .public(),
            secret("secret/salesforce-secret", "consumer secret", &[shape(&[of(A::ANY_HEX, 64)])])
                .near(&["salesforce", "sfdc", "sfclient", "sfconsumer"]),
            secret("secret/salesforce-security-token", "security token", &[shape(&[between(A::ALNUM, 24, 25)])]).near(
                &["salesforcesecurity", "salesforcetoken", "sfsecurity", "sfdcsecurity", "sfdctoken", "securitytoken"],
            ),
        ],
    },
    &Provider {
        name: "Pipedrive",
        page: "pipedrive",
        revoke: "regenerate the API token under Personal preferences",
        link: "https://pipedrive.readme.io/docs/",
        detectors: &[
            secret("secret/pipedrive-token", "API token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["pipedrive"])
        ],
    },
    &Provider {
        name: "Close",
        page: "close",
        revoke: "delete the API key under Settings > Developer",
        link: "https://developer.close.com/",
        detectors: &[secret(
            "secret/close-key",
            "API key",
            &[shape(&[text("api_"), of(A::ALNUM, 22), text("."), of(A::ALNUM, 22)])],
        )],
    },
    &Provider {
        name: "Copper",
        page: "copper",
        revoke: "delete the API key in the settings",
        link: "https://developer.copper.com/",
        detectors: &[secret("secret/copper-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["copperapi", "coppercrm", "copperkey", "prosperworks"])],
    },
    &Provider {
        name: "Attio",
        page: "attio",
        revoke: "delete the access token in the workspace settings",
        link: "https://docs.attio.com/",
        detectors: &[secret("secret/attio-token", "access token", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["attio"])],
    },
    &Provider {
        name: "Apollo",
        page: "apollo",
        revoke: "delete the API key in the settings",
        link: "https://docs.apollo.io/",
        detectors: &[secret("secret/apollo-key", "API key", &[shape(&[of(A::BASE64_URL, 22)])])
            .near(&["apolloapi", "apolloio", "apollokey"])],
    },
    &Provider {
        name: "Clearbit",
        page: "clearbit",
        revoke: "reset the API key",
        link: "https://dashboard.clearbit.com/docs",
        detectors: &[
            secret("secret/clearbit-key", "API key", &[shape(&[text("sk_"), of(A::HEX, 32)])]).near(&["clearbit"])
        ],
    },
    &Provider {
        name: "Crunchbase",
        page: "crunchbase",
        revoke: "regenerate the API key",
        link: "https://data.crunchbase.com/docs",
        detectors: &[secret("secret/crunchbase-key", "user key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["crunchbase"])],
    },
    &Provider {
        name: "Gong",
        page: "gong",
        revoke: "delete the access key under API",
        link: "https://help.gong.io/",
        detectors: &[secret("secret/gong-key", "access key", &[shape(&[of(A::UPPER_ALNUM, 32)])]).near(&["gong"])],
    },
    &Provider {
        name: "Segment",
        page: "segment",
        revoke: "rotate the source's write key or delete the token",
        link: "https://segment.com/docs/",
        detectors: &[
            secret("secret/segment-token", "public API token", &[shape(&[text("sgp_"), of(A::ALNUM, 64)])]),
            secret("secret/segment-write-key", "write key", &[shape(&[of(A::ALNUM, 32)])])
                .near(&["segmentwrite", "segmentkey", "segmentapi", "segmentio", "segmentanalytics"]),
        ],
    },
    &Provider {
        name: "Mixpanel",
        page: "mixpanel",
        revoke: "reset the project's secret or delete the service account",
        link: "https://docs.mixpanel.com/",
        detectors: &[
            secret("secret/mixpanel-service-account", "service account's secret", &[shape(&[of(A::ALNUM, 32)])])
                .near(&["mixpanelservice", "mixpanelsecret"]),
            secret("secret/mixpanel-token", "project token", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["mixpanel"])
                .public(),
        ],
    },
    &Provider {
        name: "Amplitude",
        page: "amplitude",
        revoke: "delete the project's secret key",
        link: "https://amplitude.com/docs",
        detectors: &[secret("secret/amplitude-key", "API or secret key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["amplitudeapi", "amplitudesecret", "amplitudekey", "amplitudeanalytics"])],
    },
    &Provider {
        name: "PostHog",
        page: "posthog",
        revoke: "delete the key under Personal API keys",
        link: "https://posthog.com/docs/api",
        detectors: &[
            secret(
                "secret/posthog-personal-key",
                "personal API key",
                &[shape(&[text("phx_"), between(A::ALNUM, 40, 52)])],
            ),
            secret(
                "secret/posthog-secure-flags-key",
                "feature flags key",
                &[shape(&[text("phs_"), between(A::ALNUM, 36, 52)])],
            ),
            secret("secret/posthog-project-key", "project key", &[shape(&[text("phc_"), between(A::ALNUM, 36, 52)])])
                .public(),
        ],
    },
    &Provider {
        name: "Heap",
        page: "heap",
        revoke: "reset the API key in the project's settings",
        link: "https://developers.heap.io/",
        detectors: &[
            secret("secret/heap-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["heapanalytics", "heapio"])
        ],
    },
    &Provider {
        name: "Plausible",
        page: "plausible",
        revoke: "delete the API key in the settings",
        link: "https://plausible.io/docs/stats-api",
        detectors: &[secret("secret/plausible-key", "API key", &[shape(&[of(A::BASE64_URL, 64)])]).near(&["plausible"])],
    },
    &Provider {
        name: "Matomo",
        page: "matomo",
        revoke: "delete the token under Personal > Security",
        link: "https://developer.matomo.org/",
        detectors: &[secret("secret/matomo-token", "API token", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["matomo", "piwik", "tokenauth"])],
    },
    &Provider {
        name: "FullStory",
        page: "fullstory",
        revoke: "delete the API key",
        link: "https://developer.fullstory.com/",
        detectors: &[secret(
            "secret/fullstory-key",
            "API key",
            &[shape(&[one_of(&["na1.", "eu1."]), between(A::BASE64, 60, 160)])],
        )
        .near(&["fullstory"])],
    },
    &Provider {
        name: "Pendo",
        page: "pendo",
        revoke: "delete the integration key",
        link: "https://engageapi.pendo.io/",
        detectors: &[secret("secret/pendo-key", "integration key", &[shape(&[Piece::Uuid])]).near(&["pendo"])],
    },
    &Provider {
        name: "Optimizely",
        page: "optimizely",
        revoke: "revoke the token in the profile",
        link: "https://docs.developers.optimizely.com/",
        detectors: &[
            secret(
                "secret/optimizely-token",
                "personal access token",
                &[shape(&[text("2"), text(":"), between(A::BASE64_URL, 40, 60)])],
            )
            .near(&["optimizely"]),
            secret("secret/optimizely-key", "SDK or API key", &[shape(&[between(A::ALNUM, 20, 24)])])
                .near(&["optimizely"]),
        ],
    },
    &Provider {
        name: "mParticle",
        page: "mparticle",
        revoke: "rotate the app's secret",
        link: "https://docs.mparticle.com/",
        detectors: &[
            secret("secret/mparticle-secret", "secret", &[shape(&[of(A::BASE64_URL, 64)])]).near(&["mparticle"])
        ],
    },
    &Provider {
        name: "AppsFlyer",
        page: "appsflyer",
        revoke: "rotate the API token",
        link: "https://dev.appsflyer.com/hc/docs/",
        detectors: &[secret("secret/appsflyer-key", "developer key", &[shape(&[of(A::ALNUM, 22)])])
            .near(&["appsflyer", "afdevkey"])],
    },
    &Provider {
        name: "Adjust",
        page: "adjust",
        revoke: "delete the API token",
        link: "https://dev.adjust.com/",
        detectors: &[secret("secret/adjust-token", "API token", &[shape(&[of(A::ALNUM, 20)])])
            .near(&["adjustapi", "adjusttoken"])],
    },
    &Provider {
        name: "Branch",
        page: "branch",
        revoke: "rotate the branch secret in the account settings",
        link: "https://help.branch.io/",
        detectors: &[
            secret("secret/branch-secret", "branch secret", &[shape(&[text("secret_live_"), of(A::ALNUM, 32)])]),
            secret(
                "secret/branch-key",
                "branch key",
                &[shape(&[one_of(&["key_live_", "key_test_"]), of(A::ALNUM, 32)])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "RudderStack",
        page: "rudderstack",
        revoke: "revoke the token in the settings",
        link: "https://www.rudderstack.com/docs/",
        detectors: &[secret("secret/rudderstack-key", "write key or token", &[shape(&[of(A::ALNUM, 27)])])
            .near(&["rudderstack", "rudder"])],
    },
    &Provider {
        name: "Fivetran",
        page: "fivetran",
        revoke: "delete the API key under Account Settings",
        link: "https://fivetran.com/docs/rest-api",
        detectors: &[
            secret("secret/fivetran-secret", "API secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["fivetran"]),
            secret("secret/fivetran-key", "API key", &[shape(&[of(A::ALNUM, 16)])]).near(&["fivetran"]),
        ],
    },
    &Provider {
        name: "Hightouch",
        page: "hightouch",
        revoke: "delete the API key in the settings",
        link: "https://hightouch.com/docs",
        detectors: &[secret("secret/hightouch-key", "API key", &[shape(&[Piece::Uuid])]).near(&["hightouch"])],
    },
    &Provider {
        name: "Google Ads",
        page: "google-ads",
        revoke: "reset the developer token in the API Center",
        link: "https://developers.google.com/google-ads/api/docs/get-started/dev-token",
        detectors: &[secret("secret/google-ads-token", "developer token", &[shape(&[of(A::BASE64_URL, 22)])])
            .near(&["googleads", "adwords", "developertoken"])],
    },
    &Provider {
        name: "Outbrain and Taboola",
        page: "outbrain",
        revoke: "reset the client secret",
        link: "https://developers.taboola.com/",
        detectors: &[
            secret("secret/taboola-secret", "client secret", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["taboola"])
        ],
    },
    &Provider {
        name: "Criteo",
        page: "criteo",
        revoke: "delete the client secret in the partner dashboard",
        link: "https://developers.criteo.com/",
        detectors: &[secret("secret/criteo-secret", "client secret", &[shape(&[of(A::ALNUM.with(b"/+"), 44)])])
            .near(&["criteo"])],
    },
    &Provider {
        name: "Bitly",
        page: "bitly",
        revoke: "regenerate the access token in the settings",
        link: "https://dev.bitly.com/",
        detectors: &[secret("secret/bitly-token", "access token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["bitly"])],
    },
    &Provider {
        name: "Rebrandly",
        page: "rebrandly",
        revoke: "delete the API key",
        link: "https://developers.rebrandly.com/",
        detectors: &[secret("secret/rebrandly-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["rebrandly"])],
    },
    &Provider {
        name: "TinyURL",
        page: "tinyurl",
        revoke: "delete the API token",
        link: "https://tinyurl.com/app/dev",
        detectors: &[secret("secret/tinyurl-token", "API token", &[shape(&[of(A::ALNUM, 60)])]).near(&["tinyurl"])],
    },
    &Provider {
        name: "Dub",
        page: "dub",
        revoke: "delete the API key in the workspace's settings",
        link: "https://dub.co/docs",
        detectors: &[secret("secret/dub-key", "API key", &[shape(&[text("dub_"), between(A::ALNUM, 24, 32)])])],
    },
    &Provider {
        name: "Eventbrite",
        page: "eventbrite",
        revoke: "delete the API key",
        link: "https://www.eventbrite.com/platform/docs/authentication",
        detectors: &[secret("secret/eventbrite-token", "private token", &[shape(&[of(A::UPPER_ALNUM, 20)])])
            .near(&["eventbrite"])],
    },
    &Provider {
        name: "Meetup",
        page: "meetup",
        revoke: "reset the client secret",
        link: "https://www.meetup.com/graphql/",
        detectors: &[
            secret("secret/meetup-secret", "client secret", &[shape(&[of(A::LOWER_ALNUM, 26)])]).near(&["meetup"])
        ],
    },
    &Provider {
        name: "Semrush",
        page: "semrush",
        revoke: "reset the API key in the profile",
        link: "https://developer.semrush.com/",
        detectors: &[secret("secret/semrush-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["semrush"])],
    },
    &Provider {
        name: "Moz",
        page: "moz",
        revoke: "delete the access id's secret",
        link: "https://moz.com/help/links-api",
        detectors: &[
            secret("secret/moz-id", "access id", &[shape(&[text("mozscape-"), of(A::ALNUM, 10)])]).public(),
            secret("secret/moz-secret", "secret key", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["mozsecret", "mozapi", "mozscape"]),
        ],
    },
    &Provider {
        name: "Product Hunt",
        page: "product-hunt",
        revoke: "delete the developer token",
        link: "https://api.producthunt.com/v2/docs",
        detectors: &[secret(
            "secret/product-hunt-token",
            "developer token",
            &[shape(&[of(A::BASE64_URL, 43)]), shape(&[of(A::ANY_HEX, 64)])],
        )
        .near(&["producthunt"])],
    },
    &Provider {
        name: "Patreon",
        page: "patreon",
        revoke: "refresh the creator's token",
        link: "https://docs.patreon.com/",
        detectors: &[
            secret("secret/patreon-token", "access token", &[shape(&[of(A::BASE64_URL, 43)])]).near(&["patreon"])
        ],
    },
    &Provider {
        name: "Formspree",
        page: "formspree",
        revoke: "reset the master key",
        link: "https://help.formspree.io/",
        detectors: &[secret("secret/formspree-key", "deploy key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["formspree"])],
    },
    &Provider {
        name: "Gainsight",
        page: "gainsight",
        revoke: "generate a new access key",
        link: "https://support.gainsight.com/",
        detectors: &[secret("secret/gainsight-key", "access key", &[shape(&[Piece::Uuid])]).near(&["gainsight"])],
    },
    &Provider {
        name: "Outreach",
        page: "outreach",
        revoke: "reset the application's secret",
        link: "https://developers.outreach.io/",
        detectors: &[secret("secret/outreach-secret", "application secret", &[shape(&[of(A::BASE64_URL, 43)])])
            .near(&["outreachapi", "outreachsecret", "outreachclient"])],
    },
];
