//! Tunnels, private networks and the gear of networks.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Tailscale",
        page: "tailscale",
        revoke: "revoke the key under Settings > Keys and read the configuration log",
        link: "https://tailscale.com/kb/1085/auth-keys",
        detectors: &[
            secret(
                "secret/tailscale-key",
                "auth, API or client key",
                &[
                    shape(&[
                        text("tskey-"),
                        one_of(&["auth", "api", "client", "scim", "webhook"]),
                        text("-"),
                        between(A::ALNUM, 8, 24),
                        text("-"),
                        between(A::ALNUM, 16, 64),
                    ]),
                    shape(&[text("tskey-"), between(A::ALNUM, 8, 24), text("-"), between(A::ALNUM, 16, 48)]),
                ],
            ),
            secret(
                "secret/headscale-key",
                "Headscale API key",
                &[shape(&[one_of(&["hskey-auth-", "hskey-api-"]), between(A::BASE64_URL.with(b"-"), 16, 100)])],
            ),
        ],
    },
    &Provider {
        name: "ngrok",
        page: "ngrok",
        revoke: "reset the authtoken or delete the API key in the dashboard",
        link: "https://ngrok.com/docs/",
        detectors: &[
            secret(
                "secret/ngrok-token",
                "authtoken",
                &[
                    shape(&[of(A::DIGIT, 1), between(A::ALNUM, 20, 30), one_of(&["_"]), between(A::ALNUM, 16, 28)]),
                    shape(&[between(A::ALNUM, 20, 50)]),
                ],
            )
            .near(&["ngrok"]),
            secret("secret/ngrok-key", "API key", &[shape(&[one_of(&["ak_", "cr_"]), between(A::ALNUM, 25, 32)])])
                .near(&["ngrok"]),
        ],
    },
    &Provider {
        name: "Twingate",
        page: "twingate",
        revoke: "revoke the key of the service account",
        link: "https://www.twingate.com/docs/",
        detectors: &[secret(
            "secret/twingate-key",
            "connector or API key",
            &[shape(&[between(A::BASE64_URL, 60, 240)])],
        )
        .near(&["twingate"])],
    },
    &Provider {
        name: "Cisco Meraki",
        page: "meraki",
        revoke: "revoke the API key in the profile",
        link: "https://developer.cisco.com/meraki/api-v1/authorization/",
        detectors: &[secret("secret/meraki-key", "API key", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["meraki"])],
    },
    &Provider {
        name: "Cisco Umbrella",
        page: "umbrella",
        revoke: "delete the API key",
        link: "https://developer.cisco.com/docs/cloud-security/",
        detectors: &[secret("secret/umbrella-key", "API key or secret", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["umbrella", "opendns"])],
    },
    &Provider {
        name: "Palo Alto Networks",
        page: "palo-alto",
        revoke: "expire all API keys of the firewall",
        link: "https://docs.paloaltonetworks.com/",
        detectors: &[secret(
            "secret/palo-alto-key",
            "API key",
            &[shape(&[text("LUFRPT"), between(A::BASE64.with(b"_-"), 40, 200)])],
        )],
    },
    &Provider {
        name: "Fortinet",
        page: "fortinet",
        revoke: "regenerate the API user's token",
        link: "https://docs.fortinet.com/",
        detectors: &[secret(
            "secret/fortinet-token",
            "API token",
            &[shape(&[of(A::LOWER_ALNUM, 30)]), shape(&[of(A::ALNUM, 30)])],
        )
        .near(&["fortinet", "fortigate", "fortios", "fortimanager"])],
    },
    &Provider {
        name: "NextDNS",
        page: "nextdns",
        revoke: "regenerate the API key in the account",
        link: "https://nextdns.github.io/api/",
        detectors: &[secret("secret/nextdns-key", "API key", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["nextdns"])],
    },
    &Provider {
        name: "Netmaker",
        page: "netmaker",
        revoke: "delete the enrolment key",
        link: "https://docs.netmaker.io/",
        detectors: &[secret(
            "secret/netmaker-key",
            "enrolment key or master key",
            &[shape(&[between(A::ALNUM, 32, 64)]), shape(&[between(A::BASE64, 100, 250)])],
        )
        .near(&["netmaker"])],
    },
    &Provider {
        name: "UniFi",
        page: "unifi",
        revoke: "delete the API key in the control plane",
        link: "https://help.ui.com/",
        detectors: &[
            secret("secret/unifi-key", "API key", &[shape(&[of(A::BASE64_URL, 32)])]).near(&["unifi", "ubiquiti"])
        ],
    },
    &Provider {
        name: "F5 Distributed Cloud",
        page: "f5",
        revoke: "revoke the API token",
        link: "https://docs.cloud.f5.com/",
        detectors: &[secret("secret/f5-token", "API token", &[shape(&[of(A::BASE64, 28)])])
            .near(&["volterra", "f5xc", "distributedcloud"])],
    },
    &Provider {
        name: "NetBox",
        page: "netbox",
        revoke: "delete the token in the user's profile",
        link: "https://netboxlabs.com/docs/netbox/integrations/rest-api/",
        detectors: &[secret("secret/netbox-token", "API token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["netbox"])],
    },
    &Provider {
        name: "Infoblox",
        page: "infoblox",
        revoke: "revoke the API key in the portal",
        link: "https://docs.infoblox.com/",
        detectors: &[secret("secret/infoblox-key", "API key", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["infoblox"])],
    },
    &Provider {
        name: "Teleport",
        page: "teleport",
        revoke: "remove the join token with `tctl tokens rm`",
        link: "https://goteleport.com/docs/",
        detectors: &[secret("secret/teleport-token", "join token", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["teleportjoin", "teleporttoken", "teleportauth"])],
    },
    &Provider {
        name: "frp",
        page: "frp",
        revoke: "change the token on the server and its clients",
        link: "https://gofrp.org/",
        detectors: &[secret("secret/frp-token", "server token", &[shape(&[between(A::ALNUM, 16, 64)])])
            .near(&["frpc", "frps", "frptoken"])],
    },
];
