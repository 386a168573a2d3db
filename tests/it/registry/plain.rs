//! What a registry is asked, and what it answers: an ordinary one.

use std::time::Duration;

use portcullis::net::registry::{Client, Config, Content, Digest, Failure, Reference, Unreachable};

use super::http::Sent;
use super::proxy::Proxy;
use super::push::{DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST, Target};
use super::real::{Setup, Store};
use super::{by, client, config, repository, run, tag};

#[test]
fn a_tag_and_a_digest_are_found_with_their_media_type() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let target = Target { port: registry.port, path: "team/web" };
    let (amd, arm) = (target.image("amd64", "a"), target.image_of(OCI_MANIFEST, "arm64", "b", "arm64"));
    let docker = target.image_of(DOCKER_MANIFEST, "docker", "c", "amd64");
    let index = target.index(OCI_INDEX, "1.4", &[(&amd, "amd64"), (&arm, "arm64")]);
    let list = target.index(DOCKER_LIST, "list", &[(&docker, "amd64")]);
    let (client, web) = (client(registry.port), repository(registry.port, "team/web"));
    for (name, pushed) in [("amd64", &amd), ("arm64", &arm), ("docker", &docker), ("1.4", &index), ("list", &list)] {
        for reference in [tag(name), by(&pushed.digest)] {
            let found = run(client.head(&web, &reference)).unwrap();
            assert_eq!((found.digest, found.media_type.as_str()), (pushed.digest.clone(), pushed.kind), "{name}");
            assert_eq!(found.size, u64::try_from(pushed.bytes.len()).ok());
            assert_eq!(found.host, web.host());
        }
    }
    assert_eq!(client.requests(), 10);
}

#[test]
fn what_is_not_there_is_not_found() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let target = Target { port: registry.port, path: "team/web" };
    let (old, new) = (target.image("1", "old"), target.image("2", "new"));
    target.delete(&old.digest);
    let (client, web) = (client(registry.port), repository(registry.port, "team/web"));
    let head = |reference: Reference| run(client.head(&web, &reference));
    assert_eq!(head(by(&old.digest)), Err(Failure::NotFound));
    assert_eq!(head(tag("1")), Err(Failure::NotFound));
    assert_eq!(head(tag("no-such-tag")), Err(Failure::NotFound));
    assert_eq!(head(by(&new.digest)).unwrap().digest, new.digest);
    let nowhere = repository(registry.port, "no/such/repository");
    assert_eq!(run(client.head(&nowhere, &tag("1"))), Err(Failure::NotFound));
    assert_eq!(run(client.tags(&nowhere)), Err(Failure::NotFound));
    assert_eq!(run(client.manifest(&web, &old.digest)), Err(Failure::NotFound));
    assert_eq!(run(client.blob(&web, &Digest::of(b"nothing"), 9)), Err(Failure::NotFound));
    assert!(matches!(head(tag("not a tag?")), Err(Failure::NotAllowed(_))));
}

#[test]
fn a_tag_that_was_pushed_again_names_something_else() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let target = Target { port: registry.port, path: "web" };
    let web = repository(registry.port, "web");
    let first = target.image("1.4", "first");
    let before = client(registry.port);
    assert_eq!(run(before.head(&web, &tag("1.4"))).unwrap().digest, first.digest);
    let second = target.image("1.4", "second");
    assert_eq!(run(client(registry.port).head(&web, &tag("1.4"))).unwrap().digest, second.digest);
    // In one run there is one answer.
    assert_eq!(run(before.head(&web, &tag("1.4"))).unwrap().digest, first.digest);
}

#[test]
fn an_image_is_read_from_its_index_down() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let target = Target { port: registry.port, path: "web" };
    let (amd, arm) = (target.image("a", "4f2a"), target.image_of(OCI_MANIFEST, "b", "4f2a", "arm64"));
    let index = target.index(OCI_INDEX, "1.4", &[(&amd, "amd64"), (&arm, "arm64")]);
    let (client, web) = (client(registry.port), repository(registry.port, "web"));
    let Content::Index { entries } = run(client.manifest(&web, &index.digest)).unwrap().content else { panic!() };
    let platforms: Vec<&str> =
        entries.iter().map(|entry| entry.platform.as_ref().unwrap().architecture.as_str()).collect();
    assert_eq!(platforms, ["amd64", "arm64"]);
    let Content::Image { config, layers } = run(client.manifest(&web, &entries[1].digest)).unwrap().content else {
        panic!()
    };
    assert_eq!(layers[0].size, 4);
    let image = run(client.image_config(&web, &config.digest)).unwrap();
    assert_eq!((image.platform.os.as_str(), image.platform.architecture.as_str()), ("linux", "arm64"));
    assert_eq!(image.labels["org.opencontainers.image.revision"], "4f2a");
    assert_eq!((image.user.as_str(), image.env), ("1000", vec!["PATH".to_owned(), "TOKEN".to_owned()]));
    assert_eq!(run(client.blob(&web, &layers[0].digest, 4)), Ok(b"4f2a".to_vec()));
    assert!(matches!(run(client.blob(&web, &layers[0].digest, 3)), Err(Failure::Malformed(_))));
}

