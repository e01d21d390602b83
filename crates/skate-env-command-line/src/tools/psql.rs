//! psql: the effect of its statements, and where it connects.

use super::{Stdin, connection, getopt::Options, sql};
use crate::{DatabaseAction, Effect, shell::Scope};

/// psql's letters that take a value.
const VALUED: &str = "cdfFhLopPRTUv";

pub(super) fn action(
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &Scope<'_>,
) -> DatabaseAction {
    let options = Options::read(words, VALUED);
    let mut action = DatabaseAction::new(name, effect(&options, stdin));
    connection::add(&mut action, &options, options.operands.first().copied(), scope);
    action
}

fn effect(options: &Options<'_>, stdin: &Stdin) -> Effect {
    if options.has('V') || options.has('?') {
        return Effect::Offline;
    }
    let statements = options.values('c').map(sql::effect);
    let files = options.values('f').map(|_| Effect::Arbitrary); // their content is not known
    let list = options.has('l').then_some(Effect::Inspect);
    statements.chain(files).chain(list).max().unwrap_or_else(|| match stdin {
        Stdin::Inherited => Effect::Browse,
        Stdin::Unknown => Effect::Arbitrary,
        Stdin::Text(text) => sql::effect(text),
    })
}
