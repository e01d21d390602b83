'use strict'

// `skate-env/observe`: counts how a pool of node-postgres connects. It loads no native module.

/** Upper bounds in milliseconds, as Prometheus counts: a value is in every bucket that holds it. */
const BOUNDS = [1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000]
/** SQLSTATEs, and the codes of Node.js: `ECONNREFUSED`, `ERR_TLS_…`, `CERT_HAS_EXPIRED`. */
const CODE = /^[0-9A-Z][0-9A-Z_]{1,47}$/
/** More different codes than this are `other`: somebody makes them up. */
const MOST_CODES = 50
/** What the pool itself says, which has no code. */
const TIMEOUT = /^(timeout exceeded when trying to connect|Connection terminated due to connection timeout)$/
const ENDED = 'Cannot use a pool after calling end on the pool'

/** Counts the attempts to get a connection from a pool: no text and no value of any. */
function observePool(pool) {
  if (typeof pool?.connect !== 'function') {
    throw new TypeError('observePool: give it a pool of node-postgres: `observePool(new Pool({ connectionString }))`.')
  }
  const counts = new Counts()
  const original = Object.getOwnPropertyDescriptor(pool, 'connect')
  const connect = pool.connect
  let isOn = true

  // `pool.query` calls it, too.
  function observed(callback, ...rest) {
    if (!isOn) return connect.call(pool, callback, ...rest)
    const ended = counts.begin()
    if (typeof callback === 'function') {
      return connect.call(pool, function (error, ...answer) {
        ended(error)
        return callback.call(this, error, ...answer)
      }, ...rest)
    }
    const connecting = connect.call(pool, callback, ...rest)
    connecting.then(() => ended(), ended)
    return connecting
  }

  Object.defineProperty(pool, 'connect', { value: observed, configurable: true, writable: true, enumerable: false })
  const opened = () => { counts.opened += 1 }
  pool.on?.('connect', opened)

  return {
    read: () => counts.read(),
    stop() {
      if (!isOn) return
      isOn = false
      pool.off?.('connect', opened)
      // Whoever wrapped it after us keeps what they wrapped: it only passes on.
      if (pool.connect !== observed) return
      if (original === undefined) delete pool.connect
      else Object.defineProperty(pool, 'connect', original)
    },
  }
}

class Counts {
  attempts = 0
  successes = 0
  opened = 0
  #failures = new Map()
  #milliseconds = 0
  #buckets = BOUNDS.map(() => 0)

  /** Returns what is called once, when the attempt has ended. */
  begin() {
    this.attempts += 1
    const begin = performance.now()
    return (error) => {
      if (error === undefined || error === null) this.#succeeded(performance.now() - begin)
      else this.#failed(codeOf(error))
    }
  }

  #succeeded(milliseconds) {
    this.successes += 1
    this.#milliseconds += milliseconds
    BOUNDS.forEach((bound, index) => {
      if (milliseconds <= bound) this.#buckets[index] += 1
    })
  }

  #failed(code) {
    const known = this.#failures.has(code) || this.#failures.size < MOST_CODES ? code : 'other'
    this.#failures.set(known, (this.#failures.get(known) ?? 0) + 1)
  }

  read() {
    const { attempts, successes, opened } = this
    const failed = [...this.#failures.values()].reduce((sum, count) => sum + count, 0)
    return {
      attempts,
      successes,
      pending: attempts - successes - failed,
      opened,
      failures: Object.fromEntries(this.#failures),
      milliseconds: {
        sum: this.#milliseconds,
        buckets: BOUNDS.map((bound, index) => ({ upTo: bound, count: this.#buckets[index] })),
      },
    }
  }
}

/** The code of an error; of its text only whether it is one of the pool's own sentences. */
function codeOf(error) {
  const { code, message } = Object(error)
  if (typeof code === 'string' && CODE.test(code)) return code
  if (typeof message !== 'string') return 'other'
  if (TIMEOUT.test(message)) return 'timeout'
  return message === ENDED ? 'ended' : 'other'
}

module.exports = { observePool }
