import { describe, expect, it } from 'vitest'
import type { ImportStatus } from '../../../shared/imports/state-schema'
import { draftOf, importsOf, summaryOf, tableOf } from './testing/draft'
import { importOf } from '../testing/import'
import { importBlock } from './import-block'

const reasonOf = (
  draft: Parameters<typeof draftOf>[0],
  imports: Parameters<typeof importsOf>[0] = {},
  typed: 'none' | 'typed' | 'invalid' = 'none'
) => importBlock(draftOf(draft), importsOf(imports), typed)?.reason ?? null

describe('what blocks the import of a draft', () => {
  it('nothing, once it is compared and has numbers and a campaign', () => {
    expect(reasonOf({})).toBeNull()
  })

  it('the first missing step is reported, from the top of the page down', () => {
    expect(reasonOf({ tables: [], check: { kind: 'none' }, campaignId: '' })).toBe('no-list')
    expect(reasonOf({ tables: [tableOf(1, { isIncluded: false })] })).toBe('not-included')
    expect(reasonOf({ check: { kind: 'none' }, campaignId: '' })).toBe('no-column')
    expect(
      reasonOf({ check: { kind: 'none' }, tables: [tableOf(1, { reading: { kind: 'looking' } })] })
    ).toBe('reading')
    expect(reasonOf({ check: { kind: 'reading' } })).toBe('reading')
    expect(reasonOf({ check: { kind: 'comparing' } })).toBe('comparing')
    expect(reasonOf({ check: { kind: 'cancelled' } })).toBe('cancelled')
    expect(reasonOf({ check: { kind: 'failed', error: { code: 'imports-failed' } } })).toBe('failed')
    expect(reasonOf({ campaignId: '' })).toBe('no-campaign')
  })

  it('doubtful numbers count only if they are to be sent', () => {
    const check = { kind: 'ready', summary: summaryOf({ entries: 3, doubtful: 3 }) } as const
    expect(reasonOf({ check })).toBe('no-number')
    expect(reasonOf({ check, isDoubtfulIncluded: true })).toBeNull()
  })

  it('a campaign that is typed but not chosen blocks the import', () => {
    expect(reasonOf({}, {}, 'typed')).toBe('campaign-typed')
    expect(reasonOf({}, {}, 'invalid')).toBe('campaign-invalid')
  })

  it('an unfinished import into the same campaign must end first, whatever it waits for', () => {
    const statuses: ImportStatus[] = [
      { kind: 'paused' },
      { kind: 'interrupted' },
      { kind: 'stopped', error: { code: 'token-refused' } },
      { kind: 'running' }
    ]
    for (const status of statuses) {
      const imports = importsOf({ imports: [importOf({ id: 'a', campaignId: 'spring', status })] })
      expect(importBlock(draftOf(), imports, 'none')).toEqual({ reason: 'unfinished', importId: 'a' })
    }
  })

  it('an import into another campaign blocks only while it is running', () => {
    const into = (status: ImportStatus) => ({
      imports: [importOf({ id: 'b', campaignId: 'autumn', status })]
    })
    expect(reasonOf({}, into({ kind: 'running' }))).toBe('running')
    expect(reasonOf({}, into({ kind: 'pausing' }))).toBe('running')
    expect(reasonOf({}, into({ kind: 'paused' }))).toBeNull()
    expect(reasonOf({}, into({ kind: 'ended' }))).toBeNull()
  })

  it('nothing can be imported until the import database is open', () => {
    expect(reasonOf({}, { isOpen: false })).toBe('not-open')
  })
})
