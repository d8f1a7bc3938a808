import { z } from 'zod'

/** The name under which access tokens are in the key store. */
export const keyStoreService = 'Deskline'

/** A request to the vault's process. The token is only sent over the message port. */
export const vaultRequestSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), service: z.string(), account: z.string() }),
  z.strictObject({ kind: z.literal('keep'), service: z.string(), account: z.string(), token: z.string() }),
  z.strictObject({ kind: z.literal('remove'), service: z.string(), account: z.string() })
])

/** See {@link vaultRequestSchema}. */
export type VaultRequest = z.infer<typeof vaultRequestSchema>

/** A reply of the vault's process. */
export const vaultReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('token'), token: z.string().nullable() }),
  z.strictObject({ kind: z.literal('done') }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.enum(['vault-missing', 'vault-locked', 'vault-denied', 'vault-failed'])
  })
])

/** See {@link vaultReplySchema}. */
export type VaultReply = z.infer<typeof vaultReplySchema>
