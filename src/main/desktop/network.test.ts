import { describe, expect, test, vi } from 'vitest'
import { createChangeRule, networkFingerprint, readNetwork, watchNetwork } from './network'

const at = (address: string, more: { internal?: boolean; mac?: string } = {}) => ({
  address,
  netmask: '255.255.255.0',
  mac: more.mac ?? '02:00:00:00:00:01',
  internal: more.internal ?? false
})
const route = { ipv4: '192.168.1.5', ipv6: null }
const home = networkFingerprint({ wlan0: [at('192.168.1.5')] }, route)

describe('the network counts as changed', () => {
  test.each([
    [
      'with another address',
      networkFingerprint({ wlan0: [at('10.0.0.7')] }, { ipv4: '10.0.0.7', ipv6: null })
    ],
    ['with one more', networkFingerprint({ wlan0: [at('192.168.1.5')], tun0: [at('10.8.0.2')] }, route)],
    ['without any', networkFingerprint({}, { ipv4: null, ipv6: null })],
    [
      'with another route and the same addresses',
      networkFingerprint({ wlan0: [at('192.168.1.5')] }, { ipv4: null, ipv6: null })
    ],
    ['with the same address on another interface', networkFingerprint({ eth0: [at('192.168.1.5')] }, route)]
  ])('%s', (_name, other) => expect(other).not.toBe(home))
})

describe('the network counts as unchanged', () => {
  test.each([
    ['whatever the loopback does', { wlan0: [at('192.168.1.5')], lo: [at('127.0.0.1', { internal: true })] }],
    [
      'whatever link-local addresses there are',
      { wlan0: [at('fe80::1'), at('192.168.1.5'), at('169.254.3.4')] }
    ],
    ['with an interface without addresses', { veth1: [], wlan0: [at('192.168.1.5')] }]
  ])('%s', (_name, interfaces) => expect(networkFingerprint(interfaces, route)).toBe(home))

  test('in whatever order the system lists its addresses', () => {
    const one = networkFingerprint({ a: [at('10.0.0.1'), at('10.0.0.2')], b: [at('10.0.0.3')] }, route)
    expect(networkFingerprint({ b: [at('10.0.0.3')], a: [at('10.0.0.2'), at('10.0.0.1')] }, route)).toBe(one)
  })
})

describe('a change', () => {
  const changes = (readings: string): string => {
    const rule = createChangeRule()
    return readings
      .split('')
      .map((reading) => (rule(reading) === 'changed' ? '!' : '.'))
      .join('')
  }
  test.each([
    ['aaaa', '....', 'is none while nothing changes'],
    ['aabbb', '...!.', 'is reported once, after two equal snapshots'],
    ['abcdd', '....!', 'in steps is reported once, at its end'],
    ['abaabab', '.......', 'that is taken back at once is none'],
    ['aabbaa', '...!.!', 'back to the former network is one too']
  ])('%s → %s: %s', (readings, told) => expect(changes(readings)).toBe(told))
})

test('this machine’s network can be read, and consecutive readings are equal', async () => {
  const first = await readNetwork()
  expect(first).not.toBeNull()
  expect(await readNetwork()).toBe(first)
})

test('watching this machine’s network reports no change, and stops polling when cancelled', async () => {
  const onChange = vi.fn()
  const read = vi.fn(() => readNetwork())
  const off = watchNetwork({ pauses: { usualMs: 1, confirmMs: 1 }, onChange, read })
  await vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(5))
  off()
  await Promise.all(read.mock.results.map(({ value }) => value as Promise<unknown>))
  const readings = read.mock.calls.length
  await new Promise((resolve) => setImmediate(resolve))
  expect(read.mock.calls.length).toBe(readings)
  expect(onChange).not.toHaveBeenCalled()
})

test('a change is reported, a failed reading isn’t, and nothing is reported after cancelling', async () => {
  const readings: (string | null)[] = ['a', 'a', null, 'b', null, 'b', 'b']
  const onChange = vi.fn(() => off())
  const read = vi.fn(() => Promise.resolve(readings.length === 0 ? 'c' : (readings.shift() ?? null)))
  const off = watchNetwork({ pauses: { usualMs: 1, confirmMs: 1 }, onChange, read })
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1))
  expect(read).toHaveBeenCalledTimes(6)
})
