import { expect, it, vi } from 'vitest'
import type { ReadTotals, SourceProbe } from '../../../../shared/imports/schema'
import type { ListReader } from '../../parsing/list-reader'
import { foundChoice, type ListSource } from '../../lists/list-types'
import { createListReadings, type ReadingContext } from './list-readings'

const source: ListSource = { kind: 'text', text: '' }
const choice = foundChoice
const look: SourceProbe = { format: 'pasted', name: '', sizeBytes: 0, hiddenSheets: 0, tables: [] }
const totals: ReadTotals = { lines: 3, blankLines: 0, undecodableLines: 0, brokenLines: 0 }
const request = {
  source,
  sheetIndex: null,
  options: { encoding: null, delimiter: null, headerLine: null, isHiddenIncluded: false, numberColumns: [0] }
}

const contextOf = () => {
  const onProgress = vi.fn()
  const context: ReadingContext = { signal: new AbortController().signal, onProgress }
  return { context, onProgress }
}

/** A reader whose progress and end the test controls. */
function start() {
  let progress: Parameters<ListReader['read']>[1]['progress'] = () => undefined
  let [endReading, endLooking] = [(): void => undefined, (): void => undefined]
  const readings = createListReadings({
    probe: () =>
      new Promise((resolve) => {
        endLooking = () => resolve({ ok: true, value: look })
      }),
    read: (_, on) =>
      new Promise((resolve) => {
        progress = (made) => on.progress(made)
        endReading = () => resolve({ ok: true, value: totals })
      }),
    close: () => undefined
  })
  return {
    readings,
    goOn: (done: number) => progress({ done, total: 100, lines: done }),
    endReading: () => endReading(),
    endLooking: () => endLooking()
  }
}

it('a queued reading reports a sign of life when the running one progresses, and none afterwards', async () => {
  const { readings, goOn, endReading, endLooking } = start()
  const [reading, waiting] = [contextOf(), contextOf()]
  const read = readings.read(request, () => Promise.resolve(), reading.context)
  goOn(10)
  const looked = readings.probe(source, choice, waiting.context)
  goOn(20)
  expect(reading.onProgress.mock.calls).toEqual([
    [{ done: 10, total: 100, lines: 10 }],
    [{ done: 20, total: 100, lines: 20 }]
  ])
  expect(waiting.onProgress.mock.calls).toEqual([[{ done: 0, total: 0, lines: 0 }]])
  endLooking()
  expect(await looked).toEqual(look)
  goOn(30)
  expect(waiting.onProgress).toHaveBeenCalledOnce()
  endReading()
  expect(await read).toEqual(totals)
})

it('an error of the reader is thrown with its code', async () => {
  const readings = createListReadings({
    probe: () => Promise.resolve({ ok: false, error: { code: 'list-unsupported' } }),
    read: () => Promise.resolve({ ok: false, error: { code: 'list-damaged' } }),
    close: () => undefined
  })
  const { context } = contextOf()
  await expect(readings.probe(source, choice, context)).rejects.toThrow('list-unsupported')
  await expect(readings.read(request, () => Promise.resolve(), context)).rejects.toThrow('list-damaged')
})
