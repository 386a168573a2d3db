//! Weather, maps and addresses.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::detector::{Provider, between, of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "OpenWeather",
        page: "openweather",
        revoke: "delete the key on the account's API keys page",
        link: "https://openweathermap.org/appid",
        detectors: &[secret("secret/openweather-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["openweather", "owmapi", "owmkey", "owmappid", "owm"])],
    },
    &Provider {
        name: "WeatherAPI",
        page: "weatherapi",
        revoke: "regenerate the API key",
        link: "https://www.weatherapi.com/docs/",
        detectors: &[secret(
            "secret/weatherapi-key",
            "API key",
            &[shape(&[of(A::ANY_HEX, 31)]), shape(&[of(A::ANY_HEX, 30)])],
        )
        .near(&["weatherapi"])],
    },
    &Provider {
        name: "Tomorrow.io",
        page: "tomorrow-io",
        revoke: "delete the key",
        link: "https://docs.tomorrow.io/",
        detectors: &[secret("secret/tomorrow-io-key", "API key", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["tomorrowio", "climacell"])],
    },
    &Provider {
        name: "AccuWeather",
        page: "accuweather",
        revoke: "delete the app's key",
        link: "https://developer.accuweather.com/",
        detectors: &[secret("secret/accuweather-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["accuweather"])],
    },
    &Provider {
        name: "Visual Crossing",
        page: "visual-crossing",
        revoke: "reset the API key",
        link: "https://www.visualcrossing.com/resources/documentation/",
        detectors: &[secret("secret/visual-crossing-key", "API key", &[shape(&[of(A::UPPER_ALNUM, 25)])])
            .near(&["visualcrossing"])],
    },
    &Provider {
        name: "Weatherstack",
        page: "weatherstack",
        revoke: "reset the access key",
        link: "https://weatherstack.com/documentation",
        detectors: &[
            secret("secret/weatherstack-key", "access key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["weatherstack"])
        ],
    },
    &Provider {
        name: "ipstack",
        page: "ipstack",
        revoke: "reset the access key",
        link: "https://ipstack.com/documentation",
        detectors: &[
            secret("secret/ipstack-key", "access key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["ipstack", "ipapi"])
        ],
    },
    &Provider {
        name: "ipgeolocation",
        page: "ipgeolocation",
        revoke: "reset the API key",
        link: "https://ipgeolocation.io/documentation.html",
        detectors: &[
            secret("secret/ipgeolocation-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["ipgeolocation"])
        ],
    },
    &Provider {
        name: "ipdata",
        page: "ipdata",
        revoke: "reset the API key",
        link: "https://docs.ipdata.co/",
        detectors: &[secret("secret/ipdata-key", "API key", &[shape(&[of(A::ANY_HEX, 56)])]).near(&["ipdata"])],
    },
    &Provider {
        name: "MaxMind",
        page: "maxmind",
        revoke: "delete the licence key in the account",
        link: "https://support.maxmind.com/",
        detectors: &[
            secret(
                "secret/maxmind-key",
                "licence key",
                &[shape(&[of(A::ALNUM, 6), text("_"), of(A::ALNUM, 29), text("_mmk")])],
            ),
            secret("secret/maxmind-old-key", "licence key of the old form", &[shape(&[of(A::ALNUM, 16)])])
                .near(&["maxmind", "geoip", "geolite"]),
        ],
    },
    &Provider {
        name: "Abstract",
        page: "abstract-api",
        revoke: "regenerate the API key",
        link: "https://docs.abstractapi.com/",
        detectors: &[
            secret("secret/abstract-api-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["abstractapi"])
        ],
    },
    &Provider {
        name: "Yelp",
        page: "yelp",
        revoke: "regenerate the API key",
        link: "https://docs.developer.yelp.com/",
        detectors: &[secret("secret/yelp-key", "API key", &[shape(&[of(A::BASE64_URL, 128)])]).near(&["yelp"])],
    },
    &Provider {
        name: "Foursquare",
        page: "foursquare",
        revoke: "delete the service key in the developer console",
        link: "https://docs.foursquare.com/developer/",
        detectors: &[
            secret("secret/foursquare-key", "API key", &[shape(&[text("fsq3"), between(A::BASE64, 40, 50)])]),
            secret("secret/foursquare-secret", "client secret", &[shape(&[of(A::UPPER_ALNUM, 48)])])
                .near(&["foursquare"]),
        ],
    },
    &Provider {
        name: "HERE",
        page: "here",
        revoke: "delete the API key of the app",
        link: "https://www.here.com/docs/",
        detectors: &[secret("secret/here-key", "API key", &[shape(&[of(A::BASE64_URL, 43)])])
            .near(&["hereapi", "heremaps", "hereapikey", "heremap"])],
    },
    &Provider {
        name: "TomTom",
        page: "tomtom",
        revoke: "delete the API key",
        link: "https://developer.tomtom.com/",
        detectors: &[secret("secret/tomtom-key", "API key", &[shape(&[of(A::ALNUM, 32)])]).near(&["tomtom"])],
    },
    &Provider {
        name: "MapQuest",
        page: "mapquest",
        revoke: "delete the application's key",
        link: "https://developer.mapquest.com/documentation/",
        detectors: &[secret("secret/mapquest-key", "consumer key", &[shape(&[of(A::ALNUM, 32)])]).near(&["mapquest"])],
    },
    &Provider {
        name: "OpenCage",
        page: "opencage",
        revoke: "reset the API key",
        link: "https://opencagedata.com/api",
        detectors: &[secret("secret/opencage-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["opencage"])],
    },
    &Provider {
        name: "Geocodio",
        page: "geocodio",
        revoke: "delete the API key",
        link: "https://www.geocod.io/docs/",
        detectors: &[secret("secret/geocodio-key", "API key", &[shape(&[between(A::ANY_HEX, 39, 42)])])
            .near(&["geocodio", "geocod"])],
    },
    &Provider {
        name: "LocationIQ",
        page: "locationiq",
        revoke: "delete the access token",
        link: "https://docs.locationiq.com/",
        detectors: &[secret("secret/locationiq-token", "access token", &[shape(&[text("pk."), of(A::HEX, 32)])])],
    },
    &Provider {
        name: "Geoapify",
        page: "geoapify",
        revoke: "delete the API key",
        link: "https://apidocs.geoapify.com/",
        detectors: &[secret("secret/geoapify-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["geoapify"])],
    },
    &Provider {
        name: "MapTiler",
        page: "maptiler",
        revoke: "delete the key",
        link: "https://docs.maptiler.com/",
        detectors: &[secret("secret/maptiler-key", "API key", &[shape(&[of(A::ALNUM, 20)])]).near(&["maptiler"])],
    },
    &Provider {
        name: "Thunderforest",
        page: "thunderforest",
        revoke: "delete the API key",
        link: "https://www.thunderforest.com/docs/apikeys/",
        detectors: &[
            secret("secret/thunderforest-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["thunderforest"])
        ],
    },
    &Provider {
        name: "positionstack",
        page: "positionstack",
        revoke: "reset the access key",
        link: "https://positionstack.com/documentation",
        detectors: &[
            secret("secret/positionstack-key", "access key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["positionstack"])
        ],
    },
    &Provider {
        name: "Amap",
        page: "amap",
        revoke: "delete the key in the console",
        link: "https://lbs.amap.com/",
        detectors: &[secret("secret/amap-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])])
            .near(&["amapkey", "amapapi", "amapweb", "gaode"])],
    },
];
