//! Encodings of clients in which a query is read here as the server reads it.

/// Encodings of clients in which a byte of a letter may look like a quote or a backslash: what
/// is judged here would not be what the server reads.
const UNREADABLE: [&str; 16] = [
    "sjis",
    "mskanji",
    "shiftjis",
    "win932",
    "windows932",
    "shiftjis2004",
    "big5",
    "win950",
    "windows950",
    "gbk",
    "win936",
    "windows936",
    "uhc",
    "win949",
    "windows949",
    "johab",
];

/// Whether text in a client encoding is read here as the server reads it.
#[must_use]
pub fn is_readable_encoding(name: &str) -> bool {
    // As PostgreSQL compares their names: letters and digits only.
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    !name.is_empty() && !UNREADABLE.contains(&&*name) && name != "gb18030"
}

#[cfg(test)]
mod tests {
    use super::is_readable_encoding;

    #[test]
    fn encodings_whose_letters_hold_ascii_are_not_read() {
        for name in
            ["UTF8", "utf-8", "'utf-8'", "UNICODE", "LATIN1", "SQL_ASCII", "EUC_JP", "WIN1252"]
        {
            assert!(is_readable_encoding(name), "{name}");
        }
        for name in
            ["SJIS", "Shift_JIS_2004", "Big5", "GBK", "UHC", "GB18030", "johab", "WIN936", ""]
        {
            assert!(!is_readable_encoding(name), "{name}");
        }
    }
}
