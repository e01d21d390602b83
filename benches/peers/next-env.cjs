module.exports = () => {
  require('@next/env').loadEnvConfig(process.cwd(), true, { info() {}, error() {} })
  return process.env.POSTGRES_PRISMA_URL_DEV
}
