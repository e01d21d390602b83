import type { TestOptions } from './index'

/** A plugin for `vitest.config`: every test file has a database of its own before it is loaded. */
export declare function skateEnv(options?: TestOptions): {
  name: string
  apply(config: object, environment: { mode: string }): boolean
  config(): Promise<object>
}
