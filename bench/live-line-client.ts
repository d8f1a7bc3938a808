import faye from 'faye'

/** An event as the bare client received it; times in epoch ms with fractions. */
export interface HeardNews {
  callId: string
  state: string
  atMs: number
}

/** Epoch ms with a finer resolution than `Date.now()`. */
export const preciseNow = (): number => performance.timeOrigin + performance.now()

/** Runs a bare faye client: sends `ready` to the parent process, then each event received. */
export async function runBareClient(fayeUrl: string, channel: string): Promise<void> {
  const client = new faye.Client(fayeUrl)
  await client.subscribe(channel, (data) => {
    const atMs = preciseNow()
    const { callId, state } = data as { callId: string; state: string }
    process.send?.({ callId, state, atMs } satisfies HeardNews)
  })
  process.send?.('ready')
}
