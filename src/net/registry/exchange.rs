//! A request is sent again where that may help, and sent on where the answer points: each step judged by where it leads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::Method;
use http::header::LOCATION;
use reqwest::Url;
use sha2::{Digest as _, Sha256};
use tokio::sync::Semaphore;

use super::config::Hosts;
use super::failure::Unreachable;
use super::host::{Ask, Host, Reply, authority, is_closed_address};
use super::{Failure, Outcome, refusal};
use crate::net::http::{Deadline, doubled, is_redirect, redact, retry_after};

/// How many requests are under way at once, at all hosts together.
const IN_FLIGHT: usize = 64;

/// How many hosts a run asks that nobody named, and how many requests it sends.
const MOST_HOSTS: usize = 20;
const MOST_REQUESTS: usize = 2_000;

/// How often a request is sent, and how often it is sent on.
const MOST_TRIES: u32 = 3;

/// How often a connection is tried that does not come about.
const MOST_CONNECTIONS: u32 = 2;
const MOST_REDIRECTS: usize = 5;

/// All hosts of a run, and what they share.
pub(super) struct Exchange {
    pub(super) named: Hosts,
    pub(super) deadline: Deadline,
    pace: Duration,
    in_flight: Semaphore,
    hosts: Mutex<BTreeMap<String, Arc<Host>>>,
    requests: AtomicUsize,
    /// What no failure may tell.
    secrets: Mutex<BTreeSet<String>>,
}

impl Exchange {
    pub(super) fn new(named: Hosts, deadline: Duration, pace: Duration) -> Self {
        Self {
            named,
            deadline: Deadline::after(deadline),
            pace,
            in_flight: Semaphore::new(IN_FLIGHT),
            hosts: Mutex::default(),
            requests: AtomicUsize::new(0),
            secrets: Mutex::default(),
        }
    }

    /// How many requests were sent.
    pub(super) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed).min(MOST_REQUESTS)
    }

    /// Keeps `secrets` out of every failure.
    pub(super) fn hide(&self, secrets: impl IntoIterator<Item = String>) {
        self.secrets.lock().unwrap_or_else(PoisonError::into_inner).extend(secrets);
    }

    /// `failure` without what nobody may read: a server may say anything, and also what it was sent.
    pub(super) fn tell(&self, failure: Failure) -> Failure {
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        failure.map(|text| redact(text, secrets.iter().map(String::as_str)))
    }

    /// The answer to `ask`, wherever it is.
    pub(super) async fn follow(&self, ask: &Ask) -> Outcome<Reply> {
        let mut ask = ask.clone();
        let mut is_from_elsewhere = false;
        for _ in 0..=MOST_REDIRECTS {
            let reply = self.insist(&ask).await?;
            if !is_redirect(reply.status) || ask.method == Method::POST {
                return Ok(Reply { is_from_elsewhere, ..reply });
            }
            let target = reply.headers.get(LOCATION).and_then(|target| ask.url.join(target.to_str().ok()?).ok());
            let Some(target) = target else { return Failure::malformed("it redirects without saying where") };
            if target.origin() != ask.url.origin() {
                if ask.url.scheme() == "https" && target.scheme() != "https" {
                    return Err(Failure::NotAllowed(format!(
                        "it redirects to `{}` without encryption",
                        authority(&target)
                    )));
                }
                // Who is asked there did not get the credentials from anybody.
                ask.authorization = None;
                is_from_elsewhere = true;
            }
            ask.url = target;
        }
        Err(Failure::NotAllowed(format!("it redirects more than {MOST_REDIRECTS} times")))
    }

    /// The host that `url` leads to, if it may be asked.
    pub(super) fn host(&self, url: &Url) -> Outcome<Arc<Host>> {
        let named = self.named.of(url);
        let name = authority(url);
        let refused = |why: &str| Err(Failure::NotAllowed(format!("`{name}` {why}")));
        match url.scheme() {
            "https" => {}
            "http" if self.named.is_plain(url) => {}
            "http" => return refused("would be contacted without encryption, which the configuration does not allow"),
            _ => return refused("is not asked over HTTP"),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return refused("is named together with a login");
        } else if named.is_none() && is_closed_address(url) {
            return refused("is not a public address, and the configuration does not name it");
        }
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let origin = url.origin().ascii_serialization();
        if let Some(host) = hosts.get(&origin) {
            return Ok(Arc::clone(host));
        }
        let strangers = hosts.values().filter(|host| !host.is_named).count();
        if named.is_none() && strangers >= MOST_HOSTS {
            return refused(&format!("exceeds the limit of {MOST_HOSTS} hosts that the configuration does not name"));
        }
        let host = Arc::new(Host::new(url, named)?);
        hosts.insert(origin, Arc::clone(&host));
        Ok(host)
    }

    /// What comes back from where `ask` leads, however often it must be sent.
    async fn insist(&self, ask: &Ask) -> Outcome<Reply> {
        let host = self.host(&ask.url)?;
        let mut tries = 0;
        loop {
            // Another one's last try may have shown it meanwhile.
            host.must_not_be_lost()?;
            if self.requests.fetch_add(1, Ordering::Relaxed) >= MOST_REQUESTS {
                return Err(Failure::NotAllowed(format!("{MOST_REQUESTS} requests were sent already")));
            }
            let outcome = host.send(ask, &self.in_flight, self.deadline).await;
            let usual = self.wait(&host.name, tries);
            tries += 1;
            let mut most = MOST_TRIES;
            let wait = match &outcome {
                Ok(reply) if matches!(reply.status, 429 | 503) => {
                    let wait = retry_after(&reply.headers, now()).unwrap_or(usual);
                    host.be_quiet(wait, refusal(reply));
                    wait
                }
                Ok(reply) if matches!(reply.status, 408 | 500 | 502 | 504) => usual,
                // Nobody should wait on a laptop without a network, or for a mistyped host.
                Err(Failure::Unreachable(Unreachable::Dns(_) | Unreachable::Connect(_))) if !host.is_lost() => {
                    most = MOST_CONNECTIONS;
                    self.pace / 5
                }
                Err(Failure::Unreachable(why)) if !matches!(why, Unreachable::Tls(_)) && !host.is_lost() => usual,
                _ => return outcome,
            };
            if tries >= most || wait >= self.deadline.left() {
                if let Err(failure) = &outcome {
                    host.was_in_vain(failure, most < MOST_TRIES);
                }
                return outcome;
            }
            // Where the whole host is quiet, sending waits for it by itself.
            if !outcome.is_ok_and(|reply| matches!(reply.status, 429 | 503)) {
                tokio::time::sleep(wait).await;
            }
        }
    }

    /// The wait after `tries` tries that name none. It differs from host to host, so that not all are asked again at once, and is the
    /// same in every run.
    fn wait(&self, host: &str, tries: u32) -> Duration {
        let wait = doubled(self.pace, tries);
        let hash = Sha256::digest(format!("{host} {tries}"));
        wait + wait.mul_f64(f64::from(hash[0]) / 1024.0)
    }
}

