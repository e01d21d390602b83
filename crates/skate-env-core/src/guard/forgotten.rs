//! `forgotten_test_database`: under the test helpers, a process uses the database that was created
//! for its test, and no other.

use super::{Findings, GuardContext};
use crate::{
    Code, DatabaseUrl, Problem, Target, candidate::Candidate, names, selection::Selection,
};

pub(super) fn check(context: &GuardContext<'_>, selection: &Selection, findings: &mut Findings) {
    let Some(place) = context.lookup.of_process(names::SKATE_ENV_TEST) else { return };
    let created = target_of(context, place);
    for candidate in selection.candidates() {
        let Some(target) = &candidate.target else { continue };
        if created.as_ref() == Some(target) {
            continue;
        }
        let problem = match &created {
            None => without_database(candidate),
            Some(_) => of_another(candidate, target),
        };
        findings.refuse(problem.of_variable(candidate.variable.clone(), candidate.place.clone()));
    }
}

fn target_of(context: &GuardContext<'_>, place: &str) -> Option<Target> {
    let url = DatabaseUrl::read(&format!("postgresql://{place}")).ok()?;
    Target::of(url.parts()?, context.lookup).ok()
}

fn without_database(candidate: &Candidate) -> Problem {
    Problem::new(
        Code::ForgottenTestDatabase,
        format!("{} was read before this test had a database of its own.", candidate.variable),
        "Set the test helper up for this file (`skate-env/testing/vitest`, `/jest` or `/node`), or \
         call `testDatabase()` first and import what connects after it.",
    )
}

fn of_another(candidate: &Candidate, target: &Target) -> Problem {
    Problem::new(
        Code::ForgottenTestDatabase,
        format!("{} leads to {target}, which was not created for this test.", candidate.variable),
        "Leave the variables as the test helper set them, or use the URL of `testDatabase()`.",
    )
}

#[cfg(test)]
mod tests {
    use crate::{Code, Config, Facts, Request, Variables, Verdict, names, resolve};

    fn answer(place: &str, url: &str) -> Result<Verdict, Code> {
        let variables = Variables::from([
            (names::SKATE_ENV_TEST, place),
            (names::SKATE_ENV_RUN, "testing"),
            (names::DATABASE_ENVIRONMENT, "testing"),
            (names::POSTGRES_PRISMA_URL_TEST, url),
            (names::POSTGRES_PRISMA_URL, url),
        ]);
        let policy = "strict = true\n[environments.production]\nhost = \"db.example.com\"\n";
        let config = Config::parse("skate-env.toml", policy).unwrap();
        let resolved = resolve(&variables, Facts::new(), &config, &Request::new());
        resolved.map(|it| it.verdict).map_err(|error| error.code())
    }

    #[test]
    fn only_the_database_that_was_created_for_the_test_is_accepted() {
        let place = "127.0.0.1:20001/skate_env_test_1_7";
        assert_eq!(answer(place, &format!("postgresql://test:pw@{place}")), Ok(Verdict::Local));
        let forgotten = Err(Code::ForgottenTestDatabase);
        for other in [
            "postgresql://test:pw@127.0.0.1:20001/skate_env_test_1_8",
            "postgresql://test:pw@127.0.0.1:20002/skate_env_test_1_7",
            "postgresql://test:pw@localhost/shop",
            names::FORGOTTEN_TEST_URL,
        ] {
            assert_eq!(answer(place, other), forgotten, "{other}");
        }
        assert_eq!(answer("none", names::FORGOTTEN_TEST_URL), forgotten);
        assert_eq!(answer("none", "postgresql://test@localhost/shop"), forgotten);
        let production = "postgresql://app@db.example.com/shop?sslmode=require";
        assert_eq!(answer("none", production), Err(Code::ProductionTarget));
    }
}
