//! What keeps infrastructure and its state in one piece.

crate::family! { lock_disabled, auto_approve }
