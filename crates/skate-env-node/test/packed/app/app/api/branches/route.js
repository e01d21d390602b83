import { branches } from 'skate-env'

export const dynamic = 'force-dynamic'

// Refused by the second addon, so it came along; without it the code would be another.
export async function GET() {
  const { code } = await branches.list({ variables: {} }).catch((error) => error)
  return Response.json({ code })
}
