use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::read;

const PATHS: [&str; 5] = ["a.md", "a.adoc", "a.rst", "a.txt", "a.org"];

/// Pieces that, repeated, made readers slow or deep somewhere.
const PIECES: [&str; 40] = [
    "`", "` `` ``` ", ">", "> ", "- ", "[", "](", "*", "**a", "~~", "~~a ", "```\n", "~~~\n", "|", "|a\n|-\n", "<",
    "<pre>", "<!--", "(", "\"kubectl ", "kubectl ", "kubectl apply ", "`kubectl x` ", "kubectl apply -f x; ",
    "never kubectl x, ", "$ kubectl x\n", "$ kubectl 'x\n", "# kubectl get x\n", "    kubectl x\n", "> kubectl x\n",
    "- kubectl x:\n", "RUN: kubectl x \\\n", ":::x\n", "!!! x\n", "----\n", "====\nkubectl\n", ".. x::\n   ",
    "kubectl x::\n\n ", "| kubectl apply -f x ", "Never:\n",
];

#[test]
fn repetitions_take_linear_time() {
    for path in PATHS {
        for piece in PIECES {
            let time = |len: usize| {
                let text = format!("kubectl\n{}", piece.repeat(len / piece.len()));
                let start = Instant::now();
                read(path, text.as_bytes());
                start.elapsed()
            };
            let (short, long) = (time(3_000), time(24_000));
            // Eight times the text; quadratic would be sixty-four times the time.
            let is_linear = long < short * 30 || long < Duration::from_millis(500);
            assert!(is_linear, "{path} {piece:?}: {short:?} {long:?}");
        }
    }
}

#[test]
fn depth_is_bounded() {
    let quotes = format!("{}kubectl apply -f x\n{}", "> ".repeat(10_000), "kubectl y\n".repeat(10_000));
    let lists = format!("{}`kubectl apply -f x`\n", "- ".repeat(10_000));
    let steps: String = (0..400).map(|depth| format!("{}- kubectl get x\n", " ".repeat(2 * depth))).collect();
    let brackets = format!("{}kubectl apply -f x{}", "[".repeat(10_000), "]".repeat(10_000));
    let line = format!("kubectl apply -f {}\n", "x".repeat(1_000_000));
    for text in [quotes, lists, steps, brackets, line] {
        for path in PATHS {
            let start = Instant::now();
            read(path, text.as_bytes());
            assert!(start.elapsed() < Duration::from_secs(8), "{path} {}", &text[..20]);
        }
    }
}

#[test]
fn an_unclosed_fence_reaches_to_the_end() {
    for path in ["a.md", "a.adoc", "a.txt"] {
        assert_eq!(read(path, b"```sh\nkubectl apply -f x\n\n# Title\n").len(), 1, "{path}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for path in PATHS {
            read(path, &[b"kubectl ".as_slice(), &bytes].concat());
        }
    }

    #[test]
    fn any_markup_is_read(pieces in prop::collection::vec((0usize..40, "[ \n]{0,2}", "(kubectl|é|\u{2019}|x \\\\|\t|\r\n)?"), 0..60)) {
        let text: String = pieces.iter().map(|(piece, gap, word)| format!("{}{word}{gap}", PIECES[*piece])).collect();
        for path in PATHS {
            read(path, text.as_bytes());
        }
    }

    #[test]
    fn a_command_is_found_at_its_place(before in "[a-z .\n]{0,40}", indent in 0usize..3) {
        let margin = " ".repeat(indent);
        let text = format!("{before}\n\n{margin}```sh\n{margin}kubectl apply -f x\n{margin}```\n");
        let blocks = read("a.md", text.as_bytes());
        let command = &blocks.last().unwrap().commands[0];
        prop_assert_eq!(command.whole().start, text.find("kubectl apply").unwrap());
    }
}