/// In seconds since 1970.
pub(super) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Duration, Exchange, Failure, Hosts, MOST_HOSTS};
    use crate::net::registry::HostConfig;

    fn exchange(named: &[(&str, HostConfig)]) -> Exchange {
        let named: BTreeMap<_, _> = named.iter().map(|(name, config)| ((*name).to_owned(), config.clone())).collect();
        Exchange::new(Hosts::new(named).unwrap(), Duration::from_secs(1), Duration::from_secs(1))
    }

    fn refusal(exchange: &Exchange, url: &str) -> Option<String> {
        match exchange.host(&url.parse().unwrap()) {
            Ok(_) => None,
            Err(Failure::NotAllowed(why)) => Some(why),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_address_that_is_not_public_is_asked_only_where_it_is_named() {
        let plain = || HostConfig { plain_http: true, ..HostConfig::default() };
        let exchange =
            exchange(&[("127.0.0.1:5000", plain()), ("10.1.2.3", plain()), ("[::1]:5000", HostConfig::default())]);
        for url in [
            "https://169.254.169.254/latest", "https://[::ffff:169.254.169.254]/", "https://0x7f.1/",
            "https://2130706433/", "https://127.0.0.1:5001/", "https://127.0.0.1/", "https://10.1.2.4/",
            "https://[::1]:5001/", "https://[fd00::1]/", "http://127.0.0.1:5001/", "http://registry.example/",
            "https://u:p@registry.example/", "ftp://registry.example/",
        ] {
            assert!(refusal(&exchange, url).is_some_and(|why| !why.contains("u:p")), "{url}");
        }
        for url in [
            "http://127.0.0.1:5000/", "http://10.1.2.3/", "http://[::1]:5000/", "https://1.1.1.1/",
            "https://registry.example/",
        ] {
            assert_eq!(refusal(&exchange, url), None, "{url}");
        }
    }

    #[test]
    fn strangers_are_counted_and_named_hosts_are_not() {
        let exchange = exchange(&[("named.example", HostConfig::default())]);
        for n in 0..MOST_HOSTS {
            assert_eq!(refusal(&exchange, &format!("https://{n}.example/")), None);
        }
        assert!(refusal(&exchange, "https://more.example/").is_some());
        assert_eq!(refusal(&exchange, "https://named.example/"), None);
        assert_eq!(refusal(&exchange, "https://0.example/x"), None);
    }

    #[test]
    fn waits_grow_alike_in_every_run() {
        let (one, other) = (exchange(&[]), exchange(&[]));
        let waits: Vec<Duration> = (0..3).map(|tries| one.wait("registry.example", tries)).collect();
        assert_eq!(waits, (0..3).map(|tries| other.wait("registry.example", tries)).collect::<Vec<_>>());
        for (wait, least) in waits.iter().zip([1, 2, 4]) {
            let least = Duration::from_secs(least);
            assert!(*wait >= least && *wait < least * 5 / 4, "{wait:?}");
        }
        assert_ne!(one.wait("another.example", 0), waits[0]);
    }
}
