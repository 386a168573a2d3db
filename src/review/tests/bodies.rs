//! What people read.

use insta::assert_snapshot;

use super::{finding, fix, patches, pull, report};
use crate::review::{Existing, plan};

#[test]
fn x() {
    let _ = (finding("a", 3), fix(1, None), patches(), pull("a"), report("pass", vec![]), Existing::default());
    let _ = plan;
    assert_snapshot!("", @"");
}
