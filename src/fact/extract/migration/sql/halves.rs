//! stub
use crate::fact::extract::migration::Source;
use crate::fact::migration::{Framework, Script};
pub(in crate::fact::extract) fn framework_of(_: &[u8]) -> Option<Framework> {
    None
}
pub(in crate::fact::extract) fn read(_: Source<'_>) -> Option<Vec<Script>> {
    None
}
