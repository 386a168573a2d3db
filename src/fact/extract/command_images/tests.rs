//! What images commands name, and where.

use std::sync::Arc;

use proptest::prelude::{prop_assert, proptest};

use super::of_script;
use crate::document::Passage;
use crate::document::shell::{Invocation, Joined, Word};
use crate::fact::{Image, Known, Place};
use crate::text::{Side, Span, Text};

/// A command whose words stand between blanks; quotes around a word are undone.
fn invocation(file: &[u8], line: Span) -> Option<Invocation> {
    let bytes = &file[line.range()];
    let is_blank = |at: &usize| bytes[*at].is_ascii_whitespace();
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(start) = (at..bytes.len()).find(|at| !is_blank(at)) {
        at = (start..bytes.len()).find(is_blank).unwrap_or(bytes.len());
        let span = line.part(start..at);
        let mut text = Passage::default();
        for place in (span.start..span.end).filter(|place| file[*place] != b'"') {
            text.push(&file[place..=place], Span::new(place, place + 1));
        }
        let is_open = file[span.range()].contains(&b'$');
        words.push(Word { text, span, is_open, is_quoted: file[span.range()].contains(&b'"') });
    }
    let program = words.first()?;
    Some(Invocation {
        program: String::from_utf8_lossy(program.text.bytes()).into_owned(),
        program_span: program.span,
        args: words[1..].to_vec(),
        environment: Vec::new(),
        redirects: Vec::new(),
        through: Vec::new(),
        joined: Joined::Start,
        swallowed: None,
        is_path: false,
        span: line,
    })
}

fn file(source: &str) -> (Arc<Text>, Vec<Invocation>) {
    let text = Text::new(Side::Head, "a.sh".into(), source.as_bytes().to_vec());
    let lines = (1..=text.lines().count()).map(|line| text.lines().span(line));
    let runs = lines.filter_map(|line| invocation(text.bytes(), line)).collect();
    (text, runs)
}

/// `owner: repository|tag|digest`, with `-` for missing, `?` for unknown (a digest is left out then), and `+` behind an image that is at hand. Each known piece is
/// sliced from its place.
fn shown(image: &Image) -> String {
    let piece = |known: &Known<_>| match known {
        Known::Missing => "-".to_owned(),
        Known::Unknown => "?".to_owned(),
        Known::Known(crate::fact::Part { text, site }) => {
            let written = String::from_utf8_lossy(site.bytes()).replace('"', "");
            assert!(text.ends_with(&written) || written.starts_with("${"), "{text} at {written}");
            text.clone()
        }
    };
    let mark = if image.place == Place::Handled { "+" } else { "" };
    let digest = if image.digest.get().is_none() { String::new() } else { format!("|{}", piece(&image.digest)) };
    format!("{}: {}|{}{digest}{mark}", image.owner, piece(&image.repository), piece(&image.tag))
}

fn of(line: &str, place: Place) -> Vec<String> {
    let (text, runs) = file(line);
    of_script(&runs[..1], &text, place).iter().map(shown).collect()
}

