'use strict'

const { prepare } = require('./session.cjs')
const { setVariables } = require('./database.cjs')

/** Builds the template, and sets the variables that workers start with. */
module.exports = async function globalSetup() {
  const options = globalThis[Symbol.for('skate-env.jest-options')] ?? JSON.parse(process.env.SKATE_ENV_TEST_OPTIONS ?? '{}')
  setVariables(await prepare(options))
}
