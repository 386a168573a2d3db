//! What is known about base images by their names and tags: the system, its C library, the version, the user.

use crate::fact::{Image, Known};
use crate::finding::Site;

/// What programs inside an image count on.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Family {
    /// The distribution.
    pub(super) system: Option<&'static str>,
    /// Its release, as far as a new one may break programs.
    pub(super) release: Option<String>,
    /// The C library.
    pub(super) libc: Option<&'static str>,
    /// What the image brings (`node`), and that thing's major version.
    pub(super) product: Option<(String, String)>,
}

/// The shortest place that shows which image it is: the reference, or what stands in the `ARG` that gives its version.
pub(super) fn site(image: &Image) -> &Site {
    let version = image.version_site();
    if image.site.span.contains(version.span) { &image.site } else { version }
}

/// `debian:12`, without the digest where there is a tag.
pub(super) fn shown(image: &Image) -> String {
    match (&image.tag, &image.digest) {
        (Known::Known(tag), _) => format!("{}:{}", image.name(), tag.text),
        (_, Known::Known(digest)) => format!("{}@{}…", image.name(), digest.text.get(..19).unwrap_or_default()),
        _ => image.shown(),
    }
}

/// What the name and the tag tell. A tag that is not known tells nothing.
pub(super) fn family(image: &Image) -> Family {
    let Some(full) = image.full_name() else { return Family::default() };
    let tag = match (&image.tag, &image.digest) {
        (Known::Known(tag), _) => Some(tag.text.to_ascii_lowercase()),
        (Known::Missing, Known::Missing) => Some(String::new()),
        _ => None,
    };
    let library = library_name(&full);
    let (system, release) = tag
        .as_deref()
        .and_then(variant)
        .or_else(|| vendor(&full))
        .or_else(|| distribution(library?, tag.as_deref()))
        .or_else(|| default_system(library?, tag.as_deref()?))
        .map_or((None, None), |(system, release)| (Some(system), release));
    let libc = match system {
        _ if is_static(&full) => None,
        Some("Alpine") => Some("musl"),
        Some("BusyBox" | "Windows") | None => None,
        Some(_) => Some("glibc"),
    };
    Family { system, release, libc, product: tag.and_then(|tag| product(&full, library, &tag)) }
}

/// Whether the image is known to run as root where no `USER` follows.
pub(super) fn runs_as_root(image: &Image) -> bool {
    const ROOT: &[&str] = &[
        "almalinux", "alpine", "amazoncorretto", "amazonlinux", "archlinux", "bash", "buildpack-deps", "busybox",
        "centos", "dart", "debian", "eclipse-temurin", "elixir", "erlang", "fedora", "gcc", "golang", "httpd", "julia",
        "maven", "nginx", "node", "openjdk", "oraclelinux", "perl", "php", "python", "rockylinux", "ruby", "rust",
        "swift", "tomcat", "ubuntu",
    ];
    let Some(full) = image.full_name() else { return false };
    let tag = match (&image.tag, &image.digest) {
        (Known::Known(tag), _) => tag.text.as_str(),
        (Known::Missing, Known::Missing) => "",
        _ => return false,
    };
    let rootless =
        |text: &str| ["nonroot", "rootless", "unprivileged", "chiseled"].iter().any(|word| text.contains(word));
    if rootless(tag) || rootless(&full) {
        return false;
    }
    let universal =
        |full: &str| full.rsplit('/').next().is_some_and(|name| matches!(name, "ubi" | "ubi-minimal" | "ubi-micro"));
    library_name(&full).is_some_and(|name| ROOT.contains(&name))
        || full.starts_with("gcr.io/distroless/")
        || universal(&full)
}

/// Whether the image brings the command that runs.
pub(super) fn serves(image: &Image) -> bool {
    let full = image.full_name();
    let name = full.as_deref().and_then(library_name);
    name.is_some_and(|name| matches!(name, "httpd" | "nginx" | "php" | "tomcat"))
}

/// The name of a Docker official image, from Docker Hub or a mirror that keeps the `library/`.
fn library_name(full: &str) -> Option<&str> {
    let (before, name) = full.rsplit_once('/')?;
    (before == "library" || before.ends_with("/library")).then_some(name)
}

fn is_static(full: &str) -> bool {
    full.starts_with("gcr.io/distroless/static") || full == "cgr.dev/chainguard/static"
}

