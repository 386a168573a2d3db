//! The comments of a source text, found by a scanner that knows of each language no more than its comments and strings.

use memchr::memmem;

use crate::text::Span;

/// A way of writing comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// `#` at the start of a word.
    Hash,
    /// `#`, with here-documents and command substitution.
    Shell,
    /// `#`, with triple quotes: Python, TOML.
    Python,
    /// `#`, `//` and `/* */`, with here-documents and templates.
    Hcl,
    /// `//` and `/* */`.
    C,
    /// `//` and `/* */`, with template literals.
    JavaScript,
    /// `--` and `/* */`.
    Sql,
    /// `<!-- -->`.
    Xml,
    /// `<!-- -->` outside fenced code.
    Markdown,
    /// `--`, and the blocks of Lua and Haskell.
    Dashes,
    /// `;` and `#` at the start of a line.
    Ini,
    /// None at all.
    Json,
}

/// What a scanner knows of a language.
struct Syntax {
    /// What starts a comment that ends with its line.
    line: &'static [&'static [u8]],
    /// What starts and ends a comment.
    block: &'static [(&'static [u8], &'static [u8])],
    /// Strings; of two that start alike the longer first.
    strings: &'static [Quote],
    /// Whether `<<WORD` starts a here-document.
    heredocs: bool,
    /// Whether a backslash outside strings takes the next byte's meaning.
    escapes: bool,
}

struct Quote {
    open: &'static [u8],
    close: &'static [u8],
    /// Whether a backslash takes the next byte's meaning.
    escapes: bool,
    /// Whether it may hold line breaks.
    multiline: bool,
    /// What returns to code inside the string, and the bracket that ends that.
    splice: Option<(&'static [u8], u8)>,
}

const fn quote(mark: &'static [u8]) -> Quote {
    Quote { open: mark, close: mark, escapes: true, multiline: false, splice: None }
}

const fn raw(open: &'static [u8], close: &'static [u8]) -> Quote {
    Quote { open, close, escapes: false, multiline: true, splice: None }
}

const fn long(mark: &'static [u8]) -> Quote {
    Quote { multiline: true, ..quote(mark) }
}

const fn spliced(mark: &'static [u8], open: &'static [u8], close: u8) -> Quote {
    Quote { splice: Some((open, close)), ..long(mark) }
}

const PLAIN: Syntax = Syntax { line: &[], block: &[], strings: &[], heredocs: false, escapes: false };
const SLASHES: &[(&[u8], &[u8])] = &[(b"/*", b"*/")];
const TAGS: &[(&[u8], &[u8])] = &[(b"<!--", b"-->")];

static HASH: Syntax = Syntax { line: &[b"#"], strings: &[quote(b"\""), quote(b"'")], escapes: true, ..PLAIN };
static SHELL: Syntax = Syntax {
    line: &[b"#"],
    strings: &[Quote { open: b"$'", ..long(b"'") }, raw(b"'", b"'"), spliced(b"\"", b"$(", b')')],
    heredocs: true,
    escapes: true,
    ..PLAIN
};
static PYTHON: Syntax =
    Syntax { line: &[b"#"], strings: &[long(b"\"\"\""), long(b"'''"), quote(b"\""), quote(b"'")], ..PLAIN };
static HCL: Syntax =
    Syntax { line: &[b"#", b"//"], block: SLASHES, strings: &[spliced(b"\"", b"${", b'}')], heredocs: true, ..PLAIN };
static C: Syntax = Syntax {
    line: &[b"//"],
    block: SLASHES,
    strings: &[raw(b"r#\"", b"\"#"), long(b"\"\"\""), quote(b"\""), quote(b"'"), raw(b"`", b"`")],
    ..PLAIN
};
static JAVASCRIPT: Syntax = Syntax {
    line: &[b"//"],
    block: SLASHES,
    strings: &[quote(b"\""), quote(b"'"), spliced(b"`", b"${", b'}')],
    ..PLAIN
};
static SQL: Syntax = Syntax {
    line: &[b"--"],
    block: SLASHES,
    strings: &[Quote { open: b"E'", ..long(b"'") }, raw(b"'", b"'"), raw(b"\"", b"\"")],
    ..PLAIN
};
static XML: Syntax = Syntax { block: TAGS, strings: &[raw(b"<![CDATA[", b"]]>")], ..PLAIN };
static DASHES: Syntax = Syntax {
    line: &[b"--"],
    block: &[(b"--[[", b"]]"), (b"{-", b"-}")],
    strings: &[quote(b"\""), quote(b"'")],
    ..PLAIN
};

/// How deep strings and the code in them may nest before the scanner takes no further notice.
const MAX_DEPTH: usize = 256;

/// The comments in `bytes`, with what marks them and without the line end, in order.
#[must_use]
pub fn comments(language: Language, bytes: &[u8]) -> Vec<Span> {
    let syntax = match language {
        Language::Hash => &HASH,
        Language::Shell => &SHELL,
        Language::Python => &PYTHON,
        Language::Hcl => &HCL,
        Language::C => &C,
        Language::JavaScript => &JAVASCRIPT,
        Language::Sql => &SQL,
        Language::Xml => &XML,
        Language::Dashes => &DASHES,
        Language::Markdown => return outside_fences(bytes),
        Language::Ini => return leading(bytes),
        Language::Json => return Vec::new(),
    };
    let mut scanner = Scanner { syntax, bytes, at: 0, found: Vec::new(), open: Vec::new(), heredocs: Vec::new() };
    while scanner.at < bytes.len() {
        scanner.step();
    }
    scanner.found
}

struct Scanner<'a> {
    syntax: &'static Syntax,
    bytes: &'a [u8],
    at: usize,
    found: Vec<Span>,
    /// The strings around the code that is being read, each with the depth of brackets in that code.
    open: Vec<(&'static Quote, usize)>,
    /// The here-documents that start at the next line.
    heredocs: Vec<&'a [u8]>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a [u8] {
        &self.bytes[self.at..]
    }

