//! The blocks and attributes of a text in HCL, by a scan that knows no more of it than its strings, comments and brackets. Reading never
//! fails.

use crate::document::Passage;
use crate::fact::extract::scripts::lines::{self, Lines};
use crate::fact::extract::scripts::quoted::{self, Style};
use crate::text::Span;

/// What a file says.
pub(super) struct Tree<'a> {
    pub(super) file: &'a [u8],
    /// The file itself, then its blocks and objects: what holds others stands before them.
    pub(super) blocks: Vec<Block>,
    /// In the order of the file.
    pub(super) attributes: Vec<Attribute>,
}

/// `kind "label" { … }`, or the object `{ … }` that an attribute is, or holds.
#[derive(Default)]
pub(super) struct Block {
    pub(super) parent: Option<usize>,
    /// The outermost block around it, and the innermost one that is no object; itself, where it is that.
    pub(super) root: usize,
    pub(super) holder: usize,
    /// Its kind, or the attribute's name.
    pub(super) kind: Span,
    pub(super) labels: Vec<Passage>,
    pub(super) is_object: bool,
}

/// `key = …`.
#[derive(Default)]
pub(super) struct Attribute {
    /// The block that it stands in.
    pub(super) block: usize,
    pub(super) key: Span,
    /// The strings in what it is assigned, but for those in objects.
    pub(super) strings: Vec<Quoted>,
    /// The names in it: `var.image`.
    pub(super) words: Vec<Span>,
}

/// A string or here-document.
pub(super) struct Quoted {
    pub(super) text: Passage,
    /// Whether it is an item of a list.
    pub(super) is_item: bool,
    /// The function that it is given to.
    pub(super) function: Option<Span>,
}

impl<'a> Tree<'a> {
    /// Reads a file.
    pub(super) fn read(file: &'a [u8]) -> Self {
        let tree = Self { file, blocks: vec![Block::default()], attributes: Vec::new() };
        let mut reader = Reader {
            tree,
            at: lines::without_mark(file).start,
            block: 0,
            statement: Statement::default(),
            open: Vec::new(),
            last: Span::default(),
        };
        while reader.at < file.len() {
            reader.token();
        }
        while !reader.open.is_empty() {
            reader.close();
        }
        reader.finish();
        reader.tree.attributes.sort_by_key(|attribute| attribute.key);
        reader.tree
    }

    /// What stands at `span`.
    pub(super) fn slice(&self, span: Span) -> &'a [u8] {
        self.file.get(span.range()).unwrap_or_default()
    }

    /// A block and all around it, the innermost first.
    pub(super) fn around(&self, block: usize) -> impl Iterator<Item = &Block> {
        std::iter::successors(self.blocks.get(block), |block| self.blocks.get(block.parent?))
    }
}

/// What brackets hold.
enum Open {
    /// A block, and the statement that goes on behind it.
    Block {
        outer: usize,
        statement: Statement,
    },
    List,
    /// `names["web"]`.
    Index,
    /// Arguments, of a function if it has a name.
    Arguments(Option<Span>),
}

/// What is read of a statement so far.
#[derive(Default)]
struct Statement {
    /// Its first word, or the quoted key of an object.
    key: Span,
    is_assigned: bool,
    labels: Vec<Passage>,
    strings: Vec<Quoted>,
    words: Vec<Span>,
}

struct Reader<'a> {
    tree: Tree<'a>,
    at: usize,
    block: usize,
    statement: Statement,
    open: Vec<Open>,
    /// Where the last word or closing bracket ends.
    last: Span,
}

