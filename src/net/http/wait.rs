//! How long to wait: what a server asks for, and how waits grow. The clock is an argument.

use std::time::Duration;

use http::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// How long `Retry-After` asks to wait: a number of seconds, or a moment. `now` is in seconds since 1970, and counts where the
/// answer does not say when it was made. <https://www.rfc-editor.org/rfc/rfc9110#field.retry-after>
pub(in crate::net) fn retry_after(headers: &HeaderMap, now: u64) -> Option<Duration> {
    let seconds = number(headers, RETRY_AFTER.as_str()).or_else(|| {
        // The server's own clock is the one that its times are of.
        Some(moment(headers, &RETRY_AFTER)?.saturating_sub(date(headers).unwrap_or(now)))
    });
    seconds.map(Duration::from_secs)
}

/// When the answer was made, in seconds since 1970.
pub(in crate::net) fn date(headers: &HeaderMap) -> Option<u64> {
    moment(headers, &DATE)
}

/// The header `name` as a number.
pub(in crate::net) fn number(headers: &HeaderMap, name: &str) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// `wait`, twice as long each time.
pub(in crate::net) fn doubled(wait: Duration, times: u32) -> Duration {
    wait.saturating_mul(1 << times.min(16))
}

fn moment(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    let zoned = jiff::fmt::rfc2822::parse(headers.get(name)?.to_str().ok()?).ok()?;
    u64::try_from(zoned.timestamp().as_second()).ok()
}

#[cfg(test)]
mod tests {
    use super::{Duration, HeaderMap, doubled, retry_after};

    /// A moment, and the same as a server writes it.
    const NOW: u64 = 784_111_777;
    const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

    fn asked(headers: &[(&'static str, &str)]) -> Option<u64> {
        let headers: HeaderMap =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        retry_after(&headers, NOW + 5).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_and_moments_are_waits() {
        assert_eq!(asked(&[("retry-after", "7")]), Some(7));
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT")]), Some(55));
        assert_eq!(asked(&[("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT"), ("date", DATE)]), Some(60));
        assert_eq!(asked(&[("retry-after", DATE)]), Some(0));
        for nonsense in ["", "soon", "-1", "1.5", "99999999999999999999"] {
            assert_eq!(asked(&[("retry-after", nonsense)]), None, "{nonsense}");
        }
        assert_eq!(asked(&[]), None);
    }

    #[test]
    fn a_wait_without_end_is_no_overflow() {
        assert_eq!(doubled(Duration::from_secs(1), 3), Duration::from_secs(8));
        assert_eq!(doubled(Duration::MAX, 99), Duration::MAX);
    }
}
