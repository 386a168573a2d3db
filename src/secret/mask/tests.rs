//! What is hidden, and what is not.

use std::sync::Arc;
use std::time::{Duration, Instant};

use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

use super::{MASK, Occurrence, Redactor, spans};
use crate::text::{RepoPath, Side, Site, Span, Text};

fn text(path: &str, bytes: &[u8]) -> Arc<Text> {
    Text::new(Side::Head, RepoPath::from(path), bytes.to_vec())
}

/// One for a run that found `values`.
fn knowing(values: &[&str]) -> Redactor {
    let found = |value: &&str| Occurrence::at(Site::new(&text("found", value.as_bytes()), Span::new(0, value.len())));
    Redactor::new(values.iter().map(found))
}

fn prose(text: &str) -> String {
    Redactor::default().prose(text).into_owned()
}

/// What GitHub's documentation shows of a token, with a checksum that fits.
fn token() -> String {
    format!("ghp_{}", "16C7e42F292c6912E7710c838347Ae178B4a")
}

#[test]
fn a_sentence_loses_what_the_engine_is_sure_of() {
    let token = token();
    for (text, shown) in [
        (format!("id {token}."), "id ••••."),
        ("postgres://app:hunter2@db.example.org/x".to_owned(), "postgres://app:••••@db.example.org/x"),
        ("DB_PASSWORD=hunter2 ./run".to_owned(), "DB_PASSWORD=•••• ./run"),
        ("--password kS8-vQ2_mZx1!".to_owned(), "--password ••••"),
    ] {
        assert_eq!(prose(&text), shown);
    }
}

#[test]
fn a_prefix_is_no_secret() {
    for text in [
        "deploy/install-latest-v2/pod.yaml", "k8s/console-statefulset7.yaml", "v1.30.2-k3s1-arm64",
        "sk-learn-2024-image-v3", "registry.example.org/token-service:latest",
        "oci://registry.example.org:5000/web@sha256:00", "ssh://git@example.org/x", "ghp_and-what-follows-it",
        "`ANTHROPIC_API_KEY` of `sk-ant-proxy-0-9-2`", "https://hooks.example.org/services/x",
    ] {
        assert_eq!((prose(text), Redactor::default().path(text).as_ref()), (text.to_owned(), text));
    }
}

#[test]
fn a_path_loses_tokens_and_random_runs() {
    let redactor = Redactor::default();
    assert_eq!(redactor.path(&format!("deploy/{}/pod.yaml", token())), "deploy/••••/pod.yaml");
    assert_eq!(redactor.path("keys/kT9vQx2LmZ8rWb4NpY6c.txt"), "keys/••••.txt");
    for path in ["src/AuthenticationProviderFactoryTest2.java", "a/3f2504e0-4f89-41d3-9a0c-0305e82c3301.json"] {
        assert_eq!(redactor.path(path), path);
    }
}

#[test]
fn an_image_keeps_its_digest_and_nothing_that_is_like_one() {
    let redactor = Redactor::default();
    let digest = "38ec02af59ffeee43b3e33dcbe8ec6d7c4c99de04a04583dc6523e0c18f70d3e";
    let image = format!("registry.example/team/web@sha256:{digest}");
    assert_eq!(redactor.path(&image), image);
    for other in [format!("web-{digest}"), format!("web@sha256:{}", &digest[1..]), format!("web@sha256:{digest}0")] {
        assert!(redactor.path(&other).contains(MASK), "{other}");
    }
}

#[test]
fn a_value_that_was_found_is_hidden_wherever_it_stands() {
    let redactor = knowing(&["Regenwurm-88", "kS8vQ2mZx1Lw", "correct horse battery"]);
    for (text, shown) in [
        ("it was Regenwurm-88 before", "it was •••• before"),
        ("psql app/Regenwurm-88@db", "psql app/••••@db"),
        ("a\\nkS8vQ2mZx1Lwb", "a\\n••••b"),
        ("say `correct horse battery`", "say `••••`"),
        ("Regenwurm-889, xRegenwurm-88", "Regenwurm-889, xRegenwurm-88"),
        ("cut at kS8vQ2mZ…", "cut at ••••…"),
        ("cut at kS8vQ2mZ", "cut at ••••"),
    ] {
        assert_eq!(redactor.prose(text), shown);
    }
    assert_eq!(redactor.path("deploy/Regenwurm-88/pod.yaml"), "deploy/••••/pod.yaml");
}

