//! Git LFS pointers: small texts that stand for content which lies elsewhere.

use sha2::{Digest, Sha256};

/// A pointer is never longer (the specification's own bound).
pub(super) const LONGEST: u64 = 1024;

/// Whether `bytes` are a [Git LFS pointer](https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md): the real content is not here.
#[must_use]
pub fn is_lfs_pointer(bytes: &[u8]) -> bool {
    let versions: [&[u8]; 2] =
        [b"version https://git-lfs.github.com/spec/v1\n", b"version https://hawser.github.com/spec/v1\n"];
    (bytes.len() as u64) < LONGEST
        && versions.iter().any(|version| bytes.starts_with(version))
        && memchr::memmem::find(bytes, b"\noid sha256:").is_some()
        && memchr::memmem::find(bytes, b"\nsize ").is_some()
}

/// Whether `bytes` are the content that `pointer` stands for, as a checkout with Git LFS has it.
pub(super) fn stands_for(pointer: &[u8], bytes: &[u8]) -> bool {
    const LINE: &[u8] = b"\noid sha256:";
    let Some(at) = memchr::memmem::find(pointer, LINE).filter(|_| is_lfs_pointer(pointer)) else { return false };
    let hex = pointer[at + LINE.len()..].split(|&byte| byte == b'\n').next().unwrap_or_default();
    let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    hex == digest.as_bytes()
}

#[cfg(test)]
mod tests {
    use super::{is_lfs_pointer, stands_for};

    #[test]
    fn tells_a_pointer_from_a_text_about_one() {
        let pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n";
        assert!(is_lfs_pointer(pointer));
        assert!(!is_lfs_pointer(b"# version https://git-lfs.github.com/spec/v1\n"));
        assert!(!is_lfs_pointer(b"version https://git-lfs.github.com/spec/v1\n"));
        assert!(!is_lfs_pointer(&[&pointer[..], &[b'x'; 1024]].concat()));
    }

    #[test]
    fn knows_the_content_behind_a_pointer() {
        let pointer = b"version https://git-lfs.github.com/spec/v1\n\
            oid sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\nsize 5\n";
        assert!(stands_for(pointer, b"hello"));
        assert!(!stands_for(pointer, b"hullo"));
        assert!(!stands_for(b"hello", b"hello"));
    }
}
