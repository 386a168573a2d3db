//! A function of a migration, statement by statement, as a database would see it.

use super::scope::{names, parameters};
use super::value::Binding;
use super::{Chain, Link, Program, bare, is_function};
use crate::document::Passage;
use crate::document::grammar::Node;
use crate::document::sql::Dialect;
use crate::fact::extract::migration::language::code::{parts, span};
use crate::fact::extract::migration::language::unread;
use crate::fact::extract::migration::sql;
use crate::fact::migration::{Effect, Operation};
use crate::text::Span;

/// How deep code is nested at most; each call and each block are some levels.
const DEEPEST: usize = 160;
/// How many functions of the file are followed into one another.
const CALLS: usize = 3;
/// The longest list that is taken item by item.
const LONGEST_LIST: usize = 64;
/// How many nodes are looked at for each byte of the file, and at least: code that is called often is read often.
const STEPS_PER_BYTE: usize = 2;
const FEWEST_STEPS: usize = 50_000;

/// What each call means in a framework.
pub(in crate::fact::extract::migration) trait Reader<'t>: Sized {
    /// Notes what a chain of calls does. What it does not know it hands to [`Run::other`].
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>);
}

/// One way through a function: what was done so far.
pub(in crate::fact::extract::migration) struct Run<'t> {
    pub(super) program: &'t Program<'t>,
    pub(super) bindings: Vec<Binding<'t>>,
    /// What was done, in order.
    pub(in crate::fact::extract::migration) effects: Vec<Effect>,
    /// What could not be read.
    pub(in crate::fact::extract::migration) unread: Vec<(Span, String)>,
    /// The first place, outside of any condition, that says that it cannot be done.
    pub(super) refusal: Option<Span>,
    /// The first call of which nobody knows what it does.
    stranger: Option<(Span, &'t str)>,
    /// What the database is called: the parameters of the function.
    handles: Vec<&'t str>,
    conditions: usize,
    /// What the node that is looked at stands in.
    above: Vec<&'t str>,
    calls: usize,
    steps: usize,
    is_cut: bool,
}

