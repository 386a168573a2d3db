//! What registries say, end to end: the built binary on a change between two directories, against a real registry that the test has
//! filled.

mod access;
mod attested;
mod change;
mod faults;
mod fixes;
mod images;

use crate::registry::push::{OCI_INDEX, OCI_MANIFEST, Pushed, Target};
use crate::registry::real::{Registry, Setup, Store};

/// A registry in which a team keeps an image of its own.
struct World {
    store: Store,
    registry: Registry,
}

impl World {
    /// Nothing where no registry is installed.
    fn new() -> Option<Self> {
        let store = Store::new()?;
        let registry = store.serve(&Setup::Plain);
        Some(Self { store, registry })
    }

    /// The image, to push to.
    fn web(&self) -> Target<'static> {
        Target { port: self.registry.port, path: "team/web" }
    }

    /// A change under a policy with these further lines of `registry:`.
    fn change(&self, more: &str) -> change::Change {
        change::Change::at(self.registry.port, more)
    }
}

impl Target<'_> {
    /// An image for two architectures under `tag`; the index, and the image for each.
    fn for_two(&self, tag: &str, text: &str) -> (Pushed, Pushed, Pushed) {
        let one = |architecture: &str| {
            self.image_of(
                OCI_MANIFEST,
                &format!("{tag}-{architecture}"),
                &format!("{text} {architecture}"),
                architecture,
            )
        };
        let (amd, arm) = (one("amd64"), one("arm64"));
        let index = self.index(OCI_INDEX, tag, &[(&amd, "amd64"), (&arm, "arm64")]);
        (index, amd, arm)
    }
}
