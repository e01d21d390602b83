//! URLs that stand around a program: in variables that the command line assigns, and in the
//! arguments of an application.

use skate_env_core::{Code, DatabaseUrl};

use crate::{
    DatabaseAction, Effect,
    shell::{OWN_URL, Scope, UNKNOWN},
    url_argument::{UNNAMED, UrlArgument, is_url},
};

/// Adds to a tool's action the URLs in the variables around it.
pub(crate) fn add_to(action: &mut DatabaseAction, scope: &Scope<'_>) {
    if !action.effect.needs_database() || action.replaces_variables {
        return;
    }
    action.ambiguity = action.ambiguity.or(scope.ambiguity);
    for (variable, value) in &scope.assigned {
        match value.as_deref() {
            Some(url) if is_url(url) && !url.contains(UNKNOWN) => {
                action.urls.push(of_variable(variable, url));
            }
            value if !scope.is_own(variable) || value == Some("") => {}
            Some(own) if own.starts_with(OWN_URL) && !own.contains("host") => {}
            Some(text) if !text.contains(UNKNOWN) => action.urls.push(of_variable(variable, text)),
            _ => action.ambiguity = Some("the command line takes its URL from elsewhere"),
        }
    }
}

/// The URLs that a program that is no database tool is handed, if there are any.
pub(crate) fn of_application(arguments: &[String], scope: &Scope<'_>) -> Option<DatabaseAction> {
    let mut action = DatabaseAction::new("a program", Effect::Offline);
    let values = arguments.iter().map(|it| it.split_once('=').map_or(it.as_str(), |at| at.1));
    let whole = arguments.iter().map(String::as_str);
    let urls = whole.chain(values).filter(|url| is_usable(url));
    action.urls.extend(urls.map(|url| UrlArgument::new(UNNAMED, url)));
    let assigned = scope.assigned.iter().filter_map(|(name, url)| Some((name, url.as_deref()?)));
    let assigned = assigned.filter(|(_, url)| is_usable(url));
    action.urls.extend(assigned.map(|(name, url)| of_variable(name, url)));
    (!action.urls.is_empty()).then_some(action)
}

fn of_variable(variable: &str, url: &str) -> UrlArgument {
    UrlArgument::new(format!("the command line's {variable}"), url)
}

/// A dummy for a build (`postgresql://user:password@…`) is no database.
fn is_usable(url: &str) -> bool {
    let usable = || match DatabaseUrl::parse(url) {
        Ok(_) => true,
        Err(error) => error.code() != Code::InvalidUrl || !url.starts_with("postgres"),
    };
    is_url(url) && !url.contains(UNKNOWN) && usable()
}
