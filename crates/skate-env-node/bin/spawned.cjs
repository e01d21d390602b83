'use strict'

// Where a process cannot become another: the command as a child, with this one as its shadow.
const { spawn } = require('node:child_process')
const { constants } = require('node:os')
const { isatty } = require('node:tty')

/** What others send to this process is meant for the command. */
const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGUSR2']
/** What a terminal sends to everybody in front of it: a second one would be a second Ctrl-C. */
const FROM_THE_TERMINAL = ['SIGINT', 'SIGQUIT']

module.exports = function run(command, words) {
  const child = spawn(command, words, { stdio: 'inherit' })
  const atTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor))
  listen(FORWARDED, (signal) => child.kill(signal))
  listen(FROM_THE_TERMINAL, (signal) => atTerminal || child.kill(signal))
  child.on('error', (error) => {
    console.error(
      `error: ${command} cannot be started: ${error.code}. [not_started]\n` +
        '  help: Install again: `npm ci`; and see that its file system allows programs.',
    )
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    end(signal)
  })
}

function listen(signals, send) {
  for (const signal of signals) if (signal in constants.signals) process.on(signal, send)
}

/** As the command ended: whoever waits for this process sees the same signal. */
function end(signal) {
  process.exitCode = 128 + constants.signals[signal] // for those that Node.js itself ignores
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
