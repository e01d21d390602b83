'use strict'

// Calls the second addon (branches, verifyDatabase), and cancels the call when its signal aborts.
let addon

/** Calls a function of the addon; the first call loads it. */
async function callAddon(name, request, signal, facade) {
  signal?.throwIfAborted()
  addon ??= require('./neon-binding.cjs').load(facade)
  const token = new addon.CancelToken()
  const text = await untilAborted(addon[name](JSON.stringify(request), token), signal, token)
  return facade.valueOrThrow(JSON.parse(text))
}

/** The answer, or a rejection as soon as the signal aborts; the addon then sends nothing more. */
function untilAborted(answer, signal, token) {
  if (signal == null) return answer
  return new Promise((resolve, reject) => {
    const abort = () => {
      token.cancel()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

module.exports = { callAddon }
