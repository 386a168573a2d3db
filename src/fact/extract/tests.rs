//! What the readers find in small files of each kind.

mod pipelines;
mod places;

use std::sync::Arc;

use super::{Directory, Neighbours, Overlays, Usage, Wanted};
use crate::document::yaml::{Yaml, parse};
use crate::fact::{Facts, Image, Known, Purpose};
use crate::source::Listed;
use crate::text::{RepoPath, Side, Text};

/// The other files of the tree.
pub(super) struct Files(pub(super) &'static [(&'static str, &'static str)]);

impl Neighbours for Files {
    fn read(&self, path: &RepoPath) -> Option<Arc<Yaml>> {
        Some(Arc::new(parse(&self.text(path)?)))
    }

    fn text(&self, path: &RepoPath) -> Option<Arc<Text>> {
        let (_, text) = self.0.iter().find(|(name, _)| *path == RepoPath::from(*name))?;
        Some(Text::new(Side::Head, path.clone(), text.as_bytes().to_vec()))
    }

    fn list(&self, dir: &RepoPath) -> Vec<Listed> {
        let below = self.0.iter().map(|(path, _)| RepoPath::from(*path)).filter(|path| path.is_under(dir));
        below
            .map(|path| {
                let cut = if dir.as_bstr().is_empty() { 0 } else { dir.as_bstr().len() + 1 };
                let mut rest = path.as_bstr()[cut..].splitn(2, |byte| *byte == b'/');
                Listed { name: rest.next().unwrap().into(), is_dir: rest.next().is_some() }
            })
            .collect()
    }

    fn directory(&self, dir: &RepoPath) -> Arc<Directory> {
        Arc::new(Directory::read(dir, self))
    }

    fn overlays(&self, dir: &RepoPath) -> Option<Arc<Overlays>> {
        Some(Arc::new(Overlays::read(dir, self)))
    }
}

fn read(path: &str, text: &str) -> Facts {
    super::read(&Text::new(Side::Head, path.into(), text.as_bytes().to_vec()), WANTED, &Files(&[])).facts
}

/// All but secrets.
const WANTED: Wanted<'_> =
    Wanted { partial: false, structure: true, commands: true, migrations: true, usage: None, search: None };

/// Each image as `owner: reference @ the bytes it is shown at`.
fn images(path: &str, text: &str) -> Vec<String> {
    let facts = read(path, text);
    assert!(facts.unread.is_empty(), "{:?}", facts.unread);
    facts.images.iter().map(shown).collect()
}

/// Each image as `reference @ the bytes it is shown at`.
fn named(path: &str, text: &str) -> Vec<String> {
    images(path, text).iter().map(|image| image.split_once(": ").map_or("", |(_, named)| named).to_owned()).collect()
}

fn shown(image: &Image) -> String {
    for part in [&image.repository, &image.tag, &image.digest].into_iter().filter_map(Known::get) {
        assert!(part.text.as_bytes().ends_with(part.site.bytes()), "{part:?}");
    }
    format!("{}: {} @ {}", image.owner, image.shown(), String::from_utf8_lossy(image.site.bytes()))
}

#[test]
fn inline_patches_are_read_where_they_stand() {
    let text = r#"
patches:
- target: { kind: Deployment }
  patch: |-
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web }
    spec:
      template:
        spec:
          containers:
          - name: web
            image: registry.example/web:latest
- patch: |
    - op: replace
      path: /spec/template/spec/containers/0/image
      value: 'registry.example/web:1.4'
    - op: add
      path: /spec/template/spec/initContainers/-
      value: { name: wait, image: busybox }
    - op: test
      path: /spec/template/spec/containers/0/image
      value: old:1.0
- patch: '[{"op": "add", "path": "/spec/containers/0/image", "value": "json:1"}]'
- path: elsewhere.yaml
patchesStrategicMerge:
- other.yaml
- |-
  apiVersion: v1
  kind: Pod
  metadata: { name: pod }
  spec: { containers: [{ name: a, image: a.example/a:1.0 }] }
"#;
    let found = images("overlay/Kustomization", text);
    assert_eq!(
        found,
        [
            "patches Deployment//web spec.template.spec.containers[web]: registry.example/web:latest @ registry.example/web:latest",
            "patches patch /spec/template/spec/containers/0/image: registry.example/web:1.4 @ registry.example/web:1.4",
            "patches patch /spec/template/spec/initContainers/- : busybox @ busybox",
            "patches patch /spec/containers/0/image: json:1 @ json:1",
            "patches Pod//pod spec.containers[a]: a.example/a:1.0 @ a.example/a:1.0",
        ]
    );
}

