//! Names in an address: whoever opens a pull request chooses them.

use std::fmt::Write;

/// One part of a path: an owner, a branch, a label. Everything that could mean something in an address is percent-encoded.
#[must_use]
pub fn segment(name: impl AsRef<[u8]>) -> String {
    let name = name.as_ref();
    let mut encoded = String::with_capacity(name.len());
    for &byte in name {
        // `.` and `..` are steps in an address however they are written: as the text `%2E`, they name nothing that exists.
        if byte == b'.' && matches!(name, b"." | b"..") {
            encoded.push_str("%252E");
        } else if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Parts with `/` between them: a file's path, `owner/repository`.
#[must_use]
pub fn path(name: impl AsRef<[u8]>) -> String {
    name.as_ref().split(|&byte| byte == b'/').map(segment).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
    use reqwest::Url;

    use super::{path, segment};

    #[test]
    fn what_means_something_in_an_address_is_encoded() {
        assert_eq!(segment("a b/c?d#e%2f&é"), "a%20b%2Fc%3Fd%23e%252f%26%C3%A9");
        assert_eq!(segment(b"\xff\n"), "%FF%0A");
        assert_eq!(path("deploy/web-1.0_~.yaml"), "deploy/web-1.0_~.yaml");
        assert_eq!(path("a/../b/./..c"), "a/%252E%252E/b/%252E/..c");
    }

    proptest! {
        #[test]
        fn no_name_leaves_its_place(name in any::<Vec<u8>>()) {
            let url = Url::parse(&format!("https://api.example.org/repos/o/r/contents/{}?ref=x", path(&name))).unwrap();
            prop_assert!(url.path().starts_with("/repos/o/r/contents/"), "{}", url);
            prop_assert_eq!((url.query(), url.fragment()), (Some("ref=x"), None));
            let parts = name.split(|&byte| byte == b'/').count();
            prop_assert_eq!(url.path().matches('/').count(), 4 + parts);
        }
    }
}
