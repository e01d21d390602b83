import { checkHealth } from "@/lib/health";

export const dynamic = "force-dynamic";

export async function GET() {
  const report = await checkHealth();
  return report.ok
    ? Response.json(report.health)
    : Response.json(report.refusal, { status: 503 });
}
