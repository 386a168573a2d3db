//! What the name of a value says about it.

use super::vocabulary::{
    ABOUT, BRIEF, FLAGS, KEYS, OPEN_KEYS, OPEN_PASSES, OPEN_SECRETS, OPEN_TOKENS, OWNERS, PASSWORDS, TOKENS, WEAK,
};

/// What a name says about its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::secret) enum Meaning {
    /// A password: any text may be one.
    Password,
    /// A credential that a machine made: an API key, a token, a client's secret.
    Token,
    /// A key, a salt, a session: a secret only if its value looks like one.
    Weak,
    /// Something about a secret, or a name that is known for something else: `password_file`, `key_id`, `public_key`, `max_tokens`.
    NotSecret,
    /// No word of it is about secrets.
    Nothing,
}

/// What `name` says about its value. Reads its last [`LONGEST`] bytes, word by word: a later word says more than an earlier one.
pub(in crate::secret) fn meaning(name: &[u8]) -> Meaning {
    let name = &name[name.len().saturating_sub(LONGEST)..];
    let mut lower = [0; LONGEST];
    lower.iter_mut().zip(name).for_each(|(lower, byte)| *lower = byte.to_ascii_lowercase());
    match name {
        // The shell's working directory; in a connection string of ODBC a password.
        b"PWD" | b"OLDPWD" => return Meaning::Weak,
        // A language as it is written in Palau.
        [b'a'..=b'z', b'a'..=b'z', b'-' | b'_', b'P', b'W'] => return Meaning::Nothing,
        // Of SQL: `IDENTIFIED BY '…'`.
        b"IDENTIFIED" => return Meaning::Password,
        // A flag is taken for a name only where its tool is known.
        [b'-', letter] if letter.is_ascii_alphabetic() => return Meaning::Password,
        _ => {}
    }
    let (mut so_far, mut before, mut first): (_, &[u8], &[u8]) = (Meaning::Nothing, b"", b"");
    for word in (Words { name, at: 0 }) {
        let text = &lower[word.start..word.end];
        let text = trim_digits(text);
        let is_loud = !name[word.start..word.end].iter().any(u8::is_ascii_lowercase);
        // `pw.println`, `pw_uid`; but `DB_PW_PROD`.
        if BRIEF.holds(before) && (word.opens || !is_loud) {
            so_far = Meaning::Nothing;
        }
        if before.is_empty() || word.opens {
            first = text;
        }
        let sense = match (before, text) {
            (b"connection", b"string") | (b"conn", b"str" | b"string") => Sense::Weak,
            // `pass_through`, `pass_discard`; but `PassWord`.
            (b"pass", _) if !matches!(text, b"word" | b"phrase" | b"code") && Sense::of(text) == Sense::Plain => {
                Sense::Weak
            }
            _ => Sense::of(text),
        };
        so_far = next(so_far, sense, before, first);
        before = text;
    }
    so_far
}

/// The most of a name that is read: its end.
const LONGEST: usize = 128;

/// The meaning after one more word, which `before` precedes in a part of the name that begins with `first`.
fn next(so_far: Meaning, sense: Sense, before: &[u8], first: &[u8]) -> Meaning {
    if sense == Sense::Plain {
        return so_far;
    }
    let asks = FLAGS.holds(first);
    match sense {
        Sense::Plain => so_far,
        Sense::About if so_far == Meaning::Nothing => so_far,
        Sense::About => Meaning::NotSecret,
        Sense::Id if before == b"secret" => Meaning::Weak,
        Sense::Id if so_far == Meaning::Nothing => so_far,
        Sense::Id | Sense::NoSecret => Meaning::NotSecret,
        Sense::Password | Sense::Pass | Sense::Token | Sense::Secret if asks => Meaning::NotSecret,
        Sense::Pass if OPEN_PASSES.holds(before) => Meaning::NotSecret,
        Sense::Token if OPEN_TOKENS.holds(before) => Meaning::NotSecret,
        Sense::Secret if OPEN_SECRETS.holds(before) => Meaning::NotSecret,
        // Not kept in clear: `hashed_password`.
        Sense::Password | Sense::Pass if matches!(before, b"hashed" | b"encrypted") => Meaning::Weak,
        // Of a form, made anew for each page.
        Sense::Token if matches!(before, b"csrf" | b"xsrf") => Meaning::Weak,
        Sense::Password | Sense::Pass => Meaning::Password,
        Sense::Token | Sense::Secret => Meaning::Token,
        Sense::Key if asks || OPEN_KEYS.holds(before) => Meaning::NotSecret,
        Sense::Key if so_far == Meaning::Token || KEYS.holds(before) => Meaning::Token,
        Sense::Key | Sense::Weak => Meaning::Weak,
    }
}

