//! Where the next page of a list is. <https://www.rfc-editor.org/rfc/rfc8288#section-3>

use http::header::{HeaderMap, LINK};

/// What the `Link` header calls the next page: an address, perhaps a relative one. Whether it may be followed is for the caller to say.
pub(in crate::net) fn next_page(headers: &HeaderMap) -> Option<&str> {
    let links = headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok());
    links.flat_map(|links| links.split('<').skip(1)).find_map(|link| {
        let (target, parameters) = link.split_once('>')?;
        let mut parameters = parameters.split([';', ',']).map(str::trim);
        let is_next = parameters.any(|parameter| matches!(parameter, "rel=\"next\"" | "rel=next"));
        is_next.then_some(target)
    })
}