type System = (&'static str, Option<String>);

/// What a tag says about the system: `20-alpine3.20`, `3.12-slim-bookworm`, `8.0-ubi9`.
fn variant(tag: &str) -> Option<System> {
    let words = || tag.split(['-', '_']);
    words().find_map(variant_word).or_else(|| words().any(|word| word == "slim").then_some(("Debian", None)))
}

fn variant_word(word: &str) -> Option<System> {
    // Debian's and Ubuntu's releases by code name.
    const NAMES: &[(&str, &str, &str)] = &[
        ("stretch", "Debian", "9"),
        ("buster", "Debian", "10"),
        ("bullseye", "Debian", "11"),
        ("bookworm", "Debian", "12"),
        ("trixie", "Debian", "13"),
        ("forky", "Debian", "14"),
        ("xenial", "Ubuntu", "16.04"),
        ("bionic", "Ubuntu", "18.04"),
        ("focal", "Ubuntu", "20.04"),
        ("jammy", "Ubuntu", "22.04"),
        ("noble", "Ubuntu", "24.04"),
    ];
    const PREFIXES: &[(&str, &str)] = &[
        ("alpine", "Alpine"),
        ("debian", "Debian"),
        ("ubuntu", "Ubuntu"),
        ("ubi", "RHEL"),
        ("al", "Amazon Linux"),
        ("oraclelinux", "Oracle Linux"),
        ("ol", "Oracle Linux"),
        ("azurelinux", "Azure Linux"),
        ("cbl-mariner", "Azure Linux"),
        ("windowsservercore", "Windows"),
        ("nanoserver", "Windows"),
    ];
    if let Some((_, system, release)) = NAMES.iter().find(|(name, ..)| *name == word) {
        return Some((system, Some((*release).to_owned())));
    }
    PREFIXES.iter().find_map(|(prefix, system)| {
        let rest = word.strip_prefix(prefix)?;
        let numeric = rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        let bare = rest.is_empty() && prefix.len() > 3;
        (numeric && (bare || !rest.is_empty())).then(|| (*system, release(system, rest)))
    })
}

/// Images whose repository tells the system.
fn vendor(full: &str) -> Option<System> {
    if let Some(name) = full.strip_prefix("gcr.io/distroless/") {
        let debian = name.rsplit_once("-debian").map(|(_, release)| release.to_owned());
        return Some(("distroless", debian));
    }
    if full.starts_with("cgr.dev/chainguard/") {
        return Some(("Wolfi", None));
    }
    let release = full.split('/').find_map(|part| part.strip_prefix("ubi").filter(|rest| first_number(rest).is_some()));
    let release = release.map(|rest| first_number(rest).unwrap_or_default().to_owned());
    release.map(|release| ("RHEL", Some(release)))
}

/// Images that are a distribution.
fn distribution(library: &str, tag: Option<&str>) -> Option<System> {
    let system = match library {
        "almalinux" => "AlmaLinux",
        "alpine" => "Alpine",
        "amazonlinux" => "Amazon Linux",
        "archlinux" => "Arch Linux",
        "busybox" => "BusyBox",
        "centos" => "CentOS",
        "debian" => "Debian",
        "fedora" => "Fedora",
        "oraclelinux" => "Oracle Linux",
        "rockylinux" => "Rocky Linux",
        "ubuntu" => "Ubuntu",
        _ => return None,
    };
    Some((system, tag.and_then(|tag| release(system, tag))))
}

/// What an official image stands on where its tag says nothing.
fn default_system(library: &str, tag: &str) -> Option<System> {
    let system = match library {
        "buildpack-deps" | "elixir" | "erlang" | "gcc" | "golang" | "haproxy" | "httpd" | "memcached" | "nginx"
        | "node" | "perl" | "php" | "postgres" | "python" | "redis" | "ruby" | "rust" => "Debian",
        "eclipse-temurin" | "gradle" | "mariadb" | "maven" | "mongo" | "rabbitmq" | "tomcat" => "Ubuntu",
        "amazoncorretto" => "Amazon Linux",
        "bash" | "caddy" | "composer" | "docker" | "registry" | "traefik" => "Alpine",
        _ => return None,
    };
    (!tag.contains("windows")).then_some((system, None))
}

/// The part of a release that a program may count on: `22.04` of Ubuntu, elsewhere the first number. Alpine's second number moves
/// twice a year and keeps musl.
fn release(system: &str, text: &str) -> Option<String> {
    let first = first_number(text)?;
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).take(2).collect();
    match (system, numbers.as_slice()) {
        ("Ubuntu", [year, month]) if !month.is_empty() => Some(format!("{year}.{month}")),
        ("Ubuntu", _) => None,
        _ => Some(first.to_owned()),
    }
}

