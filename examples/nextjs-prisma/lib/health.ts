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
  /** The branch id, on Neon and on `skate-env local`. */
  branch: string | null;
  rows: { users: number; studies: number; documents: number };
}

export type HealthReport = { ok: true; health: Health } | { ok: false; refusal: Refusal };

/** The database of this process, as resolved and as the server reports it. */
export async function checkHealth(): Promise<HealthReport> {
  try {
    const resolved = resolveDatabase();
    return { ok: true, health: { ...describe(resolved), ...(await queryServer()) } };
  } catch (error) {
    return { ok: false, refusal: explain(error) };
  }
}

function describe(resolved: ResolvedDatabase) {
  const { environment, purpose, verdict, variable, redactedUrl } = resolved;
  const warnings = resolved.warnings.map(({ code, message }) => ({ code, message }));
  return { environment, purpose, verdict, variable: variable ?? null, url: redactedUrl, warnings };
}

async function queryServer() {
  // Imported here, because creating the client resolves the URL, too, and may throw.
  const { prisma } = await import("./prisma");
  const [server] = await prisma.$queryRaw<{ database: string; branch: string | null }[]>`
    SELECT current_database()::text AS database,
      coalesce(current_setting('neon.branch_id', true),
        nullif(current_setting('cluster_name'), '')) AS branch`;
  if (!server) throw new Error("the server returned no row");
  const [users, studies, documents] = await Promise.all([
    prisma.user.count(),
    prisma.study.count(),
    prisma.document.count(),
  ]);
  return { ...server, rows: { users, studies, documents } };
}

/** The error to show. The message of the driver goes to the log only. */
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
