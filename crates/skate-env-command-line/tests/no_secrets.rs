//! No URL in a command line is printed, good or broken: not in the analysis, not in the answer.

#[path = "../../skate-env-core/tests/no_secrets/canary.rs"]
mod canary;

use canary::{URLS, assert_silent, debugged, printed_error, variants};
use skate_env_command_line::{Connection, NoFiles, analyze, judge};
use skate_env_core::{Config, Environment, Facts, Request, Variables};

#[test]
fn no_command_line_prints_the_urls_in_it() {
    let config = Config::default();
    let variables = Variables::from([("DATABASE_URL", "postgresql://app@localhost/shop")]);
    for url in variants(URLS[0]) {
        let (assigned, option) = (format!("DATABASE_URL={url}"), format!("--{url}"));
        let script = format!("psql '{url}' -c 'drop table t'; eval \"{url}\"");
        for line in [
            vec!["prisma", &url],
            vec!["prisma", "db", "push", "--url", &url],
            vec!["prisma", &option, &url, "migrate", "reset"],
            vec!["drizzle-kit", &option, &url],
            vec!["psql", &url, "-c", "drop table t"],
            vec!["env", &assigned, "prisma", "migrate", "reset"],
            vec!["sh", "-c", &script],
            vec!["unknown", &option, &url],
        ] {
            let line: Vec<String> = line.into_iter().map(str::to_owned).collect();
            let analysis = analyze(&line, &variables, &config, &NoFiles);
            assert_silent(&debugged(&analysis), "an analysis");
            for environment in [Environment::Development, Environment::Production] {
                let request = Request::new().environment(environment);
                let facts = Facts::new();
                match judge(&variables, facts, &config, &request, &analysis, Connection::Direct) {
                    Ok(resolved) => assert_silent(&debugged(&resolved), "an answer"),
                    Err(error) => assert_silent(&printed_error(&error), "a refusal"),
                }
            }
        }
    }
}
