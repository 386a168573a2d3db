//! Stories of the policy: one clause of the contract each.

mod break_glass;
mod comments;
mod decide;
mod errors;
mod load;
mod others;
mod rules;
mod secrets;
mod show;

use std::sync::Arc;

use crate::finding::Finding;
use crate::policy::{Error, Policy, Scope, Sources};
use crate::rule::Rule;
use crate::scan::{Fingerprint, Judged, Origin, Stood};
use crate::source::memory::{Files, change_set};
use crate::text::{RepoPath, Side, Site, Span, Text};

/// The policy that these files make for `path`.
pub(super) fn load(files: &[(&str, &str)], path: &str) -> Result<Policy, Error> {
    load_with(files, path, Sources::default())
}

pub(super) fn load_with(files: &[(&str, &str)], path: &str, sources: Sources<'_>) -> Result<Policy, Error> {
    let files: Files = files.iter().map(|&(path, text)| (path.into(), text.as_bytes().to_vec())).collect();
    let tree = change_set(files, Files::new()).trees.base;
    let sources = Sources { tree: tree.as_deref(), ..sources };
    Policy::load(&sources, [RepoPath::from(path)].iter())
}

/// The policy of a root file.
pub(super) fn root(text: &str) -> Policy {
    load(&[(".portcullis.yaml", text)], "x.yaml").unwrap_or_else(|error| panic!("{}", error.report()))
}

/// What `config show` says but for where each value comes from.
pub(super) fn values(scope: &Scope) -> Vec<String> {
    let body = super::show::body(scope);
    body.split('\n').map(|line| line.split(" # ").next().unwrap_or(line).trim_end().to_owned()).collect()
}

/// The same finding, which the base had at the same place.
fn stood(judged: Judged) -> Judged {
    let stood = Stood { at: judged.finding.at.clone(), print: judged.print };
    Judged { origin: Origin::Existing, touched: false, stood: Some(stood), ..judged }
}

/// What is said about a root file that is wrong.
pub(super) fn report(text: &str) -> String {
    match load(&[(".portcullis.yaml", text)], "x.yaml") {
        Ok(_) => "no error".to_owned(),
        Err(error) => error.report(),
    }
}

/// A finding of `rule` at the byte `at` of a file with that name.
fn judged(rule: &'static Rule, path: &str, at: usize) -> Judged {
    let text = Text::new(Side::Head, path.into(), vec![b'\n'; at + 1]);
    judged_in(rule, &text, at)
}

fn judged_in(rule: &'static Rule, text: &Arc<Text>, at: usize) -> Judged {
    let finding = Finding::at(&Site::new(text, Span::new(at, at + 1)), format!("{} speaks", rule.name));
    let print = Fingerprint::of(&[rule.name.as_bytes(), text.path().as_bstr(), &at.to_le_bytes()]);
    Judged::new(rule, finding, Origin::Introduced, true, print)
}
