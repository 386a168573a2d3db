//! Clouds beside the three largest, and hosts of applications.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &ALIBABA,
    &TENCENT,
    &IBM,
    &ORACLE,
    &YANDEX,
    &DIGITALOCEAN,
    &AKAMAI,
    &SCALEWAY,
    &HETZNER,
    &VULTR,
    &OVH,
    &HEROKU,
    &FLY,
    &RENDER,
    &RAILWAY,
    &VERCEL,
    &NETLIFY,
    &CLOUDFLARE,
    &FASTLY,
    &BACKBLAZE,
    &WASABI,
    &UPCLOUD,
    &EXOSCALE,
    &CIVO,
    &KOYEB,
    &PLATFORMSH,
    &ZEABUR,
    &AIVEN,
];

static ALIBABA: Provider = Provider {
    name: "Alibaba Cloud",
    page: "alibaba",
    revoke: "disable and delete the AccessKey pair in the RAM console, and read ActionTrail",
    link: "https://www.alibabacloud.com/help/en/ram/",
    detectors: &[
        secret("secret/alibaba-access-key", "access key id", &[shape(&[text("LTAI"), between(A::ALNUM, 12, 24)])]),
        secret("secret/alibaba-secret-key", "access key secret", &[shape(&[of(A::ALNUM, 30)])]).near(&[
            "alibaba",
            "aliyun",
            "alicloud",
            "accesskeysecret",
            "aliyunsecret",
            "ossaccesskey",
        ]),
    ],
};

static TENCENT: Provider = Provider {
    name: "Tencent Cloud",
    page: "tencent",
    revoke: "disable and delete the API key in the CAM console",
    link: "https://www.tencentcloud.com/document/product/598",
    detectors: &[
        secret("secret/tencent-secret-id", "secret id", &[shape(&[text("AKID"), of(A::ALNUM, 32)])]),
        secret("secret/tencent-secret-key", "secret key", &[shape(&[of(A::ALNUM, 32)])]).near(&[
            "tencent",
            "tencentcloud",
            "qcloud",
            "cossecret",
        ]),
    ],
};

static IBM: Provider = Provider {
    name: "IBM Cloud",
    page: "ibm",
    revoke: "delete the API key under Manage > Access (IAM), and read the activity events",
    link: "https://cloud.ibm.com/docs/account",
    detectors: &[
        secret("secret/ibm-cloud-key", "API key", &[shape(&[of(A::BASE64_URL, 44)])])
            .near(&["ibm", "ibmcloud", "bluemix", "watson"]),
        secret("secret/ibm-cos-hmac", "object storage HMAC secret", &[shape(&[of(A::HEX, 48)])]).near(&[
            "ibmcos",
            "coshmac",
            "hmacsecret",
        ]),
    ],
};

static ORACLE: Provider = Provider {
    name: "Oracle Cloud",
    page: "oracle",
    revoke: "delete the API key of the user, and read the audit log",
    link: "https://docs.oracle.com/en-us/iaas/Content/API/Concepts/apisigningkey.htm",
    detectors: &[secret(
        "secret/oracle-ocid",
        "resource id",
        &[shape(&[
            text("ocid1."),
            one_of(&["user", "tenancy", "compartment", "instance"]),
            text(".oc1."),
            between(A::LOWER_ALNUM.with(b".-"), 30, 90),
        ])],
    )
    .public()],
};

static YANDEX: Provider = Provider {
    name: "Yandex Cloud",
    page: "yandex",
    revoke: "delete the key of the service account, and read the audit log",
    link: "https://yandex.cloud/en/docs/iam/",
    detectors: &[
        secret("secret/yandex-api-key", "API key", &[shape(&[text("AQVN"), between(A::BASE64_URL, 35, 38)])]),
        secret(
            "secret/yandex-iam-token",
            "IAM token",
            &[shape(&[text("t1."), between(A::BASE64_URL.with(b".="), 60, 400)])],
        ),
        secret(
            "secret/yandex-oauth-token",
            "OAuth token",
            &[
                shape(&[one_of(&["y0_", "y1_", "y2_", "y3_"]), between(A::BASE64_URL, 50, 70)]),
                shape(&[text("AQAD"), between(A::BASE64_URL, 35, 50)]),
            ],
        ),
        secret(
            "secret/yandex-aws-key",
            "S3-compatible access key id",
            &[shape(&[text("YCAJ"), of(A::BASE64_URL, 21)])],
        ),
        secret("secret/yandex-aws-secret", "S3-compatible secret", &[shape(&[text("YC"), of(A::BASE64_URL, 38)])]),
    ],
};

