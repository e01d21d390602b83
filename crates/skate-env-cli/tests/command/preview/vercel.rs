//! A whole set-up: the previews of a pull request on Vercel get its database, and never production's.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::Shop;
use crate::{
    harness::{CANARY, Run},
    http_server::{Reply, Request, serve},
};

/// The variables of one project on Vercel.
#[derive(Default)]
struct State {
    variables: Vec<Value>,
    redeployed: usize,
    count: usize,
}

struct FakeVercel {
    address: String,
    state: Arc<Mutex<State>>,
}

impl FakeVercel {
    fn start() -> Self {
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = Arc::clone(&state);
        let address = serve(move |request| shared.lock().unwrap().answer(&request));
        Self { address, state }
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.lock().unwrap())
    }

    /// The job knows the project and has a token.
    fn known_to<'r>(&self, run: Run<'r>) -> Run<'r> {
        run.variable("VERCEL_TOKEN", format!("{CANARY}-vercel"))
            .variable("VERCEL_API_URL", &self.address)
            .variable("VERCEL_PROJECT_ID", "prj_1")
            .variable("VERCEL_ORG_ID", "team_1")
    }

    /// What a preview deployment of a git branch finds in its environment.
    fn deployment_of(&self, git_branch: &str) -> Vec<(String, String)> {
        self.with(|state| {
            let text = |it: &Value, field: &str| it[field].as_str().unwrap().to_owned();
            let serves = |it: &&Value| {
                let branch = it["gitBranch"].as_str();
                it["target"] == json!(["preview"]) && branch.is_none_or(|own| own == git_branch)
            };
            // A branch's own variables come last, and win.
            let mut found: Vec<_> = state.variables.iter().filter(serves).collect();
            found.sort_by_key(|it| it["gitBranch"].is_string());
            found.into_iter().map(|it| (text(it, "key"), text(it, "value"))).collect()
        })
    }
}

impl State {
    fn add(&mut self, variable: &Value) {
        self.count += 1;
        let mut variable = variable.clone();
        variable["id"] = json!(format!("env{}", self.count));
        variable["updatedAt"] = json!(self.count);
        let same =
            |it: &Value| it["key"] == variable["key"] && it["gitBranch"] == variable["gitBranch"];
        self.variables.retain(|it| !same(it));
        self.variables.push(variable);
    }

    fn answer(&mut self, Request { method, target, authorization, body, .. }: &Request) -> Reply {
        let ok = |value| Reply::Answer(200, String::new(), value);
        if authorization != "bearer c4n4ry-vercel" || !target.contains("teamId=team_1") {
            let error = json!({ "error": { "code": "forbidden", "message": "Not authorized" } });
            return Reply::Answer(403, String::new(), error);
        }
        let path = target.split('?').next().unwrap();
        let segments: Vec<_> = path.trim_start_matches('/').split('/').collect();
        match (method.as_str(), segments.as_slice()) {
            ("GET", ["v10", "projects", "prj_1", "env"]) => ok(json!({ "envs": self.variables })),
            ("POST", ["v10", "projects", "prj_1", "env"]) => {
                for variable in body.as_array().unwrap() {
                    self.add(variable);
                }
                ok(json!({ "created": body, "failed": [] }))
            }
            ("DELETE", ["v9", "projects", "prj_1", "env", id]) => {
                self.variables.retain(|it| it["id"] != *id);
                ok(json!({}))
            }
            ("GET", ["v7", "deployments"]) => {
                ok(json!({ "deployments": [{ "uid": "dpl_1", "name": "shop" }] }))
            }
            ("POST", ["v13", "deployments"]) => {
                self.redeployed += 1;
                ok(json!({ "id": "dpl_2" }))
            }
            _ => Reply::Answer(404, String::new(), json!({ "error": { "code": "not_found" } })),
        }
    }
}

