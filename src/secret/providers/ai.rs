//! Who sells language models, images and voices.

use crate::secret::detector::providers;

providers! {
    // These two write their keys as OpenAI once did; only the words tell them apart, so they stand first.
    "Stability AI", "stability" {
        revoke: "delete the key under Account > API keys";
        link: "https://platform.stability.ai/docs/api-reference";
        "secret/stability-key" "API key" = ["sk-" ALNUM[48]]
            near ["stability", "stabilityai", "stablediffusion", "dreamstudio"];
    }
    "Moonshot AI", "moonshot" {
        revoke: "delete the key under API keys";
        link: "https://platform.moonshot.ai/docs";
        "secret/moonshot-key" "API key" = ["sk-" ALNUM[48]] near ["moonshot", "moonshotapi", "kimi", "kimiapikey"];
    }
    "OpenAI", "openai" {
        // Newer keys name their kind; `T3BlbkFJ` in their middle is base64 of `OpenAI`.
        revoke: "revoke it under API keys of the project or the organization and read the usage page";
        link: "https://platform.openai.com/docs/api-reference/authentication";
        "secret/openai-key" "API key" = ["sk-" ALNUM[20] "T3BlbkFJ" ALNUM[20]], ["sk-" ALNUM[48]];
        "secret/openai-project-key" "project API key" =
            [{"sk-proj-" | "sk-None-"} BASE64_URL[20-120] "T3BlbkFJ" BASE64_URL[20-120]],
            [{"sk-proj-" | "sk-None-"} BASE64_URL[40-250]];
        "secret/openai-service-key" "service account API key" = [{"sk-svcacct-" | "sk-service-"} BASE64_URL[40-250]];
        "secret/openai-admin-key" "admin API key" = ["sk-admin-" BASE64_URL[40-250]];
        "secret/openai-session" "session token" = ["sess-" ALNUM[40]];
        "secret/openai-organization" "organization id" = ["org-" ALNUM[24]] as public;
    }
    "Anthropic", "anthropic" {
        revoke: "delete it under Settings > API keys and read the usage page";
        link: "https://docs.anthropic.com/en/api/overview";
        "secret/anthropic-key" "API key" = ["sk-ant-api" DIGIT[2] "-" BASE64_URL[80-120]], ["sk-ant-" ALNUM[48-120]];
        "secret/anthropic-admin-key" "admin API key" = ["sk-ant-admin" DIGIT[2] "-" BASE64_URL[80-120]];
        "secret/anthropic-oauth-token" "OAuth access token" = ["sk-ant-oat" DIGIT[2] "-" BASE64_URL[80-120]];
        "secret/anthropic-refresh-token" "OAuth refresh token" = ["sk-ant-ort" DIGIT[2] "-" BASE64_URL[80-120]];
        "secret/anthropic-session" "session key" = ["sk-ant-sid" DIGIT[2] "-" BASE64_URL[80-140]];
    }
    "Hugging Face", "huggingface" {
        revoke: "invalidate it under Settings > Access tokens";
        link: "https://huggingface.co/docs/hub/security-tokens";
        "secret/huggingface-token" "user access token" = ["hf_" ALNUM[34-40]];
        "secret/huggingface-organization-token" "organization API token" = ["api_org_" ALNUM[34-36]];
    }
    "Groq", "groq" {
        revoke: "delete the key under API keys";
        link: "https://console.groq.com/docs/overview";
        "secret/groq-key" "API key" = ["gsk_" ALNUM[52-56]];
    }
    "xAI", "xai" {
        revoke: "delete the key under API keys";
        link: "https://docs.x.ai/docs/overview";
        "secret/xai-key" "API key" = ["xai-" BASE64_URL[70-100]];
    }
    "Perplexity", "perplexity" {
        revoke: "delete the key under Settings > API";
        link: "https://docs.perplexity.ai/";
        "secret/perplexity-key" "API key" = ["pplx-" ALNUM[40-56]];
    }
    "OpenRouter", "openrouter" {
        revoke: "delete the key under Settings > Keys";
        link: "https://openrouter.ai/docs/api-reference/authentication";
        "secret/openrouter-key" "API key" = [{"sk-or-v1-" | "sk-or-"} LOWER_ALNUM[48-72]];
    }
    "Cohere", "cohere" {
        revoke: "delete the key under API keys";
        link: "https://docs.cohere.com/docs/rate-limits";
        "secret/cohere-key" "API key" = [ALNUM[40]] near ["cohere", "coapikey", "coherekey", "cohereapi"];
    }
    "Mistral AI", "mistral" {
        revoke: "delete the key under API keys";
        link: "https://docs.mistral.ai/getting-started/quickstart/";
        "secret/mistral-key" "API key" = [ALNUM[32]]
            near ["mistral", "mistralapi", "mistralkey", "codestral", "mistralai"];
    }
    "AI21", "ai21" {
        revoke: "delete the key under Settings > API keys";
        link: "https://docs.ai21.com/";
        "secret/ai21-key" "API key" = [ALNUM[32]], [UUID] near ["ai21", "ai21apikey", "ai21labs", "ai21key"];
    }
    "DeepSeek", "deepseek" {
        revoke: "delete the key under API keys";
        link: "https://api-docs.deepseek.com/";
        "secret/dashscope-key" "Model Studio key of Alibaba Cloud" = ["sk-" HEX[32]]
            near ["dashscope", "qwen", "bailian", "tongyi", "modelstudio"];
        "secret/deepseek-key" "API key" = ["sk-" HEX[32]];
    }
    "Zhipu AI", "zhipu" {
        revoke: "delete the key under API keys";
        link: "https://docs.z.ai/";
        "secret/zhipu-key" "API key" = [(ALNUM ".")[49]]
            near ["zhipu", "zhipuai", "bigmodel", "zhipuapi", "chatglm", "zaiapikey", "glmapikey"];
    }
    "Together AI", "together" {
        revoke: "regenerate the key under Settings > API keys";
        link: "https://docs.together.ai/docs/quickstart";
        "secret/together-key" "API key" = ["tgp_v1_" BASE64_URL[40-48]];
        "secret/together-old-key" "API key without prefix" = [ANY_HEX[64]]
            near ["together", "togetherai", "togetherapi", "togetherkey"];
    }
    "NVIDIA", "nvidia" {
        revoke: "delete the key under Setup > API keys of NGC";
        link: "https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html";
        "secret/nvidia-key" "API key" = ["nvapi-" BASE64_URL[60-70]];
        "secret/ngc-key" "NGC key without prefix" = [BASE64_BARE[84]]
            near ["ngc", "ngcapikey", "ngckey", "nvcr", "nvcrio", "ngccli"];
    }
    "Replicate", "replicate" {
        revoke: "disable the token under Account settings > API tokens";
        link: "https://replicate.com/docs/topics/security/api-tokens";
        "secret/replicate-token" "API token" = ["r8_" ALNUM[36-40]];
    }
    "Fireworks AI", "fireworks" {
        revoke: "delete the key under API keys";
        link: "https://docs.fireworks.ai/getting-started/quickstart";
        "secret/fireworks-key" "API key" = ["fw_" ALNUM[22-24]];
    }
    "Cerebras", "cerebras" {
        revoke: "delete the key under API keys";
        link: "https://inference-docs.cerebras.ai/quickstart";
        "secret/cerebras-key" "API key" = ["csk-" LOWER_ALNUM[46-52]];
    }
    "SambaNova", "sambanova" {
        revoke: "delete the key under APIs";
        link: "https://docs.sambanova.ai/";
        "secret/sambanova-key" "API key" = [UUID] near ["sambanova", "sambanovaapi"];
    }
    "DeepInfra", "deepinfra" {
        revoke: "delete the key under Dashboard > API keys";
        link: "https://deepinfra.com/docs/";
        "secret/deepinfra-key" "API key" = [ALNUM[32]] near ["deepinfra", "deepinfrakey", "deepinfraapi"];
    }
    "Modal", "modal" {
        revoke: "delete the token under Settings > API tokens";
        link: "https://modal.com/docs/reference/modal.config";
        "secret/modal-token-secret" "token secret" = ["as-" ALNUM[22]];
        "secret/modal-token-id" "token id" = ["ak-" ALNUM[22]] as public;
    }
    "RunPod", "runpod" {
        revoke: "delete the key under Settings > API keys";
        link: "https://docs.runpod.io/get-started/api-keys";
        "secret/runpod-key" "API key" = ["rpa_" ALNUM[38-50]];
        "secret/runpod-old-key" "API key without prefix" = [UPPER_ALNUM[40]] near ["runpod", "runpodapi", "runpodkey"];
    }
    "Baseten", "baseten" {
        revoke: "delete the key under Settings > API keys";
        link: "https://docs.baseten.co/";
        "secret/baseten-key" "API key" = [(ALNUM ".")[41]] near ["baseten", "basetenapi", "basetenkey"];
    }
    "Anyscale", "anyscale" {
        revoke: "delete the key under API keys";
        link: "https://docs.anyscale.com/";
        "secret/anyscale-key" "API key" = ["esecret_" ALNUM[24-48]];
    }
    "fal", "fal" {
        revoke: "delete the key under Keys";
        link: "https://docs.fal.ai/";
        "secret/fal-key" "API key" = [UUID ":" HEX[32]] near ["fal", "falkey", "falai", "falapikey", "falcredentials"];
    }
    "ElevenLabs", "elevenlabs" {
        revoke: "delete the key under Developers > API keys";
        link: "https://elevenlabs.io/docs/api-reference/authentication";
        "secret/elevenlabs-key" "API key" = ["sk_" HEX[48]];
        "secret/elevenlabs-old-key" "API key without prefix" = [ANY_HEX[32]]
            near ["elevenlabs", "elevenlabskey", "elevenapikey", "xiapikey", "elevenkey"];
    }
    "Deepgram", "deepgram" {
        revoke: "delete the key under Settings > API keys";
        link: "https://developers.deepgram.com/docs/create-additional-api-keys";
        "secret/deepgram-key" "API key" = [ANY_HEX[40]] near ["deepgram", "deepgramapi", "dgapikey", "dgkey"];
    }
    "AssemblyAI", "assemblyai" {
        revoke: "delete the key under API keys";
        link: "https://www.assemblyai.com/docs";
        "secret/assemblyai-key" "API key" = [ANY_HEX[32]] near ["assemblyai", "assemblyaikey", "aaiapikey"];
    }
    "Cartesia", "cartesia" {
        revoke: "delete the key under API keys";
        link: "https://docs.cartesia.ai/";
        "secret/cartesia-key" "API key" = ["sk_car_" ALNUM[20-48]];
    }
    "Runway", "runway" {
        revoke: "disable the key in the organization's API keys";
        link: "https://docs.dev.runwayml.com/";
        "secret/runway-key" "API key" = ["key_" HEX[128]];
    }
    "Clarifai", "clarifai" {
        revoke: "delete the token under Settings > Security";
        link: "https://docs.clarifai.com/control/authentication/pat/";
        "secret/clarifai-token" "personal access token" = [ANY_HEX[32]] near ["clarifai", "clarifaipat", "clarifaikey"];
    }
    "Upstage", "upstage" {
        revoke: "delete the key under API keys";
        link: "https://console.upstage.ai/docs/getting-started";
        "secret/upstage-key" "API key" = ["up_" ALNUM[28-32]];
    }
    "Friendli", "friendli" {
        revoke: "delete the token under Personal settings > Tokens";
        link: "https://friendli.ai/docs/";
        "secret/friendli-token" "personal access token" = ["flp_" ALNUM[40-56]];
    }
}
