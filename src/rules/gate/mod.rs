//! What the gate says about itself.

crate::family! { unreadable, policy_changed, bad_suppression }

/// The rule about comments that silence rules: policy asks it, once it knows which of them counted.
pub(crate) fn bad_suppression() -> &'static crate::rule::Rule {
    &bad_suppression::RULE
}
