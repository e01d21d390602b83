// From rows of data to attempts.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A row as its file has it: a line, or more. */
export function row(kind, postures, given) {
  const whole = { kind, files: {}, variables: {}, postures, ...(typeof given === 'string' ? { line: given } : given) }
  return { ...whole, name: whole.about ?? whole.line }
}

/** Programs that are not on every machine. */
const OPTIONAL = ['dash', 'ionice', 'make', 'perl', 'python3', 'script', 'setsid', 'stdbuf']

/** Rows that can be tried here, and the programs that the others lack, each with its count. */
export function split(rows, isThere = onPath) {
  const missing = OPTIONAL.filter((program) => !isThere(program))
  const lacking = ({ line, files }) => missing.find((program) => new RegExp(`\\b${program}\\b`).test(`${line}\n${Object.values(files).join('\n')}`))
  const lacks = {}
  const possible = rows.filter((row) => {
    const program = lacking(row)
    if (program) lacks[program] = (lacks[program] ?? 0) + 1
    return !program
  })
  return { possible, lacks }
}

function onPath(program) {
  return process.env.PATH.split(delimiter).some((folder) => existsSync(join(folder, program)))
}

/** Each row in all its postures, or in one of them in turn; of the rows each, or each nth. */
export function attempts(rows, { all, only, posture, every = 1 }) {
  return rows
    .filter((_, index) => index % every === 0)
    .flatMap((row, index) => {
      const postures = all || posture ? row.postures : [row.postures[index % row.postures.length]]
      return postures.map((posture) => ({ ...row, posture }))
    })
    .filter((attempt) => (!only || `${attempt.kind} ${attempt.name} ${attempt.line}`.includes(only)) && (!posture || attempt.posture === posture))
}
