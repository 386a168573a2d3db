//! Microsoft Azure and Entra. Newer keys carry a signature at a fixed place: "identifiable keys" of the Microsoft Security Utilities.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

/// Base64 (RFC 4648, section 4) without its padding.
const BASE64_BARE: Alphabet = Alphabet::ALNUM.with(b"+/");
/// Base64, its marks percent-encoded.
const ESCAPED: Alphabet = BASE64_BARE.with(b"%");
/// Letters, digits and what Entra puts between them.
const ENTRA: Alphabet = Alphabet::ALNUM.with(b"-_.~");

pub(super) static PROVIDERS: &[&Provider] = &[&STORAGE, &MESSAGING, &SERVICES, &ENTRA_ID, &DEVOPS];

static STORAGE: Provider = Provider {
    name: "Azure Storage and databases",
    page: "azure-storage",
    revoke: "rotate the account's keys under Security + networking > Access keys, and prefer Entra identities",
    link: "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage",
    detectors: &[
        secret(
            "secret/azure-storage-account-key",
            "storage account key",
            &[
                shape(&[of(BASE64_BARE, 76), text("+ASt"), of(BASE64_BARE, 6), text("==")]),
                shape(&[of(Alphabet::BASE64, 88)]),
            ],
        )
        .near(&[
            "accountkey", "azurestorage", "storagekey", "storageaccount", "storageaccess", "azureblob", "blobstorage",
            "blobkey", "azurefile", "azurekey", "azureaccount", "corewindowsnet", "adlskey", "datalake", "azure",
        ]),
        secret(
            "secret/azure-cosmos-key",
            "Cosmos DB key",
            &[
                shape(&[of(BASE64_BARE, 76), text("ACDb"), of(BASE64_BARE, 6), text("==")]),
                shape(&[of(Alphabet::BASE64, 88)]),
            ],
        )
        .near(&["cosmos", "cosmosdb", "documentdb", "docdbkey", "documentsazure", "masterkey"]),
        secret("secret/azure-log-analytics-key", "Log Analytics workspace key", &[shape(&[of(Alphabet::BASE64, 88)])])
            .near(&["workspacekey", "loganalytics", "omskey", "omsworkspace", "workspacesharedkey"]),
        secret(
            "secret/azure-cache-key",
            "Cache for Redis key",
            &[shape(&[of(Alphabet::ALNUM, 33), text("AzCa"), of(Alphabet::ALNUM, 6), text("=")])],
        ),
        secret(
            "secret/azure-cache-old-key",
            "Cache for Redis key without signature",
            &[shape(&[of(Alphabet::BASE64, 44)])],
        )
        .near(&["azurecache", "azureredis", "rediscache", "rediskey", "redisaccess", "rediswindowsnet"]),
        secret(
            "secret/azure-sas",
            "shared access signature",
            &[shape(&[text("sig="), between(ESCAPED, 43, 75), one_of(&["%3D", "%3d", "="])])],
        )
        .near(&["sv", "sp", "se", "st", "sr", "skn", "sig", "spr", "sas", "sastoken", "sharedaccesssignature"]),
    ],
};

static MESSAGING: Provider = Provider {
    name: "Azure messaging and IoT",
    page: "azure-messaging",
    revoke: "regenerate the keys of the shared access policy, the secondary one first",
    link: "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas",
    detectors: &[
        secret(
            "secret/azure-service-bus-key",
            "Service Bus key",
            &[shape(&[of(BASE64_BARE, 33), text("+ASb"), of(BASE64_BARE, 6), text("=")])],
        ),
        secret(
            "secret/azure-event-hub-key",
            "Event Hubs key",
            &[shape(&[of(BASE64_BARE, 33), text("+AEh"), of(BASE64_BARE, 6), text("=")])],
        ),
        secret(
            "secret/azure-relay-key",
            "Relay key",
            &[shape(&[of(BASE64_BARE, 33), text("+ARm"), of(BASE64_BARE, 6), text("=")])],
        ),
        secret(
            "secret/azure-iot-key",
            "IoT Hub key",
            &[shape(&[of(BASE64_BARE, 33), text("AIoT"), of(BASE64_BARE, 6), text("=")])],
        ),
        secret("secret/azure-shared-access-key", "shared access key", &[shape(&[of(Alphabet::BASE64, 44)])]).near(&[
            "sharedaccesskey", "servicebus", "eventhub", "eventhubs", "iothub", "azurerelay", "notificationhub",
            "azurewebpubsub", "webpubsub", "signalr", "eventgrid", "azconfig", "appconfiguration",
            "azurecommunication",
        ]),
    ],
};

