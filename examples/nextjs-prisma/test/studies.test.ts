// Every test file has a PostgreSQL of its own, with the migrations and the seed of development.
import { expect, test, vi } from "vitest";
import { addStudy } from "@/app/actions";
import { prisma } from "@/lib/prisma";

// Next.js has no cache outside of a request.
vi.mock("next/cache", () => ({ revalidatePath: vi.fn() }));

function form(fields: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("a study is added, with its user", async () => {
  await addStudy(form({ name: "Sleep", email: "Ada@Example.com" }));
  const study = await prisma.study.findFirstOrThrow({ where: { name: "Sleep" }, include: { user: true } });
  expect(study.user.email).toBe("ada@example.com");
  expect(await prisma.study.count()).toBe(2);
});

test("the user of an earlier study is found again", async () => {
  await addStudy(form({ name: "Diet", email: "ada@example.com" }));
  expect(await prisma.user.count({ where: { email: "ada@example.com" } })).toBe(1);
});

test("a study without a name or with no address is not added", async () => {
  const before = await prisma.study.count();
  await addStudy(form({ name: " ", email: "ada@example.com" }));
  await addStudy(form({ name: "Sleep", email: "nobody" }));
  expect(await prisma.study.count()).toBe(before);
});
