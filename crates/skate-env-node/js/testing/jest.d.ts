import type { TestOptions } from './index'

/**
 * A configuration of Jest under which every test file has a database of its own before it is loaded. Without
 * `config`: what to spread into one.
 *
 * Throws `invalid_config` for a configuration that has a `globalSetup`: Jest runs one.
 */
export declare function skateEnv<Config extends object = object>(
  options?: TestOptions,
  config?: Config,
): Config & { globalSetup: string; setupFilesAfterEnv: string[] }
