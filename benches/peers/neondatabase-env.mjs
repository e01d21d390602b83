export default async () => {
  const [{ parseEnv }, { defineConfig }] = await Promise.all([
    import('@neondatabase/env/v1'),
    import('@neondatabase/config/v1'),
  ])
  return parseEnv(defineConfig({}), ['DATABASE_URL']).postgres.databaseUrl
}
