//! Files that others name: by a command's `-f`, a kustomization's `resources`, a build's `dockerfile`. What nothing in a file tells is said
//! by what it is used for.

use bstr::ByteSlice;

use super::commands;
use super::format::str;
use super::walk::Walk;
use super::{Contents, Extracted, Name, Neighbours, format};
use crate::document::Passage;
use crate::document::shell::{Invocation, Joined};
use crate::document::yaml::{Node, Yaml};
use crate::document::{Kind, kind, language};
use crate::fact::operation::{Args, Style, text};
use crate::text::{RepoPath, Text};

/// The most names that are kept of one file.
const MOST: usize = 1_000;

/// The longest path that is followed.
const LONGEST: usize = 512;

/// How many commands of a pipe are looked at.
const MOST_PIPED: usize = 8;

/// How many workflows are asked whether they name a file.
const MOST_WORKFLOWS: usize = 32;

/// Pipelines and configurations at the root that may name files.
const ROOT: [&str; 8] = [
    ".circleci/config.yml", ".gitlab-ci.yml", "Taskfile.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml",
    "compose.yaml", "docker-compose.yml", "skaffold.yaml",
];

/// What a file is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Usage {
    /// It is applied to a cluster.
    Manifest,
    /// A chart takes its values from it.
    Values,
    /// Compose starts what it lists.
    Compose,
    /// An image is built from it.
    Dockerfile,
}

/// A file that another one names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The last parts of its path, as far as they are written: where a command stands when it runs, nobody knows.
    end: RepoPath,
    /// What it is used for.
    pub usage: Usage,
}

impl Named {
    /// The file that `written` names; `None` where no name can be read off it.
    pub(crate) fn new(written: &str, usage: Usage) -> Option<Self> {
        let is_hole = |c: char| matches!(c, '$' | '{' | '}' | '<' | '>' | '*' | '(' | ')' | '"');
        let known = written
            .rfind(is_hole)
            .map_or(written, |hole| written[hole + 1..].split_once('/').map_or("", |(_, rest)| rest));
        let parts: Vec<&str> = known.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
        let is_path = written.len() <= LONGEST && !written.contains("://") && !parts.is_empty();
        is_path.then(|| Self { end: RepoPath::new(parts.join("/")), usage })
    }

    /// The last parts of its path: as much as is written.
    #[must_use]
    pub fn end(&self) -> &[u8] {
        self.end.as_bstr()
    }

    /// Whether it may be the file at `path`, and not one of those that their own name or content tells.
    fn tells(&self, path: &RepoPath) -> bool {
        let above = path.as_bstr().strip_suffix(self.end.as_bstr().as_bytes());
        above.is_some_and(|above| above.is_empty() || above.ends_with(b"/")) && !self.usage.is_told(path)
    }
}

impl Usage {
    /// Whether a file of this name is read so anyway.
    #[must_use]
    pub fn is_told(self, path: &RepoPath) -> bool {
        match self {
            Self::Manifest => kind(path) != Kind::Other,
            Self::Values | Self::Compose => {
                kind(path) == Kind::Dockerfile || format::is_deployment(&Name::new(path, None))
            }
            Self::Dockerfile => kind(path) == Kind::Dockerfile,
        }
    }

    /// Whether a text can be used so.
    pub(super) fn fits(self, bytes: &[u8]) -> bool {
        let has_line = |start: &[u8]| bytes.lines().any(|line| line.trim_start().starts_with(start));
        match self {
            Self::Manifest => bytes.contains_str("apiVersion") && bytes.contains_str("kind"),
            Self::Values => bytes.contains_str("mage") || bytes.contains_str("repository"),
            Self::Compose => bytes.contains_str("services"),
            Self::Dockerfile => has_line(b"FROM ") || has_line(b"from "),
        }
    }

    /// The reader that a file needs for it.
    pub(super) fn kind(self, path: &RepoPath) -> Kind {
        match (self, kind(path)) {
            (Self::Dockerfile, _) => Kind::Dockerfile,
            (_, Kind::Json) => Kind::Json,
            _ => Kind::Yaml,
        }
    }
}

/// What files beside it use a text for that says too little of itself. Few files ask: what is in one must fit a use that its name does not
/// tell.
pub(super) fn by_neighbours(file: &Text, neighbours: &dyn Neighbours) -> Option<Usage> {
    let path = file.path();
    let usages: &[Usage] = match kind(path) {
        Kind::Yaml if !super::looks_like_objects(file.bytes()) => &[Usage::Values, Usage::Compose],
        Kind::Other if language(path).is_none() && !super::is_asset(path) => {
            &[Usage::Manifest, Usage::Compose, Usage::Dockerfile]
        }
        _ => return None,
    };
    let is_open = |usage: &Usage| usages.contains(usage) && !usage.is_told(path) && usage.fits(file.bytes());
    if !usages.iter().any(is_open) {
        return None;
    }
    let is_held = || format::kustomize::overlay::is_held(path, neighbours).then_some(Usage::Manifest);
    let told = || {
        let files = ROOT.iter().map(|path| RepoPath::from(*path)).chain(workflows(neighbours));
        let naming = files
            .filter_map(|file| neighbours.read(&file))
            .filter(|yaml| yaml.text().bytes().contains_str(path.name()));
        naming.flat_map(|yaml| of_yaml(&yaml, neighbours)).find(|named| named.tells(path)).map(|named| named.usage)
    };
    is_held().filter(is_open).or_else(|| told().filter(is_open))
}

