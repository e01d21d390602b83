//! The attribute macro of `skate-env-testing`, which documents it. It needs no parser: it keeps the
//! function as it is, and calls it from a test of the same name.

use proc_macro::{TokenStream, TokenTree};

/// Makes a test of a function that takes a `TestDatabase`; see the crate `skate-env-testing`.
#[proc_macro_attribute]
pub fn test(arguments: TokenStream, function: TokenStream) -> TokenStream {
    let Some((attributes, signature)) = split(function) else {
        return error("#[skate_env_testing::test] belongs on a function");
    };
    let words: Vec<_> = signature.iter().take_while(|token| !is_block(token)).collect();
    let is_word = |token: &TokenTree, word: &str| token.to_string() == word;
    let Some(at) = words.iter().position(|token| is_word(token, "fn")) else {
        return error("#[skate_env_testing::test] belongs on a function");
    };
    let is_async = words[..at].iter().any(|token| is_word(token, "async"));
    let Some(TokenTree::Ident(name)) = words.get(at + 1) else {
        return error("#[skate_env_testing::test] belongs on a function with a name");
    };
    let run = if is_async { "run_async" } else { "run" };
    let options = if arguments.is_empty() {
        "::skate_env_testing::Options::of_crate(env!(\"CARGO_MANIFEST_DIR\"))".to_owned()
    } else {
        format!("({arguments})(env!(\"CARGO_MANIFEST_DIR\"))")
    };
    // `#[should_panic]` wants a function that returns nothing.
    let returns = words.iter().any(|token| is_word(token, "->") || is_word(token, ">"));
    let (result, check) = if returns {
        ("::std::process::ExitCode", "")
    } else {
        ("()", "::skate_env_testing::__private::check")
    };
    let attributes: TokenStream = attributes.into_iter().collect();
    let function: TokenStream = signature.iter().cloned().collect();
    let text = format!(
        "#[test] {attributes} fn {name}() -> {result} {{
            {function}
            {check}(::skate_env_testing::__private::{run}(
                {options}, concat!(module_path!(), \"::\", stringify!({name})), {name},
            ))
        }}"
    );
    text.parse().unwrap_or_else(|_| error("#[skate_env_testing::test] cannot read this function"))
}

/// The attributes before a function, which belong to the test, and the rest.
fn split(function: TokenStream) -> Option<(Vec<TokenTree>, Vec<TokenTree>)> {
    let mut tokens = function.into_iter().peekable();
    let mut attributes = Vec::new();
    while matches!(tokens.peek(), Some(TokenTree::Punct(mark)) if mark.as_char() == '#') {
        attributes.extend([tokens.next()?, tokens.next()?]);
    }
    Some((attributes, tokens.collect()))
}

fn is_block(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == proc_macro::Delimiter::Brace)
}

fn error(message: &str) -> TokenStream {
    format!("::core::compile_error!({message:?});").parse().unwrap_or_default()
}
