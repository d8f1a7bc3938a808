import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readFirstSettings } from './first-settings'

vi.mock('electron', () => ({ app: { getPreferredSystemLanguages: () => ['zh-Hans-CN', 'en'] } }))

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-first-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (text: string): void => writeFileSync(join(folder, 'settings.json'), text)
const ofSystem = { locale: 'zh-CN', theme: 'system', zoom: 1 }

test('the first frame has the language and the theme that the user chose', () => {
  write(JSON.stringify({ version: 1, value: { language: 'en', theme: 'dark', zoom: 1.5, more: 1 } }))
  expect(readFirstSettings(folder)).toEqual({ locale: 'en', theme: 'dark', zoom: 1.5 })
})

test('what can be read of a damaged file counts', () => {
  write('\uFEFF{"version":1,"value":{"language":"en","theme":"da')
  expect(readFirstSettings(folder)).toEqual({ locale: 'en', theme: 'system', zoom: 1 })
})

test.each(['', '{"ver', 'null', '{"value":[]}', '{"value":{"language":7,"theme":{}}}'])(
  'without usable settings, the first frame has the language and the theme of the system: %s',
  (text) => {
    expect(readFirstSettings(folder)).toEqual(ofSystem)
    write(text)
    expect(readFirstSettings(folder)).toEqual(ofSystem)
  }
)
