//! The guarded connection of the `skate-env run` around this process, as its variables tell.

use crate::{DatabaseUrl, Environment, database_url::GATEWAY_ADDRESS, lookup::Lookup, names};

/// The value of `SKATE_ENV_GATEWAY` for an environment and the ports of its gateway.
#[must_use]
pub fn gateway_variable(environment: Environment, ports: [u16; 2]) -> String {
    let [pooled, direct] = ports;
    format!("{environment}:{pooled},{direct}")
}

/// Whether a URL is that of the guarded connection: its address and one of its ports, said by
/// variables of the process for the environment that it runs as. No file says so, and no other
/// spelling of this machine counts: another server could listen at it.
pub(crate) fn is_gateway(lookup: &Lookup<'_>, environment: Environment, url: &DatabaseUrl) -> bool {
    let process = |name: &'static str| lookup.get(name).filter(|_| lookup.place(name).is_none());
    let Some((named, ports)) = process(names::SKATE_ENV_GATEWAY).and_then(|it| it.split_once(':'))
    else {
        return false;
    };
    let is_run = process(names::SKATE_ENV_RUN).and_then(|it| it.parse().ok()) == Some(environment);
    if !is_run || named != environment.as_str() || lookup.is_set(names::PGHOSTADDR) {
        return false;
    }
    let Some(login) = url.login() else { return false };
    let is_there = login.host.is_some_and(|host| host == GATEWAY_ADDRESS.to_string());
    let is_port = |port: u16| ports.split(',').any(|it| it.parse() == Ok(port));
    is_there && login.port.is_some_and(is_port)
}

#[cfg(test)]
mod tests {
    use crate::{Code, Config, Facts, Place, Request, Variables, Verdict, resolve};

    const GATEWAY: &str = "postgresql://app:r4ndom@127.0.0.1:40001/shop?sslmode=disable";
    const POLICY: &str = "strict = true\n[environments.production]\nhost = \"db.example.com\"\n";

    fn answer(url: &str, more: &[(&str, &str)]) -> Result<Verdict, Code> {
        let run = [
            ("SKATE_ENV_RUN", "production"),
            ("SKATE_ENV_GATEWAY", "production:40001,40002"),
            ("SKATE_ENV_RUNTIME", "deployed"),
            ("DATABASE_ENVIRONMENT", "production"),
            ("POSTGRES_PRISMA_URL", url),
        ];
        ask(&run.into_iter().chain(more.iter().copied()).collect())
    }

    fn ask(variables: &Variables) -> Result<Verdict, Code> {
        let config = Config::parse("skate-env.toml", POLICY).unwrap();
        let resolved = resolve(variables, Facts::new(), &config, &Request::new());
        resolved.map(|it| it.verdict).map_err(|error| error.code())
    }

    #[test]
    fn the_gateway_of_this_run_is_production_and_nothing_else_on_this_machine_is() {
        assert_eq!(answer(GATEWAY, &[]), Ok(Verdict::Production));
        assert_eq!(answer(&GATEWAY.replace("40001", "40002"), &[]), Ok(Verdict::Production));
        for other in [
            GATEWAY.replace("40001", "40003"),
            GATEWAY.replace(":40001", ""),
            GATEWAY.replace("127.0.0.1", "localhost"),
            GATEWAY.replace("127.0.0.1", "[::1]"),
            GATEWAY.replace("127.0.0.1", "127.0.0.2"),
            GATEWAY.replace("127.0.0.1", "0.0.0.0"),
            GATEWAY.replace("127.0.0.1", "127.1"),
            format!("{GATEWAY}&host=/tmp"),
            format!("{GATEWAY}&host=127.0.0.2"),
        ] {
            assert_eq!(answer(&other, &[]), Err(Code::NotProduction), "{other}");
        }
    }

    #[test]
    fn it_counts_for_the_environment_of_the_run_alone() {
        for more in [
            [("SKATE_ENV_GATEWAY", "staging:40001,40002")],
            [("SKATE_ENV_GATEWAY", "40001")],
            [("SKATE_ENV_GATEWAY", "production")],
            [("SKATE_ENV_GATEWAY", "production:")],
            [("SKATE_ENV_RUN", "")],
            [("SKATE_ENV_RUN", "development")],
            [("PGHOSTADDR", "127.0.0.2")],
        ] {
            assert_eq!(answer(GATEWAY, &more), Err(Code::NotProduction), "{more:?}");
        }
        assert_eq!(answer("postgresql://a@db.example.com/shop?sslmode=require", &[]), {
            Ok(Verdict::Production)
        });
    }

    #[test]
    fn no_file_can_say_it() {
        for name in ["SKATE_ENV_RUN", "SKATE_ENV_GATEWAY"] {
            let mut variables = Variables::from([
                ("SKATE_ENV_RUN", "production"),
                ("SKATE_ENV_GATEWAY", "production:40001,40002"),
                ("SKATE_ENV_RUNTIME", "deployed"),
                ("DATABASE_ENVIRONMENT", "production"),
                ("POSTGRES_PRISMA_URL", GATEWAY),
            ]);
            let value = variables.get(name).unwrap().to_owned();
            variables.set_from(name, value, Place::new(".env", 1));
            assert_eq!(ask(&variables), Err(Code::NotProduction), "{name}");
        }
    }
}
