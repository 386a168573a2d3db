//! `pipeline/overwrites-tag`.

use super::runs;
use crate::change::Change;
use crate::fact::Command;
use crate::fact::operation::{Args, Kind, Style};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};
use crate::text::Site;

crate::rule! {
    /// A pipeline pushes an image under the same tag in every run.
    ///
    /// ## Why
    /// Each push overwrites the previous image. A rollback to the tag gets the new image, nodes with the old one keep it, and
    /// nobody can tell what a deployment of that tag ran.
    ///
    /// A constant tag next to one that names the commit (`:latest` next to `:$GITHUB_SHA`) is an alias, reported at low.
    ///
    /// ## Examples
    /// ```diff .github/workflows/release.yml
    ///  on: push
    ///  jobs:
    ///    release:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    /// -    - run: docker push registry.example/web:${{ github.sha }}
    /// +    - run: docker push registry.example/web:1.4
    ///                         ^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:1.4` is pushed by every run, overwriting the previous image
    /// ```
    /// ```diff .github/workflows/image.yml
    ///  on: push
    ///  jobs:
    ///    image:
    ///      runs-on: ubuntu-24.04
    ///      steps:
    ///      - uses: docker/build-push-action@263435318d21b8e681c14492fe198d362a7d2c83 # v6.18.0
    ///        with:
    ///          push: true
    /// -        tags: registry.example/web:${{ github.sha }}
    /// +        tags: registry.example/web:latest
    ///                ^^^^^^^^^^^^^^^^^^^^^^^^^^^ `registry.example/web:latest` is pushed by every run, overwriting the previous image
    /// ```
    /// A tag per commit overwrites nothing.
    /// ```yaml .gitlab-ci.yml
    /// release:
    ///   script:
    ///   - docker build -t registry.example/web:$CI_COMMIT_SHA .
    ///   - docker push registry.example/web:$CI_COMMIT_SHA
    /// ```
    "pipeline/overwrites-tag" {
        standard: High, strict: Critical, confidence: Likely,
        check: Check::Command(check),
    }
}

const STYLE: Style = Style {
    takes_value: &[
        "-t", "--tag", "-f", "--file", "--build-arg", "--target", "--platform", "--builder", "--cache-from",
        "--cache-to", "-o", "--output", "--secret", "--ssh", "--label", "--network", "--destination", "-d",
        "--dockerfile", "-c", "--context", "--authfile",
    ],
    is_long_with_one_dash: false,
};

fn check(_: &Context<'_>, command: Change<&Command>) -> Option<Finding> {
    let (command, operation) = runs::of(command)?;
    if operation.kind != Kind::ImageBuild {
        return None;
    }
    let args = Args::read(&command.run, STYLE);
    let pushed = pushed(command, &args);
    let is_open = |text: &str| text.contains(['$', '{', '%', '`', '<']);
    let (site, image) = pushed.iter().find(|(_, image)| !is_open(image))?;
    let message = format!("`{image}` is pushed by every run, overwriting the previous image");
    let finding = Finding::at(site, message).help("push a tag that names the commit, and release by digest");
    let name = repository(image);
    let has_own = |line: &String| line.split_whitespace().any(|word| is_open(word) && word.contains(name));
    let is_alias = pushed.iter().any(|(_, other)| is_open(other)) || command.in_block.iter().any(has_own);
    let finding = runs::soften(command, finding);
    Some(if is_alias { finding.at_most(Severity::Low, Severity::High) } else { finding })
}

/// The references that the command pushes, each with its place.
fn pushed(command: &Command, args: &Args<'_>) -> Vec<(Site, String)> {
    let verbs: Vec<&str> = args.plain.iter().map(|arg| arg.text.as_ref()).collect();
    let is_push = verbs.iter().take(2).any(|verb| *verb == "push");
    let builds_and_pushes = args.is_on(&["--push"]) || args.flag(&["--destination"]).is_some();
    let place = |span| Site::new(&command.site.text, span);
    if is_push {
        let last = args.plain.last().filter(|arg| !matches!(arg.text.as_ref(), "push" | "image" | "compose"));
        return last.map(|arg| (place(arg.word.span), arg.text.to_string())).into_iter().collect();
    }
    if !builds_and_pushes {
        return Vec::new();
    }
    let tags = args.flags.iter().filter(|flag| matches!(flag.name.as_str(), "-t" | "--tag" | "--destination" | "-d"));
    tags.filter_map(|flag| {
        let value = flag.value.as_deref()?;
        let words = &command.run.args;
        let at = words.iter().position(|word| std::ptr::eq(word, flag.word))?;
        // `-t value`: the value is the next word; `--tag=value`: the same.
        let own = words.get(at + 1).filter(|next| next.text.bytes() == value.as_bytes());
        Some((place(own.unwrap_or(&words[at]).span), value.to_owned()))
    })
    .collect()
}

/// A reference without its tag.
fn repository(image: &str) -> &str {
    let slash = image.rfind('/').map_or(0, |at| at + 1);
    image[slash..].find(':').map_or(image, |at| &image[..slash + at])
}