#[test]
fn a_patch_that_many_aliases_name_is_read_once() {
    let patch = "- &p\n  patch: &t |\n    - { op: add, path: /image, value: 'a:1' }\n";
    let text = format!("patches:\n{patch}{}", "- { patch: *t }\n- *p\n".repeat(1000));
    assert_eq!(images("kustomization.yaml", &text).len(), 1);
    let values = "      values: &v |\n        a: { image: 'a:1' }\n";
    let head = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec:\n";
    let text =
        format!("{head}  source:\n    helm:\n{values}  sources:\n{}", "  - { helm: { values: *v } }\n".repeat(1000));
    assert_eq!(images("app.yaml", &text).len(), 1);
}

#[test]
fn argo_applications_hand_images_to_charts_and_kustomizations() {
    let text = r#"
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: shop }
spec:
  source:
    helm:
      parameters:
      - { name: image.repository, value: registry.example/shop }
      - { name: image.tag, value: latest }
      - { name: replicas.tag-along, value: "3" }
      - { name: worker.image.tag, value: "1.4" }
      valuesObject:
        sidecar: { image: "registry.example/sidecar:1.0" }
      values: |
        proxy:
          image:
            repository: nginx
            tag: latest
    kustomize:
      images:
      - web=registry.example/web:latest
      - registry.example/api:1.2
      - old=registry.example/renamed
"#;
    assert_eq!(
        images("app.yaml", text),
        [
            "Application//shop sidecar.image: registry.example/sidecar:1.0 @ registry.example/sidecar:1.0",
            "Application//shop proxy.image: nginx:latest @ latest",
            "Application//shop parameters image.tag: registry.example/shop:latest @ latest",
            "Application//shop parameters worker.image.tag: …:1.4 @ 1.4",
            "Application//shop images web: registry.example/web:latest @ registry.example/web:latest",
            "Application//shop images registry.example/api: registry.example/api:1.2 @ registry.example/api:1.2",
            "Application//shop images old: registry.example/renamed:…@… @ registry.example/renamed",
        ]
    );
}

#[test]
fn flux_objects_hold_values_images_and_patches() {
    let text = r#"
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: web }
spec:
  values:
    image: { repository: ghcr.io/example/web, tag: 1.0 }
    extra: { image: "busybox:1.36" }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps }
spec:
  images:
  - { name: web, newTag: "1.1" }
  patches:
  - patch: |
      - { op: replace, path: /spec/template/spec/containers/0/image, value: "web:latest" }
---
apiVersion: helm.cattle.io/v1
kind: HelmChart
metadata: { name: ingress }
spec:
  valuesContent: |-
    image: { repository: ingress, tag: edge }
"#;
    assert_eq!(
        images("cluster.yaml", text),
        [
            "HelmRelease//web image: ghcr.io/example/web:1.0 @ 1.0",
            "HelmRelease//web extra.image: busybox:1.36 @ busybox:1.36",
            "Kustomization//apps images web: web:1.1 @ 1.1",
            "Kustomization//apps patches patch /spec/template/spec/containers/0/image: web:latest @ web:latest",
            "HelmChart//ingress image: ingress:edge @ edge",
        ]
    );
}

#[test]
fn custom_resources_name_images_in_two_forms_and_other_things_not_at_all() {
    let text = r#"
apiVersion: example.org/v1
kind: Database
metadata: { name: db }
spec:
  image: { repository: postgres, tag: latest, pullPolicy: Always }
  backupImage: registry.example/backup:1.2
  exporter: { image: { repository: registry.example/exporter } }
  picture: { image: Portrait of a Lady }
  machine: { image: ubuntu-22-04, osImage: projects/x/global/images/y }
status:
  image: registry.example/running:latest
  containers: [{ image: "registry.example/other:latest" }]
"#;
    assert_eq!(
        images("db.yaml", text),
        [
            "Database//db spec.backupImage: registry.example/backup:1.2 @ registry.example/backup:1.2",
            "Database//db spec.image: postgres:latest @ latest",
        ]
    );
    let step = "apiVersion: tekton.dev/v1\nkind: StepAction\nmetadata: { name: s }\nspec:\n  image: bash\n";
    assert_eq!(images("step.yaml", step), ["StepAction//s spec: bash @ bash"]);
}

