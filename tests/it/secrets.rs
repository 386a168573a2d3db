//! Secrets from end to end: found in any language, told once, on the side of the change that brought them, and never shown.

mod detectors;
