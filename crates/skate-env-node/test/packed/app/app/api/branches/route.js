import { branches } from 'skate-env'

export const dynamic = 'force-dynamic'

// `invalid_config` comes from the second addon: without it, the code would differ.
export async function GET() {
  const { code } = await branches.list({ variables: {} }).catch((error) => error)
  return Response.json({ code })
}
