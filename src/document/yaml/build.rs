//! From the parser's events to the tree.

use std::collections::HashMap;

use granit_parser::{Event, Options, Parser, ScalarStyle, StructureStyle};

use crate::text::Span;

use super::tree::{Kind, NONE, Owned, Raw, Tree};
use super::{MAX_MERGES, MAX_NODES};

/// Up to this many keys are compared one by one.
const FEW_KEYS: usize = 12;

/// Reading stopped at this offset.
pub(super) struct Broken {
    pub(super) at: usize,
}

/// Reads `part`, which starts at byte `base` of the text and holds a document, into `tree`. What was read before an error stays, marked as cut.
pub(super) fn document(tree: &mut Tree, part: &str, base: usize) -> Result<(), Broken> {
    let mut build = Build {
        tree,
        part,
        base,
        open: Vec::new(),
        anchors: Vec::new(),
        costs: HashMap::new(),
        root: None,
        scalar: None,
        end: base,
        keys: Vec::new(),
    };
    build.run()
}

fn options() -> Options {
    granit_parser::options! {
        emit_unresolved_aliases: true,
        max_buffered_comment_events: usize::MAX,
    }
}

struct Build<'t, 'p> {
    tree: &'t mut Tree,
    part: &'p str,
    base: usize,
    /// The collections that are not closed yet.
    open: Vec<u32>,
    /// The node of each anchor, by the parser's number for it.
    anchors: Vec<u32>,
    /// How many mappings a lookup in a mapping with `<<` reads.
    costs: HashMap<u32, usize>,
    /// The first node of the document.
    root: Option<u32>,
    /// The scalar whose `reach` the next event tells.
    scalar: Option<u32>,
    /// Where the last node ended.
    end: usize,
    /// Room for the keys of one mapping.
    keys: Vec<u32>,
}

