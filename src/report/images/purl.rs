//! Package URLs of images.
//!
//! The type `oci`: <https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md>. What is encoded, and the order of
//! qualifiers: <https://github.com/package-url/purl-spec/blob/main/PURL-SPECIFICATION.rst>.

use crate::inventory::Reference;

/// `pkg:oci/nginx@sha256:…?repository_url=docker.io%2Flibrary%2Fnginx&tag=1.27`; nothing where the repository is not known. The name is
/// the last part of the repository, the version its digest; a tag is no version, since it can move.
pub(super) fn purl(reference: &Reference) -> Option<String> {
    let repository = reference.repository.as_deref()?;
    let name = repository.rsplit('/').next().unwrap_or(repository).to_lowercase();
    let mut purl = format!("pkg:oci/{}", encoded(&name));
    if let Some(digest) = &reference.digest {
        purl.push_str(&format!("@{}", encoded(digest)));
    }
    purl.push_str(&format!("?repository_url={}", encoded(repository)));
    if let Some(tag) = &reference.tag {
        purl.push_str(&format!("&tag={}", encoded(tag)));
    }
    Some(purl)
}

/// Percent-encoded, but for what never is: letters, digits, `.-_~` and the colon.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'~' | b':' => out.push(byte.into()),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::purl;
    use crate::inventory::{Reference, Status};
    use crate::text::{Side, Site, Span, Text};

    fn reference(repository: Option<&str>, tag: Option<&str>, digest: Option<&str>) -> Reference {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Reference {
            at: Site::new(&Text::new(Side::Head, "a".into(), Vec::new()), Span::default()),
            written: String::new(),
            owner: String::new(),
            repository: owned(repository),
            tag: owned(tag),
            digest: owned(digest),
            status: Status::Tag,
            registry: None,
        }
    }

    #[test]
    fn an_image_is_named_as_the_specification_says() {
        for (repository, tag, digest, expected) in [
            (
                "docker.io/library/debian",
                Some("latest"),
                Some("sha256:244fd47e07d10"),
                "pkg:oci/debian@sha256:244fd47e07d10?repository_url=docker.io%2Flibrary%2Fdebian&tag=latest",
            ),
            (
                "registry.example:5000/Team/Web",
                Some("1.4+b"),
                None,
                "pkg:oci/web?repository_url=registry.example:5000%2FTeam%2FWeb&tag=1.4%2Bb",
            ),
            ("ghcr.io/example/tool", None, None, "pkg:oci/tool?repository_url=ghcr.io%2Fexample%2Ftool"),
        ] {
            assert_eq!(purl(&reference(Some(repository), tag, digest)).as_deref(), Some(expected));
        }
        assert_eq!(purl(&reference(None, Some("1.4"), None)), None);
    }
}
