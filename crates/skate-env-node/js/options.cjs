'use strict'

const { refusal } = require('./refusal.cjs')

/** What is wrong with the options of a call; the values are never shown. */
function describe(binding, options, name, known) {
  return refusal('invalid_config', ...sentences(binding, options, name, known))
}

function sentences({ nearest }, options, name, known) {
  if (name === undefined) {
    return ['The options are not an object.', "Give an object such as { environment: 'staging' }."]
  }
  if (Object.hasOwn(known, name)) {
    const type = /^[aeiou]/.test(known[name]) ? `an ${known[name]}` : `a ${known[name]}`
    return [`The option \`${name}\` is not ${type}.`, `Give ${type}.`]
  }
  const names = Object.keys(known)
  const near = nearest(name, names)
  const hint = near === null ? `Use one of ${names.join(', ')}.` : `Did you mean \`${near}\`?`
  return [`There is no option ${quoted(name)}.`, hint]
}

/** Somebody may have put a URL in the place of a name. */
function quoted(name) {
  return /^[\w-]{1,40}$/.test(name) ? `\`${name}\`` : 'of this name'
}

module.exports = { describe }
