/** What `observePool` needs of a pool: that of `pg` has it, and so have its subclasses. */
export interface ObservablePool {
  // node-postgres overloads it.
  connect: (...args: any[]) => any
}

/** Counts since the pool is observed. They hold no text and no value. */
export interface PoolCounts {
  /** How often somebody asked the pool for a connection, by `connect` or by `query`. */
  readonly attempts: number
  /** How often there was one. */
  readonly successes: number
  /** How many still wait. */
  readonly pending: number
  /** How many connections were opened for it; the others were open already. */
  readonly opened: number
  /**
   * How many attempts failed, by code: a SQLSTATE such as `28P01`, a code of Node.js such as
   * `ECONNREFUSED`, `timeout` and `ended`, which the pool says, or `other`.
   */
  readonly failures: Readonly<Record<string, number>>
  /** How long the successful attempts took. */
  readonly milliseconds: {
    /** Altogether. */
    readonly sum: number
    /** How many took at most so long; each count holds those before it, as Prometheus has it. */
    readonly buckets: readonly { readonly upTo: number; readonly count: number }[]
  }
}

/** A pool that is observed. */
export interface PoolObservation {
  /** The counts of now. */
  read(): PoolCounts
  /** Leaves the pool as it was; what was counted can still be read. */
  stop(): void
}

/**
 * Counts how a pool of node-postgres connects: attempts, successes, failures by code, and the time
 * that they took. It changes neither answers nor errors, and loads no native module.
 *
 * ```ts
 * const observation = observePool(pool)
 * const { attempts, successes, failures } = observation.read()
 * ```
 * @throws {TypeError} for what is no pool
 */
export declare function observePool(pool: ObservablePool): PoolObservation
