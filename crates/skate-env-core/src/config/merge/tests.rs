use std::time::Duration;

use crate::{Class, Config, Environment, LargeObjects, Mask, MaskingEngine, Pin};

fn joined(nearer: &str, outer: &str) -> Config {
    let parse = |text| Config::parse("skate-env.toml", text).unwrap();
    parse(nearer).within(&parse(outer))
}

#[test]
fn an_empty_policy_changes_nothing() {
    let text = "strict = true\n[environments.production]\nbranch = \"main\"\nendpoints = [\"ep-a-b-1\"]\n[classes.preview]\nmasked = true\nwhen = \"paths\"\npaths = [\"prisma/**\"]\nreset = \"always\"\n[migrations]\nlock_timeout = \"1s\"\n[masking.columns]\n\"public.User.email\" = \"email\"\n";
    let whole = Config::parse("skate-env.toml", text).unwrap();
    assert_eq!(joined(text, ""), whole);
    assert_eq!(joined("", text), whole);
    assert_eq!(joined(text, text), whole);
}

#[test]
fn pins_add_up_and_strictness_stays() {
    let outer = "strict = true\nrun = { sealed = true, guarded = true }\n[environments.production]\nendpoints = [\"ep-a-b-1\"]\n";
    let nearer = "strict = false\nrun = { sealed = false }\n[environments.production]\nhost = \"db.example.com\"\n";
    let config = joined(nearer, outer);
    assert!(config.strict && config.run.sealed && config.run.guarded);
    let pins = &config.environments[&Environment::Production].pins;
    assert_eq!(pins[1], Pin::Endpoint("ep-a-b-1".to_owned()));
    assert_eq!(pins.len(), 2);
}

#[test]
fn a_variable_of_production_that_is_renamed_is_still_productions() {
    let outer = "[environments.production]\nurl = \"SHOP_URL\"\n";
    let nearer = "[environments.production]\nurl = \"WEB_URL\"\n";
    let config = joined(nearer, outer);
    assert_eq!(config.url_variables(Environment::Production)[0], "WEB_URL");
    let all: Vec<_> = config.all_url_variables(Environment::Production).collect();
    assert!(all.iter().any(|name| name == "SHOP_URL"), "{all:?}");
    assert!(config.variable_names().iter().any(|name| name == "SHOP_URL"));
}

#[test]
fn a_class_is_masked_if_either_says_so_and_never_gets_production_as_its_source() {
    let outer = "[classes.preview]\nsource = \"staging\"\nmasked = true\nexpires = \"2d\"\n";
    let nearer = "[classes.preview]\nsource = \"production\"\nmasked = false\nexpires = \"9d\"\n";
    let preview = joined(nearer, outer).classes[&Class::Preview].clone();
    assert_eq!(preview.source.as_deref(), Some("staging"));
    assert_eq!(preview.masked, Some(true));
    assert_eq!(preview.expires.as_deref(), Some("9d"), "no key of safety: the nearer one wins");
    let by_name = format!("[environments.production]\nbranch = \"main\"\n{outer}");
    let preview = joined(&nearer.replace("production", "main"), &by_name);
    assert_eq!(preview.classes[&Class::Preview].source.as_deref(), Some("staging"));
}

#[test]
fn migrations_have_the_shorter_times_and_the_longer_chain() {
    let outer = "[migrations]\ntested_within = \"2h\"\nlock_timeout = \"9s\"\n\
                 chain = [\"staging\", \"production\"]\n";
    let longer = "[migrations]\ntested_within = \"4h\"\nlock_timeout = \"1s\"\n\
                  chain = [\"development\", \"staging\", \"production\"]\n";
    let migrations = joined(longer, outer).migrations;
    assert_eq!(migrations.tested_within, Duration::from_secs(2 * 60 * 60));
    assert_eq!(migrations.lock_timeout, Duration::from_secs(1));
    assert_eq!(migrations.chain.len(), 3);
    let shorter = "[migrations]\nchain = [\"development\", \"production\"]\n";
    let migrations = joined(shorter, outer).migrations;
    assert_eq!(migrations.chain, [Environment::Staging, Environment::Production]);
    assert_eq!(migrations.tested_within, Duration::from_secs(2 * 60 * 60));
}

#[test]
fn a_nearer_policy_unmasks_nothing() {
    let outer = "[masking]\nlarge_objects = \"unlink\"\n[masking.columns]\n\
                 \"public.User.email\" = \"email\"\n\"public.User.plan\" = \"keep\"\n";
    let nearer = "[masking]\nengine = \"neon\"\nstrict = false\nlarge_objects = \"keep\"\n\
                  [masking.columns]\n\"public.User.email\" = \"keep\"\n\
                  \"public.User.plan\" = \"null\"\n";
    let masking = joined(nearer, outer).masking.unwrap();
    assert_eq!(masking.engine, MaskingEngine::Sql);
    assert!(masking.strict);
    assert_eq!(masking.large_objects, Some(LargeObjects::Unlink));
    let masks: Vec<_> = masking.columns.values().map(|(mask, _)| mask.clone()).collect();
    assert_eq!(masks, [Mask::Email, Mask::Null]);
    assert!(joined("", outer).masking.is_some());
}
