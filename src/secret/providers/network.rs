//! Tunnels, private networks and the gear of networks.

use crate::secret::detector::providers;

providers! {
    "Tailscale", "tailscale" {
        revoke: "revoke the key under Settings > Keys and read the configuration log";
        link: "https://tailscale.com/kb/1085/auth-keys";
        "secret/tailscale-key" "auth, API or client key" =
            ["tskey-" {"auth" | "api" | "client" | "scim" | "webhook"} "-" ALNUM[8-24] "-" ALNUM[16-64]],
            ["tskey-" ALNUM[8-24] "-" ALNUM[16-48]];
        "secret/headscale-key" "Headscale API key" = [{"hskey-auth-" | "hskey-api-"} (BASE64_URL "-")[16-100]];
    }
    "ngrok", "ngrok" {
        revoke: "reset the authtoken or delete the API key in the dashboard";
        link: "https://ngrok.com/docs/";
        "secret/ngrok-token" "authtoken" = [DIGIT[1] ALNUM[20-30] {"_"} ALNUM[16-28]], [ALNUM[20-50]] near ["ngrok"];
        "secret/ngrok-key" "API key" = [{"ak_" | "cr_"} ALNUM[25-32]] near ["ngrok"];
    }
    "Twingate", "twingate" {
        revoke: "revoke the key of the service account";
        link: "https://www.twingate.com/docs/";
        "secret/twingate-key" "connector or API key" = [BASE64_URL[60-240]] near ["twingate"];
    }
    "Cisco Meraki", "meraki" {
        revoke: "revoke the API key in the profile";
        link: "https://developer.cisco.com/meraki/api-v1/authorization/";
        "secret/meraki-key" "API key" = [ANY_HEX[40]] near ["meraki"];
    }
    "Cisco Umbrella", "umbrella" {
        revoke: "delete the API key";
        link: "https://developer.cisco.com/docs/cloud-security/";
        "secret/umbrella-key" "API key or secret" = [ANY_HEX[32]] near ["umbrella", "opendns"];
    }
    "Palo Alto Networks", "palo-alto" {
        revoke: "expire all API keys of the firewall";
        link: "https://docs.paloaltonetworks.com/";
        "secret/palo-alto-key" "API key" = ["LUFRPT" (BASE64 "_-")[40-200]];
    }
    "Fortinet", "fortinet" {
        revoke: "regenerate the API user's token";
        link: "https://docs.fortinet.com/";
        "secret/fortinet-token" "API token" = [LOWER_ALNUM[30]], [ALNUM[30]]
            near ["fortinet", "fortigate", "fortios", "fortimanager"];
    }
    "NextDNS", "nextdns" {
        revoke: "regenerate the API key in the account";
        link: "https://nextdns.github.io/api/";
        "secret/nextdns-key" "API key" = [ANY_HEX[40]] near ["nextdns"];
    }
    "Netmaker", "netmaker" {
        revoke: "delete the enrolment key";
        link: "https://docs.netmaker.io/";
        "secret/netmaker-key" "enrolment key or master key" = [ALNUM[32-64]], [BASE64[100-250]] near ["netmaker"];
    }
    "UniFi", "unifi" {
        revoke: "delete the API key in the control plane";
        link: "https://help.ui.com/";
        "secret/unifi-key" "API key" = [BASE64_URL[32]] near ["unifi", "ubiquiti"];
    }
    "F5 Distributed Cloud", "f5" {
        revoke: "revoke the API token";
        link: "https://docs.cloud.f5.com/";
        "secret/f5-token" "API token" = [BASE64[28]] near ["volterra", "f5xc", "distributedcloud"];
    }
    "NetBox", "netbox" {
        revoke: "delete the token in the user's profile";
        link: "https://netboxlabs.com/docs/netbox/integrations/rest-api/";
        "secret/netbox-token" "API token" = [ANY_HEX[40]] near ["netbox"];
    }
    "Infoblox", "infoblox" {
        revoke: "revoke the API key in the portal";
        link: "https://docs.infoblox.com/";
        "secret/infoblox-key" "API key" = [ANY_HEX[64]] near ["infoblox"];
    }
    "Teleport", "teleport" {
        revoke: "remove the join token with `tctl tokens rm`";
        link: "https://goteleport.com/docs/";
        "secret/teleport-token" "join token" = [ANY_HEX[32]] near ["teleportjoin", "teleporttoken", "teleportauth"];
    }
    "frp", "frp" {
        revoke: "change the token on the server and its clients";
        link: "https://gofrp.org/";
        "secret/frp-token" "server token" = [ALNUM[16-64]] near ["frpc", "frps", "frptoken"];
    }
}
