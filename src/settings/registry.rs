//! `registry:`, how images are looked up in their registries, and what must hold for them there.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::place::{Pairs, Placed};
use super::{FileContext, Key, Merge, Period, Refusal, Shown, Size, section};
use crate::answers::{Platform, Signer};
use crate::finding::Profile;

section! {
    /// How images are looked up in their registries.
    #[schemars(rename = "Registry")]
    pub struct Registry from RegistryKeys {
        /// What happens when a registry cannot answer: `fail` ends the run with exit code 3, `warn` lists what was not verified,
        /// `skip` only counts it. Left out: `fail` under `profile: strict`, else `warn`. Only allowed in the root policy.
        #[example = "fail"]
        on_error: Option<OnError>,

        /// How long all registries together may take. Only allowed in the root policy.
        #[example = "1m"]
        timeout: Timeout,

        /// The platforms that every image must run on. Empty: not checked.
        #[example = "[linux/amd64, linux/arm64]"]
        platforms: Vec<Platform>,

        /// Registries that need settings of their own, by host and port. A private or loopback address is contacted only if its host is
        /// listed here. Only allowed in the root policy.
        #[example = r#"
    "127.0.0.1:5000": { plain_http: true }
    "registry.example.org:8443": { ca: certs/ca.pem, mirror_of: docker.io }"#]
        hosts: BTreeMap<String, Host>,

        /// The provenance that your own images (`images.own`) must have. Left out: not checked.
        #[example = r#"{ builders: ["https://github.com/actions/runner"], source: "https://github.com/example/app" }"#]
        provenance: Option<Provenance>,

        /// The scan for vulnerabilities that your own images must have. Left out: not checked.
        #[example = "{ max_age: 30d }"]
        scan_evidence: Option<ScanEvidence>,

        /// How many earlier tags of your own images must remain, so that a rollback finds its image. Left out: not checked.
        #[example = "10"]
        retention: Option<u32>,

        /// The most that an image may weigh, compressed, on one platform. Left out: not checked.
        #[example = "500MB"]
        max_size: Option<Size>,

        /// The oldest that a base image may be. Left out: not checked.
        #[example = "90d"]
        max_base_age: Option<Period>,

        /// Whether images must name a user other than root. Checked in the image itself, where no manifest overrides it.
        #[example = "true"]
        non_root: bool,
    }
}

impl Registry {
    /// What a registry that cannot answer means under `profile`.
    #[must_use]
    pub fn on_error(&self, profile: Profile) -> OnError {
        let default = if profile == Profile::Strict { OnError::Fail } else { OnError::Warn };
        self.on_error.unwrap_or(default)
    }
}

/// What happens when a registry cannot answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OnError {
    /// The run is incomplete: exit code 3.
    Fail,
    /// Each image that was not verified is listed.
    Warn,
    /// They are counted.
    Skip,
}

/// How far a claim about an image is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// An attestation of the right kind exists.
    Present,
    /// It also names this image, and the builder and the source that the policy expects. Nobody has checked its signature.
    Structure,
    /// It is also signed by an identity that the policy names.
    Verified,
}

/// A setting of the run as a whole.
fn only_at_the_root(key: &str, span: crate::text::Span, cx: &FileContext<'_>) -> Result<(), Refusal> {
    if cx.is_root {
        return Ok(());
    }
    Err(Refusal::new(span, format!("`registry.{key}` is only allowed in the root policy"))
        .with_help("remove it here: it applies to the run as a whole"))
}

impl Key for Option<OnError> {
    type Written = Placed<OnError>;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        only_at_the_root("on_error", written.span, cx)?;
        *self = Some(written.value);
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::optional(self.as_ref().map(Shown::of))
    }
}

impl Key for Option<u32> {
    type Written = u32;

    fn take(&mut self, written: &u32, _: &mut FileContext<'_>) -> Result<(), Refusal> {
        *self = Some(*written);
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::optional(self.as_ref().map(Shown::of))
    }
}

/// How long all registries together may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeout(pub Period);

impl Default for Timeout {
    fn default() -> Self {
        Self(Period::seconds(30))
    }
}

impl Key for Timeout {
    type Written = Placed<String>;

    fn take(&mut self, written: &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        only_at_the_root("timeout", written.span, cx)?;
        self.0 = Period::read(written)?;
        Ok(())
    }

    fn shown(&self) -> Shown {
        self.0.shown()
    }
}

impl Key for Vec<Platform> {
    type Written = Vec<Placed<String>>;

    fn take(&mut self, written: &Self::Written, _: &mut FileContext<'_>) -> Result<(), Refusal> {
        *self = written.iter().map(platform).collect::<Result<_, _>>()?;
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::texts(self.iter().map(Platform::as_str))
    }
}

fn platform(written: &Placed<String>) -> Result<Platform, Refusal> {
    Platform::parse(&written.value).ok_or_else(|| {
        Refusal::new(written.span, format!("`{}` is not a platform", written.value))
            .with_help("write it as `linux/amd64`, or `linux/arm/v7` with a variant")
    })
}

/// A registry with settings of its own.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RegistryHost")]
pub struct Host {
    /// Whether it is asked without TLS.
    #[serde(default)]
    pub plain_http: bool,

    /// The file with the certificates (PEM) that sign its own, from the root of the repository.
    pub ca: Option<String>,

