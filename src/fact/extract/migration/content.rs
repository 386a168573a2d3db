//! Whether two texts of a migration say the same: byte by byte, or but for comments and layout.

use bstr::ByteSlice;
use sha2::{Digest, Sha256};

use super::language::code::{children, span};
use crate::document::grammar::{self, Language, Node};
use crate::document::sql::Dialect;
use crate::fact::migration::Content;
use crate::text::{Span, Text};

/// What `up` of a file says.
pub(super) fn of(text: &Text, up: Span) -> Content {
    let bytes = text.bytes().strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text.bytes());
    Content { file: hash([text.bytes()]), lines: hash(bytes.lines()), tokens: tokens(text, up) }
}

fn tokens(text: &Text, up: Span) -> u64 {
    let name = text.path().rendered_name();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let parsed = Language::of_extension(extension).and_then(|language| grammar::parse(language, text.bytes()));
    match parsed {
        Some(tree) => hash(leaves(tree.root_node(), up).into_iter().map(|leaf| plain(text.slice(leaf)))),
        None if matches!(extension, "xml" | "yaml" | "yml" | "json") => {
            hash(text.slice(up).split(u8::is_ascii_whitespace))
        }
        None => super::sql::tokens_hash(text.slice(up), Dialect::Unknown),
    }
}

/// Quotes are a matter of style.
fn plain(token: &[u8]) -> &[u8] {
    match token {
        b"'" | b"`" => b"\"",
        token => token,
    }
}

/// The tokens within `up`, comments left out.
fn leaves(root: Node<'_>, up: Span) -> Vec<Span> {
    let (mut found, mut waiting) = (Vec::new(), vec![root]);
    while let Some(node) = waiting.pop() {
        if node.kind().contains("comment") || !up.meets(span(node)) {
            continue;
        }
        if node.child_count() == 0 {
            found.push(span(node));
        } else {
            waiting.extend(children(node).into_iter().rev());
        }
    }
    found
}

fn hash<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> u64 {
    let mut hash = Sha256::new();
    for piece in pieces.into_iter().filter(|piece| !piece.is_empty()) {
        hash.update((piece.len() as u64).to_le_bytes());
        hash.update(piece);
    }
    hash.finalize().iter().take(8).fold(0, |all, byte| all << 8 | u64::from(*byte))
}
