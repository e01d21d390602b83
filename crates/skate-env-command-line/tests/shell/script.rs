//! Scripts that call `prisma` and `psql`, wrapped in whatever the grammar of shells has.

use proptest::{prelude::*, sample::select};

/// A piece of a script. What stands in `bodies` must follow at the next new line.
#[derive(Clone, Debug)]
struct Piece {
    text: String,
    bodies: String,
}

impl Piece {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), bodies: String::new() }
    }

    /// The piece as lines of its own.
    fn lines(&self) -> String {
        format!("{}\n{}", self.text, self.bodies)
    }

    fn wrap(&self, before: &str, after: &str) -> Self {
        Self::new(format!("{before}{}{after}", self.lines()))
    }
}

/// A whole script.
pub(super) fn script() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![prisma(), psql(), noise()];
    let piece = leaf.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            2 => (inner.clone(), select(OPERATORS), inner.clone()).prop_map(join),
            3 => (inner.clone(), select(GROUPS)).prop_map(|(piece, (before, after))| {
                piece.wrap(before, after)
            }),
            1 => (inner, select(SHELLS)).prop_map(|(piece, shell)| {
                let text = piece.lines();
                Piece::new(format!("{shell} '{}'", text.replace('\'', r"'\''")))
            }),
        ]
    });
    piece.prop_map(|piece| piece.lines())
}

const OPERATORS: &[&str] = &["; ", " && ", " || ", " | ", " & ", "\n"];

const GROUPS: &[(&str, &str)] = &[
    ("( ", ")"),
    ("{ ", "}"),
    ("( ", ") > /dev/null 2>&1"),
    ("{ ", "} < /dev/null"),
    ("if true; then ", "fi"),
    ("if false; then :; else ", "fi"),
    ("if ", "then :; fi"),
    ("for v in a b; do ", "done"),
    ("for v in db; do ", "done"),
    ("while ", "do break; done"),
    ("until ", "do break; done"),
    ("case x in y) :;; (x) ", ";; esac"),
    ("f() { ", "}; f"),
    ("function g { ", "}; g one 'two'"),
    (": $( ", ")"),
    (": \"$( ", ")\""),
    (": \"${unset:-$( ", ")}\""),
    ("[[ a = a && -n x ]] && ", ""),
    ("! ", ""),
    (": \"it's\"; ", ""),
    (": \"${unset:-it's}\"; ", ""),
    (": <<'A' $'it\\'s'\nit's \"\nA\n", ""),
    ("# it's a comment\n", ""),
    ("A=1 B='2 3' ; ", ""),
    ("exec 3< /dev/null; ", ""),
    ("", "# it's one, too\n"),
];

const SHELLS: &[&str] = &["eval", "bash -c", "A=1 bash -c", "nice -n 5 bash -c"];

fn join((first, operator, second): (Piece, &str, Piece)) -> Piece {
    // The body of a here-document begins at the first new line.
    if operator == "\n" || !first.bodies.is_empty() && second.text.contains('\n') {
        return Piece { text: first.lines() + &second.text, bodies: second.bodies };
    }
    Piece {
        text: format!("{}{operator}{}", first.text, second.text),
        bodies: first.bodies + &second.bodies,
    }
}

/// A word in one of the many ways in which it can be written.
fn word(text: &'static str) -> impl Strategy<Value = String> {
    let (first, rest) = text.split_at(1);
    prop_oneof![
        4 => Just(text.to_owned()),
        1 => Just(format!("'{text}'")),
        1 => Just(format!("\"{text}\"")),
        1 => Just(format!("{first}\"{rest}\"")),
        1 => Just(format!("\\{text}")),
        1 => Just(format!("$'{text}'")),
        1 => Just(format!("${{unset:-{text}}}")),
        1 => Just(format!("\"${{unset:-{text}}}\"")),
        1 => Just(format!("{first}''{rest}")),
        1 => Just(format!("{first}\\\n{rest}")),
        1 => Just(format!("{first}${{unset:+x}}{rest}")),
    ]
}

const REDIRECTIONS: &[&str] = &[
    "",
    "",
    "",
    " > /dev/null",
    " 2>&1",
    " >/dev/null 2>&1",
    " &> /dev/null",
    " 3< /dev/null",
    " < /dev/null",
    " >| /dev/null",
    " <<< \"it's\"",
];

fn prisma() -> impl Strategy<Value = Piece> {
    let commands = [("db", "push"), ("migrate", "reset"), ("migrate", "deploy")];
    let words =
        select(commands.to_vec()).prop_flat_map(|(first, second)| (word(first), word(second)));
    let prefixes = ["", "", "A=1 ", "nice -n 5 ", "nice -n 5 > /dev/null ", "> /dev/null "];
    (word("prisma"), words, select(REDIRECTIONS), select(prefixes.to_vec())).prop_map(
        |(program, (first, second), redirection, prefix)| {
            // Where something reads it, the redirection may stand anywhere.
            Piece::new(format!("{prefix}{program} {first}{redirection} {second}"))
        },
    )
}

fn psql() -> impl Strategy<Value = Piece> {
    let statements = ["select 1", "drop table t", "select 'it''s'", "drop table \"t\""];
    (select(statements.to_vec()), 0..8).prop_map(|(statement, form)| match form {
        0 => here_document("psql <<E", statement, "E"),
        1 => here_document("psql <<'E'", statement, "E"),
        2 => here_document("psql <<-\"E F\" > /dev/null", statement, "\tE F"),
        3 => here_document("cat <<E | psql", statement, "E"),
        4 => Piece::new(format!("psql <<< \"{}\"", statement.replace('"', "\\\""))),
        5 => Piece::new(format!("echo \"{}\" | psql", statement.replace('"', "\\\""))),
        6 => Piece::new(format!("{{ echo '{}'; echo; }} | psql", statement.replace('\'', ""))),
        _ => here_document("psql <<E 2>&1 && :", statement, "E"),
    })
}

fn here_document(line: &str, statement: &str, delimiter: &str) -> Piece {
    Piece { text: line.to_owned(), bodies: format!("{statement};\n{delimiter}\n") }
}

fn noise() -> impl Strategy<Value = Piece> {
    let texts = [
        ":",
        "true",
        "false",
        "echo prisma db push",
        "echo 'it''s' > /dev/null",
        "test -n \"$HOME\"",
        "[[ -n prisma || psql ]]",
        "x=$((1 + (2 * 3)))",
        "x=(prisma db push)",
        "set -e; set +e",
        "printf '%s\\n' \"a b\"",
    ];
    select(texts.to_vec()).prop_map(Piece::new)
}
