//! Tags, and what refers to an image.

use portcullis::net::registry::{Failure, Unreachable};
use serde_json::{Value, json};

use super::http::{Response, Sent};
use super::proxy::{Passing, Proxy};
use super::push::{OCI_INDEX, OCI_MANIFEST, Pushed, Target};
use super::real::{Setup, Store};
use super::{client, repository, run};

fn descriptor(pushed: &Pushed) -> Value {
    json!({ "mediaType": pushed.kind, "digest": pushed.digest.as_str(), "size": pushed.bytes.len() })
}

/// The tag that stands for what refers to `image`.
fn fallback(image: &Pushed) -> String {
    format!("sha256-{}", image.digest.hex())
}

/// An attestation of `image`, and the index that a client writes where the registry has no list.
fn attest(target: &Target<'_>, image: &Pushed) -> Pushed {
    let empty = target.blob(b"{}");
    let empty = json!({ "mediaType": "application/vnd.oci.empty.v1+json", "digest": empty.as_str(), "size": 2 });
    let manifest = json!({
        "schemaVersion": 2, "mediaType": OCI_MANIFEST, "artifactType": "application/vnd.in-toto+json",
        "config": empty, "layers": [empty], "subject": descriptor(image),
    });
    let attestation = target.manifest(OCI_MANIFEST, "attestation", &manifest);
    let mut entry = descriptor(&attestation);
    entry["artifactType"] = json!("application/vnd.in-toto+json");
    target.manifest(OCI_INDEX, &fallback(image), &index(&[entry]));
    attestation
}

fn index(entries: &[Value]) -> Value {
    json!({ "schemaVersion": 2, "mediaType": OCI_INDEX, "manifests": entries })
}

#[test]
fn tags_are_sorted_and_only_tags() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let target = Target { port: registry.port, path: "web" };
    let image = target.image("1.9", "a");
    for name in ["1.10", "latest", "0.1", "sha256-of-something"] {
        target.image(name, name);
    }
    attest(&target, &image);
    target.image(&format!("{}.sig", fallback(&image)), "signature");
    let tags = run(client(registry.port).tags(&repository(registry.port, "web"))).unwrap();
    assert_eq!(tags, ["0.1", "1.10", "1.9", "attestation", "latest", "sha256-of-something"]);
}

#[test]
fn all_pages_of_a_list_are_read() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let proxy = Proxy::start(registry.port, |passing| {
        let page = |tags: &[&str]| Response::new(200, json!({ "name": "web", "tags": tags }).to_string());
        Sent::Whole(match passing.request.query.as_str() {
            "n=1000" => page(&["b", "a"]).with("link", "</v2/web/tags/list?last=b&n=2>; rel=\"next\""),
            "last=b&n=2" => page(&["c", "b", "not a tag"]).with("link", "<?last=c>; rel=\"next\""),
            _ => Response::new(200, json!({ "name": "web", "tags": null }).to_string()),
        })
    });
    assert_eq!(run(client(proxy.port).tags(&repository(proxy.port, "web"))).unwrap(), ["a", "b", "c"]);
}

#[test]
fn an_answer_without_tags_is_not_an_empty_list() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    for body in ["{}", "{\"name\":\"web\"}", "{\"tags\":7}", "[]"] {
        let proxy = Proxy::start(registry.port, move |_| Sent::Whole(Response::new(200, body)));
        let tags = run(client(proxy.port).tags(&repository(proxy.port, "web")));
        assert!(matches!(tags, Err(Failure::Malformed(_))), "{body}: {tags:?}");
    }
}