/// The first workflows of the repository.
fn workflows(neighbours: &dyn Neighbours) -> impl Iterator<Item = RepoPath> {
    let dir = RepoPath::from(".github/workflows");
    let listed = neighbours.list(&dir).into_iter().filter(|entry| !entry.is_dir).take(MOST_WORKFLOWS);
    listed.filter_map(move |entry| dir.join(&entry.name))
}

/// All files that a YAML file names.
fn of_yaml(yaml: &Yaml, neighbours: &dyn Neighbours) -> Vec<Named> {
    let mut found = Extracted::default();
    let name = Name::new(yaml.text().path(), None);
    let (_, runs, _) = Contents::read(yaml, &name, commands::runs(yaml.text(), true), neighbours).close();
    commands::of_pipelines(yaml.text(), runs, &mut found);
    of_documents(yaml, &name, &mut found.names);
    found.names
}

/// The files that the documents of a YAML file name.
pub(super) fn of_documents(yaml: &Yaml, name: &Name, names: &mut Vec<Named>) {
    for document in yaml.documents() {
        format::of(name, document).for_each(|format| (format.names)(document, names));
    }
    names.truncate(MOST);
}

/// The files that the commands of a script name, also those that are piped into one: `envsubst < web.txt | kubectl apply -f -`.
pub(super) fn of_commands(runs: &[Invocation]) -> Vec<Named> {
    let mut found = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let named = of_command(run);
        let piped = named.iter().find(|named| named.end.as_bstr() == "-").map(|named| named.usage);
        found.extend(piped.into_iter().flat_map(|usage| of_pipe(&runs[..=index], usage)));
        found.extend(named);
    }
    found
}

/// The texts that commands read as files because they stand in the script itself: here-documents of theirs, or of what is piped into them.
pub(super) fn read_by_commands(runs: &[Invocation]) -> Vec<(Usage, Passage)> {
    let mut found = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let Some(named) = of_command(run).into_iter().find(|named| named.end.as_bstr() == "-") else { continue };
        let mut feeding = Some(run);
        for (back, one) in runs[..=index].iter().rev().take(MOST_PIPED).enumerate() {
            if feeding.is_none() {
                break;
            }
            let texts = one.redirects.iter().filter_map(|redirect| match redirect.operator {
                "<<" => redirect.body.clone(),
                "<<<" => Some(redirect.target.text.clone()),
                _ => None,
            });
            let printed = one.args.iter().filter(|_| back > 0 && matches!(one.program.as_str(), "echo" | "printf"));
            found.extend(texts.chain(printed.map(|word| word.text.clone())).map(|text| (named.usage, text)));
            feeding = (one.joined == Joined::Pipe).then_some(one);
        }
    }
    found
}

/// The files that the commands before the last one read.
fn of_pipe(runs: &[Invocation], usage: Usage) -> Vec<Named> {
    let mut joined = runs.last().map(|run| run.joined);
    let mut found = Vec::new();
    for run in runs.iter().rev().skip(1).take(MOST_PIPED) {
        if joined != Some(Joined::Pipe) {
            break;
        }
        let read = run.redirects.iter().filter(|redirect| redirect.operator == "<").map(|redirect| &redirect.target);
        found.extend(read.chain(&run.args).filter_map(|word| Named::new(&text(word), usage)));
        joined = Some(run.joined);
    }
    found
}

/// The files that a command names.
fn of_command(run: &Invocation) -> Vec<Named> {
    const FILES: &[&str] = &["-f", "--file", "--filename", "--values", "-c", "--compose-file", "--dockerfile"];
    let args = Args::read(run, Style { takes_value: FILES, is_long_with_one_dash: false });
    let verbs: Vec<&str> = args.plain.iter().take(3).map(|arg| arg.text.as_ref()).collect();
    let is_verb = |verb: &str| verbs.contains(&verb);
    let usage = match run.program.as_str() {
        "kubectl" | "oc" if ["apply", "create", "replace"].into_iter().any(is_verb) => Usage::Manifest,
        "helm" if ["install", "upgrade", "template"].into_iter().any(is_verb) => Usage::Values,
        "docker-compose" | "podman-compose" => Usage::Compose,
        "docker" | "podman" | "nerdctl" if is_verb("compose") || is_verb("stack") => Usage::Compose,
        "docker" | "podman" | "nerdctl" | "buildah" | "docker-buildx" | "finch"
            if ["build", "bud"].into_iter().any(is_verb) =>
        {
            Usage::Dockerfile
        }
        "kaniko" | "executor" => Usage::Dockerfile,
        _ => return Vec::new(),
    };
    let values = args.values(FILES).flat_map(|value| value.split(',').map(str::to_owned).collect::<Vec<_>>());
    // `docker build - < Dockerfile`
    let is_piped = usage == Usage::Dockerfile && args.plain.iter().any(|arg| arg.text == "-");
    values.chain(is_piped.then(|| "-".to_owned())).filter_map(|value| Named::new(&value, usage)).collect()
}

