//! Weather, maps, news, finance, things: what sells facts by the request.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "GNews",
        page: "gnews",
        revoke: "reset the API key",
        link: "https://docs.gnews.io/",
        detectors: &[secret("secret/gnews-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["gnews"])],
    },
    &Provider {
        name: "News API",
        page: "newsapi",
        revoke: "reset the API key",
        link: "https://newsapi.org/docs",
        detectors: &[secret("secret/newsapi-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["newsapi"])],
    },
    &Provider {
        name: "The Guardian",
        page: "guardian",
        revoke: "request a new key",
        link: "https://open-platform.theguardian.com/documentation/",
        detectors: &[secret("secret/guardian-key", "API key", &[shape(&[Piece::Uuid])])
            .near(&["guardianapi", "guardiankey", "theguardian"])],
    },
    &Provider {
        name: "New York Times",
        page: "nytimes",
        revoke: "delete the app's key",
        link: "https://developer.nytimes.com/get-started",
        detectors: &[secret("secret/nytimes-key", "API key", &[shape(&[of(A::BASE64_URL.with(b"="), 32)])])
            .near(&["nytimes", "newyorktimes", "nytapi"])],
    },
    &Provider {
        name: "mediastack",
        page: "mediastack",
        revoke: "reset the access key",
        link: "https://mediastack.com/documentation",
        detectors: &[
            secret("secret/mediastack-key", "access key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["mediastack"])
        ],
    },
    &Provider {
        name: "TMDB",
        page: "tmdb",
        revoke: "regenerate the API key in the settings",
        link: "https://developer.themoviedb.org/docs/",
        detectors: &[secret("secret/tmdb-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["tmdb", "themoviedb", "tmdbapi", "moviedb"])],
    },
    &Provider {
        name: "Trakt",
        page: "trakt",
        revoke: "reset the client secret",
        link: "https://trakt.docs.apiary.io/",
        detectors: &[
            secret("secret/trakt-secret", "client id or secret", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["trakt"])
        ],
    },
    &Provider {
        name: "Last.fm",
        page: "lastfm",
        revoke: "ask for a new API account",
        link: "https://www.last.fm/api",
        detectors: &[secret("secret/lastfm-key", "API key or shared secret", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["lastfm", "audioscrobbler"])],
    },
    &Provider {
        name: "Genius",
        page: "genius",
        revoke: "regenerate the client access token",
        link: "https://docs.genius.com/",
        detectors: &[secret("secret/genius-token", "access token", &[shape(&[of(A::BASE64_URL, 64)])])
            .near(&["geniusapi", "geniusaccess", "geniustoken", "geniusclient"])],
    },
    &Provider {
        name: "Musixmatch",
        page: "musixmatch",
        revoke: "reset the API key",
        link: "https://docs.musixmatch.com/",
        detectors: &[secret("secret/musixmatch-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["musixmatch"])],
    },
    &Provider {
        name: "Discogs",
        page: "discogs",
        revoke: "generate a new token in the developer settings",
        link: "https://www.discogs.com/developers/",
        detectors: &[secret("secret/discogs-token", "user token", &[shape(&[of(A::LETTER, 40)])]).near(&["discogs"])],
    },
    &Provider {
        name: "Finnhub",
        page: "finnhub",
        revoke: "regenerate the API key",
        link: "https://finnhub.io/docs/api",
        detectors: &[secret(
            "secret/finnhub-key",
            "API key",
            &[shape(&[of(A::LOWER_ALNUM, 20)]), shape(&[of(A::LOWER_ALNUM, 40)])],
        )
        .near(&["finnhub"])],
    },
    &Provider {
        name: "Alpha Vantage",
        page: "alphavantage",
        revoke: "request a new key",
        link: "https://www.alphavantage.co/documentation/",
        detectors: &[
            secret("secret/alphavantage-key", "API key", &[shape(&[of(A::UPPER_ALNUM, 16)])]).near(&["alphavantage"])
        ],
    },
    &Provider {
        name: "Polygon.io",
        page: "polygon-io",
        revoke: "delete the API key in the dashboard",
        link: "https://polygon.io/docs",
        detectors: &[secret("secret/polygon-io-key", "API key", &[shape(&[of(A::BASE64_URL, 32)])])
            .near(&["polygonio", "polygonapi", "polygonkey"])],
    },
    &Provider {
        name: "IEX Cloud",
        page: "iex-cloud",
        revoke: "rotate the token in the console",
        link: "https://iexcloud.io/docs/",
        detectors: &[
            secret("secret/iex-cloud-token", "secret token", &[shape(&[text("sk_"), of(A::HEX, 32)])])
                .near(&["iexcloud", "iextoken", "iexapi", "iexkey"]),
            secret(
                "secret/iex-cloud-test-token",
                "sandbox token",
                &[shape(&[one_of(&["Tsk_", "Tpk_"]), of(A::HEX, 32)])],
            )
            .test(),
        ],
    },
    &Provider {
        name: "Tiingo",
        page: "tiingo",
        revoke: "regenerate the API token",
        link: "https://www.tiingo.com/documentation/",
        detectors: &[secret("secret/tiingo-token", "API token", &[shape(&[of(A::ANY_HEX, 40)])]).near(&["tiingo"])],
    },
    &Provider {
        name: "Twelve Data",
        page: "twelve-data",
        revoke: "reset the API key",
        link: "https://twelvedata.com/docs",
        detectors: &[secret("secret/twelve-data-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["twelvedata"])],
    },
    &Provider {
        name: "Financial Modeling Prep",
        page: "fmp",
        revoke: "reset the API key",
        link: "https://site.financialmodelingprep.com/developer/docs",
        detectors: &[secret("secret/fmp-key", "API key", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["financialmodelingprep", "fmpapi", "fmpkey"])],
    },
    &Provider {
        name: "Nasdaq Data Link",
        page: "nasdaq",
        revoke: "reset the API key in the profile",
        link: "https://docs.data.nasdaq.com/",
        detectors: &[secret("secret/nasdaq-key", "API key", &[shape(&[of(A::BASE64_URL, 20)])])
            .near(&["quandl", "nasdaqdata", "nasdaqapi"])],
    },
    &Provider {
        name: "marketstack",
        page: "marketstack",
        revoke: "reset the access key",
        link: "https://marketstack.com/documentation",
        detectors: &[
            secret("secret/marketstack-key", "access key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["marketstack"])
        ],
    },
    &Provider {
        name: "Open Exchange Rates",
        page: "openexchangerates",
        revoke: "deactivate the App ID",
        link: "https://docs.openexchangerates.org/",
        detectors: &[secret("secret/openexchangerates-id", "App ID", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["openexchangerates", "openexchange", "oxrapp"])],
    },
    &Provider {
        name: "Fixer",
        page: "fixer",
        revoke: "reset the access key",
        link: "https://fixer.io/documentation",
        detectors: &[secret(
            "secret/fixer-key",
            "access key",
            &[shape(&[of(A::ANY_HEX, 32)]), shape(&[of(A::ALNUM, 32)])],
        )
        .near(&["fixerapi", "fixerio", "fixerkey", "fixeraccess"])],
    },
    &Provider {
        name: "currencylayer",
        page: "currencylayer",
        revoke: "reset the access key",
        link: "https://currencylayer.com/documentation",
        detectors: &[
            secret("secret/currencylayer-key", "access key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["currencylayer"])
        ],
    },
    &Provider {
        name: "ExchangeRate-API",
        page: "exchangerate-api",
        revoke: "delete the API key",
        link: "https://www.exchangerate-api.com/docs/",
        detectors: &[secret("secret/exchangerate-api-key", "API key", &[shape(&[of(A::ANY_HEX, 24)])])
            .near(&["exchangerateapi", "exchangerate"])],
    },
    &Provider {
        name: "NASA",
        page: "nasa",
        revoke: "request a new key",
        link: "https://api.nasa.gov/",
        detectors: &[secret("secret/nasa-key", "API key", &[shape(&[of(A::ALNUM, 40)])])
            .near(&["nasaapi", "nasakey", "datagov"])],
    },
    &Provider {
        name: "FRED",
        page: "fred",
        revoke: "delete the API key in the account",
        link: "https://fred.stlouisfed.org/docs/api/fred/",
        detectors: &[secret("secret/fred-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["fredapi", "fredkey", "stlouisfed"])],
    },
    &Provider {
        name: "Spoonacular",
        page: "spoonacular",
        revoke: "reset the API key in the console",
        link: "https://spoonacular.com/food-api/docs",
        detectors: &[
            secret("secret/spoonacular-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["spoonacular"])
        ],
    },
    &Provider {
        name: "Edamam",
        page: "edamam",
        revoke: "delete the application key",
        link: "https://developer.edamam.com/",
        detectors: &[secret("secret/edamam-key", "application key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["edamam"])],
    },
    &Provider {
        name: "Nutritionix",
        page: "nutritionix",
        revoke: "delete the application key",
        link: "https://docx.syndigo.com/developers/docs",
        detectors: &[
            secret("secret/nutritionix-key", "application key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["nutritionix"])
        ],
    },
    &Provider {
        name: "Riot Games",
        page: "riot",
        revoke: "regenerate the key in the developer portal",
        link: "https://developer.riotgames.com/docs/portal",
        detectors: &[secret("secret/riot-key", "API key", &[shape(&[text("RGAPI-"), Piece::Uuid])])],
    },
    &Provider {
        name: "Steam",
        page: "steam",
        revoke: "revoke the key on the Web API page",
        link: "https://partner.steamgames.com/doc/webapi_overview/auth",
        detectors: &[secret("secret/steam-key", "web API key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["steamapi", "steamweb", "steamkey", "steamwebapi"])],
    },
    &Provider {
        name: "RAWG",
        page: "rawg",
        revoke: "request a new key",
        link: "https://rawg.io/apidocs",
        detectors: &[secret("secret/rawg-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["rawg"])],
    },
    &Provider {
        name: "Battle.net",
        page: "battle-net",
        revoke: "reset the client secret",
        link: "https://develop.battle.net/documentation/",
        detectors: &[secret("secret/battle-net-secret", "client secret", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["battlenet", "blizzard", "bnet"])],
    },
    &Provider {
        name: "Wolfram Alpha",
        page: "wolfram",
        revoke: "delete the App ID",
        link: "https://products.wolframalpha.com/api/documentation",
        detectors: &[secret(
            "secret/wolfram-id",
            "App ID",
            &[shape(&[of(A::UPPER_ALNUM, 6), one_of(&["-"]), of(A::UPPER_ALNUM, 10)])],
        )
        .near(&["wolfram"])],
    },
    &Provider {
        name: "Have I Been Pwned",
        page: "hibp",
        revoke: "regenerate the API key",
        link: "https://haveibeenpwned.com/API/v3",
        detectors: &[secret("secret/hibp-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["hibp", "haveibeenpwned", "pwned"])],
    },
    &Provider {
        name: "SecurityTrails",
        page: "securitytrails",
        revoke: "delete the API key",
        link: "https://docs.securitytrails.com/",
        detectors: &[
            secret("secret/securitytrails-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["securitytrails"])
        ],
    },
    &Provider {
        name: "Censys",
        page: "censys",
        revoke: "reset the API secret in the account",
        link: "https://docs.censys.com/",
        detectors: &[
            secret(
                "secret/censys-token",
                "personal access token",
                &[shape(&[text("censys_"), between(A::ALNUM, 8, 12), text("_"), between(A::ALNUM, 20, 40)])],
            ),
            secret("secret/censys-secret", "API secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["censys"]),
        ],
    },
    &Provider {
        name: "GreyNoise",
        page: "greynoise",
        revoke: "reset the API key in the account",
        link: "https://docs.greynoise.io/",
        detectors: &[secret("secret/greynoise-key", "API key", &[shape(&[of(A::ALNUM, 64)])]).near(&["greynoise"])],
    },
    &Provider {
        name: "urlscan",
        page: "urlscan",
        revoke: "delete the API key in the settings",
        link: "https://urlscan.io/docs/api/",
        detectors: &[secret("secret/urlscan-key", "API key", &[shape(&[Piece::Uuid])]).near(&["urlscan"])],
    },
    &Provider {
        name: "People Data Labs",
        page: "people-data-labs",
        revoke: "delete the API key",
        link: "https://docs.peopledatalabs.com/",
        detectors: &[secret("secret/people-data-labs-key", "API key", &[shape(&[of(A::ANY_HEX, 64)])])
            .near(&["peopledatalabs", "pdlapi"])],
    },
    &Provider {
        name: "FullContact",
        page: "fullcontact",
        revoke: "delete the API key",
        link: "https://platform.fullcontact.com/docs",
        detectors: &[secret("secret/fullcontact-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["fullcontact"])],
    },
    &Provider {
        name: "numverify",
        page: "numverify",
        revoke: "reset the access key",
        link: "https://numverify.com/documentation",
        detectors: &[secret("secret/numverify-key", "access key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["numverify"])],
    },
    &Provider {
        name: "Adafruit IO",
        page: "adafruit",
        revoke: "regenerate the key in the account",
        link: "https://io.adafruit.com/api/docs/",
        detectors: &[
            secret("secret/adafruit-key", "API key", &[shape(&[text("aio_"), of(A::ALNUM, 28)])]),
            secret("secret/adafruit-old-key", "API key of the old form", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["adafruit", "aiokey"]),
        ],
    },
    &Provider {
        name: "Particle",
        page: "particle",
        revoke: "delete the access token",
        link: "https://docs.particle.io/",
        detectors: &[secret("secret/particle-token", "access token", &[shape(&[of(A::ANY_HEX, 40)])])
            .near(&["particleaccess", "particletoken", "particleio", "particleapi"])],
    },
    &Provider {
        name: "Blynk",
        page: "blynk",
        revoke: "refresh the device's token",
        link: "https://docs.blynk.io/",
        detectors: &[secret("secret/blynk-token", "auth token", &[shape(&[of(A::BASE64_URL, 32)])]).near(&["blynk"])],
    },
    &Provider {
        name: "ThingSpeak",
        page: "thingspeak",
        revoke: "generate a new API key for the channel",
        link: "https://www.mathworks.com/help/thingspeak/",
        detectors: &[
            secret("secret/thingspeak-key", "API key", &[shape(&[of(A::UPPER_ALNUM, 16)])]).near(&["thingspeak"])
        ],
    },
    &Provider {
        name: "Philips Hue",
        page: "hue",
        revoke: "delete the application from the bridge",
        link: "https://developers.meethue.com/",
        detectors: &[secret("secret/hue-key", "application key", &[shape(&[of(A::BASE64_URL, 40)])])
            .near(&["philipshue", "huebridge", "hueuser", "hueapi"])],
    },
    &Provider {
        name: "SmartThings",
        page: "smartthings",
        revoke: "delete the token",
        link: "https://developer.smartthings.com/docs/",
        detectors: &[secret("secret/smartthings-token", "personal access token", &[shape(&[Piece::Uuid])])
            .near(&["smartthings"])],
    },
    &Provider {
        name: "Tuya",
        page: "tuya",
        revoke: "reset the project's access secret",
        link: "https://developer.tuya.com/en/docs/iot/",
        detectors: &[secret(
            "secret/tuya-secret",
            "access secret or local key",
            &[shape(&[of(A::LOWER_ALNUM, 32)]), shape(&[of(A::ALNUM, 16)])],
        )
        .near(&["tuya"])],
    },
    &Provider {
        name: "Ubidots",
        page: "ubidots",
        revoke: "delete the token",
        link: "https://docs.ubidots.com/",
        detectors: &[secret(
            "secret/ubidots-token",
            "API token",
            &[shape(&[one_of(&["BBFF-", "BBUS-"]), between(A::ALNUM, 30, 46)])],
        )],
    },
];
