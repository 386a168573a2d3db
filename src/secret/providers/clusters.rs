//! Clusters, virtual machines and private networks.

use crate::secret::alphabet::Alphabet;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Kubernetes",
        page: "kubernetes",
        revoke: "delete the token with `kubeadm token delete`, or the Secret that holds it, and read the audit log",
        link: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/",
        detectors: &[
            secret(
                "secret/kubernetes-bootstrap-token",
                "bootstrap token",
                &[shape(&[of(Alphabet::LOWER_ALNUM.with(b"."), 23)])],
            )
            .near(&["kubeadm", "bootstraptoken", "kubeadmtoken", "jointoken", "tlsbootstraptoken"]),
            secret(
                "secret/k3s-token",
                "K3s or RKE2 cluster token",
                &[shape(&[
                    text("K10"),
                    of(Alphabet::HEX, 64),
                    text("::"),
                    between(Alphabet::LOWER.with(b"-"), 3, 24),
                    text(":"),
                    between(Alphabet::ALNUM, 16, 64),
                ])],
            ),
        ],
    },
    &Provider {
        name: "OpenShift",
        page: "openshift",
        revoke: "delete the token with `oc delete useroauthaccesstokens`",
        link: "https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html",
        detectors: &[secret(
            "secret/openshift-token",
            "user token",
            &[shape(&[text("sha256~"), of(Alphabet::BASE64_URL, 43)])],
        )],
    },
    &Provider {
        name: "Rancher",
        page: "rancher",
        revoke: "delete the key under Account & API keys",
        link: "https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys",
        detectors: &[secret(
            "secret/rancher-token",
            "API token",
            &[
                shape(&[text("token-"), of(Alphabet::LOWER_ALNUM, 5), text(":"), of(Alphabet::LOWER_ALNUM, 54)]),
                shape(&[
                    text("kubeconfig-u"),
                    between(Alphabet::LOWER_ALNUM.with(b"-"), 5, 30),
                    text(":"),
                    of(Alphabet::LOWER_ALNUM, 54),
                ]),
            ],
        )],
    },
    &Provider {
        name: "Portainer",
        page: "portainer",
        revoke: "remove the token under My account > Access tokens",
        link: "https://docs.portainer.io/api/access",
        detectors: &[secret(
            "secret/portainer-token",
            "access token",
            &[shape(&[text("ptr_"), between(Alphabet::BASE64, 43, 44)])],
        )],
    },
    &Provider {
        name: "Proxmox",
        page: "proxmox",
        revoke: "remove the token under Datacenter > Permissions > API tokens",
        link: "https://pve.proxmox.com/wiki/Proxmox_VE_API",
        detectors: &[secret(
            "secret/proxmox-token",
            "API token",
            &[shape(&[
                one_of(&["PVEAPIToken=", "PBSAPIToken="]),
                between(Alphabet::ALNUM.with(b"@!._-"), 5, 64),
                one_of(&["=", ":"]),
                Piece::Uuid,
            ])],
        )],
    },
    &Provider {
        name: "NetBird",
        page: "netbird",
        revoke: "delete the token in the user's settings, or revoke the setup key",
        link: "https://docs.netbird.io/how-to/access-netbird-public-api",
        detectors: &[
            secret(
                "secret/netbird-token",
                "personal access token",
                &[shape(&[text("nbp_"), of(Alphabet::ALNUM, 36)]).proved(Proof::Crc32Base62)],
            ),
            secret("secret/netbird-setup-key", "setup key", &[shape(&[Piece::Uuid])])
                .near(&["netbird", "nbsetupkey", "wiretrustee", "setupkey"]),
        ],
    },
    &Provider {
        name: "ZeroTier",
        page: "zerotier",
        revoke: "delete the token under Account > API access tokens",
        link: "https://docs.zerotier.com/api/tokens/",
        detectors: &[secret("secret/zerotier-token", "API access token", &[shape(&[of(Alphabet::ALNUM, 32)])])
            .near(&["zerotier", "zerotiertoken", "ztcentraltoken", "ztapitoken"])],
    },
    &Provider {
        name: "Ansible Automation Platform",
        page: "ansible",
        revoke: "delete the token under the user's Tokens",
        link: "https://docs.ansible.com/automation-controller/latest/html/userguide/applications_auth.html",
        detectors: &[
            secret("secret/awx-token", "AWX or controller token", &[shape(&[of(Alphabet::ALNUM, 30)])]).near(&[
                "awx", "awxtoken", "toweroauth", "towertoken", "ansibletower", "controlleroauth", "controllertoken",
            ]),
            secret("secret/ansible-galaxy-token", "Galaxy token", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
                .near(&["galaxytoken", "galaxyapikey", "ansiblegalaxy", "galaxykey", "automationhub"]),
        ],
    },
    &Provider {
        name: "Jupyter",
        page: "jupyter",
        revoke: "restart the server with a new token, or revoke it on JupyterHub's token page",
        link: "https://jupyter-server.readthedocs.io/en/latest/operators/security.html",
        detectors: &[secret(
            "secret/jupyter-token",
            "server or hub token",
            &[
                shape(&[of(Alphabet::ANY_HEX, 48)]),
                shape(&[of(Alphabet::ANY_HEX, 32)]),
                shape(&[of(Alphabet::ANY_HEX, 64)]),
            ],
        )
        .near(&["jupyter", "jupytertoken", "jupyterhub", "notebookapp", "jupyterlab", "jpytoken", "serverapp"])],
    },
];
