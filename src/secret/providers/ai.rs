//! Who sells language models, images and voices.

use crate::secret::alphabet::Alphabet;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    // These two write their keys as OpenAI once did; only the words tell them apart, so they stand first.
    &Provider {
        name: "Stability AI",
        page: "stability",
        revoke: "delete the key under Account > API keys",
        link: "https://platform.stability.ai/docs/api-reference",
        detectors: &[secret("secret/stability-key", "API key", &[shape(&[text("sk-"), of(Alphabet::ALNUM, 48)])])
            .near(&["stability", "stabilityai", "stablediffusion", "dreamstudio"])],
    },
    &Provider {
        name: "Moonshot AI",
        page: "moonshot",
        revoke: "delete the key under API keys",
        link: "https://platform.moonshot.ai/docs",
        detectors: &[secret("secret/moonshot-key", "API key", &[shape(&[text("sk-"), of(Alphabet::ALNUM, 48)])])
            .near(&["moonshot", "moonshotapi", "kimi", "kimiapikey"])],
    },
    &Provider {
        name: "OpenAI",
        page: "openai",
        revoke: "revoke it under API keys of the project or the organization and read the usage page",
        link: "https://platform.openai.com/docs/api-reference/authentication",
        // Newer keys name their kind; `T3BlbkFJ` in their middle is base64 of `OpenAI`.
        detectors: &[
            secret(
                "secret/openai-key",
                "API key",
                &[
                    shape(&[text("sk-"), of(Alphabet::ALNUM, 20), text("T3BlbkFJ"), of(Alphabet::ALNUM, 20)]),
                    shape(&[text("sk-"), of(Alphabet::ALNUM, 48)]),
                ],
            ),
            secret(
                "secret/openai-project-key",
                "project API key",
                &[
                    shape(&[
                        one_of(&["sk-proj-", "sk-None-"]),
                        between(Alphabet::BASE64_URL, 20, 120),
                        text("T3BlbkFJ"),
                        between(Alphabet::BASE64_URL, 20, 120),
                    ]),
                    shape(&[one_of(&["sk-proj-", "sk-None-"]), between(Alphabet::BASE64_URL, 40, 250)]),
                ],
            ),
            secret(
                "secret/openai-service-key",
                "service account API key",
                &[shape(&[one_of(&["sk-svcacct-", "sk-service-"]), between(Alphabet::BASE64_URL, 40, 250)])],
            ),
            secret(
                "secret/openai-admin-key",
                "admin API key",
                &[shape(&[text("sk-admin-"), between(Alphabet::BASE64_URL, 40, 250)])],
            ),
            secret("secret/openai-session", "session token", &[shape(&[text("sess-"), of(Alphabet::ALNUM, 40)])]),
            secret("secret/openai-organization", "organization id", &[shape(&[text("org-"), of(Alphabet::ALNUM, 24)])])
                .public(),
        ],
    },
    &Provider {
        name: "Anthropic",
        page: "anthropic",
        revoke: "delete it under Settings > API keys and read the usage page",
        link: "https://docs.anthropic.com/en/api/overview",
        detectors: &[
            secret(
                "secret/anthropic-key",
                "API key",
                &[
                    shape(&[
                        text("sk-ant-api"),
                        of(Alphabet::DIGIT, 2),
                        text("-"),
                        between(Alphabet::BASE64_URL, 80, 120),
                    ]),
                    shape(&[text("sk-ant-"), between(Alphabet::ALNUM, 48, 120)]),
                ],
            ),
            secret(
                "secret/anthropic-admin-key",
                "admin API key",
                &[shape(&[
                    text("sk-ant-admin"),
                    of(Alphabet::DIGIT, 2),
                    text("-"),
                    between(Alphabet::BASE64_URL, 80, 120),
                ])],
            ),
            secret(
                "secret/anthropic-oauth-token",
                "OAuth access token",
                &[shape(&[
                    text("sk-ant-oat"),
                    of(Alphabet::DIGIT, 2),
                    text("-"),
                    between(Alphabet::BASE64_URL, 80, 120),
                ])],
            ),
            secret(
                "secret/anthropic-refresh-token",
                "OAuth refresh token",
                &[shape(&[
                    text("sk-ant-ort"),
                    of(Alphabet::DIGIT, 2),
                    text("-"),
                    between(Alphabet::BASE64_URL, 80, 120),
                ])],
            ),
            secret(
                "secret/anthropic-session",
                "session key",
                &[shape(&[
                    text("sk-ant-sid"),
                    of(Alphabet::DIGIT, 2),
                    text("-"),
                    between(Alphabet::BASE64_URL, 80, 140),
                ])],
            ),
        ],
    },
    &Provider {
        name: "Hugging Face",
        page: "huggingface",
        revoke: "invalidate it under Settings > Access tokens",
        link: "https://huggingface.co/docs/hub/security-tokens",
        detectors: &[
            secret(
                "secret/huggingface-token",
                "user access token",
                &[shape(&[text("hf_"), between(Alphabet::ALNUM, 34, 40)])],
            ),
            secret(
                "secret/huggingface-organization-token",
                "organization API token",
                &[shape(&[text("api_org_"), between(Alphabet::ALNUM, 34, 36)])],
            ),
        ],
    },
    &Provider {
        name: "Groq",
        page: "groq",
        revoke: "delete the key under API keys",
        link: "https://console.groq.com/docs/overview",
        detectors: &[secret("secret/groq-key", "API key", &[shape(&[text("gsk_"), between(Alphabet::ALNUM, 52, 56)])])],
    },
    &Provider {
        name: "xAI",
        page: "xai",
        revoke: "delete the key under API keys",
        link: "https://docs.x.ai/docs/overview",
        detectors: &[secret(
            "secret/xai-key",
            "API key",
            &[shape(&[text("xai-"), between(Alphabet::BASE64_URL, 70, 100)])],
        )],
    },
    &Provider {
        name: "Perplexity",
        page: "perplexity",
        revoke: "delete the key under Settings > API",
        link: "https://docs.perplexity.ai/",
        detectors: &[secret(
            "secret/perplexity-key",
            "API key",
            &[shape(&[text("pplx-"), between(Alphabet::ALNUM, 40, 56)])],
        )],
    },
    &Provider {
        name: "OpenRouter",
        page: "openrouter",
        revoke: "delete the key under Settings > Keys",
        link: "https://openrouter.ai/docs/api-reference/authentication",
        detectors: &[secret(
            "secret/openrouter-key",
            "API key",
            &[shape(&[one_of(&["sk-or-v1-", "sk-or-"]), between(Alphabet::LOWER_ALNUM, 48, 72)])],
        )],
    },
    &Provider {
        name: "Cohere",
        page: "cohere",
        revoke: "delete the key under API keys",
        link: "https://docs.cohere.com/docs/rate-limits",
        detectors: &[secret("secret/cohere-key", "API key", &[shape(&[of(Alphabet::ALNUM, 40)])])
            .near(&["cohere", "coapikey", "coherekey", "cohereapi"])],
    },
    &Provider {
        name: "Mistral AI",
        page: "mistral",
        revoke: "delete the key under API keys",
        link: "https://docs.mistral.ai/getting-started/quickstart/",
        detectors: &[secret("secret/mistral-key", "API key", &[shape(&[of(Alphabet::ALNUM, 32)])])
            .near(&["mistral", "mistralapi", "mistralkey", "codestral", "mistralai"])],
    },
    &Provider {
        name: "AI21",
        page: "ai21",
        revoke: "delete the key under Settings > API keys",
        link: "https://docs.ai21.com/",
        detectors: &[secret("secret/ai21-key", "API key", &[shape(&[of(Alphabet::ALNUM, 32)]), shape(&[Piece::Uuid])])
            .near(&["ai21", "ai21apikey", "ai21labs", "ai21key"])],
    },
    &Provider {
        name: "DeepSeek",
        page: "deepseek",
        revoke: "delete the key under API keys",
        link: "https://api-docs.deepseek.com/",
        detectors: &[
            secret(
                "secret/dashscope-key",
                "Model Studio key of Alibaba Cloud",
                &[shape(&[text("sk-"), of(Alphabet::HEX, 32)])],
            )
            .near(&["dashscope", "qwen", "bailian", "tongyi", "modelstudio"]),
            secret("secret/deepseek-key", "API key", &[shape(&[text("sk-"), of(Alphabet::HEX, 32)])]),
        ],
    },
    &Provider {
        name: "Zhipu AI",
        page: "zhipu",
        revoke: "delete the key under API keys",
        link: "https://docs.z.ai/",
        detectors: &[secret("secret/zhipu-key", "API key", &[shape(&[of(Alphabet::ALNUM.with(b"."), 49)])])
            .near(&["zhipu", "zhipuai", "bigmodel", "zhipuapi", "chatglm", "zaiapikey", "glmapikey"])],
    },
    &Provider {
        name: "Together AI",
        page: "together",
        revoke: "regenerate the key under Settings > API keys",
        link: "https://docs.together.ai/docs/quickstart",
        detectors: &[
            secret(
                "secret/together-key",
                "API key",
                &[shape(&[text("tgp_v1_"), between(Alphabet::BASE64_URL, 40, 48)])],
            ),
            secret("secret/together-old-key", "API key without prefix", &[shape(&[of(Alphabet::ANY_HEX, 64)])])
                .near(&["together", "togetherai", "togetherapi", "togetherkey"]),
        ],
    },
    &Provider {
        name: "NVIDIA",
        page: "nvidia",
        revoke: "delete the key under Setup > API keys of NGC",
        link: "https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html",
        detectors: &[
            secret("secret/nvidia-key", "API key", &[shape(&[text("nvapi-"), between(Alphabet::BASE64_URL, 60, 70)])]),
            secret("secret/ngc-key", "NGC key without prefix", &[shape(&[of(Alphabet::ALNUM.with(b"+/"), 84)])])
                .near(&["ngc", "ngcapikey", "ngckey", "nvcr", "nvcrio", "ngccli"]),
        ],
    },
    &Provider {
        name: "Replicate",
        page: "replicate",
        revoke: "disable the token under Account settings > API tokens",
        link: "https://replicate.com/docs/topics/security/api-tokens",
        detectors: &[secret(
            "secret/replicate-token",
            "API token",
            &[shape(&[text("r8_"), between(Alphabet::ALNUM, 36, 40)])],
        )],
    },
    &Provider {
        name: "Fireworks AI",
        page: "fireworks",
        revoke: "delete the key under API keys",
        link: "https://docs.fireworks.ai/getting-started/quickstart",
        detectors: &[secret(
            "secret/fireworks-key",
            "API key",
            &[shape(&[text("fw_"), between(Alphabet::ALNUM, 22, 24)])],
        )],
    },
    &Provider {
        name: "Cerebras",
        page: "cerebras",
        revoke: "delete the key under API keys",
        link: "https://inference-docs.cerebras.ai/quickstart",
        detectors: &[secret(
            "secret/cerebras-key",
            "API key",
            &[shape(&[text("csk-"), between(Alphabet::LOWER_ALNUM, 46, 52)])],
        )],
    },
    &Provider {
        name: "SambaNova",
        page: "sambanova",
        revoke: "delete the key under APIs",
        link: "https://docs.sambanova.ai/",
        detectors: &[
            secret("secret/sambanova-key", "API key", &[shape(&[Piece::Uuid])]).near(&["sambanova", "sambanovaapi"])
        ],
    },
    &Provider {
        name: "DeepInfra",
        page: "deepinfra",
        revoke: "delete the key under Dashboard > API keys",
        link: "https://deepinfra.com/docs/",
        detectors: &[secret("secret/deepinfra-key", "API key", &[shape(&[of(Alphabet::ALNUM, 32)])])
            .near(&["deepinfra", "deepinfrakey", "deepinfraapi"])],
    },
    &Provider {
        name: "Modal",
        page: "modal",
        revoke: "delete the token under Settings > API tokens",
        link: "https://modal.com/docs/reference/modal.config",
        detectors: &[
            secret("secret/modal-token-secret", "token secret", &[shape(&[text("as-"), of(Alphabet::ALNUM, 22)])]),
            secret("secret/modal-token-id", "token id", &[shape(&[text("ak-"), of(Alphabet::ALNUM, 22)])]).public(),
        ],
    },
    &Provider {
        name: "RunPod",
        page: "runpod",
        revoke: "delete the key under Settings > API keys",
        link: "https://docs.runpod.io/get-started/api-keys",
        detectors: &[
            secret("secret/runpod-key", "API key", &[shape(&[text("rpa_"), between(Alphabet::ALNUM, 38, 50)])]),
            secret("secret/runpod-old-key", "API key without prefix", &[shape(&[of(Alphabet::UPPER_ALNUM, 40)])])
                .near(&["runpod", "runpodapi", "runpodkey"]),
        ],
    },
    &Provider {
        name: "Baseten",
        page: "baseten",
        revoke: "delete the key under Settings > API keys",
        link: "https://docs.baseten.co/",
        detectors: &[secret("secret/baseten-key", "API key", &[shape(&[of(Alphabet::ALNUM.with(b"."), 41)])])
            .near(&["baseten", "basetenapi", "basetenkey"])],
    },
    &Provider {
        name: "Anyscale",
        page: "anyscale",
        revoke: "delete the key under API keys",
        link: "https://docs.anyscale.com/",
        detectors: &[secret(
            "secret/anyscale-key",
            "API key",
            &[shape(&[text("esecret_"), between(Alphabet::ALNUM, 24, 48)])],
        )],
    },
    &Provider {
        name: "fal",
        page: "fal",
        revoke: "delete the key under Keys",
        link: "https://docs.fal.ai/",
        detectors: &[secret("secret/fal-key", "API key", &[shape(&[Piece::Uuid, text(":"), of(Alphabet::HEX, 32)])])
            .near(&["fal", "falkey", "falai", "falapikey", "falcredentials"])],
    },
    &Provider {
        name: "ElevenLabs",
        page: "elevenlabs",
        revoke: "delete the key under Developers > API keys",
        link: "https://elevenlabs.io/docs/api-reference/authentication",
        detectors: &[
            secret("secret/elevenlabs-key", "API key", &[shape(&[text("sk_"), of(Alphabet::HEX, 48)])]),
            secret("secret/elevenlabs-old-key", "API key without prefix", &[shape(&[of(Alphabet::ANY_HEX, 32)])])
                .near(&["elevenlabs", "elevenlabskey", "elevenapikey", "xiapikey", "elevenkey"]),
        ],
    },
    &Provider {
        name: "Deepgram",
        page: "deepgram",
        revoke: "delete the key under Settings > API keys",
        link: "https://developers.deepgram.com/docs/create-additional-api-keys",
        detectors: &[secret("secret/deepgram-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 40)])])
            .near(&["deepgram", "deepgramapi", "dgapikey", "dgkey"])],
    },
    &Provider {
        name: "AssemblyAI",
        page: "assemblyai",
        revoke: "delete the key under API keys",
        link: "https://www.assemblyai.com/docs",
        detectors: &[secret("secret/assemblyai-key", "API key", &[shape(&[of(Alphabet::ANY_HEX, 32)])])
            .near(&["assemblyai", "assemblyaikey", "aaiapikey"])],
    },
    &Provider {
        name: "Cartesia",
        page: "cartesia",
        revoke: "delete the key under API keys",
        link: "https://docs.cartesia.ai/",
        detectors: &[secret(
            "secret/cartesia-key",
            "API key",
            &[shape(&[text("sk_car_"), between(Alphabet::ALNUM, 20, 48)])],
        )],
    },
    &Provider {
        name: "Runway",
        page: "runway",
        revoke: "disable the key in the organization's API keys",
        link: "https://docs.dev.runwayml.com/",
        detectors: &[secret("secret/runway-key", "API key", &[shape(&[text("key_"), of(Alphabet::HEX, 128)])])],
    },
    &Provider {
        name: "Clarifai",
        page: "clarifai",
        revoke: "delete the token under Settings > Security",
        link: "https://docs.clarifai.com/control/authentication/pat/",
        detectors: &[secret("secret/clarifai-token", "personal access token", &[shape(&[of(Alphabet::ANY_HEX, 32)])])
            .near(&["clarifai", "clarifaipat", "clarifaikey"])],
    },
    &Provider {
        name: "Upstage",
        page: "upstage",
        revoke: "delete the key under API keys",
        link: "https://console.upstage.ai/docs/getting-started",
        detectors: &[secret(
            "secret/upstage-key",
            "API key",
            &[shape(&[text("up_"), between(Alphabet::ALNUM, 28, 32)])],
        )],
    },
    &Provider {
        name: "Friendli",
        page: "friendli",
        revoke: "delete the token under Personal settings > Tokens",
        link: "https://friendli.ai/docs/",
        detectors: &[secret(
            "secret/friendli-token",
            "personal access token",
            &[shape(&[text("flp_"), between(Alphabet::ALNUM, 40, 56)])],
        )],
    },
];