#[test]
fn each_question_is_asked_once_and_all_media_types_are_named() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let pushed = Target { port: registry.port, path: "web" }.image("1", "a");
    let proxy = Proxy::start(registry.port, |passing| Sent::Whole(passing.relay()));
    let (client, web) = (client(proxy.port), repository(proxy.port, "web"));
    for _ in 0..3 {
        run(client.head(&web, &tag("1"))).unwrap();
        run(client.head(&web, &by(&pushed.digest))).unwrap();
        assert_eq!(run(client.head(&web, &tag("2"))), Err(Failure::NotFound));
    }
    let expected = ["HEAD /v2/web/manifests/1".to_owned(), format!("HEAD /v2/web/manifests/{}", pushed.digest)];
    assert_eq!(proxy.asked(), [expected.as_slice(), &["HEAD /v2/web/manifests/2".to_owned()]].concat());
    let requests = proxy.requests();
    let accept = requests[0].header("accept").unwrap();
    assert!(
        [OCI_INDEX, OCI_MANIFEST, DOCKER_LIST, DOCKER_MANIFEST].iter().all(|kind| accept.contains(kind)),
        "{accept}"
    );
    assert!(requests[0].header("user-agent").unwrap().starts_with("portcullis/"));
}

#[test]
fn bytes_are_kept_and_existence_is_not() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let pushed = Target { port: registry.port, path: "web" }.image("1", "a");
    let web = repository(registry.port, "web");
    let directory = tempfile::tempdir().unwrap();
    let port = registry.port;
    let cached = || Client::new(Config { cache: Some(directory.path().to_owned()), ..config(&[port]) }).unwrap();
    let first = cached();
    let manifest = run(first.manifest(&web, &pushed.digest)).unwrap();
    let image = run(first.image_config(&web, pushed.config.as_ref().unwrap())).unwrap();
    assert_eq!(first.requests(), 2);

    let second = cached();
    assert_eq!(run(second.manifest(&web, &pushed.digest)).as_ref(), Ok(&manifest));
    assert_eq!(run(second.image_config(&web, pushed.config.as_ref().unwrap())), Ok(image));
    assert_eq!(second.requests(), 0);
    // What was changed on the disk is asked for again.
    std::fs::write(directory.path().join("sha256").join(pushed.digest.hex()), "{}").unwrap();
    assert_eq!(run(second.manifest(&web, &pushed.digest)), Ok(manifest));
    assert_eq!(second.requests(), 1);

    Target { port: registry.port, path: "web" }.delete(&pushed.digest);
    assert_eq!(run(second.head(&web, &by(&pushed.digest))), Err(Failure::NotFound));
    drop(registry);
    assert!(matches!(
        run(cached().head(&web, &by(&pushed.digest))),
        Err(Failure::Unreachable(Unreachable::Connect(_)))
    ));
}

#[test]
fn a_mirror_is_asked_first_and_the_registry_where_it_does_not_know() {
    let (Some(store), Some(copy)) = (Store::new(), Store::new()) else { return };
    let (registry, mirror) = (store.serve(&Setup::Plain), copy.serve(&Setup::Plain));
    let target = Target { port: registry.port, path: "web" };
    let (both, alone) = (target.image("1", "a"), target.image("2", "b"));
    Target { port: mirror.port, path: "web" }.image("1", "a");
    let (port, copied) = (registry.port, mirror.port);
    let mirrored = || {
        let mut config = config(&[port, copied]);
        let host = config.hosts.get_mut(&format!("127.0.0.1:{copied}")).unwrap();
        host.mirror_of = Some(format!("127.0.0.1:{port}"));
        Client::new(config).unwrap()
    };
    let web = repository(registry.port, "web");
    let host = |client: &Client, reference: Reference| run(client.head(&web, &reference)).map(|found| found.host);
    let (first, second) = (format!("127.0.0.1:{}", mirror.port), format!("127.0.0.1:{}", registry.port));
    let client = mirrored();
    assert_eq!(host(&client, by(&both.digest)), Ok(first.clone()));
    assert_eq!(host(&client, by(&alone.digest)), Ok(second.clone()));
    assert_eq!(host(&client, tag("3")), Err(Failure::NotFound));
    assert!(run(client.manifest(&web, &both.digest)).is_ok() && run(client.manifest(&web, &alone.digest)).is_ok());
    // A mirror need not have every tag.
    assert_eq!(run(client.tags(&web)).unwrap(), ["1", "2"]);

    drop(registry);
    let client = mirrored();
    assert_eq!(host(&client, by(&both.digest)), Ok(first));
    assert!(matches!(host(&client, by(&alone.digest)), Err(Failure::Unreachable(_))));
    assert_eq!(run(client.tags(&web)).unwrap(), ["1"]);
    drop(mirror);
    assert!(matches!(host(&mirrored(), by(&both.digest)), Err(Failure::Unreachable(_))));
}

#[test]
fn nobody_is_waited_for_longer_than_the_deadline() {
    let silent = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = silent.local_addr().unwrap().port();
    let client = Client::new(Config { deadline: Duration::from_millis(300), ..config(&[port]) }).unwrap();
    let begun = std::time::Instant::now();
    let answer = run(client.head(&repository(port, "web"), &tag("1")));
    assert_eq!(answer, Err(Failure::Unreachable(Unreachable::Timeout)));
    assert!(begun.elapsed() < Duration::from_secs(5));
}
