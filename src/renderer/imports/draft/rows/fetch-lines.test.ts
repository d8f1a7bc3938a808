import { expect, it } from 'vitest'
import type { DraftFilter } from '../../../../shared/imports/schema'
import { lineOf } from '../testing/draft'
import { fetchLines } from './fetch-lines'

const filter: DraftFilter = { part: 'left-out', reasons: [], tableId: null, search: '' }

it('lines of another revision than the first ones are outdated', async () => {
  let revision = 1
  const fetchPart = fetchLines(
    {
      'imports:lines': () => Promise.resolve({ ok: true, value: { revision, total: 1, lines: [lineOf(0)] } })
    },
    filter
  )
  const first = { ok: true, value: { total: 1, rows: [lineOf(0)] } }
  expect(await fetchPart(0, 100)).toEqual(first)
  expect(await fetchPart(0, 100)).toEqual(first)
  revision = 2
  expect(await fetchPart(0, 100)).toEqual({ ok: false, error: { code: 'view-outdated' } })
})
