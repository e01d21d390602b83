import { expect, test } from "vitest";
import { checkHealth } from "@/lib/health";

test("the app sees the database of this test, and no other", async () => {
  const report = await checkHealth();
  if (!report.ok) throw new Error(report.refusal.message);
  const { environment, verdict, database, rows } = report.health;
  expect({ environment, verdict }).toEqual({ environment: "testing", verdict: "local" });
  expect(database).toMatch(/^skate_env_test_/);
  expect(rows).toEqual({ users: 1, studies: 1, documents: 1 });
});
