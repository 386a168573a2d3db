//! Which keys name images, however a format writes them: `image`, `proxyImage`, `image_uri`, `imageName` beside `imageTag`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::yaml::Node;
use crate::fact::{Image, Known};

/// What may follow the word `image` in the key of a whole reference, in lower case and without marks.
const ENDINGS: [&str; 8] = ["", "name", "ref", "reference", "repo", "repository", "uri", "url"];

/// What may follow it in the key of a version.
const VERSIONS: [&str; 2] = ["tag", "version"];

/// Whether a key may name an image, or all of it but its version.
pub(super) fn is_one(key: &str) -> bool {
    stem(&plain(key)).is_some()
}

/// Whether a key is that of an image's version by itself: `imageTag`, `web_image_version`.
pub(super) fn is_version(key: &str) -> bool {
    let plain = plain(key);
    VERSIONS.iter().any(|word| plain.strip_suffix(word).is_some_and(|stem| stem.ends_with("image")))
}

/// The plain keys under which the version of what stands below `key` may stand beside it.
pub(super) fn versions_of(key: &str) -> Vec<String> {
    let plain = plain(key);
    stem(&plain).map(|stem| VERSIONS.iter().map(|word| format!("{stem}{word}")).collect()).unwrap_or_default()
}

/// The plain keys below which that may stand whose version stands below `key`.
pub(super) fn versioned_by(key: &str) -> Vec<String> {
    let plain = plain(key);
    let stem = VERSIONS.iter().find_map(|word| plain.strip_suffix(word));
    stem.map(|stem| ENDINGS.iter().map(|ending| format!("{stem}{ending}")).collect()).unwrap_or_default()
}

/// The key up to the word `image`, that included.
fn stem(plain: &str) -> Option<&str> {
    let at = plain.rfind("image")? + "image".len();
    ENDINGS.contains(&&plain[at..]).then(|| &plain[..at])
}

/// In lower case, without what stands between words.
pub(super) fn plain(key: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if key.bytes().all(is_plain) {
        return Cow::Borrowed(key);
    }
    let kept = key.chars().filter(|c| !matches!(c, '_' | '-'));
    Cow::Owned(kept.map(|c| c.to_ascii_lowercase()).collect())
}

/// Whether the reference says a version, and is written as image names are.
pub(super) fn is_explicit(image: &Image) -> bool {
    let versioned = image.tag.get().is_some() || image.digest.get().is_some();
    versioned && has_image_name(image)
}

/// The same, or a variable has a part in it: what it will say is not known.
pub(super) fn is_likely(image: &Image) -> bool {
    is_explicit(image) || matches!(image.tag, Known::Unknown) && has_image_name(image)
}

/// Whether the name is written in lower case, as far as it is known, and is not that of a picture or a disk.
pub(super) fn has_image_name(image: &Image) -> bool {
    const FILES: &[&str] = &["gif", "ico", "img", "iso", "jpeg", "jpg", "png", "qcow2", "svg", "webp"];
    image.repository.get().is_none_or(|part| {
        let ending = part.text.rsplit_once('.').map_or("", |(_, ending)| ending);
        !part.text.bytes().any(|byte| byte.is_ascii_uppercase()) && !FILES.contains(&ending)
    })
}

/// The versions in a mapping that stand beside what they are of.
pub(super) struct Versions<'a>(BTreeMap<String, Node<'a>>);

impl<'a> Versions<'a> {
    /// Those of `holder`.
    pub(super) fn of(holder: Node<'a>) -> Self {
        let is_version = |key: &str| VERSIONS.iter().any(|word| key.ends_with(word));
        let scalars = holder.entries().filter(|(_, value)| value.is_scalar());
        let named = scalars.filter_map(|(key, value)| Some((plain(key.str()?).into_owned(), value)));
        Self(named.filter(|(key, _)| is_version(key)).collect())
    }

    /// The version of what stands below `key`: `imageTag` for `image` and `imageName`, or `tag` alone.
    pub(super) fn get(&self, key: &str) -> Option<Node<'a>> {
        let plain = plain(key);
        let stem = stem(&plain)?;
        let own = VERSIONS.iter().find_map(|word| self.0.get(&format!("{stem}{word}")));
        let name = stem.strip_suffix("image").filter(|name| !name.is_empty());
        // `sidecarImage` beside `sidecarTag`.
        let short = || name.and_then(|name| VERSIONS.iter().find_map(|word| self.0.get(&format!("{name}{word}"))));
        own.or_else(short).or_else(|| VERSIONS.iter().find_map(|word| self.0.get(*word))).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn keys_of_images() {
        for key in
            ["image", "sidecarImage", "web_image", "imageName", "image-uri", "IMAGE_REPOSITORY", "Image", "ImageUri"]
        {
            assert!(is_one(key), "{key}");
        }
        for key in ["images", "imageTag", "imagePullPolicy", "imageSize", "tag", "imagination", ""] {
            assert!(!is_one(key), "{key}");
        }
    }
}
