/** A complete HTTP reply, not yet interpreted. */
export interface HttpReply {
  status: number
  contentType: string
  contentEncoding: string
  retryAfter: string
  location: string
  /** The sender's current time by its Date header (epoch ms); null if it is missing, invalid or from a cache. */
  senderMs: number | null
  body: Buffer
}
