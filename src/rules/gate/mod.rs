//! What the gate says about itself.

crate::family! { unreadable, policy_changed, bad_suppression }
