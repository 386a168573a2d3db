//! Which files are for people, told by their names alone.

use std::sync::LazyLock;

use super::Markup;
use super::words::{List, list};
use crate::document::kind::{Kind, kind, language};
use crate::text::RepoPath;

/// How the file at `path` is written, if it is for people.
#[must_use]
pub fn markup(path: &RepoPath) -> Option<Markup> {
    let name = path.rendered_name();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    match extension {
        "md" | "markdown" | "mdx" | "mdown" | "mkd" | "mkdn" | "mdc" | "rmd" | "qmd" => Some(Markup::Markdown),
        "adoc" | "asciidoc" | "asciidoctor" => Some(Markup::AsciiDoc),
        "rst" | "rest" => Some(Markup::ReStructured),
        "org" | "textile" | "wiki" | "mediawiki" | "creole" | "eml" => Some(Markup::Plain),
        "txt" | "text" => (!is_data(stem)).then_some(Markup::Plain),
        // `deploy.tpl` may become anything.
        "" => (!path.is_template() && is_bare_document(path, &name)).then_some(Markup::Plain),
        _ => None,
    }
}

/// Whether the file's name, or a directory's, says that it leads through an installation.
pub(super) fn is_guide(path: &RepoPath) -> bool {
    let lower = path.as_bstr().to_ascii_lowercase();
    lower.split(|&byte| byte == b'/').any(|part| {
        let stem = part.split(|&byte| byte == b'.').next().unwrap_or_default();
        let words = || stem.split(|byte| !byte.is_ascii_alphanumeric());
        words().any(|word| {
            matches!(
                word,
                b"install"
                    | b"installation"
                    | b"installing"
                    | b"quickstart"
                    | b"setup"
                    | b"tutorial"
                    | b"tutorials"
                    | b"prerequisites"
                    | b"contributing"
                    | b"hacking"
            )
        }) || words().zip(words().skip(1)).any(|pair| matches!(pair, (b"getting", b"started") | (b"quick", b"start")))
    })
}

/// Names of `.txt` files that programs read, and of texts that lawyers wrote.
fn is_data(stem: &str) -> bool {
    static WORDS: List = LazyLock::new(|| {
        list(
            "requirements constraints robots humans ads license licence licenses licences copying copyright notice \
         notices lock words wordlist wordlists dictionary dict stopwords vocab vocabulary spelling corpus \
         passwords keywords",
        )
    });
    let mut parts = stem.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    stem == "cmakelists" || parts.any(|part| WORDS.contains(part.as_bytes()))
}

/// `README`, `INSTALL` and kin anywhere; any name without an extension under a folder of documents.
fn is_bare_document(path: &RepoPath, name: &str) -> bool {
    static NAMES: List = LazyLock::new(|| {
        list(
            "readme install hacking runbook playbook contributing deploy deployment deploying upgrade upgrading \
         releasing usage howto guide manual operations tutorial quickstart faq notes news todo changes",
        )
    });
    if name.is_empty() || name.starts_with('.') {
        return false;
    }
    let first = name.split(['-', '_']).next().unwrap_or(name);
    if NAMES.contains(name.as_bytes()) || matches!(first, "readme" | "install" | "runbook" | "hacking") {
        return true;
    }
    // A source in a folder of documents has a reader of its own, or no extension because a tool knows its name.
    let is_tool = matches!(
        name,
        "license"
            | "licence"
            | "copying"
            | "notice"
            | "authors"
            | "owners"
            | "owners_aliases"
            | "codeowners"
            | "cname"
            | "version"
            | "rakefile"
            | "gemfile"
            | "vagrantfile"
            | "podfile"
            | "brewfile"
            | "doxyfile"
            | "procfile"
            | "jenkinsfile"
            | "justfile"
            | "makefile"
            | "earthfile"
            | "tiltfile"
    );
    kind(path) == Kind::Other && language(path).is_none() && !is_tool && !is_data(name) && is_in_documents(path)
}

fn is_in_documents(path: &RepoPath) -> bool {
    path.as_bstr().split(|&byte| byte == b'/').rev().skip(1).any(|dir| {
        matches!(
            dir.to_ascii_lowercase().as_slice(),
            b"doc" | b"docs" | b"documentation" | b"wiki" | b"runbook" | b"runbooks" | b"playbooks"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{Markup, is_guide, markup};

    #[test]
    fn documents_by_name() {
        for (path, expected) in [
            ("README.md", Some(Markup::Markdown)),
            ("docs/Tabs.MDX", Some(Markup::Markdown)),
            ("docs/deploy.adoc", Some(Markup::AsciiDoc)),
            ("docs/failover.html.md.erb", Some(Markup::Markdown)),
            ("docs/deploy.tpl", None),
            ("mail/welcome.html.j2", None),
            ("docs/index.rst", Some(Markup::ReStructured)),
            ("notes.org", Some(Markup::Plain)),
            ("wiki/Deploy.wiki", Some(Markup::Plain)),
            ("runbook.txt", Some(Markup::Plain)),
            ("README", Some(Markup::Plain)),
            ("ops/RUNBOOK-payments", Some(Markup::Plain)),
            ("docs/ops/rollback", Some(Markup::Plain)),
            ("requirements.txt", None),
            ("requirements-dev.txt", None),
            ("deploy/dev_requirements.txt", None),
            ("CMakeLists.txt", None),
            ("static/robots.txt", None),
            ("LICENSE.txt", None),
            ("LICENSE-MIT.txt", None),
            ("third/COPYING.txt", None),
            ("yarn.lock", None),
            ("lists/english-words.txt", None),
            ("docs/Makefile", None),
            ("docs/Dockerfile", None),
            ("docs/LICENSE", None),
            ("docs/.gitignore", None),
            ("src/rollback", None),
            ("main.rs", None),
            ("values.yaml", None),
            ("key.asc", None),
        ] {
            assert_eq!(markup(&path.into()), expected, "{path}");
        }
    }

    #[test]
    fn guides_by_name() {
        for path in
            ["INSTALL", "docs/getting-started.md", "docs/install/linux.md", "Quick_Start.rst", "CONTRIBUTING.md"]
        {
            assert!(is_guide(&path.into()), "{path}");
        }
        for path in ["README.md", "docs/installed.md", "docs/started.md", "ops/runbook.md"] {
            assert!(!is_guide(&path.into()), "{path}");
        }
    }
}
