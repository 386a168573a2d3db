//! From what a text says to the commands that it runs.

use super::arg::Arg;
use super::builtin;
use super::call::{Call, redirects};
use super::clean::clean;
use super::expand::commands;
use super::follow::step;
use super::name::program;
use super::reader::parse;
use super::script::Script;
use super::session::{Session, Setting};
use super::step::Step;
use super::syntax::{HoleKind, Item, ItemKind, Raw};
use super::{Assignment, Dialect, Joined, MOST_NESTED, MOST_THROUGH, Through};
use crate::document::Passage;
use crate::text::Span;

/// What `passage` says: its commands, and what they assign.
pub(super) fn interpret(passage: &Passage, dialect: Dialect) -> Session {
    let text = clean(passage);
    let mut session = Session::new(text.len(), dialect);
    let items = parse(&text, &[], dialect, 0, &mut session.limits);
    session.items(items, &Setting { dialect, ..Setting::default() }, &mut None);
    session
}

impl Session {
    /// Runs `items`; the first may read `input`.
    fn items(&mut self, items: Vec<Item>, setting: &Setting, input: &mut Option<Script>) {
        let mut items = items.into_iter().peekable();
        let mut printed = None;
        let mut is_first = true;
        while let Some(mut item) = items.next() {
            if self.is_full() {
                return;
            }
            let is_piped = item.joined == Joined::Pipe;
            let feeds = items.peek().is_some_and(|next| next.joined == Joined::Pipe);
            if is_first && item.joined == Joined::Start {
                item.joined = setting.joined;
            }
            let mut fed = if is_piped { printed.take() } else { None };
            printed = self.item(item, setting, if is_piped { &mut fed } else { input }, feeds);
            is_first = false;
        }
    }

    /// Runs one command; gives what it prints, if `feeds` says that another one reads it.
    fn item(&mut self, item: Item, setting: &Setting, fed: &mut Option<Script>, feeds: bool) -> Option<Script> {
        if item.kind != ItemKind::Command {
            self.words(item, setting);
            return None;
        }
        let Item { joined, words, redirects: raws, swallowed, .. } = item;
        let mut inner = Vec::new();
        let (environment, words) = self.split(words, setting.dialect, &mut inner);
        self.assigned.extend_from_slice(&environment);
        let (redirects, holes) = redirects(raws, self, &mut inner);
        let mut call = Call::new(words, redirects, joined, swallowed.or(setting.swallowed));
        // `NAME=$(…)` fails as what it substitutes does; of a command with words, nobody asks what those substitute.
        let quiet = call.swallowed.filter(|_| call.words.is_empty());
        call.through.clone_from(&setting.through);
        call.environment = setting.environment.iter().cloned().chain(environment).collect();
        call.holes = holes;
        self.unalias(&mut call);
        let printed = self.call(&mut call, setting, fed, feeds);
        for hole in call.holes {
            if let HoleKind::Commands(items) = hole.kind {
                inner.push(items);
            }
        }
        self.inner(inner, setting, quiet);
        printed
    }

    /// Runs the commands in substitutions.
    fn inner(&mut self, inner: Vec<Vec<Item>>, setting: &Setting, swallowed: Option<Span>) {
        if inner.is_empty() {
            return;
        }
        let setting = Setting { joined: Joined::Start, swallowed, depth: setting.depth + 1, ..setting.clone() };
        for items in inner {
            self.items(items, &setting, &mut None);
        }
    }

    /// Words that are no command: what they substitute runs.
    fn words(&mut self, item: Item, setting: &Setting) {
        let mut inner = Vec::new();
        if item.kind == ItemKind::Loop
            && let Some(name) = item.words.first().and_then(Raw::literal)
        {
            self.values.forget(&String::from_utf8_lossy(name));
        }
        for raw in item.words {
            commands(raw, &mut inner);
        }
        self.inner(inner, setting, None);
    }

    /// Takes the assignments in front of a command and puts variables into the rest. Assignments without a command stay.
    fn split(&mut self, raws: Vec<Raw>, dialect: Dialect, inner: &mut Vec<Vec<Item>>) -> (Vec<Assignment>, Vec<Arg>) {
        if dialect == Dialect::PowerShell {
            return (Vec::new(), builtin::powershell_assignment(self, raws, inner));
        }
        let is_assignment = |raw: &Raw| dialect == Dialect::Posix && raw.assigns().is_some();
        let stays = raws.iter().all(is_assignment);
        let mut environment = Vec::new();
        let mut words = Vec::new();
        for raw in raws {
            let is_front = words.is_empty();
            if !is_assignment(&raw) {
                words.extend(self.values.expand(raw, inner));
            } else if is_front {
                environment.extend(self.assign(raw, stays, inner));
            } else {
                words.push(self.values.expand_one(raw, inner));
            }
        }
        (environment, words)
    }

