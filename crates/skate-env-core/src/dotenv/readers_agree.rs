//! Checks an edited text: every dotenv reader finds the wanted values in it.

use std::collections::HashMap;

use secrecy::ExposeSecret;

use super::parse::{Entry, parse, with_line_feeds};
use super::statement::statements;
use super::{Change, DamageKind, File, load, node_env_file};
use crate::{Code, Error, Place, Problem};

/// Compares a text with the one it was made from.
///
/// # Errors
/// `file_not_written`, with the line that makes readers differ where one is known.
pub(super) fn check(
    path: &str,
    before: &str,
    after: &str,
    changes: &[Change],
) -> Result<(), Error> {
    let (old, new) = (parse(before), parse(after));
    let holds = assigned_once(after, changes)
        && next_finds(path, after, changes)
        && node_finds(before, after, &old, changes)
        && others_stay(&old, &new, changes);
    if holds { Ok(()) } else { Err(refusal(path, before, &old)) }
}

/// Readers differ in which of two they take, and old text may become an assignment by what
/// follows it now.
fn assigned_once(text: &str, changes: &[Change]) -> bool {
    let text = with_line_feeds(text);
    changes.iter().all(|change| {
        let ours = statements(&text).filter(|it| it.name == change.name);
        ours.count() == usize::from(change.value.is_some())
    })
}

/// `@next/env`, expansion included.
fn next_finds(path: &str, text: &str, changes: &[Change]) -> bool {
    let loaded = load(&[File::new(path, text.as_bytes())], &|_| None);
    changes.iter().all(|change| {
        let found = loaded.assignments.iter().find(|it| it.name == change.name);
        found.map(|it| it.value.expose_secret())
            == change.value.as_ref().map(ExposeSecret::expose_secret)
    })
}

/// dotenv, which expands nothing: what refers to one of our variables follows it on purpose.
fn others_stay(old: &[Entry], new: &[Entry], changes: &[Change]) -> bool {
    fn values<'a>(entries: &'a [Entry], changes: &[Change]) -> HashMap<&'a str, &'a str> {
        let others = entries.iter().filter(|entry| !is_ours(&entry.name, changes));
        others.map(|entry| (entry.name.as_str(), entry.value.as_str())).collect()
    }
    values(old, changes) == values(new, changes)
}

/// `node --env-file`. Another variable may only change for what dotenv reads.
fn node_finds(before: &str, after: &str, others: &[Entry], changes: &[Change]) -> bool {
    let (old, new) = (node_env_file::read(before), node_env_file::read(after));
    let ours = changes.iter().all(|change| {
        new.get(&change.name).map(String::as_str)
            == change.value.as_ref().map(ExposeSecret::expose_secret)
    });
    let others = others.iter().filter(|entry| !is_ours(&entry.name, changes)).all(|entry| {
        let found = new.get(&entry.name);
        found == old.get(&entry.name) || found == Some(&entry.value)
    });
    ours && others
}

fn is_ours(name: &str, changes: &[Change]) -> bool {
    changes.iter().any(|change| change.name == name)
}

/// Names the first damage that makes readers differ.
fn refusal(path: &str, before: &str, old: &[Entry]) -> Error {
    let in_entries = old.iter().flat_map(|entry| {
        let telling = entry
            .damage
            .iter()
            .filter(|kind| matches!(kind, DamageKind::QuoteLeft | DamageKind::LineSwallowed));
        telling.map(|kind| (*kind, Some(entry.name.clone()), Place::new(path, entry.line)))
    });
    let loaded = load(&[File::new(path, before.as_bytes())], &|_| None);
    let in_file = loaded
        .damage
        .into_iter()
        .filter(|damage| matches!(damage.kind, DamageKind::Rejected | DamageKind::ByteOrderMark));
    let found = in_entries.chain(in_file.map(|it| (it.kind, it.name, it.place))).next();
    match found {
        Some((kind, name, place)) => Error::from_problem(damaged(kind, name, place)),
        None => readers_differ(path),
    }
}

pub(super) fn readers_differ(path: &str) -> Error {
    Error::from_problem(Problem::new(
        Code::FileNotWritten,
        format!("Readers of dotenv files would not agree on {path} once it is edited."),
        "Remove lines that are neither comments nor assignments, and try again.",
    ))
}

/// A text is not edited because of this.
pub(super) fn damaged(kind: DamageKind, name: Option<String>, place: Place) -> Problem {
    let subject = name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
    let message = format!("{path} is not edited: {subject}{}.", kind.message(), path = place.path);
    let problem = Problem::new(Code::FileNotWritten, message, kind.hint());
    match name {
        Some(name) => problem.of_variable(name, Some(place)),
        None => problem.at(place),
    }
}
