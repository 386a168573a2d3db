//! Exchanges of crypto currencies, gateways to blockchains, and the keys of wallets.

use crate::secret::detector::providers;

providers! {
    "Coinbase", "coinbase" {
        revoke: "delete the API key in the developer platform";
        link: "https://docs.cdp.coinbase.com/get-started/authentication/overview";
        "secret/coinbase-key-id" "API key's name" = ["organizations/" UUID "/apiKeys/" UUID] as public;
        "secret/coinbase-secret" "API secret" = [BASE64[88]]
            near ["coinbase", "cbaccess", "cdpapi", "cdpkey", "cdpwallet"];
        "secret/coinbase-key" "API key or secret" = [BASE64_URL[64]], [ALNUM[32]], [ALNUM[16]]
            near ["coinbase", "cbaccess"];
    }
    "Binance", "binance" {
        revoke: "delete the API key under API Management";
        link: "https://developers.binance.com/docs/binance-spot-api-docs";
        "secret/binance-key" "API key or secret" = [ALNUM[64]] near ["binance", "bnb"];
    }
    "Kraken", "kraken" {
        revoke: "delete the API key under Settings > API";
        link: "https://docs.kraken.com/api/";
        "secret/kraken-secret" "private key" = [BASE64[84-90]] near ["kraken"];
        "secret/kraken-key" "API key" = [BASE64[56]] near ["kraken"];
    }
    "KuCoin", "kucoin" {
        revoke: "delete the API key under API Management";
        link: "https://www.kucoin.com/docs-new/";
        "secret/kucoin-key" "API key or secret" = [UUID], [ANY_HEX[24]] near ["kucoin"];
    }
    "Bitfinex", "bitfinex" {
        revoke: "revoke the API key";
        link: "https://docs.bitfinex.com/docs/introduction";
        "secret/bitfinex-key" "API key or secret" = [ALNUM[43]], [BASE64_URL[43]], [ANY_HEX[40]] near ["bitfinex"];
    }
    "Bitstamp", "bitstamp" {
        revoke: "deactivate the API key";
        link: "https://www.bitstamp.net/api/";
        "secret/bitstamp-key" "API key or secret" = [ALNUM[32]] near ["bitstamp"];
    }
    "BitMEX", "bitmex" {
        revoke: "disable the API key";
        link: "https://www.bitmex.com/app/apiOverview";
        "secret/bitmex-secret" "API secret" = [BASE64_URL[48]] near ["bitmex"];
        "secret/bitmex-id" "API key's id" = [BASE64_URL[24]] near ["bitmex"] as public;
    }
    "Bybit", "bybit" {
        revoke: "delete the API key";
        link: "https://bybit-exchange.github.io/docs/";
        "secret/bybit-secret" "API secret" = [ALNUM[36]] near ["bybit"];
        "secret/bybit-key" "API key" = [ALNUM[18]] near ["bybit"];
    }
    "OKX", "okx" {
        revoke: "delete the API key";
        link: "https://www.okx.com/docs-v5/en/";
        "secret/okx-key" "API key" = [UUID] near ["okx", "okex"];
        "secret/okx-secret" "secret key" = [UPPER_HEX[32]] near ["okx", "okex"];
    }
    "Gate", "gate" {
        revoke: "delete the API key";
        link: "https://www.gate.com/docs/developers/apiv4/";
        "secret/gate-secret" "API secret" = [ANY_HEX[64]] near ["gateio", "gateapi"];
        "secret/gate-key" "API key" = [ANY_HEX[32]] near ["gateio", "gateapi"];
    }
    "HTX", "htx" {
        revoke: "delete the API key";
        link: "https://www.htx.com/en-us/opend/";
        "secret/htx-key" "access or secret key" = [ANY_HEX[8] {"-"} ANY_HEX[8] {"-"} ALNUM[8-10] {"-"} ALNUM[5]]
            near ["huobi", "htx"];
    }
    "Gemini", "gemini-exchange" {
        revoke: "delete the API key in the account settings";
        link: "https://docs.gemini.com/";
        "secret/gemini-exchange-key" "API key" = [{"account-" | "master-"} ALNUM[20]] near ["gemini"];
    }
    "Bittrex", "bittrex" {
        revoke: "delete the API key";
        link: "https://bittrex.github.io/";
        "secret/bittrex-key" "API key or secret" = [ANY_HEX[32]] near ["bittrex"];
    }
    "Poloniex", "poloniex" {
        revoke: "delete the API key";
        link: "https://api-docs.poloniex.com/";
        "secret/poloniex-secret" "API secret" = [ANY_HEX[128]], [ALNUM[100-130]] near ["poloniex"];
    }
    "CoinMarketCap", "coinmarketcap" {
        revoke: "regenerate the API key in the account";
        link: "https://coinmarketcap.com/api/documentation/v1/";
        "secret/coinmarketcap-key" "API key" = [UUID] near ["coinmarketcap", "cmcapi", "cmcpro"];
    }
    "CoinGecko", "coingecko" {
        revoke: "delete the API key in the developer dashboard";
        link: "https://docs.coingecko.com/";
        "secret/coingecko-key" "API key" = ["CG-" ALNUM[24]];
    }
    "CryptoCompare", "cryptocompare" {
        revoke: "delete the API key";
        link: "https://developers.coindesk.com/";
        "secret/cryptocompare-key" "API key" = [ANY_HEX[64]] near ["cryptocompare"];
    }
    "Alchemy", "alchemy" {
        revoke: "rotate the app's API key in the dashboard";
        link: "https://www.alchemy.com/docs/";
        "secret/alchemy-url" "endpoint with its key" =
            [{"eth-mainnet.g.alchemy.com/v2/" | "eth-sepolia.g.alchemy.com/v2/" | "eth-goerli.g.alchemy.com/v2/" |
             "polygon-mainnet.g.alchemy.com/v2/" | "polygon-mumbai.g.alchemy.com/v2/" |
             "polygon-amoy.g.alchemy.com/v2/" | "arb-mainnet.g.alchemy.com/v2/" | "opt-mainnet.g.alchemy.com/v2/" |
             "base-mainnet.g.alchemy.com/v2/" | "base-sepolia.g.alchemy.com/v2/" | "solana-mainnet.g.alchemy.com/v2/"}
             BASE64_URL[21-32]],
            [{"eth-mainnet.alchemyapi.io/v2/" | "eth-rinkeby.alchemyapi.io/v2/" | "eth-ropsten.alchemyapi.io/v2/" |
             "eth-goerli.alchemyapi.io/v2/" | "eth-kovan.alchemyapi.io/v2/"} BASE64_URL[32]];
        "secret/alchemy-key" "API key" = [BASE64_URL[32]], [BASE64_URL[21]] near ["alchemy"];
        "secret/alchemy-prefixed-key" "API key of the older form" =
            ["alch_" BASE64_URL[24-40]],
            ["alcht_" BASE64_URL[24-40]];
    }
    "Infura", "infura" {
        revoke: "reset the API key's secret in the dashboard";
        link: "https://docs.metamask.io/services/";
        "secret/infura-url" "endpoint with its key" =
            [{"mainnet.infura.io/" | "sepolia.infura.io/" | "goerli.infura.io/" | "rinkeby.infura.io/" |
             "ropsten.infura.io/" | "kovan.infura.io/" | "polygon-mainnet.infura.io/" | "polygon-mumbai.infura.io/" |
             "polygon-amoy.infura.io/" | "arbitrum-mainnet.infura.io/" | "optimism-mainnet.infura.io/" |
             "linea-mainnet.infura.io/" | "base-mainnet.infura.io/"} {"v3/" | "ws/v3/"} ANY_HEX[32]];
        "secret/infura-key" "API key or its secret" = [ANY_HEX[32]] near ["infura", "metamask"];
    }
    "QuickNode", "quicknode" {
        revoke: "delete the endpoint's token in the dashboard";
        link: "https://www.quicknode.com/docs";
        "secret/quicknode-key" "API key" = ["QN_" HEX[32]];
        "secret/quicknode-url" "endpoint with its token" = [LOWER_ALNUM[2-40] ".quiknode.pro/" HEX[40]];
        "secret/quicknode-token" "endpoint's token" = [ANY_HEX[40]] near ["quicknode", "quiknode"];
    }
    "Ankr", "ankr" {
        revoke: "delete the API key in the console";
        link: "https://www.ankr.com/docs/";
        "secret/ankr-url" "endpoint with its key" = ["rpc.ankr.com/" (LOWER_ALNUM "_")[2-30] "/" HEX[64]];
    }
    "Helius", "helius" {
        revoke: "rotate the API key in the dashboard";
        link: "https://www.helius.dev/docs";
        "secret/helius-key" "API key" = [UUID] near ["helius"];
    }
    "Etherscan", "etherscan" {
        revoke: "delete the API key in the account";
        link: "https://docs.etherscan.io/";
        "secret/etherscan-key" "API key" = [UPPER_ALNUM[34]]
            near ["etherscan", "bscscan", "polygonscan", "arbiscan", "snowtrace", "ftmscan", "basescan",
            "optimisticetherscan", "scanapi"];
    }
    "Moralis", "moralis" {
        revoke: "regenerate the API key in the settings";
        link: "https://docs.moralis.com/";
        "secret/moralis-key" "API key" = [ALNUM[64]] near ["moralis"];
    }
    "Blockfrost", "blockfrost" {
        revoke: "delete the project";
        link: "https://docs.blockfrost.io/";
        "secret/blockfrost-key" "project id" = [{"mainnet" | "testnet" | "preprod" | "preview" | "ipfs"} ALNUM[32]]
            near ["blockfrost", "cardano", "projectid"];
    }
    "BlockCypher", "blockcypher" {
        revoke: "delete the token";
        link: "https://www.blockcypher.com/dev/";
        "secret/blockcypher-token" "token" = [ANY_HEX[32]] near ["blockcypher"];
    }
    "Tatum", "tatum" {
        revoke: "delete the API key in the dashboard";
        link: "https://docs.tatum.io/";
        "secret/tatum-key" "API key" = ["t-" HEX[24] {"-"} HEX[24-32]] near ["tatum"];
    }
    "Covalent", "covalent" {
        revoke: "delete the API key";
        link: "https://goldrush.dev/docs/";
        "secret/covalent-key" "API key" = ["cqt_" ALNUM[24-40]], ["ckey_" HEX[27]];
    }
    "Dune", "dune" {
        revoke: "delete the API key in the settings";
        link: "https://docs.dune.com/";
        "secret/dune-key" "API key" = [ALNUM[32]] near ["duneapi", "dunekey", "duneanalytics"];
    }
    "Pinata", "pinata" {
        revoke: "revoke the key under API Keys";
        link: "https://docs.pinata.cloud/";
        "secret/pinata-secret" "API secret" = [ANY_HEX[64]] near ["pinata"];
        "secret/pinata-key" "API key" = [ANY_HEX[20]] near ["pinata"];
    }
    "OpenSea", "opensea" {
        revoke: "delete the API key in the settings";
        link: "https://docs.opensea.io/";
        "secret/opensea-key" "API key" = [ANY_HEX[32]] near ["opensea"];
    }
    "thirdweb", "thirdweb" {
        revoke: "rotate the secret key in the dashboard";
        link: "https://portal.thirdweb.com/";
        "secret/thirdweb-secret" "secret key" = [BASE64_URL[86]] near ["thirdweb"];
    }
    "Magic", "magic" {
        revoke: "roll the secret key in the dashboard";
        link: "https://docs.magic.link/";
        "secret/magic-key" "secret key" = [{"sk_live_" | "sk_test_"} UPPER_HEX[16]] near ["magic"];
    }
    "Wallets", "wallets" {
        revoke: "move the funds to a new wallet and never use the key again";
        link: "https://ethereum.org/wallets/";
        "secret/ethereum-private-key" "Ethereum private key" = ["0x" ANY_HEX[64]], [ANY_HEX[64]]
            near ["privatekey", "ethkey", "deployerkey", "deployerprivate", "walletkey", "walletprivate", "ethprivate",
            "signerkey", "ownerkey", "accountkey", "mainnetkey", "testnetkey", "minerkey", "relayerkey", "pkey"];
        "secret/solana-private-key" "Solana private key" = [BASE58[87-88]]
            near ["solana", "privatekey", "secretkey", "walletkey", "keypair"];
        "secret/sui-private-key" "Sui private key" = ["suiprivkey1" LOWER_ALNUM[58-60]];
        "secret/aptos-private-key" "Aptos private key" = [{"ed25519-priv-0x" | "secp256k1-priv-0x"} ANY_HEX[64]];
        "secret/stellar-secret" "Stellar secret seed" = ["S" BASE32[55]]
            near ["stellar", "secretseed", "horizon", "soroban"];
        "secret/ripple-secret" "XRP secret" = ["s" BASE58[28]] near ["ripple", "xrp", "xrpl", "rippled"];
        "secret/tezos-secret-key" "Tezos secret key" = [{"edsk"} BASE58[50]], [{"edsk"} BASE58[94]]
            near ["tezos", "secretkey", "edsk", "taquito"];
        "secret/nostr-key" "Nostr private key" = ["nsec1" LOWER_ALNUM[58]] proved Bech32;
        "secret/cardano-signing-key" "Cardano signing key" =
            [{"ed25519_sk1" | "ed25519e_sk1" | "addr_sk1" | "stake_sk1" | "acct_sk1" | "root_xsk1" | "acct_xsk1" |
             "addr_xsk1" | "xprv1"} LOWER_ALNUM[52-260]];
    }
}
