//! A body is read to its bound and no further, whatever its length is said to be.

use std::error::Error;

use http_body_util::{BodyExt, LengthLimitError, Limited};

/// Why a body was not read to its end.
#[derive(Debug)]
pub(in crate::net) enum Fault {
    /// It is longer than its bound.
    TooLong,
    /// It broke off.
    Broken(Box<dyn Error + Send + Sync>),
}

/// The bytes of `body`, if they are no more than `cap`.
pub(in crate::net) async fn read<B>(body: B, cap: usize) -> Result<Vec<u8>, Fault>
where
    B: BodyExt,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    match Limited::new(body, cap).collect().await {
        Ok(body) => Ok(body.to_bytes().to_vec()),
        Err(error) if error.is::<LengthLimitError>() => Err(Fault::TooLong),
        Err(error) => Err(Fault::Broken(error)),
    }
}
