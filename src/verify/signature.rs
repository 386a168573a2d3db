//! Signatures.
use crate::answers::{Signature, Signer};

pub(super) fn check(_: &[u8], _: &str, _: &Signer, _: Option<&[u8]>) -> Signature {
    Signature::Bad("signatures cannot be checked yet".to_owned())
}
