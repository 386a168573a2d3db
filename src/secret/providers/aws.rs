//! Amazon Web Services, and Amazon's own APIs.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

/// Base64 (RFC 4648, section 4) without its padding.
const BASE64_BARE: Alphabet = Alphabet::ALNUM.with(b"+/");

pub(super) static PROVIDERS: &[&Provider] = &[
    // Ids are base32 when AWS makes them; made-up ones hold all digits, so all digits are allowed.
    &Provider {
        name: "Amazon Web Services",
        page: "aws",
        revoke: "deactivate and delete the access key in IAM, issue a new one and read CloudTrail for what it was used for",
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
        detectors: &[
            secret(
                "secret/aws-access-key-id",
                "access key id",
                &[
                    shape(&[one_of(&["AKIA", "ABIA", "ACCA"]), of(Alphabet::UPPER_ALNUM, 16)]),
                    shape(&[text("A3T"), of(Alphabet::UPPER_ALNUM, 17)]),
                ],
            ),
            secret(
                "secret/aws-temporary-access-key-id",
                "access key id of a session",
                &[shape(&[text("ASIA"), of(Alphabet::UPPER_ALNUM, 16)])],
            ),
            secret("secret/aws-secret-access-key", "secret access key", &[shape(&[of(BASE64_BARE, 40)])]).near(&[
                "aws", "awssecret", "awskey", "awsaccess", "amazonaws", "amazons3", "amazonsecret", "secretaccesskey",
                "accesskeysecret", "awssecretkey", "s3secret", "s3key", "s3", "s3accesskey", "dynamodb",
                "cognitosecret",
            ]),
            secret(
                "secret/aws-session-token",
                "session token",
                &[shape(&[
                    one_of(&["IQoJb3JpZ2lu", "FwoGZXIvYXdz", "FQoGZXIvYXdz"]),
                    between(Alphabet::BASE64.with(b"-_"), 80, 4096),
                ])],
            ),
            secret(
                "secret/aws-bedrock-api-key",
                "long-lived Bedrock API key",
                &[shape(&[text("ABSK"), between(Alphabet::BASE64, 100, 300)])],
            ),
            secret(
                "secret/aws-bedrock-session-key",
                "short-lived Bedrock API key",
                &[shape(&[text("bedrock-api-key-"), between(Alphabet::BASE64.with(b"-_"), 40, 4096)])],
            ),
            secret(
                "secret/aws-ses-smtp-password",
                "SMTP password of the Simple Email Service",
                &[shape(&[text("B"), of(BASE64_BARE, 43)])],
            )
            .near(&["sessmtp", "awssmtp", "amazonses", "awsses", "emailsmtp", "smtppassword", "sespassword"]),
            secret("secret/aws-api-gateway-key", "API Gateway key", &[shape(&[of(Alphabet::ALNUM, 40)])])
                .near(&["apigateway", "executeapi", "apigatewaykey", "apigwkey"]),
            secret(
                "secret/aws-appsync-key",
                "AppSync API key",
                &[shape(&[text("da2-"), of(Alphabet::LOWER_ALNUM, 26)])],
            ),
            secret(
                "secret/aws-codecommit-password",
                "HTTPS Git password for CodeCommit",
                &[shape(&[of(Alphabet::BASE64, 44)])],
            )
            .near(&["codecommit"]),
        ],
    },
    &Provider {
        name: "Amazon",
        page: "amazon",
        revoke: "rotate the credential in Seller Central or under Login with Amazon, and read the account's activity",
        link: "https://developer.amazon.com/docs/login-with-amazon/documentation-overview.html",
        detectors: &[
            secret(
                "secret/amazon-mws-token",
                "Marketplace Web Service token",
                &[shape(&[text("amzn.mws."), Piece::Uuid])],
            ),
            secret(
                "secret/amazon-oauth-client-secret",
                "Login with Amazon client secret",
                &[shape(&[text("amzn1.oa2-cs.v1."), of(Alphabet::HEX, 64)])],
            ),
            secret(
                "secret/amazon-oauth-client-id",
                "Login with Amazon client id",
                &[shape(&[text("amzn1.application-oa2-client."), of(Alphabet::HEX, 32)])],
            )
            .public(),
            secret(
                "secret/amazon-oauth-token",
                "Login with Amazon token",
                &[shape(&[one_of(&["Atzr|", "Atza|", "Atc|"]), between(Alphabet::BASE64_URL, 100, 2048)])],
            ),
        ],
    },
];