#[test]
fn a_list_without_end_or_elsewhere_is_not_followed() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let endless = |link: fn(usize) -> String, tag: fn(usize) -> String| {
        Proxy::start(registry.port, move |passing: &Passing<'_>| {
            let body = json!({ "name": "web", "tags": [tag(passing.before)] }).to_string();
            Sent::Whole(Response::new(200, body).with("link", link(passing.before)))
        })
    };
    let tags = |proxy: &Proxy| run(client(proxy.port).tags(&repository(proxy.port, "web")));
    let onward = |n: usize| format!("</v2/web/tags/list?last={n}>; rel=\"next\"");
    let without_end = endless(onward, |n| format!("tag-{n}"));
    assert!(matches!(tags(&without_end), Err(Failure::Malformed(_))));
    assert_eq!(without_end.asked().len(), 50);
    let in_circles = endless(onward, |_| "same".to_owned());
    assert!(matches!(tags(&in_circles), Err(Failure::Malformed(_))));
    assert_eq!(in_circles.asked().len(), 2);
    for link in [
        "<http://127.0.0.1:1/v2/web/tags/list?last=a>; rel=next", "</v2/other/tags/list>; rel=next",
        "</v2/web/../../x>; rel=next",
    ] {
        let elsewhere = Proxy::start(registry.port, move |_| {
            Sent::Whole(Response::new(200, "{\"tags\":[\"a\"]}").with("link", link))
        });
        assert!(matches!(tags(&elsewhere), Err(Failure::NotAllowed(_))), "{link}");
        assert_eq!(elsewhere.asked().len(), 1);
    }
}

#[test]
fn referrers_are_found_by_their_tags() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let target = Target { port: registry.port, path: "web" };
    let (image, bare) = (target.image("1", "a"), target.image("2", "b"));
    let attestation = attest(&target, &image);
    let signature = target.image(&format!("{}.sig", fallback(&image)), "signature");
    let (client, web) = (client(registry.port), repository(registry.port, "web"));
    let found = run(client.referrers(&web, &image.digest)).unwrap();
    let shown: Vec<_> = found.iter().map(|one| (&one.digest, one.artifact_type.as_deref(), one.tag.clone())).collect();
    let tag = Some(format!("{}.sig", fallback(&image)));
    assert_eq!(
        shown,
        [(&attestation.digest, Some("application/vnd.in-toto+json"), None), (&signature.digest, None, tag)]
    );
    assert_eq!(run(client.manifest(&web, &attestation.digest)).unwrap().subject, Some(image.digest));
    assert_eq!(run(client.referrers(&web, &bare.digest)), Ok(Vec::new()));
}

#[test]
fn a_registry_that_lists_referrers_is_believed() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let image = Target { port: registry.port, path: "web" }.image("1", "a");
    let entries = [descriptor(&image), descriptor(&image)];
    let proxy = Proxy::start(registry.port, move |passing| {
        let page = |entry: &Value| {
            Response::new(200, index(std::slice::from_ref(entry)).to_string()).with("content-type", OCI_INDEX)
        };
        Sent::Whole(match (passing.request.path.contains("/referrers/"), passing.request.query.as_str()) {
            (false, _) => passing.relay(),
            (true, "") => page(&entries[0]).with("link", format!("<{}?page=2>; rel=next", passing.request.path)),
            (true, _) => page(&entries[1]),
        })
    });
    let found = run(client(proxy.port).referrers(&repository(proxy.port, "web"), &image.digest)).unwrap();
    assert_eq!(found.len(), 2);
    assert!(!proxy.asked().iter().any(|asked| asked.starts_with("GET") && asked.contains("/manifests/")));
}

#[test]
fn a_fault_is_never_no_referrers() {
    let Some(store) = Store::new() else { return };
    let registry = store.serve(&Setup::Plain);
    let target = Target { port: registry.port, path: "web" };
    let image = target.image("1", "a");
    attest(&target, &image);
    let error = "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow down\"}]}";
    for part in ["/referrers/", "/manifests/sha256-", ".sig", ".att"] {
        for (status, expected) in [
            (429, Failure::RateLimited { retry_after: None }),
            (500, Failure::ServerError(500)),
            (403, Failure::AuthFailed { anonymous: true }),
            (400, Failure::Malformed("status 400".to_owned())),
        ] {
            let proxy = Proxy::start(registry.port, move |passing| match passing.request.path.contains(part) {
                true => Sent::Whole(Response::new(status, error).with("content-type", "application/json")),
                false => Sent::Whole(passing.relay()),
            });
            let answer = run(client(proxy.port).referrers(&repository(proxy.port, "web"), &image.digest));
            assert_eq!(answer, Err(expected), "{part} {status}");
        }
        let proxy = Proxy::start(registry.port, move |passing| match passing.request.path.contains(part) {
            true => Sent::Nothing,
            false => Sent::Whole(passing.relay()),
        });
        let answer = run(client(proxy.port).referrers(&repository(proxy.port, "web"), &image.digest));
        assert!(matches!(answer, Err(Failure::Unreachable(Unreachable::Broken(_)))), "{part} {answer:?}");
    }
}
