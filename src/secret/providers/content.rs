//! Content, design, media and maps.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Contentful",
        page: "contentful",
        revoke: "revoke the token under CMA tokens or API keys",
        link: "https://www.contentful.com/developers/docs/references/authentication/",
        detectors: &[
            secret("secret/contentful-token", "management token", &[shape(&[text("CFPAT-"), of(A::BASE64_URL, 43)])]),
            secret("secret/contentful-delivery-token", "delivery or preview token", &[shape(&[of(A::BASE64_URL, 43)])])
                .near(&["contentful", "cdatoken", "cpatoken"]),
            secret("secret/contentful-old-token", "management token of the old form", &[shape(&[of(A::ANY_HEX, 64)])])
                .near(&["contentfulmanagement", "contentfulcma"]),
        ],
    },
    &Provider {
        name: "Sanity",
        page: "sanity",
        revoke: "delete the token in the project's API settings",
        link: "https://www.sanity.io/docs/content-lake/http-auth",
        detectors: &[secret(
            "secret/sanity-token",
            "API token",
            &[shape(&[text("s"), text("k"), between(A::ALNUM, 80, 180)])],
        )
        .near(&["sanity"])],
    },
    &Provider {
        name: "Storyblok",
        page: "storyblok",
        revoke: "delete the token in the space's settings",
        link: "https://www.storyblok.com/docs/api",
        detectors: &[
            secret("secret/storyblok-token", "preview or public token", &[shape(&[of(A::ALNUM, 22), one_of(&["tt"])])])
                .near(&["storyblok"]),
            secret(
                "secret/storyblok-management-token",
                "management token",
                &[shape(&[
                    of(A::ALNUM, 22),
                    one_of(&["tt"]),
                    one_of(&["-"]),
                    between(A::DIGIT, 3, 8),
                    one_of(&["-"]),
                    between(A::BASE64_URL, 20, 24),
                ])],
            )
            .near(&["storyblok"]),
        ],
    },
    &Provider {
        name: "Prismic",
        page: "prismic",
        revoke: "delete the token under API & Security",
        link: "https://prismic.io/docs",
        detectors: &[secret(
            "secret/prismic-token",
            "permanent access token",
            &[shape(&[text("MC5"), between(A::BASE64_URL.with(b"."), 40, 140)])],
        )
        .near(&["prismic"])],
    },
    &Provider {
        name: "DatoCMS",
        page: "datocms",
        revoke: "delete the token under Settings > API tokens",
        link: "https://www.datocms.com/docs/content-management-api/authentication",
        detectors: &[secret("secret/datocms-token", "API token", &[shape(&[of(A::ANY_HEX, 30)])])
            .near(&["datocms", "datoapi", "dato"])],
    },
    &Provider {
        name: "Strapi",
        page: "strapi",
        revoke: "delete the token under Settings > API Tokens",
        link: "https://docs.strapi.io/",
        detectors: &[secret("secret/strapi-token", "API token", &[shape(&[of(A::ANY_HEX, 256)])]).near(&["strapi"])],
    },
    &Provider {
        name: "Ghost",
        page: "ghost",
        revoke: "regenerate the integration's keys",
        link: "https://docs.ghost.org/admin-api",
        detectors: &[
            secret("secret/ghost-key", "admin API key", &[shape(&[of(A::HEX, 24), text(":"), of(A::HEX, 64)])])
                .near(&["ghost", "adminapikey"]),
            secret("secret/ghost-content-key", "content API key", &[shape(&[of(A::ANY_HEX, 26)])]).near(&["ghost"]),
        ],
    },
    &Provider {
        name: "Hygraph",
        page: "hygraph",
        revoke: "delete the permanent auth token",
        link: "https://hygraph.com/docs/",
        detectors: &[secret(
            "secret/hygraph-token",
            "permanent auth token",
            &[shape(&[text("eyJhbGciOiJSUzI1NiIs"), between(A::BASE64_URL.with(b"."), 300, 1800)])],
        )
        .near(&["hygraph", "graphcms"])],
    },
    &Provider {
        name: "Webflow",
        page: "webflow",
        revoke: "revoke the token under Apps & integrations",
        link: "https://developers.webflow.com/data/reference/authentication",
        detectors: &[
            secret("secret/webflow-token", "site or access token", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["webflow"])
        ],
    },
    &Provider {
        name: "ButterCMS",
        page: "buttercms",
        revoke: "reset the API token in the settings",
        link: "https://buttercms.com/docs/api/",
        detectors: &[secret("secret/buttercms-token", "API token", &[shape(&[of(A::ANY_HEX, 40)])])
            .near(&["buttercms", "butterapi"])],
    },
    &Provider {
        name: "Builder.io",
        page: "builder-io",
        revoke: "revoke the private key in the space's settings",
        link: "https://www.builder.io/c/docs/",
        detectors: &[secret("secret/builder-io-key", "private key", &[shape(&[text("bpk-"), of(A::HEX, 32)])])],
    },
    &Provider {
        name: "Contentstack",
        page: "contentstack",
        revoke: "revoke the token in the stack's settings",
        link: "https://www.contentstack.com/docs/developers",
        detectors: &[secret(
            "secret/contentstack-token",
            "management or delivery token",
            &[
                shape(&[one_of(&["cs", "blt"]), between(A::HEX, 32, 40)]),
                shape(&[one_of(&["cs", "blt"]), of(A::HEX, 16)]),
            ],
        )
        .near(&["contentstack"])],
    },
    &Provider {
        name: "Hashnode",
        page: "hashnode",
        revoke: "revoke the token in the developer settings",
        link: "https://apidocs.hashnode.com/",
        detectors: &[
            secret("secret/hashnode-token", "personal access token", &[shape(&[Piece::Uuid])]).near(&["hashnode"])
        ],
    },
    &Provider {
        name: "DEV",
        page: "dev-to",
        revoke: "revoke the key under Settings > Extensions",
        link: "https://developers.forem.com/api",
        detectors: &[secret("secret/dev-to-key", "API key", &[shape(&[of(A::ALNUM, 24)])]).near(&["devto", "forem"])],
    },
    &Provider {
        name: "Medium",
        page: "medium",
        revoke: "revoke the integration token in the settings",
        link: "https://github.com/Medium/medium-api-docs",
        detectors: &[secret("secret/medium-token", "integration token", &[shape(&[text("2"), of(A::ANY_HEX, 64)])])
            .near(&["mediumtoken", "mediumapi", "mediumintegration", "mediumaccess"])],
    },
    &Provider {
        name: "Mapbox",
        page: "mapbox",
        revoke: "revoke the token on the account's tokens page",
        link: "https://docs.mapbox.com/accounts/guides/tokens/",
        detectors: &[
            secret(
                "secret/mapbox-secret-token",
                "secret token",
                &[shape(&[text("sk.eyJ"), between(A::BASE64_URL, 50, 180), text("."), between(A::BASE64_URL, 18, 26)])],
            ),
            secret(
                "secret/mapbox-temporary-token",
                "temporary token",
                &[shape(&[text("tk.eyJ"), between(A::BASE64_URL, 50, 400), text("."), between(A::BASE64_URL, 18, 26)])],
            ),
            secret(
                "secret/mapbox-public-token",
                "public token",
                &[shape(&[text("pk.eyJ"), between(A::BASE64_URL, 50, 180), text("."), between(A::BASE64_URL, 18, 26)])],
            )
            .public(),
        ],
    },
    &Provider {
        name: "Figma",
        page: "figma",
        revoke: "revoke the token under Settings > Security",
        link: "https://developers.figma.com/docs/rest-api/authentication/",
        detectors: &[
            secret(
                "secret/figma-token",
                "personal access token",
                &[shape(&[text("figd_"), between(A::BASE64_URL, 36, 50)])],
            ),
            secret(
                "secret/figma-oauth-token",
                "OAuth token",
                &[shape(&[
                    one_of(&["figo_", "figor_", "figoh_", "figu_", "figuh_", "figur_"]),
                    between(A::BASE64_URL, 36, 50),
                ])],
            ),
        ],
    },
    &Provider {
        name: "Adobe",
        page: "adobe",
        revoke: "delete the client secret in the developer console",
        link: "https://developer.adobe.com/developer-console/docs/guides/authentication/",
        detectors: &[
            secret(
                "secret/adobe-secret",
                "client secret",
                &[shape(&[text("p8e-"), of(A::BASE64_URL, 32)]), shape(&[text("p"), text("8"), of(A::ALNUM, 32)])],
            )
            .near(&["adobe"]),
            secret("secret/adobe-client-id", "client id", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["adobe"]).public(),
        ],
    },
    &Provider {
        name: "Cloudinary",
        page: "cloudinary",
        revoke: "regenerate the API secret under Settings > API Keys",
        link: "https://cloudinary.com/documentation/",
        detectors: &[
            secret(
                "secret/cloudinary-url",
                "URL with the API secret",
                &[shape(&[
                    text("cloudinary://"),
                    between(A::DIGIT, 12, 16),
                    text(":"),
                    between(A::BASE64_URL, 20, 40),
                    text("@"),
                    between(A::ALNUM.with(b"_-"), 2, 64),
                ])],
            ),
            secret("secret/cloudinary-secret", "API secret", &[shape(&[of(A::BASE64_URL, 27)])]).near(&["cloudinary"]),
        ],
    },
    &Provider {
        name: "imgix",
        page: "imgix",
        revoke: "disable the API key",
        link: "https://docs.imgix.com/",
        detectors: &[secret("secret/imgix-key", "API key", &[shape(&[text("ak_"), of(A::HEX, 64)])])],
    },
    &Provider {
        name: "ImageKit",
        page: "imagekit",
        revoke: "delete the private key in the developer options",
        link: "https://imagekit.io/docs/",
        detectors: &[secret(
            "secret/imagekit-key",
            "private key",
            &[shape(&[text("private_"), between(A::BASE64, 24, 36)])],
        )
        .near(&["imagekit"])],
    },
    &Provider {
        name: "Uploadcare",
        page: "uploadcare",
        revoke: "delete the secret key in the project's settings",
        link: "https://uploadcare.com/docs/",
        detectors: &[
            secret("secret/uploadcare-secret", "secret key", &[shape(&[of(A::ANY_HEX, 20)])]).near(&["uploadcare"])
        ],
    },
    &Provider {
        name: "UploadThing",
        page: "uploadthing",
        revoke: "rotate the secret in the dashboard",
        link: "https://docs.uploadthing.com/",
        detectors: &[secret("secret/uploadthing-secret", "secret key", &[shape(&[text("sk_live_"), of(A::HEX, 64)])])],
    },
    &Provider {
        name: "Filestack",
        page: "filestack",
        revoke: "regenerate the app secret in the portal",
        link: "https://www.filestack.com/docs/",
        detectors: &[
            secret("secret/filestack-secret", "app secret", &[shape(&[of(A::UPPER_ALNUM, 26)])]).near(&["filestack"])
        ],
    },
    &Provider {
        name: "Transloadit",
        page: "transloadit",
        revoke: "delete the auth key's secret",
        link: "https://transloadit.com/docs/",
        detectors: &[
            secret("secret/transloadit-secret", "auth secret", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["transloadit"])
        ],
    },
    &Provider {
        name: "Mux",
        page: "mux",
        revoke: "revoke the access token under Settings",
        link: "https://www.mux.com/docs",
        detectors: &[secret("secret/mux-secret", "access token's secret", &[shape(&[of(A::BASE64, 75)])])
            .near(&["mux", "muxtoken", "muxsecret", "muxaccess"])],
    },
    &Provider {
        name: "Vimeo",
        page: "vimeo",
        revoke: "delete the access token in the app's settings",
        link: "https://developer.vimeo.com/api/authentication",
        detectors: &[
            secret("secret/vimeo-token", "access token", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["vimeo"]),
            secret("secret/vimeo-secret", "client secret", &[shape(&[of(A::BASE64, 128)])]).near(&["vimeo"]),
        ],
    },
    &Provider {
        name: "Wistia",
        page: "wistia",
        revoke: "delete the token under Settings > API Access",
        link: "https://docs.wistia.com/",
        detectors: &[secret("secret/wistia-token", "API token", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["wistia"])],
    },
    &Provider {
        name: "Frame.io",
        page: "frame-io",
        revoke: "delete the token in the developer console",
        link: "https://developer.frame.io/",
        detectors: &[secret(
            "secret/frameio-token",
            "developer token",
            &[shape(&[text("fio-u-"), of(A::BASE64_URL.with(b"="), 64)])],
        )],
    },
    &Provider {
        name: "Lokalise",
        page: "lokalise",
        revoke: "delete the token in the profile settings",
        link: "https://developers.lokalise.com/reference/api-authentication",
        detectors: &[secret("secret/lokalise-token", "API token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["lokalise"])],
    },
    &Provider {
        name: "Crowdin",
        page: "crowdin",
        revoke: "revoke the token in the account settings",
        link: "https://support.crowdin.com/developer/",
        detectors: &[
            secret("secret/crowdin-token", "personal access token", &[shape(&[of(A::ANY_HEX, 80)])]).near(&["crowdin"])
        ],
    },
    &Provider {
        name: "Phrase",
        page: "phrase",
        revoke: "delete the token in the profile settings",
        link: "https://developers.phrase.com/",
        detectors: &[secret("secret/phrase-token", "access token", &[shape(&[of(A::ANY_HEX, 64)])])
            .near(&["phraseapp", "phraseaccess", "phraseapi", "phrasetoken"])],
    },
    &Provider {
        name: "Transifex",
        page: "transifex",
        revoke: "delete the token in the user settings",
        link: "https://developers.transifex.com/",
        detectors: &[secret("secret/transifex-token", "API token", &[shape(&[text("1/"), of(A::HEX, 40)])])],
    },
    &Provider {
        name: "POEditor",
        page: "poeditor",
        revoke: "reset the API token in the account settings",
        link: "https://poeditor.com/docs/api",
        detectors: &[secret("secret/poeditor-token", "API token", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["poeditor"])],
    },
    &Provider {
        name: "Weblate",
        page: "weblate",
        revoke: "regenerate the key in the profile",
        link: "https://docs.weblate.org/",
        detectors: &[secret(
            "secret/weblate-token",
            "API key",
            &[shape(&[one_of(&["wlu_", "wlp_"]), between(A::ALNUM, 36, 48)])],
        )],
    },
    &Provider {
        name: "DeepL",
        page: "deepl",
        revoke: "deactivate the key under API Keys",
        link: "https://developers.deepl.com/docs/",
        detectors: &[secret("secret/deepl-key", "API key", &[shape(&[Piece::Uuid])]).near(&["deepl"])],
    },
    &Provider {
        name: "Unsplash",
        page: "unsplash",
        revoke: "reset the app's keys",
        link: "https://unsplash.com/documentation",
        detectors: &[secret("secret/unsplash-key", "access or secret key", &[shape(&[of(A::BASE64_URL, 43)])])
            .near(&["unsplash"])],
    },
    &Provider {
        name: "Pexels",
        page: "pexels",
        revoke: "request a new API key",
        link: "https://www.pexels.com/api/documentation/",
        detectors: &[secret("secret/pexels-key", "API key", &[shape(&[of(A::ALNUM, 56)])]).near(&["pexels"])],
    },
    &Provider {
        name: "Pixabay",
        page: "pixabay",
        revoke: "reset the API key",
        link: "https://pixabay.com/api/docs/",
        detectors: &[secret(
            "secret/pixabay-key",
            "API key",
            &[shape(&[between(A::DIGIT, 7, 9), one_of(&["-"]), of(A::ANY_HEX, 25)])],
        )
        .near(&["pixabay"])],
    },
    &Provider {
        name: "GIPHY",
        page: "giphy",
        revoke: "delete the app's key in the dashboard",
        link: "https://developers.giphy.com/docs/",
        detectors: &[secret("secret/giphy-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["giphy"])],
    },
    &Provider {
        name: "remove.bg",
        page: "remove-bg",
        revoke: "delete the API key",
        link: "https://www.remove.bg/api",
        detectors: &[
            secret("secret/remove-bg-key", "API key", &[shape(&[between(A::ALNUM, 22, 24)])]).near(&["removebg"])
        ],
    },
    &Provider {
        name: "Freepik",
        page: "freepik",
        revoke: "delete the API key",
        link: "https://docs.freepik.com/",
        detectors: &[secret("secret/freepik-key", "API key", &[shape(&[text("FPSX"), of(A::HEX, 32)])])],
    },
    &Provider {
        name: "PDFShift",
        page: "pdfshift",
        revoke: "delete the API key",
        link: "https://docs.pdfshift.io/",
        detectors: &[
            secret("secret/pdfshift-key", "API key", &[shape(&[text("sk_"), of(A::HEX, 40)])]).near(&["pdfshift"])
        ],
    },
];
