//! `zones:`, the environments.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::place::{Pairs, Placed};
use super::{FileContext, Globs, Key, Merge, Refusal, Shown};

/// An environment.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Zone")]
pub(crate) struct ZoneKeys {
    /// The files in it, as globs.
    paths: Vec<Placed<String>>,

    /// Whether it can pull from a registry. Where it cannot, `imagePullPolicy: Always` keeps pods from starting.
    #[schemars(extend("default" = true))]
    registry: Option<bool>,
}

/// An environment of its own, known by its paths.
#[derive(Clone, Debug)]
pub struct Zone {
    /// As the policy names it.
    pub name: String,
    /// The files that belong to it.
    pub paths: Globs,
    /// Whether it has a registry to pull from.
    pub registry: bool,
}

/// A nearer file's zones come first: its word on a file is asked before the others.
impl Key for Vec<Zone> {
    type Written = Pairs<ZoneKeys>;

    const MERGE: Merge = Merge::ByKey;

    fn take(&mut self, Pairs(written): &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        let zone = |(name, keys): &(Placed<String>, ZoneKeys)| {
            let ZoneKeys { paths, registry } = keys;
            Ok(Zone { name: name.value.clone(), paths: cx.globs(paths)?, registry: registry.unwrap_or(true) })
        };
        let mut nearer: Self = written.iter().map(zone).collect::<Result<_, _>>()?;
        let names: BTreeSet<&str> = written.iter().map(|(name, _)| name.value.as_str()).collect();
        self.retain(|zone| !names.contains(zone.name.as_str()));
        nearer.append(self);
        *self = nearer;
        Ok(())
    }

    fn shown(&self) -> Shown {
        let zone = |zone: &Zone| {
            let Zone { name, paths, registry } = zone;
            let registry = (!registry).then(|| Shown::of(registry));
            (name.clone(), Shown::mapping([("paths", Some(paths.shown())), ("registry", registry)]))
        };
        Shown::Mapping(self.iter().map(zone).collect())
    }
}
