//! What happens on a pull request from push to push, and what a person sees of it.

mod bounds;
mod events;
mod forks;
mod glass;
mod policy;
mod pushes;
mod scanning;
mod trouble;

use super::fake::{BOT, Fake, Ran, Thread};

/// What an image is asked for as that nobody has anything to say about.
const PINNED: &str = ":1.0@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/// And one that stops a change.
const LATEST: &str = ":latest";

/// Where most stories take place.
const POD: &str = "deploy/web.yaml";

/// A pod with a container for each of `tags`.
fn pod(tags: &[&str]) -> String {
    let mut text = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n".to_owned();
    for (at, tag) in tags.iter().enumerate() {
        text.push_str(&format!("  - name: c{at}\n    image: registry.example/c{at}{tag}\n"));
    }
    text
}

/// A GitHub with a repository that has a pod in order, and a pull request that gives it the containers of `tags`.
fn with(tags: &[&str]) -> Fake {
    let fake = Fake::new(&[(POD, &pod(&[PINNED]))]);
    fake.open("topic", &[(POD, &pod(tags))]);
    fake
}

/// The threads that the gate has opened on the first pull request.
fn threads(fake: &Fake) -> Vec<Thread> {
    fake.pull(1).threads.into_iter().filter(|thread| thread.comments[0].by.0 == BOT).collect()
}

/// Whether the gate's thread `at` says that its finding is gone, and is folded away.
fn is_buried(fake: &Fake, at: usize) -> bool {
    let first = &threads(fake)[at].comments[0];
    first.body.contains("Fixed in ") && first.minimized.is_some()
}

/// The text of the gate's summary on the first pull request: there is never more than one.
fn summary(fake: &Fake) -> String {
    let pull = fake.pull(1);
    let reviews = pull.reviews.iter().map(|review| &review.remark);
    let said: Vec<&str> = reviews
        .chain(&pull.comments)
        .filter(|remark| remark.by.0 == BOT && remark.body.contains(" summary -->"))
        .map(|remark| remark.body.as_str())
        .collect();
    let [one] = said.as_slice() else { panic!("{said:#?}") };
    (*one).to_owned()
}

/// Asserts a run's exit code and how many mails went out, with its log.
#[track_caller]
fn expect(ran: &Ran, code: i32, mails: usize) {
    assert_eq!((ran.code, ran.mails.len()), (code, mails), "{ran:#?}");
}
