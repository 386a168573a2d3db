//! The image references of a tree: a table for people, JSON for scripts, a bill of materials for inventories.

mod cyclonedx;
mod purl;

use std::io;

use serde::Serialize;

use super::Options;
use super::model::Unchecked;
use super::tally::number;
use super::terminal;
use super::view::View;
use super::{clean, model};
use crate::inventory::{Answer, Inventory, Reference, Status};

/// The version of the JSON.
const SCHEMA: &str = "portcullis-images/1";

/// The widest column that others are aligned with: a longer text only moves its own row.
const WIDEST: usize = 100;

/// How much of a digest is shown to people: `sha256:` and twelve digits, as container tools do.
const SHORT_DIGEST: usize = 19;

/// How an inventory is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// A line for each reference, for people.
    Table,
    /// `portcullis-images/1`, for scripts.
    Json,
    /// CycloneDX 1.6, a bill of materials.
    CycloneDx,
}

/// Writes `inventory` to `out`. The same inventory gives the same bytes.
///
/// # Errors
/// What `out` fails with.
pub fn write(format: Format, inventory: &Inventory, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let view = View::new(&inventory.redactor);
    match format {
        Format::Table => table(&view, inventory, options, out),
        Format::Json => json(&serde_json::to_string_pretty(&Listing::new(&view, inventory))?, out),
        Format::CycloneDx => json(&serde_json::to_string_pretty(&cyclonedx::bom(&view, inventory))?, out),
    }
}

fn json(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(clean::json(text).as_bytes())?;
    out.write_all(b"\n")
}

fn table(view: &View, inventory: &Inventory, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let is_asked = inventory.references.iter().any(|reference| reference.registry.is_some());
    let mut rows = vec![heading(is_asked)];
    rows.extend(inventory.references.iter().map(|reference| row(view, reference, is_asked)));
    let widths = widths(&rows);
    if !inventory.references.is_empty() {
        for row in &rows {
            writeln!(out, "{}", clean::no_command(&aligned(row, &widths)))?;
        }
        writeln!(out)?;
    }
    terminal::unchecked(view, &inventory.unchecked, options, out)?;
    writeln!(out, "{}", counts(inventory))
}

fn heading(is_asked: bool) -> Vec<String> {
    let names = ["PLACE", "REFERENCE", "DIGEST", "STATUS"].into_iter().chain(is_asked.then_some("REGISTRY"));
    names.chain(["OWNER"]).map(str::to_owned).collect()
}

fn row(view: &View, reference: &Reference, is_asked: bool) -> Vec<String> {
    let digest = reference.digest.as_deref().map_or("-", |digest| digest.get(..SHORT_DIGEST).unwrap_or(digest));
    let mut row = vec![
        view.origin(&reference.at),
        view.prose(without_digest(reference)),
        digest.to_owned(),
        reference.status.name().to_owned(),
    ];
    row.extend(is_asked.then(|| reference.registry.map_or("-", Answer::name).to_owned()));
    row.push(view.prose(&reference.owner));
    row
}

/// The reference up to its digest, which has a column of its own.
fn without_digest(reference: &Reference) -> &str {
    let written = reference.written.as_str();
    let digest = reference.digest.as_deref().unwrap_or_default();
    written.strip_suffix(digest).and_then(|rest| rest.strip_suffix('@')).unwrap_or(written)
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).filter(|width| *width <= WIDEST).max().unwrap_or_default()
    };
    (0..rows.first().map_or(0, Vec::len)).map(width).collect()
}

fn aligned(row: &[String], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}"));
    cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

/// `9 image references: 3 pinned by digest, 4 by tag, 2 by a mutable tag; 12 files`.
fn counts(inventory: &Inventory) -> String {
    let named = |status| match status {
        Status::Pinned => "pinned by digest",
        Status::Tag => "by a fixed tag",
        Status::Mutable => "mutable",
        Status::Unknown => "set by a template or variable",
        Status::Placeholder => "to be replaced",
    };
    let parts: Vec<_> = inventory.counts().map(|(status, count)| format!("{count} {}", named(status))).collect();
    let all = number(inventory.references.len(), "image reference", "image references");
    let files = number(inventory.files, "file", "files");
    if parts.is_empty() { format!("{all}; {files}") } else { format!("{all}: {}; {files}", parts.join(", ")) }
}

/// An inventory as data. Keys may be added, none is renamed.
#[derive(Serialize)]
struct Listing {
    schema: &'static str,
    references: Vec<Listed>,
    counts: Counts,
    files: usize,
    unchecked: Vec<Unchecked>,
}

#[derive(Serialize)]
struct Listed {
    path: String,
    line: usize,
    column: usize,
    owner: String,
    reference: String,
    repository: Option<String>,
    tag: Option<String>,
    digest: Option<String>,
    status: &'static str,
    registry: Option<&'static str>,
}

#[derive(Default, Serialize)]
struct Counts {
    references: usize,
    pinned: usize,
    tag: usize,
    mutable: usize,
    unknown: usize,
    placeholder: usize,
}

impl Listing {
    fn new(view: &View, inventory: &Inventory) -> Self {
        Self {
            schema: SCHEMA,
            references: inventory.references.iter().map(|reference| Listed::new(view, reference)).collect(),
            counts: Counts::new(inventory),
            files: inventory.files,
            unchecked: inventory.unchecked.iter().map(|row| model::unchecked(view, row)).collect(),
        }
    }
}

impl Listed {
    fn new(view: &View, reference: &Reference) -> Self {
        let prose = |text: &Option<String>| text.as_ref().map(|text| view.prose(text));
        let start = view.range(&reference.at).start;
        Self {
            path: view.machine_path(reference.at.text.path()),
            line: start.line,
            column: start.column,
            owner: view.prose(&reference.owner),
            reference: view.prose(&reference.written),
            repository: prose(&reference.repository),
            tag: prose(&reference.tag),
            digest: reference.digest.clone(),
            status: reference.status.name(),
            registry: reference.registry.map(Answer::name),
        }
    }
}

impl Counts {
    fn new(inventory: &Inventory) -> Self {
        let mut counts = Self { references: inventory.references.len(), ..Self::default() };
        for (status, count) in inventory.counts() {
            *match status {
                Status::Pinned => &mut counts.pinned,
                Status::Tag => &mut counts.tag,
                Status::Mutable => &mut counts.mutable,
                Status::Unknown => &mut counts.unknown,
                Status::Placeholder => &mut counts.placeholder,
            } = count;
        }
        counts
    }
}
