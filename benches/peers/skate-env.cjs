module.exports = () => require('skate-env').getDatabaseUrl()