#[test]
fn json_is_read_where_it_holds_objects_or_a_development_container() {
    let pod = r#"{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [{"name": "a", "image": "mongo:latest"}]}}"#;
    assert_eq!(images("pod.json", pod), ["Pod//a spec.containers[a]: mongo:latest @ mongo:latest"]);
    let dev = "// a comment\n{\n\t\"name\": \"dev\",\n\t\"image\": \"mcr.example/base:latest\", // why\n}\n";
    assert_eq!(
        images(".devcontainer/devcontainer.json", dev),
        ["devcontainer: mcr.example/base:latest @ mcr.example/base:latest"]
    );
    assert!(images("package.json", r#"{"image": "mongo:latest"}"#).is_empty());
}

#[test]
fn a_workflow_creates_what_stands_in_a_block() {
    let text = r#"
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { generateName: job- }
spec:
  templates:
  - name: create
    resource:
      action: create
      manifest: |
        apiVersion: batch/v1
        kind: Job
        metadata: { name: pi }
        spec: { template: { spec: { containers: [{ name: pi, image: "perl:latest" }] } } }
"#;
    assert_eq!(
        images("workflow.yaml", text),
        [
            "Workflow//job- spec.templates[create].resource Job//pi spec.template.spec.containers[pi]: perl:latest @ perl:latest"
        ]
    );
}

#[test]
fn a_path_of_go_is_no_image() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: github.com/example/web/cmd/web }] }\n";
    assert!(images("pod.yaml", pod).is_empty());
}

#[test]
fn services_of_a_development_container_are_for_development() {
    let facts = read(".devcontainer/docker-compose.yml", "services: { db: { image: postgres } }\n");
    assert_eq!(facts.images[0].place, crate::fact::Place::Development);
    assert_eq!(
        read("compose.yml", "services: { db: { image: postgres } }\n").images[0].place,
        crate::fact::Place::Compose
    );
}

/// Where a kustomization names the version of `base/web/deploy.yaml`'s image, among `files`.
fn version_from(files: &'static [(&'static str, &'static str)]) -> Option<String> {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: registry.example/web }] }\n";
    let text = Text::new(Side::Head, "app/base/web/deploy.yaml".into(), pod.as_bytes().to_vec());
    let facts = super::read(&text, WANTED, &Files(files)).facts;
    let site = facts.images[0].version_from.as_ref()?;
    Some(format!("{}: {}", site.text.path(), String::from_utf8_lossy(site.bytes())))
}

#[test]
fn an_overlay_that_holds_the_manifest_names_its_version() {
    const BASE: (&str, &str) = ("app/base/kustomization.yaml", "resources: [web/deploy.yaml]\n");
    const IMAGES: &str = "resources: [../../base]\nimages: [{ name: registry.example/web, newTag: 1.4.2 }]\n";
    assert_eq!(version_from(&[BASE]), None);
    assert_eq!(
        version_from(&[BASE, ("app/overlays/production/kustomization.yaml", IMAGES)]).as_deref(),
        Some("app/overlays/production/kustomization.yaml: 1.4.2")
    );
    assert_eq!(
        version_from(&[(
            "app/base/web/Kustomization",
            "resources: [deploy.yaml]\nimages: [{ name: registry.example/web, digest: 'sha256:0' }]\n"
        )])
        .as_deref(),
        Some("app/base/web/Kustomization: sha256:0")
    );
    let elsewhere = "resources: [../../other]\nimages: [{ name: registry.example/web, newTag: 1.4.2 }]\n";
    let other_image = "resources: [../../base]\nimages: [{ name: registry.example/api, newTag: 1.4.2 }]\n";
    for text in
        [elsewhere, other_image, "resources: [../../base]\nimages: [{ name: registry.example/web, newName: x }]\n"]
    {
        let files = Box::leak(Box::new([BASE, ("app/overlays/production/kustomization.yaml", text)]));
        assert_eq!(version_from(files), None, "{text}");
    }
}

#[test]
fn a_component_names_the_version_for_what_its_holder_holds() {
    let files = &[
        ("app/base/web/kustomization.yaml", "resources: [deploy.yaml]\n"),
        ("app/overlays/dev/kustomization.yaml", "resources: [../../base/web]\ncomponents: [../../components/tags]\n"),
        (
            "app/components/tags/kustomization.yaml",
            "kind: Component\nimages: [{ name: registry.example/web, newTag: dev-1 }]\n",
        ),
    ];
    assert_eq!(version_from(files).as_deref(), Some("app/components/tags/kustomization.yaml: dev-1"));
}