static SERVICES: Provider = Provider {
    name: "Azure services",
    page: "azure-services",
    revoke: "regenerate the resource's keys under Keys and Endpoint, and prefer managed identities",
    link: "https://learn.microsoft.com/azure/ai-services/authentication",
    detectors: &[
        secret(
            "secret/azure-openai-key",
            "AI services key",
            &[shape(&[
                of(Alphabet::ALNUM, 52),
                text("JQQJ9"),
                of(Alphabet::ALNUM, 19),
                text("ACOG"),
                of(Alphabet::ALNUM, 4),
            ])],
        ),
        secret(
            "secret/azure-service-key",
            "key of an Azure service",
            &[shape(&[of(Alphabet::ALNUM, 52), text("JQQJ9"), between(Alphabet::ALNUM, 27, 31)])],
        ),
        secret(
            "secret/azure-cognitive-key",
            "AI services key without signature",
            &[shape(&[of(Alphabet::ANY_HEX, 32)])],
        )
        .near(&[
            "azureopenai", "openaiazure", "aoaikey", "cognitive", "cognitiveservices", "ocpapim", "subscriptionkey",
            "azurespeech", "speechkey", "textanalytics", "translatorkey", "computervision", "visionkey",
            "formrecognizer", "bingsearch", "luiskey", "faceapikey", "azureapikey", "azureaikey",
        ]),
        secret(
            "secret/azure-functions-key",
            "Functions key",
            &[shape(&[of(Alphabet::BASE64_URL, 44), text("AzFu"), of(Alphabet::BASE64_URL, 6), text("==")])],
        ),
        secret(
            "secret/azure-functions-old-key",
            "Functions key without signature",
            &[shape(&[of(Alphabet::BASE64, 56)])],
        )
        .near(&["functionkey", "functionskey", "azurefunction", "hostkey", "functionapp", "functioncode"]),
        secret(
            "secret/azure-search-key",
            "AI Search key",
            &[shape(&[of(Alphabet::ALNUM, 42), text("AzSe"), of(Alphabet::ALNUM, 6)])],
        ),
        secret(
            "secret/azure-search-old-key",
            "AI Search key without signature",
            &[shape(&[of(Alphabet::ANY_HEX, 32)])],
        )
        .near(&[
            "azuresearch", "searchadminkey", "searchkey", "searchservice", "searchwindowsnet", "cognitivesearch",
            "searchapikey",
        ]),
        secret(
            "secret/azure-api-management-key",
            "API Management key",
            &[shape(&[of(BASE64_BARE, 76), text("APIM"), of(BASE64_BARE, 6), text("==")])],
        ),
        secret(
            "secret/azure-container-registry-password",
            "Container Registry password",
            &[shape(&[of(BASE64_BARE, 42), text("+ACR"), of(BASE64_BARE, 6)])],
        ),
        secret(
            "secret/azure-container-registry-old-password",
            "Container Registry password without signature",
            &[shape(&[of(BASE64_BARE.with(b"="), 32)])],
        )
        .near(&["azurecr", "acr", "acrpassword", "azurecrio", "acrkey", "containerregistrypassword"]),
        secret("secret/azure-maps-key", "Maps key", &[shape(&[of(Alphabet::BASE64_URL, 43)])])
            .near(&["azuremaps", "azuremap", "atlasazure"]),
        secret("secret/bing-maps-key", "Bing Maps key", &[shape(&[text("A"), of(Alphabet::BASE64_URL, 63)])])
            .near(&["bingmaps", "bingmap", "bingkey", "virtualearth"]),
        secret("secret/azure-publish-password", "publish profile password", &[shape(&[of(Alphabet::ALNUM, 60)])])
            .near(&["userpwd", "publishprofile", "publishsettings", "webdeploy"]),
        secret(
            "secret/azure-static-web-app-token",
            "Static Web Apps deployment token",
            &[shape(&[between(Alphabet::LOWER_ALNUM.with(b"-"), 101, 119)])],
        )
        .near(&["staticwebapp", "staticwebapps", "azurestatic", "swatoken"]),
        secret(
            "secret/azure-instrumentation-key",
            "Application Insights instrumentation key",
            &[shape(&[Piece::Uuid])],
        )
        .near(&["instrumentationkey", "appinsights", "applicationinsights"])
        .public(),
    ],
};

static ENTRA_ID: Provider = Provider {
    name: "Microsoft Entra ID",
    page: "entra",
    revoke: "delete the client secret under App registrations > Certificates & secrets, and read the sign-in logs of the service principal",
    link: "https://learn.microsoft.com/entra/identity-platform/quickstart-register-app",
    detectors: &[secret(
        "secret/entra-client-secret",
        "client secret of an application",
        &[shape(&[of(ENTRA, 3), of(Alphabet::DIGIT, 1), text("Q~"), between(ENTRA, 31, 34)])],
    )],
};

static DEVOPS: Provider = Provider {
    name: "Azure DevOps",
    page: "azure-devops",
    revoke: "revoke it under User settings > Personal access tokens and read the organization's audit log",
    link: "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
    detectors: &[secret(
        "secret/azure-devops-pat",
        "personal access token",
        &[shape(&[of(Alphabet::LOWER.with(b"234567"), 52)])],
    )
    .near(&[
        "azuredevops", "azdevops", "devopspat", "devopstoken", "azurepat", "azdo", "azdopat", "adopat", "adotoken",
        "ado", "vsts", "vststoken", "vstspat", "visualstudio", "vssaccesstoken", "systemaccesstoken", "tfspat",
        "vscepat", "nugetpat", "feedtoken", "azureartifacts",
    ])],
};
