// Run after `npm install --package-lock-only` where the registry does not have every package:
// `npm ci` fails on optional packages that are named and not locked, so they are not named.
import { readFileSync, writeFileSync } from 'node:fs'

const file = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(file, 'utf8'))
for (const entry of Object.values(lock.packages)) {
  delete entry.funding
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!lock.packages[`node_modules/${name}`]) delete entry.optionalDependencies[name]
  }
}
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
