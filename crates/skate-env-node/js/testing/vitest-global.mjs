// Runs once, in Vitest's main process.
import session from './session.cjs'

/** Builds the template before any worker starts. */
export async function setup() {
  await session.prepare(globalThis[Symbol.for('skate-env.vitest-options')])
}
