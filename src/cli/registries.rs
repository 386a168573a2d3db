//! As whom registries are asked: as the user of this machine, with what `docker login` has stored.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::failure::Failure;
use super::github::variable;
use crate::answers::{Answer, Oracle, Question};
use crate::net::registry::{Credentials, Places};
use crate::run::{Offline, Registries};
use crate::settings::Registry;
use crate::source::Tree;
use crate::verify::{Identity, Verifier};

/// Who is asked about images; nobody where the caller or the environment says so.
pub(super) fn registries(offline: bool, cache: Option<&Path>) -> Result<Box<dyn Registries>, Failure> {
    Ok(match identity(offline, cache)? {
        Some(identity) => Box::new(Online { identity, verifier: OnceLock::new() }),
        None => Box::new(Offline),
    })
}

/// As whom registries are asked, unless nobody is to be.
pub(super) fn identity(offline: bool, cache: Option<&Path>) -> Result<Option<Identity>, Failure> {
    let is_on = |value: &str| !matches!(value, "" | "0" | "false");
    if offline || variable("PORTCULLIS_OFFLINE").is_some_and(|value| is_on(&value)) {
        return Ok(None);
    }
    let path = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let places = Places {
        registry_auth_file: path("REGISTRY_AUTH_FILE"),
        docker_config: path("DOCKER_CONFIG"),
        home: path("HOME"),
        runtime_dir: path("XDG_RUNTIME_DIR"),
    };
    let wrong = |error: crate::net::registry::Error| {
        Failure::usage(error.to_string()).help("repair the file, or pass `--offline` to ask no registry")
    };
    Ok(Some(Identity {
        credentials: Credentials::load(&places).map_err(wrong)?,
        cache: cache.map(Path::to_owned).or_else(|| path("PORTCULLIS_CACHE_DIR")),
    }))
}

/// Registries that are asked. A change that is judged again and again, while fixes are applied, asks them once.
struct Online {
    identity: Identity,
    verifier: OnceLock<Result<Arc<Verifier>, String>>,
}

impl Registries for Online {
    fn connect(&self, settings: &Registry, tree: Option<&dyn Tree>) -> Result<Option<Box<dyn Oracle>>, String> {
        let verifier = self.verifier.get_or_init(|| Verifier::new(settings, tree, &self.identity).map(Arc::new));
        Ok(Some(Box::new(Shared(Arc::clone(verifier.as_ref().map_err(Clone::clone)?)))))
    }
}

struct Shared(Arc<Verifier>);

impl Oracle for Shared {
    fn answer(&self, questions: &[Question]) -> Vec<Option<Answer>> {
        self.0.answer(questions)
    }
}
