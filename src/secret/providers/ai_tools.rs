//! What stands around language models: tracing, search, embeddings, agents, sandboxes.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "LangSmith",
        page: "langsmith",
        revoke: "delete the key under Settings > API keys",
        link: "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key",
        detectors: &[
            secret(
                "secret/langsmith-personal-key",
                "personal API key",
                &[shape(&[text("lsv2_pt_"), of(Alphabet::HEX, 32), text("_"), of(Alphabet::HEX, 10)])],
            ),
            secret(
                "secret/langsmith-service-key",
                "service API key",
                &[shape(&[text("lsv2_sk_"), of(Alphabet::HEX, 32), text("_"), of(Alphabet::HEX, 10)])],
            ),
            secret(
                "secret/langsmith-old-key",
                "API key in an old form",
                &[shape(&[text("ls__"), of(Alphabet::HEX, 32)])],
            ),
        ],
    },
    &Provider {
        name: "Langfuse",
        page: "langfuse",
        revoke: "delete the key pair in the project's settings",
        link: "https://langfuse.com/docs",
        detectors: &[
            secret("secret/langfuse-secret-key", "secret key", &[shape(&[text("sk-lf-"), Piece::Uuid])]),
            secret("secret/langfuse-public-key", "public key", &[shape(&[text("pk-lf-"), Piece::Uuid])]).public(),
        ],
    },
    &Provider {
        name: "Helicone",
        page: "helicone",
        revoke: "delete the key under Settings > API keys",
        link: "https://docs.helicone.ai/",
        detectors: &[secret(
            "secret/helicone-key",
            "API key",
            &[shape(&[text("sk-helicone-"), between(Alphabet::LOWER_ALNUM.with(b"-"), 31, 48)])],
        )],
    },
    &Provider {
        name: "PromptLayer",
        page: "promptlayer",
        revoke: "delete the key in the workspace's settings",
        link: "https://docs.promptlayer.com/",
        detectors: &[secret("secret/promptlayer-key", "API key", &[shape(&[text("pl_"), of(Alphabet::HEX, 32)])])],
    },
    &Provider {
        name: "Weights & Biases",
        page: "wandb",
        revoke: "delete the key under User settings > API keys",
        link: "https://docs.wandb.ai/support/find_api_key/",
        detectors: &[
            secret(
                "secret/wandb-key",
                "API key",
                &[shape(&[text("wandb_v1_"), between(Alphabet::BASE64_URL, 60, 100)])],
            ),
            secret("secret/wandb-old-key", "API key without prefix", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
                .near(&["wandb", "wandbapi", "wandbkey", "weightsandbiases", "weightsbiases"]),
        ],
    },
    &Provider {
        name: "Comet",
        page: "comet",
        revoke: "regenerate the key under Account settings > API keys",
        link: "https://www.comet.com/docs/v2/",
        detectors: &[secret("secret/comet-key", "API key", &[shape(&[of(Alphabet::ALNUM, 25)])])
            .near(&["cometml", "cometapikey", "comet", "opik", "opikapikey"])],
    },
    &Provider {
        name: "Neptune",
        page: "neptune",
        revoke: "reset the token under Get your API token",
        link: "https://docs.neptune.ai/setup/setting_api_token/",
        detectors: &[secret(
            "secret/neptune-token",
            "API token",
            &[shape(&[text("eyJhcGlfYWRkcmVzcyI6"), between(Alphabet::BASE64, 60, 400)])],
        )],
    },
    &Provider {
        name: "Kaggle",
        page: "kaggle",
        revoke: "expire the token under Settings > API",
        link: "https://www.kaggle.com/docs/api",
        detectors: &[
            secret("secret/kaggle-token", "API token", &[shape(&[text("KGAT_"), between(Alphabet::HEX, 32, 64)])]),
            secret("secret/kaggle-key", "legacy API key", &[shape(&[of(Alphabet::ANY_HEX, 32)])])
                .near(&["kaggle", "kagglekey", "kaggleapi"]),
        ],
    },
    &Provider {
        name: "Roboflow",
        page: "roboflow",
        revoke: "revoke the key in the workspace's settings",
        link: "https://docs.roboflow.com/developer/authentication/find-your-roboflow-api-key",
        detectors: &[secret("secret/roboflow-key", "API key", &[shape(&[of(Alphabet::ALNUM, 20)])])
            .near(&["roboflow", "roboflowapi", "roboflowkey"])],
    },
    &Provider {
        name: "Pinecone",
        page: "pinecone",
        revoke: "delete the key in the project's API keys",
        link: "https://docs.pinecone.io/guides/projects/manage-api-keys",
        detectors: &[
            secret(
                "secret/pinecone-key",
                "API key",
                &[shape(&[text("pcsk_"), between(Alphabet::ALNUM.with(b"_"), 60, 76)])],
            ),
            secret("secret/pinecone-old-key", "API key without prefix", &[shape(&[Piece::Uuid])])
                .near(&["pinecone", "pineconekey", "pineconeapi"]),
        ],
    },
    &Provider {
        name: "Weaviate",
        page: "weaviate",
        revoke: "delete the key in the cluster's details",
        link: "https://docs.weaviate.io/cloud",
        detectors: &[secret("secret/weaviate-key", "API key", &[shape(&[of(Alphabet::ALNUM, 36)])])
            .near(&["weaviate", "weaviateapi", "wcsapikey", "wcdapikey"])],
    },
    &Provider {
        name: "Zilliz",
        page: "zilliz",
        revoke: "delete the key under API keys",
        link: "https://docs.zilliz.com/docs/manage-api-keys",
        detectors: &[secret("secret/zilliz-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 72)])])
            .near(&["zilliz", "zillizkey", "zillizapi", "milvus", "milvustoken"])],
    },
    &Provider {
        name: "turbopuffer",
        page: "turbopuffer",
        revoke: "delete the key in the organization's dashboard",
        link: "https://turbopuffer.com/docs",
        detectors: &[secret("secret/turbopuffer-key", "API key", &[shape(&[text("tpuf_"), of(Alphabet::ALNUM, 32)])])],
    },
    &Provider {
        name: "Jina AI",
        page: "jina",
        revoke: "delete the key under API key & billing",
        link: "https://jina.ai/api-dashboard/",
        detectors: &[secret(
            "secret/jina-key",
            "API key",
            &[shape(&[text("jina_"), between(Alphabet::BASE64_URL, 58, 62)])],
        )],
    },
    &Provider {
        name: "Voyage AI",
        page: "voyage",
        revoke: "delete the key under API keys",
        link: "https://docs.voyageai.com/docs/api-key-and-installation",
        detectors: &[secret("secret/voyage-key", "API key", &[shape(&[text("pa-"), of(Alphabet::BASE64_URL, 43)])])],
    },
    &Provider {
        name: "Nomic",
        page: "nomic",
        revoke: "delete the key under API keys",
        link: "https://docs.nomic.ai/",
        detectors: &[secret("secret/nomic-key", "API key", &[shape(&[text("nk-"), of(Alphabet::BASE64_URL, 43)])])],
    },
    &Provider {
        name: "LlamaIndex",
        page: "llamaindex",
        revoke: "revoke the key under API keys of LlamaCloud",
        link: "https://docs.cloud.llamaindex.ai/",
        detectors: &[secret(
            "secret/llamacloud-key",
            "LlamaCloud API key",
            &[shape(&[text("llx-"), between(Alphabet::ALNUM, 44, 56)])],
        )],
    },
    &Provider {
        name: "Tavily",
        page: "tavily",
        revoke: "delete the key under Overview > API keys",
        link: "https://docs.tavily.com/",
        detectors: &[secret(
            "secret/tavily-key",
            "API key",
            &[
                shape(&[one_of(&["tvly-dev-", "tvly-prod-", "tvly-"]), between(Alphabet::ALNUM, 30, 44)]),
                shape(&[one_of(&["tvly-dev-", "tvly-prod-"]), between(Alphabet::BASE64_URL, 32, 72)]),
            ],
        )],
    },
    &Provider {
        name: "Firecrawl",
        page: "firecrawl",
        revoke: "delete the key under API keys",
        link: "https://docs.firecrawl.dev/introduction",
        detectors: &[secret("secret/firecrawl-key", "API key", &[shape(&[text("fc-"), of(Alphabet::HEX, 32)])])],
    },
    &Provider {
        name: "Brave Search",
        page: "brave",
        revoke: "delete the key under API keys",
        link: "https://api-dashboard.search.brave.com/app/documentation",
        detectors: &[secret(
            "secret/brave-search-key",
            "API key",
            &[shape(&[text("BSA"), between(Alphabet::BASE64_URL, 27, 29)])],
        )],
    },
    &Provider {
        name: "SerpApi and Serper",
        page: "serpapi",
        revoke: "regenerate the key on the account's page",
        link: "https://serpapi.com/search-api",
        detectors: &[
            secret("secret/serpapi-key", "SerpApi key", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
                .near(&["serpapi", "serpapikey", "serpkey", "serpapiapikey"]),
            secret("secret/serper-key", "Serper key", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
                .near(&["serper", "serperapikey", "serperdev", "serperkey"]),
        ],
    },
    &Provider {
        name: "Exa",
        page: "exa",
        revoke: "delete the key under API keys",
        link: "https://docs.exa.ai/reference/getting-started",
        detectors: &[secret("secret/exa-key", "API key", &[shape(&[Piece::Uuid])])
            .near(&["exaapikey", "exa", "exakey", "exaai"])],
    },
    &Provider {
        name: "Apify",
        page: "apify",
        revoke: "delete the token under Settings > API & integrations",
        link: "https://docs.apify.com/platform/integrations/api",
        detectors: &[secret(
            "secret/apify-token",
            "API token",
            &[shape(&[text("apify_api_"), between(Alphabet::ALNUM, 34, 40)])],
        )],
    },
    &Provider {
        name: "ScrapingBee and ZenRows",
        page: "scraping",
        revoke: "regenerate the key on the account's page",
        link: "https://www.scrapingbee.com/documentation/",
        detectors: &[
            secret("secret/scrapingbee-key", "ScrapingBee key", &[shape(&[of(Alphabet::UPPER_ALNUM, 80)])])
                .near(&["scrapingbee", "scrapingbeekey"]),
            secret("secret/zenrows-key", "ZenRows key", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
                .near(&["zenrows", "zenrowskey"]),
        ],
    },
    &Provider {
        name: "Browserbase",
        page: "browserbase",
        revoke: "rotate the key in the project's settings",
        link: "https://docs.browserbase.com/",
        detectors: &[secret(
            "secret/browserbase-key",
            "API key",
            &[shape(&[text("bb_live_"), between(Alphabet::BASE64_URL, 24, 40)])],
        )],
    },
    &Provider {
        name: "E2B",
        page: "e2b",
        revoke: "delete the key under Team > API keys",
        link: "https://e2b.dev/docs",
        detectors: &[
            secret("secret/e2b-key", "API key", &[shape(&[text("e2b_"), of(Alphabet::HEX, 40)])]),
            secret("secret/e2b-access-token", "access token", &[shape(&[text("sk_e2b_"), of(Alphabet::HEX, 40)])]),
        ],
    },
    &Provider {
        name: "Daytona",
        page: "daytona",
        revoke: "revoke the key under Keys",
        link: "https://www.daytona.io/docs/en/api-keys/",
        detectors: &[secret("secret/daytona-key", "API key", &[shape(&[text("dtn_"), of(Alphabet::HEX, 64)])])],
    },
    &Provider {
        name: "Mem0",
        page: "mem0",
        revoke: "delete the key under API keys",
        link: "https://docs.mem0.ai/",
        detectors: &[secret("secret/mem0-key", "API key", &[shape(&[text("m0-"), of(Alphabet::ALNUM, 40)])])],
    },
    &Provider {
        name: "Letta",
        page: "letta",
        revoke: "delete the key under API keys",
        link: "https://docs.letta.com/",
        detectors: &[secret(
            "secret/letta-key",
            "API key",
            &[shape(&[text("sk-let-"), between(Alphabet::BASE64.with(b"-_"), 60, 160)])],
        )],
    },
    &Provider {
        name: "Dify",
        page: "dify",
        revoke: "delete the key under the app's API access",
        link: "https://docs.dify.ai/",
        detectors: &[secret(
            "secret/dify-key",
            "app or dataset API key",
            &[shape(&[one_of(&["app-", "dataset-"]), of(Alphabet::ALNUM, 24)])],
        )],
    },
    &Provider {
        name: "Coze",
        page: "coze",
        revoke: "delete the token under API tokens",
        link: "https://www.coze.com/docs/developer_guides/authentication",
        detectors: &[secret(
            "secret/coze-token",
            "personal or service token",
            &[
                shape(&[text("pat_"), of(Alphabet::ALNUM, 64)]),
                shape(&[one_of(&["czs_", "cztei_"]), between(Alphabet::ALNUM, 40, 72)]),
            ],
        )],
    },
    &Provider {
        name: "Cursor",
        page: "cursor",
        revoke: "revoke the key under Dashboard > Integrations",
        link: "https://docs.cursor.com/",
        detectors: &[secret(
            "secret/cursor-key",
            "API key",
            &[shape(&[one_of(&["crsr_", "key_"]), of(Alphabet::HEX, 64)])],
        )],
    },
    &Provider {
        name: "v0",
        page: "v0",
        revoke: "delete the key under API keys",
        link: "https://v0.dev/docs",
        detectors: &[secret(
            "secret/v0-key",
            "API key",
            &[shape(&[text("v1:"), of(Alphabet::ALNUM, 24), text(":"), of(Alphabet::ALNUM, 24)])],
        )],
    },
    &Provider {
        name: "Context7",
        page: "context7",
        revoke: "delete the key in the dashboard",
        link: "https://context7.com/",
        detectors: &[secret("secret/context7-key", "API key", &[shape(&[text("ctx7sk-"), Piece::Uuid])])],
    },
    &Provider {
        name: "Vapi and Retell",
        page: "voice-agents",
        revoke: "delete the key in the organization's API keys",
        link: "https://docs.vapi.ai/",
        detectors: &[
            secret("secret/vapi-key", "Vapi private key", &[shape(&[Piece::Uuid])])
                .near(&["vapi", "vapiprivatekey", "vapiapikey"]),
            secret("secret/retell-key", "Retell API key", &[shape(&[text("key_"), of(Alphabet::HEX, 28)])]),
        ],
    },
    &Provider {
        name: "LiveKit",
        page: "livekit",
        revoke: "revoke the key in the project's settings",
        link: "https://docs.livekit.io/",
        detectors: &[
            secret("secret/livekit-secret", "API secret", &[shape(&[between(Alphabet::ALNUM, 43, 44)])])
                .near(&["livekit", "livekitsecret", "livekitapisecret"]),
            secret("secret/livekit-key", "API key id", &[shape(&[text("API"), between(Alphabet::ALNUM, 12, 14)])])
                .near(&["livekit", "livekitapikey", "livekitkey"])
                .public(),
        ],
    },
];