impl<'t> Run<'t> {
    /// Goes through a function. What its parameters are called is what the database is called.
    pub(super) fn of<R: Reader<'t>>(program: &'t Program<'t>, function: Node<'t>, reader: &mut R) -> Self {
        let mut run = Self::new(program);
        run.handles = parameters(function).into_iter().flat_map(names).map(|name| program.text(name)).collect();
        run.enter(reader, function);
        run.finish();
        run
    }

    fn new(program: &'t Program<'t>) -> Self {
        let steps = FEWEST_STEPS + program.code.bytes().len() * STEPS_PER_BYTE;
        Self {
            program,
            bindings: Vec::new(),
            effects: Vec::new(),
            unread: Vec::new(),
            refusal: None,
            stranger: None,
            handles: Vec::new(),
            conditions: 0,
            above: Vec::new(),
            calls: 0,
            steps,
            is_cut: false,
        }
    }

    /// Code that does nothing known, but calls something unknown, may do anything.
    fn finish(&mut self) {
        if let Some((place, name)) = self.stranger.filter(|_| self.effects.is_empty() && self.refusal.is_none()) {
            self.unknown_code(name, place);
        }
    }

    /// The file.
    pub(in crate::fact::extract::migration) fn program(&self) -> &'t Program<'t> {
        self.program
    }

    /// Notes what is done.
    pub(in crate::fact::extract::migration) fn effect(&mut self, operation: Operation, place: Span) {
        let mut effect = Effect::new(operation, place);
        effect.is_conditional = self.conditions > 0;
        self.effects.push(effect);
    }

    /// Notes that something is done that nobody can tell.
    pub(in crate::fact::extract::migration) fn unknown(&mut self, what: impl Into<String>, place: Span) {
        self.effect(Operation::Unknown { what: what.into() }, place);
    }

    /// Notes that code is called which stands elsewhere, or whose meaning is its own.
    pub(in crate::fact::extract::migration) fn unknown_code(&mut self, name: &str, place: Span) {
        self.unknown(format!("code of `{name}()`"), place);
    }

    /// Notes what SQL does. What is not written out is unknown.
    pub(in crate::fact::extract::migration) fn sql(&mut self, text: Option<Node<'t>>, dialect: Dialect, place: Span) {
        match text.and_then(|text| self.passage(text)) {
            Some(passage) => self.sql_of(&passage, dialect),
            None => self.unknown("a statement built at run time", place),
        }
    }

    /// Notes what a text of SQL does.
    pub(in crate::fact::extract::migration) fn sql_of(&mut self, passage: &Passage, dialect: Dialect) {
        let said = sql::read(passage, dialect);
        self.unread.extend(said.unread);
        for mut effect in said.effects {
            effect.is_conditional |= self.conditions > 0;
            self.effects.push(effect);
        }
    }

    /// Goes through code that may or may not be run.
    pub(in crate::fact::extract::migration) fn sometimes<R: Reader<'t>>(&mut self, reader: &mut R, node: Node<'t>) {
        self.conditions += 1;
        self.walk(reader, node);
        self.conditions -= 1;
    }

    /// Whether the call that is looked at is a value of something else: an argument, a property, what a name stands for.
    pub(in crate::fact::extract::migration) fn is_value(&self) -> bool {
        let parent = self.above.iter().rev().nth(1).copied();
        matches!(
            parent,
            Some("arguments" | "pair" | "variable_declarator" | "binary_expression" | "template_substitution")
        )
    }

    /// Whether what is done now only happens in some runs.
    pub(in crate::fact::extract::migration) fn is_conditional(&self) -> bool {
        self.conditions > 0
    }

    /// Whether a node names the database: a parameter of the function, or what comes of one.
    pub(in crate::fact::extract::migration) fn is_handle(&self, node: Node<'t>) -> bool {
        /// How many names are followed: a transaction comes from a connection, a connection from a manager.
        const STEPS: usize = 4;
        /// What gives another handle, and no rows.
        const GIVE: &[&str] = &[
            "schema", "manager", "connection", "get_connection", "getConnection", "createStatement", "getJdbcTemplate",
            "begin", "transaction", "sequelize", "context", "clone",
        ];
        let mut root = self.program.chain(node).root;
        for _ in 0..STEPS {
            if self.handles.contains(&self.program.text(root)) {
                return true;
            }
            if root.kind() != "identifier" {
                break;
            }
            let chain = self.program.chain(self.resolve(root));
            if !chain.links.iter().all(|link| GIVE.contains(&link.name)) {
                break;
            }
            root = chain.root;
        }
        false
    }

    /// Whether a node is the database itself: a parameter of the function, or another name of one.
    pub(in crate::fact::extract::migration) fn is_database(&self, node: Node<'t>) -> bool {
        [node, self.resolve(node)].iter().any(|node| self.handles.contains(&self.program.text(*node)))
    }

    /// What the parameters of a function that is handed over are called from now on, for the database.
    pub(in crate::fact::extract::migration) fn hand_over(&mut self, function: Node<'t>) {
        self.handles.extend(parameters(function).into_iter().flat_map(names).map(|name| self.program.text(name)));
    }

    /// Goes through the body of a function, whatever its parameters are.
    pub(in crate::fact::extract::migration) fn enter<R: Reader<'t>>(&mut self, reader: &mut R, function: Node<'t>) {
        let Some(body) = function.child_by_field_name("body") else { return };
        let error = unread::of(body).filter(|error| !self.unread.contains(error));
        self.unread.extend(error);
        self.above.push("function");
        self.walk(reader, body);
        self.above.pop();
    }

    /// Goes through the functions among the arguments of a call, which runs them once.
    pub(in crate::fact::extract::migration) fn enter_all<R: Reader<'t>>(&mut self, reader: &mut R, link: &Link<'t>) {
        for function in link.functions() {
            self.enter(reader, function);
        }
    }

    /// Goes through code in the order in which it runs.
    pub(in crate::fact::extract::migration) fn walk<R: Reader<'t>>(&mut self, reader: &mut R, node: Node<'t>) {
        if self.is_cut {
            return;
        }
        if self.steps == 0 || self.above.len() >= DEEPEST {
            self.is_cut = true;
            return self.unknown("more code than is followed", span(node));
        }
        self.steps -= 1;
        self.above.push(node.kind());
        self.step(reader, node);
        self.above.pop();
    }

    fn step<R: Reader<'t>>(&mut self, reader: &mut R, node: Node<'t>) {
        match node.kind() {
            "call_expression" | "invocation_expression" | "method_invocation" => {
                let chain = self.program.chain(node);
                if self.refuses(&chain) { self.refuse(span(node)) } else { reader.call(self, &chain) }
            }
            "if_statement" | "if_expression" => self.choose(reader, node),
            "ternary_expression" | "conditional_expression" => self.branches(reader, node, "condition"),
            "switch_statement" | "switch_expression" | "expression_switch_statement" | "match_expression" => {
                self.branches(reader, node, "value");
            }
            "for_statement"
            | "for_in_statement"
            | "foreach_statement"
            | "for_expression"
            | "enhanced_for_statement"
            | "while_statement"
            | "while_expression"
            | "do_statement"
            | "loop_expression" => self.repeat(reader, node),
            "catch_clause" => self.branches(reader, node, "parameter"),
            "throw_statement" | "throw_expression" => self.refuse(span(node)),
            "macro_invocation" => self.expand(node),
            "assignment_expression" | "assignment_statement" => {
                self.in_order(reader, node);
                self.assign(node);
            }
            "class_declaration" | "class" | "class_body" | "impl_item" => {}
            _ if is_function(node) => {}
            _ => self.in_order(reader, node),
        }
    }

    /// The parts of a node one after the other. What comes after a conditional return only happens in some runs.
    fn in_order<R: Reader<'t>>(&mut self, reader: &mut R, node: Node<'t>) {
        let before = self.conditions;
        for part in parts(node) {
            self.walk(reader, part);
            if is_choice(part) && self.may_leave(choice(part)) {
                self.conditions += 1;
            }
        }
        self.conditions = before;
    }

    fn may_leave(&self, choice: Node<'t>) -> bool {
        let leaves = choice.child_by_field_name("consequence").is_some_and(leaves);
        let condition = choice.child_by_field_name("condition");
        leaves && !condition.is_some_and(|condition| self.is_guard(condition) || self.is_error_check(condition))
    }

    /// An `if`: the branches of a mere question whether something is there already are taken as run.
    fn choose<R: Reader<'t>>(&mut self, reader: &mut R, node: Node<'t>) {
        let condition = node.child_by_field_name("condition");
        for before in [node.child_by_field_name("initializer"), condition].into_iter().flatten() {
            self.walk(reader, before);
        }
        let is_guard = condition.is_some_and(|condition| self.is_guard(condition));
        let branches = [node.child_by_field_name("consequence"), node.child_by_field_name("alternative")];
        for branch in branches.into_iter().flatten() {
            if is_guard && !throws(branch) { self.walk(reader, branch) } else { self.sometimes(reader, branch) }
        }
    }

    /// A node of which one part always runs, and of the others only some.
    fn branches<R: Reader<'t>>(&mut self, reader: &mut R, node: Node<'t>, first: &str) {
        let first = node.child_by_field_name(first);
        if let Some(first) = first {
            self.walk(reader, first);
        }
        for part in parts(node).into_iter().filter(|part| Some(*part) != first) {
            self.sometimes(reader, part);
        }
    }

    /// A loop: over a list that is written out, item by item; else what happens in it may happen.
    fn repeat<R: Reader<'t>>(&mut self, reader: &mut R, node: Node<'t>) {
        let range = parts(node).into_iter().find(|part| part.kind() == "range_clause").unwrap_or(node);
        let field = |names: [&str; 3]| names.iter().find_map(|name| range.child_by_field_name(name));
        let (pattern, list) = (field(["left", "pattern", "name"]), field(["right", "value", "value"]));
        let Some(body) = node.child_by_field_name("body") else { return self.branches(reader, node, "condition") };
        let items = list.and_then(|list| self.items(list)).filter(|items| items.len() <= LONGEST_LIST);
        match (pattern, items) {
            (Some(pattern), Some(items)) => {
                for item in items {
                    self.with(&[(pattern, Some(item))], span(node), |run| run.walk(reader, body));
                }
            }
            _ => {
                for part in parts(node).into_iter().filter(|part| *part != body) {
                    self.walk(reader, part);
                }
                self.sometimes(reader, body);
            }
        }
    }

    /// A name that is given another value from here on; in some runs only, it has none that is certain.
    fn assign(&mut self, node: Node<'t>) {
        let sides = node.child_by_field_name("left").zip(node.child_by_field_name("right"));
        let Some((left, right)) = sides.filter(|(left, _)| left.kind() == "identifier") else { return };
        let name = self.program.text(left);
        let within =
            self.program.scope.find(name, left.start_byte()).map_or(span(self.program.code.root()), |found| found.1);
        let value = Some(right).filter(|_| self.conditions == 0);
        self.bindings.push(Binding { name, within, value, below: self.bindings.len() });
    }

    /// Goes on while patterns stand for values.
    fn with(&mut self, values: &[(Node<'t>, Option<Node<'t>>)], within: Span, go: impl FnOnce(&mut Self)) {
        let below = self.bindings.len();
        let mut bound = Vec::new();
        for (pattern, value) in values {
            self.bind(*pattern, *value, within, below, &mut bound);
        }
        self.bindings.extend(bound);
        go(self);
        self.bindings.truncate(below);
    }

    fn bind(
        &self,
        pattern: Node<'t>,
        value: Option<Node<'t>>,
        within: Span,
        below: usize,
        bound: &mut Vec<Binding<'t>>,
    ) {
        // Go counts the items of a list in the first of two names.
        let own = if pattern.kind() == "expression_list" { parts(pattern).get(1).copied() } else { None };
        let pattern = own.unwrap_or(pattern);
        let is_object = pattern.kind() == "object_pattern";
        let object = value.map(|value| self.resolve(value));
        for (index, name) in names(pattern).into_iter().enumerate() {
            let text = self.program.text(name);
            let value = match (is_object, pattern.kind()) {
                (true, _) => object.and_then(|object| self.property(object, text)),
                (_, "array_pattern") => value.and_then(|value| self.items(value)?.get(index).copied()),
                _ => value,
            };
            bound.push(Binding { name: text, within, value, below });
        }
    }

    /// A chain that means nothing to a framework by itself: functions of the file are followed, those handed over are run, and code that
    /// stands elsewhere is unknown if it is given the database.
    pub(in crate::fact::extract::migration) fn other<R: Reader<'t>>(&mut self, reader: &mut R, chain: &Chain<'t>) {
        if let Some(bound) = self.bound(chain) {
            return reader.call(self, &bound);
        }
        if self.follow(reader, chain) {
            return;
        }
        if !chain.root.kind().ends_with("identifier") {
            self.walk_root(reader, chain.root);
        }
        for link in &chain.links {
            self.pass(reader, chain, link);
        }
        self.note_stranger(chain);
    }

    fn walk_root<R: Reader<'t>>(&mut self, reader: &mut R, root: Node<'t>) {
        if is_function(root) { self.enter(reader, root) } else { self.walk(reader, root) }
    }

    /// The arguments of a call.
    pub(in crate::fact::extract::migration) fn pass<R: Reader<'t>>(
        &mut self,
        reader: &mut R,
        chain: &Chain<'t>,
        link: &Link<'t>,
    ) {
        /// Which run a function for each item.
        const LOOPS: &[&str] = &[
            "map", "forEach", "filter", "reduce", "some", "every", "find", "flatMap", "each", "eachSeries",
            "mapSeries", "ForEach", "Select", "for_each",
        ];
        let items = if LOOPS.contains(&link.name) {
            self.items(chain.root).filter(|items| items.len() <= LONGEST_LIST)
        } else {
            None
        };
        for argument in link.arguments() {
            if !is_function(argument) {
                self.above.push("arguments");
                self.walk(reader, argument);
                self.above.pop();
            } else if let (Some(items), Some(first)) = (&items, parameters(argument).first()) {
                for item in items {
                    self.with(&[(*first, Some(*item))], span(argument), |run| run.enter(reader, argument));
                }
            } else {
                let is_certain = !LOOPS.contains(&link.name) && link.name != "catch";
                self.conditions += usize::from(!is_certain);
                self.enter(reader, argument);
                self.conditions -= usize::from(!is_certain);
            }
        }
    }

    /// Follows a call of a function of this file.
    fn follow<R: Reader<'t>>(&mut self, reader: &mut R, chain: &Chain<'t>) -> bool {
        let Some((function, link, name)) = self.local(chain) else { return false };
        if self.calls >= CALLS {
            self.unknown_code(name, link.whole);
            return true;
        }
        let values: Vec<_> = parameters(function)
            .into_iter()
            .zip(link.arguments().into_iter().map(Some).chain(std::iter::repeat(None)))
            .collect();
        let given = values.iter().filter(|(_, value)| value.is_some_and(|value| self.is_handle(value)));
        let handles: Vec<_> =
            given.flat_map(|(pattern, _)| names(*pattern)).map(|name| self.program.text(name)).collect();
        self.handles.extend(handles);
        self.calls += 1;
        self.with(&values, span(function), |run| run.enter(reader, function));
        self.calls -= 1;
        let rest: Vec<_> = chain.links.iter().skip_while(|one| one.whole != link.whole).skip(1).copied().collect();
        for link in &rest {
            self.pass(reader, chain, link);
        }
        true
    }

    /// A call of a name that stands for a method with its object: `const query = db.query.bind(db)`.
    fn bound(&self, chain: &Chain<'t>) -> Option<Chain<'t>> {
        let (first, rest) = chain.links.split_first().filter(|(first, _)| first.name.is_empty() && first.is_call())?;
        let mut target = self.program.chain(Some(self.resolve(chain.root)).filter(|value| *value != chain.root)?);
        target.links.pop().filter(|last| last.name == "bind" && last.is_call())?;
        let method = target.links.pop()?;
        target.links.push(Link { name: method.name, ..*first });
        target.links.extend(rest);
        Some(target)
    }

    /// The function of this file that a chain calls first: `helper(…)`, `this.helper(…)`.
    fn local(&self, chain: &Chain<'t>) -> Option<(Node<'t>, Link<'t>, &'t str)> {
        let first = chain.links.first().filter(|link| link.is_call())?;
        let root = self.program.text(chain.root);
        let name = match (first.name, root) {
            ("", _) if chain.root.kind().ends_with("identifier") => root,
            (name, "this" | "self" | "Self") => name,
            _ => return None,
        };
        let bound =
            if first.name.is_empty() { Some(self.resolve(chain.root)).filter(|node| is_function(*node)) } else { None };
        let function = bound.or_else(|| self.program.function(name, chain.root.start_byte()))?;
        Some((function, *first, name))
    }

    fn note_stranger(&mut self, chain: &Chain<'t>) {
        let Some(last) = chain.links.iter().rev().find(|link| link.is_call()) else { return };
        let root = self.program.text(chain.root);
        let name = if last.name.is_empty() { root } else { last.name };
        let is_given = chain.links.iter().any(|link| self.is_given_handle(link));
        if is_given && !is_harmless(root, name) {
            self.unknown_code(name, last.whole);
        } else if !is_harmless(root, name) && self.stranger.is_none() && chain.root.kind().ends_with("identifier") {
            self.stranger = Some((last.whole, name));
        }
    }

    /// Whether a call is given the database, alone or in an object.
    fn is_given_handle(&self, link: &Link<'t>) -> bool {
        link.arguments().into_iter().any(|argument| {
            let argument = bare(argument);
            match argument.kind() {
                "object" => self.entries(argument).into_iter().any(|(_, value)| self.names_handle(value)),
                _ => self.names_handle(argument),
            }
        })
    }

    fn names_handle(&self, node: Node<'t>) -> bool {
        let is_path = node.kind().ends_with("identifier") || self.program.member(node).is_some();
        is_path && self.is_handle(node)
    }

    /// Whether a condition only asks whether something is there: then both ways lead to the same schema.
    fn is_guard(&self, condition: Node<'t>) -> bool {
        /// How many names of a condition are looked up.
        const NAMES: usize = 8;
        asks_for_existence(self.program.text(condition))
            || names(condition).into_iter().take(NAMES).any(|name| {
                let value =
                    self.program.scope.find(self.program.text(name), name.start_byte()).and_then(|found| found.0);
                value.is_some_and(|value| !is_function(value) && asks_for_existence(self.program.text(value)))
            })
    }

    /// `if err != nil`: what follows is what happens.
    fn is_error_check(&self, condition: Node<'t>) -> bool {
        let text = self.program.text(condition).trim_matches(['(', ')']);
        text.starts_with("err") && text.len() < 12
    }

    fn refuse(&mut self, place: Span) {
        if self.conditions == 0 && self.effects.is_empty() {
            self.refusal.get_or_insert(place);
        }
    }

    /// Whether a call says that it cannot be done.
    fn refuses(&self, chain: &Chain<'t>) -> bool {
        let root = self.program.text(chain.root);
        let first = chain.links.first().map_or("", |link| link.name);
        matches!((root, first), ("Promise", "reject") | ("Err" | "panic", "") | ("errors", "New") | ("fmt", "Errorf"))
    }

    /// Macros of Rust: some refuse.
    fn expand(&mut self, node: Node<'t>) {
        let name = node.child_by_field_name("macro").map_or("", |name| self.program.text(name));
        if matches!(name, "todo" | "unimplemented" | "panic" | "unreachable" | "bail") {
            self.refuse(span(node));
        }
    }
}

