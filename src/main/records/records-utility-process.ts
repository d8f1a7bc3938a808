import { utilityProcess } from 'electron'
import type { StartRecordsProcess } from './records-client'

/**
 * Runs `program` (the built `records-process.ts`) as a utility process of Electron. Its port copies what
 * it carries: a reply of 10,000 records, some 4 MB, takes a few ms.
 */
export const startUtilityProcess =
  (program: string): StartRecordsProcess =>
  ({ onMessage, onExit }) => {
    const worker = utilityProcess.fork(program, [], { serviceName: 'Deskline records', stdio: 'ignore' })
    worker.on('message', onMessage)
    worker.once('exit', () => onExit())
    return {
      post: (message) => worker.postMessage(message),
      kill: () => {
        worker.kill()
      }
    }
  }
