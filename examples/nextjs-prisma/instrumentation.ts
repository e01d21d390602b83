/** Next.js calls this once when the server starts: refuses a wrong database. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { requireDatabase } = await import("./lib/startup");
  requireDatabase();
}
