import { session, type Session } from 'electron'

/** A session without pages: theirs has no way to the network (platform/security/lockdown.ts). */
const partition = 'system-proxy'

let opened: Promise<Session> | null = null
const open = async (): Promise<Session> => {
  const proxies = session.fromPartition(partition)
  await proxies.setProxy({ mode: 'system' })
  return proxies
}

/** The system's proxy for `url`, in the words of a PAC file: `PROXY host:port`, `DIRECT`. */
export async function systemProxyFor(url: string): Promise<string> {
  return (await (opened ??= open())).resolveProxy(url)
}
