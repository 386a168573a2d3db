//! Where each key of a wide mapping stands, so that a lookup need not read all of them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::node::Node;
use super::tree::Kind;
use super::{MAX_MERGES, Yaml};

/// Up to this many keys a lookup reads them one by one.
pub(super) const FEW: usize = 32;

/// The keys of the mappings that have more than a few, by the mapping's place in the tree: hash and place of each, sorted.
/// Of a key that is written over and over only the last is kept, since only the last counts; and no more merges than a lookup
/// follows. Both would make each lookup as long as the mapping.
#[derive(Debug)]
pub(super) struct KeyIndex(HashMap<u32, Vec<(u64, u32)>>);

impl KeyIndex {
    pub(super) fn new(yaml: &Yaml) -> Self {
        let mappings = (0..).zip(&yaml.tree.nodes).filter(|(_, node)| node.kind == Kind::Mapping);
        // A key and its value are two nodes at the least.
        let wide = mappings.filter(|(at, node)| (node.next - at) as usize > 2 * FEW).map(|(at, _)| at);
        let keys = |at| {
            let mut merges = 0..MAX_MERGES;
            let mut last: HashMap<&str, u32> = HashMap::new();
            let mut keys = Vec::new();
            for (key, _) in Node::new(yaml, at).entries() {
                match key.str() {
                    Some("<<") => keys.extend(merges.next().map(|_| (hash("<<"), key.index()))),
                    Some(text) => {
                        last.insert(text, key.index());
                    }
                    None => {}
                }
            }
            keys.extend(last.into_iter().map(|(text, at)| (hash(text), at)));
            keys.sort_unstable();
            keys
        };
        Self(wide.map(|at| (at, keys(at))).collect())
    }

    /// Places of keys of the mapping at `at`, in order: the last that reads `key` (of `<<`, the first few), and hardly any other.
    pub(super) fn like(&self, at: u32, key: &str) -> Option<impl Iterator<Item = u32>> {
        let keys = self.0.get(&at)?;
        let hash = hash(key);
        let first = keys.partition_point(|(other, _)| *other < hash);
        Some(keys[first..].iter().take_while(move |(other, _)| *other == hash).map(|(_, at)| *at))
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::FEW;
    use crate::document::yaml::parse;
    use crate::document::yaml::tests::text;

    /// Each of the lookups would read all the keys.
    #[test]
    fn a_key_written_over_and_over_is_looked_up_as_fast_as_any() {
        let yaml = parse(&text("kind: A\na: [1]\n".repeat(100_000)));
        let root = yaml.documents().next().unwrap();
        let kinds = (0..20_000).filter(|_| root.get("kind").is_some());
        assert_eq!(kinds.count(), 20_000);
    }

    #[test]
    fn a_wide_mapping_is_read_like_a_narrow_one() {
        let mut yaml = "base: &base {merged: 1, k3: 2}\nwide:\n  <<: *base\n  ? [no, scalar]\n  : 3\n".to_owned();
        for key in 0..4 * FEW {
            let _ = writeln!(yaml, "  k{}: v{key}", key % (3 * FEW));
        }
        let yaml = parse(&text(&yaml));
        let root = yaml.documents().next().unwrap();
        let wide = root.get("wide").unwrap();
        assert_eq!(wide.get("k3").unwrap().str().unwrap(), format!("v{}", 3 * FEW + 3), "the last one counts");
        assert_eq!(wide.get(&format!("k{}", 3 * FEW - 1)).unwrap().str().unwrap(), format!("v{}", 3 * FEW - 1));
        assert_eq!(wide.get("merged").unwrap().str(), Some("1"));
        assert!(wide.get("absent").is_none() && wide.get("<<").unwrap().is_mapping());
    }
}