    /// Reads one comment, string or other byte.
    fn step(&mut self) {
        let rest = self.rest();
        if let Some((open, close)) = self.syntax.block.iter().find(|(open, _)| rest.starts_with(open)) {
            let end = memmem::find(&rest[open.len()..], close).map(|at| open.len() + at + close.len());
            return self.comment(end.unwrap_or(rest.len()));
        }
        if self.syntax.line.iter().any(|mark| rest.starts_with(mark)) && self.is_at_word() {
            return self.comment(line_len(rest));
        }
        if let Some(quote) = self.syntax.strings.iter().find(|quote| quote.opens(rest)) {
            self.at += quote.open.len();
            return self.string(quote);
        }
        self.other(rest[0]);
    }

    /// A number sign inside a word is part of it.
    fn is_at_word(&self) -> bool {
        self.bytes[self.at] != b'#' || self.at == 0 || b" \t\r\n;&|()".contains(&self.bytes[self.at - 1])
    }

    fn comment(&mut self, len: usize) {
        self.found.push(Span::new(self.at, self.at + len));
        self.at += len;
    }

    /// Reads on in a string until it ends or code begins in it.
    fn string(&mut self, quote: &'static Quote) {
        while let Some(&byte) = self.bytes.get(self.at) {
            let rest = self.rest();
            if rest.starts_with(quote.close) {
                self.at += quote.close.len();
                return;
            }
            match quote.splice {
                Some((splice, _)) if rest.starts_with(splice) && self.open.len() < MAX_DEPTH => {
                    self.at += splice.len();
                    self.open.push((quote, 0));
                    return;
                }
                _ if byte == b'\\' && quote.escapes => self.at += 2,
                _ if byte == b'\n' && !quote.multiline => return,
                _ => self.at += 1,
            }
        }
        self.at = self.bytes.len();
    }

    fn other(&mut self, byte: u8) {
        self.at += 1;
        match byte {
            b'\\' if self.syntax.escapes => self.at = (self.at + 1).min(self.bytes.len()),
            b'<' if self.syntax.heredocs => self.heredoc(),
            b'\n' => self.skip_heredocs(),
            _ => self.bracket(byte),
        }
    }

    /// Goes back to the string around this code at the bracket that ends it.
    fn bracket(&mut self, byte: u8) {
        let Some((quote, depth)) = self.open.last_mut() else { return };
        let Some((splice, close)) = quote.splice else { return };
        if splice.last() == Some(&byte) {
            *depth += 1;
        } else if byte == close && *depth > 0 {
            *depth -= 1;
        } else if byte == close {
            let quote = *quote;
            self.open.pop();
            self.string(quote);
        }
    }

