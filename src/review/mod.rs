//! A verdict as one review of a pull request: what is said where, what stands already, what is gone. Pure: nothing here asks anybody.