#[test]
fn images_that_are_pulled() {
    for (line, expected) in [
        ("docker run nginx", "docker run nginx: nginx|-"),
        (
            "docker run -it --rm -p 80:80 -v $PWD:/x --name web -e A=b nginx:1.27 sh -c alpine",
            "docker run nginx: nginx|1.27",
        ),
        ("docker run -itp 80:80 -uroot --network=host --gpus all redis:7 redis", "docker run redis: redis|7"),
        (
            "docker --context x -H tcp://a container run \"r.example:5000/web:1\"",
            "docker run r.example:5000/web: r.example:5000/web|1",
        ),
        ("docker run $OPTS \"${ARGS[@]}\" alpine:3", "docker run alpine: alpine|3"),
        ("docker run ${IMAGE} sh", "docker run …: ?|?"),
        ("docker run r.example/web:${TAG} sh", "docker run r.example/web: r.example/web|?"),
        ("docker run r.example/web:${TAG:-latest}", "docker run r.example/web: r.example/web|latest"),
        ("docker run $REG/web:1", "docker run …: ?|1"),
        ("docker run r.example/web:<tag>", "docker run r.example/web: r.example/web|?"),
        ("docker run <image>:1.2", "docker run …: ?|1.2"),
        ("docker run r.example/{name}:1", "docker run …: ?|1"),
        ("docker run r.example/IMAGE:VERSION", "docker run …: ?|?"),
        ("docker pull -q --platform linux/amd64 nginx:latest", "docker pull nginx: nginx|latest"),
        ("docker create --name x busybox", "docker create busybox: busybox|-"),
        ("docker service create --replicas 3 nginx:1", "docker create nginx: nginx|1"),
        ("docker service update --image nginx:2 web", "docker service update nginx: nginx|2"),
        ("podman run --pod new:x docker://quay.io/a/b:1", "podman run quay.io/a/b: quay.io/a/b|1"),
        ("nerdctl -n k8s.io run alpine", "nerdctl run alpine: alpine|-"),
        ("buildah from --name c fedora:40", "buildah from fedora: fedora|40"),
        ("kubectl run x -n shop --image=nginx:1 -- --image=no", "kubectl run nginx: nginx|1"),
        ("kubectl -n shop create deployment web --image nginx", "kubectl create nginx: nginx|-"),
        (
            "kubectl set image deployment/web web=r.example/web:1 *=r.example/x:2 -n y",
            "kubectl set image r.example/web: r.example/web|1; kubectl set image r.example/x: r.example/x|2",
        ),
        ("kubectl debug pod/x -it --image=busybox --target=web", "kubectl debug busybox: busybox|-"),
        ("kustomize edit set image web=r.example/web:2", "kustomize edit set image r.example/web: r.example/web|2"),
        ("helm upgrade web ./c --set image.tag=latest,replicas=2", "helm set …: ?|latest"),
        (
            "helm install x c --set-string a.image.repository=r.example/x,a.image.tag=1",
            "helm set r.example/x: r.example/x|1",
        ),
        (
            "helm install x c --set image.registry=r.example --set image.repository=team/x",
            "helm set r.example/team/x: r.example/team/x|?",
        ),
        (
            "helm template x --set=image=nginx:1 --set webImage=r.example/w:2 --set web.imageTag=3",
            "helm set nginx: nginx|1; helm set r.example/w: r.example/w|2; helm set …: ?|3",
        ),
        ("helm upgrade x c --set image.tag=$TAG", "helm set …: ?|?"),
        ("helm upgrade x c --set tags={a,b},title=Image", ""),
        (
            "argocd app set web -p image.tag=1 --kustomize-image a=r.example/a:2",
            "argocd set r.example/a: r.example/a|2; argocd set …: ?|1",
        ),
        ("crane pull alpine x.tar", "crane pull alpine: alpine|-"),
        (
            "crane copy nginx:1 r.example/nginx:1",
            "crane copy nginx: nginx|1; crane copy r.example/nginx: r.example/nginx|1+",
        ),
        ("skopeo copy docker://nginx:1 oci:dir:x", "skopeo copy nginx: nginx|1"),
        (
            "ctr -n k8s.io images pull docker.io/library/nginx:1",
            "ctr images pull docker.io/library/nginx: docker.io/library/nginx|1",
        ),
        ("ctr images import web.tar", ""),
        ("k3s ctr i pull r.example/a:1", "k3s images pull r.example/a: r.example/a|1"),
        ("crictl -r unix:///x pull r.example/a", "crictl pull r.example/a: r.example/a|-"),
        ("docker exec web sh", ""),
        ("docker run --help", ""),
        ("docker run 3f4e5d6c7b8a sh", ""),
        ("docker rmi nginx", ""),
        ("docker compose run web", ""),
        ("docker stack deploy -c x web", ""),
        ("docker inspect nginx:1", ""),
        ("docker run $@", ""),
        ("kubectl get po --image", ""),
        ("ls nginx", ""),
    ] {
        assert_eq!(of(line, Place::Command).join("; "), expected, "{line}");
        assert_eq!(of(&format!("{line}\n"), Place::Document).join("; "), without_handled(expected), "{line}");
    }
}

fn without_handled(expected: &str) -> String {
    expected.split("; ").filter(|image| !image.ends_with('+')).collect::<Vec<_>>().join("; ")
}

