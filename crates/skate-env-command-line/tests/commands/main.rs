//! The guard table: `vectors/commands/commands.json` holds command lines by what they do, and
//! for each such group the answer that the specification demands in every situation.

mod arbitrary_lines;
mod files;
mod table;

use std::collections::BTreeSet;

use skate_env_command_line::{Connection, DatabaseAction, Effect, NoFiles, analyze, judge};
use skate_env_core::{Code, Config, Error, Facts, Request, Variables};
use table::{Table, words};

/// Fewer lines than this in a group means that some were lost.
const AT_LEAST: [(&str, usize); 22] = [
    ("destroys", 267),
    ("loses data", 46),
    ("could not be read", 55),
    ("writes", 10),
    ("changes", 36),
    ("inspects", 44),
    ("inspects beside an application", 3),
    ("browses", 7),
    ("works offline", 28),
    ("harmless", 148),
    ("reads production", 19),
    ("browses production", 5),
    ("changes production", 6),
    ("destroys production", 6),
    ("wipes production", 4),
    ("hands production on", 7),
    ("empties production as a shadow", 1),
    ("reads this machine", 4),
    ("nobody knows which", 15),
    ("changes, nobody knows where", 6),
    ("destroys, nobody knows where", 5),
    ("leads to production", 18),
];

#[test]
fn every_command_line_has_the_answer_that_the_specification_demands() {
    let table = Table::load();
    let mut count = 0;
    let mut failures = Vec::new();
    for (group, line) in table.lines() {
        for situation in table.situations() {
            let Some(demanded) = table.demanded(group, situation) else { continue };
            count += 1;
            let answer = table.answer(&words(line), situation);
            if answer != demanded {
                failures
                    .push(format!("{situation}: {line}\n    {group}: {demanded}, got {answer}"));
            }
        }
    }
    let some = &failures[..failures.len().min(150)];
    assert!(failures.is_empty(), "{} of {count} fail:\n{}", failures.len(), some.join("\n"));
    assert!(count > 6500, "only {count} were tried");
}

#[test]
fn no_group_has_lost_lines() {
    let table = Table::load();
    let groups: BTreeSet<_> = table.lines().map(|(group, _)| group.as_str()).collect();
    assert_eq!(groups, AT_LEAST.iter().map(|(group, _)| *group).collect());
    for (group, least) in AT_LEAST {
        let count = table.lines().filter(|(name, _)| *name == group).count();
        assert!(count >= least, "group {group} has {count} lines, not {least}");
    }
}

#[test]
fn a_purpose_lifts_no_refusal() {
    let table = Table::load();
    for group in ["destroys", "destroys production"] {
        for line in table.lines_of(group) {
            for purpose in ["app", "migrate", "read"] {
                let words = words(line);
                let answer = table.answer_for(&words, "production, consented", purpose);
                assert_eq!(answer, "destructive_command", "{line} for {purpose}");
            }
        }
    }
    for line in table.lines_of("changes") {
        let answer = table.answer_for(&words(line), "production, workstation", "app");
        assert_eq!(answer, "production_from_workstation", "{line}");
    }
}

/// Nobody knows what it does: with nothing between it and production it is not started.
#[test]
fn what_cannot_be_read_needs_a_gateway_in_production() {
    let table = Table::load();
    for line in table.lines_of("could not be read").iter().chain(table.lines_of("loses data")) {
        let answer = table.answer_without_gateway(&words(line), "production, consented");
        assert_eq!(answer, "destructive_command", "{line}");
    }
}

#[test]
fn a_purpose_chooses_the_url_of_what_is_allowed() {
    let table = Table::load();
    let studio = words(&serde_json::json!("prisma studio"));
    assert_eq!(table.answer_for(&studio, "production", "app"), "app");
    assert_eq!(table.answer_for(&studio, "development", "read"), "read");
}

/// What is refused early, whoever consents, is told apart from what nobody could read.
#[test]
fn what_could_not_be_read_is_told_apart_from_what_destroys() {
    let table = Table::load();
    let certain =
        |action: &DatabaseAction| action.effect >= Effect::Arbitrary && action.unread().is_none();
    for line in table.lines_of("could not be read") {
        let analysis = table.analysis(&words(line), "production");
        assert!(analysis.unread().next().is_some(), "{line}");
        assert!(!analysis.actions.iter().any(certain), "{line}: {:?}", analysis.actions);
    }
    for group in ["destroys", "loses data"] {
        for line in table.lines_of(group) {
            let analysis = table.analysis(&words(line), "production");
            assert!(analysis.actions.iter().any(certain), "{line}: {:?}", analysis.actions);
        }
    }
}

#[test]
fn the_reason_is_a_short_clause() {
    let table = Table::load();
    for (line, name, reason) in [
        ("npx prisma db seed", "prisma db seed", "it runs code or SQL that stands elsewhere"),
        ("psql -f a.sql", "psql", "its file is not read"),
        ("npm run loop", "scripts", "they call each other without end"),
    ] {
        let analysis = table.analysis(&words(&line.into()), "production");
        let unread: Vec<_> = analysis.unread().map(|it| (it.name.as_str(), it.unread())).collect();
        assert_eq!(unread, [(name, Some(reason))], "{line}");
    }
}

/// What works on files does without a database; an application does not, nor beside such.
#[test]
fn only_what_works_on_files_does_without_a_url() {
    let (none, config) = (Variables::new(), Config::default());
    let code = |line: &str| {
        let line = ["sh".to_owned(), "-c".to_owned(), line.to_owned()];
        let analysis = analyze(&line, &none, &config, &NoFiles);
        let request = Request::new();
        let answer = judge(&none, Facts::new(), &config, &request, &analysis, Connection::Direct);
        answer.as_ref().err().map(Error::code)
    };
    for line in ["prisma generate", "prisma generate && prisma validate", "drizzle-kit generate"] {
        assert_eq!(code(line), None, "{line}");
    }
    for line in ["next dev", "true", "prisma generate && next start", "prisma migrate status"] {
        assert_eq!(code(line), Some(Code::MissingUrl), "{line}");
    }
}