/// The files that a kustomization holds.
pub(super) fn of_kustomization(document: Node<'_>, names: &mut Vec<Named>) {
    let keys = ["resources", "bases", "patchesStrategicMerge"];
    let listed = keys.iter().filter_map(|key| document.get(key)).flat_map(Node::items);
    let patches = document.get("patches").into_iter().flat_map(Node::items).filter_map(|patch| patch.get("path"));
    add(listed.chain(patches), Usage::Manifest, names);
    let charts = document.get("helmCharts").into_iter().flat_map(Node::items);
    let files = charts.flat_map(|chart| {
        chart.get("valuesFile").into_iter().chain(chart.get("additionalValuesFiles").into_iter().flat_map(Node::items))
    });
    add(files, Usage::Values, names);
}

/// The Dockerfiles that Compose builds from.
pub(super) fn of_compose(document: Node<'_>, names: &mut Vec<Named>) {
    let services = document.get("services").into_iter().flat_map(Node::entries);
    add(services.filter_map(|(_, service)| service.get("build")?.get("dockerfile")), Usage::Dockerfile, names);
}

/// The files that the inputs of actions and tasks name: `docker/build-push-action`, `azure/k8s-deploy`, `Docker@2`.
pub(super) fn of_inputs(document: Node<'_>, names: &mut Vec<Named>) {
    let walk = Walk::new(document);
    for inputs in walk.places().filter_map(|(_, at)| at.node.get("with").or_else(|| at.node.get("inputs"))) {
        let dockerfile = ["file", "dockerfile", "Dockerfile", "dockerFile"].iter().filter_map(|key| inputs.get(key));
        add(dockerfile, Usage::Dockerfile, names);
        let manifests = inputs.get("manifests").and_then(Node::str).unwrap_or_default();
        names.extend(manifests.split(['\n', ',']).filter_map(|line| Named::new(line.trim(), Usage::Manifest)));
    }
}

/// The files that an object names: the values of an Argo CD application.
pub(super) fn of_object(document: Node<'_>, names: &mut Vec<Named>) {
    if matches!(str(document, "kind"), Some("Application" | "ApplicationSet")) {
        of_keys(document, &[("valueFiles", Usage::Values)], names);
    }
}

/// The files that stand below these keys, wherever these are.
pub(super) fn of_keys(document: Node<'_>, keys: &[(&str, Usage)], names: &mut Vec<Named>) {
    let walk = Walk::new(document);
    for (_, at) in walk.places().filter(|(_, at)| at.node.is_mapping()) {
        for (key, usage) in keys {
            let Some(value) = at.node.get(key) else { continue };
            add(Some(value).into_iter().filter(|value| value.is_scalar()).chain(value.items()), *usage, names);
        }
    }
}

fn add<'a>(nodes: impl Iterator<Item = Node<'a>>, usage: Usage, names: &mut Vec<Named>) {
    names.extend(nodes.filter_map(|node| Named::new(node.str()?, usage)).take(MOST));
}

#[cfg(test)]
mod tests {
    use super::{Named, Usage, of_commands};
    use crate::document::Passage;
    use crate::document::shell::{self, Dialect};

    /// The files that a script names.
    fn named(script: &str) -> Vec<String> {
        let runs = shell::read(&Passage::of(script.as_bytes(), (0..script.len()).into()), Dialect::Posix);
        of_commands(&runs).iter().map(|named| format!("{:?} {}", named.usage, named.end)).collect()
    }

    #[test]
    fn commands_name_files() {
        assert_eq!(named("kubectl apply -n a -f deploy/web.txt -f ../b"), ["Manifest deploy/web.txt", "Manifest b"]);
        assert_eq!(named("helm upgrade web ./chart --values=prod.yml,b.yml"), ["Values prod.yml", "Values b.yml"]);
        assert_eq!(named("docker build -f build/web.image ."), ["Dockerfile build/web.image"]);
        assert_eq!(named("docker compose -f stack.yaml up"), ["Compose stack.yaml"]);
        assert_eq!(named("envsubst < web.txt | kubectl apply -f -"), ["Manifest web.txt", "Manifest -"]);
        assert_eq!(named("kubectl apply -f \"$DIR/web.txt\""), ["Manifest web.txt"]);
        assert_eq!(named("kubectl apply -f https://example.org/a.yaml; kubectl apply -f $X; tail -f log"), [""; 0]);
    }

    #[test]
    fn a_name_is_the_end_of_a_path() {
        let web = Named::new("./deploy/web.txt", Usage::Manifest).unwrap();
        assert!(web.tells(&"deploy/web.txt".into()) && web.tells(&"a/deploy/web.txt".into()));
        assert!(!web.tells(&"redeploy/web.txt".into()) && !web.tells(&"web.txt".into()));
        let told = Named::new("web.yaml", Usage::Manifest).unwrap();
        assert!(!told.tells(&"web.yaml".into()), "its content tells");
    }
}
