//! What is known about registries by their names.

use crate::fact::Image;

/// Registries that anybody may pull from, where a publisher rebuilds an image under its tag to bring security updates.
const PUBLIC: &[&str] = &[
    "cgr.dev", "codeberg.org", "cr.l5d.io", "docker.elastic.co", "docker.io", "docker.n8n.io", "factory.talos.dev",
    "gcr.io", "ghcr.io", "index.docker.io", "k8s.gcr.io", "lscr.io", "mcr.microsoft.com", "mirror.gcr.io", "nvcr.io",
    "public.ecr.aws", "quay.io", "reg.kyverno.io", "registry.access.redhat.com", "registry.gitlab.com",
    "registry.hub.docker.com", "registry.istio.io", "registry.k8s.io", "registry.redhat.io",
];

/// Whether anybody may pull it.
pub(super) fn is_public(image: &Image) -> bool {
    image.registry().is_some_and(|registry| PUBLIC.contains(&registry))
}

/// Whether it is one of Docker Hub's official images.
pub(super) fn is_official(image: &Image) -> bool {
    let name = image.full_name();
    let library = |name: &str| {
        ["docker.io/library/", "public.ecr.aws/docker/library/", "mirror.gcr.io/library/"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
    };
    name.is_some_and(|name| library(&name))
}
