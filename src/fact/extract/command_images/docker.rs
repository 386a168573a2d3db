//! Docker and what takes its commands. (<https://docs.docker.com/reference/cli/docker/>)

use super::flags::{self, Piece, Told, Valued, told};
use super::{Sink, Use};
use crate::document::shell::Word;

/// Flags in front of the verb.
const GLOBAL: Valued = Valued {
    long: &[
        "address", "config", "connection", "context", "host", "log-level", "namespace", "root", "runroot",
        "snapshotter", "storage-driver", "storage-opt", "tlscacert", "tlscert", "tlskey", "url",
    ],
    short: b"HlcnA",
};

/// Flags of `run` and `create`, of Podman and nerdctl too.
const RUN: Valued = Valued {
    long: &[
        "add-host", "annotation", "arch", "attach", "authfile", "blkio-weight", "blkio-weight-device", "cap-add",
        "cap-drop", "cgroup-conf", "cgroup-parent", "cgroupns", "cgroups", "chrootdirs", "cidfile", "conmon-pidfile",
        "constraint", "cpu-count", "cpu-percent", "cpu-period", "cpu-quota", "cpu-rt-period", "cpu-rt-runtime",
        "cpu-shares", "cpus", "cpuset-cpus", "cpuset-mems", "creds", "decryption-key", "detach-keys", "device",
        "device-cgroup-rule", "device-read-bps", "device-read-iops", "device-write-bps", "device-write-iops", "dns",
        "dns-opt", "dns-option", "dns-search", "domainname", "endpoint-mode", "entrypoint", "env", "env-file",
        "env-merge", "expose", "gidmap", "gpus", "group-add", "group-entry", "health-cmd", "health-interval",
        "health-on-failure", "health-retries", "health-start-interval", "health-start-period", "health-timeout",
        "hooks-dir", "host", "hostname", "hostuser", "image-volume", "init-ctr", "init-path", "io-maxbandwidth",
        "io-maxiops", "ip", "ip6", "ipc", "isolation", "kernel-memory", "label", "label-file", "limit-cpu",
        "limit-memory", "link", "link-local-ip", "log-driver", "log-opt", "mac-address", "memory",
        "memory-reservation", "memory-swap", "memory-swappiness", "mode", "mount", "name", "net", "net-alias",
        "network", "network-alias", "oom-score-adj", "os", "passwd-entry", "personality", "pid", "pidfile",
        "pids-limit", "platform", "pod", "pod-id-file", "preserve-fd", "preserve-fds", "publish", "pull", "replicas",
        "requires", "reserve-cpu", "reserve-memory", "restart", "restart-condition", "retry", "retry-delay", "runtime",
        "sdnotify", "seccomp-policy", "secret", "security-opt", "shm-size", "shm-size-systemd", "snapshotter",
        "stop-signal", "stop-timeout", "storage-opt", "subgidname", "subuidname", "sysctl", "systemd", "timeout",
        "tmpfs", "tz", "uidmap", "ulimit", "umask", "unsetenv", "update-delay", "user", "userns", "uts", "variant",
        "volume", "volume-driver", "volumes-from", "workdir",
    ],
    short: b"aceghlmpuvw",
};

/// Flags of builds.
const BUILD: Valued = Valued {
    long: &[
        "add-host", "allow", "annotation", "arch", "attest", "authfile", "build-arg", "build-context", "builder",
        "cache-from", "cache-to", "cgroup-parent", "cpu-quota", "file", "format", "iidfile", "isolation", "label",
        "manifest", "memory", "metadata-file", "network", "no-cache-filter", "output", "platform", "progress",
        "provenance", "sbom", "secret", "security-opt", "shm-size", "ssh", "tag", "target", "ulimit", "volume",
    ],
    short: b"tfomcv",
};

/// Flags of what moves images.
const MOVE: Valued = Valued {
    long: &[
        "arch", "authfile", "cert-dir", "creds", "format", "from", "name", "only-severity", "os", "output", "platform",
        "retry", "retry-delay", "sign-by", "signature-policy", "tag", "variant",
    ],
    short: b"ofte",
};

/// Reads a command of Docker's.
pub(super) fn read(args: &[Word], sink: &mut Sink<'_>) {
    let Some((verb, rest)) = flags::verb(args, GLOBAL) else { return };
    match verb.as_ref() {
        "container" | "image" | "buildx" | "builder" | "service" | "manifest" | "trust" | "scout" => {
            let Some((inner, rest)) = flags::verb(rest, GLOBAL) else { return };
            grouped(&verb, &inner, rest, sink);
        }
        verb => plain(verb, rest, sink),
    }
}