impl<'p> Build<'_, 'p> {
    fn run(&mut self) -> Result<(), Broken> {
        let mut parser = Parser::new_from_str_with_options(self.part, options());
        while let Some(event) = parser.next_event() {
            let (event, place) = match event {
                Ok(event) => event,
                Err(error) => {
                    let at = self.base + error.marker().byte_offset().unwrap_or(self.part.len()).min(self.part.len());
                    let why = error.kind().to_string();
                    return Err(self.broken(at, format!("{}: {}", self.fault(), why.trim_end_matches('.'))));
                }
            };
            let range = place.byte_range().unwrap_or_default();
            let span = Span::new(self.base + range.start, self.base + range.end);
            if self.tree.nodes.len() >= MAX_NODES {
                return Err(
                    self.broken(span.start, format!("it has more than {MAX_NODES} nodes; the rest is not read"))
                );
            }
            self.event(event, span, place.start.col());
        }
        Ok(())
    }

    fn fault(&self) -> &'static str {
        if self.tree.masks_in(Span::new(self.base, self.base + self.part.len())).is_empty() {
            "not valid YAML"
        } else {
            "not valid YAML once its templates are masked"
        }
    }

    fn event(&mut self, event: Event<'p>, span: Span, column: usize) {
        if let Event::Comment(..) = event {
            self.tree.comments.push(span);
            return;
        }
        if let Some(scalar) = self.scalar.take() {
            self.tree.nodes[scalar as usize].reach = small(span.start);
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let kind = scalar_kind(style);
                let span = self.scalar_span(kind, span);
                let at = self.push(kind, span, column);
                if self.part.get(self.local(self.tree.nodes[at as usize].inner())) != Some(&*text)
                    && !(span.is_empty() && kind == Kind::Plain)
                {
                    self.tree.nodes[at as usize].link = small(self.tree.owned.len());
                    self.tree.owned.push(Owned { text: text.into(), pieces: std::sync::OnceLock::new() });
                }
                self.anchor(anchor, at);
                self.scalar = Some(at);
                self.end = span.end;
            }
            Event::SequenceStart(style, anchor, _) => self.open(Kind::Sequence, style, anchor, span, column),
            Event::MappingStart(style, anchor, _) => self.open(Kind::Mapping, style, anchor, span, column),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => {
                let at = self.push(Kind::Alias, span, column);
                self.tree.nodes[at as usize].link = self.anchors.get(anchor).copied().unwrap_or(NONE);
                self.end = span.end;
            }
            Event::UnresolvedAlias(name) => {
                self.push(Kind::Alias, span, column);
                self.end = span.end;
                self.tree.problem(span, format!("`*{name}` is not defined as an anchor"));
            }
            Event::DocumentEnd => self.tree.documents.extend(self.root.take()),
            _ => {}
        }
    }

    fn local(&self, span: Span) -> std::ops::Range<usize> {
        span.start - self.base..span.end.max(span.start) - self.base
    }

    /// The place that a reader would point at: an absent value stands after its colon, a block scalar ends with its last line.
    fn scalar_span(&self, kind: Kind, span: Span) -> Span {
        let bytes = self.part.as_bytes();
        match kind {
            Kind::Plain if span.is_empty() && bytes.get(span.start - self.base) == Some(&b':') => {
                Span::empty(span.start + 1)
            }
            Kind::Literal | Kind::Folded => {
                Span::new(span.start, span.start + bytes[self.local(span)].trim_ascii_end().len())
            }
            _ => span,
        }
    }

    fn push(&mut self, kind: Kind, span: Span, column: usize) -> u32 {
        let at = small(self.tree.nodes.len());
        self.root.get_or_insert(at);
        let [start, end] = [small(span.start), small(span.end)];
        let column = small(column);
        self.tree.nodes.push(Raw {
            kind,
            flow: false,
            cut: false,
            start,
            end,
            reach: end,
            column,
            next: at + 1,
            link: NONE,
        });
        at
    }

    fn anchor(&mut self, anchor: usize, at: u32) {
        if anchor != 0 {
            self.anchors.resize(self.anchors.len().max(anchor + 1), NONE);
            self.anchors[anchor] = at;
        }
    }

    fn open(&mut self, kind: Kind, style: StructureStyle, anchor: usize, span: Span, column: usize) {
        let flow = style == StructureStyle::Flow;
        let (start, column) =
            if kind == Kind::Sequence && !flow { self.dash(span.start, column) } else { (span.start, column) };
        let at = self.push(kind, Span::new(start, span.end), column);
        self.tree.nodes[at as usize].flow = flow;
        self.anchor(anchor, at);
        self.open.push(at);
        self.end = self.end.max(span.end);
    }

    /// The first dash of a block sequence, which the parser says to start after it.
    fn dash(&self, start: usize, column: usize) -> (usize, usize) {
        let before = &self.part.as_bytes()[..start - self.base];
        let kept = before.trim_ascii_end();
        if kept.last() != Some(&b'-') {
            return (start, column);
        }
        let skipped = &before[kept.len() - 1..];
        let at = start - skipped.len();
        if skipped.contains(&b'\n') {
            let line = memchr::memrchr(b'\n', kept).map_or(0, |feed| feed + 1);
            return (at, kept.len() - 1 - line);
        }
        (at, column.saturating_sub(skipped.len()))
    }

    fn close(&mut self, span: Span) {
        let Some(&at) = self.open.last() else { return };
        let next = small(self.tree.nodes.len());
        let node = &mut self.tree.nodes[at as usize];
        self.end = if node.flow { span.end } else { self.end };
        node.end = small(self.end).max(node.start);
        node.reach = small(span.start).max(node.end);
        node.next = next;
        if node.kind == Kind::Mapping {
            self.keys(at);
        }
        self.open.pop();
    }

    /// Looks for keys that occur twice and for what the mapping merges.
    fn keys(&mut self, mapping: u32) {
        let end = self.tree.nodes[mapping as usize].next;
        let mut keys = std::mem::take(&mut self.keys);
        keys.clear();
        let mut cost = 1_usize;
        let mut at = mapping + 1;
        while at < end {
            let value = self.tree.nodes[at as usize].next;
            let key = self.tree.nodes[at as usize];
            if key.is_scalar() {
                if key.kind == Kind::Plain && self.text(at) == "<<" {
                    cost = cost.saturating_add(self.merge_cost(value));
                } else if self.tree.masks_in(key.span()).is_empty() {
                    keys.push(at);
                }
            }
            at = self.tree.nodes.get(value as usize).map_or(end, |value| value.next);
        }
        self.duplicates(&keys);
        self.keys = keys;
        if cost > 1 {
            self.costs.insert(mapping, cost);
            if cost > MAX_MERGES {
                let span = Span::empty(self.tree.nodes[mapping as usize].start as usize);
                self.tree.problem(
                    span,
                    format!("it merges more than {MAX_MERGES} mappings with `<<`; the rest is not read"),
                );
            }
        }
    }

    fn duplicates(&mut self, keys: &[u32]) {
        let mut found: Vec<u32> = Vec::new();
        if keys.len() <= FEW_KEYS {
            for (count, &key) in keys.iter().enumerate() {
                if keys[..count]
                    .iter()
                    .rev()
                    .any(|&other| self.text(other) == self.text(key) && self.is_one_branch(other, key))
                {
                    found.push(key);
                }
            }
        } else {
            let mut seen: HashMap<&str, u32> = HashMap::with_capacity(keys.len());
            for &key in keys {
                if seen.insert(self.text(key), key).is_some_and(|other| self.is_one_branch(other, key)) {
                    found.push(key);
                }
            }
        }
        self.tree.duplicates.extend(found.iter().map(|&key| self.tree.nodes[key as usize].span()));
    }

    /// No template decides between the two keys.
    fn is_one_branch(&self, first: u32, second: u32) -> bool {
        let between =
            Span::new(self.tree.nodes[first as usize].end as usize, self.tree.nodes[second as usize].start as usize);
        self.tree.masks_in(between).is_empty()
    }

    /// How many mappings `value`, which stands at a `<<`, makes a lookup read; more than the limit is not counted out.
    fn merge_cost(&self, value: u32) -> usize {
        let target = self.target(value);
        let Some(node) = self.tree.nodes.get(target as usize) else { return 0 };
        if node.kind != Kind::Sequence || self.open.contains(&target) {
            return self.cost_of(target);
        }
        let mut sum = 0_usize;
        let mut at = target + 1;
        while at < node.next && sum <= MAX_MERGES {
            sum = sum.saturating_add(self.cost_of(self.target(at)));
            at = self.tree.nodes[at as usize].next;
        }
        sum
    }

    /// What an alias stands for, or the node itself.
    fn target(&self, at: u32) -> u32 {
        self.tree.nodes.get(at as usize).filter(|node| node.kind == Kind::Alias).map_or(at, |alias| alias.link)
    }

    /// A collection that is merged into what stands in it has no end.
    fn cost_of(&self, target: u32) -> usize {
        if self.open.contains(&target) { usize::MAX } else { self.costs.get(&target).copied().unwrap_or(1) }
    }

    fn text(&self, at: u32) -> &str {
        let node = &self.tree.nodes[at as usize];
        match self.tree.owned.get(node.link as usize) {
            Some(owned) => &owned.text,
            None => self.part.get(self.local(node.inner())).unwrap_or_default(),
        }
    }

    /// Closes what is open as cut and says why.
    fn broken(&mut self, at: usize, why: String) -> Broken {
        let next = small(self.tree.nodes.len());
        if let Some(scalar) = self.scalar.take() {
            let scalar = &mut self.tree.nodes[scalar as usize];
            scalar.reach = small(at).max(scalar.end);
            scalar.cut = true;
        }
        while let Some(open) = self.open.pop() {
            let node = &mut self.tree.nodes[open as usize];
            node.end = small(self.end).max(node.start);
            node.reach = small(at).max(node.end);
            node.next = next;
            node.cut = true;
        }
        self.tree.documents.extend(self.root.take());
        self.tree.problem(Span::empty(at), why);
        Broken { at }
    }
}

fn scalar_kind(style: ScalarStyle) -> Kind {
    match style {
        ScalarStyle::SingleQuoted => Kind::Single,
        ScalarStyle::DoubleQuoted => Kind::Double,
        ScalarStyle::Literal => Kind::Literal,
        ScalarStyle::Folded => Kind::Folded,
        _ => Kind::Plain,
    }
}

/// An offset or index; texts over 4 GiB are not parsed.
fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(NONE)
}
