import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readLogTail, readRunsOn } from './diagnostics-facts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('the log tail', () => {
  test('contains a small log completely, after the tail of the previous log', async () => {
    const paths = [written('new', 'c\nd\n'), written('old', 'a\nb\n')]
    expect(await readLogTail(paths)).toBe('a\nb\nc\nd\n')
  })

  test('of a large log is its last complete lines, 64 KiB at most', async () => {
    const lines = Array.from({ length: 20_000 }, (_, line) => `行 ${line}\n`)
    const tail = await readLogTail([written('new', lines.join('')), written('old', 'older\n')])
    expect(Buffer.byteLength(tail)).toBeLessThanOrEqual(65_536)
    expect(Buffer.byteLength(tail)).toBeGreaterThan(65_000)
    expect(lines.join('').endsWith(tail)).toBe(true)
    expect(tail.startsWith('行 ')).toBe(true)
  })

  test('is empty for a single endless line, since a cut line might escape redaction', async () => {
    expect(await readLogTail([written('new', 'x'.repeat(100_000))])).toBe('')
  })

  test('is empty when there is no log, or a folder in its place', async () => {
    expect(await readLogTail([join(folder, 'absent'), folder])).toBe('')
  })
})

test('the runtime environment of this process is detected', () => {
  expect(readRunsOn({})).toMatchObject({
    node: process.versions.node,
    arch: process.arch,
    electron: null,
    desktop: null
  })
})

test.runIf(process.platform === 'linux').each<[NodeJS.ProcessEnv, string | null]>([
  [{ XDG_SESSION_TYPE: 'wayland', DISPLAY: ':0' }, 'wayland'],
  [{ XDG_SESSION_TYPE: 'x11' }, 'x11'],
  [{ XDG_SESSION_TYPE: 'tty', WAYLAND_DISPLAY: 'wayland-0', DISPLAY: ':0' }, 'wayland'],
  [{ DISPLAY: ':99' }, 'x11'],
  [{}, null]
])('%j is the display server %s', (env, server) => expect(readRunsOn(env).displayServer).toBe(server))
