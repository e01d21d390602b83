import { expect, test } from "vitest";
import { prisma } from "@/lib/prisma";

test("what other files added is not here", async () => {
  expect(await prisma.study.findMany({ select: { name: true } })).toEqual([{ name: "Development Test Study" }]);
});

test("a user takes studies and documents along", async () => {
  await prisma.user.delete({ where: { email: "dev@example.com" } });
  expect([await prisma.study.count(), await prisma.document.count()]).toEqual([0, 0]);
});
