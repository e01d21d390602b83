import { resolveDatabase, SkateEnvError } from "skate-env";

/** Logs the database of this server; stops the server if it is refused. */
export function requireDatabase() {
  try {
    const { environment, redactedUrl, verdict, warnings } = resolveDatabase();
    console.log(`skate-env: ${environment} → ${redactedUrl} (${verdict})`);
    for (const warning of warnings) console.warn(`skate-env: ${warning.message} [${warning.code}]`);
  } catch (error) {
    if (!(error instanceof SkateEnvError)) throw error;
    console.error(`skate-env: this server does not start.\n${error.message}`);
    process.exit(1);
  }
}
