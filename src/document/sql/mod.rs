//! SQL: bytes to tokens and statements, in the dialects that people write. Knows nothing of migrations.
//!
//! Nothing here fails. A quote or a comment that is never closed is a [`Problem`](super::problem::Problem); reading goes on at the next
//! line that begins with a statement, and what follows is not certain.

mod dialect;
mod flow;
mod lex;
mod line;
mod quote;
mod split;
mod template;
#[cfg(test)]
mod tests;
mod transact;

pub use dialect::Dialect;
pub use lex::{Kind, Lexer, Token};
pub use quote::content;
pub use split::{Statement, Statements, statements};
