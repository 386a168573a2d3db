//! Dockerfiles: what `RUN` runs at the build, and what containers start with.

use crate::document::dockerfile::{Dockerfile, Keyword};
use crate::fact::Runner;
use crate::fact::extract::script::Script;

/// Reads `RUN`, `CMD`, `ENTRYPOINT` and `HEALTHCHECK`, those that `ONBUILD` keeps too.
pub(super) fn read(dockerfile: &Dockerfile) -> Vec<Script> {
    let mut found = Vec::new();
    let mut counts = [0usize; 2];
    for instruction in dockerfile.instructions().iter().map(|instruction| instruction.unwrapped()) {
        let (name, runner) = match instruction.keyword {
            Keyword::From => {
                counts = [counts[0] + 1, 0];
                continue;
            }
            Keyword::Run => ("run", Runner::Build),
            Keyword::Cmd => ("cmd", Runner::Machine),
            Keyword::Entrypoint => ("entrypoint", Runner::Machine),
            Keyword::Healthcheck => ("healthcheck", Runner::Machine),
            _ => continue,
        };
        let Some((text, dialect)) = instruction.script(dockerfile.text()) else { continue };
        counts[1] += 1;
        let owner = format!("stage {} {name} {}", counts[0].saturating_sub(1), counts[1]);
        if !text.bytes().trim_ascii().is_empty() {
            found.push(Script { owner, text, dialect, runner });
        }
    }
    found
}
