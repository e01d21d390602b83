'use strict'

// Describes options that are unknown or of the wrong type.
const { refusal } = require('./refusal.cjs')

/** The error for an invalid option. It never shows a value. */
function invalidOption(binding, options, name, known) {
  return refusal('invalid_config', ...messageAndHint(binding, options, name, known))
}

function messageAndHint({ nearest }, options, name, known) {
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
  return [`There is no option ${printable(name)}.`, hint]
}

/** A name may hold a URL by mistake: it is shown only if it looks like a name. */
function printable(name) {
  return /^[\w-]{1,40}$/.test(name) ? `\`${name}\`` : 'of this name'
}

module.exports = { invalidOption }
