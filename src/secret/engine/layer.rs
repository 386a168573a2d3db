//! One layer of text: a file, or what was decoded out of it.

use std::cell::Cell;
use std::sync::LazyLock;

use super::MOST;
use super::context::Context;
use crate::finding::Confidence;
use crate::secret::candidate::{Candidate, Hit};
use crate::secret::checksum::{Proven, base64_three};
use crate::secret::decode::{self, Decoded};
use crate::secret::detector::{Piece, Worth};
use crate::secret::entropy;
use crate::secret::found::{Found, Identity, Note, Redacted, What, Written};
use crate::secret::judge::{self, Judgement, Place};
use crate::secret::lookup::{Lookup, Row};
use crate::secret::sweep::{Block, LEAST, Literal, Literals, Run, Sweep, Word};
use crate::secret::{assignment, shape, structure};
use crate::text::Span;

/// The shortest run that may be an encoding of a secret.
const ENCODED: usize = 20;
/// Longer values are no secrets, but they may hold some.
const LONGEST_VALUE: usize = 4 << 10;
/// How far in front of a run a token may start that holds other bytes too.
const GLUED: usize = 64;
/// How many bytes the matches in one block may look at.
const TRIES: usize = 1 << 18;

/// What the sweep looks for besides runs: first the marks of structures, then the words of assignments.
static LITERALS: LazyLock<Literals> = LazyLock::new(|| {
    Literals::new(structure::MARKS.iter().map(|mark| Literal::exact(mark)).chain(assignment::leads()))
});

thread_local! {
    /// Room for a block, kept from file to file.
    static SPARE: Cell<Option<Block>> = const { Cell::new(None) };
}

/// The scan of one layer.
pub(super) struct Layer<'a> {
    lookup: &'static Lookup,
    place: Place,
    bytes: &'a [u8],
    found: Vec<Found>,
    /// What the block's words named; judged at its end.
    named: Vec<Candidate>,
    /// Likewise what is named and looks drawn by lot.
    drawn: Vec<Candidate>,
    hits: Vec<Hit>,
    /// The end of the last structure: what lies before was read.
    done: usize,
    /// The end of the last value that was decoded.
    decoded: usize,
    /// What stands around the token that was asked about last: several shapes may fit it.
    context: Option<Context>,
    tries: usize,
}

impl<'a> Layer<'a> {
    pub(super) fn new(lookup: &'static Lookup, place: Place, bytes: &'a [u8]) -> Self {
        Self {
            lookup,
            place,
            bytes,
            found: Vec::new(),
            named: Vec::new(),
            drawn: Vec::new(),
            hits: Vec::new(),
            done: 0,
            decoded: 0,
            context: None,
            tries: 0,
        }
    }

    /// All that may be a secret, overlaps and all; `depth` and `budget` bound what is decoded. It stops behind the block that brings
    /// [`MOST`].
    pub(super) fn scan(mut self, depth: u8, budget: &mut usize) -> Vec<Found> {
        let (lookup, bytes) = (self.lookup, self.bytes);
        let mut sweep = Sweep::new(bytes, &LITERALS, |at| lookup.may_start(bytes, at));
        let mut block = SPARE.take().unwrap_or_default();
        while self.found.len() < MOST {
            if !sweep.next(&mut block) {
                break;
            }
            self.tries = TRIES;
            block.starts.iter().for_each(|at| self.prefixed(*at));
            block.runs.iter().for_each(|run| self.run(*run, depth, budget));
            block.words.iter().for_each(|word| self.word(*word));
            self.judge_block(depth, budget);
        }
        SPARE.set(Some(block));
        self.found
    }

    /// A place at which the first bytes of a token stand.
    fn prefixed(&mut self, at: usize) {
        for row in self.lookup.at(self.bytes, at) {
            if let Some(span) = row.shape.match_within(self.bytes, at, &mut self.tries) {
                self.known(row, span);
            }
        }
    }

    fn run(&mut self, run: Run, depth: u8, budget: &mut usize) {
        let start = run.span.start;
        let word = match self.bytes[..start].last() {
            Some(b'\\' | b'%') => {
                self.escaped(run.span);
                run.span
            }
            Some(b'$' | b'}') if self.hashed(run.span) => return,
            Some(b':' | b'~' | b'$' | b'@' | b'!' | b'|') => self.glued(run.span),
            _ => run.span,
        };
        if word.len() >= self.lookup.anchor_least() && (run.digits > 0 || word != run.span) {
            let (lookup, bytes) = (self.lookup, self.bytes);
            lookup.anchored(bytes, word, |row, at| {
                if let Some(span) = row.shape.match_within(bytes, at, &mut self.tries) {
                    self.known(row, span);
                }
            });
        }
        if self.may_be_drawn(run) {
            self.values(run.span, depth, budget);
        }
    }

