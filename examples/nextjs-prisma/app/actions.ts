"use server";

import { revalidatePath } from "next/cache";
import { prisma } from "@/lib/prisma";

export async function addStudy(form: FormData) {
  const name = text(form, "name").slice(0, 120);
  const email = text(form, "email").toLowerCase();
  if (!name || !email.includes("@")) return;
  await prisma.study.create({
    data: {
      name,
      user: { connectOrCreate: { where: { email }, create: { email } } },
    },
  });
  revalidatePath("/");
}

function text(form: FormData, field: string) {
  return String(form.get(field) ?? "").trim();
}
