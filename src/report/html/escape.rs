//! Text of a change inside HTML: nothing of it is markup, in an element or in a quoted attribute.

use crate::report::xml;

/// `text` between tags or inside of quotes. What XML escapes is all that HTML could take for markup.
pub(super) fn text(text: &str) -> String {
    xml::text(text)
}

/// A sentence, with what it names in backticks as code.
pub(super) fn prose(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len() + 32);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('`') {
        let Some((name, after)) = after.split_once('`') else { break };
        out.push_str(&text(before));
        out.push_str(&code(name));
        rest = after;
    }
    out.push_str(&text(rest));
    out
}

/// `name` as code.
pub(super) fn code(name: &str) -> String {
    format!("<code>{}</code>", text(name))
}

/// A path, its file's name apart from the directories.
pub(super) fn path(path: &str) -> String {
    let (directories, name) = path.rfind('/').map_or(("", path), |at| path.split_at(at + 1));
    format!("<span class=\"path\"><span>{}</span>{}</span>", text(directories), text(name))
}

#[cfg(test)]
mod tests {
    use super::{path, prose, text};

    #[test]
    fn nothing_of_a_stranger_is_markup() {
        assert_eq!(
            text("</script><img src=x onerror='a(\"b\")'> &lt;"),
            "&lt;/script&gt;&lt;img src=x onerror=&apos;a(&quot;b&quot;)&apos;&gt; &amp;lt;"
        );
        assert_eq!(prose("tag `<b>` of `a`"), "tag <code>&lt;b&gt;</code> of <code>a</code>");
        assert_eq!(prose("a ` <b>"), "a ` &lt;b&gt;");
        assert_eq!(path("a<b>/\"c\""), "<span class=\"path\"><span>a&lt;b&gt;/</span>&quot;c&quot;</span>");
    }
}
