//! What a user types, and what the user sees.

mod trees;

/// Transcripts under `tests/cli` and in the README. `TRYCMD=overwrite cargo test cli` writes them anew.
#[test]
fn transcripts() {
    trycmd::TestCases::new()
        .register_bin("portcullis", std::path::Path::new(env!("CARGO_BIN_EXE_portcullis")))
        .env("NO_COLOR", "1")
        .env("PORTCULLIS_OFFLINE", "1")
        .case("tests/cli/*.trycmd")
        .case("README.md");
}
