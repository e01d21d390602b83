//! The variables of a pull request's previews on Vercel.

mod fake;
mod sdk;

use secrecy::SecretString;
use serde_json::json;
use skate_env_core::Code;
use skate_env_preview::vercel::{Assigned, Assignment};

use self::fake::FakeVercel;

const POOLED: &str = "postgresql://app:c4n4ry@ep-a-b-1-pooler.eu-central-1.aws.neon.tech/shop";
const DIRECT: &str = "postgresql://app:c4n4ry@ep-a-b-1.eu-central-1.aws.neon.tech/shop";
const PRODUCTION: &str = "postgresql://app:c4n4ry@ep-prod-1.eu-central-1.aws.neon.tech/shop";
const HOSTILE: &str = "x\"},{\"key\":\"PATH\"} $(id)";

struct Urls([SecretString; 2]);

impl Urls {
    fn new(direct: &str) -> Self {
        Self([POOLED.into(), direct.into()])
    }

    fn assignment<'a>(&'a self, number: u64, git_branch: &'a str) -> Assignment<'a> {
        let [pooled, direct] = &self.0;
        let variables = vec![
            ("POSTGRES_PRISMA_URL_PREVIEW", pooled),
            ("POSTGRES_URL_NON_POOLING_PREVIEW", direct),
        ];
        Assignment { repository: "4711", number, branch_id: "br-a-b-1", git_branch, variables }
    }
}

fn is_production(_: &str, value: &str) -> bool {
    value.contains("ep-prod-1")
}

/// What `up --vercel` does for pull request 7.
async fn assign(vercel: &FakeVercel, git_branch: &str) -> Result<Assigned, Code> {
    let urls = Urls::new(DIRECT);
    let assigned = vercel.client().assign(&urls.assignment(7, git_branch), is_production).await;
    assigned.map_err(|error| error.code())
}

#[tokio::test]
async fn the_previews_of_one_git_branch_get_the_pair() {
    let vercel = FakeVercel::default();
    let assigned = assign(&vercel, HOSTILE).await.unwrap();
    assert_eq!(assigned, Assigned { changed: true, unreadable: vec![] });
    assert_eq!(
        vercel.requests(),
        ["GET /v10/projects/prj_1/env", "POST /v10/projects/prj_1/env"],
        "one request asks, one sets"
    );
    let own = vercel.variables_of(HOSTILE);
    assert_eq!(own.len(), 2);
    assert!(own.contains(&("POSTGRES_PRISMA_URL_PREVIEW".into(), POOLED.into())), "{own:?}");
    assert!(vercel.variables_of("another").is_empty());

    // Nothing to do: nothing is written.
    let again = assign(&vercel, HOSTILE).await.unwrap();
    assert!(!again.changed);
    assert_eq!(vercel.requests(), ["GET /v10/projects/prj_1/env"]);

    // Another URL is set in place of the old one.
    let urls = Urls::new("postgresql://app:new@ep-a-b-1.eu-central-1.aws.neon.tech/shop");
    let changed = vercel.client().assign(&urls.assignment(7, HOSTILE), is_production).await;
    assert!(changed.unwrap().changed);
    assert_eq!(vercel.variables_of(HOSTILE).len(), 2);
}

#[tokio::test]
async fn a_preview_that_would_get_production_s_url_is_refused() {
    let cases = [
        ("plain", json!(["preview"]), None),
        ("encrypted", json!(["production", "preview"]), None),
        ("encrypted", json!("preview"), Some("feature")),
    ];
    for (kind, target, branch) in cases {
        let vercel = FakeVercel::default();
        vercel.add("DATABASE_URL", kind, &target, PRODUCTION, branch);
        assert_eq!(assign(&vercel, "feature").await, Err(Code::ProductionTarget), "{kind}");
        assert!(vercel.requests().iter().all(|it| it.starts_with("GET ")), "nothing was set");
    }
    // Production's own variable, another branch's, and what is no URL of production's.
    let vercel = FakeVercel::default();
    vercel.add("DATABASE_URL", "encrypted", &json!(["production"]), PRODUCTION, None);
    vercel.add("DATABASE_URL", "encrypted", &json!(["preview"]), PRODUCTION, Some("other"));
    vercel.add("STRIPE_KEY", "encrypted", &json!(["preview"]), "sk_test", None);
    vercel.add("VERCEL_ENV", "system", &json!(["preview"]), "", None);
    vercel.add("TOKEN", "sensitive", &json!(["preview"]), "hidden", None);
    let assigned = assign(&vercel, "feature").await.unwrap();
    assert_eq!(assigned, Assigned { changed: true, unreadable: vec!["TOKEN".into()] });
    vercel.requests();

    // Somebody adds one later: the next run sees it, though it has nothing to set.
    vercel.add("DATABASE_URL", "encrypted", &json!(["preview"]), PRODUCTION, None);
    assert_eq!(assign(&vercel, "feature").await, Err(Code::ProductionTarget));
    assert_eq!(vercel.requests().len(), 2, "only what changed is read again");
}

