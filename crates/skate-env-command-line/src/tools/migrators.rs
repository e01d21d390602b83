//! Migration tools: what their arguments mean.

mod elsewhere;
mod frameworks;
mod javascript;

use super::sql;
use crate::{
    DatabaseAction, Effect,
    tool::{Arguments, Tool},
    url_argument::UrlArgument,
};

pub(super) fn is_migrator(name: &str) -> bool {
    tool(name).is_some()
}

pub(super) fn action(name: &str, words: &[String]) -> Option<DatabaseAction> {
    let tool = tool(name)?;
    let arguments = Arguments::read(words, tool);
    let found = arguments.command(tool);
    let mut finding = found.finding;
    if is_framework(name) && found.name.is_empty() && finding.unread.is_none() {
        return None;
    }
    if found.name == "query" && finding.effect == Effect::Arbitrary {
        finding = arguments.operand(&found).map_or(finding, sql::finding);
    }
    let shown = format!("{name} {}", found.name);
    let mut action = DatabaseAction::new(shown.trim_end(), finding.effect).with_finding(finding);
    let urls = arguments.urls().map(|(option, url)| UrlArgument::of_option(option, url));
    action.urls.extend(urls);
    action.replaces_variables = !action.urls.is_empty();
    Some(action)
}

fn tool(name: &str) -> Option<&'static Tool> {
    all().find(|tool| tool.names.contains(&name))
}

/// Whether a command that is not listed is the application's.
fn is_framework(name: &str) -> bool {
    frameworks::TOOLS.iter().any(|tool| tool.names.contains(&name))
}

fn all() -> impl Iterator<Item = &'static Tool> {
    javascript::TOOLS.iter().chain(&elsewhere::TOOLS).chain(&frameworks::TOOLS)
}

#[cfg(test)]
mod tests;
