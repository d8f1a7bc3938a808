import { createPublicKey, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'

/** Where updates come from, and the key that signs them. */
export interface UpdateFeed {
  /** An https address of a folder. */
  feed: string
  /** An Ed25519 key: SPKI in DER, as base64. */
  publicKey: string
}

/** The feed isn't signed by the organisation's key, or is no feed. */
export class UntrustedFeedError extends Error {
  override name = 'UntrustedFeedError'
}

const base64 = (text: string): Buffer => Buffer.from(text.trim(), 'base64')

function readKey(publicKey: string): KeyObject {
  const key = createPublicKey({ key: base64(publicKey), format: 'der', type: 'spki' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key')
  return key
}

/**
 * Throws an UntrustedFeedError unless `signature` (base64) is one of `text` by the key.
 */
export function checkSignature(text: string, signature: string, publicKey: string): void {
  let isSigned = false
  try {
    isSigned = verify(null, Buffer.from(text, 'utf8'), readKey(publicKey), base64(signature))
  } catch {
    // A key or signature of another form: not signed.
  }
  if (!isSigned) throw new UntrustedFeedError('the signature of the feed is not of the key in the policy')
}

/** What is used of a feed. Other keys are electron-updater's; the signature vouches for them. */
const feedSchema = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  files: z
    .array(z.object({ url: z.string().min(1).max(2_000), sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/) }))
    .min(1)
    .max(20)
})

/** Throws an UntrustedFeedError unless every file of a parsed feed has a checksum. */
export function checkFeed(feed: unknown): void {
  const read = feedSchema.safeParse(feed)
  if (!read.success) throw new UntrustedFeedError(z.prettifyError(read.error))
}
