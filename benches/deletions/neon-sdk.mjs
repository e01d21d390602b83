// Deletes branches with @neon/sdk: `neon-sdk.mjs BASE COUNT AT_ONCE [RETRIES]`.
import { readFileSync } from 'node:fs'
import { createNeonClient } from '@neon/sdk'

const EARLY = 100
const [baseUrl, count, atOnce, retries] = process.argv.slice(2)
const neon = createNeonClient({ apiKey: 'key', baseUrl, ...(retries && { retries: Number(retries) }) })

/** Memory in kilobytes, on systems with `/proc`. */
function memory(field) {
  try {
    return Number(readFileSync('/proc/self/status', 'utf8').match(`${field}:\\s+(\\d+) kB`)[1])
  } catch {
    return null
  }
}

let next = 0
let answers = 0
let failed = 0
let early = null
async function work() {
  while (next < Number(count)) {
    const { error } = await neon.branches.delete({ projectId: 'project-1', branchId: `br-a-b-${next++}` })
    if (error) failed++
    if (++answers === EARLY) early = memory('VmRSS')
  }
}

const start = performance.now()
await Promise.all(Array.from({ length: Number(atOnce) }, work))
const seconds = (performance.now() - start) / 1000
console.log(JSON.stringify({ seconds, failed, early, peak: memory('VmHWM') }))
