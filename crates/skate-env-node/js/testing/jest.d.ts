import type { TestOptions } from './index'

/** What to spread into `jest.config`: every test file has a database of its own before it is loaded. */
export declare function skateEnv(options?: TestOptions): {
  globalSetup: string
  setupFilesAfterEnv: string[]
}
