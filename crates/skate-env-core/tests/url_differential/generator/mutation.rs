//! Damage: by byte, by token, by putting two URLs together.

use super::random::Random;
use super::words;

/// Replaces, removes, repeats or inserts single characters, once or twice.
pub(super) fn bytes(random: &mut Random, url: &str) -> String {
    let mut characters: Vec<char> = url.chars().collect();
    for _ in 0..=random.below(2) {
        if characters.is_empty() {
            break;
        }
        let at = random.below(characters.len());
        match random.below(5) {
            0 => characters[at] = character(random),
            1 => drop(characters.remove(at)),
            2 => characters.insert(at, character(random)),
            3 => characters.insert(at, characters[at]),
            _ => {
                let other = random.below(characters.len());
                characters.swap(at, other);
            }
        }
    }
    characters.into_iter().collect()
}

fn character(random: &mut Random) -> char {
    const REST: [char; 10] =
        ['é', '．', '。', '／', '＠', '：', '\u{ad}', '\u{200d}', '\u{feff}', '\u{202e}'];
    match random.below(20) {
        0 => REST[random.below(REST.len())],
        _ => char::from(u8::try_from(random.below(128)).unwrap_or(b'@')),
    }
}

/// Inserts tokens, or moves, repeats or removes a part between two delimiters.
pub(super) fn tokens(random: &mut Random, url: &str) -> String {
    let mut url = url.to_owned();
    for _ in 0..=random.below(2) {
        let (start, end) = (boundary(random, &url), boundary(random, &url));
        let (start, end) = (start.min(end), start.max(end));
        match random.below(6) {
            0 => url.replace_range(start..end, ""),
            1 if end - start < 200 => {
                let part = url[start..end].to_owned();
                url.insert_str(end, &part);
            }
            2 => {
                let part: String = url.drain(start..end).collect();
                let at = boundary(random, &url);
                url.insert_str(at, &part);
            }
            3 => url.replace_range(start..end, random.pick(&words::TOKENS)),
            _ => url.insert_str(start, random.pick(&words::TOKENS)),
        }
    }
    url
}

/// The head of one URL and the tail of another.
pub(super) fn splice(random: &mut Random, first: &str, second: &str) -> String {
    let (head, tail) = (boundary(random, first), boundary(random, second));
    format!("{}{}{}", &first[..head], random.pick(&["", "", "@", ",", "/", "#"]), &second[tail..])
}

/// The place before or after a delimiter, or either end.
fn boundary(random: &mut Random, url: &str) -> usize {
    let mut places = vec![0, url.len()];
    for (at, found) in url.match_indices(['@', ':', '/', '?', '#', '&', '=', ',', '.', '%', ';']) {
        places.extend([at, at + found.len()]);
    }
    places[random.below(places.len())]
}
