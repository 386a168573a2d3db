//! Whether a request is sent again, and after how long: decided from what came back alone, the clock being an argument.

use std::time::Duration;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::endpoint::{Ask, Reply};
use super::{Error, GraphqlError, refusal};
use crate::net::http::{date, doubled, number, retry_after};

/// How often a request that failed is sent again, and how often one that a limit stopped.
const MOST_FAILURES: u32 = 3;
const MOST_LIMITS: u32 = 5;

/// The shortest waits; each next one is twice as long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// After a failure.
    pub(super) failure: Duration,
    /// After a limit that does not say how long it lasts.
    pub(super) limit: Duration,
}

impl Default for Pace {
    /// A minute is what GitHub asks for.
    /// <https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit>
    fn default() -> Self {
        Self { failure: Duration::from_millis(500), limit: Duration::from_secs(60) }
    }
}

/// What to do after an answer, or after none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// It is what it is.
    Take,
    /// Send this request again after a while.
    Again(Duration),
    /// GitHub wants to hear nothing at all for so long. Then it may hear this again, which had no effect.
    Quiet(Duration),
    /// It wants that too often.
    GiveUp(Duration),
}

/// How often a request was sent in vain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tries {
    pub(super) failures: u32,
    pub(super) limits: u32,
}

/// What to do after `outcome`. `now` is in seconds since 1970.
pub(super) fn next(ask: &Ask, outcome: &Result<Reply, Error>, tries: &mut Tries, pace: Pace, now: u64) -> Next {
    if let Ok(reply) = outcome
        && let Some(wait) = limit(ask, reply, doubled(pace.limit, tries.limits), now)
    {
        tries.limits += 1;
        return if tries.limits > MOST_LIMITS { Next::GiveUp(wait) } else { Next::Quiet(wait) };
    }
    let wait = doubled(pace.failure, tries.failures);
    let wait = match outcome {
        Ok(reply) if reply.status >= 500 => wait.max(retry_after(&reply.headers, now).unwrap_or_default()),
        // What is not trusted now is not trusted in a second.
        Err(Error::Unreachable { why, .. }) if !why.contains("certificate") => wait,
        _ => return Next::Take,
    };
    tries.failures += 1;
    if ask.repeatable && tries.failures <= MOST_FAILURES { Next::Again(wait) } else { Next::Take }
}

/// How long a limit lasts, if `reply` is one.
fn limit(ask: &Ask, reply: &Reply, usual: Duration, now: u64) -> Option<Duration> {
    let refused = matches!(reply.status, 403 | 429);
    if !refused && !is_graphql_limit(ask, reply) {
        return None;
    }
    if let Some(wait) = retry_after(&reply.headers, now) {
        return Some(wait);
    }
    let headers = &reply.headers;
    if number(headers, "x-ratelimit-remaining") == Some(0)
        && let Some(reset) = number(headers, "x-ratelimit-reset")
    {
        // The server's own clock is the one that its times are of.
        let now = date(headers).unwrap_or(now);
        return Some(Duration::from_secs(reset.saturating_sub(now).saturating_add(1)));
    }
    let said = refusal::message(reply).to_ascii_lowercase();
    let told = ["rate limit", "abuse detection", "temporarily blocked"].iter().any(|words| said.contains(words));
    (reply.status != 403 || told).then_some(usual)
}

