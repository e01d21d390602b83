'use strict'

// `skate-env/testing/jest`: what to spread into jest.config.js. Jest's workers are told the options
// by their environment, and each test file has a database before it is loaded.
const { checked, toText } = require('./options.cjs')

function skateEnv(options) {
  const known = checked(options)
  process.env.SKATE_ENV_TEST_OPTIONS = toText(known)
  globalThis[Symbol.for('skate-env.jest-options')] = options
  return {
    globalSetup: require.resolve('./jest-global.cjs'),
    setupFilesAfterEnv: [require.resolve('./jest-file.cjs')],
  }
}

module.exports = { skateEnv }
