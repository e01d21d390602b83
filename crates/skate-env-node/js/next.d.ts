export interface WithSkateEnvOptions {
  /** Where `next.config` is; by default the working directory. */
  directory?: string
}

/**
 * Adds skate-env to a Next.js configuration: the native module stays outside the bundles, and
 * `skate-env.toml` is copied into `standalone` and serverless output. The rest is kept.
 *
 * Works with the copied output as long as symbolic links are kept (`cp -a`).
 * @throws {SkateEnvError} when `skate-env.toml` cannot be used, so that the build fails
 */
export declare function withSkateEnv<Arguments extends unknown[], Config>(
  config: (...phase: Arguments) => Config,
  options?: WithSkateEnvOptions,
): (...phase: Arguments) => Promise<Awaited<Config>>
export declare function withSkateEnv<Config extends object>(
  config?: Config,
  options?: WithSkateEnvOptions,
): Config
