//! Drives `vectors/identity/answers.json`: what an answer proves, beside every kind of pin.
//!
//! A `postmaster` context exists only on a Neon compute, so what is tested here is the judgement
//! of data, not that a compute gives it; what real servers answer is tested in skate-env-local.
#![cfg(feature = "verify")]
#![expect(clippy::unwrap_used, reason = "a test that panics has failed, and says where")]

use std::collections::BTreeMap;

use serde::Deserialize;
use skate_env_core::{
    Code, Config, Environment, Error, Facts, Purpose, Request, ResolvedDatabase, Variables,
    resolve,
    verify::{Identity, Proof, Setting, judge, prove},
};

#[derive(Deserialize)]
struct Table {
    policies: BTreeMap<String, String>,
    cases: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    name: String,
    #[serde(rename = "why")]
    _why: String,
    environment: String,
    url: String,
    policy: String,
    /// `SKATE_ENV_PRODUCTION`
    production: Option<String>,
    answer: Answer,
    /// The database's name, where it is not `shop`.
    database: Option<String>,
    expect: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    neon: Option<Ids>,
    /// Settings without a row in `pg_settings`.
    made_up: Option<Ids>,
    /// Who may have set the ids, instead of `postmaster`.
    context: Option<String>,
    cluster_name: Option<String>,
    system_identifier: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ids {
    project: Option<String>,
    branch: Option<String>,
    endpoint: Option<String>,
}

fn table() -> Table {
    serde_json::from_str(include_str!("../../../vectors/identity/answers.json")).unwrap()
}

impl Example {
    fn resolve(&self, config: &Config, purpose: Purpose) -> ResolvedDatabase {
        let variable = match self.environment.as_str() {
            "production" => "POSTGRES_PRISMA_URL",
            "staging" => "POSTGRES_PRISMA_URL_STAGING",
            _ => "POSTGRES_PRISMA_URL_DEV",
        };
        let mut variables =
            Variables::from([(variable, self.url.as_str()), ("SKATE_ENV_RUNTIME", "deployed")]);
        if let Some(pins) = &self.production {
            variables.set("SKATE_ENV_PRODUCTION", pins.as_str());
        }
        let environment: Environment = self.environment.parse().unwrap();
        let request = Request::new().environment(environment).purpose(purpose);
        resolve(&variables, Facts::new(), config, &request)
            .unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }

    fn identity(&self) -> Identity {
        let mut identity = Identity::default();
        identity.database = self.database.clone().unwrap_or_else(|| "shop".to_owned());
        identity.cluster_name.clone_from(&self.answer.cluster_name);
        identity.system_identifier = self.answer.system_identifier;
        let context = self.answer.context.as_deref().unwrap_or("postmaster");
        identity.neon.is_compute = self.answer.neon.is_some();
        let (ids, context) = match (&self.answer.neon, &self.answer.made_up) {
            (Some(ids), _) => (ids, Some(context.to_owned())),
            (None, Some(ids)) => (ids, None),
            (None, None) => return identity,
        };
        let setting = |value: &Option<String>| {
            let mut setting = Setting::default();
            setting.value.clone_from(value);
            setting.context.clone_from(&context);
            setting
        };
        identity.neon.project = setting(&ids.project);
        identity.neon.branch = setting(&ids.branch);
        // As it was seen on a compute.
        identity.neon.endpoint = setting(&ids.endpoint);
        if self.answer.neon.is_some() {
            identity.neon.endpoint.context = Some("superuser".to_owned());
        }
        identity
    }
}

#[test]
fn every_answer_gets_its_verdict_and_every_purpose_its_refusal() {
    let table = table();
    assert!(table.cases.len() >= 67, "cases were lost");
    let wrong: Vec<String> = table.cases.iter().filter_map(|case| wrong(&table, case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn wrong(table: &Table, case: &Example) -> Option<String> {
    let config = Config::parse(Config::FILE_NAME, &table.policies[&case.policy]).unwrap();
    let identity = case.identity();
    let app = case.resolve(&config, Purpose::App);
    let proof = prove(&identity, &app, &config);
    let judged = judge(&identity, &app, &config);
    let looked = judge(&identity, &case.resolve(&config, Purpose::Read), &config);
    let (found, refused, refused_to_read) = match &proof {
        Proof::Proven => ("proven", None, None),
        Proof::Unpinned => ("unpinned", None, None),
        Proof::Unproven(problem) => (problem.code.as_str(), Some(Code::IdentityUnproven), None),
        Proof::Contradicted(error) => {
            let code = Some(Code::IdentityMismatch);
            (error.code().as_str(), code, code)
        }
        _ => ("unknown", None, None),
    };
    let code = |answer: Result<(), Error>| answer.err().map(|error| error.code());
    let silent = !format!("{proof:?} {judged:?} {identity:?}").contains("c4n4ry");
    let right = found == case.expect
        && code(judged) == refused
        && code(looked) == refused_to_read
        && silent;
    (!right).then(|| format!("{}: {} was demanded, {proof:?}", case.name, case.expect))
}
