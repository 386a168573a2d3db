//! Exchanges of crypto currencies, gateways to blockchains, and the keys of wallets.

use crate::secret::alphabet::Alphabet as A;
use crate::secret::checksum::Proof;
use crate::secret::detector::{Piece, Provider, between, of, one_of, secret, shape, text};

pub(super) static PROVIDERS: &[&Provider] = &[
    &Provider {
        name: "Coinbase",
        page: "coinbase",
        revoke: "delete the API key in the developer platform",
        link: "https://docs.cdp.coinbase.com/get-started/authentication/overview",
        detectors: &[
            secret(
                "secret/coinbase-key-id",
                "API key's name",
                &[shape(&[text("organizations/"), Piece::Uuid, text("/apiKeys/"), Piece::Uuid])],
            )
            .public(),
            secret("secret/coinbase-secret", "API secret", &[shape(&[of(A::BASE64, 88)])])
                .near(&["coinbase", "cbaccess", "cdpapi", "cdpkey", "cdpwallet"]),
            secret(
                "secret/coinbase-key",
                "API key or secret",
                &[shape(&[of(A::BASE64_URL, 64)]), shape(&[of(A::ALNUM, 32)]), shape(&[of(A::ALNUM, 16)])],
            )
            .near(&["coinbase", "cbaccess"]),
        ],
    },
    &Provider {
        name: "Binance",
        page: "binance",
        revoke: "delete the API key under API Management",
        link: "https://developers.binance.com/docs/binance-spot-api-docs",
        detectors: &[
            secret("secret/binance-key", "API key or secret", &[shape(&[of(A::ALNUM, 64)])]).near(&["binance", "bnb"])
        ],
    },
    &Provider {
        name: "Kraken",
        page: "kraken",
        revoke: "delete the API key under Settings > API",
        link: "https://docs.kraken.com/api/",
        detectors: &[
            secret("secret/kraken-secret", "private key", &[shape(&[between(A::BASE64, 84, 90)])]).near(&["kraken"]),
            secret("secret/kraken-key", "API key", &[shape(&[of(A::BASE64, 56)])]).near(&["kraken"]),
        ],
    },
    &Provider {
        name: "KuCoin",
        page: "kucoin",
        revoke: "delete the API key under API Management",
        link: "https://www.kucoin.com/docs-new/",
        detectors: &[secret(
            "secret/kucoin-key",
            "API key or secret",
            &[shape(&[Piece::Uuid]), shape(&[of(A::ANY_HEX, 24)])],
        )
        .near(&["kucoin"])],
    },
    &Provider {
        name: "Bitfinex",
        page: "bitfinex",
        revoke: "revoke the API key",
        link: "https://docs.bitfinex.com/docs/introduction",
        detectors: &[secret(
            "secret/bitfinex-key",
            "API key or secret",
            &[shape(&[of(A::ALNUM, 43)]), shape(&[of(A::BASE64_URL, 43)]), shape(&[of(A::ANY_HEX, 40)])],
        )
        .near(&["bitfinex"])],
    },
    &Provider {
        name: "Bitstamp",
        page: "bitstamp",
        revoke: "deactivate the API key",
        link: "https://www.bitstamp.net/api/",
        detectors: &[
            secret("secret/bitstamp-key", "API key or secret", &[shape(&[of(A::ALNUM, 32)])]).near(&["bitstamp"])
        ],
    },
    &Provider {
        name: "BitMEX",
        page: "bitmex",
        revoke: "disable the API key",
        link: "https://www.bitmex.com/app/apiOverview",
        detectors: &[
            secret("secret/bitmex-secret", "API secret", &[shape(&[of(A::BASE64_URL, 48)])]).near(&["bitmex"]),
            secret("secret/bitmex-id", "API key's id", &[shape(&[of(A::BASE64_URL, 24)])]).near(&["bitmex"]).public(),
        ],
    },
    &Provider {
        name: "Bybit",
        page: "bybit",
        revoke: "delete the API key",
        link: "https://bybit-exchange.github.io/docs/",
        detectors: &[
            secret("secret/bybit-secret", "API secret", &[shape(&[of(A::ALNUM, 36)])]).near(&["bybit"]),
            secret("secret/bybit-key", "API key", &[shape(&[of(A::ALNUM, 18)])]).near(&["bybit"]),
        ],
    },
    &Provider {
        name: "OKX",
        page: "okx",
        revoke: "delete the API key",
        link: "https://www.okx.com/docs-v5/en/",
        detectors: &[
            secret("secret/okx-key", "API key", &[shape(&[Piece::Uuid])]).near(&["okx", "okex"]),
            secret("secret/okx-secret", "secret key", &[shape(&[of(A::UPPER_HEX, 32)])]).near(&["okx", "okex"]),
        ],
    },
    &Provider {
        name: "Gate",
        page: "gate",
        revoke: "delete the API key",
        link: "https://www.gate.com/docs/developers/apiv4/",
        detectors: &[
            secret("secret/gate-secret", "API secret", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["gateio", "gateapi"]),
            secret("secret/gate-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["gateio", "gateapi"]),
        ],
    },
    &Provider {
        name: "HTX",
        page: "htx",
        revoke: "delete the API key",
        link: "https://www.htx.com/en-us/opend/",
        detectors: &[secret(
            "secret/htx-key",
            "access or secret key",
            &[shape(&[
                of(A::ANY_HEX, 8),
                one_of(&["-"]),
                of(A::ANY_HEX, 8),
                one_of(&["-"]),
                between(A::ALNUM, 8, 10),
                one_of(&["-"]),
                of(A::ALNUM, 5),
            ])],
        )
        .near(&["huobi", "htx"])],
    },
    &Provider {
        name: "Gemini",
        page: "gemini-exchange",
        revoke: "delete the API key in the account settings",
        link: "https://docs.gemini.com/",
        detectors: &[secret(
            "secret/gemini-exchange-key",
            "API key",
            &[shape(&[one_of(&["account-", "master-"]), of(A::ALNUM, 20)])],
        )
        .near(&["gemini"])],
    },
    &Provider {
        name: "Bittrex",
        page: "bittrex",
        revoke: "delete the API key",
        link: "https://bittrex.github.io/",
        detectors: &[
            secret("secret/bittrex-key", "API key or secret", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["bittrex"])
        ],
    },
    &Provider {
        name: "Poloniex",
        page: "poloniex",
        revoke: "delete the API key",
        link: "https://api-docs.poloniex.com/",
        detectors: &[secret(
            "secret/poloniex-secret",
            "API secret",
            &[shape(&[of(A::ANY_HEX, 128)]), shape(&[between(A::ALNUM, 100, 130)])],
        )
        .near(&["poloniex"])],
    },
    &Provider {
        name: "CoinMarketCap",
        page: "coinmarketcap",
        revoke: "regenerate the API key in the account",
        link: "https://coinmarketcap.com/api/documentation/v1/",
        detectors: &[secret("secret/coinmarketcap-key", "API key", &[shape(&[Piece::Uuid])])
            .near(&["coinmarketcap", "cmcapi", "cmcpro"])],
    },
    &Provider {
        name: "CoinGecko",
        page: "coingecko",
        revoke: "delete the API key in the developer dashboard",
        link: "https://docs.coingecko.com/",
        detectors: &[secret("secret/coingecko-key", "API key", &[shape(&[text("CG-"), of(A::ALNUM, 24)])])],
    },
    &Provider {
        name: "CryptoCompare",
        page: "cryptocompare",
        revoke: "delete the API key",
        link: "https://developers.coindesk.com/",
        detectors: &[
            secret("secret/cryptocompare-key", "API key", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["cryptocompare"])
        ],
    },
    &Provider {
        name: "Alchemy",
        page: "alchemy",
        revoke: "rotate the app's API key in the dashboard",
        link: "https://www.alchemy.com/docs/",
        detectors: &[
            secret(
                "secret/alchemy-url",
                "endpoint with its key",
                &[
                    shape(&[
                        one_of(&[
                            "eth-mainnet.g.alchemy.com/v2/", "eth-sepolia.g.alchemy.com/v2/",
                            "eth-goerli.g.alchemy.com/v2/", "polygon-mainnet.g.alchemy.com/v2/",
                            "polygon-mumbai.g.alchemy.com/v2/", "polygon-amoy.g.alchemy.com/v2/",
                            "arb-mainnet.g.alchemy.com/v2/", "opt-mainnet.g.alchemy.com/v2/",
                            "base-mainnet.g.alchemy.com/v2/", "base-sepolia.g.alchemy.com/v2/",
                            "solana-mainnet.g.alchemy.com/v2/",
                        ]),
                        between(A::BASE64_URL, 21, 32),
                    ]),
                    shape(&[
                        one_of(&[
                            "eth-mainnet.alchemyapi.io/v2/", "eth-rinkeby.alchemyapi.io/v2/",
                            "eth-ropsten.alchemyapi.io/v2/", "eth-goerli.alchemyapi.io/v2/",
                            "eth-kovan.alchemyapi.io/v2/",
                        ]),
                        of(A::BASE64_URL, 32),
                    ]),
                ],
            ),
            secret(
                "secret/alchemy-key",
                "API key",
                &[shape(&[of(A::BASE64_URL, 32)]), shape(&[of(A::BASE64_URL, 21)])],
            )
            .near(&["alchemy"]),
            secret(
                "secret/alchemy-prefixed-key",
                "API key of the older form",
                &[
                    shape(&[text("alch_"), between(A::BASE64_URL, 24, 40)]),
                    shape(&[text("alcht_"), between(A::BASE64_URL, 24, 40)]),
                ],
            ),
        ],
    },
    &Provider {
        name: "Infura",
        page: "infura",
        revoke: "reset the API key's secret in the dashboard",
        link: "https://docs.metamask.io/services/",
        detectors: &[
            secret(
                "secret/infura-url",
                "endpoint with its key",
                &[shape(&[
                    one_of(&[
                        "mainnet.infura.io/", "sepolia.infura.io/", "goerli.infura.io/", "rinkeby.infura.io/",
                        "ropsten.infura.io/", "kovan.infura.io/", "polygon-mainnet.infura.io/",
                        "polygon-mumbai.infura.io/", "polygon-amoy.infura.io/", "arbitrum-mainnet.infura.io/",
                        "optimism-mainnet.infura.io/", "linea-mainnet.infura.io/", "base-mainnet.infura.io/",
                    ]),
                    one_of(&["v3/", "ws/v3/"]),
                    of(A::ANY_HEX, 32),
                ])],
            ),
            secret("secret/infura-key", "API key or its secret", &[shape(&[of(A::ANY_HEX, 32)])])
                .near(&["infura", "metamask"]),
        ],
    },
    &Provider {
        name: "QuickNode",
        page: "quicknode",
        revoke: "delete the endpoint's token in the dashboard",
        link: "https://www.quicknode.com/docs",
        detectors: &[
            secret("secret/quicknode-key", "API key", &[shape(&[text("QN_"), of(A::HEX, 32)])]),
            secret(
                "secret/quicknode-url",
                "endpoint with its token",
                &[shape(&[between(A::LOWER_ALNUM, 2, 40), text(".quiknode.pro/"), of(A::HEX, 40)])],
            ),
            secret("secret/quicknode-token", "endpoint's token", &[shape(&[of(A::ANY_HEX, 40)])])
                .near(&["quicknode", "quiknode"]),
        ],
    },
    &Provider {
        name: "Ankr",
        page: "ankr",
        revoke: "delete the API key in the console",
        link: "https://www.ankr.com/docs/",
        detectors: &[secret(
            "secret/ankr-url",
            "endpoint with its key",
            &[shape(&[text("rpc.ankr.com/"), between(A::LOWER_ALNUM.with(b"_"), 2, 30), text("/"), of(A::HEX, 64)])],
        )],
    },
    &Provider {
        name: "Helius",
        page: "helius",
        revoke: "rotate the API key in the dashboard",
        link: "https://www.helius.dev/docs",
        detectors: &[secret("secret/helius-key", "API key", &[shape(&[Piece::Uuid])]).near(&["helius"])],
    },
    &Provider {
        name: "Etherscan",
        page: "etherscan",
        revoke: "delete the API key in the account",
        link: "https://docs.etherscan.io/",
        detectors: &[secret("secret/etherscan-key", "API key", &[shape(&[of(A::UPPER_ALNUM, 34)])]).near(&[
            "etherscan", "bscscan", "polygonscan", "arbiscan", "snowtrace", "ftmscan", "basescan",
            "optimisticetherscan", "scanapi",
        ])],
    },
    &Provider {
        name: "Moralis",
        page: "moralis",
        revoke: "regenerate the API key in the settings",
        link: "https://docs.moralis.com/",
        detectors: &[secret("secret/moralis-key", "API key", &[shape(&[of(A::ALNUM, 64)])]).near(&["moralis"])],
    },
    &Provider {
        name: "Blockfrost",
        page: "blockfrost",
        revoke: "delete the project",
        link: "https://docs.blockfrost.io/",
        detectors: &[secret(
            "secret/blockfrost-key",
            "project id",
            &[shape(&[one_of(&["mainnet", "testnet", "preprod", "preview", "ipfs"]), of(A::ALNUM, 32)])],
        )
        .near(&["blockfrost", "cardano", "projectid"])],
    },
    &Provider {
        name: "BlockCypher",
        page: "blockcypher",
        revoke: "delete the token",
        link: "https://www.blockcypher.com/dev/",
        detectors: &[
            secret("secret/blockcypher-token", "token", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["blockcypher"])
        ],
    },
    &Provider {
        name: "Tatum",
        page: "tatum",
        revoke: "delete the API key in the dashboard",
        link: "https://docs.tatum.io/",
        detectors: &[secret(
            "secret/tatum-key",
            "API key",
            &[shape(&[text("t-"), of(A::HEX, 24), one_of(&["-"]), between(A::HEX, 24, 32)])],
        )
        .near(&["tatum"])],
    },
    &Provider {
        name: "Covalent",
        page: "covalent",
        revoke: "delete the API key",
        link: "https://goldrush.dev/docs/",
        detectors: &[secret(
            "secret/covalent-key",
            "API key",
            &[shape(&[text("cqt_"), between(A::ALNUM, 24, 40)]), shape(&[text("ckey_"), of(A::HEX, 27)])],
        )],
    },
    &Provider {
        name: "Dune",
        page: "dune",
        revoke: "delete the API key in the settings",
        link: "https://docs.dune.com/",
        detectors: &[secret("secret/dune-key", "API key", &[shape(&[of(A::ALNUM, 32)])])
            .near(&["duneapi", "dunekey", "duneanalytics"])],
    },
    &Provider {
        name: "Pinata",
        page: "pinata",
        revoke: "revoke the key under API Keys",
        link: "https://docs.pinata.cloud/",
        detectors: &[
            secret("secret/pinata-secret", "API secret", &[shape(&[of(A::ANY_HEX, 64)])]).near(&["pinata"]),
            secret("secret/pinata-key", "API key", &[shape(&[of(A::ANY_HEX, 20)])]).near(&["pinata"]),
        ],
    },
    &Provider {
        name: "OpenSea",
        page: "opensea",
        revoke: "delete the API key in the settings",
        link: "https://docs.opensea.io/",
        detectors: &[secret("secret/opensea-key", "API key", &[shape(&[of(A::ANY_HEX, 32)])]).near(&["opensea"])],
    },
    &Provider {
        name: "thirdweb",
        page: "thirdweb",
        revoke: "rotate the secret key in the dashboard",
        link: "https://portal.thirdweb.com/",
        detectors: &[
            secret("secret/thirdweb-secret", "secret key", &[shape(&[of(A::BASE64_URL, 86)])]).near(&["thirdweb"])
        ],
    },
    &Provider {
        name: "Magic",
        page: "magic",
        revoke: "roll the secret key in the dashboard",
        link: "https://docs.magic.link/",
        detectors: &[secret(
            "secret/magic-key",
            "secret key",
            &[shape(&[one_of(&["sk_live_", "sk_test_"]), of(A::UPPER_HEX, 16)])],
        )
        .near(&["magic"])],
    },
    &Provider {
        name: "Wallets",
        page: "wallets",
        revoke: "move the funds to a new wallet and never use the key again",
        link: "https://ethereum.org/wallets/",
        detectors: &[
            secret(
                "secret/ethereum-private-key",
                "Ethereum private key",
                &[shape(&[text("0x"), of(A::ANY_HEX, 64)]), shape(&[of(A::ANY_HEX, 64)])],
            )
            .near(&[
                "privatekey", "ethkey", "deployerkey", "deployerprivate", "walletkey", "walletprivate", "ethprivate",
                "signerkey", "ownerkey", "accountkey", "mainnetkey", "testnetkey", "minerkey", "relayerkey", "pkey",
            ]),
            secret("secret/solana-private-key", "Solana private key", &[shape(&[between(A::BASE58, 87, 88)])])
                .near(&["solana", "privatekey", "secretkey", "walletkey", "keypair"]),
            secret(
                "secret/sui-private-key",
                "Sui private key",
                &[shape(&[text("suiprivkey1"), between(A::LOWER_ALNUM, 58, 60)])],
            ),
            secret(
                "secret/aptos-private-key",
                "Aptos private key",
                &[shape(&[one_of(&["ed25519-priv-0x", "secp256k1-priv-0x"]), of(A::ANY_HEX, 64)])],
            ),
            secret("secret/stellar-secret", "Stellar secret seed", &[shape(&[text("S"), of(A::BASE32, 55)])])
                .near(&["stellar", "secretseed", "horizon", "soroban"]),
            secret("secret/ripple-secret", "XRP secret", &[shape(&[text("s"), of(A::BASE58, 28)])])
                .near(&["ripple", "xrp", "xrpl", "rippled"]),
            secret(
                "secret/tezos-secret-key",
                "Tezos secret key",
                &[shape(&[one_of(&["edsk"]), of(A::BASE58, 50)]), shape(&[one_of(&["edsk"]), of(A::BASE58, 94)])],
            )
            .near(&["tezos", "secretkey", "edsk", "taquito"]),
            secret(
                "secret/nostr-key",
                "Nostr private key",
                &[shape(&[text("nsec1"), of(A::LOWER_ALNUM, 58)]).proved(Proof::Bech32)],
            ),
            secret(
                "secret/cardano-signing-key",
                "Cardano signing key",
                &[shape(&[
                    one_of(&[
                        "ed25519_sk1", "ed25519e_sk1", "addr_sk1", "stake_sk1", "acct_sk1", "root_xsk1", "acct_xsk1",
                        "addr_xsk1", "xprv1",
                    ]),
                    between(A::LOWER_ALNUM, 52, 260),
                ])],
            ),
        ],
    },
];
