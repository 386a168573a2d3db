//! Migrations in programming languages: what the readers of all tools share. A program's calls, chains, values and halves; strings as passages;
//! the words that frameworks have for types.

pub(in crate::fact::extract::migration) mod call;
pub(in crate::fact::extract::migration) mod code;
pub(in crate::fact::extract::migration) mod csharp;
pub(in crate::fact::extract::migration) mod dialect;
pub(in crate::fact::extract::migration) mod filled;
pub(in crate::fact::extract::migration) mod flow;
pub(in crate::fact::extract::migration) mod half;
pub(in crate::fact::extract::migration) mod inverse;
pub(in crate::fact::extract::migration) mod javascript;
pub(in crate::fact::extract::migration) mod kinds;
pub(in crate::fact::extract::migration) mod php;
pub(in crate::fact::extract::migration) mod placeholder;
pub(in crate::fact::extract::migration) mod program;
#[cfg(test)]
pub(in crate::fact::extract::migration) mod shown;
pub(in crate::fact::extract::migration) mod strings;
#[cfg(test)]
pub(in crate::fact::extract::migration) mod testing;
pub(in crate::fact::extract::migration) mod types;
pub(in crate::fact::extract::migration) mod unread;
pub(in crate::fact::extract::migration) mod value;