#[tokio::test]
async fn what_somebody_else_set_stays() {
    let vercel = FakeVercel::default();
    let name = "POSTGRES_PRISMA_URL_PREVIEW";
    vercel.add(name, "encrypted", &json!(["preview"]), POOLED, Some("feature"));
    assert_eq!(assign(&vercel, "feature").await, Err(Code::InvalidConfig));
    assert!(vercel.client().release("4711", 7).await.unwrap().is_empty());
    assert_eq!(vercel.variables_of("feature").len(), 1);
}

#[tokio::test]
async fn only_the_pull_request_s_own_variables_are_removed() {
    let vercel = FakeVercel::default();
    assign(&vercel, "feature").await.unwrap();
    let urls = Urls::new(DIRECT);
    let mut foreign = urls.assignment(7, "foreign");
    foreign.repository = "1";
    vercel.client().assign(&foreign, is_production).await.unwrap();
    vercel.client().assign(&urls.assignment(8, "other"), is_production).await.unwrap();
    assert_eq!(vercel.client().served("4711").await.unwrap(), [7, 8]);
    assert_eq!(vercel.client().release("4711", 7).await.unwrap().len(), 2);
    assert!(vercel.variables_of("feature").is_empty());
    assert_eq!((vercel.variables_of("other").len(), vercel.variables_of("foreign").len()), (2, 2));

    // Two pull requests of one git branch: the variables are the newer run's.
    vercel.client().assign(&urls.assignment(9, "other"), is_production).await.unwrap();
    assert!(vercel.client().release("4711", 8).await.unwrap().is_empty());
    assert_eq!(vercel.variables_of("other").len(), 2);
}

#[tokio::test]
async fn vercel_s_refusals_have_their_codes_and_repeat_no_value() {
    let vercel = FakeVercel::default();
    let list = |state: &mut fake::State| (200, json!({ "envs": state.variables }));
    let failure = json!({
        "created": [],
        "failed": [{ "error": { "code": "ENV_CONFLICT", "message": POOLED, "value": POOLED } }],
    });
    vercel.with(|state| state.faults = vec![list(state), (201, failure)]);
    let urls = Urls::new(DIRECT);
    let error =
        vercel.client().assign(&urls.assignment(7, "feature"), is_production).await.unwrap_err();
    assert_eq!(error.code(), Code::VercelRefused);
    assert!(error.message().contains("ENV_CONFLICT"), "{error:?}");
    assert!(!format!("{error:?} {error}").contains("c4n4ry"), "{error:?}");

    let forbidden = json!({ "error": { "code": "forbidden", "message": "Not authorized" } });
    vercel.with(|state| state.faults = vec![(403, forbidden)]);
    assert_eq!(assign(&vercel, "feature").await, Err(Code::VercelRefused));
    // A part of the list says nothing about the rest.
    vercel.with(|state| state.next_page = Some(1));
    assert_eq!(assign(&vercel, "feature").await, Err(Code::InvalidAnswer));
    assert!(vercel.variables_of("feature").is_empty());
}

#[tokio::test]
async fn the_newest_preview_is_deployed_again_where_there_is_one() {
    let vercel = FakeVercel::default();
    assert!(!vercel.client().redeploy("feature").await.unwrap());
    vercel.with(|state| state.deployments = vec![sdk::deployment()]);
    assert!(vercel.client().redeploy("feature").await.unwrap());
    assert_eq!(
        vercel.requests(),
        ["GET /v7/deployments", "GET /v7/deployments", "POST /v13/deployments"]
    );
}
