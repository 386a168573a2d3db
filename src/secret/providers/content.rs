//! Content, designs and translations.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] =
    &[&CONTENTFUL, &SANITY, &CMS, &MAPBOX, &TYPEFORM, &FRAMEIO, &README, &TRANSLATION, &FIGMA];

static CONTENTFUL: Provider = Provider {
    name: "Contentful",
    page: "contentful",
    revoke: "revoke the token",
    link: "https://www.contentful.com/developers/docs/",
    detectors: &[
        secret("secret/contentful-token", "management token", &[shape(&[text("CFPAT-"), of(A::BASE64_URL, 43)])]),
        secret("secret/contentful-delivery-token", "delivery token", &[shape(&[of(A::BASE64_URL, 43)])])
            .near(&["contentful", "cdatoken"]),
    ],
};

static SANITY: Provider = Provider {
    name: "Sanity",
    page: "sanity",
    revoke: "delete the token",
    link: "https://www.sanity.io/docs",
    detectors: &[secret("secret/sanity-token", "API token", &[shape(&[text("sk"), between(A::ALNUM, 80, 180)])])],
};

static CMS: Provider = Provider {
    name: "Storyblok, Prismic, DatoCMS, Strapi",
    page: "cms",
    revoke: "delete the token",
    link: "https://www.storyblok.com/docs",
    detectors: &[
        secret("secret/storyblok-token", "Storyblok token", &[shape(&[of(A::ALNUM, 22), text("tt")])])
            .near(&["storyblok"]),
        secret(
            "secret/prismic-token",
            "Prismic token",
            &[shape(&[text("MC5"), between(A::BASE64_URL.with(b"."), 40, 120)])],
        )
        .near(&["prismic"]),
        secret("secret/datocms-token", "DatoCMS token", &[shape(&[of(A::HEX, 30)])]).near(&["dato", "datocms"]),
        secret("secret/strapi-token", "Strapi token", &[shape(&[of(A::HEX, 256)])]).near(&["strapi"]),
        secret("secret/ghost-key", "Ghost admin API key", &[shape(&[of(A::HEX, 24), text(":"), of(A::HEX, 64)])]),
        secret(
            "secret/hygraph-token",
            "Hygraph token",
            &[shape(&[text("eyJhbGciOiJSUzI1NiIs"), between(A::BASE64_URL.with(b"."), 300, 1500)])],
        )
        .near(&["hygraph", "graphcms"]),
        secret("secret/webflow-token", "Webflow token", &[shape(&[of(A::HEX, 64)])]).near(&["webflow"]),
    ],
};

static MAPBOX: Provider = Provider {
    name: "Mapbox",
    page: "mapbox",
    revoke: "revoke the token",
    link: "https://docs.mapbox.com/accounts/guides/tokens/",
    detectors: &[
        secret(
            "secret/mapbox-secret-token",
            "secret token",
            &[shape(&[text("sk.eyJ"), between(A::BASE64_URL, 60, 160), text("."), between(A::BASE64_URL, 20, 24)])],
        ),
        secret(
            "secret/mapbox-public-token",
            "public token",
            &[shape(&[text("pk.eyJ"), between(A::BASE64_URL, 60, 160), text("."), between(A::BASE64_URL, 20, 24)])],
        )
        .public(),
        secret(
            "secret/mapbox-temporary-token",
            "temporary token",
            &[shape(&[text("tk.eyJ"), between(A::BASE64_URL, 60, 260), text("."), between(A::BASE64_URL, 20, 24)])],
        ),
    ],
};

static TYPEFORM: Provider = Provider {
    name: "Typeform",
    page: "typeform",
    revoke: "revoke the token",
    link: "https://www.typeform.com/developers/",
    detectors: &[secret(
        "secret/typeform-token",
        "access token",
        &[shape(&[text("tfp_"), between(A::BASE64_URL.with(b"=."), 40, 70)])],
    )],
};

static FRAMEIO: Provider = Provider {
    name: "Frame.io",
    page: "frameio",
    revoke: "delete the token",
    link: "https://developer.frame.io/",
    detectors: &[secret(
        "secret/frameio-token",
        "developer token",
        &[shape(&[text("fio-u-"), of(A::BASE64_URL.with(b"="), 64)])],
    )],
};

static README: Provider = Provider {
    name: "ReadMe",
    page: "readme",
    revoke: "delete the API key",
    link: "https://docs.readme.com/",
    detectors: &[secret("secret/readme-key", "API key", &[shape(&[text("rdme_"), of(A::LOWER_ALNUM, 70)])])],
};

static TRANSLATION: Provider = Provider {
    name: "Lokalise, Crowdin, Phrase",
    page: "translation",
    revoke: "delete the token",
    link: "https://developers.lokalise.com/",
    detectors: &[
        secret("secret/lokalise-token", "Lokalise token", &[shape(&[of(A::HEX, 40)])]).near(&["lokalise"]),
        secret("secret/crowdin-token", "Crowdin token", &[shape(&[of(A::HEX, 80)])]).near(&["crowdin"]),
        secret("secret/phrase-token", "Phrase token", &[shape(&[of(A::HEX, 64)])]).near(&["phraseapp", "phraseaccess"]),
        secret("secret/deepl-key", "DeepL key", &[shape(&[super::UUID])]).near(&["deepl"]),
    ],
};

static FIGMA: Provider = Provider {
    name: "Figma",
    page: "figma",
    revoke: "revoke the token in the settings",
    link: "https://www.figma.com/developers/api",
    detectors: &[
        secret(
            "secret/figma-token",
            "personal access token",
            &[shape(&[text("figd_"), between(A::BASE64_URL, 38, 48)])],
        ),
        secret(
            "secret/figma-oauth-token",
            "OAuth token",
            &[shape(&[one_of(&["figo_", "figor_", "figoh_", "figu_", "figuh_"]), between(A::BASE64_URL, 38, 48)])],
        ),
        secret("secret/figma-old-token", "token of the old form", &[shape(&[of(A::DIGIT, 6), text("-"), super::UUID])])
            .near(&["figma"]),
    ],
};
