//! What a file exports as its default, as an ES module or through `module.exports`.

use oxc_ast::{
    AstKind,
    ast::{
        ExportDefaultDeclarationKind, Expression, Function, IdentifierReference, ModuleExportName,
        Statement,
    },
};
use oxc_semantic::NodeId;
use oxc_span::{GetSpan as _, Span};

use super::Script;

/// The default export.
#[derive(Clone, Copy)]
pub(crate) enum Exported<'a> {
    /// `export default value`, `module.exports = value`.
    Value(&'a Expression<'a>, ModuleStyle),
    /// `export default function …`: a declaration.
    Function(&'a Function<'a>),
    /// `export { name as default }`.
    Name(&'a IdentifierReference<'a>),
    Nothing,
    /// Nothing that can be followed: what is in the way, and where.
    Unclear(&'static str, Span),
}

/// How a file takes from other files and gives to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ModuleStyle {
    EsModule,
    CommonJs,
}

impl<'a> Script<'a> {
    pub(crate) fn exported(&self) -> Exported<'a> {
        let mut found = self.program.body.iter().filter_map(|statement| exported_by(statement));
        let module = found.next();
        let common = self.common_js();
        match (module, common.as_slice()) {
            (Some(exported), []) => exported,
            (None, [exported]) => *exported,
            (None, []) => Exported::Nothing,
            (_, [.., Exported::Unclear(what, span)]) => Exported::Unclear(what, *span),
            (_, [.., Exported::Value(value, _)]) => {
                Exported::Unclear("it exports more than once", value.span())
            }
            (_, _) => Exported::Unclear("it exports more than once", self.program.span),
        }
    }

    /// How the file takes from others: as it gives to them, or as it does already.
    pub(crate) fn style(&self) -> ModuleStyle {
        if let Exported::Value(_, style) = self.exported() {
            return style;
        }
        let is_module = self.program.body.iter().any(Statement::is_module_declaration);
        let common = ["module", "exports", "require"];
        let mut globals = self.semantic.scoping().root_unresolved_references().keys();
        if !is_module && globals.any(|name| common.contains(&name.as_str())) {
            ModuleStyle::CommonJs
        } else {
            ModuleStyle::EsModule
        }
    }

    /// The uses of `module` and `exports`, by which a file exports where it is no ES module.
    fn common_js(&self) -> Vec<Exported<'a>> {
        let scoping = self.semantic.scoping();
        let globals = ["module", "exports"].into_iter().flat_map(|name| {
            let references = scoping.root_unresolved_references();
            let ids = references.iter().filter(move |(found, _)| found.as_str() == name);
            ids.flat_map(|(_, ids)| ids.iter().copied()).map(move |id| (name, id))
        });
        globals
            .map(|(name, id)| self.assigned_to(name, scoping.get_reference(id).node_id()))
            .collect()
    }

    /// What a use of `module` or `exports` means. Only an assignment to `module.exports` is followed:
    /// not every loader reads `exports.default`.
    fn assigned_to(&self, name: &str, reference: NodeId) -> Exported<'a> {
        let nodes = self.semantic.nodes();
        let span = nodes.kind(reference).span();
        let elsewhere = Exported::Unclear("its export is changed in more than one place", span);
        let mut fields = Vec::new();
        let mut at = reference;
        while let AstKind::StaticMemberExpression(member) = nodes.parent_kind(at) {
            fields.push(member.property.name.as_str());
            at = nodes.parent_id(at);
        }
        if fields.last() == Some(&"default") {
            return Exported::Unclear("it exports through `exports.default`", span);
        }
        let AstKind::AssignmentExpression(assignment) = nodes.parent_kind(at) else {
            return elsewhere;
        };
        let is_target = assignment.left.span() == nodes.kind(at).span();
        let statement = nodes.parent_id(nodes.parent_id(at));
        let is_top_level = matches!(nodes.kind(statement), AstKind::ExpressionStatement(_))
            && matches!(nodes.parent_kind(statement), AstKind::Program(_));
        let is_whole = name == "module" && fields == ["exports"];
        if assignment.operator.is_assign() && is_target && is_top_level && is_whole {
            Exported::Value(&assignment.right, ModuleStyle::CommonJs)
        } else {
            elsewhere
        }
    }
}

fn exported_by<'a>(statement: &'a Statement<'a>) -> Option<Exported<'a>> {
    const CLASS: &str = "it exports a class";
    const OTHER_FILE: &str = "its configuration comes from another file";
    let is_default = |name: &ModuleExportName<'_>| name.name() == "default";
    match statement {
        Statement::ExportDefaultDeclaration(export) => match &export.declaration {
            ExportDefaultDeclarationKind::FunctionDeclaration(function) => {
                Some(Exported::Function(function))
            }
            ExportDefaultDeclarationKind::ClassDeclaration(class) => {
                Some(Exported::Unclear(CLASS, class.span))
            }
            declaration => declaration
                .as_expression()
                .map(|value| Exported::Value(value, ModuleStyle::EsModule)),
        },
        Statement::ExportNamedDeclaration(export) => {
            let found = export.specifiers.iter().find(|it| is_default(&it.exported))?;
            match &found.local {
                ModuleExportName::IdentifierReference(name) => Some(Exported::Name(name)),
                _ => None,
            }
        }
        Statement::ExportFromDeclaration(export) => {
            let found = export.specifiers.iter().find(|it| is_default(&it.exported))?;
            Some(Exported::Unclear(OTHER_FILE, found.span))
        }
        Statement::ExportAllDeclaration(export) => {
            let name = export.exported.as_ref().filter(|name| is_default(name))?;
            Some(Exported::Unclear(OTHER_FILE, name.span()))
        }
        Statement::TSExportAssignment(export) => {
            Some(Exported::Value(&export.expression, ModuleStyle::CommonJs))
        }
        _ => None,
    }
}
