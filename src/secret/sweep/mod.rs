//! Finds runs of the bytes that tokens are made of.
