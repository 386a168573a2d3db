//! Infrastructure as code, and where secrets are kept.

use crate::secret::detector::providers;

providers! {
    "HCP Terraform", "terraform" {
        revoke: "delete the token under User, Team or Organization settings > API tokens";
        link: "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens";
        "secret/terraform-token" "API token" = [ALNUM[14] ".atlasv1." BASE64_URL[60-72]];
        "secret/hcp-client-secret" "HCP service principal's secret" = [BASE64_URL[64]]
            near ["hcpclientsecret", "hcpsecret", "hcpclient"];
    }
    "HashiCorp Vault", "vault" {
        revoke: "revoke it with `vault token revoke` together with its leases and read the audit log";
        link: "https://developer.hashicorp.com/vault/docs/concepts/tokens";
        "secret/vault-service-token" "service token" = ["hvs." BASE64_URL[24-300]];
        "secret/vault-batch-token" "batch token" = ["hvb." BASE64_URL[24-1024]];
        "secret/vault-recovery-token" "recovery token" = ["hvr." BASE64_URL[24-300]];
        "secret/vault-old-token" "token without the new prefix" =
            ["s" "." ALNUM[24]],
            ["r" "." ALNUM[24]],
            ["b.AAAA" BASE64_URL[90-512]]
            near ["vault", "vaulttoken", "xvaulttoken", "roottoken", "clienttoken", "hashicorp"];
        "secret/vault-unseal-key" "unseal or recovery key" = [BASE64[44]], [ANY_HEX[66]], [ANY_HEX[64]]
            near ["unseal", "unsealkey", "vaultunseal", "recoverykey", "keysbase64", "unsealkeys"];
        "secret/vault-secret-id" "AppRole secret id" = [UUID] near ["vaultsecretid", "secretid", "approlesecret"];
        "secret/vault-role-id" "AppRole role id" = [UUID] near ["vaultroleid", "approleroleid", "approleid"] as public;
    }
    "HashiCorp Consul, Nomad and Boundary", "consul" {
        revoke: "delete the token with `consul acl token delete`, `nomad acl token delete` or in Boundary's console";
        link: "https://developer.hashicorp.com/consul/docs/secure/acl/token";
        "secret/consul-token" "Consul ACL token" = [UUID]
            near ["consul", "consultoken", "consulhttptoken", "xconsultoken", "initialmanagement", "acltoken"];
        "secret/consul-gossip-key" "gossip encryption key" = [BASE64[44]]
            near ["gossip", "gossipkey", "gossipencryption", "consulencrypt", "serfkey", "consul", "nomad"];
        "secret/nomad-token" "Nomad ACL token" = [UUID] near ["nomadtoken", "nomad", "xnomadtoken"];
        "secret/boundary-token" "Boundary token" = ["at_" ALNUM[10] "_s1" ALNUM[100-400]];
    }
    "Pulumi", "pulumi" {
        revoke: "delete the token under Settings > Access tokens";
        link: "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/";
        "secret/pulumi-token" "access token" = ["pul-" LOWER_ALNUM[40-44]];
    }
    "Spacelift", "spacelift" {
        revoke: "delete the API key in the organization's settings";
        link: "https://docs.spacelift.io/integrations/api";
        "secret/spacelift-key" "API key secret" = [ANY_HEX[64]] near ["spacelift", "spaceliftapi"];
    }
    "Doppler", "doppler" {
        revoke: "revoke the token in the workplace's or the config's Access page and read the activity log";
        link: "https://docs.doppler.com/docs/service-tokens";
        "secret/doppler-personal-token" "personal token" = ["dp.pt." ALNUM[40-44]];
        "secret/doppler-service-token" "service token" =
            ["dp.st." (LOWER_ALNUM "-_")[2-35] "." ALNUM[40-44]],
            ["dp.st." ALNUM[40-44]];
        "secret/doppler-cli-token" "CLI token" = ["dp.ct." ALNUM[40-44]];
        "secret/doppler-service-account-token" "service account token" = [{"dp.said." | "dp.sa."} ALNUM[40-44]];
        "secret/doppler-scim-token" "SCIM token" = ["dp.scim." ALNUM[40-44]];
        "secret/doppler-audit-token" "audit token" = ["dp.audit." ALNUM[40-44]];
    }
    "Infisical", "infisical" {
        revoke: "revoke the token or the machine identity's client secret in the project's access control";
        link: "https://infisical.com/docs/documentation/platform/identities/overview";
        "secret/infisical-service-token" "service token" =
            ["st." (LOWER_ALNUM "-")[24-36] "." HEX[32-64] "." HEX[32-64]];
        "secret/infisical-client-secret" "machine identity's secret" = [ANY_HEX[64]]
            near ["infisical", "infisicalclientsecret", "infisicalsecret"];
    }
    "1Password", "onepassword" {
        revoke: "revoke the service account's token, or make a new Secret Key, and change what the vaults hold";
        link: "https://developer.1password.com/docs/service-accounts/";
        "secret/onepassword-service-token" "service account token" = ["ops_eyJ" BASE64_URL[200-2048]] proved Base64Json;
        "secret/onepassword-secret-key" "Secret Key of an account" =
            ["A3-" UPPER_ALNUM[6] "-" UPPER_ALNUM[6] "-" UPPER_ALNUM[5] "-" UPPER_ALNUM[5] "-" UPPER_ALNUM[5] "-"
             UPPER_ALNUM[5]],
            ["A3-" UPPER_ALNUM[6] "-" UPPER_ALNUM[11] "-" UPPER_ALNUM[5] "-" UPPER_ALNUM[5] "-" UPPER_ALNUM[5]];
    }
    "Bitwarden", "bitwarden" {
        revoke: "revoke the access token in the machine account, or rotate the API key under Security > Keys";
        link: "https://bitwarden.com/help/access-tokens/";
        "secret/bitwarden-access-token" "Secrets Manager access token" =
            ["0." UUID "." ALNUM[30] ":" BASE64_BARE[22] "=="];
        "secret/bitwarden-client-secret" "API key's client secret" = [ALNUM[30]]
            near ["bitwarden", "bwclientsecret", "bwsecret", "vaultwarden"];
    }
    "Akeyless", "akeyless" {
        revoke: "delete the auth method's key and read the audit log";
        link: "https://docs.akeyless.io/docs/api-key";
        "secret/akeyless-key" "access key" = [BASE64[44]] near ["akeyless", "akeylessaccesskey", "akeylesskey"];
    }
    "CyberArk Conjur", "conjur" {
        revoke: "rotate the key with `conjur user rotate-api-key` or `conjur host rotate-api-key`";
        link: "https://docs.cyberark.com/conjur-open-source/latest/en/content/developer/conjur_api_rotate_api_key.htm";
        "secret/conjur-api-key" "API key" = [LOWER_ALNUM[40-60]] near ["conjur", "conjurauthnapikey", "conjurapikey"];
    }
    "dotenv", "dotenv" {
        revoke: "rotate the key with the tool that made it and change every value that it opened";
        link: "https://www.dotenv.org/docs/";
        "secret/dotenv-vault-key" "decryption key of a vault" = ["dotenv://:key_" HEX[64]];
        "secret/dotenv-vault-token" "project or account id of a vault" = [{"vlt_" | "me_" | "it_"} HEX[64]];
        "secret/dotenvx-private-key" "private key" = [ANY_HEX[64]]
            near ["dotenvprivatekey", "dotenvprivatekeyproduction", "dotenvx"];
    }
    "EnvKey", "envkey" {
        revoke: "revoke the key in the app's environment and change every value that it opened";
        link: "https://docs-v2.envkey.com/";
        "secret/envkey-key" "environment key" = ["e" "k" ALNUM[20] "-" ALNUM[20-24]] near ["envkey"];
    }
}