    /// Notes the word of a here-document after its first `<`.
    fn heredoc(&mut self) {
        let rest = self.rest();
        let Some(word) = rest.strip_prefix(b"<") else { return };
        if word.starts_with(b"<") {
            self.at += 2;
            return;
        }
        let word = trim_blanks(word.strip_prefix(b"-").unwrap_or(word));
        let word = word.strip_prefix(b"'").or_else(|| word.strip_prefix(b"\"")).unwrap_or(word);
        let len = word.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        if len == 0 || word[0].is_ascii_digit() {
            return;
        }
        self.heredocs.push(&word[..len]);
        let is_quoted = matches!(word.get(len), Some(b'\'' | b'"'));
        self.at += rest.len() - word.len() + len + usize::from(is_quoted);
    }

    fn skip_heredocs(&mut self) {
        for word in std::mem::take(&mut self.heredocs) {
            while self.at < self.bytes.len() {
                let rest = self.rest();
                let line = &rest[..line_len(rest)];
                self.at =
                    (self.at + memchr::memchr(b'\n', rest).map_or(rest.len(), |feed| feed + 1)).min(self.bytes.len());
                if line.trim_ascii() == word {
                    break;
                }
            }
        }
    }
}

impl Quote {
    /// Whether a string starts at `rest`. One that cannot leave its line must end on it, or the mark is an apostrophe.
    fn opens(&self, rest: &[u8]) -> bool {
        let Some(inner) = rest.strip_prefix(self.open) else { return false };
        self.multiline || memchr::memchr2(self.close[0], b'\n', inner).is_some_and(|at| inner[at] == self.close[0])
    }
}

fn trim_blanks(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.iter().take_while(|byte| b" \t".contains(byte)).count()..]
}

/// The bytes before the line end.
fn line_len(bytes: &[u8]) -> usize {
    let len = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    len - usize::from(len > 0 && bytes[len - 1] == b'\r')
}

/// The lines of `bytes` without their line feeds.
fn lines(bytes: &[u8]) -> impl Iterator<Item = Span> + '_ {
    let ends = memchr::memchr_iter(b'\n', bytes).chain(std::iter::once(bytes.len()));
    ends.scan(0, |start, end| Some(Span::new(std::mem::replace(start, end + 1), end)))
}

/// Lines that start with `;` or `#`.
fn leading(bytes: &[u8]) -> Vec<Span> {
    let comment = |line: Span| {
        let text = bytes[line.range()].trim_ascii_start();
        let start = line.end - text.len();
        matches!(text.first(), Some(b';' | b'#')).then(|| Span::new(start, start + text.trim_ascii_end().len()))
    };
    lines(bytes).filter_map(comment).collect()
}

/// The comments of a Markdown text. What stands between fences is shown, not meant (CommonMark, 4.5).
fn outside_fences(bytes: &[u8]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut fence: Option<(u8, usize)> = None;
    let mut done = 0;
    for line in lines(bytes) {
        let from = line.start.max(done);
        if from == line.start {
            let was_open = fence.is_some();
            fence = fence_after(fence, bytes[line.range()].trim_ascii());
            if was_open || fence.is_some() {
                continue;
            }
        }
        done = from;
        while let Some(open) = memmem::find(bytes.get(done..line.end).unwrap_or_default(), b"<!--") {
            let start = done + open;
            done = memmem::find(&bytes[start + 4..], b"-->").map_or(bytes.len(), |len| start + len + 7);
            found.push(Span::new(start, done));
        }
    }
    found
}

