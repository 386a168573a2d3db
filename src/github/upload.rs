//! Brings the findings to code scanning, and waits until GitHub has taken them in.

use std::cmp::Reverse;
use std::io::{self, Write};
use std::thread::sleep;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Deserialize;
use serde_json::{Value, json};

use super::commit::CommitId;
use crate::net::github::{Client, Error};

/// A longer file, compressed, is refused (GitHub's "SARIF support for code scanning").
const CAP: usize = 10_000_000;

/// How long to wait before each question whether GitHub is done, in seconds.
const WAITS: [u64; 6] = [1, 3, 6, 12, 20, 30];

/// Where findings go.
pub(super) struct Upload<'a> {
    pub(super) client: &'a Client,
    /// `owner/name`.
    pub(super) repository: &'a str,
    /// The commit whose lines they count.
    pub(super) commit: &'a CommitId,
    /// What leads to it: `refs/pull/1/merge`, `refs/heads/main`.
    pub(super) reference: &'a str,
}

/// What was sent.
#[derive(Debug)]
pub(super) struct Sent {
    /// By which GitHub knows it.
    id: Option<String>,
    /// How many results had no room.
    pub(super) left_out: usize,
}

/// What GitHub made of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// Its alerts are there.
    Complete,
    /// GitHub is still at it, or does not say.
    Pending,
    /// It took none of it, for these reasons.
    Failed(Vec<String>),
}

#[derive(Deserialize)]
struct Receipt {
    #[serde(default)]
    id: Option<String>,
}

#[derive(Deserialize)]
struct Progress {
    #[serde(default)]
    processing_status: Option<String>,
    #[serde(default)]
    errors: Option<Vec<String>>,
}

impl Upload<'_> {
    /// Sends the file `sarif`.
    ///
    /// # Errors
    /// What GitHub refused, or that it did not answer.
    pub(super) fn send(&self, sarif: &[u8]) -> Result<Sent, Error> {
        let unwritable = |error: io::Error| Error::Setup(format!("the SARIF file cannot be compressed: {error}"));
        let (packed, left_out) = pack(sarif, CAP).map_err(unwritable)?;
        let body = json!({
            "commit_sha": self.commit.as_str(),
            "ref": self.reference,
            "sarif": STANDARD.encode(packed),
            "tool_name": "Portcullis",
        });
        let route = format!("/repos/{}/code-scanning/sarifs", self.repository);
        let receipt: Receipt = self.client.post(&route, &body)?;
        Ok(Sent { id: receipt.id, left_out })
    }

    /// Waits until GitHub has taken it in, or until `patience` is over.
    pub(super) fn settle(&self, sent: &Sent, patience: Duration) -> Result<Settled, Error> {
        let Some(id) = &sent.id else { return Ok(Settled::Pending) };
        let id = crate::net::github::segment(id);
        let ends = Instant::now() + patience;
        for wait in WAITS.map(Duration::from_secs) {
            if Instant::now() + wait > ends {
                break;
            }
            sleep(wait);
            let route = format!("/repos/{}/code-scanning/sarifs/{id}", self.repository);
            let progress: Progress = match self.client.get(&route) {
                Ok(progress) => progress,
                // What was sent a moment ago need not be found at once.
                Err(Error::Denied { status: 404, .. }) => continue,
                Err(error) => return Err(error),
            };
            match progress.processing_status.as_deref() {
                Some("complete") => return Ok(Settled::Complete),
                Some("failed") => return Ok(Settled::Failed(progress.errors.unwrap_or_default())),
                _ => {}
            }
        }
        Ok(Settled::Pending)
    }
}

/// What to do where code scanning takes nothing.
pub(super) fn advice(error: &Error) -> String {
    let what = match error {
        Error::Denied { .. } => {
            "give the job `security-events: write` and enable code scanning (a private repository needs GitHub Code Security), \
             or say `--no-upload` (`upload-sarif: false` with the action)"
        }
        Error::Status { status: 413, .. } => "exclude some paths in the policy",
        _ => "the next run tries again",
    };
    format!("code scanning did not receive the findings: {error}; {what}")
}

/// `sarif` compressed to `cap` bytes at most, and how many of its results had to be left out for that: the least severe.
fn pack(sarif: &[u8], cap: usize) -> io::Result<(Vec<u8>, usize)> {
    let packed = gzip(sarif)?;
    if packed.len() <= cap {
        return Ok((packed, 0));
    }
    let mut log: Value = serde_json::from_slice(sarif)?;
    let Some(all) = log.pointer_mut("/runs/0/results").map(Value::take) else { return Ok((packed, 0)) };
    let Value::Array(all) = all else { return Ok((packed, 0)) };
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&at| Reverse(weight(&all[at])));
    let (mut kept, mut size) = (all.len(), packed.len());
    loop {
        // A tenth less than what would do if all were of one size; at least one goes each time.
        kept = (kept * cap / size * 9 / 10).min(kept.saturating_sub(1));
        let mut chosen = order[..kept].to_vec();
        chosen.sort_unstable();
        log["runs"][0]["results"] = chosen.iter().map(|&at| all[at].clone()).collect();
        let packed = gzip(&serde_json::to_vec(&log)?)?;
        if packed.len() <= cap || kept == 0 {
            return Ok((packed, all.len() - kept));
        }
        size = packed.len();
    }
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// How much a result matters, from 0 to 100.
fn weight(result: &Value) -> u8 {
    result["rank"].as_f64().unwrap_or_default() as u8
}

#[cfg(test)]
mod tests {
    use super::{gzip, pack};
    use serde_json::{Value, json};
    use std::io::Read;

    fn unpacked(bytes: &[u8]) -> Value {
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(bytes).read_to_end(&mut text).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// Results that compress badly: each has a text that no other has.
    fn sarif(results: usize) -> Vec<u8> {
        let result = |at: usize| {
            let text: String =
                (0..20).map(|part| crate::scan::Fingerprint::of(&[&[at as u8, part]]).to_string()).collect();
            json!({ "rank": if at.is_multiple_of(2) { 30.0 } else { 95.0 }, "message": { "text": text } })
        };
        let results: Vec<Value> = (0..results).map(result).collect();
        json!({ "runs": [{ "results": results }] }).to_string().into_bytes()
    }

    #[test]
    fn what_fits_stays_as_it_is() {
        let sarif = sarif(3);
        let (packed, left_out) = pack(&sarif, 100_000).unwrap();
        assert_eq!((left_out, unpacked(&packed)), (0, serde_json::from_slice(&sarif).unwrap()));
    }

    #[test]
    fn the_least_severe_go_first() {
        let sarif = sarif(100);
        let cap = gzip(&sarif).unwrap().len() * 2 / 3;
        let (packed, left_out) = pack(&sarif, cap).unwrap();
        let results = unpacked(&packed)["runs"][0]["results"].as_array().unwrap().clone();
        assert!(packed.len() <= cap && (34..=60).contains(&left_out), "{left_out}");
        assert_eq!(results.len(), 100 - left_out);
        let grave = results.iter().filter(|result| result["rank"] == 95.0).count();
        assert_eq!(grave, 50.min(results.len()));
    }

    #[test]
    fn it_comes_to_an_end_whatever_the_bound() {
        let (packed, left_out) = pack(&sarif(20), 1).unwrap();
        assert_eq!((left_out, unpacked(&packed)["runs"][0]["results"].clone()), (20, json!([])));
        assert_eq!(pack(b"[]", 1).unwrap().1, 0);
        assert!(pack(b"no json at all", 1).is_err());
    }
}
