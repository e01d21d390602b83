//! `skate-env.toml`: what is taken, and what is said of what is not.

use skate_env_core::{Class, Code, Config, Environment, Error, MaskingEngine, Pin};

const PATH: &str = "apps/web/skate-env.toml";
const SECRET: &str = "c4n4ry";
const URL: &str = "postgresql://app:c4n4ry@db.example.com:5432/shop?sslmode=require";

fn refused(text: &str) -> Error {
    match Config::parse(PATH, text) {
        Ok(config) => panic!("{text:?} was taken as {config:?}"),
        Err(error) => error,
    }
}

/// The line, message and hint of each problem, in the order found.
fn problems(error: &Error) -> Vec<(u32, String, String)> {
    error
        .problems()
        .map(|problem| {
            assert_eq!(problem.code, Code::InvalidConfig);
            let place = problem.place.as_ref().expect("a problem of a file has a place");
            assert_eq!(place.path, PATH);
            (place.line, problem.message.clone(), problem.hint.clone())
        })
        .collect()
}

fn one_problem(text: &str) -> (u32, String, String) {
    let mut all = problems(&refused(text));
    assert_eq!(all.len(), 1, "{text:?}: {all:?}");
    all.remove(0)
}

#[test]
fn nothing_is_a_policy_too() {
    for text in ["", "\n\n", "# only a comment\n"] {
        assert_eq!(Config::parse(PATH, text).expect("it is TOML"), Config::default());
    }
}

#[test]
fn the_whole_example_of_the_documentation_is_taken() {
    let text = r#"
strict = true
[project]
neon_project_id = "spring-example-302709"
[environments.production]
branch    = "main"
branch_id = "br-cool-forest-123456"
endpoints = ["ep-cool-darkness-123456"]
database  = "neondb"
role      = "app"
[environments.staging]
branch = "staging"
url = "MY_STAGING_URL"
direct_url = "MY_STAGING_URL_DIRECT"
[classes.preview]
source = "staging"
suspend = "5m"
expires = "14d"
cu = "0.25"
"#;
    let config = Config::parse(PATH, text).expect("the example is right");
    assert!(config.strict);
    assert_eq!(config.neon_project_id.as_deref(), Some("spring-example-302709"));
    let production = &config.environments[&Environment::Production];
    assert_eq!(production.branch.as_deref(), Some("main"));
    assert_eq!(production.database.as_deref(), Some("neondb"));
    assert_eq!(production.role.as_deref(), Some("app"));
    let branch = Pin::Branch("br-cool-forest-123456".to_owned());
    let endpoint = Pin::Endpoint("ep-cool-darkness-123456".to_owned());
    assert_eq!(production.pins, [branch, endpoint]);
    let staging = &config.environments[&Environment::Staging];
    assert_eq!(staging.url.as_deref(), Some("MY_STAGING_URL"));
    assert_eq!(staging.direct_url.as_deref(), Some("MY_STAGING_URL_DIRECT"));
    let preview = &config.classes[&Class::Preview];
    assert_eq!(preview.source.as_deref(), Some("staging"));
    assert_eq!(preview.suspend.as_deref(), Some("5m"));
    assert_eq!(preview.expires.as_deref(), Some("14d"));
    assert_eq!(preview.cu.as_deref(), Some("0.25"));
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_nearest_one() {
    for (text, line, key, near) in [
        ("strickt = true\n", 1, "`strickt`", "`strict`"),
        ("strict = true\n\n[projects]\n", 3, "`projects`", "`project`"),
        ("[project]\nneon_projectid = \"x\"\n", 2, "`project.neon_projectid`", "`neon_project_id`"),
        ("[environment.production]\n", 1, "`environment`", "`environments`"),
        (
            "[environments.prodution]\nbranch = \"main\"\n",
            1,
            "`environments.prodution`",
            "`production`",
        ),
        (
            "[environments.staging]\n\nbrunch = \"x\"\n",
            3,
            "`environments.staging.brunch`",
            "`branch`",
        ),
        (
            "[environments.staging]\nendpoint = []\n",
            2,
            "`environments.staging.endpoint`",
            "`endpoints`",
        ),
        ("[classes.preview]\nexpire = \"1d\"\n", 2, "`classes.preview.expire`", "`expires`"),
        ("[classes.previews]\n", 1, "`classes.previews`", "`preview`"),
    ] {
        let (found, message, hint) = one_problem(text);
        assert_eq!(found, line, "{text:?}");
        assert!(message.contains(key), "{text:?}: {message}");
        assert!(hint.contains(near), "{text:?}: {hint}");
    }
}

#[test]
fn a_key_like_no_other_is_told_which_there_are() {
    let (_, _, hint) = one_problem("[project]\nzzzzzz = 1\n");
    assert!(hint.contains("neon_project_id"), "{hint}");
}

#[test]
fn a_wrong_type_is_named_with_its_line() {
    for (text, line, key, expected) in [
        ("strict = \"yes\"\n", 1, "`strict`", "`true` or `false`"),
        ("strict = 1\n", 1, "`strict`", "`true` or `false`"),
        ("\nproject = \"x\"\n", 2, "`project`", "a table"),
        ("[project]\nneon_project_id = 7\n", 2, "`project.neon_project_id`", "a string"),
        ("[environments]\nproduction = \"x\"\n", 2, "`environments.production`", "a table"),
        (
            "[environments.staging]\nbranch = [\"x\"]\n",
            2,
            "`environments.staging.branch`",
            "a string",
        ),
        (
            "[environments.staging]\nbranch = \"\"\n",
            2,
            "`environments.staging.branch`",
            "not empty",
        ),
        (
            "[environments.staging]\nbranch = \"  \"\n",
            2,
            "`environments.staging.branch`",
            "not empty",
        ),
        (
            "[environments.staging]\nendpoints = \"ep-a-b-1\"\n",
            2,
            "`environments.staging.endpoints`",
            "list",
        ),
        (
            "[environments.staging]\nendpoints = [\n\"ep-cool-darkness-123456\",\n3]\n",
            4,
            "`environments.staging.endpoints`",
            "a string",
        ),
        ("[classes.preview]\ncu = 0.25\n", 2, "`classes.preview.cu`", "a string"),
    ] {
        let (found, message, _) = one_problem(text);
        assert_eq!(found, line, "{text:?}");
        assert!(message.contains(key) && message.contains(expected), "{text:?}: {message}");
    }
}

#[test]
fn every_problem_is_reported_at_once() {
    let text = "strict = 3\nstrickt = true\n[project]\nid = \"x\"\n[environments.production]\n\
                branch_id = \"main\"\nhost = \"a b\"\nurl = \"my url\"\n[environments.qa]\n";
    let lines: Vec<_> = problems(&refused(text)).into_iter().map(|(line, ..)| line).collect();
    let mut sorted = lines.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, [1, 2, 4, 6, 7, 8, 9], "{lines:?}");
}

