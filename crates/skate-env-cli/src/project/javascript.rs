//! JavaScript and TypeScript configuration files, parsed with oxc: what a file exports, where its
//! names come from and what a field of an object holds.

mod export;
mod exported_object;
mod given_back;
mod mutation;
mod names;
mod value;

pub(crate) use export::{Exported, ModuleStyle};
pub(crate) use exported_object::exported_object;
pub(crate) use given_back::{PRISMA_CONFIG, VITE_CONFIG};
pub(crate) use value::Field;

use oxc_allocator::Allocator;
use oxc_ast::{AstKind, ast::Program};
use oxc_parser::{ParseOptions, Parser};
use oxc_semantic::{Semantic, SemanticBuilder};
use oxc_span::{SourceType, Span};

/// How far a value is followed through variables and calls; what goes further is not understood.
pub(crate) const MAX_DEPTH: usize = 24;

/// What is said of a file without a default export.
pub(crate) const NOTHING: &str = "it exports nothing";

/// A parsed file. Its text has no byte order mark.
pub(crate) struct Script<'a> {
    pub(crate) text: &'a str,
    pub(crate) program: &'a Program<'a>,
    semantic: Semantic<'a>,
}

/// The line of the first syntax error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) line: usize,
}

/// Parses a file and hands it to `read`; its name says which language it is.
///
/// # Errors
/// [`SyntaxError`], where Node.js would not load it either.
pub(crate) fn parse<T>(
    path: &str,
    text: &str,
    read: impl for<'a> FnOnce(&Script<'a>) -> T,
) -> Result<T, SyntaxError> {
    let text = without_byte_order_mark(text);
    let allocator = Allocator::default();
    // A configuration in CommonJS may return at its top level.
    let options = ParseOptions { allow_return_outside_function: true, ..ParseOptions::default() };
    let parsed = Parser::new(&allocator, text, language(path)).with_options(options).parse();
    let error = parsed.diagnostics.first().map(|error| {
        let offset = error.labels.first().map_or(text.len(), |label| label.offset() as usize);
        SyntaxError { line: line_at(text, offset) }
    });
    if let Some(error) = error {
        return Err(error);
    }
    let program = allocator.alloc(parsed.program);
    let semantic = SemanticBuilder::new().with_build_nodes(true).build(program).semantic;
    Ok(read(&Script { text, program, semantic }))
}

pub(crate) fn without_byte_order_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn language(path: &str) -> SourceType {
    match path.rsplit('.').next() {
        Some("ts" | "mts" | "cts") => SourceType::ts(),
        // Loaders decide by what stands in the file, and so does this.
        _ => SourceType::jsx().with_unambiguous(true),
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}

impl<'a> Script<'a> {
    /// The line on which something begins.
    pub(crate) fn line(&self, span: Span) -> usize {
        line_at(self.text, span.start as usize)
    }

    pub(crate) fn source(&self, span: Span) -> &'a str {
        span.source_text(self.text)
    }

    /// Every node of the file.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = AstKind<'a>> {
        self.semantic.nodes().iter().map(oxc_semantic::AstNode::kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syntax_error_has_a_line() {
        let line = |path: &str, text: &str| parse(path, text, |_| ()).map_err(|error| error.line);
        assert_eq!(line("a.ts", "\u{feff}const a: number = 1\n"), Ok(()));
        assert_eq!(line("a.js", "const a = 1\nconst b: number = 1\n"), Err(2));
        assert_eq!(line("a.js", "export default { a: 'unclosed }\n"), Err(1));
        assert_eq!(line("a.cjs", "if (x) return\nmodule.exports = <b>it's</b>\n"), Ok(()));
        assert_eq!(line("a.mts", "export default (a;\n"), Err(1));
    }
}
