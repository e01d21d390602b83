//! Dotenv texts edited through the public interface: ours is exact, everything else stays.
//! That the real readers agree is shown at length by `cargo xtask test dotenv`.

use proptest::prelude::*;
use secrecy::ExposeSecret;
use skate_env_core::Code;
use skate_env_core::dotenv::{Change, File, edit, load, quote};

const MARKER: &str = "# skate-env: NAME=value lines that it keeps; everything else here is yours\n";

fn set(text: &str, changes: &[(&str, &str)]) -> String {
    let changes: Vec<_> = changes.iter().map(|(name, value)| Change::set(*name, *value)).collect();
    let edited = edit(".env.local", text, &changes).expect("it can be edited");
    assert_eq!(edit(".env.local", &edited, &changes).as_ref(), Ok(&edited), "not idempotent");
    edited
}

fn remove(text: &str, name: &str) -> String {
    edit(".env.local", text, &[Change::remove(name)]).expect("it can be edited")
}

/// What Next.js reads, in a process that has nothing set.
fn values(text: &str) -> Vec<(String, String)> {
    let loaded = load(&[File::new(".env.local", text.as_bytes())], &|_| None);
    let assigned = loaded.assignments.into_iter();
    assigned.map(|it| (it.name, it.value.expose_secret().to_owned())).collect()
}

#[test]
fn a_variable_is_changed_where_it_stands() {
    let rows = [
        ("A=1\nB=old\nC=3\n", "A=1\nB=new\nC=3\n"),
        ("B=old # note\n", "B=new # note\n"),
        ("B=\"old\"#note\n", "B=new #note\n"),
        ("export B='old'\n", "export B=new\n"),
        ("export\tB = 'old'  # note", "export B=new  # note"),
        ("  B: old\n", "  B=new\n"),
        ("B=old", "B=new"),
        ("B=", "B=new"),
        ("A=1\r\nB=old\r\n# end\r\n", "A=1\r\nB=new\r\n# end\r\n"),
        ("A=1\r\nB=old\nC=3\n", "A=1\r\nB=new\nC=3\n"),
        ("\u{feff}A=1\nB=old\n", "\u{feff}A=1\nB=new\n"),
        ("B=\"one\ntwo\"\nC=3\n", "B=new\nC=3\n"),
        ("B='one\r\ntwo' # note\r\nC=3\r\n", "B=new # note\r\nC=3\r\n"),
        ("B=pass#word\n", "B=new\n"), // the end of the old value is no comment
        ("# B=old\nB=old\n#B=old\n", "# B=old\nB=new\n#B=old\n"),
        ("B=1\nA=1\nB=2\nC=3\n", "A=1\nB=new\nC=3\n"), // the last of duplicates counts
        ("B=1\r\n\r\nB=\"2\r\n3\"\r\nB=4", "\r\nB=new"),
    ];
    for (text, expected) in rows {
        assert_eq!(set(text, &[("B", "new")]), expected, "{text:?}");
    }
}

#[test]
fn what_is_new_goes_below_one_comment() {
    let first = set("", &[("B", "1")]);
    assert_eq!(first, format!("{MARKER}B=1\n"));
    assert_eq!(set(&first, &[("C", "2")]), format!("{MARKER}B=1\nC=2\n"));
    let rows = [
        ("A=1\n", format!("A=1\n\n{MARKER}B=2\nC=3\n")),
        ("A=1\n\n", format!("A=1\n\n{MARKER}B=2\nC=3\n")),
        ("A=1", format!("A=1\n\n{MARKER}B=2\nC=3")),
        ("A=1\r\n", format!("A=1\n\n{MARKER}B=2\nC=3\n").replace('\n', "\r\n")),
        ("# B=old", format!("# B=old\n\n{MARKER}B=2\nC=3")),
        (
            "# skate-env: x\nA='1\n2' # c\n\nD=4\n",
            "# skate-env: x\nA='1\n2' # c\nB=2\nC=3\n\nD=4\n".into(),
        ),
        ("# skate-env: x", "# skate-env: x\nB=2\nC=3".into()),
        ("A='\n# skate-env: x\n'\n", format!("A='\n# skate-env: x\n'\n\n{MARKER}B=2\nC=3\n")),
    ];
    for (text, expected) in rows {
        assert_eq!(set(text, &[("B", "2"), ("C", "3")]), expected, "{text:?}");
    }
}

#[test]
fn what_goes_takes_its_lines_and_no_others() {
    let rows = [
        ("A=1\nB=2 # note\nC=3\n", "A=1\nC=3\n"),
        ("A=1\r\nexport B=\"x\r\ny\"\r\n\r\nC=3\r\n", "A=1\r\n\r\nC=3\r\n"),
        ("\u{feff}A=1\n\tB=1\nC=1\n", "\u{feff}A=1\nC=1\n"),
        ("# B=1\n", "# B=1\n"),
        ("B=1", ""),
        ("", ""),
    ];
    for (text, expected) in rows {
        assert_eq!(remove(text, "B"), expected, "{text:?}");
    }
}

