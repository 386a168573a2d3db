//! What is new and what the base had: whole changes, by what gates in them.

use portcullis::policy::{Sources, Verdict};
use portcullis::run;
use portcullis::source::memory::{self, Files};
use portcullis::text::RepoPath;

const TODAY: jiff::civil::Date = jiff::civil::Date::constant(2026, 11, 1);

/// Paths and texts.
type Tree<'a> = &'a [(&'a str, &'a str)];

fn judge(policy: &str, base: Tree<'_>, head: Tree<'_>) -> Verdict {
    let tree = |given: Tree<'_>| -> Files {
        let all = given.iter().copied().chain([(".portcullis.yaml", policy)]);
        all.map(|(path, text)| (RepoPath::from(path), text.as_bytes().to_vec())).collect()
    };
    let change = memory::change_set(tree(base), tree(head));
    let sources = Sources { tree: change.policy_tree.as_deref(), ..Sources::default() };
    run::check(&change, &sources, TODAY, &run::Offline).unwrap()
}

/// What gates: rule, file and bytes.
fn gates_under(policy: &str, base: Tree<'_>, head: Tree<'_>) -> Vec<String> {
    let verdict = judge(policy, base, head);
    let gating = verdict.decisions.iter().filter(|decision| decision.gates());
    let shown = gating.map(|decision| {
        let at = &decision.judged.finding.at;
        format!("{} {}: {}", decision.judged.rule.name, at.text.path(), String::from_utf8_lossy(at.bytes()))
    });
    shown.collect()
}

fn gates(base: Tree<'_>, head: Tree<'_>) -> Vec<String> {
    gates_under("version: 1\n", base, head)
}

fn pod(container: &str, image: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{ name: shop }}\nspec:\n  containers:\n  - name: {container}\n    image: {image}\n"
    )
}

fn workflow(steps: &[&str]) -> String {
    let steps: String = steps.iter().map(|step| format!("      - {step}\n")).collect();
    format!("on: push\npermissions: {{}}\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n{steps}")
}

fn runbook(command: &str) -> String {
    format!("# Operating production\n\n```bash\n{command}\n```\n")
}

const NOTHING: [String; 0] = [];

#[test]
fn a_copy_says_nothing_new_though_its_original_is_no_part_of_the_change() {
    let (pod, text) = (pod("cart", "registry.example/cart:latest"), runbook("kubectl apply -f cart.yaml"));
    let docker = "FROM registry.example/base:latest\nUSER 1000\n";
    let flow = workflow(&["uses: vendor/prepare@main"]);
    let base = [
        ("regions/eu/cart.yaml", pod.as_str()),
        ("manual/v1/cart.md", &text),
        ("build/a/Dockerfile", docker),
        (".github/workflows/a.yml", &flow),
    ];
    let copies = [
        ("regions/us/cart.yaml", pod.as_str()),
        ("manual/v2/cart.md", &text),
        ("build/b/Dockerfile", docker),
        (".github/workflows/b.yml", &flow),
    ];
    assert_eq!(gates(&base, &[&base[..], &copies].concat()), NOTHING);
    assert!(gates(&[], &copies).len() >= 4, "by themselves they gate");
}

#[test]
fn what_moves_is_what_it_was_under_whatever_name() {
    let step = workflow(&["run: make", "uses: vendor/prepare@main"]);
    let moved = workflow(&["uses: vendor/prepare@main", "run: make test"]);
    let rest = workflow(&["run: make"]);
    let base = [(".github/workflows/a.yml", step.as_str()), ("deploy/all.yaml", &pod("cart", "registry.example/cart"))];
    let head = [
        (".github/workflows/a.yml", rest.as_str()),
        (".github/workflows/b.yml", &moved),
        ("deploy/one.yaml", &pod("basket", "registry.example/cart").replace("shop", "store")),
    ];
    assert_eq!(gates(&base, &head), NOTHING);
}

#[test]
fn one_image_has_many_spellings() {
    let all =
        ["nginx:stable", "library/nginx:stable", "docker.io/nginx:stable", "index.docker.io/library/nginx:stable"];
    for (was, is) in all.iter().flat_map(|was| all.iter().map(move |is| (was, is))) {
        assert_eq!(gates(&[("a.yaml", &pod("web", was))], &[("a.yaml", &pod("web", is))]), NOTHING, "{was} > {is}");
    }
    assert_eq!(gates(&[("a.yaml", &pod("web", all[0]))], &[("a.yaml", &pod("web", "quay.io/nginx:stable"))]).len(), 1);
}

