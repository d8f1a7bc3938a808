import { Failure } from '../../platform/database/failure'
import { foundChoice, type ListSource } from '../lists/list-types'
import type { ListReadings, ReadingContext } from './drafts/list-readings'

/** The numbers of a file, each once; every number in any cell counts. `list-too-large`: more than `max`. */
export async function readNumberList(
  readings: ListReadings,
  { path, max }: { path: string; max: number },
  context: ReadingContext
): Promise<{ name: string; numbers: string[]; skipped: number }> {
  const source: ListSource = { kind: 'file', path }
  const { name, tables } = await readings.probe(source, foundChoice, context)
  const numbers = new Set<string>()
  let skipped = 0
  for (const { sheetIndex, found: options } of tables) {
    await readings.read(
      { source, sheetIndex, options, isEveryCell: true },
      ({ dials }) => {
        for (const dial of dials) {
          if (dial === '') skipped += 1
          else numbers.add(dial)
        }
        return numbers.size > max ? Promise.reject(new Failure('list-too-large')) : Promise.resolve()
      },
      context
    )
  }
  return { name, numbers: [...numbers], skipped }
}
