'use strict'

// The database of this test file. A worker that runs several files in one realm keeps its database
// and resets it, so that a client which is kept on `globalThis` goes on with the same URL.
const { createDatabase, forgottenVariables, notSetUp, setVariables } = require('./database.cjs')
const { checked, toText } = require('./options.cjs')

const OPTIONS = 'SKATE_ENV_TEST_OPTIONS'
const CURRENT = Symbol.for('skate-env.test-database')

/** In the process that starts the workers: builds the template, and lets the workers know. */
async function prepare(options) {
  const known = checked(options)
  // The first database proves the migrations, once and before any test.
  const { database } = await createDatabase(known, 'set-up')
  await database.release()
  return { ...(await forgottenVariables(known.directory)), [OPTIONS]: toText(known) }
}

/** The variables alone, for a configuration that is read before anything is built. */
async function announced(options) {
  const known = checked(options)
  return { ...(await forgottenVariables(known.directory)), [OPTIONS]: toText(known) }
}

/** The options that were announced to this process. */
function announcedOptions() {
  const text = process.env[OPTIONS]
  if (text) return checked(JSON.parse(text))
  throw notSetUp(
    'The test helper was not configured in the process that started this one.',
    "Add the plugin `skateEnv()` of 'skate-env/testing/vitest', or `skateEnv()` of 'skate-env/testing/jest'.",
  )
}

/** Gives this file a database, and sets the variables. */
async function openFile(label) {
  const options = announcedOptions()
  const current = globalThis[CURRENT]
  if (current !== undefined) {
    await current.database.reset()
    setVariables(current.variables)
    return { ...current, per: options.per }
  }
  const { database, variables } = await createDatabase(options, label)
  setVariables(variables)
  globalThis[CURRENT] = { database, variables }
  return { database, variables, per: options.per }
}

/** Ends the use of a file's database: kept when a test of it failed. */
async function closeFile({ database }, { failed, last = true }) {
  if (failed) {
    delete globalThis[CURRENT]
    process.stderr.write(`${await database.keep()}\n`)
  } else if (last) {
    delete globalThis[CURRENT]
    await database.release()
  }
}

/** A database beside that of the file; `using` or `release()` gives it back. */
async function testDatabase(options) {
  const given = options === undefined || Object.keys(options).every((name) => name === 'per')
  const known = given ? { ...announcedOptions(), ...options } : checked(options)
  return (await createDatabase(known, options?.label ?? '')).database
}

module.exports = { announced, closeFile, openFile, prepare, testDatabase }
