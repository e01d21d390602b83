import { Database } from "./database.mjs";

// Prisma's codes for what can go wrong before the first statement.
const CONNECTION_FAILURES = {
  AuthenticationFailed: ({ user }) => ["P1000", `Authentication failed for the user \`${user}\``],
  DatabaseNotReachable: ({ host, port }) => ["P1001", `Can't reach database server at \`${host}:${port}\``],
  SocketTimeout: () => ["P1002", "The database server was reached but timed out"],
  DatabaseDoesNotExist: ({ db }) => ["P1003", `Database \`${db}\` does not exist`],
  DatabaseAccessDenied: ({ db }) => ["P1010", `User was denied access on the database \`${db ?? "(not available)"}\``],
  TlsConnectionError: ({ reason }) => ["P1011", `Error opening a TLS connection: ${reason}`],
};

/** Connects once. Gives `undefined` when that works, else Prisma's code and a message. */
export async function connectionFailure(datasource) {
  const session = await Database.from(datasource).connect();
  try {
    await session.executeRaw({ sql: "SELECT 1", args: [], argTypes: [] });
    return undefined;
  } catch (error) {
    return describe(error);
  } finally {
    await session.dispose();
  }
}

/** Prisma's code and a message for an error of the adapter. */
export function describe(error) {
  const cause = error.cause ?? {};
  const [code, message] = CONNECTION_FAILURES[cause.kind]?.(cause) ?? [
    undefined,
    cause.originalMessage ?? error.message,
  ];
  return { error_code: code, message };
}
