//! An error and what caused it.

use std::error::Error;
use std::iter;

/// `error` and its causes, outermost first.
pub(in crate::net) fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    iter::successors(Some(error), |&error: &&'a (dyn Error + 'static)| error.source())
}

/// An error with its causes, outermost first, each said once.
pub(in crate::net) fn causes(error: &(dyn Error + 'static)) -> String {
    let mut said: Vec<String> = Vec::new();
    for cause in chain(error) {
        let text = cause.to_string();
        // Which library had it before the next says nothing to anybody.
        let text = ["Service Error: ", "Reqwest Error: "]
            .iter()
            .fold(text.as_str(), |text, wrapper| text.strip_prefix(wrapper).unwrap_or(text));
        if !said.iter().any(|earlier| earlier.contains(text)) {
            said.push(text.to_owned());
        }
    }
    said.join(": ")
}
