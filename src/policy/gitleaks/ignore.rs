//! `.gitleaksignore`: findings that are waived, each by file, rule and line.

use std::collections::BTreeMap;

use bstr::{BStr, BString, ByteSlice};

use super::{Unhonoured, covers};
use crate::policy::error::Source;
use crate::text::RepoPath;

/// The entries of a list.
#[derive(Clone, Debug, Default)]
pub(in crate::policy) struct Ignore {
    /// By file and line: the ids of rules, each with the line of its entry.
    entries: BTreeMap<(RepoPath, usize), Vec<(String, usize)>>,
}

impl Ignore {
    /// Reads `file:rule:line` and `commit:file:rule:line`, one to a line, and says which lines are neither.
    pub(in crate::policy) fn read(source: &Source) -> (Self, Vec<Unhonoured>) {
        let mut ignore = Self::default();
        let mut unhonoured = Vec::new();
        for (index, line) in source.text.bytes().split(|byte| *byte == b'\n').enumerate() {
            let line = line.strip_prefix(crate::text::BOM).unwrap_or(line).trim_ascii();
            if line.is_empty() || line.starts_with(b"#") {
                continue;
            }
            match entry(line.as_bstr()) {
                Some((path, rule, at)) => {
                    ignore.entries.entry((path, at)).or_default().push((rule, index + 1));
                }
                None => unhonoured.push(Unhonoured {
                    file: source.name.clone(),
                    line: index + 1,
                    what: "this is neither `file:rule:line` nor `commit:file:rule:line`".to_owned(),
                }),
            }
        }
        (ignore, unhonoured)
    }

    /// The line of the entry that waives a finding of `rule` (`secret/github-pat`) at a line of a file. Commits are not compared:
    /// the change will have another one.
    pub(in crate::policy) fn covers(&self, rule: &str, path: &RepoPath, line: usize) -> Option<usize> {
        if self.entries.is_empty() {
            return None;
        }
        let entries = self.entries.get(&(path.clone(), line))?;
        entries.iter().find(|(id, _)| covers(id, rule)).map(|(_, line)| *line)
    }

    /// How many there are.
    pub(in crate::policy) fn len(&self) -> usize {
        self.entries.values().map(Vec::len).sum()
    }
}

fn entry(line: &BStr) -> Option<(RepoPath, String, usize)> {
    let parts: Vec<&[u8]> = line.split_str(":").collect();
    let (file, rule, at) = match parts[..] {
        [file, rule, at] | [_, file, rule, at] => (file, rule, at),
        _ => return None,
    };
    let path: BString = file.replace("\\", "/").into();
    let at = at.to_str().ok()?.parse().ok()?;
    (!path.is_empty() && !rule.is_empty()).then(|| (RepoPath::new(path), rule.to_str_lossy().into_owned(), at))
}

#[cfg(test)]
mod tests {
    use super::Ignore;
    use crate::policy::error::Source;

    fn read(text: &str) -> (Ignore, Vec<usize>) {
        let (ignore, unhonoured) = Ignore::read(&Source::new(
            ".gitleaksignore".to_owned(),
            ".gitleaksignore".into(),
            text.as_bytes().to_vec(),
        ));
        (ignore, unhonoured.into_iter().map(|one| one.line).collect())
    }

    #[test]
    fn an_entry_is_a_file_a_rule_and_a_line() {
        let (ignore, _) = read("\u{feff}# old ones\r\nsrc/a.py:github-pat:12\r\n\r\n");
        let covers = |rule, path: &str, line| ignore.covers(rule, &path.into(), line);
        assert_eq!(covers("secret/github-pat", "src/a.py", 12), Some(2));
        assert_eq!(covers("secret/github-pat", "src/a.py", 13), None);
        assert_eq!(covers("secret/github-oauth", "src/a.py", 12), None);
        assert_eq!(covers("secret/github-pat", "src/b.py", 12), None);
    }

    #[test]
    fn a_commit_may_stand_before_it_and_backslashes_are_slashes() {
        let (ignore, unhonoured) = read("cafe0123:src\\x\\a.py:generic-api-key:1\nsrc/x/a.py:jwt:1\n");
        assert_eq!(ignore.covers("secret/generic", &"src/x/a.py".into(), 1), Some(1));
        assert_eq!(ignore.covers("secret/jwt", &"src/x/a.py".into(), 1), Some(2));
        assert_eq!((ignore.len(), unhonoured.len()), (2, 0));
    }

    #[test]
    fn what_is_no_entry_is_told() {
        let (ignore, unhonoured) = read("a.py\na.py:jwt:one\na:b:c:d:1\n:jwt:1\na.py:jwt:1");
        assert_eq!((ignore.len(), unhonoured), (1, vec![1, 2, 3, 4]));
    }
}
