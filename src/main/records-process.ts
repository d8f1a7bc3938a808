import type { ExportFormat } from '../shared/records'
import { writeCsv, type ExportWriter } from './records/export-file'
import { createRecordsDispatcher } from './records/records-dispatcher'
import { writeWorkbook } from './records/xlsx-writer'

// A process of its own for the records' database: it works on other cores than the windows' main process,
// a crash in it is an answer, and ending it gives all its memory back.

/** One way to the process that started this one: Electron's utility process, or Node's child process. */
interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

// Outside Electron there is no parentPort, whatever its types say.
const electronPort = (process as { parentPort?: Electron.ParentPort }).parentPort

const port: Port =
  electronPort === undefined
    ? {
        post: (message) => process.send?.(message),
        onMessage: (listener) => process.on('message', listener)
      }
    : {
        post: (message) => electronPort.postMessage(message),
        onMessage: (listener) => electronPort.on('message', ({ data }) => listener(data))
      }

const writers: Record<ExportFormat, ExportWriter> = { csv: writeCsv, xlsx: writeWorkbook }

const dispatcher = createRecordsDispatcher({
  post: (reply) => port.post(reply),
  writers,
  onFatal: () => process.exit(1)
})
port.onMessage((message) => void dispatcher.handle(message))
// The parent is gone: nobody reads the answers any more.
process.once('disconnect', () => void dispatcher.close().finally(() => process.exit(0)))
