//! Bytes on disk by their digest. Their name says what they must be, so that they are never too old, and a file that was changed is seen.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Digest;

/// A directory with a file for each digest.
#[derive(Debug)]
pub(super) struct Cache {
    directory: PathBuf,
    written: AtomicUsize,
}

impl Cache {
    pub(super) fn new(directory: PathBuf) -> Self {
        Self { directory, written: AtomicUsize::new(0) }
    }

    /// The bytes of `digest`, if they are here, whole and no more than `cap`.
    pub(super) fn load(&self, digest: &Digest, cap: usize) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let most = u64::try_from(cap).ok()?.checked_add(1)?;
        File::open(self.path(digest)).ok()?.take(most).read_to_end(&mut bytes).ok()?;
        (bytes.len() <= cap && digest.recomputed(&bytes) == *digest).then_some(bytes)
    }

    /// Keeps `bytes`, whose digest is `digest`. What cannot be kept is asked for again.
    pub(super) fn store(&self, digest: &Digest, bytes: &[u8]) {
        let path = self.path(digest);
        let written = self.written.fetch_add(1, Ordering::Relaxed);
        let made = path.with_extension(format!("{}-{written}.part", process::id()));
        // Under its name a file is whole, whoever else writes it at the same time.
        if write(&made, bytes).and_then(|()| fs::rename(&made, &path)).is_err() {
            let _ = fs::remove_file(&made);
        }
    }

    fn path(&self, digest: &Digest) -> PathBuf {
        self.directory.join(digest.algorithm()).join(digest.hex())
    }
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(directory) = path.parent() {
        fs::create_dir_all(directory)?;
    }
    File::create_new(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Cache, Digest};

    #[test]
    fn only_what_its_name_says_is_loaded() {
        let directory = tempfile::tempdir().unwrap();
        let cache = Cache::new(directory.path().join("new"));
        let digest = Digest::of(b"bytes");
        assert_eq!(cache.load(&digest, 10), None);
        cache.store(&digest, b"bytes");
        cache.store(&digest, b"bytes");
        assert_eq!((cache.load(&digest, 5).as_deref(), cache.load(&digest, 4)), (Some(b"bytes".as_slice()), None));

        let path = directory.path().join("new/sha256").join(digest.hex());
        for changed in [b"bytEs".as_slice(), b"byte", b"bytes and more", b""] {
            fs::write(&path, changed).unwrap();
            assert_eq!(cache.load(&digest, 10), None);
        }
        cache.store(&digest, b"bytes");
        assert_eq!(cache.load(&digest, 10).as_deref(), Some(b"bytes".as_slice()));
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_directory_that_cannot_be_written_is_no_fault() {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("file");
        fs::write(&file, "x").unwrap();
        let cache = Cache::new(file);
        cache.store(&Digest::of(b"bytes"), b"bytes");
        assert_eq!(cache.load(&Digest::of(b"bytes"), 10), None);
    }
}
