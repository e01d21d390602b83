//! Where a name comes from: a constant, a function, or another module's export.

use std::borrow::Cow;

use oxc_ast::{
    AstKind,
    ast::{
        BindingPattern, CallExpression, Expression, Function, IdentifierReference,
        ImportOrExportKind, ModuleExportName,
    },
};
use oxc_semantic::{Reference, SymbolId};
use oxc_span::Span;

use super::Script;

/// Another module, whole.
pub(super) const WHOLE: &str = "*";

/// What a module exports under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Imported<'a> {
    pub(crate) source: &'a str,
    pub(crate) name: Cow<'a, str>,
}

impl<'a> Imported<'a> {
    fn new(source: &'a str, name: impl Into<Cow<'a, str>>) -> Self {
        Self { source, name: name.into() }
    }

    pub(crate) fn is(&self, sources: &[&str], name: &str) -> bool {
        sources.contains(&self.source) && self.name == name
    }
}

impl<'a> Script<'a> {
    pub(crate) fn symbol(&self, name: &IdentifierReference<'a>) -> Option<SymbolId> {
        self.semantic.scoping().get_reference(name.reference_id()).symbol_id()
    }

    /// The value of a variable that is assigned once, where it is declared.
    pub(crate) fn constant(
        &self,
        name: &IdentifierReference<'a>,
    ) -> Option<(SymbolId, &'a Expression<'a>)> {
        let symbol = self.symbol(name)?;
        let AstKind::VariableDeclarator(declarator) = self.declaration(symbol)? else {
            return None;
        };
        let is_plain = matches!(declarator.id, BindingPattern::BindingIdentifier(_));
        let value = declarator.init.as_ref().filter(|_| is_plain)?;
        Some((symbol, value))
    }

    /// The function that a name declares, if nothing is assigned to it.
    pub(crate) fn function(&self, name: &IdentifierReference<'a>) -> Option<&'a Function<'a>> {
        match self.declaration(self.symbol(name)?)? {
            AstKind::Function(function) => Some(function),
            _ => None,
        }
    }

    /// Whether what is called is an asynchronous function of this file.
    pub(crate) fn is_async(&self, callee: &'a Expression<'a>) -> bool {
        match callee.get_inner_expression() {
            Expression::ArrowFunctionExpression(function) => function.r#async,
            Expression::FunctionExpression(function) => function.r#async,
            Expression::Identifier(name) => {
                self.function(name).is_some_and(|function| function.r#async)
                    || self.constant(name).is_some_and(|(_, value)| match value {
                        Expression::Identifier(_) => false,
                        value => self.is_async(value),
                    })
            }
            _ => false,
        }
    }

    /// The only declaration of a name that nothing is assigned to.
    fn declaration(&self, symbol: SymbolId) -> Option<AstKind<'a>> {
        let scoping = self.semantic.scoping();
        let is_once = scoping.symbol_redeclarations(symbol).is_empty();
        let is_fixed = is_once && !scoping.get_resolved_references(symbol).any(Reference::is_write);
        is_fixed.then(|| self.semantic.nodes().kind(scoping.symbol_declaration(symbol)))
    }

