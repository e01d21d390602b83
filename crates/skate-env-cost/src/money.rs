//! Cents: amounts are rounded so that the parts sum to the whole.

/// Rounds amounts in dollars to cents by the largest remainder, so that they sum to the rounded
/// total: each amount is cut to whole cents, and the cents that are missing go to those that lost
/// most. Returns the cents of each amount, and of the total.
pub(crate) fn cents(amounts: &[f64]) -> (Vec<i64>, i64) {
    let total = whole((amounts.iter().sum::<f64>() * 100.0).round());
    let mut cents: Vec<i64> =
        amounts.iter().map(|amount| whole((amount * 100.0).floor())).collect();
    let missing = total - cents.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    let lost = |index: usize| (amounts[index] * 100.0).fract();
    order.sort_by(|one, other| lost(*other).total_cmp(&lost(*one)).then(one.cmp(other)));
    for index in order.into_iter().take(usize::try_from(missing).unwrap_or_default()) {
        cents[index] += 1;
    }
    (cents, total)
}

#[expect(clippy::cast_possible_truncation, reason = "no bill has 2^53 cents; a cast saturates")]
fn whole(cents: f64) -> i64 {
    cents as i64
}

/// Cents as `$12.34`.
#[must_use]
pub fn dollars(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}${}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_sum_to_the_whole() {
        assert_eq!(cents(&[0.333, 0.333, 0.334]), (vec![33, 33, 34], 100));
        assert_eq!(cents(&[0.004, 0.004, 0.004]), (vec![1, 0, 0], 1));
        assert_eq!(cents(&[0.29, 1.15]), (vec![29, 115], 144));
        assert_eq!(cents(&[]), (vec![], 0));
    }

    #[test]
    fn dollars_have_two_digits() {
        assert_eq!([5, 1_200, -305].map(dollars), ["$0.05", "$12.00", "-$3.05"]);
    }
}
