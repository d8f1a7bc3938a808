import { expect, test } from 'vitest'
import type { CoveredPart } from '../../shared/records/load-schema'
import { succeeded } from '../../shared/platform/result'
import { createManualClock } from '../platform/testing/manual-clock'
import { settleMs } from './records-covered'
import { loadRecords } from './records-load'
import type { RecordsStore } from './records-store'

const hourMs = 3_600_000

test.each([0, 8, -8])(
  'settled calls are determined by the service’s clock, which is %i hours ahead',
  async (hours) => {
    const clock = createManualClock()
    const serviceNowMs = clock.now() + hours * hourMs
    let covered: CoveredPart[] = []
    const asked: number[] = []
    const store = {
      ask(operation: string, input: { parts?: CoveredPart[] }) {
        if (operation === 'setCovered') covered = input.parts ?? []
        if (operation === 'ingest') {
          return Promise.resolve(succeeded({ added: 0, updated: 0, rowCount: 0 }))
        }
        return Promise.resolve(succeeded([]))
      }
    } as unknown as RecordsStore
    await loadRecords(
      {
        store,
        clock,
        serviceNow: () => serviceNowMs,
        service: () => ({
          readPeriodReply(_startMs, endMs) {
            asked.push(endMs)
            return Promise.resolve(succeeded({ body: new Uint8Array() }))
          }
        }),
        refreshing: { refreshIncomplete: () => Promise.resolve() },
        signal: new AbortController().signal,
        onProgress: () => undefined,
        onRows: () => undefined
      },
      { startMs: serviceNowMs - 48 * hourMs, endMs: serviceNowMs + 24 * hourMs },
      null
    )
    // The future isn't marked as covered, but everything up to now was queried.
    expect(covered.at(-1)?.endMs).toBe(serviceNowMs - settleMs)
    expect(asked.at(-1)).toBe(serviceNowMs + hourMs)
  }
)
