//! Prisma's arguments as an action, with the URLs in its options.

use super::{Command, tool::PRISMA};
use crate::{DatabaseAction, tool::Arguments, url_argument::UrlArgument};

/// Reads Prisma's arguments as an action.
pub(crate) fn action(words: &[String]) -> DatabaseAction {
    let arguments = Arguments::read(words, &PRISMA);
    let command = Command::of(&arguments);
    let name = format!("prisma {}", command.name);
    let mut action = DatabaseAction::new(name.trim_end(), command.effect());
    action.unread = command.finding.unread;
    for (option, url) in arguments.urls() {
        let given = UrlArgument::of_option(option, url);
        if option.contains("shadow") {
            action.shadow_urls.push(given);
        } else {
            action.urls.push(given);
        }
        action.replaces_variables |= option == "--url";
    }
    action
}
