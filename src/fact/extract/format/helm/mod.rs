//! Helm: charts, and the values that they take.

pub(in crate::fact::extract::format) mod chart;
pub(in crate::fact::extract::format) mod values;
