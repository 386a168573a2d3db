//! How a registry asks who is asking: the `WWW-Authenticate` header of a 401.
//! <https://distribution.github.io/distribution/spec/auth/token/>, <https://www.rfc-editor.org/rfc/rfc9110#field.www-authenticate>

use http::header::{HeaderMap, WWW_AUTHENTICATE};
use reqwest::Url;

/// The longest header that is read.
const LONGEST: usize = 8 << 10;

/// How a registry wants to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Challenge {
    /// With a name and a password.
    Basic,
    /// With a token, which is given elsewhere.
    Bearer { realm: Url, service: Option<String>, scope: Scope },
}

/// How the registry calls the right to pull from a repository: what stands before its path. After it stands `:pull`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Scope(String);

impl Scope {
    /// The right to pull from the repository at `path`.
    pub(super) fn of(&self, path: &str) -> String {
        format!("{}{path}:pull", self.0)
    }

    /// What the challenge for `path` calls it. More than to pull is never asked for, whatever the registry proposes.
    fn new(told: Option<&str>, path: &str) -> Self {
        let before = told.and_then(|told| told.strip_suffix(":pull")?.strip_suffix(path));
        let before = before.filter(|before| before.ends_with([':', '/']) && !before.contains(char::is_whitespace));
        Self(before.unwrap_or("repository:").to_owned())
    }
}

impl Challenge {
    /// What `headers` ask for before `path` is answered: a token where there is a choice.
    pub(super) fn read(headers: &HeaderMap, path: &str) -> Option<Self> {
        let texts = headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok());
        let told: Vec<Told> = texts.filter(|text| text.len() <= LONGEST).flat_map(told).collect();
        let bearer = told.iter().filter(|told| told.scheme.eq_ignore_ascii_case("bearer")).find_map(|told| {
            let realm = Url::parse(told.get("realm")?).ok().filter(|realm| realm.has_host())?;
            let service = told.get("service").map(str::to_owned);
            Some(Self::Bearer { realm, service, scope: Scope::new(told.get("scope"), path) })
        });
        let is_basic = told.iter().any(|told| told.scheme.eq_ignore_ascii_case("basic"));
        bearer.or(is_basic.then_some(Self::Basic))
    }
}

/// One challenge: a scheme and its parameters.
struct Told<'a> {
    scheme: &'a str,
    parameters: Vec<(&'a str, String)>,
}

impl Told<'_> {
    fn get(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The challenges of one header: `scheme key=value, key="value", scheme …`.
fn told(text: &str) -> Vec<Told<'_>> {
    let mut found: Vec<Told<'_>> = Vec::new();
    let mut rest = text.trim_start_matches([' ', '\t', ',']);
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find([' ', '\t', ',', '=']).unwrap_or(rest.len()));
        // Some write blanks around the sign.
        rest = match (after.trim_start_matches([' ', '\t']).strip_prefix('='), found.last_mut()) {
            (Some(after), Some(last)) => {
                let (value, after) = value(after.trim_start_matches([' ', '\t']));
                last.parameters.push((word, value));
                after
            }
            (Some(after), None) => after,
            (None, _) => {
                found.push(Told { scheme: word, parameters: Vec::new() });
                after
            }
        };
        rest = rest.trim_start_matches([' ', '\t', ',']);
    }
    found
}

/// A value, in quotes or not, and what stands after it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, after) = text.split_at(text.find([' ', '\t', ',']).unwrap_or(text.len()));
        return (value.to_owned(), after);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::{Challenge, HeaderMap, Scope, WWW_AUTHENTICATE, told};

    fn read(texts: &[&str]) -> Option<Challenge> {
        let headers: HeaderMap = texts.iter().map(|text| (WWW_AUTHENTICATE, text.parse().unwrap())).collect();
        Challenge::read(&headers, "team/web")
    }

    fn bearer(realm: &str, service: Option<&str>, scope: &str) -> Option<Challenge> {
        let (realm, service) = (realm.parse().unwrap(), service.map(str::to_owned));
        Some(Challenge::Bearer { realm, service, scope: Scope(scope.to_owned()) })
    }

    #[test]
    fn challenges_are_read_however_they_are_written() {
        assert_eq!(read(&["Basic realm=\"x\""]), Some(Challenge::Basic));
        assert_eq!(read(&["basic"]), Some(Challenge::Basic));
        let docker = "Bearer realm=\"https://auth.example/token\",service=\"registry.example\",scope=\"repository:team/web:pull\"";
        assert_eq!(read(&[docker]), bearer("https://auth.example/token", Some("registry.example"), "repository:"));
        let loose = "bEARER  scope=\"a \\\"b\\\"\" , Service = x, realm=https://auth.example/t?a=b";
        assert_eq!(read(&[loose]), bearer("https://auth.example/t?a=b", Some("x"), "repository:"));
        assert_eq!(
            read(&["Basic realm=\"x\", Bearer realm=\"https://a.example/\""]),
            bearer("https://a.example/", None, "repository:")
        );
        assert_eq!(read(&["Basic realm=\"x\"", docker]), read(&[docker]));
        for nothing in [
            "", "Bearer", "Bearer realm=\"/relative\"", "Negotiate", "realm=\"https://a.example/\"",
            "Bearer realm=\"data:x\"",
        ] {
            assert_eq!(read(&[nothing]), None, "{nothing}");
        }
    }

    #[test]
    fn nothing_but_pulling_is_asked_for() {
        let scope = |told: &str| Scope::new(Some(told), "team/web").of("team/api");
        assert_eq!(scope("repository:team/web:pull"), "repository:team/api:pull");
        assert_eq!(scope("repository:proxy/team/web:pull"), "repository:proxy/team/api:pull");
        assert_eq!(scope("repository(plugin):team/web:pull"), "repository(plugin):team/api:pull");
        for more in [
            "repository:team/web:pull,push", "repository:team/web:*", "a repository:team/web:pull",
            "registry:catalog:*", "",
        ] {
            assert_eq!(scope(more), "repository:team/api:pull", "{more}");
        }
    }

    proptest! {
        #[test]
        fn any_header_is_read_to_its_end(text in "[ a-z,=\"\\\\\\t]{0,60}") {
            prop_assert!(told(&text).len() <= text.len());
        }
    }
}
