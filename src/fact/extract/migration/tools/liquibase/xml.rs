//! Change logs in XML.

use roxmltree::{Document, Node, ParsingOptions};

use super::element::{DEEPEST, Element};
use crate::document::Passage;
use crate::text::Span;

/// How many nodes are read; those of the largest change logs are some ten thousand.
const MOST_NODES: u32 = 500_000;

/// The root of a change log; none where the file is something else.
pub(super) fn read(bytes: &[u8]) -> Result<Option<Element>, (Span, String)> {
    let whole = Span::new(0, bytes.len());
    let text =
        std::str::from_utf8(bytes).map_err(|error| (Span::empty(error.valid_up_to()), "not UTF-8".to_owned()))?;
    // No document type: entities of one's own are refused.
    let options = ParsingOptions { nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text, options).map_err(|error| (whole, format!("not valid XML: {error}")))?;
    let root = document.root_element();
    Ok((root.tag_name().name() == "databaseChangeLog").then(|| element(root, bytes, 0)))
}

fn element(node: Node<'_, '_>, bytes: &[u8], depth: usize) -> Element {
    let mut element = Element::new(node.tag_name().name(), node.range().into());
    for attribute in node.attributes() {
        let value = decoded(bytes, attribute.range_value().into());
        element.attributes.push((attribute.name().to_owned(), value));
    }
    let mut text = Passage::default();
    for child in node.children() {
        if child.is_text() {
            text.append(&decoded(bytes, child.range().into()));
        } else if child.is_element() && depth < DEEPEST {
            element.children.push(self::element(child, bytes, depth + 1));
        }
    }
    element.text = Some(text).filter(|text| !text.bytes().trim_ascii().is_empty());
    element
}

/// Text as it is meant: without marks of CDATA, entities replaced.
fn decoded(bytes: &[u8], span: Span) -> Passage {
    let mut passage = Passage::default();
    let mut at = span.start;
    let raw = |from: usize| bytes.get(from..span.end).unwrap_or_default();
    while at < span.end {
        let rest = raw(at);
        if let Some(inner) = rest.strip_prefix(b"<![CDATA[") {
            let length = memchr::memmem::find(inner, b"]]>").unwrap_or(inner.len());
            let start = at + rest.len() - inner.len();
            passage.append(&Passage::of(bytes, Span::new(start, start + length)));
            at = (start + length + 3).min(span.end);
        } else if let Some((text, length)) = entity(rest) {
            passage.push(text.to_string().as_bytes(), Span::new(at, at + length));
            at += length;
        } else {
            let length = rest
                .iter()
                .skip(1)
                .position(|byte| matches!(byte, b'&' | b'<'))
                .map_or(rest.len(), |length| length + 1);
            passage.append(&Passage::of(bytes, Span::new(at, at + length)));
            at += length;
        }
    }
    passage
}

/// An entity that a text begins with, and its length.
fn entity(text: &[u8]) -> Option<(char, usize)> {
    /// Those that stand for one character are shorter.
    const LONGEST: usize = 12;
    let rest = text.strip_prefix(b"&")?;
    let length = rest.iter().take(LONGEST).position(|byte| *byte == b';')?;
    let name = std::str::from_utf8(rest.get(..length)?).ok()?;
    let one = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix('x').map(|digits| u32::from_str_radix(digits, 16));
            char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?)?
        }
    };
    Some((one, length + 2))
}

#[cfg(test)]
mod tests {
    use super::{decoded, read};
    use crate::text::Span;

    #[test]
    fn text_as_it_is_meant() {
        let text = b"a &lt; <![CDATA[b & c]]> &#x41;&unknown;";
        let passage = decoded(text, Span::new(0, text.len()));
        assert_eq!(passage.bytes(), b"a < b & c A&unknown;");
        assert_eq!(passage.span(2..3), Span::new(2, 6));
    }

    #[test]
    fn what_is_deep_or_broken_does_no_harm() {
        let deep =
            format!("<databaseChangeLog>{}{}</databaseChangeLog>", "<a>".repeat(100_000), "</a>".repeat(100_000));
        assert!(read(deep.as_bytes()).is_ok_and(|root| root.is_some()));
        assert!(read(b"<databaseChangeLog><changeSet>").is_err());
        assert!(read(b"<!DOCTYPE a [<!ENTITY b 'c'>]><databaseChangeLog>&b;</databaseChangeLog>").is_err());
        assert!(read(b"<project>databaseChangeLog</project>").is_ok_and(|root| root.is_none()));
    }
}
