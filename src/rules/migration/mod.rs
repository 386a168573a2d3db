//! What a migration must not do to the data, and to the code that runs beside it.

crate::family! {
    "migration", softens: |_| true;
    drops_data, drops_in_use,
}

mod dropped;
