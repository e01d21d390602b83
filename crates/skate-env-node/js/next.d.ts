export interface WithSkateEnvOptions {
  /** The directory of `next.config`; by default the working directory. */
  directory?: string
}

/**
 * Adds skate-env to a Next.js configuration: keeps the native module out of bundles, and copies
 * `skate-env.toml` into `standalone` and serverless output. Other settings stay as they are.
 *
 * If you copy a `standalone` output, keep its symbolic links (`cp -a`).
 * @throws {SkateEnvError} when `skate-env.toml` is invalid, so that the build fails
 */
export declare function withSkateEnv<Arguments extends unknown[], Config>(
  config: (...phase: Arguments) => Config,
  options?: WithSkateEnvOptions,
): (...phase: Arguments) => Promise<Awaited<Config>>
export declare function withSkateEnv<Config extends object>(
  config?: Config,
  options?: WithSkateEnvOptions,
): Config
