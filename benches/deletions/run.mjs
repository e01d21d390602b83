// Measures 1000 deletions with each client in turn, each with its own server.
import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { program } from '../lib/rust.mjs'
import { COUNT, AT_ONCE, RETRIES, table } from './table.mjs'

const folder = dirname(fileURLToPath(import.meta.url))
const benches = dirname(folder)
const TIMEOUT = 5 * 60_000
const run = promisify(execFile)

async function measure(name, file, words, more = []) {
  const server = fork(join(folder, 'server.mjs'))
  try {
    const [port] = await once(server, 'message')
    const all = [...words, `http://127.0.0.1:${port}`, String(COUNT), String(AT_ONCE), ...more]
    const { stdout } = await run(file, all, { timeout: TIMEOUT, maxBuffer: 1 << 24 })
    const counted = once(server, 'message')
    server.send('counts')
    return checked({ name, ...JSON.parse(stdout), ...(await counted)[0] })
  } finally {
    server.kill()
  }
}

/** Checks that the client reports what the server counted. */
function checked(figures) {
  const { name, deleted, failed, requests, refused, strange } = figures
  if (deleted + failed !== COUNT || requests !== deleted + refused || strange > 0) {
    throw new Error(`${name} and its server do not agree: ${JSON.stringify(figures)}`)
  }
  return figures
}

const ours = program(benches, 'skate-env-deletions')
const sdk = [join(folder, 'neon-sdk.mjs')]
const text = table([
  await measure('skate-env', ours, []),
  await measure('@neon/sdk, defaults', process.execPath, sdk),
  await measure(`@neon/sdk, ${RETRIES} retries`, process.execPath, sdk, [String(RETRIES)]),
])
writeFileSync(join(benches, 'DELETIONS.md'), text)
console.log(text)
