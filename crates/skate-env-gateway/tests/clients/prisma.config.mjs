import { defineConfig } from 'prisma/config'

export default defineConfig({
  schema: process.env.SCHEMA ?? 'prisma/schema.prisma',
  migrations: { path: process.env.MIGRATIONS ?? 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
