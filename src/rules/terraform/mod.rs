//! What keeps infrastructure and its state in one piece.

crate::family! {
    "terraform";
    lock_disabled, auto_approve,
}
