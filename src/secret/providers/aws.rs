//! Amazon Web Services. (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>)

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[&AWS];

/// What ids are written with. Base32 in truth; made-up ones use all digits.
const ID: A = A::UPPER_ALNUM;

static AWS: Provider = Provider {
    name: "AWS",
    page: "aws",
    revoke: "deactivate the key in IAM, read CloudTrail for its use, then delete it",
    link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
    detectors: &[
        secret("secret/aws-access-key", "access key id", &[shape(&[text("AKIA"), of(ID, 16)])]),
        secret("secret/aws-temporary-key", "temporary access key id", &[shape(&[text("ASIA"), of(ID, 16)])]),
        secret("secret/aws-legacy-key", "access key id of an old form", &[shape(&[text("A3T"), of(ID, 17)])]),
        secret(
            "secret/aws-bearer-key-id",
            "id of a bearer or context key",
            &[shape(&[one_of(&["ABIA", "ACCA"]), of(ID, 16)])],
        ),
        secret(
            "secret/aws-resource-id",
            "id of a user, role, group or certificate",
            &[shape(&[one_of(&["AIDA", "AROA", "AGPA", "AIPA", "ANPA", "ANVA", "APKA", "ASCA"]), of(ID, 17)])],
        )
        .public(),
        secret("secret/aws-secret-key", "secret access key", &[shape(&[of(A::ALNUM.with(b"+/"), 40)])]).near(&[
            "aws",
            "amazon",
            "secretaccesskey",
            "accesskeysecret",
            "s3secret",
            "dynamodb",
            "sessecret",
            "cloudfrontkey",
        ]),
        secret(
            "secret/aws-session-token",
            "session token",
            &[shape(&[one_of(&["IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz"]), between(A::BASE64, 80, 2000)])],
        ),
        secret(
            "secret/aws-bedrock-key",
            "long-lived Bedrock API key",
            &[shape(&[text("ABSK"), between(A::BASE64, 100, 280)])],
        ),
        secret(
            "secret/aws-bedrock-short-key",
            "short-lived Bedrock API key",
            &[shape(&[text("bedrock-api-key-"), between(A::BASE64.with(b"-_"), 60, 2000)])],
        ),
        secret("secret/aws-mws-token", "Marketplace Web Service token", &[shape(&[text("amzn.mws."), super::UUID])]),
        secret("secret/aws-appsync-key", "AppSync API key", &[shape(&[text("da2-"), of(A::LOWER_ALNUM, 26)])]),
        secret(
            "secret/amazon-oauth-secret",
            "Login with Amazon client secret",
            &[shape(&[text("amzn1.oa2-cs.v1."), of(A::HEX, 64)])],
        ),
        secret(
            "secret/amazon-oauth-id",
            "Login with Amazon client id",
            &[shape(&[text("amzn1.application-oa2-client."), of(A::HEX, 32)])],
        )
        .public(),
    ],
};
