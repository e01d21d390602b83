//! Parsing requests. A value of the wrong type, pattern or set is a 400 that names the field; unknown
//! fields are ignored, as on Neon.

mod body;
mod compute;
mod cursor;
mod history_point;
mod path;
mod query;

pub(super) use body::{Body, double_option};
pub(super) use compute::{ComputeSettings, Provisioner, check_pg_settings};
pub(super) use cursor::{decode, encode};
pub(super) use history_point::history_point;
pub(super) use path::PathParams;
pub(super) use query::QueryParams;
