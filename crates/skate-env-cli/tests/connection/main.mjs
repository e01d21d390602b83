// Every command line that we know to wipe production, and those of an ordinary day, through
// `skate-env run` on real PostgreSQL. `cargo xtask connection` says where the programs are.
//
//   node main.mjs [destructive | control | ordinary] [--all] [--every N] [--only TEXT] [--posture NAME] [--workers N] [--verbose]
//
// `destructive`: production's rows are counted before and after; none may be lost. `control`: the same
// without us and with production's URL; each has to destroy something, or it proves nothing.
// `ordinary`: output and exit code are those without us. A line is tried in one posture of those
// that it is for, in turn, or with --all in each; --every 3 tries each third line. A line whose program is
// not on this machine is counted and not tried.
import { parseArgs } from 'node:util'
import { availableParallelism } from 'node:os'

import { destructive } from './destructive.mjs'
import { ordinary } from './ordinary.mjs'
import { POSTURES } from './postures.mjs'
import { attempts, split } from './rows.mjs'
import { start } from './worker.mjs'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean' },
    every: { type: 'string', default: '1' },
    only: { type: 'string' },
    posture: { type: 'string' },
    workers: { type: 'string', default: String(Math.min(4, availableParallelism() + 1)) },
    verbose: { type: 'boolean' },
  },
})

const SUITES = {
  destructive: {
    rows: destructive,
    attempt: (worker, row) => worker.wipes(row),
    failed: ({ damage }) => damage !== undefined,
    said: ({ damage, by }) => (damage ? `DAMAGED, ${damage.lost} rows lost` : `refused by ${by}`),
  },
  control: {
    rows: async () => (await destructive()).map((row) => ({ ...row, postures: ['control'] })),
    attempt: (worker, row) => worker.wipes(row),
    failed: ({ damage }) => damage === undefined,
    said: ({ damage }) => (damage ? 'damaged' : 'UNHARMED'),
  },
  ordinary: {
    rows: async () => ordinary,
    attempt: (worker, row) => worker.compares(row),
    failed: ({ differs }) => differs,
    said: ({ differs }) => (differs ? 'DIFFERS' : 'the same'),
  },
}

const worker = await start(Number(options.workers))
let failed = 0
for (const name of positionals.length > 0 ? positionals : ['destructive', 'ordinary']) failed += await run(name, SUITES[name])
await worker.stop()
process.exitCode = failed > 0 ? 1 : 0

async function run(name, { rows, attempt, failed, said }) {
  const begin = performance.now()
  const { possible, lacks } = split(await rows())
  const chosen = attempts(possible, { ...options, every: Number(options.every) })
  const results = await worker.each(chosen, async (one, row) => {
    const result = { ...row, ...(await attempt(one, row)) }
    if (options.verbose || failed(result)) print(result, said(result))
    return result
  })
  const seconds = Math.round((performance.now() - begin) / 1000)
  const wrong = results.filter(failed).length
  console.log(`\n${name}: ${new Set(results.map(({ kind, name }) => `${kind} ${name}`)).size} lines, ${results.length} attempts in ${seconds} s, ${wrong} failed`)
  for (const [program, count] of Object.entries(lacks)) console.log(`  not tried: ${count} lines that need ${program}`)
  for (const posture of [...POSTURES, 'control']) {
    const counts = {}
    for (const result of results) if (result.posture === posture) counts[said(result)] = (counts[said(result)] ?? 0) + 1
    const sorted = Object.entries(counts).sort((a, b) => b[1] - a[1])
    if (sorted.length > 0) console.log(`  ${posture}: ${sorted.map(([what, count]) => `${count} ${what}`).join(', ')}`)
  }
  if (results.length === 0) throw new Error(`${name}: no line was tried`)
  return wrong
}

function print({ kind, posture, name, line, status, output, expected }, said) {
  const short = (text) => text.trim().split('\n').slice(0, 12).join('\n')
  console.log(`\n--- ${kind}, ${posture}: ${name}\n${line}\n${said}; exit ${status}\n${short(output)}`)
  if (expected) console.log(`expected: exit ${expected.status}\n${short(expected.stdout)}`)
}
