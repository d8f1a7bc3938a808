import faye from 'faye'

/** What the bare client tells for each event; epoch ms with fractions. */
export interface HeardNews {
  callId: string
  state: string
  atMs: number
}

/** Epoch ms, finer than `Date.now()`. */
export const preciseNow = (): number => performance.timeOrigin + performance.now()

/** A bare faye client in a process of its own: tells its parent what it hears, and `ready` first. */
export async function runBareClient(fayeUrl: string, channel: string): Promise<void> {
  const client = new faye.Client(fayeUrl)
  await client.subscribe(channel, (data) => {
    const atMs = preciseNow()
    const { callId, state } = data as { callId: string; state: string }
    process.send?.({ callId, state, atMs } satisfies HeardNews)
  })
  process.send?.('ready')
}