#[test]
fn what_anybody_writes_is_hidden_where_it_was_found_alone() {
    let words = ["root", "postgres", "Admin123", "production", "web-app", "s3", "12345678"];
    let redactor = knowing(&words);
    for word in words {
        assert_eq!(redactor.prose(word), word);
    }
    let config = text("app.conf", b"realm = production\nspare = production\n");
    let redactor = Redactor::new([Occurrence::at(Site::new(&config, Span::new(8, 18)))]);
    assert_eq!(redactor.spans_in(&config), [Span::new(8, 18)]);
}

#[test]
fn what_only_its_place_tells_is_hidden_there() {
    let text = text("config/master.key", b"6ba931fe97ea8c90cab1cd30cf3a857b\n");
    assert_eq!(Redactor::default().spans_in(&text), [Span::new(0, 32)]);
}

#[test]
fn a_long_value_is_hidden_as_far_as_it_goes() {
    let long: String = (0..400_u32).map(|at| char::from(b'a' + (at * at % 23) as u8)).collect();
    let redactor = knowing(&[&long]);
    assert_eq!(redactor.prose(&format!("x {long} y")), "x •••• y");
    assert_eq!(redactor.prose(&format!("x {} y", &long[..300])), "x •••• y");
}

#[test]
fn no_debug_shows_a_value() {
    let found = Occurrence::at(Site::new(&text("a", b"Regenwurm-88"), Span::new(0, 12)));
    let shown = format!("{found:?} {:?}", Redactor::new([found.clone()]));
    assert!(!shown.contains("Regenwurm"), "{shown}");
}

#[test]
fn too_many_values_are_said() {
    let values: Vec<String> = (0..70_000_u32).map(|at| format!("{at:x}-kS8vQ2mZx1Lw")).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    assert!(knowing(&values).overflows() && !knowing(&values[..1000]).overflows());
}

#[test]
fn hiding_twice_changes_nothing() {
    for text in ["password: kS8-vQ2_mZx1!", "https://u:kS8vQ2mZx1@h.example/", &token()] {
        let once = prose(text);
        assert!(once.contains(MASK), "{text}");
        assert_eq!(prose(&once), once);
    }
}

#[test]
fn hostile_repetitions_take_linear_time() {
    let redactor = knowing(&["aaaaaaaaaaaaa1", "aaaaaaa1", "1aaaaa", "…a…a…a…a…a…a…a", "AbAbAbAbAbAb1AbAb"]);
    for piece in ["a", "aaaaaaa", "1aaaaa", "…", "AbAb…", "password: ", "://a:", "-----BEGIN PRIVATE KEY-----"] {
        let text = piece.repeat((1 << 18) / piece.len());
        let start = Instant::now();
        std::hint::black_box((redactor.prose(&text), redactor.path(&text), spans(text.as_bytes())));
        assert!(start.elapsed() < Duration::from_secs(20), "{piece:?} took {:?}", start.elapsed());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]
    #[test]
    fn any_text_and_any_values_will_do(values in proptest::collection::vec("[a-c1é… -]{0,20}", 0..5), text in "[a-c1é… -]{0,60}", bytes in any::<Vec<u8>>()) {
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let redactor = knowing(&values);
        let file = Text::new(Side::Head, RepoPath::from("a.conf"), bytes);
        for spans in [redactor.spans_in(&file), spans(file.bytes())] {
            let mut done = 0;
            for span in spans {
                prop_assert!(!span.is_empty() && span.start >= done && span.end <= file.bytes().len());
                done = span.end + 1;
            }
        }
        std::hint::black_box((redactor.prose(&text), redactor.path(&text), redactor.lines(&text)));
    }
}
