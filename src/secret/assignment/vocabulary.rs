//! The words that names are read by: lower case, each list in the order of its bytes, for a binary search.

/// A list of words, and a glance that rules out most others.
pub(super) struct Wordlist {
    words: &'static [&'static str],
    glance: [u64; GLANCE],
}

const GLANCE: usize = 32;

impl Wordlist {
    const fn new(words: &'static [&'static str]) -> Self {
        let mut glance = [0; GLANCE];
        let mut row = 0;
        while row < words.len() {
            let bit = bit(words[row].as_bytes());
            glance[bit / 64] |= 1 << (bit % 64);
            row += 1;
        }
        Self { words, glance }
    }

    /// Whether `word` is in it.
    pub(super) fn holds(&self, word: &[u8]) -> bool {
        let bit = bit(word);
        self.glance[bit / 64] >> (bit % 64) & 1 == 1
            && self.words.binary_search_by(|entry| entry.as_bytes().cmp(word)).is_ok()
    }

    /// Its words.
    pub(super) fn words(&self) -> &'static [&'static str] {
        self.words
    }
}

/// The bit of a word: by its length and its first two bytes and its last.
const fn bit(word: &[u8]) -> usize {
    if word.is_empty() {
        return 0;
    }
    let second = if word.len() > 1 { word[1] } else { 0 };
    (word[0] as usize * 131 + second as usize * 17 + word[word.len() - 1] as usize * 31 + word.len() * 7)
        % (GLANCE * 64)
}

/// A password, in the languages of those who write names.
#[rustfmt::skip]
pub(super) static PASSWORDS: Wordlist = Wordlist::new(&[
    "adgangskode", "contrasena", "contrasenya", "contraseña", "geslo", "haslo", "hasło", "heslo", "jelszo", "jelszó",
    "kalmeso", "kennwort", "kodeord", "losenord", "lozinka", "lösenord", "matkhau", "mdp", "motdepasse", "parol", "parola",
    "parolă", "parool", "pass", "passcode", "passe", "passin", "passord", "passout", "passphrase", "passw", "passwd",
    "password", "passwort", "passwrd", "psk", "psswd", "psw", "pswd", "pw", "pwd", "pword", "salasana", "senha",
    "sifre", "slaptazodis", "slaptažodis", "wachtwoord", "zaporka", "şifre", "κωδικος", "κωδικός", "лозинка", "парола",
    "пароль", "סיסמה", "パスワード", "口令", "密码", "密碼", "비밀번호", "비번", "암호",
]);

/// Words so short that they name a password only where nothing in small letters, and no dot, goes on: `db.pw`, `DB_PW_PROD`, and
/// neither `pw.println` nor `pw_uid`.
pub(super) static BRIEF: Wordlist = Wordlist::new(&["psk", "psw", "pw"]);

/// Of what a machine makes, the words under which people put what they chose, too; and what names a pair of a user and a password.
const CHOSEN: [&str; 6] = ["cred", "secret", "token", "basicauth", "basic_auth", "basic-auth"];

/// What stands in each name that says password, in whatever case. A stem is all of a word, or, where that has letters outside of ASCII,
/// whose case bytes do not tell, the longest part without them. None holds another one.
pub(super) fn stems() -> impl Iterator<Item = String> {
    let mut all: Vec<String> = CHOSEN.iter().chain(PASSWORDS.words()).flat_map(|word| forms(word)).collect();
    all.sort_by_key(|stem| (stem.len(), stem.clone()));
    let mut kept: Vec<String> = Vec::new();
    for stem in all {
        if !kept.iter().any(|shorter| stem.contains(shorter.as_str())) {
            kept.push(stem);
        }
    }
    kept.into_iter()
}

/// What of a word is looked for: one text, or one for each case.
fn forms(word: &str) -> Vec<String> {
    const SHORTEST: usize = 4;
    let plain = word.split(|letter: char| !letter.is_ascii()).max_by_key(|part| part.len()).unwrap_or_default();
    if word.is_ascii() || plain.len() >= SHORTEST {
        return vec![plain.to_owned()];
    }
    // Whatever the case of the first letter.
    let has_case = word.chars().next().is_some_and(|first| first.is_lowercase());
    let rest: String = word.chars().skip(usize::from(has_case)).collect();
    let upper: String = rest
        .chars()
        .flat_map(|letter| {
            if letter.is_ascii() {
                letter.to_lowercase().collect()
            } else {
                letter.to_uppercase().collect::<Vec<char>>()
            }
        })
        .collect();
    if upper == rest { vec![rest] } else { vec![rest, upper] }
}

/// A credential that a machine made: with any value that is no plain word.
#[rustfmt::skip]
pub(super) static TOKENS: Wordlist = Wordlist::new(&[
    "accesstoken", "apikey", "apikeys", "apisecret", "apitoken", "appkey", "authorization", "authtoken", "bearer",
    "clientsecret", "cred", "credential", "credentials", "creds", "geheimnis", "jeton", "jwt", "passkey",
    "schlüsselwort", "secret", "secreto", "secrets", "segredo", "token", "tokens",
]);

