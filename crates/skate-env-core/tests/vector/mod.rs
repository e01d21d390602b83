//! One test vector: a question, and the answer that is demanded.

mod answer;
mod fields;
mod question;

use std::{fmt, fs, path::Path};

use answer::Answer;
use fields::Fields;
pub(crate) use question::Question;

pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) group: String,
    pub(crate) question: Question,
    expected: Answer,
}

/// What a wrong answer amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Hole,
    FalseAlarm,
    WrongAnswer,
}

pub(crate) struct Failure {
    pub(crate) kind: Kind,
    name: String,
    expected: String,
    actual: String,
}

/// Every case of every file, files in the order of their names.
pub(crate) fn load() -> Vec<Vector> {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../vectors");
    let mut files: Vec<_> = [vectors.clone(), vectors.join("field")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).expect("the folders of vectors are there"))
        .map(|entry| entry.expect("their entries are readable").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files.iter().flat_map(|file| load_file(file)).collect()
}

fn load_file(path: &Path) -> Vec<Vector> {
    let text = fs::read_to_string(path).expect("a vector file is readable");
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text)
        .unwrap_or_else(|error| panic!("{} is an array of cases: {error}", path.display()));
    cases.into_iter().map(Vector::read).collect()
}

impl Vector {
    fn read(case: serde_json::Value) -> Self {
        let name = case["name"].as_str().expect("a case has a name").to_owned();
        let mut fields = Fields::new(&name, case);
        let vector = Self {
            group: {
                fields.string("name");
                fields.string("group").expect("a case has a group")
            },
            question: Question::read(&mut fields),
            expected: Answer::read(fields.object("expect").expect("a case has an expectation")),
            name: name.clone(),
        };
        fields.finish();
        vector
    }

    pub(crate) fn demands_refusal(&self) -> bool {
        self.expected.is_refusal()
    }

    pub(crate) fn demands_silence(&self) -> bool {
        self.expected.is_silent()
    }

    /// What is wrong, if something is.
    pub(crate) fn failure(&self) -> Option<Failure> {
        let actual = self.question.ask();
        if self.expected.accepts(&actual) {
            return None;
        }
        let kind = match (self.expected.is_refusal(), actual.is_refusal()) {
            (true, false) => Kind::Hole,
            (false, true) => Kind::FalseAlarm,
            (false, false) if self.expected.warns_less_than(&actual) => Kind::FalseAlarm,
            (false, false) if actual.warns_less_than(&self.expected) => Kind::Hole,
            _ => Kind::WrongAnswer,
        };
        Some(Failure {
            kind,
            name: format!("[{}] {}", self.group, self.name),
            expected: self.expected.to_string(),
            actual: actual.to_string(),
        })
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, expected, actual } = self;
        write!(formatter, "{kind:?}: {name}\n    demanded {expected}\n    given    {actual}")
    }
}
