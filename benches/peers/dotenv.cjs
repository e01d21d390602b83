module.exports = () => {
  require('dotenv').config({ quiet: true })
  return process.env.POSTGRES_PRISMA_URL_DEV
}
