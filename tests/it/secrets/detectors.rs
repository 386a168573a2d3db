//! Every row of the tables, in source text of many languages: found at its place, by its own rule, and nothing beside it.

use std::fmt::Write as _;

use portcullis::finding::Confidence;
use portcullis::secret::{Detector, Found, Piece, Scanner, Shape, What, providers};
use portcullis::text::{RepoPath, Span};

/// A file name, and text with `{name}` and `{token}` in it.
const FRAMES: &[(&str, &str)] = &[
    ("app/settings.py", "import os\n\nDEBUG = False\n{name} = \"{token}\"\n"),
    ("src/client.js", "const client = connect({ {name}: '{token}', retries: 3 });\n"),
    ("main.go", "package main\n\nconst {name} = \"{token}\"\n"),
    ("src/Client.java", "class Client {\n    private static final String {name} = \"{token}\";\n}\n"),
    ("config/app.yaml", "client:\n  {name}: {token}\n  retries: 3\n"),
    ("config.json", "{\n  \"{name}\": \"{token}\",\n  \"retries\": 3\n}\n"),
    ("config.toml", "[client]\n{name} = \"{token}\"\n"),
    (".env", "DEBUG=1\n{name}={token}\n"),
    ("deploy.sh", "set -eu\nexport {name}='{token}'\n./deploy\n"),
    ("web.xml", "<config>\n  <add key=\"{name}\" value=\"{token}\"/>\n</config>\n"),
    ("README.md", "# Setup\n\nSet `{name}` to `{token}` and start.\n"),
];

/// How many of the frames a row must be found in where chance decides too: a value of few digits or short parts may look like words.
const MOST_FRAMES: usize = 6;

/// A shape in a frame.
struct Sample {
    path: RepoPath,
    bytes: Vec<u8>,
    span: Span,
}

impl Sample {
    /// `token` as the value of what names `detector`; `None` where the format would write it otherwise.
    fn new(detector: &Detector, (path, frame): (&str, &str), token: &[u8]) -> Option<Self> {
        let token = std::str::from_utf8(token).unwrap();
        let is_verbatim = !(path.ends_with(".xml") && token.contains('&'));
        let text = frame.replace("{name}", &name(detector));
        let start = text.find("{token}")?;
        let bytes = text.replacen("{token}", token, 1).into_bytes();
        is_verbatim.then(|| Self { path: path.into(), bytes, span: Span::new(start, start + token.len()) })
    }

    fn scan(&self) -> Vec<Found> {
        Scanner::new().scan(&self.path, &self.bytes)
    }
}

/// What a program calls a credential of this kind.
fn name(detector: &Detector) -> String {
    detector.near.first().map_or_else(|| "CLIENT_VALUE".to_owned(), |word| format!("{}_API_KEY", word.to_uppercase()))
}

fn rows() -> impl Iterator<Item = (&'static Detector, &'static Shape)> {
    let detectors = providers::all().flat_map(|provider| provider.detectors);
    detectors.flat_map(|detector| detector.shapes.iter().map(move |shape| (detector, shape)))
}

fn rule(found: &Found) -> &'static str {
    match found.what {
        What::Known(detector) => detector.rule,
        What::Generic => "secret/generic",
        What::Custom(_) => "secret/custom",
    }
}

/// Whether the shape begins with so much text that nothing else looks like it.
fn is_plain(shape: &Shape) -> bool {
    match shape.pieces.first() {
        Some(Piece::Text(text)) => text.len() >= 5,
        Some(Piece::OneOf(words)) => words.iter().all(|word| word.len() >= 5),
        _ => false,
    }
}

/// Whether it would stop a change.
fn gates(found: &Found) -> bool {
    found.note.is_none() && found.confidence >= Confidence::Likely
}

/// What is found in a sample, where that is not its token alone, by its own rule.
fn fault(detector: &Detector, sample: &Sample) -> Option<String> {
    let found = sample.scan();
    let is_right = matches!(&found[..], [one] if one.span == sample.span && rule(one) == detector.rule);
    let list = || found.iter().map(|one| format!("{} at {:?}", rule(one), one.span)).collect::<Vec<_>>().join(", ");
    (!is_right).then(|| format!("{}: [{}] for {:?}", sample.path, list(), sample.span))
}

