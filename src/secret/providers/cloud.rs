//! Clouds that rent machines and storage, besides the three largest.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "IBM Cloud",
        page: "ibm",
        revoke: "delete the key under Manage > Access (IAM) > API keys",
        link: "https://cloud.ibm.com/docs/account?topic=account-userapikey",
        detectors: &[
            secret("secret/ibm-cloud-api-key", "API key", &[shape(&[of(Alphabet::BASE64_URL, 44)])])
                .near(&["ibm", "ibmcloud", "ibmapi", "bluemix", "watson", "iamapikey", "softlayer"]),
            secret(
                "secret/ibm-cos-secret",
                "HMAC secret of Cloud Object Storage",
                &[shape(&[of(Alphabet::ANY_HEX, 48)])],
            )
            .near(&["coshmac", "ibmcos", "cloudobjectstorage", "cos", "coshmackeys", "secretaccesskey"]),
            secret(
                "secret/ibm-classic-api-key",
                "classic infrastructure API key",
                &[shape(&[of(Alphabet::ANY_HEX, 64)])],
            )
            .near(&["softlayer", "slapikey", "iaasclassic", "classicapikey"]),
            secret("secret/ibm-cloudant-password", "Cloudant password", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
                .near(&["cloudant"]),
        ],
    },
    &Provider {
        name: "Oracle Cloud",
        page: "oracle-cloud",
        revoke: "delete the key under the user's Customer secret keys or API keys",
        link: "https://docs.oracle.com/iaas/Content/Identity/Tasks/managingcredentials.htm",
        detectors: &[
            secret("secret/oracle-customer-secret-key", "customer secret key", &[shape(&[of(Alphabet::BASE64, 44)])])
                .near(&["oci", "ocisecret", "oraclecloud", "customersecretkey", "oraclesecret"]),
            secret(
                "secret/oracle-cloud-id",
                "id of a user or a tenancy",
                &[shape(&[
                    one_of(&["ocid1.tenancy.oc1.", "ocid1.user.oc1."]),
                    between(Alphabet::LOWER_ALNUM.with(b"-"), 0, 24),
                    text("."),
                    of(Alphabet::LOWER_ALNUM, 60),
                ])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "DigitalOcean",
        page: "digitalocean",
        revoke: "delete the token under API > Tokens and read the account's security history",
        link: "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
        detectors: &[
            secret(
                "secret/digitalocean-pat",
                "personal access token",
                &[shape(&[text("dop_v1_"), between(Alphabet::LOWER_ALNUM, 64, 72)])],
            ),
            secret(
                "secret/digitalocean-oauth-token",
                "OAuth access token",
                &[shape(&[text("doo_v1_"), between(Alphabet::LOWER_ALNUM, 64, 72)])],
            ),
            secret(
                "secret/digitalocean-refresh-token",
                "OAuth refresh token",
                &[shape(&[text("dor_v1_"), between(Alphabet::LOWER_ALNUM, 64, 72)])],
            ),
            secret("secret/digitalocean-old-token", "API token without prefix", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
                .near(&["digitalocean", "dotoken", "doapitoken", "doapikey", "doaccesstoken", "dopat"]),
            secret(
                "secret/digitalocean-spaces-key-id",
                "Spaces access key id",
                &[
                    shape(&[text("DO00"), of(Alphabet::UPPER_ALNUM, 16)]),
                    shape(&[text("DO801"), between(Alphabet::UPPER_ALNUM, 15, 16)]),
                ],
            ),
            secret(
                "secret/digitalocean-spaces-secret",
                "Spaces secret key",
                &[shape(&[of(Alphabet::BASE64.with(b"-_"), 43)])],
            )
            .near(&["spacessecret", "dospaces", "spaceskey", "digitaloceanspaces", "spacesaccess"]),
            secret(
                "secret/digitalocean-model-key",
                "model access key",
                &[shape(&[text("sk-do-"), between(Alphabet::BASE64_URL, 40, 100)])],
            ),
        ],
    },
    &Provider {
        name: "Akamai and Linode",
        page: "akamai",
        revoke: "revoke the token in Cloud Manager > API Tokens, or deactivate the API client's credential in Identity & Access",
        link: "https://techdocs.akamai.com/developer/docs/set-up-authentication-credentials",
        detectors: &[
            secret("secret/linode-api-token", "Linode API token", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
                .near(&["linode", "linodetoken", "linodeapi", "linodecli"]),
            secret(
                "secret/akamai-edgegrid-token",
                "EdgeGrid client or access token",
                &[shape(&[text("akab-"), of(Alphabet::LOWER_ALNUM, 16), text("-"), of(Alphabet::LOWER_ALNUM, 16)])],
            ),
            secret("secret/akamai-client-secret", "EdgeGrid client secret", &[shape(&[of(Alphabet::BASE64, 44)])])
                .near(&["akamai", "edgegrid", "edgerc", "akab"]),
        ],
    },
    &Provider {
        name: "Scaleway",
        page: "scaleway",
        revoke: "delete the API key under IAM > API keys",
        link: "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/",
        detectors: &[
            secret(
                "secret/scaleway-access-key",
                "access key id",
                &[shape(&[text("SCW"), of(Alphabet::UPPER_ALNUM, 17)])],
            ),
            secret("secret/scaleway-secret-key", "secret key", &[shape(&[Piece::Uuid])])
                .near(&["scaleway", "scwsecret", "scwtoken", "scwkey", "scwapikey", "scw"]),
        ],
    },
    &Provider {
        name: "Hetzner",
        page: "hetzner",
        revoke: "delete the token under Security > API tokens of the project",
        link: "https://docs.hetzner.com/cloud/api/getting-started/generating-api-token/",
        detectors: &[
            secret("secret/hetzner-cloud-token", "Cloud API token", &[shape(&[of(Alphabet::ALNUM, 64)])])
                .near(&["hetzner", "hcloud", "hcloudtoken", "hetznercloud"]),
            secret("secret/hetzner-dns-token", "DNS API token", &[shape(&[of(Alphabet::ALNUM, 32)])])
                .near(&["hetznerdns", "hetznertoken", "hetznerapi", "hetzner"]),
        ],
    },
    &Provider {
        name: "Vultr",
        page: "vultr",
        revoke: "regenerate the key under Account > API",
        link: "https://docs.vultr.com/platform/other/api",
        detectors: &[secret("secret/vultr-api-key", "API key", &[shape(&[of(Alphabet::UPPER_ALNUM, 36)])])
            .near(&["vultr", "vultrapi", "vultrkey"])],
    },
    &Provider {
        name: "OVHcloud",
        page: "ovh",
        revoke: "delete the application and its credentials at the token page of the API",
        link: "https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api",
        detectors: &[secret(
            "secret/ovh-application-secret",
            "application secret or consumer key",
            &[shape(&[of(Alphabet::ALNUM, 32)])],
        )
        .near(&["ovh", "ovhapi", "ovhsecret", "ovhapplication", "ovhconsumer", "ovhcloud", "kimsufi", "soyoustart"])],
    },
    &Provider {
        name: "UpCloud",
        page: "upcloud",
        revoke: "delete the token under Account > API tokens",
        link: "https://upcloud.com/docs/guides/managing-api-tokens/",
        detectors: &[secret(
            "secret/upcloud-api-token",
            "API token",
            &[shape(&[text("ucat_"), of(Alphabet::UPPER_ALNUM, 26)])],
        )],
    },
    &Provider {
        name: "Exoscale",
        page: "exoscale",
        revoke: "revoke the key under IAM > API keys",
        link: "https://community.exoscale.com/documentation/iam/",
        detectors: &[
            secret("secret/exoscale-key-id", "API key id", &[shape(&[text("EXO"), of(Alphabet::HEX, 24)])]),
            secret("secret/exoscale-secret", "API secret", &[shape(&[of(Alphabet::BASE64_URL, 43)])])
                .near(&["exoscale", "exosecret", "exoscalesecret"]),
        ],
    },
    &Provider {
        name: "Backblaze",
        page: "backblaze",
        revoke: "delete the application key under App Keys",
        link: "https://www.backblaze.com/docs/cloud-storage-application-keys",
        detectors: &[
            secret(
                "secret/backblaze-application-key",
                "application key",
                &[shape(&[text("K00"), of(Alphabet::ALNUM.with(b"+/"), 28)])],
            ),
            secret(
                "secret/backblaze-key-id",
                "application key id",
                &[shape(&[text("0"), text("0"), of(Alphabet::HEX, 23)])],
            )
            .near(&["backblaze", "b2keyid", "b2applicationkeyid", "b2accountid", "b2"])
            .public(),
        ],
    },
    &Provider {
        name: "Wasabi",
        page: "wasabi",
        revoke: "delete the access key under Access Keys",
        link: "https://docs.wasabi.com/docs/creating-a-user-account-and-access-key",
        detectors: &[secret(
            "secret/wasabi-secret-key",
            "secret key",
            &[shape(&[of(Alphabet::ALNUM.with(b"+/"), 40)])],
        )
        .near(&["wasabi", "wasabisys"])],
    },
    &Provider {
        name: "MinIO",
        page: "minio",
        revoke: "remove the access key with `mc admin accesskey rm`, or change the root password",
        link: "https://min.io/docs/minio/linux/administration/identity-access-management.html",
        detectors: &[secret(
            "secret/minio-secret-key",
            "secret key",
            &[shape(&[of(Alphabet::ALNUM.with(b"+/"), 40)]), shape(&[of(Alphabet::ALNUM, 32)])],
        )
        .near(&["minio", "miniosecret", "miniosecretkey", "miniorootpassword"])],
    },
    &Provider {
        name: "Civo",
        page: "civo",
        revoke: "regenerate the key under Settings > Profile > Security",
        link: "https://www.civo.com/docs/account/api-keys",
        detectors: &[secret("secret/civo-api-key", "API key", &[shape(&[of(Alphabet::ALNUM, 50)])])
            .near(&["civo", "civotoken", "civoapikey"])],
    },
    &Provider {
        name: "Equinix Metal",
        page: "equinix",
        revoke: "delete the key under Personal API keys or Project settings > API keys",
        link: "https://docs.equinix.com/",
        detectors: &[secret("secret/equinix-api-token", "API token", &[shape(&[of(Alphabet::ALNUM, 32)])])
            .near(&["equinix", "equinixmetal", "metalauthtoken", "packetauthtoken", "packetapi", "packethost"])],
    },
    &Provider {
        name: "Aiven",
        page: "aiven",
        revoke: "reset the service user's password under Users of the service",
        link: "https://aiven.io/docs/",
        detectors: &[secret(
            "secret/aiven-service-password",
            "password of a service",
            &[shape(&[text("AVNS_"), between(Alphabet::BASE64_URL, 16, 24)])],
        )],
    },
];
