//! Dotenv texts by grammar and mutation, the same ones for the same seed.

use super::Scenario;

const NAMES: &[&str] = &["A", "B", "C_1", "DATABASE_URL", "A.B", "x-y", "7", "export", "PGHOST"];
const WORDS: &[&str] = &[
    "secret",
    "postgres://u:p@h:5432/d",
    "true",
    "0",
    "#",
    "p#ss",
    "a b",
    "it's",
    "\u{e9}",
    "\u{1f418}",
    "\\",
    "\\$",
    "\\n",
    "\\r",
    "\\\"",
    "\\'",
    "$",
    "$$",
    "$&",
    "$'",
    "$`",
    "{",
    "}",
    ":-",
    "=",
    ":",
    "'",
    "\"",
    "`",
    " ",
    "\t",
    "\n",
    "\u{2028}",
    "\u{85}",
    "\u{feff}",
    "\u{a0}",
    "\0",
];
const BREAKS: &[&str] = &[
    "\n", "\n", "\n", "\n", "\r\n", "\r", "\n\n", "\u{2028}", "\u{2029}", " ", " # c\n", "\n# c\n",
];
const SEPARATORS: &[&str] = &[
    "=",
    "=",
    "=",
    "=",
    "=",
    " = ",
    "= ",
    ": ",
    ":",
    "\t=",
    " ",
    "=\n",
    "\n=",
    ":\n",
    "=\u{2028}",
];
const STARTS: &[&str] =
    &["", "", "", "", "", "", "export ", "export\n", " ", "\t", "export", "# ", "\u{feff}", "-"];

const ORDINARY: &[&str] = &[
    "",
    "# a comment, it's = fine",
    "#DATABASE_URL=postgres://old@h/d",
    "DATABASE_URL=postgres://old@h/d",
    "DATABASE_URL=\"postgres://older@h/d\" # two of them",
    "export B='quoted # word'",
    "export B=2",
    "A=1 # one",
    "A=`x`",
    "C_1=\"two\nlines\"",
    "PGHOST = localhost",
    "EMPTY=",
    "# skate-env: written before",
];

/// Small and seeded; the quality of its randomness does not matter here.
pub(super) struct Generator(u64);

impl Generator {
    pub(super) fn new(seed: u64) -> Self {
        let mut generator = Self((seed + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        for _ in 0..4 {
            generator.next();
        }
        generator
    }

    pub(super) fn scenario(&mut self) -> Scenario {
        let mode = self.pick(&["development", "development", "production", "test"]);
        let suffix = [format!(".env.{mode}.local"), ".env.local".into(), format!(".env.{mode}")];
        let mut files = vec![(".env".to_owned(), self.file())];
        for name in suffix {
            if self.below(4) == 0 {
                files.push((name, self.file()));
            }
        }
        let mut process = Vec::new();
        for name in NAMES {
            if self.below(6) == 0 {
                process.push(((*name).to_owned(), self.process_value()));
            }
        }
        Scenario { mode, process, files }
    }

    /// A text to edit: as people have them, or as `file` has them.
    pub(super) fn text(&mut self) -> String {
        if self.below(3) == 0 {
            return String::from_utf8_lossy(&self.file()).into_owned();
        }
        let line_end = self.pick(&["\n", "\n", "\r\n"]);
        let lines: Vec<_> = (0..self.below(8)).map(|_| self.pick(ORDINARY)).collect();
        lines.join(line_end) + self.pick(&["", line_end])
    }

    /// A value to write: words, or a URL with a password of any characters.
    pub(super) fn wanted(&mut self) -> String {
        let words = self.words();
        if self.below(2) == 0 { words } else { format!("postgresql://u:{words}@h:5432/d?a=b&c=d") }
    }

    fn file(&mut self) -> Vec<u8> {
        let mut text = String::new();
        for _ in 0..self.below(7) {
            text.push_str(self.pick(STARTS));
            text.push_str(self.pick(NAMES));
            text.push_str(self.pick(SEPARATORS));
            let value = self.value();
            text.push_str(&value);
            text.push_str(self.pick(BREAKS));
        }
        if self.below(12) == 0 {
            return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        }
        let mut bytes = text.into_bytes();
        if self.below(3) == 0 {
            (0..=self.below(4)).for_each(|_| self.mutate(&mut bytes));
        }
        bytes
    }

    fn process_value(&mut self) -> String {
        let value = if self.below(3) == 0 { String::new() } else { self.words() };
        value.replace('\0', "")
    }

    fn value(&mut self) -> String {
        let words = self.words();
        match self.below(8) {
            0 | 1 => format!("\"{words}\""),
            2 => format!("'{words}'"),
            3 => format!("`{words}`"),
            4 => format!("{}{words}", self.pick(&["\"", "'", "`"])),
            _ => words,
        }
    }

    fn words(&mut self) -> String {
        let mut words = String::new();
        for _ in 0..self.below(6) {
            let word = if self.below(4) == 0 { self.reference() } else { self.pick(WORDS).into() };
            words.push_str(&word);
        }
        words
    }

    fn reference(&mut self) -> String {
        let name = self.pick(NAMES);
        match self.below(5) {
            0 => format!("${name}"),
            1 => format!("${{{name}:-{}}}", self.pick(WORDS)),
            2 => format!("${{{name}"),
            3 => format!("\\${name}"),
            _ => format!("${{{name}}}"),
        }
    }

    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        let place = self.below(bytes.len() + 1);
        let end = (place + self.below(6)).min(bytes.len());
        match self.below(4) {
            0 => drop(bytes.drain(place..end)),
            1 => bytes.insert(place, self.next().to_le_bytes()[0]),
            2 => {
                let piece = bytes[place..end].to_vec();
                let target = self.below(bytes.len() + 1);
                bytes.splice(target..target, piece);
            }
            _ => {
                let word = self.pick(WORDS).bytes();
                bytes.splice(place..place, word);
            }
        }
    }

    fn pick<Choice: Copy>(&mut self, choices: &[Choice]) -> Choice {
        choices[self.below(choices.len())]
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or(0)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