/// `node --env-file` takes an odd line and the name below it for one name, and a byte order mark
/// for a part of the first.
#[test]
fn a_variable_below_what_node_misreads_moves_to_where_it_is_read() {
    for odd in ["\u{feff}", "  # indented\n", " \n"] {
        let text = format!("{}{odd}B=old\n", if odd == "\u{feff}" { "" } else { "A=1\n" });
        let edited = set(&text, &[("B", "new")]);
        assert!(edited.ends_with(&format!("{MARKER}B=new\n")), "{edited:?}");
        assert_eq!(edited.matches("B=").count(), 1, "{edited:?}");
    }
}

#[test]
fn a_text_that_cannot_be_edited_safely_is_refused() {
    let rows = [
        ("B=\"canary\nC=3\"\n", "goes on over a line", 1),
        ("A=1\nX=\"canary\nB=old\n", "quote that has no partner", 2),
        ("A=1\nX=$X canary\n", "refers to itself", 2),
        ("\u{feff}B:", "byte order mark", 1),
    ];
    for (text, reason, line) in rows {
        let changes = [Change::set("B", "p#ss word")];
        let error = edit(".env.local", text, &changes).unwrap_err();
        assert_eq!(error.code(), Code::FileNotWritten, "{text:?}");
        assert!(error.message().contains(reason), "{text:?}: {error}");
        let place = error.problems().next().unwrap().place.clone().unwrap();
        assert_eq!((place.path.as_str(), place.line), (".env.local", line), "{text:?}");
        assert!(!error.to_string().contains("canary"), "{error}");
    }
    for name in ["", "1A", "A B", "A=B", "A.B", "A\nB"] {
        let error = edit(".env", "", &[Change::set(name, "v")]).unwrap_err();
        assert_eq!(error.code(), Code::FileNotWritten, "{name:?}");
    }
}

#[test]
fn a_change_prints_no_value() {
    let change = Change::set("A", "canary");
    assert!(!format!("{change:?} {change:#?}").contains("canary"));
}

/// Texts as people have them.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "(export )?[A-D]=[a-z0-9:/@.]{0,8}( # [a-z]{1,4})?",
        1 => "[A-D]=\"[a-z #'=]{0,6}(\n[a-z ]{0,6})?\"",
        1 => "[A-D] ?= ?'[a-z\" ]{0,6}'",
        2 => "# ?[A-Za-z =']{0,10}",
        1 => "",
    ]
}

fn ordinary() -> impl Strategy<Value = String> {
    (prop::collection::vec(line(), 0..8), any::<bool>(), any::<bool>()).prop_map(
        |(lines, crlf, end)| {
            let text = lines.join("\n") + if end { "\n" } else { "" };
            if crlf { text.replace('\n', "\r\n") } else { text }
        },
    )
}

fn anything() -> impl Strategy<Value = String> {
    let pieces = [
        "A",
        "B",
        "=",
        ":",
        " ",
        "\t",
        "\n",
        "\r",
        "\r\n",
        "#",
        "'",
        "\"",
        "`",
        "\\",
        "$",
        "{",
        "}",
        "x",
        "export ",
        "# skate-env:",
        "\u{feff}",
        "\u{2028}",
        "\u{e9}",
        "\\n",
        "\\$",
        "A=",
        "B=x\n",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24).prop_map(|it| it.concat())
}

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~\u{e9}\u{4e16}\u{2028}\u{a0}]{0,12}",
        "[#$\"'`\\\\% nr{a]{0,8}",
        "postgresql://u:[a-z%$#'\"]{1,8}@h:5432/d\\?a=b&c=d",
    ]
}

fn spelled() -> impl Strategy<Value = String> {
    value()
        .prop_map(|value| if quote(&value).is_ok() { value } else { value.replace('$', "") })
        .prop_filter("no spelling", |value| quote(value).is_ok())
}

fn without_ours(text: &str) -> Vec<(String, String)> {
    values(text).into_iter().filter(|(name, _)| !["B", "NEW"].contains(&name.as_str())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ordinary_texts_take_every_value_that_has_a_spelling(
        text in ordinary(), one in spelled(), other in spelled(),
    ) {
        let edited = set(&text, &[("B", &one), ("NEW", &other)]);
        let found = values(&edited);
        prop_assert!(found.contains(&("B".to_owned(), one)), "{:?}", edited);
        prop_assert!(found.contains(&("NEW".to_owned(), other)), "{:?}", edited);
        prop_assert_eq!(without_ours(&edited), without_ours(&text));
        for line in text.lines().filter(|line| line.starts_with('#')) {
            prop_assert!(edited.lines().any(|it| it == line), "{:?} lost {:?}", edited, line);
        }
        let removed = edit(".env", &edited, &[Change::remove("B"), Change::remove("NEW")]).unwrap();
        prop_assert_eq!(values(&removed), without_ours(&text));
    }

    #[test]
    fn any_text_is_edited_exactly_or_refused(text in anything(), wanted in value()) {
        let changes = [Change::set("B", wanted.as_str()), Change::remove("A")];
        if let Ok(edited) = edit(".env", &text, &changes) {
            let found = values(&edited);
            prop_assert!(found.contains(&("B".to_owned(), wanted)), "{:?}", edited);
            prop_assert!(!found.iter().any(|(name, _)| name == "A"), "{:?}", edited);
            prop_assert_eq!(edit(".env", &edited, &changes), Ok(edited));
        }
    }
}
