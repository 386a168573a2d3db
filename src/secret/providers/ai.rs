//! Models and what serves them.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &OPENAI,
    &ANTHROPIC,
    &HUGGINGFACE,
    &GROQ,
    &XAI,
    &PERPLEXITY,
    &OPENROUTER,
    &COHERE,
    &MISTRAL,
    &AI21,
    &STABILITY,
    &DEEPSEEK,
    &TOGETHER,
    &REPLICATE,
    &MODAL,
    &NVIDIA,
    &LANGSMITH,
    &LANGFUSE,
    &PINECONE,
    &WANDB,
    &FIREWORKS,
    &TAVILY,
    &FIRECRAWL,
    &ELEVENLABS,
    &DEEPGRAM,
    &ASSEMBLYAI,
    &CEREBRAS,
    &JINA,
    &VOYAGE,
    &CLARIFAI,
    &BASETEN,
    &RUNPOD,
    &LAMBDALABS,
    &HELICONE,
    &PORTKEY,
    &EXA,
    &SERP,
    &NOMIC,
    &HYPERBOLIC,
    &BRAINTRUST,
    &CURSOR,
    &ZHIPU,
    &MOONSHOT,
    &NOVITA,
    &FRIENDLI,
];

static OPENAI: Provider = Provider {
    name: "OpenAI",
    page: "openai",
    revoke: "revoke the key under API keys, and read the usage",
    link: "https://platform.openai.com/docs/api-reference/authentication",
    detectors: &[
        secret(
            "secret/openai-key",
            "API key of the old form",
            &[shape(&[text("sk-"), of(A::ALNUM, 20), text("T3BlbkFJ"), of(A::ALNUM, 20)])],
        ),
        secret(
            "secret/openai-project-key",
            "project API key",
            &[
                shape(&[
                    text("sk-proj-"),
                    between(A::BASE64_URL, 20, 100),
                    text("T3BlbkFJ"),
                    between(A::BASE64_URL, 20, 100),
                ]),
                shape(&[text("sk-proj-"), between(A::BASE64_URL, 40, 200)]),
            ],
        ),
        secret(
            "secret/openai-service-key",
            "service account key",
            &[
                shape(&[
                    text("sk-svcacct-"),
                    between(A::BASE64_URL, 20, 100),
                    text("T3BlbkFJ"),
                    between(A::BASE64_URL, 20, 100),
                ]),
                shape(&[text("sk-svcacct-"), between(A::BASE64_URL, 40, 200)]),
            ],
        ),
        secret(
            "secret/openai-admin-key",
            "admin key",
            &[
                shape(&[
                    text("sk-admin-"),
                    between(A::BASE64_URL, 20, 100),
                    text("T3BlbkFJ"),
                    between(A::BASE64_URL, 20, 100),
                ]),
                shape(&[text("sk-admin-"), between(A::BASE64_URL, 40, 200)]),
            ],
        ),
        secret(
            "secret/openai-other-key",
            "key with the usual prefix",
            &[shape(&[text("sk-"), of(A::ALNUM, 48)]), shape(&[text("sk-None-"), between(A::BASE64_URL, 40, 200)])],
        ),
        secret("secret/openai-organization", "organization id", &[shape(&[text("org-"), of(A::ALNUM, 24)])]).public(),
    ],
};

static ANTHROPIC: Provider = Provider {
    name: "Anthropic",
    page: "anthropic",
    revoke: "disable the key in the Console, and read the usage",
    link: "https://docs.anthropic.com/en/api/overview",
    detectors: &[
        secret(
            "secret/anthropic-key",
            "API key",
            &[shape(&[text("sk-ant-api"), of(A::DIGIT, 2), text("-"), between(A::BASE64_URL, 80, 110)])],
        ),
        secret(
            "secret/anthropic-admin-key",
            "admin API key",
            &[shape(&[text("sk-ant-admin"), of(A::DIGIT, 2), text("-"), between(A::BASE64_URL, 80, 110)])],
        ),
        secret(
            "secret/anthropic-oauth-token",
            "OAuth token",
            &[shape(&[
                one_of(&["sk-ant-oat", "sk-ant-ort", "sk-ant-sid"]),
                of(A::DIGIT, 2),
                text("-"),
                between(A::BASE64_URL, 40, 140),
            ])],
        ),
    ],
};

