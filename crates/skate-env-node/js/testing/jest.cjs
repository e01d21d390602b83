'use strict'

// `skate-env/testing/jest`: a configuration of Jest with databases. Jest's workers are told the options
// by their environment, and each test file has a database before it is loaded.
const { checked, invalid, toText } = require('./options.cjs')

function skateEnv(options, config = {}) {
  const known = checked(options)
  if (config.globalSetup !== undefined) {
    throw invalid(
      'Jest runs one `globalSetup`, and this configuration has its own.',
      'Begin it with ours, `await require(skateEnv(options).globalSetup)()`, and set it behind the call: `{ ...skateEnv(options, rest), globalSetup }`.',
    )
  }
  process.env.SKATE_ENV_TEST_OPTIONS = toText(known)
  globalThis[Symbol.for('skate-env.jest-options')] = options
  return {
    ...config,
    globalSetup: require.resolve('./jest-global.cjs'),
    setupFilesAfterEnv: [require.resolve('./jest-file.cjs'), ...(config.setupFilesAfterEnv ?? [])],
  }
}

module.exports = { skateEnv }
