//! Compilers, development packages and package caches in the stage that ships.

use crate::change::Change;
use crate::fact::{Part, Stage};
use crate::finding::{Finding, Safety};
use crate::rule::{Check, Context};

crate::rule! {
    /// The final stage contains build tools, or files a package manager left behind.
    ///
    /// ## Why
    /// A compiler in a running image helps only an attacker. Package lists and caches slow down every pull, and each package is
    /// one more for the scanner to report.
    ///
    /// ## Examples
    /// ```diff Dockerfile
    ///  FROM python:3.12-slim
    /// -RUN pip install --no-cache-dir psycopg2-binary
    /// +RUN apt-get update && apt-get install -y gcc libpq-dev && rm -rf /var/lib/apt/lists/* && pip install --no-cache-dir psycopg2
    ///                                           ^^^ the final stage contains build tools: `gcc`, `libpq-dev`
    /// ```
    ///
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +RUN apk add curl
    ///      ^^^^^^^^^^^^ the final stage contains the apk cache
    /// ```
    ///
    /// Tools removed in the same layer, and tools in an earlier stage, leave nothing behind:
    /// ```diff Dockerfile
    /// +FROM alpine:3.20 AS build
    /// +RUN apk add build-base
    /// +FROM alpine:3.20
    /// +RUN apk add --no-cache --virtual .build gcc musl-dev && make && apk del .build
    /// ```
    "dockerfile/build-tools-in-final-stage" {
        standard: Low, strict: Medium, confidence: Likely,
        check: Check::Stage(check),
    }
}

/// So many packages are named in the message.
const MOST_NAMED: usize = 5;

fn check(_: &Context<'_>, stage: Change<&Stage>) -> Option<Finding> {
    let before = stage.before();
    let stage = stage.after()?;
    if stage.packages.is_empty() { caches(stage) } else { tools(stage, before) }
}

fn tools(stage: &Stage, before: Option<&Stage>) -> Option<Finding> {
    let is_new = |part: &&Part| !before.is_some_and(|before| before.packages.iter().any(|old| old.text == part.text));
    let first = stage.packages.iter().find(is_new).or(stage.packages.first())?;
    let named: Vec<String> = stage.packages.iter().take(MOST_NAMED).map(|part| format!("`{}`", part.text)).collect();
    let more = match stage.packages.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!("the final stage contains build tools: {}{more}", named.join(", "));
    Some(
        Finding::at(&first.site, message)
            .about("tools")
            .help("build in an earlier stage and copy the result, or remove them in the same `RUN`"),
    )
}

fn caches(stage: &Stage) -> Option<Finding> {
    let first = stage.caches.first()?;
    let finding = Finding::at(&first.site, format!("the final stage contains the {}", first.what))
        .about("caches")
        .help("clean up in the same `RUN`: a later one cannot shrink the layer");
    let others = stage.caches.iter().skip(1).take(MOST_NAMED);
    let finding =
        others.fold(finding, |finding, cache| finding.related(&cache.site, format!("the {} as well", cache.what)));
    let edits = stage.caches.iter().map(|cache| cache.mend.clone()).collect();
    Some(finding.fix("remove the package cache", Safety::Safe, edits))
}
