//! No command line panics, and no wrapping hides what destroys.

use proptest::prelude::*;
use serde_json::json;

use crate::table::{Table, words};

const DESTRUCTIVE: [&str; 6] = [
    "prisma migrate reset --force",
    "npx prisma db push",
    "pnpm prisma migrate dev",
    "drizzle-kit push",
    "npm run db:reset",
    "node node_modules/.bin/prisma db seed",
];

const WRAPPERS: [&str; 22] = [
    "env A=1",
    "env -C /app A=1 B=2",
    "cross-env NODE_ENV=development",
    "dotenv -e .env --",
    "dotenvx run -f .env --",
    "npx --yes",
    "npm exec --",
    "pnpm exec",
    "pnpm dlx",
    "yarn exec",
    "bunx",
    "bun x",
    "time -p",
    "nice -n 5",
    "nohup",
    "sudo -u app",
    "timeout -k 1 5",
    "setsid",
    "stdbuf -oL",
    "xargs -n1",
    "docker compose exec web",
    "wait-on tcp:5432 --",
];

const SCRIPTS: [(&str, &str); 8] = [
    ("", ""),
    ("next build && ", ""),
    ("A=1 ", ""),
    ("( ", " )"),
    ("if true; then ", "; fi"),
    ("echo $(", ")"),
    ("true | ", " > log 2>&1"),
    ("{ ", "; } || exit 1"),
];

#[derive(Clone, Debug)]
enum Layer {
    Words(&'static str),
    Shell((&'static str, &'static str)),
}

fn layer() -> impl Strategy<Value = Layer> {
    prop_oneof![
        prop::sample::select(&WRAPPERS[..]).prop_map(Layer::Words),
        prop::sample::select(&SCRIPTS[..]).prop_map(Layer::Shell),
    ]
}

fn wrap(command: Vec<String>, layer: &Layer) -> Vec<String> {
    match layer {
        Layer::Words(words) => words.split(' ').map(str::to_owned).chain(command).collect(),
        Layer::Shell((before, after)) => {
            let quoted = command.iter().map(|it| format!("'{}'", it.replace('\'', r"'\''")));
            let text = quoted.collect::<Vec<_>>().join(" ");
            vec!["sh".to_owned(), "-c".to_owned(), format!("{before}{text}{after}")]
        }
    }
}

/// Text that looks like what is read here.
fn word() -> impl Strategy<Value = String> {
    let known = [
        "sh", "-c", "npx", "npm", "run", "loop", "db:reset", "env", "prisma", "psql", "--", "-S",
        "eval", "$(", "`", "'", "\"", "${", "<<E", "\n", "|", "(", ")", "&&", "\\", "$1", "$@",
        "-e", "xargs", "node", "DROP", "$$", "/*", "\\gexec", "host=", "é", "pnpm", "trap", "*",
    ];
    prop_oneof![
        prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        prop::collection::vec(prop::sample::select(known.to_vec()), 0..9)
            .prop_map(|it| it.join(" ")),
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics(words in prop::collection::vec(word(), 0..8)) {
        Table::load().answer(&words, "development");
    }

    #[test]
    fn no_wrapping_hides_what_destroys(
        command in prop::sample::select(&DESTRUCTIVE[..]),
        layers in prop::collection::vec(layer(), 0..6),
    ) {
        let command = layers.iter().fold(words(&json!(command)), wrap);
        let answer = Table::load().answer_without_gateway(&command, "production, consented");
        prop_assert_eq!(answer, "destructive_command", "{:?}", command);
    }

    #[test]
    fn no_wrapping_makes_a_harmless_command_alarming(
        command in prop::sample::select(vec!["next dev", "vitest run", "prisma generate", "node drop.js"]),
        layers in prop::collection::vec(layer(), 0..6),
    ) {
        let command = layers.iter().fold(words(&json!(command)), wrap);
        let answer = Table::load().answer(&command, "production");
        prop_assert_eq!(answer, "app", "{:?}", command);
    }
}

#[test]
fn wrappers_without_end_are_refused_and_not_followed() {
    let endless = std::iter::repeat_n("env", 50_000).chain(["prisma", "generate"]);
    let endless: Vec<_> = endless.map(str::to_owned).collect();
    let unguarded = Table::load().answer_without_gateway(&endless, "production");
    assert_eq!(unguarded, "destructive_command");
    assert_eq!(Table::load().answer(&endless, "development"), "migrate");
}
