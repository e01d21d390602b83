//! psql: the effect of its statements, and where it connects.

use super::{Stdin, connection, getopt::Options, sql};
use crate::{DatabaseAction, Effect, finding::Finding, shell::Scope};

/// psql's letters that take a value.
const VALUED: &str = "cdfFhLopPRTUv";

pub(super) fn action(
    name: &str,
    words: &[String],
    stdin: &Stdin,
    scope: &Scope<'_>,
) -> DatabaseAction {
    let options = Options::read(words, VALUED);
    let finding = finding(&options, stdin);
    let mut action = DatabaseAction::new(name, finding.effect).with_finding(finding);
    connection::add(&mut action, &options, options.operands.first().copied(), scope);
    action
}

fn finding(options: &Options<'_>, stdin: &Stdin) -> Finding {
    if options.has('V') || options.has('?') {
        return Finding::read(Effect::Offline);
    }
    let statements = options.values('c').map(sql::finding);
    let files = options.values('f').map(|_| Finding::unread("its file is not read"));
    let list = options.has('l').then_some(Finding::read(Effect::Inspect));
    statements.chain(files).chain(list).reduce(Finding::or_worse).unwrap_or_else(|| match stdin {
        Stdin::Inherited => Finding::read(Effect::Browse),
        Stdin::Unknown => Finding::unread("what it gets from a pipe or a file is not read"),
        Stdin::Text(text) => sql::finding(text),
    })
}
