//! Rights in a cluster, and who has them.

use super::Fact;
use crate::change::Identity;
use crate::text::Site;

/// A role of the whole cluster that is bound to somebody.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The binding: `ClusterRoleBinding//ci`.
    pub owner: String,
    /// The role's name.
    pub role: String,
    /// Who has it: name, and namespace for a service account.
    pub subjects: Vec<(String, Option<String>)>,
    /// The role's name in the binding.
    pub site: Site,
}

impl Identity for Grant {
    type Key = String;

    fn key(&self) -> String {
        self.owner.clone()
    }
}

impl Fact for Grant {
    fn site(&self) -> &Site {
        &self.site
    }

    fn same_value(&self, other: &Self) -> bool {
        self.role == other.role && self.subjects == other.subjects
    }

    fn statement(&self) -> Option<String> {
        Some(format!("{:?}", (&self.owner, &self.role, &self.subjects)))
    }

    fn may_move(&self) -> bool {
        true
    }

    fn detail(&self) -> String {
        self.role.clone()
    }
}
