//! `$name`, `${name:-default}` and their relatives.

use brush_parser::word::{Parameter, ParameterExpr, ParameterTestType, SpecialParameter};

use super::{Word, WordPart};

/// What an expansion puts in. Those that cut or replace a value are not worked out.
pub(super) fn part(expression: &ParameterExpr, quoted: bool) -> WordPart {
    let hidden = |text: &Option<String>| Word::read(text.as_deref().unwrap_or_default());
    let unknown = || WordPart::Unknown(Word::default());
    match expression {
        ParameterExpr::Parameter { parameter, indirect: false } => {
            name(parameter).map_or_else(unknown, |name| WordPart::Variable { name, quoted })
        }
        ParameterExpr::UseDefaultValues {
            parameter,
            indirect: false,
            test_type,
            default_value,
        }
        | ParameterExpr::AssignDefaultValues {
            parameter,
            indirect: false,
            test_type,
            default_value,
        } => name(parameter).map_or_else(unknown, |name| WordPart::Default {
            name,
            quoted,
            replaces_empty: matches!(test_type, ParameterTestType::UnsetOrNull),
            default: Word::read_in(default_value.as_deref().unwrap_or_default(), quoted),
        }),
        // Where there is no value the command does not run.
        ParameterExpr::IndicateErrorIfNullOrUnset {
            parameter,
            indirect: false,
            error_message,
            ..
        } => name(parameter).map_or_else(unknown, |name| WordPart::Default {
            name,
            quoted,
            replaces_empty: true,
            default: Word(vec![WordPart::Unknown(hidden(error_message))]),
        }),
        ParameterExpr::UseDefaultValues { default_value: text, .. }
        | ParameterExpr::IndicateErrorIfNullOrUnset { error_message: text, .. }
        | ParameterExpr::AssignDefaultValues { default_value: text, .. }
        | ParameterExpr::UseAlternativeValue { alternative_value: text, .. }
        | ParameterExpr::RemoveSmallestSuffixPattern { pattern: text, .. }
        | ParameterExpr::RemoveLargestSuffixPattern { pattern: text, .. }
        | ParameterExpr::RemoveSmallestPrefixPattern { pattern: text, .. }
        | ParameterExpr::RemoveLargestPrefixPattern { pattern: text, .. }
        | ParameterExpr::UppercaseFirstChar { pattern: text, .. }
        | ParameterExpr::UppercasePattern { pattern: text, .. }
        | ParameterExpr::LowercaseFirstChar { pattern: text, .. }
        | ParameterExpr::LowercasePattern { pattern: text, .. } => WordPart::Unknown(hidden(text)),
        ParameterExpr::ReplaceSubstring { pattern, replacement, .. } => {
            let mut word = Word::read(pattern);
            word.0.extend(hidden(replacement).0);
            WordPart::Unknown(word)
        }
        ParameterExpr::Substring { offset, length, .. } => {
            let mut word = Word::read(&offset.value);
            word.0.extend(length.iter().flat_map(|length| Word::read(&length.value).0));
            WordPart::Unknown(word)
        }
        ParameterExpr::Parameter { .. }
        | ParameterExpr::ParameterLength { .. }
        | ParameterExpr::Transform { .. }
        | ParameterExpr::VariableNames { .. }
        | ParameterExpr::MemberKeys { .. } => unknown(),
    }
}

fn name(parameter: &Parameter) -> Option<String> {
    match parameter {
        Parameter::Named(name) => Some(name.clone()),
        Parameter::Positional(index) => Some(index.to_string()),
        Parameter::Special(SpecialParameter::AllPositionalParameters { .. }) => {
            Some("@".to_owned())
        }
        Parameter::Special(SpecialParameter::ShellName) => Some("0".to_owned()),
        Parameter::Special(_)
        | Parameter::NamedWithIndex { .. }
        | Parameter::NamedWithAllIndices { .. } => None,
    }
}
