//! What a runner says of the run, as plain data.

use std::path::PathBuf;

use super::Error;
use super::commit::CommitId;
use crate::net::github::{Host, Token};

/// The variables that hold a token, the first that is set counts. A token never stands in an argument: those are for all to see.
pub(super) const TOKENS: [&str; 3] = ["PORTCULLIS_TOKEN", "INPUT_TOKEN", "GITHUB_TOKEN"];

/// What a runner says. See GitHub's "Variables reference".
#[derive(Clone, Debug)]
pub struct Environment {
    /// `pull_request`, `push` and so on.
    pub event_name: String,
    /// The file that describes it.
    pub event_path: PathBuf,
    /// `owner/name`.
    pub repository: String,
    /// The commit that the run is about: the merge commit under `pull_request`.
    pub sha: CommitId,
    /// `refs/heads/main`, `refs/pull/1/merge`.
    pub reference: String,
    /// Where the checkout is, if there is one.
    pub workspace: PathBuf,
    /// Where the APIs are.
    pub host: Host,
    /// `https://github.com`.
    pub server: String,
    /// What gives the right to ask.
    pub token: Option<Token>,
    /// Who started the run.
    pub actor: String,
    /// Where outputs of the step go.
    pub output: Option<PathBuf>,
    /// Where the summary of the step goes.
    pub summary: Option<PathBuf>,
    /// A directory that lives as long as the job.
    pub temporary: Option<PathBuf>,
}

impl Environment {
    /// Reads it through `look_up`, which tells a variable's value. An empty value is as none.
    ///
    /// # Errors
    /// A variable that every runner sets is missing, or is not what it should be.
    pub fn read(look_up: &dyn Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let get = |name: &str| look_up(name).filter(|value| !value.is_empty());
        let need = |name: &'static str| get(name).ok_or(Error::NoRunner { name });
        let server = get("GITHUB_SERVER_URL").unwrap_or_else(|| "https://github.com".to_owned());
        let rest = get("GITHUB_API_URL").unwrap_or_else(|| "https://api.github.com".to_owned());
        let graphql = get("GITHUB_GRAPHQL_URL").unwrap_or_else(|| graphql_of(&rest));
        let environment = Self {
            event_name: need("GITHUB_EVENT_NAME")?,
            event_path: need("GITHUB_EVENT_PATH")?.into(),
            repository: need("GITHUB_REPOSITORY")?,
            sha: CommitId::new(&need("GITHUB_SHA")?).ok_or(wrong("GITHUB_SHA", "not a commit id"))?,
            reference: get("GITHUB_REF").unwrap_or_default(),
            workspace: get("GITHUB_WORKSPACE").unwrap_or_else(|| ".".to_owned()).into(),
            host: Host { rest, graphql },
            server: server.trim_end_matches('/').to_owned(),
            token: TOKENS.iter().find_map(|name| get(name)).map(|token| Token::new(token.trim().to_owned())),
            actor: get("GITHUB_ACTOR").unwrap_or_default(),
            output: get("GITHUB_OUTPUT").map(PathBuf::from),
            summary: get("GITHUB_STEP_SUMMARY").map(PathBuf::from),
            temporary: get("RUNNER_TEMP").map(PathBuf::from),
        };
        if !is_repository(&environment.repository) {
            return Err(wrong("GITHUB_REPOSITORY", "not `owner/name`"));
        }
        Ok(environment)
    }

    /// The owner and the name of the repository.
    #[must_use]
    pub fn owner_and_name(&self) -> (&str, &str) {
        self.repository.split_once('/').unwrap_or_default()
    }
}

/// The GraphQL API beside a REST API: a server of one's own has them at `/api/graphql` and `/api/v3`.
fn graphql_of(rest: &str) -> String {
    let rest = rest.trim_end_matches('/');
    format!("{}/graphql", rest.strip_suffix("/v3").unwrap_or(rest))
}

fn wrong(name: &'static str, is: &'static str) -> Error {
    Error::Variable { name, is }
}

/// Whether `text` is `owner/name` of characters that GitHub allows there: it becomes part of addresses.
fn is_repository(text: &str) -> bool {
    let is_name = |name: &str| {
        let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
        !name.is_empty() && name != "." && name != ".." && is_plain
    };
    text.split_once('/').is_some_and(|(owner, name)| is_name(owner) && is_name(name))
}

#[cfg(test)]
mod tests {
    use super::{Environment, Error, graphql_of, is_repository};

    const SHA: &str = "0123456789012345678901234567890123456789";

    fn read(more: &[(&str, &str)]) -> Result<Environment, Error> {
        let runner = [
            ("GITHUB_EVENT_NAME", "push"),
            ("GITHUB_EVENT_PATH", "event.json"),
            ("GITHUB_REPOSITORY", "octocat/hello-world"),
            ("GITHUB_SHA", SHA),
        ];
        let all: Vec<_> = more.iter().chain(&runner).collect();
        Environment::read(&|name| all.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn a_runner_needs_to_say_little() {
        let environment = read(&[("GITHUB_SERVER_URL", "https://ghe.example.org/")]).unwrap();
        assert_eq!(environment.owner_and_name(), ("octocat", "hello-world"));
        assert_eq!(environment.server, "https://ghe.example.org");
        assert_eq!(environment.host.graphql, "https://api.github.com/graphql");
        assert!(environment.token.is_none());
    }

    #[test]
    fn a_laptop_is_told_what_to_do() {
        let said = Environment::read(&|_| None).unwrap_err();
        assert!(said.to_string().contains("GITHUB_EVENT_NAME"), "{said}");
        assert!(said.help().unwrap().contains("portcullis check"));
    }

    #[test]
    fn what_becomes_part_of_an_address_is_checked() {
        for (name, value) in [
            ("GITHUB_SHA", "HEAD"),
            ("GITHUB_REPOSITORY", "octocat"),
            ("GITHUB_REPOSITORY", "octocat/../x"),
            ("GITHUB_REPOSITORY", "octocat/x?y"),
        ] {
            assert!(matches!(read(&[(name, value)]), Err(Error::Variable { .. })), "{name}={value}");
        }
        assert!(is_repository("a-b/c_d.e"));
        assert!(!is_repository("a/.."));
    }

    #[test]
    fn a_server_of_ones_own_has_its_graphql_beside() {
        assert_eq!(graphql_of("https://ghe.example.org/api/v3"), "https://ghe.example.org/api/graphql");
        assert_eq!(graphql_of("https://api.github.com/"), "https://api.github.com/graphql");
    }

    #[test]
    fn no_token_is_shown() {
        let environment = read(&[("GITHUB_TOKEN", "not-for-you"), ("PORTCULLIS_TOKEN", "")]).unwrap();
        assert!(environment.token.is_some());
        assert!(!format!("{environment:?}").contains("not-for-you"));
    }
}
