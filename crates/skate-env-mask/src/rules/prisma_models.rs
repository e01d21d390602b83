//! Parses models and fields of a Prisma schema, to find the column that a comment belongs to.

/// A model of a Prisma schema: a table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Model {
    pub(super) name: String,
    /// Its name in the database.
    pub(super) table: String,
    pub(super) schema: String,
    pub(super) fields: Vec<Field>,
}

/// A field of a model, with its comments.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name in the database.
    pub(super) column: String,
    /// Its type, without `?` and `[]`.
    pub(super) kind: String,
    /// The lines of its `///` comments, with line numbers from 1.
    pub(super) comments: Vec<(u32, String)>,
    pub(super) line: u32,
}

/// The models of a file.
pub(super) fn models(text: &str) -> Vec<Model> {
    let text = without_block_comments(text);
    let mut models = Vec::new();
    let mut model: Option<Model> = None;
    let mut comments: Vec<(u32, String)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let (code, comment) = split(line);
        let code = code.trim();
        if code.is_empty() {
            match comment {
                Some(comment) => comments.push((number, comment.to_owned())),
                None if line.trim().is_empty() => comments.clear(),
                None => {}
            }
            continue;
        }
        let mut documentation = std::mem::take(&mut comments);
        documentation.extend(comment.map(|comment| (number, comment.to_owned())));
        let mut words = code.split_whitespace();
        let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        match &mut model {
            None if first == "model" && code.ends_with('{') => {
                let name = second.trim_end_matches('{').to_owned();
                let schema = "public".to_owned();
                model = Some(Model { table: name.clone(), name, schema, fields: Vec::new() });
            }
            None => {}
            Some(_) if first == "}" => models.extend(model.take()),
            Some(model) if first.starts_with("@@") => {
                if let Some(table) = argument(code, "@@map") {
                    model.table = table;
                }
                if let Some(schema) = argument(code, "@@schema") {
                    model.schema = schema;
                }
            }
            Some(model) => model.fields.push(Field {
                column: argument(code, "@map").unwrap_or_else(|| first.to_owned()),
                kind: second.trim_end_matches(['?', '[', ']']).to_owned(),
                comments: documentation,
                line: number,
            }),
        }
    }
    models
}

/// The code of a line, and the text of a `///` comment after it. `//` ends the code, too.
fn split(line: &str) -> (&str, Option<&str>) {
    let mut in_string = false;
    let mut escaped = false;
    for (at, letter) in line.char_indices() {
        match letter {
            '"' if !escaped => in_string = !in_string,
            '/' if !in_string && line[at..].starts_with("//") => {
                return (&line[..at], line[at..].strip_prefix("///").map(str::trim));
            }
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    (line, None)
}

/// The string in the parentheses of an attribute: `@map("x")`, `@map(name: "x")`.
fn argument(code: &str, attribute: &str) -> Option<String> {
    let at = code.match_indices(attribute).map(|(at, _)| at).find(|at| {
        let before = code[..*at].chars().next_back();
        before.is_none_or(char::is_whitespace)
    })?;
    let rest = code[at + attribute.len()..].trim_start().strip_prefix('(')?;
    let (_, rest) = rest.split_once('"')?;
    rest.split_once('"').map(|(text, _)| text.to_owned())
}

/// Removes `/* … */` comments, but keeps their line ends, so that line numbers stay the same.
fn without_block_comments(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let (mut in_string, mut in_line, mut in_block) = (false, false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, letters.peek()) {
            ('\n', _) => (in_string, in_line) = (false, false),
            ('*', Some('/')) if in_block => {
                letters.next();
                in_block = false;
                continue;
            }
            ('/', Some('*')) if !in_string && !in_line => in_block = true,
            ('/', Some('/')) if !in_string && !in_block => in_line = true,
            ('"', _) if !in_line && !in_block => in_string = !in_string,
            _ => {}
        }
        if !in_block || letter == '\n' {
            result.push(letter);
        }
    }
    result
}
