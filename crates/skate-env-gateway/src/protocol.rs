//! PostgreSQL's wire protocol, as far as a proxy has to understand it.
//!
//! Only lengths, kinds and the few fields that are judged are read; all else passes as it came.

pub mod frame;
pub mod message;
pub mod options;
pub mod scram;
pub mod startup;
