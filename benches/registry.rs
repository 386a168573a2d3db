//! What asking a registry costs: `cargo bench --bench registry`.
//!
//! 500 images in 20 repositories of a real registry (Debian's `docker-registry`), which gives nothing without a token, behind a proxy that
//! takes 100 ms for each answer; so does the token server. Beside it, where it is installed, `skopeo inspect` in a loop, over the
//! first of the same images, since all of them would take minutes.

#![allow(clippy::print_stdout, reason = "the table is what a benchmark is for")]
#![allow(clippy::unwrap_used, reason = "a benchmark whose fixture cannot be made has nothing to measure")]
#![allow(missing_docs, reason = "nobody links to a benchmark")]

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/it/github/fake/http.rs"]
mod http;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/it/registry/proxy.rs"]
mod proxy;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/it/registry/push.rs"]
mod push;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/it/registry/real.rs"]
mod real;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../tests/it/registry/tokens.rs"]
mod tokens;

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use portcullis::net::registry::{Client, Config, HostConfig, Reference, Repository};

use self::http::Sent;
use self::proxy::Proxy;
use self::push::Target;
use self::real::{Setup, Store};
use self::tokens::{Answer, Tokens};

const REPOSITORIES: usize = 20;
const TAGS: usize = 25;
const DELAY: Duration = Duration::from_millis(100);
const LIMIT: usize = 32;
const SKOPEO: usize = 25;
const RUNS: usize = 5;

fn main() {
    let Some(store) = Store::new() else { return };
    fill(&store);
    println!(
        "{} images in {REPOSITORIES} repositories, {} ms for each answer, {RUNS} runs",
        REPOSITORIES * TAGS,
        DELAY.as_millis()
    );
    let plain = store.serve(&Setup::Plain);
    for _ in 0..RUNS {
        let proxy = slow(plain.port);
        let took = ask(&[proxy.port]);
        println!("without tokens: {:>5.2} s, {}", took.as_secs_f64(), counted(&proxy));
    }
    let tokens = Tokens::start(|call| {
        thread::sleep(DELAY);
        Answer::Token(call.repositories.clone())
    });
    let registry = store.serve(&Setup::Tokens { realm: tokens.realm(), certificate: tokens.certificate() });
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let (proxy, before) = (slow(registry.port), tokens.calls().len());
        let took = ask(&[proxy.port, tokens.port()]);
        let calls = tokens.calls().len() - before;
        println!("with tokens:    {:>5.2} s, {}, {calls} token calls", took.as_secs_f64(), counted(&proxy));
        times.push(took);
    }
    times.sort_unstable();
    let each = times[RUNS / 2].as_secs_f64() / (REPOSITORIES * TAGS) as f64;
    for arguments in [["inspect", "--raw"], ["inspect", "--no-tags"]] {
        let proxy = slow(registry.port);
        let Some(took) = skopeo(proxy.port, arguments) else { return println!("skopeo is not here") };
        let theirs = took.as_secs_f64() / SKOPEO as f64;
        let name = arguments.join(" ");
        println!(
            "skopeo {name}: {:.0} ms an image, {:.0} times ours ({:.1} ms)",
            theirs * 1e3,
            theirs / each,
            each * 1e3
        );
    }
}

fn path(repository: usize) -> String {
    format!("team/service-{repository}")
}

fn tag(tag: usize) -> String {
    format!("1.{tag}.0")
}

/// Pushes the images.
fn fill(store: &Store) {
    let registry = store.serve(&Setup::Plain);
    for repository in 0..REPOSITORIES {
        let target = Target { port: registry.port, path: &path(repository) };
        for number in 0..TAGS {
            target.image(&tag(number), &format!("{repository} {number}"));
        }
    }
}

fn slow(registry: u16) -> Proxy {
    Proxy::start(registry, |passing| {
        thread::sleep(DELAY);
        Sent::Whole(passing.relay())
    })
}

/// Asks a new client for every image at once.
fn ask(ports: &[u16]) -> Duration {
    let named = ports
        .iter()
        .map(|port| (format!("127.0.0.1:{port}"), HostConfig { plain_http: true, ..HostConfig::default() }));
    let client = Arc::new(Client::new(Config { hosts: named.collect(), ..Config::default() }).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let begun = Instant::now();
    runtime.block_on(async {
        let mut asked = Vec::new();
        for repository in 0..REPOSITORIES {
            let repository = Repository::parse(&format!("127.0.0.1:{}/{}", ports[0], path(repository))).unwrap();
            for number in 0..TAGS {
                let (client, repository) = (Arc::clone(&client), repository.clone());
                asked.push(tokio::spawn(async move { client.head(&repository, &Reference::Tag(tag(number))).await }));
            }
        }
        for answer in asked {
            answer.await.unwrap().unwrap();
        }
    });
    begun.elapsed()
}

/// What a proxy has seen.
fn counted(proxy: &Proxy) -> String {
    let asked = proxy.asked();
    let heads = asked.iter().filter(|asked| asked.starts_with("HEAD ")).count();
    let most = proxy.most_in_flight();
    let others = asked.len() - heads;
    format!("{heads} HEADs, {others} others, at most {most} in flight ({LIMIT} allowed)")
}

/// A process of skopeo for each of the first images; nothing where it is not installed.
fn skopeo(port: u16, arguments: [&str; 2]) -> Option<Duration> {
    let begun = Instant::now();
    for number in 0..SKOPEO {
        let image = format!("docker://127.0.0.1:{port}/{}:{}", path(0), tag(number));
        let mut command = Command::new("skopeo");
        command.args(arguments).args(["--tls-verify=false", &image]).stdout(Stdio::null());
        assert!(command.status().ok()?.success());
    }
    Some(begun.elapsed())
}
