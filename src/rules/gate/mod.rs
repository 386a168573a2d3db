//! What the gate says about itself.

// What cannot be read in the data of a test is often there to be unreadable.
crate::family! {
    "gate", softens: |rule| rule.name == unreadable::RULE.name;
    unreadable, policy_changed, bad_suppression,
}

/// The rule about comments that silence rules: policy asks it, once it knows which of them counted.
pub(crate) fn bad_suppression() -> &'static crate::rule::Rule {
    &bad_suppression::RULE
}
