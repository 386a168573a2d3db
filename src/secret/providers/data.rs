//! Weather, maps, news, finance, things: what sells facts by the request.

use crate::secret::detector::providers;

providers! {
    "GNews", "gnews" {
        revoke: "reset the API key";
        link: "https://docs.gnews.io/";
        "secret/gnews-key" "API key" = [ANY_HEX[32]] near ["gnews"];
    }
    "News API", "newsapi" {
        revoke: "reset the API key";
        link: "https://newsapi.org/docs";
        "secret/newsapi-key" "API key" = [ANY_HEX[32]] near ["newsapi"];
    }
    "The Guardian", "guardian" {
        revoke: "request a new key";
        link: "https://open-platform.theguardian.com/documentation/";
        "secret/guardian-key" "API key" = [UUID] near ["guardianapi", "guardiankey", "theguardian"];
    }
    "New York Times", "nytimes" {
        revoke: "delete the app's key";
        link: "https://developer.nytimes.com/get-started";
        "secret/nytimes-key" "API key" = [(BASE64_URL "=")[32]] near ["nytimes", "newyorktimes", "nytapi"];
    }
    "mediastack", "mediastack" {
        revoke: "reset the access key";
        link: "https://mediastack.com/documentation";
        "secret/mediastack-key" "access key" = [ANY_HEX[32]] near ["mediastack"];
    }
    "TMDB", "tmdb" {
        revoke: "regenerate the API key in the settings";
        link: "https://developer.themoviedb.org/docs/";
        "secret/tmdb-key" "API key" = [ANY_HEX[32]] near ["tmdb", "themoviedb", "tmdbapi", "moviedb"];
    }
    "Trakt", "trakt" {
        revoke: "reset the client secret";
        link: "https://trakt.docs.apiary.io/";
        "secret/trakt-secret" "client id or secret" = [ANY_HEX[64]] near ["trakt"];
    }
    "Last.fm", "lastfm" {
        revoke: "ask for a new API account";
        link: "https://www.last.fm/api";
        "secret/lastfm-key" "API key or shared secret" = [ANY_HEX[32]] near ["lastfm", "audioscrobbler"];
    }
    "Genius", "genius" {
        revoke: "regenerate the client access token";
        link: "https://docs.genius.com/";
        "secret/genius-token" "access token" = [BASE64_URL[64]]
            near ["geniusapi", "geniusaccess", "geniustoken", "geniusclient"];
    }
    "Musixmatch", "musixmatch" {
        revoke: "reset the API key";
        link: "https://docs.musixmatch.com/";
        "secret/musixmatch-key" "API key" = [ANY_HEX[32]] near ["musixmatch"];
    }
    "Discogs", "discogs" {
        revoke: "generate a new token in the developer settings";
        link: "https://www.discogs.com/developers/";
        "secret/discogs-token" "user token" = [LETTER[40]] near ["discogs"];
    }
    "Finnhub", "finnhub" {
        revoke: "regenerate the API key";
        link: "https://finnhub.io/docs/api";
        "secret/finnhub-key" "API key" = [LOWER_ALNUM[20]], [LOWER_ALNUM[40]] near ["finnhub"];
    }
    "Alpha Vantage", "alphavantage" {
        revoke: "request a new key";
        link: "https://www.alphavantage.co/documentation/";
        "secret/alphavantage-key" "API key" = [UPPER_ALNUM[16]] near ["alphavantage"];
    }
    "Polygon.io", "polygon-io" {
        revoke: "delete the API key in the dashboard";
        link: "https://polygon.io/docs";
        "secret/polygon-io-key" "API key" = [BASE64_URL[32]] near ["polygonio", "polygonapi", "polygonkey"];
    }
    "IEX Cloud", "iex-cloud" {
        revoke: "rotate the token in the console";
        link: "https://iexcloud.io/docs/";
        "secret/iex-cloud-token" "secret token" = ["sk_" HEX[32]] near ["iexcloud", "iextoken", "iexapi", "iexkey"];
        "secret/iex-cloud-test-token" "sandbox token" = [{"Tsk_" | "Tpk_"} HEX[32]] as test;
    }
    "Tiingo", "tiingo" {
        revoke: "regenerate the API token";
        link: "https://www.tiingo.com/documentation/";
        "secret/tiingo-token" "API token" = [ANY_HEX[40]] near ["tiingo"];
    }
    "Twelve Data", "twelve-data" {
        revoke: "reset the API key";
        link: "https://twelvedata.com/docs";
        "secret/twelve-data-key" "API key" = [ANY_HEX[32]] near ["twelvedata"];
    }
    "Financial Modeling Prep", "fmp" {
        revoke: "reset the API key";
        link: "https://site.financialmodelingprep.com/developer/docs";
        "secret/fmp-key" "API key" = [ALNUM[32]] near ["financialmodelingprep", "fmpapi", "fmpkey"];
    }
    "Nasdaq Data Link", "nasdaq" {
        revoke: "reset the API key in the profile";
        link: "https://docs.data.nasdaq.com/";
        "secret/nasdaq-key" "API key" = [BASE64_URL[20]] near ["quandl", "nasdaqdata", "nasdaqapi"];
    }
    "marketstack", "marketstack" {
        revoke: "reset the access key";
        link: "https://marketstack.com/documentation";
        "secret/marketstack-key" "access key" = [ANY_HEX[32]] near ["marketstack"];
    }
    "Open Exchange Rates", "openexchangerates" {
        revoke: "deactivate the App ID";
        link: "https://docs.openexchangerates.org/";
        "secret/openexchangerates-id" "App ID" = [ANY_HEX[32]] near ["openexchangerates", "openexchange", "oxrapp"];
    }
    "Fixer", "fixer" {
        revoke: "reset the access key";
        link: "https://fixer.io/documentation";
        "secret/fixer-key" "access key" = [ANY_HEX[32]], [ALNUM[32]]
            near ["fixerapi", "fixerio", "fixerkey", "fixeraccess"];
    }
    "currencylayer", "currencylayer" {
        revoke: "reset the access key";
        link: "https://currencylayer.com/documentation";
        "secret/currencylayer-key" "access key" = [ANY_HEX[32]] near ["currencylayer"];
    }
    "ExchangeRate-API", "exchangerate-api" {
        revoke: "delete the API key";
        link: "https://www.exchangerate-api.com/docs/";
        "secret/exchangerate-api-key" "API key" = [ANY_HEX[24]] near ["exchangerateapi", "exchangerate"];
    }
    "NASA", "nasa" {
        revoke: "request a new key";
        link: "https://api.nasa.gov/";
        "secret/nasa-key" "API key" = [ALNUM[40]] near ["nasaapi", "nasakey", "datagov"];
    }
    "FRED", "fred" {
        revoke: "delete the API key in the account";
        link: "https://fred.stlouisfed.org/docs/api/fred/";
        "secret/fred-key" "API key" = [ANY_HEX[32]] near ["fredapi", "fredkey", "stlouisfed"];
    }
    "Spoonacular", "spoonacular" {
        revoke: "reset the API key in the console";
        link: "https://spoonacular.com/food-api/docs";
        "secret/spoonacular-key" "API key" = [ANY_HEX[32]] near ["spoonacular"];
    }
    "Edamam", "edamam" {
        revoke: "delete the application key";
        link: "https://developer.edamam.com/";
        "secret/edamam-key" "application key" = [ANY_HEX[32]] near ["edamam"];
    }
    "Nutritionix", "nutritionix" {
        revoke: "delete the application key";
        link: "https://docx.syndigo.com/developers/docs";
        "secret/nutritionix-key" "application key" = [ANY_HEX[32]] near ["nutritionix"];
    }
    "Riot Games", "riot" {
        revoke: "regenerate the key in the developer portal";
        link: "https://developer.riotgames.com/docs/portal";
        "secret/riot-key" "API key" = ["RGAPI-" UUID];
    }
    "Steam", "steam" {
        revoke: "revoke the key on the Web API page";
        link: "https://partner.steamgames.com/doc/webapi_overview/auth";
        "secret/steam-key" "web API key" = [ANY_HEX[32]] near ["steamapi", "steamweb", "steamkey", "steamwebapi"];
    }
    "RAWG", "rawg" {
        revoke: "request a new key";
        link: "https://rawg.io/apidocs";
        "secret/rawg-key" "API key" = [ANY_HEX[32]] near ["rawg"];
    }
    "Battle.net", "battle-net" {
        revoke: "reset the client secret";
        link: "https://develop.battle.net/documentation/";
        "secret/battle-net-secret" "client secret" = [ALNUM[32]] near ["battlenet", "blizzard", "bnet"];
    }
    "Wolfram Alpha", "wolfram" {
        revoke: "delete the App ID";
        link: "https://products.wolframalpha.com/api/documentation";
        "secret/wolfram-id" "App ID" = [UPPER_ALNUM[6] {"-"} UPPER_ALNUM[10]] near ["wolfram"];
    }
    "Have I Been Pwned", "hibp" {
        revoke: "regenerate the API key";
        link: "https://haveibeenpwned.com/API/v3";
        "secret/hibp-key" "API key" = [ANY_HEX[32]] near ["hibp", "haveibeenpwned", "pwned"];
    }
    "SecurityTrails", "securitytrails" {
        revoke: "delete the API key";
        link: "https://docs.securitytrails.com/";
        "secret/securitytrails-key" "API key" = [ALNUM[32]] near ["securitytrails"];
    }
    "Censys", "censys" {
        revoke: "reset the API secret in the account";
        link: "https://docs.censys.com/";
        "secret/censys-token" "personal access token" = ["censys_" ALNUM[8-12] "_" ALNUM[20-40]];
        "secret/censys-secret" "API secret" = [ALNUM[32]] near ["censys"];
    }
    "GreyNoise", "greynoise" {
        revoke: "reset the API key in the account";
        link: "https://docs.greynoise.io/";
        "secret/greynoise-key" "API key" = [ALNUM[64]] near ["greynoise"];
    }
    "urlscan", "urlscan" {
        revoke: "delete the API key in the settings";
        link: "https://urlscan.io/docs/api/";
        "secret/urlscan-key" "API key" = [UUID] near ["urlscan"];
    }
    "People Data Labs", "people-data-labs" {
        revoke: "delete the API key";
        link: "https://docs.peopledatalabs.com/";
        "secret/people-data-labs-key" "API key" = [ANY_HEX[64]] near ["peopledatalabs", "pdlapi"];
    }
    "FullContact", "fullcontact" {
        revoke: "delete the API key";
        link: "https://platform.fullcontact.com/docs";
        "secret/fullcontact-key" "API key" = [ALNUM[32]] near ["fullcontact"];
    }
    "numverify", "numverify" {
        revoke: "reset the access key";
        link: "https://numverify.com/documentation";
        "secret/numverify-key" "access key" = [ANY_HEX[32]] near ["numverify"];
    }
    "Adafruit IO", "adafruit" {
        revoke: "regenerate the key in the account";
        link: "https://io.adafruit.com/api/docs/";
        "secret/adafruit-key" "API key" = ["aio_" ALNUM[28]];
        "secret/adafruit-old-key" "API key of the old form" = [ANY_HEX[32]] near ["adafruit", "aiokey"];
    }
    "Particle", "particle" {
        revoke: "delete the access token";
        link: "https://docs.particle.io/";
        "secret/particle-token" "access token" = [ANY_HEX[40]]
            near ["particleaccess", "particletoken", "particleio", "particleapi"];
    }
    "Blynk", "blynk" {
        revoke: "refresh the device's token";
        link: "https://docs.blynk.io/";
        "secret/blynk-token" "auth token" = [BASE64_URL[32]] near ["blynk"];
    }
    "ThingSpeak", "thingspeak" {
        revoke: "generate a new API key for the channel";
        link: "https://www.mathworks.com/help/thingspeak/";
        "secret/thingspeak-key" "API key" = [UPPER_ALNUM[16]] near ["thingspeak"];
    }
    "Philips Hue", "hue" {
        revoke: "delete the application from the bridge";
        link: "https://developers.meethue.com/";
        "secret/hue-key" "application key" = [BASE64_URL[40]] near ["philipshue", "huebridge", "hueuser", "hueapi"];
    }
    "SmartThings", "smartthings" {
        revoke: "delete the token";
        link: "https://developer.smartthings.com/docs/";
        "secret/smartthings-token" "personal access token" = [UUID] near ["smartthings"];
    }
    "Tuya", "tuya" {
        revoke: "reset the project's access secret";
        link: "https://developer.tuya.com/en/docs/iot/";
        "secret/tuya-secret" "access secret or local key" = [LOWER_ALNUM[32]], [ALNUM[16]] near ["tuya"];
    }
    "Ubidots", "ubidots" {
        revoke: "delete the token";
        link: "https://docs.ubidots.com/";
        "secret/ubidots-token" "API token" = [{"BBFF-" | "BBUS-"} ALNUM[30-46]];
    }
}
