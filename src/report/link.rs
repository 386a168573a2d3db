//! Addresses that reports lead to.

use crate::rule::Rule;

/// The project's page, from Cargo.toml.
pub(super) const HOME: &str = env!("CARGO_PKG_HOMEPAGE");

/// A rule's page.
pub(crate) fn page(rule: &Rule) -> String {
    format!("{HOME}/docs/rules/{}.md", rule.page_name())
}

/// A path's bytes, percent-encoded (RFC 3986).
pub(crate) fn percent_encoded(path: &[u8]) -> String {
    let mut uri = String::with_capacity(path.len());
    for &byte in path {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn a_path_is_its_bytes() {
        assert_eq!(percent_encoded("a b/é:#%\n".as_bytes()), "a%20b/%C3%A9%3A%23%25%0A");
        assert_eq!(percent_encoded(b"\xff"), "%FF");
    }
}
