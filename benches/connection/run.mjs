// Measures a connection to PostgreSQL: direct, through PgBouncer, and through the gateway.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shuffled } from '../lib/statistics.mjs'
import { Measure } from './measure.mjs'
import { start } from './servers.mjs'
import { table } from './table.mjs'

const benches = dirname(dirname(fileURLToPath(import.meta.url)))
const ROUNDS = Number(process.argv[2] ?? 11)
const CROWDS = 3
const { SKATE_ENV_COMMAND: command, SKATE_ENV_POSTGRES: programs } = process.env
const pgbouncer = process.env.SKATE_ENV_PGBOUNCER ?? installed('pgbouncer')

/** The path of a program, or nothing. */
function installed(name) {
  try {
    return execFileSync('sh', ['-c', `PATH=$PATH:/usr/sbin command -v ${name}`], { encoding: 'utf8' }).trim()
  } catch {
    console.log(`${name} is not installed: measured without it`)
  }
}

/** Each of them once, in a new order. */
async function round(targets, measure) {
  const results = {}
  for (const [name, target] of shuffled(Object.entries(targets))) results[name] = await measure(target)
  return results
}

const version = pgbouncer && execFileSync(pgbouncer, ['--version'], { encoding: 'utf8' }).split('\n')[0]
const load = loadavg()[0]
const { targets, folder, stop } = await start({ command, programs, pgbouncer })
try {
  const measure = new Measure({ programs, command, folder, targets })
  const [rounds, runs, crowds] = [[], [], []]
  for (let number = 1; number <= ROUNDS; number += 1) {
    rounds.push(
      await round(targets, (target) => ({
        start: measure.start(target),
        prepared: measure.roundTrip(target, 'prepared'),
        simple: measure.roundTrip(target, 'simple'),
        copyOut: measure.copyOut(target),
        copyIn: measure.copyIn(target),
      })),
    )
    runs.push(await round({ development: 'development', production: 'production' }, (name) => measure.run(name)))
    console.log(`round ${number} of ${ROUNDS}`)
  }
  for (let number = 0; number < CROWDS; number += 1) crowds.push(await round(targets, (target) => measure.sessions(target)))
  const text = table({ rounds, runs, crowds, version, load })
  writeFileSync(join(benches, 'CONNECTION.md'), text)
  console.log(text)
} finally {
  await stop()
}
