//! URLs by grammar and by mutation: the same seed and number give the same URLs.

mod grammar;
mod mutation;
mod random;
#[rustfmt::skip] // one word a line would be five hundred lines
mod words;

pub(super) use grammar::ordinary;
use grammar::wild;
pub(super) use random::Random;

/// Makes one URL. Some stay as the grammar wrote them; most are damaged on purpose.
pub(super) fn url(random: &mut Random) -> String {
    let url = if random.chance(35) { ordinary(random) } else { wild(random) };
    match random.below(10) {
        0..4 => url,
        4..6 => mutation::bytes(random, &url),
        6..9 => mutation::tokens(random, &url),
        _ => {
            let other = wild(random);
            mutation::splice(random, &url, &other)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Random, url};

    #[test]
    fn a_seed_is_a_series() {
        let series = |seed| {
            let mut random = Random::new(seed);
            (0..100).map(|_| url(&mut random)).collect::<Vec<_>>()
        };
        assert_eq!(series(7), series(7));
        assert_ne!(series(7), series(8));
    }
}
