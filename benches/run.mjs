// Measures all alternatives interleaved, and prints medians as ratios.
import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from './lib/commands.mjs'
import { decision, emptyAddon } from './lib/rust.mjs'
import { addEmptyPackage, deployed, stage, variables } from './lib/stage.mjs'
import { median, shuffled } from './lib/statistics.mjs'
import { table } from './lib/table.mjs'

const benches = dirname(fileURLToPath(import.meta.url))
const rounds = Number(process.argv[2] ?? 31)
const { folder, remove } = stage(benches, process.env.SKATE_ENV_TARBALLS)
const addon = emptyAddon(benches)
addEmptyPackage(folder, addon)
const environment = { ...variables, BENCH_EMPTY_ADDON: addon }

function node(script, env, ...words) {
  return execFileSync(process.execPath, [join(folder, 'lib', script), ...words], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
}

/** Milliseconds to get a URL in a new process, for each alternative and round. */
function startUp() {
  const peers = readdirSync(join(folder, 'peers'))
  const samples = Object.fromEntries(peers.map((peer) => [peer, []]))
  for (let round = -1; round < rounds; round++) {
    for (const peer of shuffled(peers)) {
      const milliseconds = Number(node('once.mjs', environment, join(folder, 'peers', peer)))
      if (round >= 0) samples[peer].push(milliseconds) // the first round warms the file cache
    }
  }
  return Object.fromEntries(peers.map((peer) => [peer.replace(/\.[cm]js$/, ''), median(samples[peer])]))
}

try {
  const text = table({
    rounds,
    startUp: startUp(),
    repeat: {
      development: JSON.parse(node('repeat.mjs', environment)),
      production: JSON.parse(node('repeat.mjs', { ...environment, ...deployed })),
    },
    decision: decision(benches),
    commands: commands(benches, folder, rounds, process.env.SKATE_ENV_BENCH_NODE),
  })
  writeFileSync(join(benches, 'RESULTS.md'), text)
  console.log(text)
} finally {
  remove()
}
