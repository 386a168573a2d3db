//! One zone's configuration in an image that all zones run.

use super::files;
use crate::change::Change;
use crate::fact::{Baked, BakedKind};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// One zone's configuration is baked into the image.
    ///
    /// ## Why
    /// The image tested in staging should be the one that runs in production. If an environment file, a zone's settings or a
    /// zone's host is baked in, each zone needs its own image, and the one that ships was never tested.
    ///
    /// ## Examples
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +COPY package.json .env ./
    ///                    ^^^^ `.env`, an environment file, is baked into the image by `COPY`
    /// ```
    ///
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +COPY config.production.yaml /etc/web/config.yaml
    ///       ^^^^^^^^^^^^^^^^^^^^^^ `config.production.yaml`, one zone's configuration, is baked into the image by `COPY`
    /// ```
    ///
    /// ### A zone's host
    /// ```yaml .portcullis.yaml
    /// version: 1
    /// zones:
    ///   staging: { paths: ["deploy/staging/**"] }
    /// ```
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +ENV API_URL=https://api.staging.example.org/v1
    ///              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `ENV API_URL` hard-codes a host of zone `staging`
    /// ```
    ///
    /// ### What all zones share
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +COPY config.yaml .env.example /etc/web/
    /// +ENV API_URL=https://api.staging.example.org/v1
    /// ```
    "dockerfile/config-baked-in" {
        standard: Medium, strict: High, confidence: Likely,
        check: Check::Baked(check),
    }
}

fn check(cx: &Context<'_>, baked: Change<&Baked>) -> Option<Finding> {
    let baked = baked.after()?;
    let verb = baked.owner.split(' ').next().unwrap_or_default();
    let mut zones = cx.settings.zones.iter().map(|zone| zone.name.to_ascii_lowercase());
    let (message, help) = match &baked.what {
        BakedKind::File { path } => {
            let what = files::configuration(path, &zones.collect::<Vec<_>>())?;
            (
                format!("`{path}`, {what}, is baked into the image by `{verb}`"),
                "mount it at run time, or pass its values as environment variables",
            )
        }
        BakedKind::Value { name, host, .. } => {
            let host = host.as_deref().filter(|_| verb == "ENV")?;
            let zone = zones.find(|zone| host.split(['.', '-', '_']).any(|label| label == zone))?;
            (format!("`ENV {name}` hard-codes a host of zone `{zone}`"), "set it at run time: each zone has its own")
        }
    };
    Some(Finding::at(&baked.site, message).help(help))
}
