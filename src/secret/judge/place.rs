//! What a file's name tells about what it holds.

use crate::text::RepoPath;

/// What a file's name tells about what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Source code: unquoted values are expressions.
    Code,
    /// Configuration: unquoted values are values.
    Config,
    /// Prose: commands and settings are quoted in it.
    Document,
    /// Checksums by the thousand: lock files, minified and generated code, translations.
    Noise,
}

impl Place {
    /// By the file's name and the directories that it lies in.
    #[must_use]
    pub fn of(path: &RepoPath) -> Self {
        let name = path.rendered_name();
        if is_noise(&name) || is_translation(path) {
            return Self::Noise;
        }
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension {
            "md" | "markdown" | "mdx" | "rst" | "adoc" | "asciidoc" | "txt" | "html" | "htm" | "org" | "tex"
            | "wiki" | "pod" => Self::Document,
            "c" | "h" | "cc" | "cpp" | "cxx" | "hpp" | "hh" | "m" | "mm" | "cs" | "fs" | "vb" | "java" | "kt"
            | "kts" | "scala" | "groovy" | "gradle" | "go" | "rs" | "py" | "pyi" | "rb" | "erb" | "php" | "phtml"
            | "js" | "mjs" | "cjs" | "jsx" | "ts" | "tsx" | "mts" | "cts" | "vue" | "svelte" | "swift" | "dart"
            | "lua" | "pl" | "pm" | "r" | "jl" | "ex" | "exs" | "erl" | "hs" | "elm" | "clj" | "cljs" | "ml"
            | "mli" | "nim" | "zig" | "sol" | "sql" | "proto" | "thrift" | "graphql" | "css" | "scss" | "less"
            | "s" | "asm" | "v" | "sv" | "vhd" | "jsp" | "cshtml" | "razor" | "aspx" | "cls" | "apex" | "coffee"
            | "cu" | "ipynb" | "bzl" | "star" => Self::Code,
            _ => Self::Config,
        }
    }
}

fn is_noise(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "cargo.lock", "composer.lock", "gemfile.lock", "go.sum", "go.work.sum", "npm-shrinkwrap.json",
        "package-lock.json", "packages.lock.json", "pnpm-lock.yaml", "project.assets.json",
        "verification-metadata.xml", "yarn.lock",
    ];
    const ENDS: &[&str] = &[
        ".lock", ".lockfile", ".min.js", ".min.css", ".map", ".svg", ".po", ".pot", ".snap", ".sum", ".pb.go",
        "_pb2.py", ".designer.cs", ".xlf", ".arb", ".ics", ".patch.sig", ".sha256", ".sha512", ".md5", ".asc", ".crt",
        ".cer", ".dtsi",
    ];
    NAMES.contains(&name) || ENDS.iter().any(|end| name.ends_with(end))
}

fn is_translation(path: &RepoPath) -> bool {
    const DIRECTORIES: &[&[u8]] =
        &[b"locale", b"locales", b"i18n", b"l10n", b"lang", b"langs", b"translations", b"cassettes"];
    path.as_bstr()
        .split(|&byte| byte == b'/')
        .rev()
        .skip(1)
        .any(|part| DIRECTORIES.iter().any(|name| part.eq_ignore_ascii_case(name)))
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn by_names() {
        for (path, place) in [
            ("src/main.rs", Place::Code),
            ("app/settings.PY", Place::Code),
            (".env.production", Place::Config),
            ("config/database.yml", Place::Config),
            ("id_rsa", Place::Config),
            ("docs/guide.md", Place::Document),
            ("docs/guide.md.erb", Place::Document),
            ("config/database.yml.erb", Place::Config),
            ("web/yarn.lock", Place::Noise),
            ("static/app.min.js", Place::Noise),
            ("src/locales/de.json", Place::Noise),
        ] {
            assert_eq!(Place::of(&path.into()), place, "{path}");
        }
    }
}
