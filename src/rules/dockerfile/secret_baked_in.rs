//! Credentials in layers.

use super::files;
use crate::change::Change;
use crate::fact::{Baked, BakedKind, Worth};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// A credential or key file is baked into an image layer.
    ///
    /// ## Why
    /// Anyone who can pull the image can read its layers and its history. A later `RUN rm` or an empty `ENV` hides nothing, and
    /// an `ARG` shows up in `docker history`. A credential that was ever in an image has to be revoked and replaced.
    ///
    /// ## Examples
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +ENV DB_PASSWORD=kS8-vQ2_mZx1
    ///                  ^^^^^^^^^^^^ `DB_PASSWORD` is baked into an image layer by `ENV`
    /// ```
    ///
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +COPY deploy/id_rsa /root/.ssh/id_rsa
    ///       ^^^^^^^^^^^^^ `deploy/id_rsa`, a private key, is baked into an image layer by `COPY`
    /// ```
    ///
    /// A secret mount leaves nothing in the image, and a placeholder is not a secret:
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
    /// +COPY deploy/id_rsa.pub certs/ca.pem /etc/trust/
    /// +RUN SECRET_KEY_BASE=dummy bin/rails assets:precompile
    /// +ENV DB_PASSWORD_FILE=/run/secrets/db
    /// ```
    "dockerfile/secret-baked-in" {
        standard: Critical, strict: Critical, confidence: Likely,
        check: Check::Baked(check),
    }
}

fn check(_: &Context<'_>, baked: Change<&Baked>) -> Option<Finding> {
    let baked = baked.after()?;
    let verb = baked.owner.split(' ').next().unwrap_or_default();
    match &baked.what {
        BakedKind::Value { name, worth, .. } => value(baked, verb, name, *worth),
        BakedKind::File { path } => file(baked, verb, path),
    }
}

fn value(baked: &Baked, verb: &str, name: &str, worth: Worth) -> Option<Finding> {
    let finding = Finding::at(&baked.site, format!("`{name}` is baked into an image layer by `{verb}`"));
    match worth {
        Worth::Nothing => None,
        Worth::Weak => Some(
            finding
                .at_most(Severity::Low, Severity::Medium)
                .help("set it at run time: a guessable password protects nothing"),
        ),
        Worth::Credential => {
            Some(finding.help("revoke and replace it, and set it at run time or use `RUN --mount=type=secret`"))
        }
    }
}

fn file(baked: &Baked, verb: &str, path: &str) -> Option<Finding> {
    let secret = files::secret(path)?;
    let finding =
        Finding::at(&baked.site, format!("`{path}`, {}, is baked into an image layer by `{verb}`", secret.what))
            .help("mount it only for the command that needs it: `RUN --mount=type=secret,id=…`");
    let is_test = path.split('/').any(|part| matches!(part, "test" | "tests" | "testdata" | "fixtures" | "examples"));
    let lowered = is_test || !secret.is_certain;
    Some(if lowered { finding.at_most(Severity::Low, Severity::Medium) } else { finding })
}
