//! Weather, maps and addresses.

use crate::secret::detector::providers;

providers! {
    "OpenWeather", "openweather" {
        revoke: "delete the key on the account's API keys page";
        link: "https://openweathermap.org/appid";
        "secret/openweather-key" "API key" = [ANY_HEX[32]] near ["openweather", "owmapi", "owmkey", "owmappid", "owm"];
    }
    "WeatherAPI", "weatherapi" {
        revoke: "regenerate the API key";
        link: "https://www.weatherapi.com/docs/";
        "secret/weatherapi-key" "API key" = [ANY_HEX[31]], [ANY_HEX[30]] near ["weatherapi"];
    }
    "Tomorrow.io", "tomorrow-io" {
        revoke: "delete the key";
        link: "https://docs.tomorrow.io/";
        "secret/tomorrow-io-key" "API key" = [ALNUM[32]] near ["tomorrowio", "climacell"];
    }
    "AccuWeather", "accuweather" {
        revoke: "delete the app's key";
        link: "https://developer.accuweather.com/";
        "secret/accuweather-key" "API key" = [ALNUM[32]] near ["accuweather"];
    }
    "Visual Crossing", "visual-crossing" {
        revoke: "reset the API key";
        link: "https://www.visualcrossing.com/resources/documentation/";
        "secret/visual-crossing-key" "API key" = [UPPER_ALNUM[25]] near ["visualcrossing"];
    }
    "Weatherstack", "weatherstack" {
        revoke: "reset the access key";
        link: "https://weatherstack.com/documentation";
        "secret/weatherstack-key" "access key" = [ANY_HEX[32]] near ["weatherstack"];
    }
    "ipstack", "ipstack" {
        revoke: "reset the access key";
        link: "https://ipstack.com/documentation";
        "secret/ipstack-key" "access key" = [ANY_HEX[32]] near ["ipstack", "ipapi"];
    }
    "ipgeolocation", "ipgeolocation" {
        revoke: "reset the API key";
        link: "https://ipgeolocation.io/documentation.html";
        "secret/ipgeolocation-key" "API key" = [ANY_HEX[32]] near ["ipgeolocation"];
    }
    "ipdata", "ipdata" {
        revoke: "reset the API key";
        link: "https://docs.ipdata.co/";
        "secret/ipdata-key" "API key" = [ANY_HEX[56]] near ["ipdata"];
    }
    "MaxMind", "maxmind" {
        revoke: "delete the licence key in the account";
        link: "https://support.maxmind.com/";
        "secret/maxmind-key" "licence key" = [ALNUM[6] "_" ALNUM[29] "_mmk"];
        "secret/maxmind-old-key" "licence key of the old form" = [ALNUM[16]] near ["maxmind", "geoip", "geolite"];
    }
    "Abstract", "abstract-api" {
        revoke: "regenerate the API key";
        link: "https://docs.abstractapi.com/";
        "secret/abstract-api-key" "API key" = [ANY_HEX[32]] near ["abstractapi"];
    }
    "Yelp", "yelp" {
        revoke: "regenerate the API key";
        link: "https://docs.developer.yelp.com/";
        "secret/yelp-key" "API key" = [BASE64_URL[128]] near ["yelp"];
    }
    "Foursquare", "foursquare" {
        revoke: "delete the service key in the developer console";
        link: "https://docs.foursquare.com/developer/";
        "secret/foursquare-key" "API key" = ["fsq3" BASE64[40-50]];
        "secret/foursquare-secret" "client secret" = [UPPER_ALNUM[48]] near ["foursquare"];
    }
    "HERE", "here" {
        revoke: "delete the API key of the app";
        link: "https://www.here.com/docs/";
        "secret/here-key" "API key" = [BASE64_URL[43]] near ["hereapi", "heremaps", "hereapikey", "heremap"];
    }
    "TomTom", "tomtom" {
        revoke: "delete the API key";
        link: "https://developer.tomtom.com/";
        "secret/tomtom-key" "API key" = [ALNUM[32]] near ["tomtom"];
    }
    "MapQuest", "mapquest" {
        revoke: "delete the application's key";
        link: "https://developer.mapquest.com/documentation/";
        "secret/mapquest-key" "consumer key" = [ALNUM[32]] near ["mapquest"];
    }
    "OpenCage", "opencage" {
        revoke: "reset the API key";
        link: "https://opencagedata.com/api";
        "secret/opencage-key" "API key" = [ANY_HEX[32]] near ["opencage"];
    }
    "Geocodio", "geocodio" {
        revoke: "delete the API key";
        link: "https://www.geocod.io/docs/";
        "secret/geocodio-key" "API key" = [ANY_HEX[39-42]] near ["geocodio", "geocod"];
    }
    "LocationIQ", "locationiq" {
        revoke: "delete the access token";
        link: "https://docs.locationiq.com/";
        "secret/locationiq-token" "access token" = ["pk." HEX[32]];
    }
    "Geoapify", "geoapify" {
        revoke: "delete the API key";
        link: "https://apidocs.geoapify.com/";
        "secret/geoapify-key" "API key" = [ANY_HEX[32]] near ["geoapify"];
    }
    "MapTiler", "maptiler" {
        revoke: "delete the key";
        link: "https://docs.maptiler.com/";
        "secret/maptiler-key" "API key" = [ALNUM[20]] near ["maptiler"];
    }
    "Thunderforest", "thunderforest" {
        revoke: "delete the API key";
        link: "https://www.thunderforest.com/docs/apikeys/";
        "secret/thunderforest-key" "API key" = [ANY_HEX[32]] near ["thunderforest"];
    }
    "positionstack", "positionstack" {
        revoke: "reset the access key";
        link: "https://positionstack.com/documentation";
        "secret/positionstack-key" "access key" = [ANY_HEX[32]] near ["positionstack"];
    }
    "Amap", "amap" {
        revoke: "delete the key in the console";
        link: "https://lbs.amap.com/";
        "secret/amap-key" "API key" = [ANY_HEX[32]] near ["amapkey", "amapapi", "amapweb", "gaode"];
    }
}
