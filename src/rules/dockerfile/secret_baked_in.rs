//! Credentials in layers.

use super::files;
use crate::change::Change;
use crate::fact::{Baked, BakedKind, Worth};
use crate::finding::{Finding, Severity};
use crate::rule::{Check, Context};

crate::rule! {
    /// An instruction puts a credential or a key file into a layer.
    ///
    /// ## Why
    /// Whoever can pull the image can read each of its layers and its history. A later `RUN rm` or an empty `ENV` hides nothing, and an
    /// `ARG` shows in `docker history`. A credential that was once in an image has to be renewed.
    ///
    /// ## Examples
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +ENV DB_PASSWORD=kS8-vQ2_mZx1
    ///                  ^^^^^^^^^^^^ `ENV` puts the value of `DB_PASSWORD` into a layer
    /// ```
    ///
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +COPY deploy/id_rsa /root/.ssh/id_rsa
    ///       ^^^^^^^^^^^^^ `COPY` puts `deploy/id_rsa`, a private key, into a layer
    /// ```
    ///
    /// A secret mount leaves nothing in the image, and a placeholder is no secret:
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
    let finding = Finding::at(&baked.site, format!("`{verb}` puts the value of `{name}` into a layer"));
    match worth {
        Worth::Nothing => None,
        Worth::Weak => Some(
            finding
                .at_most(Severity::Low, Severity::Medium)
                .help("give it at run time: a password that anybody guesses protects nothing"),
        ),
        Worth::Credential => {
            Some(finding.help("renew it, give it at run time, or pass it to the build with `RUN --mount=type=secret`"))
        }
    }
}

fn file(baked: &Baked, verb: &str, path: &str) -> Option<Finding> {
    let secret = files::secret(path)?;
    let finding = Finding::at(&baked.site, format!("`{verb}` puts `{path}`, {}, into a layer", secret.what))
        .help("mount it for the one command that needs it: `RUN --mount=type=secret,id=…`");
    let is_test = path.split('/').any(|part| matches!(part, "test" | "tests" | "testdata" | "fixtures" | "examples"));
    let lowered = is_test || !secret.is_certain;
    Some(if lowered { finding.at_most(Severity::Low, Severity::Medium) } else { finding })
}
