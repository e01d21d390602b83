//! `insecure_transport`: a connection to a public host must be encrypted.

use super::{Findings, GuardContext};
use crate::{
    Code, Problem, candidate::Candidate, database_url::Transport, names, selection::Selection,
};

pub(super) fn check(context: &GuardContext<'_>, selection: &Selection, findings: &mut Findings) {
    for candidate in selection.candidates() {
        if !candidate.target.as_ref().is_some_and(crate::Target::is_public) {
            continue;
        }
        match transport(context, candidate) {
            Transport::Encrypted => {}
            Transport::MayBeUnencrypted => findings.refuse(plain(candidate)),
            Transport::Unspecified => findings.add(context.config.strict, unsaid(candidate)),
        }
    }
}

/// `PGSSLMODE` can weaken what the URL leaves open; it proves nothing where a driver, or
/// Prisma, does not heed it.
fn transport(context: &GuardContext<'_>, candidate: &Candidate) -> Transport {
    let said =
        candidate.url.parts().map_or(Transport::Unspecified, |parts| parts.parameters.transport);
    let around = || context.lookup.get(names::PGSSLMODE).map(Transport::of);
    match said {
        Transport::Unspecified if around() == Some(Transport::MayBeUnencrypted) => {
            Transport::MayBeUnencrypted
        }
        said => said,
    }
}

fn plain(candidate: &Candidate) -> Problem {
    Problem::new(
        Code::InsecureTransport,
        format!("{} may send password and data unencrypted to a public host.", candidate.variable),
        "Set `sslmode=require` or, better, `sslmode=verify-full`.",
    )
    .of_variable(candidate.variable.clone(), candidate.place.clone())
}

fn unsaid(candidate: &Candidate) -> Problem {
    Problem::new(
        Code::InsecureTransport,
        format!("{} has no `sslmode`, and drivers differ in their defaults.", candidate.variable),
        "Add `sslmode=require` or, better, `sslmode=verify-full`.",
    )
    .of_variable(candidate.variable.clone(), candidate.place.clone())
}
