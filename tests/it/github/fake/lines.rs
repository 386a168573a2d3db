//! Which lines of a change can be commented on: those of its hunks, as GitHub shows them.

use super::git::range;

/// A hunk: lines of the base, lines of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hunk {
    left: (usize, usize),
    right: (usize, usize),
}

/// Why a comment can have no place on `patch`; nothing where it can.
pub(crate) fn fault(
    patch: Option<&str>,
    side: &str,
    start: Option<(usize, &str)>,
    line: usize,
) -> Option<&'static str> {
    let Some(patch) = patch else { return Some("Pull request review thread diff hunk can't be blank") };
    let hunks = hunks(patch);
    let Some(end) = find(&hunks, side, line) else {
        return Some("Pull request review thread line must be part of the diff");
    };
    let (first, start_side) = start?;
    if start_side == side && first >= line {
        return Some("Pull request review thread start line must precede the end line.");
    }
    match find(&hunks, start_side, first) {
        None => Some("Pull request review thread start line must be part of the diff"),
        Some(begin) if begin != end => {
            Some("Pull request review thread start line must be part of the same hunk as the line.")
        }
        Some(_) => None,
    }
}

fn find(hunks: &[Hunk], side: &str, line: usize) -> Option<usize> {
    hunks.iter().position(|hunk| {
        let (first, count) = if side == "LEFT" { hunk.left } else { hunk.right };
        line >= first && line < first + count
    })
}

fn hunks(patch: &str) -> Vec<Hunk> {
    let head = |line: &str| {
        let (ranges, _) = line.strip_prefix("@@ -")?.split_once(" @@")?;
        let (left, right) = ranges.split_once(" +")?;
        Some(Hunk { left: range(left), right: range(right) })
    };
    // A line of a file starts with a space, `+` or `-`.
    patch.split('\n').filter_map(head).collect()
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn a_line_is_in_a_hunk_or_refused() {
        let patch = "@@ -1,2 +1,3 @@\n a\n+b\n c\n@@ -9 +10,2 @@ x\n-y\n+z\n+@@ -1,99 +1,99 @@";
        assert_eq!(fault(Some(patch), "RIGHT", None, 3), None);
        assert_eq!(fault(Some(patch), "RIGHT", Some((10, "RIGHT")), 11), None);
        for (side, start, line, says) in [
            ("RIGHT", None, 4, "line must be part of the diff"),
            ("LEFT", None, 3, "line must be part of the diff"),
            ("RIGHT", Some((3, "RIGHT")), 10, "same hunk"),
            ("RIGHT", Some((2, "RIGHT")), 2, "must precede"),
            ("RIGHT", Some((5, "RIGHT")), 10, "start line must be part of the diff"),
        ] {
            assert!(fault(Some(patch), side, start, line).unwrap().contains(says), "{side} {line}");
        }
        assert!(fault(None, "RIGHT", None, 1).unwrap().contains("blank"));
    }
}
