//! Networks of people, music and video.

use crate::secret::detector::providers;

providers! {
    "Meta", "meta" {
        revoke: "reset the app secret or invalidate the token in the access token debugger";
        link: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/";
        "secret/facebook-page-token" "access token of the Graph explorer" = ["EAACEdEose0cBA" ALNUM[20-400]];
        "secret/whatsapp-token" "WhatsApp access token" = ["EAA" ALNUM[80-400]] near ["whatsapp", "waba"];
        "secret/facebook-access-token" "access token" = ["EAA" ALNUM[80-400]];
        "secret/facebook-app-token" "app access token" = [DIGIT[13-17] "|" BASE64_URL[27]]
            near ["facebook", "fbapp", "fbtoken", "metaapp", "appaccesstoken"];
        "secret/facebook-app-secret" "app secret" = [ANY_HEX[32]]
            near ["facebook", "fbapp", "fbsecret", "fbclient", "metaapp", "metaclient", "instagramapp",
            "instagramclient", "instagramsecret", "oculus"];
        "secret/instagram-token" "Instagram access token" = [{"IGQV" | "IGQW" | "IGAA"} BASE64_URL[60-400]];
        "secret/instagram-old-token" "Instagram access token of the old form" = [DIGIT[7-12] "." HEX[7] "." HEX[32]]
            near ["instagram"];
    }
    "X", "x" {
        revoke: "regenerate the keys and tokens in the developer portal";
        link: "https://docs.x.com/resources/fundamentals/authentication/overview";
        "secret/x-bearer-token" "bearer token" = ["AAAAAAAAAAAAAAAAAAAAA" (ALNUM "%")[60-160]];
        "secret/x-access-token" "access token" = [DIGIT[7-20] {"-"} ALNUM[38-42]]
            near ["twitter", "accesstoken", "tweepy"];
        "secret/x-client-secret" "OAuth 2.0 client secret" = [BASE64_URL[50]]
            near ["twitterclient", "xclient", "twittersecret"];
        "secret/x-api-secret" "API secret or access token's secret" = [ALNUM[50]], [ALNUM[45]]
            near ["twitter", "consumersecret", "accesstokensecret", "accesssecret", "xconsumer", "tweepy"];
        "secret/x-api-key" "API key" = [ALNUM[25]] near ["twitter", "consumerkey", "xconsumer", "tweepy"];
    }
    "LinkedIn", "linkedin" {
        revoke: "regenerate the client secret in the app's Auth tab";
        link: "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authentication";
        "secret/linkedin-secret" "client secret" = [{"WPL_AP1." | "WPL_AP0."} (ALNUM ".=")[16-60]];
        "secret/linkedin-access-token" "access token" = ["A" "Q" BASE64_URL[180-450]] near ["linkedin"];
        "secret/linkedin-old-secret" "client secret of the old form" = [ALNUM[16]] near ["linkedin"];
    }
    "Twitch", "twitch" {
        revoke: "reset the client secret or the stream key";
        link: "https://dev.twitch.tv/docs/authentication/";
        "secret/twitch-stream-key" "stream key" = ["live_" DIGIT[6-12] "_" ALNUM[28-32]];
        "secret/twitch-oauth-password" "chat password" = ["oauth:" LOWER_ALNUM[30]];
        "secret/twitch-token" "token or client secret" = [LOWER_ALNUM[30]] near ["twitch"];
    }
    "Spotify", "spotify" {
        revoke: "rotate the client secret in the dashboard";
        link: "https://developer.spotify.com/documentation/web-api/concepts/apps";
        "secret/spotify-secret" "client secret" = [ANY_HEX[32]] near ["spotify"];
        "secret/spotify-refresh-token" "refresh token" = ["A" "Q" BASE64_URL[129-180]] near ["spotify"];
        "secret/spotify-cookie" "session cookie" = ["A" "Q" (BASE64_URL "-")[140-180]] near ["spdc"];
    }
    "Reddit", "reddit" {
        revoke: "reset the secret of the app in the preferences";
        link: "https://github.com/reddit-archive/reddit/wiki/OAuth2";
        "secret/reddit-secret" "client secret" = [BASE64_URL[27-30]] near ["reddit", "praw"];
    }
    "TikTok", "tiktok" {
        revoke: "reset the client secret in the developer portal";
        link: "https://developers.tiktok.com/doc/";
        "secret/tiktok-secret" "client secret" = [ALNUM[32]], [ANY_HEX[40]] near ["tiktok"];
        "secret/tiktok-token" "access token" = [{"act." | "rft."} ALNUM[40-100]] near ["tiktok"];
    }
    "Pinterest", "pinterest" {
        revoke: "reset the app secret";
        link: "https://developers.pinterest.com/docs/";
        "secret/pinterest-token" "access token" = [{"pina_" | "pinc_" | "pinr."} UPPER_ALNUM[60-130]];
        "secret/pinterest-secret" "app secret" = [ANY_HEX[40]] near ["pinterest"];
    }
    "Snapchat", "snapchat" {
        revoke: "regenerate the client secret";
        link: "https://developers.snap.com/";
        "secret/snapchat-secret" "client secret" = [ANY_HEX[20]], [ANY_HEX[64]] near ["snapchat", "snapclient"];
    }
    "Strava", "strava" {
        revoke: "reset the client secret in the API settings";
        link: "https://developers.strava.com/docs/authentication/";
        "secret/strava-secret" "client secret or token" = [ANY_HEX[40]] near ["strava"];
    }
    "Fitbit", "fitbit" {
        revoke: "reset the client secret";
        link: "https://dev.fitbit.com/build/reference/web-api/";
        "secret/fitbit-secret" "client secret" = [ANY_HEX[32]] near ["fitbit"];
    }
    "Flickr", "flickr" {
        revoke: "delete the key in the App Garden";
        link: "https://www.flickr.com/services/api/";
        "secret/flickr-key" "API key" = [ANY_HEX[32]] near ["flickr"];
        "secret/flickr-secret" "API secret" = [ANY_HEX[16]] near ["flickr"];
    }
    "Tumblr", "tumblr" {
        revoke: "reset the consumer secret";
        link: "https://www.tumblr.com/docs/en/api/v2";
        "secret/tumblr-secret" "consumer key or secret" = [ALNUM[50]] near ["tumblr"];
    }
    "Imgur", "imgur" {
        revoke: "regenerate the client secret";
        link: "https://apidocs.imgur.com/";
        "secret/imgur-secret" "client secret" = [ANY_HEX[40]] near ["imgur"];
    }
    "SoundCloud", "soundcloud" {
        revoke: "reset the app's secret";
        link: "https://developers.soundcloud.com/docs";
        "secret/soundcloud-secret" "client secret" = [ALNUM[32]] near ["soundcloud"];
    }
    "Deezer", "deezer" {
        revoke: "reset the app's secret";
        link: "https://developers.deezer.com/";
        "secret/deezer-secret" "app secret" = [ANY_HEX[32]] near ["deezer"];
    }
    "Mastodon", "mastodon" {
        revoke: "revoke the token under Development in the preferences";
        link: "https://docs.joinmastodon.org/client/token/";
        "secret/mastodon-token" "access token or client secret" = [BASE64_URL[43]] near ["mastodon", "tootapi"];
    }
    "Bluesky", "bluesky" {
        revoke: "delete the app password in the settings";
        link: "https://docs.bsky.app/";
        "secret/bluesky-app-password" "app password" =
            [LOWER_ALNUM[4] {"-"} LOWER_ALNUM[4] {"-"} LOWER_ALNUM[4] {"-"} LOWER_ALNUM[4]]
            near ["bluesky", "bsky", "atproto"];
    }
    "Discourse", "discourse" {
        revoke: "revoke the API key in the admin area";
        link: "https://docs.discourse.org/";
        "secret/discourse-key" "API key" = [ANY_HEX[64]] near ["discourse"];
    }
    "VK", "vk" {
        revoke: "revoke the app's token";
        link: "https://dev.vk.com/";
        "secret/vk-token" "access token" = ["vk1.a." BASE64_URL[60-260]];
        "secret/vk-old-token" "access token of the old form" = [ANY_HEX[85]]
            near ["vktoken", "vkaccess", "vkapi", "vkontakte"];
    }
    "Kakao", "kakao" {
        revoke: "reissue the app key";
        link: "https://developers.kakao.com/docs/";
        "secret/kakao-key" "app key" = [ANY_HEX[32]] near ["kakao"];
    }
    "Xbox", "xbox" {
        revoke: "revoke the API key";
        link: "https://xbl.io/";
        "secret/openxbl-key" "OpenXBL key" = [UUID] near ["openxbl", "xblio"];
    }
    "Trustpilot", "trustpilot" {
        revoke: "reset the API secret";
        link: "https://developers.trustpilot.com/";
        "secret/trustpilot-secret" "API secret" = [ALNUM[32]], [ALNUM[16]] near ["trustpilot"];
    }
    "Disqus", "disqus" {
        revoke: "reset the API secret in the application";
        link: "https://disqus.com/api/docs/";
        "secret/disqus-secret" "API secret" = [ALNUM[64]] near ["disqus"];
    }
    "Buffer", "buffer" {
        revoke: "revoke the access token";
        link: "https://buffer.com/developers/";
        "secret/buffer-token" "access token" = ["1/" HEX[32]] near ["buffer"];
    }
}
