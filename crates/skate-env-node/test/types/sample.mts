import { branches, getDatabaseUrl, prismaDatasource, resolveDatabase, SkateEnvError, verifyDatabase } from 'skate-env'
import type { Environment, SkateEnvCode, Verdict } from 'skate-env'
import { withSkateEnv } from 'skate-env/next'
import { observePool, type PoolCounts } from 'skate-env/observe'
import { testDatabase } from 'skate-env/testing'
import { skateEnv as jestSkateEnv } from 'skate-env/testing/jest'
import { setUp } from 'skate-env/testing/node'
import { skateEnv } from 'skate-env/testing/vitest'
import { defineConfig } from 'vitest/config'

const url: string = getDatabaseUrl({ environment: 'staging', production: ['ep-a-b-1'] })
const resolved = resolveDatabase()
const environment: Environment = resolved.environment
const verdict: Verdict = resolved.verdict
const line: number | undefined = resolved.line
const datasource: { url: string } = prismaDatasource({ shadowDatabaseUrl: url })
export const proven: Promise<{ url: string }> = prismaDatasource({ live: true })
export const branch: Promise<string | undefined> = verifyDatabase({ timeoutSeconds: 5 }).then(({ branchId }) => branchId)

// @ts-expect-error unknown environment
getDatabaseUrl({ environment: 'feature' })
// @ts-expect-error unknown option
getDatabaseUrl({ enviroment: 'staging' })
// @ts-expect-error `url` is a method
resolved.url.length satisfies string

export const plan: Promise<string> = branches
  .delete({ name: 'preview/pr-7', plan: true, signal: AbortSignal.timeout(1000) })
  .then(({ text }) => text)
export const direct: Promise<string> = branches
  .create({ name: 'preview/pr-7', class: 'preview', owner: 'github:shop#7' })
  .then(({ connection }) => connection.directUrl())
// @ts-expect-error `name` or `id` is required
void branches.delete({})
// @ts-expect-error the class `production` cannot be created
void branches.create({ name: 'main', class: 'production', owner: 'me' })

export function code(error: unknown): SkateEnvCode | undefined {
  return error instanceof SkateEnvError ? error.code : undefined
}

const config: { output: 'standalone' } = withSkateEnv({ output: 'standalone' })
const configure: (phase: string) => Promise<{ output: string }> = withSkateEnv((phase: string) => ({ output: phase }))
export { config, configure, datasource, environment, line, verdict }

export const testUrl: Promise<string> = testDatabase().then(({ url }) => url)
export const vitest = defineConfig({
  plugins: [skateEnv({ migrate: 'prisma', seed: ['a.sql', async ({ url }) => void url], per: 'file' })],
})
export const jest: { globalSetup: string } = jestSkateEnv({ migrate: { command: ['node', 'migrate.mjs'], inputs: ['sql'] } })
export const whole: { coverageProvider?: 'v8' | 'babel' } = jestSkateEnv({ migrate: 'prisma' }, { coverageProvider: 'v8' })
export const ready: Promise<void> = setUp({ migrate: 'drizzle', pool: 4 })
// @ts-expect-error unknown choice
skateEnv({ per: 'suite' })

declare const pool: { connect(): Promise<{ release(): void }>; connect(callback: (error?: Error) => void): void }
export const counts: PoolCounts = observePool(pool).read()
export const refused: number | undefined = counts.failures['ECONNREFUSED']
// @ts-expect-error no pool
observePool({ query: () => undefined })
