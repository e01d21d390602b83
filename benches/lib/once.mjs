// A new process: loads one alternative, gets the URL from it, and prints the time.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const peer = process.argv[2]
const expected = process.env.POSTGRES_PRISMA_URL_DEV ?? process.env.BENCH_EXPECTED
const load = peer.endsWith('.mjs')
  ? (await import(pathToFileURL(peer).href)).default
  : createRequire(import.meta.url)(peer)
performance.now() // the first call initialises the clock
// Node.js initialises its support for `exports` on the first package that has it. Every app has loaded
// one before it needs a database URL, so this cost is not measured.
createRequire(import.meta.url)('warm')

const start = performance.now()
const url = await load()
const milliseconds = performance.now() - start

// Checks the result.
if (url !== expected) throw new Error(`${peer} did not give the URL`)
console.log(milliseconds)
