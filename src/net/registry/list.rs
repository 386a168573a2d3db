//! Lists: the tags of a repository, and what refers to a manifest.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::client::Site;
use super::manifest::{ACCEPT, Content, MOST_ENTRIES, Manifest, json};
use super::name::is_tag;
use super::{Client, Descriptor, Digest, Failure, Outcome, Reference, Repository};
use crate::net::http::next_page;

/// The most pages of each list, and the most tags that they have together.
const MOST_TAG_PAGES: usize = 50;
const MOST_REFERRER_PAGES: usize = 5;
const MOST_TAGS: usize = 50_000;

/// How many tags a page has: the most that Amazon's registry gives.
const TAGS_PER_PAGE: usize = 1_000;

/// The most that is read of a page.
const PAGE_CAP: usize = 4 << 20;

/// Where cosign keeps what it says of an image: signature and attestations, under the image's digest.
/// <https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md#tag-based-discovery>
const COSIGN: [&str; 2] = ["sig", "att"];

#[derive(Deserialize)]
struct Tags {
    /// Null where there are none. An answer without it is not a list.
    #[serde(deserialize_with = "Option::deserialize")]
    tags: Option<Vec<String>>,
}

impl Client {
    /// The tags of a repository, sorted, without those that stand for something that refers to a manifest. The registry itself is asked,
    /// and a mirror only where that is not there: a mirror may have some of the tags.
    ///
    /// # Errors
    /// See [`Failure`]: among others, a list without end.
    pub async fn tags(&self, repository: &Repository) -> Outcome<Vec<String>> {
        let mut sites = self.sites(repository)?;
        sites.rotate_right(1);
        let mut last = Failure::NotFound;
        for site in sites {
            match self.tags_at(&site).await.map_err(|failure| self.exchange.tell(failure)) {
                Err(failure @ Failure::Unreachable(_)) if !site.is_mirror => last = failure,
                Err(_) if site.is_mirror => {}
                answer => return answer,
            }
        }
        Err(last)
    }

    async fn tags_at(&self, site: &Site) -> Outcome<Vec<String>> {
        let mut tags = BTreeSet::new();
        let mut page = format!("tags/list?n={TAGS_PER_PAGE}");
        for _ in 0..MOST_TAG_PAGES {
            let reply = self.get(site, &page, "application/json", PAGE_CAP).await?;
            let told: Tags = json(&reply.body)?;
            let before = tags.len();
            tags.extend(told.tags.unwrap_or_default().into_iter().filter(|tag| is_tag(tag)));
            let next = next_page(&reply.headers).map(|next| inside(site, &page, "tags/list", next)).transpose()?;
            let Some(next) = next else {
                return Ok(tags.into_iter().filter(|tag| !stands_for_a_digest(tag)).collect());
            };
            if tags.len() == before || tags.len() > MOST_TAGS {
                break;
            }
            page = next;
        }
        Failure::malformed("its list of tags does not end")
    }

    /// What refers to a manifest: signatures, attestations, whatever names it as its subject. The registry's own list of them, or the tag
    /// that stands for it where a registry has no such list; and what cosign keeps under tags. That a mirror has none does not mean that
    /// there are none.
    ///
    /// # Errors
    /// See [`Failure`]. There are no referrers only where every place said so.
    pub async fn referrers(&self, repository: &Repository, digest: &Digest) -> Outcome<Vec<Descriptor>> {
        let mut last = Ok(Vec::new());
        for site in self.sites(repository)? {
            last = self.referrers_at(&site, digest).await.map_err(|failure| self.exchange.tell(failure));
            if last.as_ref().is_ok_and(|found| !found.is_empty()) {
                break;
            }
        }
        last
    }

    async fn referrers_at(&self, site: &Site, digest: &Digest) -> Outcome<Vec<Descriptor>> {
        let tag = format!("{}-{}", digest.algorithm(), digest.hex());
        let mut found = match self.listed_referrers(site, digest).await? {
            Some(found) => found,
            None => self.tagged_referrers(site, &tag).await?,
        };
        for kind in COSIGN {
            let tag = format!("{tag}.{kind}");
            match self.head_at(site, &Reference::Tag(tag.clone())).await {
                Ok(kept) => found.push(Descriptor {
                    media_type: kept.media_type,
                    digest: kept.digest,
                    size: kept.size.unwrap_or_default(),
                    artifact_type: None,
                    annotations: std::collections::BTreeMap::new(),
                    platform: None,
                    tag: Some(tag),
                }),
                Err(Failure::NotFound) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(found)
    }

    /// The registry's own list; nothing where it has no such lists.
    /// <https://github.com/opencontainers/distribution-spec/blob/main/spec.md#listing-referrers>
    async fn listed_referrers(&self, site: &Site, digest: &Digest) -> Outcome<Option<Vec<Descriptor>>> {
        let mut found = Vec::new();
        let mut page = format!("referrers/{digest}");
        for _ in 0..MOST_REFERRER_PAGES {
            let reply = match self.get(site, &page, "application/vnd.oci.image.index.v1+json", PAGE_CAP).await {
                Err(Failure::NotFound) if found.is_empty() => return Ok(None),
                reply => reply?,
            };
            found.extend(entries(&reply.body)?);
            if found.len() > MOST_ENTRIES {
                return Failure::malformed(format!("it has more than {MOST_ENTRIES} referrers"));
            }
            match next_page(&reply.headers) {
                Some(next) => page = inside(site, &page, "referrers/", next)?,
                None => return Ok(Some(found)),
            }
        }
        Failure::malformed("its list of referrers does not end")
    }

    /// The index under the tag that stands for the list.
    /// <https://github.com/opencontainers/distribution-spec/blob/main/spec.md#referrers-tag-schema>
    async fn tagged_referrers(&self, site: &Site, tag: &str) -> Outcome<Vec<Descriptor>> {
        match self.get(site, &format!("manifests/{tag}"), ACCEPT, PAGE_CAP).await {
            Err(Failure::NotFound) => Ok(Vec::new()),
            reply => entries(&reply?.body),
        }
    }
}

fn entries(body: &[u8]) -> Outcome<Vec<Descriptor>> {
    match Manifest::read(body, None)?.content {
        Content::Index { entries } => Ok(entries),
        Content::Image { .. } => Failure::malformed("its list of referrers is not an index"),
    }
}

/// The next page of the list `list`, as a route of the same repository of the same site.
fn inside(site: &Site, page: &str, list: &str, next: &str) -> Outcome<String> {
    let elsewhere = || Failure::NotAllowed("the next page of its list is somewhere else".to_owned());
    let root = format!("/v2/{}/", site.repository.path());
    let url = site.url().join(&root).and_then(|url| url.join(page)).and_then(|url| url.join(next));
    let url = url.ok().filter(|url| url.origin() == site.url().origin()).ok_or_else(elsewhere)?;
    let route = url.path().strip_prefix(&root).filter(|route| route.starts_with(list)).ok_or_else(elsewhere)?;
    Ok(url.query().map_or_else(|| route.to_owned(), |query| format!("{route}?{query}")))
}

/// Whether a tag is one that tools make for what refers to a manifest.
fn stands_for_a_digest(tag: &str) -> bool {
    let digits = tag.strip_prefix("sha256-").and_then(|rest| rest.get(..64));
    digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
