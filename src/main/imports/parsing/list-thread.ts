import { Worker } from 'node:worker_threads'
import { errorCodeOf } from '../../platform/error-code'
import type { StartListWorker } from './list-reader'

/**
 * The thread's JavaScript heap limit. Text of any size needs a tenth of it; a workbook's shared texts are all kept
 * in memory.
 */
const mostHeapMb = 256

/** Runs `program` (the built `list-worker.ts`) in a thread of this process. */
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
