//! What the judge asks a node of the syntax tree: its kind, its words, what is below it.
//!
//! Kinds are the symbols of PostgreSQL's `gram.y`: `DeleteStmt`, `where_or_current_clause`.

use postgresql_cst_parser::ResolvedNode;

pub(crate) use postgresql_cst_parser::{NodeOrToken, syntax_kind::SyntaxKind as Kind};

/// A node of the syntax tree.
pub(crate) type Node = ResolvedNode;

/// Questions that come up with every statement.
pub(crate) trait Tree {
    /// The first child of a kind.
    fn child(&self, kind: Kind) -> Option<&Node>;
    /// The first node of a kind at any depth.
    fn find(&self, kind: Kind) -> Option<&Node>;
    /// Every node of a kind at any depth, this one included.
    fn all(&self, kind: Kind) -> impl Iterator<Item = &Node>;
    /// Whether a token of that kind is a child.
    fn has_word(&self, kind: Kind) -> bool;
    /// The kinds of the tokens that are children, and those of nodes, in order.
    fn shape(&self) -> Vec<Kind>;
    /// The kinds of all tokens below, in order.
    fn words(&self) -> impl Iterator<Item = Kind>;
    /// The node below parentheses and chains of single nodes; a column stays whole.
    fn innermost(&self) -> &Node;
}

impl Tree for Node {
    fn child(&self, kind: Kind) -> Option<&Node> {
        self.children().find(|node| node.kind() == kind)
    }

    fn find(&self, kind: Kind) -> Option<&Node> {
        self.descendants().find(|node| node.kind() == kind)
    }

    fn all(&self, kind: Kind) -> impl Iterator<Item = &Node> {
        self.descendants().filter(move |node| node.kind() == kind)
    }

    fn has_word(&self, kind: Kind) -> bool {
        self.children_with_tokens()
            .any(|element| matches!(element, NodeOrToken::Token(token) if token.kind() == kind))
    }

    fn shape(&self) -> Vec<Kind> {
        let kinds = self.children_with_tokens().map(|element| match element {
            NodeOrToken::Node(node) => node.kind(),
            NodeOrToken::Token(token) => token.kind(),
        });
        kinds.filter(|kind| !is_space(*kind)).collect()
    }

    fn words(&self) -> impl Iterator<Item = Kind> {
        let tokens = self.descendants_with_tokens().filter_map(|element| match element {
            NodeOrToken::Node(_) => None,
            NodeOrToken::Token(token) => Some(token.kind()),
        });
        tokens.filter(|kind| !is_space(*kind))
    }

    fn innermost(&self) -> &Node {
        let mut node = self;
        while node.kind() != Kind::columnref {
            let inner = match node.shape()[..] {
                [_] | [Kind::LParen, _, Kind::RParen] => node.first_child(),
                _ => None,
            };
            match inner {
                Some(inner) => node = inner,
                None => return node,
            }
        }
        node
    }
}

fn is_space(kind: Kind) -> bool {
    matches!(kind, Kind::Whitespace | Kind::C_COMMENT | Kind::SQL_COMMENT)
}
