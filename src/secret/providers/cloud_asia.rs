//! Clouds of Asia and Eastern Europe.

use crate::secret::detector::providers;

providers! {
    "Alibaba Cloud", "alibaba" {
        revoke: "disable and delete the AccessKey pair in RAM and read ActionTrail for what it was used for";
        link: "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair";
        "secret/alibaba-access-key-id" "AccessKey id" = ["LTAI" ALNUM[12-26]];
        "secret/alibaba-access-key-secret" "AccessKey secret" = [ALNUM[30]]
            near ["aliyun", "alibaba", "alicloud", "alibabacloud", "accesskeysecret", "accesskeyid", "accesssecret",
            "alisecret", "aliyunsecret", "osssecret", "osskey", "oss", "aliyuncs", "dysms"];
        "secret/alibaba-session-key-id" "AccessKey id of a session" = ["STS.N" ALNUM[20-40]];
    }
    "Tencent Cloud", "tencent" {
        revoke: "disable and delete the key pair under Access Management > API keys";
        link: "https://www.tencentcloud.com/document/product/598/34228";
        "secret/tencent-secret-id" "secret id" = ["AKID" ALNUM[32-36]];
        "secret/tencent-secret-key" "secret key" = [ALNUM[32]]
            near ["tencent", "tencentcloud", "qcloud", "txcloud", "tencentsecret", "cossecret", "cossecretkey",
            "cloudapi"];
    }
    "Baidu AI Cloud", "baidu" {
        revoke: "delete the key under Security > Access keys";
        link: "https://cloud.baidu.com/doc/Reference/s/9jwvz2egb";
        "secret/baidu-api-key" "API key" = ["bce-v3/ALTAK-" ALNUM[18-24] "/" HEX[40]];
        "secret/baidu-secret-key" "access key or secret key" = [ALNUM[32]]
            near ["baidu", "baiduapi", "baidubce", "bcesecret", "baidusecret", "qianfan", "ernie", "wenxin"];
    }
    "Huawei Cloud", "huawei" {
        revoke: "delete the access key under My Credentials > Access Keys";
        link: "https://support.huaweicloud.com/intl/en-us/usermanual-ca/ca_01_0003.html";
        "secret/huawei-secret-key" "secret access key" = [ALNUM[40]]
            near ["huawei", "huaweicloud", "hwcloud", "hwsecret", "hcssecret", "myhuaweicloud", "obssecret"];
    }
    "Volcengine", "volcengine" {
        revoke: "disable and delete the access key in the IAM console";
        link: "https://www.volcengine.com/docs/6291/65568";
        "secret/volcengine-access-key-id" "access key id" = ["AKLT" ALNUM[20-64]];
        "secret/volcengine-secret-key" "secret access key" = [BASE64[56-60]]
            near ["volc", "volcengine", "volcsecret", "volcsecretkey"];
    }
    "JD Cloud", "jd-cloud" {
        revoke: "disable and delete the access key in the console";
        link: "https://docs.jdcloud.com/en/account-management/accesskey-management";
        "secret/jd-cloud-access-key" "access key id" = ["JDC_" UPPER_ALNUM[25-40]];
    }
    "Qiniu", "qiniu" {
        revoke: "disable and delete the key pair under Key management";
        link: "https://developer.qiniu.com/";
        "secret/qiniu-secret-key" "access key or secret key" = [BASE64_URL[40]]
            near ["qiniu", "qiniusecret", "qiniuaccess", "kodo"];
    }
    "Naver Cloud", "naver" {
        revoke: "delete the key under My Page > Authentication key management";
        link: "https://guide.ncloud-docs.com/docs/en/home";
        "secret/ncloud-access-key" "access key id" = ["ncp_iam_" ALNUM[12-32]];
        "secret/ncloud-secret-key" "secret key" = [ALNUM[40]]
            near ["ncloud", "ncpsecret", "navercloud", "ncloudsecret"];
    }
    "Yandex Cloud", "yandex" {
        revoke: "delete the key with `yc iam`, or revoke the OAuth token in Yandex ID";
        link: "https://yandex.cloud/en/docs/iam/operations/compromised-credentials";
        "secret/yandex-api-key" "API key of a service account" = ["AQVN" BASE64_URL[34-38]];
        "secret/yandex-iam-token" "IAM token" = [{"t1." | "c1."} (BASE64_URL "=")[20-1024] "." BASE64_URL[86]];
        "secret/yandex-oauth-token" "OAuth token" = [{"y0_" | "y1_" | "y2_" | "y3_"} BASE64_URL[50-199]];
        "secret/yandex-old-oauth-token" "OAuth token in an old form" = [{"AQAAAA" | "AgAAAA"} BASE64_URL[33-50]]
            near ["yandex", "yadisk", "yandexoauth", "yandextoken", "yoauth", "ydisk", "oauthtoken"];
        "secret/yandex-static-secret" "static secret key" = [{"YCM" | "YCN" | "YCO" | "YCP"} BASE64_URL[37]];
        "secret/yandex-static-key-id" "static key id" = ["YCAJE" BASE64_URL[19-21]] as public;
        "secret/yandex-captcha-key" "SmartCaptcha server key" = ["ysc2_" ALNUM[40] HEX[8]];
    }
}