#[test]
fn images_that_are_at_hand() {
    for (line, expected) in [
        ("docker build -t r.example/web:latest -f x .", "docker build r.example/web: r.example/web|latest+"),
        ("docker buildx build --push --tag=a/b:1 --tag a/b:2 .", "docker build a/b: a/b|1+; docker build a/b: a/b|2+"),
        ("docker build --build-arg t=1 -ta/b:3 .", "docker build a/b: a/b|3+"),
        ("docker push a/b:1", "docker push a/b: a/b|1+"),
        ("docker tag nginx:1 a/b:1", "docker tag a/b: a/b|1+"),
        ("docker commit -m x c a/b:1", "docker commit a/b: a/b|1+"),
        ("docker save -o x.tar a/b:1 c/d:2", "docker save a/b: a/b|1+; docker save c/d: c/d|2+"),
        (
            "docker buildx imagetools create -t a/b:2 a/b:1",
            "docker imagetools create a/b: a/b|2+; docker imagetools create a/b: a/b|1+",
        ),
        ("docker scout cves a/b:1", "docker scout a/b: a/b|1+"),
        ("docker run web:dev", "docker run web: web|dev+"),
        ("kind load docker-image a/b:1 --name x", "kind load a/b: a/b|1+"),
        ("minikube image load a/b:1", "minikube load a/b: a/b|1+"),
        ("executor --context=. --destination=a/b:1 -d a/b:2", "executor build a/b: a/b|1+; executor build a/b: a/b|2+"),
        ("trivy image --severity HIGH --exit-code 1 a/b:1", "trivy image a/b: a/b|1+"),
        ("grype a/b:1 --fail-on high", "grype scan a/b: a/b|1+"),
        ("grype dir:.", ""),
        ("trivy fs .", ""),
        ("cosign sign --key k a/b@sha256:0", "cosign sign a/b: a/b|-+"),
        ("crane tag a/b:1 latest", "crane tag a/b: a/b|1+; crane tag a/b: a/b|latest+"),
        ("crane digest a/b:1", "crane digest a/b: a/b|1+"),
        ("oras push a/b:1 x.txt", "oras push a/b: a/b|1+"),
        ("ko build -t latest,v1 ./cmd", "ko build …: ?|latest+; ko build …: ?|v1+"),
    ] {
        assert_eq!(of(line, Place::Command).join("; "), expected, "{line}");
        assert!(of(line, Place::Document).is_empty(), "{line}");
    }
}

#[test]
fn what_a_script_builds_is_no_pull() {
    let source = "docker pull a/b:1\ndocker build -t a/c:1 -t a/d .\ndocker run a/c:1\ndocker run a/d:latest\ndocker run a/c:2\n";
    let (text, runs) = file(source);
    let names = |place| of_script(&runs, &text, place).iter().map(shown).collect::<Vec<_>>();
    assert_eq!(names(Place::Document), ["docker pull a/b: a/b|1", "docker run a/c: a/c|2"]);
    assert_eq!(names(Place::Command).len(), 4);
}

/// Behind each mark all words would be told apart anew.
#[test]
fn marks_behind_variables_are_read_once_each() {
    let source = format!("docker run {}a:1", "-- $RUN_OPTS ".repeat(50_000));
    let (text, runs) = file(&source);
    let found = of_script(&runs, &text, Place::Command);
    assert_eq!(found.iter().map(shown).collect::<Vec<_>>(), ["docker run a: a|1+"]);
}

#[test]
fn each_piece_has_its_own_place() {
    let source =
        "docker run \"r.example/web\":1.4@sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";
    let (text, runs) = file(source);
    let image = of_script(&runs[..1], &text, Place::Command).remove(0);
    let at = |known: &Known<crate::fact::Part>| known.get().map(|part| part.site.bytes().to_vec()).unwrap();
    assert_eq!(at(&image.repository), b"r.example/web");
    assert_eq!(at(&image.tag), b"1.4");
    assert!(at(&image.digest).starts_with(b"sha256:0a"));
    assert_eq!(image.site.bytes(), &source.as_bytes()[12..]);
}

proptest! {
    #[test]
    fn no_words_are_too_odd(line in "(docker|kubectl|helm|skopeo|ctr|ko|crane|kustomize) ([a-z$<>{}%.:@/=,\"A-Z-]|é| |run |pull |set |image |--set |-t |build |copy ){0,40}") {
        let (text, runs) = file(&line);
        for run in &runs {
            for image in of_script(std::slice::from_ref(run), &text, Place::Command) {
                prop_assert!(!shown(&image).is_empty() && image.owner.len() < 400);
                prop_assert!(image.site.span.end <= text.bytes().len());
            }
        }
    }
}
