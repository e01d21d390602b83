// Writes the union of codes from Rust's table. With `--check` it only says whether it is stale.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { codes } = createRequire(import.meta.url)('../js/binding.cjs')
const file = new URL('../js/codes.d.ts', import.meta.url)

const lines = codes().map(({ code, summary }) => `  /** ${summary} */\n  | '${code}'\n`)
const text = `// Written by scripts/generate-codes.mjs from Rust's table.

/** What kind of problem was found: stable, safe to match on. Worst first. */
export type SkateEnvCode =
${lines.join('')}`

if (!process.argv.includes('--check')) {
  writeFileSync(file, text)
} else if (readFileSync(file, 'utf8') !== text) {
  console.error('js/codes.d.ts is stale: run `npm run build`.')
  process.exitCode = 1
}
