#!/usr/bin/env node
'use strict'

// `npx skate-env`: finds the native command in the platform package, and replaces this process with
// it. The library does not load this file, and this file does not load the library.
const { accessSync, constants } = require('node:fs')

const PACKAGE = '@skate-env/node-'
const ABIS = { darwin: [''], linux: ['-gnu', '-musl'], win32: ['-msvc'] }
const BINARY = process.platform === 'win32' ? 'skate-env.exe' : 'skate-env'

const commandLine = process.argv.slice(2)
const command = find()
if (command === undefined) reportMissing()
else if (canReplaceProcess(command)) process.execve(command, [command, ...commandLine])
else require('./spawn-command.cjs')(command, commandLine)

/** The installed command; if both glibc and musl are installed, the one that matches this Node.js. */
function find() {
  const found = packages().flatMap((name) => resolved(`${name}/bin/${BINARY}`))
  return found.length > 1 && isMusl() ? found[1] : found[0]
}

function packages() {
  return (ABIS[process.platform] ?? []).map((abi) => `${PACKAGE}${process.platform}-${process.arch}${abi}`)
}

/** Resolves the path with `require`, which follows symbolic links and Plug'n'Play. */
function resolved(path) {
  try {
    return [require.resolve(path)]
  } catch {
    return []
  }
}

function isMusl() {
  process.report.excludeNetwork = true
  return process.report.getReport().header.glibcVersionRuntime === undefined
}

/** `process.execve` exists since Node.js 22.15. If it fails, Node.js aborts, so it is checked first. */
function canReplaceProcess(file) {
  if (process.platform === 'win32' || typeof process.execve !== 'function') return false
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Prints the error in the format, and with the exit code, of the command itself. */
function reportMissing() {
  const built = Object.keys(require('../package.json').optionalDependencies ?? {})
  const missing = packages().find((name) => built.includes(name))
  const where = `${process.platform} ${process.arch}`
  const [message, hint] = missing
    ? [
        `${missing}, which holds the command, is not installed.`,
        'Install with optional dependencies, on the platform that runs it: `npm install --include=optional`. ' +
          'If it is still missing, remove node_modules first.',
      ]
    : [`There is no binary of the command for ${where}.`, 'Build it: `cargo install skate-env-cli`.']
  console.error(`error: ${message} [unsupported_runtime]\n  help: ${hint}`)
  process.exitCode = 1
}
