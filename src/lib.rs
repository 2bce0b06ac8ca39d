//! commerce-customers
