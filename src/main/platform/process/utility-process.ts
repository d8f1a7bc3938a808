import { utilityProcess } from 'electron'
import type { StartProcess } from './process-client'

/**
 * Runs `program` (a built entry) as a utility process of Electron, shown to the system as `serviceName`. Its
 * port copies what it carries: a reply of 10,000 records, some 4 MB, takes a few ms.
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
