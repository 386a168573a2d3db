//! What the clients have in common: time, waits, bounded bodies, pages, causes, and what an error may tell. Nothing is sent here.

mod body;
mod cause;
mod deadline;
mod link;
mod redact;
mod transport;
mod wait;

pub(super) use self::body::{Fault, read};
pub(super) use self::cause::{causes, chain};
pub(super) use self::deadline::Deadline;
pub(super) use self::link::next_page;
pub(super) use self::redact::redact;
pub(super) use self::transport::{AGENT, builder, is_redirect};
pub(super) use self::wait::{date, doubled, number, retry_after};
