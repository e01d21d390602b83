//! Lays branches out as a tree.

/// A line of the tree: an item, and what is drawn before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) index: usize,
    pub(super) lines: String,
}

/// Every item once, each after its parent; `items` are ids with their parent's id. Items with an
/// unlisted parent are roots, and items of a cycle come last.
pub(super) fn places(items: &[(&str, Option<&str>)]) -> Vec<Place> {
    let known = |id: Option<&str>| items.iter().any(|(own, _)| Some(*own) == id);
    let roots = (0..items.len()).filter(|index| !known(items[*index].1));
    let mut tree = Tree { items, places: Vec::new() };
    for root in roots {
        tree.add(root, "", "");
    }
    for index in 0..items.len() {
        tree.add(index, "", "");
    }
    tree.places
}

struct Tree<'t> {
    items: &'t [(&'t str, Option<&'t str>)],
    places: Vec<Place>,
}

impl Tree<'_> {
    fn add(&mut self, index: usize, own: &str, below: &str) {
        if self.places.iter().any(|place| place.index == index) {
            return;
        }
        self.places.push(Place { index, lines: own.to_owned() });
        let id = self.items[index].0;
        let children: Vec<_> =
            (0..self.items.len()).filter(|child| self.items[*child].1 == Some(id)).collect();
        for (count, child) in children.iter().enumerate() {
            let (own, more) =
                if count + 1 == children.len() { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            self.add(*child, &format!("{below}{own}"), &format!("{below}{more}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn children_hang_below_their_parents() {
        let items = [
            ("c", Some("b")),
            ("main", None),
            ("b", Some("main")),
            ("d", Some("main")),
            ("lost", Some("gone")),
            ("x", Some("y")),
            ("y", Some("x")),
        ];
        let drawn: Vec<_> = places(&items)
            .into_iter()
            .map(|place| format!("{}{}", place.lines, items[place.index].0))
            .collect();
        assert_eq!(drawn, ["main", "├─ b", "│  └─ c", "└─ d", "lost", "x", "└─ y"]);
    }
}
