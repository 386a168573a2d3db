//! What a stranger's change tries to write into a comment.