/// Whether a text asks if a table, a column or an index is there.
fn asks_for_existence(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "xists", "hasTable", "hasColumn", "hasIndex", "has_table", "has_column", "has_index", "describeTable",
        "getTable(", "findColumnByName", "columnInfo",
    ];
    text.len() < 2_000 && WORDS.iter().any(|word| text.contains(word))
}

/// The `if` that a statement is.
fn choice(node: Node<'_>) -> Node<'_> {
    node.named_child(0).filter(|_| node.kind() == "expression_statement").unwrap_or(node)
}

fn is_choice(node: Node<'_>) -> bool {
    matches!(choice(node).kind(), "if_statement" | "if_expression")
}

/// Whether a branch leaves the function or the round of a loop.
fn leaves(branch: Node<'_>) -> bool {
    let leave = |node: Node<'_>| {
        let node = choice(node);
        matches!(
            node.kind(),
            "return_statement" | "return_expression" | "throw_statement" | "continue_statement" | "continue_expression"
        )
    };
    let inner = |node: Node<'_>| parts(node).into_iter().any(leave);
    leave(branch)
        || inner(branch)
        || parts(branch).into_iter().any(|part| part.kind() == "statement_list" && inner(part))
}

/// Whether a branch is there to give up.
fn throws(branch: Node<'_>) -> bool {
    let is_throw = |node: Node<'_>| node.kind() == "throw_statement";
    is_throw(branch) || parts(branch).into_iter().any(is_throw)
}

/// Whether a call surely leaves the database alone: it reports, or hands values about.
fn is_harmless(root: &str, name: &str) -> bool {
    const ROOTS: &[&str] = &[
        "console", "Promise", "JSON", "Object", "Array", "Math", "Date", "String", "Number", "process", "require",
        "Ok", "Some", "Box", "async", "errors", "fmt", "log", "logger", "Task", "callback", "cb", "done", "next",
        "resolve", "BigInt", "Error",
    ];
    const NAMES: &[&str] =
        &["log", "info", "warn", "debug", "notice", "println", "Println", "Printf", "nameof", "super", "bind"];
    let asks =
        |start: &str| name.strip_prefix(start).is_some_and(|rest| rest.starts_with(|one: char| one.is_uppercase()));
    ROOTS.contains(&root)
        || NAMES.contains(&name)
        || asks("is")
        || asks("has")
        || root.to_ascii_lowercase().contains("log")
}
