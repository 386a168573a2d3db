//! What only looks like the command.

use super::{commands, line};
use crate::document::shell::Dialect;

/// None of them runs `kubectl apply`.
const MISSES: &[&str] = &[
    // Said, not done.
    "echo kubectl apply -f x.yaml",
    "echo 'kubectl apply -f x.yaml'",
    "echo \"run kubectl apply -f x.yaml; kubectl apply\"",
    "echo a # kubectl apply -f x.yaml",
    "# kubectl apply -f x.yaml",
    "  # $(kubectl apply)",
    "printf '%s\\n' 'kubectl apply'",
    "echo it is done; echo 'a\nkubectl apply -f x.yaml\nb'",
    ": kubectl apply",
    "true kubectl apply",
    "log info kubectl apply",
    "git commit -m 'kubectl apply -f x.yaml'",
    "say \"kubectl apply\"",
    "echo \\$(kubectl apply)",
    "echo '$(kubectl apply)'",
    "echo '`kubectl apply`'",
    "echo \"\\$(kubectl apply)\"",
    "echo \"\\`kubectl apply\\`\"",
    // Looked for.
    "grep kubectl apply",
    "grep -r 'kubectl apply' docs | wc -l",
    "rg \"kubectl apply\" .",
    "which kubectl apply",
    "command -v kubectl apply",
    "type kubectl apply",
    "man kubectl apply",
    "pgrep -f 'kubectl apply'",
    "sed -i 's/kubectl apply/argocd sync/' README.md",
    "awk '/kubectl apply/ { print }' log",
    "find . -name kubectl -o -name apply",
    "find . -name 'kubectl apply' -print",
    "history | grep kubectl",
    "apt-get install -y kubectl",
    "brew install kubectl && brew upgrade",
    "curl -LO https://dl.example.org/kubectl",
    "chmod +x kubectl",
    "sudo mv kubectl /usr/local/bin/apply",
    "sudo install kubectl apply",
    "rm -f kubectl apply",
    // Other programs.
    "kubectl-apply.sh -f x.yaml",
    "./kubectl-apply -f x.yaml",
    "bin/kubectl/apply -f x.yaml",
    "./scripts/apply.sh kubectl",
    "bash kubectl apply",
    "bash kubectl-apply.sh",
    "mykubectl apply -f x.yaml",
    "kubectlx apply",
    "k8s apply -f x.yaml",
    "k -x",
    "k",
    "apply -f x.yaml",
    "helm template a | cat",
    "oc apply -f x.yaml",
    "make kubectl apply",
    "docker build -t kubectl apply",
    "docker run --rm image apply -f x.yaml",
    "docker run --name kubectl image apply -f x.yaml",
    "docker exec kubectl apply -f x.yaml",
    "docker compose exec kubectl apply",
    "kubectl",
    "kubectl get apply",
    "kubectl diff -f apply",
    "kubectl --help",
    "kubectl get pods -- apply",
    // Values.
    "CMD='kubectl apply -f x.yaml'",
    "K=kubectl apply -f x.yaml",
    "export CMD=\"kubectl apply -f x.yaml\"",
    "A=(kubectl apply -f x.yaml)",
    "A[1]=kubectl; apply",
    "alias ka='kubectl apply'",
    "declare -A x=([kubectl]=apply)",
    "KUBECTL=kubectl; apply -f x.yaml",
    "KUBECTL='echo kubectl'; $KUBECTL apply",
    "K=echo; $K kubectl apply",
    "'K'=kubectl; $K apply",
    "[ kubectl = apply ]",
    "[[ kubectl == apply || kubectl apply ]]",
    "for kubectl in apply; do a; done",
    "for f in kubectl apply; do a; done",
    "case kubectl in apply) a;; kubectl) b;; esac",
    "echo ${kubectl:-apply}",
    "echo $((kubectl + apply))",
    "kubectl() { apply; }",
    // Files.
    "cat <<EOF\nkubectl apply -f x.yaml\nEOF",
    "cat > run.sh <<'EOF'\n$(kubectl apply)\nkubectl apply -f x.yaml\nEOF",
    "tee a <<-EOF\n\tkubectl apply -f x.yaml\n\tEOF\n",
    "python3 - <<EOF\nkubectl apply\nEOF",
    "cat <<A <<B\nkubectl apply\nA\nkubectl apply\nB",
    "echo a > kubectl apply",
    "cat < kubectl apply",
    "ssh kubectl apply",
    "ssh -l kubectl apply uptime",
    "xargs -I kubectl apply",
    "sudo -u kubectl apply",
    "timeout kubectl apply",
    "echo x | xargs echo kubectl apply",
    "bash -c 'echo kubectl apply'",
    "bash -c \"echo 'kubectl apply'\"",
    "echo kubectl apply | cat",
    "echo kubectl apply | tee run.sh | cat",
    "bash -n <<< 'a' -c",
];

#[test]
fn what_only_looks_like_the_command_is_none() {
    assert!(MISSES.len() > 60);
    for miss in MISSES {
        let found = commands(miss.as_bytes(), Dialect::Posix);
        let lines: Vec<_> = found.iter().map(line).collect();
        assert!(!lines.iter().any(|line| line.starts_with("kubectl apply")), "{miss:?} gives {lines:?}");
    }
}

#[test]
fn a_flag_of_the_command_is_none_of_its_wrapper() {
    let last = |text: &str| super::lines(text).pop();
    assert_eq!(last("runuser -u ci -- docker exec -c x a b").as_deref(), Some("b"));
    assert_eq!(last("runuser -l ci -c 'a b'").as_deref(), Some("a b"));
    assert_eq!(last("flock /tmp/lock -c 'a b'").as_deref(), Some("a b"));
    assert_eq!(last("flock /tmp/lock kubectl logs web -c x").as_deref(), Some("kubectl logs web -c x"));
}
