// From rows of data to attempts.

/** A row as its file has it: a line, or more. */
export function row(kind, postures, given) {
  const whole = { kind, files: {}, variables: {}, postures, ...(typeof given === 'string' ? { line: given } : given) }
  return { ...whole, name: whole.about ?? whole.line }
}

/** Each row in all its postures, or in one of them in turn. */
export function attempts(rows, { all, only, posture }) {
  return rows
    .flatMap((row, index) => {
      const postures = all || posture ? row.postures : [row.postures[index % row.postures.length]]
      return postures.map((posture) => ({ ...row, posture }))
    })
    .filter((attempt) => (!only || `${attempt.kind} ${attempt.name} ${attempt.line}`.includes(only)) && (!posture || attempt.posture === posture))
}
