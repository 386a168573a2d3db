//! Where a change comes from. Every source yields a [`ChangeSet`]; none runs anything of the change. One module writes: fixes go back
//! to the directory that they are for.

pub mod between;
mod change_set;
pub mod directory;
mod disk;
mod error;
pub mod git;
mod lfs;
pub mod memory;
pub mod patch;
pub mod pull_request;
mod renames;
pub mod rewrite;
mod walk;

pub use change_set::{
    Ancestry, Blob, ChangeSet, Edited, Enters, EveryFile, File, Listed, Mode, SIZE_CAP, Tree, Unchecked, Unread,
    is_description,
};
pub use error::Error;
pub use lfs::is_lfs_pointer;
