//! Whether an image is there, what it is, and what is left to roll back to.

use portcullis::net::registry::Digest;
use serde_json::json;

use super::World;
use crate::registry::push::{OCI_INDEX, OCI_MANIFEST, Pushed};

/// How a reference is written that has a tag and a digest.
pub(super) fn pinned(tag: &str, pushed: &Pushed) -> String {
    format!(":{tag}@{}", pushed.digest)
}

#[test]
fn a_tag_and_a_digest_that_are_not_there_are_missing() {
    let Some(world) = World::new() else { return };
    let here = world.web().image("1.4.2", "a");
    let nowhere = format!("@{}", Digest::of(b"never pushed"));
    let by_digest = format!("@{}", here.digest);
    let told = world.change("").services(&[], &[":1.4.2", ":1.4.3", &by_digest, &nowhere]).check();
    let missing =
        |version: &str| format!("image/not-found: `REGISTRY/team/web{version}` does not exist in its registry");
    assert_eq!(told.findings, [missing(":1.4.3"), missing(&nowhere)]);
    assert_eq!((told.code, told.unchecked), (1, Vec::new()));
}

#[test]
fn a_tag_that_was_pushed_again_has_moved() {
    let Some(world) = World::new() else { return };
    let (first, second) = (world.web().image("1.4.2", "first"), world.web().image("1.4.2", "second"));
    let told = world.change("").services(&[], &[&pinned("1.4.2", &first), &pinned("1.4.2", &second)]).check();
    assert_eq!(told.findings, ["image/tag-moved: tag `1.4.2` of `REGISTRY/team/web` points to another digest"]);
    assert_eq!((told.code, told.unchecked), (1, Vec::new()));
    // The change follows the tag: now it is the tag that is used again.
    let told = world.change("").services(&[&pinned("1.4.2", &first)], &[&pinned("1.4.2", &second)]).check();
    let reused = "image/tag-reused: the digest of `REGISTRY/team/web` changed but its tag `1.4.2` did not";
    assert_eq!((told.findings, told.code), (vec![reused.to_owned()], 1));
}

#[test]
fn a_pin_of_one_platform_is_told_from_that_of_the_index() {
    let Some(world) = World::new() else { return };
    let (index, amd, _) = world.web().for_two("1.4.2", "a");
    let told = world.change("").services(&[], &[&pinned("1.4.2", &index), &pinned("1.4.2", &amd)]).check();
    let only = "image/one-platform-pin: this digest of `REGISTRY/team/web:1.4.2` is for `linux/amd64` only";
    assert_eq!(told.findings, [only]);
    assert_eq!((told.code, told.unchecked), (0, Vec::new()));
}

#[test]
fn an_image_must_be_built_for_every_platform_of_the_policy() {
    let Some(world) = World::new() else { return };
    world.web().for_two("1.4.2", "a");
    world.web().image("1.4.3", "b");
    let change = world.change("  platforms: [linux/amd64, linux/arm64]");
    let told = change.services(&[], &[":1.4.2", ":1.4.3"]).check();
    assert_eq!(
        (told.findings, told.code),
        (vec!["image/platform-missing: `REGISTRY/team/web:1.4.3` is not built for `linux/arm64`".to_owned()], 1)
    );
}

#[test]
fn a_platform_that_the_old_version_had_is_dropped() {
    let Some(world) = World::new() else { return };
    let web = world.web();
    let (_, amd, _) = web.for_two("1.4.1", "a");
    web.index(OCI_INDEX, "1.4.2", &[(&amd, "amd64")]);
    let told = world.change("").services(&[":1.4.1"], &[":1.4.2"]).check();
    assert_eq!(
        (told.findings, told.code),
        (vec!["image/platform-dropped: `REGISTRY/team/web:1.4.2` is no longer built for `linux/arm64`".to_owned()], 1)
    );
}

#[test]
fn a_label_may_name_another_commit_than_the_tag() {
    let Some(world) = World::new() else { return };
    world.web().image("3f2a91c", "88c0ffe41d5e0a7b3c2d1e0f9a8b7c6d5e4f3a2b");
    world.web().image("5b1e77d", "5b1e77d02c4a6e8f1b3d5c7a9e0f2d4b6c8a1e3f");
    let told = world.change("").services(&[], &[":3f2a91c", ":5b1e77d"]).check();
    let built = "`REGISTRY/team/web:3f2a91c` was built from commit `88c0ffe41d5e`, says its label";
    assert_eq!((told.findings, told.code), (vec![format!("image/revision-mismatch: {built}")], 1));
}

