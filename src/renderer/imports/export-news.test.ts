import { describe, expect, it } from 'vitest'
import type { EntriesExport } from '../../shared/imports/state-schema'
import { exportKey, isNews, oldNews } from './export-news'

const none: EntriesExport = { kind: 'none' }
const running: EntriesExport = { kind: 'running', rows: 1, totalRows: 2 }
const done: EntriesExport = { kind: 'done', rows: 2, fileName: 'report.csv' }

/** The seen key after this sequence of states. */
const after = (...states: EntriesExport[]) =>
  states.reduce<string | null | undefined>((old, state) => oldNews(old, state), undefined)

describe('export announcements', () => {
  it('an export that had ended before the window opened isn’t announced', () => {
    expect(isNews({ ...done }, after(done, done))).toBe(false)
  })

  it('an export that ends while the window is open is announced, even if it was never seen running', () => {
    expect(isNews(running, after(none, running))).toBe(true)
    expect(isNews(done, after(none, done))).toBe(true)
  })

  it('a dismissed export stays dismissed, but the next one with the same result is announced', () => {
    const putAway = exportKey(done)
    expect(isNews({ ...done }, oldNews(putAway, done))).toBe(false)
    expect(isNews(done, oldNews(oldNews(putAway, running), done))).toBe(true)
  })
})
