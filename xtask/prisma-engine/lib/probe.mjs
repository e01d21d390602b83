import pg from "pg";
import { connectionFields, Database } from "./database.mjs";
import { connectionFailure, describe } from "./failures.mjs";
import { log } from "./log.mjs";

const COMMANDS = {
  "can-connect-to-database": connectionFailure,
  "create-database": createDatabase,
};

/** Runs one `cli` command of the engine; gives its exit code. */
export async function probe(command, datasource) {
  log("INFO", { message: "Starting schema engine CLI" }); // Prisma's CLI skips the first line
  const run = COMMANDS[command];
  const failure = run
    ? await run(datasource)
    : { message: `this engine does not know the command ${command}` };
  if (failure) {
    log("ERROR", { is_panic: false, ...failure });
    return 1;
  }
  return 0;
}

async function createDatabase({ url }) {
  const { database, ...server } = connectionFields(url);
  const session = await new Database({ ...server, database: "postgres" }).connect();
  try {
    await session.executeScript(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
    return undefined;
  } catch (error) {
    return describe(error);
  } finally {
    await session.dispose();
  }
}
