//! Text of a change inside Markdown: nothing of it is markup, mentions anybody or leads anywhere.

use std::borrow::Cow;

/// Breaks what GitHub links after Markdown was read: `@user`, `#12`, `GH-12`, `www.`, `https://`. A blank of no width, as an entity.
const BREAK: &str = "&#8203;";

/// What opens a comment of HTML.
const COMMENT: &str = "<!--";

/// `text` on one line, with what it names in backticks as code.
pub(crate) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((name, after)) = after.split_once('`') else { break };
        plain(&mut out, before);
        out.push_str(&code(name));
        rest = after;
    }
    plain(&mut out, rest);
    out
}

/// `text` as code on one line, whatever backticks it holds.
pub(crate) fn code(text: &str) -> String {
    if text.trim().is_empty() {
        return "(blank)".to_owned();
    }
    let fence = "`".repeat(longest_run(text) + 1);
    // A blank beside the fence is taken away again; without it a backtick would become part of the fence.
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", no_comment(&text.replace(['\n', '\r'], " ")))
}

/// Lines of code in a fence that nothing in them can close.
pub(crate) fn fenced(language: &str, lines: &str) -> String {
    let fence = "`".repeat(longest_run(lines).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", no_comment(lines.trim_end_matches('\n')))
}

/// Code in which nothing can be taken for a comment of HTML: what the gate hides in one is nobody else's to write.
fn no_comment(code: &str) -> Cow<'_, str> {
    if code.contains(COMMENT) { Cow::Owned(code.replace(COMMENT, "<\u{2060}!--")) } else { Cow::Borrowed(code) }
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

fn plain(out: &mut String, text: &str) {
    for (at, c) in text.char_indices() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' => out.extend(["@", BREAK]),
            '#' => out.extend(["\\#", BREAK]),
            ':' if text[at..].starts_with("://") => out.extend([":", BREAK]),
            '.' if ends_with(&text[..at], "www") => out.extend([BREAK, "."]),
            '-' if ends_with(&text[..at], "gh") => out.extend([BREAK, "\\-"]),
            '\n' | '\r' => out.push(' '),
            // CommonMark lets any of these be escaped; those that mean nothing in a sentence stay readable.
            '.' | ',' | ';' | ':' | '\'' | '"' | '/' | '%' | '?' | '=' => out.push(c),
            c if c.is_ascii_punctuation() => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
}

fn ends_with(text: &str, word: &str) -> bool {
    text.len().checked_sub(word.len()).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{code, fenced, text};

    #[test]
    fn nothing_of_a_stranger_is_markup() {
        let cases = [
            ("ping @octocat", "ping @&#8203;octocat"),
            ("see #12", "see \\#&#8203;12"),
            ("<!-- portcullis:v1 id=x -->", "&lt;\\!\\-\\- portcullis:v1 id=x \\-\\-&gt;"),
            ("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
            ("[a](https://example.org)", "\\[a\\]\\(https:&#8203;//example.org\\)"),
            ("www.example.org", "www&#8203;.example.org"),
            ("GH-12", "GH&#8203;\\-12"),
            ("a | b", "a \\| b"),
            ("*b* _i_ ~s~ $m$", "\\*b\\* \\_i\\_ \\~s\\~ \\$m\\$"),
            ("a\n# b", "a \\#&#8203; b"),
            ("&lt;", "&amp;lt;"),
            ("a ` b", "a \\` b"),
        ];
        for (from, to) in cases {
            assert_eq!(text(from), to);
        }
    }

    #[test]
    fn names_are_code_and_cannot_leave_it() {
        assert_eq!(text("tag `latest` of `a@b`"), "tag `latest` of `a@b`");
        assert_eq!(text("`a``b` @x"), "`a``b` @&#8203;x");
        assert_eq!(text("``` <b> ```"), "(blank)`  <b>  `(blank)");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code(" "), "(blank)");
        assert_eq!(code("<!-- x -->"), "`<\u{2060}!-- x -->`");
    }

    #[test]
    fn a_fence_is_longer_than_any_in_it() {
        assert_eq!(fenced("diff", "```\nx\n"), "````diff\n```\nx\n````\n");
        assert_eq!(fenced("", "<!--"), "```\n<\u{2060}!--\n```\n");
    }
}
