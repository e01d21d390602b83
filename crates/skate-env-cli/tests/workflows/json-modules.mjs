// A hook for Node.js: @actions/workflow-parser imports JSON without the attribute that Node.js wants.
export async function resolve(specifier, context, next) {
  const resolved = await next(specifier, context)
  return resolved.url.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved
}
