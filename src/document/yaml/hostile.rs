//! Tests: what was written to stop the parser. All of it ends soon, and what was not read is said.

use std::time::{Duration, Instant};

use super::tests::text;
use super::tests::values;
use super::{MAX_MERGES, MAX_NODES, Node, Yaml, parse, parse_fragments};

/// Debug builds are that much slower; they get less to read.
const SCALE: usize = if cfg!(debug_assertions) { 50 } else { 1 };

/// What one file may take on a busy machine; on a quiet one each ends well within a second. What is quadratic takes minutes.
const LIMIT: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 8 });

/// Reads `bytes` both ways, and looks at all of the tree.
fn read(bytes: impl AsRef<[u8]>) -> Yaml {
    let text = text(bytes);
    let start = Instant::now();
    let yaml = parse(&text);
    for root in yaml.documents() {
        for node in values(root) {
            let _ =
                (node.get("image"), node.is_unknown(), node.str().map(|text| node.part(text.len() / 2..text.len())));
        }
    }
    let whole = start.elapsed();
    assert!(whole < LIMIT, "{whole:?}");
    let _ = parse_fragments(&text);
    let both = start.elapsed();
    assert!(both < 2 * LIMIT, "{both:?}");
    yaml
}

fn is_told(yaml: &Yaml, why: &str) -> bool {
    yaml.problems().iter().any(|problem| problem.why.contains(why))
}

