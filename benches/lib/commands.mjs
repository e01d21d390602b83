// Measures commands from start to end: skate-env and its alternatives.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { processes, program } from './rust.mjs'
import { median, shuffled } from './statistics.mjs'
import { variables } from './stage.mjs'

export const OURS = '`skate-env run -- true`'
export const BARE = 'a Rust binary that starts `true` and does nothing else'

/** Telemetry is off; files that the commands leave are removed with the folder. */
const QUIET = { DO_NOT_TRACK: '1', VARLOCK_TELEMETRY_DISABLED: 'true', NO_UPDATE_NOTIFIER: '1' }

/** Median milliseconds by command. `newer`: a Node.js with `process.execve`. */
export function commands(benches, folder, rounds, newer) {
  const peers = join(benches, 'commands/node_modules')
  const own = join(folder, 'node_modules')
  const [platform] = readdirSync(join(own, '@skate-env'))
  const shim = join(own, 'skate-env/bin/skate-env.cjs')
  const known = {
    [BARE]: [program(benches, 'bare-run'), 'true'],
    [OURS]: [join(own, '@skate-env', platform, 'bin/skate-env'), 'run', '--', 'true'],
    'Node.js 20 that does nothing': [process.execPath, '--eval', '0'],
    "the same, through npm's shim (Node.js 20)": [process.execPath, shim, 'run', '--', 'true'],
    'Node.js 24 that does nothing': [newer, '--eval', '0'],
    "the same, through npm's shim (Node.js 24)": [newer, shim, 'run', '--', 'true'],
    '`dotenvx run -- true` (Node.js 20)': [process.execPath, join(peers, '@dotenvx/dotenvx/src/cli/dotenvx.js'), 'run', '--', 'true'],
    '`varlock run -- true` (Node.js 24; it needs 22)': [newer, join(peers, 'varlock/bin/cli.js'), 'run', '--', 'true'],
    '`neon --version` (Node.js 20)': [process.execPath, join(peers, 'neon/dist/cli.js'), '--no-analytics', '--version'],
  }
  const names = Object.keys(known)
  const order = Array.from({ length: rounds }, () => shuffled(names)).flat()
  const question = {
    directory: folder,
    variables: { ...variables, ...QUIET, HOME: folder },
    commands: known,
    order: [...names, ...order], // the first round warms the file cache
  }
  const samples = Object.entries(processes(benches, question))
  return Object.fromEntries(samples.map(([name, [, ...rest]]) => [name, median(rest)]))
}
