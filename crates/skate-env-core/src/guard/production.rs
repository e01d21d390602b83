//! `production_target` and `not_production`: only production reaches production's database, and
//! production reaches no other.

use super::{Findings, GuardContext};
use crate::{
    Code, Environment, Pin, Problem, Server, Target, Verdict, candidate::Candidate, lookup::Name,
    names::GENERAL_PAIRS, runtime, selection::Selection,
};

pub(super) fn check(context: &GuardContext<'_>, selection: &Selection, findings: &mut Findings) {
    if context.environment.is_production() {
        check_production(context, selection, findings);
        return;
    }
    let own = own_of_production(context, selection);
    for candidate in selection.candidates() {
        let Some(target) = &candidate.target else { continue };
        let own = if is_told_apart(context, candidate) { &[] } else { own.as_slice() };
        if let Some(reason) = reason(context, own, target) {
            findings.refuse(production_target(context, candidate, target, &reason));
        }
    }
}

/// Why a target is production's.
fn reason(context: &GuardContext<'_>, own: &[Candidate], target: &Target) -> Option<String> {
    if let Some(pin) = context.pins.production().find(|pin| pin.matches(target)) {
        return Some(format!("production's pin {pin}"));
    }
    let same = own
        .iter()
        .find(|own| own.target.as_ref().is_some_and(|production| production.is_same_as(target)))?;
    Some(format!("the target of production's own {}", same.variable))
}

/// Production's own URLs, as far as they are set and readable, without those in hand: a value is
/// never compared with itself.
pub(super) fn own_of_production(
    context: &GuardContext<'_>,
    selection: &Selection,
) -> Vec<Candidate> {
    if context.run_as().is_some_and(|environment| !environment.is_production()) {
        return Vec::new(); // the names hold the URLs of the `run` around this process
    }
    let in_hand =
        |variable: &Name| selection.candidates().any(|candidate| candidate.variable == *variable);
    let names = context.config.all_url_variables(Environment::Production);
    let others = names.filter(|name| !in_hand(name));
    others.filter_map(|variable| Candidate::read(context.lookup, &variable)?.ok()).collect()
}

/// A platform may fill every general name with one environment's URLs, production's own among
/// them: there the pins, if a URL can show them, say what production is. A name of the
/// environment's own never holds production's target by such an accident.
fn is_told_apart(context: &GuardContext<'_>, candidate: &Candidate) -> bool {
    GENERAL_PAIRS.as_flattened().contains(&candidate.variable.as_ref())
        && context.pins.decide_offline()
}

fn production_target(
    context: &GuardContext<'_>,
    candidate: &Candidate,
    target: &Target,
    reason: &str,
) -> Problem {
    let GuardContext { environment, .. } = context;
    Problem::new(
        Code::ProductionTarget,
        format!(
            "{} leads to {target}, which is {reason}, while this process runs as {environment}.",
            candidate.variable
        ),
        hint(context, candidate, target),
    )
    .of_variable(candidate.variable.clone(), candidate.place.clone())
}

fn hint(context: &GuardContext<'_>, candidate: &Candidate, target: &Target) -> String {
    if let Some(pulled) = runtime::pulled_with(candidate.place.as_ref(), context.lookup) {
        return pulled.hint();
    }
    let own = &context.config.url_variables(context.environment)[0];
    let pin = context.pins.production().find(|pin| pin.matches(target));
    match (pin, &target.server) {
        (Some(Pin::Host { server: Server::Host { name }, .. }), Server::Tenant { .. }) => format!(
            "{name} serves many databases, and production's pin names none of them: pin \
             `user@{name}`."
        ),
        (_, Server::Host { name }) if Server::is_shared_host(name) => format!(
            "{name} serves many databases: write the user or option into {own} that tells which."
        ),
        _ => format!("Set {own} to a database of {}'s own.", context.environment),
    }
}

fn check_production(context: &GuardContext<'_>, selection: &Selection, findings: &mut Findings) {
    if let Some(environment) = context.run_as().filter(|environment| !environment.is_production()) {
        findings.refuse(Problem::new(
            Code::NotProduction,
            format!(
                "This process was started by `skate-env run -e {environment}`: its variables \
                     hold {environment}'s URLs."
            ),
            "Start it with `skate-env run -e production`.",
        ));
    }
    for candidate in selection.candidates() {
        let Some(target) = &candidate.target else { continue };
        if context.is_guarded(candidate) {
            continue;
        }
        // Without a pin that a URL can show, only another environment's pin tells.
        let elsewhere = match Verdict::of(target, context.pins) {
            Verdict::Production => false,
            Verdict::Branch(_) => true,
            _ => context.pins.decide_offline(),
        };
        if elsewhere {
            findings.refuse(
                Problem::new(
                    Code::NotProduction,
                    format!(
                        "{} leads to {target}, which no pin of production has.",
                        candidate.variable
                    ),
                    "Set it to production's URL, or correct the pins if production has moved.",
                )
                .of_variable(candidate.variable.clone(), candidate.place.clone()),
            );
        }
    }
}
