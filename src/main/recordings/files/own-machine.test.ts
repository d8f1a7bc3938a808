import { createServer } from 'node:http'
import { once } from 'node:events'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished, test } from 'vitest'
import { isOwnAddress, isOwnHost } from './own-machine'
import { fetchRecording } from './recording-fetch'
import { defaultRecordingLimits, openRecordingConnections } from './recording-request'
import { fetchDeps, testFolder, wav } from './testing/recording-server'

const interfaceAddresses = Object.values(networkInterfaces()).flatMap(
  (found) => found?.map(({ address }) => address) ?? []
)

describe('an address of this computer', () => {
  it.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '169.254.169.254',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:0:0',
    '::ffff:a9fe:a9fe',
    '::127.0.0.1',
    'fe80::1',
    '64:ff9b::7f00:1',
    ...interfaceAddresses
  ])('%s is a web page', (address) => expect(isOwnAddress(address)).toBe(true))

  it.each([
    '10.255.254.253',
    '192.168.254.253',
    '8.8.8.8',
    '128.0.0.1',
    '2001:db8::1',
    'fd00::1',
    'localhost',
    ''
  ])('%s is not one', (address) => expect(isOwnAddress(address)).toBe(false))

  it.each([
    'http://localhost/',
    'http://LOCALHOST./',
    'http://a.localhost/',
    'http://127.1/',
    'http://0/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://①②⑦.0.0.1/',
    'http://[::1]/'
  ])('the host of %s is one', (address) => expect(isOwnHost(new URL(address))).toBe(true))

  it.each(['http://localhost.example/', 'http://notlocalhost/', 'http://127.example/', 'http://[fd00::1]/'])(
    'the host of %s is not one',
    (address) => expect(isOwnHost(new URL(address))).toBe(false)
  )
})

describe('a recording whose address points to this computer', () => {
  const fetchBy = async (host: string, canReachThisMachine: boolean) => {
    let requests = 0
    const server = createServer((_request, response) => {
      requests += 1
      response.end(wav(1))
    }).listen(0)
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { result } = await fetchRecording(
      fetchDeps({
        connections: openRecordingConnections(defaultRecordingLimits, 1, () => canReachThisMachine)
      }),
      {
        address: new URL(`http://${host}:${port}/a.wav`),
        partPath: join(await testFolder(), 'a.part'),
        signal: new AbortController().signal
      }
    )
    return { result, requests }
  }

  it.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:0:0]', '0', hostname()])(
    'isn’t requested via %s',
    async (host) => {
      const { result, requests } = await fetchBy(host, false)
      expect(result.ok).toBe(false)
      expect(requests).toBe(0)
    }
  )

  test('is fetched when the service itself runs on this computer', async () => {
    expect(await fetchBy('127.0.0.1', true)).toMatchObject({ result: { ok: true }, requests: 1 })
    expect((await fetchBy('localhost', true)).result.ok).toBe(true)
  })
})
