'use strict'

// The entry point for the Edge runtime (`edge-light`) and browsers, which cannot load an addon.
// Importing it works (Next.js compiles instrumentation.ts for both runtimes); every call throws.
const { refusal } = require('./refusal.cjs')

/** The same class as in index.cjs, which does not load here. */
class SkateEnvError extends Error {
  constructor({ message, ...rest }) {
    super(message)
    Object.assign(this, rest)
  }

  get name() {
    return 'SkateEnvError'
  }
}

function throwUnsupported() {
  throw new SkateEnvError(
    refusal(
      'unsupported_runtime',
      'skate-env needs Node.js, and this code runs on the Edge or in a browser.',
      "Call it where Node.js runs: remove `runtime = 'edge'` from the route, move the call out of \
client components, and guard instrumentation with process.env.NEXT_RUNTIME === 'nodejs'.",
    ),
  )
}

/** Rejects, as the asynchronous functions do elsewhere. */
async function rejectUnsupported() {
  throwUnsupported()
}

const branches = Object.freeze({
  list: rejectUnsupported,
  create: rejectUnsupported,
  reset: rejectUnsupported,
  delete: rejectUnsupported,
  connection: rejectUnsupported,
})

class ResolvedDatabase {
  constructor() {
    throwUnsupported()
  }
}

module.exports = {
  getDatabaseUrl: throwUnsupported,
  getDirectUrl: throwUnsupported,
  resolveDatabase: throwUnsupported,
  verifyDatabase: rejectUnsupported,
  prismaDatasource: throwUnsupported,
  branches,
  ResolvedDatabase,
  SkateEnvError,
}
