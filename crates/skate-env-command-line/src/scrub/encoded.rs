//! Texts within texts: what base64 hides, such as the URL in an API key of Prisma's local server.

use std::borrow::Cow;

use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

/// Fewer letters hold no URL of a host.
const SHORTEST: usize = 20;
/// How many layers are opened, and how many bytes of each.
const DEEPEST: usize = 3;
const MOST: usize = 64 << 10;

const ANY_PADDING: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);
const STANDARD: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, ANY_PADDING);
const URL_SAFE: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, ANY_PADDING);

/// Whether the text, or one that it holds in base64, is what is looked for.
pub(super) fn any_layer(text: &str, finds: impl Fn(&str) -> bool) -> bool {
    let mut layer = vec![Cow::Borrowed(text)];
    for _ in 0..DEEPEST {
        if layer.iter().any(|text| finds(text)) {
            return true;
        }
        layer = layer.iter().flat_map(|text| decoded(text)).map(Cow::Owned).collect();
    }
    false
}

/// What the runs of base64 letters in a text mean, if it is text.
fn decoded(text: &str) -> Vec<String> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "+/-_=".contains(c);
    let runs = text.split(|c| !is_letter(c)).filter(|run| (SHORTEST..=MOST).contains(&run.len()));
    // `key=value`: the value is what is encoded.
    let runs = runs.flat_map(|run| {
        let run = run.trim_end_matches('=');
        [Some(run), run.rsplit_once('=').map(|(_, value)| value)]
    });
    runs.flatten().filter_map(decode).collect()
}

fn decode(run: &str) -> Option<String> {
    let bytes = STANDARD.decode(run).or_else(|_| URL_SAFE.decode(run)).ok()?;
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_found_under_layers_of_base64() {
        let holds = |text: &str| any_layer(text, |text| text.contains("db.example.com"));
        let once = STANDARD.encode("{\"databaseUrl\":\"postgres://a:x@db.example.com/shop\"}");
        let twice = URL_SAFE.encode(&once);
        assert!(holds(&once));
        assert!(holds(once.trim_end_matches('=')));
        assert!(holds(&format!("prisma+postgres://localhost:51213/?api_key={once}")));
        assert!(holds(&twice));
        assert!(!holds(&STANDARD.encode("postgres://a:x@db.example.org/shop")));
        assert!(!holds("eyJub3RoaW5nIjoiaGVyZSJ9"));
    }
}
