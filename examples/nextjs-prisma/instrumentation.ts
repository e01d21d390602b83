/** Next.js calls this once when the server starts: the moment to refuse a wrong database. */
export async function register() {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { requireDatabase } = await import("./lib/startup");
  requireDatabase();
}
