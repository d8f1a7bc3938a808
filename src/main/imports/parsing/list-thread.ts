import { Worker } from 'node:worker_threads'
import { errorCodeOf } from '../../platform/error-code'
import type { StartListWorker } from './list-reader'

/** JavaScript memory of the thread. A text takes a tenth of it, however large it is; a workbook's texts are all kept. */
const mostHeapMb = 256

/** Runs `program` (the built `list-worker.ts`) as a thread of this process. */
export const startListThread =
  (program: string, maxOldGenerationSizeMb = mostHeapMb): StartListWorker =>
  ({ onMessage, onExit }) => {
    const thread = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb } })
    let isOutOfMemory = false
    thread.on('message', onMessage)
    thread.on('error', (failure: Error) => {
      isOutOfMemory = errorCodeOf(failure) === 'ERR_WORKER_OUT_OF_MEMORY'
    })
    thread.once('exit', () => onExit(isOutOfMemory ? 'out-of-memory' : 'other'))
    return {
      post: (message) => thread.postMessage(message),
      end: () => void thread.terminate()
    }
  }