    /// A run that is the last part of a password's hash.
    fn hashed(&mut self, run: Span) -> bool {
        let hit = structure::behind(self.bytes, run);
        hit.inspect(|hit| self.push(*hit, belief(hit.proven), 0)).is_some()
    }

    /// A run whose first letters are the end of an escape: a token may start behind that.
    fn escaped(&mut self, run: Span) {
        for at in run.start + 1..(run.start + 6).min(run.end) {
            if shape::starts_token(self.bytes, at) && self.lookup.may_start(self.bytes, at) {
                self.prefixed(at);
            }
        }
    }

    /// The run with what is glued to its front by other bytes; a token may start there.
    fn glued(&mut self, run: Span) -> Span {
        let before = &self.bytes[run.start.saturating_sub(GLUED)..run.start];
        let is_glue = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.+/=:~$@!|%".contains(byte);
        let length = before.iter().rev().take_while(|byte| is_glue(byte)).count();
        let word = Span::new(run.start - length, run.end);
        for at in word.start..run.start {
            if shape::starts_token(self.bytes, at) && self.lookup.may_start(self.bytes, at) {
                self.prefixed(at);
            }
        }
        word
    }

    /// Whether a run is worth reading what stands around it: digits among its letters, or quoted in both cases.
    fn may_be_drawn(&self, run: Run) -> bool {
        if run.digits >= 2 {
            return run.digits < run.span.len();
        }
        let text = &self.bytes[run.span.range()];
        let is_value = matches!(self.bytes[..run.span.start].last(), Some(b'"' | b'\'' | b'`' | b'=' | b':' | b'>'));
        is_value
            && text.iter().filter(|byte| byte.is_ascii_uppercase()).nth(1).is_some()
            && text.iter().filter(|byte| byte.is_ascii_lowercase()).nth(1).is_some()
    }

    /// The values in a run: what stands behind each `=` that is no padding.
    fn values(&mut self, run: Span, depth: u8, budget: &mut usize) {
        let text = &self.bytes[run.range()];
        let body = text.iter().rposition(|byte| !matches!(byte, b'=' | b'.')).map_or(0, |last| last + 1);
        let mut start = 0;
        for part in text[..body].split(|byte| *byte == b'=') {
            let mut end = start + part.len();
            let next = end + 1;
            if end == body {
                end += text[body..].iter().take_while(|byte| **byte == b'=').count();
            }
            if end - start >= LEAST {
                self.value(run.part(start..end), depth, budget);
            }
            start = next;
        }
    }

    /// One value that may be drawn by lot.
    fn value(&mut self, value: Span, depth: u8, budget: &mut usize) {
        if value.len() <= LONGEST_VALUE && entropy::is_random(&self.bytes[value.range()]) {
            let candidate = assignment::around(self.bytes, value);
            if !self.free(value, candidate) {
                self.drawn.extend(candidate);
            }
        } else if is_uuid(&self.bytes[value.range()]) {
            self.free(value, assignment::around(self.bytes, value));
        }
        if value.len() >= ENCODED && may_be_encoded(&self.bytes[value.range()]) {
            self.decode(value, depth, budget);
        }
    }