#[test]
fn what_is_no_toml_is_said_with_its_line() {
    for (text, line) in [
        ("strict = \n", 1),
        ("strict = true\nstrict = false\n", 2),
        ("strict = true\n[project\n", 2),
        ("strict = true\n\n= 3\n", 3),
        ("[project]\n[project]\n", 2),
        ("strict: true\n", 1),
        ("{\"strict\": true}\n", 1),
    ] {
        let error = refused(text);
        assert_eq!(problems(&error)[0].0, line, "{text:?}: {error}");
    }
}

/// A config is committed, so a URL in it has leaked already; printing it would spread it.
#[test]
fn a_url_pasted_anywhere_is_refused_and_never_printed() {
    let places = [
        format!("strict = \"{URL}\"\n"),
        format!("project = \"{URL}\"\n"),
        format!("\"{URL}\" = true\n"),
        format!("[\"{URL}\"]\n"),
        format!("{URL}\n"),
        format!("url = {URL}\n"),
        format!("DATABASE_URL={URL}\n"),
        format!("strict = true {URL}\n"),
        format!("strict = true\n\"unclosed {URL}\n"),
        format!("strict = '{URL}\n"),
        format!("[project]\nneon_project_id = \"{URL}\"\n"),
        format!("[environments.\"{URL}\"]\n"),
        format!("[environments.staging.\"{URL}\"]\n"),
        format!("[environments.staging]\n\"{URL}\" = \"x\"\n"),
        format!("[environments.staging]\nbranch = \"{URL}\"\n"),
        format!("[environments.staging]\nbranch_id = \"{URL}\"\n"),
        format!("[environments.staging]\nendpoints = [\"{URL}\"]\n"),
        format!("[environments.staging]\nendpoints = \"{URL}\"\n"),
        format!("[environments.staging]\nhost = \"{URL}\"\n"),
        format!("[environments.staging]\ndatabase = \"{URL}\"\n"),
        format!("[environments.staging]\nrole = \"{URL}\"\n"),
        format!("[environments.staging]\nurl = \"{URL}\"\n"),
        format!("[environments.staging]\ndirect_url = \"{URL}\"\n"),
        format!("[classes.preview]\nsource = \"{URL}\"\n"),
        format!("[classes.\"{URL}\"]\n"),
        format!("[classes.preview]\n\"{URL}\" = 1\n"),
    ];
    for text in places {
        let error = refused(&text);
        let printed = format!("{error}\n{error:?}\n{error:#?}");
        assert!(!printed.contains(SECRET), "{text:?} is printed: {printed}");
    }
}

