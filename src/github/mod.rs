//! The gate on a pull request, by itself: the event, the change, the verdict, and what GitHub is told of it.
