//! Clouds of Asia and Eastern Europe.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Alibaba Cloud",
        page: "alibaba",
        revoke: "disable and delete the AccessKey pair in RAM and read ActionTrail for what it was used for",
        link: "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair",
        detectors: &[
            secret(
                "secret/alibaba-access-key-id",
                "AccessKey id",
                &[shape(&[text("LTAI"), between(Alphabet::ALNUM, 12, 26)])],
            ),
            secret("secret/alibaba-access-key-secret", "AccessKey secret", &[shape(&[of(Alphabet::ALNUM, 30)])]).near(
                &[
                    "aliyun", "alibaba", "alicloud", "alibabacloud", "accesskeysecret", "accesskeyid", "accesssecret",
                    "alisecret", "aliyunsecret", "osssecret", "osskey", "oss", "aliyuncs", "dysms",
                ],
            ),
            secret(
                "secret/alibaba-session-key-id",
                "AccessKey id of a session",
                &[shape(&[text("STS.N"), between(Alphabet::ALNUM, 20, 40)])],
            ),
        ],
    },
    &Provider {
        name: "Tencent Cloud",
        page: "tencent",
        revoke: "disable and delete the key pair under Access Management > API keys",
        link: "https://www.tencentcloud.com/document/product/598/34228",
        detectors: &[
            secret(
                "secret/tencent-secret-id",
                "secret id",
                &[shape(&[text("AKID"), between(Alphabet::ALNUM, 32, 36)])],
            ),
            secret("secret/tencent-secret-key", "secret key", &[shape(&[of(Alphabet::ALNUM, 32)])]).near(&[
                "tencent", "tencentcloud", "qcloud", "txcloud", "tencentsecret", "cossecret", "cossecretkey",
                "cloudapi",
            ]),
        ],
    },
    &Provider {
        name: "Baidu AI Cloud",
        page: "baidu",
        revoke: "delete the key under Security > Access keys",
        link: "https://cloud.baidu.com/doc/Reference/s/9jwvz2egb",
        detectors: &[
            secret(
                "secret/baidu-api-key",
                "API key",
                &[shape(&[text("bce-v3/ALTAK-"), between(Alphabet::ALNUM, 18, 24), text("/"), of(Alphabet::HEX, 40)])],
            ),
            secret("secret/baidu-secret-key", "access key or secret key", &[shape(&[of(Alphabet::ALNUM, 32)])])
                .near(&["baidu", "baiduapi", "baidubce", "bcesecret", "baidusecret", "qianfan", "ernie", "wenxin"]),
        ],
    },
    &Provider {
        name: "Huawei Cloud",
        page: "huawei",
        revoke: "delete the access key under My Credentials > Access Keys",
        link: "https://support.huaweicloud.com/intl/en-us/usermanual-ca/ca_01_0003.html",
        detectors: &[secret("secret/huawei-secret-key", "secret access key", &[shape(&[of(Alphabet::ALNUM, 40)])])
            .near(&["huawei", "huaweicloud", "hwcloud", "hwsecret", "hcssecret", "myhuaweicloud", "obssecret"])],
    },
    &Provider {
        name: "Volcengine",
        page: "volcengine",
        revoke: "disable and delete the access key in the IAM console",
        link: "https://www.volcengine.com/docs/6291/65568",
        detectors: &[
            secret(
                "secret/volcengine-access-key-id",
                "access key id",
                &[shape(&[text("AKLT"), between(Alphabet::ALNUM, 20, 64)])],
            ),
            secret("secret/volcengine-secret-key", "secret access key", &[shape(&[between(Alphabet::BASE64, 56, 60)])])
                .near(&["volc", "volcengine", "volcsecret", "volcsecretkey"]),
        ],
    },
    &Provider {
        name: "JD Cloud",
        page: "jd-cloud",
        revoke: "disable and delete the access key in the console",
        link: "https://docs.jdcloud.com/en/account-management/accesskey-management",
        detectors: &[secret(
            "secret/jd-cloud-access-key",
            "access key id",
            &[shape(&[text("JDC_"), between(Alphabet::UPPER_ALNUM, 25, 40)])],
        )],
    },
    &Provider {
        name: "Qiniu",
        page: "qiniu",
        revoke: "disable and delete the key pair under Key management",
        link: "https://developer.qiniu.com/",
        detectors: &[secret(
            "secret/qiniu-secret-key",
            "access key or secret key",
            &[shape(&[of(Alphabet::BASE64_URL, 40)])],
        )
        .near(&["qiniu", "qiniusecret", "qiniuaccess", "kodo"])],
    },
    &Provider {
        name: "Naver Cloud",
        page: "naver",
        revoke: "delete the key under My Page > Authentication key management",
        link: "https://guide.ncloud-docs.com/docs/en/home",
        detectors: &[
            secret(
                "secret/ncloud-access-key",
                "access key id",
                &[shape(&[text("ncp_iam_"), between(Alphabet::ALNUM, 12, 32)])],
            ),
            secret("secret/ncloud-secret-key", "secret key", &[shape(&[of(Alphabet::ALNUM, 40)])])
                .near(&["ncloud", "ncpsecret", "navercloud", "ncloudsecret"]),
        ],
    },
    &Provider {
        name: "Yandex Cloud",
        page: "yandex",
        revoke: "delete the key with `yc iam`, or revoke the OAuth token in Yandex ID",
        link: "https://yandex.cloud/en/docs/iam/operations/compromised-credentials",
        detectors: &[
            secret(
                "secret/yandex-api-key",
                "API key of a service account",
                &[shape(&[text("AQVN"), between(Alphabet::BASE64_URL, 34, 38)])],
            ),
            secret(
                "secret/yandex-iam-token",
                "IAM token",
                &[shape(&[
                    one_of(&["t1.", "c1."]),
                    between(Alphabet::BASE64_URL.with(b"="), 20, 1024),
                    text("."),
                    of(Alphabet::BASE64_URL, 86),
                ])],
            ),
            secret(
                "secret/yandex-oauth-token",
                "OAuth token",
                &[shape(&[one_of(&["y0_", "y1_", "y2_", "y3_"]), between(Alphabet::BASE64_URL, 50, 199)])],
            ),
            secret(
                "secret/yandex-old-oauth-token",
                "OAuth token in an old form",
                &[shape(&[one_of(&["AQAAAA", "AgAAAA"]), between(Alphabet::BASE64_URL, 33, 50)])],
            )
            .near(&["yandex", "yadisk", "yandexoauth", "yandextoken", "yoauth", "ydisk", "oauthtoken"]),
            secret(
                "secret/yandex-static-secret",
                "static secret key",
                &[shape(&[one_of(&["YCM", "YCN", "YCO", "YCP"]), of(Alphabet::BASE64_URL, 37)])],
            ),
            secret(
                "secret/yandex-static-key-id",
                "static key id",
                &[shape(&[text("YCAJE"), between(Alphabet::BASE64_URL, 19, 21)])],
            )
            .public(),
            secret(
                "secret/yandex-captcha-key",
                "SmartCaptcha server key",
                &[shape(&[text("ysc2_"), of(Alphabet::ALNUM, 40), of(Alphabet::HEX, 8)])],
            ),
        ],
    },
];
