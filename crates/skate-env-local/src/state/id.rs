//! Ids in Neon's form: `br-quiet-forest-k3x9p2ab`.

use skate_env_core::neon::{BranchId, EndpointId, OperationId, ProjectId};

use super::TimelineId;
use crate::{Error, Result};

const ADJECTIVES: [&str; 32] = [
    "aged", "autumn", "bold", "bright", "broad", "calm", "cold", "cool", "crisp", "damp", "dark",
    "deep", "dry", "dusty", "early", "falling", "flat", "frosty", "green", "hidden", "late",
    "long", "mild", "misty", "noisy", "old", "plain", "quiet", "round", "still", "sweet", "wide",
];
const NOUNS: [&str; 32] = [
    "bank", "bird", "brook", "bush", "cell", "cherry", "cloud", "darkness", "dawn", "dew", "field",
    "fire", "forest", "frog", "glade", "grass", "hill", "lake", "leaf", "meadow", "moon", "night",
    "pine", "pond", "rain", "river", "sea", "shape", "snow", "star", "sun", "wave",
];
const DIGITS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

pub(crate) fn project_id() -> Result<ProjectId> {
    Ok(id(ProjectId::new(words("local")?)))
}

pub(crate) fn branch_id() -> Result<BranchId> {
    Ok(id(BranchId::new(words("br")?)))
}

pub(crate) fn endpoint_id() -> Result<EndpointId> {
    Ok(id(EndpointId::new(words("ep")?)))
}

/// A UUID of version 4.
pub(crate) fn operation_id() -> Result<OperationId> {
    let random = u128::from_ne_bytes(random()?);
    let version = (random & !(0xf << 76) & !(0x3 << 62)) | (0x4 << 76) | (0x2 << 62);
    let hex = format!("{version:032x}");
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    Ok(id(OperationId::new(parts.join("-"))))
}

pub(crate) fn timeline_id() -> Result<TimelineId> {
    Ok(TimelineId(format!("{:032x}", u128::from_ne_bytes(random()?))))
}

fn words(kind: &str) -> Result<String> {
    let bytes = random()?;
    let pick = |index: usize| usize::from(bytes[index] % 32);
    let tail: String = (2..10).map(|index| char::from(DIGITS[pick(index)])).collect();
    Ok(format!("{kind}-{}-{}-{tail}", ADJECTIVES[pick(0)], NOUNS[pick(1)]))
}

fn random() -> Result<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| Error::no_randomness())?;
    Ok(bytes)
}

/// Generated ids have only characters that an id may have; the test below proves it.
fn id<Id, E: std::fmt::Debug>(id: std::result::Result<Id, E>) -> Id {
    id.expect("words, digits and hyphens are an id")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{branch_id, operation_id};

    #[test]
    fn ids_are_ids_and_never_the_same() {
        let ids: BTreeSet<_> = (0..1_000).map(|_| branch_id().unwrap()).collect();
        assert_eq!(ids.len(), 1_000);
        assert!(ids.iter().all(|id| id.as_str().split('-').count() == 4));
        let id = operation_id().unwrap();
        let lengths: Vec<_> = id.as_str().split('-').map(str::len).collect();
        assert_eq!((lengths, &id.as_str()[14..15]), (vec![8, 4, 4, 4, 12], "4"));
    }
}