#[test]
fn the_chosen_names_are_among_those_a_decision_may_read() {
    let text = "[environments.staging]\nurl = \"MY_STAGING_URL\"\ndirect_url = \"MY_DIRECT\"\n";
    let names = Config::parse(PATH, text).expect("it is right").variable_names();
    for name in ["MY_STAGING_URL", "MY_DIRECT", "DATABASE_ENVIRONMENT", "PGHOST"] {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
}

#[test]
fn masking_rules_are_read_with_their_lines() {
    let text = "[masking]\nlarge_objects = \"unlink\"\n[masking.columns]\n\
                \"public.User.email\" = \"email\"\n\"public.*.id\" = \"keep\"\n\
                \"auth.note.text\" = \"fixed:a, b\"\n[classes.preview]\nmasked = true\n";
    let config = Config::parse(PATH, text).expect("it is right");
    let masking = config.masking.expect("it is there");
    assert!(masking.strict, "strict unless it says otherwise");
    assert_eq!(masking.engine, MaskingEngine::Sql, "which is the stronger one");
    assert_eq!(config.classes[&Class::Preview].masked, Some(true));
    let rules: Vec<_> = masking
        .columns
        .iter()
        .map(|(name, (mask, place))| format!("{name} {mask} {}", place.line))
        .collect();
    assert_eq!(
        rules,
        ["auth.note.text fixed:a, b 6", "public.*.id keep 5", "public.User.email email 4"]
    );
    let inline = "[masking]\nstrict = false\ncolumns = { \"public.User.email\" = \"email\" }\n";
    let masking = Config::parse(PATH, inline).expect("it is right").masking.expect("it is there");
    assert!(!masking.strict && masking.columns.len() == 1);
    let masking = Config::parse(PATH, "[masking]\nengine = \"neon\"\n").expect("it is right");
    assert_eq!(masking.masking.expect("it is there").engine, MaskingEngine::Neon);
}

#[test]
fn an_engine_that_is_not_there_is_said_with_its_line() {
    let error = refused("[masking]\nstrict = true\nengine = \"c4n4ry\"\n");
    let said = problems(&error);
    let message = format!("{PATH} has `masking.engine`, which must be `sql` or `neon`.");
    assert_eq!(said.iter().map(|it| (it.0, it.1.clone())).collect::<Vec<_>>(), [(3, message)]);
}

#[test]
fn masking_rules_that_cannot_be_read_are_said_with_their_lines() {
    let text = "[masking.columns]\n\"User.email\" = \"email\"\n\"public.User.name\" = \"nam\"\n\
                \"public.User.x\" = 1\n\"postgresql://a:c4n4ry@h.b/c\" = \"keep\"\n";
    let error = refused(text);
    let said = problems(&error);
    let lines: Vec<_> = said.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines.len(), 4, "{said:?}");
    assert!(
        said.iter().any(|(line, message, _)| *line == 3
            && message.ends_with("fixed:VALUE (did you mean `name`?).")),
        "{said:?}"
    );
    assert!(!error.to_string().contains(SECRET));
}

/// What people copy from must not be refused.
#[test]
fn the_page_of_the_policy_is_a_policy() {
    let page = include_str!("../../../docs/policy.md");
    let (_, rest) = page.split_once("```toml\n").unwrap();
    let (text, _) = rest.split_once("```").unwrap();
    let config = Config::parse("skate-env.toml", text).unwrap();
    assert!(config.strict);
    assert_eq!(config.environments.len(), 2);
    assert_eq!(config.masking.unwrap().columns.len(), 9);
    // Keys that stand there as comments are keys.
    let host = text.replace("# host", "host").replace("# system_identifier", "system_identifier");
    Config::parse("skate-env.toml", &host).unwrap();
}
