'use strict'

// `skate-env/testing/vitest`: a plugin. The main process builds the template, and each test file has
// a database before it is loaded, in every pool.
const { announced } = require('./session.cjs')

function skateEnv(options) {
  return {
    name: 'skate-env',
    // `vite dev` and `vite build` may read the same file: they run no tests.
    apply: (_, { mode }) => mode === 'test' || process.env.VITEST !== undefined,
    async config() {
      // The set-up of the suite runs in this process, and has the functions of the options.
      globalThis[Symbol.for('skate-env.vitest-options')] = options
      return {
        test: {
          env: await announced(options),
          globalSetup: [require.resolve('./vitest-global.mjs')],
          setupFiles: [require.resolve('./vitest-file.mjs')],
        },
      }
    },
  }
}

module.exports = { skateEnv }
