import { type ResolvedDatabase, resolveDatabase, SkateEnvError } from "skate-env";

export interface Refusal {
  code: string;
  message: string;
  hint?: string;
}

export interface Health {
  environment: string;
  purpose: string;
  verdict: string;
  variable: string | null;
  url: string;
  warnings: { code: string; message: string }[];
  database: string;
  /** Neon's branch id; on this machine's Neon, too. */
  branch: string | null;
  rows: { users: number; studies: number; documents: number };
}

export type HealthReport = { ok: true; health: Health } | { ok: false; refusal: Refusal };

/** Which database this process talks to, as resolved and as the server itself says. */
export async function checkHealth(): Promise<HealthReport> {
  try {
    const resolved = resolveDatabase();
    return { ok: true, health: { ...describe(resolved), ...(await askServer()) } };
  } catch (error) {
    return { ok: false, refusal: explain(error) };
  }
}

function describe(resolved: ResolvedDatabase) {
  const { environment, purpose, verdict, variable, redactedUrl } = resolved;
  const warnings = resolved.warnings.map(({ code, message }) => ({ code, message }));
  return { environment, purpose, verdict, variable: variable ?? null, url: redactedUrl, warnings };
}

async function askServer() {
  // Imported late: creating the client resolves the database too, and may be refused.
  const { prisma } = await import("./prisma");
  const [server] = await prisma.$queryRaw<{ database: string; branch: string | null }[]>`
    SELECT current_database()::text AS database,
      coalesce(current_setting('neon.branch_id', true),
        nullif(current_setting('cluster_name'), '')) AS branch`;
  if (!server) throw new Error("the server did not say which database it is");
  const [users, studies, documents] = await Promise.all([
    prisma.user.count(),
    prisma.study.count(),
    prisma.document.count(),
  ]);
  return { ...server, rows: { users, studies, documents } };
}

/** What may be shown to anybody; what the driver said goes to the log. */
function explain(error: unknown): Refusal {
  if (error instanceof SkateEnvError) {
    const [worst] = error.problems;
    return { code: error.code, message: worst?.message ?? error.message, hint: error.hint };
  }
  const { code, message } = error as { code?: unknown; message?: unknown };
  console.error(`The health check failed: ${message}`);
  return {
    code: typeof code === "string" ? code : "database_unavailable",
    message: "The database did not answer as expected.",
    hint: "Is it running, and are its migrations applied? The server's log has the details.",
  };
}
