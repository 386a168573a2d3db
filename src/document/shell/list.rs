//! Lists of commands: pipes, groups and the keywords around them.

use super::reader::Reader;
use super::syntax::{Item, ItemKind, Raw};
use super::{Dialect, Joined};
use crate::text::Span;

/// Commands that report and never fail.
const HARMLESS: [&[u8]; 9] =
    [b"true", b":", b"/bin/true", b"echo", b"printf", b"logger", b"warn", b"continue", b"break"];

/// What is read so far, and the groups that are open.
#[derive(Default)]
pub(super) struct List {
    pub(super) items: Vec<Item>,
    /// How the next command follows.
    pub(super) joined: Joined,
    /// Where the operator that says so starts, in the file.
    operator: usize,
    /// Where what was read last ends, in the file.
    pub(super) end: usize,
    groups: Vec<Group>,
    /// How many of `groups` are parentheses.
    parentheses: usize,
    /// The first command of this list of `&&` and `||` of which it is not known yet that its failure is swallowed.
    mark: usize,
    /// Whether all commands of the group so far are harmless.
    is_harmless: bool,
    /// Whether a pattern of `case` comes next.
    pub(super) is_pattern: bool,
}

/// A group that is open.
struct Group {
    close: Close,
    first: usize,
    joined: Joined,
    operator: usize,
    mark: usize,
    is_harmless: bool,
}

/// What closes a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Close {
    /// `)`
    Parenthesis,
    /// `}`
    Brace,
    /// `fi`
    Fi,
    /// `done`
    Done,
    /// `esac`
    Esac,
}

impl List {
    /// A separator: what follows is another list.
    pub(super) fn separate(&mut self) {
        self.joined = Joined::Start;
        self.mark = self.items.len();
    }

    /// A group begins.
    pub(super) fn open(&mut self, close: Close) {
        self.parentheses += usize::from(close == Close::Parenthesis);
        let first = self.items.len();
        let &mut Self { joined, operator, mark, is_harmless, .. } = self;
        self.groups.push(Group { close, first, joined, operator, mark, is_harmless });
        self.mark = first;
        self.is_harmless = true;
    }

    /// A group ends, if one of its kind is open; what is open inside it ends too.
    pub(super) fn close(&mut self, close: Close) -> bool {
        let is_open = match close {
            Close::Parenthesis => self.parentheses > 0,
            _ => self.groups.last().is_some_and(|group| group.close == close),
        };
        while is_open && let Some(group) = self.groups.pop() {
            let is_harmless = self.is_harmless && self.items.len() > group.first;
            self.parentheses -= usize::from(group.close == Close::Parenthesis);
            self.mark = group.mark;
            self.is_harmless = group.is_harmless;
            self.finished(group.first, (group.joined, group.operator), is_harmless);
            if group.close == close {
                break;
            }
        }
        is_open
    }

    /// A group ends; what follows it starts anew until an operator says otherwise.
    fn close_and_go_on(&mut self, close: Close) {
        self.close(close);
        self.joined = Joined::Start;
    }

    /// Whether a `case` is open and nothing in it.
    pub(super) fn is_in_case(&self) -> bool {
        self.groups.last().is_some_and(|group| group.close == Close::Esac)
    }

    /// Adds a command, if it says anything.
    pub(super) fn push(&mut self, mut item: Item) {
        if item.words.is_empty() && item.redirects.is_empty() {
            return;
        }
        let first = self.items.len();
        let is_harmless = item.kind == ItemKind::Command && is_harmless(&item.words);
        item.joined = self.joined;
        self.end = item.end();
        self.items.push(item);
        self.finished(first, (self.joined, self.operator), is_harmless);
        self.joined = Joined::Start;
    }

    /// A command or a group ended, which began at `first` and followed as `joined` says, by an operator that stands there: behind
    /// `||`, one that cannot fail swallows the failure of what is in front.
    fn finished(&mut self, first: usize, joined: (Joined, usize), is_harmless: bool) {
        self.is_harmless &= is_harmless;
        if joined.0 == Joined::Or && is_harmless {
            let span = Span::new(joined.1.min(self.end), self.end);
            for item in &mut self.items[self.mark.min(first)..first] {
                item.swallowed.get_or_insert(span);
            }
            self.mark = first;
        }
    }
}

/// Whether a command succeeds whatever happened: `true`, `echo …`, `exit 0`.
fn is_harmless(words: &[Raw]) -> bool {
    let text = |index: usize| words.get(index).map(|word: &Raw| word.text.bytes()).unwrap_or_default();
    match text(0) {
        b"exit" | b"return" => text(1) == b"0",
        name => HARMLESS.contains(&name),
    }
}

