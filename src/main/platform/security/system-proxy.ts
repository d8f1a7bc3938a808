import { session, type Session } from 'electron'

/** A session without pages; sessions with pages have no network access (platform/security/lockdown.ts). */
const partition = 'system-proxy'

let opened: Promise<Session> | null = null
const open = async (): Promise<Session> => {
  const proxies = session.fromPartition(partition)
  await proxies.setProxy({ mode: 'system' })
  return proxies
}

/** The system's proxy for `url`, in PAC syntax: `PROXY host:port`, `DIRECT`. */
export async function systemProxyFor(url: string): Promise<string> {
  return (await (opened ??= open())).resolveProxy(url)
}
