import { _electron, expect, test, type ElectronApplication } from '@playwright/test'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { signFeeds, writeLinuxFeed } from '../scripts/package/update-feed.mjs'
import { sandboxArguments } from '../scripts/setup/sandbox.mjs'
import { selfSigned } from '../src/main/service/testing/servers/certificate'
import type { UpdateEngine } from '../src/main/updates/updates'
import { newFolder } from './support/deskline'
import { writeInstallTools, writeUpdaterProgram } from './support/updater-program'

// The updater against a feed over https, with the network confined as in Deskline. When it runs, and that it never does
// in a call, is tested in src/main/updates.

const folder = newFolder()
const feed = join(folder, 'feed')
const trace = join(folder, 'trace')
const keyFile = join(folder, 'feed.pem')
const keys = generateKeyPairSync('ed25519')
let server: Server
let app: ElectronApplication

/** Publishes a version, signed. */
function publish(version: string): void {
  rmSync(feed, { recursive: true, force: true })
  mkdirSync(feed)
  const file = join(feed, `deskline_${version}_amd64.deb`)
  writeFileSync(file, Buffer.alloc(200_000, version))
  writeLinuxFeed({
    files: [file],
    version,
    date: '2026-11-30T00:00:00.000Z',
    output: feed,
    arch: process.arch
  })
  signFeeds(feed, keyFile)
}
const feedFile = (): string =>
  join(feed, process.arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${process.arch}.yml`)

test.beforeAll(async () => {
  writeFileSync(keyFile, keys.privateKey.export({ format: 'pem', type: 'pkcs8' }))
  server = createServer(selfSigned, (request, reply) => {
    const path = new URL(request.url ?? '/', 'https://localhost').pathname
    const file = join(feed, path)
    if (!existsSync(file)) reply.statusCode = 404
    reply.end(existsSync(file) ? readFileSync(file) : '')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const tools = join(folder, 'tools')
  const program = join(folder, 'program')
  for (const one of [tools, program]) mkdirSync(one)
  writeInstallTools(tools, trace)
  app = await _electron.launch({
    executablePath: writeUpdaterProgram(program, '0.1.0'),
    args: [...sandboxArguments(), `--user-data-dir=${join(folder, 'user-data')}`],
    env: {
      ...process.env,
      PATH: `${tools}:${process.env['PATH'] ?? ''}`,
      XDG_CACHE_HOME: join(folder, 'cache'),
      CHUNKS: join(process.cwd(), 'out', 'main', 'chunks'),
      FEED: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
      PUBLIC_KEY: keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
    }
  })
})
test.afterAll(async () => {
  app.process().kill()
  await app.close()
  server.close()
})

interface Probe {
  ready: Promise<UpdateEngine>
  asked: string[]
}
const check = (): ReturnType<UpdateEngine['check']> =>
  app.evaluate(async () => (await (globalThis as unknown as Probe).ready).check())
const download = (): ReturnType<UpdateEngine['download']> =>
  app.evaluate(async () =>
    (await (globalThis as unknown as Probe).ready).download({
      signal: new AbortController().signal,
      onPercent: () => undefined
    })
  )

for (const version of ['0.1.0', '0.0.9']) {
  test(`a feed with ${version} offers 0.1.0 nothing`, async () => {
    publish(version)
    expect(await check()).toEqual({ ok: true, value: null })
  })
}

test('a feed that was changed after it was signed is refused before anything of it is used', async () => {
  publish('0.2.0')
  writeFileSync(feedFile(), readFileSync(feedFile(), 'utf8').replace('0.2.0', '9.9.9'))
  expect(await check()).toMatchObject({ ok: false, error: { code: 'feed-untrusted' } })
})

test('a feed without a signature is refused', async () => {
  publish('0.2.0')
  rmSync(`${feedFile()}.sig`)
  expect(await check()).toMatchObject({ ok: false, error: { code: 'feed-untrusted' } })
})

test('a file that isn’t the signed one is discarded', async () => {
  publish('0.2.0')
  writeFileSync(join(feed, 'deskline_0.2.0_amd64.deb'), Buffer.alloc(200_000, 'other'))
  expect(await check()).toEqual({ ok: true, value: { version: '0.2.0' } })
  expect(await download()).toMatchObject({ ok: false, error: { code: 'download-damaged' } })
})

test('a newer version is downloaded whole, installed by the system’s tool when asked, and started again', async () => {
  publish('0.2.0')
  expect(await check()).toEqual({ ok: true, value: { version: '0.2.0' } })
  expect(await download()).toEqual({ ok: true })
  expect(existsSync(trace)).toBe(false)
  await app.evaluate(async () => void (await (globalThis as unknown as Probe).ready).install())
  await expect
    .poll(() => (existsSync(trace) ? readFileSync(trace, 'utf8') : ''))
    .toMatch(/^-i .*deskline_0\.2\.0_amd64\.deb$/m)
  await expect
    .poll(() => app.evaluate(() => (globalThis as unknown as Probe).asked))
    .toEqual(['relaunch', 'quit'])
})

test('a feed that is down is told as that', async () => {
  await new Promise((resolve) => {
    server.close(resolve)
    server.closeAllConnections()
  })
  expect(await check()).toMatchObject({ ok: false, error: { code: 'feed-unreachable' } })
})
