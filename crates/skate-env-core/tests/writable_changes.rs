//! What may be written to a dotenv file, and what outranks it afterwards.

use skate_env_core::dotenv::{Change, Outranked, Outranker, edit, outranked};
use skate_env_core::{
    Code, Config, Environment, Error, Place, Request, Variables, WritableChanges,
};

const DEV: &str =
    "postgresql://u:canary@ep-calm-sky-123456-pooler.eu-central-1.aws.neon.tech/d?sslmode=require";
const DEV_DIRECT: &str =
    "postgresql://u:canary@ep-calm-sky-123456.eu-central-1.aws.neon.tech/d?sslmode=require";
const PRODUCTION: &str =
    "postgresql://u:canary@ep-wild-sun-654321.eu-central-1.aws.neon.tech/d?sslmode=require";

fn pinned() -> Request {
    Request::new().production("ep-wild-sun-654321").expect("a pin")
}

fn check(
    urls: (&str, Option<&str>),
    variables: &Variables,
    request: &Request,
) -> Result<WritableChanges, Error> {
    let config = Config::default();
    WritableChanges::check(Environment::Development, urls.0, urls.1, variables, &config, request)
}

fn code(urls: (&str, Option<&str>), variables: &[(&str, &str)], request: &Request) -> Code {
    let error = check(urls, &variables.iter().copied().collect(), request).expect_err("refused");
    assert!(!error.to_string().contains("canary"), "{error}");
    error.code()
}

#[test]
fn a_pair_of_its_own_is_written_and_nothing_else() {
    let changes = check((DEV, Some(DEV_DIRECT)), &Variables::new(), &pinned()).unwrap();
    let text = edit(".env.local", "", changes.changes()).unwrap();
    let (_, lines) = text.split_once('\n').unwrap();
    let expected = format!(
        "DATABASE_ENVIRONMENT=development\nPOSTGRES_PRISMA_URL_DEV=\"{DEV}\"\n\
         POSTGRES_URL_NON_POOLING_DEV=\"{DEV_DIRECT}\"\n"
    );
    assert_eq!(lines.replace('"', ""), expected.replace('"', ""));

    let alone = check((DEV, None), &Variables::new(), &pinned()).unwrap();
    let text = edit(".env.local", &text, alone.changes()).unwrap();
    assert!(!text.contains("NON_POOLING"), "a stale direct URL stays: {text}");

    let removal = WritableChanges::removal(Environment::Development, &Config::default());
    let text = edit(".env.local", &text, removal.changes()).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
}

#[test]
fn production_is_never_written() {
    use Code::{ProductionTarget, ProductionUnpinned};
    let own = [("POSTGRES_URL_NON_POOLING", PRODUCTION)];
    assert_eq!(code((PRODUCTION, None), &[], &pinned()), ProductionTarget);
    assert_eq!(code((DEV, Some(PRODUCTION)), &[], &pinned()), ProductionTarget);
    assert_eq!(code((PRODUCTION, None), &own, &Request::new()), ProductionTarget);
    let pin = [("SKATE_ENV_PRODUCTION", "ep-wild-sun-654321")];
    assert_eq!(code((PRODUCTION, None), &pin, &Request::new()), ProductionTarget);
    let config = Config::parse(
        "skate-env.toml",
        "[environments.production]\nendpoints = [\"ep-wild-sun-654321\"]",
    )
    .unwrap();
    let nothing = (Variables::new(), Request::new());
    let by_policy = |environment, url| {
        let checked =
            WritableChanges::check(environment, url, None, &nothing.0, &config, &nothing.1);
        checked.map(drop).map_err(|error| error.code())
    };
    assert_eq!(by_policy(Environment::Staging, PRODUCTION), Err(ProductionTarget));
    assert_eq!(by_policy(Environment::Production, DEV), Err(ProductionTarget));
    assert_eq!(by_policy(Environment::Staging, DEV), Ok(()));
    // Nothing tells a remote database from production; one on this machine needs no pin.
    assert_eq!(code((DEV, None), &[], &Request::new()), ProductionUnpinned);
    let branch = Request::new().production("br-wild-sun-654321").unwrap();
    assert_eq!(code((DEV, None), &[], &branch), ProductionUnpinned);
    let local = ("postgresql://u:canary@localhost:5433/d", None);
    assert!(check(local, &Variables::new(), &Request::new()).is_ok());
}

