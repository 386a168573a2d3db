//! Amazon Web Services, and Amazon's own APIs.

use crate::secret::detector::providers;

providers! {
    // Ids are base32 when AWS makes them; made-up ones hold all digits, so all digits are allowed.
    "Amazon Web Services", "aws" {
        revoke: "deactivate and delete the access key in IAM, issue a new one and read CloudTrail for what it was used \
                 for";
        link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html";
        "secret/aws-access-key-id" "access key id" =
            [{"AKIA" | "ABIA" | "ACCA"} UPPER_ALNUM[16]],
            ["A3T" UPPER_ALNUM[17]];
        "secret/aws-temporary-access-key-id" "access key id of a session" = ["ASIA" UPPER_ALNUM[16]];
        "secret/aws-secret-access-key" "secret access key" = [BASE64_BARE[40]]
            near ["aws", "awssecret", "awskey", "awsaccess", "amazonaws", "amazons3", "amazonsecret", "secretaccesskey",
            "accesskeysecret", "awssecretkey", "s3secret", "s3key", "s3", "s3accesskey", "dynamodb", "cognitosecret"];
        "secret/aws-session-token" "session token" =
            [{"IQoJb3JpZ2lu" | "FwoGZXIvYXdz" | "FQoGZXIvYXdz"} (BASE64 "-_")[80-4096]];
        "secret/aws-bedrock-api-key" "long-lived Bedrock API key" = ["ABSK" BASE64[100-300]];
        "secret/aws-bedrock-session-key" "short-lived Bedrock API key" = ["bedrock-api-key-" (BASE64 "-_")[40-4096]];
        "secret/aws-ses-smtp-password" "SMTP password of the Simple Email Service" = ["B" BASE64_BARE[43]]
            near ["sessmtp", "awssmtp", "amazonses", "awsses", "emailsmtp", "smtppassword", "sespassword"];
        "secret/aws-api-gateway-key" "API Gateway key" = [ALNUM[40]]
            near ["apigateway", "executeapi", "apigatewaykey", "apigwkey"];
        "secret/aws-appsync-key" "AppSync API key" = ["da2-" LOWER_ALNUM[26]];
        "secret/aws-codecommit-password" "HTTPS Git password for CodeCommit" = [BASE64[44]] near ["codecommit"];
    }
    "Amazon", "amazon" {
        revoke: "rotate the credential in Seller Central or under Login with Amazon, and read the account's activity";
        link: "https://developer.amazon.com/docs/login-with-amazon/documentation-overview.html";
        "secret/amazon-mws-token" "Marketplace Web Service token" = ["amzn.mws." UUID];
        "secret/amazon-oauth-client-secret" "Login with Amazon client secret" = ["amzn1.oa2-cs.v1." HEX[64]];
        "secret/amazon-oauth-client-id" "Login with Amazon client id" = ["amzn1.application-oa2-client." HEX[32]]
            as public;
        "secret/amazon-oauth-token" "Login with Amazon token" = [{"Atzr|" | "Atza|" | "Atc|"} BASE64_URL[100-2048]];
    }
}
