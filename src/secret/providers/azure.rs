//! Microsoft Azure. (<https://learn.microsoft.com/en-us/purview/sit-defn-all-creds>)

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[&AZURE];

const B64: A = A::ALNUM.with(b"+/");
const APPLICATION: A = A::ALNUM.with(b"-_.~");

static AZURE: Provider = Provider {
    name: "Azure",
    page: "azure",
    revoke: "regenerate the key or delete the secret in the portal, and read the activity log",
    link: "https://learn.microsoft.com/en-us/azure/key-vault/secrets/about-secrets",
    detectors: &[
        secret(
            "secret/azure-client-secret",
            "client secret of an application",
            // The text stands inside, and each is looked for by itself.
            &[
                shape(&[of(APPLICATION, 3), text("5Q~"), between(APPLICATION, 31, 34)]),
                shape(&[of(APPLICATION, 3), text("6Q~"), between(APPLICATION, 31, 34)]),
                shape(&[of(APPLICATION, 3), text("7Q~"), between(APPLICATION, 31, 34)]),
                shape(&[of(APPLICATION, 3), text("8Q~"), between(APPLICATION, 31, 34)]),
                shape(&[of(APPLICATION, 3), text("9Q~"), between(APPLICATION, 31, 34)]),
            ],
        ),
        secret(
            "secret/azure-storage-key",
            "storage account key",
            &[shape(&[of(B64, 76), text("+ASt"), of(B64, 6), text("==")])],
        ),
        secret(
            "secret/azure-cosmos-key",
            "Cosmos DB key",
            &[shape(&[of(B64, 76), text("ACDb"), of(B64, 6), text("==")])],
        ),
        secret(
            "secret/azure-batch-key",
            "Batch account key",
            &[shape(&[of(B64, 76), text("+ABa"), of(B64, 6), text("==")])],
        ),
        secret("secret/azure-account-key", "account key", &[shape(&[of(B64, 86), text("==")])]).near(&[
            "accountkey",
            "azure",
            "storagekey",
            "cosmos",
            "azurestorage",
            "blob",
        ]),
        secret(
            "secret/azure-functions-key",
            "Functions key",
            &[shape(&[of(A::BASE64_URL, 44), text("AzFu"), of(A::BASE64_URL, 6), between(A::BASE64, 0, 2)])],
        ),
        secret("secret/azure-search-key", "Search key", &[shape(&[of(A::ALNUM, 42), text("AzSe"), of(A::ALNUM, 6)])]),
        secret(
            "secret/azure-cache-key",
            "Cache for Redis key",
            &[
                shape(&[of(A::ALNUM, 33), text("AzCa"), of(A::ALNUM, 5), text("=")]),
                shape(&[of(B64, 37), text("AzCa"), between(B64, 2, 6), text("=")]),
            ],
        ),
        secret(
            "secret/azure-apim-key",
            "API Management key",
            &[shape(&[of(A::ALNUM.with(b"+/"), 76), text("APIM"), of(B64, 6), between(A::BASE64, 0, 2)])],
        ),
        secret(
            "secret/azure-registry-key",
            "container registry password",
            &[shape(&[of(B64, 42), text("+ACR"), of(A::ALNUM, 6)])],
        ),
        secret(
            "secret/azure-devops-token",
            "DevOps personal access token",
            &[shape(&[of(A::ALNUM, 76), text("AZDO"), of(A::ALNUM, 4)])],
        ),
        secret(
            "secret/azure-devops-old-token",
            "DevOps personal access token of the old form",
            &[shape(&[of(A::LOWER_ALNUM, 52)])],
        )
        .near(&["azuredevops", "azdo", "vsts", "ado", "systemaccesstoken", "devopspat", "azurepat"]),
        secret(
            "secret/azure-service-bus-key",
            "Service Bus key",
            &[shape(&[of(B64, 33), text("+ASb"), of(B64, 6), text("=")])],
        ),
        secret(
            "secret/azure-event-hub-key",
            "Event Hubs key",
            &[shape(&[of(B64, 33), text("+AEh"), of(B64, 6), text("=")])],
        ),
        secret("secret/azure-iot-key", "IoT Hub key", &[shape(&[of(B64, 33), text("AIoT"), of(B64, 6), text("=")])]),
        secret("secret/azure-shared-access-key", "shared access key", &[shape(&[of(B64, 43), text("=")])]).near(&[
            "sharedaccesskey",
            "servicebus",
            "eventhub",
            "iothub",
        ]),
        secret(
            "secret/azure-openai-key",
            "OpenAI or AI services key",
            &[shape(&[of(A::ALNUM, 52), text("JQQJ99"), of(A::ALNUM, 26)])],
        ),
        secret(
            "secret/azure-openai-old-key",
            "OpenAI or Cognitive Services key of the old form",
            &[shape(&[of(A::HEX, 32)])],
        )
        .near(&["azureopenai", "cognitive", "ocpapim", "azureapikey", "openaiapikey"]),
        secret(
            "secret/azure-sas-signature",
            "shared access signature",
            &[shape(&[text("sig="), between(A::ALNUM.with(b"%+/"), 43, 60), one_of(&["%3D", "%3d", "="])])],
        ),
        secret(
            "secret/microsoft-teams-webhook",
            "Teams incoming webhook",
            &[
                shape(&[
                    text("webhook.office.com/webhookb2/"),
                    super::UUID,
                    text("@"),
                    super::UUID,
                    text("/IncomingWebhook/"),
                    of(A::ALNUM, 32),
                    text("/"),
                    super::UUID,
                ]),
                shape(&[
                    text("outlook.office.com/webhook/"),
                    super::UUID,
                    text("@"),
                    super::UUID,
                    text("/IncomingWebhook/"),
                    of(A::ALNUM, 32),
                    text("/"),
                    super::UUID,
                ]),
            ],
        ),
    ],
};