/// What the image brings, with as much of its version as may break what stands on it.
fn product(full: &str, library: Option<&str>, tag: &str) -> Option<(String, String)> {
    const PRODUCTS: &[&str] = &[
        "amazoncorretto", "eclipse-temurin", "elixir", "erlang", "golang", "gradle", "httpd", "mariadb", "maven",
        "mongo", "mysql", "nginx", "node", "openjdk", "perl", "php", "postgres", "python", "redis", "ruby", "rust",
        "tomcat",
    ];
    if let Some(name) = full.strip_prefix("gcr.io/distroless/") {
        let name = name.split('-').next().unwrap_or(name);
        let product = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let version = &name[product.len()..];
        return (!version.is_empty()).then(|| (product.to_owned(), version.to_owned()));
    }
    let dotnet = full.starts_with("mcr.microsoft.com/dotnet/").then_some("dotnet");
    let name = library.filter(|name| PRODUCTS.contains(name)).or(dotnet)?;
    let first = first_number(tag)?;
    let second = first_number(tag[first.len()..].strip_prefix('.').unwrap_or_default());
    // Python removes modules from one minor version to the next.
    let version = match (name, second) {
        ("python", Some(second)) => format!("{first}.{second}"),
        ("python", None) => return None,
        _ => first.to_owned(),
    };
    Some((name.to_owned(), version))
}

/// The number at the start of `text`.
fn first_number(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::{family, runs_as_root};
    use crate::fact::reference::{Reference, Spliced, parse};
    use crate::fact::{Image, Place};
    use crate::text::{RepoPath, Side, Site, Span, Text};

    fn image(reference: &str) -> Image {
        let text = Text::new(Side::Head, RepoPath::from("Dockerfile"), reference.as_bytes().to_vec());
        let site = Site::new(&text, Span::new(0, reference.len()));
        let mut spliced = Spliced::default();
        spliced.push(reference, site.clone());
        let Reference { repository, tag, digest } = parse(&spliced).unwrap();
        Image {
            owner: String::new(),
            place: Place::FinalStage,
            repository,
            tag,
            digest,
            site,
            version_from: None,
            pull_policy: None,
        }
    }

    #[test]
    fn names_and_tags_tell_the_family() {
        for (reference, expected) in [
            ("debian:bookworm-slim", "Debian 12 glibc -"),
            ("debian:12.5", "Debian 12 glibc -"),
            ("debian:stable-slim", "Debian - glibc -"),
            ("ubuntu:22.04", "Ubuntu 22.04 glibc -"),
            ("ubuntu:jammy-20240125", "Ubuntu 22.04 glibc -"),
            ("alpine:3.20", "Alpine 3 musl -"),
            ("node:20", "Debian - glibc node 20"),
            ("node:20.1-alpine3.19", "Alpine 3 musl node 20"),
            ("node:lts-slim", "Debian - glibc -"),
            ("python:3.12-slim-bookworm", "Debian 12 glibc python 3.12"),
            ("docker.io/library/python:3", "Debian - glibc -"),
            ("eclipse-temurin:21-jre-jammy", "Ubuntu 22.04 glibc eclipse-temurin 21"),
            ("openjdk:8u342-jre", "- - - openjdk 8"),
            ("gcr.io/distroless/java17-debian12:nonroot", "distroless 12 glibc java 17"),
            ("gcr.io/distroless/static-debian12", "distroless 12 - -"),
            ("registry.access.redhat.com/ubi9/ubi-minimal:9.4", "RHEL 9 glibc -"),
            ("cgr.dev/chainguard/node:latest", "Wolfi - glibc -"),
            ("mcr.microsoft.com/dotnet/aspnet:8.0-alpine", "Alpine - musl dotnet 8"),
            ("registry.example/team/web:1.4", "- - - -"),
            ("registry.example/team/web:1.4-alpine", "Alpine - musl -"),
            ("mcr.microsoft.com/dotnet/sdk:8.0-windowsservercore-ltsc2022", "Windows - - dotnet 8"),
        ] {
            let found = family(&image(reference));
            let or_dash = |text: Option<&str>| text.unwrap_or("-").to_owned();
            let product = found.product.map(|(name, version)| format!("{name} {version}"));
            let shown = [
                or_dash(found.system),
                or_dash(found.release.as_deref()),
                or_dash(found.libc),
                or_dash(product.as_deref()),
            ];
            assert_eq!(shown.join(" "), expected, "{reference}");
        }
    }

    #[test]
    fn only_known_images_run_as_root() {
        for (reference, expected) in [
            ("alpine:3.20", true),
            ("gcr.io/distroless/base-debian12", true),
            ("gcr.io/distroless/base-debian12:nonroot", false),
            ("registry.access.redhat.com/ubi9/ubi:9.4", true),
            ("registry.access.redhat.com/ubi9/nodejs-20", false),
            ("nginxinc/nginx-unprivileged:1.27", false),
            ("registry.example/team/web:1", false),
        ] {
            assert_eq!(runs_as_root(&image(reference)), expected, "{reference}");
        }
    }
}
