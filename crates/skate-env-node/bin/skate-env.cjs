#!/usr/bin/env node
'use strict'

// `npx skate-env`: finds the native command in the platform package, and replaces this process with
// it. The library does not load this file, and this file does not load the library.
const { accessSync, constants } = require('node:fs')
const { forThisLibc, missing, platformPackages } = require('../js/platform-packages.cjs')

const BINARY = process.platform === 'win32' ? 'skate-env.exe' : 'skate-env'

const commandLine = process.argv.slice(2)
const command = find()
if (command === undefined) reportMissing()
else if (canReplaceProcess(command)) process.execve(command, [command, ...commandLine])
else require('./spawn-command.cjs')(command, commandLine)

/** The installed command; if both glibc and musl are installed, the one that matches this Node.js. */
function find() {
  return forThisLibc(platformPackages().flatMap((name) => resolved(`${name}/bin/${BINARY}`)))
}

/** Resolves the path with `require`, which follows symbolic links and Plug'n'Play. */
function resolved(path) {
  try {
    return [require.resolve(path)]
  } catch {
    return []
  }
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
  const { message, hint } = missing('command')
  console.error(`error: ${message} [unsupported_runtime]\n  help: ${hint}`)
  process.exitCode = 1
}
