'use strict'

// What `edge-light` and browsers get: they cannot load a native module. Importing it is allowed
// (Next.js compiles instrumentation.ts for both runtimes); using it is not.
const { refusal } = require('./refusal.cjs')

/** The class of index.cjs, which cannot be loaded here. */
class SkateEnvError extends Error {
  constructor({ message, ...rest }) {
    super(message)
    Object.assign(this, rest)
  }

  get name() {
    return 'SkateEnvError'
  }
}

function unsupported() {
  throw new SkateEnvError(
    refusal(
      'unsupported_runtime',
      'skate-env needs Node.js, and this code runs on the Edge or in a browser.',
      "Call it where Node.js runs: remove `runtime = 'edge'` from the route, move the call out of \
client components, and guard instrumentation with process.env.NEXT_RUNTIME === 'nodejs'.",
    ),
  )
}

/** A promise that is broken, as the real ones are. */
async function unsupportedLater() {
  unsupported()
}

const branches = Object.freeze({
  list: unsupportedLater,
  create: unsupportedLater,
  reset: unsupportedLater,
  delete: unsupportedLater,
  connection: unsupportedLater,
})

class ResolvedDatabase {
  constructor() {
    unsupported()
  }
}

module.exports = {
  getDatabaseUrl: unsupported,
  getDirectUrl: unsupported,
  resolveDatabase: unsupported,
  verifyDatabase: unsupportedLater,
  prismaDatasource: unsupported,
  branches,
  ResolvedDatabase,
  SkateEnvError,
}
