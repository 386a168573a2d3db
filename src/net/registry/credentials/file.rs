//! Docker's `config.json` and Podman's `auth.json`, which share a format.
//! <https://docs.docker.com/reference/cli/docker/login/#credential-stores>,
//! <https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md>

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::helper::Helpers;
use super::{Login, Secret, Stored, keys, normalised_key, server};
use crate::net::registry::name::Repository;
use crate::net::registry::{Error, Outcome};

/// The most that is read of a file.
const CAP: u64 = 4 << 20;

/// One file of credentials: for each key, what is stored or who knows it.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    logins: BTreeMap<String, Login>,
    /// The helper for a key.
    helpers: BTreeMap<String, String>,
    /// The helper for every registry.
    store: Option<String>,
}

/// As it is written. Whatever else stands in such a file is the client's own.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Written {
    auths: BTreeMap<String, Option<Entry>>,
    cred_helpers: BTreeMap<String, String>,
    creds_store: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entry {
    auth: Option<String>,
    username: Option<String>,
    password: Option<String>,
    identitytoken: Option<String>,
    registrytoken: Option<String>,
}

impl File {
    /// The file at `path`, if there is one.
    pub(super) fn load(path: &Path) -> Result<Option<Self>, Error> {
        let unreadable = |why: String| Error::Credentials { file: path.display().to_string(), why };
        let file = match fs::File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(unreadable(error.to_string())),
        };
        let mut text = Vec::new();
        file.take(CAP).read_to_end(&mut text).map_err(|error| unreadable(error.to_string()))?;
        // The parser's own message may quote what it read.
        let wrong = |error: serde_json::Error| unreadable(format!("not valid at line {}", error.line()));
        let written: Written = serde_json::from_slice(&text).map_err(wrong)?;
        Ok(Some(Self::new(written)))
    }

    /// A file with one entry.
    pub(super) fn of(scope: &str, login: Login) -> Self {
        Self { logins: BTreeMap::from([(normalised_key(scope), login)]), ..Self::default() }
    }

    fn new(written: Written) -> Self {
        let logins =
            written.auths.iter().filter_map(|(key, entry)| Some((normalised_key(key), entry.as_ref()?.login()?)));
        let helpers = written.cred_helpers.into_iter().map(|(key, helper)| (normalised_key(&key), helper));
        let store = written.creds_store.filter(|store| !store.is_empty());
        Self { logins: logins.collect(), helpers: helpers.filter(|(_, helper)| !helper.is_empty()).collect(), store }
    }

    /// What this file has for `repository`: the entry of the longest key, or what a helper knows.
    pub(super) fn find(&self, repository: &Repository, helpers: &Helpers) -> Outcome<Option<Stored>> {
        for key in keys(repository) {
            if let Some(name) = self.helpers.get(&key)
                && let Some(login) = helpers.ask(name, server(&key))?
            {
                return Ok(Some(Stored { key, login }));
            }
            if let Some(login) = self.logins.get(&key) {
                return Ok(Some(Stored { key, login: login.clone() }));
            }
        }
        let Some(name) = &self.store else { return Ok(None) };
        let key = repository.host().to_owned();
        Ok(helpers.ask(name, server(&key))?.map(|login| Stored { key, login }))
    }
}

impl Entry {
    /// What the entry stores; nothing if it only marks that a helper knows.
    fn login(&self) -> Option<Login> {
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        if let Some(token) = filled(&self.registrytoken) {
            return Some(Login::Token(Secret(token)));
        } else if let Some(token) = filled(&self.identitytoken) {
            return Some(Login::Identity(Secret(token)));
        } else if let (Some(user), Some(password)) = (filled(&self.username), filled(&self.password)) {
            return Some(Login::new(&user, password));
        }
        let pair = STANDARD.decode(self.auth.as_deref()?.trim()).ok()?;
        let pair = String::from_utf8(pair).ok()?;
        let (user, password) = pair.trim_end_matches('\0').split_once(':')?;
        (!user.is_empty()).then(|| Login::new(user, password.to_owned()))
    }
}
