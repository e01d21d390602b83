//! Masking against a real PostgreSQL, as a role that is no superuser.

mod functions;
mod ground;
mod leaks;
mod refusals;
mod whole;
