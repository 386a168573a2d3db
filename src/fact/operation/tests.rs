//! Commands as people write them, and what they change.

use super::{Kind, operation};
use crate::document::Passage;
use crate::document::shell::{self, Dialect};
use crate::text::Span;

/// What the commands of a line change, in their order: kind and name.
fn operations(line: &str) -> Vec<(Kind, String)> {
    let passage = Passage::of(line.as_bytes(), Span::new(0, line.len()));
    shell::read(&passage, Dialect::Posix)
        .iter()
        .filter_map(operation)
        .map(|operation| (operation.kind, operation.what))
        .collect()
}

#[test]
fn what_is_written_edited_or_patched_in_a_cluster() {
    for (line, kind, what) in [
        ("kubectl apply -f x.yaml", Kind::ClusterWrite, "kubectl apply"),
        ("kubectl -n shop --context prod apply -k overlays/prod", Kind::ClusterWrite, "kubectl apply"),
        ("kubectl create configmap x --from-file=y", Kind::ClusterWrite, "kubectl create"),
        ("kubectl delete pod x --dry-run=none", Kind::ClusterWrite, "kubectl delete"),
        ("kubectl annotate externalsecret x force-sync=1 --overwrite", Kind::ClusterWrite, "kubectl annotate"),
        ("kubectl drain node-1 --ignore-daemonsets", Kind::ClusterWrite, "kubectl drain"),
        ("kubectl certificate approve x", Kind::ClusterWrite, "kubectl certificate approve"),
        ("kubectl edit deploy/web", Kind::ClusterEdit, "kubectl edit"),
        ("kubectl patch cronjob {name} -p '{}'", Kind::ClusterEdit, "kubectl patch"),
        ("kubectl set image deployment/web web=web:1", Kind::ClusterEdit, "kubectl set image"),
        ("kubectl rollout undo deployment/web", Kind::Rollout, "kubectl rollout undo"),
        ("kubectl cp fix.py shop/web-0:/app/fix.py", Kind::HotPatch, "kubectl cp"),
        ("kubectl exec web-0 -- sed -i s/a/b/ /etc/x", Kind::HotPatch, "kubectl exec … sed"),
        ("kubectl exec web-0 -- sh -c 'echo x > /etc/x'", Kind::HotPatch, "kubectl exec … echo"),
        ("ssh host vi /etc/x", Kind::HotPatch, "ssh … vi"),
        ("docker cp fix.py web:/app/", Kind::HotPatch, "docker cp"),
        ("kubectl exec -it web-0 -- /bin/sh", Kind::Shell, "kubectl exec"),
        ("docker exec -it web bash", Kind::Shell, "docker exec"),
        ("helm upgrade --install web ./web", Kind::Release, "helm upgrade"),
        ("helm rollback web 142 -n shop", Kind::Rollout, "helm rollback"),
        ("argocd app sync web", Kind::Release, "argocd app sync"),
        ("helmfile -e production apply", Kind::Release, "helmfile apply"),
    ] {
        assert_eq!(operations(line), [(kind, what.to_owned())], "{line}");
    }
}

#[test]
fn what_changes_infrastructure_databases_and_registries() {
    for (line, kind, what) in [
        ("terraform -chdir=infra apply -auto-approve", Kind::Infrastructure, "terraform apply"),
        ("tofu destroy", Kind::Infrastructure, "tofu destroy"),
        ("terragrunt run-all apply", Kind::Infrastructure, "terragrunt apply"),
        ("terraform import module.vpc.aws_subnet.a subnet-1", Kind::Infrastructure, "terraform import"),
        ("terraform state rm x", Kind::Infrastructure, "terraform state rm"),
        ("terraform force-unlock 1", Kind::Unlock, "terraform force-unlock"),
        ("psql -f up.sql", Kind::Migration, "psql with an SQL file"),
        ("mysql shop < up.sql", Kind::Migration, "mysql with an SQL file"),
        ("alembic upgrade head", Kind::Migration, "alembic upgrade"),
        ("migrate -path db -database $URL up", Kind::Migration, "migrate up"),
        ("bundle exec rails db:migrate", Kind::Migration, "rails db:migrate"),
        ("python manage.py migrate", Kind::Migration, "manage.py migrate"),
        ("psql -c \"UPDATE users SET a = 1\"", Kind::Database, "psql UPDATE"),
        ("psql <<EOF\nDELETE FROM x;\nEOF", Kind::Database, "psql DELETE"),
        ("redis-cli -p 6381 -a $P XCLAIM a b c", Kind::Database, "redis-cli XCLAIM"),
        ("redis-cli config set maxmemory 1gb", Kind::Database, "redis-cli CONFIG SET"),
        ("mongosh --eval 'db.users.deleteMany({})'", Kind::Database, "mongosh delete"),
        ("docker build -t web .", Kind::ImageBuild, "docker build"),
        ("sudo k3s ctr images import web.tar", Kind::ImageBuild, "ctr images import"),
        ("docker buildx build --push -t web .", Kind::ImageBuild, "docker buildx build"),
    ] {
        assert_eq!(operations(line), [(kind, what.to_owned())], "{line}");
    }
}

#[test]
fn what_reads_tries_or_asks_changes_nothing() {
    for line in [
        "kubectl get pods -A", "kubectl describe pod x", "kubectl logs -f x", "kubectl top nodes",
        "kubectl rollout status deployment/web", "kubectl diff -f x", "kubectl apply --dry-run=server -f x",
        "kubectl apply view-last-applied deploy/web", "kubectl set env deploy/web --list",
        "kubectl label pods x --list", "kubectl apply", "kubectl cp shop/web-0:/tmp/dump dump",
        "kubectl exec web-0 -- cat /etc/x", "kubectl exec web-0 -- ls 2>/dev/null", "kubectl create token build",
        "kubectl apply --help", "helm template web ./web", "helm list -A", "helm upgrade web ./web --dry-run",
        "helm repo add x https://example.org", "terraform plan", "terraform fmt", "terraform state list",
        "terraform import", "psql -c 'SELECT 1'", "redis-cli -p 6381 XPENDING a b - + 10",
        "mongosh --eval 'db.users.find()'", "alembic current", "rails db:migrate:status", "docker ps",
        "docker run --rm alpine true", "docker pull web:1", "sudo k3s ctr images list", "ssh host uptime",
        "argocd app diff web",
    ] {
        assert_eq!(operations(line), [], "{line}");
    }
}
