//! What the documents claim: commands exist, links lead somewhere, policies are in order, each dependency has its reason.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use portcullis::policy;

use crate::architecture::{files, root};
use crate::registry::real::Store;

/// Every document that a person wrote or reads: its path from the root, and its text.
fn documents() -> Vec<(PathBuf, String)> {
    let here = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    let all = here.filter(|path| path.is_file()).chain(files(&root().join("docs")));
    let pages = all.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let read = |path: PathBuf| (path.strip_prefix(root()).unwrap().to_owned(), fs::read_to_string(path).unwrap());
    let mut documents: Vec<_> = pages.map(read).collect();
    documents.sort();
    assert!(documents.iter().any(|(path, _)| path == Path::new("docs/sources.md")), "{documents:?}");
    documents
}

/// The fenced blocks of a document: their language and their text.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("\n```") {
        let Some((language, body)) = after.split_once('\n') else { break };
        let Some((block, after)) = body.split_once("\n```") else { break };
        blocks.push((language, block));
        rest = after;
    }
    blocks
}

#[test]
fn policies_are_in_order() {
    let mut checked = 0;
    for (path, text) in documents() {
        for (_, policy) in blocks(&text).into_iter().filter(|(language, _)| *language == "yaml") {
            if policy.starts_with("version: 1\n") {
                let name = path.display().to_string();
                policy::check_file(&name, policy.as_bytes()).unwrap_or_else(|error| panic!("{}", error.report()));
                checked += 1;
            }
        }
    }
    assert!(checked >= 1, "the README shows a policy");
}

#[test]
fn options_exist() {
    let help = Command::new(env!("CARGO_BIN_EXE_portcullis")).args(["check", "--help"]).output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let others = ["--force", "--help", "--version"];
    for (path, text) in documents() {
        // A command ends with its line, with the code around it, or in a pipe; `\` leads to the next line.
        let text = text.replace("\\\n", " ");
        for call in text.split("portcullis check ").skip(1) {
            let call = call.split(['\n', '`', '|', ';', '\'']).next().unwrap_or_default();
            for word in call.split_ascii_whitespace().filter(|word| word.starts_with("--")) {
                let option = word.split('=').next().unwrap_or(word);
                assert!(help.contains(option) || others.contains(&option), "{}: {option} in {call}", path.display());
            }
        }
    }
}

#[test]
fn links_lead_somewhere() {
    for (path, text) in documents() {
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let inside = !file.is_empty() && !file.contains(':') && !file.contains(' ');
            let target = root().join(&path).with_file_name(file);
            assert!(!inside || target.exists(), "{}: {link}", path.display());
        }
    }
}

#[test]
fn each_dependency_has_its_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut named: Vec<String> = Vec::new();
    for section in manifest.split("\n[").filter(|section| section.split(']').next().unwrap().ends_with("dependencies"))
    {
        let lines = section.split('\n').skip(1).filter_map(|line| line.split_once(" = "));
        named.extend(lines.map(|(name, _)| name.to_owned()));
    }
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, table) = readme.split_once("## Dependencies").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let told: Vec<&str> = table.split('\n').filter_map(|line| line.strip_prefix("| ")?.split(" | ").next()).collect();
    let told = told.join(" ") + table.split_once("only:").unwrap().1;
    for name in &named {
        assert!(told.contains(&format!("`{name}`")), "the README does not say what `{name}` is for");
    }
    for name in told.split('`').skip(1).step_by(2) {
        assert!(named.iter().any(|known| known == name), "the README names `{name}`, which is no dependency");
    }
}

#[test]
fn the_first_command_is_the_one_that_is_shown() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let shown = readme.split_once("$ portcullis ").unwrap().1.split('\n').next().unwrap();
    assert!(readme.contains(&format!("cargo run --locked -- {shown}\n")), "{shown}");
}

/// The second sample of the README prints what the README shows. `...` stands for lines that are left out.
#[test]
fn the_sample_with_a_registry_prints_what_is_shown() {
    if Store::new().is_none() {
        return;
    }
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, after) = readme.split_once("```sh\ndemo/registry\n```\n").expect("the command");
    let (_, shown) = blocks(after)[0];
    // As long as the usual one, or the frames would be others.
    let port = (5501..9999).find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok()).expect("a port");
    let output = Command::new(root().join("demo/registry"))
        .arg(port.to_string())
        .env("PORTCULLIS", env!("CARGO_BIN_EXE_portcullis"))
        .env_remove("PORTCULLIS_OFFLINE")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap().replace(&format!("127.0.0.1:{port}/"), "127.0.0.1:5500/");
    assert_eq!(output.status.code(), Some(1), "{printed}{}", String::from_utf8_lossy(&output.stderr));
    let mut rest = printed.as_str();
    for part in shown.split("\n...\n") {
        let part = format!("{part}\n");
        rest = rest.split_once(&part).unwrap_or_else(|| panic!("not printed: {part}\nbut: {printed}")).1;
    }
    assert_eq!(rest, "", "the last line is shown");
}