#[test]
fn nesting_is_limited() {
    for (open, count) in
        [("[", 100_000), ("{\"\":[", 20_000), ("- ", 20_000), ("? ", 20_000), ("{", 100_000), ("{a: ", 100_000)]
    {
        assert!(!read(open.repeat(count)).problems().is_empty(), "{open}");
    }
    let maps: String = (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    assert!(is_told(&read(maps), "recursion limit"));
}

#[test]
fn aliases_are_never_expanded() {
    let bomb: String = (1..9).map(|n| format!("a{n}: &a{n} [{}]\n", format!("*a{},", n - 1).repeat(9))).collect();
    let yaml = read(format!("a0: &a0 lol\n{bomb}"));
    assert!(yaml.problems().is_empty());
    assert_eq!(yaml.documents().next().unwrap().get("a8").unwrap().items().count(), 9);
    let _ = read(format!("a: &a b\nc: [{}]", "*a,".repeat(400_000 / SCALE)));
    let anchors: String = (0..200_000 / SCALE).map(|n| format!("- &a{n} b\n")).collect();
    let _ = read(anchors);
}

#[test]
fn recursion_through_a_cycle_ends() {
    fn depth(node: Node) -> usize {
        node.items().chain(node.entries().map(|(_, value)| value)).map(depth).max().unwrap_or(0) + 1
    }
    let yaml = read("a: &a [b, {c: *a}]\n");
    assert!(depth(yaml.documents().next().unwrap()) < 100);
}

#[test]
fn merges_are_limited_and_that_is_said() {
    let chain: String = (1..3000).map(|n| format!("m{n}: &m{n} {{<<: *m{}}}\n", n - 1)).collect();
    let yaml = read(format!("m0: &m0 {{image: a}}\n{chain}"));
    assert!(is_told(&yaml, "merges more than"));
    let root = yaml.documents().next().unwrap();
    assert!(root.get(&format!("m{}", MAX_MERGES - 1)).unwrap().get("image").is_some());
    assert!(root.get("m2999").unwrap().get("image").is_none());

    for cycle in ["a: &a {<<: *a}\n", "a: &a [*a, {<<: *a}]\n"] {
        assert!(is_told(&read(cycle), "merges more than"), "{cycle}");
    }
    let _ = read("a: &a [*a, *a]\nb: {<<: *a}\n");
    assert!(is_told(&read(format!("a: &a {{}}\nb: &b [{}]\nc: {{<<: *b}}\n", "*a,".repeat(40))), "merges more than"));
    let count = 200_000 / SCALE;
    let _ = read(format!("a: &a {{}}\nb: &b [{}]\nc: [{}]", "*a,".repeat(count), "{<<: *b},".repeat(count)));
    let _ = read(format!("a: &a {{b: c}}\nd: {{<<: [{}]}}", "*a,".repeat(300_000 / SCALE)));
    let _ = read(format!("a: &a {{{}}}\nd: [{}]", "b: c,".repeat(1000), "{<<: *a},".repeat(100_000 / SCALE)));
}

#[test]
fn nodes_are_counted() {
    let yaml = read(format!("[{}]", "1,".repeat(MAX_NODES + 1)));
    assert!(is_told(&yaml, "nodes"));
}

#[test]
fn duplicate_keys_are_listed() {
    let yaml = read("a: 1\nb: 2\na: 3\n");
    assert_eq!(yaml.text().slice(yaml.duplicates()[0]), b"a");
    assert_eq!(yaml.duplicates()[0].start, 10);
    assert_eq!(yaml.documents().next().unwrap().get("a").unwrap().str(), Some("3"));
    let count = 200_000 / SCALE;
    assert_eq!(read("a: 1\n".repeat(count)).duplicates().len(), count - 1);
}

#[test]
fn many_broken_documents_are_told_briefly() {
    let yaml = read("---\n]\n".repeat(200_000 / SCALE));
    assert_eq!(yaml.problems().len(), 64);
    let yaml = read("--- \"\n".repeat(200_000 / SCALE));
    assert_eq!(yaml.problems().len(), 64);
}

#[test]
fn long_lines_and_scalars() {
    let size = 50_000_000 / SCALE;
    assert!(read(format!("a: {}", "b".repeat(size))).problems().is_empty());
    for unit in ["b ", "b: ", "# ", "'", "\"", "\\", "- - ", "&a ", "!a ", "? ", "\t", "a:\t", "|", "%", "@ ", "🙂"] {
        let _ = read(unit.repeat(size / unit.len()));
    }
    let _ = read(format!("a: \"{}\"", "\\u0041\\\n  ".repeat(size / 100)));
    let _ = read(format!("a: |\n{}", "  b\n".repeat(size / 20)));
    let _ = read(format!("a: >\n{}", "  b\n\n   c\n".repeat(size / 50)));
}

#[test]
fn many_lines() {
    let size = 10_000_000 / SCALE;
    for line in [
        "# c\n", "\n", "a\n", "-\n", "- a\n", "a:\n", " \n", "...\n", "---\n", "%TAG ! a\n", "- &a\n", "a: |\n", "?\n",
        ":\n", "\r",
    ] {
        let _ = read(line.repeat(size / line.len() / 4));
    }
    let _ = read(format!("-{}a", "\n".repeat(size)));
    let stairs: String = (0..3000).rev().map(|n| format!("{}a: b\n", " ".repeat(n))).collect();
    let _ = read(stairs);
}

#[test]
fn templates_without_end() {
    let size = 10_000_000 / SCALE;
    for unit in [
        "{{", "{{ ", "{{`a}}b`", "{{/*", "{{\"}}", "{{ a }}", "{{ a }}\n", "${{", "{%", "{% a", "{{\n", "{{'",
        "{{ `\n", "}}",
    ] {
        let _ = read(unit.repeat(size / unit.len() / 4));
        let _ = read(format!("a: [\n{}", unit.repeat(size / unit.len() / 4)));
    }
    for unit in [
        "a: |\n{{ b }}\n", "- a: {{ b }}\n", "{{ define \"a\" }}\nb: [\n{{ end }}\n", "{{- if a }}\n",
        "a: {{ b | nindent 2 }}\n",
    ] {
        let _ = read(unit.repeat(size / unit.len() / 4));
    }
}

#[test]
fn what_is_no_text_is_said() {
    assert!(is_told(&read(vec![0; 50_000_000 / SCALE]), "NUL"));
    assert!(is_told(&read(b"a: b\n\0c: d\n"), "NUL"));
    let utf16: Vec<u8> = "\u{feff}a: b\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(is_told(&read(utf16), "UTF-16"));
    let utf16: Vec<u8> = "a: b\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert!(is_told(&read(utf16), "NUL"));
    let _ = read(b"a: \xff\n".repeat(1_000_000 / SCALE));
}
