//! Hunks, read from what GitHub sends and from rubbish.

use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

use super::Patches;

const PATCH: &str = "\
@@ -1,4 +1,5 @@ first
 a
-b
+B
+b2
 c
 d
@@ -20,3 +21,2 @@
 t
-u
 v
@@ -40,2 +40,1 @@
 x
-y
\\ No newline at end of file";

fn patches(patch: &str) -> Patches {
    let mut patches = Patches::default();
    patches.add("a.yaml", Some(patch));
    patches
}

#[test]
fn lines_lie_in_one_hunk_or_in_none() {
    let patches = patches(PATCH);
    let cases = [
        ((1, 1), Some((1, 1))),
        ((2, 4), Some((2, 4))),
        ((4, 30), Some((4, 5))),
        ((6, 20), None),
        ((6, 21), Some((21, 21))),
        ((10, 100), Some((21, 22))),
        ((40, 41), Some((40, 40))),
        ((41, 90), None),
    ];
    for ((first, last), shown) in cases {
        assert_eq!(patches.shown("a.yaml", first, last), shown, "{first}..={last}");
    }
    assert_eq!(patches.shown("b.yaml", 1, 1), None);
}

#[test]
fn text_is_compared_with_what_stands_there() {
    let patches = patches(&PATCH.replace("+b2", "+b2\r"));
    assert!(patches.holds("a.yaml", 2, 4, "B\r\nb2\nc"));
    assert!(!patches.holds("a.yaml", 2, 4, "B\nb\nc"));
    assert!(!patches.holds("a.yaml", 2, 3, "B\nb2\nc"));
    assert!(!patches.holds("a.yaml", 5, 6, "d\n"));
    assert!(!patches.holds("a.yaml", 3, 2, ""));
    assert!(!patches.holds("a.yaml", 20, 21, "s\nt"));
}

#[test]
fn what_is_gone_leads_to_what_stands_there() {
    let mut patches = patches(PATCH);
    patches.renamed("old.yaml", "a.yaml");
    let cases = [
        ("replaced", 2, 2, 2),
        ("kept", 1, 1, 1),
        ("kept, behind", 4, 4, 5),
        ("the first that is removed", 20, 22, 22),
        ("with nothing behind it", 41, 41, 40),
        ("between hunks", 6, 6, 5),
        ("between hunks", 18, 19, 21),
        ("behind all", 90, 99, 40),
    ];
    for (what, first, last, line) in cases {
        assert_eq!(patches.survivor("a.yaml", first, last), Some(("a.yaml", line)), "{what}: {first}..={last}");
        assert_eq!(patches.survivor("old.yaml", first, last), Some(("a.yaml", line)), "{what}");
    }
    assert_eq!(patches.survivor("b.yaml", 1, 1), None);
}

#[test]
fn a_file_without_lines_in_the_head_holds_nothing() {
    let mut patches = patches("@@ -1,2 +0,0 @@\n-a\n-b");
    patches.add("binary", None);
    assert_eq!(patches.survivor("a.yaml", 1, 1), None);
    assert_eq!(patches.shown("a.yaml", 0, 9), None);
    assert_eq!(patches.shown("binary", 1, 9), None);
}

#[test]
fn rubbish_is_read_as_far_as_it_is_a_patch() {
    let cases = [
        ("", None),
        ("+a\n+b", None),
        ("@@ -1 +1 @@", None),
        ("@@ -1 +1 @@\n+a\n+b\n+c", Some((1, 1))),
        ("@@ -1,9 +1,9 @@\n a\n\n b\nrubbish\n c", Some((1, 3))),
        ("@@ -1,9 +1,9 @@\n a\n@@ x\n b", Some((1, 1))),
        ("@@ -0,0 +0,2 @@\n+a\n+b", None),
        ("@@ -1 +99999999999999999999 @@\n+a", None),
        ("@@ -0,0 +3 @@\n+a\n@@ -0,0 +1 @@\n+b", Some((3, 3))),
        ("@@ -0,0 +1,2 @@\n+a\n@@ -0,0 +1,2 @@\n+b\n+c", Some((1, 1))),
    ];
    for (patch, shown) in cases {
        assert_eq!(patches(patch).shown("a.yaml", 1, 9), shown, "{patch:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_shown_is_held(
        lines in proptest::collection::vec("(@@ -[0-9]{1,2},[0-9] \\+[0-9]{1,2},[0-9] @@|[ +-][ab]?|\\\\|[^\n]{0,4})", 0..40),
        first in 0..60_usize,
        length in 0..20_usize,
    ) {
        let patches = patches(&lines.join("\n"));
        if let Some((from, to)) = patches.shown("a.yaml", first, first + length) {
            prop_assert!(first <= from && from <= to && to <= first + length && from > 0);
            // Both ends are on lines of one hunk: so is every part between them.
            prop_assert_eq!(patches.shown("a.yaml", to, to), Some((to, to)));
            prop_assert_eq!(patches.shown("a.yaml", from, to), Some((from, to)));
        }
        if let Some((_, line)) = patches.survivor("a.yaml", first, first + length) {
            prop_assert_eq!(patches.shown("a.yaml", line, line), Some((line, line)));
        }
    }
}