/// What one word says.
#[derive(Clone, Copy, PartialEq)]
enum Sense {
    Password,
    Pass,
    Token,
    Secret,
    Key,
    Weak,
    Id,
    About,
    NoSecret,
    Plain,
}

impl Sense {
    /// `word` is in lower case, without the digits behind it.
    fn of(word: &[u8]) -> Self {
        if !word.is_ascii() {
            return Self::foreign(word);
        }
        match word {
            b"pass" => Self::Pass,
            b"secret" | b"secrets" => Self::Secret,
            b"key" | b"keys" => Self::Key,
            b"id" => Self::Id,
            _ if ABOUT.holds(word) => Self::About,
            _ if PASSWORDS.holds(word) => Self::Password,
            _ if TOKENS.holds(word) => Self::Token,
            _ if WEAK.holds(word) => Self::Weak,
            _ => Self::glued(word),
        }
    }

    /// A word with letters outside of ASCII. Chinese, Japanese and Korean put nothing between their words: the last one tells.
    fn foreign(word: &[u8]) -> Self {
        let lower = String::from_utf8_lossy(word).to_lowercase();
        let is_undivided = |entry: &&&str| entry.chars().all(|letter| letter >= '\u{2e80}');
        let ends = || PASSWORDS.words().iter().filter(is_undivided).any(|entry| lower.ends_with(entry));
        match lower.as_bytes() {
            lower if PASSWORDS.holds(lower) => Self::Password,
            lower if TOKENS.holds(lower) => Self::Token,
            lower if WEAK.holds(lower) => Self::Weak,
            _ if ends() => Self::Password,
            _ => Self::Plain,
        }
    }

    /// Words that nothing divides: `dbpassword`, `secretname`.
    fn glued(word: &[u8]) -> Self {
        /// `mypw`
        const SHORTEST: usize = 4;
        const STEMS: [(&[u8], Sense); 8] = [
            (b"password", Sense::Password),
            (b"passwd", Sense::Password),
            (b"passphrase", Sense::Password),
            (b"passwort", Sense::Password),
            (b"apikey", Sense::Token),
            (b"secret", Sense::Secret),
            (b"token", Sense::Token),
            (b"credential", Sense::Token),
        ];
        if word.len() < SHORTEST {
            return Self::Plain;
        }
        let singular = word.strip_suffix(b"s").unwrap_or(word);
        for (stem, sense) in STEMS {
            if let Some(owner) = singular.strip_suffix(stem) {
                return if Self::is_open(sense, owner) { Self::NoSecret } else { sense };
            }
            if let Some(rest) = word.strip_prefix(stem) {
                return match rest {
                    b"key" | b"keys" => Self::Token,
                    b"id" => Self::NoSecret,
                    _ if ABOUT.holds(rest) => Self::NoSecret,
                    _ if WEAK.holds(rest) => Self::Weak,
                    _ => Self::Plain,
                };
            }
        }
        let owned = |suffix: &[u8]| word.strip_suffix(suffix).is_some_and(|owner| OWNERS.holds(owner));
        match singular.strip_suffix(b"key") {
            Some(owner) if KEYS.holds(owner) => Self::Token,
            Some(b"public" | b"pub") => Self::NoSecret,
            _ if owned(b"pass") || owned(b"pwd") || owned(b"pw") => Self::Password,
            _ => Self::Plain,
        }
    }

    /// Whether what stands before a word, glued to it, takes its meaning.
    fn is_open(self, owner: &[u8]) -> bool {
        FLAGS.holds(owner)
            || match self {
                Self::Token => OPEN_TOKENS.holds(owner),
                Self::Secret => OPEN_SECRETS.holds(owner),
                _ => false,
            }
    }
}

/// A word without the number behind it, if that leaves one.
fn trim_digits(word: &[u8]) -> &[u8] {
    word.iter().rposition(|byte| !byte.is_ascii_digit()).map_or(word, |last| &word[..=last])
}

/// The words of a name: `getAPIKey_v2.id` is get, API, Key, v2, id. What is not ASCII is taken for a letter.
struct Words<'a> {
    name: &'a [u8],
    at: usize,
}

/// A word's place, and whether it stands behind a dot or its like, which divide more than `_` or a capital does.
struct Word {
    start: usize,
    end: usize,
    opens: bool,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let is_in = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
        let skipped = self.name[self.at..].iter().position(is_in)?;
        let start = self.at + skipped;
        let opens = self.name[self.at..start].iter().any(|byte| !matches!(byte, b'_' | b'-' | b' '));
        let mut end = start + 1;
        while self.name.get(end).is_some_and(is_in) && !self.turns(end) {
            end += 1;
        }
        self.at = end;
        Some(Word { start, end, opens })
    }
}

