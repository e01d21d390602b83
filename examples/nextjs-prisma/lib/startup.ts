import { resolveDatabase, SkateEnvError } from "skate-env";

/** Says which database this server will use; stops the server if it may not. */
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
