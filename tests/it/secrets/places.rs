//! What a secret means where it stands: one finding for each, by the rule of its place.

use portcullis::finding::Severity;

use super::{PASSWORD, Told, judged, lines, pat};

/// What is told about one new file.
fn new(path: &str, text: impl Into<String>) -> Vec<Told> {
    judged(&[], &[(path, text.into())])
}

/// The rules of what is told, with the bytes that they point at.
fn shown(found: &[Told]) -> Vec<String> {
    found.iter().map(|told| format!("{} {}", told.rule, told.bytes)).collect()
}

pub(super) fn base64(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = text.as_bytes().chunks(3).flat_map(|three| {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        (0..4).map(move |at| if at <= three.len() { DIGITS[(bits >> (18 - 6 * at) & 63) as usize] } else { b'=' })
    });
    digits.map(char::from).collect()
}

fn deployment(env: &str) -> String {
    format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n        image: registry.example.org/web:1.4\n        env:\n{env}"
    )
}

fn secret(section: &str, entries: &str) -> String {
    format!("apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\n{section}:\n{entries}")
}

#[test]
fn a_manifests_environment_is_critical() {
    let env = format!("        - name: DB_PASSWORD\n          value: {PASSWORD}\n");
    let found = new("web.yaml", deployment(&env));
    assert_eq!(shown(&found), [format!("secret/literal-in-env {PASSWORD}")]);
    assert_eq!((found[0].severity, found[0].marks.as_str()), (Severity::Critical, " gates"));
}

#[test]
fn a_known_token_in_an_environment_is_told_by_its_own_rule_alone() {
    let env = format!("        - name: GITHUB_TOKEN\n          value: {}\n", pat(1));
    assert_eq!(shown(&new("web.yaml", deployment(&env))), [format!("secret/github-pat {}", pat(1))]);
}

#[test]
fn composes_weak_password_is_low_and_its_strong_one_is_not() {
    let compose = |value: &str| format!("services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: {value}\n");
    let found = new("compose.yaml", compose("postgres"));
    assert!(found.iter().all(|told| told.severity <= Severity::Low && told.marks.is_empty()), "{:?}", lines(&found));
    let strong = new("compose.yaml", compose("x7Kq2Vb9Tz4Lw8Np3Rf6"));
    assert_eq!(lines(&strong), ["secret/literal-in-env compose.yaml:4 gates"]);
    assert_eq!(strong[0].severity, Severity::Critical);
    let listed = "services:\n  db:\n    environment:\n    - POSTGRES_PASSWORD=x7Kq2Vb9Tz4Lw8Np3Rf6\n";
    assert_eq!(lines(&new("compose.yaml", listed)), ["secret/literal-in-env compose.yaml:4 gates"]);
}

#[test]
fn a_kubernetes_secret_shows_even_short_passwords_in_base64() {
    let encoded = base64("hunter2x");
    let found = new("secret.yaml", secret("data", &format!("  db-password: {encoded}\n")));
    assert_eq!(shown(&found), [format!("secret/kubernetes-secret-data {encoded}")]);
    assert_eq!((found[0].severity, found[0].marks.as_str()), (Severity::Critical, " gates"));
}

#[test]
fn string_data_lists_and_json_are_read_too() {
    let found = new("secret.yaml", secret("stringData", &format!("  db-password: {PASSWORD}\n")));
    assert_eq!(shown(&found), [format!("secret/kubernetes-secret-data {PASSWORD}")]);
    let item = secret("stringData", &format!("  db-password: {PASSWORD}\n"));
    let item: String = item.split_terminator('\n').map(|line| format!("    {line}\n")).collect();
    let list = format!("apiVersion: v1\nkind: List\nitems:\n  -\n{item}");
    assert_eq!(shown(&new("list.yaml", list)), [format!("secret/kubernetes-secret-data {PASSWORD}")]);
    let json = format!(
        "{{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {{\"name\": \"web\"}}, \"data\": {{\"db-password\": \"{}\"}}}}\n",
        base64(PASSWORD)
    );
    assert_eq!(shown(&new("secret.json", json)), [format!("secret/kubernetes-secret-data {}", base64(PASSWORD))]);
}

