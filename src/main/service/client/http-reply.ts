/** A whole reply, whatever it holds. */
export interface HttpReply {
  status: number
  contentType: string
  contentEncoding: string
  retryAfter: string
  location: string
  /** The time at the sender by its Date header, as of now (epoch ms); null: none that can be read, or of a cache. */
  senderMs: number | null
  body: Buffer
}
