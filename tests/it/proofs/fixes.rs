//! What else asks registries: fixes that pin, the list of images, and nobody at all.

use serde_json::Value;

use super::World;
use super::change::Change;
use super::images::pinned;
use crate::registry::http::Sent;
use crate::registry::proxy::Proxy;

#[test]
fn a_mutable_tag_is_pinned_to_the_index() {
    let Some(world) = World::new() else { return };
    let web = world.web();
    let (index, _, _) = web.for_two("latest", "a");
    let base = web.image("stable", "b");
    let text = "services:\n  web:\n    image: REGISTRY/team/web:latest # the newest\n    restart: always\n";
    let dockerfile = "FROM REGISTRY/team/web:stable AS final\nUSER 1000\n";
    let change = world.change("").head("compose.yaml", text).head("Dockerfile", dockerfile);
    assert_eq!(change.check().code, 1);
    let fixed = change.check_with(&["--fix"]);
    assert_eq!((fixed.findings, fixed.unchecked, fixed.code), (Vec::new(), Vec::new(), 0));
    let expected = [
        ("compose.yaml", text.replace(":latest", &pinned("latest", &index))),
        ("Dockerfile", dockerfile.replace(":stable", &pinned("stable", &base))),
    ];
    for _ in 0..2 {
        for (path, text) in &expected {
            assert_eq!(change.text(path), *text);
        }
        let again = change.run(&["check", "--fix", "--between", "base", "head"]);
        let told = change.shown(&[again.stderr, again.stdout].concat());
        assert!(again.status.success() && !told.contains("fixed:"), "{told}");
    }
}

#[test]
fn the_list_of_images_says_what_registries_say() {
    let Some(world) = World::new() else { return };
    let first = world.web().image("1.4.2", "first");
    world.web().image("1.4.2", "second");
    let kept = world.web().image("1.4.1", "kept");
    let versions = [pinned("1.4.1", &kept), pinned("1.4.2", &first), ":1.4.2".to_owned(), ":1.4.3".to_owned()];
    let change = world.change("").services(&[], &versions.each_ref().map(String::as_str));
    // A repository, whose policy names the registry.
    let list = |arguments: &[&str]| {
        let output = change.run_in("head", &[&["images"], arguments].concat());
        assert!(output.status.success(), "{}", change.shown(&output.stderr));
        change.shown(&output.stdout)
    };
    let listing: Value = serde_json::from_str(&list(&["--format", "json"])).unwrap();
    let told = listing["references"].as_array().unwrap().iter().map(|one| one["registry"].as_str().unwrap());
    assert_eq!(told.collect::<Vec<_>>(), ["found", "moved", "found", "missing"]);
    assert_eq!(listing["unchecked"], Value::Array(Vec::new()));
    let table = list(&[]);
    assert!(
        table.split('\n').any(|line| line.contains("REGISTRY/team/web:1.4.3") && line.contains(" missing ")),
        "{table}"
    );
    drop(world);
    let listing: Value = serde_json::from_str(&list(&["--format", "json"])).unwrap();
    let all = listing["references"].as_array().unwrap();
    assert!(all.len() == 4 && all.iter().all(|one| one["registry"] == "unverified"), "{listing}");
}

#[test]
fn offline_nobody_is_asked() {
    let Some(world) = World::new() else { return };
    let proxy = Proxy::start(world.registry.port, |passing| Sent::Whole(passing.relay()));
    let change = Change::at(proxy.port, "  on_error: fail").services(&[":1.4.1"], &[":1.4.2", ":1.4.3"]);
    let told = change.check_with(&["--offline"]);
    assert_eq!((told.findings, told.code), (Vec::new(), 0));
    assert_eq!(told.unchecked, ["3 images: not looked up in a registry"]);
    change.check_with(&["--offline", "--fix"]);
    change.run_in("head", &["images", "--offline"]);
    assert_eq!(proxy.asked(), Vec::<String>::new());
    assert_eq!(change.check().code, 1);
    assert!(!proxy.asked().is_empty());
}
