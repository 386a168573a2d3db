//! Whom trouble wakes, and who tells that a site is down.

use crate::secret::detector::providers;

providers! {
    "PagerDuty", "pagerduty" {
        revoke: "delete the API key under Integrations";
        link: "https://support.pagerduty.com/main/docs/api-access-keys";
        "secret/pagerduty-key" "API key" = [(BASE64_URL "+")[20]] near ["pagerduty", "pdapi", "pdtoken", "pdkey"];
        "secret/pagerduty-token" "OAuth token" = ["pdus+" (BASE64 "_-")[24-80]], ["pdeu+" (BASE64 "_-")[24-80]];
        "secret/pagerduty-integration-key" "integration key" = [ANY_HEX[32]], ["R" UPPER_ALNUM[31]]
            near ["pagerduty", "pdintegration", "pdrouting", "routingkey", "pdservice"];
    }
    "Opsgenie", "opsgenie" {
        revoke: "delete the API key of the integration";
        link: "https://support.atlassian.com/opsgenie/docs/create-a-default-api-integration/";
        "secret/opsgenie-key" "API key" = [UUID] near ["opsgenie", "geniekey"];
    }
    "Splunk On-Call", "splunk-on-call" {
        revoke: "delete the API key under Integrations";
        link: "https://help.victorops.com/";
        "secret/splunk-on-call-key" "API key or routing URL" = [UUID], [ANY_HEX[32]] near ["victorops"];
    }
    "incident.io", "incident-io" {
        revoke: "delete the API key in the settings";
        link: "https://api-docs.incident.io/";
        "secret/incident-io-key" "API key" = ["inc_" ANY_HEX[64]] near ["incidentio"];
    }
    "Rootly", "rootly" {
        revoke: "delete the API key in the organization's settings";
        link: "https://docs.rootly.com/";
        "secret/rootly-key" "API key" = ["rootly_" HEX[64]];
    }
    "FireHydrant", "firehydrant" {
        revoke: "delete the bot user";
        link: "https://docs.firehydrant.com/";
        "secret/firehydrant-token" "bot token" = ["fhb-" HEX[32]];
    }
    "Statuspage", "statuspage" {
        revoke: "revoke the key in the user's API info";
        link: "https://developer.statuspage.io/";
        "secret/statuspage-key" "API key" = [UUID], [ANY_HEX[64]] near ["statuspage"];
    }
    "Checkly", "checkly" {
        revoke: "delete the API key";
        link: "https://www.checklyhq.com/docs/";
        "secret/checkly-key" "API key" = [{"cu_" | "sv_"} HEX[32]];
    }
    "Uptime Robot", "uptime-robot" {
        revoke: "delete the API key in the settings";
        link: "https://uptimerobot.com/api/";
        "secret/uptime-robot-key" "API key" =
            [{"u" | "m"} DIGIT[6-12] {"-"} HEX[24-32]],
            ["ur" DIGIT[6-12] {"-"} HEX[24]]
            near ["uptimerobot"];
    }
    "Healthchecks.io", "healthchecks" {
        revoke: "revoke the API key in the project's settings";
        link: "https://healthchecks.io/docs/api/";
        "secret/healthchecks-url" "ping address" = ["hc-ping.com/" UUID];
        "secret/healthchecks-key" "API key" = [{"hcw_" | "hcr_"} ALNUM[28]];
    }
    "Cronitor", "cronitor" {
        revoke: "delete the API key";
        link: "https://cronitor.io/docs";
        "secret/cronitor-key" "API key" = [ANY_HEX[32]] near ["cronitor"];
    }
    "StatusCake", "statuscake" {
        revoke: "delete the API key";
        link: "https://developers.statuscake.com/";
        "secret/statuscake-key" "API key" = [ALNUM[32]], [ALNUM[20]] near ["statuscake"];
    }
    "Dead Man's Snitch", "dead-mans-snitch" {
        revoke: "delete the snitch";
        link: "https://deadmanssnitch.com/docs";
        "secret/dead-mans-snitch-url" "check-in address" = ["nosnch.in/" HEX[10]];
    }
    "Hyperping", "hyperping" {
        revoke: "delete the API key";
        link: "https://hyperping.com/docs";
        "secret/hyperping-key" "API key" = ["sk_" HEX[32]] near ["hyperping"];
    }
    "Ghost Inspector", "ghost-inspector" {
        revoke: "reset the API key";
        link: "https://ghostinspector.com/docs/";
        "secret/ghost-inspector-key" "API key" = [ANY_HEX[40]] near ["ghostinspector"];
    }
}