#[test]
fn kustomizations_that_hold_each_other_end() {
    let files = &[
        ("app/base/web/kustomization.yaml", "resources: [deploy.yaml, ../../overlay]\n"),
        ("app/overlay/kustomization.yaml", "resources: [../base/web, ../overlay]\ncomponents: [../overlay]\n"),
    ];
    assert_eq!(version_from(files), None);
}

const POD: &str = "apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n  - name: web\n    image: registry.example/web:1.4\n";

#[test]
fn an_object_is_read_whatever_its_file_is_called() {
    for path in ["action.yaml", "deploy/compose.yml", "chart.yaml", "values.yaml", ".github/workflows/pod.yml"] {
        assert_eq!(
            images(path, POD),
            ["Pod//web spec.containers[web]: registry.example/web:1.4 @ registry.example/web:1.4"],
            "{path}"
        );
    }
}

#[test]
fn a_template_is_read_as_what_becomes_of_it() {
    for (path, tag, shown) in [
        ("deploy/web.yaml.j2", "1.4", "registry.example/web:1.4"),
        ("deploy/web.yml.tmpl", "{{ .Tag }}", "registry.example/web"),
        ("deploy/web.yaml.erb", "<%= tag %>", "registry.example/web"),
        ("deploy/web.yaml.in", "@TAG@", "registry.example/web"),
        ("deploy/web.yaml.template", "__TAG__", "registry.example/web"),
    ] {
        let facts = read(path, &format!("{{# why #}}\n{}", POD.replace("1.4", tag)));
        assert!(facts.unread.is_empty(), "{path}: {:?}", facts.unread);
        let image = facts.images.iter().next().unwrap();
        assert_eq!(
            (image.tag.get().is_some(), image.shown().split(":…").next()),
            (shown.contains(':'), Some(shown)),
            "{path}"
        );
    }
}

#[test]
fn images_of_a_nested_workflow_are_read_like_those_of_the_root() {
    let text = "jobs:\n  a:\n    container: registry.example/ci:1.4\n";
    for path in [".github/workflows/ci.yml", "app/.github/workflows/ci.yml"] {
        assert_eq!(
            images(path, text),
            ["jobs a container: registry.example/ci:1.4 @ registry.example/ci:1.4"],
            "{path}"
        );
    }
}

/// The owners of the images of a file in a tree, which others use for `usage`.
fn owners(usage: Option<Usage>, path: &str, text: &str, files: &'static [(&'static str, &'static str)]) -> Vec<String> {
    let wanted = Wanted { usage, ..WANTED };
    let text = Text::new(Side::Head, path.into(), text.as_bytes().to_vec());
    super::read(&text, wanted, &Files(files)).facts.images.iter().map(|image| image.owner.clone()).collect()
}

#[test]
fn a_file_is_read_as_what_it_is_used_for() {
    let values = "image: { repository: registry.example/web, tag: '1.4' }\n";
    let compose = "services: { web: { image: registry.example/web } }\n";
    for (usage, path, text, owner) in [
        (Usage::Manifest, "deploy/web.txt", POD, "Pod//web spec.containers[web]"),
        (Usage::Values, "deploy/prod.yaml", values, "values image"),
        (Usage::Compose, "deploy/stack.txt", compose, "services web"),
        (Usage::Dockerfile, "deploy/web.image", "FROM debian:12\n", "stage final from"),
    ] {
        assert_eq!(owners(Some(usage), path, text, &[]), [owner], "{path}");
        assert_eq!(owners(Some(usage), path, "nothing of that\n", &[]), [""; 0], "{path}");
    }
    assert_eq!(owners(None, "deploy/web.txt", POD, &[]), [""; 0]);
}

#[test]
fn files_that_do_not_change_tell_what_one_is_used_for() {
    let files = &[
        (
            ".github/workflows/cd.yml",
            "on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n    - run: kubectl apply -f web.txt\n",
        ),
        ("app/kustomization.yaml", "resources: [api.txt]\n"),
    ];
    assert_eq!(owners(None, "deploy/web.txt", POD, files), ["Pod//web spec.containers[web]"]);
    assert_eq!(owners(None, "app/api.txt", POD, files), ["Pod//web spec.containers[web]"]);
    assert_eq!(owners(None, "deploy/api.txt", POD, files), [""; 0]);
}

/// Ways to run a command, which stands for `@`.
const WRAPPERS: &[&str] = &[
    "@", "sudo @", "sudo -u ci timeout 60 @", "timeout -s KILL 60 @", "doas -u ci @", "env A=b @",
    "nice -n 10 nohup @", "time -p @", "flock /tmp/lock @", "flock /tmp/lock -c '@'", "watch -n 5 '@'",
    "chroot /mnt @", "xargs -r @", "aws-vault exec ci -- @", "bash -c '@'", "su ci -c '@'", "eval \"@\"",
    "sh -ec \"cd /srv && @\"", "if true; then @; fi", "NAME=$(@)",
];

