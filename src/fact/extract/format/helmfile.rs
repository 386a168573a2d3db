//! Helmfile: the values that releases are given in the file itself.
//! (<https://helmfile.readthedocs.io/en/latest/#configuration>)

use super::helm::values;
use super::str;
use crate::document::yaml::Node;
use crate::fact::Facts;
use crate::fact::extract::place::short;
use crate::fact::extract::walk::Roles;

/// Reads the releases.
pub(super) fn read(document: Node<'_>, facts: &mut Facts) {
    let mut seen = Roles::default();
    for release in document.get("releases").into_iter().flat_map(Node::items) {
        let owner = format!("releases {}", short(str(release, "name").unwrap_or_default()));
        for values in seen.items(release, "values").filter(|values| values.is_mapping()) {
            values::read(&owner, values, None, facts);
        }
        values::read_parameters(&owner, release, "set", &mut seen, facts);
    }
}