#[test]
fn one_more_of_a_kind_is_new() {
    let old = pod("cart", "registry.example/cart:latest");
    let more = |name: &str, image: &str| format!("{old}  - name: {name}\n    image: {image}\n");
    let beside = |name, image| gates(&[("a.yaml", &old)], &[("a.yaml", &more(name, image))]);
    assert_eq!(beside("mail", "registry.example/mail:latest").len(), 1, "another image");
    assert_eq!(beside("cart2", "registry.example/cart:latest").len(), 1, "the same image runs once more");
    let steps = workflow(&["uses: vendor/prepare@main"]);
    let others = workflow(&["uses: vendor/prepare@main", "uses: vendor/publish@main"]);
    let path = ".github/workflows/a.yml";
    assert_eq!(gates(&[(path, &steps)], &[(path, &others)]).len(), 1);
}

#[test]
fn an_instruction_stays_itself_with_another_version_or_a_typo_less() {
    let becomes = |was, is| gates(&[("runbooks/a.md", &runbook(was))], &[("runbooks/a.md", &runbook(is))]).len();
    assert_eq!(
        becomes(
            "helm upgrade a oci://r.example/a --version 1.9.1", "helm upgrade a oci://r.example/a --version 1.10.0"
        ),
        0
    );
    assert_eq!(becomes("kubectl apply -f certifcates.yaml", "kubectl apply -f certificates.yaml"), 0);
    assert_eq!(becomes("kubectl apply -n checkout -f a.yaml", "kubectl apply -n chekcout -f a.yaml"), 1);
    assert_eq!(becomes("kubectl delete deployment reports", "kubectl delete deployment report"), 1);
    assert_eq!(becomes("kubectl --context eu apply -f a.yaml", "kubectl --context us apply -f a.yaml"), 1);
    assert_eq!(becomes("kubectl apply -f a.yaml", "kubectl delete -f a.yaml"), 1);
    let (was, is) = (
        runbook("kubectl set image deploy/a a=r.example/a:1.1"),
        runbook("kubectl set image deploy/a a=r.example/a:1.2"),
    );
    let frozen = [("guides/next/a.md", was.as_str()), ("guides/1.2/a.md", &is)];
    assert_eq!(gates(&frozen[..1], &frozen), NOTHING, "in a copy too");
}

#[test]
fn the_same_words_in_another_mood_are_new() {
    let text = |lead: &str| format!("# Operations\n\n{lead}\n\n    kubectl apply -f cart.yaml\n");
    let (was, is) = (text("Never do this:"), text("Then do this:"));
    assert_eq!(gates(&[("runbooks/a.md", &was)], &[("runbooks/a.md", &is)]).len(), 1);
}

#[test]
fn what_stays_unreadable_in_one_way_is_existing() {
    let broken =
        |name: &str, more: &str| format!("apiVersion: v1\nkind: Pod\nmetadata: {{ name: {name} }}\nspec: {more}\n");
    let becomes = |was: &str, is: &str| gates(&[("a.yaml", was)], &[("a.yaml", is)]).len();
    assert_eq!(becomes(&broken("a", "[b}"), &broken("c", "[b}")), 0);
    assert_eq!(becomes(&broken("a", "[b}"), &broken("a", "\"b")), 1, "in another way");
    assert_eq!(becomes(&broken("a", "{}"), &broken("a", "[b}")), 1);
    assert_eq!(gates(&[("a.yaml", &broken("a", "[b}"))], &[("b/a.yaml", &broken("a", "[b}"))]), NOTHING);
}

