//! Clouds that rent machines and storage, besides the three largest.

use crate::secret::detector::providers;

providers! {
    "IBM Cloud", "ibm" {
        revoke: "delete the key under Manage > Access (IAM) > API keys";
        link: "https://cloud.ibm.com/docs/account?topic=account-userapikey";
        "secret/ibm-cloud-api-key" "API key" = [BASE64_URL[44]]
            near ["ibm", "ibmcloud", "ibmapi", "bluemix", "watson", "iamapikey", "softlayer"];
        "secret/ibm-cos-secret" "HMAC secret of Cloud Object Storage" = [ANY_HEX[48]]
            near ["coshmac", "ibmcos", "cloudobjectstorage", "cos", "coshmackeys", "secretaccesskey"];
        "secret/ibm-classic-api-key" "classic infrastructure API key" = [ANY_HEX[64]]
            near ["softlayer", "slapikey", "iaasclassic", "classicapikey"];
        "secret/ibm-cloudant-password" "Cloudant password" = [ANY_HEX[64]] near ["cloudant"];
    }
    "Oracle Cloud", "oracle-cloud" {
        revoke: "delete the key under the user's Customer secret keys or API keys";
        link: "https://docs.oracle.com/iaas/Content/Identity/Tasks/managingcredentials.htm";
        "secret/oracle-customer-secret-key" "customer secret key" = [BASE64[44]]
            near ["oci", "ocisecret", "oraclecloud", "customersecretkey", "oraclesecret"];
        "secret/oracle-cloud-id" "id of a user or a tenancy" =
            [{"ocid1.tenancy.oc1." | "ocid1.user.oc1."} (LOWER_ALNUM "-")[0-24] "." LOWER_ALNUM[60]]
            as public;
    }
    "DigitalOcean", "digitalocean" {
        revoke: "delete the token under API > Tokens and read the account's security history";
        link: "https://docs.digitalocean.com/reference/api/create-personal-access-token/";
        "secret/digitalocean-pat" "personal access token" = ["dop_v1_" LOWER_ALNUM[64-72]];
        "secret/digitalocean-oauth-token" "OAuth access token" = ["doo_v1_" LOWER_ALNUM[64-72]];
        "secret/digitalocean-refresh-token" "OAuth refresh token" = ["dor_v1_" LOWER_ALNUM[64-72]];
        "secret/digitalocean-old-token" "API token without prefix" = [ANY_HEX[64]]
            near ["digitalocean", "dotoken", "doapitoken", "doapikey", "doaccesstoken", "dopat"];
        "secret/digitalocean-spaces-key-id" "Spaces access key id" =
            ["DO00" UPPER_ALNUM[16]],
            ["DO801" UPPER_ALNUM[15-16]];
        "secret/digitalocean-spaces-secret" "Spaces secret key" = [(BASE64 "-_")[43]]
            near ["spacessecret", "dospaces", "spaceskey", "digitaloceanspaces", "spacesaccess"];
        "secret/digitalocean-model-key" "model access key" = ["sk-do-" BASE64_URL[40-100]];
    }
    "Akamai and Linode", "akamai" {
        revoke: "revoke the token in Cloud Manager > API Tokens, or deactivate the API client's credential in Identity \
                 & Access";
        link: "https://techdocs.akamai.com/developer/docs/set-up-authentication-credentials";
        "secret/linode-api-token" "Linode API token" = [ANY_HEX[64]]
            near ["linode", "linodetoken", "linodeapi", "linodecli"];
        "secret/akamai-edgegrid-token" "EdgeGrid client or access token" = ["akab-" LOWER_ALNUM[16] "-" LOWER_ALNUM[16]];
        "secret/akamai-client-secret" "EdgeGrid client secret" = [BASE64[44]]
            near ["akamai", "edgegrid", "edgerc", "akab"];
    }
    "Scaleway", "scaleway" {
        revoke: "delete the API key under IAM > API keys";
        link: "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/";
        "secret/scaleway-access-key" "access key id" = ["SCW" UPPER_ALNUM[17]];
        "secret/scaleway-secret-key" "secret key" = [UUID]
            near ["scaleway", "scwsecret", "scwtoken", "scwkey", "scwapikey", "scw"];
    }
    "Hetzner", "hetzner" {
        revoke: "delete the token under Security > API tokens of the project";
        link: "https://docs.hetzner.com/cloud/api/getting-started/generating-api-token/";
        "secret/hetzner-cloud-token" "Cloud API token" = [ALNUM[64]]
            near ["hetzner", "hcloud", "hcloudtoken", "hetznercloud"];
        "secret/hetzner-dns-token" "DNS API token" = [ALNUM[32]]
            near ["hetznerdns", "hetznertoken", "hetznerapi", "hetzner"];
    }
    "Vultr", "vultr" {
        revoke: "regenerate the key under Account > API";
        link: "https://docs.vultr.com/platform/other/api";
        "secret/vultr-api-key" "API key" = [UPPER_ALNUM[36]] near ["vultr", "vultrapi", "vultrkey"];
    }
    "OVHcloud", "ovh" {
        revoke: "delete the application and its credentials at the token page of the API";
        link: "https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api";
        "secret/ovh-application-secret" "application secret or consumer key" = [ALNUM[32]]
            near ["ovh", "ovhapi", "ovhsecret", "ovhapplication", "ovhconsumer", "ovhcloud", "kimsufi", "soyoustart"];
    }
    "UpCloud", "upcloud" {
        revoke: "delete the token under Account > API tokens";
        link: "https://upcloud.com/docs/guides/managing-api-tokens/";
        "secret/upcloud-api-token" "API token" = ["ucat_" UPPER_ALNUM[26]];
    }
    "Exoscale", "exoscale" {
        revoke: "revoke the key under IAM > API keys";
        link: "https://community.exoscale.com/documentation/iam/";
        "secret/exoscale-key-id" "API key id" = ["EXO" HEX[24]];
        "secret/exoscale-secret" "API secret" = [BASE64_URL[43]] near ["exoscale", "exosecret", "exoscalesecret"];
    }
    "Backblaze", "backblaze" {
        revoke: "delete the application key under App Keys";
        link: "https://www.backblaze.com/docs/cloud-storage-application-keys";
        "secret/backblaze-application-key" "application key" = ["K00" BASE64_BARE[28]];
        "secret/backblaze-key-id" "application key id" = ["0" "0" HEX[23]]
            near ["backblaze", "b2keyid", "b2applicationkeyid", "b2accountid", "b2"] as public;
    }
    "Wasabi", "wasabi" {
        revoke: "delete the access key under Access Keys";
        link: "https://docs.wasabi.com/docs/creating-a-user-account-and-access-key";
        "secret/wasabi-secret-key" "secret key" = [BASE64_BARE[40]] near ["wasabi", "wasabisys"];
    }
    "MinIO", "minio" {
        revoke: "remove the access key with `mc admin accesskey rm`, or change the root password";
        link: "https://min.io/docs/minio/linux/administration/identity-access-management.html";
        "secret/minio-secret-key" "secret key" = [BASE64_BARE[40]], [ALNUM[32]]
            near ["minio", "miniosecret", "miniosecretkey", "miniorootpassword"];
    }
    "Civo", "civo" {
        revoke: "regenerate the key under Settings > Profile > Security";
        link: "https://www.civo.com/docs/account/api-keys";
        "secret/civo-api-key" "API key" = [ALNUM[50]] near ["civo", "civotoken", "civoapikey"];
    }
    "Equinix Metal", "equinix" {
        revoke: "delete the key under Personal API keys or Project settings > API keys";
        link: "https://docs.equinix.com/";
        "secret/equinix-api-token" "API token" = [ALNUM[32]]
            near ["equinix", "equinixmetal", "metalauthtoken", "packetauthtoken", "packetapi", "packethost"];
    }
    "Aiven", "aiven" {
        revoke: "reset the service user's password under Users of the service";
        link: "https://aiven.io/docs/";
        "secret/aiven-service-password" "password of a service" = ["AVNS_" BASE64_URL[16-24]];
    }
}
