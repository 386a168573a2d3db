//! `image/retention-shortened`.

use crate::change::Change;
use crate::fact::Retention;
use crate::finding::{Edit, Finding, Safety};
use crate::rule::{Check, Context};

crate::rule! {
    /// A clean-up policy keeps too few images for a rollback.
    ///
    /// ## Why
    /// A rollback starts an image that ran before. Once a clean-up has deleted it, there is nothing to roll back to.
    ///
    /// ## Settings
    /// `images.keep` is the number of images to keep, 10 by default.
    ///
    /// ## Examples
    /// ```diff infra/lifecycle.json
    ///  {
    ///    "rules": [
    ///      {
    ///        "rulePriority": 1,
    ///        "selection": {
    ///          "tagStatus": "any",
    ///          "countType": "imageCountMoreThan",
    /// -        "countNumber": 30
    /// +        "countNumber": 3
    ///                         ^ keeps only 3 images, rollbacks need 10
    ///        },
    ///        "action": { "type": "expire" }
    ///      }
    ///    ]
    ///  }
    /// ```
    /// Untagged images are not used for rollbacks.
    /// ```yaml infra/lifecycle.json
    /// { "rules": [ { "rulePriority": 1, "action": { "type": "expire" },
    ///     "selection": { "tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 1 } } ] }
    /// ```
    "image/retention-shortened" {
        standard: Medium, strict: High, confidence: Certain,
        check: Check::Retention(check),
    }
}

fn check(cx: &Context<'_>, policy: Change<&Retention>) -> Option<Finding> {
    let after = policy.after()?;
    let wanted = u64::from(cx.settings.images.keep);
    if after.keep >= wanted {
        return None;
    }
    let finding = Finding::at(&after.site, format!("keeps only {} images, rollbacks need {wanted}", after.keep))
        .help(format!("keep at least {wanted}"));
    // What was kept before is what the author knows to be enough.
    let before = policy.before().filter(|before| before.keep >= wanted);
    let keep = before.map_or(wanted, |before| before.keep);
    let finding = before.into_iter().fold(finding, |finding, before| finding.related(&before.site, "was"));
    let edit = Edit { site: after.site.clone(), text: keep.to_string() };
    Some(finding.fix(format!("keep {keep}"), Safety::Safe, vec![edit]))
}
