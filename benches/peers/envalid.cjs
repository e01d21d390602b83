module.exports = () => {
  const { cleanEnv, url } = require('envalid')
  return cleanEnv(process.env, { POSTGRES_PRISMA_URL_DEV: url() }).POSTGRES_PRISMA_URL_DEV
}
