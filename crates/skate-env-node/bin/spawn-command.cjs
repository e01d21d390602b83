'use strict'

// Runs the command as a child process, where this process cannot be replaced (before Node.js 22.15,
// and on Windows). Forwards signals and the exit code.
const { spawn } = require('node:child_process')
const { constants } = require('node:os')
const { isatty } = require('node:tty')

/** Signals that are sent to this process, and forwarded to the command. */
const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGUSR2']
/** Signals that a terminal sends to both processes: forwarding them would send them twice. */
const TERMINAL_SIGNALS = ['SIGINT', 'SIGQUIT']

module.exports = function run(command, commandLine) {
  const child = spawn(command, commandLine, { stdio: 'inherit' })
  const atTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor))
  listen(FORWARDED, (signal) => child.kill(signal))
  listen(TERMINAL_SIGNALS, (signal) => atTerminal || child.kill(signal))
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

/** Ends this process with the same signal as the command. */
function end(signal) {
  process.exitCode = 128 + constants.signals[signal] // for signals that Node.js ignores
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
