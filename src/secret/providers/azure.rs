//! Microsoft Azure and Entra. Newer keys carry a signature at a fixed place
//! ("identifiable keys" of the Microsoft Security Utilities).

use crate::secret::detector::providers;

providers! {
    "Azure Storage and databases", "azure-storage" {
        revoke: "rotate the account's keys under Security + networking > Access keys, and prefer Entra identities";
        link: "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage";
        "secret/azure-storage-account-key" "storage account key" =
            [BASE64_BARE[76] "+ASt" BASE64_BARE[6] "=="],
            [BASE64[88]]
            near ["accountkey", "azurestorage", "storagekey", "storageaccount", "storageaccess", "azureblob",
            "blobstorage", "blobkey", "azurefile", "azurekey", "azureaccount", "corewindowsnet", "adlskey", "datalake",
            "azure"];
        "secret/azure-cosmos-key" "Cosmos DB key" = [BASE64_BARE[76] "ACDb" BASE64_BARE[6] "=="], [BASE64[88]]
            near ["cosmos", "cosmosdb", "documentdb", "docdbkey", "documentsazure", "masterkey"];
        "secret/azure-log-analytics-key" "Log Analytics workspace key" = [BASE64[88]]
            near ["workspacekey", "loganalytics", "omskey", "omsworkspace", "workspacesharedkey"];
        "secret/azure-cache-key" "Cache for Redis key" = [ALNUM[33] "AzCa" ALNUM[6] "="];
        "secret/azure-cache-old-key" "Cache for Redis key without signature" = [BASE64[44]]
            near ["azurecache", "azureredis", "rediscache", "rediskey", "redisaccess", "rediswindowsnet"];
        "secret/azure-sas" "shared access signature" = ["sig=" (BASE64_BARE "%")[43-75] {"%3D" | "%3d" | "="}]
            near ["sv", "sp", "se", "st", "sr", "skn", "sig", "spr", "sas", "sastoken", "sharedaccesssignature"];
    }
    "Azure messaging and IoT", "azure-messaging" {
        revoke: "regenerate the keys of the shared access policy, the secondary one first";
        link: "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas";
        "secret/azure-service-bus-key" "Service Bus key" = [BASE64_BARE[33] "+ASb" BASE64_BARE[6] "="];
        "secret/azure-event-hub-key" "Event Hubs key" = [BASE64_BARE[33] "+AEh" BASE64_BARE[6] "="];
        "secret/azure-relay-key" "Relay key" = [BASE64_BARE[33] "+ARm" BASE64_BARE[6] "="];
        "secret/azure-iot-key" "IoT Hub key" = [BASE64_BARE[33] "AIoT" BASE64_BARE[6] "="];
        "secret/azure-shared-access-key" "shared access key" = [BASE64[44]]
            near ["sharedaccesskey", "servicebus", "eventhub", "eventhubs", "iothub", "azurerelay", "notificationhub",
            "azurewebpubsub", "webpubsub", "signalr", "eventgrid", "azconfig", "appconfiguration",
            "azurecommunication"];
    }
    "Azure services", "azure-services" {
        revoke: "regenerate the resource's keys under Keys and Endpoint, and prefer managed identities";
        link: "https://learn.microsoft.com/azure/ai-services/authentication";
        "secret/azure-openai-key" "AI services key" = [ALNUM[52] "JQQJ9" ALNUM[19] "ACOG" ALNUM[4]];
        "secret/azure-service-key" "key of an Azure service" = [ALNUM[52] "JQQJ9" ALNUM[27-31]];
        "secret/azure-cognitive-key" "AI services key without signature" = [ANY_HEX[32]]
            near ["azureopenai", "openaiazure", "aoaikey", "cognitive", "cognitiveservices", "ocpapim",
            "subscriptionkey", "azurespeech", "speechkey", "textanalytics", "translatorkey", "computervision",
            "visionkey", "formrecognizer", "bingsearch", "luiskey", "faceapikey", "azureapikey", "azureaikey"];
        "secret/azure-functions-key" "Functions key" = [BASE64_URL[44] "AzFu" BASE64_URL[6] "=="];
        "secret/azure-functions-old-key" "Functions key without signature" = [BASE64[56]]
            near ["functionkey", "functionskey", "azurefunction", "hostkey", "functionapp", "functioncode"];
        "secret/azure-search-key" "AI Search key" = [ALNUM[42] "AzSe" ALNUM[6]];
        "secret/azure-search-old-key" "AI Search key without signature" = [ANY_HEX[32]]
            near ["azuresearch", "searchadminkey", "searchkey", "searchservice", "searchwindowsnet", "cognitivesearch",
            "searchapikey"];
        "secret/azure-api-management-key" "API Management key" = [BASE64_BARE[76] "APIM" BASE64_BARE[6] "=="];
        "secret/azure-container-registry-password" "Container Registry password" =
            [BASE64_BARE[42] "+ACR" BASE64_BARE[6]];
        "secret/azure-container-registry-old-password" "Container Registry password without signature" =
            [(BASE64_BARE "=")[32]]
            near ["azurecr", "acr", "acrpassword", "azurecrio", "acrkey", "containerregistrypassword"];
        "secret/azure-maps-key" "Maps key" = [BASE64_URL[43]] near ["azuremaps", "azuremap", "atlasazure"];
        "secret/bing-maps-key" "Bing Maps key" = ["A" BASE64_URL[63]]
            near ["bingmaps", "bingmap", "bingkey", "virtualearth"];
        "secret/azure-publish-password" "publish profile password" = [ALNUM[60]]
            near ["userpwd", "publishprofile", "publishsettings", "webdeploy"];
        "secret/azure-static-web-app-token" "Static Web Apps deployment token" = [(LOWER_ALNUM "-")[101-119]]
            near ["staticwebapp", "staticwebapps", "azurestatic", "swatoken"];
        "secret/azure-instrumentation-key" "Application Insights instrumentation key" = [UUID]
            near ["instrumentationkey", "appinsights", "applicationinsights"] as public;
    }
    "Microsoft Entra ID", "entra" {
        revoke: "delete the client secret under App registrations > Certificates & secrets, and read the sign-in logs \
                 of the service principal";
        link: "https://learn.microsoft.com/entra/identity-platform/quickstart-register-app";
        "secret/entra-client-secret" "client secret of an application" =
            [(ALNUM "-_.~")[3] DIGIT[1] "Q~" (ALNUM "-_.~")[31-34]];
    }
    "Azure DevOps", "azure-devops" {
        revoke: "revoke it under User settings > Personal access tokens and read the organization's audit log";
        link: "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate";
        "secret/azure-devops-pat" "personal access token" = [(LOWER "234567")[52]]
            near ["azuredevops", "azdevops", "devopspat", "devopstoken", "azurepat", "azdo", "azdopat", "adopat",
            "adotoken", "ado", "vsts", "vststoken", "vstspat", "visualstudio", "vssaccesstoken", "systemaccesstoken",
            "tfspat", "vscepat", "nugetpat", "feedtoken", "azureartifacts"];
    }
}
