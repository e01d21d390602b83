//! One thread's work: makes a batch of URLs, has it read, and judges it.

use std::path::Path;

use anyhow::Result;

use super::ambient::{self, Ambient};
use super::generator::{self, Random};
use super::judge::{Judge, Judgement};
use super::readers::{NodeReadings, ReaderProcess, Reading, read_with_tokio_postgres};
use super::report::Report;
use super::tools::Tools;

/// URLs in a batch, which is read with one set of variables.
pub(crate) const BATCH: u64 = 1000;

/// Of how many batches one has its refused URLs read, too.
const REFUSED_READ_EVERY: u64 = 8;

/// The readers of one thread. Those of a set of variables start when it first comes up.
pub(crate) struct Worker<'tools> {
    tools: &'tools Tools,
    sets: Vec<(Ambient, Option<Readers>)>,
}

struct Readers {
    libpq: ReaderProcess,
    node: ReaderProcess,
}

impl<'tools> Worker<'tools> {
    pub(crate) fn new(tools: &'tools Tools) -> Self {
        Self { tools, sets: ambient::all().into_iter().map(|set| (set, None)).collect() }
    }

    /// Makes and reads the batch with this number.
    pub(crate) fn run(
        &mut self,
        seed: u64,
        batch: u64,
        judge: &dyn Judge,
        report: &mut Report,
    ) -> Result<()> {
        let mut random = Random::new(Random::new(seed).next() ^ Random::new(batch).next());
        let mut share = random.next() % 100;
        let index = self.sets.iter().position(|(set, _)| {
            let here = share < set.share;
            share = share.saturating_sub(set.share);
            here
        });
        let urls = (0..BATCH).map(|_| generator::url(&mut random)).collect();
        // Only an accepted URL can be a hole, and the drivers are a hundred times slower than
        // the guard: what it refuses is read in some batches, to count false alarms.
        self.read(index.unwrap_or(0), urls, batch.is_multiple_of(REFUSED_READ_EVERY), judge, report)
    }

    /// Judges URLs with one set of variables, and has them read.
    pub(crate) fn read(
        &mut self,
        set: usize,
        urls: Vec<String>,
        refused_too: bool,
        judge: &dyn Judge,
        report: &mut Report,
    ) -> Result<()> {
        let (ambient, readers) = &mut self.sets[set];
        let readers = match readers {
            Some(readers) => readers,
            None => readers.insert(Readers::start(self.tools, ambient)?),
        };
        let (mut read, mut judgements) = (Vec::new(), Vec::new());
        for url in urls {
            let judgement = judge.judge(&url, &ambient.variables);
            report.judged(ambient, &judgement);
            if refused_too || matches!(judgement, Judgement::Target(_)) {
                read.push(url);
                judgements.push(judgement);
            }
        }
        if read.is_empty() {
            return Ok(());
        }
        readers.node.send(&read)?;
        readers.libpq.send(&read)?;
        for (url, judgement) in read.iter().zip(&judgements) {
            let tokio = read_with_tokio_postgres(url);
            let libpq: Reading = readers.libpq.receive()?;
            let NodeReadings { pg, postgres } = readers.node.receive()?;
            report.read(url, ambient, &[libpq, pg, postgres, tokio], judgement);
        }
        Ok(())
    }
}

impl Readers {
    fn start(tools: &Tools, ambient: &Ambient) -> Result<Self> {
        let start = |program: &Path, argument: &Path| {
            let (name, path) = &tools.service_file;
            let own = ambient.variables.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            let variables = own.chain([(*name, path.as_str())]);
            ReaderProcess::start(program, &[argument.as_os_str()], tools.home.path(), variables)
        };
        Ok(Self {
            libpq: start(&tools.libpq_reader, &tools.libpq)?,
            node: start(Path::new("node"), &tools.node_reader)?,
        })
    }
}
