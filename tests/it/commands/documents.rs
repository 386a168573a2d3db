//! Documents as operators write them, under `profile: strict`: what a careful reviewer marks, each on its exact bytes, and the
//! commands beside it that only read. A line that expects something has its rule and severity behind `⇒`, its bytes in `«»`.

use super::{added, levels};

/// A page of pitfalls: rules, and what to do when one was broken.
const PITFALLS: &str = "\
Infrastructure Pitfalls
1. Hot-Patching \"Just This Once\"
What happens: somebody decides to kubectl cp the fixed file into the running pod or SSH in and edit the config.
Rolling back the code is easy (kubectl rollout undo).⇒ manual/rollout low «kubectl rollout undo»
Never:
- kubectl cp a file into a running pod
- Edit a Kubernetes manifest and kubectl apply by hand
Prevention:
- kubectl edit is disabled in production (RBAC)
- terraform plan reviewed before every apply
What happens: two people run terraform apply simultaneously.⇒ manual/terraform low «terraform apply»
No kubectl apply commands in documentation
";

/// A page of remedies, with labels in front of the commands.
const REMEDIES: &str = "\
Kubernetes Pitfalls
IF: pod is in ImagePullBackOff
RUN: sudo k3s ctr images list | grep {image-name}

THEN: rebuild and import
RUN: docker build -t {image}:latest . && docker save {image}:latest | sudo k3s ctr images import -⇒ manual/image-build high «docker build -t {image}:latest .»

CHECK: total requests do not exceed 80% of node capacity
RUN: kubectl top pods --all-namespaces --sort-by=memory
RUN: kubectl describe pod {pod-name} -n shop-{namespace} | grep -A 5 \"Last State\"
RUN: kubectl logs {pod-name} -n shop-{namespace} --previous

FIX: ALWAYS rebuild the container image and redeploy
RUN: kubectl rollout restart deployment/worker -n shop⇒ manual/rollout low «kubectl rollout restart deployment/worker -n shop»

RUN: redis-cli -p 6381 -a $REDIS_PASSWORD XPENDING triggers.{agent} workers - + 10
THEN: claim them
RUN: redis-cli -p 6381 -a $REDIS_PASSWORD XCLAIM triggers.{agent} workers {new-consumer} 300000 {message-id}⇒ manual/database high «redis-cli -p 6381 -a $REDIS_PASSWORD XCLAIM triggers.{agent} workers {new-consumer} 300000 {message-id}»

THEN: force sync
RUN: kubectl annotate externalsecret shop-{service}-secrets -n shop-{namespace} force-sync=$(date +%s) --overwrite⇒ manual/kubectl-write critical «kubectl annotate externalsecret shop-{service}-secrets -n shop-{namespace} force-sync=$(date +%s) --overwrite»

RUN: kubectl logs -n kube-system -l app.kubernetes.io/name=traefik --tail=50
";

/// A story of an incident, with a snippet of a Jenkinsfile in it.
const STORY: &str = "\
The first thing I did was kubectl get pods -n production. The output was a wall of red.
NAME READY STATUS RESTARTS AGE
payment-api-6f5d8c7d4b-2w9zq 0/1 CrashLoopBackOff 42 (3m ago) 2h
I checked the events. kubectl get events -n production --sort-by='.lastTimestamp'.

The pipeline looked like this in the Jenkinsfile:
stage('Deploy to Prod') {
steps {
sh \"helm upgrade --install payment-api ./charts/payment-api --namespace production --set image.tag=1.4.2\"⇒ manual/helm high «helm upgrade --install payment-api ./charts/payment-api --namespace production --set image.tag=1.4.2»
}
}

I tried to roll back. helm rollback payment-api 142 -n production.⇒ manual/rollout low «helm rollback payment-api 142 -n production»

I spent four hours running imports for thirty-two different resources.
terraform import module.vpc.aws_subnet.public_a subnet-0a1b2c3d⇒ manual/terraform critical «terraform import module.vpc.aws_subnet.public_a subnet-0a1b2c3d»

kubectl logs -n ingress-nginx controller-7f8b9c4d5e-vns2w | grep \" 504 \" | head -n 20
";

/// A page of operations.
const OPERATIONS: &str = "\
K8S:DEPLOYMENTS

CHECK rollout status:

TOOL: kubectl
RUN: kubectl rollout status deployment/{name} -n {namespace} --timeout=120s

IMMEDIATE_ROLLBACK (when deployment is failing):

TOOL: kubectl
RUN: kubectl rollout undo deployment/{name} -n {namespace}⇒ manual/rollout low «kubectl rollout undo deployment/{name} -n {namespace}»
VERIFY: kubectl rollout status deployment/{name} -n {namespace}

SUSPEND:

TOOL: kubectl
RUN: kubectl patch cronjob {name} -n {namespace} -p '{\"spec\":{\"suspend\":true}}'⇒ manual/kubectl-edit high «kubectl patch cronjob {name} -n {namespace} -p '{\"spec\":{\"suspend\":true}}'»

EXEC_INTO_POD:

TOOL: kubectl
RUN: kubectl exec -it {pod-name} -n {namespace} -- /bin/sh⇒ manual/hot-patch low «kubectl exec -it {pod-name} -n {namespace} -- /bin/sh»
RULE: for debugging only — NEVER hot-patch running pods

ON_DEPLOYMENT_TASK:

4. APPLY manifest: kubectl apply -f {manifest} -n {namespace}⇒ manual/kubectl-write critical «kubectl apply -f {manifest} -n {namespace}»
5. VERIFY pod running and healthy
";

#[test]
fn each_document_gives_what_a_reviewer_marks() {
    for document in [PITFALLS, REMEDIES, STORY, OPERATIONS] {
        let (mut text, mut expected) = (String::new(), Vec::new());
        for line in document.split_inclusive('\n') {
            let (written, expects) =
                line.trim_end_matches('\n').split_once('⇒').unwrap_or((line.trim_end_matches('\n'), ""));
            text.push_str(written);
            text.push('\n');
            if !expects.is_empty() {
                expected.push(expects.replace(['«', '»'], "").trim().to_lowercase());
            }
        }
        let mut found = levels(&added("version: 1\nprofile: strict\n", &[("docs/page.txt", &text)]));
        found.retain(|line| !line.starts_with("image/"));
        assert_eq!(found, expected, "{text}");
    }
}