/// `docker image pull`, `docker buildx build`.
fn grouped(group: &str, verb: &str, rest: &[Word], sink: &mut Sink<'_>) {
    match (group, verb) {
        ("container", "run" | "create") | ("image", "pull" | "push" | "tag" | "save" | "build") => {
            plain(verb, rest, sink);
        }
        ("buildx" | "builder", "build" | "b") => plain("build", rest, sink),
        ("buildx", "imagetools") => image_tools(rest, sink),
        ("service", "create") => plain("create", rest, sink),
        ("service", "update") => told(rest, Valued { long: &["image"], short: b"" }, false)
            .values(&["image"])
            .for_each(|image| sink.image("service update", Use::Pulled, image)),
        ("manifest", "create") => made_of("manifest create", &told(rest, MOVE, false), sink),
        ("manifest" | "trust", "push" | "sign") => all(verb, Use::Handled, &told(rest, MOVE, false), sink),
        ("scout", "cves" | "quickview" | "recommendations" | "sbom" | "compare") => {
            all("scout", Use::Handled, &told(rest, MOVE, false), sink);
        }
        _ => {}
    }
}

fn plain(verb: &str, rest: &[Word], sink: &mut Sink<'_>) {
    match verb {
        "run" | "create" => run(verb, rest, sink),
        "pull" => all(verb, Use::Pulled, &told(rest, MOVE, false), sink),
        "push" | "save" | "sbom" | "scan" => all(verb, Use::Handled, &told(rest, MOVE, false), sink),
        "build" => {
            let told = told(rest, BUILD, false);
            told.values(&["t", "tag"]).for_each(|tag| sink.image(verb, Use::Made, tag));
        }
        "tag" => {
            let told = told(rest, MOVE, false);
            told.words.iter().skip(1).for_each(|target| sink.image(verb, Use::Made, target));
        }
        "commit" => {
            let told = told(rest, Valued { long: &["author", "change", "message"], short: b"acm" }, false);
            told.words.iter().skip(1).for_each(|target| sink.image(verb, Use::Made, target));
        }
        _ => {}
    }
}

/// The image is the first word that is neither a flag nor a flag's value; what follows it is the container's.
fn run(verb: &str, mut rest: &[Word], sink: &mut Sink<'_>) {
    loop {
        let told = told(rest, RUN, true);
        let Some(first) = told.words.first() else { return };
        if !holds_flags(first) {
            return sink.image(verb, Use::Pulled, first);
        }
        let Some(at) = rest.iter().position(|word| std::ptr::eq(word, first.word)) else { return };
        rest = &rest[at + 1..];
    }
}

/// Whether a word is a variable that holds flags, by its name: `$DOCKER_OPTS`, `"${run_args[@]}"`.
fn holds_flags(piece: &Piece<'_>) -> bool {
    let text = piece.text().to_ascii_lowercase();
    let is_variable = piece.word.is_open && text.starts_with('$') && !text.contains(['/', ':']);
    is_variable
        && ["opt", "arg", "flag", "param", "env", "mount", "volume", "tty", "port"]
            .iter()
            .any(|word| text.contains(word))
}

fn all(verb: &str, usage: Use, told: &Told<'_>, sink: &mut Sink<'_>) {
    told.words.iter().for_each(|word| sink.image(verb, usage, word));
}

/// The first is made of the others.
fn made_of(verb: &str, told: &Told<'_>, sink: &mut Sink<'_>) {
    for (index, word) in told.words.iter().enumerate() {
        sink.image(verb, if index == 0 { Use::Made } else { Use::Handled }, word);
    }
}

/// `docker buildx imagetools create -t new old`.
fn image_tools(rest: &[Word], sink: &mut Sink<'_>) {
    let Some((verb, rest)) = flags::verb(rest, GLOBAL) else { return };
    if verb == "create" {
        let told = told(rest, BUILD, false);
        told.values(&["t", "tag"]).for_each(|tag| sink.image("imagetools create", Use::Made, tag));
        all("imagetools create", Use::Handled, &told, sink);
    }
}

/// Buildah. (<https://github.com/containers/buildah/tree/main/docs>)
pub(super) fn buildah(args: &[Word], sink: &mut Sink<'_>) {
    let Some((verb, rest)) = flags::verb(args, GLOBAL) else { return };
    match verb.as_ref() {
        "from" => {
            let told = told(rest, RUN, true);
            told.words.iter().for_each(|image| sink.image("from", Use::Pulled, image));
        }
        "bud" | "build" | "build-using-dockerfile" => plain("build", rest, sink),
        "commit" => {
            let told = told(rest, BUILD, false);
            told.words.iter().skip(1).for_each(|target| sink.image("commit", Use::Made, target));
        }
        "pull" | "push" | "tag" => plain(&verb, rest, sink),
        _ => {}
    }
}