static HUGGINGFACE: Provider = Provider {
    name: "Hugging Face",
    page: "huggingface",
    revoke: "invalidate the token under Settings > Access Tokens",
    link: "https://huggingface.co/docs/hub/security-tokens",
    detectors: &[
        secret("secret/huggingface-token", "user access token", &[shape(&[text("hf_"), between(A::ALNUM, 34, 37)])]),
        secret(
            "secret/huggingface-organization-token",
            "organization token",
            &[shape(&[text("api_org_"), of(A::ALNUM, 34)])],
        ),
    ],
};

static GROQ: Provider = Provider {
    name: "Groq",
    page: "groq",
    revoke: "delete the API key in the console",
    link: "https://console.groq.com/docs",
    detectors: &[secret("secret/groq-key", "API key", &[shape(&[text("gsk_"), between(A::ALNUM, 48, 56)])])],
};

static XAI: Provider = Provider {
    name: "xAI",
    page: "xai",
    revoke: "delete the API key in the console",
    link: "https://docs.x.ai/",
    detectors: &[secret("secret/xai-key", "API key", &[shape(&[text("xai-"), between(A::ALNUM, 70, 90)])])],
};

static PERPLEXITY: Provider = Provider {
    name: "Perplexity",
    page: "perplexity",
    revoke: "delete the API key in the settings",
    link: "https://docs.perplexity.ai/",
    detectors: &[secret("secret/perplexity-key", "API key", &[shape(&[text("pplx-"), between(A::ALNUM, 48, 56)])])],
};

static OPENROUTER: Provider = Provider {
    name: "OpenRouter",
    page: "openrouter",
    revoke: "delete the key in the settings",
    link: "https://openrouter.ai/docs",
    detectors: &[secret("secret/openrouter-key", "API key", &[shape(&[text("sk-or-v1-"), of(A::HEX, 64)])])],
};

static COHERE: Provider = Provider {
    name: "Cohere",
    page: "cohere",
    revoke: "delete the API key in the dashboard",
    link: "https://docs.cohere.com/",
    detectors: &[secret("secret/cohere-key", "API key", &[shape(&[of(A::ALNUM, 40)])]).near(&["cohere", "coapikey"])],
};

