//! Terraform and Packer: the commands of provisioners, found by a scan that knows of HCL no more than its strings, comments and braces.
//! (<https://developer.hashicorp.com/terraform/language/provisioners>)

use super::lines::Lines;
use super::quoted::{self, Style};
use super::{argv, owner, shebang, shell};
use crate::document::Passage;
use crate::document::shell::Dialect;
use crate::fact::Runner;
use crate::fact::extract::script::Script;
use crate::text::Span;

/// Reads `command` and `inline` of provisioners, `program` of external data, and every here-document that is a script.
pub(super) fn read(file: &[u8]) -> Vec<Script> {
    let mut reader = Reader { file, at: super::lines::without_mark(file).start, ..Reader::default() };
    while reader.at < file.len() {
        reader.step();
    }
    while !reader.open.is_empty() {
        reader.close();
    }
    reader.found
}

/// What a block that runs commands is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Block {
    /// `provisioner "local-exec"`, `provisioner "remote-exec"`.
    Provisioner,
    /// Packer's `provisioner "shell"`, `post-processor "shell-local"`.
    Build,
    /// `data "external"`.
    External,
    Other,
}

/// An open pair of braces or brackets.
struct Open {
    block: Block,
    /// Whether it is a list: its strings belong to the attribute in front of it.
    is_list: bool,
    /// The words of a list.
    words: Vec<Passage>,
    /// How many scripts were found before it.
    first: usize,
    /// The shell that an `interpreter` in it names: that of all its scripts.
    dialect: Option<Dialect>,
}

#[derive(Default)]
struct Reader<'a> {
    file: &'a [u8],
    at: usize,
    /// The last identifier that starts a line or follows a brace, and whether `=` stands behind it.
    key: Span,
    is_assigned: bool,
    /// The labels behind the key: `"local-exec"`.
    label: Option<Passage>,
    open: Vec<Open>,
    found: Vec<Script>,
}

impl Reader<'_> {
    /// Reads one token.
    fn step(&mut self) {
        let rest = &self.file[self.at..];
        match rest[0] {
            b'#' => self.skip_line(),
            b'/' if rest.starts_with(b"//") => self.skip_line(),
            b'/' if rest.starts_with(b"/*") => {
                let length = memchr::memmem::find(&rest[2..], b"*/").map_or(rest.len(), |end| end + 4);
                self.at += length;
            }
            b'"' => self.string(),
            b'<' if rest.starts_with(b"<<") => self.heredoc(),
            b'{' | b'[' => self.enter(rest[0] == b'['),
            b'}' | b']' => {
                self.close();
                self.at += 1;
            }
            b'=' => {
                self.is_assigned = true;
                self.at += 1;
            }
            byte if byte.is_ascii_alphabetic() || byte == b'_' => self.word(),
            b'\n' => {
                let in_list = self.open.last().is_some_and(|open| open.is_list);
                if !in_list {
                    (self.key, self.is_assigned, self.label) = (Span::default(), false, None);
                }
                self.at += 1;
            }
            _ => self.at += 1,
        }
    }

    fn skip_line(&mut self) {
        let rest = &self.file[self.at..];
        self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
    }

    fn word(&mut self) {
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(**byte, b'_' | b'-' | b'.');
        let length = self.file[self.at..].iter().take_while(is_part).count();
        if self.key.is_empty() && !self.is_assigned {
            self.key = Span::new(self.at, self.at + length);
        }
        self.at += length;
    }

    fn key(&self) -> &[u8] {
        &self.file[self.key.range()]
    }

    fn enter(&mut self, is_list: bool) {
        let label = self.label.as_ref().map_or(b"".as_slice(), Passage::bytes);
        let block = match (self.key(), label) {
            _ if is_list || self.is_assigned => self.block(),
            (b"provisioner", b"local-exec" | b"remote-exec") => Block::Provisioner,
            (b"provisioner" | b"post-processor", b"shell" | b"shell-local" | b"powershell") => Block::Build,
            (b"data", b"external") => Block::External,
            _ => Block::Other,
        };
        self.open.push(Open { block, is_list, words: Vec::new(), first: self.found.len(), dialect: None });
        if !is_list {
            (self.key, self.is_assigned, self.label) = (Span::default(), false, None);
        }
        self.at += 1;
    }

    fn block(&self) -> Block {
        self.open.last().map_or(Block::Other, |open| open.block)
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if !open.is_list {
            if let Some(dialect) = open.dialect {
                self.found.iter_mut().skip(open.first).for_each(|script| script.dialect = dialect);
            }
            return;
        }
        match (open.block, self.key()) {
            (Block::Provisioner | Block::Build, b"inline") => {
                let mut text = Passage::default();
                for line in &open.words {
                    text.append(line);
                    text.push_between(b"\n", line.whole().end);
                }
                self.push(text, Dialect::Posix);
            }
            (Block::Provisioner, b"interpreter") => {
                if let Some(block) = self.open.last_mut() {
                    block.dialect = open.words.first().and_then(|word| shell(word.bytes()));
                }
            }
            (Block::External, b"program") => {
                if let Some((text, dialect)) = argv::script(&open.words) {
                    self.push(text, dialect);
                }
            }
            // A list in a list: its words are the outer one's.
            _ => {
                if let Some(outer) = self.open.last_mut().filter(|outer| outer.is_list) {
                    outer.words.extend(open.words);
                }
            }
        }
    }

    fn string(&mut self) {
        let Some((text, end)) = quoted::string(self.file, self.at, Style::Interpolated) else {
            self.at += 1;
            return;
        };
        self.at = end.max(self.at + 1);
        if let Some(list) = self.open.last_mut().filter(|open| open.is_list) {
            list.words.push(text);
        } else if self.is_assigned {
            self.value(text);
        } else {
            self.label.get_or_insert(text);
        }
    }

    /// The string or here-document that an attribute is assigned.
    fn value(&mut self, text: Passage) {
        let is_command = self.block() == Block::Provisioner && self.key() == b"command";
        if is_command || self.block() == Block::Build && self.key() == b"inline" {
            self.push(text, Dialect::Posix);
        } else if let Some(dialect) = shebang(text.bytes().trim_ascii_start()) {
            self.push(text, dialect);
        }
    }

    fn push(&mut self, text: Passage, dialect: Dialect) {
        let runner = if self.block() == Block::Build { Runner::Build } else { Runner::Machine };
        if !text.bytes().trim_ascii().is_empty() {
            self.found.push(Script { owner: owner("attribute", self.key()), text, dialect, runner });
        }
    }

    /// `<<EOF`, `<<-EOF`: the lines up to the one that is the name alone.
    fn heredoc(&mut self) {
        let after = self.at + 2 + usize::from(self.file.get(self.at + 2) == Some(&b'-'));
        let length =
            self.file[after..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let name = &self.file[after..after + length];
        if name.is_empty() {
            self.at += 2;
            return;
        }
        self.at = after;
        self.skip_line();
        let start = (self.at + 1).min(self.file.len());
        let mut lines = Lines::from(self.file, start);
        let last = lines.find(|line| self.file[line.range()].trim_ascii() == name);
        let end = last.map_or(self.file.len(), |line| line.start);
        // The line's end behind the name ends the attribute.
        self.at = last.map_or(self.file.len(), |line| line.end);
        let text = quoted::interpolated(self.file, Span::new(start, end));
        if let Some(list) = self.open.last_mut().filter(|open| open.is_list) {
            list.words.push(text);
        } else {
            self.value(text);
        }
    }
}
