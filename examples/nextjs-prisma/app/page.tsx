import { connection } from "next/server";
import { checkHealth } from "@/lib/health";
import { DatabaseCard } from "./database-card";
import { RefusalCard } from "./refusal-card";
import { Studies } from "./studies";

export default async function Page() {
  await connection(); // render on each request, not at build time
  const report = await checkHealth();
  if (!report.ok) return <RefusalCard refusal={report.refusal} />;
  return (
    <>
      <DatabaseCard health={report.health} />
      <Studies />
    </>
  );
}
