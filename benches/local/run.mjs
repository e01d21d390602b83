// Measures branches on this machine and alternatives, interleaved; then many branches.
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { program } from '../lib/rust.mjs'
import { prepare } from './pglite.mjs'
import { table } from './table.mjs'

const folder = dirname(fileURLToPath(import.meta.url))
const benches = dirname(folder)
const ROUNDS = Number(process.argv[2] ?? 11)
const { SKATE_ENV_PGLITE: pgliteFolder, SKATE_ENV_POSTGRES: postgres } = process.env

const child = spawn(program(benches, 'skate-env-bench-local'), [postgres], { stdio: ['pipe', 'pipe', 'inherit'] })
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

async function next() {
  const { value, done } = await lines.next()
  if (done) throw new Error('skate-env-bench-local ended early')
  return JSON.parse(value)
}

function ask(job) {
  child.stdin.write(`${job}\n`)
  return next()
}

const found = await next()
const pglite = await prepare(pgliteFolder, 100)
const emptyPglite = await prepare(pgliteFolder, 0)
const rounds = []
for (let round = 0; round < ROUNDS; round++) {
  rounds.push({
    ours: await ask('branch'),
    walLog: await ask('wal_log'),
    fileCopy: await ask('file_copy'),
    pglite: await pglite.copy(),
    empty: await ask('branch empty'),
    emptyWalLog: await ask('wal_log empty'),
    emptyFileCopy: await ask('file_copy empty'),
    emptyPglite: await emptyPglite.copy(),
    start: await ask('later_start'),
  })
  console.log(`round ${round + 1} of ${ROUNDS}`)
}
await pglite.close()
await emptyPglite.close()
const eight = await ask('eight')
const fifty = await ask('fifty')
child.stdin.end()
const text = table({ found, rounds, eight, fifty })
writeFileSync(join(benches, 'LOCAL.md'), text)
console.log(text)