#[test]
fn a_known_token_in_a_kubernetes_secret_is_told_once() {
    let found = new("secret.yaml", secret("data", &format!("  token: {}\n", base64(&pat(1)))));
    assert_eq!(shown(&found), [format!("secret/github-pat {}", base64(&pat(1)))]);
}

#[test]
fn what_is_encrypted_or_lies_elsewhere_is_silent() {
    let sealed = "apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata:\n  name: web\nspec:\n  encryptedData:\n    db-password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq7xVbQm2KcTpLnWsUfHaJoXeRz8D5tM1v\n";
    let external = "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: web\nspec:\n  data:\n  - secretKey: db-password\n    remoteRef:\n      key: prod/web/db-password\n";
    let sops = format!(
        "{}sops:\n  mac: ENC[AES256_GCM,data:Q2hlY2s=,iv:YWJj,tag:ZGVm,type:str]\n  version: 3.8.1\n",
        secret("data", "  db-password: ENC[AES256_GCM,data:p673w2Vb9Tz4==,iv:YY8Np3Rf6Kq=,tag:A1b2C3d4==,type:str]\n")
    );
    let template = secret("data", "  db-password: {{ .Values.password | b64enc }}\n");
    let substituted = secret("stringData", "  db-password: ${DB_PASSWORD}\n");
    for (path, text) in [
        ("sealed.yaml", sealed.to_owned()),
        ("external.yaml", external.to_owned()),
        ("sops.yaml", sops),
        ("chart/templates/secret.yaml", template),
        ("substituted.yaml", substituted),
    ] {
        assert_eq!(lines(&new(path, text)), [""; 0], "{path}");
    }
}

#[test]
fn configuration_is_no_place_for_secrets() {
    let map = format!("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: web\ndata:\n  db-password: {PASSWORD}\n");
    let values = format!("replicas: 2\ndbPassword: {PASSWORD}\n");
    let variables = format!("region = \"eu\"\ndb_password = \"{PASSWORD}\"\n");
    let places = [
        ("map.yaml", map, "a ConfigMap"),
        ("charts/web/values.yaml", values, "Helm values"),
        ("prod.tfvars", variables, "Terraform variables"),
    ];
    for (path, text, place) in places {
        let found = new(path, text);
        assert_eq!(shown(&found), [format!("secret/in-configmap {PASSWORD}")], "{path}");
        assert!(found[0].message.contains(place), "{}", found[0].message);
    }
}

#[test]
fn an_argument_of_a_command_is_told_as_such() {
    let script = format!("set -eu\nmysqldump --user app --password={PASSWORD} shop > shop.sql\n");
    assert_eq!(shown(&new("backup.sh", script)), [format!("secret/on-command-line {PASSWORD}")]);
}

#[test]
fn a_dockerfiles_secret_is_told_once() {
    for (instruction, rule) in [
        (format!("ENV DB_PASSWORD={PASSWORD}"), "dockerfile/secret-baked-in"),
        (format!("ARG DB_PASSWORD={PASSWORD}"), "dockerfile/secret-baked-in"),
        (format!("RUN mysql --password={PASSWORD} -e 'select 1'"), "secret/on-command-line"),
    ] {
        let found = new("Dockerfile", format!("FROM alpine:3.20\n{instruction}\nUSER 1000\n"));
        assert_eq!(shown(&found), [format!("{rule} {PASSWORD}")], "{instruction}");
    }
}

#[test]
fn a_dockerfiles_known_token_is_told_once() {
    for instruction in ["ENV GITHUB_TOKEN=", "ARG TOKEN=", "LABEL token="] {
        let found = new("Dockerfile", format!("FROM alpine:3.20\n{instruction}{}\nUSER 1000\n", pat(1)));
        assert_eq!(found.len(), 1, "{instruction}: {:?}", lines(&found));
        assert_eq!(found[0].bytes, pat(1));
    }
}

#[test]
fn a_workflows_service_is_development() {
    let workflow = "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    services:\n      db:\n        image: postgres:17\n        env:\n          POSTGRES_PASSWORD: hunter42x\n    steps:\n      - run: make\n";
    let found = new(".github/workflows/test.yml", workflow);
    assert!(
        found.iter().all(|told| told.rule == "secret/literal-in-env" && told.marks.is_empty()),
        "{:?}",
        lines(&found)
    );
}
