//! A GitHub in one process: a real HTTP server over a real git repository, which refuses what GitHub refuses, and counts.

mod alerts;
mod checkout;
mod fault;
mod git;
mod graphql;
pub(crate) mod http;
mod lines;
mod people;
mod plain;
mod record;
mod rest;
mod run;
mod state;

use std::sync::{Arc, Mutex, MutexGuard};

use serde_json::{Value, json};

pub(crate) use self::checkout::Checkout;
use self::fault::Fault;
pub(crate) use self::fault::Trouble;
use self::git::Server as Git;
use self::http::{Request, Response, Sent, Server};
pub(crate) use self::run::Ran;
pub(crate) use self::state::{Access, BOT, Pull, Rights, Thread, Who, World};
use self::state::{Token, Upload, node_id};

/// The tokens that there are.
pub(crate) const GATE: &str = "token-of-the-gate";
pub(crate) const READER: &str = "token-that-only-reads";

/// Where a server of one's own has its REST API.
const PREFIX: &str = "/api/v3";

/// A GitHub.
pub(crate) struct Fake {
    shared: Arc<Shared>,
    server: Server,
}

/// What requests and the story share.
struct Shared {
    world: Mutex<World>,
    faults: Mutex<Vec<Fault>>,
    /// Each request: method and path.
    calls: Mutex<Vec<String>>,
    kind: Kind,
}

/// Which GitHub it is.
#[derive(Clone, Copy, Debug, Default)]
struct Kind {
    /// A server of one's own, with its APIs at other paths.
    is_own: bool,
    /// Answers lack whatever they can lack.
    is_sparse: bool,
}

impl Fake {
    /// A repository whose `main` holds `files`, and tokens for a gate.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        Self::of(Kind::default(), files)
    }

    /// A GitHub Enterprise Server, which says less.
    pub(crate) fn enterprise(files: &[(&str, &str)]) -> Self {
        Self::of(Kind { is_own: true, is_sparse: true }, files)
    }

    fn of(kind: Kind, files: &[(&str, &str)]) -> Self {
        let mut world = World::new(Git::new());
        for (text, rights) in [(GATE, Rights::GATE), (READER, Rights::READ_ONLY)] {
            world.tokens.insert(text.to_owned(), Token { who: Who::new(BOT), rights });
        }
        let shared = Shared { world: Mutex::new(world), faults: Mutex::default(), calls: Mutex::default(), kind };
        let shared = Arc::new(shared);
        let server = Server::start({
            let shared = shared.clone();
            move |request| shared.answer(request)
        });
        let fake = Self { shared, server };
        fake.world().address = fake.address();
        fake.begin(files);
        fake
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.server.port)
    }

    /// All that there is, to look at and to change.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.shared.world()
    }

    /// A copy of the pull request `number`.
    pub(crate) fn pull(&self, number: u64) -> Pull {
        self.world().pulls[&number].clone()
    }

    /// Copies of the analyses that were uploaded.
    pub(crate) fn uploads(&self) -> Vec<Upload> {
        self.world().uploads.clone()
    }

    /// Lets `token` be somebody else's, or have other rights.
    pub(crate) fn token(&self, text: &str, login: &str, rights: Rights) {
        self.world().tokens.insert(text.to_owned(), Token { who: Who::new(login), rights });
    }

    /// The next request with `method` whose path, or whose document, has `part` in it, runs into `trouble`.
    pub(crate) fn fault(&self, method: &'static str, part: &'static str, trouble: Trouble) {
        self.faults(1, method, part, trouble);
    }

    /// So do the next ones.
    pub(crate) fn faults(&self, times: usize, method: &'static str, part: &'static str, trouble: Trouble) {
        self.shared.faults.lock().unwrap().push(Fault { method, part, times, trouble });
    }

    /// How many mails somebody has got who watches the repository.
    pub(crate) fn notified(&self) -> usize {
        self.world().notified.len()
    }
}

impl Shared {
    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap()
    }

    fn answer(&self, request: &Request) -> Sent {
        self.calls.lock().unwrap().push(format!("{} {}", request.method, request.path));
        record::record(request, PREFIX);
        let trouble = fault::take(&mut self.faults.lock().unwrap(), request);
        match &trouble {
            Some(Trouble::Before(status)) => return Sent::Whole(fault::failed(*status)),
            Some(Trouble::Limit(limit)) => return Sent::Whole(limit.response()),
            Some(Trouble::Drop) => return Sent::Nothing,
            Some(Trouble::Then(operation)) => operation(&mut self.world()),
            _ => {}
        }
        let response = self.respond(request);
        match trouble {
            Some(Trouble::After(status)) => Sent::Whole(fault::failed(status)),
            Some(Trouble::DropAfter) => Sent::Nothing,
            Some(Trouble::Half) => Sent::Half(response),
            _ => Sent::Whole(response),
        }
    }

    fn respond(&self, request: &Request) -> Response {
        let token = request.header("authorization").and_then(|value| value.split_once(' ')).map(|(_, token)| token);
        let mut world = self.world();
        let Some(token) = token.and_then(|token| world.tokens.get(token)).cloned() else {
            let (status, message) = if token.is_some() { (401, "Bad credentials") } else { (404, "Not Found") };
            return rest::json_response(status, &json!({ "message": message, "status": status.to_string() }));
        };
        let (graphql, prefix) = if self.kind.is_own { ("/api/graphql", PREFIX) } else { ("/graphql", "") };
        let mut response = if request.path == graphql {
            let body: Value = serde_json::from_slice(&request.body).unwrap_or_default();
            rest::json_response(200, &graphql::answer(&mut world, &token, &body))
        } else {
            let Some(path) = request.path.strip_prefix(prefix) else {
                return rest::json_response(404, &json!({ "message": "Not Found" }));
            };
            rest::answer(&mut world, &token, &Request { path: path.to_owned(), ..request.clone() })
        };
        if self.kind.is_sparse {
            fault::thin(&mut response);
        }
        // Links name the address as it was asked.
        for (_, value) in response.headers.iter_mut().filter(|(name, _)| name == "link") {
            *value = value.replace(&world.address, &format!("{}{prefix}", world.address));
        }
        response.headers.push(("x-ratelimit-remaining".to_owned(), "999".to_owned()));
        response
    }
}

/// The node id of what was said with `id`, for a story.
pub(crate) fn node(kind: &str, id: u64) -> String {
    node_id(kind, id)
}
