//! Dotenv files through the public interface: order, values, damage, and hostile texts.
//! That the values are Next.js's own is shown at length by `cargo xtask` with `@next/env` itself.

use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use skate_env_core::dotenv::{DamageKind, File, Loaded, Mode, load};

type Seen<'loaded> = (DamageKind, Option<&'loaded str>, u32);

fn load_files(files: &[File], process: &[(&str, &str)]) -> Loaded {
    load(files, &|name| {
        process.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned())
    })
}

fn load_text(text: &str) -> Loaded {
    load_files(&[File::new(".env", text.as_bytes())], &[])
}

fn value<'loaded>(loaded: &'loaded Loaded, name: &str) -> Option<&'loaded str> {
    let assignment = loaded.assignments.iter().find(|it| it.name == name)?;
    Some(assignment.value.expose_secret())
}

fn damage(loaded: &Loaded) -> Vec<Seen<'_>> {
    loaded.damage.iter().map(|it| (it.kind, it.name.as_deref(), it.place.line)).collect()
}

/// The row 'What each parser makes of one text' of `@next/env`, each with the damage we report.
#[test]
fn one_text_reads_as_next_js_reads_it() {
    use DamageKind::{HashCut, QuoteLeft, ReferenceLost};
    let rows: &[(&str, &str, &[Seen<'_>])] = &[
        ("U=postgres://u:p#ss@h/d", "postgres://u:p", &[(HashCut, Some("U"), 1)]),
        ("U=postgres://u:p$word@h/d", "postgres://u:p@h/d", &[(ReferenceLost, Some("U"), 1)]),
        ("U=\"postgres://u:p$word@h/d\"", "postgres://u:p@h/d", &[(ReferenceLost, Some("U"), 1)]),
        ("U='postgres://u:p$word@h/d'", "postgres://u:p@h/d", &[(ReferenceLost, Some("U"), 1)]),
        ("U='postgres://u:p\\$word@h/d'", "postgres://u:p$word@h/d", &[]),
        ("PGHOST=h\nU=postgres://u@${PGHOST}/d", "postgres://u@h/d", &[]),
        ("\u{feff}U=v", "v", &[(DamageKind::ByteOrderMark, None, 1)]),
        ("U=\"postgres://u@h/d", "\"postgres://u@h/d", &[(QuoteLeft, Some("U"), 1)]),
        ("U=first\nU=last", "last", &[]),
        ("U=", "", &[]),
    ];
    for (text, expected, seen) in rows {
        let loaded = load_text(text);
        assert_eq!(value(&loaded, "U"), Some(*expected), "{text:?}");
        assert_eq!(damage(&loaded), *seen, "{text:?}");
    }
}

#[test]
fn utf16_holds_no_variable_and_is_reported() {
    let text = "DATABASE_URL=postgres://u@h/d\r\n";
    for mark in ["\u{feff}", ""] {
        let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
        let little = units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<u8>>();
        let big = units.iter().flat_map(|unit| unit.to_be_bytes()).collect::<Vec<u8>>();
        for bytes in [little, big] {
            let loaded = load_files(&[File::new(".env", &bytes)], &[]);
            assert_eq!(loaded.assignments.len(), 0);
            assert_eq!(damage(&loaded), [(DamageKind::Utf16, None, 1)]);
        }
    }
    let latin = load_files(&[File::new(".env", b"A=p\xFCss")], &[]);
    assert_eq!(value(&latin, "A"), Some("p\u{fffd}ss"));
    assert_eq!(damage(&latin), [(DamageKind::NotUtf8, None, 1)]);
}

#[test]
fn syntax_is_dotenvs() {
    let rows = [
        ("export A=1", "1"),
        ("A: 1", "1"),
        ("A =  1  # comment", "1"),
        ("A=\"x\\ny\"", "x\ny"),
        ("A='x\\ny'", "x\\ny"),
        ("A=`it's \"x\"`", "it's \"x\""),
        ("A=it's", "it's"),
        ("A='it's'", "it's"),
        ("A='x\\'", "x\\"),
        ("A=\"one\ntwo\"", "one\ntwo"),
        ("A=\n'next line'", "next line"),
        ("A\n=1", "1"),
        ("A=1\r\nB=2", "1"),
        ("A=\"x\"y", "\"x\"y"),
        ("A=x\u{85}", "x\u{85}"),
        ("# c\u{2028}A=1", "1"),
    ];
    for (text, expected) in rows {
        assert_eq!(value(&load_text(text), "A"), Some(expected), "{text:?}");
    }
    for text in ["A", "A:1", "A 1", "# A=1", "=1", "A+=1"] {
        assert_eq!(value(&load_text(text), "A"), None, "{text:?}");
    }
    assert_eq!(value(&load_text("export=1"), "export"), Some("1"));
}

#[test]
fn expansion_is_next_js_own() {
    let rows = [
        ("A=${X:-default}", "default"),
        ("A=${P:-default}", "process"),
        ("A=$P-${P}", "process-process"),
        ("B=file\nA=${B:-default}", "default"), // a default counts before the same file
        ("A=$B\nB=$C\nC=deep", "deep"),
        ("A=${EMPTY:-default}", "default"),
        ("A=\\$P", "$P"),
        ("A=$P $", "$P $"),                 // a `$` with no name ends the search
        ("A=$P_x $P", "process_x process"), // the first text of the kind is replaced: `$P` of `$P_x`
        ("A=[$D]\nD='a$$b'", "[a]"),
        ("A=${P", "process"),
    ];
    for (text, expected) in rows {
        let file = File::new(".env", text.as_bytes());
        let loaded = load_files(&[file], &[("P", "process"), ("EMPTY", "")]);
        assert_eq!(value(&loaded, "A"), Some(expected), "{text:?}");
    }
}

#[test]
fn the_first_file_wins_and_the_process_before_it() {
    assert_eq!(Mode::Test.file_names(), [".env.test.local", ".env.test", ".env"]);
    assert_eq!(
        Mode::Development.file_names(),
        [".env.development.local", ".env.local", ".env.development", ".env"]
    );
    assert_eq!(
        Mode::Production.file_names(),
        [".env.production.local", ".env.local", ".env.production", ".env"]
    );
    let files =
        [File::new(".env.local", b"\nA=local\nSET=x"), File::new(".env", b"A=base\nB=$A\nEMPTY=x")];
    let loaded = load_files(&files, &[("SET", "shell"), ("EMPTY", "")]);
    assert_eq!(value(&loaded, "A"), Some("local"));
    assert_eq!(value(&loaded, "B"), Some("local"));
    assert_eq!(value(&loaded, "SET"), None);
    assert_eq!(value(&loaded, "EMPTY"), None);
    assert_eq!(loaded.assignments[0].place.to_string(), ".env.local:2");
    assert_eq!(damage(&loaded), [(DamageKind::EmptyShadow, Some("EMPTY"), 3)]);
}

#[test]
fn damage_names_the_line_and_the_kind() {
    use DamageKind::{HashCut, LineSwallowed, QuoteLeft, ReferenceLost, Rejected};
    let rows: &[(&str, &[Seen<'_>])] = &[
        ("\n\r\nA=x#y", &[(HashCut, Some("A"), 3)]),
        ("A=#secret", &[(HashCut, Some("A"), 1)]),
        ("A=postgres://u@h/d\"", &[(QuoteLeft, Some("A"), 1)]),
        ("A=\"x\nB=y\"", &[(LineSwallowed, Some("A"), 1)]),
        ("A:\nB=2", &[(LineSwallowed, Some("A"), 1)]),
        ("A=$A", &[(Rejected, Some("A"), 1)]),
        ("A=$B\nB=pa$ss", &[(ReferenceLost, Some("A"), 1), (ReferenceLost, Some("B"), 2)]),
    ];
    for (text, expected) in rows {
        assert_eq!(damage(&load_text(text)), *expected, "{text:?}");
    }
    let files = [File::new(".env", b"A=x")];
    let loaded = load_files(&files, &[("A", "pa$ss")]);
    assert_eq!(damage(&loaded), [(DamageKind::ProcessRewritten, Some("A"), 1)]);
}

#[test]
fn sound_files_raise_no_alarm() {
    let texts = [
        "A=x # comment",
        "A=x# comment",
        "A=\"p#ss\" # comment",
        "A=\"x\"#comment",
        "A=it's",
        "A='{\"a\":\"b\"}'",
        "A=say \"hi\"",
        "A=${UNSET:-}",
        "A=pa\\$ss",
        "A=100$",
        "A=\"-----BEGIN KEY-----\nMIIB+/ab==\nAbc=\n-----END KEY-----\"",
        "A=\n\nB=2\n# A='\n",
    ];
    for text in texts {
        assert_eq!(damage(&load_text(text)), [], "{text:?}");
    }
    let overridden = [File::new(".env.local", b"A=good"), File::new(".env", b"A=x#y")];
    assert_eq!(damage(&load_files(&overridden, &[])), []);
    let same = [File::new(".env", b"A=x#y\nB=$"), File::new(".env", b"A=")];
    assert_eq!(damage(&load_files(&same, &[("A", "set"), ("B", "")])).len(), 1);
}

#[test]
fn a_rejected_file_leaves_the_others() {
    let files = [File::new(".env.local", b"A=1\nB=$B"), File::new(".env", b"A=2")];
    let loaded = load_files(&files, &[]);
    assert_eq!(value(&loaded, "A"), Some("2"));
    assert_eq!(loaded.assignments.len(), 1);
}

#[test]
fn nothing_prints_a_value() {
    let secret = "canary";
    let text = format!("A={secret}#{secret}\nB=\"{secret}${secret}\nC=$C{secret}");
    for text in [text.as_str(), text.rsplit_once('\n').unwrap_or_default().0] {
        let files = [File::new(".env", text.as_bytes())];
        let loaded = load_files(&files, &[]);
        assert!(loaded.damage.len() + loaded.assignments.len() > 0);
        let displayed: String = loaded.damage.iter().map(ToString::to_string).collect();
        let printed = format!("{files:?} {loaded:?} {displayed}");
        assert!(!printed.contains(secret), "{printed}");
    }
}

/// Texts that make a backtracking scanner or an endless expansion hang.
#[test]
fn hostile_texts_end_soon() {
    let repeat = |piece: &str| piece.repeat(400_000 / piece.len());
    let doubling = |name: u32| format!("V{name}=$V{0}$V{0}\n", name + 1);
    let texts = [
        repeat("A='"),
        repeat("A='\\'\n"),
        repeat("A=\"\\\""),
        format!("A=\"{}x", repeat("\\\"\n")),
        format!("A=\"{}\"", repeat("'\n")),
        format!("A=\"{}\"", repeat("\n'a")),
        repeat("\n"),
        repeat("A\n"),
        repeat("export "),
        repeat("export\n\n"),
        format!("A={}", repeat("$")),
        format!("A={}", repeat("\\$")),
        format!("A={}", repeat("$A")),
        format!("A={}", repeat("${B:-")),
        format!("B={}\nA={}", repeat("$'").replace('\'', "`"), "$B"),
        format!("A='$A$`{}'", repeat("$'")),
        format!("B='{}'\n{}", repeat("x"), repeat("$B").replace("$B", "A=$B$B\n")),
        (0..3_000).map(doubling).collect::<Vec<_>>().concat(),
    ];
    for text in texts {
        let started = Instant::now();
        drop(load_text(&text));
        let head: String = text.chars().take(12).collect();
        assert!(started.elapsed() < Duration::from_secs(20), "{head:?} took too long");
    }
}

#[test]
fn no_bytes_panic() {
    let alphabet = b"A=\n\r'\"`\\$#{}:- \xE2\x80\xA8\xEF\xBB\xBFn\x00";
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    for _ in 0..50_000 {
        let mut bytes = Vec::new();
        for _ in 0..24 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.push(alphabet[usize::try_from(state % alphabet.len() as u64).unwrap()]);
        }
        let (first, second) = bytes.split_at(12);
        let files = [File::new(".env.local", first), File::new(".env", second)];
        let process = [("A", String::from_utf8_lossy(first).into_owned())];
        let found = |name: &str| process.iter().find(|it| it.0 == name).map(|it| it.1.clone());
        assert!(load(&files, &found).assignments.len() < 12);
        assert!(load(&files, &|_| None).assignments.len() < 12);
    }
}
