//! What a step leaves behind on the runner: outputs for later steps, a summary for people.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::scan::Fingerprint;

/// GitHub throws a longer summary away as a whole.
const SUMMARY_CAP: u64 = 1 << 20;

/// Appends `outputs` to the file that a runner reads them from. A value with a line break would be several, and is left out.
pub(super) fn write(path: &Path, outputs: &[(&str, &str)]) -> io::Result<()> {
    let mut text = String::new();
    for (name, value) in outputs.iter().filter(|(_, value)| !value.contains(['\n', '\r'])) {
        // What ends the value cannot stand in it, since it depends on all of it.
        let end = Fingerprint::of(&[b"output", name.as_bytes(), value.as_bytes()]);
        text.push_str(&format!("{name}<<{end}\n{value}\n{end}\n"));
    }
    append(path)?.write_all(text.as_bytes())
}

/// Appends `page` to the step's summary; where there is no room for all of it, `short`.
pub(super) fn summarise(path: &Path, page: &str, short: &str) -> io::Result<()> {
    let mut file = append(path)?;
    let room = SUMMARY_CAP.saturating_sub(file.metadata()?.len());
    match [page, short].into_iter().find(|text| text.len() as u64 <= room) {
        Some(text) => file.write_all(text.as_bytes()),
        None => Ok(()),
    }
}

fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).open(path)
}

#[cfg(test)]
mod tests {
    use super::{SUMMARY_CAP, summarise, write};
    use std::fs;

    #[test]
    fn a_value_is_one_value() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("output");
        fs::write(&path, "before=1\n").unwrap();
        write(&path, &[("verdict", "pass"), ("file", "a\nverdict=pass"), ("findings", "a<<b")]).unwrap();
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.split('\n').collect();
        assert_eq!(lines.len(), 8, "{text}");
        assert_eq!((lines[0], lines[2], lines[5]), ("before=1", "pass", "a<<b"));
        assert_eq!(lines[1], format!("verdict<<{}", lines[3]));
        assert_ne!(lines[3], lines[6]);
    }

    #[test]
    fn a_summary_that_has_no_room_is_short() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("summary");
        summarise(&path, "page\n", "short\n").unwrap();
        let room = usize::try_from(SUMMARY_CAP).unwrap() - 5;
        summarise(&path, &"x".repeat(room + 1), "short\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "page\nshort\n");
        fs::write(&path, "x".repeat(room + 5)).unwrap();
        summarise(&path, "page\n", "short\n").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().len(), SUMMARY_CAP);
    }
}
