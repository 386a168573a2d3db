//! The model as JSON, which scripts read.

use std::io;

use super::clean;
use super::model;
use super::view::View;
use crate::policy::Verdict;

pub(super) fn write(view: &View, verdict: &Verdict, out: &mut dyn io::Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(&model::of(view, verdict))?;
    out.write_all(clean::json(&text).as_bytes())?;
    out.write_all(b"\n")
}