/// Ways to run it elsewhere.
const ELSEWHERE: &[&str] =
    &["ssh build.example '@'", "docker exec web @", "docker run --rm app @", "kubectl exec web -- sh -c '@'"];

/// Files with a script, whose one line stands for `@`.
const PLACES: &[(&str, &str)] = &[
    (".github/workflows/ci.yml", "jobs:\n  a:\n    runs-on: x\n    steps:\n    - run: |\n        @\n"),
    (".gitlab-ci.yml", "a:\n  script:\n  - |\n    @\n"),
    ("Jenkinsfile", "pipeline { stages { stage('a') { steps {\n  sh '''\n    @\n  '''\n} } } }\n"),
    ("Makefile", "a:\n\t@\n"),
    ("Dockerfile", "FROM a:1\nRUN @\n"),
    ("deploy.sh", "@\n"),
];

/// Each wrapper around `command`, in the file at `path`.
fn wrapped<'a>(
    wrappers: &'a [&str],
    path: &'a str,
    file: &'a str,
    command: &'a str,
) -> impl Iterator<Item = (String, Facts)> + 'a {
    wrappers.iter().map(move |wrapper| {
        let line = wrapper.replace('@', command);
        // Make takes a dollar sign for its own.
        let said = if path == "Makefile" { line.replace('$', "$$") } else { line.clone() };
        (format!("{path}: {line}"), read(path, &file.replace('@', &said)))
    })
}

#[test]
fn a_wrapper_is_known_wherever_commands_stand() {
    for (path, file) in PLACES {
        for (case, facts) in wrapped(&[WRAPPERS, ELSEWHERE].concat(), path, file, "helm upgrade web ./web") {
            let lines: Vec<_> = facts.commands.iter().map(|command| command.line.as_str()).collect();
            assert!(lines.contains(&"helm upgrade web ./web"), "{case} gives {lines:?}");
        }
    }
}

#[test]
fn a_wrapped_scan_is_a_scan_in_every_pipeline() {
    for (path, file) in &PLACES[..3] {
        for (case, facts) in wrapped(&[WRAPPERS, ELSEWHERE].concat(), path, file, "trivy image web") {
            let purposes: Vec<_> = facts.jobs.iter().map(|job| job.purpose).collect();
            assert_eq!(purposes, [Purpose::Scan], "{case}");
        }
    }
}

#[test]
fn what_a_wrapped_command_leaves_in_a_layer_is_left() {
    let file = "FROM a:1\nRUN @\n";
    for (case, facts) in wrapped(WRAPPERS, "Dockerfile", file, "apt-get install -y gcc") {
        let stage = facts.stages.iter().next().unwrap();
        assert_eq!((stage.packages.len(), stage.caches.len()), (1, 1), "{case}");
    }
    for (case, facts) in wrapped(WRAPPERS, "Dockerfile", file, "env TOKEN=kS8vQ2mZx1c4 make") {
        let values: Vec<_> = facts.baked.iter().filter(|baked| baked.owner == "RUN TOKEN").collect();
        assert!(values.iter().all(|baked| baked.site.bytes() == b"kS8vQ2mZx1c4") && values.len() == 1, "{case}");
    }
}

/// Each of the Secrets would keep all of it.
#[test]
fn what_many_secrets_name_by_an_alias_is_read_once() {
    use std::fmt::Write as _;
    let mut text = "apiVersion: v1\nkind: List\ndata: &all\n".to_owned();
    (0..10_000).for_each(|key| writeln!(text, "  k{key}: x").unwrap());
    text.push_str("  password: kS8vQ2mZx1c4\nitems:\n");
    let secret = "- {apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: *all}\n";
    text.push_str(&secret.repeat(4_000));
    let (scanner, custom) = (crate::secret::Scanner::new(), crate::secret::custom::Custom::default());
    let wanted = Wanted {
        search: Some(crate::secret::Search { scanner: &scanner, custom: &custom }),
        structure: false,
        ..WANTED
    };
    let text = Text::new(Side::Head, "a.yaml".into(), text.into_bytes());
    let secrets = super::read(&text, wanted, &Files(&[])).facts.secrets;
    assert_eq!(secrets.iter().map(|secret| secret.site.bytes()).collect::<Vec<_>>(), [b"kS8vQ2mZx1c4"]);
}
