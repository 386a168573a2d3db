//! Content, design, media and maps.

use crate::secret::detector::providers;

providers! {
    "Contentful", "contentful" {
        revoke: "revoke the token under CMA tokens or API keys";
        link: "https://www.contentful.com/developers/docs/references/authentication/";
        "secret/contentful-token" "management token" = ["CFPAT-" BASE64_URL[43]];
        "secret/contentful-delivery-token" "delivery or preview token" = [BASE64_URL[43]]
            near ["contentful", "cdatoken", "cpatoken"];
        "secret/contentful-old-token" "management token of the old form" = [ANY_HEX[64]]
            near ["contentfulmanagement", "contentfulcma"];
    }
    "Sanity", "sanity" {
        revoke: "delete the token in the project's API settings";
        link: "https://www.sanity.io/docs/content-lake/http-auth";
        "secret/sanity-token" "API token" = ["s" "k" ALNUM[80-180]] near ["sanity"];
    }
    "Storyblok", "storyblok" {
        revoke: "delete the token in the space's settings";
        link: "https://www.storyblok.com/docs/api";
        "secret/storyblok-token" "preview or public token" = [ALNUM[22] {"tt"}] near ["storyblok"];
        "secret/storyblok-management-token" "management token" =
            [ALNUM[22] {"tt"} {"-"} DIGIT[3-8] {"-"} BASE64_URL[20-24]]
            near ["storyblok"];
    }
    "Prismic", "prismic" {
        revoke: "delete the token under API & Security";
        link: "https://prismic.io/docs";
        "secret/prismic-token" "permanent access token" = ["MC5" (BASE64_URL ".")[40-140]] near ["prismic"];
    }
    "DatoCMS", "datocms" {
        revoke: "delete the token under Settings > API tokens";
        link: "https://www.datocms.com/docs/content-management-api/authentication";
        "secret/datocms-token" "API token" = [ANY_HEX[30]] near ["datocms", "datoapi", "dato"];
    }
    "Strapi", "strapi" {
        revoke: "delete the token under Settings > API Tokens";
        link: "https://docs.strapi.io/";
        "secret/strapi-token" "API token" = [ANY_HEX[256]] near ["strapi"];
    }
    "Ghost", "ghost" {
        revoke: "regenerate the integration's keys";
        link: "https://docs.ghost.org/admin-api";
        "secret/ghost-key" "admin API key" = [HEX[24] ":" HEX[64]] near ["ghost", "adminapikey"];
        "secret/ghost-content-key" "content API key" = [ANY_HEX[26]] near ["ghost"];
    }
    "Hygraph", "hygraph" {
        revoke: "delete the permanent auth token";
        link: "https://hygraph.com/docs/";
        "secret/hygraph-token" "permanent auth token" = ["eyJhbGciOiJSUzI1NiIs" (BASE64_URL ".")[300-1800]]
            near ["hygraph", "graphcms"];
    }
    "Webflow", "webflow" {
        revoke: "revoke the token under Apps & integrations";
        link: "https://developers.webflow.com/data/reference/authentication";
        "secret/webflow-token" "site or access token" = [ANY_HEX[64]] near ["webflow"];
    }
    "ButterCMS", "buttercms" {
        revoke: "reset the API token in the settings";
        link: "https://buttercms.com/docs/api/";
        "secret/buttercms-token" "API token" = [ANY_HEX[40]] near ["buttercms", "butterapi"];
    }
    "Builder.io", "builder-io" {
        revoke: "revoke the private key in the space's settings";
        link: "https://www.builder.io/c/docs/";
        "secret/builder-io-key" "private key" = ["bpk-" HEX[32]];
    }
    "Contentstack", "contentstack" {
        revoke: "revoke the token in the stack's settings";
        link: "https://www.contentstack.com/docs/developers";
        "secret/contentstack-token" "management or delivery token" =
            [{"cs" | "blt"} HEX[32-40]],
            [{"cs" | "blt"} HEX[16]]
            near ["contentstack"];
    }
    "Hashnode", "hashnode" {
        revoke: "revoke the token in the developer settings";
        link: "https://apidocs.hashnode.com/";
        "secret/hashnode-token" "personal access token" = [UUID] near ["hashnode"];
    }
    "DEV", "dev-to" {
        revoke: "revoke the key under Settings > Extensions";
        link: "https://developers.forem.com/api";
        "secret/dev-to-key" "API key" = [ALNUM[24]] near ["devto", "forem"];
    }
    "Medium", "medium" {
        revoke: "revoke the integration token in the settings";
        link: "https://github.com/Medium/medium-api-docs";
        "secret/medium-token" "integration token" = ["2" ANY_HEX[64]]
            near ["mediumtoken", "mediumapi", "mediumintegration", "mediumaccess"];
    }
    "Mapbox", "mapbox" {
        revoke: "revoke the token on the account's tokens page";
        link: "https://docs.mapbox.com/accounts/guides/tokens/";
        "secret/mapbox-secret-token" "secret token" = ["sk.eyJ" BASE64_URL[50-180] "." BASE64_URL[18-26]];
        "secret/mapbox-temporary-token" "temporary token" = ["tk.eyJ" BASE64_URL[50-400] "." BASE64_URL[18-26]];
        "secret/mapbox-public-token" "public token" = ["pk.eyJ" BASE64_URL[50-180] "." BASE64_URL[18-26]] as public;
    }
    "Figma", "figma" {
        revoke: "revoke the token under Settings > Security";
        link: "https://developers.figma.com/docs/rest-api/authentication/";
        "secret/figma-token" "personal access token" = ["figd_" BASE64_URL[36-50]];
        "secret/figma-oauth-token" "OAuth token" =
            [{"figo_" | "figor_" | "figoh_" | "figu_" | "figuh_" | "figur_"} BASE64_URL[36-50]];
    }
    "Adobe", "adobe" {
        revoke: "delete the client secret in the developer console";
        link: "https://developer.adobe.com/developer-console/docs/guides/authentication/";
        "secret/adobe-secret" "client secret" = ["p8e-" BASE64_URL[32]], ["p" "8" ALNUM[32]] near ["adobe"];
        "secret/adobe-client-id" "client id" = [ANY_HEX[32]] near ["adobe"] as public;
    }
    "Cloudinary", "cloudinary" {
        revoke: "regenerate the API secret under Settings > API Keys";
        link: "https://cloudinary.com/documentation/";
        "secret/cloudinary-url" "URL with the API secret" =
            ["cloudinary://" DIGIT[12-16] ":" BASE64_URL[20-40] "@" (ALNUM "_-")[2-64]];
        "secret/cloudinary-secret" "API secret" = [BASE64_URL[27]] near ["cloudinary"];
    }
    "imgix", "imgix" {
        revoke: "disable the API key";
        link: "https://docs.imgix.com/";
        "secret/imgix-key" "API key" = ["ak_" HEX[64]];
    }
    "ImageKit", "imagekit" {
        revoke: "delete the private key in the developer options";
        link: "https://imagekit.io/docs/";
        "secret/imagekit-key" "private key" = ["private_" BASE64[24-36]] near ["imagekit"];
    }
    "Uploadcare", "uploadcare" {
        revoke: "delete the secret key in the project's settings";
        link: "https://uploadcare.com/docs/";
        "secret/uploadcare-secret" "secret key" = [ANY_HEX[20]] near ["uploadcare"];
    }
    "UploadThing", "uploadthing" {
        revoke: "rotate the secret in the dashboard";
        link: "https://docs.uploadthing.com/";
        "secret/uploadthing-secret" "secret key" = ["sk_live_" HEX[64]];
    }
    "Filestack", "filestack" {
        revoke: "regenerate the app secret in the portal";
        link: "https://www.filestack.com/docs/";
        "secret/filestack-secret" "app secret" = [UPPER_ALNUM[26]] near ["filestack"];
    }
    "Transloadit", "transloadit" {
        revoke: "delete the auth key's secret";
        link: "https://transloadit.com/docs/";
        "secret/transloadit-secret" "auth secret" = [ANY_HEX[40]] near ["transloadit"];
    }
    "Mux", "mux" {
        revoke: "revoke the access token under Settings";
        link: "https://www.mux.com/docs";
        "secret/mux-secret" "access token's secret" = [BASE64[75]] near ["mux", "muxtoken", "muxsecret", "muxaccess"];
    }
    "Vimeo", "vimeo" {
        revoke: "delete the access token in the app's settings";
        link: "https://developer.vimeo.com/api/authentication";
        "secret/vimeo-token" "access token" = [ANY_HEX[32]] near ["vimeo"];
        "secret/vimeo-secret" "client secret" = [BASE64[128]] near ["vimeo"];
    }
    "Wistia", "wistia" {
        revoke: "delete the token under Settings > API Access";
        link: "https://docs.wistia.com/";
        "secret/wistia-token" "API token" = [ANY_HEX[64]] near ["wistia"];
    }
    "Frame.io", "frame-io" {
        revoke: "delete the token in the developer console";
        link: "https://developer.frame.io/";
        "secret/frameio-token" "developer token" = ["fio-u-" (BASE64_URL "=")[64]];
    }
    "Lokalise", "lokalise" {
        revoke: "delete the token in the profile settings";
        link: "https://developers.lokalise.com/reference/api-authentication";
        "secret/lokalise-token" "API token" = [ANY_HEX[40]] near ["lokalise"];
    }
    "Crowdin", "crowdin" {
        revoke: "revoke the token in the account settings";
        link: "https://support.crowdin.com/developer/";
        "secret/crowdin-token" "personal access token" = [ANY_HEX[80]] near ["crowdin"];
    }
    "Phrase", "phrase" {
        revoke: "delete the token in the profile settings";
        link: "https://developers.phrase.com/";
        "secret/phrase-token" "access token" = [ANY_HEX[64]]
            near ["phraseapp", "phraseaccess", "phraseapi", "phrasetoken"];
    }
    "Transifex", "transifex" {
        revoke: "delete the token in the user settings";
        link: "https://developers.transifex.com/";
        "secret/transifex-token" "API token" = ["1/" HEX[40]];
    }
    "POEditor", "poeditor" {
        revoke: "reset the API token in the account settings";
        link: "https://poeditor.com/docs/api";
        "secret/poeditor-token" "API token" = [ANY_HEX[32]] near ["poeditor"];
    }
    "Weblate", "weblate" {
        revoke: "regenerate the key in the profile";
        link: "https://docs.weblate.org/";
        "secret/weblate-token" "API key" = [{"wlu_" | "wlp_"} ALNUM[36-48]];
    }
    "DeepL", "deepl" {
        revoke: "deactivate the key under API Keys";
        link: "https://developers.deepl.com/docs/";
        "secret/deepl-key" "API key" = [UUID] near ["deepl"];
    }
    "Unsplash", "unsplash" {
        revoke: "reset the app's keys";
        link: "https://unsplash.com/documentation";
        "secret/unsplash-key" "access or secret key" = [BASE64_URL[43]] near ["unsplash"];
    }
    "Pexels", "pexels" {
        revoke: "request a new API key";
        link: "https://www.pexels.com/api/documentation/";
        "secret/pexels-key" "API key" = [ALNUM[56]] near ["pexels"];
    }
    "Pixabay", "pixabay" {
        revoke: "reset the API key";
        link: "https://pixabay.com/api/docs/";
        "secret/pixabay-key" "API key" = [DIGIT[7-9] {"-"} ANY_HEX[25]] near ["pixabay"];
    }
    "GIPHY", "giphy" {
        revoke: "delete the app's key in the dashboard";
        link: "https://developers.giphy.com/docs/";
        "secret/giphy-key" "API key" = [ALNUM[32]] near ["giphy"];
    }
    "remove.bg", "remove-bg" {
        revoke: "delete the API key";
        link: "https://www.remove.bg/api";
        "secret/remove-bg-key" "API key" = [ALNUM[22-24]] near ["removebg"];
    }
    "Freepik", "freepik" {
        revoke: "delete the API key";
        link: "https://docs.freepik.com/";
        "secret/freepik-key" "API key" = ["FPSX" HEX[32]];
    }
    "PDFShift", "pdfshift" {
        revoke: "delete the API key";
        link: "https://docs.pdfshift.io/";
        "secret/pdfshift-key" "API key" = ["sk_" HEX[40]] near ["pdfshift"];
    }
}
