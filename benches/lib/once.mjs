// One fresh process: loads one peer, asks it for the URL, prints how long that took.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const peer = process.argv[2]
const expected = process.env.POSTGRES_PRISMA_URL_DEV ?? process.env.BENCH_EXPECTED
const load = peer.endsWith('.mjs')
  ? (await import(pathToFileURL(peer).href)).default
  : createRequire(import.meta.url)(peer)
performance.now() // the clock itself is made on its first use
// Node makes the reader of `exports` maps on the first package that has one. Every app has loaded
// one before it asks for its database; whoever came first here would pay for all.
createRequire(import.meta.url)('warm')

const start = performance.now()
const url = await load()
const milliseconds = performance.now() - start

// A fast wrong answer is worth nothing.
if (url !== expected) throw new Error(`${peer} did not give the URL`)
console.log(milliseconds)