static MISTRAL: Provider = Provider {
    name: "Mistral",
    page: "mistral",
    revoke: "delete the API key in the console",
    link: "https://docs.mistral.ai/",
    detectors: &[secret("secret/mistral-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["mistral"])],
};

static AI21: Provider = Provider {
    name: "AI21",
    page: "ai21",
    revoke: "delete the API key",
    link: "https://docs.ai21.com/",
    detectors: &[secret("secret/ai21-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["ai21"])],
};

static STABILITY: Provider = Provider {
    name: "Stability AI",
    page: "stability",
    revoke: "delete the API key",
    link: "https://platform.stability.ai/docs",
    detectors: &[
        secret("secret/stability-key", "API key", &[shape(&[text("sk-"), of(A::ALNUM, 48)])]).near(&["stability"])
    ],
};

static DEEPSEEK: Provider = Provider {
    name: "DeepSeek",
    page: "deepseek",
    revoke: "delete the API key",
    link: "https://api-docs.deepseek.com/",
    detectors: &[secret("secret/deepseek-key", "API key", &[shape(&[text("sk-"), of(A::HEX, 32)])])],
};

static TOGETHER: Provider = Provider {
    name: "Together AI",
    page: "together",
    revoke: "regenerate the API key",
    link: "https://docs.together.ai/",
    detectors: &[
        secret("secret/together-key", "API key", &[shape(&[text("tgp_v1_"), between(A::BASE64_URL, 40, 50)])]),
        secret("secret/together-old-key", "API key of the old form", &[shape(&[of(A::HEX, 64)])]).near(&["together"]),
    ],
};

static REPLICATE: Provider = Provider {
    name: "Replicate",
    page: "replicate",
    revoke: "delete the token in the account settings",
    link: "https://replicate.com/docs/topics/security/api-tokens",
    detectors: &[secret("secret/replicate-token", "API token", &[shape(&[text("r8_"), between(A::ALNUM, 37, 40)])])],
};

static MODAL: Provider = Provider {
    name: "Modal",
    page: "modal",
    revoke: "delete the token in the settings",
    link: "https://modal.com/docs/reference/cli/token",
    detectors: &[secret("secret/modal-token", "token", &[shape(&[one_of(&["ak-", "as-"]), of(A::ALNUM, 22)])])],
};

static NVIDIA: Provider = Provider {
    name: "NVIDIA",
    page: "nvidia",
    revoke: "delete the API key",
    link: "https://docs.nvidia.com/nim/",
    detectors: &[secret("secret/nvidia-key", "API key", &[shape(&[text("nvapi-"), between(A::BASE64_URL, 60, 70)])])],
};

static LANGSMITH: Provider = Provider {
    name: "LangSmith",
    page: "langsmith",
    revoke: "delete the API key in the settings",
    link: "https://docs.smith.langchain.com/",
    detectors: &[
        secret(
            "secret/langsmith-key",
            "API key",
            &[shape(&[one_of(&["lsv2_pt_", "lsv2_sk_"]), of(A::HEX, 32), text("_"), of(A::HEX, 10)])],
        ),
        secret("secret/langsmith-old-key", "API key of the old form", &[shape(&[one_of(&["ls__"]), of(A::HEX, 32)])]),
    ],
};

static LANGFUSE: Provider = Provider {
    name: "Langfuse",
    page: "langfuse",
    revoke: "delete the API key in the project",
    link: "https://langfuse.com/docs",
    detectors: &[
        secret("secret/langfuse-secret-key", "secret key", &[shape(&[text("sk-lf-"), super::UUID])]),
        secret("secret/langfuse-public-key", "public key", &[shape(&[text("pk-lf-"), super::UUID])]).public(),
    ],
};

static PINECONE: Provider = Provider {
    name: "Pinecone",
    page: "pinecone",
    revoke: "delete the API key in the project",
    link: "https://docs.pinecone.io/",
    detectors: &[
        secret("secret/pinecone-key", "API key", &[shape(&[text("pcsk_"), between(A::ALNUM.with(b"_"), 60, 80)])]),
        secret("secret/pinecone-old-key", "API key of the old form", &[shape(&[super::UUID])]).near(&["pinecone"]),
    ],
};

static WANDB: Provider = Provider {
    name: "Weights and Biases",
    page: "wandb",
    revoke: "delete the API key in the user settings",
    link: "https://docs.wandb.ai/",
    detectors: &[
        secret("secret/wandb-key", "API key", &[shape(&[text("wandb_v1_"), between(A::BASE64_URL, 60, 90)])]),
        secret("secret/wandb-old-key", "API key of the old form", &[shape(&[of(A::HEX, 40)])])
            .near(&["wandb", "weightsandbiases"]),
    ],
};

static FIREWORKS: Provider = Provider {
    name: "Fireworks AI",
    page: "fireworks",
    revoke: "delete the API key",
    link: "https://docs.fireworks.ai/",
    detectors: &[secret("secret/fireworks-key", "API key", &[shape(&[text("fw_"), between(A::ALNUM, 22, 26)])])],
};

static TAVILY: Provider = Provider {
    name: "Tavily",
    page: "tavily",
    revoke: "delete the API key",
    link: "https://docs.tavily.com/",
    detectors: &[secret(
        "secret/tavily-key",
        "API key",
        &[
            shape(&[text("tvly-"), of(A::ALNUM, 32)]),
            shape(&[text("tvly-"), one_of(&["dev", "prod"]), text("-"), between(A::BASE64_URL, 32, 60)]),
        ],
    )],
};

static FIRECRAWL: Provider = Provider {
    name: "Firecrawl",
    page: "firecrawl",
    revoke: "delete the API key",
    link: "https://docs.firecrawl.dev/",
    detectors: &[secret("secret/firecrawl-key", "API key", &[shape(&[text("fc-"), of(A::HEX, 32)])])],
};

static ELEVENLABS: Provider = Provider {
    name: "ElevenLabs",
    page: "elevenlabs",
    revoke: "delete the API key",
    link: "https://elevenlabs.io/docs",
    detectors: &[
        secret("secret/elevenlabs-key", "API key", &[shape(&[text("sk_"), of(A::HEX, 48)])]),
        secret("secret/elevenlabs-old-key", "API key of the old form", &[shape(&[of(A::HEX, 32)])]).near(&[
            "elevenlabs",
            "xi",
            "xiapikey",
        ]),
    ],
};

static DEEPGRAM: Provider = Provider {
    name: "Deepgram",
    page: "deepgram",
    revoke: "delete the API key in the project",
    link: "https://developers.deepgram.com/",
    detectors: &[secret("secret/deepgram-key", "API key", &[shape(&[of(A::HEX, 40)])]).near(&["deepgram"])],
};

static ASSEMBLYAI: Provider = Provider {
    name: "AssemblyAI",
    page: "assemblyai",
    revoke: "regenerate the API key",
    link: "https://www.assemblyai.com/docs",
    detectors: &[secret("secret/assemblyai-key", "API key", &[shape(&[of(A::HEX, 32)])]).near(&["assemblyai"])],
};

static CEREBRAS: Provider = Provider {
    name: "Cerebras",
    page: "cerebras",
    revoke: "delete the API key",
    link: "https://inference-docs.cerebras.ai/",
    detectors: &[secret("secret/cerebras-key", "API key", &[shape(&[text("csk-"), of(A::LOWER_ALNUM, 48)])])],
};

static JINA: Provider = Provider {
    name: "Jina AI",
    page: "jina",
    revoke: "revoke the API key",
    link: "https://jina.ai/",
    detectors: &[secret("secret/jina-key", "API key", &[shape(&[text("jina_"), of(A::BASE64_URL, 60)])])],
};

static VOYAGE: Provider = Provider {
    name: "Voyage AI",
    page: "voyage",
    revoke: "delete the API key",
    link: "https://docs.voyageai.com/",
    detectors: &[secret("secret/voyage-key", "API key", &[shape(&[text("pa-"), of(A::BASE64_URL, 43)])])],
};

static CLARIFAI: Provider = Provider {
    name: "Clarifai",
    page: "clarifai",
    revoke: "revoke the personal access token",
    link: "https://docs.clarifai.com/",
    detectors: &[
        secret("secret/clarifai-token", "personal access token", &[shape(&[of(A::HEX, 32)])]).near(&["clarifai"])
    ],
};

static BASETEN: Provider = Provider {
    name: "Baseten",
    page: "baseten",
    revoke: "delete the API key",
    link: "https://docs.baseten.co/",
    detectors: &[secret("secret/baseten-key", "API key", &[shape(&[of(A::ALNUM, 8), text("."), of(A::ALNUM, 32)])])
        .near(&["baseten"])],
};

static RUNPOD: Provider = Provider {
    name: "RunPod",
    page: "runpod",
    revoke: "delete the API key",
    link: "https://docs.runpod.io/",
    detectors: &[secret(
        "secret/runpod-key",
        "API key",
        &[shape(&[text("rpa_"), between(A::UPPER_ALNUM, 38, 46)]), shape(&[of(A::UPPER_ALNUM, 40)])],
    )
    .near(&["runpod"])],
};

static LAMBDALABS: Provider = Provider {
    name: "Lambda",
    page: "lambdalabs",
    revoke: "delete the API key",
    link: "https://docs.lambda.ai/",
    detectors: &[secret(
        "secret/lambdalabs-key",
        "API key",
        &[shape(&[text("secret_"), between(A::ALNUM.with(b"_"), 20, 40), text("."), between(A::ALNUM, 32, 64)])],
    )],
};

static HELICONE: Provider = Provider {
    name: "Helicone",
    page: "helicone",
    revoke: "delete the API key",
    link: "https://docs.helicone.ai/",
    detectors: &[secret(
        "secret/helicone-key",
        "API key",
        &[
            shape(&[text("sk-helicone-"), between(A::LOWER_ALNUM.with(b"-"), 20, 60)]),
            shape(&[one_of(&["pk-helicone-", "sk-helicone-eu-"]), between(A::LOWER_ALNUM.with(b"-"), 20, 60)]),
        ],
    )],
};

static PORTKEY: Provider = Provider {
    name: "Portkey",
    page: "portkey",
    revoke: "rotate the API key",
    link: "https://portkey.ai/docs",
    detectors: &[secret("secret/portkey-key", "API key", &[shape(&[of(A::ALNUM.with(b"/+="), 28)])]).near(&["portkey"])],
};

static EXA: Provider = Provider {
    name: "Exa",
    page: "exa",
    revoke: "delete the API key",
    link: "https://docs.exa.ai/",
    detectors: &[secret("secret/exa-key", "API key", &[shape(&[super::UUID])]).near(&["exaapikey", "exa"])],
};

static SERP: Provider = Provider {
    name: "Serper and SerpApi",
    page: "serp",
    revoke: "regenerate the API key",
    link: "https://serpapi.com/",
    detectors: &[secret("secret/serpapi-key", "API key", &[shape(&[of(A::HEX, 64)]), shape(&[of(A::HEX, 40)])])
        .near(&["serpapi", "serper", "serp"])],
};

static NOMIC: Provider = Provider {
    name: "Nomic",
    page: "nomic",
    revoke: "delete the API key",
    link: "https://docs.nomic.ai/",
    detectors: &[secret("secret/nomic-key", "API key", &[shape(&[text("nk-"), of(A::BASE64_URL, 43)])])],
};

static HYPERBOLIC: Provider = Provider {
    name: "Hyperbolic",
    page: "hyperbolic",
    revoke: "delete the API key",
    link: "https://docs.hyperbolic.xyz/",
    detectors: &[secret(
        "secret/hyperbolic-key",
        "API key",
        &[shape(&[text("sk_live_"), between(A::BASE64_URL, 48, 64)])],
    )
    .near(&["hyperbolic"])],
};

static BRAINTRUST: Provider = Provider {
    name: "Braintrust",
    page: "braintrust",
    revoke: "delete the API key",
    link: "https://www.braintrust.dev/docs",
    detectors: &[
        secret("secret/braintrust-key", "API key", &[shape(&[text("sk-"), of(A::ALNUM, 48)])]).near(&["braintrust"])
    ],
};

static CURSOR: Provider = Provider {
    name: "Cursor",
    page: "cursor",
    revoke: "revoke the API key in the dashboard",
    link: "https://docs.cursor.com/",
    detectors: &[secret("secret/cursor-key", "API key", &[shape(&[text("key_"), of(A::HEX, 64)])]).near(&["cursor"])],
};

static ZHIPU: Provider = Provider {
    name: "Zhipu AI",
    page: "zhipu",
    revoke: "delete the API key",
    link: "https://docs.z.ai/",
    detectors: &[secret("secret/zhipu-key", "API key", &[shape(&[of(A::HEX, 32), text("."), of(A::ALNUM, 16)])])],
};

static MOONSHOT: Provider = Provider {
    name: "Moonshot AI",
    page: "moonshot",
    revoke: "delete the API key",
    link: "https://platform.moonshot.ai/",
    detectors: &[secret("secret/moonshot-key", "API key", &[shape(&[text("sk-"), of(A::ALNUM, 48)])])
        .near(&["moonshot", "kimi"])],
};

static NOVITA: Provider = Provider {
    name: "Novita",
    page: "novita",
    revoke: "delete the API key",
    link: "https://novita.ai/docs",
    detectors: &[
        secret("secret/novita-key", "API key", &[shape(&[text("sk_"), of(A::BASE64_URL, 43)])]).near(&["novita"])
    ],
};

static FRIENDLI: Provider = Provider {
    name: "Friendli",
    page: "friendli",
    revoke: "delete the token",
    link: "https://friendli.ai/docs",
    detectors: &[secret(
        "secret/friendli-token",
        "personal access token",
        &[shape(&[text("flp_"), between(A::ALNUM, 40, 60)])],
    )],
};
