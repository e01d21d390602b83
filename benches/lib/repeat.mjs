// A warm process: reading one variable and getting the URL again, interleaved.
import { createRequire } from 'node:module'
import { median } from './statistics.mjs'

const { getDatabaseUrl } = createRequire(import.meta.url)('skate-env')
const CALLS = 5_000
const ROUNDS = 101

function nanoseconds(call) {
  const start = process.hrtime.bigint()
  for (let index = 0; index < CALLS; index++) call()
  return Number(process.hrtime.bigint() - start) / CALLS
}

const read = []
const again = []
for (let round = 0; round < ROUNDS; round++) {
  read.push(nanoseconds(() => process.env.POSTGRES_PRISMA_URL_DEV))
  again.push(nanoseconds(getDatabaseUrl))
}
console.log(JSON.stringify({ read: median(read), again: median(again) }))
