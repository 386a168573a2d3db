//! Which language a file is written in, told by its name alone; a template is written in the language of what becomes of it.

use crate::text::RepoPath;

use super::comment::Language;

/// Which reader a file needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// YAML, with or without Go templates.
    Yaml,
    /// JSON; the same reader reads it.
    Json,
    /// A Dockerfile.
    Dockerfile,
    /// None that builds a tree.
    Other,
}

/// The kind of the file at `path`.
#[must_use]
pub fn kind(path: &RepoPath) -> Kind {
    let name = path.rendered_name();
    let (_, extension) = split(&name);
    match extension {
        _ if is_dockerfile(&name, path.name()) => Kind::Dockerfile,
        "yaml" | "yml" => Kind::Yaml,
        // https://kubectl.docs.kubernetes.io/references/kustomize/glossary/#kustomization
        _ if name == "kustomization" => Kind::Yaml,
        "json" | "jsonc" => Kind::Json,
        _ if is_helper(path) && named(&name).or_else(|| extended(extension)).is_none() => Kind::Yaml,
        _ => Kind::Other,
    }
}

/// How comments are written in the file at `path`; `None` if that is not known.
#[must_use]
pub fn language(path: &RepoPath) -> Option<Language> {
    let name = path.rendered_name();
    match kind(path) {
        Kind::Yaml | Kind::Dockerfile => return Some(Language::Hash),
        Kind::Json if is_commented_json(&name) => return Some(Language::C),
        Kind::Json => return Some(Language::Json),
        Kind::Other => {}
    }
    named(&name).or_else(|| extended(split(&name).1))
}

/// Whether programs read this JSON file with `//` comments in it.
pub(in crate::document) fn is_commented_json(name: &str) -> bool {
    let name = name.strip_prefix('.').unwrap_or(name);
    name == "devcontainer.json" || name.ends_with(".jsonc") || name.starts_with("tsconfig.")
}

/// `Dockerfile`, `Dockerfile.web`, `Dockerfile-web`, `web.Dockerfile`.
fn is_dockerfile(name: &str, written: &[u8]) -> bool {
    let is_named = |word: &str| {
        name.strip_prefix(word).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(['.', '-', '_']) && !is_beside_dockerfile(rest, written)
        })
    };
    is_named("dockerfile") || is_named("containerfile") || matches!(split(name).1, "dockerfile" | "containerfile")
}

/// `Dockerfile.dockerignore` and the like stand beside a Dockerfile and are none; nor is `dockerfile.go`, a source about them,
/// whereas `Dockerfile.go` is one for a program in Go.
fn is_beside_dockerfile(rest: &str, written: &[u8]) -> bool {
    match split(rest).1 {
        "dockerignore" | "containerignore" | "md" | "json" | "yaml" | "yml" | "txt" | "lock" | "sh" => true,
        "go" | "js" | "mjs" | "ts" | "tsx" | "py" | "rs" | "rb" | "java" | "kt" | "php" | "c" | "cs" | "html"
        | "lua" => written.starts_with(b"d") || written.starts_with(b"c") || !rest.starts_with('.'),
        _ => false,
    }
}

/// Whether it is a chart's `_helpers.tpl`, which other templates put pieces of into YAML.
fn is_helper(path: &RepoPath) -> bool {
    let is_in_templates = || path.as_bstr().split(|&byte| byte == b'/').rev().skip(1).any(|dir| dir == b"templates");
    path.lower_name().ends_with(".tpl") && is_in_templates()
}

fn named(name: &str) -> Option<Language> {
    Some(match name {
        "makefile" | "gnumakefile" | "justfile" | "gemfile" | "rakefile" | "vagrantfile" | "procfile"
        | "codeowners" | ".bashrc" | ".profile" | ".gitignore" | ".dockerignore" | ".gitattributes" | "tiltfile"
        | "brewfile" => Language::Hash,
        "jenkinsfile" | "go.mod" => Language::C,
        ".editorconfig" | ".npmrc" | ".gitconfig" => Language::Ini,
        _ if name.starts_with("requirements") && name.ends_with(".txt") => Language::Hash,
        _ if name == ".env" || name.starts_with(".env.") => Language::Hash,
        _ => return None,
    })
}

