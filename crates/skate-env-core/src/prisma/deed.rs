//! What Prisma is about to do, and the URLs in its flags.

use super::{Command, arguments::Arguments};
use crate::deed::{Deed, Given, is_url};

/// Reads Prisma's arguments as a deed.
pub(crate) fn deed(arguments: &Arguments<'_>) -> Deed {
    let command = Command::of(arguments);
    let mut deed = Deed::new(format!("prisma {}", command.name).trim_end(), command.effect());
    for &(flag, value) in &arguments.flags {
        let Some(url) = value.filter(|value| is_url(value)) else { continue };
        let given = Given::new(flag, url);
        if flag.contains("shadow") {
            deed.shadows.push(given);
        } else {
            deed.given.push(given);
        }
        deed.is_replaced |= flag == "--url";
    }
    deed
}