    /// The export of another module that an expression stands for, however it was imported.
    pub(crate) fn imported(&self, expression: &'a Expression<'a>) -> Option<Imported<'a>> {
        self.imported_within(expression, super::MAX_DEPTH)
    }

    fn imported_within(
        &self,
        expression: &'a Expression<'a>,
        depth: usize,
    ) -> Option<Imported<'a>> {
        let depth = depth.checked_sub(1)?;
        match expression.get_inner_expression() {
            Expression::Identifier(name) => self.imported_symbol(self.symbol(name)?, depth),
            Expression::CallExpression(call) => self.required(call, depth),
            Expression::AwaitExpression(awaited) => self.imported_within(&awaited.argument, depth),
            Expression::ImportExpression(import) => match &import.source {
                Expression::StringLiteral(source) => {
                    Some(Imported::new(source.value.as_str(), WHOLE))
                }
                _ => None,
            },
            member => {
                let member = member.as_member_expression()?;
                let module = self.imported_within(member.object(), depth)?;
                let field = member.static_property_name()?;
                // Of a module in CommonJS the default export is the whole.
                matches!(&*module.name, WHOLE | "default")
                    .then(|| Imported::new(module.source, field))
            }
        }
    }

    /// Whether a name stands for something of another file.
    pub(crate) fn is_imported(&self, name: &IdentifierReference<'a>) -> bool {
        let symbol = self.symbol(name);
        symbol.is_some_and(|symbol| self.imported_symbol(symbol, super::MAX_DEPTH).is_some())
    }

    /// What this file calls a function of another module; `None` where it does not import it.
    pub(crate) fn local_name(&self, sources: &[&str], function: &str) -> Option<String> {
        let scoping = self.semantic.scoping();
        let root = scoping.root_scope_id();
        let mut symbols: Vec<_> =
            scoping.symbol_ids().filter(|it| scoping.symbol_scope_id(*it) == root).collect();
        symbols.sort_unstable_by_key(|symbol| scoping.symbol_span(*symbol).start);
        symbols.into_iter().find_map(|symbol| {
            let imported = self.imported_symbol(symbol, super::MAX_DEPTH)?;
            let name = scoping.symbol_name(symbol);
            if imported.is(sources, function) {
                return Some(name.to_owned());
            }
            imported.is(sources, WHOLE).then(|| format!("{name}.{function}"))
        })
    }

    fn imported_symbol(&self, symbol: SymbolId, depth: usize) -> Option<Imported<'a>> {
        let nodes = self.semantic.nodes();
        match self.declaration(symbol)? {
            AstKind::VariableDeclarator(declarator) => {
                let from = self.imported_within(declarator.init.as_ref()?, depth)?;
                match &declarator.id {
                    BindingPattern::BindingIdentifier(_) => Some(from),
                    BindingPattern::ObjectPattern(pattern) if from.name == WHOLE => {
                        let binds = |value: &BindingPattern<'_>| {
                            value
                                .get_binding_identifier()
                                .is_some_and(|it| it.symbol_id() == symbol)
                        };
                        let property = pattern.properties.iter().find(|it| binds(&it.value))?;
                        Some(Imported::new(from.source, property.key.static_name()?))
                    }
                    _ => None,
                }
            }
            specifier => {
                let node = self.semantic.scoping().symbol_declaration(symbol);
                let AstKind::ImportDeclaration(import) = nodes.parent_kind(node) else {
                    return None;
                };
                let name: Cow<'a, str> = match specifier {
                    AstKind::ImportSpecifier(it) if it.import_kind == ImportOrExportKind::Value => {
                        exported_name(&it.imported)
                    }
                    AstKind::ImportDefaultSpecifier(_) => "default".into(),
                    AstKind::ImportNamespaceSpecifier(_) => WHOLE.into(),
                    _ => return None,
                };
                (import.import_kind == ImportOrExportKind::Value)
                    .then(|| Imported::new(import.source.value.as_str(), name))
            }
        }
    }

    /// `require("…")`, also one made by `createRequire`.
    fn required(&self, call: &'a CallExpression<'a>, depth: usize) -> Option<Imported<'a>> {
        let Expression::Identifier(callee) = call.callee.get_inner_expression() else {
            return None;
        };
        let is_require = match self.constant(callee) {
            None => callee.name == "require" && self.symbol(callee).is_none(),
            Some((_, Expression::CallExpression(maker))) => {
                let maker = self.imported_within(&maker.callee, depth);
                maker.is_some_and(|it| it.is(&["module", "node:module"], "createRequire"))
            }
            Some(_) => false,
        };
        let [argument] = call.arguments.as_slice() else { return None };
        match argument.as_expression().filter(|_| is_require)? {
            Expression::StringLiteral(source) => Some(Imported::new(source.value.as_str(), WHOLE)),
            _ => None,
        }
    }

    /// Where a name is declared, in whatever scope.
    pub(crate) fn declared(&self, name: &str) -> Option<Span> {
        let scoping = self.semantic.scoping();
        let symbol = scoping.symbol_ids().find(|symbol| scoping.symbol_name(*symbol) == name);
        symbol.map(|symbol| scoping.symbol_span(symbol))
    }

    /// Where the value of a symbol is used.
    pub(crate) fn uses(&self, symbol: SymbolId) -> Vec<Span> {
        let references = self.semantic.scoping().get_resolved_references(symbol);
        references.map(|it| self.semantic.reference_span(it)).collect()
    }

    /// Whether a call is one of these functions of these modules.
    pub(crate) fn calls(&self, call: &'a CallExpression<'a>, sources: &[&str], name: &str) -> bool {
        self.imported(&call.callee).is_some_and(|it| it.is(sources, name))
    }
}

fn exported_name<'a>(name: &ModuleExportName<'a>) -> Cow<'a, str> {
    Cow::Owned(name.name().to_string())
}
