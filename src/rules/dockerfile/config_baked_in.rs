//! One zone's configuration in an image that all zones run.

use super::files;
use crate::change::Change;
use crate::fact::{Baked, BakedKind};
use crate::finding::Finding;
use crate::rule::{Check, Context};

crate::rule! {
    /// An instruction puts one zone's configuration into the image.
    ///
    /// ## Why
    /// The image that staging tried out should be the one that production runs. With an environment file, a zone's settings or a zone's
    /// host inside, each zone needs an image of its own, and none was tried out before it ships.
    ///
    /// ## Examples
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +COPY package.json .env ./
    ///                    ^^^^ `COPY` puts `.env`, an environment file, into the image
    /// ```
    ///
    /// ```diff Dockerfile
    ///  FROM alpine:3.20
    /// +COPY config.production.yaml /etc/web/config.yaml
    ///       ^^^^^^^^^^^^^^^^^^^^^^ `COPY` puts `config.production.yaml`, one zone's configuration, into the image
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
    ///              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ `ENV API_URL` names a host of the zone `staging`
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
                format!("`{verb}` puts `{path}`, {what}, into the image"),
                "mount it, or give its values as the environment, at run time",
            )
        }
        BakedKind::Value { name, host, .. } => {
            let host = host.as_deref().filter(|_| verb == "ENV")?;
            let zone = zones.find(|zone| host.split(['.', '-', '_']).any(|label| label == zone))?;
            (format!("`ENV {name}` names a host of the zone `{zone}`"), "give it at run time: each zone has its own")
        }
    };
    Some(Finding::at(&baked.site, message).help(help))
}
