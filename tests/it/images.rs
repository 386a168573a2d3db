//! `portcullis images`: each reference with its place, as a table, as JSON, and as a bill of materials.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::architecture::root;
use crate::gate;
use crate::repository::Repository;

fn images(directory: &std::path::Path, arguments: &str) -> String {
    let output =
        gate(directory).env("NO_COLOR", "1").arg("images").args(arguments.split_ascii_whitespace()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(directory: &std::path::Path, arguments: &str) -> Value {
    serde_json::from_str(&images(directory, arguments)).unwrap()
}

/// Every reference of the fixtures: its text stands where its place says, and the counts add up.
#[test]
fn each_place_holds_its_reference() {
    let listing = json(root(), "fixtures --format json");
    let references = listing["references"].as_array().unwrap();
    assert!(references.len() > 20);
    let mut seen = BTreeSet::new();
    for reference in references {
        let (path, line) = (reference["path"].as_str().unwrap(), reference["line"].as_u64().unwrap());
        let text = fs::read_to_string(root().join(path)).unwrap();
        let line = text.split('\n').nth(usize::try_from(line).unwrap() - 1).unwrap();
        let repository = reference["reference"].as_str().unwrap().split(['@', ':', '…']).next().unwrap();
        assert!(reference["digest"].as_str().is_none_or(|digest| text.contains(digest)), "{reference}");
        let tag = reference["tag"].as_str().unwrap_or_default();
        assert!(line.contains(repository) || line.contains(tag), "{reference}: {line}");
        assert!(seen.insert(reference.to_string()), "{reference} is listed twice");
    }
    let counts = listing["counts"].as_object().unwrap();
    let of_a_status: u64 =
        counts.iter().filter(|(key, _)| *key != "references").map(|(_, count)| count.as_u64().unwrap()).sum();
    assert_eq!(counts["references"], of_a_status);
    assert_eq!(of_a_status, references.len() as u64);
}

#[test]
fn a_bill_of_materials_names_each_image_once() {
    let bom = json(root(), "fixtures --format cyclonedx");
    assert_eq!(
        (&bom["bomFormat"], &bom["specVersion"], &bom["version"]),
        (&"CycloneDX".into(), &"1.6".into(), &1.into())
    );
    assert!(
        bom.get("serialNumber").is_none() && bom["metadata"].get("timestamp").is_none(),
        "the same tree, the same bytes"
    );
    let components = bom["components"].as_array().unwrap();
    let mut purls = BTreeSet::new();
    for component in components {
        assert_eq!(component["type"], "container");
        let purl = component["purl"].as_str().unwrap();
        assert!(purl.starts_with("pkg:oci/") && purl.contains("?repository_url="), "{purl}");
        assert_eq!(component["bom-ref"], purl);
        assert!(purls.insert(purl), "{purl} is listed twice");
        let occurrences = component["evidence"]["occurrences"].as_array().unwrap();
        assert!(
            !occurrences.is_empty() && occurrences.iter().all(|one| one["line"].as_u64() >= Some(1)),
            "{component}"
        );
    }
    let nginx = components.iter().find(|component| component["name"] == "docker.io/library/nginx").unwrap();
    assert!(
        nginx["purl"].as_str().unwrap().contains("repository_url=docker.io%2Flibrary%2Fnginx&tag=1.27.3"),
        "{nginx}"
    );
    assert_eq!(bom["compositions"][0]["aggregate"], "incomplete", "templates decide some of them");
}

#[test]
fn a_hostile_tree_is_listed_harmlessly() {
    let repository = Repository::new();
    let token = format!("ghp_{}", "16C7e42F292c6912E7710c838347Ae178B4a");
    repository
        .write(
            "compose.yaml",
            format!("services:\n  \"a\\e[2J##[x]\":\n    image: registry.example/{token}:1\n  b: {{ image: 'a b' }}\n"),
        )
        .write("torn.yaml", "apiVersion: v1\nkind: Pod\nspec: {\n");
    for arguments in ["", "--format json", "--format cyclonedx", "compose.yaml torn.yaml"] {
        let listed = images(repository.path(), arguments);
        assert!(!listed.contains(&token) && !listed.contains('\u{1b}') && !listed.contains("##["), "{listed}");
    }
    assert!(images(repository.path(), "").contains("unchecked: torn.yaml: "));
    let nothing = Repository::new();
    assert_eq!(images(nothing.path(), ""), "0 image references; 0 files\n");
}
