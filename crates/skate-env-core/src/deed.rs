//! What a command is about to do to a database, whichever tool does it, and the answer to it:
//! a database, or every reason against it.

mod consent;
mod destruction;
mod effect;
mod given;
mod judge;
mod question;
mod reading;
mod shadow;

pub use effect::Effect;
pub(crate) use given::{Given, ON_THE_LINE, is_url};
pub(crate) use judge::judge;
pub(crate) use question::Question;
pub use reading::{Deed, Reading};
