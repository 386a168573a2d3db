//! Portcullis reads a change and decides whether it may merge. ARCHITECTURE.md is the map of these modules, in floor order.

pub mod change;
pub mod net;
pub mod text;

pub mod finding;
pub mod source;

pub mod answers;
pub mod document;
pub mod secret;

pub mod fact;
pub mod settings;

pub mod rule;
pub mod verify;

pub mod rules;
pub mod scan;

pub mod inventory;
pub mod policy;

pub mod fix;
pub mod report;

pub mod review;
pub mod run;

pub mod github;

pub mod cli;
