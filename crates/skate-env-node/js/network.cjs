'use strict'

let addon

/** Asks the second addon, which is loaded now if it was not: what it answers, or a rejection. */
async function ask(verb, question, signal, facade) {
  signal?.throwIfAborted()
  addon ??= require('./neon-binding.cjs').load(facade)
  const token = new addon.Token()
  const text = await raced(addon[verb](JSON.stringify(question), token), signal, token)
  return facade.unwrap(JSON.parse(text))
}

/** Whatever comes first: the answer, or the signal, after which Rust sends nothing more. */
function raced(answer, signal, token) {
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

module.exports = { ask }
