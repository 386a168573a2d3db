//! What each format shows of a verdict, and what none may show.

mod build;

use build::{render, tour};
use portcullis::report::{Format, Options};

#[test]
fn terminal() {
    insta::assert_snapshot!(render(Format::Terminal, &tour(), &Options::default()), @"");
}

#[test]
fn quiet_shows_what_gates() {
    let quiet = Options { quiet: true, ..Options::default() };
    insta::assert_snapshot!(render(Format::Terminal, &tour(), &quiet), @"");
}

#[test]
fn markdown() {
    insta::assert_snapshot!(render(Format::Markdown, &tour(), &Options::default()), @"");
}

#[test]
fn github() {
    let options = Options { quiet: true, ..Options::default() };
    insta::assert_snapshot!(render(Format::Github, &tour(), &options), @"");
}

#[test]
fn json() {
    insta::assert_snapshot!(render(Format::Json, &tour(), &Options::default()), @"");
}

#[test]
fn sarif() {
    insta::assert_snapshot!(render(Format::Sarif, &tour(), &Options::default()), @"");
}