#[test]
fn every_token_is_found_at_its_place_by_its_rule_in_every_language() {
    let mut list = String::new();
    for (detector, shape) in rows() {
        let samples = FRAMES.iter().zip(1..).filter_map(|(frame, seed)| {
            let token = shape.example(seed * 7919);
            Sample::new(detector, *frame, &token)
        });
        let (mut count, mut faults) = (0, Vec::new());
        for sample in samples {
            count += 1;
            faults.extend(fault(detector, &sample));
        }
        let most = if is_plain(shape) && detector.rule != "secret/slack-cookie" { 0 } else { count - MOST_FRAMES };
        if faults.len() > most {
            let _ = writeln!(list, "{} ({}) in {}: {}", detector.rule, shape.words(), faults.len(), faults[0]);
        }
    }
    assert!(list.is_empty(), "{list}");
}

/// A row that is known by its text alone: what is left of a token is no other kind of secret.
fn told_by_text() -> impl Iterator<Item = (&'static Detector, &'static Shape)> {
    rows().filter(|(detector, shape)| detector.near.is_empty() && is_plain(shape))
}

/// Whether the row itself takes a text for its token.
fn is_taken(detector: &Detector, text: &[u8]) -> bool {
    let frame = ("README.md", "Set it to `{token}` and start.\n");
    let sample = Sample::new(detector, frame, text).unwrap();
    sample.scan().iter().any(|found| rule(found) == detector.rule && gates(found))
}

#[test]
fn a_token_that_is_one_byte_short_is_none() {
    let mut wrong = Vec::new();
    for (detector, shape) in told_by_text() {
        let is_fixed = |piece: &Piece| matches!(piece, Piece::Of(_, least, most) if least == most);
        if shape.pieces.last().is_some_and(is_fixed)
            && shape.pieces.iter().all(|piece| is_fixed(piece) || !matches!(piece, Piece::Of(..)))
        {
            let token = shape.example(17);
            let is_shorter_form = detector
                .shapes
                .iter()
                .any(|other| !std::ptr::eq(other, shape) && other.match_at(&token[..token.len() - 1], 0).is_some());
            if !is_shorter_form && is_taken(detector, &token[..token.len() - 1]) {
                wrong.push(detector.rule);
            }
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn a_token_with_a_foreign_byte_is_none() {
    let mut wrong = Vec::new();
    for (detector, shape) in told_by_text() {
        let mut token = shape.example(23);
        // Inside the first part that is drawn by lot, so that no half is long enough; where there are several forms, a half may be one of them.
        let text = shape.pieces.iter().take_while(|piece| !matches!(piece, Piece::Of(..) | Piece::Uuid)).count();
        let Some(Piece::Of(_, least, most)) = shape.pieces.get(text) else { continue };
        if most / 2 >= *least || *least < 8 || detector.shapes.len() > 1 {
            continue;
        }
        let start = token.len() - shape.pieces[text..].iter().map(length).sum::<Option<usize>>().unwrap_or(0);
        if start == token.len() {
            continue;
        }
        token[start + usize::from(*least) / 3] = b'*';
        if is_taken(detector, &token) {
            wrong.push(detector.rule);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// How long a piece is, where it is always as long.
fn length(piece: &Piece) -> Option<usize> {
    match piece {
        Piece::Text(text) => Some(text.len()),
        Piece::OneOf(words) => words.iter().all(|word| word.len() == words[0].len()).then_some(words[0].len()),
        Piece::Of(_, least, most) => (least == most).then_some(usize::from(*least)),
        Piece::Uuid => Some(36),
    }
}

#[test]
fn a_token_of_one_byte_again_and_again_stops_nothing() {
    let mut wrong = Vec::new();
    for (detector, shape) in told_by_text() {
        let token: Vec<u8> = shape
            .pieces
            .iter()
            .flat_map(|piece| match piece {
                Piece::Text(text) => text.as_bytes().to_vec(),
                Piece::OneOf(words) => words[0].as_bytes().to_vec(),
                Piece::Of(alphabet, least, _) => {
                    let byte = [b'x', b'X', b'0', b'a', b'A'].into_iter().find(|byte| alphabet.has(*byte)).unwrap();
                    vec![byte; usize::from(*least)]
                }
                Piece::Uuid => b"00000000-0000-0000-0000-000000000000".to_vec(),
            })
            .collect();
        if is_taken(detector, &token) {
            wrong.push(detector.rule);
        }
    }
    assert_eq!(wrong, [""; 0]);
}
