'use strict'

// The errors that JavaScript itself reports, in the shape of those from Rust.

/** The fields of a SkateEnvError with one problem. */
function refusal(code, message, hint) {
  const problems = [{ code, message, hint }]
  return { message: `${message} [${code}]\n  help: ${hint}`, code, hint, problems }
}

function notLoaded() {
  return refusal(
    'unsupported_runtime',
    `skate-env's native module for ${process.platform} ${process.arch} could not be loaded.`,
    'Install again on the platform that runs it, with optional dependencies (no `--omit=optional`).',
  )
}

module.exports = { refusal, notLoaded }
