'use strict'

// What the test helpers need from the package's own facade.
const { SkateEnvError } = require('../index.cjs')

/** Returns the answer with its connection, or throws the failure. */
function valueOrThrow({ failure, ...value }) {
  if (failure !== undefined) throw new SkateEnvError(failure)
  return value
}

module.exports = { SkateEnvError, testing: { SkateEnvError, valueOrThrow } }
