//! What stands around language models: tracing, search, embeddings, agents, sandboxes.

use crate::secret::detector::providers;

providers! {
    "LangSmith", "langsmith" {
        revoke: "delete the key under Settings > API keys";
        link: "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key";
        "secret/langsmith-personal-key" "personal API key" = ["lsv2_pt_" HEX[32] "_" HEX[10]];
        "secret/langsmith-service-key" "service API key" = ["lsv2_sk_" HEX[32] "_" HEX[10]];
        "secret/langsmith-old-key" "API key in an old form" = ["ls__" HEX[32]];
    }
    "Langfuse", "langfuse" {
        revoke: "delete the key pair in the project's settings";
        link: "https://langfuse.com/docs";
        "secret/langfuse-secret-key" "secret key" = ["sk-lf-" UUID];
        "secret/langfuse-public-key" "public key" = ["pk-lf-" UUID] as public;
    }
    "Helicone", "helicone" {
        revoke: "delete the key under Settings > API keys";
        link: "https://docs.helicone.ai/";
        "secret/helicone-key" "API key" = ["sk-helicone-" (LOWER_ALNUM "-")[31-48]];
    }
    "PromptLayer", "promptlayer" {
        revoke: "delete the key in the workspace's settings";
        link: "https://docs.promptlayer.com/";
        "secret/promptlayer-key" "API key" = ["pl_" HEX[32]];
    }
    "Weights & Biases", "wandb" {
        revoke: "delete the key under User settings > API keys";
        link: "https://docs.wandb.ai/support/find_api_key/";
        "secret/wandb-key" "API key" = ["wandb_v1_" BASE64_URL[60-100]];
        "secret/wandb-old-key" "API key without prefix" = [ANY_HEX[40]]
            near ["wandb", "wandbapi", "wandbkey", "weightsandbiases", "weightsbiases"];
    }
    "Comet", "comet" {
        revoke: "regenerate the key under Account settings > API keys";
        link: "https://www.comet.com/docs/v2/";
        "secret/comet-key" "API key" = [ALNUM[25]] near ["cometml", "cometapikey", "comet", "opik", "opikapikey"];
    }
    "Neptune", "neptune" {
        revoke: "reset the token under Get your API token";
        link: "https://docs.neptune.ai/setup/setting_api_token/";
        "secret/neptune-token" "API token" = ["eyJhcGlfYWRkcmVzcyI6" BASE64[60-400]];
    }
    "Kaggle", "kaggle" {
        revoke: "expire the token under Settings > API";
        link: "https://www.kaggle.com/docs/api";
        "secret/kaggle-token" "API token" = ["KGAT_" HEX[32-64]];
        "secret/kaggle-key" "legacy API key" = [ANY_HEX[32]] near ["kaggle", "kagglekey", "kaggleapi"];
    }
    "Roboflow", "roboflow" {
        revoke: "revoke the key in the workspace's settings";
        link: "https://docs.roboflow.com/developer/authentication/find-your-roboflow-api-key";
        "secret/roboflow-key" "API key" = [ALNUM[20]] near ["roboflow", "roboflowapi", "roboflowkey"];
    }
    "Pinecone", "pinecone" {
        revoke: "delete the key in the project's API keys";
        link: "https://docs.pinecone.io/guides/projects/manage-api-keys";
        "secret/pinecone-key" "API key" = ["pcsk_" (ALNUM "_")[60-76]];
        "secret/pinecone-old-key" "API key without prefix" = [UUID] near ["pinecone", "pineconekey", "pineconeapi"];
    }
    "Weaviate", "weaviate" {
        revoke: "delete the key in the cluster's details";
        link: "https://docs.weaviate.io/cloud";
        "secret/weaviate-key" "API key" = [ALNUM[36]] near ["weaviate", "weaviateapi", "wcsapikey", "wcdapikey"];
    }
    "Zilliz", "zilliz" {
        revoke: "delete the key under API keys";
        link: "https://docs.zilliz.com/docs/manage-api-keys";
        "secret/zilliz-key" "API key" = [ANY_HEX[72]]
            near ["zilliz", "zillizkey", "zillizapi", "milvus", "milvustoken"];
    }
    "turbopuffer", "turbopuffer" {
        revoke: "delete the key in the organization's dashboard";
        link: "https://turbopuffer.com/docs";
        "secret/turbopuffer-key" "API key" = ["tpuf_" ALNUM[32]];
    }
    "Jina AI", "jina" {
        revoke: "delete the key under API key & billing";
        link: "https://jina.ai/api-dashboard/";
        "secret/jina-key" "API key" = ["jina_" BASE64_URL[58-62]];
    }
    "Voyage AI", "voyage" {
        revoke: "delete the key under API keys";
        link: "https://docs.voyageai.com/docs/api-key-and-installation";
        "secret/voyage-key" "API key" = ["pa-" BASE64_URL[43]];
    }
    "Nomic", "nomic" {
        revoke: "delete the key under API keys";
        link: "https://docs.nomic.ai/";
        "secret/nomic-key" "API key" = ["nk-" BASE64_URL[43]];
    }
    "LlamaIndex", "llamaindex" {
        revoke: "revoke the key under API keys of LlamaCloud";
        link: "https://docs.cloud.llamaindex.ai/";
        "secret/llamacloud-key" "LlamaCloud API key" = ["llx-" ALNUM[44-56]];
    }
    "Tavily", "tavily" {
        revoke: "delete the key under Overview > API keys";
        link: "https://docs.tavily.com/";
        "secret/tavily-key" "API key" =
            [{"tvly-dev-" | "tvly-prod-" | "tvly-"} ALNUM[30-44]],
            [{"tvly-dev-" | "tvly-prod-"} BASE64_URL[32-72]];
    }
    "Firecrawl", "firecrawl" {
        revoke: "delete the key under API keys";
        link: "https://docs.firecrawl.dev/introduction";
        "secret/firecrawl-key" "API key" = ["fc-" HEX[32]];
    }
    "Brave Search", "brave" {
        revoke: "delete the key under API keys";
        link: "https://api-dashboard.search.brave.com/app/documentation";
        "secret/brave-search-key" "API key" = ["BSA" BASE64_URL[27-29]];
    }
    "SerpApi and Serper", "serpapi" {
        revoke: "regenerate the key on the account's page";
        link: "https://serpapi.com/search-api";
        "secret/serpapi-key" "SerpApi key" = [ANY_HEX[64]] near ["serpapi", "serpapikey", "serpkey", "serpapiapikey"];
        "secret/serper-key" "Serper key" = [ANY_HEX[40]] near ["serper", "serperapikey", "serperdev", "serperkey"];
    }
    "Exa", "exa" {
        revoke: "delete the key under API keys";
        link: "https://docs.exa.ai/reference/getting-started";
        "secret/exa-key" "API key" = [UUID] near ["exaapikey", "exa", "exakey", "exaai"];
    }
    "Apify", "apify" {
        revoke: "delete the token under Settings > API & integrations";
        link: "https://docs.apify.com/platform/integrations/api";
        "secret/apify-token" "API token" = ["apify_api_" ALNUM[34-40]];
    }
    "ScrapingBee and ZenRows", "scraping" {
        revoke: "regenerate the key on the account's page";
        link: "https://www.scrapingbee.com/documentation/";
        "secret/scrapingbee-key" "ScrapingBee key" = [UPPER_ALNUM[80]] near ["scrapingbee", "scrapingbeekey"];
        "secret/zenrows-key" "ZenRows key" = [ANY_HEX[40]] near ["zenrows", "zenrowskey"];
    }
    "Browserbase", "browserbase" {
        revoke: "rotate the key in the project's settings";
        link: "https://docs.browserbase.com/";
        "secret/browserbase-key" "API key" = ["bb_live_" BASE64_URL[24-40]];
    }
    "E2B", "e2b" {
        revoke: "delete the key under Team > API keys";
        link: "https://e2b.dev/docs";
        "secret/e2b-key" "API key" = ["e2b_" HEX[40]];
        "secret/e2b-access-token" "access token" = ["sk_e2b_" HEX[40]];
    }
    "Daytona", "daytona" {
        revoke: "revoke the key under Keys";
        link: "https://www.daytona.io/docs/en/api-keys/";
        "secret/daytona-key" "API key" = ["dtn_" HEX[64]];
    }
    "Mem0", "mem0" {
        revoke: "delete the key under API keys";
        link: "https://docs.mem0.ai/";
        "secret/mem0-key" "API key" = ["m0-" ALNUM[40]];
    }
    "Letta", "letta" {
        revoke: "delete the key under API keys";
        link: "https://docs.letta.com/";
        "secret/letta-key" "API key" = ["sk-let-" (BASE64 "-_")[60-160]];
    }
    "Dify", "dify" {
        revoke: "delete the key under the app's API access";
        link: "https://docs.dify.ai/";
        "secret/dify-key" "app or dataset API key" = [{"app-" | "dataset-"} ALNUM[24]];
    }
    "Coze", "coze" {
        revoke: "delete the token under API tokens";
        link: "https://www.coze.com/docs/developer_guides/authentication";
        "secret/coze-token" "personal or service token" = ["pat_" ALNUM[64]], [{"czs_" | "cztei_"} ALNUM[40-72]];
    }
    "Cursor", "cursor" {
        revoke: "revoke the key under Dashboard > Integrations";
        link: "https://docs.cursor.com/";
        "secret/cursor-key" "API key" = [{"crsr_" | "key_"} HEX[64]];
    }
    "v0", "v0" {
        revoke: "delete the key under API keys";
        link: "https://v0.dev/docs";
        "secret/v0-key" "API key" = ["v1:" ALNUM[24] ":" ALNUM[24]];
    }
    "Context7", "context7" {
        revoke: "delete the key in the dashboard";
        link: "https://context7.com/";
        "secret/context7-key" "API key" = ["ctx7sk-" UUID];
    }
    "Vapi and Retell", "voice-agents" {
        revoke: "delete the key in the organization's API keys";
        link: "https://docs.vapi.ai/";
        "secret/vapi-key" "Vapi private key" = [UUID] near ["vapi", "vapiprivatekey", "vapiapikey"];
        "secret/retell-key" "Retell API key" = ["key_" HEX[28]];
    }
    "LiveKit", "livekit" {
        revoke: "revoke the key in the project's settings";
        link: "https://docs.livekit.io/";
        "secret/livekit-secret" "API secret" = [ALNUM[43-44]] near ["livekit", "livekitsecret", "livekitapisecret"];
        "secret/livekit-key" "API key id" = ["API" ALNUM[12-14]]
            near ["livekit", "livekitapikey", "livekitkey"] as public;
    }
}
