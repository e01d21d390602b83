//! Lints every `migration.sql` below a folder: `skate-env-lint DIR [ROUNDS]`.
#![expect(clippy::print_stdout, reason = "prints its result")]

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fs,
    hint::black_box,
    io,
    path::{Path, PathBuf},
    time::Instant,
};

use skate_env_migrate::lint::{Settings, lint, rules};
use squawk_linter::{Linter, LinterSettings, Rule};
use squawk_syntax::SourceFile;

type Variant<'a> = Box<dyn Fn() + 'a>;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let folder = words.next().ok_or("the folder of the migrations is missing")?;
    let rounds: usize = words.next().map_or(Ok(31), |word| word.parse())?;
    let mut paths = Vec::new();
    collect(Path::new(&folder), &mut paths)?;
    let texts = paths.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    let scripts: Vec<&str> = texts.iter().map(String::as_str).collect();

    let names = rules().filter_map(|rule| Rule::try_from(rule.id).ok());
    let danger: Vec<Rule> = names.collect();
    let mut variants: [(&str, Variant<'_>); 4] = [
        (
            "parse",
            Box::new(|| scripts.iter().for_each(|it| drop(black_box(SourceFile::parse(it))))),
        ),
        ("library", Box::new(|| scripts.iter().for_each(|it| library(it, &danger, false)))),
        ("program", Box::new(|| scripts.iter().for_each(|it| library(it, &danger, true)))),
        ("ours", Box::new(|| drop(black_box(lint(&scripts, Settings::default()))))),
    ];
    let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for round in 0..rounds {
        // Rotate the order.
        variants.rotate_left(round % 3 + 1);
        for (name, way) in &variants {
            let start = Instant::now();
            way();
            times.entry(*name).or_default().push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    let medians: BTreeMap<_, _> = times.iter_mut().map(|(it, all)| (*it, median(all))).collect();

    let findings = lint(&scripts, Settings::default());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings.iter().flatten() {
        *counts.entry(finding.rule.id).or_default() += 1;
    }
    let ours = medians["ours"];
    println!("# Real migrations, linted\n");
    println!(
        "By `cargo xtask bench lint DIR`: {} files of {} kB, {} of them judged; {} rules of squawk-linter's, medians of \
         {rounds} rounds, the variants interleaved.\n",
        scripts.len(),
        texts.iter().map(String::len).sum::<usize>() / 1000,
        findings.len(),
        danger.len(),
    );
    println!("| way | ms | skate-env beside it |\n| --- | --- | --- |");
    for (name, what) in [
        ("parse", "the library's parser alone"),
        ("library", "the library: parse, and the same rules of its own"),
        ("program", "the library as its own program uses it: syntax errors, too"),
        ("ours", "skate-env: all of that, and our own rules, on every processor"),
    ] {
        println!("| {what} | {:.1} | {:.2} × |", medians[name], ours / medians[name]);
    }
    println!("\n| rule | findings |\n| --- | --- |");
    for (rule, count) in &counts {
        println!("| {rule} | {count} |");
    }
    let processors = std::thread::available_parallelism()?;
    println!(
        "\nThe promise (≤ 1.3 ×) is about what a person waits for: the library takes one script after the other,\n\
         skate-env gives each of {processors} processors its share. A lint without syntax errors is none, so the third\n\
         row is what it is measured against; the second is the library's rules alone."
    );
    Ok(())
}

/// squawk alone; its own program also reports syntax errors.
fn library(script: &str, danger: &[Rule], errors: bool) {
    let parse = SourceFile::parse(script);
    if errors {
        black_box(parse.errors());
    }
    let mut linter = Linter::from(danger.iter().copied());
    linter.settings = LinterSettings { assume_in_transaction: true, ..LinterSettings::default() };
    black_box(linter.lint(&parse, script));
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            collect(&path, paths)?;
        } else if entry.file_name() == "migration.sql" {
            paths.push(path);
        }
    }
    Ok(())
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
