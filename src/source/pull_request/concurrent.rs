//! A few requests at a time.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::source::Error;

/// How many are under way at once.
const THREADS: usize = 4;

/// Works through `items`. Work may find more of it; the first error ends all.
pub(super) fn concurrently<T: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> Result<Vec<T>, Error> + Sync,
) -> Result<(), Error> {
    let queue: Mutex<VecDeque<T>> = Mutex::new(items.into_iter().collect());
    let failed: Mutex<Option<Error>> = Mutex::default();
    let queue = || queue.lock().unwrap_or_else(PoisonError::into_inner);
    let run = || {
        while failed.lock().unwrap_or_else(PoisonError::into_inner).is_none() {
            let Some(item) = queue().pop_front() else { break };
            match work(item) {
                Ok(more) => queue().extend(more),
                Err(error) => {
                    failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
                }
            }
        }
    };
    let threads = queue().len().min(THREADS);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(run);
        }
    });
    failed.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}