#[test]
fn what_a_place_forgave_it_forgave_there() {
    let pod = pod("cart", "registry.example/cart:latest");
    let zones = "version: 1\nzones: { development: { paths: [dev/**] }, production: { paths: [prod/**] } }\n";
    let step = workflow(&["uses: vendor/prepare@main"]);
    let policies: [(&str, &str, &str, &str); 9] = [
        ("version: 1\n", "docs/a.yaml", "deploy/a.yaml", &pod),
        ("version: 1\n", "examples/a.yaml", "deploy/a.yaml", &pod),
        (zones, "dev/a.yaml", "prod/a.yaml", &pod),
        (zones, "a.yaml", "prod/a.yaml", &pod),
        ("version: 1\nexclude: [gen/**]\n", "gen/a.yaml", "deploy/a.yaml", &pod),
        ("version: 1\nrules: { image/*: { exclude: [old/**] } }\n", "old/a.yaml", "deploy/a.yaml", &pod),
        ("version: 1\nrules: { image/latest-tag: { paths: [prod/**] } }\n", "a.yaml", "prod/a.yaml", &pod),
        ("version: 1\nsuppress: [{ rule: image/*, path: old/**, reason: old }]\n", "old/a.yaml", "deploy/a.yaml", &pod),
        ("version: 1\n", "tests/workflows/a.yml", ".github/workflows/a.yml", &step),
    ];
    for (policy, from, to, text) in policies {
        let (old, new) = ((from, text), (to, text));
        assert_eq!(gates_under(policy, &[old], &[new]).len(), 1, "moved: {policy} {from} > {to}");
        assert_eq!(gates_under(policy, &[old], &[old, new]).len(), 1, "copied: {policy} {from} > {to}");
    }
    let nested = ("lab/.portcullis.yaml", "version: 1\nreport_only: true\n");
    let (old, new) = (("lab/a.yaml", pod.as_str()), ("deploy/a.yaml", pod.as_str()));
    assert_eq!(gates(&[nested, old], &[nested, new]).len(), 1, "its policy only reported");
    assert_eq!(gates(&[nested, old], &[nested, old, new]).len(), 1);
    assert_eq!(gates_under(zones, &[("prod/a.yaml", &pod)], &[("prod/b/a.yaml", &pod)]), NOTHING);
    assert_eq!(gates_under(zones, &[("prod/a.yaml", &pod)], &[("docs/a.yaml", &pod)]), NOTHING);
}

#[test]
fn a_waiver_that_goes_leaves_a_new_finding() {
    let waived = pod("cart", "registry.example/cart:latest # portcullis: allow image/latest-tag: our mirror");
    let bare = pod("cart", "registry.example/cart:latest");
    assert_eq!(gates(&[("a.yaml", &waived)], &[("a.yaml", &bare)]).len(), 1);
    assert_eq!(gates(&[("a.yaml", &waived)], &[("b/a.yaml", &bare)]).len(), 1);
    assert_eq!(gates(&[("a.yaml", &waived)], &[("b/a.yaml", &waived)]), NOTHING, "it moves with its comment");
    assert_eq!(
        gates(&[("x/a.yaml", &waived)], &[("x/a.yaml", &waived), ("y/a.yaml", &bare)]).len(),
        1,
        "copied without"
    );
}

#[test]
fn where_only_the_base_waives_its_comments_cover_what_it_had() {
    let policy = "version: 1\nsuppressions: base-only\n";
    let line = |image: &str| format!("{image} # portcullis: allow image/latest-tag: our mirror");
    let becomes = |was: &str, is: &str| gates_under(policy, &[("a.yaml", was)], &[("a.yaml", is)]).len();
    let old = pod("cart", &line("mirror.example/cart:latest"));
    assert_eq!(becomes(&old, &format!("# a word\n{}", old.replace("shop", "store"))), 0);
    assert_eq!(becomes(&old, &pod("cart", &line("other.example/cart:latest"))), 1);
    assert_eq!(becomes(&pod("cart", &line("mirror.example/cart:1.2")), &old), 1);
    let moved = gates_under(policy, &[("a.yaml", &old)], &[("b/a.yaml", &old)]);
    assert_eq!(moved.len(), 1, "in another file it is the change's comment");
    let password = "PASSWORD = \"gR7wPzX2mVq9sTb4LcYd8kNh\"";
    let marked = format!("# pragma: allowlist nextline secret\n{password}\n");
    let before = "# pragma: allowlist nextline secret\n\nDEBUG = False\n";
    let conf = |text: &str, head: &str| gates_under(policy, &[("app/conf.py", text)], &[("app/conf.py", head)]).len();
    assert_eq!(conf(before, &format!("{marked}\nDEBUG = False\n")), 1);
    assert_eq!(conf(&marked, &format!("{marked}DEBUG = True\n")), 0);
}

#[test]
fn a_secret_that_moves_is_held_to_what_it_weighed() {
    let password = "PASSWORD = \"gR7wPzX2mVq9sTb4LcYd8kNh\"\n";
    let moves = |policy, from, to| gates_under(policy, &[(from, password)], &[(to, password)]).len();
    assert_eq!(moves("version: 1\n", "app/a.py", "lib/b.py"), 0);
    assert_eq!(moves("version: 1\n", "tests/a.py", "app/a.py"), 1);
    assert_eq!(moves("version: 1\nexclude: [gen/**]\n", "gen/a.py", "app/a.py"), 1);
    assert_eq!(moves("version: 1\nrules: { secret/generic: { exclude: [old/**] } }\n", "old/a.py", "app/a.py"), 1);
    let twice = [("app/a.py", password), ("app/b.py", password)];
    assert_eq!(gates(&twice[..1], &twice).len(), 1, "one more place to remove it from");
}
