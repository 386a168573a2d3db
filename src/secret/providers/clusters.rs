//! Clusters, virtual machines and private networks.

use crate::secret::detector::providers;

providers! {
    "Kubernetes", "kubernetes" {
        revoke: "delete the token with `kubeadm token delete`, or the Secret that holds it, and read the audit log";
        link: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/";
        "secret/kubernetes-bootstrap-token" "bootstrap token" = [(LOWER_ALNUM ".")[23]]
            near ["kubeadm", "bootstraptoken", "kubeadmtoken", "jointoken", "tlsbootstraptoken"];
        "secret/k3s-token" "K3s or RKE2 cluster token" = ["K10" HEX[64] "::" (LOWER "-")[3-24] ":" ALNUM[16-64]];
    }
    "OpenShift", "openshift" {
        revoke: "delete the token with `oc delete useroauthaccesstokens`";
        link: "https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html";
        "secret/openshift-token" "user token" = ["sha256~" BASE64_URL[43]];
    }
    "Rancher", "rancher" {
        revoke: "delete the key under Account & API keys";
        link: "https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys";
        "secret/rancher-token" "API token" =
            ["token-" LOWER_ALNUM[5] ":" LOWER_ALNUM[54]],
            ["kubeconfig-u" (LOWER_ALNUM "-")[5-30] ":" LOWER_ALNUM[54]];
    }
    "Portainer", "portainer" {
        revoke: "remove the token under My account > Access tokens";
        link: "https://docs.portainer.io/api/access";
        "secret/portainer-token" "access token" = ["ptr_" BASE64[43-44]];
    }
    "Proxmox", "proxmox" {
        revoke: "remove the token under Datacenter > Permissions > API tokens";
        link: "https://pve.proxmox.com/wiki/Proxmox_VE_API";
        "secret/proxmox-token" "API token" = [{"PVEAPIToken=" | "PBSAPIToken="} (ALNUM "@!._-")[5-64] {"=" | ":"} UUID];
    }
    "NetBird", "netbird" {
        revoke: "delete the token in the user's settings, or revoke the setup key";
        link: "https://docs.netbird.io/how-to/access-netbird-public-api";
        "secret/netbird-token" "personal access token" = ["nbp_" ALNUM[36]] proved Crc32Base62;
        "secret/netbird-setup-key" "setup key" = [UUID] near ["netbird", "nbsetupkey", "wiretrustee", "setupkey"];
    }
    "ZeroTier", "zerotier" {
        revoke: "delete the token under Account > API access tokens";
        link: "https://docs.zerotier.com/api/tokens/";
        "secret/zerotier-token" "API access token" = [ALNUM[32]]
            near ["zerotier", "zerotiertoken", "ztcentraltoken", "ztapitoken"];
    }
    "Ansible Automation Platform", "ansible" {
        revoke: "delete the token under the user's Tokens";
        link: "https://docs.ansible.com/automation-controller/latest/html/userguide/applications_auth.html";
        "secret/awx-token" "AWX or controller token" = [ALNUM[30]]
            near ["awx", "awxtoken", "toweroauth", "towertoken", "ansibletower", "controlleroauth", "controllertoken"];
        "secret/ansible-galaxy-token" "Galaxy token" = [ANY_HEX[40]]
            near ["galaxytoken", "galaxyapikey", "ansiblegalaxy", "galaxykey", "automationhub"];
    }
    "Jupyter", "jupyter" {
        revoke: "restart the server with a new token, or revoke it on JupyterHub's token page";
        link: "https://jupyter-server.readthedocs.io/en/latest/operators/security.html";
        "secret/jupyter-token" "server or hub token" = [ANY_HEX[48]], [ANY_HEX[32]], [ANY_HEX[64]]
            near ["jupyter", "jupytertoken", "jupyterhub", "notebookapp", "jupyterlab", "jpytoken", "serverapp"];
    }
}
