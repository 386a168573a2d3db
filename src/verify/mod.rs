//! Checks what others say about an image: whether an attestation is signed by who must have signed it.

mod signature;