    /// `NAME=value`, `NAME=(…)`; remembered if it stays.
    fn assign(&mut self, mut raw: Raw, stays: bool, inner: &mut Vec<Vec<Item>>) -> Option<Assignment> {
        let (len, operator) = raw.assigns()?;
        let name = String::from_utf8_lossy(&raw.text.bytes()[..len]).into_owned();
        let is_added = operator - len == 2;
        let list = raw.list.take();
        let value = self.values.expand_one(raw, inner).from(operator);
        let Some(list) = list else {
            if stays {
                self.values.assign(&name, vec![value.clone()], false, is_added);
            }
            return Some(Assignment { name, value: value.word });
        };
        let elements: Vec<Arg> = list.into_iter().flat_map(|raw| self.values.expand(raw, inner)).collect();
        match (stays, is_added) {
            (true, true) => self.values.extend(&name, elements),
            (true, false) => self.values.assign(&name, elements, true, false),
            _ => {}
        }
        Some(Assignment { name, value: value.word })
    }

    /// Puts in what the text itself makes an alias.
    fn unalias(&mut self, call: &mut Call) {
        // An alias may be made of another one.
        for _ in 0..4 {
            let Some(first) = call.words.first().filter(|first| !first.word.is_quoted) else { return };
            let name = String::from_utf8_lossy(first.text()).into_owned();
            let Some(alias) = self.aliases.get(&name) else { return };
            let span = first.word.span;
            let cost = alias.iter().map(|word| word.text().len() + 1).sum();
            let Some(left) = self.left.checked_sub(cost) else { return };
            self.left = left;
            let words = alias.iter().map(|word| word.moved(span));
            let words: Vec<Arg> = words.collect();
            let is_same = words.first().is_some_and(|word| word.text() == name.as_bytes());
            call.words.splice(0..1, words);
            if is_same {
                return;
            }
        }
    }

    /// Follows a command through what runs it.
    fn call(&mut self, call: &mut Call, setting: &Setting, fed: &mut Option<Script>, feeds: bool) -> Option<Script> {
        let mut named = None;
        while !self.is_full() {
            if call.at > 0 && named.is_none() {
                self.assigned.extend_from_slice(call.take_assignments());
            }
            let words = call.rest();
            if words.is_empty() {
                return None;
            }
            let name = named.take().map_or_else(|| program(words, setting.dialect), str::to_owned);
            let is_deep = call.through.len() >= MOST_THROUGH || setting.depth >= MOST_NESTED;
            let next = if is_deep { Step::Plain } else { step(&name, words, setting.dialect) };
            if next.is_own() {
                self.push(call, name.clone());
            }
            match next {
                Step::Plain => {
                    builtin::run(self, &name, call, setting);
                    let printed = feeds.then(|| call.prints(&name)).flatten();
                    self.push(call, name);
                    return printed;
                }
                Step::Command { at, through, .. } => call.enter(at, through),
                Step::Named { program, at, args, through, .. } => {
                    call.enter_named(at, args, through);
                    named = Some(program);
                }
                Step::Commands { ranges, through } => {
                    for range in ranges {
                        self.call(&mut call.part(range, through.clone()), setting, &mut None, false);
                    }
                    return None;
                }
                Step::Script { script, through, .. } => {
                    let mut input = call.input().or_else(|| fed.take());
                    self.script(&script, call, through, setting, &mut input);
                    return None;
                }
                Step::Input { through, dialect, .. } => {
                    let script = call.input().or_else(|| fed.take())?;
                    // What its lines substitute is read with them.
                    call.holes.clear();
                    self.script(&script.for_dialect(dialect), call, through, setting, &mut None);
                    return None;
                }
            }
        }
        None
    }

    /// Reads a script that `call` is given.
    fn script(&mut self, script: &Script, call: &Call, through: Through, around: &Setting, input: &mut Option<Script>) {
        if !self.limits.script(script.text.len()) {
            return;
        }
        let dialect = script.dialect.unwrap_or(around.dialect);
        let depth = around.depth + 1;
        let setting = Setting {
            through: call.through.iter().cloned().chain([through]).map(short).collect(),
            environment: call.environment.iter().filter(|one| one.value.text.len() <= 128).take(4).cloned().collect(),
            joined: call.joined,
            swallowed: call.swallowed,
            dialect,
            depth,
        };
        let items = parse(&script.text, &script.sealed, dialect, depth, &mut self.limits);
        self.items(items, &setting, input);
    }

    /// Adds what `call` is so far.
    fn push(&mut self, call: &Call, program: String) {
        let invocation = call.invocation(program);
        let bytes: usize = invocation.args.iter().map(|word| word.text.len()).sum();
        self.left = self.left.saturating_sub(1 + invocation.args.len() + bytes / 256);
        self.out.push(invocation);
    }
}

/// A host's name is kept with every command that runs there: a long one is none.
fn short(through: Through) -> Through {
    const LONGEST: usize = 128;
    match through {
        Through::Remote(mut word) if word.text.len() > LONGEST => {
            word.text = word.text.slice(0..LONGEST);
            Through::Remote(word)
        }
        through => through,
    }
}
