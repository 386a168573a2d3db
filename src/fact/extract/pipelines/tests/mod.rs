//! Small pipelines of every system: their scripts, each byte at its place, and their graphs.

mod github;
mod gitlab;
mod hostile;
mod jenkins;
mod others;

use std::sync::Arc;

use super::{Read, read_jenkins};
use crate::document::yaml;
use crate::fact::extract::contents::{Contents, Runs};
use crate::fact::extract::embedded::Alone;
use crate::fact::extract::format::{self, Name};
use crate::fact::{Job, Used};
use crate::text::{Side, Text};

fn text(path: &str, source: impl AsRef<[u8]>) -> Arc<Text> {
    Text::new(Side::Head, path.into(), source.as_ref().to_vec())
}

fn read_at(path: &str, source: impl AsRef<[u8]>) -> Read {
    let text = text(path, source);
    if path.ends_with(".yml") || path.ends_with(".yaml") || path.ends_with(".json") {
        let yaml = yaml::parse(&text);
        Contents::read(&yaml, &Name::new(text.path(), None), Runs::Pipelines, &Alone).pipelines.close()
    } else {
        let is_jenkins = format::text::of(text.path(), text.bytes()) == Some(format::text::TextFormat::Jenkins);
        if is_jenkins { read_jenkins(&text, true) } else { Read::default() }
    }
}

/// Each script as `owner: text`. Every letter and digit of its text stands where it says that it does.
fn scripts(path: &str, source: &str) -> Vec<String> {
    let read = read_at(path, source);
    let shown = read.scripts.iter().map(|script| {
        let bytes = script.text.bytes();
        for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric()) {
            let place = script.text.span(at..at + 1);
            assert_eq!(&source.as_bytes()[place.range()], &[*byte], "{source}: byte {at} of {}", script.owner);
        }
        format!("{}: {}", script.owner, String::from_utf8_lossy(bytes).trim_end())
    });
    shown.collect()
}

/// Each job as `name Purpose < what it waits for`, with what is said about it, and each pipeline on its own.
fn graph(path: &str, source: &str) -> Vec<String> {
    read_at(path, source).pipelines.iter().flat_map(|pipeline| pipeline.jobs.iter().map(job)).collect()
}

fn job(job: &Job) -> String {
    let mut line = format!("{} {:?}", job.name, job.purpose);
    if !job.waits_for.is_empty() {
        line.push_str(&format!(" < {}", job.waits_for.join(" ")));
    }
    let site = |site: &crate::text::Site| String::from_utf8_lossy(site.bytes()).into_owned();
    let said = [("never", &job.never), ("may fail", &job.may_fail), ("manual", &job.manual)];
    for (what, place) in said {
        line.extend(place.as_ref().map(|place| format!("; {what}: {}", site(place))));
    }
    line.extend(job.environment.as_ref().map(|name| format!("; in {name}")));
    line
}

/// Each step as `name Purpose` with what is said about it.
fn steps(path: &str, source: &str) -> Vec<String> {
    let read = read_at(path, source);
    let site = |site: &crate::text::Site| String::from_utf8_lossy(site.bytes()).into_owned();
    let steps = read.pipelines.iter().flat_map(|pipeline| &pipeline.jobs).flat_map(|job| &job.steps);
    let shown = steps.map(|step| {
        let mut line = format!("{} {:?}", step.name, step.purpose);
        for (what, place) in [("never", &step.never), ("may fail", &step.may_fail), ("pushes", &step.pushes)] {
            line.extend(place.as_ref().map(|place| format!("; {what}: {}", site(place))));
        }
        line.extend(step.condition.as_ref().map(|part| format!("; if {}", part.text)));
        line
    });
    shown.collect()
}

/// Each use as `owner: what # comment`.
fn uses(path: &str, source: &str) -> Vec<String> {
    let shown = |uses: &crate::fact::Uses| {
        let what = match &uses.what {
            Used::Local(path) => format!("local {path}"),
            Used::Docker(image) => format!("docker {image}"),
            Used::Remote { repository, path, version } => {
                let version = version.as_ref().map(|part| {
                    assert_eq!(part.site.bytes(), part.text.as_bytes());
                    part.text.clone()
                });
                format!("{repository} [{path}] {version:?}")
            }
        };
        let comment = uses.comment.as_ref().map(|part| format!(" # {}", part.text)).unwrap_or_default();
        format!("{}: {what}{comment}", uses.owner)
    };
    read_at(path, source).uses.iter().map(shown).collect()
}
