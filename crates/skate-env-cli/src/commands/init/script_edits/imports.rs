//! Where an import goes, and in which form.

use oxc_ast::ast::{Expression, Statement};
use oxc_span::GetSpan as _;

use super::ScriptEdits;
use crate::project::javascript::ModuleStyle;

impl ScriptEdits<'_, '_> {
    /// Takes a function from a module: after the statement that takes something from one of
    /// `beside`, or else before everything but what has to stand first.
    pub(in super::super) fn import(
        &mut self,
        style: ModuleStyle,
        name: &str,
        source: &str,
        beside: &[&str],
    ) {
        let (quote, end) = (self.quote(), self.line_end());
        let line = match style {
            ModuleStyle::EsModule => format!("import {{ {name} }} from {quote}{source}{quote}"),
            ModuleStyle::CommonJs => {
                format!("const {{ {name} }} = require({quote}{source}{quote})")
            }
        };
        let body = &self.script.program.body;
        let takes = |it: &&Statement<'_>| taken_from(it).is_some_and(|it| beside.contains(&it));
        if let Some(neighbour) = body.iter().rfind(takes) {
            match self.after_line(neighbour.span()) {
                Some(at) if self.script.text[..at].ends_with('\n') => {
                    self.insert(at, format!("{line}{}{end}", self.semicolon()));
                }
                Some(at) => self.insert(at, format!("{end}{line}{}", self.semicolon())),
                // More code follows on the line.
                None => self.insert(neighbour.span().end as usize, format!("{end}{line};")),
            }
            return;
        }
        let joins = body.first().is_some_and(|it| taken_from(it).is_some());
        let apart = if joins { "" } else { end };
        self.insert(self.head(), format!("{line}{}{end}{apart}", self.semicolon()));
    }

    /// Where a first statement belongs: behind what has to stand first, above the comments that
    /// belong to the statement that is first now.
    fn head(&self) -> usize {
        let program = self.script.program;
        let floor = program.directives.last().map(|it| it.span.end);
        let floor = floor.or(program.hashbang.as_ref().map(|it| it.span.end)).unwrap_or_default();
        let mut at = program.body.first().map_or(program.span.end, |it| it.span().start);
        let comments: Vec<_> = self.comments().filter(|it| it.span.start >= floor).collect();
        for comment in comments.into_iter().rev() {
            if comment.span.end > at {
                continue;
            }
            if !self.is_attached(comment, at) || self.is_about_file(comment) {
                break;
            }
            at = comment.span.start;
        }
        self.start_of_line(at as usize)
    }
}

/// The module that an `import` or a `require` at the top of a file takes something from.
pub(in super::super) fn taken_from<'s>(statement: &'s Statement<'_>) -> Option<&'s str> {
    match statement {
        Statement::ImportDeclaration(import) => Some(import.source.value.as_str()),
        Statement::VariableDeclaration(declaration) => {
            required(declaration.declarations.first()?.init.as_ref()?)
        }
        Statement::ExpressionStatement(it) => required(&it.expression),
        _ => None,
    }
}

fn required<'s>(expression: &'s Expression<'_>) -> Option<&'s str> {
    match expression {
        Expression::CallExpression(call) => Some(call.common_js_require()?.value.as_str()),
        _ => None,
    }
}
