//! A text with normalised line ends, and its original ones.

/// A text beside its form with line feeds. Places are those of the latter.
pub(super) struct Lines<'text> {
    original: &'text str,
    text: String,
    /// The line feeds that are two bytes in the original.
    pairs: Vec<usize>,
}

impl<'text> Lines<'text> {
    pub(super) fn of(original: &'text str) -> Self {
        let pairs = original.match_indices("\r\n").enumerate().map(|(index, (at, _))| at - index);
        Self { original, pairs: pairs.collect(), text: super::parse::with_line_feeds(original) }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The original with these ranges replaced, which are in order; `None` where they overlap.
    pub(super) fn splice(&self, splices: &[(std::ops::Range<usize>, String)]) -> Option<String> {
        let mut result = String::with_capacity(self.original.len() + 512);
        let mut copied = 0;
        for (range, text) in splices {
            result.push_str(self.original.get(copied..self.place(range.start))?);
            result.push_str(&text.replace('\n', self.line_end()));
            copied = self.place(range.end);
        }
        result.push_str(&self.original[copied..]);
        Some(result)
    }

    fn place(&self, place: usize) -> usize {
        place + self.pairs.partition_point(|pair| *pair < place)
    }

    /// The file's own way to end a line: that of its first one.
    fn line_end(&self) -> &'static str {
        let first = self.text.find('\n');
        if first.is_some() && first == self.pairs.first().copied() { "\r\n" } else { "\n" }
    }
}
