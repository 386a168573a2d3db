//! What a job or a step is there for: its purpose, out of all that shows it.

use super::name::{Name, Zone};
use super::tools::Tools;
use crate::document::yaml::Node;
use crate::fact::Purpose;

/// All that shows the purpose of one job or step.
#[derive(Default)]
pub(super) struct Signs<'a> {
    /// Its key, its label, its stage.
    pub(super) names: [&'a str; 3],
    /// The environment that it names.
    pub(super) environment: Option<&'a str>,
    /// What it gives to something that deploys: the value of an input like `environment`.
    pub(super) input: Option<&'a str>,
    /// The action, template, plugin or orb that it uses.
    pub(super) action: Option<&'a str>,
    /// The tools in its script.
    pub(super) tools: Option<&'a Tools>,
}

impl Signs<'_> {
    /// The purpose that they show. What they say of a zone counts most.
    pub(super) fn purpose(&self) -> Purpose {
        let names: Vec<_> =
            self.names.iter().filter(|name| !name.is_empty()).map(|name| Name::of_known(name)).collect();
        let action = self.action.map(|action| Name::of(without_version(action))).unwrap_or_default();
        let tools = self.tools.cloned().unwrap_or_default();
        // An action says itself what it does, whatever it is called here; one of this repository may do anything.
        let is_known = self.action.is_some_and(|action| !action.starts_with('.'));
        let scans = tools.scans || action.scans() || !is_known && names.iter().any(Name::scans);
        let tests = tools.tests || names.iter().any(Name::tests);
        match self.zone(&names, &action, &tools, scans || tests) {
            Some(Zone::Production) => Purpose::Production,
            Some(Zone::Staging) => Purpose::Staging,
            None if scans => Purpose::Scan,
            None if tests => Purpose::Test,
            None => Purpose::Other,
        }
    }

    fn zone(&self, names: &[Name], action: &Name, tools: &Tools, is_check: bool) -> Option<Zone> {
        let deploys = tools.deploys || action.deploys() || names.iter().any(Name::deploys);
        let operations = names.iter().all(Name::operations);
        let prepares = names.iter().any(Name::prepares) && !tools.deploys;
        // A check that needs production's credentials brings nothing there.
        let of_environment = self.environment.map(Name::of_known).and_then(|name| name.zone(true));
        let of_environment = of_environment.filter(|zone| *zone == Zone::Staging || deploys || !is_check);
        let of_input = self.input.filter(|_| deploys).map(Name::of_known).and_then(|name| name.zone(true));
        let of_name = |name: &Name| match name.zone(false) {
            Some(Zone::Production) => {
                (deploys && !prepares || name.is_zone() && (deploys || !is_check)).then_some(Zone::Production)
            }
            zone => zone,
        };
        let of_names = names.iter().filter_map(of_name).max();
        let zone = of_environment.max(of_input).max(of_names).max(tools.zone);
        zone.filter(|_| operations)
    }
}

/// `owner/action/path` of `owner/action/path@v1`.
fn without_version(action: &str) -> &str {
    action.split(['@', '#']).next().unwrap_or(action)
}

/// The value of the first input that names a place: `environment: production`.
pub(super) fn place_input<'a>(inputs: Option<Node<'a>>) -> Option<&'a str> {
    const KEYS: &[&str] = &["environment", "env", "target", "stage", "zone", "deploy", "cluster", "namespace", "tier"];
    let is_place = |key: &str| {
        let key = key.get(..key.len().min(64)).unwrap_or_default().to_ascii_lowercase();
        key.split(['-', '_']).any(|word| KEYS.contains(&word))
    };
    let named = |(key, value): (Node<'a>, Node<'a>)| value.str().filter(|_| key.str().is_some_and(is_place));
    inputs.into_iter().flat_map(Node::entries).take(64).find_map(named)
}

#[cfg(test)]
mod tests {
    use super::Signs;
    use crate::fact::Purpose;

    #[test]
    fn purposes() {
        use Purpose::{Other, Production, Scan, Staging, Test};
        for (name, environment, action, expected) in [
            ("deploy-production", None, None, Production),
            ("Deploy to Prod", None, None, Production),
            ("production", None, None, Production),
            ("prod-eu", None, None, Other),
            ("release", Some("production"), None, Production),
            ("release", Some("prd-eu-1"), None, Production),
            ("release", Some("github-pages"), None, Other),
            ("deploy", Some("${{ inputs.environment }}"), None, Other),
            ("deploy", Some("qa"), None, Staging),
            ("deploy-test", None, None, Staging),
            ("staging", None, None, Staging),
            ("verify-staging", None, None, Staging),
            ("smoke-test", Some("production"), None, Test),
            ("product-tests", None, None, Test),
            ("build-production", None, None, Other),
            ("verify production deployment", None, None, Test),
            ("rollback-production", None, None, Other),
            ("plan production", Some("production"), None, Other),
            ("promote-staging-to-prod", None, None, Production),
            ("deploy-nonprod", None, None, Staging),
            ("build", None, Some("aquasecurity/trivy-action@0.28.0"), Scan),
            ("deploy", None, Some("actions/checkout@v4"), Other),
            ("to prod", None, Some("azure/webapps-deploy@v3"), Production),
            ("integration", None, None, Test),
        ] {
            let signs = Signs { names: [name, "", ""], environment, action, ..Signs::default() };
            assert_eq!(signs.purpose(), expected, "{name} {environment:?} {action:?}");
        }
    }
}
