//! Customers, campaigns and what visitors do.

use crate::secret::detector::providers;

providers! {
    "HubSpot", "hubspot" {
        revoke: "rotate the private app's token and read its logs";
        link: "https://developers.hubspot.com/docs";
        "secret/hubspot-token" "private app token" =
            [{"pat-na1-" | "pat-na2-" | "pat-na3-" | "pat-eu1-" | "pat-ap1-"} UUID];
        "secret/hubspot-old-key" "API key of the old form or client secret" = [UUID] near ["hubspot"];
    }
    "Salesforce", "salesforce" {
        revoke: "revoke the session under Connected Apps OAuth Usage and reset the consumer secret";
        link: "https://help.salesforce.com/";
        "secret/salesforce-token" "access token" = ["00D" ALNUM[12-15] "!" (BASE64 "._-")[60-140]];
        "secret/salesforce-refresh-token" "refresh token" = ["5Aep861" (BASE64_URL ".")[60-100]];
        "secret/salesforce-consumer-key" "consumer key" = ["3MVG9" (BASE64_URL ".")[70-100]] as public;
        "secret/salesforce-secret" "consumer secret" = [ANY_HEX[64]]
            near ["salesforce", "sfdc", "sfclient", "sfconsumer"];
        "secret/salesforce-security-token" "security token" = [ALNUM[24-25]]
            near ["salesforcesecurity", "salesforcetoken", "sfsecurity", "sfdcsecurity", "sfdctoken", "securitytoken"];
    }
    "Pipedrive", "pipedrive" {
        revoke: "regenerate the API token under Personal preferences";
        link: "https://pipedrive.readme.io/docs/";
        "secret/pipedrive-token" "API token" = [ANY_HEX[40]] near ["pipedrive"];
    }
    "Close", "close" {
        revoke: "delete the API key under Settings > Developer";
        link: "https://developer.close.com/";
        "secret/close-key" "API key" = ["api_" ALNUM[22] "." ALNUM[22]];
    }
    "Copper", "copper" {
        revoke: "delete the API key in the settings";
        link: "https://developer.copper.com/";
        "secret/copper-key" "API key" = [ANY_HEX[32]] near ["copperapi", "coppercrm", "copperkey", "prosperworks"];
    }
    "Attio", "attio" {
        revoke: "delete the access token in the workspace settings";
        link: "https://docs.attio.com/";
        "secret/attio-token" "access token" = [ANY_HEX[64]] near ["attio"];
    }
    "Apollo", "apollo" {
        revoke: "delete the API key in the settings";
        link: "https://docs.apollo.io/";
        "secret/apollo-key" "API key" = [BASE64_URL[22]] near ["apolloapi", "apolloio", "apollokey"];
    }
    "Clearbit", "clearbit" {
        revoke: "reset the API key";
        link: "https://dashboard.clearbit.com/docs";
        "secret/clearbit-key" "API key" = ["sk_" HEX[32]] near ["clearbit"];
    }
    "Crunchbase", "crunchbase" {
        revoke: "regenerate the API key";
        link: "https://data.crunchbase.com/docs";
        "secret/crunchbase-key" "user key" = [ANY_HEX[32]] near ["crunchbase"];
    }
    "Gong", "gong" {
        revoke: "delete the access key under API";
        link: "https://help.gong.io/";
        "secret/gong-key" "access key" = [UPPER_ALNUM[32]] near ["gong"];
    }
    "Segment", "segment" {
        revoke: "rotate the source's write key or delete the token";
        link: "https://segment.com/docs/";
        "secret/segment-token" "public API token" = ["sgp_" ALNUM[64]];
        "secret/segment-write-key" "write key" = [ALNUM[32]]
            near ["segmentwrite", "segmentkey", "segmentapi", "segmentio", "segmentanalytics"];
    }
    "Mixpanel", "mixpanel" {
        revoke: "reset the project's secret or delete the service account";
        link: "https://docs.mixpanel.com/";
        "secret/mixpanel-service-account" "service account's secret" = [ALNUM[32]]
            near ["mixpanelservice", "mixpanelsecret"];
        "secret/mixpanel-token" "project token" = [ANY_HEX[32]] near ["mixpanel"] as public;
    }
    "Amplitude", "amplitude" {
        revoke: "delete the project's secret key";
        link: "https://amplitude.com/docs";
        "secret/amplitude-key" "API or secret key" = [ANY_HEX[32]]
            near ["amplitudeapi", "amplitudesecret", "amplitudekey", "amplitudeanalytics"];
    }
    "PostHog", "posthog" {
        revoke: "delete the key under Personal API keys";
        link: "https://posthog.com/docs/api";
        "secret/posthog-personal-key" "personal API key" = ["phx_" ALNUM[40-52]];
        "secret/posthog-secure-flags-key" "feature flags key" = ["phs_" ALNUM[36-52]];
        "secret/posthog-project-key" "project key" = ["phc_" ALNUM[36-52]] as public;
    }
    "Heap", "heap" {
        revoke: "reset the API key in the project's settings";
        link: "https://developers.heap.io/";
        "secret/heap-key" "API key" = [ANY_HEX[32]] near ["heapanalytics", "heapio"];
    }
    "Plausible", "plausible" {
        revoke: "delete the API key in the settings";
        link: "https://plausible.io/docs/stats-api";
        "secret/plausible-key" "API key" = [BASE64_URL[64]] near ["plausible"];
    }
    "Matomo", "matomo" {
        revoke: "delete the token under Personal > Security";
        link: "https://developer.matomo.org/";
        "secret/matomo-token" "API token" = [ANY_HEX[32]] near ["matomo", "piwik", "tokenauth"];
    }
    "FullStory", "fullstory" {
        revoke: "delete the API key";
        link: "https://developer.fullstory.com/";
        "secret/fullstory-key" "API key" = [{"na1." | "eu1."} BASE64[60-160]] near ["fullstory"];
    }
    "Pendo", "pendo" {
        revoke: "delete the integration key";
        link: "https://engageapi.pendo.io/";
        "secret/pendo-key" "integration key" = [UUID] near ["pendo"];
    }
    "Optimizely", "optimizely" {
        revoke: "revoke the token in the profile";
        link: "https://docs.developers.optimizely.com/";
        "secret/optimizely-token" "personal access token" = ["2" ":" BASE64_URL[40-60]] near ["optimizely"];
        "secret/optimizely-key" "SDK or API key" = [ALNUM[20-24]] near ["optimizely"];
    }
    "mParticle", "mparticle" {
        revoke: "rotate the app's secret";
        link: "https://docs.mparticle.com/";
        "secret/mparticle-secret" "secret" = [BASE64_URL[64]] near ["mparticle"];
    }
    "AppsFlyer", "appsflyer" {
        revoke: "rotate the API token";
        link: "https://dev.appsflyer.com/hc/docs/";
        "secret/appsflyer-key" "developer key" = [ALNUM[22]] near ["appsflyer", "afdevkey"];
    }
    "Adjust", "adjust" {
        revoke: "delete the API token";
        link: "https://dev.adjust.com/";
        "secret/adjust-token" "API token" = [ALNUM[20]] near ["adjustapi", "adjusttoken"];
    }
    "Branch", "branch" {
        revoke: "rotate the branch secret in the account settings";
        link: "https://help.branch.io/";
        "secret/branch-secret" "branch secret" = ["secret_live_" ALNUM[32]];
        "secret/branch-key" "branch key" = [{"key_live_" | "key_test_"} ALNUM[32]] as public;
    }
    "RudderStack", "rudderstack" {
        revoke: "revoke the token in the settings";
        link: "https://www.rudderstack.com/docs/";
        "secret/rudderstack-key" "write key or token" = [ALNUM[27]] near ["rudderstack", "rudder"];
    }
    "Fivetran", "fivetran" {
        revoke: "delete the API key under Account Settings";
        link: "https://fivetran.com/docs/rest-api";
        "secret/fivetran-secret" "API secret" = [ALNUM[32]] near ["fivetran"];
        "secret/fivetran-key" "API key" = [ALNUM[16]] near ["fivetran"];
    }
    "Hightouch", "hightouch" {
        revoke: "delete the API key in the settings";
        link: "https://hightouch.com/docs";
        "secret/hightouch-key" "API key" = [UUID] near ["hightouch"];
    }
    "Google Ads", "google-ads" {
        revoke: "reset the developer token in the API Center";
        link: "https://developers.google.com/google-ads/api/docs/get-started/dev-token";
        "secret/google-ads-token" "developer token" = [BASE64_URL[22]] near ["googleads", "adwords", "developertoken"];
    }
    "Outbrain and Taboola", "outbrain" {
        revoke: "reset the client secret";
        link: "https://developers.taboola.com/";
        "secret/taboola-secret" "client secret" = [ANY_HEX[32]] near ["taboola"];
    }
    "Criteo", "criteo" {
        revoke: "delete the client secret in the partner dashboard";
        link: "https://developers.criteo.com/";
        "secret/criteo-secret" "client secret" = [(ALNUM "/+")[44]] near ["criteo"];
    }
    "Bitly", "bitly" {
        revoke: "regenerate the access token in the settings";
        link: "https://dev.bitly.com/";
        "secret/bitly-token" "access token" = [ANY_HEX[40]] near ["bitly"];
    }
    "Rebrandly", "rebrandly" {
        revoke: "delete the API key";
        link: "https://developers.rebrandly.com/";
        "secret/rebrandly-key" "API key" = [ANY_HEX[32]] near ["rebrandly"];
    }
    "TinyURL", "tinyurl" {
        revoke: "delete the API token";
        link: "https://tinyurl.com/app/dev";
        "secret/tinyurl-token" "API token" = [ALNUM[60]] near ["tinyurl"];
    }
    "Dub", "dub" {
        revoke: "delete the API key in the workspace's settings";
        link: "https://dub.co/docs";
        "secret/dub-key" "API key" = ["dub_" ALNUM[24-32]];
    }
    "Eventbrite", "eventbrite" {
        revoke: "delete the API key";
        link: "https://www.eventbrite.com/platform/docs/authentication";
        "secret/eventbrite-token" "private token" = [UPPER_ALNUM[20]] near ["eventbrite"];
    }
    "Meetup", "meetup" {
        revoke: "reset the client secret";
        link: "https://www.meetup.com/graphql/";
        "secret/meetup-secret" "client secret" = [LOWER_ALNUM[26]] near ["meetup"];
    }
    "Semrush", "semrush" {
        revoke: "reset the API key in the profile";
        link: "https://developer.semrush.com/";
        "secret/semrush-key" "API key" = [ANY_HEX[32]] near ["semrush"];
    }
    "Moz", "moz" {
        revoke: "delete the access id's secret";
        link: "https://moz.com/help/links-api";
        "secret/moz-id" "access id" = ["mozscape-" ALNUM[10]] as public;
        "secret/moz-secret" "secret key" = [ANY_HEX[32]] near ["mozsecret", "mozapi", "mozscape"];
    }
    "Product Hunt", "product-hunt" {
        revoke: "delete the developer token";
        link: "https://api.producthunt.com/v2/docs";
        "secret/product-hunt-token" "developer token" = [BASE64_URL[43]], [ANY_HEX[64]] near ["producthunt"];
    }
    "Patreon", "patreon" {
        revoke: "refresh the creator's token";
        link: "https://docs.patreon.com/";
        "secret/patreon-token" "access token" = [BASE64_URL[43]] near ["patreon"];
    }
    "Formspree", "formspree" {
        revoke: "reset the master key";
        link: "https://help.formspree.io/";
        "secret/formspree-key" "deploy key" = [ANY_HEX[32]] near ["formspree"];
    }
    "Gainsight", "gainsight" {
        revoke: "generate a new access key";
        link: "https://support.gainsight.com/";
        "secret/gainsight-key" "access key" = [UUID] near ["gainsight"];
    }
    "Outreach", "outreach" {
        revoke: "reset the application's secret";
        link: "https://developers.outreach.io/";
        "secret/outreach-secret" "application secret" = [BASE64_URL[43]]
            near ["outreachapi", "outreachsecret", "outreachclient"];
    }
}
