import { describe, expect, it } from 'vitest'
import type { EntriesExport } from '../../shared/imports/state-schema'
import { exportKey, isNews, oldNews } from './export-news'

const none: EntriesExport = { kind: 'none' }
const running: EntriesExport = { kind: 'running', rows: 1, totalRows: 2 }
const done: EntriesExport = { kind: 'done', rows: 2, fileName: 'report.csv' }

/** The seen key after this sequence of states. */
const after = (...states: EntriesExport[]) =>
  states.reduce<string | null | undefined>((old, state) => oldNews(old, state), undefined)

describe('news of exports', () => {
  it('what ended before the window looked is old news', () => {
    expect(isNews({ ...done }, after(done, done))).toBe(false)
  })

  it('one that ends while the window looks is told, even one too quick to be seen running', () => {
    expect(isNews(running, after(none, running))).toBe(true)
    expect(isNews(done, after(none, done))).toBe(true)
  })

  it('one that was put away stays away; the next, which ends the same, is told', () => {
    const putAway = exportKey(done)
    expect(isNews({ ...done }, oldNews(putAway, done))).toBe(false)
    expect(isNews(done, oldNews(oldNews(putAway, running), done))).toBe(true)
  })
})