impl Reader<'_> {
    /// The commands up to the end of the text, or up to the parenthesis that closes a substitution.
    pub(super) fn list(&mut self, is_nested: bool) -> Vec<Item> {
        let mut list = List::default();
        while self.limits.words > 0 {
            self.blanks();
            let Some(byte) = self.peek() else { break };
            if list.is_pattern {
                self.pattern(&mut list);
            } else if !self.operator_of_list(byte, &mut list) {
                if byte == b')' && is_nested {
                    self.at += 1;
                    break;
                }
                let before = self.at;
                self.command(&mut list);
                // What starts no word is skipped.
                self.at += usize::from(self.at == before);
            }
        }
        list.items
    }

    /// Takes what stands between commands.
    fn operator_of_list(&mut self, byte: u8, list: &mut List) -> bool {
        if byte == b'\n' {
            self.newline();
            list.separate();
            return true;
        }
        if let Some((len, joined)) = self.joint() {
            list.operator = self.text.span(self.at..self.at + len).start;
            self.at += len;
            list.joined = joined;
            self.line_breaks();
            return true;
        }
        let next = self.bytes.get(self.at + 1).copied();
        match (byte, self.dialect) {
            (b'&', Dialect::Posix) if next == Some(b'>') => return false,
            // PowerShell calls what `&` stands in front of; `;` is a blank for cmd.exe.
            (b'&', Dialect::PowerShell) | (b';', Dialect::Cmd) => {}
            (b';' | b'&', _) => {
                let is_end_of_case = byte == b';' && matches!(next, Some(b';' | b'&'));
                list.is_pattern = is_end_of_case && list.is_in_case();
                self.at += usize::from(is_end_of_case);
                list.separate();
            }
            (b'(', Dialect::Posix) if next == Some(b'(') => return self.arithmetic_command(list),
            (b'(', _) => list.open(Close::Parenthesis),
            (b'{', Dialect::PowerShell) => list.open(Close::Brace),
            (b'}', Dialect::PowerShell) => {
                list.end = self.text.span(self.at..self.at + 1).end;
                list.close_and_go_on(Close::Brace);
            }
            (b')', _) if list.parentheses > 0 => {
                list.end = self.text.span(self.at..self.at + 1).end;
                list.close_and_go_on(Close::Parenthesis);
            }
            _ => return false,
        }
        self.at += 1;
        true
    }

    /// `&&`, `||`, `|` or `|&` here: its length, and what it means.
    fn joint(&self) -> Option<(usize, Joined)> {
        match self.rest() {
            [b'&', b'&', ..] => Some((2, Joined::And)),
            [b'|', b'|', ..] => Some((2, Joined::Or)),
            [b'|', b'&', ..] => Some((2, Joined::Pipe)),
            [b'|', ..] => Some((1, Joined::Pipe)),
            _ => None,
        }
    }

    /// Skips line breaks behind `&&`, `||` and `|`, which separate nothing there.
    fn line_breaks(&mut self) {
        self.blanks();
        while self.peek() == Some(b'\n') && self.dialect != Dialect::Cmd {
            self.newline();
            self.blanks();
        }
    }

    /// `((…))` where a command could stand, or a subshell in a subshell.
    fn arithmetic_command(&mut self, list: &mut List) -> bool {
        let (start, waiting) = (self.at, self.waiting.len());
        self.at += 2;
        let (words, is_closed) = self.arithmetic_content();
        if is_closed || !self.limits.again(self.at - start) {
            list.push(Item { words: vec![words], kind: ItemKind::Words, ..Item::default() });
            return true;
        }
        self.waiting.truncate(waiting);
        self.at = start + 1;
        list.open(Close::Parenthesis);
        true
    }

    /// One simple command, with the keywords in front of it.
    fn command(&mut self, list: &mut List) {
        let mut item = Item::default();
        while self.limits.words > 0 {
            self.blanks();
            if self.peek().is_none_or(|byte| self.ends_command(byte)) {
                break;
            }
            if self.redirect(&mut item) {
                continue;
            }
            let is_first = item.words.is_empty();
            let Some(word) = self.word(is_first) else { break };
            if is_first {
                match self.keyword(&word, list) {
                    Keyword::None => {}
                    Keyword::Skip => continue,
                    Keyword::Taken => break,
                }
                if self.defines_function() {
                    continue;
                }
            }
            item.words.push(word);
            if self.dialect == Dialect::PowerShell && item.words.last().is_some_and(|word| word.text.bytes() == b"--%")
            {
                self.verbatim(&mut item);
            }
        }
        list.push(item);
    }

    fn ends_command(&self, byte: u8) -> bool {
        match byte {
            b'\n' | b';' | b'|' | b')' => true,
            b'&' => !(self.starts(b"&>") && self.dialect == Dialect::Posix),
            b'(' | b'{' | b'}' => self.dialect == Dialect::PowerShell,
            _ => false,
        }
    }

    /// `()` behind a function's name.
    fn defines_function(&mut self) -> bool {
        let rest = self.rest();
        let blanks = |bytes: &[u8]| bytes.iter().take(8).take_while(|byte| **byte == b' ').count();
        let open = blanks(rest);
        if self.dialect != Dialect::Posix || rest.get(open) != Some(&b'(') {
            return false;
        }
        let close = open + 1 + blanks(&rest[open + 1..]);
        let is_function = rest.get(close) == Some(&b')');
        if is_function {
            self.at += close + 1;
        }
        is_function
    }
}

/// What a word in front of a command means.
pub(super) enum Keyword {
    /// It is the command's name.
    None,
    /// A command may follow.
    Skip,
    /// It is done with, and what belongs to it.
    Taken,
}
