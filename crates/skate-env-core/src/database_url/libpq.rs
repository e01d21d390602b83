//! libpq's own variables for a URL: what its tools use that are given no URL.

use secrecy::SecretString;

use super::DatabaseUrl;
use crate::{Target, Variables, names};

/// Variables of libpq that ask for encryption, and what asks for none.
const ENCRYPTION: [(&str, &str); 5] = [
    ("PGCHANNELBINDING", "prefer"),
    ("PGGSSENCMODE", "disable"),
    ("PGREQUIREAUTH", ""),
    ("PGSSLNEGOTIATION", "postgres"),
    ("PGSSLROOTCERT", ""),
];

impl DatabaseUrl {
    /// The variables with which a tool of libpq's that is given no URL reaches this database, as
    /// `target` says where it is; what the URL leaves open stands in `variables`. One that has to
    /// be nothing is empty. None for SQLite.
    #[must_use]
    pub fn libpq_variables(
        &self,
        target: &Target,
        variables: &Variables,
    ) -> Vec<(&'static str, SecretString)> {
        let Some(login) = self.login() else { return Vec::new() };
        let around = |name: &str| variables.get(name).unwrap_or_default().to_owned();
        let or = |given: Option<String>, name: &'static str| {
            (name, given.unwrap_or_else(|| around(name)).into())
        };
        let password = login.password.unwrap_or_else(|| around(names::PGPASSWORD).into());
        let mut values: Vec<(&'static str, SecretString)> = vec![
            or(login.host, names::PGHOST),
            (names::PGHOSTADDR, String::new().into()),
            (names::PGPORT, target.port.to_string().into()),
            ("PGDATABASE", login.database.into()),
            or(login.user, names::PGUSER),
            (names::PGPASSWORD, password),
            ("PGPASSFILE", String::new().into()),
            or(login.options, names::PGOPTIONS),
        ];
        let is_plain = login.ssl_mode.as_deref() == Some("disable");
        // An empty mode is an error to libpq: where the URL has none, so has the environment.
        values.extend(login.ssl_mode.map(|mode| (names::PGSSLMODE, mode.into())));
        if is_plain {
            let set = ENCRYPTION.iter().filter(|(name, _)| variables.raw(name).is_some());
            values.extend(set.map(|(name, value)| (*name, (*value).to_owned().into())));
            return values;
        }
        values.extend(login.root_certificate.map(|file| ("PGSSLROOTCERT", file.into())));
        if login.binds_channel {
            values.push(("PGCHANNELBINDING", "require".to_owned().into()));
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use secrecy::ExposeSecret as _;

    use super::*;

    fn of(url: &str, around: &[(&str, &str)]) -> BTreeMap<&'static str, String> {
        let variables: Variables = around.iter().copied().collect();
        let url = DatabaseUrl::parse(url).unwrap();
        let target = url.target(&variables).unwrap().unwrap();
        let values = url.libpq_variables(&target, &variables);
        values.into_iter().map(|(name, value)| (name, value.expose_secret().to_owned())).collect()
    }

    #[test]
    fn every_word_of_the_url_has_its_variable() {
        let found = of(
            "postgresql://us%40er:p%2Fw@Db.Example.com:6000/shop?sslmode=verify-full\
             &sslrootcert=system&channel_binding=require&options=-c%20a%3Db",
            &[("PGHOST", "db.example.com"), ("PGPASSWORD", "another"), ("PGOPTIONS", "-c x=y")],
        );
        let expected = [
            ("PGHOST", "db.example.com"),
            ("PGHOSTADDR", ""),
            ("PGPORT", "6000"),
            ("PGDATABASE", "shop"),
            ("PGUSER", "us@er"),
            ("PGPASSWORD", "p/w"),
            ("PGPASSFILE", ""),
            ("PGOPTIONS", "-c a=b"),
            ("PGSSLMODE", "verify-full"),
            ("PGSSLROOTCERT", "system"),
            ("PGCHANNELBINDING", "require"),
        ];
        assert_eq!(found, expected.map(|(name, value)| (name, value.to_owned())).into());
    }

    #[test]
    fn what_the_url_leaves_open_stays_as_it_is_around() {
        let found = of(
            "postgresql:///shop",
            &[("PGHOST", "db.internal"), ("PGUSER", "app"), ("PGPASSWORD", "canary")],
        );
        assert_eq!(found["PGHOST"], "db.internal");
        assert_eq!(found["PGPORT"], "5432");
        assert_eq!([&*found["PGUSER"], &*found["PGPASSWORD"]], ["app", "canary"]);
        assert!(!found.contains_key("PGSSLMODE"));
        assert_eq!(of("postgresql:///shop", &[])["PGHOST"], "");
        assert_eq!(of("postgresql://localhost/shop?host=/run/x", &[])["PGHOST"], "/run/x");
    }

    #[test]
    fn without_encryption_nothing_around_asks_for_it() {
        let around = [("PGSSLMODE", "verify-full"), ("PGSSLROOTCERT", "system")];
        let found = of("postgresql://a:b@127.0.0.1:4000/shop?sslmode=disable", &around);
        assert_eq!([&*found["PGSSLMODE"], &*found["PGSSLROOTCERT"]], ["disable", ""]);
        assert!(!found.contains_key("PGREQUIREAUTH"));
    }
}
