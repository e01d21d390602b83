//! What a command reads from its standard input, as its redirections say.

use brush_parser::ast::{
    IoFileRedirectKind, IoFileRedirectTarget, IoHereDocument, IoRedirect, RedirectList,
};

use super::Analyzer;
use crate::{
    shell::{Scope, Word},
    tools::Stdin,
};

impl Analyzer<'_> {
    /// Reads the redirections of a group or loop.
    pub(super) fn redirect_list(
        &mut self,
        list: Option<&RedirectList>,
        stdin: &Stdin,
        scope: &Scope<'_>,
    ) -> Stdin {
        let redirections = list.map(|list| list.0.as_slice()).unwrap_or_default();
        self.redirect(redirections, scope).unwrap_or_else(|| stdin.clone())
    }

    /// Reads redirections and the commands in them; `None` where standard input stays what it is.
    pub(super) fn redirect<'r>(
        &mut self,
        redirections: impl IntoIterator<Item = &'r IoRedirect>,
        scope: &Scope<'_>,
    ) -> Option<Stdin> {
        let mut stdin = None;
        for redirection in redirections {
            let (descriptor, input) = match redirection {
                IoRedirect::File(descriptor, kind, target) => {
                    self.redirection_target(target, scope);
                    (*descriptor, is_input(kind).then_some(Stdin::Unknown))
                }
                IoRedirect::HereDocument(descriptor, document) => {
                    (*descriptor, Some(Stdin::Text(self.here_document(document, scope))))
                }
                IoRedirect::HereString(descriptor, word) => {
                    let word = Word::read(&word.value);
                    self.commands_in(&word, scope);
                    (*descriptor, Some(Stdin::Text(scope.expand_whole(&word))))
                }
                IoRedirect::OutputAndError(word, _) => {
                    self.commands_in(&Word::read(&word.value), scope);
                    (None, None)
                }
            };
            if descriptor.is_none_or(|descriptor| descriptor == 0) {
                stdin = input.or(stdin);
            }
        }
        stdin
    }

    fn redirection_target(&mut self, target: &IoFileRedirectTarget, scope: &Scope<'_>) {
        match target {
            IoFileRedirectTarget::Filename(word) | IoFileRedirectTarget::Duplicate(word) => {
                self.commands_in(&Word::read(&word.value), scope);
            }
            IoFileRedirectTarget::ProcessSubstitution(_, subshell) => {
                self.list(&subshell.list, &Stdin::Unknown, &mut scope.clone());
            }
            IoFileRedirectTarget::Fd(_) => {}
        }
    }

    fn here_document(&mut self, document: &IoHereDocument, scope: &Scope<'_>) -> String {
        let text = &document.doc.value;
        if !document.requires_expansion {
            return text.clone();
        }
        let word = Word::read_here_document(text);
        self.commands_in(&word, scope);
        scope.expand_whole(&word)
    }
}

fn is_input(kind: &IoFileRedirectKind) -> bool {
    match kind {
        IoFileRedirectKind::Read
        | IoFileRedirectKind::ReadAndWrite
        | IoFileRedirectKind::DuplicateInput => true,
        IoFileRedirectKind::Write
        | IoFileRedirectKind::Append
        | IoFileRedirectKind::Clobber
        | IoFileRedirectKind::DuplicateOutput => false,
    }
}
