//! Keywords in front of commands, and what belongs to them.

use super::Dialect;
use super::list::{Close, Keyword, List};
use super::reader::Reader;
use super::syntax::{Item, ItemKind, Raw};

impl Reader<'_> {
    /// Takes what belongs to `word`, which stands where a command's name could.
    pub(super) fn keyword(&mut self, word: &Raw, list: &mut List) -> Keyword {
        let Some(name) = word.literal() else { return Keyword::None };
        list.end = word.span.end;
        match self.dialect {
            Dialect::Posix => self.posix_keyword(name, list),
            Dialect::PowerShell => self.powershell_keyword(name, list),
            Dialect::Cmd => self.cmd_keyword(name, list),
        }
    }

    fn posix_keyword(&mut self, name: &[u8], list: &mut List) -> Keyword {
        match name {
            b"if" => list.open(Close::Fi),
            b"while" | b"until" => list.open(Close::Done),
            b"{" => list.open(Close::Brace),
            b"}" => _ = list.close(Close::Brace),
            b"fi" => _ = list.close(Close::Fi),
            b"done" => _ = list.close(Close::Done),
            b"esac" => _ = list.close(Close::Esac),
            b"then" | b"do" | b"else" | b"elif" | b"!" | b"coproc" | b"$" => {}
            b"for" | b"select" => {
                list.open(Close::Done);
                let item = self.head(ItemKind::Loop, b"");
                list.push(item);
                return Keyword::Taken;
            }
            b"case" => {
                list.open(Close::Esac);
                let item = self.head(ItemKind::Words, b"in");
                list.push(item);
                list.is_pattern = true;
                return Keyword::Taken;
            }
            b"function" => {
                self.blanks();
                let _ = self.word(true);
                self.blanks();
                if self.starts(b"()") {
                    self.at += 2;
                }
            }
            b"[[" => {
                let item = self.condition();
                list.push(item);
                return Keyword::Taken;
            }
            _ => return Keyword::None,
        }
        Keyword::Skip
    }

    /// The words behind `for` or `case`, up to `last` or the end of the line.
    fn head(&mut self, kind: ItemKind, last: &[u8]) -> Item {
        let mut item = Item { kind, ..Item::default() };
        loop {
            self.blanks();
            if kind == ItemKind::Loop && item.words.is_empty() && self.starts(b"((") {
                self.at += 2;
                item.words.push(self.arithmetic_content().0);
            }
            let Some(word) = self.word(false) else { break };
            let is_last = !last.is_empty() && word.literal() == Some(last);
            item.words.push(word);
            if is_last {
                break;
            }
        }
        item
    }

    /// `pattern)` of a `case`; a line without the parenthesis is a command.
    pub(super) fn pattern(&mut self, list: &mut List) {
        let mut start = self.at;
        let mut item = Item { kind: ItemKind::Words, ..Item::default() };
        list.is_pattern = false;
        while self.limits.words > 0 {
            self.blanks();
            match self.peek().unwrap_or(b'\n') {
                b'\n' if item.words.is_empty() && self.at < self.bytes.len() => {
                    self.newline();
                    start = self.at;
                }
                b'\n' => {
                    if self.limits.again(self.at - start) {
                        self.at = start;
                        return;
                    }
                    break;
                }
                b')' => {
                    self.at += 1;
                    break;
                }
                b'|' | b'(' | b';' | b'&' | b'<' | b'>' => self.at += 1,
                _ => {
                    let Some(word) = self.word(true) else { break };
                    let is_end = item.words.is_empty() && word.literal() == Some(b"esac");
                    if is_end {
                        list.close(Close::Esac);
                        return;
                    }
                    item.words.push(word);
                }
            }
        }
        list.push(item);
        list.separate();
    }

    /// `[[ … ]]`, in which `&&`, `<` and parentheses are operators of its own. It ends with its line, if nothing closes it.
    fn condition(&mut self) -> Item {
        let mut item = Item { kind: ItemKind::Words, ..Item::default() };
        let mut goes_on = false;
        while self.limits.words > 0 {
            self.blanks();
            let Some(byte) = self.peek() else { break };
            match byte {
                b'\n' if !goes_on => break,
                b'\n' => self.newline(),
                b'&' | b'|' => {
                    goes_on = true;
                    self.at += 1;
                }
                b'(' | b')' | b'<' | b'>' | b';' => self.at += 1,
                _ => {
                    goes_on = false;
                    let Some(word) = self.word(true) else { break };
                    let is_end = word.literal() == Some(b"]]");
                    item.words.push(word);
                    if is_end {
                        break;
                    }
                }
            }
        }
        item
    }
}