static DIGITALOCEAN: Provider = Provider {
    name: "DigitalOcean",
    page: "digitalocean",
    revoke: "delete the token under API > Tokens, and read the security history",
    link: "https://docs.digitalocean.com/reference/api/create-personal-access-token/",
    detectors: &[
        secret("secret/digitalocean-token", "personal access token", &[shape(&[text("dop_v1_"), of(A::HEX, 64)])]),
        secret("secret/digitalocean-oauth-token", "OAuth token", &[shape(&[text("doo_v1_"), of(A::HEX, 64)])]),
        secret(
            "secret/digitalocean-refresh-token",
            "OAuth refresh token",
            &[shape(&[text("dor_v1_"), of(A::HEX, 64)])],
        ),
        secret("secret/digitalocean-old-token", "personal access token of the old form", &[shape(&[of(A::HEX, 64)])])
            .near(&["digitalocean", "doauthtoken", "dotoken", "doaccesstoken"]),
        secret(
            "secret/digitalocean-spaces-key",
            "Spaces access key id",
            &[shape(&[text("DO00"), of(A::UPPER_ALNUM, 16)]), shape(&[text("DO801"), of(A::UPPER_ALNUM, 15)])],
        ),
        secret("secret/digitalocean-spaces-secret", "Spaces secret key", &[shape(&[of(A::ALNUM.with(b"/+"), 43)])])
            .near(&["spacessecret", "spaceskey", "digitaloceanspaces"]),
    ],
};

static AKAMAI: Provider = Provider {
    name: "Akamai",
    page: "akamai",
    revoke: "revoke the API client's credential in Control Center",
    link: "https://techdocs.akamai.com/developer/docs/authenticate-with-edgegrid",
    detectors: &[
        secret(
            "secret/akamai-edgegrid-token",
            "EdgeGrid token",
            &[shape(&[text("akab-"), of(A::ALNUM, 16), text("-"), of(A::ALNUM, 16)])],
        ),
        secret(
            "secret/akamai-host",
            "EdgeGrid host",
            &[shape(&[text("akab-"), of(A::ALNUM, 16), text("-"), of(A::ALNUM, 16), text(".luna.akamaiapis.net")])],
        )
        .public(),
        secret("secret/linode-token", "Linode personal access token", &[shape(&[of(A::HEX, 64)])]).near(&["linode"]),
    ],
};

static SCALEWAY: Provider = Provider {
    name: "Scaleway",
    page: "scaleway",
    revoke: "delete the API key in the IAM console",
    link: "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/",
    detectors: &[
        secret("secret/scaleway-access-key", "access key id", &[shape(&[text("SCW"), of(A::UPPER_ALNUM, 17)])]),
        secret("secret/scaleway-secret-key", "secret key", &[shape(&[super::UUID])]).near(&[
            "scaleway",
            "scwsecret",
            "scwsecretkey",
        ]),
    ],
};

static HETZNER: Provider = Provider {
    name: "Hetzner",
    page: "hetzner",
    revoke: "delete the API token of the project",
    link: "https://docs.hetzner.cloud/",
    detectors: &[
        secret("secret/hetzner-token", "API token", &[shape(&[of(A::ALNUM, 64)])]).near(&["hetzner", "hcloud"])
    ],
};

static VULTR: Provider = Provider {
    name: "Vultr",
    page: "vultr",
    revoke: "regenerate the API key under Account > API",
    link: "https://www.vultr.com/api/",
    detectors: &[secret("secret/vultr-key", "API key", &[shape(&[of(A::UPPER_HEX, 36)])]).near(&["vultr"])],
};

static OVH: Provider = Provider {
    name: "OVHcloud",
    page: "ovh",
    revoke: "revoke the application's credential",
    link: "https://help.ovhcloud.com/csm/en-gb-api-getting-started-ovhcloud-api",
    detectors: &[secret("secret/ovh-key", "application secret or consumer key", &[shape(&[of(A::ALNUM, 32)])])
        .near(&["ovh", "ovhcloud"])],
};

