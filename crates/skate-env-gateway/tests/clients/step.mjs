// What a client says, one line each: compared with what it says without the gateway.

/** Prints the result of a step, or its error as a program would see it. */
export async function step(name, run) {
  try {
    print(name, await run())
  } catch (error) {
    const { code, message, detail, constraint, severity, routine } = error
    print(name, { failed: { code, message: message.trim(), detail, constraint, severity, routine } })
  }
}

function print(name, value) {
  const plain = (_, item) => (typeof item === 'bigint' ? `${item}n` : item)
  console.log(`${name}: ${JSON.stringify(value, plain)}`)
}

/** Resolves when a condition holds. */
export async function until(holds) {
  for (let attempt = 0; attempt < 2000; attempt += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('it never came true')
}
