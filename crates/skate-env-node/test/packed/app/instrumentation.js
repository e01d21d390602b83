import { resolveDatabase } from 'skate-env'

// Next.js compiles this for both runtimes: the import must work in both.
export function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') globalThis.started = resolveDatabase().environment
}
