//! What Prisma is about to do, and the URLs in its flags.

use super::{Command, arguments::Arguments};
use crate::deed::{Deed, Given, is_url};

/// Reads Prisma's arguments as a deed.
pub(crate) fn deed(arguments: &Arguments<'_>) -> Deed {
    let command = Command::of(arguments);
    let mut deed = Deed::new(name(&command), command.effect());
    for &(flag, value) in &arguments.flags {
        let Some(url) = value.filter(|value| is_url(value)) else { continue };
        let given = Given::by_option(flag, url);
        if flag.contains("shadow") {
            deed.shadows.push(given);
        } else {
            deed.given.push(given);
        }
        deed.is_replaced |= flag == "--url";
    }
    deed
}

/// A word that is no command of Prisma's is not shown: it may be a URL.
fn name(command: &Command) -> String {
    let is_plain = command.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ');
    let shown = if is_plain && command.name.len() < 40 { &command.name } else { "" };
    format!("prisma {shown}").trim_end().to_owned()
}
