//! What a field of an object literal holds, and what a function returns.

use oxc_ast::{
    AstKind,
    ast::{
        ArrowFunctionExpression, Expression, Function, ObjectExpression, ObjectProperty,
        ObjectPropertyKind, PropertyKind,
    },
};
use oxc_span::{GetSpan as _, Span};

use super::{MAX_DEPTH, Script};

/// A field of an object, the last of its name.
#[derive(Clone, Copy)]
pub(crate) enum Field<'a> {
    Absent,
    /// `name: value`, `name`, or `name` of a spread object.
    Value(&'a ObjectProperty<'a>),
    /// `get name() { … }` or `name() { … }`.
    Getter(&'a ObjectProperty<'a>),
    /// A spread or a computed name may set it, or not.
    Unclear(Span),
}

impl<'a> Script<'a> {
    /// What an object literal says of a field, spreads of other literals included.
    pub(crate) fn field(&self, object: &'a ObjectExpression<'a>, name: &str) -> Field<'a> {
        self.field_within(object, name, MAX_DEPTH)
    }

    fn field_within(
        &self,
        object: &'a ObjectExpression<'a>,
        name: &str,
        depth: usize,
    ) -> Field<'a> {
        let mut found = Field::Absent;
        for property in &object.properties {
            match property {
                ObjectPropertyKind::SpreadProperty(spread) => {
                    match self.field_of_spread(&spread.argument, name, depth) {
                        Field::Absent => {}
                        field => found = field,
                    }
                }
                ObjectPropertyKind::ObjectProperty(property) => match property.key.static_name() {
                    Some(key) if key == name => {
                        let is_value = property.kind == PropertyKind::Init && !property.method;
                        found =
                            if is_value { Field::Value(property) } else { Field::Getter(property) };
                    }
                    Some(_) => {}
                    None => found = Field::Unclear(property.span),
                },
            }
        }
        found
    }

    fn field_of_spread(&self, spread: &'a Expression<'a>, name: &str, depth: usize) -> Field<'a> {
        let unclear = Field::Unclear(spread.span());
        let Some(depth) = depth.checked_sub(1) else { return unclear };
        let alternatives = |values: [&'a Expression<'a>; 2]| {
            let absent = |it| matches!(self.field_of_spread(it, name, depth), Field::Absent);
            if values.into_iter().all(absent) { Field::Absent } else { unclear }
        };
        match spread.get_inner_expression() {
            Expression::ObjectExpression(object) => self.field_within(object, name, depth),
            Expression::NullLiteral(_) | Expression::BooleanLiteral(_) => Field::Absent,
            Expression::Identifier(identifier) => match self.constant(identifier) {
                Some((symbol, value)) if self.changed_at(symbol, &[name]).is_none() => {
                    self.field_of_spread(value, name, depth)
                }
                _ if identifier.name == "undefined" => Field::Absent,
                _ => unclear,
            },
            Expression::ConditionalExpression(it) => alternatives([&it.consequent, &it.alternate]),
            // Whatever stands left of `&&` is spread only where it is nothing.
            Expression::LogicalExpression(it) if it.operator.is_and() => {
                alternatives([&it.right, &it.right])
            }
            _ => unclear,
        }
    }

    /// Every value that a function returns; empty where it returns none.
    pub(crate) fn returns(&self, function: &'a Function<'a>) -> Vec<&'a Expression<'a>> {
        self.returns_within(function.span)
    }

    pub(crate) fn returns_of_arrow(
        &self,
        function: &'a ArrowFunctionExpression<'a>,
    ) -> Vec<&'a Expression<'a>> {
        match function.body.as_expression() {
            Some(value) => vec![value],
            None => self.returns_within(function.span),
        }
    }

    fn returns_within(&self, function: Span) -> Vec<&'a Expression<'a>> {
        let nodes = self.semantic.nodes();
        let is_own = |node| {
            let mut functions = nodes.ancestors(node).filter_map(|it| match it.kind() {
                AstKind::Function(inner) => Some(inner.span),
                AstKind::ArrowFunctionExpression(inner) => Some(inner.span),
                _ => None,
            });
            functions.next() == Some(function)
        };
        let returns = nodes.iter().filter_map(|node| match node.kind() {
            AstKind::ReturnStatement(it) if is_own(node.id()) => it.argument.as_ref(),
            _ => None,
        });
        returns.collect()
    }

    /// A text that is written down: a literal, or a constant that is one.
    pub(crate) fn text_of(&self, value: &'a Expression<'a>) -> Option<&'a str> {
        match value.get_inner_expression() {
            Expression::StringLiteral(text) => Some(text.value.as_str()),
            Expression::TemplateLiteral(text) => text.single_quasi().map(|text| text.as_str()),
            Expression::Identifier(name) => match self.constant(name)?.1.get_inner_expression() {
                Expression::StringLiteral(text) => Some(text.value.as_str()),
                _ => None,
            },
            _ => None,
        }
    }
}
