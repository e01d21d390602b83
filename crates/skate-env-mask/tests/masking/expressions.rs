//! The masking expressions, as PostgreSQL computes them.

use std::collections::BTreeMap;

use proptest::{
    collection::vec,
    prelude::*,
    test_runner::{Config, TestRunner},
};
use sha2::{Digest as _, Sha256};
use skate_env_core::Mask;
use skate_env_mask::{Column, Key, ValueKind, expression, max_length};
use tokio_postgres::{Client, types::Type};

use crate::fixture::Fixture;

fn column(type_name: &str, limit: Option<i32>) -> Column {
    Column {
        number: 1,
        name: "a \"column\"".to_owned(),
        type_name: type_name.to_owned(),
        value_kind: ValueKind::Text,
        folds_case: false,
        limit,
        not_null: false,
        generated: false,
        inherited: false,
        unique: true,
        partitions: false,
    }
}

/// The masked values of a column.
async fn masked(
    client: &Client,
    mask: &Mask,
    column: &Column,
    values: &[Option<String>],
    key: &Key,
) -> Vec<Option<String>> {
    let query = format!(
        "SELECT ({})::text FROM (SELECT value::{} AS \"a \"\"column\"\"\", at \
         FROM unnest($3::text[]) WITH ORDINALITY AS given (value, at)) AS given ORDER BY at",
        expression(mask, column),
        column.type_name
    );
    let types = [Type::BYTEA, Type::BYTEA, Type::TEXT_ARRAY];
    let query = client.prepare_typed(&query, &types).await.unwrap();
    let rows = client.query(&query, &[&key.inner, &key.outer, &values]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Any text that PostgreSQL can store, duplicates, and NULL.
fn values() -> impl Strategy<Value = Vec<Option<String>>> {
    let text = "[^\0]{0,60}".prop_map(Some);
    vec(prop_oneof![8 => text, 1 => Just(None), 1 => Just(Some("a".to_owned()))], 1..40)
}

#[test]
fn masks_are_deterministic_injective_and_bounded() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (fixture, client) = runtime.block_on(async {
        let fixture = Fixture::with("SELECT 1").await;
        let client = fixture.app().await;
        (fixture, client)
    });
    let masks = ["email", "name", "phone", "text", "token", "uuid"].map(|it| it.parse().unwrap());
    let mut runner = TestRunner::new(Config { cases: 40, ..Config::default() });
    let given = (values(), proptest::sample::select(masks.to_vec()), 1..80_i32, any::<[u8; 32]>());
    let result = runner.run(&given, |(values, mask, limit, key)| {
        let key = Key::of(&key);
        let limit = max_length(&mask).unwrap_or(limit).max(limit);
        let column = column(&format!("varchar({limit})"), Some(limit));
        let made = runtime.block_on(masked(&client, &mask, &column, &values, &key));
        let again = runtime.block_on(masked(&client, &mask, &column, &values, &key));
        prop_assert_eq!(&made, &again);
        let mut back: BTreeMap<&str, String> = BTreeMap::new();
        for (value, new) in values.iter().zip(&made) {
            prop_assert_eq!(value.is_none(), new.is_none());
            let (Some(value), Some(new)) = (value, new) else { continue };
            // The column truncates it.
            let value: String = value.chars().take(usize::try_from(limit).unwrap()).collect();
            prop_assert_eq!(value.is_empty(), new.is_empty());
            prop_assert!(new.chars().count() <= usize::try_from(limit).unwrap());
            if let Some(max_length) = max_length(&mask) {
                prop_assert!(new.len() <= usize::try_from(max_length).unwrap());
            }
            if mask == Mask::Text {
                prop_assert_eq!(value.chars().count(), new.len());
            }
            if value.len() > 4 {
                prop_assert_ne!(&value, new);
            }
            if mask.is_injective() {
                let earlier = back.insert(new, value.clone());
                prop_assert!(earlier.is_none_or(|earlier| earlier == value));
            }
        }
        Ok(())
    });
    drop(client);
    drop(fixture);
    result.unwrap();
}

/// Masks use HMAC-SHA-256, and different masks give different results for one value.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_the_keyed_hash_of_its_mask_and_value() {
    let fixture = Fixture::with("SELECT 1").await;
    let client = fixture.app().await;
    let key = Key::of(b"a key");
    let values = [Some("käse".to_owned())];
    let token = masked(&client, &Mask::Token, &column("text", None), &values, &key).await;
    let inner = Sha256::new().chain_update(&key.inner).chain_update("token:käse").finalize();
    let outer = Sha256::new().chain_update(&key.outer).chain_update(inner).finalize();
    let hexadecimal: String =
        outer.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    assert_eq!(token, [Some(hexadecimal[..32].to_owned())]);
    let uuid = masked(&client, &Mask::Uuid, &column("text", None), &values, &key).await;
    assert_ne!(uuid[0].as_ref().unwrap().replace('-', ""), hexadecimal[..32]);
    let fixed = Mask::Fixed("it's".to_owned());
    let values = [Some("x".to_owned()), None];
    let made = masked(&client, &fixed, &column("text", None), &values, &key).await;
    assert_eq!(made, [Some("it's".to_owned()), None]);
}