impl Reader<'_> {
    /// Reads one token.
    fn token(&mut self) {
        let rest = &self.tree.file[self.at..];
        match rest[0] {
            b'#' => self.skip_line(),
            b'/' if rest.starts_with(b"//") => self.skip_line(),
            b'/' if rest.starts_with(b"/*") => {
                self.at += memchr::memmem::find(&rest[2..], b"*/").map_or(rest.len(), |end| end + 4);
            }
            b'"' => self.string(),
            b'<' if rest.starts_with(b"<<") => self.heredoc(),
            b'{' => self.enter(),
            b'[' if self.last.end == self.at && self.at > 0 => self.push(Open::Index),
            b'[' => self.push(Open::List),
            b'(' => {
                let function = Some(self.last).filter(|last| last.end == self.at && !last.is_empty());
                self.push(Open::Arguments(function));
            }
            b'}' | b']' | b')' => {
                self.close();
                self.at += 1;
                self.last = Span::empty(self.at);
            }
            b'=' | b':' => self.assign(),
            byte if byte.is_ascii_alphabetic() || byte == b'_' => self.word(),
            b'\n' | b',' => {
                if self.is_in_block() {
                    self.finish();
                }
                self.at += 1;
            }
            _ => self.at += 1,
        }
    }

    fn is_in_block(&self) -> bool {
        matches!(self.open.last(), None | Some(Open::Block { .. }))
    }

    fn skip_line(&mut self) {
        let rest = &self.tree.file[self.at..];
        self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    }

    fn push(&mut self, open: Open) {
        self.open.push(open);
        self.at += 1;
    }

    /// `=`, or the colon of an object.
    fn assign(&mut self) {
        if !self.statement.is_assigned && self.is_in_block() {
            if let Some(label) = self.statement.labels.pop().filter(|_| self.statement.key.is_empty()) {
                self.statement.key = label.whole();
            }
            self.statement.is_assigned = !self.statement.key.is_empty();
        }
        self.at += 1;
    }

    fn word(&mut self) {
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'_' | b'-' | b'.');
        let length = self.tree.file[self.at..].iter().take_while(is_part).count();
        self.last = Span::new(self.at, self.at + length);
        if self.statement.is_assigned {
            let is_name = !matches!(self.open.last(), Some(Open::Index));
            self.statement.words.extend(is_name.then_some(self.last));
        } else if self.statement.key.is_empty() {
            self.statement.key = self.last;
        }
        self.at += length;
    }

    fn string(&mut self) {
        let Some((text, end)) = quoted::string(self.tree.file, self.at, Style::Interpolated) else {
            self.at += 1;
            return;
        };
        self.at = end.max(self.at + 1);
        self.quoted(text);
    }

    fn quoted(&mut self, text: Passage) {
        if !self.statement.is_assigned {
            self.statement.labels.push(text);
            return;
        }
        let around = self.open.iter().rev().take_while(|open| !matches!(open, Open::Block { .. })).take(8);
        let (mut is_item, mut function) = (false, None);
        for open in around {
            match open {
                Open::Index => return,
                Open::List => is_item = true,
                Open::Arguments(name) => function = function.or(*name),
                Open::Block { .. } => {}
            }
        }
        self.statement.strings.push(Quoted { text, is_item, function });
    }

    /// `<<EOF`, `<<-EOF`: the lines up to the one that is the name alone.
    fn heredoc(&mut self) {
        let file = self.tree.file;
        let after = self.at + 2 + usize::from(file.get(self.at + 2) == Some(&b'-'));
        let length = file[after..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let name = &file[after..after + length];
        if name.is_empty() {
            self.at += 2;
            return;
        }
        self.at = after;
        self.skip_line();
        let start = (self.at + 1).min(file.len());
        let mut lines = Lines::from(file, start);
        let last = lines.find(|line| file[line.range()].trim_ascii() == name);
        let end = last.map_or(file.len(), |line| line.start);
        // The line's end behind the name ends the attribute.
        self.at = last.map_or(file.len(), |line| line.end);
        self.quoted(quoted::interpolated(file, Span::new(start, end)));
    }

    /// `{`: a block, or an object of an attribute.
    fn enter(&mut self) {
        let statement = std::mem::take(&mut self.statement);
        let own = self.tree.blocks.len();
        let outer = &self.tree.blocks[self.block];
        let root = if self.block == 0 { own } else { outer.root };
        let holder = if statement.is_assigned { outer.holder } else { own };
        self.tree.blocks.push(Block {
            parent: Some(self.block),
            root,
            holder,
            kind: statement.key,
            labels: statement.labels.clone(),
            is_object: statement.is_assigned,
        });
        let outer = std::mem::replace(&mut self.block, own);
        self.push(Open::Block { outer, statement });
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Block { outer, statement }) => {
                self.finish();
                self.block = outer;
                // An attribute goes on behind its object, a block ends.
                if statement.is_assigned {
                    self.statement = statement;
                }
            }
            Some(Open::List | Open::Index | Open::Arguments(_)) | None => {}
        }
    }

    /// Ends a statement.
    fn finish(&mut self) {
        let Statement { key, is_assigned, strings, words, .. } = std::mem::take(&mut self.statement);
        if is_assigned {
            self.tree.attributes.push(Attribute { block: self.block, key, strings, words });
        }
    }
}
