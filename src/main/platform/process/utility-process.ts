import { utilityProcess } from 'electron'
import type { StartProcess } from './running-process'

/**
 * Runs `program` (a built entry) as an Electron utility process, visible to the system as `serviceName`. Its port
 * copies messages: a reply of 10,000 records, about 4 MB, takes a few ms.
 */
export const startUtilityProcess =
  (program: string, serviceName: string): StartProcess =>
  ({ onMessage, onExit }) => {
    const worker = utilityProcess.fork(program, [], { serviceName, stdio: 'ignore' })
    worker.on('message', onMessage)
    worker.once('exit', () => onExit())
    return {
      post: (message) => worker.postMessage(message),
      kill: () => {
        worker.kill()
      }
    }
  }