#[test]
fn a_rollback_target_that_was_cleaned_up_is_gone() {
    let Some(world) = World::new() else { return };
    let (old, kept) = (world.web().image("1.4.1", "old"), world.web().image("1.4.2", "kept"));
    world.web().image("1.4.3", "new");
    world.web().delete(&old.digest);
    let change = world.change("").services(&[&pinned("1.4.1", &old), &pinned("1.4.2", &kept)], &[":1.4.3", ":1.4.3"]);
    let told = change.check();
    let gone = format!("`REGISTRY/team/web{}`, which this replaces, no longer exists", pinned("1.4.1", &old));
    let of_target: Vec<_> = told.findings.iter().filter(|one| !one.starts_with("image/pin-removed")).collect();
    assert_eq!(of_target, [&format!("image/rollback-target-gone: {gone}")]);
    assert_eq!((told.code, told.unchecked), (1, Vec::new()));
}

#[test]
fn enough_earlier_versions_must_remain() {
    let Some(world) = World::new() else { return };
    for tag in ["1.4.1", "1.4.2", "latest"] {
        world.web().image(tag, tag);
    }
    let told = world.change("  retention: 2").services(&[], &[":1.4.2"]).check();
    let few = "only 1 earlier version of `REGISTRY/team/web` remains; the policy asks for 2";
    assert_eq!((told.findings, told.code), (vec![format!("image/few-rollback-tags: {few}")], 0));
    world.web().image("1.4.0", "1.4.0");
    assert!(world.change("  retention: 2").services(&[], &[":1.4.2"]).check().findings.is_empty());
}

#[test]
fn what_an_image_weighs_and_whom_it_runs_as_is_read_from_it() {
    let Some(world) = World::new() else { return };
    let web = world.web();
    let config = |user: &str| json!({ "os": "linux", "architecture": "amd64", "config": { "User": user } });
    web.built(OCI_MANIFEST, "1.4.1", &"x".repeat(1_000_001), &config("1000"));
    web.built(OCI_MANIFEST, "1.4.2", "small", &config("root"));
    web.built(OCI_MANIFEST, "1.4.3", "small", &config("1000:1000"));
    let change = world.change("  max_size: 1MB\n  non_root: true");
    let told = change.services(&[], &[":1.4.1", ":1.4.2", ":1.4.3"]).check();
    let heavy = "image/too-large: `REGISTRY/team/web:1.4.1` weighs 2MB; the policy allows 1MB";
    let root = "image/runs-as-root: `REGISTRY/team/web:1.4.2` runs as root";
    assert_eq!((told.findings, told.code), (vec![heavy.to_owned(), root.to_owned()], 0));
}

#[test]
fn a_base_image_may_be_too_old() {
    let Some(world) = World::new() else { return };
    let web = world.web();
    let config = |created: String| json!({ "os": "linux", "architecture": "amd64", "created": created, "config": {} });
    let old = web.built(OCI_MANIFEST, "1.4.1", "old", &config("2020-02-03T04:05:06Z".to_owned()));
    let new = web.built(OCI_MANIFEST, "1.4.2", "new", &config(jiff::Timestamp::now().to_string()));
    let dockerfile = |tag: &str, pushed: &Pushed| format!("FROM REGISTRY/team/web{}\nUSER 1000\n", pinned(tag, pushed));
    let change = world.change("  max_base_age: 90d");
    let told = change
        .head("old/Dockerfile", &dockerfile("1.4.1", &old))
        .head("new/Dockerfile", &dockerfile("1.4.2", &new))
        .check();
    let [stale] = &told.findings[..] else { panic!("{:?}", told.findings) };
    let begins = format!("image/stale-base: `REGISTRY/team/web{}` was built ", pinned("1.4.1", &old));
    assert!(stale.starts_with(&begins) && stale.ends_with(" days ago; the policy allows 90d"), "{stale}");
}

#[test]
fn an_index_whose_image_is_gone_is_not_taken_for_a_good_one() {
    let Some(world) = World::new() else { return };
    let web = world.web();
    let (index, amd, _) = web.for_two("1.4.2", "a");
    web.delete(&amd.digest);
    for version in [":1.4.2", &pinned("1.4.2", &index)] {
        let told = world.change("  non_root: true").services(&[], &[version]).check();
        let lacks = format!(
            "not verified: the registry does not have {}, which is a part of it; push the image again",
            amd.digest
        );
        let short = version.split_once('@').map_or(version.to_owned(), |(_, digest)| format!("@{digest}"));
        assert_eq!(told.unchecked, [format!("REGISTRY/team/web{short}: {lacks}")]);
        assert_eq!((told.findings, told.code), (Vec::new(), 0));
        let strict = world.change("  non_root: true\n  on_error: fail").services(&[], &[version]);
        assert_eq!(strict.check().code, 3);
    }
}