#[test]
fn a_url_that_may_lead_elsewhere_is_not_written() {
    let ambiguous = ["postgresql://u:canary@a,b/d", "postgresql://u:can@ary@h/d"];
    for url in ambiguous {
        assert_eq!(code((url, None), &[], &pinned()), Code::AmbiguousTarget, "{url}");
    }
    for url in ["", "mysql://u:canary@h/d", "file:./canary.db", "postgresql://u:ca#nary@h/d"] {
        assert_eq!(code((url, None), &[], &pinned()), Code::InvalidUrl, "{url}");
    }
    // Here PGHOST leads it somewhere; where the file is read, nothing does.
    let open = ("postgresql://u:canary@/d", None);
    assert_eq!(code(open, &[("PGHOST", "db.example.com")], &pinned()), Code::AmbiguousTarget);
    let other = "postgresql://u:canary@ep-other-tree-111111.eu-central-1.aws.neon.tech/d";
    assert_eq!(code((DEV, Some(other)), &[], &pinned()), Code::PooledDirectMismatch);
    let broken = [("SKATE_ENV_PRODUCTION", "true")];
    assert_eq!(code((DEV, None), &broken, &pinned()), Code::InvalidConfig);
}

#[test]
fn the_policy_cannot_name_the_variables_of_production() {
    for names in ["url = \"POSTGRES_PRISMA_URL\"", "url = \"X\"\ndirect_url = \"X\""] {
        let text = format!("[environments.development]\n{names}");
        let config = Config::parse("skate-env.toml", &text).unwrap();
        let nothing = Variables::new();
        let environment = Environment::Development;
        let checked = WritableChanges::check(environment, DEV, None, &nothing, &config, &pinned());
        assert_eq!(checked.unwrap_err().code(), Code::InvalidConfig, "{names}");
    }
}

#[test]
fn awkward_characters_are_percent_encoded() {
    let url = "postgresql://u:it's-$HOME-\"x\"-`y`@localhost:5432/d?application_name=$a";
    let changes = check((url, None), &Variables::new(), &pinned()).unwrap();
    let text = edit(".env.local", "", changes.changes()).unwrap();
    let written = "it%27s-%24HOME-%22x%22-%60y%60@localhost:5432/d?application_name=%24a";
    assert!(text.contains(written), "{text}");
}

#[test]
fn whatever_outranks_the_file_is_named() {
    let mut variables = Variables::from([("SHELL", "other"), ("EMPTY", ""), ("SAME", "wanted")]);
    let elsewhere = Place::new(".env.development.local", 3);
    variables.set_from("FILE", "other", elsewhere.clone());
    variables.set_from("LEFT", "other", elsewhere.clone());
    variables.set_from("FINE", "wanted", Place::new(".env.local", 1));
    let set = ["SHELL", "EMPTY", "SAME", "FILE", "FINE", "UNREAD"];
    let mut changes: Vec<_> = set.into_iter().map(|name| Change::set(name, "wanted")).collect();
    changes.extend([Change::remove("LEFT"), Change::remove("GONE")]);
    let found = outranked(&changes, &variables);
    let by = |name: &str| found.iter().find(|it| it.variable == name).map(|it| it.by.clone());
    assert_eq!(by("SHELL"), Some(Outranker::Process));
    assert_eq!(by("EMPTY"), Some(Outranker::Process));
    assert_eq!(by("FILE"), Some(Outranker::File(elsewhere.clone())));
    assert_eq!(by("LEFT"), Some(Outranker::File(elsewhere)));
    assert_eq!(by("UNREAD"), Some(Outranker::Nothing));
    assert_eq!(found.len(), 5);
    let problem = |outranked: &Outranked| outranked.to_problem(".env.local");
    assert!(found.iter().map(problem).all(|problem| problem.code == Code::FileOutranked));
    let message = problem(&found[2]).to_string();
    assert!(message.contains("FILE is set in .env.development.local"), "{message}");
}
