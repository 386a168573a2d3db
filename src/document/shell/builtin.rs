//! Commands that change what later words mean: `export`, `alias`, `read`, `set`.

use super::Assignment;
use super::Dialect;
use super::arg::Arg;
use super::call::Call;
use super::name::assignment;
use super::reader::parse;
use super::script::Script;
use super::session::{Session, Setting};
use super::syntax::{HoleKind, Item, ItemKind, Raw};

/// Remembers what the program `name` changes.
pub(super) fn run(session: &mut Session, name: &str, call: &mut Call, setting: &Setting) {
    match (name, setting.dialect) {
        ("export" | "declare" | "local" | "typeset" | "readonly", Dialect::Posix) => {
            for (name, value, is_added) in
                call.words.get(call.at + 1..).unwrap_or_default().iter().filter_map(assignment)
            {
                session.values.assign(&name, vec![value.clone()], false, is_added);
                let assigned = Assignment { name, value: value.word };
                session.assigned.push(assigned.clone());
                call.environment.push(assigned);
            }
        }
        ("alias", Dialect::Posix) => {
            for (name, value, _) in call.rest().iter().filter_map(assignment) {
                alias(session, name, &Script::word(&value, 0), setting);
            }
        }
        ("unset" | "read" | "mapfile" | "readarray" | "getopts", Dialect::Posix) => {
            for word in call.rest() {
                session.values.forget(&String::from_utf8_lossy(word.text()));
            }
        }
        ("set", Dialect::Cmd) => {
            let text = Script::joined(call.rest().iter().skip(1)).text;
            let value = Arg {
                bare: text.len(),
                word: super::Word { span: text.whole(), text, ..Default::default() },
                holes: Vec::new(),
            };
            if let Some((name, value, _)) = assignment(&value) {
                session.values.assign(&name, vec![value], false, false);
            }
        }
        ("set-alias" | "new-alias" | "sal" | "nal", Dialect::PowerShell) => {
            let names: Vec<&Arg> = call.rest().iter().skip(1).filter(|word| !word.text().starts_with(b"-")).collect();
            if let [name, value, ..] = names.as_slice() {
                let name = String::from_utf8_lossy(name.text()).into_owned();
                alias(session, name, &Script::word(value, 0), setting);
            }
        }
        _ => {}
    }
}

/// Remembers an alias, if it is one simple command.
fn alias(session: &mut Session, name: String, value: &Script, setting: &Setting) {
    const LONGEST: usize = 1 << 10;
    if value.text.len() > LONGEST || setting.depth >= super::MOST_NESTED {
        return;
    }
    let items = parse(&value.text, &value.sealed, setting.dialect, setting.depth + 1, &mut session.limits);
    let Ok([item]) = <[Item; 1]>::try_from(items) else { return };
    if item.kind == ItemKind::Command {
        let words = item.words.into_iter().flat_map(|raw| session.values.expand(raw, &mut Vec::new())).collect();
        session.aliases.insert(name, words);
    }
}

/// `$name = "value"` is remembered; of `$name = command …`, the command is left.
pub(super) fn powershell_assignment(session: &mut Session, raws: Vec<Raw>, inner: &mut Vec<Vec<Item>>) -> Vec<Arg> {
    let assigned = raws.first().and_then(|first| assigned(first, raws.get(1)));
    let expand = |session: &mut Session, raws: Vec<Raw>, inner: &mut Vec<Vec<Item>>| {
        raws.into_iter().flat_map(|raw| session.values.expand(raw, inner)).collect::<Vec<Arg>>()
    };
    let Some((name, words, len)) = assigned else { return expand(session, raws, inner) };
    let is_value = raws.len() == words + 1 && raws.get(words).is_some_and(|raw| raw.is_quoted);
    session.values.forget(&name);
    let mut raws = raws.into_iter().skip(words);
    let first = raws.next().map(|mut raw| {
        // The variable itself is not put in where it is assigned.
        if len > 0 && !raw.holes.is_empty() {
            raw.holes.remove(0);
        }
        session.values.expand_one(raw, inner).from(len)
    });
    if is_value {
        session.values.assign(&name, first.into_iter().collect(), false, false);
        return Vec::new();
    }
    let rest = expand(session, raws.collect(), inner);
    first.into_iter().filter(|word| !word.text().is_empty()).chain(rest).collect()
}

/// The name that `first` assigns, the number of the word with the value, and where in it the value starts.
fn assigned(first: &Raw, second: Option<&Raw>) -> Option<(String, usize, usize)> {
    let hole = first.holes.first().filter(|hole| hole.range.start == 0 && !hole.is_quoted)?;
    let HoleKind::Variable(variable) = &hole.kind else { return None };
    let behind = &first.text.bytes()[hole.range.end..];
    if behind.starts_with(b"=") {
        return Some((variable.name.clone(), 0, hole.range.end + 1));
    }
    let is_operator = behind.is_empty() && second.is_some_and(|second| second.literal() == Some(b"="));
    is_operator.then(|| (variable.name.clone(), 2, 0))
}
