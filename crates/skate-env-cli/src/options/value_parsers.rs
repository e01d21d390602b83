//! Parsers of options whose values have names: the shell completes the names, and the core explains
//! what is wrong with a value.

use std::{ffi::OsStr, str::FromStr};

use clap::{
    Arg, Command,
    builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser},
};
use jiff::{SignedDuration, Timestamp};
use skate_env_core::{Class, Environment, Error, Purpose, parse_duration};

/// Parses the name of an environment.
pub(super) fn environment() -> impl TypedValueParser<Value = Environment> {
    NamedValueParser {
        names: Environment::ALL.map(Environment::as_str).to_vec(),
        parser: by_name(),
    }
}

/// Parses the name of a purpose.
pub(super) fn purpose() -> impl TypedValueParser<Value = Purpose> {
    NamedValueParser { names: Purpose::ALL.map(Purpose::as_str).to_vec(), parser: by_name() }
}

/// Parses the class of a branch that can be created: any but production.
pub(crate) fn branch_class() -> impl TypedValueParser<Value = Class> {
    let names = Class::ALL.into_iter().skip(1).map(Class::as_str);
    PossibleValuesParser::new(names).map(|name| {
        let found = Class::ALL.into_iter().find(|class| class.as_str() == name);
        found.unwrap_or(Class::Feature)
    })
}

/// Parses a moment: a time with its offset from UTC, or how long ago it was.
pub(crate) fn moment(text: &str) -> Result<Timestamp, String> {
    let ago = parse_duration(text).and_then(|ago| SignedDuration::try_from(ago).ok());
    if let Some(moment) = ago.and_then(|ago| Timestamp::now().checked_sub(ago).ok()) {
        return Ok(moment);
    }
    text.parse().map_err(|_| {
        "write a time such as 2026-11-30T08:00:00Z or 2026-11-30T09:00:00+01:00, or how long ago it \
         was: 90s, 10m, 2h, 1d"
            .to_owned()
    })
}

fn by_name<T>() -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = Error> + Clone + Send + Sync + 'static,
{
    StringValueParser::new().try_map(|name| name.parse::<T>())
}

#[derive(Clone)]
struct NamedValueParser<P> {
    names: Vec<&'static str>,
    parser: P,
}

impl<P: TypedValueParser> TypedValueParser for NamedValueParser<P> {
    type Value = P::Value;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Self::Value, clap::Error> {
        self.parser.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names.iter().map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_an_offset_or_is_a_while_ago() {
        let noon: Timestamp = "2026-11-30T12:00:00Z".parse().unwrap();
        for text in ["2026-11-30T12:00:00Z", "2026-11-30T13:00:00+01:00", "2026-11-30 12:00Z"] {
            assert_eq!(moment(text), Ok(noon), "{text}");
        }
        let past = moment("2h").unwrap();
        let seconds = Timestamp::now().duration_since(past).as_secs();
        assert!((7_200..7_260).contains(&seconds), "{seconds}");
        for text in
            ["", "2026-11-30", "2026-11-30T12:00:00", "yesterday", "-5m", "0s", "9999999999999d"]
        {
            assert!(moment(text).is_err(), "{text}");
        }
    }
}
