// Reads the destructive command lines: a file a kind, a row a line.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { row } from './rows.mjs'

export async function destructive() {
  const folder = join(import.meta.dirname, 'destructive')
  const all = []
  for (const file of readdirSync(folder).sort()) {
    const { postures, lines } = await import(join(folder, file))
    all.push(...lines.map((line) => row(file.replace('.mjs', ''), postures, line)))
  }
  return all
}
