//! Every tool and every command of it that destroys, whatever stands between its words.

use super::{action, all};
use crate::{Effect, prisma, tool::HelpPosition};

/// What may stand between two words without the tool taking it for a command.
const BETWEEN: [&[&str]; 7] = [
    &[],
    &["--"],
    &["--unknown"],
    &["--unknown", "value"],
    &["--unknown=value"],
    &["--force", "-x"],
    &["--", "--unknown", "value", "--"],
];

/// Each tool's name with each of its commands that destroys.
fn destructive() -> impl Iterator<Item = (&'static str, &'static str)> {
    let prisma = ["migrate reset", "migrate dev", "db push"].map(|command| ("prisma", command));
    let others = all().flat_map(|tool| {
        let rows = tool.commands.iter().filter(|(_, effect)| *effect == Effect::Destroy);
        rows.map(|(command, _)| (tool.names[0], *command))
    });
    prisma.into_iter().chain(others)
}

fn effect(tool: &str, words: &[&str]) -> Effect {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    match tool {
        "prisma" => prisma::action(&words).effect,
        tool => action(tool, &words).expect("it is listed").effect,
    }
}

#[test]
fn whatever_stands_between_the_words_of_what_destroys() {
    for (tool, command) in destructive() {
        let (first, second) = command.split_once(' ').unwrap_or((command, ""));
        for before in BETWEEN {
            for between in BETWEEN {
                let words = [before, &[first], between, &[second], &["--unknown", "value"]];
                let words: Vec<_> =
                    words.concat().into_iter().filter(|it| !it.is_empty()).collect();
                assert_eq!(effect(tool, &words), Effect::Destroy, "{tool} {words:?}");
            }
        }
    }
}

#[test]
fn help_runs_nothing_where_the_tool_sees_it() {
    let in_front: Vec<_> = all()
        .filter(|tool| tool.help_position == HelpPosition::InFront)
        .map(|tool| tool.names[0])
        .collect();
    for (tool, command) in destructive() {
        let words: Vec<_> = command.split(' ').collect();
        let with = |before: &[&str], after: &[&str]| {
            effect(tool, &[before, words.as_slice(), after].concat())
        };
        assert_eq!(with(&["--help"], &[]), Effect::Offline, "{tool} --help {command}");
        let behind = if in_front.contains(&tool) { Effect::Destroy } else { Effect::Offline };
        assert_eq!(with(&[], &["--help"]), behind, "{tool} {command} --help");
        assert_eq!(with(&[], &["--force", "--version"]), behind, "{tool} {command} --version");
        for hidden in [&["--", "--help"][..], &["--unknown", "--help"], &["help"]] {
            assert_eq!(with(&[], hidden), Effect::Destroy, "{tool} {command} {hidden:?}");
        }
    }
}

#[test]
fn a_value_or_an_operand_is_no_command() {
    for (tool, words, effect_of_it) in [
        ("drizzle-kit", "generate --name push", Effect::Offline),
        ("dbmate", "new drop", Effect::Offline),
        ("node-pg-migrate", "create down", Effect::Offline),
        ("knex", "migrate:make down", Effect::Offline),
        ("sqlx", "migrate add revert", Effect::Offline),
        ("goose", "create reset sql", Effect::Offline),
        ("liquibase", "status --changelog-file=drop-all", Effect::Inspect),
        ("node-pg-migrate", "down -h", Effect::Destroy),
    ] {
        let words: Vec<_> = words.split(' ').collect();
        assert_eq!(effect(tool, &words), effect_of_it, "{tool} {words:?}");
    }
    let words = ["server".to_owned()];
    assert!(action("rails", &words).is_none(), "it is the application");
}