/// GraphQL says so with status 200. A mutation that did something before it was stopped is not one to be sent again.
fn is_graphql_limit(ask: &Ask, reply: &Reply) -> bool {
    #[derive(Deserialize)]
    struct Peek {
        data: Option<IgnoredAny>,
        #[serde(default)]
        errors: Vec<GraphqlError>,
    }
    let may_be = ask.is_graphql && reply.status == 200 && memchr::memmem::find(&reply.body, b"RATE_LIMIT").is_some();
    let peek: Option<Peek> = may_be.then(|| serde_json::from_slice(&reply.body).ok()).flatten();
    peek.is_some_and(|peek| {
        let kinds = peek.errors.iter().filter_map(|error| error.kind.as_deref());
        (ask.repeatable || peek.data.is_none()) && kinds.into_iter().any(|kind| kind.starts_with("RATE_LIMIT"))
    })
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::{Duration, Error, Next, Pace, Reply, Tries, next};
    use crate::net::github::endpoint::Ask;

    /// A moment, and the same as a server writes it.
    const NOW: u64 = 784_111_777;
    const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

    fn ask(method: Method) -> Ask {
        let (repeatable, is_graphql) = (method == Method::GET, false);
        let (path, what) = ("/x".to_owned(), "x".to_owned());
        Ask { method, path, accept: "", body: None, cap: 1, repeatable, is_graphql, what }
    }

    fn reply(status: u16, headers: &[(&'static str, &str)], body: &str) -> Reply {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        Reply { status, headers: headers.collect(), body: body.as_bytes().to_vec() }
    }

    /// What is done after `reply` comes again and again.
    fn course(ask: &Ask, reply: impl Fn() -> Result<Reply, Error>, times: usize) -> Vec<Next> {
        let mut tries = Tries::default();
        (0..times).map(|_| next(ask, &reply(), &mut tries, Pace::default(), NOW)).collect()
    }

    fn quiet(seconds: u64) -> Next {
        Next::Quiet(Duration::from_secs(seconds))
    }

    fn again(millis: u64) -> Next {
        Next::Again(Duration::from_millis(millis))
    }

    #[test]
    fn a_limit_lasts_as_long_as_it_says() {
        type Row = (u16, &'static [(&'static str, &'static str)], &'static str, Next);
        let table: &[Row] = &[
            (429, &[("retry-after", "7")], "", quiet(7)),
            (403, &[("retry-after", "7"), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1")], "", quiet(7)),
            (403, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "784111877")], "", quiet(101)),
            (403, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1")], "", quiet(1)),
            (403, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "soon")], "", Next::Take),
            (403, &[("x-ratelimit-remaining", "9"), ("x-ratelimit-reset", "784111877")], "", Next::Take),
            (403, &[], r#"{"message":"You have exceeded a secondary rate limit"}"#, quiet(60)),
            (403, &[], r#"{"message":"You have been temporarily blocked from content creation"}"#, quiet(60)),
            (403, &[], r#"{"message":"Resource not accessible by integration"}"#, Next::Take),
            (429, &[], "", quiet(60)),
            (429, &[("retry-after", "never")], "", quiet(60)),
            (429, &[("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT")], "", quiet(30)),
            (404, &[("retry-after", "7")], "", Next::Take),
            (200, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "784111877")], "{}", Next::Take),
        ];
        for (status, headers, body, expected) in table {
            for method in [Method::GET, Method::POST] {
                let found = course(&ask(method), || Ok(reply(*status, headers, body)), 1);
                assert_eq!(found, [*expected], "{status} {headers:?} {body}");
            }
        }
    }

    #[test]
    fn a_reset_is_a_time_of_the_servers_clock() {
        let headers = [("date", DATE), ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "784111787")];
        let mut tries = Tries::default();
        let wait = next(&ask(Method::GET), &Ok(reply(403, &headers, "")), &mut tries, Pace::default(), NOW + 9_999);
        assert_eq!(wait, quiet(11));
    }

    #[test]
    fn waits_grow_and_end() {
        let limited = course(&ask(Method::POST), || Ok(reply(429, &[], "")), 6);
        let given_up = Next::GiveUp(Duration::from_secs(60 * 32));
        assert_eq!(limited, [quiet(60), quiet(120), quiet(240), quiet(480), quiet(960), given_up]);
        let failed = course(&ask(Method::GET), || Ok(reply(502, &[], "")), 4);
        assert_eq!(failed, [again(500), again(1000), again(2000), Next::Take]);
    }

    #[test]
    fn only_what_may_be_repeated_is() {
        let gone = |why: &str| Err(Error::Unreachable { what: String::new(), why: why.to_owned() });
        assert_eq!(course(&ask(Method::GET), || gone("connection reset"), 1), [again(500)]);
        assert_eq!(course(&ask(Method::GET), || gone("invalid peer certificate: UnknownIssuer"), 1), [Next::Take]);
        assert_eq!(course(&ask(Method::GET), || Ok(reply(503, &[("retry-after", "3")], "")), 1), [again(3000)]);
        assert_eq!(course(&ask(Method::GET), || Ok(reply(404, &[], "")), 1), [Next::Take]);
        for method in [Method::POST, Method::PUT, Method::PATCH] {
            assert_eq!(course(&ask(method.clone()), || gone("connection reset"), 1), [Next::Take]);
            assert_eq!(course(&ask(method), || Ok(reply(502, &[], "")), 1), [Next::Take]);
        }
    }

    #[test]
    fn graphql_tells_limits_with_status_200() {
        let stopped = r#"{"data":null,"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}"#;
        let half = r#"{"data":{"a":1},"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}"#;
        let other = r#"{"data":null,"errors":[{"type":"FORBIDDEN","message":"RATE_LIMITED"}]}"#;
        let graphql = |repeatable| Ask { repeatable, is_graphql: true, ..ask(Method::POST) };
        let after = |ask: &Ask, body: &str| course(ask, || Ok(reply(200, &[], body)), 1)[0];
        assert_eq!((after(&graphql(true), stopped), after(&graphql(false), stopped)), (quiet(60), quiet(60)));
        assert_eq!((after(&graphql(true), half), after(&graphql(false), half)), (quiet(60), Next::Take));
        assert_eq!(after(&graphql(true), other), Next::Take);
        // A file may hold any text.
        assert_eq!(after(&ask(Method::GET), stopped), Next::Take);
    }
}