/// The fence that is open after `line`, of which mark and how wide.
fn fence_after(fence: Option<(u8, usize)>, line: &[u8]) -> Option<(u8, usize)> {
    let mark = line.first().copied().unwrap_or_default();
    let width = line.iter().take_while(|&&byte| byte == mark).count();
    match fence {
        Some((open, least)) if mark == open && width >= least && width == line.len() => None,
        Some(open) => Some(open),
        None => (width >= 3 && b"`~".contains(&mark)).then_some((mark, width)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop_oneof, proptest};

    use super::{Language, comments};

    const ALL: [Language; 12] = [
        Language::Hash,
        Language::Shell,
        Language::Python,
        Language::Hcl,
        Language::C,
        Language::JavaScript,
        Language::Sql,
        Language::Xml,
        Language::Markdown,
        Language::Dashes,
        Language::Ini,
        Language::Json,
    ];

    fn found(language: Language, text: &str) -> Vec<&str> {
        comments(language, text.as_bytes()).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn a_number_sign_starts_a_comment_only_at_a_word() {
        assert_eq!(found(Language::Hash, "a = 'x # y' # z\r\nb#c\n\\# d\n# e"), ["# z", "# e"]);
        assert_eq!(found(Language::Hash, "it's # one\n"), ["# one"]);
    }

    #[test]
    fn shell_strings_substitutions_and_here_documents() {
        assert_eq!(found(Language::Shell, "echo 'a\n# b' \"$# c\" ${#d} # e"), ["# e"]);
        assert_eq!(found(Language::Shell, "a=\"$(f \"x # y\" # z\n)# no\" # yes"), ["# z", "# yes"]);
        assert_eq!(found(Language::Shell, "cat <<-'END' # a\n# b\n\tEND\n# c"), ["# a", "# c"]);
        assert_eq!(found(Language::Shell, "cat <<A <<B\n# b\nA\n# c\nB\ncat <<< x # d"), ["# d"]);
        assert_eq!(found(Language::Shell, "echo $'it\\'s # a' # b"), ["# b"]);
    }

    #[test]
    fn python_docstrings_are_no_comments() {
        assert_eq!(found(Language::Python, "'''\n# a\n''' # b\nx = \"\" # c"), ["# b", "# c"]);
    }

    #[test]
    fn slashes_outside_strings() {
        assert_eq!(found(Language::C, "a = \"// b\"; // c\n/* d\n// e */ f"), ["// c", "/* d\n// e */"]);
        assert_eq!(found(Language::C, "fn f<'a>() {} // a\nlet r = r#\"\"// b\"#; // c"), ["// a", "// c"]);
        assert_eq!(found(Language::JavaScript, "`a // ${b /* c */ + `// ${d}`} // e` // f"), ["/* c */", "// f"]);
    }

    #[test]
    fn hcl_templates_and_here_documents() {
        assert_eq!(
            found(Language::Hcl, "a = \"http://b${c(\"# d\")}\" # e\nx = <<EOT\n# f\nEOT\n// g"),
            ["# e", "// g"]
        );
    }

    #[test]
    fn sql_markup_lua_and_ini() {
        assert_eq!(found(Language::Sql, "select '-- a''-- b' -- c\n/* d */"), ["-- c", "/* d */"]);
        assert_eq!(found(Language::Xml, "<![CDATA[<!-- a -->]]><!-- b\n--> -- c"), ["<!-- b\n-->"]);
        assert_eq!(found(Language::Dashes, "a --[[ b\n]] c -- d"), ["--[[ b\n]]", "-- d"]);
        assert_eq!(found(Language::Ini, "a = b ; c\n  ; d \r\n# e"), ["; d", "# e"]);
        assert_eq!(found(Language::Json, "// a\n# b"), [""; 0]);
    }

    #[test]
    fn what_markdown_shows_in_a_fence_is_not_meant() {
        let text = "<!-- a -->\n````md\n<!-- b -->\n```\n````\nx <!-- c\nd --> <!-- e -->\n";
        assert_eq!(found(Language::Markdown, text), ["<!-- a -->", "<!-- c\nd -->", "<!-- e -->"]);
    }

    #[test]
    fn many_openings_are_one_pass() {
        let start = std::time::Instant::now();
        for opening in ["\"$(", "`${", "<<A ", "<!--", "/*", "'", "\"", "{-", "```\n", "<<A\n", "x'", "<!-- -->"] {
            let text = opening.repeat(100_000 / opening.len());
            for language in ALL {
                assert!(comments(language, text.as_bytes()).len() <= text.len());
            }
        }
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    proptest! {
        #[test]
        fn spans_are_ordered_and_inside(bytes in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..200),
            "[#/*'\"`$(){}<!> \n\\\\A-]{0,200}".prop_map(String::into_bytes),
        ]) {
            for language in ALL {
                let mut last = 0;
                for span in comments(language, &bytes) {
                    assert!(last <= span.start && span.start < span.end && span.end <= bytes.len());
                    last = span.end;
                }
            }
        }
    }
}
