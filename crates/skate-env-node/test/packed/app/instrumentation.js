import { resolveDatabase } from 'skate-env'

// Compiled for both runtimes: importing must work in both.
export function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') globalThis.started = resolveDatabase().environment
}
