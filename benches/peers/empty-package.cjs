// The same, packaged by napi-rs: a generated loader and a platform package.
module.exports = () => {
  require('empty')
  return process.env.POSTGRES_PRISMA_URL_DEV
}