/// What may be a secret, or as well a name, a checksum, an address: the value must tell.
#[rustfmt::skip]
pub(super) static WEAK: Wordlist = Wordlist::new(&[
    "auth", "chave", "clave", "cle", "connectionstring", "connstr", "cookie", "cookies",
    "csrf", "csrftoken", "dockerconfigjson", "dsn", "hmac", 
    "klucz", "licence", "license", "llave", "mnemonic", "otp", "passport", "pat", "pepper", "pin", "salt",
    "sas", "schluessel", "schlüssel", "seed", "session", "sessionid", "totp", "webhook", "xsrf",
    "xsrftoken",
]);

/// Behind a word for a secret these say that it is something about one.
#[rustfmt::skip]
pub(super) static ABOUT: Wordlist = Wordlist::new(&[
    "accept", "age", "alg", "algo", "algorithm", "alias", "aliases", "arn", "attempts", "attr", "attribute",
    "audience", "available", "backend", "baked", "bits", "box", "bucket", "builder", "builtin", "button", "by",
    "bytes", "cache", "callback", "case", "category", "char", "chars", "charset", "check", "checker", "checksum",
    "cipher", "claim", "class", "cnt", "color", "column", "comment", "complexity", "configured", "confirm",
    "confirmation", "constraints", "context", "controller", "count", "counter", "created", "date", "days", "desc",
    "description", "details", "dialog", "digest", "dir", "directory", "disabled", "dispenser", "display", "doc",
    "docs", "email", "empty", "enabled", "encoder", "encoding", "endpoint", "endpoints", "engine", "entry", "env",
    "envvar", "error", "errors", "event", "exchange", "existing", "exists", "exp", "expiration", "expired",
    "expires", "expiry", "expression", "ext", "factory", "failed", "failure", "field", "fields", "file", "filename",
    "files", "filter", "fingerprint", "flag", "flow", "folder", "form", "format", "found", "generator", "getter",
    "grant", "group", "guard", "guid", "handler", "hash", "hashes", "header", "headers", "help", "helper", "hidden",
    "hint", "hook", "host", "hostname", "hours", "icon", "id", "identifier", "ids", "idx", "ify", "image", "index",
    "info", "input", "interval", "issuer", "iter", "iterator", "iv", "kid", "kind", "kinds", "label", "language",
    "last", "len", "length", "less", "level", "lifetime", "limit", "limits", "line", "link", "list", "listener",
    "loader", "location", "lock", "login", "mac", "manager", "mapper", "mapping", "mask", "match", "matches", "max",
    "message", "messages", "meta", "metadata", "method", "middleware", "min", "minutes", "mismatch", "missing",
    "mode", "model", "module", "mount", "msg", "name", "names", "namespace", "needed", "node", "nonce", "num",
    "number", "offset", "operator", "option", "options", "order", "output", "owner", "page", "param", "parameter",
    "parameters", "params", "parser", "path", "paths", "pattern", "permission", "permissions", "placeholder",
    "plugin", "policy", "pool", "port", "pos", "position", "prefix", "print", "printer", "prompt", "property",
    "protection", "protocol", "provider", "providers", "purpose", "query", "quota", "rate", "reader", "reason",
    "ref", "reference", "references", "refs", "regex", "regexp", "region", "registry", "repo", "repository",
    "request", "requests", "required", "requirement", "requirements", "reset", "resolver", "resource", "response",
    "result", "results", "retries", "review", "role", "roles", "rotation", "rule", "rules", "schema", "scheme",
    "scope", "scopes", "screen", "sealed", "seconds", "selector", "separator", "server", "service", "set",
    "settings", "setup", "sig", "signature", "size", "source", "span", "spans", "spec", "stage", "start", "state",
    "status", "step", "store", "strategy", "stream", "strength", "style", "subject", "suffix", "support", "tag",
    "tags", "template", "through", "timeout", "timestamp", "tip", "title", "tooltip", "tracker", "ttl", "type",
    "types", "unit", "update", "updated", "updater", "uri", "uris", "url", "urls", "usage", "use", "used", "user",
    "username", "users", "util", "utils", "uuid", "valid", "validation", "validator", "validity", "vec", "version",
    "view", "visibility", "visible", "warning", "widget", "width", "window", "writer",
]);

/// First words of names that ask, tell or do something about a secret.
#[rustfmt::skip]
pub(super) static FLAGS: Wordlist = Wordlist::new(&[
    "allow", "allows", "ask", "bad", "can", "change", "changed", "confirm", "confirmed", "count", "create", "delete",
    "did", "disable", "disabled", "does", "enable", "enabled", "enter", "expired", "fetch", "find", "forgot",
    "forgotten", "generate", "had", "has", "have", "hide", "incorrect", "invalid", "is", "load", "lookup", "lost",
    "max", "min", "missing", "must", "need", "needs", "no", "not", "num", "parse", "persist", "prompt", "recover",
    "reenter", "remember", "remove", "repeat", "request", "require", "required", "requires", "reset", "retype",
    "revoke", "should", "show", "skip", "support", "supports", "total", "use", "uses", "validate", "want", "wants",
    "was", "will", "with", "without", "wrong",
]);

