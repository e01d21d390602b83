//! Parsers of options whose values have names: the shell completes the names, and the core explains
//! what is wrong with a value.

use std::{ffi::OsStr, str::FromStr};

use clap::{
    Arg, Command,
    builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser},
};
use skate_env_core::{Class, Environment, Error, Purpose};

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
