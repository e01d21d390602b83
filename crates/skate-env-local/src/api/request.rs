//! Reading requests: the wrong type, pattern or word is a 400 that names the field; what is
//! unknown is passed over, as Neon does.

mod body;
mod compute;
mod cursor;
mod moment;
mod path;
mod query;

pub(super) use body::{Body, given};
pub(super) use compute::{ComputeSettings, Provisioner, pg_settings};
pub(super) use cursor::{decode, encode};
pub(super) use moment::point;
pub(super) use path::Named;
pub(super) use query::Asked;