#[test]
fn a_preview_deployment_gets_the_pull_request_s_database_and_never_production_s() {
    let (shop, vercel) = (Shop::new(), FakeVercel::start());
    let event = shop.event(7, "opened");
    let git_branch = event["pull_request"]["head"]["ref"].as_str().unwrap().to_owned();
    let up = |words: &str| {
        let words = format!("preview up --vercel --output json {words}");
        vercel.known_to(shop.job(&words, &event))
    };
    // Before: a deployment has no database, and the application says so.
    let url_of_deployment = |branch: &str| {
        let run = shop.neon.run("url").may_print_secrets();
        let mut run = run.variable("VERCEL", "1").variable("VERCEL_ENV", "preview");
        for (name, value) in vercel.deployment_of(branch) {
            run = run.variable(&name, value);
        }
        run.ends()
    };
    assert_ne!(url_of_deployment(&git_branch).exit, 0);

    let ending = shop.ends(&up("--vercel-redeploy"));
    assert_eq!(ending.exit, 0, "{ending}");
    let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
    assert_eq!(answer["vercel"], "set_and_redeployed", "{ending}");
    let deployed = url_of_deployment(&git_branch);
    let own = shop.neon.direct_url("preview/pr-7");
    assert_eq!((deployed.exit, deployed.stdout.trim()), (0, own.expose_secret()));
    assert_ne!(url_of_deployment("another").exit, 0, "another git branch has no database");

    // A run with nothing to do deploys nothing.
    let ending = shop.ends(&up("--vercel-redeploy"));
    let answer: Value = serde_json::from_str(&ending.stdout).unwrap();
    assert_eq!((&answer["vercel"], vercel.with(|it| it.redeployed)), (&json!("unchanged"), 1));

    // Somebody gives every preview production's URL: nothing is handed out.
    let production = shop.neon.direct_url("main");
    vercel.with(|state| {
        state.add(&json!({
            "key": "DATABASE_URL", "type": "plain", "target": ["preview"], "gitBranch": null,
            "value": production.expose_secret(),
        }));
    });
    assert_eq!(Shop::error_of(&shop.ends(&up(""))), (3, "production_target".to_owned()));
    vercel.with(|state| state.variables.retain(|it| it["key"] != "DATABASE_URL"));

    shop.github.close(7);
    let closed = shop.event(7, "closed");
    let down = vercel.known_to(shop.job("preview down --vercel", &closed));
    let ending = shop.ends(&down);
    assert!(ending.stdout.ends_with("vercel        variables removed\n"), "{ending}");
    assert!(vercel.deployment_of(&git_branch).is_empty());

    // Nobody deleted them with the database: a sweep does.
    shop.github.open(7);
    assert_eq!(shop.ends(&up("")).exit, 0);
    shop.github.close(7);
    assert_eq!(shop.ends(&shop.job("preview down", &closed)).exit, 0);
    assert!(!vercel.deployment_of(&git_branch).is_empty());
    let sweep = vercel.known_to(shop.job("preview sweep --vercel --apply", &closed));
    let ending = shop.ends(&sweep);
    assert!(ending.stdout.contains("Vercel deleted for pull requests: 7.\n"), "{ending}");
    assert!(vercel.deployment_of(&git_branch).is_empty());
}

#[test]
fn a_fork_s_git_branch_gets_no_variables() {
    let (shop, vercel) = (Shop::new(), FakeVercel::start());
    shop.github
        .change(7, |pull| pull["head"]["repo"] = json!({ "id": 9, "full_name": "eve/shop" }));
    let event = shop.event(7, "opened");
    let ending = shop.ends(&vercel.known_to(shop.job("preview up --vercel", &event)));
    assert_eq!(ending.exit, 0, "{ending}");
    assert!(ending.stdout.contains("no variables: the pull request is a fork's"), "{ending}");
    assert!(vercel.with(|state| state.variables.is_empty()));
}

#[test]
fn without_a_token_or_a_project_nothing_is_made() {
    let (shop, vercel) = (Shop::new(), FakeVercel::start());
    let event = shop.event(7, "opened");
    let job = || vercel.known_to(shop.job("preview up --vercel", &event));
    let not_set_up = (4, "invalid_config".to_owned());
    assert_eq!(shop.error(job().variable("VERCEL_TOKEN", "")), not_set_up);
    assert_eq!(shop.error(job().variable("VERCEL_PROJECT_ID", "")), not_set_up);
    let usage = shop.error(job().variable("GITHUB_TOKEN", "").variable("GITHUB_ACTIONS", ""));
    assert_eq!(usage.0, 2);
    assert!(shop.previews().is_empty());
    let wrong = job().variable("VERCEL_TOKEN", format!("{CANARY}-other"));
    assert_eq!(shop.error(wrong), (5, "vercel_refused".to_owned()));
}
