//! Texts that are no URL at all: the word of an unset value, a mask, a reference, a key.

use super::{
    Shape, Text,
    inside::{is_placeholder_word, is_template},
};

const WRITE_IT_OUT: &str =
    "Set it to the connection string itself: it starts with `postgresql://`.";

pub(super) const SHAPES: &[Shape] = &[
    Shape {
        fits: is_template,
        what: "is still a template (`user:password@host`)",
        hint: "Replace it by the connection string of a database that exists (`postgresql://…`).",
    },
    Shape {
        fits: is_unset_word,
        what: "holds the word that a program writes for a value that is not set",
        hint: "Set it to the connection string (`postgresql://…`): the program that wrote it had none.",
    },
    Shape {
        fits: is_mask,
        what: "holds the mask that logs and consoles show in place of a secret",
        hint: "Reveal the connection string (`postgresql://…`) where it is kept, and copy that.",
    },
    Shape {
        fits: |text| is_name_behind(text.inner, "@"),
        what: "is a reference to a secret of Vercel (`@name`), which Vercel no longer resolves",
        hint: "Set it to the connection string itself (`postgresql://…`), in Vercel's settings and here.",
    },
    Shape {
        fits: is_command,
        what: "still holds a shell command that nothing ran",
        hint: "Set it to what the command prints: the connection string (`postgresql://…`).",
    },
    Shape {
        fits: is_reference,
        what: "is a reference to another variable that nothing expanded",
        hint: "Set it to the connection string itself (`postgresql://…`): not every reader expands `$NAME`.",
    },
    Shape {
        fits: |text| {
            text.starts_with(&[
                "env(",
                "process.env",
                "import.meta.env",
                "os.environ",
                "deno.env",
                "getenv(",
            ])
        },
        what: "holds program code that reads a variable",
        hint: WRITE_IT_OUT,
    },
    Shape {
        fits: is_in_a_store,
        what: "is a reference into a secret store, or is encrypted, and nothing resolved it",
        hint: "Start the process by the store's own program (as `op run -- …`), or set it to the connection string \
               (`postgresql://…`).",
    },
    Shape {
        // "postgre", three letters at a time.
        fits: |text| text.inner.starts_with("cG9zdGdyZ"),
        what: "is a connection string in base64, as Kubernetes keeps secrets",
        hint: "Decode it with `base64 --decode`, and set it to the result (`postgresql://…`).",
    },
    Shape {
        fits: |text| text.starts_with(&["postgresql%3a", "postgres%3a"]),
        what: "is percent-encoded as a whole",
        hint: "Decode it once, so that it starts with `postgresql://`; escapes are for user and password.",
    },
    Shape {
        fits: |text| {
            text.inner.starts_with('{')
                || text.inner.starts_with("[{")
                || text.inner.starts_with("[\"")
        },
        what: "is JSON",
        hint: "Keep only the connection string in it, from `postgresql://` on and without quotes.",
    },
    Shape {
        fits: |text| text.starts_with(&["napi_", "neon_api_key"]) && !text.inner.contains("://"),
        what: "is an API key of Neon",
        hint: "Set NEON_API_KEY to it, and this variable to the connection string (`postgresql://…`).",
    },
    Shape {
        fits: |text| {
            text.starts_with(&["npg_", "sk_", "avns_"]) && !text.inner.contains(['@', ':', '*'])
        },
        what: "holds a password alone",
        hint: "Copy the whole connection string: `postgresql://user:password@host/database`.",
    },
    Shape {
        fits: is_keywords,
        what: "is a list of keywords (`host=… dbname=…`)",
        hint: "Write it as a URL: `postgresql://user:password@host:5432/database`.",
    },
];

/// What JavaScript, Python, Go, Ruby and Java print for nothing.
fn is_unset_word(text: &Text<'_>) -> bool {
    const WORDS: [&str; 9] = [
        "undefined",
        "null",
        "none",
        "nil",
        "nan",
        "[object object]",
        "(null)",
        "<nil>",
        "<unset>",
    ];
    WORDS.iter().any(|word| text.inner.eq_ignore_ascii_case(word))
}

fn is_mask(text: &Text<'_>) -> bool {
    const WORDS: [&str; 9] = [
        "redacted",
        "hidden",
        "masked",
        "sensitive",
        "secret",
        "filtered",
        "encrypted",
        "removed",
        "censored",
    ];
    let masks = |c: char| matches!(c, '*' | '•' | '●' | '█' | '·');
    if !text.inner.is_empty() && text.inner.chars().all(masks) {
        return true;
    }
    let word = text.inner.trim_matches(|c: char| !c.is_alphanumeric());
    let is_framed = word.len() < text.inner.len() || word == "REDACTED";
    is_framed && WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// `@database_url`, `$DATABASE_URL`.
fn is_name_behind(text: &str, mark: &str) -> bool {
    text.strip_prefix(mark).is_some_and(is_name)
}

fn is_name(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && text.bytes().all(plain)
}

fn is_command(text: &Text<'_>) -> bool {
    text.inner.starts_with("$(") || text.raw.trim().starts_with('`') && !text.inner.contains("://")
}

/// The ways in which shells, CI services and templates write a variable: `$NAME`, `${NAME}`,
/// `${{ secrets.NAME }}`, `{{NAME}}`, `%NAME%`, `$env:NAME`, `((NAME))`, `<%= NAME %>`; and a bare
/// name in capitals.
fn is_reference(text: &Text<'_>) -> bool {
    let inner = text.inner;
    let frames = [
        ("${", "}"),
        ("{{", "}}"),
        ("%", "%"),
        ("((", "))"),
        ("<%", "%>"),
        ("#{", "}"),
        ("$[", "]"),
    ];
    let stands_in = |(start, end): &(&str, &str)| {
        inner.len() > start.len() + end.len()
            && inner.starts_with(start)
            && inner.ends_with(end)
            && !inner.contains("://")
    };
    let is_capital = inner.contains('_')
        && inner
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        && !is_placeholder_word(inner);
    is_name_behind(inner, "$")
        || is_name_behind(inner, "$env:")
        || frames.iter().any(stands_in)
        || is_capital
}

/// 1Password, dotenvx, Vault, AWS, Google Cloud, Doppler, Infisical, Azure, varlock.
fn is_in_a_store(text: &Text<'_>) -> bool {
    const STARTS: [&str; 14] = [
        "op://",
        "encrypted:",
        "vault:",
        "vault://",
        "arn:aws",
        "gcp:secretmanager",
        "sm://",
        "ssm:",
        "secretsmanager:",
        "doppler:",
        "infisical:",
        "akv:",
        "varlock(",
        "exec(",
    ];
    let in_google = text.inner.starts_with("projects/") && text.inner.contains("/secrets/");
    text.starts_with(&STARTS) || in_google
}

/// libpq's words and those of .NET.
fn is_keywords(text: &Text<'_>) -> bool {
    const KEYS: [&str; 8] =
        ["host", "hostaddr", "server", "data source", "dbname", "database", "user id", "port"];
    let words = text.inner.split([';', ' ']);
    let is_pair = |word: &str| {
        let key = word.split_once('=').map(|(key, _)| key.trim());
        key.is_some_and(|key| KEYS.iter().any(|known| key.eq_ignore_ascii_case(known)))
    };
    !text.inner.contains("://")
        && (words.into_iter().any(is_pair) || text.starts_with(&["data source=", "user id="]))
}
