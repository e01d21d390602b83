//! Prisma's arguments as an action, with the URLs in its flags.

use super::{Command, arguments::Arguments};
use crate::{
    DatabaseAction, Effect,
    url_argument::{UrlArgument, is_url},
};

/// What `db seed` and `db execute` run.
const UNREAD: &str = "it runs code or SQL that stands elsewhere";

/// Reads Prisma's arguments as an action.
pub(crate) fn action(arguments: &Arguments<'_>) -> DatabaseAction {
    let command = Command::of(arguments);
    let mut action = DatabaseAction::new(name(&command), command.effect());
    action.unread = (command.effect() == Effect::Arbitrary).then_some(UNREAD);
    for &(flag, value) in &arguments.flags {
        let Some(url) = value.filter(|value| is_url(value)) else { continue };
        let given = UrlArgument::of_option(flag, url);
        if flag.contains("shadow") {
            action.shadow_urls.push(given);
        } else {
            action.urls.push(given);
        }
        action.replaces_variables |= flag == "--url";
    }
    action
}

/// A word that is no command of Prisma's is not shown: it may be a URL.
fn name(command: &Command) -> String {
    let is_plain = command.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b' ');
    let shown = if is_plain && command.name.len() < 40 { &command.name } else { "" };
    format!("prisma {shown}").trim_end().to_owned()
}
