//! Every image reference of a tree, whatever the policy says about it.

use std::sync::Arc;

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::questions::{self, Registries, Sources};
use super::trees::Trees;
use super::used::Used;
use super::{Asked, Budget, TOO_MUCH, is_out_of_reach};
use crate::answers::Answers;
use crate::change::Change;
use crate::fact::extract::{self, Extracted, Named, Usage};
use crate::fact::{Facts, Image, Read, Reads};
use crate::inventory::Inventory;
use crate::policy::{self, Policy};
use crate::secret::custom::Custom;
use crate::secret::mask::{Occurrence, Redactor};
use crate::secret::{Scanner, Search};
use crate::source::{ChangeSet, File, Unchecked};
use crate::text::{Side, Sides, Text};

/// The image references of the head, and what `registries` say about them under the policy's settings. Calls `read_one` for each file that has been read, from whichever thread did it.
///
/// # Errors
/// The policy is wrong.
pub fn list(
    set: &ChangeSet,
    today: jiff::civil::Date,
    registries: &dyn Registries,
    read_one: &(dyn Fn() + Sync),
) -> Result<Inventory, policy::Error> {
    let sources = policy::Sources { tree: set.policy_tree.as_deref(), ..policy::Sources::default() };
    let policy = Policy::load(&sources, std::iter::empty())?;
    let mut inventory = read_all(set, read_one);
    let mut answers = Answers::new(today);
    inventory.look_up(&answers);
    if answers.learn(&Sources::new(set, &policy, registries)) {
        inventory.look_up(&answers);
        inventory.unchecked.extend(questions::unverified(&answers, &policy).0);
    } else {
        inventory.references.iter_mut().for_each(|reference| reference.registry = None);
    }
    Ok(inventory)
}

fn read_all(set: &ChangeSet, read_one: &(dyn Fn() + Sync)) -> Inventory {
    let (trees, scanner, custom) = (Trees::new(&set.trees), Scanner::default(), Custom::default());
    // Secrets are looked for as well: a place may show one.
    let asked = Asked {
        reads: Reads::of(&[Read::Structure, Read::Runs, Read::Secrets]),
        search: Some(Search { scanner: &scanner, custom: &custom }),
        trees: &trees,
    };
    let budget = Budget::default();
    let read_first = |change| {
        let said = read(&asked, change, None, &budget);
        read_one();
        said
    };
    let mut files: Vec<Option<Said>> = set.files.par_iter().map(read_first).collect();
    let used = Used::new(files.iter().flatten().map(|said| &said.names)).of(&set.files);
    let again: Vec<_> =
        used.par_iter().map(|(index, used)| (*index, read(&asked, &set.files[*index], used.head, &budget))).collect();
    for (index, said) in again {
        files[index] = said;
    }
    let mut files: Vec<Said> = files.into_iter().flatten().collect();
    let mut unchecked = set.unchecked.clone();
    if budget.is_spent() {
        // Which files the threads came to first must not show.
        files.clear();
        unchecked.push(Unchecked { what: "the tree".to_owned(), why: TOO_MUCH.to_owned() });
    }
    unchecked.extend(files.iter_mut().flat_map(|said| std::mem::take(&mut said.unchecked)));
    let redactor = Redactor::new(files.iter_mut().flat_map(|said| std::mem::take(&mut said.hidden)));
    Inventory::new(files.iter().flat_map(|said| &said.images), set.files.len(), unchecked, redactor)
}

/// What one file says about images.
struct Said {
    images: Vec<Image>,
    names: Sides<Vec<Named>>,
    hidden: Vec<Occurrence>,
    unchecked: Vec<Unchecked>,
}

fn read(asked: &Asked<'_>, change: &Change<File>, usage: Option<Usage>, budget: &Budget) -> Option<Said> {
    let file = change.as_ref().after()?;
    if budget.is_spent() || !(extract::is_read(&file.path, true) || is_out_of_reach(change)) {
        return None;
    }
    let mut unchecked = Vec::new();
    let known = asked.side(file, Side::Head, usage, &mut unchecked);
    let Extracted { facts, names, .. } = known.said;
    unchecked.extend(unread(&known.text, &facts));
    let hidden = facts.hidden().collect::<Vec<_>>();
    // Only a fact keeps the text of its file.
    let kept = facts.images.len() + hidden.len();
    budget.spend_on(if kept > 0 { known.text.bytes().len() } else { 0 }, kept);
    let images = facts.images.iter().cloned().collect();
    Some(Said { images, names: Sides { base: Vec::new(), head: names }, hidden, unchecked })
}

/// What of a file was not read although it may name images.
fn unread<'f>(text: &'f Arc<Text>, facts: &'f Facts) -> impl Iterator<Item = Unchecked> {
    let judged = facts.unread.iter().filter(|unread| unread.judged);
    judged.map(|unread| Unchecked { what: text.path().to_string(), why: unread.why.clone() })
}
