//! Recipes of `make`, `just` and `task`: shell text under a name, and the names that it needs.

mod justfile;
mod makefile;
mod taskfile;

pub(crate) use justfile::recipes_of_justfile;
pub(crate) use makefile::recipes_of_makefile;
pub(crate) use taskfile::recipes_of_taskfile;

/// The recipes of a file.
#[derive(Debug, Default)]
pub(crate) struct Recipes {
    recipes: Vec<Recipe>,
    /// Whether other files, or rules for patterns of names, may say more.
    is_part: bool,
}

/// One recipe.
#[derive(Clone, Debug, Default)]
struct Recipe {
    name: String,
    needs: Vec<String>,
    lines: Vec<String>,
}

impl Recipes {
    /// The shell text that runs for these names, and for all that they need; the first recipe's
    /// without names. `None` where the file does not say everything.
    pub(crate) fn texts(&self, names: &[&str]) -> Option<Vec<String>> {
        let first = self.recipes.iter().find(|recipe| !recipe.name.starts_with(['.', '_']));
        let mut wanted: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        if names.is_empty() {
            wanted.extend(first.map(|recipe| recipe.name.clone()));
        }
        let mut texts = Vec::new();
        let mut next = 0;
        while let Some(name) = wanted.get(next).cloned() {
            next += 1;
            let mut found = self.recipes.iter().filter(|recipe| recipe.name == name).peekable();
            // What has no recipe is a file, or an argument.
            if found.peek().is_none() && self.is_part {
                return None;
            }
            for recipe in found {
                texts.extend(recipe.texts()?);
                let new: Vec<_> =
                    recipe.needs.iter().filter(|need| !wanted.contains(need)).cloned().collect();
                wanted.extend(new);
            }
        }
        texts.retain(|text| !text.trim().is_empty());
        Some(texts)
    }
}

impl Recipe {
    /// Each line is a script of its own, unless the first one names an interpreter. `None` for
    /// one that reads no shell text.
    fn texts(&self) -> Option<Vec<String>> {
        let Some(interpreter) = self.lines.first().and_then(|line| line.strip_prefix("#!")) else {
            return Some(self.lines.clone());
        };
        let is_shell = interpreter.split(['/', ' ']).any(|it| matches!(it, "sh" | "bash" | "zsh"));
        is_shell.then(|| vec![self.lines[1..].join("\n")])
    }
}
