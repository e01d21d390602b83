import type { TestOptions } from './index'

/**
 * For node:test: called by a module that `node --test --import ./setup.mjs` names, with `await`.
 * Every test file has a database of its own before it is loaded.
 */
export declare function setUp(options?: TestOptions): Promise<void>