static HEROKU: Provider = Provider {
    name: "Heroku",
    page: "heroku",
    revoke: "run heroku authorizations:revoke, or regenerate the API key in the account",
    link: "https://devcenter.heroku.com/articles/authentication",
    detectors: &[
        secret(
            "secret/heroku-key",
            "API key",
            &[
                shape(&[text("HRKU-AA"), between(A::BASE64_URL, 50, 66)]),
                shape(&[text("HRKU-"), super::UUID]),
                shape(&[text("HRKU-"), between(A::BASE64_URL, 30, 70)]),
            ],
        ),
        secret("secret/heroku-old-key", "API key of the old form", &[shape(&[super::UUID])]).near(&["heroku"]),
    ],
};

static FLY: Provider = Provider {
    name: "Fly.io",
    page: "fly",
    revoke: "run flyctl tokens revoke",
    link: "https://fly.io/docs/security/tokens/",
    detectors: &[secret(
        "secret/fly-token",
        "access token",
        &[
            shape(&[text("fo1_"), of(A::BASE64_URL, 43)]),
            shape(&[one_of(&["fm1r_", "fm1a_", "fm2_"]), between(A::BASE64.with(b"_-"), 80, 2000)]),
        ],
    )],
};

static RENDER: Provider = Provider {
    name: "Render",
    page: "render",
    revoke: "revoke the API key under Account Settings",
    link: "https://render.com/docs/api",
    detectors: &[secret("secret/render-key", "API key", &[shape(&[text("rnd_"), between(A::ALNUM, 26, 34)])])],
};

static RAILWAY: Provider = Provider {
    name: "Railway",
    page: "railway",
    revoke: "delete the token in the project's or the account's settings",
    link: "https://docs.railway.com/reference/public-api",
    detectors: &[secret("secret/railway-token", "token", &[shape(&[super::UUID])]).near(&["railway"])],
};

static VERCEL: Provider = Provider {
    name: "Vercel",
    page: "vercel",
    revoke: "delete the token under Account Settings > Tokens",
    link: "https://vercel.com/docs/rest-api",
    detectors: &[
        secret(
            "secret/vercel-token",
            "access token",
            &[shape(&[one_of(&["vcp_", "vci_", "vca_", "vcr_", "vck_"]), between(A::ALNUM, 24, 64)])],
        ),
        secret("secret/vercel-old-token", "access token of the old form", &[shape(&[of(A::ALNUM, 24)])]).near(&[
            "vercel",
            "zeittoken",
            "nowtoken",
        ]),
        secret(
            "secret/vercel-blob-token",
            "Blob read-write token",
            &[shape(&[text("vercel_blob_rw_"), of(A::ALNUM, 16), text("_"), of(A::ALNUM, 30)])],
        ),
    ],
};

static NETLIFY: Provider = Provider {
    name: "Netlify",
    page: "netlify",
    revoke: "delete the token under User settings > Applications",
    link: "https://docs.netlify.com/api/get-started/",
    detectors: &[
        secret(
            "secret/netlify-token",
            "access token",
            &[shape(&[one_of(&["nfp_", "nfc_", "nfo_", "nfb_", "nfu_"]), between(A::ALNUM, 36, 44)])],
        ),
        secret("secret/netlify-old-token", "access token of the old form", &[shape(&[between(A::BASE64_URL, 40, 46)])])
            .near(&["netlify"]),
    ],
};

static CLOUDFLARE: Provider =
    Provider {
        name: "Cloudflare",
        page: "cloudflare",
        revoke: "roll or delete the token under My Profile > API Tokens, and read the audit log",
        link: "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/",
        detectors: &[
            secret(
                "secret/cloudflare-token",
                "API token",
                &[shape(&[one_of(&["cfut_", "cfat_", "cfk_"]), of(A::ALNUM, 40), of(A::HEX, 8)])
                    .proved(Proof::Crc32Hex)],
            ),
            secret("secret/cloudflare-old-token", "API token of the old form", &[shape(&[of(A::BASE64_URL, 40)])])
                .near(&["cloudflare", "cfapitoken", "cfapikey", "cftoken"]),
            secret("secret/cloudflare-global-key", "global API key", &[shape(&[of(A::HEX, 37)])]).near(&[
                "cloudflare",
                "cfapikey",
                "xauthkey",
            ]),
            secret(
                "secret/cloudflare-origin-ca-key",
                "Origin CA key",
                &[shape(&[text("v1.0-"), of(A::HEX, 24), text("-"), of(A::HEX, 146)])],
            ),
            secret("secret/cloudflare-access-id", "Access service id", &[shape(&[of(A::HEX, 32), text(".access")])])
                .public(),
        ],
    };

