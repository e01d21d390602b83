//! Parses options as PostgreSQL's programs do: clustered, abbreviated, among the operands.

/// Long options that are looked at, each with its letter; `=` where it takes a value.
const LONG: [&str; 40] = [
    "command=c",
    "file=f",
    "dbname=d",
    "host=h",
    "port=p",
    "username=U",
    "list l",
    "version V",
    "help ?",
    "set=v",
    "variable=v",
    "output=o",
    "field-separator=F",
    "pset=P",
    "record-separator=R",
    "table-attr=T",
    "log-file=L",
    "clean C",
    "create K",
    "maintenance-db=m",
    "no-psqlrc X",
    "format=F",
    "jobs=j",
    "table=t",
    "schema=n",
    "exclude-schema=N",
    "exclude-table=T",
    "superuser=S",
    "encoding=E",
    "role=r",
    "use-list=L",
    "index=I",
    "function=P",
    "trigger=T",
    "owner=O",
    "template=T",
    "tablespace=D",
    "compress=Z",
    "no-owner O",
    "csv y",
];

/// Options by letter, and operands.
#[derive(Default)]
pub(super) struct Options<'a> {
    pub(super) flags: Vec<(char, &'a str)>,
    pub(super) operands: Vec<&'a str>,
}

impl<'a> Options<'a> {
    /// `valued` are the letters that take a value, as in `getopt`.
    pub(super) fn read(words: &'a [String], valued: &str) -> Self {
        let mut options = Self::default();
        let mut rest = words.iter().map(String::as_str);
        while let Some(word) = rest.next() {
            if word == "--" {
                options.operands.extend(rest.by_ref());
            } else if let Some(long) = word.strip_prefix("--") {
                let (name, value) = match long.split_once('=') {
                    Some((name, value)) => (name, Some(value)),
                    None => (long, None),
                };
                let Some((letter, takes_value)) = of_long(name) else { continue };
                let value = if takes_value { value.or_else(|| rest.next()) } else { None };
                options.flags.push((letter, value.unwrap_or_default()));
            } else if let Some(cluster) = word.strip_prefix('-').filter(|it| !it.is_empty()) {
                options.cluster(cluster, valued, &mut rest);
            } else {
                options.operands.push(word);
            }
        }
        options
    }

    fn cluster(
        &mut self,
        cluster: &'a str,
        valued: &str,
        rest: &mut impl Iterator<Item = &'a str>,
    ) {
        for (index, letter) in cluster.char_indices() {
            if !valued.contains(letter) {
                self.flags.push((letter, ""));
                continue;
            }
            let value = &cluster[index + letter.len_utf8()..];
            let value = if value.is_empty() { rest.next().unwrap_or_default() } else { value };
            self.flags.push((letter, value));
            return;
        }
    }

    pub(super) fn has(&self, letter: char) -> bool {
        self.flags.iter().any(|(flag, _)| *flag == letter)
    }

    pub(super) fn values(&self, letter: char) -> impl Iterator<Item = &'a str> {
        self.flags.iter().filter(move |(flag, _)| *flag == letter).map(|(_, value)| *value)
    }
}

/// A long option may be cut short as long as one begins so.
fn of_long(name: &str) -> Option<(char, bool)> {
    let row = LONG.iter().find(|row| row.starts_with(name) && !name.is_empty())?;
    Some((row.chars().next_back()?, row.contains('=')))
}