/// Before `key` these make it a secret.
#[rustfmt::skip]
pub(super) static KEYS: Wordlist = Wordlist::new(&[
    "access", "account", "admin", "aes", "api", "app", "application", "auth", "authentication", "authorization",
    "client", "consumer", "crypto", "decrypt", "decryption", "deploy", "deployment", "encrypt", "encryption", "gpg",
    "hmac", "ingest", "integration", "jwt", "licence", "license", "master", "pem", "pgp", "preshared", "priv",
    "private", "root", "rsa", "secret", "server", "service", "shared", "sign", "signing", "ssh", "subscription",
    "token", "wallet", "write",
]);

/// Before `key` these say that it opens nothing.
#[rustfmt::skip]
pub(super) static OPEN_KEYS: Wordlist = Wordlist::new(&[
    "alt", "annotation", "anon", "anonymous", "answer", "any", "arrow", "attribute", "authorized", "cache",
    "candidate", "child", "column", "composite", "config", "ctrl", "current", "data", "dict", "down", "each",
    "escape", "event", "feature", "field", "first", "foreign", "function", "gpg", "group", "hash", "header", "host", "hot",
    "i18n", "idempotency", "index", "item", "json", "known", "label", "last", "left", "locale", "lookup", "map",
    "measurement", "message", "metadata", "modifier", "natural", "next", "object", "openpgp", "option", "order", "param",
    "parent", "partition", "pgp", "press", "prev", "primary", "property", "pub", "public", "publishable", "range", "react",
    "registry", "right", "routing", "row", "shard", "shift", "shortcut", "site", "sort", "sorting", "that", "this",
    "toml", "tracking", "translation", "trusted", "unique", "up", "xml", "yaml",
]);

/// Before `token` these say that it is a piece of text, a place in a list, a coin.
#[rustfmt::skip]
pub(super) static OPEN_TOKENS: Wordlist = Wordlist::new(&[
    "abstract", "amp", "angle", "anonymous", "arrow", "async", "at", "await", "bang", "base", "begin", "bom", "bos",
    "brace", "brack", "bracket", "cancel", "cancellation", "caret", "chain", "class", "close", "cls", "colon",
    "color", "comma", "comment", "completion", "const", "continuation", "continue", "css", "curly", "current",
    "cursor", "delimiter", "design", "dollar", "dot", "end", "eof", "eos", "eq", "erc", "erc20", "excl", "expected",
    "export", "fee", "first", "function", "hash", "html", "ident", "identifier", "import", "input", "interpreter",
    "js", "json", "keyword", "last", "left", "let", "lex", "lexer", "literal", "mark", "mask", "minus", "modifier",
    "name", "native", "newline", "next", "nft", "number", "open", "operator", "output", "pad", "page", "pagination",
    "paging", "paren", "parens", "parse", "parser", "peek", "per", "percent", "period", "pipe", "plus", "prev",
    "previous", "prompt", "public", "publishable", "punctuation", "question", "quote", "reasoning", "return",
    "reward", "right", "semantic", "semicolon", "sep", "separator", "slash", "space", "special", "star", "start",
    "stop", "string", "syntactic", "syntax", "template", "text", "tilde", "trivia", "type", "underscore",
    "unexpected", "unit", "unk", "value", "var", "whitespace", "word", "xml", "yaml",
]);

/// Before `secret` these make it an object of Kubernetes, of which it is the name.
#[rustfmt::skip]
pub(super) static OPEN_SECRETS: Wordlist = Wordlist::new(&[
    "cert", "certificate", "certs", "existing", "external", "generic", "imagepull", "k8s", "kube", "kubernetes",
    "opaque", "open", "pull", "sealed", "sops", "tls",
]);

/// Before `pass` these make it a turn, or an outcome.
#[rustfmt::skip]
pub(super) static OPEN_PASSES: Wordlist = Wordlist::new(&[
    "all", "analysis", "band", "boarding", "checks", "commit", "compile", "compiler", "each", "end", "final", "first",
    "hdr", "high", "last", "lint", "low", "multi", "next", "one", "opt", "optimization", "per", "render", "result",
    "results", "season", "second", "shadow", "single", "status", "test", "tests", "third", "two",
]);

/// Glued before `pass`, `pwd` or `pw` these make it a password.
#[rustfmt::skip]
pub(super) static OWNERS: Wordlist = Wordlist::new(&[
    "admin", "app", "auth", "bind", "db", "email", "ftp", "git", "http", "imap", "jdbc", "key", "keystore", "ldap",
    "login", "mail", "mongo", "mq", "my", "mysql", "new", "old", "pg", "pop", "pop3", "postgres", "proxy", "rabbit",
    "redis", "root", "sftp", "smtp", "sql", "ssh", "store", "su", "sudo", "svn", "test", "truststore", "user", "vpn",
    "web", "wifi",
]);