    /// Whether the value is a token without any text, known by a word nearby.
    fn free(&mut self, run: Span, candidate: Option<Candidate>) -> bool {
        let value = candidate.map_or(run, |candidate| candidate.value);
        let lookup = self.lookup;
        for span in [Some(value), (value != run).then_some(run)].into_iter().flatten() {
            let Some(free) = lookup.free(span.len()) else { continue };
            let context = self.context_of(span);
            let hinted: Vec<Row> = free.rows(|pair| context.may_hold(pair)).collect();
            for row in hinted {
                if self.is_told(row, span)
                    && row.shape.match_within(self.bytes, span.start, &mut self.tries) == Some(span)
                {
                    let known = self.found.len();
                    self.known(row, span);
                    if self.found.len() > known {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Whether a word nearby or a proof speaks for a token without text.
    fn is_told(&mut self, row: Row, span: Span) -> bool {
        match row.detector.near {
            [] => row.shape.proof.check(&self.bytes[span.range()]) == Proven::Yes,
            near => self.context_of(span).is_near(near),
        }
    }

    /// What stands around a token.
    fn context_of(&mut self, span: Span) -> &Context {
        let context = self.context.take().filter(|context| context.is_of(span));
        self.context.insert(context.unwrap_or_else(|| Context::of(self.bytes, span)))
    }

    /// A token of a known shape: proves it, and reads what stands around it.
    fn known(&mut self, row: Row, span: Span) {
        if !row.is_strong && is_inside_blob(&self.bytes[..span.start]) {
            return;
        }
        let token = &self.bytes[span.range()];
        let proven = row.shape.proof.check(token);
        let is_random = is_drawn(row, token);
        // Before what stands around it is read: most that match a weak shape are words.
        if proven == Proven::Unknown && !row.is_strong && !is_random {
            return;
        }
        let near = row.detector.near;
        let context = self.context_of(span);
        if near.is_empty() || context.is_near(near) {
            let around = context.around;
            let is_named = context.names(near);
            let is_free = !matches!(row.shape.pieces.first(), Some(Piece::Text(_) | Piece::OneOf(_)));
            let confidence = match proven {
                Proven::Yes => Confidence::Certain,
                Proven::No => Confidence::Possible,
                Proven::Unknown if row.is_strong && is_random => Confidence::Certain,
                Proven::Unknown if row.is_strong || near.is_empty() || !is_free => Confidence::Likely,
                Proven::Unknown => self.believed(row, around, is_named),
            };
            let hit = Hit {
                detector: row.detector,
                span,
                name: around.and_then(|candidate| candidate.name),
                written: around.map_or(Written::Alone, |candidate| candidate.written),
                proven,
                note: None,
            };
            self.push(hit, confidence, row.shape.bits());
        }
    }

    /// How far a token without text is believed: its name must say whose it is, or that it is secret.
    fn believed(&self, row: Row, around: Option<Candidate>, is_named: bool) -> Confidence {
        let Some(candidate) = around else { return Confidence::Possible };
        let is_uuid = matches!(row.shape.pieces, [Piece::Uuid]);
        let judgement = judge::generic(self.bytes, &candidate, self.place);
        match judgement {
            Some(judgement) if judgement.confidence > Confidence::Possible => Confidence::Likely,
            _ if is_named && !is_uuid => Confidence::Likely,
            _ => Confidence::Possible,
        }
    }

    /// A literal: a structure stands around it, or it is a part of a name.
    fn word(&mut self, word: Word) {
        match word.literal.checked_sub(structure::MARKS.len()) {
            None => {
                structure::at(self.bytes, word.literal, word.at, self.place, self.done, &mut self.hits);
                for hit in std::mem::take(&mut self.hits) {
                    self.done = self.done.max(hit.span.end);
                    self.push(hit, belief(hit.proven), 0);
                }
            }
            Some(_) => assignment::named(self.bytes, word.at, &mut self.named),
        }
    }

    /// Judges what was named in this block.
    fn judge_block(&mut self, depth: u8, budget: &mut usize) {
        let (mut named, mut drawn) = (std::mem::take(&mut self.named), std::mem::take(&mut self.drawn));
        named.sort_by_key(|candidate| candidate.value);
        named.dedup_by_key(|candidate| candidate.value);
        drawn.retain(|one| named.binary_search_by_key(&one.value, |other| other.value).is_err());
        named.drain(..).for_each(|candidate| self.judge(candidate, depth, budget));
        drawn.drain(..).for_each(|candidate| self.judge(candidate, depth, budget));
        (self.named, self.drawn) = (named, drawn);
    }

    /// Judges one named value.
    fn judge(&mut self, candidate: Candidate, depth: u8, budget: &mut usize) {
        let value = &self.bytes[candidate.value.range()];
        if let Some(Judgement { confidence, note }) = judge::generic(self.bytes, &candidate, self.place) {
            self.found.push(Found {
                what: What::Generic,
                span: candidate.value,
                name: candidate.name,
                written: candidate.written,
                confidence,
                note,
                encoded: None,
                decoded: None,
                identity: Identity::of(value),
            });
        }
        if value.iter().any(|byte| matches!(byte, b'\\' | b'%' | b'&')) {
            self.decode(candidate.value, depth, budget);
        }
    }

    /// Looks into a value that is an encoding.
    fn decode(&mut self, value: Span, depth: u8, budget: &mut usize) {
        if depth == 0 || value.start < self.decoded {
            return;
        }
        let Some(decoded) = decode::decode(self.bytes, value, budget) else { return };
        self.decoded = decoded.source().end.max(value.end);
        let mut inner = Layer::new(self.lookup, self.place, &decoded.bytes).scan(depth - 1, budget);
        map(&mut inner, &decoded);
        self.found.append(&mut inner);
    }

    fn push(&mut self, hit: Hit, confidence: Confidence, bits: u16) {
        self.found.push(found(self.bytes, hit, confidence, bits));
    }
}

/// How far a structure is believed.
fn belief(proven: Proven) -> Confidence {
    match proven {
        Proven::Yes => Confidence::Certain,
        Proven::No => Confidence::Possible,
        Proven::Unknown => Confidence::Likely,
    }
}

/// What a structure of the whole file has found.
pub(super) fn believe(bytes: &[u8], hit: Hit) -> Found {
    found(bytes, hit, belief(hit.proven), 0)
}

fn found(bytes: &[u8], hit: Hit, confidence: Confidence, bits: u16) -> Found {
    let value = &bytes[hit.span.range()];
    // The format of a key block holds long runs of one letter; its structure proves more than they disprove.
    let is_proven = hit.proven == Proven::Yes && hit.detector.shapes.is_empty();
    let is_example = !is_proven && judge::is_made_up(value);
    let note = if is_example {
        Some(Note::Example)
    } else if hit.proven == Proven::No {
        Some(Note::BadChecksum)
    } else {
        hit.note.or(match hit.detector.worth {
            Worth::Secret => None,
            Worth::Test => Some(Note::Test),
            Worth::Public => Some(Note::Public),
        })
    };
    Found {
        what: What::Known(hit.detector),
        span: hit.span,
        name: hit.name,
        written: hit.written,
        confidence: if is_example { Confidence::Possible } else { confidence },
        note,
        encoded: None,
        decoded: None,
        identity: Identity::with_bits(value, bits.max(entropy::bits(value))),
    }
}

/// Puts what was found in decoded bytes where it came from.
pub(super) fn map(found: &mut [Found], decoded: &Decoded) {
    for found in found {
        found.decoded.get_or_insert_with(|| Redacted::new(&decoded.bytes[found.span.range()]));
        found.span = decoded.origin(found.span);
        found.name = found.name.map(|name| decoded.origin(name));
        found.encoded = Some(decoded.how);
    }
}

/// Whether it is as long as a UUID and has its dashes.
fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36 && [8, 13, 18, 23].iter().all(|at| value[*at] == b'-')
}

/// Whether the first digits of a run can be those of text or of a key: a glance that spares most of them more.
fn may_be_encoded(run: &[u8]) -> bool {
    let Some((first, rest)) = run.split_first_chunk::<4>() else { return false };
    let Some(second) = rest.first_chunk::<4>() else { return false };
    if first.iter().chain(second).all(u8::is_ascii_hexdigit) {
        return true;
    }
    let (Some(first), Some(second)) = (base64_three(*first), base64_three(*second)) else { return false };
    let is_text = |byte: &u8| !byte.is_ascii_control() || byte.is_ascii_whitespace();
    // UTF-16 and DER are no text.
    first[..2].contains(&0) || first[0] == 0x30 || first.iter().chain(&second).all(is_text)
}

/// Whether `before` ends inside base64 of something: there, three letters stand by chance.
fn is_inside_blob(before: &[u8]) -> bool {
    let Some((rest, b'+' | b'/')) = before.split_last().map(|(last, rest)| (rest, last)) else { return false };
    let Some(rest) = rest.last_chunk::<24>() else { return false };
    let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    rest.iter().all(is_base64)
        && rest.iter().any(u8::is_ascii_uppercase)
        && rest.iter().any(u8::is_ascii_lowercase)
        && rest.iter().any(u8::is_ascii_digit)
}

/// Whether what was drawn of a token, behind its first text, looks so: the longest part without a separator, for parts of a fixed kind
/// (dates, accounts, digits of a UUID's version) say nothing.
fn is_drawn(row: Row, token: &[u8]) -> bool {
    let body = body(row, token);
    let parts = body.split(|byte| !byte.is_ascii_alphanumeric());
    let longest = parts.filter(|part| part.iter().any(u8::is_ascii_alphabetic)).max_by_key(|part| part.len());
    entropy::is_random(body)
        || longest.is_some_and(entropy::is_random)
        || row.shape.pieces.iter().any(|piece| matches!(piece, Piece::Uuid)) && !judge::is_made_up(body)
}

/// What was drawn of a token: all behind its first text.
fn body(row: Row, token: &[u8]) -> &[u8] {
    let fixed = match row.shape.pieces.first() {
        Some(Piece::Text(text)) => text.len(),
        Some(Piece::OneOf(words)) => {
            words.iter().find(|word| token.starts_with(word.as_bytes())).map_or(0, |word| word.len())
        }
        _ => 0,
    };
    &token[fixed..]
}
