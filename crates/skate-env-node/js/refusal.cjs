'use strict'

// The errors that JavaScript itself reports, in the shape of those from Rust.

/** The fields of a SkateEnvError with one problem. */
function refusal(code, message, hint) {
  const problems = [{ code, message, hint }]
  return { message: `${message} [${code}]\n  help: ${hint}`, code, hint, problems }
}

function notLoaded() {
  const { message, hint } = require('./platform-packages.cjs').missing('native module', 'is not installed, or cannot be loaded')
  return refusal('unsupported_runtime', message, hint)
}

module.exports = { refusal, notLoaded }
