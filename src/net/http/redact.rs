//! What an error may tell: no token, no password of a proxy, and not without end.

/// The longest text of an error, in bytes.
const LONGEST: usize = 2000;

/// A shorter text is part of ordinary words, and no server gives such a token.
const SHORTEST_SECRET: usize = 6;

/// `text` as an error may hold it: without `secrets` and logins.
pub(in crate::net) fn redact<'a>(text: &str, secrets: impl IntoIterator<Item = &'a str>) -> String {
    let secrets = secrets.into_iter().filter(|secret| secret.len() >= SHORTEST_SECRET);
    let text = secrets.fold(text.to_owned(), |text, secret| text.replace(secret, "…"));
    let mut text = without_logins(&text);
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
        text.push('…');
    }
    text
}

/// `https://user:password@proxy.example.org` names the host alone.
fn without_logins(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + "://".len());
        shown.push_str(before);
        let ends = |c: char| c.is_whitespace() || "/?#\"'`<>(),;".contains(c);
        let authority = &after[..after.find(ends).unwrap_or(after.len())];
        rest = match authority.rfind('@') {
            Some(sign) => {
                shown.push('…');
                &after[sign..]
            }
            None => after,
        };
    }
    shown.push_str(rest);
    shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::{LONGEST, redact};

    #[test]
    fn logins_and_tokens_are_left_out() {
        let shown = |text| redact(text, ["my-t0ken", "", "said"]);
        assert_eq!(
            shown("proxy (http://u:p@w@proxy.example.org:3128/x) said my-t0ken"),
            "proxy (http://…@proxy.example.org:3128/x) said …"
        );
        assert_eq!(shown("https://a/@b and socks5h://u@h,c"), "https://a/@b and socks5h://…@h,c");
        assert_eq!(redact("://@://@", []), "://…@://…@");
    }

    proptest! {
        #[test]
        fn nothing_passes(before in "\\PC{0,40}", after in "\\PC{0,3000}") {
            let shown = redact(&format!("{before}s3cr3t-t0ken{after}http://u:passw0rd@h/"), ["s3cr3t-t0ken"]);
            prop_assert!(!shown.contains("s3cr3t-t0ken") && !shown.contains("passw0rd"));
            prop_assert!(shown.len() <= LONGEST + '…'.len_utf8());
        }
    }
}
