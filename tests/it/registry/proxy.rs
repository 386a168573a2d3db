//! What stands between the gate and a registry: it counts, it is slow, and it does what a network or a hostile registry does.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use super::http::{Request, Response, Sent, Server, ask};

/// A proxy in front of a registry on this machine.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    seen: Arc<Seen>,
    _server: Server,
}

#[derive(Default)]
struct Seen {
    requests: Mutex<Vec<Request>>,
    under_way: AtomicUsize,
    most: AtomicUsize,
}

/// One request on its way.
pub(crate) struct Passing<'a> {
    pub(crate) request: &'a Request,
    /// How many came before it.
    pub(crate) before: usize,
    registry: u16,
}

impl Passing<'_> {
    /// What the registry answers.
    pub(crate) fn relay(&self) -> Response {
        let answer = ask(self.registry, self.request).unwrap();
        answer.without("connection").without("transfer-encoding")
    }
}

impl Proxy {
    /// A proxy in front of the registry at `registry` that answers by `answer`.
    pub(crate) fn start(registry: u16, answer: impl Fn(&Passing<'_>) -> Sent + Send + Sync + 'static) -> Self {
        let seen: Arc<Seen> = Arc::default();
        let kept = Arc::clone(&seen);
        let server = Server::start(move |request| {
            let under_way = kept.under_way.fetch_add(1, Ordering::SeqCst) + 1;
            kept.most.fetch_max(under_way, Ordering::SeqCst);
            let before = {
                let mut requests = kept.requests.lock().unwrap();
                requests.push(request.clone());
                requests.len() - 1
            };
            let sent = answer(&Passing { request, before, registry });
            kept.under_way.fetch_sub(1, Ordering::SeqCst);
            sent
        });
        Self { port: server.port, seen, _server: server }
    }

    /// Every request so far, in the order in which they came.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.seen.requests.lock().unwrap().clone()
    }

    /// The same in short: method and path.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.requests().iter().map(|request| format!("{} {}", request.method, request.path)).collect()
    }

    /// The most that were under way at once.
    pub(crate) fn most_in_flight(&self) -> usize {
        self.seen.most.load(Ordering::SeqCst)
    }
}
