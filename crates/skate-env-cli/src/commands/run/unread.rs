//! Says that a command could not be read, where that matters.

use skate_env_command_line::CommandAnalysis;
use skate_env_core::Environment;

use crate::output::{Output, print_stderr};

/// Prints one line where nobody knows what the command would do to production.
pub(super) fn warn(analysis: &CommandAnalysis, environment: Environment, output: &Output) {
    if !environment.is_production() || !output.shows_messages() {
        return;
    }
    let mut unread = analysis.unread().filter_map(|action| Some((&action.name, action.unread()?)));
    if let Some((name, reason)) = unread.next() {
        print_stderr(&format!(
            "warning: Cannot read what `{name}` would do to production ({reason}); the guarded \
             connection judges every statement.\n"
        ));
    }
}
