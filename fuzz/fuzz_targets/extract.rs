//! Whatever the bytes, under the name of each format: facts that stand in the text, a bounded number of them, and the same once more.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use portcullis::document::yaml::Yaml;
use portcullis::fact::extract::migration::{self, Part};
use portcullis::fact::extract::{self, Directory, Neighbours, Overlays, Usage, Wanted};
use portcullis::secret::custom::Custom;
use portcullis::secret::{Scanner, Search};
use portcullis::source::Listed;
use portcullis::text::{RepoPath, Side, Text};
use portcullis_fuzz::name;

const USAGES: [Option<Usage>; 5] =
    [None, Some(Usage::Manifest), Some(Usage::Values), Some(Usage::Compose), Some(Usage::Dockerfile)];

/// A file that stands alone.
struct Alone;

impl Neighbours for Alone {
    fn read(&self, _: &RepoPath) -> Option<Arc<Yaml>> {
        None
    }

    fn list(&self, _: &RepoPath) -> Vec<Listed> {
        Vec::new()
    }

    fn text(&self, _: &RepoPath) -> Option<Arc<Text>> {
        None
    }

    fn directory(&self, dir: &RepoPath) -> Arc<Directory> {
        Arc::new(Directory::read(dir, self))
    }

    fn overlays(&self, dir: &RepoPath) -> Option<Arc<Overlays>> {
        Some(Arc::new(Overlays::read(dir, self)))
    }
}

fuzz_target!(|input: (u8, u8, &[u8])| {
    let (choice, asked, bytes) = input;
    let text = Text::new(Side::Head, name(choice), bytes.to_vec());
    let (scanner, custom) = (Scanner::new(), Custom::default());
    let wanted = Wanted {
        partial: asked & 1 != 0,
        structure: asked & 2 == 0,
        commands: asked & 4 == 0,
        migrations: true,
        usage: USAGES[usize::from(asked >> 3) % USAGES.len()],
        search: Some(Search { scanner: &scanner, custom: &custom }),
    };
    let facts = extract::read(&text, wanted, &Alone).facts;
    for site in facts.sites() {
        assert!(site.span.start <= site.span.end && site.span.end <= site.text.bytes().len());
    }
    let again = extract::read(&text, wanted, &Alone).facts;
    assert!(facts.sites().eq(again.sites()), "the same file says the same");
    if let Some(place) = migration::place(&text, &Alone) {
        let parts = [Part { text: text.clone(), is_new: asked & 1 == 0 }];
        for site in migration::read(&place, &parts, &[], &Alone, None).sites() {
            assert!(site.span.start <= site.span.end && site.span.end <= site.text.bytes().len());
        }
    }
});
