//! Where a change comes from. Every source yields a [`ChangeSet`]; none runs anything of the change.

mod change_set;
pub mod memory;

pub use change_set::{Blob, ChangeSet, File, Mode, SIZE_CAP, Tree, Unchecked, Unread};