impl Words<'_> {
    /// Whether a new word begins at `at`: `a|B`, and `A|Bc` where a row of capitals ends.
    fn turns(&self, at: usize) -> bool {
        let (before, here) = (self.name[at - 1], self.name[at]);
        let next = self.name.get(at + 1).copied().unwrap_or(b'_');
        // `URLs`, `IDs`: an `s` behind capitals belongs to them.
        let plural = next == b's' && self.name.get(at + 2).is_none_or(|byte| !byte.is_ascii_lowercase());
        here.is_ascii_uppercase()
            && (before.is_ascii_lowercase()
                || before.is_ascii_digit()
                || (before.is_ascii_uppercase() && next.is_ascii_lowercase() && !plural))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Meaning, meaning};

    #[track_caller]
    fn means(wanted: Meaning, names: &str) {
        for name in names.split_ascii_whitespace() {
            assert_eq!(meaning(name.as_bytes()), wanted, "{name}");
        }
    }

    #[test]
    fn a_password_in_any_spelling() {
        means(
            Meaning::Password,
            "password DB_PASSWORD dbPass passWord PassPhrase PGPASSWORD MYSQL_PWD pwd Pwd userPassword2 --password
             spring.datasource.password setPassword passwd root_pw PASSWORD_PROD dbpassword smtppass file_password
             token_url_password wifi_psk passwort mot_de_passe mdp contrasena contraseña senha wachtwoord hasło haslo
             parol пароль 密码 IDENTIFIED -p -u passin db-password new_password default_password this->password config[password",
        );
        assert_eq!(meaning(b"DB Password"), Meaning::Password);
    }

    #[test]
    fn a_token_in_any_spelling() {
        means(
            Meaning::Token,
            "token apiKey API_KEY APIKey api-key X-Api-Key client_secret clientSecret secretKey SECRET_KEY_BASE
             AWS_SECRET_ACCESS_KEY access_token refreshToken PRIVATE-TOKEN private_key masterkey accountKey SharedAccessKey
             authToken oauthToken OAuthToken credentials Authorization jwt x.token secret secrets.github GITHUB_TOKEN
             password_reset_token signing_key verify_token tokens apikey stripeapikey encryptionKey",
        );
    }

    #[test]
    fn what_only_its_value_can_tell() {
        means(
            Meaning::Weak,
            "key STRIPE_KEY auth _auth hashed_password salt secret_id csrf_token
             connectionString dsn passport PWD OLDPWD pass_discard",
        );
    }

    #[test]
    fn what_is_about_a_secret() {
        means(
            Meaning::NotSecret,
            "PASSWORD_FILE passwordPath TOKEN_URL secretName secret_name key_id AWS_ACCESS_KEY_ID public_key publicKey token_type
             max_tokens maxTokens num_tokens token_count tokenLength password_policy passwordHint secret_regex
             api_key_prefix passwordField tokenLabel password_placeholder passwordEnabled no_password hasPassword
             is_secret useToken showPassword reset_password forgotPassword confirm_password user.is_secret eos_token
             nextToken semicolon_token result_pass imagePullSecrets existingSecret primary_key cacheKey passwordless secretmanager tokenurl
             password_confirmation all_pass passThrough invalid_token secretKeyRef",
        );
    }

    #[test]
    fn what_has_nothing_to_do_with_it() {
        means(
            Meaning::Nothing,
            "compass keyboard monkey bypass passive passenger authors secretary tokenizer tokenize id name file user
             password2word x _ classpath turkey assword keyword cwd",
        );
        assert_eq!(meaning(b""), Meaning::Nothing);
    }

    #[test]
    fn the_lists_are_in_order() {
        use crate::secret::assignment::vocabulary as words;
        let lists = [
            &words::PASSWORDS,
            &words::BRIEF,
            &words::TOKENS,
            &words::WEAK,
            &words::ABOUT,
            &words::FLAGS,
            &words::KEYS,
            &words::OPEN_KEYS,
            &words::OPEN_TOKENS,
            &words::OPEN_SECRETS,
            &words::OPEN_PASSES,
            &words::OWNERS,
        ];
        for list in lists {
            let words = list.words();
            assert!(words.is_sorted_by(|a, b| a < b), "{words:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_will_do(name in any::<Vec<u8>>(), text in "([a-zA-Z._-]|secret|Key|PASS){0,40}") {
            std::hint::black_box((meaning(&name), meaning(text.as_bytes())));
        }
    }
}