    /// The registry that it mirrors: it is asked first, and must give the same bytes.
    pub mirror_of: Option<String>,
}

impl Key for BTreeMap<String, Host> {
    type Written = Pairs<Host>;

    const MERGE: Merge = Merge::ByKey;

    fn take(&mut self, Pairs(written): &Self::Written, cx: &mut FileContext<'_>) -> Result<(), Refusal> {
        for (name, host) in written {
            only_at_the_root("hosts", name.span, cx)?;
            if name.value.is_empty() || name.value.contains(['/', '@', ' ']) {
                return Err(Refusal::new(name.span, format!("`{}` is not a host", name.value))
                    .with_help("write the host, and its port if it has one: `registry.example.org:8443`"));
            }
            self.insert(name.value.clone(), host.clone());
        }
        Ok(())
    }

    fn shown(&self) -> Shown {
        let host = |host: &Host| {
            let Host { plain_http, ca, mirror_of } = host;
            Shown::mapping([
                ("plain_http", plain_http.then(|| Shown::of(plain_http))),
                ("ca", ca.as_deref().map(Shown::text)),
                ("mirror_of", mirror_of.as_deref().map(Shown::text)),
            ])
        };
        Shown::Mapping(self.iter().map(|(name, one)| (name.clone(), host(one))).collect())
    }
}

/// The provenance that an image must have.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Provenance")]
pub(crate) struct ProvenanceKeys {
    /// How far it is checked.
    #[schemars(extend("default" = "structure"))]
    tier: Option<Tier>,

    /// The builders that count, as prefixes of `builder.id`. Empty: any.
    #[serde(default)]
    builders: Vec<String>,

    /// The repository that the image must be built from. Left out: any.
    source: Option<String>,

    /// Who must have signed it, for `tier: verified`.
    signer: Option<SignerKeys>,
}

/// The provenance that an image must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// How far it is checked.
    pub tier: Tier,
    /// The builders that count, as prefixes of `builder.id`. Empty: any.
    pub builders: Vec<String>,
    /// The repository that the image must be built from.
    pub source: Option<String>,
    /// Who must have signed it.
    pub signer: Option<Signer>,
}

/// Who must have signed an attestation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Signer")]
pub(crate) struct SignerKeys {
    /// The identity in the signing certificate: a workflow's address, or an e-mail address.
    identity: String,

    /// Who vouches for it: `https://token.actions.githubusercontent.com`.
    issuer: String,

    /// The file with the trusted roots, from the root of the repository. Left out: the public ones that this program brings.
    trusted_root: Option<String>,
}

/// The scan for vulnerabilities that an image must have.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ScanEvidence")]
pub(crate) struct ScanEvidenceKeys {
    /// The oldest that it may be. Left out: any age.
    #[schemars(example = "30d")]
    max_age: Option<Placed<String>>,

    /// How far the attestation is checked.
    #[schemars(extend("default" = "structure"))]
    tier: Option<Tier>,
}

/// The scan for vulnerabilities that an image must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScanEvidence {
    /// The oldest that it may be.
    pub max_age: Option<Period>,
    /// How far the attestation is checked.
    pub tier: Tier,
}

impl Key for Option<Provenance> {
    type Written = Placed<ProvenanceKeys>;

    fn take(&mut self, written: &Self::Written, _: &mut FileContext<'_>) -> Result<(), Refusal> {
        let ProvenanceKeys { tier, builders, source, signer } = written.value.clone();
        let tier = tier.unwrap_or(Tier::Structure);
        if tier == Tier::Verified && signer.is_none() {
            return Err(Refusal::new(written.span, "`tier: verified` needs a `signer`")
                .with_help("say whose signature counts: `signer: { identity: …, issuer: … }`"));
        }
        let signer =
            signer.map(|SignerKeys { identity, issuer, trusted_root }| Signer { identity, issuer, trusted_root });
        *self = Some(Provenance { tier, builders, source, signer });
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::optional(self.as_ref().map(|Provenance { tier, builders, source, signer }| {
            let signer = signer.as_ref().map(|Signer { identity, issuer, trusted_root }| {
                Shown::mapping([
                    ("identity", Some(Shown::text(identity))),
                    ("issuer", Some(Shown::text(issuer))),
                    ("trusted_root", trusted_root.as_deref().map(Shown::text)),
                ])
            });
            Shown::mapping([
                ("tier", Some(Shown::of(tier))),
                ("builders", Shown::some_texts(builders)),
                ("source", source.as_deref().map(Shown::text)),
                ("signer", signer),
            ])
        }))
    }
}

impl Key for Option<ScanEvidence> {
    type Written = ScanEvidenceKeys;

    fn take(&mut self, written: &Self::Written, _: &mut FileContext<'_>) -> Result<(), Refusal> {
        let ScanEvidenceKeys { max_age, tier } = written;
        let max_age = max_age.as_ref().map(Period::read).transpose()?;
        *self = Some(ScanEvidence { max_age, tier: tier.unwrap_or(Tier::Structure) });
        Ok(())
    }

    fn shown(&self) -> Shown {
        Shown::optional(self.as_ref().map(|ScanEvidence { max_age, tier }| {
            let max_age = max_age.map(|age| Shown::text(&age.to_string()));
            Shown::mapping([("max_age", max_age), ("tier", Some(Shown::of(tier)))])
        }))
    }
}
