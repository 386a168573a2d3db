//! One deadline for all that a client does, waits included.

use std::time::{Duration, Instant};

/// How long a client may live whose deadline no clock can tell.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The end of a client's time.
#[derive(Clone, Copy, Debug)]
pub(in crate::net) struct Deadline(Instant);

impl Deadline {
    /// The one that is `time` from now.
    pub(in crate::net) fn after(time: Duration) -> Self {
        let now = Instant::now();
        Self(now.checked_add(time).unwrap_or(now + LONGEST))
    }

    /// How much of the time is left.
    pub(in crate::net) fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }
}
