import { z } from 'zod'

/**
 * What a second instance passes to the first; untrusted, since another program could send it too. Base64-encoded:
 * data with non-ASCII characters arrives as null (seen with Electron 33 on Linux).
 */
const handedOver = z.strictObject({ args: z.array(z.base64().max(60_000)).max(50) })

/** The arguments that a second instance handed over; none if they aren't what Deskline sends. */
export function readHandedOver(data: unknown): string[] {
  try {
    return handedOver.parse(data).args.map((text) => Buffer.from(text, 'base64').toString('utf8'))
  } catch {
    return []
  }
}
