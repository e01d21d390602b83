export default async () => {
  const [{ createEnv }, { z }] = await Promise.all([import('@t3-oss/env-core'), import('zod')])
  const env = createEnv({
    server: { POSTGRES_PRISMA_URL_DEV: z.url() },
    runtimeEnv: process.env,
  })
  return env.POSTGRES_PRISMA_URL_DEV
}
