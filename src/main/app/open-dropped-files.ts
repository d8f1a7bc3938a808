import { randomInt, randomUUID } from 'node:crypto'
import { openListFile } from '../imports/parsing/list-file'
import { systemClock } from '../platform/clock'
import { createDroppedFiles, type DroppedFiles } from '../platform/dropped-files'

/** The check of dropped files, with the files of this computer. */
export const openDroppedFiles = (): DroppedFiles =>
  createDroppedFiles({
    clock: systemClock,
    open: openListFile,
    randomBelow: (limit) => randomInt(limit),
    newId: randomUUID
  })