static FASTLY: Provider = Provider {
    name: "Fastly",
    page: "fastly",
    revoke: "delete the API token under Account > API tokens",
    link: "https://docs.fastly.com/en/guides/using-api-tokens",
    detectors: &[secret("secret/fastly-token", "API token", &[shape(&[of(A::BASE64_URL, 32)])]).near(&["fastly"])],
};

static BACKBLAZE: Provider = Provider {
    name: "Backblaze",
    page: "backblaze",
    revoke: "delete the application key",
    link: "https://www.backblaze.com/docs/cloud-storage-application-keys",
    detectors: &[secret(
        "secret/backblaze-key",
        "application key",
        &[shape(&[text("K00"), of(A::DIGIT, 1), of(A::ALNUM.with(b"/+"), 27)])],
    )
    .near(&["backblaze", "b2", "b2app", "applicationkey"])],
};

static WASABI: Provider = Provider {
    name: "Wasabi",
    page: "wasabi",
    revoke: "delete the access key in the console",
    link: "https://docs.wasabi.com/",
    detectors: &[secret("secret/wasabi-secret-key", "secret key", &[shape(&[of(A::ALNUM, 40)])]).near(&["wasabi"])],
};

static UPCLOUD: Provider = Provider {
    name: "UpCloud",
    page: "upcloud",
    revoke: "delete the API token in the control panel",
    link: "https://upcloud.com/docs/",
    detectors: &[secret("secret/upcloud-token", "API token", &[shape(&[text("ucat_"), of(A::UPPER_ALNUM, 26)])])],
};

static EXOSCALE: Provider = Provider {
    name: "Exoscale",
    page: "exoscale",
    revoke: "revoke the IAM key",
    link: "https://community.exoscale.com/",
    detectors: &[
        secret("secret/exoscale-key", "API key", &[shape(&[text("EXO"), of(A::HEX, 24)])]),
        secret("secret/exoscale-secret", "API secret", &[shape(&[of(A::BASE64_URL, 43)])]).near(&["exoscale"]),
    ],
};

static CIVO: Provider = Provider {
    name: "Civo",
    page: "civo",
    revoke: "regenerate the API key in the account's security settings",
    link: "https://www.civo.com/api",
    detectors: &[secret("secret/civo-key", "API key", &[shape(&[of(A::ALNUM, 50)])]).near(&["civo"])],
};

static KOYEB: Provider = Provider {
    name: "Koyeb",
    page: "koyeb",
    revoke: "delete the API access token",
    link: "https://www.koyeb.com/docs",
    detectors: &[secret("secret/koyeb-token", "API token", &[shape(&[of(A::ALNUM, 64)])]).near(&["koyeb"])],
};

static PLATFORMSH: Provider = Provider {
    name: "Platform.sh",
    page: "platformsh",
    revoke: "revoke the API token in the account",
    link: "https://docs.platform.sh/administration/cli/api-tokens.html",
    detectors: &[secret("secret/platformsh-token", "API token", &[shape(&[between(A::ALNUM, 40, 64)])])
        .near(&["platformsh", "upsun"])],
};

static ZEABUR: Provider = Provider {
    name: "Zeabur",
    page: "zeabur",
    revoke: "delete the API key in the dashboard",
    link: "https://zeabur.com/docs",
    detectors: &[secret("secret/zeabur-key", "API key", &[shape(&[text("sk-"), of(A::LOWER, 27)])]).near(&["zeabur"])],
};

static AIVEN: Provider = Provider {
    name: "Aiven",
    page: "aiven",
    revoke: "revoke the token in the user profile",
    link: "https://aiven.io/docs/platform/howto/create_authentication_token",
    detectors: &[
        secret(
            "secret/aiven-token",
            "authentication token",
            &[shape(&[text("aivenv1"), between(A::ALNUM.with(b"/+="), 30, 400)])],
        ),
        secret("secret/aiven-service-password", "service password", &[shape(&[text("AVNS_"), of(A::BASE64_URL, 19)])]),
    ],
};
