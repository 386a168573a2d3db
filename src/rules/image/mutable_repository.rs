//! `image/mutable-repository`.

use crate::change::Change;
use crate::fact::ImageRepository;
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A repository for images lets a tag be pushed again with other content.
    ///
    /// ## Why
    /// Whoever can push can replace a released version, by mistake or on purpose, and nothing in the repository shows it. A
    /// registry that refuses to overwrite tags rules that out.
    ///
    /// It is read in Terraform (`aws_ecr_repository`, `google_artifact_registry_repository`), CloudFormation and Kubernetes objects
    /// for ECR. A change that allows overwriting is high, a repository that never forbade it medium.
    ///
    /// ## Examples
    /// ```diff infra/registry.tf
    ///  resource "aws_ecr_repository" "web" {
    ///    name                 = "team/web"
    /// -  image_tag_mutability = "IMMUTABLE"
    /// +  image_tag_mutability = "MUTABLE"
    ///                            ^^^^^^^ `aws_ecr_repository.web` lets tags be overwritten
    ///  }
    /// ```
    /// ```yaml infra/registry.tf
    /// resource "google_artifact_registry_repository" "images" {
    ///                                                 ^^^^^^ `google_artifact_registry_repository.images` lets tags be overwritten
    ///   repository_id = "images"
    ///   format        = "DOCKER"
    /// }
    /// ```
    /// ```yaml infra/registry.tf
    /// resource "google_artifact_registry_repository" "images" {
    ///   repository_id = "images"
    ///   format        = "DOCKER"
    ///   docker_config {
    ///     immutable_tags = true
    ///   }
    /// }
    /// ```
    "image/mutable-repository" {
        standard: High, strict: High, confidence: Certain,
        check: Check::ImageRepository(check),
    }
}

fn check(_: &Context<'_>, repository: Change<&ImageRepository>) -> Option<Finding> {
    let after = repository.after().filter(|after| after.is_mutable.get() == Some(&true))?;
    let finding = Finding::at(&after.site, format!("`{}` lets tags be overwritten", after.owner))
        .help("make its tags immutable, and give every build a tag of its own");
    Some(match repository.before().filter(|before| before.is_mutable.get() == Some(&false)) {
        Some(before) => finding.related(&before.site, "was"),
        None => finding.at_most(Severity::Medium, Severity::High),
    })
}