fn extended(extension: &str) -> Option<Language> {
    Some(match extension {
        "sh" | "bash" | "zsh" | "ksh" => Language::Shell,
        "fish" | "rb" | "pl" | "pm" | "r" | "ex" | "exs" | "nix" | "mk" | "env" | "conf" | "properties" | "cfg"
        | "awk" | "jl" | "graphql" | "rego" => Language::Hash,
        "py" | "pyi" | "star" | "bzl" | "toml" => Language::Python,
        "tf" | "tfvars" | "hcl" | "nomad" => Language::Hcl,
        "c" | "h" | "cc" | "cpp" | "cxx" | "hpp" | "cs" | "java" | "kt" | "kts" | "scala" | "swift" | "go" | "rs"
        | "groovy" | "gradle" | "dart" | "proto" | "json5" | "cue" | "jsonnet" | "libsonnet" | "bicep" | "css"
        | "scss" | "less" | "m" | "zig" | "php" => Language::C,
        "js" | "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx" => Language::JavaScript,
        "sql" | "psql" | "pgsql" | "ddl" => Language::Sql,
        "xml" | "html" | "htm" | "svg" | "vue" | "xhtml" | "csproj" | "pom" => Language::Xml,
        "md" | "markdown" | "mdx" => Language::Markdown,
        "lua" | "hs" | "elm" | "ada" | "adb" | "ads" => Language::Dashes,
        "ini" | "service" | "timer" | "socket" | "desktop" => Language::Ini,
        _ => return None,
    })
}

/// `name` at its last dot; all of it if there is none.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

#[cfg(test)]
mod tests {
    use super::{Kind, Language, kind, language};

    #[test]
    fn kinds_by_name() {
        for (path, expected) in [
            ("deploy/web.yaml", Kind::Yaml),
            ("deploy/WEB.YML", Kind::Yaml),
            ("charts/web/templates/_helpers.tpl", Kind::Yaml),
            ("docs/letter.tpl", Kind::Other),
            ("templates/nested/x.tpl", Kind::Yaml),
            ("templates.tpl", Kind::Other),
            ("templates/bin/_start.sh.tpl", Kind::Other),
            ("deploy/web.yaml.j2", Kind::Yaml),
            ("deploy/web.yml.template", Kind::Yaml),
            ("web.json.erb", Kind::Json),
            ("mail/welcome.html.j2", Kind::Other),
            ("values.yaml.gotmpl", Kind::Yaml),
            ("mail.gotmpl", Kind::Other),
            ("package.json", Kind::Json),
            ("Dockerfile", Kind::Dockerfile),
            ("build/Dockerfile.dev", Kind::Dockerfile),
            ("web.Dockerfile", Kind::Dockerfile),
            ("web.dockerfile", Kind::Dockerfile),
            ("Containerfile.prod", Kind::Dockerfile),
            ("Dockerfile-web", Kind::Dockerfile),
            ("Dockerfile_web.dev", Kind::Dockerfile),
            ("Dockerfile.go", Kind::Dockerfile),
            ("dockerfile.go", Kind::Other),
            ("parse/dockerfile_test.go", Kind::Other),
            ("Dockerfile-linux.template", Kind::Dockerfile),
            ("Dockerfile.in", Kind::Dockerfile),
            ("Dockerfile.md.erb", Kind::Other),
            ("Dockerfile.dockerignore", Kind::Other),
            ("Dockerfiles/readme", Kind::Other),
            ("Kustomization", Kind::Yaml),
            ("app/kustomization", Kind::Yaml),
            ("kustomization.md", Kind::Other),
            ("yaml", Kind::Other),
        ] {
            assert_eq!(kind(&path.into()), expected, "{path}");
        }
    }

    #[test]
    fn languages_by_name() {
        for (path, expected) in [
            ("a.yaml", Some(Language::Hash)),
            ("a.json", Some(Language::Json)),
            (".devcontainer/devcontainer.json", Some(Language::C)),
            ("Makefile", Some(Language::Hash)),
            ("db/1.sql", Some(Language::Sql)),
            ("README.md", Some(Language::Markdown)),
            ("main.tf", Some(Language::Hcl)),
            ("main.tf.tmpl", Some(Language::Hcl)),
            ("docs/index.md.erb", Some(Language::Markdown)),
            ("web.ts", Some(Language::JavaScript)),
            ("picture.png", None),
        ] {
            assert_eq!(language(&path.into()), expected, "{path}");
        }
    }
}
